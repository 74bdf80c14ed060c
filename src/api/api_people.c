/* Accounts and posts over the API: ACT_ADMIN, and one's own password once more
 * (POST /me/step-up) before each act. */
#include "api.h"
#include "svc_people.h"

void api_step_up(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "password", NULL };
	struct api *p = app;
	const struct json *j;
	struct str word;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_secret(q->arena, j, "password", 512, &word, &f) ||
	    svc_step_up(p->svc, api_actor(q), api_bearer(q), word, &f))
		api_fault(r, &f, 0);
	else
		r->status = 204;
}

void api_people(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_person_row *s;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_people(p->svc, api_actor(q), q->arena, &s, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "people");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "person", s[i].person_id);
		jw_str(&w, "name", s[i].name);
		jw_str(&w, "nip", s[i].nip);
		jw_str(&w, "rank", s[i].rank);
		jw_str(&w, "posts", s[i].posts);
		if (s[i].account_id) {
			jw_obj(&w, "account");
			jw_int(&w, "id", s[i].account_id);
			jw_str(&w, "user", s[i].login);
			jw_bool(&w, "admin", s[i].admin);
			jw_bool(&w, "disabled", s[i].disabled);
			jw_obj_end(&w);
		}
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

static enum err read_person(struct http_req *q, struct svc_person_new *in, struct fail *f)
{
	static const char *const KEYS[] = { "user", "person", "name", "nip", "rank", "position",
		"kind", "from", "to", "admin", NULL };
	struct arena *a = q->arena;
	const struct json *j;
	enum err e = api_body(q, KEYS, &j, f);

	if (e || (e = api_text(a, j, "user", 60, false, &in->login, f)) ||
	    (e = api_int(j, "person", &in->person_id, f)) ||
	    (e = api_text(a, j, "name", 200, false, &in->name, f)) ||
	    (e = api_text(a, j, "nip", 25, false, &in->nip, f)) ||
	    (e = api_text(a, j, "rank", 80, false, &in->rank, f)) ||
	    (e = api_text(a, j, "position", 60, false, &in->position_code, f)) ||
	    (e = api_text(a, j, "kind", 20, false, &in->kind, f)) ||
	    (e = api_day(j, "from", &in->from, f)) || (e = api_day(j, "to", &in->to, f)))
		return e;
	return api_flag(j, "admin", &in->admin, f);
}

void api_person_new(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_person_new in = { 0 };
	struct svc_person_added added;
	struct jw w;
	struct fail f;

	if (read_person(q, &in, &f) ||
	    svc_person_add(p->svc, api_actor(q), q->arena, &in, &added, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->status = 201;
	api_start(&w, r);
	jw_int(&w, "person", added.person_id);
	jw_int(&w, "account", added.account_id);
	jw_str(&w, "password", added.password);
	jw_obj_end(&w);
}

void api_account_reset(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct str password;
	struct jw w;
	struct fail f;

	if (api_empty(q, &f) || svc_password_reset(p->svc, api_actor(q), q->arena,
	                                           http_arg_int(q, 0), &password, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_str(&w, "password", password);
	jw_obj_end(&w);
}

static void set_disabled(struct api *p, struct http_req *q, struct http_res *r, bool disabled)
{
	struct fail f;

	if (api_empty(q, &f) ||
	    svc_account_disable(p->svc, api_actor(q), http_arg_int(q, 0), disabled, &f))
		api_fault(r, &f, 0);
	else
		r->status = 204;
}

void api_account_disable(void *app, struct http_req *q, struct http_res *r)
{
	set_disabled(app, q, r, true);
}

void api_account_enable(void *app, struct http_req *q, struct http_res *r)
{
	set_disabled(app, q, r, false);
}

/* ---- posts ---- */

static void put_day(struct jw *w, struct arena *a, const char *key, struct day d)
{
	if (!day_none(d))
		jw_str(w, key, day_iso(a, d));
}

void api_holders(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const WHEN[] = { [HOLDING_PAST] = "past", [HOLDING_NOW] = "now",
		[HOLDING_COMING] = "coming" };
	struct api *p = app;
	struct svc_holding *h;
	int64_t waiting, post = http_arg_int(q, 0);
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_holdings(p->svc, api_actor(q), q->arena, post, 0, &h, &n, &f) ||
	    svc_post_waiting(p->svc, api_actor(q), post, &waiting, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_int(&w, "waiting", waiting);
	jw_arr(&w, "holders");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "id", h[i].id);
		jw_int(&w, "person", h[i].person_id);
		jw_str(&w, "name", h[i].person);
		jw_str(&w, "kind", h[i].kind);
		put_day(&w, q->arena, "from", h[i].from);
		put_day(&w, q->arena, "to", h[i].to);
		jw_str(&w, "when", str_c(WHEN[h[i].when]));
		if (h[i].letter_no.n)
			jw_str(&w, "letter", h[i].letter_no);
		put_day(&w, q->arena, "letter_date", h[i].letter_day);
		if (h[i].letter_id)
			jw_int(&w, "letter_id", h[i].letter_id);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_holder_set(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "person", "kind", "from", "to", "letter", "letter_date",
		NULL };
	struct api *p = app;
	struct svc_appointment in = { .position_id = http_arg_int(q, 0) };
	const struct json *j;
	int64_t id;
	struct jw w;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_int(j, "person", &in.person_id, &f) ||
	    api_text(q->arena, j, "kind", 20, false, &in.kind, &f) ||
	    api_day(j, "from", &in.from, &f) || api_day(j, "to", &in.to, &f) ||
	    api_text(q->arena, j, "letter", 200, false, &in.letter_no, &f) ||
	    api_day(j, "letter_date", &in.letter_day, &f) ||
	    svc_holder_set(p->svc, api_actor(q), &in, &id, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->status = 201;
	api_start(&w, r);
	jw_int(&w, "id", id);
	jw_obj_end(&w);
}

void api_holder_letter(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "letter", "letter_date", NULL };
	struct api *p = app;
	const struct json *j;
	struct str no;
	struct day day;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_text(q->arena, j, "letter", 200, false, &no, &f) ||
	    api_day(j, "letter_date", &day, &f) ||
	    svc_holder_letter(p->svc, api_actor(q), http_arg_int(q, 0), no, day, &f))
		api_fault(r, &f, 0);
	else
		r->status = 204;
}

void api_holder_end(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "last", NULL };
	struct api *p = app;
	const struct json *j;
	struct day last;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_day(j, "last", &last, &f) ||
	    svc_holder_end(p->svc, api_actor(q), http_arg_int(q, 0), last, &f))
		api_fault(r, &f, 0);
	else
		r->status = 204;
}
