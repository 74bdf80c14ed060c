/* svc_alarm.h - the daemon's own clock: it wakes when the next deadline comes near or
 * passes, and tells those with whom it lies, once before and once after.
 *
 * SLEEP  a timer set to the next row of table `due`; a step of the system's clock wakes
 * it too, and whoever sets an earlier deadline.  It looks at nothing in between. ONCE
 * what was told stands in `due` and `notice`: a restart, or a clock set back, tells
 *        nothing twice.
 */
#ifndef SVC_ALARM_H
#define SVC_ALARM_H
#include "svc.h"

/* The daemon alone; others leave s->alarm NULL, and what is due is told when it starts.
 */
void svc_alarm_start(struct svc *);
void svc_alarm_stop(struct svc *);
/* Tells what is due now; *next_ms: when there is more, 0: nothing.  For the thread, and
 * for tests. */
enum err svc_alarm_tell(struct svc *, int64_t *next_ms, struct fail *) MUST_CHECK;
#endif
