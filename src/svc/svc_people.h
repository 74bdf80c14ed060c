/* svc_people.h - accounts, sessions, posts.
 *
 * SOURCE issue "People and posts"; ASVS 2.1, 3.x; security.md 6 (Authentication).
 * LIMITS password 12 to 128 characters, any Unicode (NFC), not in the list of common
 * ones; Argon2id 19 MiB, at most 2 at once, queue 32, then ERR_BUSY.
 */
#ifndef SVC_PEOPLE_H
#define SVC_PEOPLE_H
#include "svc.h"

struct svc_login {
	struct str login, password;
	struct str peer; /* address; a penalty is its network's, /24 or /64 */
	bool remember, api;
};

struct svc_session {
	struct str token, csrf;
	int64_t expires_ms;
	bool must_change;
};

/* Same text and time for a wrong user and a wrong password: ERR_AUTH; ERR_PACE with the
 * seconds to wait under penalty (0,2,4,8,15 s; the same wrong password counts once). */
enum err svc_login(struct svc *, struct arena *, const struct svc_login *,
		   struct svc_session *, struct fail *) MUST_CHECK;
/* ERR_AUTH when there is no such session of this door ("web": a cookie of the pages, "api": a
 * token of the JSON door), it ended or expired. csrf is the session's.
 * act: what he comes for; ERR_DENIED "must-change" for anything but ACT_PUBLIC and
 * ACT_SELF while his password is still the first one, whatever the door. */
enum err svc_actor(struct svc *, struct arena *, struct str token, const char *door,
		   enum flow_act act, struct actor *, struct str *csrf,
		   struct fail *) MUST_CHECK;
enum err svc_logout(struct svc *, struct str token, struct fail *) MUST_CHECK;
enum err svc_step_up(struct svc *, const struct actor *, struct str token,
		     struct str password, struct fail *) MUST_CHECK;
enum err svc_password(struct svc *, const struct actor *, struct str old, struct str new_,
		      struct fail *) MUST_CHECK;

/* Administration (ACT_ADMIN, step-up asked). */
struct svc_person_row {
	int64_t account_id, person_id;
	struct str login, name, nip, rank, posts;
	bool admin, disabled;
};

struct svc_position_row {
	int64_t id, unit_id;
	struct str code, name, role, unit, holder /* name, with Plt./Plh. */;
};
enum err svc_people(struct svc *, const struct actor *, struct arena *,
		    struct svc_person_row **, size_t *, struct fail *) MUST_CHECK;
enum err svc_positions(struct svc *, struct arena *, struct svc_position_row **, size_t *,
		       struct fail *) MUST_CHECK;

struct svc_person_new {
	struct str login, name, nip, rank, position_code, kind;
	bool admin;
};
/* *password is the first password, shown once. NIP wrong in digits: ERR_INVALID "nip". */
enum err svc_person_add(struct svc *, const struct actor *, struct arena *,
			const struct svc_person_new *, struct str *password,
			struct fail *) MUST_CHECK;
enum err svc_holder_set(struct svc *, const struct actor *, int64_t person_id,
			int64_t position_id, struct str kind, struct day from,
			struct day to, struct fail *) MUST_CHECK;
enum err svc_account_disable(struct svc *, const struct actor *, int64_t account_id,
			     bool disabled, struct fail *) MUST_CHECK;
enum err svc_password_reset(struct svc *, const struct actor *, struct arena *,
			    int64_t account_id, struct str *password,
			    struct fail *) MUST_CHECK;

/* ---- svc_init.c: a new data folder from an office file ---- */
struct svc_init {
	const char *dir, *share, *office_xml;
	bool demo;
	const struct clock *clock;
};
/* Demo: one account per post with a random password, in DIR/demo-accounts.tsv
 * (post, user, password), mode 0600. Else: one administrator, *password shown once. */
enum err svc_init(struct arena *, const struct svc_init *, struct str *admin_password,
		  struct fail *) MUST_CHECK;
#endif
