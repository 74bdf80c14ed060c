/* Groups of posts: who is in them, kept by the administrator. */
#include "api.h"
#include "svc_groups.h"

void api_groups(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_group *g;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_groups(p->svc, q->arena, &g, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "groups");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "id", g[i].id);
		jw_int(&w, "version", g[i].version);
		jw_str(&w, "name", g[i].name);
		jw_arr(&w, "members");
		for (size_t k = 0; k < g[i].members_n; k++)
			jw_int(&w, NULL, g[i].members[k]);
		jw_arr_end(&w);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

static void keep(struct api *p, struct http_req *q, struct http_res *r, struct svc_group *g,
                 int status)
{
	static const char *const KEYS[] = { "name", "members", NULL };
	const struct json *j;
	struct jw w;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_text(q->arena, j, "name", 80, false, &g->name, &f) ||
	    api_posts(p, q->arena, j, "members", g->members, SVC_GROUP_MEMBERS, &g->members_n, &f) ||
	    svc_group_set(p->svc, api_actor(q), g, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->status = status;
	api_start(&w, r);
	jw_int(&w, "id", g->id);
	jw_int(&w, "version", g->version);
	jw_obj_end(&w);
}

void api_group_new(void *app, struct http_req *q, struct http_res *r)
{
	struct svc_group g = { 0 };

	keep(app, q, r, &g, 201);
}

void api_group_put(void *app, struct http_req *q, struct http_res *r)
{
	struct svc_ref ref = api_ref(q);
	struct svc_group g = { .id = ref.id, .version = ref.version };

	keep(app, q, r, &g, 200);
}
