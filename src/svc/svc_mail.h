/* svc_mail.h - mail that says a letter waits, by each person's choice.
 *
 * SHAPE  whoever wants it hears when a letter comes into his work list by somebody else's
 *        act: at once, or in one digest a day at his hour of office time, on working
 * days. The letter itself is opened by the link, after log-in. S1     what a mail says is
 * asked when it is sent, not when it was made: a letter that is no longer his, or is
 * done, is not written of.  Of a letter that is not biasa, or is closed (sampul
 * tertutup), it says that there is one, and nothing else. STORE  the outbox is a table;
 * acts are read into it after their COMMIT, from a cursor that moves in the same
 * transaction, so that no act waits for mail and none is missed by a power cut.  Acts
 * older than a day are passed over. ONCE   a row is claimed on disk before its mail
 * leaves, and ended after.  Mail of which nobody knows whether it was taken (the
 * connection ended behind the text, the machine stopped) is shown to the administrator
 * and not sent again: at most once, for the work list is the truth and a second mail only
 * a noise (ADR). RETRY  after 1, 5, 15, 60 minutes, then each 4 hours until a day is
 * over. THREAD one of its own sends; the others may be called from any.
 */
#ifndef SVC_MAIL_H
#define SVC_MAIL_H
#include "svc.h"

/* link: where pages are found from outside, without a slash at the end; empty: the
 * office's public address.  ERR_INVALID "no-link" when it has none. */
enum err svc_mail_start(struct svc_mail **, struct svc *, const struct mail_server *,
			struct str link, struct fail *) MUST_CHECK;
void svc_mail_stop(
	struct svc_mail *); /* breaks off what is being sent; NULL is no fault */

struct svc_mail_choice {
	struct str how; /* "tidak" "segera" "ringkasan" */
	struct str address;
	int hour;
	struct str fault; /* of his last mail, when it was not delivered */
	bool can_send;    /* the office has a server of mail */
};
/* Never chosen: "tidak", no address, 7. */
enum err svc_mail_choice(struct svc *, const struct actor *, struct arena *,
			 struct svc_mail_choice *, struct fail *) MUST_CHECK;
/* ERR_INVALID with the field: "how", "address" (needed unless "tidak"), "hour". */
enum err svc_mail_choose(struct svc *, const struct actor *,
			 const struct svc_mail_choice *, struct fail *) MUST_CHECK;

/* ---- for the administrator ---- */
struct svc_mail_row {
	int64_t id, made_ms, next_ms /* 0: no more */;
	struct str login, address, state, fault;
	int tries;
	bool trial;
};

struct svc_mail_state {
	struct str host, from;     /* {NULL,0}: none is set */
	int64_t waiting;           /* 1000: that many or more */
	struct svc_mail_row *rows; /* what was not delivered, and trials; newest first */
	size_t n;
};
enum err svc_mail_state(struct svc *, const struct actor *, struct arena *,
			struct svc_mail_state *, struct fail *) MUST_CHECK;
/* Puts a trial into the outbox; what became of it is a row of svc_mail_state(). */
enum err svc_mail_try(struct svc *, const struct actor *, struct str address,
		      struct fail *) MUST_CHECK;
/* Sends one now, and waits: for who sits at the machine.  The refusal says what was
 * answered. */
enum err svc_mail_test(struct svc *, struct arena *, struct str address,
		       struct fail *) MUST_CHECK;
#endif
