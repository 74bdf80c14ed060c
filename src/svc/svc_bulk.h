/* svc_bulk.h - one act on several letters by one press, and one way back.
 *
 * ACTS   check, distribute, file, read, dispose: each letter by the act's own use case,
 * so right, state and version are asked as ever (L3).  What is refused stays as it is and
 * is named with its sentence; the others are done. UNDO   by who did it, for
 * SVC_BULK_UNDO_MIN minutes, letter by letter while nobody went on with it: a checked
 * letter the head has not opened, a tray nobody has read, a filed letter nothing happened
 * to, a disposition nobody has read. LIMIT  SVC_BULK_MAX letters.
 */
#ifndef SVC_BULK_H
#define SVC_BULK_H
#include "svc_incoming.h"

#define SVC_BULK_MAX      100
#define SVC_BULK_UNDO_MIN 10

struct svc_bulk_in {
	enum flow_act act;
	const struct svc_ref *letters; /* version 0: as it stands now */
	size_t n;
	struct str folder, place;          /* of ACT_FILE */
	const struct svc_dispose *dispose; /* of ACT_DISPOSE */
};

struct svc_bulk_row {
	struct svc_ref letter;
	struct str name; /* "UPTD 0412 Undangan rapat" */
	struct str why;  /* why not; empty: it can be done, or is done */
};

struct svc_bulk {
	int64_t id; /* to be undone by; 0: nothing was done */
	enum flow_act act;
	struct svc_bulk_row *rows;
	size_t n, good; /* good: without a why */
	bool undoable;
};

/* What would be done, and what not and why; nothing changes.  ERR_INVALID "missing" for
 * no letter, "too-many"; "bad-choice" for an act that is none of these. */
enum err svc_bulk_look(struct svc *, const struct actor *, struct arena *,
		       const struct svc_bulk_in *, struct svc_bulk *,
		       struct fail *) MUST_CHECK;
enum err svc_bulk_do(struct svc *, const struct actor *, struct arena *,
		     const struct svc_bulk_in *, struct svc_bulk *,
		     struct fail *) MUST_CHECK;

/* What was done; his own alone, ERR_NOTFOUND "no-bulk". */
enum err svc_bulk_get(struct svc *, const struct actor *, struct arena *, int64_t id,
		      struct svc_bulk *, struct fail *) MUST_CHECK;
/* Takes it back; rows with a why stay done.  ERR_CONFLICT "too-late", "undone". */
enum err svc_bulk_undo(struct svc *, const struct actor *, struct arena *, int64_t id,
		       struct svc_bulk *, struct fail *) MUST_CHECK;
#endif
