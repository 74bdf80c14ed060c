/* web_route.c - templates of dispositions and the rules that propose them. */
#include "head_view.h"
#include "route_view.h"
#include "svc_route.h"
#include "web_desk.h"

/* ---- words ---- */

static struct str label_in(const struct web_option *o, size_t n, struct str value)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(o[i].value, value))
			return o[i].label;
	return STR("");
}

struct choices {
	const struct web_option *posts, *units, *instructions;
	size_t posts_n, units_n, instructions_n;
};

static struct choices choices_of(struct web *w, struct http_req *q)
{
	struct choices c = {0};

	c.posts = web_posts_of(w, q, &c.posts_n);
	c.units = web_units_of(w, q, 0, &c.units_n);
	c.instructions = web_instructions_of(q, &c.instructions_n);
	return c;
}

static struct str to_words(struct arena *a, const struct choices *c, struct str to)
{
	struct buf b = BUF_MAX(4096);
	struct str w;

	while (str_cut(&to, ' ', &w)) {
		bool unit = w.n && w.p[0] == 'u';
		struct str name = unit ? label_in(c->units, c->units_n, str_from(w, 1))
				       : label_in(c->posts, c->posts_n, w);

		if (w.n)
			buf_fmt(&b, "%s" STR_FMT, b.n ? ", " : "",
				STR_ARG(name.n ? name
					       : STR("jabatan yang tidak berlaku lagi")));
	}
	return buf_keep(&b, a);
}

static struct str what_words(struct arena *a, const struct choices *c, struct str codes)
{
	struct buf b = BUF_MAX(4096);
	struct str w;

	while (str_cut(&codes, ' ', &w))
		if (w.n)
			buf_fmt(&b, "%s" STR_FMT, b.n ? "; " : "",
				STR_ARG(label_in(c->instructions, c->instructions_n, w)));
	return buf_keep(&b, a);
}

static struct str when_words(struct arena *a, const struct svc_rule *r)
{
	struct buf b = BUF_MAX(1024);

	if (r->sender.n)
		buf_fmt(&b, "Pengirim memuat “" STR_FMT "”", STR_ARG(r->sender));
	if (r->class_code.n)
		buf_fmt(&b, "%s diawali " STR_FMT, b.n ? ", kode" : "Kode",
			STR_ARG(r->class_code));
	if (r->words.n)
		buf_fmt(&b, "%s memuat “" STR_FMT "”", b.n ? ", hal" : "Hal",
			STR_ARG(r->words));
	return buf_keep(&b, a);
}

/* ---- the page ---- */

static enum err fill_templates(struct web *w, struct http_req *q, const struct choices *c,
			       struct route_view *v, struct fail *f)
{
	struct arena *a = q->arena;
	struct svc_template *t;
	size_t n;
	enum err e = svc_route_templates(w->svc, a, &t, &n, f);

	if (e)
		return e;
	struct web_route *o = ARENA_ARRAY(a, struct web_route, n + 1);
	struct web_option *k = ARENA_ARRAY(a, struct web_option, n + 1);
	int64_t on = http_get_int(q, "templat");

	for (size_t i = 0; i < n; i++) {
		long long id = (long long)t[i].id;

		o[i] = (struct web_route){
			.name = t[i].name,
			.to = to_words(a, c, t[i].to),
			.what = what_words(a, c, t[i].instructions),
			.note = t[i].note,
			.csrf = q->csrf,
			.end = url_path(a, "/templat-disposisi/%lld/hapus", id)};
		k[i] = (struct web_option){arena_fmt(a, "%lld", id), t[i].name, on == id};
	}
	v->templates = o;
	v->choices = k;
	v->templates_n = v->choices_n = n;
	return ERR_OK;
}

static enum err fill_rules(struct web *w, struct http_req *q, struct route_view *v,
			   struct fail *f)
{
	struct arena *a = q->arena;
	struct svc_rule *r;
	size_t n;
	enum err e = svc_route_rules(w->svc, a, &r, &n, f);

	if (e)
		return e;
	struct web_route *o = ARENA_ARRAY(a, struct web_route, n + 1);

	for (size_t i = 0; i < n; i++)
		o[i] = (struct web_route){
			.name = r[i].template_name,
			.when = when_words(a, &r[i]),
			.csrf = q->csrf,
			.end = url_path(a, "/templat-disposisi/aturan/%lld/hapus",
					(long long)r[i].id)};
	v->rules = o;
	v->rules_n = n;
	return ERR_OK;
}

static void show(struct web *w, struct http_req *q, struct http_res *r,
		 struct route_view *v, const struct fail *why)
{
	struct choices c = choices_of(w, q);
	struct web_disposing form = {
		.positions = web_ticked(q, "kepada", true, c.posts, c.posts_n),
		.positions_n = c.posts_n,
		.units = web_ticked(q, "unit", true, c.units, c.units_n),
		.units_n = c.units_n,
		.instructions = web_ticked(q, "instruksi", true, c.instructions,
					   c.instructions_n),
		.instructions_n = c.instructions_n,
		.typed = {.note = web_kept(q, "catatan", "")}};
	struct buf b = BUF_MAX(1u << 20);
	struct fail f;

