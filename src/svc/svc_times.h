/* svc_times.h - how long each row of the procedures took, by post and month, beside its
 * mutu baku: how often, the median, the 90th percentile, how often over.
 *
 * SHAPE  waiting and working together, office hours, over the letters entered in the
 * period. S1     letters that are rahasia or above are not counted, for anybody. WHO as
 * the books (ACT_PRINT_BOOK).
 */
#ifndef SVC_TIMES_H
#define SVC_TIMES_H
#include "flow_proc.h"
#include "svc.h"

#define SVC_TIMES_MAX 5000

struct svc_time {
	const struct flow_proc *proc;
	const struct flow_step *step;
	struct str month, position; /* "2026-11" */
	int standard_min;           /* 0: none is printed */
	int64_t done, over, median_ms, ninety_ms;
};
enum err svc_times(struct svc *, struct db_conn *, struct arena *, struct day from,
		   struct day to, struct svc_time **, size_t *, struct fail *) MUST_CHECK;
/* The same for a year, on a snapshot of its own. */
enum err svc_times_year(struct svc *, struct arena *, int year, struct svc_time **,
			size_t *, struct fail *) MUST_CHECK;
#endif
