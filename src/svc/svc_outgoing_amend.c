#include "svc_outgoing_amend.h"
#include "svc_entry.h"
#include "tpl.h"

#define TEXT_MAX (64u << 10)

static const struct {
	const char *link, *subject, *text;
} KIND[] = {
	[AMEND_RALAT] = {"ralat", "Ralat atas",
			 "dengan ini kami ralat sebagai berikut.\n\n"
			 "tertulis :: …\nseharusnya :: …\n\n"
			 "Bagian lain surat tersebut tetap berlaku."},
	[AMEND_PENGGANTI] = {"pengganti", "", ""},
	[AMEND_PENCABUTAN] = {"pencabutan", "Pencabutan",
			      "dengan ini kami cabut dan tidak berlaku lagi."},
};

/* "surat kami nomor … tanggal … hal …" */
static void name_letter(struct buf *b, struct out_act *x)
{
	buf_fmt(b, "Surat kami nomor " STR_FMT, STR_ARG(x->l.number));
	if (!day_none(x->l.letter_day))
		buf_fmt(b, " tanggal " STR_FMT,
			STR_ARG(day_long(x->a, x->l.letter_day)));
	buf_fmt(b, " hal " STR_FMT ", ", STR_ARG(x->l.subject));
}

static struct str body(struct out_act *x, const struct out_amend *v)
{
	struct buf b = BUF_MAX(TEXT_MAX);

	name_letter(&b, x);
	buf_add(&b, str_c(KIND[v->kind].text));
	if (v->reason.n)
		buf_fmt(&b, "\n\nPencabutan ini dilakukan karena: " STR_FMT,
			STR_ARG(v->reason));
	return buf_keep(&b, x->a);
}

/* Whom the old letter went to, as its form's text says it; else the register's line. */
static enum err address(struct out_act *x, struct str *out, struct fail *f)
{
	const struct tpl_form *t = tpl_form_get(x->s->tpl, x->l.form);
	struct tpl_value *v;
	struct str xml;
	size_t n;
	enum err e;

	*out = x->l.recipient;
	if (x->l.outside || !t)
		return ERR_OK;
	if ((e = out_draft_xml(x, x->l.draft_no, &xml, f)) ||
	    (e = tpl_values_from_xml(x->s->tpl, x->a, xml, &v, &n, f)))
		return e;
	for (size_t i = 0; i < t->fields_n; i++)
		for (size_t k = 0; t->fields[i].type == TPL_ALAMAT && k < n; k++)
			if (str_eq(v[k].name, t->fields[i].name))
				*out = v[k].value;
	return ERR_OK;
}

static enum err write_text(struct out_act *x, struct out_amend *v, struct fail *f)
{
	const struct tpl_form *t = tpl_form_get(x->s->tpl, v->form);
	struct tpl_value *w;
	struct str to;
	bool opened = false;
	size_t n = 0;
	enum err e = address(x, &to, f);

	if (e)
		return e;
	w = ARENA_ARRAY(x->a, struct tpl_value, t->fields_n + 1);
	v->subject = arena_fmt(x->a, "%s surat nomor " STR_FMT, KIND[v->kind].subject,
			       STR_ARG(x->l.number));
	for (size_t i = 0; i < t->fields_n; i++) {
		const struct tpl_field *d = &t->fields[i];
		struct str text = d->type == TPL_PEJABAT ? STR("") : d->initial;

		if (d->type == TPL_ALAMAT) {
			text = to;
		} else if (str_eqc(d->name, "hal")) {
			text = v->subject;
		} else if (d->type == TPL_PARAGRAF && !opened) {
			text = body(x, v);
			opened = true;
		}
		if (text.n)
			w[n++] = (struct tpl_value){d->name, text};
	}
	return out_page_values(t, x->a, w, n, &v->xml, f);
}

/* Who signs it and where it counts; v->series stays empty where the office has neither. */
static enum err find_series(struct out_act *x, struct out_amend *v, struct fail *f)
{
	const struct office_series *s = NULL;
	struct out_position drafter;
	enum err e = out_position_get(x->c, x->a, x->l.drafter, &drafter, f);

	if (e)
		return e;
	if (!out_signer_for(x->s, x->c, x->a, v->form, &drafter, 0, &v->by, NULL))
		s = office_series_for(x->s->office, out_form_like(x->s, v->form),
				      v->by.signer.unit_code);
	v->proc = out_proc_for(x->s, v->form);
	v->series = STR("");
	if (!s || !v->proc || !tpl_form_get(x->s->tpl, v->form))
		return ERR_OK;
	v->rule = s->rule;
	v->series = s->key;
	return ERR_OK;
}

