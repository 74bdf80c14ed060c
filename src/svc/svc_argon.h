/* svc_argon.h - Argon2id, bounded: at most two at once, thirty-two waiting.
 *
 * RULE   memory for hashing is 2 x 19 MiB whatever the crowd at the door; who comes
 *        when the queue is full gets ERR_BUSY and may try again.
 * SOURCE RFC 9106; OWASP's second choice (m = 19 MiB, t = 2, p = 1).
 */
#ifndef SVC_ARGON_H
#define SVC_ARGON_H
#include "arena.h"
#include "err.h"

struct svc_argon;

enum err svc_argon_open(struct svc_argon **, struct fail *) MUST_CHECK;
void svc_argon_close(struct svc_argon *);

/* *out is the PHC string, with its own salt. */
enum err svc_argon_hash(struct svc_argon *, struct arena *, struct str password,
			struct str *out, struct fail *) MUST_CHECK;

/* hash {NULL,0}: nobody has this password; it takes as long all the same. */
enum err svc_argon_verify(struct svc_argon *, struct arena *, struct str hash,
			  struct str password, bool *ok, struct fail *) MUST_CHECK;
#endif
