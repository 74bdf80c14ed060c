/* svc_groups.h - groups of posts ("Semua Kasi"): the administrator keeps them, whoever
 * gives a disposition addresses them.
 *
 * RULE   a group is whoever is in it at the moment the disposition is given; later changes
 *        touch no letter.  Its members get trays of their own, but those who have no
 *        holder, hold the letter already, give it, or stand above it.  Without members it
 *        is no longer offered.
 * LIMITS SVC_GROUP_MEMBERS posts, name of 80 characters, no two of one name.
 */
#ifndef SVC_GROUPS_H
#define SVC_GROUPS_H
#include "svc.h"

#define SVC_GROUP_MEMBERS 64

struct svc_group {
	int64_t id, version;
	struct str name, names /* "Kasi PAS, Kasi Pelrehsos" */;
	int64_t members[SVC_GROUP_MEMBERS];
	size_t members_n;
};
enum err svc_groups(struct svc *, struct arena *, struct svc_group **, size_t *,
		    struct fail *) MUST_CHECK;

/* ACT_ADMIN.  id 0: a new one.  *version: in, the one it was decided on; out, the stored
 * one.  ERR_INVALID "missing", "unknown-position"; ERR_CONFLICT "same-name"; ERR_STALE. */
enum err svc_group_set(struct svc *, const struct actor *, struct svc_group *,
		       struct fail *) MUST_CHECK;
#endif
