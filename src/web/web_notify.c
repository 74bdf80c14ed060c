/* Pemberitahuan, each person's own; Surel, the administrator's. */
#include "mail_view.h"
#include "svc_mail.h"
#include "web.h"

static const struct web_option *ways(struct arena *a, struct str on, size_t *n)
{
	static const char *const WAYS[][2] = {
		{"tidak", "tidak lewat surel"},
		{"segera", "segera, satu surel tiap surat"},
		{"ringkasan", "satu ringkasan sehari"},
	};
	struct web_option *o = ARENA_ARRAY(a, struct web_option, 3);

	for (*n = 0; *n < 3; ++*n)
		o[*n] = (struct web_option){str_c(WAYS[*n][0]), str_c(WAYS[*n][1]),
					    str_eqc(on, WAYS[*n][0])};
	return o;
}

static const struct web_option *hours(struct arena *a, int on, size_t *n)
{
	struct web_option *o = ARENA_ARRAY(a, struct web_option, 24);

	for (*n = 0; *n < 24; ++*n)
		o[*n] = (struct web_option){arena_fmt(a, "%zu", *n),
					    arena_fmt(a, "%02zu.00", *n), (int)*n == on};
	return o;
}

static void notify_show(struct web *w, struct http_req *q, struct http_res *r,
			const struct svc_mail_choice *typed, const struct fail *why)
{
	struct buf b = BUF_MAX(64 << 10);
	struct svc_mail_choice c;
	struct notify_view v = {.csrf = q->csrf,
				.fault = why ? str_c(why->text) : STR("")};
	struct fail f;

	if (svc_mail_choice(w->svc, web_actor(q), q->arena, &c, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	v.failed = c.fault;
	v.no_server = !c.can_send;
	if (typed)
		c = *typed;
	v.address = str_or_empty(c.address);
	v.ways = ways(q->arena, c.how, &v.ways_n);
	v.hours = hours(q->arena, c.hour, &v.hours_n);
	if (why)
		r->status = err_http_status(why->code);
	view_notify(&b, &v);
	web_show(w, q, r, "Pemberitahuan", WEB_NONE, &b);
}

void web_notify_page(void *app, struct http_req *q, struct http_res *r)
{
	notify_show(app, q, r, NULL, NULL);
}

void web_notify(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_mail_choice c = {.how = str_or_empty(http_get(q, "cara"))};
	struct fail f;

	if (web_text(q, "alamat", 254, false, &c.address, &f) ||
	    web_int(q, "jam", 23, &c.hour, &f) ||
	    svc_mail_choose(w->svc, web_actor(q), &c, &f))
		notify_show(w, q, r, &c, &f);
	else
		http_redirect(r, q->arena, STR("/saya/pemberitahuan?ok=notify"));
}

static const struct web_mail_row *rows_of(struct web *w, struct arena *a,
					  const struct svc_mail_state *m)
{
	struct web_mail_row *o = ARENA_ARRAY(a, struct web_mail_row, m->n + 1);

	for (size_t i = 0; i < m->n; i++) {
		const struct svc_mail_row *v = &m->rows[i];

		o[i] = (struct web_mail_row){
			.when = time_local(a, v->made_ms, w->svc->zone),
			.login = v->login,
			.address = v->address,
			.state = str_eqc(v->state, "tidak-pasti")
					 ? STR("mungkin sampai, tidak dikirim ulang")
				 : str_eqc(v->state, "diambil") ? STR("sedang dikirim")
								: v->state,
			.fault = v->fault,
			.again = v->next_ms && v->tries
					 ? time_local(a, v->next_ms, w->svc->zone)
					 : STR("")};
	}
	return o;
}

static void mail_show(struct web *w, struct http_req *q, struct http_res *r,
		      const struct fail *why)
{
	struct buf b = BUF_MAX(1 << 20);
	struct svc_mail_state m;
	struct mail_view v = {.csrf = q->csrf,
			      .fault = why ? str_c(why->text) : STR(""),
			      .address = str_or_empty(http_get(q, "alamat"))};
	struct fail f;

	if (svc_mail_state(w->svc, web_actor(q), q->arena, &m, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	v.no_server = !m.host.n;
	v.host = str_or_empty(m.host);
	v.from = str_or_empty(m.from);
	v.waiting = arena_fmt(q->arena, "%lld%s", (long long)m.waiting,
			      m.waiting >= 1000 ? "+" : "");
	v.rows = rows_of(w, q->arena, &m);
	v.rows_n = m.n;
	if (why)
		r->status = err_http_status(why->code);
	view_mail(&b, &v);
	web_show(w, q, r, "Surel", WEB_NONE, &b);
}

void web_mail_page(void *app, struct http_req *q, struct http_res *r)
{
	mail_show(app, q, r, NULL);
}

void web_mail_try(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str address;
	struct fail f;

	if (web_text(q, "alamat", 254, false, &address, &f) ||
	    svc_mail_try(w->svc, web_actor(q), address, &f))
		mail_show(w, q, r, &f);
	else
		http_redirect(r, q->arena, STR("/surel?ok=mail"));
}
