/* svc_shelf.h - the parts of a desk ("rak meja"), each with its counter.
 *
 * SHAPE  a closed list: what waits at a row of the procedure, in a tray, on the desk.  A
 * part is shown when something lies in it, or when it is what the post is there for.
 * RIGHT  S1: a letter he may not see is neither listed nor counted.
 * LIMIT  a counter stops at SVC_SHELF_MAX ("999+"); each is the beginning of an index.
 * SOURCE screen habits of offices: counters that open a list.
 */
#ifndef SVC_SHELF_H
#define SVC_SHELF_H
#include "svc.h"

#define SVC_SHELF_MAX  1000
#define SVC_SHELVES    13 /* at most */
#define SVC_SHELF_PAGE 50

struct svc_shelf {
	const char *word;  /* of its address: "disposisi" */
	const char *label; /* "Disposisi" */
	const char *path;  /* its page where that is not the list of it; or NULL */
	size_t n;          /* letters (or matters) in it */
	size_t unread;     /* trays nobody opened yet */
	size_t soon;       /* due today or tomorrow */
	size_t overdue;    /* past their day */
	bool more;         /* there are more than the count says */
};

/* The parts of the actor's desk, in the order of a letter's life. */
enum err svc_shelves(struct svc *, const struct actor *, struct arena *,
		     struct svc_shelf **, size_t *n, struct fail *) MUST_CHECK;

/* The letters of one part, urgent first, SVC_SHELF_PAGE from `from` on (out->next: the
 * next `from`, 0: none); out->count: all, as the counter says.  ERR_NOTFOUND "no-shelf".
 */
enum err svc_shelf(struct svc *, const struct actor *, struct arena *, struct str word,
		   int64_t from, struct svc_shelf *, struct svc_list *out,
		   struct fail *) MUST_CHECK;
#endif
