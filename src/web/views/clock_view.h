#ifndef CLOCK_VIEW_H
#define CLOCK_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"
#include "rows_view.h"

struct web_more { struct str by, when, to, reason, answer, answered, csrf; struct url grant, refuse; bool open, granted, may; };
struct clock_view { /* Waktu dan balasan of one letter */
	struct str csrf, fault, title, subject, where, due, set_by, answer, waived, to, reason, number, note;
	struct url back, answer_link;
	bool near, overdue, has_due, content, owed, answered, was_waived;
	const struct web_more *more; size_t more_n;
};
void view_clock(struct buf *, const struct clock_view *);

struct web_owed { struct str number, subject, party, since, age, due, who, note, way; struct url link; bool near, overdue; };
struct answers_view {
	const struct web_owed *rows; size_t rows_n;
	struct str count;
};
void view_answers(struct buf *, const struct answers_view *);

struct web_time { struct str proc, month, step, activity, position, standard, done, median, ninety, over; bool late; };
struct times_view {
	struct str year;
	const struct web_time *rows; size_t rows_n;
	struct url pdf, csv, before, after;
};
void view_times(struct buf *, const struct times_view *);
#endif
