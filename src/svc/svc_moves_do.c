/* svc_moves_do.c - all rows of a mutasi in one act, and its undoing. */
#include "svc_admin.h"
#include "svc_moves.h"

struct moving {
	const struct actor *me;
	struct svc_moves *m;
	struct holding letter; /* number and day of the one that orders it */
	struct str norm;
	int64_t first;
};

static enum err put_move(struct db_conn *c, struct moving *j, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_move_insert);
	enum err e;

	if (j->letter.letter_no.n)
		db_bind_str(r, "letter_no", j->letter.letter_no);
	if (j->letter.letter_day)
		db_bind_int(r, "letter_day", j->letter.letter_day);
	db_bind_int(r, "first", j->first);
	if (j->me->account_id)
		db_bind_int(r, "account", j->me->account_id);
	db_bind_int(r, "now", db_now(c));
	e = db_done(r, NULL, f);
	j->m->id = db_last_id(c);
	return e;
}

static enum err keep(struct db_conn *c, enum query q, int64_t move,
		     const struct holding *h, struct fail *f)
{
	struct db_rows *r = db_run(c, q);

	db_bind_int(r, "move", move);
	db_bind_int(r, "position", h->position);
	db_bind_int(r, "from", h->from);
	if (q == Q_move_keep_left)
		db_bind_int(r, "person", h->person);
	else
		db_bind_str(r, "kind", h->kind);
	return db_done(r, NULL, f);
}

/* Whoever becomes a holder here is none elsewhere from that day. */
static enum err leave(struct db_conn *c, int64_t move, const struct holding *h,
		      struct fail *f)
{
	struct db_rows *r;
	enum err e;

	if (!str_eqc(h->kind, "definitif"))
		return ERR_OK;
	if ((e = keep(c, Q_move_keep_left, move, h, f)))
		return e;
	r = db_run(c, Q_move_leave);
	db_bind_int(r, "person", h->person);
	db_bind_int(r, "position", h->position);
	db_bind_int(r, "from", h->from);
	return db_done(r, NULL, f);
}

static enum err move_row(struct db_conn *c, struct moving *j,
			 const struct svc_moves_row *v, struct fail *f)
{
	struct arena *a = arena_open();
	struct holding h = j->letter;
	struct db_rows *r;
	enum err e;

	h.person = v->person_id;
	h.position = v->position_id;
	h.kind = v->kind;
	h.from = day_number(v->from);
	e = keep(c, Q_move_keep_former, j->m->id, &h, f);
	if (!e)
		e = leave(c, j->m->id, &h, f);
	if (!e)
		e = post_give(c, &h, f);
	if (!e) {
		r = db_run(c, Q_move_began);
		db_bind_int(r, "move", j->m->id);
		db_bind_int(r, "holder", h.id);
		e = db_done(r, NULL, f);
	}
	if (!e)
		e = admin_audit(c, j->me, "holder", "position", h.position,
				post_detail(a, &h), f);
	arena_close(a);
	return e;
}

static enum err act_move(struct db_conn *c, void *arg, struct fail *f)
{
	struct moving *j = arg;
	struct fail why = {0};
	enum err e = admin_still(c, j->me, f);

	if (!e)
		e = post_letter_find(c, j->norm, &j->letter.letter_id, f);
	if (!e)
		e = put_move(c, j, f);
	if (e)
		return e;
	/* posts are left before others are taken: two who change places are no clash */
	for (size_t i = 0; i < j->m->n; i++) {
		struct svc_moves_row *v = &j->m->rows[i];

		if ((e = move_row(c, j, v, &why)))
			return FAIL(f, e, why.word ? why.word : "bad-row", "table",
				    "Baris %d (" STR_FMT "): %s", v->line,
				    STR_ARG(str_head(v->post, 60)), why.text);
	}
	return ERR_OK;
}

static int later_kind(struct str kind)
{
	return str_eqc(kind, "definitif") ? 0 : 1;
}

/* Holders first: a Plt. for the post that one of them leaves follows. */
static void holders_first(struct svc_moves *m, struct arena *a)
{
	struct svc_moves_row *v = ARENA_ARRAY(a, struct svc_moves_row, m->n + 1);
	size_t n = 0;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < m->n; i++)
			if (later_kind(m->rows[i].kind) == pass)
				v[n++] = m->rows[i];
	m->rows = v;
}

enum err svc_moves_do(struct svc *s, const struct actor *me, struct arena *a,
		      const struct svc_moves_in *in, struct svc_moves *out,
		      struct fail *f)
{
	struct moving j = {.me = me, .m = out};
	enum err e = admin_may(me, f);

