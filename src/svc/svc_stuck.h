/* svc_stuck.h - "Where is everything stuck?": each post, who holds it today, and what
 * waits.
 *
 * WHO    the administrator, and who keeps, checks or heads a book (ACT_PRINT_BOOK).
 * S1     letters of level rahasia and above are not counted.
 * LIMITS a count stops at 1000; reads of each post walk its own index.
 */
#ifndef SVC_STUCK_H
#define SVC_STUCK_H
#include "svc.h"

#define SVC_STUCK_MANY 1000

struct svc_stuck {
	int64_t position_id;
	struct str position, unit, holder; /* holder empty: nobody holds it today */
	int64_t trays, desk, overdue;      /* letters; overdue: of the trays      */
	int64_t matters;                   /* matters whose open row names its role */
	int64_t oldest_ms;                 /* what waits longest; 0: nothing      */
	bool stuck;                        /* nobody holds it and something waits */
};
/* Vacant posts with waiting letters first, then by what waits longest. */
enum err svc_stuck(struct svc *, const struct actor *, struct arena *,
		   struct svc_stuck **, size_t *, struct fail *) MUST_CHECK;
#endif
