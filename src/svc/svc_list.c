#include "svc_list.h"
#include "office.h"
#include "svc_calendar.h"
#include "svc_due.h"

#define LOOKS_MAX   100 /* of a work list */

static struct day day_col(struct db_rows *r, int col)
{
	return db_null(r, col) ? (struct day){ 0 } : day_from_number(db_int(r, col));
}

static void read_columns(struct db_rows *r, struct arena *a, struct svc_row *o,
                         struct svc_row_more *m)
{
	*o = (struct svc_row){ .id = db_int(r, 0), .version = db_int(r, 1),
		.incoming = db_int(r, 3) != 0, .form = db_str(r, 4, a), .number = db_str(r, 5, a),
		.subject = db_str(r, 6, a), .class_code = db_str(r, 7, a), .urgency = db_str(r, 8, a),
		.secrecy = db_str(r, 9, a), .letter_day = day_col(r, 10), .due_day = day_col(r, 11),
		.received_day = day_col(r, 22), .no_scan = db_int(r, 24) != 0,
		.tray_state = STR(""), .doing = STR(""), .where = STR(""), .class_scheme = db_str(r, 33, a),
		.class_note = STR("") };
	o->clock.step = (int)db_int(r, 12);
	o->party = o->incoming ? db_str(r, 23, a) : db_str(r, 28, a);
	*m = (struct svc_row_more){ .step_ms = db_int(r, 13), .opened_ms = db_int(r, 14),
		.procedure = db_str(r, 15, a), .desk = db_int(r, 16), .desk_name = db_str(r, 17, a),
		.sealed = db_int(r, 18) != 0, .attachments = db_str(r, 19, a),
		.close_reason = db_str(r, 20, a), .closed_ms = db_int(r, 21),
		.book = db_str(r, 25, a), .serial = (int)db_int(r, 26), .year = (int)db_int(r, 27),
		.folder = db_str(r, 29, a), .place = db_str(r, 30, a), .filed_ms = db_int(r, 31),
		.book_id = db_int(r, 32), .due_ms = db_int(r, 34), .near_ms = db_int(r, 35) };
	o->agenda = m->serial ? arena_fmt(a, "%.*s %04d", STR_ARG(m->book), m->serial) : STR("");
}

void svc_row_due(struct svc_row *o, int64_t due_ms, int64_t near_ms, int64_t now)
{
	struct svc_clock *c = &o->clock;

	if (!due_ms || (c->due_ms && c->due_ms <= due_ms))
		return;
	c->due_ms = due_ms;
	c->overdue = now >= due_ms;
	c->near = !c->overdue && now >= near_ms;
}

/* Waiting until the first opening, working since; office hours only. */
static void set_clock(struct svc *s, struct svc_row *o, const struct svc_row_more *m, int64_t now)
{
	const struct flow_proc *p = flow_procs_get(s->procs, m->procedure);
	const struct flow_step *row = p && o->clock.step ? flow_proc_step(p, o->clock.step) : NULL;
	const struct office_hours *h = svc_hours(s);
	struct svc_clock *c = &o->clock;
	int64_t opened = m->opened_ms ? m->opened_ms : now;
	bool over = flow_state_final(o->state);

	c->step_name = row ? row->activity : STR("");
	if (!row || over) {
		c->step = 0;
	} else {
		c->standard_min = flow_step_minutes(row, FLOW_DAY_MINUTES);
		c->wait_min = (int)office_minutes_between(h, m->step_ms, opened);
		c->work_min = (int)office_minutes_between(h, opened, now);
		c->late = c->standard_min && c->wait_min + c->work_min > c->standard_min;
	}
	if (!over && o->state != FS_FOLLOWED && o->state != FS_SENT)
		svc_row_due(o, m->due_ms, m->near_ms, now);
}

enum err svc_row_read(struct svc *s, struct db_conn *c, struct arena *a, const struct actor *who,
                      int64_t id, struct svc_row *o, struct svc_row_more *m, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_letter_row);
	struct str state = { 0 };
	bool found;

	db_bind_int(r, "id", id);
	found = db_next(r);
	if (found) {
		read_columns(r, a, o, m);
		state = db_str(r, 2, a);
	}
	enum err e = db_done(r, NULL, f);

	if (e)
		return e;
	if (!found || !flow_state_from_word(state, &o->state))
		return svc_no_letter(f);
	if (m->close_reason.n && !svc_may_open(c, a, who, id))
		m->close_reason = STR("");
	set_clock(s, o, m, clock_ms(s->clock));
	return svc_where(s, c, a, o, m, f);
}

enum err svc_list_fill(struct svc *s, struct db_conn *c, struct arena *a, const struct actor *who,
                       const int64_t *ids, size_t n, struct svc_list *out, struct fail *f)
{
	struct svc_row_more more;

	out->rows = ARENA_ARRAY(a, struct svc_row, n + 1);
	out->n = 0;
	for (size_t i = 0; i < n; i++) {
		struct svc_row *row = &out->rows[out->n];
		enum err e = svc_row_read(s, c, a, who, ids[i], row, &more, f);

		if (e)
			return e;
		if (svc_secrecy_open(row->secrecy) || svc_may_see_line(c, a, who, ids[i]))
			out->n++;
	}
	out->count = (int64_t)out->n;
	return ERR_OK;
}

