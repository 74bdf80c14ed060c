/* svc_look.h - Minta lihat: a letter of level biasa is found by everyone and opened by
 * those who handle it; another asks, with a reason, and is let in or not (S1).
 *
 * WHO    asks: any post that finds the line and cannot open it.  Answers: the duties that
 *        flow.c names for ACT_GRANT_LOOK (TU, Kasubbag TU, the head, the signer).
 * RIGHT  a granted request opens the letter for the asking post while it is biasa; the view
 *        letter_sight (migration 0006) says so to everything that asks S1.
 * AUDIT  question and answer are entries of the chain.
 */
#ifndef SVC_LOOK_H
#define SVC_LOOK_H
#include "svc_incoming.h"

/* done->id: the request.  ERR_CONFLICT "look-open" when he can open it already,
 * "look-asked" while his last question waits; ERR_NOTFOUND when it is not for him to know. */
enum err svc_look_ask(struct svc *, const struct actor *, int64_t letter_id, struct str reason,
		      struct svc_done *, struct fail *) MUST_CHECK;

/* ref.id: the request, ref.version 1.  A refusal needs words, a grant may have them.
 * ERR_DENIED "not-yours"; ERR_STALE when another answered; ERR_CONFLICT "look-level" when
 * the letter is no longer biasa.  done->id: the letter. */
enum err svc_look_answer(struct svc *, const struct actor *, struct svc_ref, bool grant,
			 struct str words, struct svc_done *, struct fail *) MUST_CHECK;
#endif
