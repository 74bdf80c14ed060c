/* svc_data.h - a PDF that another office's Naskah made carries its own letter XML: what
 * it says is proposed to the clerk, who registers.
 *
 * RULE   nothing is stored and nothing decided: the fields are foreign words, shown for
 * her to compare with the pages.  What does not stand on the pages is not proposed. WHO
 * those who keep a book. ERRORS ERR_INVALID "no-data": no PDF, or one that carries no
 * letter; "other-data": it carries one whose number or subject is not on its pages;
 * ERR_DENIED.
 */
#ifndef SVC_DATA_H
#define SVC_DATA_H
#include "svc.h"

struct svc_letter_data {
	struct str sender, number, subject, attachments, addressed_to;
	struct str urgency, secrecy; /* levels of the register; empty: not said */
	struct day letter_day;
	struct str form; /* name here, or empty */
	/* of an undangan: when and where, as printed on its pages; none, empty: not said */
	struct day event_day;
	struct str event_start /* "08.30" */, event_place;
};
enum err svc_incoming_data(struct svc *, const struct actor *, struct arena *,
			   const struct svc_upload *, struct svc_letter_data *,
			   struct fail *) MUST_CHECK;
#endif
