/* svc_outgoing_amend.h - inside svc: an issued letter is never edited; it is corrected,
 * replaced or withdrawn by a letter of its own, linked both ways (L4).
 *
 * RULE   ralat and pencabutan begin with a text that names the letter they are about; a
 *        pengganti begins as a copy.  Each is a draft on the drafter's desk and passes
 *        every step of its procedure; issued, /v/ of the old letter names its number.
 */
#ifndef SVC_OUTGOING_AMEND_H
#define SVC_OUTGOING_AMEND_H
#include "svc_outgoing_page.h"

enum amend_kind { AMEND_RALAT, AMEND_PENGGANTI, AMEND_PENCABUTAN };

struct out_amend {
	enum amend_kind kind;
	struct str reason; /* of a pencabutan */
	struct str form, xml, subject, recipient;
	struct out_signing by;
	struct str rule, series;
	const struct flow_proc *proc;
	int64_t made; /* the new letter; 0: the office has no series for it */
};

/* On the reader: the loaded letter's successor, written.  ERR_CONFLICT "no-text" for the
 * replacement of a letter that was made elsewhere. */
enum err out_amend_prepare(struct out_act *, struct out_amend *, struct fail *) MUST_CHECK;
/* Inside the act, under its post: the draft and its link; sets made. */
enum err out_amend_put(struct out_act *, struct out_amend *, struct fail *) MUST_CHECK;
#endif
