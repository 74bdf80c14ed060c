#ifndef NOTICES_VIEW_H
#define NOTICES_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"

struct web_notice { struct str id, label, position, words, number, subject, due, at; struct url link; bool read, linked, late; };
struct notices_view {
	struct str csrf, upto;
	const struct web_notice *rows; size_t rows_n;
	bool any, unread;
};
void view_notices(struct buf *, const struct notices_view *);
#endif
