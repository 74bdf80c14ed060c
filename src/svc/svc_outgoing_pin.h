/* svc_outgoing_pin.h - inside svc: form, profile, number rule and procedure are fixed when
 * a draft is submitted, each by the SHA-256 of its bytes.
 *
 * RULE   who reads and signs sees the page that was submitted: from submit to record it is
 *        printed by the pinned versions, whose bytes are kept in the data folder.
 * SIGN   is refused with "renew" when a pinned version is no longer the one in force on
 *        the signing day; a return and a new submit pin the new ones.
 * SOURCE design 3.3
 */
#ifndef SVC_OUTGOING_PIN_H
#define SVC_OUTGOING_PIN_H
#include "svc_outgoing_case.h"

struct num_rule;
struct tpl_engine;

/* Inside the act of submitting: fixes what is in force now, and says so in *detail for
 * the audit. */
enum err out_pin(struct out_act *, struct str *detail, struct fail *) MUST_CHECK;

/* ERR_CONFLICT "renew" when one of the pinned is not in force on that day any more.  A
 * letter that was submitted before there were pins passes. */
enum err out_pins_in_force(struct out_act *, struct day, struct fail *) MUST_CHECK;

/* *own is an engine with the pinned form and profile, or NULL when they are the installed
 * ones; the caller closes it. */
enum err out_pinned_engine(struct out_act *, struct tpl_engine **own,
			   struct fail *) MUST_CHECK;

/* The rule that numbers this letter on that day: the pinned one, even when another has come
 * into force since it was submitted; of a letter without pins the one in force.  *out NULL:
 * none is.  *own is to be freed by the caller, or NULL. */
enum err out_number_rule(struct out_act *, struct day, const struct num_rule **out,
			 struct num_rule **own, struct fail *) MUST_CHECK;
#endif
