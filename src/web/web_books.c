/* Books, and the sheets that go with the paper. */
#include "books_view.h"
#include "svc_find.h"
#include "web.h"

void web_books_page(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	struct svc_book_row *s;
	struct day today = day_at(clock_ms(w->svc->clock), w->svc->zone);
	struct books_view v = { .csrf = q->csrf, .year = arena_fmt(a, "%d", today.year) };
	struct web_option *m = ARENA_ARRAY(a, struct web_option, 13);
	struct buf b = BUF_MAX(256 << 10);
	struct fail f;

	if (svc_books(w->svc, web_actor(q), a, &s, &v.books_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct web_book *o = ARENA_ARRAY(a, struct web_book, v.books_n + 1);

	for (size_t i = 0; i < v.books_n; i++)
		o[i] = (struct web_book){ .name = s[i].name, .last = arena_fmt(a, "%04d", s[i].last_serial),
			.year = arena_fmt(a, "%d", s[i].year), .id = arena_fmt(a, "%lld", (long long)s[i].id),
			.may_close = s[i].may_close, .closed = s[i].closed };
	for (int k = 0; k <= 12; k++)
		m[k] = (struct web_option){ arena_fmt(a, "%d", k),
			k ? str_c(month_name(k)) : STR("setahun"), k == today.month };
	v.books = o;
	v.months = m;
	v.months_n = 13;
	view_books(&b, &v);
	web_show(w, q, r, "Buku", WEB_BOOKS, &b);
}

void web_books_print(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str which = http_get(q, "buku"), bytes;
	struct str as = http_get(q, "sebagai");
	struct svc_book in = { .kind = BOOK_AGENDA, .as = BOOK_PDF };
	struct fail f;

	if (!svc_book_as_from(as, &in.as))
		as = STR("pdf");
	if (!svc_book_kind_from(which, &in.kind))
		(void)str_to_int(str_from(which, 7), &in.book_id);
	if (web_int(q, "tahun", 9999, &in.year, &f) || web_int(q, "bulan", 12, &in.month, &f) ||
	    svc_book_print(w->svc, web_actor(q), q->arena, &in, &bytes, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	r->type = svc_book_type(in.as);
	http_named(r, q->arena, in.as == BOOK_PDF,
	           arena_fmt(q->arena, "buku-%.*s-%04d-%02d.%.*s", STR_ARG(which), in.year, in.month,
	                     STR_ARG(as)));
	buf_add(&r->body, bytes);
}

void web_books_close(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct fail f;
	int year;

	if (web_int(q, "tahun", 9999, &year, &f) ||
	    svc_book_close(w->svc, web_actor(q), http_get_int(q, "buku"), year, &f))
		web_fault(w, q, r, &f);
	else
		http_redirect(r, q->arena, STR("/buku?ok=close"));
}

static void sheets(struct web *w, struct http_req *q, struct http_res *r, struct svc_sheets *in)
{
	struct str pdf;
	struct fail f;

	if (svc_sheets_print(w->svc, web_actor(q), q->arena, in, &pdf, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	r->type = "application/pdf";
	http_named(r, q->arena, true, STR("lembar.pdf"));
	buf_add(&r->body, pdf);
}

void web_sheet(void *app, struct http_req *q, struct http_res *r)
{
	int64_t id = http_arg_int(q, 0);
	struct svc_sheets in = { .ids = &id, .n = 1, .receipt = http_on(q, "tanda_terima") };

	sheets(app, q, r, &in);
}

void web_sheets_blank(void *app, struct http_req *q, struct http_res *r)
{
	struct svc_sheets in = { .blank = true, .two_up = true };

	sheets(app, q, r, &in);
}

void web_sheets_pile(void *app, struct http_req *q, struct http_res *r)
{
	struct svc_sheets in = { .two_up = true };

	sheets(app, q, r, &in);
}
