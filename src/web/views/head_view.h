#ifndef HEAD_VIEW_H
#define HEAD_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"
#include "register_view.h"

/* One disposition as one tap: value is what svc_habit says, label how the head reads it. */
struct web_habit { struct str value, to, what; };

/* Given by word, to be confirmed. */
struct web_told { struct str subject, agenda, to, asked, note, how, csrf, version; struct url letter, confirm, correct; };

struct head_view {
	const struct web_told *told_by_word; size_t told_by_word_n;
	struct str prepared_by, prepared_to, prepared_what, prepared_at, prepared_all, prepared_upto, left;
	size_t prepared_n;
	struct str correcting; /* id of the told disposition that this one corrects; or empty */
	struct str csrf, waiting, fault, sent;
	bool       has_letter, has_undo;
	struct url undo;
	/* the letter */
	struct url act, letter, none, skip, page;
	bool       has_page, has_skip, has_ready, has_class, late, overdue, sealed;
	struct str ready, id, version, cursor, party, subject, number, agenda, urgency, urgency_label, secrecy,
	           secrecy_label, clock, due, pages, note, deadline;
	bool       answer;
	const struct web_habit  *habits;       size_t habits_n;
	const struct web_habit  *templates;    size_t templates_n;
	struct str by_rule;     /* the template a rule proposes, ticked */
	bool       others_open, units_open, more_open;
	const struct web_option *positions;    size_t positions_n;
	const struct web_option *others;       size_t others_n; /* posts and units less often chosen */
	const struct web_option *units;        size_t units_n;
	const struct web_option *leads;        size_t leads_n;  /* one may answer for all */
	const struct web_option *told;         size_t told_n;   /* untuk diketahui */
	const struct web_option *groups;       size_t groups_n, told_groups_n;
	const struct web_option *told_groups;
	bool       lead_open;
	const struct web_option *instructions; size_t instructions_n;
	const struct web_option *more;         size_t more_n;   /* instructions less often chosen */
};
void view_head(struct buf *, const struct head_view *);
#endif
