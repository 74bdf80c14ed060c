/* svc_ticks.h - signed lembar disposisi come back in a pile: what is ticked on each is
 * read and shown, and recorded when a person has said yes.
 *
 * SHAPE  a sheet is one QR with a plan (svc_sheet_plan.h) on one page of a pile; two may
 * be on a page that was not cut.  A box is ticked, empty, or for a person to look at. ACT
 * the record is svc_incoming_dispose() on paper: the giver stays the head, the clerk
 *        records, the page is kept with the letter.  Nothing is recorded unseen
 *        (docs/adr/0027-ticks.md).
 * REFUSED by a sentence in `why`: a letter that is disposed already, or closed, or not
 * yet checked; a sheet that was recorded; a sheet of no plan of ours.
 */
#ifndef SVC_TICKS_H
#define SVC_TICKS_H
#include "svc_incoming.h"
#include "svc_pile.h"
#include "svc_sheet_plan.h"

struct svc_seen_sheet {
	int page;
	struct str
		code; /* "UPTD 2026/0412#3f9c2a1b", as the QR says it behind our mark */
};

/* Those of a pile whose pages were all looked at, in the order of its pages. */
size_t svc_ticks_sheets(struct arena *, const struct svc_pile *,
			struct svc_seen_sheet **);

enum svc_tick { SVC_EMPTY, SVC_TICKED, SVC_DOUBT };

struct svc_ticks {
	bool later;     /* not read yet: ask again */
	bool lost;      /* nothing is read: the sheet's black squares were not found, */
	bool failed;    /* or its page cannot be drawn, or not in time */
	struct str why; /* it cannot be recorded; empty: it can */
	int64_t letter, version; /* 0: no letter of his */
	struct str agenda, party, subject;
	struct svc_sheet_plan plan;
	enum svc_tick tick[SVC_SHEET_BOXES];
	bool note, initials; /* something is written there */
	bool recorded;       /* this very page is with the letter already */
};
enum err svc_ticks_read(struct svc *, const struct actor *, struct arena *,
			const struct svc_pile *, const struct svc_seen_sheet *,
			struct svc_ticks *, struct fail *) MUST_CHECK;
/* The sheet laid straight, or what is written in its field for notes; errors as
 * svc_page.h. */
enum err svc_ticks_picture(struct svc *, const struct actor *, struct arena *,
			   const struct svc_pile *, const struct svc_seen_sheet *,
			   bool note, struct str *png, struct fail *) MUST_CHECK;
/* `in`: what the person left ticked.  *all: nothing of the pile is left to do, and it was
 * put away. */
enum err svc_ticks_record(struct svc *, const struct actor *, struct arena *,
			  const struct svc_pile *, const struct svc_seen_sheet *,
			  int64_t version, struct svc_dispose *in, bool *all,
			  struct fail *) MUST_CHECK;
#endif
