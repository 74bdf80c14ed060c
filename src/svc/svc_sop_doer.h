/* svc_sop_doer.h - who does a row of an SOP here: the role that the SOP names, or the
 * post that the office sets for that row instead, as where the SOP's copy could not be
 * read.
 *
 * RIGHT  Kasubbag TU and the administrator.
 * NOW    matters that wait at the row go to the post's list at once.
 */
#ifndef SVC_SOP_DOER_H
#define SVC_SOP_DOER_H
#include "svc.h"

struct svc_sop_doer {
	int step;
	int64_t position_id;
	struct str code, name; /* of the post */
};
/* Of the rows that the office has set. */
enum err svc_sop_doers(struct svc *, struct arena *, struct str procedure,
		       struct svc_sop_doer **, size_t *, struct fail *) MUST_CHECK;
/* May he set them? */
bool svc_sop_doer_may(const struct actor *);
/* position 0: as the SOP says.  ERR_NOTFOUND "no-procedure", ERR_INVALID "step",
 * "position", ERR_DENIED. */
enum err svc_sop_doer_set(struct svc *, const struct actor *, struct str procedure,
			  int step, int64_t position, struct fail *) MUST_CHECK;
#endif
