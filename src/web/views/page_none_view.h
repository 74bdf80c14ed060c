#ifndef PAGE_NONE_VIEW_H
#define PAGE_NONE_VIEW_H
#include "html.h"

/* What stands in the place of a page that is no picture (yet). */
struct page_none_view {
	struct str text, remedy;
};
void view_page_none(struct buf *, const struct page_none_view *);
#endif
