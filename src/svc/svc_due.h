/* svc_due.h - inside svc: until when something is to be done, as instants.
 *
 * SHAPE  one row of table `due` a letter (what its urgency or its sender sets), one a
 * tray of a disposition with a deadline, one an answer that is awaited.  The last quarter
 *        is "near" (amber), from due_ms on it is late (red).
 * SOURCE domain 5.2: amat segera 24 hours, segera 2 x 24, penting 3 x 24, biasa five
 *        working days; naskah-calendar(5) sets other limits.
 */
#ifndef SVC_DUE_H
#define SVC_DUE_H
#include "svc_case.h"

enum due_what { DUE_LETTER, DUE_TRAY, DUE_ANSWER };

struct due {
	int64_t from_ms, near_ms, due_ms; /* due_ms 0: none */
	struct str set_by;
};

/* What the urgency leaves from then on. */
int64_t svc_due_ms(const struct svc *, struct str urgency, int64_t from_ms);
/* The last day on which it is in time. */
struct day svc_due_last_day(const struct svc *, int64_t due_ms);
/* "Kamis", or with the hour when it is not the end of a day: "Kamis 14.30". */
struct str svc_due_said(const struct svc *, struct arena *, int64_t due_ms);

/* Inside an act: set or set anew; it is told of anew.  set_by: a word of migration 0031.
 */
enum err svc_due_put(struct db_conn *, enum due_what, int64_t object, int64_t letter,
		     int64_t from_ms, int64_t due_ms, const char *set_by,
		     struct fail *) MUST_CHECK;
enum err svc_due_of(struct db_conn *, struct arena *, enum due_what, int64_t object,
		    struct due *, struct fail *) MUST_CHECK;
/* A letter that came in: both, from when it was received. */
enum err svc_due_received(struct svc *, struct db_conn *, int64_t letter,
			  struct str urgency, int64_t received_ms,
			  struct fail *) MUST_CHECK;
/* After the calendar changed: what runs by urgency is counted anew. */
enum err svc_due_again(struct svc *, struct fail *) MUST_CHECK;
#endif
