#ifndef OUTSIDE_VIEW_H
#define OUTSIDE_VIEW_H
#include "numbers_view.h"
struct outside_view {
	bool ask_earlier, earlier;
	struct str csrf, fault, idem, recipient, subject, class_code, day;
	struct str waiting;
	const struct web_last   *last;      size_t last_n;
	const struct web_option *forms;     size_t forms_n;
	const struct web_option *signers;   size_t signers_n;
	const struct web_option *drafters;  size_t drafters_n;
	const struct web_option *urgencies; size_t urgencies_n;
	const struct web_option *secrecies; size_t secrecies_n;
};
void view_outside(struct buf *, const struct outside_view *);
#endif
