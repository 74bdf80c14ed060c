#ifndef BULK_VIEW_H
#define BULK_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"
#include "register_view.h"

struct web_bulk_row { struct str name, why, value; struct url link; };
/* Several letters before the act is done to them (ask), or what of them was not. */
struct bulk_view {
	struct str title, said, csrf, go, fault, folder, place;
	struct url action, back, undo;
	bool       ask, file, dispose, undoable;
	const struct web_bulk_row *good; size_t good_n;
	const struct web_bulk_row *bad;  size_t bad_n;
	const struct web_option   *templates; size_t templates_n;
};
void view_bulk(struct buf *, const struct bulk_view *);
#endif
