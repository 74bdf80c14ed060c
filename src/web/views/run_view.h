#ifndef RUN_VIEW_H
#define RUN_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"

/* A stretch of a text beside another version of it. */
struct web_run { struct str text; bool same, added, gone; };

/* A part of a text that two people wrote at the same time, and which of both is chosen. */
struct web_hunk {
	struct str name, text; /* of the choice; of a part both have alike */
	bool same, no_mine, no_theirs, pick_mine, pick_theirs, pick_both;
	const struct web_run *mine;   size_t mine_n;
	const struct web_run *theirs; size_t theirs_n;
};
#endif
