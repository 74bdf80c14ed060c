/* svc_bulk.c - one act on several letters: asked, done, kept for the way back. */
#include "svc_bulk.h"
#include "svc_bulk_inside.h"
#include "svc_list.h"

static bool known(enum flow_act act)
{
	return act == ACT_CHECK || act == ACT_DISTRIBUTE || act == ACT_FILE ||
	       act == ACT_READ || act == ACT_DISPOSE;
}

static enum err fits(const struct svc_bulk_in *in, struct fail *f)
{
	if (!known(in->act))
		return FAIL(f, ERR_INVALID, "bad-choice", "act",
			    "%s tidak dapat dikerjakan untuk beberapa surat sekaligus; "
			    "kerjakan satu per satu.",
			    flow_act_label(in->act));
	if (!in->n)
		return FAIL(f, ERR_INVALID, "missing", "letters",
			    "Belum ada surat yang dipilih; centang paling sedikit satu.");
	if (in->n > SVC_BULK_MAX)
		return FAIL(f, ERR_LIMIT, "too-many", "letters",
			    "Paling banyak %d surat sekaligus; kerjakan sebagian dulu.",
			    SVC_BULK_MAX);
	return ERR_OK;
}

/* His unread tray of the letter; 0: none. */
static enum err tray_of(struct db_conn *c, struct arena *a, const struct actor *who,
			int64_t letter, struct svc_ref *tray, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_my_trays);

	*tray = (struct svc_ref){0, 0};
	db_bind_int(r, "letter", letter);
	db_bind_str(r, "posts", svc_posts(a, who));
	if (db_next(r))
		*tray = (struct svc_ref){db_int(r, 0), db_int(r, 1)};
	enum err e = db_done(r, NULL, f);

	if (!e && !tray->id)
		e = FAIL(f, ERR_CONFLICT, "no-tray", NULL,
			 "Surat ini tidak menunggu dibaca oleh Anda.");
	return e;
}

static enum err may_read(struct svc_case *k, int64_t letter, struct fail *f)
{
	struct svc_ref tray;
	struct svc_tray_case t = {0};
	enum err e = tray_of(k->c, k->a, k->who, letter, &tray, f);

	t.id = tray.id;
	if (!e && !(e = svc_tray_load(k, &t, f)))
		e = svc_tray_may(k, &t, ACT_READ, t.version, NULL, f);
	return e;
}

static enum err may(struct svc_case *k, enum flow_act act, struct svc_ref ref,
		    struct fail *f)
{
	unsigned both = DUTY_CHECKER | DUTY_HEAD;
	enum err e;

	if (act == ACT_READ)
		return may_read(k, ref.id, f);
	if ((e = svc_case_load(k, ref.id, f)))
		return e;
	/* rows 3 and 4 of one person are one act */
	if (act == ACT_DISPOSE && k->state == FS_CODED && (k->duties & both) == both)
		return svc_version_check(ref.version, k->version, NULL, f);
	return svc_case_may(k, act, ref.version, NULL, f);
}

static enum err look_at(struct svc *s, struct db_conn *c, struct arena *a,
			const struct actor *who, enum flow_act act, struct svc_ref ref,
			struct svc_bulk_row *out, struct fail *f)
{
	struct svc_case k = {.svc = s, .c = c, .a = a, .who = who};
	struct svc_row row = {0};
	struct svc_row_more more;
	struct fail why = {0};
	enum err e = svc_may_see_line(c, a, who, ref.id) ? ERR_OK : svc_no_letter(&why);

	*out = (struct svc_bulk_row){ref, arena_fmt(a, "Surat %lld", (long long)ref.id),
				     STR("")};
	if (!e) {
		if ((e = svc_row_read(s, c, a, who, ref.id, &row, &more, f)))
			return e;
		out->name = arena_fmt(a, STR_FMT " " STR_FMT,
				      STR_ARG(row.agenda.n ? row.agenda : row.number),
				      STR_ARG(row.subject));
		if (!out->letter.version)
			out->letter.version = row.version;
		e = may(&k, act, out->letter, &why);
	}
	if (e)
		out->why = arena_dup(a, str_c(why.text));
	return ERR_OK;
}

