/* Forms, for the administrator: the list, a text to edit, what it would be and print. */
#include "svc_people.h"
#include "svc_templates.h"
#include "templates_view.h"
#include "web.h"
#include <stdlib.h>

#define FORM_BYTES 131072

static const char *family_label(char family)
{
	switch (family) {
	case 'K': return "surat";
	case 'J': return "naskah berjudul";
	case 'N': return "nota";
	case 'F': return "lembar";
	default:  return "lain";
	}
}

static struct str since_of(struct arena *a, const struct svc_template_row *s)
{
	return day_none(s->from) ? STR("sejak terpasang")
	                         : arena_fmt(a, "%s %.*s", s->coming ? "mulai" : "sejak",
	                                     STR_ARG(day_long(a, s->from)));
}

static struct web_template_version version_of(struct web *w, struct arena *a,
                                              const struct svc_template_row *s)
{
	return (struct web_template_version){ .since = since_of(a, s), .origin = s->origin,
		.by = arena_fmt(a, "%.*s, %.*s", STR_ARG(s->by), STR_ARG(web_when(w, a, s->at_ms))),
		.in_force = s->in_force, .coming = s->coming,
		.link = url_path(a, "/templat/%s?versi=%s", url_part(a, s->code),
		                 url_part(a, s->sha_hex)) };
}

/* The rows of one code, the latest first, as one line of the list. */
static size_t one_code(struct web *w, struct arena *a, const struct svc_template_row *s, size_t n,
                       struct web_template *o)
{
	struct web_template_version *v = ARENA_ARRAY(a, struct web_template_version, n + 1);
	size_t i;

	*o = (struct web_template){ .code = s->code, .name = s->name, .own = s->own, .none = true,
		.family = str_c(family_label(s->family)), .versions = v,
		.link = url_path(a, "/templat/%s", url_part(a, s->code)) };
	for (i = 0; i < n && str_eq(s[i].code, s->code); i++) {
		if (s[i].at_ms)
			v[o->versions_n++] = version_of(w, a, &s[i]);
		if (!s[i].in_force)
			continue;
		o->none = o->none && s[i].own && !s[i].sha_hex.n;
		o->name = s[i].name;
		o->since = since_of(a, &s[i]);
		o->origin = s[i].origin;
	}
	return i;
}

