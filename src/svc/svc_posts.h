/* svc_posts.h - who holds which post, from which day to which.
 *
 * SHAPE  letters go to posts: what waits for one waits there whoever holds it, and the
 *        next holder has it.  Rows of holders are ended, never deleted; one that has not
 *        begun yet is ended the day before it would.
 * TURNS  holder, Plt. and Pj. follow one another; a Plh. stands in for whoever holds the
 *        post, who has no rights there meanwhile (svc_acting.h).
 * SOURCE issue "People and posts"; UU 30/2014 Ps 14: Plt. of a vacant post, Plh. for one
 *        who is away for a time.
 */
#ifndef SVC_POSTS_H
#define SVC_POSTS_H
#include "svc.h"

struct svc_position_row {
	int64_t id, unit_id;
	struct str code, name, role, unit, holder /* name, with Plt./Plh. */;
};
enum err svc_positions(struct svc *, struct arena *, struct svc_position_row **, size_t *,
		       struct fail *) MUST_CHECK;

enum svc_holding_time { HOLDING_PAST, HOLDING_NOW, HOLDING_COMING };

struct svc_holding { /* one person on one post */
	int64_t id, person_id, position_id;
	struct str person, position, kind;
	struct day from /* none: since the office was made */, to /* none: open */;
	enum svc_holding_time when;
	struct str letter_no;   /* of the letter that appoints him; empty: not recorded */
	struct day letter_day;
	int64_t letter_id;      /* 0: it does not lie in Naskah */
};
/* ---- ACT_ADMIN ---- */
/* Newest first; of one post or of one person, 0: of all.  At most 2000 rows. */
enum err svc_holdings(struct svc *, const struct actor *, struct arena *,
		      int64_t position_id, int64_t person_id, struct svc_holding **,
		      size_t *, struct fail *) MUST_CHECK;
/* Letters that wait for the post, Rahasia and above not counted (S1). */
enum err svc_post_waiting(struct svc *, const struct actor *, int64_t position_id,
			  int64_t *, struct fail *) MUST_CHECK;

/* ---- step-up asked ---- */
struct svc_appointment {
	int64_t person_id, position_id;
	struct str kind; /* definitif plt plh pj */
	struct day from, to /* none: open */;
	struct str letter_no; /* of the letter that appoints him, or empty */
	struct day letter_day;
};
/* Whoever held the post before ends the day before: of a Plh. the Plh., else holder, Plt.
 * or Pj.  ERR_INVALID "kind", "from", "letter"; ERR_CONFLICT "post-held" when somebody's time
 * begins in this one's, "post-filled" (Plt. or Pj. of a post that has its holder),
 * "own-deputy". */
enum err svc_holder_set(struct svc *, const struct actor *, const struct svc_appointment *,
			int64_t *id /* may be NULL */, struct fail *) MUST_CHECK;
/* The appointing letter, when it came after the appointment, or another was meant. */
enum err svc_holder_letter(struct svc *, const struct actor *, int64_t holder_id,
			   struct str letter_no, struct day letter_day,
			   struct fail *) MUST_CHECK;
/* `last` is his last day.  Before the day he begins: ERR_INVALID "bad-dates", but for one
 * who has not begun before today: that appointment is void. */
enum err svc_holder_end(struct svc *, const struct actor *, int64_t holder_id,
			struct day last, struct fail *) MUST_CHECK;
#endif
