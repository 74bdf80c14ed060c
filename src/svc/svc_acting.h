/* svc_acting.h - inside svc: at most one of holder, Plt., Plh. and Pj. acts at a post.
 *
 * TURN   of those whose days cover a day the Plh. acts, while the holder is away; else
 * the Plt. or Pj., while the post is vacant; else the holder.  The others have neither
 *        trays nor rights there until their turn comes; what they did stays theirs to
 * see. VACANT a post without holder, at which letters wait, falls to the next superior
 * who is there: he does all but sign (kind "atasan"), until somebody is appointed. LIMITS
 * what a Plt. or Plh. may not sign is data of the profile (tpl_profile_limits()). SOURCE
 * UU 30/2014 Ps 14 (2): Plh. for one hindered for a time, Plt. for one hindered for good;
 * Ps 14 (7): neither takes decisions of strategic effect.
 */
#ifndef SVC_ACTING_H
#define SVC_ACTING_H
#include "svc_outgoing_case.h"

/* Who he is at this moment, added to an actor without posts. */
enum err acting_posts(struct db_conn *, struct arena *, int zone, struct actor *,
		      struct fail *) MUST_CHECK;

/* Inside an act: he still acts at that post at the writer's own time.  ERR_DENIED
 * "acting-ended" when his time ended between his form and now.  post 0: ERR_OK. */
enum err acting_still(struct db_conn *, int zone, const struct actor *, int64_t post,
		      struct fail *) MUST_CHECK;

/* What a refused act says: `e` and *f as they are, or, when he was turned away
 * (ERR_DENIED "not-yours") because his time at one of the letter's posts is over or
 * another acts for him, "acting-ended" and who it is now. */
enum err acting_why(struct db_conn *, struct arena *, int zone, const struct actor *,
		    int64_t letter, enum err e, struct fail *f) MUST_CHECK;

/* ERR_CONFLICT "acting-limit" when one who holds the signing post in this manner may not
 * sign this letter, or its code is missing that would tell. */
enum err acting_limit(const struct out_act *, struct str kind, struct fail *) MUST_CHECK;
/* The same of the actor himself. */
enum err acting_may_sign(const struct out_act *, struct fail *) MUST_CHECK;
#endif
