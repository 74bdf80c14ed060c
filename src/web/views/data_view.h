#ifndef DATA_VIEW_H
#define DATA_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"
/* What a PDF says of its own letter, field by field of the register. */
struct web_datum {
	struct str field, label, value, shown;
};
struct data_view {
	struct str why, form; /* why: nothing is proposed, and the reason worth telling */
	const struct web_datum *data;
	size_t                  data_n;
};
void view_data(struct buf *, const struct data_view *);
#endif
