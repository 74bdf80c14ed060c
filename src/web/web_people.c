/* Pegawai: who works here, and his account; for the administrator. */
#include "people_view.h"
#include "svc_people.h"
#include "web.h"
#include "web_admin.h"

enum err web_admin(struct web *w, struct http_req *q, struct actor *me, struct fail *f)
{
	struct str word = http_get(q, "sandi_saya");

	*me = *web_actor(q);
	if (me->stepped_up || !word.n)
		return ERR_OK;
	enum err e = svc_step_up(w->svc, me, http_cookie(q, "sesi"), word, f);

	me->stepped_up = !e;
	return e;
}

struct str web_today(struct web *w, struct arena *a)
{
	return day_iso(a, day_at(clock_ms(w->svc->clock), w->svc->zone));
}

static struct str web_appointing(struct arena *a, const struct svc_holding *h)
{
	if (!h->letter_no.n || day_none(h->letter_day))
		return h->letter_no.n ? h->letter_no : STR("");
	return arena_fmt(a, "%.*s, %.*s", STR_ARG(h->letter_no),
	                 STR_ARG(day_long(a, h->letter_day)));
}

const struct web_holding *web_holdings(struct arena *a, const struct svc_holding *h, size_t n,
                                       bool of_post)
{
	struct web_holding *o = ARENA_ARRAY(a, struct web_holding, n + 1);

	for (size_t i = 0; i < n; i++) {
		bool acts = !str_eqc(h[i].kind, "definitif");

		o[i] = (struct web_holding){ .person = h[i].person, .position = h[i].position,
			.kind = web_kind_label(h[i].kind),
			.from = day_none(h[i].from) ? STR("awal") : day_long(a, h[i].from),
			.to = day_none(h[i].to) ? STR("seterusnya") : day_long(a, h[i].to),
			.link = of_post ? url_path(a, "/pengguna/orang/%lld", (long long)h[i].person_id)
			                : url_path(a, "/pengguna/jabatan/%lld",
			                           (long long)h[i].position_id),
			.past = h[i].when == HOLDING_PAST, .coming = h[i].when == HOLDING_COMING,
			.letter = web_appointing(a, &h[i]), .in_naskah = h[i].letter_id != 0,
			.letter_link = url_path(a, "/surat/%lld", (long long)h[i].letter_id),
			.letterless = acts && !h[i].letter_no.n && h[i].when != HOLDING_PAST };
	}
	return o;
}

/* ---- the list ---- */

static enum err fill_posts(struct web *w, struct http_req *q, struct people_view *v,
                           struct fail *f)
{
	struct arena *a = q->arena;
	struct svc_position_row *p;
	struct str on = http_get(q, "jabatan");
	enum err e = svc_positions(w->svc, a, &p, &v->posts_n, f);

	if (e)
		return e;
	struct web_post *o = ARENA_ARRAY(a, struct web_post, v->posts_n + 1);
	struct web_option *k = ARENA_ARRAY(a, struct web_option, v->posts_n + 1);

	for (size_t i = 0; !e && i < v->posts_n; i++) {
		int64_t waiting = 0;

		e = svc_post_waiting(w->svc, web_actor(q), p[i].id, &waiting, f);
		o[i] = (struct web_post){ .name = p[i].name, .unit = p[i].unit,
			.holder = p[i].holder.p ? p[i].holder : STR(""),
			.waiting = arena_fmt(a, "%lld", (long long)waiting),
			.link = url_path(a, "/pengguna/jabatan/%lld", (long long)p[i].id) };
		k[i] = (struct web_option){ p[i].code, p[i].name, str_eq(on, p[i].code) };
	}
	v->posts = o;
	v->positions = k;
	v->positions_n = v->posts_n;
	return e;
}

static enum err fill_people(struct web *w, struct http_req *q, struct people_view *v,
                            struct fail *f)
{
	struct svc_person_row *s;
	enum err e = svc_people(w->svc, web_actor(q), q->arena, &s, &v->people_n, f);

	if (e)
		return e;
	struct web_person *o = ARENA_ARRAY(q->arena, struct web_person, v->people_n + 1);

	for (size_t i = 0; i < v->people_n; i++)
		o[i] = (struct web_person){ .login = s[i].login, .name = s[i].name,
			.nip = s[i].nip, .posts = s[i].posts,
			.link = url_path(q->arena, "/pengguna/orang/%lld", (long long)s[i].person_id),
			.admin = s[i].admin, .disabled = s[i].disabled };
	v->people = o;
	return ERR_OK;
}

