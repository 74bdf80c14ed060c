/* flow_work.h - states, acts and who may do them, for matters: work of the office that
 * runs by a procedure of kind FLOW_WORK and makes letters on its way.
 *
 * RULE   the procedure says which row follows and where a "no" leads; this table says
 * what may be done with the matter at all, and by whom.  Buttons, API and diagram ask it.
 * PURE   no clock, no database.
 * SOURCE flows.md F3-F14 of the survey; PermenPANRB 35/2012.
 */
#ifndef FLOW_WORK_H
#define FLOW_WORK_H
#include "flow.h"

enum work_state { WS_RUNNING, WS_PAUSED, WS_DONE, WS_STOPPED, WS__COUNT };

const char *work_state_word(
	enum work_state); /* stored, API: berjalan ditunda selesai dihentikan */
const char *work_state_label(enum work_state); /* Berjalan */
bool work_state_from_word(struct str, enum work_state *out);
bool work_state_over(enum work_state);

/* What a post is to one matter; a bit set that svc computes. */
enum work_duty {
	WORK_DOER = 1 << 0,    /* the open row names its role, or nobody has that role and
				  it falls to TU */
	WORK_STARTER = 1 << 1, /* began it */
	WORK_KEEPER = 1 << 2,  /* Kasubbag TU, administrator: nothing may get stuck */
	WORK_PART = 1 << 3,    /* some row names its role, or it did a row */
	WORK_NONE = 1 << 4,    /* any other account */
	WORK_READER = 1 << 5   /* its report waits for one of his posts */
};

/* ERR_DENIED "not-yours", ERR_CONFLICT "wrong-state" with one sentence. */
enum err flow_work_may(enum flow_act, enum work_state, unsigned duties,
		       struct fail *) MUST_CHECK;
/* The state it leads to; `last`: no row follows the one that is done. */
enum work_state flow_work_next(enum flow_act, enum work_state, bool last);
/* Acts open in a state to these duties; returns how many were written. */
size_t flow_work_open(enum work_state, unsigned duties, enum flow_act out[ACT__COUNT]);
/* As a Mermaid state diagram, for docs/. */
void flow_work_diagram(struct buf *);
#endif
