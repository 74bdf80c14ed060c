/* svc_head.h - the head's desk: the letters that wait for a disposition, one after the
 * other, each with what the head mostly does with such a letter.
 *
 * QUEUE  letters checked and not disposed, and those whose dispositions all came back or
 *        were taken back; urgent first, then the one that waits longest.
 * HABIT  learnt from what these posts gave before: to letters of the same sender, then of
 *        the same classification code, then to any; no table of its own, nothing to
 * teach. RIGHT  only letters of books whose head the actor is; S1 by svc_letter_get().
 * SOURCE SOP "Proses Surat Masuk" row 4 (two minutes a letter).
 */
#ifndef SVC_HEAD_H
#define SVC_HEAD_H
#include "svc_incoming.h"

#define SVC_QUEUE_MAX  200
#define SVC_HABITS_MAX 3

struct svc_queue {
	int64_t id;   /* the letter to show; 0: none waits */
	int64_t next; /* the one behind it; 0: none */
	size_t waiting;
	bool more; /* waiting stopped at SVC_QUEUE_MAX */
};

/* The first letter of the queue; `after`: the one behind that letter (0, or one that
 * waits no more: the first); `but`: never this one; `only`: that letter, if it waits. */
enum err svc_head_queue(struct svc *, const struct actor *, struct arena *, int64_t only,
			int64_t after, int64_t but, struct svc_queue *,
			struct fail *) MUST_CHECK;

struct svc_habit {               /* one disposition as it was given before */
	struct str to;           /* ids of posts, 'u' before those of units: "5 7 u2"; 'k': coordinator, 't': told */
	struct str instructions; /* codes: "TL LAPOR" */
	int weight;
};

struct svc_habits {
	struct svc_habit most[SVC_HABITS_MAX]; /* most likely first */
	size_t n;
	const struct svc_habit *all; /* each once, to weigh single ticks */
	size_t all_n;
};
enum err svc_head_habits(struct svc *, const struct actor *, struct arena *,
			 int64_t letter, struct svc_habits *, struct fail *) MUST_CHECK;

/* How often a word ("5", "u2", "TL") stands in habits, by weight. */
int svc_habit_weight(const struct svc_habits *, struct str word);

struct svc_sent { /* a disposition the actor's posts gave */
	struct str to /* "Kasi PAS, Kasi Pelrehsos"; empty: none of theirs */, subject;
	bool unread; /* nobody has read it: svc_disposition_undo() will do */
};
enum err svc_head_sent(struct svc *, const struct actor *, struct arena *,
		       int64_t disposition, struct svc_sent *, struct fail *) MUST_CHECK;

/* Takes a whole disposition back: every tray of it, while none is read (L1; an undo).
 * done->id: the letter.  ERR_CONFLICT "wrong-state" when one is read, ERR_DENIED when it
 * is another's, ERR_NOTFOUND by S1. */
enum err svc_disposition_undo(struct svc *, const struct actor *, int64_t disposition,
			      struct svc_done *, struct fail *) MUST_CHECK;
#endif
