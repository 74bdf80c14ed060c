/* What the posts of the asker are told. */
#include "api.h"
#include "svc_notice.h"

void api_notices(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_notice *v;
	size_t n;
	int64_t unread = 0;
	struct jw w;
	struct fail f;

	if (svc_notices(p->svc, api_actor(q), q->arena, &v, &n, &f) ||
	    svc_notices_unread(p->svc, api_actor(q), &unread, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_int(&w, "unread", unread);
	jw_arr(&w, "notices");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "id", v[i].id);
		jw_str(&w, "kind", str_c(notice_word(v[i].kind)));
		jw_str(&w, "label", str_c(notice_label(v[i].kind)));
		jw_str(&w, "position", v[i].position);
		jw_str(&w, "words", v[i].words);
		if (v[i].letter_id) {
			jw_int(&w, "letter", v[i].letter_id);
			jw_str(&w, "number", v[i].number);
			jw_str(&w, "subject", v[i].subject);
		}
		if (v[i].matter_id)
			jw_int(&w, "matter", v[i].matter_id);
		if (v[i].due_ms)
			jw_str(&w, "due", time_iso(q->arena, v[i].due_ms));
		jw_str(&w, "at", time_iso(q->arena, v[i].created_ms));
		jw_bool(&w, "read", v[i].read);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_notice_read(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct jw w;
	struct fail f;

	if (api_empty(q, &f) ||
	    svc_notice_read(p->svc, api_actor(q), http_arg_int(q, 0), INT64_MAX, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_bool(&w, "read", true);
	jw_obj_end(&w);
}
