/* svc_initial_case.h - inside svc: initials of other units as acts on the letter meet
 * them. svc_initial.h says the rules. */
#ifndef SVC_INITIAL_CASE_H
#define SVC_INITIAL_CASE_H
#include "svc_letter.h"
#include "svc_outgoing_case.h"
#include "svc_outgoing_duty.h"

/* Those of his own posts, in an act that is under way. */
enum err out_initials_own(struct out_act *, struct str note, struct fail *) MUST_CHECK;
/* Before signing.  ERR_CONFLICT "initial-missing", naming the posts. */
enum err out_initials_whole(struct out_act *, struct fail *) MUST_CHECK;
/* What is printed changed in this act; to be called before out_move(). */
enum err out_initials_lapse(struct out_act *, struct fail *) MUST_CHECK;
/* He sent it back: that is his decision on this text, and he is asked about the next. */
enum err out_initials_returned(struct out_act *, struct str remark,
			       struct fail *) MUST_CHECK;

/* "; belum diparaf Kasi PAS, Kasi Pelrehsos" or empty. */
enum err svc_initials_missing(struct db_conn *, struct arena *, int64_t letter,
			      struct str *, struct fail *) MUST_CHECK;
#endif
