/* Typing a draft: the form's own fields, and the page beside them. */
#include "draft_view.h"
#include "outside_view.h"
#include "svc_class.h"
#include "svc_editing.h"
#include "svc_matter.h"
#include "svc_outgoing.h"
#include "svc_people.h"
#include "tpl_merge.h"
#include "web.h"
#include "web_desk.h"

/* Fields of the form are sent as isi.NAME, so that none can be taken for one of ours. */
static const char FIELD[] = "isi.";

/* `fixed`: of a draft that stands, who signs and who drafted are shown, not chosen again. */
static const struct web_option *positions(struct web *w, struct http_req *q, bool own, bool fixed,
                                          int64_t on, size_t *n)
{
	struct svc_position_row *p;
	size_t all, k = 0;
	struct fail f;

	*n = 0;
	if (svc_positions(w->svc, q->arena, &p, &all, &f))
		return NULL;
	struct web_option *o = ARENA_ARRAY(q->arena, struct web_option, all + 2);

	if (!own && !fixed)
		o[k++] = (struct web_option){ STR("0"), STR("menurut bentuk naskah"), !on };
	for (size_t i = 0; i < all; i++) {
		/* a Pelaksana types for the one who drafted: every post may be chosen */
		bool mine = actor_holds(web_actor(q), p[i].id);

		if (fixed && p[i].id != on)
			continue;
		o[k++] = (struct web_option){ arena_fmt(q->arena, "%lld", (long long)p[i].id),
			p[i].name, on ? p[i].id == on : own && mine };
	}
	*n = k;
	return o;
}

static struct str value_of(const struct http_req *q, struct str name, const struct tpl_value *old,
                           size_t old_n, struct str initial)
{
	struct str key = arena_fmt(q->arena, "%s%.*s", FIELD, STR_ARG(name));
	struct str v = http_get(q, key.p);

	if (v.p)
		return v;
	for (size_t i = 0; i < old_n; i++)
		if (str_eq(old[i].name, name))
			return old[i].value;
	return initial.p ? initial : STR("");
}

/* But for the way browsers end a line. */
static bool same_text(struct str x, struct str y)
{
	struct str a, b;
	bool more = true, other = true;

	while (more && other) {
		more = str_cut(&x, '\n', &a);
		other = str_cut(&y, '\n', &b);
		if (more && other && !str_eq(str_trim(a), str_trim(b)))
			return false;
	}
	return more == other;
}

static struct str stored_of(struct str name, const struct tpl_value *old, size_t old_n)
{
	for (size_t i = 0; i < old_n; i++)
		if (str_eq(old[i].name, name))
			return old[i].value;
	return STR("");
}

/* How a field of several lines is typed, where its form does not say so itself. */
static struct str help_of(struct arena *a, const struct tpl_field *s)
{
	struct buf b = BUF_MAX(1024);
	struct str said;

	if (s->help.n)
		return s->help;
	if (s->type != TPL_TABEL)
		return STR("");
	buf_add(&b, STR("Satu baris satu isian: "));
	for (size_t i = 0; i < s->columns_n; i++) {
		buf_add(&b, i ? STR(" | ") : STR(""));
		buf_add(&b, s->columns[i]);
	}
	said = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return said;
}

/* The columns of a table, for the grid that the browser lays over the text. */
static struct str columns_of(struct arena *a, const struct tpl_field *s)
{
	struct buf b = BUF_MAX(1024);
	struct str said;

	for (size_t i = 0; s->type == TPL_TABEL && i < s->columns_n; i++) {
		buf_add(&b, i ? STR("|") : STR(""));
		buf_add(&b, s->columns[i]);
	}
	said = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return said;
}

static struct str rows_of(const struct tpl_field *s)
{
	if (s->type == TPL_PARAGRAF || s->type == TPL_PASAL)
		return s->max > 10000 ? STR("14") : STR("6");
	return s->type == TPL_ALAMAT ? STR("4") : STR("3");
}

