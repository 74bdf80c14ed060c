#ifndef BOOKS_VIEW_H
#define BOOKS_VIEW_H
#include "register_view.h"
struct web_book { struct str name, last, year, id; bool may_close, closed; };
struct books_view {
	struct str csrf, year, month;
	const struct web_book   *books;  size_t books_n;
	const struct web_option *months; size_t months_n;
};
void view_books(struct buf *, const struct books_view *);
#endif
