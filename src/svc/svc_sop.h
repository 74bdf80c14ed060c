/* svc_sop.h - procedures as an office reads them: the list, one of them, its sheet as
 * PDF.
 *
 * RIGHTS  any account of the office; a procedure is no letter.
 * SOURCE  PermenPANRB 35/2012.
 */
#ifndef SVC_SOP_H
#define SVC_SOP_H
#include "flow_proc.h"
#include "office.h"
#include "svc.h"
#include "tpl.h"

/* What the sheet prints.  office may be NULL: posts by the words of the procedure.  A
 * procedure without a day of making gets `made`.  Lives in the arena. */
void svc_sop_sheet(struct arena *, const struct flow_proc *, const struct office *,
		   struct day made, struct tpl_sop *);

/* Name of the post that a role word stands for. */
struct str svc_sop_role(struct arena *, const struct flow_proc *, const struct office *,
			struct str role);

/* The procedure of this id; ERR_NOTFOUND in a sentence. */
enum err svc_sop_get(const struct svc *, struct str id, const struct flow_proc **,
		     struct fail *) MUST_CHECK;
/* Its sheet as PDF; here: the row that is drawn heavier, 0 none. */
enum err svc_sop_pdf(struct svc *, struct arena *, const struct flow_proc *, int here,
		     struct str *pdf, struct fail *) MUST_CHECK;
#endif