/* why NULL: done; the form is shown empty again. */
static void page(struct web *w, struct http_req *q, struct http_res *r, const struct actor *me,
                 const struct fail *why, struct str password)
{
	struct arena *a = q->arena;
	struct people_view v = { .csrf = q->csrf, .fault = why ? str_c(why->text) : STR(""),
		.ask_word = !me->stepped_up, .password = password,
		.password_login = http_get(q, "login"), .from = web_today(w, a) };
	struct buf b = BUF_MAX(4u << 20);
	struct fail f;

	v.login = v.name = v.nip = v.rank = STR("");
	v.kinds = web_kinds(a, why ? http_get(q, "sebagai") : STR(""), &v.kinds_n);
	if (why) {
		v.login = web_kept(q, "login", "");
		v.name = web_kept(q, "nama", "");
		v.nip = web_kept(q, "nip", "");
		v.rank = web_kept(q, "pangkat", "");
		v.from = web_kept(q, "mulai", arena_cstr(a, v.from));
		r->status = err_http_status(why->code);
	}
	if (fill_posts(w, q, &v, &f) || fill_people(w, q, &v, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	view_people(&b, &v);
	web_show(w, q, r, "Pegawai dan jabatan", WEB_PEOPLE, &b);
}

void web_people_page(void *app, struct http_req *q, struct http_res *r)
{
	page(app, q, r, web_actor(q), NULL, STR(""));
}

void web_people_add(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_person_new in = { .position_code = http_get(q, "jabatan"),
		.kind = http_get(q, "sebagai") };
	struct svc_person_added added;
	struct actor me;
	struct fail f;

	if (web_admin(w, q, &me, &f) || web_text(q, "login", 60, false, &in.login, &f) ||
	    web_text(q, "nama", 200, false, &in.name, &f) ||
	    web_text(q, "nip", 25, false, &in.nip, &f) ||
	    web_text(q, "pangkat", 80, false, &in.rank, &f) || web_day(q, "mulai", &in.from, &f) ||
	    svc_person_add(w->svc, &me, q->arena, &in, &added, &f))
		page(w, q, r, &me, &f, STR(""));
	else
		page(w, q, r, &me, NULL, added.password);
}

/* ---- one person ---- */

static enum err person_of(struct web *w, struct http_req *q, struct svc_person_row *out,
                          struct fail *f)
{
	struct svc_person_row *s;
	size_t n;
	int64_t id = http_arg_int(q, 0);
	enum err e = svc_people(w->svc, web_actor(q), q->arena, &s, &n, f);

	for (size_t i = 0; !e && i < n; i++)
		if (s[i].person_id == id) {
			*out = s[i];
			return ERR_OK;
		}
	return e ? e : FAIL(f, ERR_NOTFOUND, "no-such-row", NULL, "Pegawai itu tidak ada.");
}

static struct url act_url(struct arena *a, const struct svc_person_row *p, const char *act)
{
	return url_path(a, "/pengguna/orang/%lld/%s", (long long)p->person_id, act);
}

static void person(struct web *w, struct http_req *q, struct http_res *r, const struct actor *me,
                   const struct fail *why, struct str password)
{
	struct arena *a = q->arena;
	struct svc_person_row p;
	struct svc_holding *h;
	struct person_view v = { .csrf = q->csrf, .fault = why ? str_c(why->text) : STR(""),
		.ask_word = !me->stepped_up, .password = password };
	struct buf b = BUF_MAX(1u << 20);
	struct fail f;

	if (person_of(w, q, &p, &f) ||
	    svc_holdings(w->svc, me, a, 0, p.person_id, &h, &v.holdings_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	v.holdings = web_holdings(a, h, v.holdings_n, false);
	v.name = p.name;
	v.nip = p.nip.n ? p.nip : STR("NIP tidak dicatat");
	v.rank = p.rank;
	v.login = v.password_login = p.account_id ? p.login : web_kept(q, "login", "");
	v.no_account = !p.account_id;
	v.admin = p.admin;
	v.disabled = p.disabled;
	v.own = p.account_id == me->account_id;
	v.act_account = act_url(a, &p, "akun");
	v.act_reset = act_url(a, &p, "sandi");
	v.act_disable = act_url(a, &p, "nonaktif");
	v.act_enable = act_url(a, &p, "aktif");
	v.open_reset = why && str_ends(q->path, STR("/sandi"));
	v.open_disable = why && str_ends(q->path, STR("/nonaktif"));
	if (why)
		r->status = err_http_status(why->code);
	view_person(&b, &v);
	web_show(w, q, r, arena_cstr(a, p.name), WEB_PEOPLE, &b);
}

void web_person(void *app, struct http_req *q, struct http_res *r)
{
	person(app, q, r, web_actor(q), NULL, STR(""));
}

void web_person_account(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_person_new in = { .person_id = http_arg_int(q, 0) };
	struct svc_person_added added;
	struct actor me;
	struct fail f;

	if (web_admin(w, q, &me, &f) || web_text(q, "login", 60, false, &in.login, &f) ||
	    svc_person_add(w->svc, &me, q->arena, &in, &added, &f))
		person(w, q, r, &me, &f, STR(""));
	else
		person(w, q, r, &me, NULL, added.password);
}

void web_person_reset(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_person_row p;
	struct str password = STR("");
	struct actor me;
	struct fail f;

	if (web_admin(w, q, &me, &f) || person_of(w, q, &p, &f) ||
	    svc_password_reset(w->svc, &me, q->arena, p.account_id, &password, &f))
		person(w, q, r, &me, &f, STR(""));
	else
		person(w, q, r, &me, NULL, password);
}

static void set_disabled(struct web *w, struct http_req *q, struct http_res *r, bool disabled)
{
	struct svc_person_row p;
	struct actor me;
	struct fail f;

	if (web_admin(w, q, &me, &f) || person_of(w, q, &p, &f) ||
	    svc_account_disable(w->svc, &me, p.account_id, disabled, &f))
		person(w, q, r, &me, &f, STR(""));
	else
		http_redirect(r, q->arena,
		              arena_fmt(q->arena, "/pengguna/orang/%lld?ok=%s", (long long)p.person_id,
		                        disabled ? "disable" : "enable"));
}

void web_person_disable(void *app, struct http_req *q, struct http_res *r)
{
	set_disabled(app, q, r, true);
}

void web_person_enable(void *app, struct http_req *q, struct http_res *r)
{
	set_disabled(app, q, r, false);
}
