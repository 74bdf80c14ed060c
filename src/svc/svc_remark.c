#include "svc_remark.h"
#include "svc_initial_case.h"
#include "svc_remark_case.h"

struct remarking {
	struct out_act x;
	const struct svc_remark_in *in;
	const struct svc_remark_settle *settle;
	struct svc_anchor anchor;
	struct str text;
};

/* Told in the chain alone: the page lists remarks, the letter's life need not. */
static enum err tell(struct out_act *x, enum flow_act act, int64_t remark,
		     struct str words, struct fail *f)
{
	if (x->done)
		*x->done = (struct svc_done){x->l.version, x->l.state, x->l.id};
	return out_audit(x, act,
			 arena_fmt(x->a,
				   "surat=%lld\nkonsep=%d\ncatatan-nomor=%lld\n" STR_FMT
				   "\n",
				   (long long)x->l.id, x->l.draft_no, (long long)remark,
				   STR_ARG(words)),
			 f);
}

/* A place that was pointed at, or wherever the words stand first. */
static bool points_at(const struct svc_remark_in *in, const struct svc_paragraph *p)
{
	return (!in->field.n || str_eq(p->field, in->field)) &&
	       (!in->paragraph || in->paragraph == p->no);
}

static enum err find_place(struct remarking *j, struct fail *f)
{
	const struct svc_remark_in *in = j->in;
	struct out_act *x = &j->x;
	struct svc_paragraph *p;
	struct str xml;
	size_t n;
	enum err e = out_draft_xml(x, x->l.draft_no, &xml, f);

	if (e || (e = svc_remark_text(x->s, x->a, x->l.form, xml, &p, &n, f)))
		return e;
	if (!in->field.n && !str_trim(in->quote).n)
		return FAIL(
			f, ERR_INVALID, "no-place", "field",
			"Pilih bagian naskah yang dimaksud, atau tulis kata-katanya.");
	for (size_t i = 0; i < n; i++)
		if (points_at(in, &p[i]) &&
		    svc_anchor_make(x->a, &p[i], in->quote, &j->anchor))
			return ERR_OK;
	return FAIL(f, ERR_INVALID, "no-place", "quote",
		    "Kata-kata itu tidak ada di bagian naskah yang dipilih; salin dari "
		    "naskahnya, atau kosongkan untuk seluruh bagian.");
}

/* The text is read on the caller's thread; the version guards it. */
static enum err prepare(struct remarking *j, struct fail *f)
{
	struct db_conn *c = db_read(j->x.s->db);
	enum err e = out_begin(&j->x, c, ACT_REMARK, f);

	if (!e)
		e = find_place(j, f);
	db_read_end(j->x.s->db, c);
	return e;
}

static enum err add_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct remarking *j = arg;
	enum err e = out_begin(&j->x, c, ACT_REMARK, f);

	if (e || (e = out_remark_put(&j->x, &j->anchor, j->text, f)))
		return e;
	return tell(&j->x, ACT_REMARK, db_last_id(c), j->text, f);
}

enum err svc_remark_add(struct svc *s, const struct actor *who, struct svc_ref ref,
			const struct svc_remark_in *in, struct svc_done *done,
			struct fail *f)
{
	struct remarking j = {
		.x = {.s = s, .who = who, .a = arena_open(), .ref = ref, .done = done},
		.in = in};
	enum err e = out_text(j.x.a, str_or_empty(in->text), UTF8_LINES, OUT_REASON_MAX,
			      "remark", "Tulis catatannya.", &j.text, f);

	if (!e)
		e = prepare(&j, f);
	if (!e)
		e = db_submit(s->db, add_act, &j, f);
	arena_close(j.x.a);
	return e;
}

static enum err put_answer(struct remarking *j, struct fail *f)
{
	struct out_act *x = &j->x;
	struct db_rows *r;

	if (!j->text.n)
		return ERR_OK;
	r = db_run(x->c, Q_remark_answer);
	db_bind_int(r, "id", j->settle->id);
	db_bind_int(r, "letter", x->l.id);
	db_bind_str(r, "answer", j->text);
	db_bind_int(r, "by", x->post);
	db_bind_int(r, "at", x->now);
	return db_done(r, NULL, f);
}

static enum err put_done(struct remarking *j, struct fail *f)
{
	struct out_act *x = &j->x;
	struct db_rows *r =
		db_run(x->c, j->settle->done ? Q_remark_done : Q_remark_again);

	db_bind_int(r, "id", j->settle->id);
	db_bind_int(r, "letter", x->l.id);
	if (j->settle->done) {
		db_bind_int(r, "account", x->who->account_id);
		db_bind_int(r, "by", x->post);
		db_bind_int(r, "at", x->now);
	}
	return db_done(r, NULL, f);
}

static enum err settle_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct remarking *j = arg;
	struct out_act *x = &j->x;
	int64_t was = 0;
	bool found;
	enum err e = out_begin(x, c, ACT_SETTLE_REMARK, f);

	if (e)
		return e;
	struct db_rows *r = db_run(c, Q_remark_get);
	db_bind_int(r, "id", j->settle->id);
	db_bind_int(r, "letter", x->l.id);
	if ((e = db_one_int(r, &was, &found, f)))
		return e;
	if (!found)
		return FAIL(f, ERR_NOTFOUND, "no-remark", NULL,
			    "Catatan itu tidak ada pada surat ini.");
	if ((e = put_answer(j, f)))
		return e;
	/* an answer alone leaves it open, or done, as it is */
	if ((j->settle->done || !j->text.n) && (e = put_done(j, f)))
		return e;
	return tell(
		x, ACT_SETTLE_REMARK, j->settle->id,
		arena_fmt(x->a, "%s" STR_FMT,
			  j->settle->done ? "selesai: " : "jawaban: ", STR_ARG(j->text)),
		f);
}

enum err svc_remark_settle(struct svc *s, const struct actor *who, struct svc_ref ref,
			   const struct svc_remark_settle *in, struct svc_done *done,
			   struct fail *f)
{
	struct remarking j = {
		.x = {.s = s, .who = who, .a = arena_open(), .ref = ref, .done = done},
		.settle = in};
	enum err e = out_text(j.x.a, str_or_empty(in->answer), UTF8_LINES, OUT_REASON_MAX,
			      "answer", NULL, &j.text, f);

	if (!e)
		e = db_submit(s->db, settle_act, &j, f);
	arena_close(j.x.a);
	return e;
}
