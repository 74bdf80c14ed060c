/* svc_letter_check.h - what of a letter breaks its rules, said before it is too late.
 *
 * RULE   one table (svc_letter_check.c) names each check, the regulation or rule that it
 *        comes from, when it is asked, and whether it is obligatory.  What is obligatory
 *        keeps a draft from being submitted; the rest is said and stops nothing.
 * SHAPE  before a letter has its number: will it get one, is it whole, may he sign it.
 *        After: do number, date, code and book agree.
 * RIGHT  ACT_OPEN, as the letter's text (S1).
 * SOURCE Permendagri 1/2023 and 83/2022, PerkaBKN 22/2007, the office's own rules; each
 *        finding names its own.
 */
#ifndef SVC_LETTER_CHECK_H
#define SVC_LETTER_CHECK_H
#include "svc.h"

struct svc_finding {
	struct str check;  /* word of the check: "signer" */
	struct str text;   /* one sentence: what, and what to do */
	struct str field;  /* of the draft, or "" */
	struct str source; /* where the rule stands */
	bool blocks;       /* obligatory: not submitted so */
};

#define SVC_FINDINGS_MAX 48

/* In the order of the table; the obligatory ones first. */
enum err svc_letter_check(struct svc *, const struct actor *, struct arena *, int64_t id,
			  struct svc_finding **, size_t *n, struct fail *) MUST_CHECK;

struct out_act;
/* Inside svc: the first obligatory finding as a refusal; x is loaded on a reader. */
enum err out_check_obligatory(struct out_act *, struct fail *) MUST_CHECK;
#endif
