/* svc_outgoing_answer.c - a recorded answer ends the tray that asked for it. */
#include "svc_outgoing_case.h"

struct debt {
	int64_t letter, tray;
};

#define DEBTS_MAX 32

static enum err end_tray(struct out_act *x, const struct debt *d, struct str number,
			 struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_tray_done);
	db_bind_int(r, "id", d->tray);
	db_bind_int(r, "at", x->now);
	db_bind_str(r, "result",
		    arena_fmt(x->a, "dijawab dengan surat " STR_FMT, STR_ARG(number)));
	return db_done(r, NULL, f);
}

struct asked { /* the incoming letter */
	int64_t version, step_ms, opened_ms, keeper;
	int step;
	struct str state, procedure;
	bool found;
};

static enum err read_asked(struct out_act *x, int64_t id, struct asked *q, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_incoming_case);
	db_bind_int(r, "id", id);
	q->found = db_next(r);
	if (q->found) {
		q->version = db_int(r, 0);
		q->state = db_str(r, 1, x->a);
		q->procedure = db_str(r, 2, x->a);
		q->step = (int)db_int(r, 3);
		q->step_ms = db_int(r, 4);
		q->opened_ms = db_int(r, 5);
		q->keeper = db_int(r, 6);
	}
	return db_done(r, NULL, f);
}

static enum err put_asked_step(struct out_act *x, int64_t id, const struct asked *q,
			       const char *to, struct str note, struct fail *f)
{
	const struct office_hours *h = &x->s->office->hours;
	int64_t opened = q->opened_ms ? q->opened_ms : x->now;
	struct db_rows *r = db_run(x->c, Q_out_step);

	db_bind_int(r, "letter", id);
	db_bind_str(r, "act", str_c(flow_act_word(ACT_COMPLETE)));
	db_bind_int(r, "step", 0);
	db_bind_str(r, "from", q->state);
	db_bind_str(r, "to", str_c(to));
	db_bind_int(r, "account", x->who->account_id);
	if (x->post)
		db_bind_int(r, "position", x->post);
	db_bind_int(r, "at", x->now);
	db_bind_int(r, "wait", office_ms_between(h, q->step_ms, opened));
	db_bind_int(r, "work", office_ms_between(h, opened, x->now));
	db_bind_str(r, "note", note);
	return db_done(r, NULL, f);
}

/* The last tray that ends carries the incoming letter to "ditindaklanjuti". */
static enum err move_asked(struct out_act *x, int64_t id, struct str note, struct fail *f)
{
	struct asked q = {0};
	int64_t left = 0;
	enum flow_state from;
	enum err e = read_asked(x, id, &q, f);

	if (e || !q.found || !flow_state_from_word(q.state, &from))
		return e;
	struct db_rows *r = db_run(x->c, Q_out_trays_left);
	db_bind_int(r, "letter", id);
	if ((e = db_one_int(r, &left, NULL, f)))
		return e;
	bool last = !left && from == FS_DISTRIBUTED;
	const char *to = flow_state_word(last ? FS_FOLLOWED : from);
	if ((e = put_asked_step(x, id, &q, to, note, f)))
		return e;
	const struct flow_proc *p = flow_procs_get(x->s->procs, q.procedure);
	const struct flow_step *row =
		last && p ? flow_proc_waiting(p, FS_FOLLOWED) : NULL;
	r = db_run(x->c, Q_out_move_asked);
	db_bind_int(r, "id", id);
	db_bind_str(r, "state", str_c(to));
	if (last) {
		db_bind_int(r, "step", row ? row->number : q.step);
		db_bind_int(r, "at", x->now);
		if (q.keeper)
			db_bind_int(r, "desk", q.keeper);
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	struct db_audit au = {
		.actor = arena_fmt(x->a, STR_FMT "/-", STR_ARG(x->who->login)),
		.act = str_c(flow_act_word(ACT_COMPLETE)),
		.object = arena_fmt(x->a, "letter:%lld", (long long)id),
		.detail = arena_fmt(x->a, "surat=%lld\nke=%s\njawaban=%lld\n",
				    (long long)id, to, (long long)x->l.id),
	};
	return db_audit(x->c, &au, f);
}

enum err out_answer_debts(struct out_act *x, struct str number, struct fail *f)
{
	struct debt d[DEBTS_MAX];
	size_t n = 0;
	struct db_rows *r = db_run(x->c, Q_out_answered);

	db_bind_int(r, "letter", x->l.id);
	while (n < DEBTS_MAX && db_next(r)) {
		d[n].letter = db_int(r, 0);
		d[n++].tray = db_int(r, 1);
	}
	enum err e = db_done(r, NULL, f);
	for (size_t i = 0; i < n && !e; i++) {
		e = end_tray(x, &d[i], number, f);
		if (!e)
			e = move_asked(x, d[i].letter,
				       arena_fmt(x->a, "Dijawab dengan surat " STR_FMT,
						 STR_ARG(number)),
				       f);
	}
	return e;
}
