/* svc_admin.h - what the administrator's acts share (svc_people.c, svc_posts.c).
 *
 * USE    admin_may() on the caller's thread, admin_still() first inside the act,
 *        admin_audit() last in it: who, under which name of an act, to which object.
 * SOURCE ASVS 2.1; issue "People and posts".
 */
#ifndef SVC_ADMIN_H
#define SVC_ADMIN_H
#include "svc.h"

/* ERR_DENIED "not-yours", or "step-up" when his own password was not given again. */
enum err admin_may(const struct actor *, struct fail *) MUST_CHECK;
/* Rights are decided where they are used: an administrator struck off a moment ago is
 * none any more. */
enum err admin_still(struct db_conn *, const struct actor *, struct fail *) MUST_CHECK;
enum err admin_audit(struct db_conn *, const struct actor *, const char *act,
		     const char *kind, int64_t id, struct str detail,
		     struct fail *) MUST_CHECK;
/* ERR_NOTFOUND when the statement finds no row of that id. */
enum err admin_exists(struct db_conn *, enum query, int64_t id, const char *what,
		      struct fail *) MUST_CHECK;

struct holding { /* one person on one post, days as day numbers */
	const struct actor *me;
	int64_t id; /* out: the row */
	int64_t person, position, from, to /* 0: open */;
	struct str kind;
	struct str letter_no;           /* of the letter that appoints him, or empty */
	int64_t letter_day, letter_id;  /* 0: not given; not in Naskah               */
};

bool post_kind_ok(struct str); /* definitif plt plh pj */
enum err post_bad_kind(struct fail *);
struct str post_kind_label(struct str kind); /* "Plt. ", or nothing */
/* Inside an act: the one who held the post before gives it over the day before.
 * ERR_CONFLICT "post-held" when somebody's time begins in this one's; "post-filled" for a
 * Plt. or Pj. of a post that has its holder; "own-deputy" for his own Plh. */
enum err post_give(struct db_conn *, struct holding *, struct fail *) MUST_CHECK;
/* The number and day of an appointing letter into *h; *norm: by which it is looked for.
 * ERR_INVALID "bad-letter". */
enum err post_letter(struct svc *, struct arena *, struct str no, struct day,
		     struct holding *, struct str *norm, struct fail *) MUST_CHECK;
/* Inside an act: the letter that lies in Naskah under that number; 0: none. */
enum err post_letter_find(struct db_conn *, struct str norm, int64_t *id,
			  struct fail *) MUST_CHECK;
struct str post_detail(struct arena *, const struct holding *); /* for the audit */
/* From and to of a form as day numbers; ERR_INVALID "bad-dates". */
enum err post_days(struct day from, struct day to, struct holding *,
		   struct fail *) MUST_CHECK;
#endif
