#ifndef LAYOUT_VIEW_H
#define LAYOUT_VIEW_H
#include <stdbool.h>
#include "html.h"

/* The frame of every page; web_page() fills it. */
struct layout_view {
	struct str  title, user, login, csrf, flash, q;
	struct str  unread /* notices; empty: none */, heard /* number of the last act told; empty: nobody hears */;
	struct url  css, pico, js, keep, htmx, preview, head, icon, manifest, news;
	bool        in;       /* somebody is logged in */
	bool        keeper, admin, demo;
	bool        at_desk, at_in, at_out, at_find, at_books, at_sop, at_matters, at_invites; /* the open menu */
	struct html body;
};
void view_layout(struct buf *, const struct layout_view *);
#endif
