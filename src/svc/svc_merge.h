/* svc_merge.h - two people's versions of one text, side by side, paragraph by paragraph.
 *
 * SHAPE  hunks in reading order; paragraphs part at blank lines.  A hunk both have alike is
 *        `same`; another holds what each has there, either may be empty.  Every paragraph of
 *        both texts stands in exactly one hunk: nothing is lost.
 * PURE   no database.  The same two texts give the same hunks.
 */
#ifndef SVC_MERGE_H
#define SVC_MERGE_H
#include "arena.h"
#include "str.h"

struct svc_hunk {
	bool same;
	struct str mine, theirs;
};

enum svc_pick { PICK_MINE, PICK_THEIRS, PICK_BOTH };

void svc_merge_hunks(struct arena *, struct str mine, struct str theirs, struct svc_hunk **,
		     size_t *n);
/* The text that the choices make, one for each hunk. */
struct str svc_merge_picked(struct arena *, const struct svc_hunk *, size_t n,
			    const enum svc_pick *);
#endif
