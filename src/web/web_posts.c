/* Jabatan: who holds one post, since when, until when; for the administrator. */
#include "flow_proc.h"
#include "svc_people.h"
#include "web_admin.h"

#define ASKED_MAX 40

static enum err post_of(struct web *w, struct http_req *q, struct svc_position_row *out,
                        struct fail *f)
{
	struct svc_position_row *p;
	size_t n;
	int64_t id = http_arg_int(q, 0);
	enum err e = svc_positions(w->svc, q->arena, &p, &n, f);

	for (size_t i = 0; !e && i < n; i++)
		if (p[i].id == id) {
			*out = p[i];
			return ERR_OK;
		}
	return e ? e : FAIL(f, ERR_NOTFOUND, "no-such-row", NULL, "Jabatan itu tidak ada.");
}

/* Those whose time is not over. */
static void fill_ends(struct http_req *q, const struct svc_holding *h, size_t n,
                      struct post_view *v)
{
	struct web_option *o = ARENA_ARRAY(q->arena, struct web_option, n + 1);
	int64_t on = http_get_int(q, "pemangku");

	for (size_t i = 0; i < n; i++) {
		if (h[i].when == HOLDING_PAST)
			continue;
		o[v->ends_n++] = (struct web_option){
			arena_fmt(q->arena, "%lld", (long long)h[i].id),
			arena_fmt(q->arena, "%.*s (%.*s)", STR_ARG(h[i].person),
			          STR_ARG(web_kind_label(h[i].kind))),
			h[i].id == on };
		v->vacant = v->vacant && h[i].when != HOLDING_NOW;
	}
	v->ends = o;
}

static enum err fill_people(struct web *w, struct http_req *q, struct post_view *v, struct fail *f)
{
	struct svc_person_row *s;
	int64_t on = http_get_int(q, "orang");
	enum err e = svc_people(w->svc, web_actor(q), q->arena, &s, &v->people_n, f);

	if (e)
		return e;
	struct web_option *o = ARENA_ARRAY(q->arena, struct web_option, v->people_n + 1);

	for (size_t i = 0; i < v->people_n; i++)
		o[i] = (struct web_option){
			arena_fmt(q->arena, "%lld", (long long)s[i].person_id),
			s[i].posts.n ? arena_fmt(q->arena, "%.*s, %.*s", STR_ARG(s[i].name),
			                         STR_ARG(s[i].posts))
			             : s[i].name,
			s[i].person_id == on };
	v->people = o;
	return ERR_OK;
}

static bool in_role(const struct flow_proc *p, struct str role)
{
	for (size_t i = 0; p && i < p->steps_n; i++)
		if (flow_step_has_role(&p->steps[i], role))
			return true;
	return false;
}

/* What the SOPs ask of those who do this post's rows, each once. */
static void fill_asked(struct web *w, struct http_req *q, struct str role, struct post_view *v)
{
	struct web_option *o = ARENA_ARRAY(q->arena, struct web_option, ASKED_MAX);

	for (size_t k = 0; k < flow_procs_count(w->svc->procs); k++) {
		const struct flow_proc *p = flow_procs_at(w->svc->procs, k);
		const struct flow_list *asked = &p->boxes[BOX_QUALIFIED];

		for (size_t i = 0; in_role(p, role) && i < asked->n && v->asked_n < ASKED_MAX; i++) {
			bool told = false;

			for (size_t m = 0; m < v->asked_n; m++)
				told = told || str_eq(o[m].label, asked->items[i]);
			if (!told)
				o[v->asked_n++].label = asked->items[i];
		}
	}
	v->asked = o;
}

