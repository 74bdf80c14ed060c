/* svc_matter_record.h - inside svc: what the rows of a matter keep in writing. */
#ifndef SVC_MATTER_RECORD_H
#define SVC_MATTER_RECORD_H
#include "svc_matter_case.h"

/* Every field of a row that is open or was done, with what stands in it. */
enum err matter_fields(const struct matter_case *, struct svc_matter_field **, size_t *,
		       struct fail *) MUST_CHECK;
/* Writes what is new; *what: the labels of it.  ERR_INVALID "bad-value", "unknown-field";
 * ERR_CONFLICT "step-over"; ERR_DENIED "not-yours". */
enum err matter_record_put(const struct matter_case *, const struct svc_matter_value *,
			   size_t n, int64_t post, struct str *what,
			   struct fail *) MUST_CHECK;
/* May the open row be done?  ERR_CONFLICT "record-missing" names what is not written,
 * "record-refused" says why not. */
enum err matter_record_check(const struct matter_case *, struct fail *) MUST_CHECK;
/* The open row's line in its book, when it has one. */
enum err matter_entry_put(const struct matter_case *, int64_t post,
			  struct fail *) MUST_CHECK;
/* Lines of this matter in the books. */
enum err matter_entries(const struct matter_case *, struct svc_matter_entry **, size_t *,
			struct fail *) MUST_CHECK;
#endif
