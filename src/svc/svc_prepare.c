#include "svc_prepare.h"
#include "json.h"
#include "svc_admin.h"
#include "svc_prepare_in.h"

/* ---- who may ---- */

enum err svc_preparers(struct svc *s, struct arena *a, struct svc_preparer **out,
		       size_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_preparer_list);
	struct svc_preparer *v = ARENA_ARRAY(a, struct svc_preparer, 1000);

	*n = 0;
	while (*n < 1000 && db_next(r))
		v[(*n)++] = (struct svc_preparer){.head_id = db_int(r, 0),
						  .head = db_str(r, 1, a),
						  .position_id = db_int(r, 2),
						  .position = db_str(r, 3, a)};
	enum err e = db_done(r, NULL, f);

	db_read_end(s->db, c);
	*out = v;
	return e;
}

struct naming {
	const struct actor *me;
	int64_t head;
	const int64_t *posts;
	size_t n;
};

static enum err naming_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct naming *x = arg;
	struct arena *a = arena_open();
	struct buf b = BUF_MAX(8192);
	struct db_rows *r;
	enum err e = admin_still(c, x->me, f);

	if (!e)
		e = admin_exists(c, Q_position_exists, x->head, "Jabatan pimpinan", f);
	if (!e) {
		r = db_run(c, Q_preparer_clear);
		db_bind_int(r, "head", x->head);
		e = svc_exec(r, f);
	}
	for (size_t i = 0; !e && i < x->n; i++) {
		if ((e = admin_exists(c, Q_position_exists, x->posts[i], "Jabatan", f)))
			break;
		r = db_run(c, Q_preparer_put);
		db_bind_int(r, "head", x->head);
		db_bind_int(r, "position", x->posts[i]);
		buf_fmt(&b, "%s%lld", i ? "," : "preparers=", (long long)x->posts[i]);
		e = svc_exec(r, f);
	}
	struct str told = buf_keep(&b, a);

	if (!e)
		e = admin_audit(c, x->me, "preparers", "position", x->head, told, f);
	arena_close(a);
	return e;
}

enum err svc_preparers_set(struct svc *s, const struct actor *me, int64_t head,
			   const int64_t *posts, size_t n, struct fail *f)
{
	struct naming x = {me, head, posts, n};

	if (!me->admin)
		return FAIL(f, ERR_DENIED, "not-yours", NULL,
			    "Hanya administrator yang menunjuk penyiap disposisi.");
	return db_submit(s->db, naming_act, &x, f);
}

/* ---- preparing ---- */

struct preparing {
	struct svc_case k;
	struct svc_ref ref;
	const struct svc_dispose *in;
	struct svc_done *done;
	struct str to, note, instructions;
};

static void put_ids(struct buf *b, const char *kind, const int64_t *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_fmt(b, "%s%s%lld", b->n ? " " : "", kind, (long long)v[i]);
}

static struct str words_of(struct arena *a, const struct svc_dispose *d)
{
	struct buf b = BUF_MAX(8192);

	for (size_t i = 0; i < d->to_n; i++)
		put_ids(&b, d->to[i] == d->coordinator ? "k" : "", &d->to[i], 1);
	put_ids(&b, "t", d->know, d->know_n);
	put_ids(&b, "u", d->units, d->units_n);
	put_ids(&b, "g", d->groups, d->groups_n);
	put_ids(&b, "h", d->know_groups, d->know_groups_n);
	return buf_keep(&b, a);
}

static bool take(struct svc_dispose *d, char kind, int64_t id)
{
	if (d->to_n == 32 || d->know_n == 32 || d->units_n == 8 || d->groups_n == 8 ||
	    d->know_groups_n == 8)
		return false;
	if (kind == 't')
		d->know[d->know_n++] = id;
	else if (kind == 'u')
		d->units[d->units_n++] = id;
	else if (kind == 'g')
		d->groups[d->groups_n++] = id;
	else if (kind == 'h')
		d->know_groups[d->know_groups_n++] = id;
	else
		d->to[d->to_n++] = id;
	if (kind == 'k')
		d->coordinator = id;
	return true;
}

bool svc_prepared_as(const struct svc_prepared *p, struct svc_dispose *d)
{
	struct str words = p->to, codes = p->instructions, one;

	*d = (struct svc_dispose){.note = p->note,
				  .deadline = p->deadline,
				  .answer_asked = p->answer_asked,
				  .prepared = p->at_ms};
	while (words.n && str_cut(&words, ' ', &one)) {
		bool lettered = one.n && (one.p[0] < '0' || one.p[0] > '9');
		int64_t id;

		if (!str_to_int(str_from(one, lettered), &id) ||
		    !take(d, lettered ? one.p[0] : ' ', id))
			return false;
	}
	while (codes.n && d->instructions_n < 16 && str_cut(&codes, ' ', &one))
		d->instructions[d->instructions_n++] = one;
	return true;
}

static enum err store(struct preparing *x, int64_t post, struct fail *f)
{
	struct db_rows *r = db_run(x->k.c, Q_prepared_put);

