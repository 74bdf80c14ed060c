/* svc_scan.h - files that a door hands in: checked, staged before the act, linked in it.
 *
 * KINDS  PDF, JPEG, PNG, TIFF by their first bytes, never by their name.
 * LIMITS SVC_UPLOADS_MAX files, SVC_UPLOAD_BYTES each.
 */
#ifndef SVC_SCAN_H
#define SVC_SCAN_H
#include "arc_files.h"
#include "svc_case.h"

struct svc_scan {
	struct arc_staged at;
	struct str name;
	const char *mime;
};

/* prepare: all or none is staged.  ERR_TYPE for another kind, ERR_LIMIT over a size, both
 * of `field`. */
enum err svc_scans_stage(struct svc *, struct arena *, const char *field,
			 const struct svc_upload *, size_t n, struct svc_scan **,
			 struct fail *) MUST_CHECK;
/* act: bytes named, one letter_file row each. */
enum err svc_scans_link(struct db_conn *, const struct actor *, int64_t letter_id,
			const struct svc_scan *, size_t n, const char *role,
			struct fail *) MUST_CHECK;
/* The hashes, as canonical bytes for the audit entry. */
struct str svc_scans_detail(struct arena *, const struct svc_scan *, size_t n);
/* The closed list of roles of a letter's file; empty is "pindaian". */
enum err svc_scan_role(struct str, const char **role, struct fail *) MUST_CHECK;
/* after: whatever became of the act. */
void svc_scans_settle(struct svc *, const struct svc_scan *, size_t n);
#endif
