/* svc_editing.h - who has a draft open in the editor, and since when.
 *
 * RULE   it tells, it does not lock: the version decides what is saved, and a stale save
 *        shows both texts.  The first to open it has it until he saves or submits, until
 *        SVC_EDITING_MS pass without a sign of him, or until another takes it over.
 * LIMITS kept in memory: after a restart nobody has anything open.  SVC_EDITING_MAX drafts
 *        at once, the oldest sign gives way.
 * THREAD any.
 */
#ifndef SVC_EDITING_H
#define SVC_EDITING_H
#include "svc.h"

#define SVC_EDITING_MS  (20 * 60 * 1000)
#define SVC_EDITING_MAX 512

struct svc_editings;
struct svc_editings *svc_editings_open(void);
void svc_editings_close(struct svc_editings *);

struct svc_editing {
	struct str who; /* name of the post, or of the account; empty: nobody */
	int64_t since_ms;
	bool mine;
};

/* Looks at a letter that the actor may open; the caller has asked that. */
struct svc_editing svc_editing_of(struct svc *, const struct actor *, struct arena *,
				  int64_t letter);
/* He opens it: what stands then.  take: also from another. */
struct svc_editing svc_editing_begin(struct svc *, const struct actor *, struct arena *,
				     int64_t letter, bool take);
/* He saved or submitted it; another's stays. */
void svc_editing_end(struct svc *, const struct actor *, int64_t letter);
#endif
