/* svc_templates_set.h - inside svc: the forms in force, while they may change.
 *
 * RULE   svc->tpl is the set of this day: read it once in an act or a page and go on with
 *        that.  A set that was replaced stays until the folder is closed, so that who
 * still reads it may. THREAD any.
 */
#ifndef SVC_TEMPLATES_SET_H
#define SVC_TEMPLATES_SET_H
#include "svc.h"

struct tpl_version;

struct template_version { /* a published row */
	struct str name, xml /* empty: the installed one counts again */, by;
	struct str sha; /* 32 bytes */
	struct day from;
	int64_t at_ms;
};
/* All rows, by name, day and order of publishing. */
enum err svc_templates_read(struct svc *, struct arena *, struct template_version **,
			    size_t *, struct fail *) MUST_CHECK;
/* Of the rows of that name the one that counts on that day; NULL: the installed form. */
const struct template_version *svc_template_on(const struct template_version *, size_t n,
					       struct str name, struct day);

/* Puts in force what was installed, with what was published over it, at the start. */
enum err svc_templates_open(struct svc *, struct tpl_engine *installed,
			    struct fail *) MUST_CHECK;
/* One after the other: has `store` keep the row, then reads all anew. */
enum err svc_templates_add(struct svc *, enum err (*store)(void *arg, struct fail *),
			   void *arg, struct fail *) MUST_CHECK;
/* Before a request is served: another day may have other forms. */
void svc_templates_today(struct svc *);
/* Forms and profiles as they are installed. */
const struct tpl_engine *svc_templates_installed(const struct svc *);
void svc_templates_close(struct svc *);
#endif
