/* Books and lists: rows stream in, pages come out; see tpl.h. */
#include "print.h"
#include "utf8.h"
#include <stdlib.h>

#define COLUMNS_MAX 16
#define MM          (72 / 25.4)
#define F4_SHORT    (215 * MM)
#define F4_LONG     (330 * MM)
#define MARGIN      (15 * MM)
#define TYPE        9.0
#define PAD         3.0
#define FLUSH_ROWS  512
#define QR          54.0

struct book {
	struct arena *a;   /* lives as long as the book  */
	struct arena *tmp; /* emptied every FLUSH_ROWS rows */
	struct tpl_book b;
	struct tpl_column col[COLUMNS_MAX];
	struct galley fl;
	double x[COLUMNS_MAX + 1], y, bottom, head;
	size_t rows;
	int32_t missing[32];
	size_t missing_n;
};

static void keep_missing(struct book *k)
{
	for (size_t i = 0; i < k->fl.missing_n; i++) {
		size_t j = 0;

		while (j < k->missing_n && k->missing[j] != k->fl.missing[i])
			j++;
		if (j == k->missing_n && j < sizeof k->missing / sizeof *k->missing)
			k->missing[k->missing_n++] = k->fl.missing[i];
	}
	k->fl.missing_n = 0;
}

/* A fresh galley over scratch memory, so that a book of any length stays small. */
static void scratch(struct book *k, struct tpl_ctx *c)
{
	double w = k->b.portrait ? F4_SHORT : F4_LONG;

	keep_missing(k);
	arena_close(k->tmp);
	k->tmp = arena_open();
	tpl_start(&k->fl, k->tmp, tpl_family(c->engine, STR("sans")), TYPE, 1, MARGIN,
		  w - 2 * MARGIN);
	tpl_use_letters(&k->fl, &c->pdf.letters);
}

static void text_at(struct pdf *p, int face, double size, double x, double y,
		    struct str s)
{
	tpl_pdf_text(p, p->n - 1, (enum pdf_face)face, size, x, y, s);
}

struct cells {
	struct lines ls[COLUMNS_MAX];
	double h;
};

static void fit(struct book *k, const struct str *cells, int face, struct cells *c)
{
	size_t most = 1;

	for (size_t i = 0; i < k->b.columns_n; i++) {
		struct span s = {cells[i].p ? cells[i] : STR(""), face, false};

		c->ls[i] = tpl_break(&k->fl, &s, 1, k->x[i + 1] - k->x[i] - 2 * PAD, 0,
				     TYPE, false);
		most = c->ls[i].n > most ? c->ls[i].n : most;
	}
	c->h = (double)most * k->fl.lead + 2 * PAD;
	if (c->h < k->b.row)
		c->h = k->b.row;
}

static double line_x(const struct book *k, size_t i, double w, char align)
{
	double room = k->x[i + 1] - k->x[i] - 2 * PAD;

	return k->x[i] + PAD +
	       (align == 'c'   ? (room - w) / 2
		: align == 'r' ? room - w
			       : 0);
}

/* Lines from..to of each cell, in a ruled row at k->y. */
static void draw_row(struct book *k, struct pdf *p, const struct cells *c, size_t from,
		     size_t to, int face, bool struck, bool head)
{
	double h = (double)(to - from) * k->fl.lead + 2 * PAD;

	if (!head && h < k->b.row)
		h = k->b.row;

	for (size_t i = 0; i < k->b.columns_n; i++) {
		tpl_pdf_box(p, p->n - 1, k->x[i], k->y, k->x[i + 1] - k->x[i], h, 0.4);
		for (size_t j = from; j < to && j < c->ls[i].n; j++) {
			double y = k->y + PAD + (double)(j - from) * k->fl.lead +
				   TYPE * 0.93;
			double w = c->ls[i].w[j];
			double x = line_x(k, i, w, head ? 'c' : k->col[i].align);

			for (size_t r = 0; r < c->ls[i].runs_n[j]; r++)
				text_at(p, face, TYPE, x, y, c->ls[i].runs[j][r].text);
			if (struck && w > 0)
				tpl_pdf_line(p, p->n - 1, x, y - TYPE * 0.3, x + w,
					     y - TYPE * 0.3, 0.6);
		}
	}
	k->y += h;
}

static void draw_head(struct book *k, struct pdf *p)
{
	struct str titles[COLUMNS_MAX];
	struct cells c;
	size_t most = 1;

	for (size_t i = 0; i < k->b.columns_n; i++)
		titles[i] = k->col[i].title;
	fit(k, titles, FACE_BOLD, &c);
	for (size_t i = 0; i < k->b.columns_n; i++)
		most = c.ls[i].n > most ? c.ls[i].n : most;
	draw_row(k, p, &c, 0, most, FACE_BOLD, false, true);
}

static void open_page(struct book *k, struct pdf *p)
{
	if (p->n)
		tpl_pdf_finish(p, p->n - 1);
	tpl_pdf_page(p);
	k->y = MARGIN;
	if (k->b.demo)
		tpl_pdf_mark(p, p->n - 1, STR("DEMO"));
	for (int i = 0; p->n == 1 && i < 3; i++) {
		double size = i ? 11 : 13;

		if (!k->b.title[i].n)
			continue;
		struct str s = tpl_encode(&k->fl, k->b.title[i]);
		double w = tpl_pdf_width(k->fl.font[FACE_BOLD], size, s);

		text_at(p, FACE_BOLD, size, (p->w - w) / 2, k->y + size, s);
		k->y += size * 1.35;
	}
	k->y += p->n == 1 ? 8 : 0;
	if (p->n == 1 && k->b.qr.n) {
		(void)tpl_pdf_qr(p, 0, p->w - MARGIN - QR, MARGIN - 6, QR, k->b.qr);
		k->y = k->y < MARGIN + QR ? MARGIN + QR : k->y;
	}
	draw_head(k, p);
	k->head = k->y;
}

