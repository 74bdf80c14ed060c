/* api_desk.c - a desk's parts with their counters, and what lies in one. */
#include "api.h"
#include "svc_shelf.h"

void api_shelves(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_shelf *s;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_shelves(p->svc, api_actor(q), q->arena, &s, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "shelves");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_str(&w, "code", str_c(s[i].word));
		jw_str(&w, "name", str_c(s[i].label));
		jw_int(&w, "count", (int64_t)s[i].n);
		jw_bool(&w, "more", s[i].more);
		jw_int(&w, "unread", (int64_t)s[i].unread);
		jw_int(&w, "soon", (int64_t)s[i].soon);
		jw_int(&w, "overdue", (int64_t)s[i].overdue);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_shelf(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const NAMES[] = {"cursor", NULL};
	struct api *p = app;
	struct svc_shelf shelf;
	struct svc_list l;
	int64_t from = 0;
	struct fail f;

	if (api_query_only(q, NAMES, &f) ||
	    api_query_int(q, "cursor", SVC_SHELF_MAX, &from, &f) ||
	    svc_shelf(p->svc, api_actor(q), q->arena, q->args[0], from, &shelf, &l, &f))
		api_fault(r, &f, 0);
	else
		api_put_list(r, q->arena, &l);
}