	db_bind_int(r, "letter", x->k.id);
	db_bind_int(r, "position", post);
	db_bind_str(r, "to", x->to);
	db_bind_str(r, "instructions", x->instructions);
	db_bind_str(r, "note", x->note);
	if (!day_none(x->in->deadline))
		db_bind_int(r, "deadline", day_number(x->in->deadline));
	db_bind_int(r, "answer", x->in->answer_asked);
	db_bind_int(r, "at", x->k.now);
	return svc_exec(r, f);
}

static struct str detail(struct preparing *x)
{
	struct buf b = BUF_MAX(1 << 14);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, "to", x->to);
	jw_str(&w, "instructions", x->instructions);
	jw_str(&w, "note", x->note);
	jw_obj_end(&w);
	return buf_keep(&b, x->k.a);
}

static enum err prepare_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct preparing *x = arg;
	struct svc_move m = {
		.act = ACT_PREPARE, .duty = DUTY_PREPARER, .keep_clock = true};
	struct svc_sight sight;
	enum err e;

	x->k.c = c;
	if ((e = svc_case_begin(&x->k, x->ref, ACT_PREPARE, &x->done->version, f)) ||
	    (e = svc_sight_of(c, x->k.a, x->k.who, x->k.id, &sight, f)))
		return e;
	if (!sight.content)
		return FAIL(f, ERR_DENIED, "not-yours", NULL,
			    "Isi surat ini belum boleh Anda buka; minta lihat dulu, lalu "
			    "siapkan "
			    "disposisinya.");
	m.to = x->k.state;
	m.note = x->note;
	m.detail = detail(x);
	if ((e = store(x, svc_case_post(&x->k, DUTY_PREPARER), f)) ||
	    (e = svc_case_move(&x->k, &m, f)))
		return e;
	*x->done = (struct svc_done){x->k.version, x->k.state, 0};
	return ERR_OK;
}

enum err svc_prepare(struct svc *s, const struct actor *who, struct svc_ref ref,
		     const struct svc_dispose *in, struct svc_done *done, struct fail *f)
{
	struct arena *a = arena_open();
	struct preparing x = {.k = {.svc = s, .who = who, .a = a},
			      .ref = ref,
			      .in = in,
			      .done = done,
			      .to = words_of(a, in)};
	enum err e = svc_dispose_form(s, a, in, &x.note, &x.instructions, f);

	*done = (struct svc_done){0};
	if (!e)
		e = db_submit(s->db, prepare_act, &x, f);
	arena_close(a);
	return e;
}

/* ---- what is prepared ---- */

enum err svc_prepared_get(struct svc *s, const struct actor *who, struct arena *a,
			  int64_t letter, struct svc_prepared *p, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_prepared_get);

	*p = (struct svc_prepared){0};
	db_bind_int(r, "letter", letter);
	if (db_next(r)) {
		int64_t deadline = db_int(r, 5);

		*p = (struct svc_prepared){.by = db_str(r, 1, a),
					   .to = db_str(r, 2, a),
					   .instructions = db_str(r, 3, a),
					   .note = db_str(r, 4, a),
					   .deadline = deadline
							       ? day_from_number(deadline)
							       : (struct day){0},
					   .answer_asked = db_int(r, 6) != 0,
					   .at_ms = db_int(r, 7),
					   .version = db_int(r, 8)};
	}
	enum err e = db_done(r, NULL, f);

	if (!e && p->at_ms && !svc_may_see_line(c, a, who, letter))
		*p = (struct svc_prepared){0};
	db_read_end(s->db, c);
	return e;
}

enum err svc_prepared_waiting(struct svc *s, const struct actor *who, struct arena *a,
			      int64_t upto, int64_t **out, size_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_prepared_waiting);
	int64_t *v = ARENA_ARRAY(a, int64_t, 200);

	*n = 0;
	db_bind_int(r, "upto", upto);
	db_bind_str(r, "posts", svc_posts(a, who));
	while (*n < 200 && db_next(r))
		v[(*n)++] = db_int(r, 0);
	enum err e = db_done(r, NULL, f);

	db_read_end(s->db, c);
	*out = v;
	return e;
}

/* ---- inside the act that disposes ---- */

enum err svc_prepared_end_in(struct svc_case *k, int64_t disposition, int64_t seen,
			     struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_prepared_by);
	enum err e;

	db_bind_int(r, "id", disposition);
	db_bind_int(r, "at", seen);
	if ((e = svc_exec(r, f)))
		return e;
	r = db_run(k->c, Q_prepared_over);
	db_bind_int(r, "letter", k->id);
	return svc_exec(r, f);
}

enum err svc_prepared_is_in(struct svc_case *k, int64_t seen, struct fail *f)
{
	struct db_rows *r;
	int64_t at = 0;
	enum err e;

	if (!seen)
		return ERR_OK;
	r = db_run(k->c, Q_prepared_is);
	db_bind_int(r, "letter", k->id);
	if ((e = db_one_int(r, &at, NULL, f)) || at == seen)
		return e;
	return FAIL(f, ERR_CONFLICT, "prepared-anew", NULL,
		    "Disposisi yang disiapkan sudah diganti atau dibatalkan; lihat yang "
		    "baru, "
		    "lalu konfirmasi.");
}
