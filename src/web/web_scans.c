/* web_scans.c - scans of a form: uploaded, or taken from the scanner's folder. */
#include "svc_scanner.h"
#include "web.h"

const struct web_option *web_scans_waiting(struct web *w, struct http_req *q, struct str on,
                                           size_t *n)
{
	struct arena *a = q->arena;
	struct svc_waiting *s;

	*n = svc_scanner_list(w->svc, web_actor(q), a, &s);
	struct web_option *o = ARENA_ARRAY(a, struct web_option, *n + 1);

	for (size_t i = 0; i < *n; i++) {
		struct str when = web_when(w, a, s[i].at_ms);

		o[i] = (struct web_option){ s[i].name,
			arena_fmt(a, "%.*s · %.*s · %lld KB", STR_ARG(s[i].name), STR_ARG(when),
			          (long long)(s[i].size + 1023) / 1024),
			str_eq(on, s[i].name) };
	}
	return o;
}

void web_waiting(void *app, struct http_req *q, struct http_res *r)
{
	struct waiting_view v = { 0 };

	v.waiting = web_scans_waiting(app, q, STR(""), &v.waiting_n);
	view_waiting(&r->body, &v);
}

enum err web_scans(struct web *w, struct http_req *q, const char *field, struct svc_upload **out,
                   size_t *n, struct str *taken, struct fail *f)
{
	struct svc_upload *up, *all;

	*n = web_uploads(q, field, &up);
	*taken = web_kept(q, "pemindai", "");
	*out = all = ARENA_ARRAY(q->arena, struct svc_upload, *n + 1);
	for (size_t i = 0; i < *n; i++)
		all[i] = up[i];
	if (!taken->n)
		return ERR_OK;
	return svc_scanner_get(w->svc, web_actor(q), q->arena, *taken, &all[(*n)++], f);
}
