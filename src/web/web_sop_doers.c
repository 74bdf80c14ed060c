/* Which post does each row of an SOP here, and what the SOP asks of those who do them. */
#include "sop_view.h"
#include "svc_posts.h"
#include "svc_sop.h"
#include "svc_sop_doer.h"
#include "web.h"

static int64_t set_for(const struct svc_sop_doer *d, size_t n, int step)
{
	for (size_t i = 0; i < n; i++) {
		if (d[i].step == step)
			return d[i].position_id;
	}
	return 0;
}

static struct str field_of(struct arena *a, int step)
{
	return arena_fmt(a, "langkah-%d", step);
}

static const struct web_option *
posts_of(struct arena *a, const struct svc_position_row *p, size_t n, int64_t on)
{
	struct web_option *o = ARENA_ARRAY(a, struct web_option, n + 1);

	o[0] = (struct web_option){STR("0"), STR("menurut SOP"), !on};
	for (size_t i = 0; i < n; i++)
		o[i + 1] = (struct web_option){arena_fmt(a, "%lld", (long long)p[i].id),
					       p[i].name, p[i].id == on};
	return o;
}

static struct str roles_of(struct web *w, struct arena *a, const struct flow_proc *p,
			   const struct flow_step *t)
{
	struct str all = STR("");

	for (size_t i = 0; i < t->roles_n; i++)
		all = arena_fmt(a, STR_FMT "%s" STR_FMT, STR_ARG(all), i ? ", " : "",
				STR_ARG(svc_sop_role(a, p, w->svc->office, t->roles[i])));
	return all;
}

static enum err fill(struct web *w, struct http_req *q, const struct flow_proc *p,
		     struct sop_doers_view *v, struct fail *f)
{
	struct arena *a = q->arena;
	struct web_sop_doer *o = ARENA_ARRAY(a, struct web_sop_doer, p->steps_n + 1);
	const struct flow_list *box = &p->boxes[BOX_QUALIFIED];
	struct web_sop_text *t = ARENA_ARRAY(a, struct web_sop_text, box->n + 1);
	struct svc_position_row *posts;
	struct svc_sop_doer *d;
	size_t posts_n, d_n;
	enum err e = svc_positions(w->svc, a, &posts, &posts_n, f);

	if (e || (e = svc_sop_doers(w->svc, a, p->id, &d, &d_n, f)))
		return e;
	for (size_t i = 0; i < box->n; i++)
		t[i].text = box->items[i];
	for (size_t i = 0; i < p->steps_n; i++) {
		const struct flow_step *s = &p->steps[i];

		o[i] = (struct web_sop_doer){
			.no = arena_fmt(a, "%d", s->number),
			.field = field_of(a, s->number),
			.activity = s->activity,
			.roles = roles_of(w, a, p, s),
			.doubt = str_or_empty(s->doubt),
			.inferred = s->inferred,
			.posts = posts_of(a, posts, posts_n, set_for(d, d_n, s->number)),
			.posts_n = posts_n + 1};
	}
	v->qualified = t;
	v->qualified_n = box->n;
	v->steps = o;
	v->steps_n = p->steps_n;
	return ERR_OK;
}

static void show(struct web *w, struct http_req *q, struct http_res *r,
		 const struct fail *why)
{
	struct sop_doers_view v = {.csrf = q->csrf,
				   .fault = why ? str_c(why->text) : STR("")};
	const struct flow_proc *p;
	struct buf b = BUF_MAX(2u << 20);
	struct fail f;

	if (svc_sop_get(w->svc, q->args[0], &p, &f) || fill(w, q, p, &v, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	v.name = p->name;
	v.back = url_path(q->arena, "/sop/%s", url_part(q->arena, p->id));
	v.self = url_path(q->arena, "/sop/%s/pelaksana", url_part(q->arena, p->id));
	if (why)
		r->status = err_http_status(why->code);
	view_sop_doers(&b, &v);
	web_show(w, q, r, "Pelaksana SOP", WEB_SOP, &b);
}

void web_sop_doers(void *app, struct http_req *q, struct http_res *r)
{
	show(app, q, r, NULL);
}

void web_sop_doers_save(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	const struct flow_proc *p;
	struct svc_sop_doer *d;
	struct fail f;
	size_t n;
	enum err e = svc_sop_get(w->svc, q->args[0], &p, &f);

	if (!e)
		e = svc_sop_doers(w->svc, a, q->args[0], &d, &n, &f);
	for (size_t i = 0; !e && i < p->steps_n; i++) {
		int step = p->steps[i].number;
		const char *name = field_of(a, step).p;
		int64_t post = http_get_int(q, name);

		if (http_get(q, name).p && post != set_for(d, n, step))
			e = svc_sop_doer_set(w->svc, web_actor(q), p->id, step, post, &f);
	}
	if (e)
		show(w, q, r, &f);
	else
		http_redirect(r, a,
			      arena_fmt(a, "/sop/" STR_FMT "?ok=matter", STR_ARG(p->id)));
}