static void list(struct web *w, struct http_req *q, struct http_res *r, const struct fail *why)
{
	struct templates_view v = { .csrf = q->csrf, .open = STR("{{"), .close = STR("}}"), .fault = why ? str_c(why->text) : STR(""),
		.copy_of = web_kept(q, "dari", "surat-dinas"), .copy_code = web_kept(q, "kode", ""),
		.copy_name = web_kept(q, "nama", "") };
	struct buf b = BUF_MAX(2u << 20);
	struct svc_template_row *s;
	struct fail f;
	size_t n;

	if (svc_templates(w->svc, web_actor(q), q->arena, &s, &n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct web_template *o = ARENA_ARRAY(q->arena, struct web_template, n + 1);
	struct web_option *from = ARENA_ARRAY(q->arena, struct web_option, n + 1);

	for (size_t i = 0; i < n; v.templates_n++) {
		i += one_code(w, q->arena, &s[i], n - i, &o[v.templates_n]);
		from[v.templates_n] = (struct web_option){ o[v.templates_n].code, o[v.templates_n].name,
			str_eq(o[v.templates_n].code, v.copy_of) };
	}
	v.templates = o;
	v.forms = from;
	v.forms_n = v.templates_n;
	if (why)
		r->status = err_http_status(why->code);
	view_templates(&b, &v);
	web_show(w, q, r, "Templat", WEB_RULES, &b);
}

void web_templates(void *app, struct http_req *q, struct http_res *r)
{
	list(app, q, r, NULL);
}

/* ---- what a text would be ---- */

#define LINES_ROUND 2

static bool near(const struct tpl_checked *k, int line, int round)
{
	for (size_t i = 0; i < k->said_n; i++)
		if (k->said[i].fault && k->said[i].line && abs(line - k->said[i].line) <= round)
			return true;
	return false;
}

static void fill_lines(struct arena *a, struct str xml, const struct tpl_checked *k,
                       struct template_try_view *v)
{
	struct web_template_line *o = ARENA_ARRAY(a, struct web_template_line,
	                                          TPL_SAID_MAX * (2 * LINES_ROUND + 1) + 1);
	struct str line;

	for (int i = 1; !k->loads && str_cut(&xml, '\n', &line); i++)
		if (near(k, i, LINES_ROUND))
			o[v->lines_n++] = (struct web_template_line){ arena_fmt(a, "%d", i), line,
				near(k, i, 0) };
	v->lines = o;
}

static void fill_said(struct arena *a, const struct tpl_checked *k, struct template_try_view *v)
{
	struct web_template_said *o = ARENA_ARRAY(a, struct web_template_said, k->said_n + 1);

	for (size_t i = 0; i < k->said_n; i++)
		o[i] = (struct web_template_said){ k->said[i].line
				? arena_fmt(a, "Baris %d:", k->said[i].line) : STR(""),
			k->said[i].text, k->said[i].fault };
	v->said = o;
	v->said_n = k->said_n;
}

/* A stretch that did not change is told by the lines at its ends. */
static struct str shortened(struct arena *a, struct str s, bool first, bool last)
{
	size_t head = first ? 0 : str_find(s, STR("\n")), tail = s.n;

	while (!last && tail > head && s.p[tail - 1] != '\n')
		tail--;
	if (head >= s.n || tail <= head + 2)
		return s;
	return arena_fmt(a, "%.*s\n…\n%.*s", STR_ARG(str_head(s, head)),
	                 STR_ARG(str_from(s, tail)));
}

static void fill_runs(struct arena *a, const struct svc_diff *d, struct template_try_view *v)
{
	struct web_template_run *o = ARENA_ARRAY(a, struct web_template_run, d->n + 1);

	for (size_t i = 0; i < d->n; i++) {
		bool same = d->runs[i].kind == RUN_EQUAL;

		o[i] = (struct web_template_run){
			.text = same ? shortened(a, d->runs[i].text, i == 0, i + 1 == d->n)
			             : d->runs[i].text,
			.same = same, .added = d->runs[i].kind == RUN_INSERTED,
			.gone = d->runs[i].kind == RUN_DELETED };
		v->changed = v->changed || !same;
	}
	v->runs = o;
	v->runs_n = d->n;
	v->fresh = d->n == 1 && o[0].added;
	v->changed = v->changed && !v->fresh;
}

static struct str pages_of(struct arena *a, const struct tpl_checked *k)
{
	if (!k->loads)
		return STR("");
	return arena_fmt(a, "contoh %zu halaman%s", k->pages,
	                 k->sample_made ? ", dibuat dari isiannya" : "");
}

static enum err put_try(struct web *w, struct http_req *q, struct str code, struct str xml,
                        struct buf *b, struct fail *f)
{
	struct arena *a = q->arena;
	struct tpl_checked *k = ARENA_NEW(a, struct tpl_checked);
	struct template_try_view v = { 0 };
	struct svc_diff d = { 0 };
	enum err e = svc_template_try(w->svc, web_actor(q), a, xml, k, f);

	if (!e)
		e = svc_template_changes(w->svc, web_actor(q), a, k->form ? k->form->code : code, xml,
		                         &d, f);
	if (!e) {
		v.loads = k->loads;
		v.made = k->sample_made;
		v.pages = pages_of(a, k);
		fill_said(a, k, &v);
		fill_lines(a, xml, k, &v);
		fill_runs(a, &d, &v);
		if (k->form)
			v.fields = web_form_fields(q, k->form, NULL, 0, NULL, false, &v.fields_n);
		view_template_try(b, &v);
	}
	tpl_checked_close(k);
	return e;
}

/* ---- the page ---- */

struct typed {
	struct str code, xml;
	struct day from;
	const struct web_template_note *notes;
	size_t notes_n;
};

static bool is_installed(const struct svc_template_row *s, size_t n, struct str code)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(s[i].code, code) && !s[i].at_ms)
			return true;
	return false;
}

/* There is something to go back to, and something to go back from. */
static bool may_revert(struct web *w, struct http_req *q, struct str code)
{
	struct svc_template_row *s;
	struct fail f;
	size_t n;

	if (svc_templates(w->svc, web_actor(q), q->arena, &s, &n, &f) || !is_installed(s, n, code))
		return false;
	for (size_t i = 0; i < n; i++)
		if (str_eq(s[i].code, code) && s[i].sha_hex.n && s[i].at_ms &&
		    (s[i].in_force || s[i].coming))
			return true;
	return false;
}

