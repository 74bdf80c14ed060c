/* svc_rules_set.h - inside svc: the number rules in force, while they may change.
 *
 * RULE   svc->rules is the set of this moment: read it once in an act or a page and go on
 *        with that.  A set that was replaced stays until the folder is closed, so that who
 *        still reads it may.
 * THREAD any.
 */
#ifndef SVC_RULES_SET_H
#define SVC_RULES_SET_H
#include "num_rule.h"
#include "svc.h"

/* Reads shipped, folder and published rules and puts them in force, at the start. */
enum err svc_rules_read(struct svc *, struct fail *) MUST_CHECK;
/* One after the other: reads them with this text besides, has `store` keep it, and puts them
 * in force; a set that could not be read again, or that leaves no room for the rules of a
 * coming release, is refused and nothing is stored.  ERR_CONFLICT "too-many". */
enum err svc_rules_add(struct svc *, struct str xml, enum err (*store)(void *arg, struct fail *),
		       void *arg, struct fail *) MUST_CHECK;
void svc_rules_close(struct svc *);
#endif
