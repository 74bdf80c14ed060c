/* svc_outgoing_duty.h - inside svc: what an actor's posts make him towards one outgoing
 * letter.  One place: the acts, the buttons and the work list ask it alike.
 *
 * DRAFTER   the position that drafted it; while it is a draft also whoever has it on the
 *           desk, and those whose role types it (SOP row 2).
 * REVIEWER  the one desk at which the open row of review waits.
 * SIGNER    the position that (form, unit) names, or its acting holder.
 * KEEPER    those who keep the series it counts in.
 */
#ifndef SVC_OUTGOING_DUTY_H
#define SVC_OUTGOING_DUTY_H
#include "db.h"
#include "flow_proc.h"
#include "svc.h"

struct out_facts {
	int64_t drafter, signer, desk;
	enum flow_state state;
	const struct flow_step *row; /* the open one, or NULL */
	struct str series;
};

typedef void out_give(void *to, unsigned duty, int64_t post);
void out_duties(const struct svc *, const struct actor *, const struct out_facts *,
		out_give *, void *to);
/* DUTY_COORDINATOR for each post of his that is asked to initial this letter. */
enum err out_initial_duty(struct db_conn *, const struct actor *, int64_t letter,
			  out_give *, void *to, struct fail *) MUST_CHECK;
#endif
