/* svc_secret.h - what a password may be, and how one is kept. */
#ifndef SVC_SECRET_H
#define SVC_SECRET_H
#include "svc.h"

#define SECRET_MIN 12
#define SECRET_MAX 128

/* Checks a new password (SECRET_MIN to SECRET_MAX characters, not common, not the login
 * word) and hashes it.  ERR_INVALID names the field "password". */
enum err secret_new(struct svc_argon *, struct arena *, struct str login, struct str password,
		    struct str *hash, struct fail *) MUST_CHECK;

/* Is it in the local list of common ones?  Compared folded, blanks and marks left out. */
bool secret_common(struct arena *, struct str password);

/* A first password that can be read aloud: four groups of four, 78 bits. */
struct str secret_first(struct arena *);
#endif
