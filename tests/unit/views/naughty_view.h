/* The view of tests/unit/test_html.c. */
#ifndef NAUGHTY_VIEW_H
#define NAUGHTY_VIEW_H
#include "html.h"

struct naughty_row {
	struct str text;
	bool on;
};
struct naughty_view {
	struct str a;
	const char *z;
	int64_t n;
	struct day d;
	struct url u;
	struct html m;
	const struct naughty_row *rows;
	size_t rows_n;
};
void view_naughty(struct buf *, const struct naughty_view *);
#endif
