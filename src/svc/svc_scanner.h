/* svc_scanner.h - the scanner's folder, DIR/pindai: scans wait there until one key takes
 * them into a letter.
 *
 * SHAPE  plain files that a scanner or a share puts there; taken ones go to
 *        DIR/pindai/sudah, where the office empties them when it likes.
 * RULE   only what is being registered is taken; a file under two seconds old may still
 *        be growing and is not offered.
 * WHO    those who keep a book: what lies here has no level of secrecy yet.  A taken one is
 *        found again by those of them who may open a letter it is in (S1).
 * ERRORS ERR_NOTFOUND "no-scan": the file is not there, or not for him; field "pemindai".
 */
#ifndef SVC_SCANNER_H
#define SVC_SCANNER_H
#include "hash.h"
#include "svc.h"

#define SVC_SCANNER_MAX 20

struct svc_waiting {
	struct str name;
	int64_t at_ms, size;
};

/* Newest first, at most SVC_SCANNER_MAX; none when there is no such folder, or
 * he keeps no book. */
size_t svc_scanner_list(const struct svc *, const struct actor *, struct arena *,
			struct svc_waiting **);
/* The file as an upload.  One that was taken before is found again, so that a second press
 * of the same form is the same act. */
enum err svc_scanner_get(const struct svc *, const struct actor *, struct arena *,
			 struct str name, struct svc_upload *, struct fail *) MUST_CHECK;
/* One that waits: its path, and a hash of what tells it from another of that name. */
enum err svc_scanner_waits(const struct svc *, const struct actor *, struct arena *,
			   struct str name, const char **path, struct sha256 *mark,
			   struct fail *) MUST_CHECK;
/* One that waits is one person's until it is let go, or the daemon ends.  ERR_CONFLICT
 * "pile-busy": it is another's. */
enum err svc_scanner_hold(const struct svc *, const struct actor *, struct arena *,
			  struct str name, int *held, struct fail *) MUST_CHECK;
void svc_scanner_let(int held);
/* Puts bytes there whole or not at all; *name is made another one when it is taken, also by
 * somebody who does the same at this moment. */
enum err svc_scanner_put(const struct svc *, const struct actor *, struct arena *,
			 struct str bytes, struct str *name, struct fail *) MUST_CHECK;
/* after: the bytes stand in the store; the file goes to sudah. */
void svc_scanner_taken(const struct svc *, struct str name);
/* May he register in one book at least? */
bool svc_keeps_a_book(const struct svc *, const struct actor *, struct arena *);
#endif
