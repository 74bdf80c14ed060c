/* More time, and answers that are owed, over the API. */
#include "api.h"
#include "svc_answer.h"
#include "svc_more_time.h"

static void done(struct http_res *r)
{
	struct jw w;

	api_start(&w, r);
	jw_bool(&w, "done", true);
	jw_obj_end(&w);
}

static void put_answer(struct jw *w, struct arena *a, const struct svc_answer *x)
{
	jw_int(w, "letter", x->letter_id);
	jw_bool(w, "owed", x->owed);
	jw_str(w, "position", x->position);
	jw_str(w, "note", x->note);
	jw_str(w, "asked_at", time_iso(a, x->asked_ms));
	jw_int(w, "age_days", x->age_days);
	if (x->due_ms)
		jw_str(w, "due", time_iso(a, x->due_ms));
	jw_bool(w, "near", x->near);
	jw_bool(w, "overdue", x->overdue);
	if (x->answer_id)
		jw_int(w, "answer", x->answer_id);
	if (x->reason.n)
		jw_str(w, "waived", x->reason);
}

void api_answers(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_answer_row *v;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_answers(p->svc, api_actor(q), q->arena, &v, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "answers");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		put_answer(&w, q->arena, &v[i].answer);
		jw_str(&w, "number",
		       v[i].row.agenda.n ? v[i].row.agenda
					 : str_or_empty(v[i].row.number));
		jw_str(&w, "subject", str_or_empty(v[i].row.subject));
		jw_str(&w, "party", str_or_empty(v[i].row.party));
		jw_bool(&w, "incoming", v[i].row.incoming);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_answer_ask(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"due_date", "note", NULL};
	struct api *p = app;
	const struct json *j;
	struct day due;
	struct str note;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_day(j, "due_date", &due, &f) ||
	    api_text(q->arena, j, "note", 500, true, &note, &f) ||
	    svc_answer_ask(p->svc, api_actor(q), http_arg_int(q, 0), due, note, &f))
		api_fault(r, &f, 0);
	else
		done(r);
}

void api_answer_link(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"number", NULL};
	struct api *p = app;
	const struct json *j;
	struct str number;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "number", 200, false, &number, &f) ||
	    svc_answer_link(p->svc, api_actor(q), http_arg_int(q, 0), number, 0, &f))
		api_fault(r, &f, 0);
	else
		done(r);
}

void api_answer_waive(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"reason", NULL};
	struct api *p = app;
	const struct json *j;
	struct str reason;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "reason", 500, true, &reason, &f) ||
	    svc_answer_waive(p->svc, api_actor(q), http_arg_int(q, 0), reason, &f))
		api_fault(r, &f, 0);
	else
		done(r);
}

void api_more_times(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_more_time *v;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_more_times(p->svc, api_actor(q), q->arena, http_arg_int(q, 0), &v, &n,
			   &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "more_time");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "id", v[i].id);
		jw_bool(&w, "of_tray", v[i].tray_id != 0);
		jw_str(&w, "to", day_iso(q->arena, v[i].to));
		jw_str(&w, "reason", v[i].reason);
		jw_str(&w, "by", v[i].by);
		jw_bool(&w, "open", v[i].open);
		jw_bool(&w, "granted", v[i].granted);
		jw_str(&w, "answer", v[i].answer);
		jw_bool(&w, "may_answer", v[i].may_answer);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_more_time(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"to", "reason", NULL};
	struct api *p = app;
	const struct json *j;
	struct day to;
	struct str reason;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_day(j, "to", &to, &f) ||
	    api_text(q->arena, j, "reason", 500, true, &reason, &f) ||
	    svc_more_time_ask(p->svc, api_actor(q), http_arg_int(q, 0), to, reason, &f))
		api_fault(r, &f, 0);
	else
		done(r);
}

static void decide(struct api *p, struct http_req *q, struct http_res *r, bool grant)
{
	static const char *const KEYS[] = {"reason", NULL};
	const struct json *j;
	struct str words;
	int64_t letter;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "reason", 500, true, &words, &f) ||
	    svc_more_time_answer(p->svc, api_actor(q), http_arg_int(q, 0), grant, words,
				 &letter, &f))
		api_fault(r, &f, 0);
	else
		done(r);
}

void api_more_time_grant(void *app, struct http_req *q, struct http_res *r)
{
	decide(app, q, r, true);
}

void api_more_time_refuse(void *app, struct http_req *q, struct http_res *r)
{
	decide(app, q, r, false);
}
