#include "login_view.h"
#include "people_view.h"
#include "svc_absence.h"
#include "svc_people.h"
#include "web_switch.h"

static void login_form(struct web *w, struct http_req *q, struct http_res *r,
                       const struct fail *f, struct str login, struct str next)
{
	struct buf b = BUF_MAX(64 << 10);
	struct login_view v = { .office = w->svc->office_name.p ? w->svc->office_name : STR(""),
		.login = login.p ? login : STR(""), .fault = f ? str_c(f->text) : STR(""),
		.known = login.n > 0, .next = next.p ? next : STR(""), .csrf = q->csrf, .shared = str_starts(str_or_empty(next), STR("/surat-masuk/baru?bagikan=1")),
		.demo = w->svc->demo };

	v.today = web_today_logins(q, v.login, &v.today_n);
	view_login(&b, &v);
	q->session = NULL;
	if (f)
		r->status = err_http_status(f->code);
	web_show(w, q, r, "Masuk", WEB_NONE, &b);
}

void web_login_page(void *app, struct http_req *q, struct http_res *r)
{
	login_form(app, q, r, NULL, web_next_login(q), http_get(q, "ke"));
}

/* Who comes back after a Plh. acted in his post sees first what was done for him. */
static struct str first_page(struct web *w, struct http_req *q, struct str token, struct str next)
{
	struct actor me;
	struct fail f;

	if (next.n && !str_eqc(next, "/"))
		return next;
	if (!svc_actor(w->svc, q->arena, token, "web", ACT_SELF, &me, NULL, &f) &&
	    svc_absence_news(w->svc, &me))
		return STR("/selama-pergi");
	return STR("/");
}

void web_login(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_login in = { .password = http_get(q, "password"),
		.peer = q->peer, .remember = http_on(q, "ingat") };
	struct svc_session out;
	struct str next = http_get(q, "ke");
	struct fail f;

	if (web_text(q, "login", 60, false, &in.login, &f) ||
	    svc_login(w->svc, q->arena, &in, &out, &f)) {
		login_form(w, q, r, &f, in.login, next);
		return;
	}
	http_set_cookie(q, r, "sesi", out.token, 12 * 3600);
	web_know_browser(w, q, r);
	web_remember_login(w, q, r, in.login);
	http_redirect(r, q->arena, out.must_change ? STR("/saya")
	                                            : first_page(w, q, out.token, next));
}

void web_logout(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct fail f;

	if (svc_logout(w->svc, http_cookie(q, "sesi"), &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	http_set_cookie(q, r, "sesi", STR(""), 0);
	http_redirect(r, q->arena, STR("/masuk"));
}

static void self_form(struct web *w, struct http_req *q, struct http_res *r, const struct fail *f)
{
	const struct actor *a = web_actor(q);
	struct buf b = BUF_MAX(64 << 10), posts = BUF_MAX(4096);

	for (size_t i = 0; i < a->posts_n; i++)
		buf_fmt(&posts, "%s%.*s", i ? ", " : "", STR_ARG(a->posts[i].name));
	struct self_view v = { .csrf = q->csrf, .name = a->name, .posts = buf_keep(&posts, q->arena),
		.fault = f ? str_c(f->text) : STR(""), .must_change = a->must_change };

	view_self(&b, &v);
	if (f)
		r->status = err_http_status(f->code);
	web_show(w, q, r, "Saya", WEB_NONE, &b);
}

void web_self_page(void *app, struct http_req *q, struct http_res *r)
{
	self_form(app, q, r, NULL);
}

void web_self(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct fail f;

	if (svc_password(w->svc, web_actor(q), http_get(q, "lama"), http_get(q, "baru"), &f))
		self_form(w, q, r, &f);
	else
		http_redirect(r, q->arena, STR("/?ok=password"));
}
