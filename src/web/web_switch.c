#include "web_switch.h"
#include "svc_people.h"
#include "utf8.h"

#define COOKIE	  "petugas"
#define TODAY_MAX 6
#define DAY_S	  86400

static bool plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') ||
		      s.p[i] == '.' || s.p[i] == '-' || s.p[i] == '_'))
			return false;
	return s.n > 0 && s.n <= 40;
}

static size_t read_today(struct http_req *q, struct str *list)
{
	struct str all = str_or_empty(http_cookie(q, COOKIE)), one;
	size_t n = 0;

	while (n < TODAY_MAX && all.n && str_cut(&all, '~', &one))
		if (plain(one))
			list[n++] = one;
	return n;
}

void web_remember_login(struct web *w, struct http_req *q, struct http_res *r, struct str login)
{
	struct str list[TODAY_MAX], me = utf8_fold(q->arena, str_trim(login));
	int64_t local = clock_ms(w->svc->clock) / 1000 + w->svc->zone * INT64_C(3600);
	size_t n = read_today(q, list);
	struct str all = me;

	if (!plain(me))
		return;
	for (size_t i = 0; i < n && i < TODAY_MAX - 1; i++)
		if (!str_eq(list[i], me))
			all = arena_fmt(q->arena, "%.*s~%.*s", STR_ARG(all), STR_ARG(list[i]));
	http_set_cookie(q, r, COOKIE, all, DAY_S - local % DAY_S);
}

const struct web_login *web_today_logins(struct http_req *q, struct str on, size_t *n)
{
	struct str list[TODAY_MAX];
	struct web_login *o = ARENA_ARRAY(q->arena, struct web_login, TODAY_MAX);

	*n = read_today(q, list);
	for (size_t i = 0; i < *n; i++)
		o[i] = (struct web_login){ list[i],
			url_path(q->arena, "/masuk?sebagai=%s", url_part(q->arena, list[i])),
			str_eq(list[i], on) };
	return o;
}

struct str web_next_login(struct http_req *q)
{
	struct str list[TODAY_MAX], want = str_or_empty(http_get(q, "sebagai"));
	size_t n = read_today(q, list);

	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i], want))
			return list[i];
	return http_on(q, "ganti") && n > 1 ? list[1] : STR("");
}

void web_switch(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct fail f;

	if (svc_logout(w->svc, http_cookie(q, "sesi"), &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	http_set_cookie(q, r, "sesi", STR(""), 0);
	http_redirect(r, q->arena, STR("/masuk?ganti=1"));
}
