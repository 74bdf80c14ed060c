/* The number book line by line, the report, the sheet: as pages, PDF and CSV. */
#include "numbers_view.h"
#include "svc_numbers.h"
#include "web.h"

static void bytes(struct http_req *q, struct http_res *r, enum svc_book_as as, const char *name,
                  struct str b)
{
	bool csv = as == BOOK_CSV;

	r->type = csv ? "text/csv; charset=utf-8" : "application/pdf";
	http_named(r, q->arena, !csv, arena_fmt(q->arena, "%s.%s", name, csv ? "csv" : "pdf"));
	buf_add(&r->body, b);
}

/* false: the page itself is asked for. */
static bool as_file(const struct http_req *q, enum svc_book_as *as)
{
	struct str v = http_get(q, "sebagai");

	*as = str_eqc(v, "csv") ? BOOK_CSV : BOOK_PDF;
	return v.n > 0;
}

static struct str short_day(struct arena *a, struct day d)
{
	return day_none(d) ? STR("") : arena_fmt(a, "%02d-%02d-%04d", d.mday, d.month, d.year);
}

static void book_page(struct web *w, struct http_req *q, struct http_res *r,
                      struct svc_number_book *in)
{
	struct arena *a = q->arena;
	struct svc_number_line *l;
	struct number_book_view v = { 0 };
	struct buf b = BUF_MAX(64u << 20);
	struct fail f;

	if (svc_number_lines(w->svc, web_actor(q), a, in, &v.title, &l, &v.rows_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct web_number *o = ARENA_ARRAY(a, struct web_number, v.rows_n + 1);

	for (size_t i = 0; i < v.rows_n; i++)
		o[i] = (struct web_number){ .serial = l[i].serial, .day = short_day(a, l[i].day),
			.number = l[i].number, .subject = l[i].subject, .party = l[i].party,
			.at = l[i].at_ms ? web_when(w, a, l[i].at_ms) : STR(""), .note = l[i].note,
			.linked = l[i].letter_id != 0, .struck = l[i].struck,
			.link = url_path(a, "/surat/%lld/", (long long)l[i].letter_id) };
	v.rows = o;
	v.period = arena_fmt(a, "%d", in->period);
	v.pdf = url_path(a, "/buku-nomor/buku?deret=%s&masa=%d&sebagai=pdf", url_part(a, in->key),
	                 in->period);
	v.csv = url_path(a, "/buku-nomor/buku?deret=%s&masa=%d&sebagai=csv", url_part(a, in->key),
	                 in->period);
	view_number_book(&b, &v);
	web_show(w, q, r, "Buku nomor", WEB_BOOKS, &b);
}

void web_numbers_book(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	int64_t period = http_get_int(q, "masa");
	struct svc_number_book in = { .key = http_get(q, "deret"),
		.period = period > 0 && period < 100000000 ? (int)period : 0 };
	enum svc_book_as as;
	struct str out;
	struct fail f;

	if (!as_file(q, &as))
		book_page(w, q, r, &in);
	else if (svc_number_print(w->svc, web_actor(q), q->arena, &in, as, &out, &f))
		web_fault(w, q, r, &f);
	else
		bytes(q, r, as, "buku-nomor", out);
}

static const struct web_note *notes(struct arena *a, const struct svc_number_note *n, size_t count,
                                    size_t *out)
{
	size_t shown = count < SVC_NOTES_MAX ? count : SVC_NOTES_MAX;
	struct web_note *o = ARENA_ARRAY(a, struct web_note, shown + 1);

	for (size_t i = 0; i < shown; i++)
		o[i] = (struct web_note){ n[i].kind, n[i].series, arena_fmt(a, "%d", n[i].period),
			n[i].text };
	*out = shown;
	return o;
}

static const struct web_count *counts(struct arena *a, const struct svc_number_report *s)
{
	struct web_count *o = ARENA_ARRAY(a, struct web_count, s->counts_n + 1);

	for (size_t i = 0; i < s->counts_n; i++) {
		const struct num_count *k = &s->counts[i];

		o[i] = (struct web_count){ .series = s->names[i], .closed = k->closed,
			.period = arena_fmt(a, "%d", k->period),
			.range = arena_fmt(a, "%d s.d. %d", k->first, k->last),
			.taken = arena_fmt(a, "%lld", (long long)k->taken),
			.inserted = arena_fmt(a, "%lld", (long long)k->inserted),
			.elsewhere = arena_fmt(a, "%lld", (long long)k->elsewhere),
			.waiting = arena_fmt(a, "%lld", (long long)k->waiting),
			.voided = arena_fmt(a, "%lld", (long long)k->voided) };
	}
	return o;
}

static void check_page(struct web *w, struct http_req *q, struct http_res *r, int year)
{
	struct arena *a = q->arena;
	struct svc_number_report s;
	struct buf b = BUF_MAX(8u << 20);
	struct fail f;

	if (svc_number_check(w->svc, web_actor(q), a, year, &s, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct number_check_view v = { .year = arena_fmt(a, "%d", year),
		.faults = arena_fmt(a, "%zu", s.faults_n), .lates = arena_fmt(a, "%zu", s.late_n),
		.waits = arena_fmt(a, "%zu", s.waiting_n), .counts = counts(a, &s),
		.counts_n = s.counts_n,
		.pdf = url_path(a, "/buku-nomor/periksa?tahun=%d&sebagai=pdf", year),
		.csv = url_path(a, "/buku-nomor/periksa?tahun=%d&sebagai=csv", year) };

	v.fault = notes(a, s.faults, s.faults_n, &v.fault_n);
	v.late = notes(a, s.late, s.late_n, &v.late_n);
	v.waiting = notes(a, s.waiting, s.waiting_n, &v.waiting_n);
	view_number_check(&b, &v);
	web_show(w, q, r, "Pemeriksaan buku nomor", WEB_BOOKS, &b);
}

void web_numbers_check(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	int64_t asked = http_get_int(q, "tahun");
	int year = asked >= 1900 && asked <= 2199
	                   ? (int)asked
	                   : day_at(clock_ms(w->svc->clock), w->svc->zone).year;
	enum svc_book_as as;
	struct str out;
	struct fail f;

	if (!as_file(q, &as))
		check_page(w, q, r, year);
	else if (svc_number_check_print(w->svc, web_actor(q), q->arena, year, as, &out, &f))
		web_fault(w, q, r, &f);
	else
		bytes(q, r, as, "pemeriksaan-nomor", out);
}

void web_numbers_sheet(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str out;
	struct fail f;

	if (svc_number_sheet(w->svc, web_actor(q), q->arena, http_arg_int(q, 0), &out, &f))
		web_fault(w, q, r, &f);
	else
		bytes(q, r, BOOK_PDF, "lembar-cadangan", out);
}
