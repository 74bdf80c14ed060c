/* Accounts and posts, for the administrator. */
#include "people_view.h"
#include "svc_people.h"
#include "web.h"

static void page(struct web *w, struct http_req *q, struct http_res *r, const struct fail *why,
                 struct str login, struct str password)
{
	struct arena *a = q->arena;
	struct svc_person_row *s;
	struct svc_position_row *p;
	struct people_view v = { .csrf = q->csrf, .fault = why ? str_c(why->text) : STR(""),
		.password_login = login, .password = password,
		.ask_step_up = !web_actor(q)->stepped_up };
	struct buf b = BUF_MAX(2u << 20);
	struct fail f;

	if (svc_people(w->svc, web_actor(q), a, &s, &v.people_n, &f) ||
	    svc_positions(w->svc, a, &p, &v.positions_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct web_person *o = ARENA_ARRAY(a, struct web_person, v.people_n + 1);
	struct web_option *k = ARENA_ARRAY(a, struct web_option, v.positions_n + 1);

	for (size_t i = 0; i < v.people_n; i++)
		o[i] = (struct web_person){ .login = s[i].login, .name = s[i].name,
			.nip = s[i].nip.p ? s[i].nip : STR(""), .posts = s[i].posts.p ? s[i].posts : STR(""),
			.csrf = q->csrf, .id = arena_fmt(a, "%lld", (long long)s[i].account_id),
			.admin = s[i].admin, .disabled = s[i].disabled };
	for (size_t i = 0; i < v.positions_n; i++)
		k[i] = (struct web_option){ p[i].code, p[i].name, false };
	v.people = o;
	v.positions = k;
	if (why)
		r->status = err_http_status(why->code);
	view_people(&b, &v);
	web_show(w, q, r, "Pengguna", WEB_PEOPLE, &b);
}

void web_people_page(void *app, struct http_req *q, struct http_res *r)
{
	page(app, q, r, NULL, STR(""), STR(""));
}

void web_people_add(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_person_new in = { .position_code = http_get(q, "jabatan"),
		.kind = http_get(q, "sebagai") };
	struct str password = STR("");
	struct fail f;

	if (web_text(q, "login", 60, false, &in.login, &f) ||
	    web_text(q, "nama", 200, false, &in.name, &f) ||
	    web_text(q, "nip", 25, false, &in.nip, &f) ||
	    web_text(q, "pangkat", 80, false, &in.rank, &f) ||
	    svc_person_add(w->svc, web_actor(q), q->arena, &in, &password, &f))
		page(w, q, r, &f, STR(""), STR(""));
	else
		page(w, q, r, NULL, in.login, password);
}

void web_people_reset(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str password = STR("");
	int64_t id = http_get_int(q, "akun");
	struct fail f;

	if (svc_password_reset(w->svc, web_actor(q), q->arena, id, &password, &f))
		page(w, q, r, &f, STR(""), STR(""));
	else
		page(w, q, r, NULL, STR("akun itu"), password);
}

void web_people_stepup(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct fail f;

	if (svc_step_up(w->svc, web_actor(q), http_cookie(q, "sesi"), http_get(q, "password"), &f))
		page(w, q, r, &f, STR(""), STR(""));
	else
		http_redirect(r, q->arena, STR("/pengguna"));
}
