/* svc_route.h - templates of dispositions, and the rules that propose one for a letter.
 *
 * TEMPLATE addressees, instructions and note under a name; one tap gives it.
 * RULE   words of the sender's name, beginning of the code, words of the subject; all
 * that are given have to fit.  The rule with most of them goes first, then the older. A
 * rule proposes: it never disposes. RIGHT  the administrator keeps both (ACT_ADMIN); what
 * is no longer offered stays in the table, and each change in the audit chain. S1     a
 * try names no letter that the administrator may not see.
 */
#ifndef SVC_ROUTE_H
#define SVC_ROUTE_H
#include "svc_incoming.h"

#define SVC_ROUTE_MAX  200
#define SVC_ROUTE_LAST 100 /* letters a rule is tried on */

struct svc_template {
	int64_t id;
	struct str name;
	struct str to;           /* ids of posts, 'u' before those of units: "5 7 u2" */
	struct str instructions; /* codes: "TL LAPOR" */
	struct str note;
};

struct svc_rule {
	int64_t id, template_id;
	struct str template_name;
	struct str sender, class_code, words; /* at least one */
};

enum err svc_route_templates(struct svc *, struct arena *, struct svc_template **,
			     size_t *n, struct fail *) MUST_CHECK;
/* ERR_INVALID "name", "to", "instructions", "note"; ERR_CONFLICT "name-taken". */
enum err svc_route_template_put(struct svc *, const struct actor *,
				const struct svc_dispose *, struct str name, int64_t *id,
				struct fail *) MUST_CHECK;
/* ERR_CONFLICT "in-use" while a rule proposes it; ERR_NOTFOUND. */
enum err svc_route_template_end(struct svc *, const struct actor *, int64_t id,
				struct fail *) MUST_CHECK;
/* What the template gives, into a disposition; its note stands only where none is. */
enum err svc_route_dispose(struct svc *, struct arena *, int64_t id, struct svc_dispose *,
			   struct fail *) MUST_CHECK;

enum err svc_route_rules(struct svc *, struct arena *, struct svc_rule **, size_t *n,
			 struct fail *) MUST_CHECK;
enum err svc_route_rule_put(struct svc *, const struct actor *, const struct svc_rule *,
			    int64_t *id, struct fail *) MUST_CHECK;
enum err svc_route_rule_end(struct svc *, const struct actor *, int64_t id,
			    struct fail *) MUST_CHECK;

struct svc_route_try {
	size_t tried, fits;     /* of the last SVC_ROUTE_LAST letters */
	struct str subjects[5]; /* of the newest that fit, those he may see */
	size_t subjects_n;
};
enum err svc_route_try(struct svc *, const struct actor *, struct arena *,
		       const struct svc_rule *, struct svc_route_try *,
		       struct fail *) MUST_CHECK;

/* The template proposed for a letter; out->id 0: no rule fits. */
enum err svc_route_for(struct svc *, struct arena *, int64_t letter,
		       struct svc_template *out, struct fail *) MUST_CHECK;
#endif
