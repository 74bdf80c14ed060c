#ifndef PILE_VIEW_H
#define PILE_VIEW_H
#include <stdbool.h>
#include "register_view.h"

struct web_pile_row { struct str name, note; struct url link; };
struct piles_view {
	struct str csrf, fault;
	const struct web_pile_row *piles; size_t piles_n;
};
void view_piles(struct buf *, const struct piles_view *);

struct web_pile_page {
	struct str no, label, field, typed; /* field: "surat-3" */
	struct url src;
	bool       failed, ask; /* ask: a number may be typed that begins a letter here */
};
struct web_pile_part {
	struct str title, party, subject, note, fault, tick; /* tick: "ambil-3" */
	struct url link;
	bool       linked, may, on, done;
	const struct web_pile_page *pages; size_t pages_n;
};
struct pile_view {
	struct str csrf, fault, name, mark, progress, sheets; /* sheets: "7", whose ticks can be read; or empty */
	struct url action, ticks;
	bool       ready, broken;
	const struct web_pile_part *parts; size_t parts_n;
};
void view_pile(struct buf *, const struct pile_view *);

struct pile_done_view {
	struct str left;
	struct url left_link;
	const struct web_pile_part *parts; size_t parts_n;
};
void view_pile_done(struct buf *, const struct pile_done_view *);
#endif