	if (!e)
		e = svc_moves_try(s, me, a, in, out, f);
	for (size_t i = 0; !e && i < out->n; i++) {
		const struct svc_moves_row *v = &out->rows[i];

		if (v->fault.n)
			return FAIL(f, ERR_INVALID, "bad-row", "table",
				    "Baris %d: " STR_FMT, v->line, STR_ARG(v->fault));
		if (!i || day_number(v->from) < j.first)
			j.first = day_number(v->from);
	}
	j.letter.me = me;
	if (!e)
		e = post_letter(s, a, in->letter_no, in->letter_day, &j.letter, &j.norm,
				f);
	if (e)
		return e;
	holders_first(out, a);
	return db_submit(s->db, act_move, &j, f);
}

/* ---- undone ---- */

struct undoing {
	const struct actor *me;
	int64_t move, today;
};

static enum err may_undo(struct db_conn *c, const struct undoing *u, struct arena *a,
			 struct fail *f)
{
	struct db_rows *r = db_run(c, Q_move_get);
	struct str touched = {NULL, 0};
	int64_t first = 0, undone = 0;
	bool found;
	enum err e;

	db_bind_int(r, "move", u->move);
	found = db_next(r);
	if (found) {
		first = db_int(r, 0);
		undone = db_int(r, 1);
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	if (!found)
		return FAIL(f, ERR_NOTFOUND, "no-such-row", NULL,
			    "Mutasi itu tidak ada.");
	if (undone)
		return FAIL(f, ERR_CONFLICT, "move-undone", NULL,
			    "Mutasi itu sudah dibatalkan.");
	if (first <= u->today)
		return FAIL(f, ERR_CONFLICT, "move-begun", NULL,
			    "Mutasi itu sudah berlaku sejak " STR_FMT
			    "; angkat pejabatnya kembali dengan mutasi baru.",
			    STR_ARG(day_long(a, day_from_number(first))));
	r = db_run(c, Q_move_touched);
	db_bind_int(r, "move", u->move);
	if (db_next(r))
		touched = db_str(r, 0, a);
	e = db_done(r, NULL, f);
	if (e || !touched.p)
		return e;
	return FAIL(f, ERR_CONFLICT, "move-touched", NULL,
		    "Sesudah mutasi itu pejabat " STR_FMT
		    " diubah lagi; betulkan di halaman jabatannya satu per satu.",
		    STR_ARG(touched));
}

static enum err run_for(struct db_conn *c, enum query q, int64_t move, struct fail *f)
{
	struct db_rows *r = db_run(c, q);

	db_bind_int(r, "move", move);
	if (q == Q_move_undone)
		db_bind_int(r, "now", db_now(c));
	return db_done(r, NULL, f);
}

static enum err act_undo(struct db_conn *c, void *arg, struct fail *f)
{
	const struct undoing *u = arg;
	struct arena *a = arena_open();
	enum err e = admin_still(c, u->me, f);

	if (!e)
		e = may_undo(c, u, a, f);
	arena_close(a);
	if (e || (e = run_for(c, Q_move_void, u->move, f)) ||
	    (e = run_for(c, Q_move_restore, u->move, f)) ||
	    (e = run_for(c, Q_move_undone, u->move, f)))
		return e;
	return admin_audit(c, u->me, "move-undo", "move", u->move, STR(""), f);
}

enum err svc_moves_undo(struct svc *s, const struct actor *me, int64_t id, struct fail *f)
{
	struct undoing u = {me, id, day_number(day_at(clock_ms(s->clock), s->zone))};
	enum err e = admin_may(me, f);

	return e ? e : db_submit(s->db, act_undo, &u, f);
}

enum err svc_moves_list(struct svc *s, const struct actor *me, struct arena *a,
			struct svc_move_past **out, size_t *n, struct fail *f)
{
	int64_t today = day_number(day_at(clock_ms(s->clock), s->zone));
	struct db_conn *c;
	struct db_rows *r;
	enum err e;

	*n = 0;
	*out = ARENA_ARRAY(a, struct svc_move_past, 50);
	if (!me->admin)
		return admin_may(me, f);
	c = db_read(s->db);
	r = db_run(c, Q_move_list);
	while (*n < 50 && db_next(r))
		(*out)[(*n)++] = (struct svc_move_past){
			.id = db_int(r, 0),
			.letter_no = db_str(r, 1, a),
			.from = day_from_number(db_int(r, 2)),
			.at_ms = db_int(r, 3),
			.undone = db_int(r, 4) != 0,
			.rows = db_int(r, 5),
			.open = !db_int(r, 4) && db_int(r, 2) > today};
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	return e;
}
