#ifndef SOP_VIEW_H
#define SOP_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"
#include "register_view.h"

struct web_sop { struct str name, number, steps, unit; struct url link, pdf; bool letter, begins /* another unit than the one above */; };
struct sops_view {
	struct str q;
	size_t count;
	const struct web_sop *rows; size_t rows_n;
};
void view_sops(struct buf *, const struct sops_view *);

struct web_sop_text { struct str text; };
struct web_sop_box { struct str label; const struct web_sop_text *items; size_t items_n; };
struct web_sop_step {
	struct str no, activity, actors, others, requirement, time, output, note, doubt, docs;
	bool here;
	const struct web_sop_text *details; size_t details_n;
};
struct sop_view {
	struct str name, number, made, revised, effective, approver, purpose, total, doubt;
	struct url pdf, set;
	bool may_set;
	const struct web_sop_text *units; size_t units_n;
	const struct web_sop_box  *boxes; size_t boxes_n;
	const struct web_sop_step *steps; size_t steps_n;
};
void view_sop(struct buf *, const struct sop_view *);

struct web_sop_doer {
	struct str no, field, activity, roles, doubt;
	bool inferred;
	const struct web_option *posts; size_t posts_n;
};
struct sop_doers_view {
	struct str csrf, name, fault;
	struct url back, self;
	const struct web_sop_text *qualified; size_t qualified_n;
	const struct web_sop_doer *steps; size_t steps_n;
};
void view_sop_doers(struct buf *, const struct sop_doers_view *);
#endif
