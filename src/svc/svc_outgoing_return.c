/* svc_outgoing_return.c - a reader sends a draft back, with what is to be mended: to who
 * typed or drafted it, or to an earlier reader, as the procedure offers. */
#include "svc_initial_case.h"
#include "svc_remark_case.h"

struct returning {
	struct out_act x;
	int to; /* number of the row; 0: the procedure's own way back */
	struct svc_anchor anchor;
	struct str text, quote;
	int64_t remarks; /* his own at places of this version */
};

/* The next version begins as a copy of the one returned, open to the one who typed it. */
static enum err next_version(struct out_act *x, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_draft_copy);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "no", x->l.draft_no);
	db_bind_int(r, "at", x->now);
	enum err e = db_done(r, NULL, f);
	if (e)
		return e;
	r = db_run(x->c, Q_out_draft_no);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "no", x->l.draft_no + 1);
	return db_done(r, NULL, f);
}

static enum err typist(struct out_act *x, int64_t *post, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_typist);
	db_bind_int(r, "letter", x->l.id);
	db_bind_str(r, "act", str_c(flow_act_word(ACT_SUBMIT)));
	enum err e = db_one_int(r, post, NULL, f);
	if (!e && !*post)
		*post = x->l.drafter;
	return e;
}

/* The row it goes back to, as the procedure offers from the open one. */
static enum err target(const struct returning *j, const struct flow_step **to,
		       struct fail *f)
{
	const struct out_case *l = &j->x.l;
	const struct flow_step *row = l->row;
	bool offered = !j->to || (row && row->return_to == j->to);

	for (size_t i = 0; row && i < row->also_back_n && !offered; i++)
		offered = row->also_back[i] == j->to;
	if (!offered)
		return FAIL(
			f, ERR_INVALID, "no-way-back", "to",
			"Prosedur surat ini tidak menyediakan pengembalian ke langkah %d "
			"dari sini; pilih dari daftar.",
			j->to);
	*to = flow_proc_step(l->proc, j->to ? j->to : row ? row->return_to : 0);
	return ERR_OK;
}

/* Back to a reader: the text stands, and every row from his on is passed again. */
static enum err to_reader(struct returning *j, const struct flow_step *to,
			  struct out_step *m, struct fail *f)
{
	m->to = to->from;
	m->step = to->number;
	return out_desk(&j->x, to, &m->desk, f);
}

static enum err to_typist(struct returning *j, const struct flow_step *to,
			  struct out_step *m, struct fail *f)
{
	struct out_act *x = &j->x;
	const struct flow_step *row = to;
	enum err e = ERR_OK;

	if (!to || to->begins || to->from != FS_DRAFT)
		row = flow_proc_waiting(x->l.proc, FS_DRAFT);
	m->to = FS_DRAFT;
	m->step = row ? row->number : x->l.step;
	if (to && to->begins && j->to)
		m->desk = x->l.drafter;
	else
		e = typist(x, &m->desk, f);
	return e ? e : next_version(x, f);
}

static enum err return_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct returning *j = arg;
	struct out_act *x = &j->x;
	const struct flow_step *to = NULL;
	struct out_step m = {.act = ACT_RETURN, .note = j->text};
	enum err e = out_begin(x, c, ACT_RETURN, f);

	if (e || (e = target(j, &to, f)) ||
	    (j->text.n && (e = out_remark_put(x, &j->anchor, j->text, f))) ||
	    (e = out_initials_returned(x, j->text, f)))
		return e;
	if (!m.note.n)
		m.note = arena_fmt(x->a, "%lld catatan pada naskah.",
				   (long long)j->remarks);
	e = to && to->act == ACT_APPROVE ? to_reader(j, to, &m, f)
					 : to_typist(j, to, &m, f);
	return e ? e : out_move(x, &m, f);
}

/* The words are looked for on the caller's thread; the version guards the text. */
static enum err prepare(struct returning *j, struct fail *f)
{
	struct out_act *x = &j->x;
	struct db_conn *c = db_read(x->s->db);
	struct svc_paragraph *p;
	struct str xml;
	size_t n;
	enum err e = out_begin(x, c, ACT_RETURN, f);

	/* what he left out is said first, to whoever asks: it tells nothing of the letter
	 */
	if (!j->text.n) {
		enum err own = out_remarks_own(x, &j->remarks, f);

		if (own || !j->remarks)
			e = own ? own
				: FAIL(f, ERR_INVALID, "missing", "remark",
				       "Tulis apa yang harus diperbaiki; konsep tidak "
				       "dikembalikan tanpa catatan.");
	}
	if (!e && !(e = out_draft_xml(x, x->l.draft_no, &xml, f))) {
		n = 0;
		if (svc_remark_text(x->s, x->a, x->l.form, xml, &p, &n, NULL))
			n = 0;
		j->anchor = svc_remark_anchor(x->a, p, n, j->quote);
	}
	db_read_end(x->s->db, c);
	return e;
}

enum err svc_outgoing_return(struct svc *s, const struct actor *who, struct svc_ref ref,
			     const struct svc_return_in *in, struct svc_done *done,
			     struct fail *f)
{
	struct returning j = {
		.x = {.s = s, .who = who, .a = arena_open(), .ref = ref, .done = done},
		.to = in->to};
	struct arena *a = j.x.a;
	enum err e = out_text(a, str_or_empty(in->remark), UTF8_LINES, OUT_REASON_MAX,
			      "remark", NULL, &j.text, f);

	if (!e)
		e = out_text(a, str_or_empty(in->quote), UTF8_LINES, OUT_REASON_MAX,
			     "quote", NULL, &j.quote, f);
	if (!e)
		e = prepare(&j, f);
	if (!e)
		e = db_submit(s->db, return_act, &j, f);
	arena_close(a);
	return e;
}
