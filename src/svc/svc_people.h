/* svc_people.h - accounts, sessions, posts.
 *
 * SOURCE issue "People and posts"; ASVS 2.1, 3.x; security.md 6 (Authentication).
 * LIMITS password 12 to 128 characters, any Unicode (NFC), not in the list of common
 * ones; Argon2id 19 MiB, at most 2 at once, queue 32, then ERR_BUSY.
 */
#ifndef SVC_PEOPLE_H
#define SVC_PEOPLE_H
#include "svc.h"
#include "svc_posts.h"

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
/* The same person a while later, by the hash of his token, for what he has open: this is no
 * request of his, and lengthens nothing. */
enum err svc_actor_again(struct svc *, struct arena *, const uint8_t session[32],
			 const char *door, struct actor *, struct fail *) MUST_CHECK;
/* The same for an account that is not here: what may be written to him.  ERR_NOTFOUND when it
 * is disabled. */
enum err svc_actor_absent(struct svc *, struct db_conn *, struct arena *, int64_t account_id,
			  struct actor *, struct fail *) MUST_CHECK;
enum err svc_logout(struct svc *, struct str token, struct fail *) MUST_CHECK;
enum err svc_step_up(struct svc *, const struct actor *, struct str token,
		     struct str password, struct fail *) MUST_CHECK;
enum err svc_password(struct svc *, const struct actor *, struct str old, struct str new_,
		      struct fail *) MUST_CHECK;

/* Administration (ACT_ADMIN, step-up asked). */
struct svc_person_row {
	int64_t account_id /* 0: no account yet */, person_id;
	struct str login, name, nip, rank, posts /* of today */;
	bool admin, disabled;
};

enum err svc_people(struct svc *, const struct actor *, struct arena *,
		    struct svc_person_row **, size_t *, struct fail *) MUST_CHECK;

struct svc_person_new {
	int64_t person_id; /* an account for one whom the office knows: no name, no post */
	struct str login, name, nip, rank, position_code, kind;
	struct day from /* none: today */, to /* none: open */;
	bool admin;
};
struct svc_person_added {
	int64_t account_id, person_id;
	struct str password; /* the first one, shown once */
};
/* ERR_INVALID with the field ("nip": digits wrong); ERR_CONFLICT "login-taken",
 * "has-account". */
enum err svc_person_add(struct svc *, const struct actor *, struct arena *,
			const struct svc_person_new *, struct svc_person_added *,
			struct fail *) MUST_CHECK;
/* A disabled account's sessions and tokens end in the same act; what it did stays, and its
 * person keeps the posts until they are ended.  ERR_CONFLICT "last-admin", "own-account". */
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