enum err svc_bulk_look(struct svc *s, const struct actor *who, struct arena *a,
		       const struct svc_bulk_in *in, struct svc_bulk *out, struct fail *f)
{
	struct db_conn *c;
	enum err e = fits(in, f);

	*out = (struct svc_bulk){.act = in->act};
	if (e)
		return e;
	out->rows = ARENA_ARRAY(a, struct svc_bulk_row, in->n);
	c = db_read(s->db);
	for (size_t i = 0; !e && i < in->n; i++) {
		e = look_at(s, c, a, who, in->act, in->letters[i], &out->rows[i], f);
		out->good += !e && !out->rows[i].why.n;
		out->n++;
	}
	db_read_end(s->db, c);
	return e;
}

/* ---- doing ---- */

static enum err read_one(struct svc *s, const struct actor *who, struct arena *a,
			 int64_t letter, struct svc_done *d, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct svc_ref tray;
	enum err e = tray_of(c, a, who, letter, &tray, f);

	db_read_end(s->db, c);
	return e ? e : svc_tray_read(s, who, tray, d, f);
}

static enum err do_one(struct svc *s, const struct actor *who, struct arena *a,
		       const struct svc_bulk_in *in, struct svc_ref ref,
		       struct svc_done *d, struct fail *f)
{
	switch ((int)in->act) {
	case ACT_CHECK: return svc_incoming_check(s, who, ref, STR(""), d, f);
	case ACT_DISTRIBUTE: return svc_incoming_distribute(s, who, ref, d, f);
	case ACT_FILE: return svc_letter_file(s, who, ref, in->folder, in->place, d, f);
	case ACT_DISPOSE: return svc_incoming_dispose(s, who, ref, in->dispose, d, f);
	default: return read_one(s, who, a, ref.id, d, f);
	}
}

struct keeping {
	const struct actor *who;
	struct svc_bulk *bulk;
	const struct svc_done *done;
};

static enum err keep_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct keeping *x = arg;
	struct db_rows *r = db_run(c, Q_bulk_put);
	enum err e;

	db_bind_int(r, "account", x->who->account_id);
	db_bind_str(r, "act", str_c(flow_act_word(x->bulk->act)));
	db_bind_int(r, "at", db_now(c));
	if ((e = svc_exec(r, f)))
		return e;
	x->bulk->id = db_last_id(c);
	for (size_t i = 0; !e && i < x->bulk->n; i++) {
		bool object = x->bulk->act == ACT_READ || x->bulk->act == ACT_DISPOSE;

		if (x->bulk->rows[i].why.n)
			continue;
		r = db_run(c, Q_bulk_item_put);
		db_bind_int(r, "bulk", x->bulk->id);
		db_bind_int(r, "letter", x->bulk->rows[i].letter.id);
		db_bind_int(r, "version", x->done[i].version);
		db_bind_int(r, "object", object ? x->done[i].id : 0);
		e = svc_exec(r, f);
	}
	return e;
}

static bool twice(const struct svc_bulk *b, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (b->rows[k].letter.id == b->rows[i].letter.id)
			return true;
	return false;
}

enum err svc_bulk_do(struct svc *s, const struct actor *who, struct arena *a,
		     const struct svc_bulk_in *in, struct svc_bulk *out, struct fail *f)
{
	struct svc_done done[SVC_BULK_MAX] = {{0}};
	struct keeping x = {who, out, done};
	struct fail why;
	enum err e = svc_bulk_look(s, who, a, in, out, f);

	if (e)
		return e;
	out->good = 0;
	for (size_t i = 0; i < out->n; i++) {
		struct svc_bulk_row *row = &out->rows[i];

		if (twice(out, i))
			row->why = STR("Surat ini dipilih dua kali.");
		else if (!row->why.n &&
			 do_one(s, who, a, in, row->letter, &done[i], &why))
			row->why = arena_dup(a, str_c(why.text));
		out->good += !row->why.n;
	}
	if (!out->good)
		return ERR_OK;
	out->undoable = true;
	return db_submit(s->db, keep_act, &x, f);
}
