/* svc_answer.h - letters that demand an answer: they stay owed until one is linked, or
 * the debt is given up with a reason.
 *
 * OURS   an incoming letter whose disposition asks for an answer, or that somebody marks
 * so; a letter of ours that answers it ends it once it bears a number. THEIRS a letter of
 * ours that awaits one; the incoming letter that is linked ends it. WHO    who may open
 * the letter marks and links; who awaits it, and who checks or heads its book or signed
 * it, gives it up.
 */
#ifndef SVC_ANSWER_H
#define SVC_ANSWER_H
#include "svc.h"

struct svc_answer {
	int64_t letter_id, position_id, asked_ms, ended_ms, due_ms;
	struct str position, note, reason; /* reason: why it was given up */
	int64_t answer_id;                 /* the letter that answers it; 0: none yet */
	bool owed;                         /* open */
	bool near, overdue;
	int age_days;
};
/* owed false, letter_id 0: nothing was ever asked. */
enum err svc_answer_get(struct svc *, const struct actor *, struct arena *,
			int64_t letter, struct svc_answer *, struct fail *) MUST_CHECK;

struct svc_answer_row {
	struct svc_answer answer;
	struct svc_row row;
};
/* Oldest first, S1 kept; at most 300. */
enum err svc_answers(struct svc *, const struct actor *, struct arena *,
		     struct svc_answer_row **, size_t *, struct fail *) MUST_CHECK;

/* `due` no day: no deadline of its own. */
enum err svc_answer_ask(struct svc *, const struct actor *, int64_t letter,
			struct day due, struct str note, struct fail *) MUST_CHECK;
/* The answer by its number as printed, or its agenda-less id.  It must go the other way.
 */
enum err svc_answer_link(struct svc *, const struct actor *, int64_t letter,
			 struct str number, int64_t answer, struct fail *) MUST_CHECK;
enum err svc_answer_waive(struct svc *, const struct actor *, int64_t letter,
			  struct str reason, struct fail *) MUST_CHECK;
#endif
