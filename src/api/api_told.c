/* Dispositions given by word: what waits to be confirmed; and the reminder. */
#include "api.h"
#include "svc_told.h"

void api_tray_remind(void *app, struct http_req *q, struct http_res *r)
{
	api_bare_act(app, q, r, svc_tray_remind);
}

void api_confirm(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "disposition", NULL };
	struct api *p = app;
	const struct json *j;
	int64_t id;
	struct svc_done d = { 0 };
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_int(j, "disposition", &id, &f) ||
	    svc_told_confirm(p->svc, api_actor(q), api_ref(q), id, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_told(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_told *t;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_told_waiting(p->svc, api_actor(q), q->arena, &t, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "told");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "disposition", t[i].id);
		jw_int(&w, "letter_id", t[i].letter_id);
		jw_int(&w, "version", t[i].version);
		jw_str(&w, "how", t[i].how);
		jw_str(&w, "told_at", time_iso(q->arena, t[i].told_ms));
		jw_str(&w, "recorded_by", t[i].by);
		jw_str(&w, "subject", t[i].subject);
		jw_str(&w, "to", t[i].to);
		jw_str(&w, "instructions", t[i].asked);
		jw_str(&w, "note", t[i].note);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}
