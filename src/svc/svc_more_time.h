/* svc_more_time.h - more time, asked for with a reason and agreed to by who set the
 * deadline.
 *
 * WHO    with a tray: its addressee asks, the giver of the disposition decides.  Of the
 *        letter's own deadline: who may open it asks, head or checker of its book
 * decides. Who may decide himself has it at once. SHOWN  in the life of the letter, with
 * what was refused.
 */
#ifndef SVC_MORE_TIME_H
#define SVC_MORE_TIME_H
#include "svc.h"

struct svc_more_time {
	int64_t id, tray_id, asked_ms, answered_ms;
	struct day to;
	struct str reason, by, answer, answered_by;
	bool open, granted, may_answer;
};
enum err svc_more_times(struct svc *, const struct actor *, struct arena *,
			int64_t letter, struct svc_more_time **, size_t *,
			struct fail *) MUST_CHECK;
/* His own live tray of the letter when he has one, else the letter's deadline. */
enum err svc_more_time_ask(struct svc *, const struct actor *, int64_t letter,
			   struct day to, struct str reason, struct fail *) MUST_CHECK;
enum err svc_more_time_answer(struct svc *, const struct actor *, int64_t id, bool grant,
			      struct str words, int64_t *letter,
			      struct fail *) MUST_CHECK;
#endif
