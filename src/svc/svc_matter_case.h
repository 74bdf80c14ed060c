/* svc_matter_case.h - inside svc: one matter as an act or a page finds it. */
#ifndef SVC_MATTER_CASE_H
#define SVC_MATTER_CASE_H
#include "svc_matter.h"

struct matter_case {
	struct svc *svc;
	struct db_conn *c;
	struct arena *a;
	const struct actor *who;
	int64_t now;
	int64_t id, version, step_ms, paused_ms, unit, starter, created_ms, closed_ms;
	struct str procedure, title, secrecy, starter_name;
	enum work_state state;
	const struct flow_proc *proc;
	const struct flow_step *step; /* NULL: over */
	struct str doer;              /* code of the post the office set for it, or empty */
	unsigned duties;
	bool nobody;
};

/* By S1; the asker's duties are known after it. */
enum err matter_load(struct matter_case *, int64_t id, struct fail *) MUST_CHECK;
/* Duties by a procedure that is not begun yet. */
unsigned matter_duties_of(const struct actor *, const struct flow_proc *);
/* His post for it: one that the open row names, else his first; 0: he has none. */
int64_t matter_post(const struct matter_case *);
/* The post the office set for a row (svc_sop_doer.h); empty: none. */
enum err matter_doer(const struct matter_case *, const struct flow_step *, struct str *,
		     struct fail *) MUST_CHECK;
/* Does anybody hold a role of this row today, or the post that was set for it? */
enum err matter_held(const struct matter_case *, const struct flow_step *, bool *,
		     struct fail *) MUST_CHECK;
/* What letters the open row asks for, and whether they belong to it. */
enum err matter_needs(const struct matter_case *, struct svc_matter_need **, size_t *,
		      struct fail *) MUST_CHECK;
/* Office time spent on the open row. */
int64_t matter_spent_ms(const struct matter_case *);
/* JSON array of the roles of the actor's posts; TU has those nobody holds, too. */
struct str matter_roles(struct arena *, const struct actor *);
bool matter_keeper(const struct actor *);
#endif
