#ifndef TICKS_VIEW_H
#define TICKS_VIEW_H
#include <stdbool.h>
#include "register_view.h"

struct web_ticked { /* a box of the sheet, as it was read */
	struct str name, value, label, note; /* name: kepada, instruksi; note: why it is in doubt */
	bool       on, doubt;
};
struct ticks_view {
	struct str csrf, fault, name, mark, at, of, progress, agenda, party, subject, version, why, typed_note;
	struct str due;
	bool       ready, lost, failed, may, note, answer, no_initials, has_letter, has_before, has_after, none;
	struct url action, pile, sheet, note_picture, letter, before, after;
	const struct web_ticked *to;       size_t to_n;
	const struct web_ticked *instruct; size_t instruct_n;
	const struct web_option *others;   size_t others_n; /* posts that are not on the sheet */
	struct str doubts; /* "2", or empty */
};
void view_ticks(struct buf *, const struct ticks_view *);
#endif
