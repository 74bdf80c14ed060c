/* svc_shared.h - files that a telephone's "Bagikan" handed over: they wait, and do
 * nothing, until a form takes them into a letter.
 *
 * SHAPE  DIR/bagikan/akun-N/ holds those of one account, DIR/bagikan/tamu-<hash>/ those
 * of a browser whose session had ended; the first who logs in there gets them. WHO only
 * the account itself; it must keep a book.  A browser that never logged in leaves nothing
 * here (docs/adr/0025-share-target.md). LIMITS SVC_SHARED_MAX files an account;
 * SVC_SHARED_BYTES each; SVC_SHARED_GUESTS browsers without a session, for a day; a week
 * for the rest and for what was taken. ERRORS ERR_NOTFOUND "no-shared"; ERR_LIMIT
 * "shared-full"; kinds as intake.h.
 */
#ifndef SVC_SHARED_H
#define SVC_SHARED_H
#include "svc.h"

#define SVC_SHARED_MAX    10
#define SVC_SHARED_BYTES  (20u << 20)
#define SVC_SHARED_GUESTS 20

/* Whose: who is logged in, or NULL and the secret that the browser keeps. */
struct svc_sharer {
	const struct actor *who;
	struct str guest;
};

/* All are put, or none. */
enum err svc_shared_put(const struct svc *, struct arena *, struct svc_sharer,
			const struct svc_upload *, size_t n, struct fail *) MUST_CHECK;
/* What waits, oldest first; after *he* got what the guest of this browser left. */
size_t svc_shared_list(const struct svc *, struct arena *, struct svc_sharer,
		       const struct svc_upload **);
/* One of them; one that was taken is found again, so that a second press of a form is the
 * same act. */
enum err svc_shared_get(const struct svc *, const struct actor *, struct arena *,
			struct str name, struct svc_upload *, struct fail *) MUST_CHECK;
/* Its first page; errors as svc_page.h. */
enum err svc_shared_picture(const struct svc *, const struct actor *, struct arena *,
			    struct str name, struct str *png, struct fail *) MUST_CHECK;
/* after: the bytes stand in the store. */
void svc_shared_taken(const struct svc *, const struct actor *, struct str name);
/* Thrown away, by who shared it. */
enum err svc_shared_drop(const struct svc *, const struct actor *, struct arena *,
			 struct str name, struct fail *) MUST_CHECK;
#endif
