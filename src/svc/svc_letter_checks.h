/* svc_letter_checks.h - inside svc: the single checks of svc_letter_check.c's table.
 *
 * SHAPE  ERR_OK: nothing found.  ERR_INVALID or ERR_CONFLICT: found, *f says what; any
 *        other error: it could not be looked at.  What the acts refuse is asked of the same
 *        functions here, so that a rule stands in one place.
 */
#ifndef SVC_LETTER_CHECKS_H
#define SVC_LETTER_CHECKS_H
#include "svc_outgoing_case.h"
#include "tpl.h"

struct checking {
	struct out_act *x;
	struct day today;
	struct tpl_faults more; /* all that check_whole found, the one in *f first */
};

typedef enum err letter_check(struct checking *, struct fail *);

/* Where the letter's number rule comes from: "Permendagri 1/2023, …", or the rule's name. */
struct str check_rule_source(const struct checking *);

/* Before it has its number. */
letter_check check_code;     /* the classification exists */
letter_check check_number;   /* its parts fit the rule, and none that it needs is missing */
letter_check check_address;
letter_check check_whole;    /* what the form calls obligatory, in its shape */
letter_check check_signer;   /* (form, unit) names him, or lets him sign a.n. or u.b. */
letter_check check_series;   /* the book of form and signer, as the office has it now */
letter_check check_form;     /* the rule numbers letters of this form */
letter_check check_renew;    /* what it was submitted by is in force */
letter_check check_vacant;
letter_check check_acting;   /* the Plt. or Plh. who acts today may sign it */
letter_check check_nip;
letter_check check_copies;   /* secret copies bear numbers of their own */
letter_check check_behalf_copy;
letter_check check_year;     /* signed in one year, numbered in the next */
/* Always, or after. */
letter_check check_code_day; /* the code is in force */
letter_check check_subject;
letter_check check_number_read; /* the number read by its rule says what the register says */
letter_check check_order;    /* no earlier number bears a later date */
#endif
