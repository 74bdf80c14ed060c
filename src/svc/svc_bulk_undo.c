/* svc_bulk_undo.c - what was done to several letters is taken back, letter by letter. */
#include "svc_bulk.h"
#include "svc_bulk_inside.h"
#include "svc_head.h"

struct back {
	struct svc_case k;
	struct svc_bulk_item item;
	enum flow_act act;
	int64_t bulk;
};

static enum err went_on(struct fail *f)
{
	return FAIL(f, ERR_CONFLICT, "went-on", NULL,
		    "Sudah ada yang melanjutkan surat ini; yang ini tidak diurungkan.");
}

static enum err number(struct svc_case *k, enum query q, int64_t at, int64_t *n,
		       struct fail *f)
{
	struct db_rows *r = db_run(k->c, q);

	db_bind_int(r, "letter", k->id);
	if (at)
		db_bind_int(r, "at", at);
	return db_one_int(r, n, NULL, f);
}

/* Trays handed out by the act lie at the clerk's again; one handed out earlier stays, and
 * with it the letter. */
static enum err undistribute(struct svc_case *k, struct fail *f)
{
	int64_t at = 0, read = 0, live = 0, wait = 0;
	struct db_rows *r;
	enum err e;

	if ((e = number(k, Q_bulk_last_sent, 0, &at, f)) ||
	    (e = number(k, Q_bulk_trays_read, at, &read, f)))
		return e;
	if (read || !at)
		return went_on(f);
	r = db_run(k->c, Q_bulk_trays_back);
	db_bind_int(r, "letter", k->id);
	db_bind_int(r, "at", at);
	if ((e = svc_exec(r, f)) || (e = number(k, Q_in_live, 0, &live, f)) ||
	    (e = number(k, Q_in_waits, 0, &wait, f)))
		return e;
	return live == wait ? ERR_OK : went_on(f);
}

static enum err unfile(struct svc_case *k, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_bulk_unfile);

	db_bind_int(r, "letter", k->id);
	return svc_exec(r, f);
}

static const struct line {
	enum flow_act act;
	enum flow_state from, to;
	unsigned duty;
} LINE[] = {
	{ACT_CHECK, FS_CHECKED, FS_CODED, DUTY_CHECKER},
	{ACT_DISTRIBUTE, FS_DISTRIBUTED, FS_DISPOSED, DUTY_KEEPER},
	{ACT_FILE, FS_FILED, FS_FOLLOWED, DUTY_KEEPER},
	{ACT_FILE, FS_OUT_FILED, FS_SENT, DUTY_KEEPER},
};

static const struct line *line_of(enum flow_act act, enum flow_state from)
{
	for (size_t i = 0; i < sizeof LINE / sizeof *LINE; i++)
		if (LINE[i].act == act && LINE[i].from == from)
			return &LINE[i];
	return NULL;
}

static enum err move_back(struct db_conn *c, void *arg, struct fail *f)
{
	struct back *x = arg;
	const struct line *l;
	struct svc_move m = {.act = ACT_UNDO};
	enum err e;

	x->k.c = c;
	if ((e = svc_case_load(&x->k, x->item.letter, f)) ||
	    (e = flow_may(ACT_UNDO, x->k.state, x->k.duties | DUTY_ANY, f)))
		return e;
	l = line_of(x->act, x->k.state);
	if (!l || x->k.version != x->item.version || !(x->k.duties & l->duty) ||
	    (x->act == ACT_CHECK && x->k.opened_ms))
		return went_on(f);
	if (x->act == ACT_DISTRIBUTE && (e = undistribute(&x->k, f)))
		return e;
	if (x->act == ACT_FILE && (e = unfile(&x->k, f)))
		return e;
	m.duty = l->duty;
	m.to = l->to;
	m.detail = arena_fmt(x->k.a, "{\"bulk\":%lld}", (long long)x->bulk);
	return svc_case_move(&x->k, &m, f);
}

static enum err unread(struct db_conn *c, void *arg, struct fail *f)
{
	struct back *x = arg;
	struct svc_tray_case t = {.id = x->item.object};
	struct svc_move m = {.act = ACT_UNDO, .keep_clock = true};
	struct db_rows *r;
	int changed = 0;
	enum err e;

	x->k.c = c;
	if ((e = svc_tray_load(&x->k, &t, f)))
		return e;
	if (!actor_holds(x->k.who, t.position) ||
	    flow_may(ACT_READ, x->k.state, DUTY_TRAY, NULL))
		return went_on(f);
	r = db_run(c, Q_bulk_unread);
	db_bind_int(r, "id", t.id);
	if ((e = db_done(r, &changed, f)))
		return e;
	if (!changed)
		return went_on(f);
	m.post = t.position;
	m.to = x->k.state;
	return svc_case_move(&x->k, &m, f);
}

