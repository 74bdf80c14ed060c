#include "api.h"
#include "fs.h"
#include "svc_find.h"
#include "svc_people.h"
#include "utf8.h"

void api_openapi(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct str path = arena_fmt(q->arena, "%s/openapi.json", p->svc->share), text;
	struct fail f;

	if (fs_read(q->arena, path.p, HTTP_JSON_MAX, &text, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->type = "application/json";
	buf_add(&r->body, text);
}

enum err api_query_only(struct http_req *q, const char *const *names, struct fail *f)
{
	for (size_t i = 0; i < q->params_n; i++) {
		const char *const *p = names;

		while (*p && !str_eqc(q->params[i].name, *p))
			p++;
		if (!*p)
			return api_unknown(q->arena, q->params[i].name, f);
	}
	return ERR_OK;
}

#define QUERY_MAX 400

enum err api_query_text(struct http_req *q, const char *name, struct str *out, struct fail *f)
{
	enum err e = utf8_clean(q->arena, http_get(q, name), UTF8_LINE, name, out, f);

	if (!e && utf8_count(*out) > QUERY_MAX)
		e = FAIL(f, ERR_INVALID, "too-long", name, "Isian %s lebih dari %d huruf; pendekkan.",
		         name, QUERY_MAX);
	return e;
}

static enum err query_day(struct http_req *q, const char *name, struct day *out, struct fail *f)
{
	struct str v = http_get(q, name);

	*out = (struct day){ 0 };
	if (!v.n || day_parse(v, out))
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "bad-date", name,
	            "Tanggal pada %s tidak ada di kalender; tulis seperti 2026-11-22.", name);
}

enum err api_query_int(struct http_req *q, const char *name, int64_t max, int64_t *out,
                          struct fail *f)
{
	struct str v = http_get(q, name);

	*out = 0;
	if (v.n && (!str_to_int(v, out) || *out < 0 || *out > max))
		return FAIL(f, ERR_INVALID, "wrong-type", name,
		            "Isian %s harus bilangan, paling besar %lld.", name, (long long)max);
	return ERR_OK;
}

#define FOUND_MAX 100

void api_find(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const NAMES[] = { "q", "code", "sender", "direction", "state", "from",
		"to", "cursor", "limit", NULL };
	struct api *p = app;
	struct svc_find in = { 0 };
	struct svc_list l;
	int64_t limit = 0;
	struct fail f;

	if (api_query_only(q, NAMES, &f) || api_query_text(q, "q", &in.q, &f) ||
	    api_query_text(q, "code", &in.class_code, &f) || api_query_text(q, "sender", &in.sender, &f) ||
	    api_query_text(q, "direction", &in.direction, &f) || api_query_text(q, "state", &in.state, &f) ||
	    query_day(q, "from", &in.from, &f) || query_day(q, "to", &in.to, &f) ||
	    api_query_int(q, "cursor", INT64_MAX, &in.cursor, &f) ||
	    api_query_int(q, "limit", FOUND_MAX, &limit, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	in.limit = (int)limit;
	if (svc_find(p->svc, api_actor(q), q->arena, &in, &l, &f))
		api_fault(r, &f, 0);
	else
		api_put_list(r, q->arena, &l);
}

void api_worklist(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_list l;
	struct fail f;

	if (svc_worklist(p->svc, api_actor(q), q->arena, &l, &f))
		api_fault(r, &f, 0);
	else
		api_put_list(r, q->arena, &l);
}

void api_positions(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_position_row *s;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_positions(p->svc, q->arena, &s, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "positions");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "id", s[i].id);
		jw_str(&w, "code", s[i].code);
		jw_str(&w, "name", s[i].name);
		jw_int(&w, "unit_id", s[i].unit_id);
		jw_str(&w, "unit", s[i].unit);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_inbox(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_inbox_row *s;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_unit_inbox(p->svc, api_actor(q), q->arena, &s, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "inbox");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "id", s[i].inbox_id);
		jw_int(&w, "letter_id", s[i].letter_id);
		jw_str(&w, "from_book", s[i].from_book);
		jw_str(&w, "subject", s[i].subject);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_books(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_book_row *s;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_books(p->svc, api_actor(q), q->arena, &s, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "books");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "id", s[i].id);
		jw_str(&w, "code", s[i].code);
		jw_str(&w, "name", s[i].name);
		jw_int(&w, "year", s[i].year);
		jw_int(&w, "last_serial", s[i].last_serial);
		jw_bool(&w, "keeper", s[i].keeper);
		jw_bool(&w, "closed", s[i].closed);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_book(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const NAMES[] = { "book", "year", "month", "as", NULL };
	struct api *p = app;
	int64_t year = 0, month = 0;
	struct svc_book in = { 0 };
	struct str bytes;
	struct fail f;
	enum err e = api_query_only(q, NAMES, &f);

	if (!e)
		e = api_query_text(q, "book", &in.code, &f);
	if (!e)
		e = api_query_int(q, "year", 9999, &year, &f);
	if (!e)
		e = api_query_int(q, "month", 9999, &month, &f);
	in.year = (int)year;
	in.month = (int)month;
	in.as = BOOK_PDF;
	if (!e && !svc_book_kind_from(q->args[0], &in.kind))
		e = FAIL(&f, ERR_NOTFOUND, "no-book", NULL,
		         "Buku itu tidak ada; yang ada: agenda, outgoing, dispatch, lateness, times.");
	if (!e && http_get(q, "as").n && !svc_book_as_from(http_get(q, "as"), &in.as))
		e = FAIL(&f, ERR_INVALID, "bad-choice", "as", "Isian as harus pdf, csv atau xlsx.");
	if (!e)
		e = svc_book_print(p->svc, api_actor(q), q->arena, &in, &bytes, &f);
	if (e) {
		api_fault(r, &f, 0);
		return;
	}
	r->type = svc_book_type(in.as);
	http_named(r, q->arena, false,
	           arena_fmt(q->arena, STR_FMT "-%04d-%02d.%s", STR_ARG(q->args[0]), in.year,
	                     in.month,
	                     in.as == BOOK_XLSX  ? "xlsx"
	                     : in.as == BOOK_CSV ? "csv"
	                                         : "pdf"));
	buf_add(&r->body, bytes);
}

void api_late(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_late *s;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_dispatch_late(p->svc, api_actor(q), q->arena, &s, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "late");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "id", s[i].dispatch_id);
		if (s[i].letter_id)
			jw_int(&w, "letter_id", s[i].letter_id);
		else
			jw_null(&w, "letter_id");
		jw_str(&w, "number", s[i].number);
		jw_str(&w, "subject", s[i].subject);
		jw_str(&w, "addressee", s[i].addressee);
		jw_str(&w, "channel", s[i].channel);
		jw_str(&w, "due_date", day_iso(q->arena, s[i].due));
		jw_str(&w, "sent", time_iso(q->arena, s[i].at_ms));
		jw_str(&w, "received", s[i].received_ms ? time_iso(q->arena, s[i].received_ms)
		                                        : (struct str){ 0 });
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_file_bytes(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_file file;
	struct str bytes;
	struct fail f;

	if (svc_file_read(p->svc, api_actor(q), q->arena, http_arg_int(q, 0), http_arg_int(q, 1),
	                  &bytes, &file, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->type = arena_cstr(q->arena, file.mime);
	http_named(r, q->arena, false, file.name);
	buf_add(&r->body, bytes);
}
