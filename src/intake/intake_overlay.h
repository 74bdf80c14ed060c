/* intake_overlay.h - two drawings of a page laid over each other, to see what moved.
 *
 * SHAPE  pages as naskah-pages leaves them (intake_page_whole()), at most
 *        INTAKE_OVERLAY_PAGES of each side; one PNG, page under page: black what both
 *        have, red what only the first has, blue what only the second has.
 */
#ifndef INTAKE_OVERLAY_H
#define INTAKE_OVERLAY_H
#include "arena.h"
#include "err.h"

#define INTAKE_OVERLAY_PAGES 8

struct intake_overlay {
	struct str png; /* of the arena */
	size_t pages, differing;
};

/* A page that one side lacks differs.  ERR_INVALID "no-overlay" when a page cannot be
 * decoded. */
enum err intake_overlay(struct arena *, const struct str *first, size_t first_n,
			const struct str *second, size_t second_n,
			struct intake_overlay *, struct fail *) MUST_CHECK;
#endif
