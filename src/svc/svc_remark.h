/* svc_remark.h - remarks at a place of a draft's text.
 *
 * WHO    writes: the reader whose step is open, the signer, a post asked to initial.
 *        Answers, marks done, opens again: they, and who drafts or types it.
 * PLACE  field and words (svc_anchor.h); an edit elsewhere does not move a remark, and of
 *        words that are gone the page says so and shows them.
 * COUNT  what is not done is counted where the letter is listed; a return needs a remark:
 *        its own, or one he wrote at a place of this version.
 * REF    the version of the letter; no remark moves it.
 */
#ifndef SVC_REMARK_H
#define SVC_REMARK_H
#include "svc_incoming.h"

struct svc_remark_in {
	struct str field; /* of the form; empty: where the words stand first */
	int paragraph;    /* 1.. in it; 0: where the words stand first in it */
	struct str quote; /* the words; empty with a paragraph: all of it */
	struct str text;
};

/* ERR_INVALID "missing", "no-place" (those words do not stand there). */
enum err svc_remark_add(struct svc *, const struct actor *, struct svc_ref,
			const struct svc_remark_in *, struct svc_done *,
			struct fail *) MUST_CHECK;

struct svc_remark_settle {
	int64_t id;
	struct str answer; /* empty: the one that stands is kept */
	bool done;         /* false with no answer: open again */
};
/* ERR_NOTFOUND "no-remark". */
enum err svc_remark_settle(struct svc *, const struct actor *, struct svc_ref,
			   const struct svc_remark_settle *, struct svc_done *,
			   struct fail *) MUST_CHECK;
#endif
