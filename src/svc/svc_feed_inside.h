/* svc_feed_inside.h - between the feed's thread and what it reads. */
#ifndef SVC_FEED_INSIDE_H
#define SVC_FEED_INSIDE_H
#include "svc_feed.h"

#define FEED_ACTS 500

struct feed_act {
	int64_t id, letter, account, post, at_ms;
	enum flow_act act;
	struct str by; /* post */
};

struct feed_batch { /* acts, oldest first, and whom they may concern */
	struct feed_act acts[FEED_ACTS];
	size_t n;
	bool more; /* than those */
	int64_t *posts;
	size_t posts_n;
};

/* The acts after `since`; posts too, when asked. */
enum err feed_read(struct db_conn *, struct arena *, int64_t since, bool posts,
		   struct feed_batch *, struct fail *) MUST_CHECK;
/* His work list by S1, ascending. */
enum err feed_work(struct db_conn *, struct arena *, const struct actor *,
		   int64_t ids[SVC_FEED_ROWS], size_t *n, struct fail *) MUST_CHECK;
/* The last act on the letter in the batch; NULL: none. */
const struct feed_act *feed_act_on(const struct feed_batch *, int64_t letter);
bool feed_has(const int64_t *sorted, size_t n, int64_t id);
/* The sentence for somebody else's act on a letter that is open; {NULL,0}: it changes
 * nothing of what the page shows. */
struct str feed_sentence(struct arena *, const struct feed_act *);
#endif
