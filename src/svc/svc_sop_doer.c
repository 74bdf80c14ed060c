#include "svc_sop_doer.h"
#include "json.h"
#include "svc_case.h"
#include "svc_matter_case.h"
#include "svc_sop.h"

struct setting {
	struct svc *svc;
	struct arena *a;
	const struct actor *who;
	const struct flow_proc *proc;
	const struct flow_step *step;
	int64_t position;
	struct str code; /* of the post; empty: as the SOP says */
};

enum err svc_sop_doers(struct svc *s, struct arena *a, struct str procedure,
		       struct svc_sop_doer **out, size_t *n, struct fail *f)
{
	struct svc_sop_doer *v = ARENA_ARRAY(a, struct svc_sop_doer, FLOW_STEPS_MAX);
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_sop_doers);
	enum err e;

	*n = 0;
	*out = v;
	db_bind_str(r, "procedure", procedure);
	while (*n < FLOW_STEPS_MAX && db_next(r))
		v[(*n)++] = (struct svc_sop_doer){(int)db_int(r, 0), db_int(r, 1),
						  db_str(r, 2, a), db_str(r, 3, a)};
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	return e;
}

bool svc_sop_doer_may(const struct actor *who)
{
	return matter_keeper(who);
}

static enum err read_code(struct db_conn *c, struct setting *x, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_sop_post_code);
	bool found;
	enum err e;

	db_bind_int(r, "id", x->position);
	found = db_next(r);
	if (found)
		x->code = db_str(r, 0, x->a);
	e = db_done(r, NULL, f);
	return e || found ? e
			  : FAIL(f, ERR_INVALID, "unknown-value", "position",
				 "Jabatan itu tidak dikenal; pilih dari daftar.");
}

static enum err put(struct db_conn *c, const struct setting *x, struct fail *f)
{
	struct db_rows *r = db_run(c, x->position ? Q_sop_doer_put : Q_sop_doer_clear);

	db_bind_str(r, "procedure", x->proc->id);
	db_bind_int(r, "step", x->step->number);
	if (x->position) {
		db_bind_int(r, "post", x->position);
		db_bind_int(r, "account", x->who->account_id);
		db_bind_int(r, "at", db_now(c));
	}
	return db_done(r, NULL, f);
}

static enum err wait_for(struct db_conn *c, int64_t matter, struct str role,
			 struct fail *f)
{
	struct db_rows *r = db_run(c, Q_matter_role_put);

	db_bind_int(r, "id", matter);
	db_bind_str(r, "role", role);
	return db_done(r, NULL, f);
}

/* A matter that waits there waits for another from now on. */
static enum err move_list(struct db_conn *c, const struct setting *x, int64_t matter,
			  struct fail *f)
{
	struct matter_case m = {.svc = x->svc, .c = c, .a = x->a, .who = x->who};
	struct db_rows *r = db_run(c, Q_matter_roles_clear);
	bool held = true;
	enum err e;

	db_bind_int(r, "id", matter);
	if ((e = db_done(r, NULL, f)))
		return e;
	m.now = db_now(c);
	m.proc = x->proc;
	if (x->code.n)
		e = wait_for(c, matter, x->code, f);
	for (size_t i = 0; !x->code.n && i < x->step->roles_n && !e; i++)
		e = wait_for(c, matter, x->step->roles[i], f);
	if (!e)
		e = matter_held(&m, x->step, &held, f);
	return e || held ? e : wait_for(c, matter, STR("-"), f);
}

static enum err move_lists(struct db_conn *c, const struct setting *x, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_sop_waiting);
	size_t n = 0, max = 100000;
	int64_t *ids = ARENA_ARRAY(x->a, int64_t, max);
	enum err e;

	db_bind_str(r, "procedure", x->proc->id);
	db_bind_int(r, "step", x->step->number);
	while (n < max && db_next(r))
		ids[n++] = db_int(r, 0);
	e = db_done(r, NULL, f);
	for (size_t i = 0; i < n && !e; i++)
		e = move_list(c, x, ids[i], f);
	return e;
}

static enum err audit(struct db_conn *c, const struct setting *x, struct fail *f)
{
	struct buf b = BUF_MAX(4096);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_int(&w, "step", x->step->number);
	jw_str(&w, "post", str_or_empty(x->code));
	jw_obj_end(&w);
	return db_audit(c,
			&(struct db_audit){.actor = actor_audit(x->a, x->who, 0),
					   .act = str_c(flow_act_word(ACT_MATTER_DOER)),
					   .object = arena_fmt(x->a, "procedure:" STR_FMT,
							       STR_ARG(x->proc->id)),
					   .detail = buf_keep(&b, x->a)},
			f);
}

static enum err set_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct setting *x = arg;
	enum err e;

	if ((x->position && (e = read_code(c, x, f))) || (e = put(c, x, f)) ||
	    (e = move_lists(c, x, f)))
		return e;
	return audit(c, x, f);
}

enum err svc_sop_doer_set(struct svc *s, const struct actor *who, struct str procedure,
			  int step, int64_t position, struct fail *f)
{
	struct setting x = {.svc = s, .who = who, .position = position};
	enum err e = svc_sop_get(s, procedure, &x.proc, f);

	if (e)
		return e;
	x.step = flow_proc_step(x.proc, step);
	if (!x.step || x.proc->kind != FLOW_WORK)
		return FAIL(f, ERR_INVALID, "unknown-value", "step",
			    "Langkah itu tidak ada pada SOP perkara ini.");
	if (!svc_sop_doer_may(who))
		return FAIL(f, ERR_DENIED, "not-yours", NULL,
			    "Pelaksana langkah diatur Kasubbag TU atau administrator.");
	x.a = arena_open();
	e = db_submit(s->db, set_act, &x, f);
	arena_close(x.a);
	return e;
}
