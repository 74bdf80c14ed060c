/* svc_told.h - a disposition by telephone or WhatsApp, and the reminder.
 *
 * TOLD    Kasubbag TU alone records it (DUTY_CHECKER, svc_dispose.told), with the time it
 *         was given; it takes effect at once.  The head finds it under "Perlu dikonfirmasi"
 *         and confirms it, or corrects it by another (svc_dispose.corrects): what was not
 *         done of the first is taken back, read or not.
 * REMIND  to the one a tray lies with, by who gave it, the book's head or its checker;
 *         once a working day; kept in the letter's life, told as a notice.
 */
#ifndef SVC_TOLD_H
#define SVC_TOLD_H
#include "svc_case.h"

struct svc_told {
	int64_t id, letter_id, version; /* of the letter */
	int64_t told_ms;
	struct str how /* telepon, whatsapp */, subject, agenda, to, asked, note, by;
	struct str to_ids /* "5 7" */, codes /* "TL LAPOR" */;
};
/* What the actor has to confirm, at most 100; by S1. */
enum err svc_told_waiting(struct svc *, const struct actor *, struct arena *,
			  struct svc_told **, size_t *, struct fail *) MUST_CHECK;

/* ref: the letter.  ERR_CONFLICT "confirmed" when it is already. */
enum err svc_told_confirm(struct svc *, const struct actor *, struct svc_ref,
			  int64_t disposition, struct svc_done *,
			  struct fail *) MUST_CHECK;

/* Inside the act that gives the other one. */
enum err svc_told_correct_in(struct svc_case *, int64_t disposition,
			     struct fail *) MUST_CHECK;

/* "2026-11-27T10:15" of the office's zone, not after now and in the last 30 days. */
enum err svc_told_time(struct svc *, struct str, int64_t *ms, struct fail *) MUST_CHECK;

/* ref: the tray.  ERR_CONFLICT "reminded" on the same working day, "owes-nothing". */
enum err svc_tray_remind(struct svc *, const struct actor *, struct svc_ref,
			 struct svc_done *, struct fail *) MUST_CHECK;
#endif
