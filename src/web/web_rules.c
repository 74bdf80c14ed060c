/* Number rules, for the administrator: the list, a copy to edit, what it would print. */
#include "rules_view.h"
#include "svc_people.h"
#include "svc_rules.h"
#include "web.h"
#include <stdlib.h>

#define RULE_BYTES 65536

static struct web_rule row_of(struct web *w, struct arena *a, const struct svc_rule_row *s)
{
	return (struct web_rule){ .name = s->name, .title = s->title, .pattern = s->pattern,
		.example = s->example, .series = s->series, .origin = s->origin,
		.since = day_none(s->from) ? STR("sejak terpasang")
		                           : arena_fmt(a, "%s %.*s", s->coming ? "mulai" : "sejak",
		                                       STR_ARG(day_long(a, s->from))),
		.by = s->at_ms ? arena_fmt(a, "%.*s, %.*s", STR_ARG(s->by),
		                           STR_ARG(web_when(w, a, s->at_ms))) : STR(""),
		.assumed = s->assumed, .coming = s->coming, .past = !s->in_force && !s->coming,
		.link = url_path(a, "/aturan-nomor/%s?versi=%s", url_part(a, s->name),
		                 url_part(a, s->sha_hex)) };
}

void web_rules(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct rules_view v = { 0 };
	struct buf b = BUF_MAX(2u << 20);
	struct svc_rule_row *s;
	size_t n;
	struct fail f;

	if (svc_rules(w->svc, web_actor(q), q->arena, &s, &n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct web_rule *used = ARENA_ARRAY(q->arena, struct web_rule, n + 1);
	struct web_rule *others = ARENA_ARRAY(q->arena, struct web_rule, n + 1);

	for (size_t i = 0; i < n; i++)
		*(s[i].series.n ? &used[v.used_n++] : &others[v.others_n++]) =
			row_of(w, q->arena, &s[i]);
	v.used = used;
	v.others = others;
	v.count = (int)v.others_n;
	view_rules(&b, &v);
	web_show(w, q, r, "Aturan nomor", WEB_RULES, &b);
}

/* ---- what is typed ---- */

struct typed {
	struct str xml, rule, number;
	struct day from;
	struct svc_rule_fields fields;
};

static struct str or_none(struct str s)
{
	return s.p ? s : STR("");
}

/* A field that differs from the text the page was made of was changed by hand. */
static void changed(struct str typed, struct str base, struct str *want)
{
	*want = str_eq(typed, or_none(base)) ? (struct str){ 0 } : typed;
}

static enum err read_fields(struct http_req *q, struct svc_rule_fields *o, struct fail *f)
{
	enum err e = web_text(q, "pola", 400, false, &o->pattern, f);

	if (e || (e = web_text(q, "judul", 200, false, &o->title, f)) ||
	    (e = web_text(q, "sumber", 400, false, &o->source, f)) ||
	    (e = web_text(q, "mulai", 7, false, &o->start, f)) ||
	    (e = web_text(q, "ulang", 20, false, &o->reset, f)) ||
	    (e = web_text(q, "per", 20, false, &o->per, f)) ||
	    (e = web_text(q, "terlambat", 20, false, &o->late, f)) ||
	    (e = web_text(q, "akhiran", 10, false, &o->suffix, f)) ||
	    (e = web_text(q, "jatah", 7, false, &o->quota, f)))
		return e;
	return web_text(q, "asumsi", 10, false, &o->assumed, f);
}

/* Text and fields are two sides of one rule: what was changed in a field is written into
 * the text as it was typed. */
static enum err read_typed(struct http_req *q, struct typed *t, struct fail *f)
{
	struct svc_rule_fields base = { 0 }, want = { 0 };
	struct str was, out;
	struct fail none;
	enum err e = web_text(q, "xml", RULE_BYTES, true, &t->xml, f);

	t->rule = or_none(http_get(q, "nama"));
	if (e || (e = web_day(q, "berlaku", &t->from, f)) || (e = web_text(q, "dasar", RULE_BYTES, true, &was, f)) ||
	    (e = web_text(q, "nomor", 200, false, &t->number, f)) ||
	    (e = read_fields(q, &t->fields, f)))
		return e;
	if (svc_rule_fields(q->arena, was, t->rule, &base, &none))
		base = t->fields;
	changed(t->fields.pattern, base.pattern, &want.pattern);
	changed(t->fields.title, base.title, &want.title);
	changed(t->fields.source, base.source, &want.source);
	changed(t->fields.start, base.start, &want.start);
	changed(t->fields.reset, base.reset, &want.reset);
	changed(t->fields.per, base.per, &want.per);
	changed(t->fields.assumed, base.assumed, &want.assumed);
	changed(t->fields.late, base.late, &want.late);
	changed(t->fields.suffix, base.suffix, &want.suffix);
	changed(t->fields.quota, base.quota, &want.quota);
	if (!day_none(t->from))
		changed(day_iso(q->arena, t->from), base.from, &want.from);
	if (!svc_rule_with(q->arena, t->xml, t->rule, &want, &out, &none))
		t->xml = out; /* a text that is no XML is shown as it is, with its fault */
	return ERR_OK;
}

/* ---- what is shown ---- */

#define LINES_ROUND 2

static bool near(const struct svc_rule_try *y, int line, int round)
{
	for (size_t i = 0; i < y->fault_n; i++)
		if (y->fault[i].line && abs(line - y->fault[i].line) <= round)
			return true;
	return false;
}

/* The text round its faults, as it was typed. */
static void fill_lines(struct arena *a, struct str xml, const struct svc_rule_try *y,
                       struct rule_try_view *v)
{
	struct web_rule_line *o = ARENA_ARRAY(a, struct web_rule_line,
	                                      SVC_RULE_SAID * (2 * LINES_ROUND + 1) + 1);
	struct str line;

	for (int i = 1; y->fault_n && str_cut(&xml, '\n', &line); i++)
		if (near(y, i, LINES_ROUND))
			o[v->lines_n++] =
				(struct web_rule_line){ arena_fmt(a, "%d", i), line, near(y, i, 0) };
	v->lines = o;
}

static void fill_faults(struct arena *a, const struct svc_rule_try *y, struct rule_try_view *v)
{
	struct web_rule_said *o = ARENA_ARRAY(a, struct web_rule_said, y->fault_n + 1);

	for (size_t i = 0; i < y->fault_n; i++)
		o[i] = (struct web_rule_said){ y->fault[i].line
				? arena_fmt(a, "Baris %d: ", y->fault[i].line) : STR(""),
			y->fault[i].text, true };
	v->faults = o;
	v->faults_n = y->fault_n;
}

static const struct web_rule_said *said(struct arena *a, const struct svc_rule_said *s, size_t n)
{
	struct web_rule_said *o = ARENA_ARRAY(a, struct web_rule_said, n + 1);

	for (size_t i = 0; i < n; i++)
		o[i] = (struct web_rule_said){ s[i].label, s[i].text, s[i].fault };
	return o;
}

static void put_try(struct arena *a, const struct typed *t, const struct svc_rule_try *y,
                    struct buf *b)
{
	struct rule_try_view v = { .loads = y->loads, .read = y->read, .number = t->number,
		.asked = y->loads && t->number.n, .examples_n = y->example_n,
		.warnings_n = y->warning_n, .parts_n = y->part_n };

	v.examples = said(a, y->example, y->example_n);
	v.warnings = said(a, y->warning, y->warning_n);
	v.parts = said(a, y->part, y->part_n);
	fill_faults(a, y, &v);
	fill_lines(a, t->xml, y, &v);
	view_rule_try(b, &v);
}

struct choice {
	const char *value, *label;
};

static const struct choice RESET[] = { { "tahun", "tiap tahun" }, { "bulan", "tiap bulan" },
	{ "tidak-pernah", "tidak pernah" }, { NULL, NULL } };
static const struct choice PER[] = { { "unit", "unit" }, { "instansi", "instansi" },
	{ "buku", "buku" }, { NULL, NULL } };
static const struct choice LATE[] = { { "", "ditolak" }, { "sisipan", "diberi nomor sisipan" },
	{ "jatah-hari", "dari jatah harinya" }, { NULL, NULL } };
static const struct choice ASSUMED[] = { { "", "peraturan" }, { "ya", "belum dicocokkan" }, { NULL, NULL } };

/* `other`: a value of the text that is not in the list stays chosen. */
static const struct web_option *options(struct arena *a, const struct choice *c, struct str on,
                                        size_t *n)
{
	struct web_option *o = ARENA_ARRAY(a, struct web_option, 6);
	bool found = false;

	for (*n = 0; c[*n].value; ++*n) {
		bool is = str_eqc(on, c[*n].value) || (!*n && !on.n);

		o[*n] = (struct web_option){ str_c(c[*n].value), str_c(c[*n].label), is };
		found = found || is;
	}
	if (!found)
		o[(*n)++] = (struct web_option){ on, on, true };
	return o;
}

static void show(struct web *w, struct http_req *q, struct http_res *r, const struct typed *t,
                 const struct fail *why)
{
	struct arena *a = q->arena;
	struct buf tried = BUF_MAX(256u << 10), b = BUF_MAX(1u << 20);
	struct svc_rule_try *y = ARENA_NEW(a, struct svc_rule_try);
	struct fail f;

	if (svc_rule_try(w->svc, web_actor(q), a, t->xml, t->rule, t->number, y, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	const struct svc_rule_fields *s = y->fields.name.p ? &y->fields : &t->fields;
	struct rule_view v = { .csrf = q->csrf, .fault = why ? str_c(why->text) : STR(""),
		.name = t->rule, .title = or_none(s->title),
		.pattern = or_none(s->pattern), .source = or_none(s->source),
		.start = or_none(s->start), .suffix = or_none(s->suffix),
		.quota = or_none(s->quota), .xml = t->xml, .base = t->xml, .number = t->number,
		.from = day_none(t->from) ? STR("") : day_iso(a, t->from),
		.ask_step_up = !web_actor(q)->stepped_up };

	v.resets = options(a, RESET, s->reset, &v.resets_n);
	v.pers = options(a, PER, s->per, &v.pers_n);
	v.late = options(a, LATE, str_eqc(s->late, "tolak") ? STR("") : s->late, &v.late_n);
	v.assumed = options(a, ASSUMED, str_eqc(s->assumed, "tidak") ? STR("") : s->assumed,
	                    &v.assumed_n);
	put_try(a, t, y, &tried);
	v.tried = html_of(&tried);
	if (why)
		r->status = err_http_status(why->code);
	view_rule(&b, &v);
	buf_free(&tried);
	web_show(w, q, r, "Aturan nomor", WEB_RULES, &b);
}

static struct day tomorrow(const struct web *w)
{
	struct day d = day_at(clock_ms(w->svc->clock), w->svc->zone);

	return day_from_number(day_number(d) + 1);
}

void web_rule_page(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct typed t = { .rule = q->args[0], .number = or_none(http_get(q, "nomor")),
		.from = tomorrow(w) };
	struct fail f;

	if (svc_rule_text(w->svc, web_actor(q), q->arena, q->args[0],
	                  or_none(http_get(q, "versi")), &t.xml, &f))
		web_fault(w, q, r, &f);
	else
		show(w, q, r, &t, NULL);
}

void web_rule_try(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_rule_try *y = ARENA_NEW(q->arena, struct svc_rule_try);
	struct typed t = { 0 };
	struct fail f;

	if (read_typed(q, &t, &f))
		web_fault(w, q, r, &f);
	else if (!http_header(q, "HX-Request").n)
		show(w, q, r, &t, NULL);
	else if (svc_rule_try(w->svc, web_actor(q), q->arena, t.xml, t.rule, t.number, y, &f))
		web_fault(w, q, r, &f);
	else
		put_try(q->arena, &t, y, &r->body);
}

void web_rule_save(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct actor who = *web_actor(q);
	struct str password = http_get(q, "password");
	struct svc_rule_row row;
	struct typed t = { 0 };
	struct fail f;
	enum err e = ERR_OK;

	if (read_typed(q, &t, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	if (password.n) {
		e = svc_step_up(w->svc, &who, http_cookie(q, "sesi"), password, &f);
		who.stepped_up = !e;
	}
	if (e || svc_rule_publish(w->svc, &who, q->arena, t.xml, t.from, &row, &f))
		show(w, q, r, &t, &f);
	else
		http_redirect(r, q->arena, STR("/aturan-nomor?ok=rule"));
}