/* What stands in the letter, where it is not what was typed. */
static void beside(struct http_req *q, struct str name, struct str stored, struct web_field *o)
{
	if (!same_text(str_trim(stored), str_trim(o->value)))
		web_fill_conflict(q, name, o->value, stored, o);
}

const struct web_field *web_form_fields(struct http_req *q, const struct tpl_form *form,
                                        const struct tpl_value *old, size_t old_n,
                                        const struct fail *why, bool stale, size_t *n)
{
	struct web_field *o = ARENA_ARRAY(q->arena, struct web_field, form->fields_n + 1);
	size_t k = 0;

	for (size_t i = 0; i < form->fields_n; i++) {
		const struct tpl_field *s = &form->fields[i];
		struct web_option *c = ARENA_ARRAY(q->arena, struct web_option, s->choices_n + 1);
		struct str value = value_of(q, s->name, old, old_n, s->initial);

		if (svc_field_given(s))
			continue; /* asked above, or given by the act that gives it */
		for (size_t m = 0; m < s->choices_n; m++)
			c[m] = (struct web_option){ s->choices[m], s->choices[m],
				str_eq(s->choices[m], value) };
		bool lines = s->type == TPL_PARAGRAF || s->type == TPL_DAFTAR ||
		             s->type == TPL_TABEL || s->type == TPL_ALAMAT ||
		             s->type == TPL_PASAL;

		o[k++] = (struct web_field){
			.name = arena_fmt(q->arena, "%s%.*s", FIELD, STR_ARG(s->name)),
			.label = s->label, .help = help_of(q->arena, s), .value = value,
			.rows = rows_of(s), .columns = columns_of(q->arena, s),
			.fault = why && why->field && str_eqc(s->name, why->field)
				? str_c(why->text) : STR(""),
			.rich = s->type == TPL_PARAGRAF, .required = s->required, .lines = lines, .date = s->type == TPL_TANGGAL,
			.choice = s->type == TPL_PILIHAN, .options = c, .options_n = s->choices_n,
			.line = !lines && s->type != TPL_TANGGAL && s->type != TPL_PILIHAN,
		};
		if (s->type == TPL_PARAGRAF)
			web_rich(q, s->name, value, &o[k - 1]);
		if (stale)
			beside(q, s->name, stored_of(s->name, old, old_n), &o[k - 1]);
	}
	*n = k;
	return o;
}

/* The letter that is answered, in one line, how secret it is, and its code, as both are
 * filed as one matter; empty for a letter from nothing. */
static struct str answering(struct web *w, struct http_req *q, struct str *secrecy,
                            struct str *code)
{
	struct svc_letter l;
	struct fail f;
	bool content;
	int64_t id = http_get_int(q, "jawab_surat");

	*secrecy = STR("biasa");
	*code = STR("");
	if (!id || svc_letter_get(w->svc, web_actor(q), q->arena, id, &l, &content, &f))
		return STR("");
	*secrecy = l.row.secrecy;
	if (l.row.class_code.n &&
	    !svc_class_of(w->svc, q->arena, l.row.class_scheme, l.row.class_code).scheme.n)
		*code = l.row.class_code;
	return arena_fmt(q->arena, "surat %.*s%s%.*s, hal %.*s", STR_ARG(l.sender),
	                 l.row.number.n ? " nomor " : "", STR_ARG(l.row.number),
	                 STR_ARG(l.row.subject));
}

