/* svc_prepare_in.h - inside svc: what a disposition does to the one that was prepared. */
#ifndef SVC_PREPARE_IN_H
#define SVC_PREPARE_IN_H
#include "svc_case.h"

/* Nobody confirms what he has not seen: `seen` is when it was prepared, 0: nothing is
 * confirmed.  ERR_CONFLICT "prepared-anew". */
enum err svc_prepared_is_in(struct svc_case *, int64_t seen, struct fail *) MUST_CHECK;
/* Whatever was prepared is over; the disposition that confirmed it says by whom. */
enum err svc_prepared_end_in(struct svc_case *, int64_t disposition, int64_t seen,
			     struct fail *) MUST_CHECK;
#endif
