/* svc_initial.h - paraf koordinasi: posts of other units initial a letter, side by side,
 * before it is signed.
 *
 * WHO    asks: who drafted it, the reader whose step is open, the signer.  Initials: a
 *        holder of the post asked, while the letter is under review; he may also send it
 *        back (svc_outgoing_return()).  Takes a request back: who may ask.  Waives what
 *        is missing: the signer, with a reason, unless the office's file says wajib.
 * RULE   all that were asked initial the text that is signed.  An initial holds for one
 *        text: once anything printed changes (the text itself, urgency, secrecy, class
 *        of the number) it lapses (gugur), and the post is asked again.
 * TWICE  a post that falls to the person who approves or signs is initialled in that
 *        act, each under its post: small offices do not press twice.
 * REF    the version of the letter; an initial is stale only when the text changed
 *        since, so that several read side by side.  None of these acts moves the version.
 * SOURCE Permendagri 54/2009, appendix C: paraf koordinasi.
 */
#ifndef SVC_INITIAL_H
#define SVC_INITIAL_H
#include "svc_incoming.h"

#define SVC_INITIALS_MAX 20 /* asked at once, and open at once */

struct svc_initial_ask {
	const int64_t *positions;
	size_t n;
	struct str note; /* what they are to look at; may be empty */
};

/* ERR_INVALID "missing", "too-many", "own-initial" (who drafts or signs it); ERR_CONFLICT
 * "initial-asked", "vacant". */
enum err svc_initial_ask(struct svc *, const struct actor *, struct svc_ref,
			 const struct svc_initial_ask *, struct svc_done *,
			 struct fail *) MUST_CHECK;
/* For every post he holds that is asked.  ERR_DENIED "not-yours", ERR_STALE. */
enum err svc_initial_give(struct svc *, const struct actor *, struct svc_ref,
			  struct str note, struct svc_done *, struct fail *) MUST_CHECK;
/* ERR_NOTFOUND "no-initial": that post is not asked. */
enum err svc_initial_drop(struct svc *, const struct actor *, struct svc_ref,
			  int64_t position, struct str reason, struct svc_done *,
			  struct fail *) MUST_CHECK;
/* All that are missing.  ERR_CONFLICT "initial-obligatory", "no-initial". */
enum err svc_initial_waive(struct svc *, const struct actor *, struct svc_ref,
			   struct str reason, struct svc_done *,
			   struct fail *) MUST_CHECK;
#endif
