/* svc_books_late.h - inside svc: how long the rows of the procedures took.
 *
 * SHAPE  one line a row of a procedure, over the letters entered in a period; waiting and
 *        working together count against the standard, as on the letter's own page.
 * S1     letters that are rahasia or above are not counted, for anybody: a count tells of
 *        them too.
 * SOURCE design 1.8 ("lateness per step is a sheet of its own"); PermenPANRB 35/2012.
 */
#ifndef SVC_BOOKS_LATE_H
#define SVC_BOOKS_LATE_H
#include "flow_proc.h"
#include "svc.h"

struct svc_step_time {
	const struct flow_proc *proc;
	const struct flow_step *step;
	int standard_min;
	int64_t done, over; /* times; of them over the standard */
	int64_t work_ms, wait_ms, longest_ms;
};

/* In the order of the procedures; rows that nobody came to have done 0. */
enum err svc_step_times(struct svc *, struct db_conn *, struct arena *, struct day from,
			struct day to, struct svc_step_time **, size_t *, struct fail *) MUST_CHECK;
#endif