static enum err copy(struct out_act *x, struct out_amend *v, struct fail *f)
{
	if (x->l.outside)
		return FAIL(f, ERR_CONFLICT, "no-text", NULL,
			    "Naskah surat jadi tidak ada di sini; buat penggantinya sebagai "
			    "konsep baru dan sebut nomor surat ini di dalamnya.");
	v->form = x->l.form;
	v->proc = x->l.proc;
	v->subject = x->l.subject;
	v->rule = x->l.rule;
	v->series = x->l.series;
	v->by = (struct out_signing){.behalf = x->l.behalf, .via = x->l.via};
	enum err e = out_position_get(x->c, x->a, x->l.signer, &v->by.signer, f);

	return e ? e : out_draft_xml(x, x->l.draft_no, &v->xml, f);
}

enum err out_amend_prepare(struct out_act *x, struct out_amend *v, struct fail *f)
{
	enum err e;

	v->recipient = x->l.recipient;
	v->made = 0;
	if (v->kind == AMEND_PENGGANTI)
		return copy(x, v, f);
	v->form = out_inner(x->l.proc) ? x->l.form : STR("surat-dinas");
	e = find_series(x, v, f);
	if (!e && !v->series.n && v->kind == AMEND_RALAT)
		return copy(x, v, f);
	return e || !v->series.n ? e : write_text(x, v, f);
}

static enum err put_letter(struct out_act *x, const struct out_amend *v, struct fail *f)
{
	const struct flow_step *row = flow_proc_waiting(v->proc, FS_DRAFT);
	struct db_rows *r = db_run(x->c, Q_out_letter_put);
	enum err e;

	db_bind_int(r, "id", v->made);
	db_bind_str(r, "form", v->form);
	db_bind_str(r, "state", str_c(flow_state_word(FS_DRAFT)));
	db_bind_str(r, "procedure", v->proc->key);
	db_bind_int(r, "step", row ? row->number : 0);
	db_bind_int(r, "at", x->now);
	db_bind_int(r, "desk", x->l.drafter);
	db_bind_int(r, "unit", v->by.signer.unit_id);
	db_bind_str(r, "subject", v->subject);
	if (x->l.class_code.n) {
		db_bind_str(r, "scheme", x->l.class_scheme);
		db_bind_str(r, "class", x->l.class_code);
	}
	db_bind_str(r, "urgency", x->l.urgency);
	db_bind_str(r, "secrecy", x->l.secrecy);
	db_bind_int(r, "account", x->who->account_id);
	if ((e = db_done(r, NULL, f)))
		return e;
	r = db_run(x->c, Q_out_outgoing_put);
	db_bind_int(r, "letter", v->made);
	if (v->recipient.n)
		db_bind_str(r, "recipient", v->recipient);
	db_bind_int(r, "drafter", x->l.drafter);
	db_bind_int(r, "signer", v->by.signer.id);
	if (v->by.behalf)
		db_bind_int(r, "behalf", v->by.behalf);
	if (v->by.via)
		db_bind_int(r, "via", v->by.via);
	db_bind_str(r, "profile", x->s->office->profile);
	db_bind_str(r, "rule", v->rule);
	db_bind_str(r, "series", v->series);
	db_bind_int(r, "draft", 1);
	db_bind_int(r, "outside", 0);
	return db_done(r, NULL, f);
}

static enum err put_text(struct out_act *x, const struct out_amend *v, struct fail *f)
{
	struct db_rows *r;
	enum err e = out_draft_put(x, v->made, 1, v->xml, false, f);

	if (e)
		return e;
	r = db_run(x->c, Q_out_link_put);
	db_bind_int(r, "from", v->made);
	db_bind_int(r, "to", x->l.id);
	db_bind_str(r, "kind", str_c(KIND[v->kind].link));
	db_bind_int(r, "at", x->now);
	return db_done(r, NULL, f);
}

enum err out_amend_put(struct out_act *x, struct out_amend *v, struct fail *f)
{
	enum err e = svc_letter_id(x->c, out_today(x->s, x->now), &v->made, f);

	if (!e)
		e = put_letter(x, v, f);
	if (!e)
		e = put_text(x, v, f);
	return e ? e : out_draft_begun(x, v->made, v->proc->steps[0].number, f);
}
