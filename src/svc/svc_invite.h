/* svc_invite.h - invitations: an incoming letter that asks to come, its day and place,
 * and who goes.
 *
 * TIME   start and end as the office's zone has them; the end is an hour after the start
 * when the letter does not say. ATTEND "hadir", "tidak", or "diwakili" by a post: that is
 * a disposition to it, given in the same press (svc_incoming_dispose: its rights and
 * states). CLASH  two invitations that overlap, while the head goes to both or has not
 * said. S1     those whose letter the actor's posts handle; others are absent.
 */
#ifndef SVC_INVITE_H
#define SVC_INVITE_H
#include "svc_incoming.h"

#define SVC_INVITES_MAX 300

struct svc_invite_in {
	struct day day;
	int start_min, end_min; /* of the day; end_min 0: an hour */
	struct str place;
};

struct svc_invite {
	int64_t letter_id, letter_version, version;
	int64_t start_ms, end_ms;
	struct str place, attend /* empty: not answered */,
		by /* post that goes instead */;
	int64_t position_id;
	struct str subject, sender;
	bool clash;
	struct str clash_with; /* subject of the first other one */
};

/* Sets it, or sets it anew (the answer stays).  ERR_INVALID "day", "start", "place";
 * ERR_CONFLICT "not-incoming"; rights of ACT_SCHEDULE. */
enum err svc_invite_set(struct svc *, const struct actor *, int64_t letter,
			const struct svc_invite_in *, struct svc_done *,
			struct fail *) MUST_CHECK;
/* out->version 0: it is no invitation (yet). */
enum err svc_invite_get(struct svc *, const struct actor *, struct arena *,
			int64_t letter, struct svc_invite *, struct fail *) MUST_CHECK;
/* attend: hadir, diwakili, tidak; by: the post, with diwakili alone.  ref.version is the
 * letter's.  Rights of ACT_ATTEND, for diwakili those of ACT_DISPOSE. */
enum err svc_invite_attend(struct svc *, const struct actor *, struct svc_ref,
			   struct str attend, int64_t by, struct svc_done *,
			   struct fail *) MUST_CHECK;
/* Those that begin from one day to another, in order, with their clashes. */
enum err svc_invites(struct svc *, const struct actor *, struct arena *, struct day from,
		     struct day to, struct svc_invite **, size_t *n,
		     struct fail *) MUST_CHECK;
/* The same as iCalendar (RFC 5545), for the calendar of a telephone. */
struct str svc_invites_ics(struct svc *, struct arena *, const struct svc_invite *,
			   size_t n);
#endif