static void show(struct web *w, struct http_req *q, struct http_res *r, struct draft_view *v,
                 const struct tpl_form *form, const struct tpl_value *old, size_t old_n,
                 const struct svc_letter *l, const struct fail *why)
{
	struct buf b = BUF_MAX(2u << 20);
	struct arena *a = q->arena;
	struct str level, code, kept = http_get(q, "keamanan");

	v->editor = web_asset_url(w, a, "penyunting.js");
	if (!v->preview_at.n)
		v->preview_at = STR("/surat-keluar/pratinjau");
	v->csrf = q->csrf;
	v->idem = web_idem(q, why);
	v->matter = web_kept(q, "perkara", "");
	v->fault = why ? str_c(why->text) : STR("");
	v->form = form->code;
	v->form_name = form->name;
	v->answers_letter = web_kept(q, "jawab_surat", "");
	v->answers_tray = web_kept(q, "jawab_kotak", "");
	v->answers = v->answers_letter.n > 0;
	v->interim = http_on(q, "sementara");
	v->answering = answering(w, q, &level, &code);
	v->signers = positions(w, q, false, v->fixed,
	                       v->signer ? v->signer : http_get_int(q, "penanda_tangan"), &v->signers_n);
	v->drafters = positions(w, q, true, v->fixed,
	                        v->drafter ? v->drafter : http_get_int(q, "konseptor"), &v->drafters_n);
	if (!v->urgencies)
		v->urgencies = web_urgencies(a, web_kept(q, "urgensi", "biasa"), &v->urgencies_n);
	if (!v->secrecies)
		v->secrecies = web_secrecies(a, kept.p ? kept : level, &v->secrecies_n);
	if (!v->class_code.p)
		v->class_code = http_get(q, "kode").p ? web_class_kept(q) : code;
	if (!v->version.p)
		v->version = web_kept(q, "versi", "");
	if (!v->class_code.n)
		v->offers = web_offers(w, q, STR(""), v->subject.p ? v->subject : web_kept(q, "isi.hal", ""),
		                       &v->offers_n);
	v->many_ok = form->family != 'F';
	v->many = value_of(q, STR(TPL_ROWS_FIELD), old, old_n, STR(""));
	v->row = web_kept(q, "baris", "1");
	v->fields = web_form_fields(q, form, old, old_n, why, v->stale, &v->fields_n);
	if (l)
		web_draft_remarks(w, q, l, v);
	if (why)
		r->status = err_http_status(why->code);
	view_draft(&b, v);
	web_show(w, q, r, form->name.p, WEB_OUT, &b);
}

static const struct tpl_form *form_of(struct web *w, struct http_req *q)
{
	struct str code = http_get(q, "bentuk");

	return code.n && w->svc->tpl ? tpl_form_get(w->svc->tpl, code) : NULL;
}

void web_draft_new(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	const struct tpl_form *form = form_of(w, q);
	struct draft_view v = { .action = url_path(q->arena, "/surat-keluar") };
	struct tpl_value *old = NULL;
	size_t old_n = 0;
	struct str xml;
	struct fail f;
	int64_t answers = http_get_int(q, "jawab_surat");

	if (!form) {
		struct str level, code;

		web_forms_show(w, q, r, answering(w, q, &level, &code));
		return;
	}
	if (answers && (svc_reply_start(w->svc, web_actor(q), q->arena, answers, form->code, &xml, &f) ||
	                tpl_values_from_xml(w->svc->tpl, q->arena, xml, &old, &old_n, &f))) {
		web_fault(w, q, r, &f);
		return;
	}
	/* one that is not for him gives nothing, and the form begins as any */
	if (!answers && http_get_int(q, "perkara") > 0 &&
	    svc_matter_letter_values(w->svc, web_actor(q), q->arena, http_get_int(q, "perkara"),
	                             form->code, &old, &old_n, &f))
		old_n = 0;
	show(w, q, r, &v, form, old, old_n, NULL, NULL);
}

static enum err read_draft(struct http_req *q, struct svc_draft_in *in, struct fail *f)
{
	struct str (*pairs)[2] = arena_array(q->arena, q->params_n + 1, sizeof *pairs);
	size_t n = 0;
	int64_t row = http_get_int(q, "baris");
	enum err e = web_class_chosen(q, &in->class_code, f);

