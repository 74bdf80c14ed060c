#ifndef REMARK_VIEW_H
#define REMARK_VIEW_H
#include <stdbool.h>
#include "html.h"

/* What a reader wrote at a place of the text, and how that place stands now. */
struct web_remark {
	struct str by, quote, text, when, id, csrf, version;
	struct str label, before, after, now; /* the place */
	struct str answer, answered_by, done_by;
	bool found, changed, gone, open, may_settle;
};
#endif
