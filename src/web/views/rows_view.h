#ifndef ROWS_VIEW_H
#define ROWS_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"
#include "register_view.h"

/* One letter in any list; web_rows() makes it from struct svc_row. */
struct web_row {
	struct url link;
	struct str number;     /* agenda number or letter number, large at the left  */
	struct str subject, party, where, date, doing, clock, class_note;
	struct str urgency, urgency_label, secrecy, secrecy_label; /* class word and words */
	bool       late, near, overdue, no_scan;
	struct str pick;       /* value of its box where several are chosen; empty: no box */
	bool       picked;
};
/* One part of the desk with its counter; said: what the colour says, in words. */
struct web_shelf {
	struct str label, n, said;
	struct url link;
	bool       on, empty, soon, overdue;
};
struct rows_view {
	struct str            title, empty, intro, notice;
	const struct web_row *rows;
	size_t                rows_n;
	struct str            count;   /* "1000+" */
	struct url            more;    /* next page */
	bool                  has_more;
	bool                  is_in, is_out, is_find, keeper, has_inbox, has_queue;
	struct str            unscanned_n, unfiled_n, inbox_n, queue_n;
	bool                  is_code; /* q is a code: by_code finds what is filed under it */
	struct url            by_code;
	struct str            q, sender, class_code, from, to; /* what was asked */
	struct str            bulk_label, csrf, did; /* what is done to those chosen; what was done */
	struct url            bulk, all, undo;
	bool                  undoable;
	const struct web_shelf *shelves; size_t shelves_n; /* beside the list of the desk */
	struct str            at_shelf; /* the part that is shown; empty: all of it */
	bool                  at_all;
	const struct web_option *directions; size_t directions_n;
	const struct web_option *states;     size_t states_n;
};
void view_rows(struct buf *, const struct rows_view *);
#endif
