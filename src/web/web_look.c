/* Minta lihat on the letter's page: the question, and its two answers. */
#include "letter_view.h"
#include "svc_look.h"
#include "web.h"

void web_fill_looks(struct web *w, struct http_req *q, struct letter_view *v,
                    const struct svc_letter *l)
{
	struct arena *a = q->arena;
	struct web_look *o = ARENA_ARRAY(a, struct web_look, l->looks_n + 1);
	long long id = (long long)l->row.id;

	for (size_t i = 0; i < l->looks_n; i++) {
		const struct svc_look *s = &l->looks[i];
		struct str when = web_when(w, a, s->answered_ms);

		o[i] = (struct web_look){ .who = s->position, .when = web_when(w, a, s->at_ms),
			.reason = s->reason, .answer = str_or_empty(s->answer), .csrf = q->csrf,
			.answered = arena_fmt(a, "%.*s, %.*s", STR_ARG(str_or_empty(s->answered_by)),
			                      STR_ARG(when)),
			.version = STR("1"), .open = s->open, .granted = s->granted, .mine = s->mine,
			.may_answer = s->may_answer,
			.grant = url_path(a, "/surat/%lld/izinkan/%lld", id, (long long)s->id),
			.refuse = url_path(a, "/surat/%lld/tolak/%lld", id, (long long)s->id) };
	}
	v->looks = o;
	v->looks_n = l->looks_n;
}

void web_look_ask(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct str reason;
	struct fail f;
	enum err e = web_text(q, "alasan", 500, true, &reason, &f);

	if (!e)
		e = svc_look_ask(w->svc, web_actor(q), http_arg_int(q, 0), reason, &d, &f);
	web_ended(w, q, r, e, &f, "ask");
}

static void answer(struct web *w, struct http_req *q, struct http_res *r, bool grant)
{
	struct svc_ref ref = { http_arg_int(q, 1), http_get_int(q, "versi") };
	struct svc_done d;
	struct str words;
	struct fail f;
	enum err e = web_text(q, "alasan", 500, true, &words, &f);

	if (!e)
		e = svc_look_answer(w->svc, web_actor(q), ref, grant, words, &d, &f);
	web_ended(w, q, r, e, &f, "look");
}

void web_look_grant(void *app, struct http_req *q, struct http_res *r)
{
	answer(app, q, r, true);
}

void web_look_refuse(void *app, struct http_req *q, struct http_res *r)
{
	answer(app, q, r, false);
}
