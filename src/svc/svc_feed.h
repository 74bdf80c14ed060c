/* svc_feed.h - what happened, told to those who have a page open (design 3.1, "after").
 *
 * SHAPE  an act is told once it is on disk, by its number in the life of letters
 *        (step_done.id): who comes back with the last number he heard misses nothing.
 * S1     a listener hears of letters of his own work list, and of a letter that he has
 * open and may see; he hears numbers and one sentence, never a subject or a name of a
 *        person.  Session and posts are read anew before each word.
 * LIMITS eight listeners a person, the oldest makes room; sixteen letters open each; of
 * more than 500 acts missed he hears only that the list changed.  A session that ended,
 * by log-out too, is let go within a second of it. THREAD one of its own tells;
 * svc_feed_join() from any.
 */
#ifndef SVC_FEED_H
#define SVC_FEED_H
#include "svc.h"

#define SVC_FEED_EACH 8
#define SVC_FEED_OPEN 16
#define SVC_FEED_ROWS 100

struct svc_news {
	int64_t last; /* number of the last act this takes account of              */
	bool list;    /* his work list changed, as the next five say               */
	int waiting;  /* letters in it; SVC_FEED_ROWS: that many or more           */
	bool missed;  /* too much happened: look at the list itself                */
	const int64_t *came,
		*left; /* letters that came by somebody else's act, that left */
	size_t came_n, left_n;
	int64_t letter;  /* else: this letter, which he has open, ...                 */
	struct str said; /* "Surat ini baru saja didisposisi oleh Kepala Panti."      */
};

/* Called by the thread of the feed.  end() is the last call, whatever happened. */
struct svc_listener {
	bool (*tell)(void *arg,
		     const struct svc_news *); /* false: nobody hears any more */
	bool (*beat)(void *arg, int64_t last); /* each 15 s: are you there?    */
	void (*end)(void *arg);
	void *arg;
};

struct svc_feed_ask {
	int64_t since;               /* the last number heard; 0: begin now */
	int64_t open[SVC_FEED_OPEN]; /* letters he has open                 */
	size_t open_n;
};

struct svc_feed;

struct svc_feed *svc_feed_start(struct svc *);
void svc_feed_stop(struct svc_feed *); /* every listener is let go; NULL is no fault */
/* Number of the last act that was told. */
int64_t svc_feed_last(const struct svc_feed *);
/* He hears his list's length at once, then what changes. */
void svc_feed_join(struct svc_feed *, const struct actor *, const struct svc_feed_ask *,
		   const struct svc_listener *);
#endif
