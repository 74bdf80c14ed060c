/* web_pages.c - the pages of a letter's files as pictures. */
#include "letter_view.h"
#include "page_none_view.h"
#include "svc_page.h"
#include "web.h"

#define SHOWN   12 /* pages of a file, before somebody asks for all of it */
#define SOON_MS 250
#define ENOUGH  6   /* a letter is shown before all its pages are counted */
#define AGAIN   120 /* 30 s: a page has its 20, and may have stood in line */

/* Asked again a few times, the letter comes with the number of its pages. */
static bool counted(const struct http_req *q, struct http_res *r,
		    const struct svc_file_pages *p)
{
	bool yes = p->count || p->none;

	if (!yes && q->again < ENOUGH)
		r->later_ms = SOON_MS;
	return yes;
}

static struct web_sheet sheet(struct arena *a, int64_t letter, int64_t file, int no,
			      int count)
{
	struct web_sheet s = {
		.src = url_path(a, "/surat/%lld/berkas/%lld/halaman/%d",
				(long long)letter, (long long)file, no),
		.original = url_path(a, "/surat/%lld/berkas/%lld", (long long)letter,
				     (long long)file),
		.label = count ? arena_fmt(a, "Halaman %d dari %d", no, count)
			       : arena_fmt(a, "Halaman %d", no),
	};

	return s;
}

static struct web_sheet own_sheet(struct arena *a, int64_t letter, int no, int count)
{
	struct web_sheet s = sheet(a, letter, 0, no, count);

	s.src = url_path(a, "/surat/%lld/halaman/%d", (long long)letter, no);
	s.original = url_path(a, "/surat/%lld/pdf", (long long)letter);
	return s;
}

/* Our own letter before it is a stored file; it is as long as it is. */
static void fill_own(struct web *w, struct http_req *q, struct http_res *r,
		     struct web_scan *o, int64_t letter)
{
	struct arena *a = q->arena;
	struct svc_file_pages p = svc_draft_pages(w->svc, web_actor(q), a, letter);
	int n = p.count ? p.count : 1;
	struct web_sheet *s = ARENA_ARRAY(a, struct web_sheet, (size_t)n);

	for (int i = 0; i < n; i++) {
		s[i] = own_sheet(a, letter, i + 1, p.count);
		s[i].failed = p.failed && p.failed[i];
		s[i].lazy = i > 0;
	}
	*o = (struct web_scan){
		.name = STR("Surat"),
		.none = p.none,
		.note = counted(q, r, &p) && p.count ? arena_fmt(a, "%d halaman", p.count)
						     : STR("PDF"),
		.original = url_path(a, "/surat/%lld/pdf", (long long)letter),
		.sheets = s,
		.sheets_n = p.none ? 0 : (size_t)n};
}

static void fill_sheets(struct http_req *q, int64_t letter, const struct svc_file *file,
			const struct svc_file_pages *p, struct web_scan *o)
{
	struct arena *a = q->arena;
	int n = p->count ? p->count : 1;
	struct web_sheet *s;

	if (n > SHOWN && http_get_int(q, "semua") != file->id) {
		o->many = true;
		o->rest = arena_fmt(a, "%d", n - SHOWN);
		n = SHOWN;
	}
	s = ARENA_ARRAY(a, struct web_sheet, (size_t)n);
	for (int i = 0; i < n; i++) {
		s[i] = sheet(a, letter, file->id, i + 1, p->count);
		s[i].failed = p->failed && p->failed[i];
		s[i].lazy = i > 0;
	}
	o->sheets = s;
	o->sheets_n = (size_t)n;
}

void web_pages_fill(struct web *w, struct http_req *q, struct http_res *r,
		    struct letter_view *v, const struct svc_letter *l)
{
	struct arena *a = q->arena;
	struct web_scan *o = ARENA_ARRAY(a, struct web_scan, l->files_n + 1);
	size_t n = 0;

	if (v->has_draft)
		fill_own(w, q, r, &o[n++], l->row.id);
	for (size_t i = 0; i < l->files_n; i++) {
		const struct svc_file *file = &l->files[i];
		struct svc_file_pages p = svc_file_pages(w->svc, a, file);

		o[n] = (struct web_scan){
			.name = file->name,
			.note = !counted(q, r, &p)
					? STR("sedang digambar, muat ulang sebentar lagi")
				: p.none ? STR("tanpa gambar")
					 : arena_fmt(a, "%d halaman", p.count),
			.original = url_path(a, "/surat/%lld/berkas/%lld",
					     (long long)l->row.id, (long long)file->id),
			.all = url_path(a, "/surat/%lld/?semua=%lld",
					(long long)l->row.id, (long long)file->id),
			.none = p.none,
		};
		if (!p.none)
			fill_sheets(q, l->row.id, file, &p, &o[n]);
		n++;
	}
	v->scans = o;
	v->scans_n = n;
}

/* A picture in the place of the picture: a reader without it would see a torn page. */
static void none(struct http_res *r, const struct fail *f)
{
	bool later = f->code == ERR_BUSY;
	struct page_none_view v = {
		.text = later ? STR("Halaman ini masih digambar.")
			      : STR("Halaman ini tidak dapat digambar."),
		.remedy = later ? STR("Muat ulang sebentar lagi.") : STR("Unduh asli."),
	};

	r->status = err_http_status(f->code);
	r->type = "image/svg+xml";
	view_page_none(&r->body, &v);
}

void web_picture(struct web *w, struct http_req *q, struct http_res *r, enum err e,
		 const struct fail *f, struct str png)
{
	if (!e) {
		r->type = "image/png";
		buf_add(&r->body, png);
	} else if (e == ERR_BUSY || e == ERR_INVALID || e == ERR_IO) {
		none(r, f);
		if (e == ERR_BUSY && q->again < AGAIN)
			r->later_ms = SOON_MS;
	} else {
		web_fault(w, q, r, f);
	}
}

static int page_number(int64_t no)
{
	return no > 0 && no < 10000 ? (int)no : 0;
}

void web_page_get(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str png;
	struct fail f;
	enum err e = svc_page_read(w->svc, web_actor(q), q->arena, http_arg_int(q, 0),
				   http_arg_int(q, 1), page_number(http_arg_int(q, 2)),
				   &png, &f);

	web_picture(w, q, r, e, &f, png);
}

void web_own_page_get(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str png;
	struct fail f;
	enum err e =
		svc_draft_page_read(w->svc, web_actor(q), q->arena, http_arg_int(q, 0),
				    page_number(http_arg_int(q, 1)), &png, &f);

	web_picture(w, q, r, e, &f, png);
}
