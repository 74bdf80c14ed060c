/* The number book at the JSON door: /numbers. */
#include "api.h"
#include "svc_numbers.h"

static const char *const REPORT_QUERY[] = { "year", "as", NULL };
static const char *const BOOK_QUERY[] = { "series", "period", "as", NULL };

/* What the query asks for as a file; false: as JSON. */
static bool as_file(const struct http_req *q, enum svc_book_as *as)
{
	struct str v = http_get(q, "as");

	*as = str_eqc(v, "csv") ? BOOK_CSV : BOOK_PDF;
	return str_eqc(v, "csv") || str_eqc(v, "pdf");
}

static void file(struct http_req *q, struct http_res *r, enum svc_book_as as, const char *name,
                 struct str bytes)
{
	bool csv = as == BOOK_CSV;

	r->type = csv ? "text/csv; charset=utf-8" : "application/pdf";
	http_named(r, q->arena, false, arena_fmt(q->arena, "%s.%s", name, csv ? "csv" : "pdf"));
	buf_add(&r->body, bytes);
}

static void put_day(struct jw *w, struct arena *a, const char *key, struct day d)
{
	if (day_none(d))
		jw_null(w, key);
	else
		jw_str(w, key, day_iso(a, d));
}

void api_numbers(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_series *s;
	struct jw w;
	struct fail f;
	size_t n;

	if (svc_series_list(p->svc, api_actor(q), q->arena, &s, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "numbers");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_str(&w, "series", s[i].key);
		jw_str(&w, "name", s[i].name);
		jw_int(&w, "period", s[i].period);
		jw_int(&w, "last_serial", s[i].last);
		jw_str(&w, "number", s[i].last_number);
		put_day(&w, q->arena, "date", s[i].last_day);
		jw_arr(&w, "waiting");
		for (size_t k = 0; k < s[i].waiting_n; k++)
			jw_str(&w, NULL, arena_fmt(q->arena, "%d" STR_FMT, s[i].waiting[k].serial,
			                           STR_ARG(s[i].waiting[k].insert_text)));
		jw_arr_end(&w);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

static void put_lines(struct http_res *r, struct arena *a, const struct svc_number_line *l,
                      size_t n)
{
	struct jw w;

	api_start(&w, r);
	jw_arr(&w, "lines");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_str(&w, "serial", l[i].serial);
		put_day(&w, a, "date", l[i].day);
		jw_str(&w, "number", l[i].number);
		jw_str(&w, "subject", l[i].subject);
		jw_str(&w, "party", l[i].party);
		jw_str(&w, "entered", l[i].at_ms ? time_iso(a, l[i].at_ms) : (struct str){ 0 });
		jw_int(&w, "late_days", l[i].late > 0 ? l[i].late : 0);
		jw_str(&w, "note", l[i].note);
		jw_bool(&w, "struck", l[i].struck);
		if (l[i].letter_id)
			jw_int(&w, "letter_id", l[i].letter_id);
		else
			jw_null(&w, "letter_id");
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_number_book(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_number_book in = { .key = http_get(q, "series") };
	struct svc_number_line *l;
	enum svc_book_as as;
	struct str name, bytes;
	struct fail f;
	int64_t period;
	size_t n;

	if (api_query_only(q, BOOK_QUERY, &f) || api_query_int(q, "period", 99991231, &period, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	in.period = (int)period;
	if (as_file(q, &as)) {
		if (svc_number_print(p->svc, api_actor(q), q->arena, &in, as, &bytes, &f))
			api_fault(r, &f, 0);
		else
			file(q, r, as, "buku-nomor", bytes);
	} else if (svc_number_lines(p->svc, api_actor(q), q->arena, &in, &name, &l, &n, &f)) {
		api_fault(r, &f, 0);
	} else {
		put_lines(r, q->arena, l, n);
	}
}

static void put_notes(struct jw *w, const char *key, const struct svc_number_note *n, size_t all)
{
	jw_arr(w, key);
	for (size_t i = 0; i < all && i < SVC_NOTES_MAX; i++) {
		jw_obj(w, NULL);
		jw_str(w, "kind", n[i].kind);
		jw_str(w, "series", n[i].series);
		jw_int(w, "period", n[i].period);
		jw_str(w, "text", n[i].text);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

static void put_report(struct http_res *r, const struct svc_number_report *s)
{
	struct jw w;

	api_start(&w, r);
	jw_int(&w, "faults_count", (int64_t)s->faults_n);
	jw_int(&w, "late_count", (int64_t)s->late_n);
	jw_int(&w, "waiting_count", (int64_t)s->waiting_n);
	jw_arr(&w, "counts");
	for (size_t i = 0; i < s->counts_n; i++) {
		const struct num_count *k = &s->counts[i];

		jw_obj(&w, NULL);
		jw_str(&w, "series", k->series);
		jw_str(&w, "name", s->names[i]);
		jw_int(&w, "period", k->period);
		jw_int(&w, "first", k->first);
		jw_int(&w, "last", k->last);
		jw_int(&w, "taken", k->taken);
		jw_int(&w, "inserted", k->inserted);
		jw_int(&w, "elsewhere", k->elsewhere);
		jw_int(&w, "waiting", k->waiting);
		jw_int(&w, "void", k->voided);
		jw_bool(&w, "closed", k->closed);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	put_notes(&w, "faults", s->faults, s->faults_n);
	put_notes(&w, "waiting", s->waiting, s->waiting_n);
	put_notes(&w, "late", s->late, s->late_n);
	jw_obj_end(&w);
}

void api_number_report(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_number_report s;
	enum svc_book_as as;
	struct str bytes;
	struct fail f;
	int64_t year;

	if (api_query_only(q, REPORT_QUERY, &f) || api_query_int(q, "year", 2199, &year, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	if (as_file(q, &as)) {
		if (svc_number_check_print(p->svc, api_actor(q), q->arena, (int)year, as, &bytes, &f))
			api_fault(r, &f, 0);
		else
			file(q, r, as, "pemeriksaan-nomor", bytes);
	} else if (svc_number_check(p->svc, api_actor(q), q->arena, (int)year, &s, &f)) {
		api_fault(r, &f, 0);
	} else {
		put_report(r, &s);
	}
}

/* ---- reserved ---- */

static void put_block(struct jw *w, struct arena *a, const struct num_block *b)
{
	jw_int(w, "id", b->id);
	jw_str(w, "series", b->series);
	jw_int(w, "period", b->period);
	jw_int(w, "first", b->first);
	jw_int(w, "last", b->last);
	jw_int(w, "left", b->left);
	jw_str(w, "purpose", b->purpose);
	jw_str(w, "unit", str_or_empty(b->unit));
	put_day(w, a, "date", b->day);
	jw_str(w, "expires", day_iso(a, b->expires));
	jw_str(w, "code", b->code);
}

void api_number_blocks(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct num_block *b;
	struct jw w;
	struct fail f;
	size_t n;

	if (svc_number_blocks(p->svc, api_actor(q), q->arena, &b, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "blocks");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		put_block(&w, q->arena, &b[i]);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_number_reserve(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "series", "count", "purpose", "unit", "date", "expires",
		                            NULL };
	struct api *p = app;
	struct svc_reserve in = { .idempotency_key = http_header(q, "Idempotency-Key") };
	const struct json *j;
	struct num_block b;
	struct jw w;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_text(q->arena, j, "series", 80, false, &in.key, &f) ||
	    api_int(j, "count", &in.count, &f) ||
	    api_text(q->arena, j, "purpose", 300, false, &in.purpose, &f) ||
	    api_text(q->arena, j, "unit", 40, false, &in.unit, &f) ||
	    api_day(j, "date", &in.day, &f) || api_day(j, "expires", &in.expires, &f) ||
	    svc_number_reserve(p->svc, api_actor(q), q->arena, &in, &b, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	put_block(&w, q->arena, &b);
	jw_obj_end(&w);
	r->status = 201;
}

void api_number_burn(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "reason", NULL };
	struct api *p = app;
	const struct json *j;
	struct str reason;
	struct jw w;
	struct fail f;
	int burnt;

	if (api_body(q, KEYS, &j, &f) || api_text(q->arena, j, "reason", 300, false, &reason, &f) ||
	    svc_number_burn(p->svc, api_actor(q), http_arg_int(q, 0), reason, &burnt, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_int(&w, "burnt", burnt);
	jw_obj_end(&w);
}

void api_number_sheet(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct str bytes;
	struct fail f;

	if (svc_number_sheet(p->svc, api_actor(q), q->arena, http_arg_int(q, 0), &bytes, &f))
		api_fault(r, &f, 0);
	else
		file(q, r, BOOK_PDF, "lembar-cadangan", bytes);
}

/* ---- one number ---- */

static void put_number(struct http_res *r, struct str number, int status)
{
	struct jw w;

	api_start(&w, r);
	jw_str(&w, "number", number);
	jw_obj_end(&w);
	r->status = status;
}

void api_number_insert(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "series", "date", "reason", NULL };
	struct api *p = app;
	struct svc_insert in = { .idempotency_key = http_header(q, "Idempotency-Key") };
	const struct json *j;
	struct str number;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_text(q->arena, j, "series", 80, false, &in.key, &f) ||
	    api_day(j, "date", &in.day, &f) ||
	    api_text(q->arena, j, "reason", 300, false, &in.reason, &f) ||
	    svc_number_insert(p->svc, api_actor(q), q->arena, &in, &number, &f))
		api_fault(r, &f, 0);
	else
		put_number(r, number, 201);
}

void api_number_void(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "series", "period", "number", "reason", NULL };
	struct api *p = app;
	const struct json *j;
	struct str key, number, reason;
	struct fail f;
	int64_t period = 0;

	if (api_body(q, KEYS, &j, &f) || api_text(q->arena, j, "series", 80, false, &key, &f) ||
	    api_text(q->arena, j, "number", 20, false, &number, &f) ||
	    api_text(q->arena, j, "reason", 300, false, &reason, &f) ||
	    api_int(j, "period", &period, &f) ||
	    svc_number_void(p->svc, api_actor(q), key,
	                    period > 0 && period < 100000000 ? (int)period : 0, number, reason, &f))
		api_fault(r, &f, 0);
	else
		put_number(r, number, 200);
}

void api_number_elsewhere(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "series", "number", "giver", "subject", "date", NULL };
	struct api *p = app;
	const struct json *j;
	struct str key, number, giver, subject;
	struct day day;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_text(q->arena, j, "series", 80, false, &key, &f) ||
	    api_text(q->arena, j, "number", 20, false, &number, &f) ||
	    api_text(q->arena, j, "giver", 60, false, &giver, &f) ||
	    api_text(q->arena, j, "subject", 300, false, &subject, &f) ||
	    api_day(j, "date", &day, &f) ||
	    svc_number_elsewhere(p->svc, api_actor(q), key, number, giver, subject, day, &f))
		api_fault(r, &f, 0);
	else
		put_number(r, number, 201);
}
