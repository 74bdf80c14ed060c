/* Kelompok jabatan: the administrator's page, and the groups as choices of a disposition. */
#include "groups_view.h"
#include "svc_groups.h"
#include "svc_prepare.h"
#include "svc_posts.h"
#include "web.h"

/* All posts; those of the group are on. */
static const struct web_option *posts_in(struct http_req *q, const struct svc_position_row *p,
                                         size_t n, const struct svc_group *g)
{
	struct web_option *o = ARENA_ARRAY(q->arena, struct web_option, n + 1);

	for (size_t i = 0; i < n; i++) {
		o[i] = (struct web_option){ arena_fmt(q->arena, "%lld", (long long)p[i].id), p[i].name,
			false };
		for (size_t k = 0; k < g->members_n; k++)
			o[i].on = o[i].on || g->members[k] == p[i].id;
	}
	return o;
}

static enum err fill_preps(struct web *w, struct http_req *q, struct groups_view *v, struct fail *f)
{
	struct svc_preparer *p;
	size_t n;
	enum err e = svc_preparers(w->svc, q->arena, &p, &n, f);

	if (e)
		return e;
	struct web_prep *o = ARENA_ARRAY(q->arena, struct web_prep, n + 1);

	for (size_t i = 0; i < n; i++) {
		struct web_prep *last = v->preps_n ? &o[v->preps_n - 1] : NULL;

		if (last && p[i - 1].head_id == p[i].head_id)
			last->posts = arena_fmt(q->arena, "%.*s, %.*s", STR_ARG(last->posts),
			                        STR_ARG(p[i].position));
		else
			o[v->preps_n++] = (struct web_prep){ p[i].head, p[i].position };
	}
	v->preps = o;
	return ERR_OK;
}

static void page(struct web *w, struct http_req *q, struct http_res *r, int64_t tried,
                 const struct fail *why)
{
	struct groups_view v = { .csrf = q->csrf, .fault = why ? str_c(why->text) : STR(""),
		.name = why && !tried ? web_kept(q, "nama", "") : STR("") };
	struct buf b = BUF_MAX(2u << 20);
	struct svc_position_row *p;
	struct svc_group *g, none = { 0 };
	size_t n, posts;
	struct fail f;

	if (svc_groups(w->svc, q->arena, &g, &n, &f) ||
	    svc_positions(w->svc, q->arena, &p, &posts, &f) || fill_preps(w, q, &v, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct web_group *o = ARENA_ARRAY(q->arena, struct web_group, n + 1);

	for (size_t i = 0; i < n; i++)
		o[i] = (struct web_group){ .name = g[i].name, .names = g[i].names, .csrf = q->csrf,
			.version = arena_fmt(q->arena, "%lld", (long long)g[i].version),
			.act = url_path(q->arena, "/kelompok/%lld", (long long)g[i].id),
			.open = tried == g[i].id, .posts_n = posts,
			.posts = posts_in(q, p, posts, &g[i]) };
	v.groups = o;
	v.groups_n = n;
	v.posts = web_ticked(q, "anggota", why && !tried, posts_in(q, p, posts, &none), posts);
	v.posts_n = posts;
	if (why)
		r->status = err_http_status(why->code);
	view_groups(&b, &v);
	web_show(w, q, r, "Kelompok jabatan", WEB_PEOPLE, &b);
}

void web_groups(void *app, struct http_req *q, struct http_res *r)
{
	page(app, q, r, 0, NULL);
}

static void keep(struct web *w, struct http_req *q, struct http_res *r, struct svc_group g)
{
	int64_t tried = g.id;
	struct str v;
	struct fail f;
	enum err e = web_text(q, "nama", 80, false, &g.name, &f);

	for (size_t i = 0; !e && http_each(q, "anggota", &i, &v);)
		if (g.members_n == SVC_GROUP_MEMBERS || !str_to_int(v, &g.members[g.members_n++]))
			e = FAIL(&f, ERR_INVALID, "too-many", "anggota",
			         "Anggota satu kelompok paling banyak %d jabatan dari daftar.",
			         SVC_GROUP_MEMBERS);
	if (!e)
		e = svc_group_set(w->svc, web_actor(q), &g, &f);
	if (e)
		page(w, q, r, tried, &f);
	else
		http_redirect(r, q->arena, STR("/kelompok?ok=done"));
}

void web_group_new(void *app, struct http_req *q, struct http_res *r)
{
	keep(app, q, r, (struct svc_group){ 0 });
}

void web_group_put(void *app, struct http_req *q, struct http_res *r)
{
	keep(app, q, r, (struct svc_group){ .id = http_arg_int(q, 0),
		.version = http_get_int(q, "versi") });
}

const struct web_option *web_groups_of(struct web *w, struct http_req *q, const char *name,
                                       size_t *n)
{
	struct svc_group *g;
	size_t all;
	struct fail f;

	*n = 0;
	if (svc_groups(w->svc, q->arena, &g, &all, &f))
		return NULL;
	struct web_option *o = ARENA_ARRAY(q->arena, struct web_option, all + 1);

	for (size_t i = 0; i < all; i++)
		if (g[i].members_n)
			o[(*n)++] = (struct web_option){ arena_fmt(q->arena, "%lld", (long long)g[i].id),
				arena_fmt(q->arena, "%.*s (%zu)", STR_ARG(g[i].name), g[i].members_n), false };
	return web_ticked(q, name, true, o, *n);
}