	for (size_t i = 0; i < q->params_n; i++) {
		struct str name = q->params[i].name;

		if (!str_starts(name, STR("isi.")))
			continue;
		pairs[n][0] = str_from(name, sizeof FIELD - 1);
		pairs[n++][1] = q->params[i].value;
	}
	in->form = http_get(q, "bentuk");
	in->values = (const struct str(*)[2])pairs;
	in->values_n = n;
	in->urgency = web_kept(q, "urgensi", "");
	in->secrecy = web_kept(q, "keamanan", "");
	in->drafter_position_id = http_get_int(q, "konseptor");
	in->signer_position_id = http_get_int(q, "penanda_tangan");
	in->answers_letter_id = http_get_int(q, "jawab_surat");
	in->answers_tray_id = http_get_int(q, "jawab_kotak");
	in->interim = http_on(q, "sementara");
	in->row = row > 0 && row <= TPL_ROWS_MAX ? (int)row : 0;
	in->idempotency_key = web_kept(q, "_idem", "");
	return e;
}

static void again(struct web *w, struct http_req *q, struct http_res *r, struct url action,
                  bool fixed, const struct fail *f)
{
	const struct tpl_form *form = form_of(w, q);
	struct draft_view v = { .action = action, .fixed = fixed };
	struct tpl_value *old = NULL;
	size_t old_n = 0;
	struct svc_letter l;
	struct fail other;
	bool content;

	if (!form) {
		web_fault(w, q, r, f);
		return;
	}
	/* saved by somebody else meanwhile: both are shown, and the next press of the button
	 * is of one who has seen both */
	if (f->code == ERR_STALE &&
	    !svc_letter_get(w->svc, web_actor(q), q->arena, http_arg_int(q, 0), &l, &content, &other) &&
	    content && l.drafts_n &&
	    !tpl_values_from_xml(w->svc->tpl, q->arena, l.drafts[l.drafts_n - 1].xml, &old, &old_n, &other)) {
		v.stale = true;
		v.merge = url_path(q->arena, "/surat/%lld/konsep/gabung", (long long)l.row.id);
		v.version = arena_fmt(q->arena, "%lld", (long long)l.row.version);
	}
	show(w, q, r, &v, form, old, old_n, v.stale ? &l : NULL, f);
}

void web_draft_create(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_draft_in in = { 0 };
	struct svc_done d = { 0 };
	struct fail f;

	if (read_draft(q, &in, &f) ||
	    svc_outgoing_draft(w->svc, web_actor(q), q->arena, &in, &d, &f))
		again(w, q, r, url_path(q->arena, "/surat-keluar"), false, &f);
	else {
		web_matter_takes(w, q, d.id);
		web_done(q, r, d.id, "draft");
	}
}

/* He has it open from now on; another who has it is named, and may be relieved. */
static void editing(struct web *w, struct http_req *q, int64_t id, struct draft_view *v)
{
	struct svc_editing who = svc_editing_begin(w->svc, web_actor(q), q->arena, id, false);

	v->preview_at = arena_fmt(q->arena, "/surat-keluar/pratinjau?surat=%lld", (long long)id);
	if (who.mine)
		return;
	v->editing = web_editing_said(w, q->arena, who.who, who.since_ms);
	v->take = url_path(q->arena, "/surat/%lld/konsep/ambil", (long long)id);
}

