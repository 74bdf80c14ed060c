/* Minta lihat over the API: the question, and its two answers. */
#include "api.h"
#include "svc_look.h"

void api_look_ask(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "reason", NULL };
	struct api *p = app;
	const struct json *j;
	struct svc_done d = { 0 };
	struct str reason;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "reason", 500, true, &reason, &f) ||
	    svc_look_ask(p->svc, api_actor(q), http_arg_int(q, 0), reason, &d, &f))
		api_fault(r, &f, 0);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

static void answer(struct api *p, struct http_req *q, struct http_res *r, bool grant)
{
	const char *const keys[] = { grant ? "note" : "reason", NULL };
	const struct json *j;
	struct svc_done d = { 0 };
	struct str words;
	struct fail f;

	if (api_body(q, keys, &j, &f) ||
	    api_text(q->arena, j, keys[0], 500, true, &words, &f) ||
	    svc_look_answer(p->svc, api_actor(q), api_ref(q), grant, words, &d, &f)) {
		api_fault(r, &f, d.version);
		return;
	}
	d.id = 0; /* nothing was made; the letter is known from the request */
	api_done(r, &d, http_arg_int(q, 0));
}

void api_look_grant(void *app, struct http_req *q, struct http_res *r)
{
	answer(app, q, r, true);
}

void api_look_refuse(void *app, struct http_req *q, struct http_res *r)
{
	answer(app, q, r, false);
}
