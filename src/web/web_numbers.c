/* The number book: what was given, what waits, what has to be explained. */
#include "letter_view.h"
#include "numbers_view.h"
#include "office.h"
#include "outside_view.h"
#include "svc_numbers.h"
#include "web.h"

static struct str day_of(struct arena *a, struct day d)
{
	return day_none(d) ? STR("") : day_long(a, d);
}

static struct str waiting_of(struct arena *a, const struct svc_series *s)
{
	struct buf b = BUF_MAX(2000);

	for (size_t i = 0; i < s->waiting_n && i < 12; i++)
		buf_fmt(&b, "%s%d" STR_FMT, i ? ", " : "", s->waiting[i].serial,
		        STR_ARG(s->waiting[i].insert_text));
	if (s->waiting_n > 12)
		buf_fmt(&b, " dan %zu lagi", s->waiting_n - 12);
	struct str all = buf_keep(&b, a);

	buf_free(&b);
	return all;
}

static const struct web_last *last_of(struct arena *a, const struct svc_series *s, size_t n,
                                      bool letters, size_t *out_n)
{
	struct web_last *o = ARENA_ARRAY(a, struct web_last, n + 1);

	*out_n = 0;
	for (size_t i = 0; i < n; i++) {
		if (letters && !s[i].outgoing)
			continue;
		o[(*out_n)++] = (struct web_last){ .name = s[i].name, .any = s[i].last > 0,
			.last = s[i].last_number.n ? s[i].last_number
			      : s[i].last          ? arena_fmt(a, "%04d", s[i].last)
			                           : STR("belum ada"),
			.day = day_of(a, s[i].last_day), .waiting = waiting_of(a, &s[i]),
			.waits = s[i].waiting_n > 0,
			.book = url_path(a, "/buku-nomor/buku?deret=%s&masa=%d",
			                 url_part(a, s[i].key), s[i].period) };
	}
	return o;
}

const struct web_last *web_last_numbers(struct web *w, struct http_req *q, size_t *n)
{
	struct svc_series *s;
	struct fail f;
	size_t all;

	*n = 0;
	if (svc_series_list(w->svc, web_actor(q), q->arena, &s, &all, &f))
		return NULL; /* not his to see */
	return last_of(q->arena, s, all, true, n);
}

static const struct web_option *units(struct web *w, struct arena *a, struct str on, size_t *n)
{
	const struct office *o = w->svc->office;
	struct web_option *v = ARENA_ARRAY(a, struct web_option, o->units_n + 1);

	v[0] = (struct web_option){ STR(""), STR("semua unit"), !on.n };
	for (size_t i = 0; i < o->units_n; i++)
		v[i + 1] = (struct web_option){ o->units[i].code, o->units[i].name,
			str_eq(o->units[i].code, on) };
	*n = o->units_n + 1;
	return v;
}

static void fill_series(struct http_req *q, struct numbers_view *v, const struct svc_series *s,
                        size_t n)
{
	struct web_option *mine = ARENA_ARRAY(q->arena, struct web_option, n + 1);
	struct web_option *all = ARENA_ARRAY(q->arena, struct web_option, n + 1);
	struct str on = web_kept(q, "deret", "");

	for (size_t i = 0; i < n; i++) {
		all[i] = (struct web_option){ s[i].key, s[i].name, str_eq(s[i].key, on) };
		if (!s[i].outgoing || (!s[i].keeper && !s[i].checker))
			continue;
		mine[v->series_n++] = all[i];
		v->may_reserve = true;
		v->may_insert = v->may_insert || s[i].checker;
	}
	v->series = mine;
	v->books = all;
	v->books_n = n;
}

static enum err fill_blocks(struct web *w, struct http_req *q, struct numbers_view *v,
                            const struct svc_series *s, size_t n, struct fail *f)
{
	struct arena *a = q->arena;
	struct num_block *b;
	size_t all;
	enum err e = svc_number_blocks(w->svc, web_actor(q), a, &b, &all, f);

	if (e)
		return e;
	struct web_block *o = ARENA_ARRAY(a, struct web_block, all + 1);

	for (size_t i = 0; i < all; i++) {
		o[i] = (struct web_block){ .name = b[i].series, .csrf = q->csrf,
			.period = arena_fmt(a, "%d", b[i].period), .purpose = b[i].purpose,
			.range = b[i].first == b[i].last ? arena_fmt(a, "%d", b[i].first)
			                                 : arena_fmt(a, "%d s.d. %d", b[i].first, b[i].last),
			.unit = b[i].unit, .day = day_of(a, b[i].day),
			.expires = day_of(a, b[i].expires), .left = arena_fmt(a, "%d", b[i].left),
			.sheet = url_path(a, "/buku-nomor/cadangan/%lld", (long long)b[i].id),
			.burn = url_path(a, "/buku-nomor/cadangan/%lld/hangus", (long long)b[i].id),
			.open = b[i].left > 0 };
		for (size_t k = 0; k < n; k++)
			if (str_eq(s[k].key, b[i].series)) {
				o[i].name = s[k].name;
				o[i].may_burn = o[i].open && s[k].checker;
			}
	}
	v->blocks = o;
	v->blocks_n = all;
	return ERR_OK;
}

