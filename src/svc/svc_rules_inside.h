/* svc_rules_inside.h - inside svc: what listing, trying and publishing a rule share. */
#ifndef SVC_RULES_INSIDE_H
#define SVC_RULES_INSIDE_H
#include "num_rule.h"
#include "svc_rules.h"

struct office_series;
struct out_numbered;

#define RULE_TEXT "aturan" /* what faults of a text from the editor are reported under */

enum err rules_may_look(const struct actor *, struct fail *) MUST_CHECK;
/* Names of the series that use it, ", " between; or "". */
struct str rule_series(const struct svc *, struct arena *, struct str name);
/* A letter that nobody writes; series NULL: of the first unit. */
struct out_numbered rule_sample(const struct svc *, const struct office_series *, struct day);
/* false: *out is the sentence why not. */
bool rule_prints(const struct svc *, struct arena *, const struct num_rule *,
		 const struct out_numbered *, struct str *out);
#endif
