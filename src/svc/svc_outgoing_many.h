/* svc_outgoing_many.h - inside svc: a letter that goes to many is one letter of the
 * register, with one number, and a page for each row of its addressees.
 */
#ifndef SVC_OUTGOING_MANY_H
#define SVC_OUTGOING_MANY_H
#include "svc_outgoing_page.h"

struct tpl_engine;
struct tpl_options;
/* Every row makes a letter; the first that does not is named by row and column. */
enum err out_many_check(const struct tpl_engine *, struct str xml, bool blank_ok,
			struct fail *) MUST_CHECK;
/* Of a letter to many: each addressee's first line, and "… dan 39 lainnya" for lists. */
enum err out_many_head(struct arena *, struct str xml, struct out_head *,
		       struct fail *) MUST_CHECK;
/* *xml becomes the letter of p->row; *all: all of them are to be printed. */
enum err out_many_pick(struct arena *, const struct out_print *, struct str *xml,
		       bool *all, struct fail *) MUST_CHECK;
enum err out_many_pdf(const struct tpl_engine *, struct arena *, struct str xml,
		      const struct tpl_options *, struct str *pdf,
		      struct fail *) MUST_CHECK;
/* One file for each row, named by its number and addressee. */
enum err out_many_zip(const struct tpl_engine *, struct arena *, struct str xml,
		      const struct tpl_options *, struct str *zip,
		      struct fail *) MUST_CHECK;
#endif
