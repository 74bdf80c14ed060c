/* svc_prepare.h - a secretary prepares the disposition, the head confirms it in one tap.
 *
 * RIGHT  an administrator says which posts prepare for a head (svc_preparers_set).  They
 *        prepare only what they may open themselves (S1).
 * LIFE   one prepared disposition a letter; preparing again replaces it.  It is nothing
 *        until the head confirms it: svc_dispose.prepared names the moment it was
 *        prepared at, so that nobody confirms what he has not seen.  Any disposition of
 *        the letter ends it.
 */
#ifndef SVC_PREPARE_H
#define SVC_PREPARE_H
#include "svc_incoming.h"

struct svc_preparer {
	int64_t head_id, position_id;
	struct str head, position;
};
enum err svc_preparers(struct svc *, struct arena *, struct svc_preparer **, size_t *,
		       struct fail *) MUST_CHECK;
/* ACT_ADMIN: those and no others prepare for this head; n 0: nobody. */
enum err svc_preparers_set(struct svc *, const struct actor *, int64_t head,
			   const int64_t *posts, size_t n, struct fail *) MUST_CHECK;

/* ACT_PREPARE, on a letter that waits for its disposition. */
enum err svc_prepare(struct svc *, const struct actor *, struct svc_ref,
		     const struct svc_dispose *, struct svc_done *,
		     struct fail *) MUST_CHECK;

struct svc_prepared {
	int64_t at_ms, version; /* of the letter; at_ms 0: nothing is prepared */
	struct str by, to /* "5 k7 t9 u2 g3 h4" */, instructions, note;
	struct day deadline;
	bool answer_asked;
};
/* By S1: nothing is prepared on a letter that is not for the actor. */
enum err svc_prepared_get(struct svc *, const struct actor *, struct arena *,
			  int64_t letter, struct svc_prepared *,
			  struct fail *) MUST_CHECK;
/* As what it gives; false: what is stored is none. */
bool svc_prepared_as(const struct svc_prepared *, struct svc_dispose *);
/* Letters of the actor's books with a disposition prepared until `upto`. */
enum err svc_prepared_waiting(struct svc *, const struct actor *, struct arena *,
			      int64_t upto, int64_t **, size_t *, struct fail *) MUST_CHECK;
#endif