static void show(struct web *w, struct http_req *q, struct http_res *r, const struct typed *t,
                 const struct fail *why)
{
	struct arena *a = q->arena;
	struct buf tried = BUF_MAX(2u << 20), b = BUF_MAX(4u << 20);
	struct template_view v = { .csrf = q->csrf, .fault = why ? str_c(why->text) : STR(""),
		.title = t->code.n ? t->code : STR("Bentuk baru"), .code = t->code, .xml = t->xml,
		.notes = t->notes, .notes_n = t->notes_n,
		.from = day_none(t->from) ? STR("") : day_iso(a, t->from),
		.ask_step_up = !web_actor(q)->stepped_up,
		.may_revert = may_revert(w, q, t->code),
		.revert = url_path(a, "/templat/%s/bawaan", url_part(a, t->code)) };
	struct fail f;

	if (put_try(w, q, t->code, t->xml, &tried, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	v.tried = html_of(&tried);
	if (why)
		r->status = err_http_status(why->code);
	view_template(&b, &v);
	buf_free(&tried);
	web_show(w, q, r, "Templat", WEB_RULES, &b);
}

static struct day tomorrow(const struct web *w)
{
	struct day d = day_at(clock_ms(w->svc->clock), w->svc->zone);

	return day_from_number(day_number(d) + 1);
}

void web_template_page(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct typed t = { .code = q->args[0], .from = tomorrow(w) };
	struct fail f;

	if (svc_template_text(w->svc, web_actor(q), q->arena, q->args[0],
	                      str_or_empty(http_get(q, "versi")), &t.xml, &f))
		web_fault(w, q, r, &f);
	else
		show(w, q, r, &t, NULL);
}

void web_template_copy(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct typed t = { .code = str_or_empty(http_get(q, "kode")), .from = tomorrow(w) };
	struct str xml;
	struct fail f;

	if (svc_template_text(w->svc, web_actor(q), q->arena, str_or_empty(http_get(q, "dari")),
	                      STR(""), &xml, &f) ||
	    svc_template_copy(q->arena, xml, t.code, str_or_empty(http_get(q, "nama")), &t.xml, &f))
		list(w, q, r, &f);
	else
		show(w, q, r, &t, NULL);
}

static enum err read_typed(struct http_req *q, struct typed *t, struct fail *f)
{
	enum err e = web_text(q, "xml", FORM_BYTES, true, &t->xml, f);

	if (!e)
		e = web_text(q, "kode", 40, false, &t->code, f);
	return e ? e : web_day(q, "berlaku", &t->from, f);
}

void web_template_try(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct typed t = { 0 };
	struct fail f;

	if (read_typed(q, &t, &f))
		web_fault(w, q, r, &f);
	else if (!http_header(q, "HX-Request").n)
		show(w, q, r, &t, NULL);
	else if (put_try(w, q, t.code, t.xml, &r->body, &f))
		web_fault(w, q, r, &f);
}

/* The page of the sample as PDF; a text that prints nothing says why. */
void web_template_sheet(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct tpl_checked *k = ARENA_NEW(q->arena, struct tpl_checked);
	struct typed t = { 0 };
	struct fail f;

	if (read_typed(q, &t, &f) ||
	    svc_template_try(w->svc, web_actor(q), q->arena, t.xml, k, &f)) {
		http_problem(r, &f, 0);
		return;
	}
	tpl_checked_close(k);
	if (!k->loads || !k->pdf.n) {
		(void)FAIL(&f, ERR_INVALID, "bad-form", "xml",
		           "Halaman contoh tampil sesudah yang ditandai diperbaiki.");
		http_problem(r, &f, 0);
		return;
	}
	r->type = "application/pdf";
	http_named(r, q->arena, true, STR("contoh.pdf"));
	buf_add(&r->body, k->pdf);
}

static enum err prove(struct web *w, struct http_req *q, struct actor *who, struct fail *f)
{
	struct str password = http_get(q, "password");
	enum err e;

	*who = *web_actor(q);
	if (!password.n)
		return ERR_OK;
	e = svc_step_up(w->svc, who, http_cookie(q, "sesi"), password, f);
	who->stepped_up = !e;
	return e;
}

void web_template_save(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_template_row row;
	struct typed t = { 0 };
	struct actor who;
	struct fail f;

	if (read_typed(q, &t, &f))
		web_fault(w, q, r, &f);
	else if (prove(w, q, &who, &f) ||
	         svc_template_publish(w->svc, &who, q->arena, t.xml, t.from, &row, &f))
		show(w, q, r, &t, &f);
	else
		http_redirect(r, q->arena, STR("/templat?ok=template"));
}

void web_template_revert(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct typed t = { 0 };
	struct actor who;
	struct fail f;

	if (read_typed(q, &t, &f))
		web_fault(w, q, r, &f);
	else if (prove(w, q, &who, &f) ||
	         svc_template_revert(w->svc, &who, q->arena, q->args[0], t.from, &f))
		show(w, q, r, &t, &f);
	else
		http_redirect(r, q->arena, STR("/templat?ok=template"));
}

void web_template_import(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct tpl_imported *m = ARENA_NEW(q->arena, struct tpl_imported);
	struct typed t = { .from = tomorrow(w) };
	struct svc_upload *u;
	struct fail f;

	if (web_uploads(q, "berkas", &u) != 1) {
		(void)FAIL(&f, ERR_INVALID, "no-file", "berkas", "Pilih satu berkas .docx.");
		list(w, q, r, &f);
		return;
	}
	if (svc_template_import(w->svc, web_actor(q), q->arena, u[0].path, u[0].name, m, &f)) {
		list(w, q, r, &f);
		return;
	}
	struct web_template_note *o = ARENA_ARRAY(q->arena, struct web_template_note, m->notes_n + 1);

	for (size_t i = 0; i < m->notes_n; i++)
		o[i] = (struct web_template_note){ m->notes[i].text, m->notes[i].taken };
	t.code = m->code;
	t.xml = m->xml;
	t.notes = o;
	t.notes_n = m->notes_n;
	show(w, q, r, &t, NULL);
}