	v->csrf = q->csrf;
	v->name = web_kept(q, "nama", "");
	v->sender = web_kept(q, "pengirim", "");
	v->class_code = web_kept(q, "kode", "");
	v->words = web_kept(q, "kata", "");
	v->form = &form;
	v->form_n = 1;
	v->fault = why ? str_c(why->text) : STR("");
	if (fill_templates(w, q, &c, v, &f) || fill_rules(w, q, v, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	if (why)
		r->status = err_http_status(why->code);
	view_route(&b, v);
	web_show(w, q, r, "Templat dan aturan disposisi", WEB_RULES, &b);
}

void web_route_page(void *app, struct http_req *q, struct http_res *r)
{
	struct route_view v = {.templates_n = 0};

	show(app, q, r, &v, NULL);
}

static void ended(struct web *w, struct http_req *q, struct http_res *r, enum err e,
		  const struct fail *f)
{
	struct route_view v = {.templates_n = 0};

	if (e)
		show(w, q, r, &v, f);
	else
		http_redirect(r, q->arena, STR("/templat-disposisi?ok=done"));
}

void web_route_template(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_dispose in = {.note = STR("")};
	int64_t id;
	struct fail f;
	enum err e = web_read_dispose(q, &in, &f);

	if (!e)
		e = svc_route_template_put(w->svc, web_actor(q), &in, http_get(q, "nama"),
					   &id, &f);
	ended(w, q, r, e, &f);
}

void web_route_template_end(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct fail f;
	enum err e = svc_route_template_end(w->svc, web_actor(q), http_arg_int(q, 0), &f);

	ended(w, q, r, e, &f);
}

static struct svc_rule typed(struct http_req *q)
{
	return (struct svc_rule){.template_id = http_get_int(q, "templat"),
				 .sender = web_kept(q, "pengirim", ""),
				 .class_code = web_kept(q, "kode", ""),
				 .words = web_kept(q, "kata", "")};
}

void web_route_try(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_rule in = typed(q);
	struct svc_route_try t;
	struct route_view v = {.templates_n = 0};
	struct fail f;

	if (svc_route_try(w->svc, web_actor(q), q->arena, &in, &t, &f)) {
		show(w, q, r, &v, &f);
		return;
	}
	struct web_subject *o = ARENA_ARRAY(q->arena, struct web_subject, 5);

	for (size_t i = 0; i < t.subjects_n; i++)
		o[i].text = t.subjects[i];
	v.subjects = o;
	v.subjects_n = t.subjects_n;
	v.has_tried = true;
	v.tried = arena_fmt(q->arena, "Cocok dengan %zu surat dari %zu surat terakhir.",
			    t.fits, t.tried);
	show(w, q, r, &v, NULL);
}

void web_route_rule(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_rule in = typed(q);
	int64_t id;
	struct fail f;
	enum err e = svc_route_rule_put(w->svc, web_actor(q), &in, &id, &f);

	ended(w, q, r, e, &f);
}

void web_route_rule_end(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct fail f;
	enum err e = svc_route_rule_end(w->svc, web_actor(q), http_arg_int(q, 0), &f);

	ended(w, q, r, e, &f);
}

/* ---- on the head's desk ---- */

static bool word_in(struct str words, const char *before, struct str value)
{
	struct str w;

	while (str_cut(&words, ' ', &w))
		if (str_starts(w, str_c(before)) &&
		    str_eq(str_from(w, strlen(before)), value))
			return true;
	return false;
}

/* A copy of n choices, those of the words ticked; whether any is. */
static bool tick(struct arena *a, const struct web_option **list, size_t n,
		 const char *before, struct str words)
{
	struct web_option *o = ARENA_ARRAY(a, struct web_option, n + 1);
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		o[i] = (*list)[i];
		o[i].on = word_in(words, before, o[i].value);
		any = any || o[i].on;
	}
	*list = o;
	return any;
}

void web_route_propose(struct web *w, struct http_req *q, int64_t letter,
		       struct head_view *v)
{
	struct svc_template t;
	struct arena *a = q->arena;
	struct fail f;

	if (svc_route_for(w->svc, a, letter, &t, &f) || !t.id)
		return;
	v->by_rule = t.name;
	(void)tick(a, &v->positions, v->positions_n, "", t.to);
	v->others_open = tick(a, &v->others, v->others_n, "", t.to);
	v->units_open = tick(a, &v->units, v->units_n, "u", t.to);
	(void)tick(a, &v->instructions, v->instructions_n, "", t.instructions);
	v->more_open = tick(a, &v->more, v->more_n, "", t.instructions);
	if (!v->note.n)
		v->note = t.note;
}

const struct web_option *web_route_options(struct web *w, struct http_req *q, size_t *n)
{
	struct svc_template *t;
	struct fail f;

	*n = 0;
	if (svc_route_templates(w->svc, q->arena, &t, n, &f))
		return NULL;
	struct web_option *o = ARENA_ARRAY(q->arena, struct web_option, *n + 1);

	for (size_t i = 0; i < *n; i++)
		o[i] = (struct web_option){
			arena_fmt(q->arena, "%lld", (long long)t[i].id), t[i].name,
			false};
	return o;
}

const struct web_habit *web_route_buttons(struct web *w, struct http_req *q, size_t *n)
{
	struct choices c = choices_of(w, q);
	struct svc_template *t;
	struct fail f;

	*n = 0;
	if (svc_route_templates(w->svc, q->arena, &t, n, &f))
		return NULL;
	struct web_habit *o = ARENA_ARRAY(q->arena, struct web_habit, *n + 1);

	for (size_t i = 0; i < *n; i++)
		o[i] = (struct web_habit){
			arena_fmt(q->arena, "%lld", (long long)t[i].id), t[i].name,
			arena_fmt(q->arena, STR_FMT "; " STR_FMT,
				  STR_ARG(to_words(q->arena, &c, t[i].to)),
				  STR_ARG(what_words(q->arena, &c, t[i].instructions)))};
	return o;
}

enum err web_route_read(struct web *w, struct http_req *q, struct svc_dispose *in,
			struct fail *f)
{
	int64_t id = http_get_int(q, "templat");

	return id ? svc_route_dispose(w->svc, q->arena, id, in, f)
		  : web_read_dispose(q, in, f);
}