static void book_free(struct tpl_ctx *c)
{
	if (!c->book)
		return;
	arena_close(c->book->tmp);
	arena_close(c->book->a);
	c->book = NULL;
}

static void columns(struct book *k, const struct tpl_column *col, double w)
{
	double sum = 0, x = MARGIN;

	for (size_t i = 0; i < k->b.columns_n; i++) {
		k->col[i] = col[i];
		k->col[i].title = arena_dup(k->a, col[i].title);
		sum += col[i].width > 0 ? col[i].width : 1;
	}
	for (size_t i = 0; i < k->b.columns_n; i++) {
		k->x[i] = x;
		x += (col[i].width > 0 ? col[i].width : 1) / sum * (w - 2 * MARGIN);
	}
	k->x[k->b.columns_n] = x;
}

enum err tpl_book_start(const struct tpl_engine *t, struct tpl_ctx *c,
			const struct tpl_book *b, struct fail *f)
{
	const struct tpl_font *font[FACE__COUNT];
	double w = b->portrait ? F4_SHORT : F4_LONG, h = b->portrait ? F4_LONG : F4_SHORT;
	struct arena *a;

	if (!b->columns_n || b->columns_n > COLUMNS_MAX)
		return FAIL(f, ERR_INVALID, "bad-book", NULL,
			    "Buku memerlukan 1 sampai %d kolom.", COLUMNS_MAX);
	book_free(c);
	a = arena_open();
	struct book *k = ARENA_NEW(a, struct book);

	*k = (struct book){.a = a, .tmp = arena_open(), .b = *b};
	c->book = k;
	columns(k, b->columns, w);
	k->b.foot = arena_dup(a, b->foot.p ? b->foot : STR(""));
	k->b.qr = arena_dup(a, b->qr.p ? b->qr : STR(""));
	for (int i = 0; i < 3; i++)
		k->b.title[i] = arena_dup(a, b->title[i].p ? b->title[i] : STR(""));
	scratch(k, c);
	for (int s = 0; s < FACE__COUNT; s++)
		font[s] = &tpl_family(t, STR("sans"))[s];
	tpl_pdf_begin(&c->pdf, w, h, font);
	k->bottom = h - MARGIN - 14;
	open_page(k, &c->pdf);
	return ERR_OK;
}

static void add_row(struct tpl_ctx *c, const struct str *cells, bool struck)
{
	struct book *k = c->book;
	struct cells fitted;
	size_t from = 0, most = 1;

	if (!k)
		return;
	if (++k->rows % FLUSH_ROWS == 0)
		scratch(k, c);
	fit(k, cells, FACE_PLAIN, &fitted);
	for (size_t i = 0; i < k->b.columns_n; i++)
		most = fitted.ls[i].n > most ? fitted.ls[i].n : most;
	if (k->y + fitted.h > k->bottom && k->y > k->head + 1)
		open_page(k, &c->pdf);
	while (from < most) { /* a row higher than a page goes on on the next */
		size_t fits = (size_t)((k->bottom - k->y - 2 * PAD) / k->fl.lead);
		size_t to = from + (fits ? fits : 1);

		to = to < most ? to : most;
		draw_row(k, &c->pdf, &fitted, from, to, FACE_PLAIN, struck, false);
		from = to;
		if (from < most)
			open_page(k, &c->pdf);
	}
}

void tpl_book_row(struct tpl_ctx *c, const struct str *cells)
{
	add_row(c, cells, false);
}

void tpl_book_row_struck(struct tpl_ctx *c, const struct str *cells)
{
	add_row(c, cells, true);
}

static void foot_note(struct book *k, struct pdf *p)
{
	struct buf b = BUF_MAX(1000);

	keep_missing(k);
	if (!k->missing_n)
		return;
	BUF_ADD(&b, "¤ = huruf yang tidak ada di huruf cetak ini:");
	for (size_t i = 0; i < k->missing_n; i++)
		buf_fmt(&b, " U+%04X", (unsigned)k->missing[i]);
	if (k->y + 12 > k->bottom)
		open_page(k, p);
	text_at(p, FACE_PLAIN, 8, MARGIN, k->y + 11, tpl_encode(&k->fl, buf_str(&b)));
	buf_free(&b);
}

enum err tpl_book_end(struct tpl_ctx *c, struct buf *out, struct fail *f)
{
	struct book *k = c->book;
	struct pdf *p = &c->pdf;
	struct str foot;
	enum err e;

	if (!k)
		return FAIL(f, ERR_CONFLICT, "no-book", NULL, "Buku belum dimulai.");
	foot_note(k, p);
	foot = tpl_encode(&k->fl, k->b.foot);
	for (size_t i = 0; i < p->n; i++) {
		struct str no = arena_fmt(k->tmp, "halaman %zu dari %zu", i + 1, p->n);
		double w = tpl_pdf_width(k->fl.font[0], 8, no);

		tpl_pdf_text(p, i, FACE_PLAIN, 8, MARGIN, p->h - MARGIN, foot);
		tpl_pdf_text(p, i, FACE_PLAIN, 8, p->w - MARGIN - w, p->h - MARGIN, no);
	}
	e = tpl_pdf_end(p, k->b.title[0], k->b.foot, k->b.date, out, f);
	book_free(c);
	return e;
}

void tpl_book_drop(struct tpl_ctx *c)
{
	book_free(c);
}
