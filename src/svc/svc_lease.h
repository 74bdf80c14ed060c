/* svc_lease.h - one at a time per series, in the order of asking (design 3.1).
 *
 * RULE   a letter whose page bears its number is rendered before the act that takes it.
 *        Whoever holds the lease of the series alone does so, or the page would be drawn
 *        for a number that a neighbour takes.  A lease writes nothing; the act still
 *        takes the number with *expected*, so that a lease can never give two of one.
 * LIMITS SVC_LEASE_WAITERS may wait for a series, then ERR_BUSY.
 * THREAD any.
 */
#ifndef SVC_LEASE_H
#define SVC_LEASE_H
#include "err.h"
#include "str.h"

#define SVC_LEASE_WAITERS 64

struct svc_leases;
struct svc_lease;

struct svc_leases *svc_leases_open(void);
void svc_leases_close(struct svc_leases *); /* nobody waits any more */

enum err svc_lease_take(struct svc_leases *, struct str series, struct svc_lease **,
			struct fail *) MUST_CHECK;
void svc_lease_give(struct svc_leases *, struct svc_lease *); /* NULL: nothing */
#endif