static enum err back_one(struct back *x, struct fail *f)
{
	struct svc_done d;

	if (x->act == ACT_DISPOSE)
		return svc_disposition_undo(x->k.svc, x->k.who, x->item.object, &d, f);
	return db_submit(x->k.svc->db, x->act == ACT_READ ? unread : move_back, x, f);
}

/* ---- the whole of it ---- */

struct kept {
	int64_t account, at, undone;
};

static enum err load(struct db_conn *c, struct arena *a, int64_t id, struct kept *k,
		     struct svc_bulk *out, struct svc_bulk_item *v, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_bulk_get);
	enum err e;

	db_bind_int(r, "id", id);
	if (db_next(r)) {
		(void)flow_act_from_word(db_str(r, 1, a), &out->act);
		*k = (struct kept){db_int(r, 0), db_int(r, 2), db_int(r, 3)};
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	r = db_run(c, Q_bulk_items);
	db_bind_int(r, "id", id);
	while (out->n < SVC_BULK_MAX && db_next(r))
		v[out->n++] = (struct svc_bulk_item){db_int(r, 0), db_int(r, 1),
						     db_int(r, 2), db_str(r, 3, a)};
	return db_done(r, NULL, f);
}

static enum err get(struct svc *s, const struct actor *who, struct arena *a, int64_t id,
		    struct kept *k, struct svc_bulk *out, struct svc_bulk_item *v,
		    struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	enum err e;

	*out = (struct svc_bulk){.id = id};
	*k = (struct kept){0, 0, 0};
	e = load(c, a, id, k, out, v, f);
	db_read_end(s->db, c);
	if (e)
		return e;
	if (!k->account || k->account != who->account_id)
		return FAIL(f, ERR_NOTFOUND, "no-bulk", NULL,
			    "Pekerjaan itu tidak ada atau bukan pekerjaan Anda.");
	out->rows = ARENA_ARRAY(a, struct svc_bulk_row, out->n + 1);
	for (size_t i = 0; i < out->n; i++)
		out->rows[i] = (struct svc_bulk_row){
			{v[i].letter, v[i].version}, v[i].subject, STR("")};
	out->good = out->n;
	out->undoable = !k->undone &&
			clock_ms(s->clock) - k->at <= SVC_BULK_UNDO_MIN * INT64_C(60000);
	return ERR_OK;
}

enum err svc_bulk_get(struct svc *s, const struct actor *who, struct arena *a, int64_t id,
		      struct svc_bulk *out, struct fail *f)
{
	struct svc_bulk_item v[SVC_BULK_MAX];
	struct kept k;

	return get(s, who, a, id, &k, out, v, f);
}

struct marking {
	int64_t id;
};

static enum err mark_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_bulk_undone);
	int changed = 0;
	enum err e;

	db_bind_int(r, "id", ((struct marking *)arg)->id);
	db_bind_int(r, "at", db_now(c));
	if ((e = db_done(r, &changed, f)))
		return e;
	return changed ? ERR_OK
		       : FAIL(f, ERR_CONFLICT, "undone", NULL, "Sudah diurungkan.");
}

enum err svc_bulk_undo(struct svc *s, const struct actor *who, struct arena *a,
		       int64_t id, struct svc_bulk *out, struct fail *f)
{
	struct svc_bulk_item v[SVC_BULK_MAX];
	struct marking mark = {id};
	struct kept k;
	struct fail why;
	enum err e = get(s, who, a, id, &k, out, v, f);

	if (e)
		return e;
	if (!k.undone && !out->undoable)
		return FAIL(
			f, ERR_CONFLICT, "too-late", NULL,
			"Sudah lebih dari %d menit; urungkan satu per satu di halaman "
			"suratnya.",
			SVC_BULK_UNDO_MIN);
	/* first: two presses are one */
	if ((e = db_submit(s->db, mark_act, &mark, f)))
		return e;
	out->good = 0;
	out->undoable = false;
	for (size_t i = 0; i < out->n; i++) {
		struct back x = {.k = {.svc = s, .who = who, .a = a},
				 .item = v[i],
				 .act = out->act,
				 .bulk = id};

		if (back_one(&x, &why))
			out->rows[i].why = arena_dup(a, str_c(why.text));
		out->good += !out->rows[i].why.n;
	}
	return ERR_OK;
}
