/* svc_idem.h - inside svc: the same request again is answered, not done, again.
 *
 * RULE   a key is its user's for seven days; with the same body it gives the stored reply
 *        and no second act, with another it is refused.  Only committed acts are stored:
 *        both calls stand inside the act.
 * LIMITS 64 printable ASCII characters; an empty key: nothing is looked up or stored.
 * SOURCE design 5.3
 */
#ifndef SVC_IDEM_H
#define SVC_IDEM_H
#include "svc_case.h"

struct svc_idem {
	struct str key;
	struct str body; /* what the request asks for: its hash */
};

/* A body as bytes: the texts one by one, the rest as the caller writes it. */
struct svc_idem svc_idem_of(struct arena *, struct str key, const struct str *texts, size_t n,
                            struct str rest);

/* *found: reply holds what was answered then.  ERR_INVALID "idempotency". */
enum err svc_idem_get(struct db_conn *, struct arena *, const struct actor *,
                      const struct svc_idem *, struct str *reply, bool *found,
                      struct fail *) MUST_CHECK;
enum err svc_idem_put(struct db_conn *, const struct actor *, const struct svc_idem *,
                      struct str reply, struct fail *) MUST_CHECK;

/* As the two above, for acts that answer with a svc_done. */
enum err svc_idem_done_get(struct db_conn *, struct arena *, const struct actor *,
                           const struct svc_idem *, struct svc_done *, bool *found,
                           struct fail *) MUST_CHECK;
enum err svc_idem_done_put(struct db_conn *, struct arena *, const struct actor *,
                           const struct svc_idem *, const struct svc_done *,
                           struct fail *) MUST_CHECK;

/* Parts of a stored reply, a blank between; ERR_IO when they cannot be read. */
enum err svc_idem_numbers(struct str *reply, int64_t *out, size_t n, struct fail *) MUST_CHECK;
enum err svc_idem_state(struct str word, enum flow_state *, struct fail *) MUST_CHECK;
#endif
