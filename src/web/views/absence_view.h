#ifndef ABSENCE_VIEW_H
#define ABSENCE_VIEW_H
#include <stdbool.h>
#include "html.h"

struct web_act_done {
	struct str at, label, subject, number, by, position;
	struct url link;
	bool       shown;
};

struct web_absence {
	struct str head, said;
	const struct web_act_done *acts; size_t acts_n;
	bool lasts;
};

struct absence_view {
	const struct web_absence  *spans; size_t spans_n;
	const struct web_act_done *own;   size_t own_n;
	bool mine; /* the page of one's own acts */
};
void view_absence(struct buf *, const struct absence_view *);
#endif