static void show(struct web *w, struct http_req *q, struct http_res *r, const struct fail *why,
                 struct str given)
{
	struct arena *a = q->arena;
	struct day today = day_at(clock_ms(w->svc->clock), w->svc->zone);
	struct svc_series *s;
	struct buf b = BUF_MAX(1 << 20);
	struct fail f;
	size_t n;
	struct numbers_view v = { .csrf = q->csrf, .idem = web_idem(q, why), .given = given,
		.idem_insert = web_idem(q, why), .fault = why ? str_c(why->text) : STR(""),
		.year = arena_fmt(a, "%d", today.year), .today = day_iso(a, today),
		.until = web_kept(q, "sampai", arena_cstr(a, day_iso(a, today))),
		.count = web_kept(q, "banyak", "10"), .purpose = web_kept(q, "keperluan", ""),
		.reason = web_kept(q, "alasan", ""), .number = web_kept(q, "nomor", ""),
		.giver = web_kept(q, "pemberi", "SRIKANDI"), .subject = web_kept(q, "hal", ""),
		.day = web_kept(q, "tanggal", "") };

	if (svc_series_list(w->svc, web_actor(q), a, &s, &n, &f) ||
	    fill_blocks(w, q, &v, s, n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	v.last = last_of(a, s, n, false, &v.last_n);
	fill_series(q, &v, s, n);
	v.units = units(w, a, web_kept(q, "unit", ""), &v.units_n);
	if (why)
		r->status = err_http_status(why->code);
	view_numbers(&b, &v);
	web_show(w, q, r, "Buku nomor", WEB_BOOKS, &b);
}

void web_numbers_page(void *app, struct http_req *q, struct http_res *r)
{
	show(app, q, r, NULL, STR(""));
}

/* ---- the acts; each ends on the page of the book ---- */

void web_numbers_reserve(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_reserve in = { .key = http_get(q, "deret"), .unit = http_get(q, "unit"),
		.count = http_get_int(q, "banyak"), .idempotency_key = web_kept(q, "_idem", "") };
	struct num_block b;
	struct fail f;

	if (web_text(q, "keperluan", 300, false, &in.purpose, &f) ||
	    web_day(q, "hari", &in.day, &f) || web_day(q, "sampai", &in.expires, &f) ||
	    svc_number_reserve(w->svc, web_actor(q), q->arena, &in, &b, &f))
		show(w, q, r, &f, STR(""));
	else
		http_redirect(r, q->arena, STR("/buku-nomor?ok=reserve"));
}

void web_numbers_burn(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str reason;
	struct fail f;
	int burnt;

	if (web_text(q, "alasan", 300, false, &reason, &f) ||
	    svc_number_burn(w->svc, web_actor(q), http_arg_int(q, 0), reason, &burnt, &f))
		show(w, q, r, &f, STR(""));
	else
		http_redirect(r, q->arena, STR("/buku-nomor?ok=burn"));
}

void web_numbers_insert(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_insert in = { .key = http_get(q, "deret"),
		.idempotency_key = web_kept(q, "_idem", "") };
	struct str number;
	struct fail f;

	if (web_text(q, "alasan", 300, false, &in.reason, &f) ||
	    web_day(q, "tanggal", &in.day, &f) ||
	    svc_number_insert(w->svc, web_actor(q), q->arena, &in, &number, &f))
		show(w, q, r, &f, STR(""));
	else
		show(w, q, r, NULL,
		     arena_fmt(q->arena, "Nomor sisipan " STR_FMT " menunggu suratnya: catat surat "
		                         "bertanggal " STR_FMT " dengan nomor itu.",
		               STR_ARG(number), STR_ARG(day_long(q->arena, in.day))));
}

void web_numbers_void(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str reason;
	struct fail f;

	if (web_text(q, "alasan", 300, false, &reason, &f) ||
	    svc_number_void(w->svc, web_actor(q), http_get(q, "deret"), 0, http_get(q, "nomor"),
	                    reason, &f))
		show(w, q, r, &f, STR(""));
	else
		http_redirect(r, q->arena, STR("/buku-nomor?ok=void"));
}

void web_numbers_elsewhere(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str giver, subject;
	struct day day;
	struct fail f;

	if (web_text(q, "pemberi", 60, false, &giver, &f) ||
	    web_text(q, "hal", 300, false, &subject, &f) || web_day(q, "tanggal", &day, &f) ||
	    svc_number_elsewhere(w->svc, web_actor(q), http_get(q, "deret"), http_get(q, "nomor"),
	                         giver, subject, day, &f))
		show(w, q, r, &f, STR(""));
	else
		http_redirect(r, q->arena, STR("/buku-nomor?ok=done"));
}