/* ---- lists of the clerk ---- */

static enum err list_of(struct svc *s, const struct actor *who, struct arena *a, enum query q,
                        struct svc_list *out, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, q);
	int64_t ids[200];
	size_t n = 0;

	*out = (struct svc_list){ 0 };
	db_bind_str(r, "posts", svc_posts(a, who));
	while (n < sizeof ids / sizeof *ids && db_next(r))
		ids[n++] = db_int(r, 0);
	enum err e = db_done(r, NULL, f);

	if (!e)
		e = svc_list_fill(s, c, a, who, ids, n, out, f);
	db_read_end(s->db, c);
	return e;
}

enum err svc_unscanned(struct svc *s, const struct actor *who, struct arena *a,
                       struct svc_list *out, struct fail *f)
{
	return list_of(s, who, a, Q_letter_unscanned, out, f);
}

enum err svc_to_file(struct svc *s, const struct actor *who, struct arena *a, struct svc_list *out,
                     struct fail *f)
{
	return list_of(s, who, a, Q_letter_to_file, out, f);
}

/* ---- the work list ---- */

/* The first act the table opens to him here is what he is to do. */
static struct str doing_of(struct svc *s, struct db_conn *c, struct arena *a,
                           const struct actor *who, const struct svc_row *row)
{
	static const enum flow_act WORK[] = { ACT_CODE, ACT_CHECK, ACT_DISPOSE, ACT_DISTRIBUTE,
		ACT_COMPLETE, ACT_FILE, ACT_SUBMIT, ACT_APPROVE, ACT_INITIAL, ACT_SIGN, ACT_RECORD, ACT_DISPATCH };
	struct svc_case k = { .svc = s, .c = c, .a = a, .who = who };
	struct fail f;

	if (svc_case_load(&k, row->id, &f))
		return STR("");
	/* in these states the list holds it for the head only when no tray is left */
	if ((k.state == FS_DISPOSED || k.state == FS_DISTRIBUTED) && (k.duties & DUTY_HEAD))
		return str_c(flow_act_label(ACT_DISPOSE));
	for (size_t i = 0; i < sizeof WORK / sizeof *WORK; i++)
		if (!flow_proc_may(k.proc, k.step, WORK[i], k.state, k.duties, &f))
			return str_c(flow_act_label(WORK[i]));
	return STR("");
}

static enum err read_work(struct db_conn *c, struct arena *a, const struct actor *who,
                          struct svc_work *w, size_t max, size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_letter_work);

	db_bind_str(r, "posts", svc_posts(a, who));
	while (*n < max && db_next(r))
		w[(*n)++] = (struct svc_work){ db_int(r, 0), db_int(r, 1), db_int(r, 2),
			db_str(r, 3, a), db_int(r, 6) != 0 };
	return db_done(r, NULL, f);
}

/* His own tray may have to be done before the letter has. */
static enum err tray_due(struct svc *s, struct db_conn *c, struct arena *a, const struct svc_work *w,
                         struct svc_row *row, struct fail *f)
{
	struct due d;
	enum err e = w->tray ? svc_due_of(c, a, DUE_TRAY, w->tray, &d, f) : ERR_OK;

	if (!e && w->tray)
		svc_row_due(row, d.due_ms, d.near_ms, clock_ms(s->clock));
	return e;
}

enum err svc_work_rows(struct svc *s, struct db_conn *c, struct arena *a, const struct actor *who,
                       const struct svc_work *w, size_t n, struct svc_list *out, struct fail *f)
{
	struct svc_row_more more;

	*out = (struct svc_list){ .rows = ARENA_ARRAY(a, struct svc_row, n + LOOKS_MAX) };
	for (size_t i = 0; i < n; i++) {
		struct svc_row *row = &out->rows[out->n];
		enum err e = svc_row_read(s, c, a, who, w[i].id, row, &more, f);

		if (e)
			return e;
		if (!(svc_secrecy_open(row->secrecy) || svc_may_see_line(c, a, who, w[i].id)))
			continue;
		if ((e = tray_due(s, c, a, &w[i], row, f)))
			return e;
		row->tray_id = w[i].tray;
		row->tray_version = w[i].version;
		row->tray_state = w[i].state;
		row->doing = w[i].tray ? str_c(flow_act_label(w[i].copy ? ACT_READ : ACT_COMPLETE))
		                       : doing_of(s, c, a, who, row);
		out->n++;
	}
	return ERR_OK;
}

enum err svc_worklist(struct svc *s, const struct actor *who, struct arena *a, struct svc_list *out,
                      struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct svc_work w[300];
	size_t n = 0;
	enum err e = read_work(c, a, who, w, 300, &n, f);

	if (!e)
		e = svc_work_rows(s, c, a, who, w, n, out, f);
	if (!e)
		e = svc_look_work(s, c, a, who, out, out->n + LOOKS_MAX, f);
	out->count = (int64_t)out->n;
	db_read_end(s->db, c);
	return e;
}