static void page(struct web *w, struct http_req *q, struct http_res *r, const struct actor *me,
                 const struct fail *why)
{
	struct arena *a = q->arena;
	struct str today = web_today(w, a);
	struct svc_position_row p = { 0 };
	struct svc_holding *h;
	int64_t waiting;
	struct post_view v = { .csrf = q->csrf, .fault = why ? str_c(why->text) : STR(""),
		.ask_word = !me->stepped_up, .vacant = true, .password = STR(""),
		.password_login = STR("") };
	struct buf b = BUF_MAX(4u << 20);
	struct fail f;

	if (post_of(w, q, &p, &f) ||
	    svc_holdings(w->svc, me, a, p.id, 0, &h, &v.holdings_n, &f) ||
	    svc_post_waiting(w->svc, me, p.id, &waiting, &f) || fill_people(w, q, &v, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	fill_ends(q, h, v.holdings_n, &v);
	v.holdings = web_holdings(a, h, v.holdings_n, true);
	v.kinds = web_kinds(a, http_get(q, "sebagai"), &v.kinds_n);
	fill_asked(w, q, p.role, &v);
	v.name = p.name;
	v.unit = p.unit;
	v.waiting = arena_fmt(a, "%lld", (long long)waiting);
	v.from = web_kept(q, "mulai", arena_cstr(a, today));
	v.to = web_kept(q, "sampai", "");
	v.last = web_kept(q, "akhir", arena_cstr(a, today));
	v.act_set = url_path(a, "/pengguna/jabatan/%lld/angkat", (long long)p.id);
	v.letter = web_kept(q, "surat", "");
	v.letter_day = web_kept(q, "tanggal_surat", "");
	v.open_letter = why && str_ends(q->path, STR("/surat"));
	v.act_letter = url_path(a, "/pengguna/jabatan/%lld/surat", (long long)p.id);
	v.act_end = url_path(a, "/pengguna/jabatan/%lld/akhiri", (long long)p.id);
	if (why)
		r->status = err_http_status(why->code);
	view_post(&b, &v);
	web_show(w, q, r, arena_cstr(a, p.name), WEB_PEOPLE, &b);
}

void web_post(void *app, struct http_req *q, struct http_res *r)
{
	page(app, q, r, web_actor(q), NULL);
}

static void ended(struct web *w, struct http_req *q, struct http_res *r, enum err e,
                  const struct actor *me, const struct fail *f, const char *word)
{
	if (e)
		page(w, q, r, me, f);
	else
		http_redirect(r, q->arena, arena_fmt(q->arena, "/pengguna/jabatan/%lld?ok=%s",
		                                     (long long)http_arg_int(q, 0), word));
}

void web_post_set(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_appointment in = { .person_id = http_get_int(q, "orang"),
		.position_id = http_arg_int(q, 0), .kind = http_get(q, "sebagai") };
	struct actor me;
	struct fail f;
	enum err e = web_admin(w, q, &me, &f);

	if (!e)
		e = web_day(q, "mulai", &in.from, &f);
	if (!e)
		e = web_day(q, "sampai", &in.to, &f);
	if (!e)
		e = web_text(q, "surat", 200, false, &in.letter_no, &f);
	if (!e)
		e = web_day(q, "tanggal_surat", &in.letter_day, &f);
	if (!e)
		e = svc_holder_set(w->svc, &me, &in, NULL, &f);
	ended(w, q, r, e, &me, &f, "appoint");
}

void web_post_end(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct day last;
	struct actor me;
	struct fail f;
	enum err e = web_admin(w, q, &me, &f);

	if (!e)
		e = web_day(q, "akhir", &last, &f);
	if (!e)
		e = svc_holder_end(w->svc, &me, http_get_int(q, "pemangku"), last, &f);
	ended(w, q, r, e, &me, &f, "post-end");
}

void web_post_letter(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str no = STR("");
	struct day day;
	struct actor me;
	struct fail f;
	enum err e = web_admin(w, q, &me, &f);

	if (!e)
		e = web_text(q, "surat", 200, false, &no, &f);
	if (!e)
		e = web_day(q, "tanggal_surat", &day, &f);
	if (!e)
		e = svc_holder_letter(w->svc, &me, http_get_int(q, "pemangku"), no, day, &f);
	ended(w, q, r, e, &me, &f, "done");
}
