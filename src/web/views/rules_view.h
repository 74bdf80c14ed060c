#ifndef RULES_VIEW_H
#define RULES_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"
#include "register_view.h"

struct web_rule { struct str name, title, pattern, example, series, since, origin, by; struct url link; bool assumed, coming, past; };
struct rules_view {
	int count; /* of the others */
	const struct web_rule *used;   size_t used_n;
	const struct web_rule *others; size_t others_n;
};
void view_rules(struct buf *, const struct rules_view *);

struct web_rule_said { struct str label, text; bool fault; };
struct web_rule_line { struct str no, text; bool at; };
struct rule_try_view { /* what the text would be */
	struct str number;
	bool       loads, asked, read;
	const struct web_rule_said *faults;   size_t faults_n;
	const struct web_rule_line *lines;    size_t lines_n; /* round the faulty ones */
	const struct web_rule_said *examples; size_t examples_n;
	const struct web_rule_said *warnings; size_t warnings_n;
	const struct web_rule_said *parts;    size_t parts_n;
};
void view_rule_try(struct buf *, const struct rule_try_view *);

struct rule_view {
	struct str csrf, fault, name, title, pattern, source, start, suffix, quota, xml, base, number, from;
	const struct web_option *resets;  size_t resets_n;
	const struct web_option *pers;    size_t pers_n;
	const struct web_option *assumed; size_t assumed_n;
	const struct web_option *late;    size_t late_n;
	bool        ask_step_up;
	struct html tried;
};
void view_rule(struct buf *, const struct rule_view *);
#endif