void web_draft_page(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_letter l;
	struct tpl_value *old = NULL;
	size_t old_n = 0;
	bool content;
	struct fail f;
	int64_t id = http_arg_int(q, 0);

	if (svc_letter_get(w->svc, web_actor(q), q->arena, id, &l, &content, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	const struct tpl_form *form = w->svc->tpl ? tpl_form_get(w->svc->tpl, l.row.form) : NULL;

	if (!content || !form || !l.drafts_n) {
		(void)FAIL(&f, ERR_NOTFOUND, "no-draft", NULL, "Konsep itu tidak ada.");
		web_fault(w, q, r, &f);
		return;
	}
	if (tpl_values_from_xml(w->svc->tpl, q->arena, l.drafts[l.drafts_n - 1].xml, &old, &old_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct draft_view v = { .action = url_path(q->arena, "/surat/%lld/konsep", (long long)id),
		.version = arena_fmt(q->arena, "%lld", (long long)l.row.version), .fixed = true,
		.signer = l.signer_position_id, .drafter = l.drafter_position_id,
		.class_code = l.row.class_code.p ? l.row.class_code : STR(""),
		.subject = l.row.subject,
		.all = url_path(q->arena, "/surat/%lld/penerima/0", (long long)id) };

	editing(w, q, id, &v);
	v.urgencies = web_urgencies(q->arena, l.row.urgency, &v.urgencies_n);
	v.secrecies = web_secrecies(q->arena, l.row.secrecy, &v.secrecies_n);
	web_fill_checks(w, q, &l, &v.checks);
	show(w, q, r, &v, form, old, old_n, &l, NULL);
}

static void saved(struct web *w, struct http_req *q, struct http_res *r, int64_t id, int64_t version)
{
	struct fail f;

	svc_editing_end(w->svc, web_actor(q), id);
	if (web_remarks_saved(w, q, id, version, &f))
		web_letter_show(w, q, r, id, &f);
	else
		web_done(q, r, id, "draft");
}

void web_draft_save(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_draft_in in = { 0 };
	struct svc_done d = { 0 };
	struct fail f;
	int64_t id = http_arg_int(q, 0);

	if (read_draft(q, &in, &f) ||
	    svc_outgoing_edit(w->svc, web_actor(q), q->arena, web_ref(q), &in, &d, &f))
		again(w, q, r, url_path(q->arena, "/surat/%lld/konsep", (long long)id), true, &f);
	else
		saved(w, q, r, id, d.version);
}

/* The fields of a form in which two wrote, each as its choices make it; what the editor sent
 * of them gives way. */
static const struct http_param *chosen(struct http_req *q, const struct web_field *fields, size_t fields_n,
                                       const struct tpl_value *old, size_t old_n, size_t *n)
{
	struct http_param *o = ARENA_ARRAY(q->arena, struct http_param, q->params_n + fields_n + 1);

	*n = 0;
	for (size_t k = 0; k < fields_n; k++) {
		struct str name = str_from(fields[k].name, sizeof FIELD - 1);
		struct str stored = stored_of(name, old, old_n), both;

		if (same_text(str_trim(stored), str_trim(fields[k].value)))
			continue;
		both = web_conflict_picked(q, name, fields[k].value, stored);
		o[(*n)++] = (struct http_param){ fields[k].name, both };
	}
	size_t made = *n;

	for (size_t i = 0; i < q->params_n; i++) {
		bool gone = false;

		for (size_t k = 0; k < made && !gone; k++)
			gone = str_starts(q->params[i].name, o[k].name) &&
			       (q->params[i].name.n == o[k].name.n || q->params[i].name.p[o[k].name.n] == '.');
		if (!gone)
			o[(*n)++] = q->params[i];
	}
	return o;
}

void web_draft_merge(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	const struct tpl_form *form = form_of(w, q);
	struct url action = url_path(q->arena, "/surat/%lld/konsep", (long long)http_arg_int(q, 0));
	struct draft_view v = { .action = action, .fixed = true, .merged = true };
	struct http_req made = *q;
	struct tpl_value *old;
	size_t old_n, fields_n;
	struct svc_letter l;
	bool content;
	struct fail f;

	if (svc_letter_get(w->svc, web_actor(q), q->arena, http_arg_int(q, 0), &l, &content, &f) ||
	    (!(form && content && l.drafts_n) &&
	     FAIL(&f, ERR_NOTFOUND, "no-draft", NULL, "Konsep itu tidak ada.")) ||
	    tpl_values_from_xml(w->svc->tpl, q->arena, l.drafts[l.drafts_n - 1].xml, &old, &old_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	if (http_get_int(q, "versi") != l.row.version) {
		(void)FAIL(&f, ERR_STALE, "stale-version", "version",
		           "Konsep ini disimpan lagi selagi Anda memilih; bandingkan yang terbaru.");
		again(w, q, r, action, true, &f);
		return;
	}
	const struct web_field *fields = web_form_fields(q, form, old, old_n, NULL, false, &fields_n);

	made.params = chosen(q, fields, fields_n, old, old_n, &made.params_n);
	v.version = arena_fmt(q->arena, "%lld", (long long)l.row.version);
	show(w, &made, r, &v, form, old, old_n, &l, NULL);
}

void web_preview(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_draft_in in = { 0 };
	struct str pdf;
	struct fail f;

	int64_t id = http_get_int(q, "surat");

	/* typing is a sign that he still has it open */
	if (id && svc_editing_of(w->svc, web_actor(q), q->arena, id).mine)
		(void)svc_editing_begin(w->svc, web_actor(q), q->arena, id, false);
	if (read_draft(q, &in, &f) || svc_preview(w->svc, web_actor(q), q->arena, &in, &pdf, &f)) {
		http_problem(r, &f, 0);
		return;
	}
	r->type = "application/pdf";
	http_named(r, q->arena, true, STR("pratinjau.pdf"));
	buf_add(&r->body, pdf);
}

/* ---- letters made elsewhere ---- */

static void outside(struct web *w, struct http_req *q, struct http_res *r, const struct fail *why)
{
	struct arena *a = q->arena;
	struct svc_form_row *s;
	struct buf b = BUF_MAX(256 << 10);
	struct fail f;
	struct day today = day_at(clock_ms(w->svc->clock), w->svc->zone);
	struct outside_view v = { .csrf = q->csrf, .fault = why ? str_c(why->text) : STR(""),
		.idem = web_idem(q, why), .recipient = web_kept(q, "kepada", ""),
		.subject = web_kept(q, "hal", ""), .class_code = web_kept(q, "kode", ""),
		.day = web_kept(q, "tanggal", day_iso(a, today).p) };

	if (svc_forms(w->svc, web_actor(q), a, &s, &v.forms_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct web_option *o = ARENA_ARRAY(a, struct web_option, v.forms_n + 1);

	for (size_t i = 0; i < v.forms_n; i++)
		o[i] = (struct web_option){ s[i].code, s[i].name,
			str_eq(s[i].code, web_kept(q, "bentuk", "surat-dinas")) };
	v.forms = o;
	v.signers = positions(w, q, false, false, http_get_int(q, "penanda_tangan"), &v.signers_n);
	v.drafters = positions(w, q, true, false, http_get_int(q, "konseptor"), &v.drafters_n);
	v.urgencies = web_urgencies(a, web_kept(q, "urgensi", "biasa"), &v.urgencies_n);
	v.secrecies = web_secrecies(a, web_kept(q, "keamanan", "biasa"), &v.secrecies_n);
	v.earlier = http_on(q, "tahun_benar");
	v.ask_earlier = v.earlier || (why && why->word && strcmp(why->word, "earlier-year") == 0);
	v.waiting = web_kept(q, "nomor", "");
	v.last = web_last_numbers(w, q, &v.last_n);
	if (why)
		r->status = err_http_status(why->code);
	view_outside(&b, &v);
	web_show(w, q, r, "Catat surat jadi", WEB_OUT, &b);
}

void web_outside_page(void *app, struct http_req *q, struct http_res *r)
{
	outside(app, q, r, NULL);
}

void web_outside(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_outside in = { .form = http_get(q, "bentuk"), .urgency = web_kept(q, "urgensi", ""),
		.secrecy = web_kept(q, "keamanan", ""), .idempotency_key = web_kept(q, "_idem", ""),
		.signer_position_id = http_get_int(q, "penanda_tangan"),
		.drafter_position_id = http_get_int(q, "konseptor"),
		.earlier_ok = http_on(q, "tahun_benar") };
	struct svc_recorded d;
	struct fail f;
	int64_t id;

	in.scans_n = web_uploads(q, "pindaian", &in.scans);
	if (web_text(q, "kepada", 300, false, &in.recipient, &f) ||
	    web_text(q, "hal", 1000, false, &in.subject, &f) ||
	    web_text(q, "kode", 40, false, &in.class_code, &f) || web_day(q, "tanggal", &in.day, &f) ||
	    web_text(q, "nomor", 20, false, &in.waiting, &f) ||
	    svc_outgoing_record_outside(w->svc, web_actor(q), q->arena, &in, &id, &d, &f))
		outside(w, q, r, &f);
	else
		web_done(q, r, id, d.holiday ? "holiday" : "record");
}
