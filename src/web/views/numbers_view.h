#ifndef NUMBERS_VIEW_H
#define NUMBERS_VIEW_H
#include "register_view.h"

/* The last number of a series, and what waits in it: also where letters are recorded. */
struct web_last { struct str name, last, day, waiting; struct url book; bool any, waits; };
struct web_block {
	struct str name, period, range, purpose, unit, day, expires, left, csrf;
	struct url sheet, burn;
	bool open, may_burn;
};
struct numbers_view {
	struct str csrf, idem, idem_insert, fault, given, year, today;
	struct str count, purpose, reason, number, giver, subject, day, until;
	const struct web_last   *last;    size_t last_n;
	const struct web_block  *blocks;  size_t blocks_n;
	const struct web_option *series;  size_t series_n; /* of letters, his to keep or check */
	const struct web_option *books;   size_t books_n;  /* all */
	const struct web_option *units;   size_t units_n;
	bool may_reserve, may_insert;
};
void view_numbers(struct buf *, const struct numbers_view *);

struct web_number { struct str serial, day, number, subject, party, at, note; struct url link; bool linked, struck; };
struct number_book_view {
	struct str title, period;
	const struct web_number *rows; size_t rows_n;
	struct url pdf, csv;
};
void view_number_book(struct buf *, const struct number_book_view *);

struct web_note { struct str kind, series, period, text; };
struct web_count { struct str series, period, range, taken, inserted, elsewhere, waiting, voided; bool closed; };
struct number_check_view {
	struct str year, faults, lates, waits;
	const struct web_count *counts;  size_t counts_n;
	const struct web_note  *fault;   size_t fault_n;
	const struct web_note  *late;    size_t late_n;
	const struct web_note  *waiting; size_t waiting_n;
	struct url pdf, csv;
};
void view_number_check(struct buf *, const struct number_check_view *);
#endif
