/* Pages and the operators drawn on them. */
#include "pdf_inside.h"
#include <libdeflate.h>
#include <math.h>
#include <stdlib.h>

#define PAGE_MAX (4u << 20)
#define LEVEL    1 /* a page's text: 6 takes a fifth of a letter's time for 200 bytes */

enum err tpl_pdf_open(struct pdf *p, const struct pdf_stock *stock, struct fail *f)
{
	*p = (struct pdf){.doc = HPDF_New(NULL, NULL),
			  .deflate = libdeflate_alloc_compressor(LEVEL),
			  .stock = stock};
	if (p->doc && p->deflate)
		return ERR_OK;
	tpl_pdf_close(p);
	return FAIL(f, ERR_IO, "pdf", NULL, "libharu tidak dapat dimulai.");
}

static void drop_pages(struct pdf *p)
{
	for (size_t i = 0; i < p->n; i++) {
		buf_free(&p->pages[i].ops);
		free(p->pages[i].done);
	}
	p->n = 0;
}

void tpl_pdf_close(struct pdf *p)
{
	drop_pages(p);
	free(p->pages);
	tpl_tags_free(&p->tags);
	tpl_letters_free(&p->letters);
	if (p->doc)
		HPDF_Free(p->doc);
	libdeflate_free_compressor(p->deflate);
	*p = (struct pdf){0};
}

void tpl_pdf_begin(struct pdf *p, double w, double h, const struct tpl_font *const font[])
{
	drop_pages(p);
	p->w = w;
	p->h = h;
	p->logo[0] = p->logo[1] = NULL;
	p->tags.n = p->tags.marks_n = 0;
	p->tag = 0;
	p->attach = p->attach_what = (struct str){0};
	for (int k = 0; k < FACE__COUNT; k++) {
		p->font[k] = font[k];
		p->font[FACE_EXTRA | k] = &p->letters.font[k];
		p->used[k] = p->used[FACE_EXTRA | k] = false;
	}
	tpl_letters_start(&p->letters, font);
}

void tpl_pdf_page(struct pdf *p)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? 2 * p->cap : 4;
		struct pdf_page *more = realloc(p->pages, p->cap * sizeof *more);

		if (!more)
			abort();
		p->pages = more;
	}
	p->pages[p->n++] = (struct pdf_page){.ops = BUF_MAX(PAGE_MAX),
					     .w = p->w,
					     .h = p->h,
					     .open = -1,
					     .mark = -1,
					     .mark_last = -1};
}

void tpl_pdf_finish(struct pdf *p, size_t i)
{
	struct pdf_page *g = &p->pages[i];

	if (g->done || g->ops.broken)
		return;
	if (g->open >= 0)
		BUF_ADD(&g->ops, "EMC\n");
	g->open = -1;
	size_t room = libdeflate_zlib_compress_bound(p->deflate, g->ops.n);

	g->done = malloc(room);
	if (!g->done)
		abort();
	g->done_n = libdeflate_zlib_compress(p->deflate, buf_str(&g->ops).p, g->ops.n,
					     g->done, room);
	unsigned char *less = realloc(g->done, g->done_n);

	g->done = less ? less : g->done;
	buf_free(&g->ops);
	g->ops = BUF_MAX(PAGE_MAX);
}

/* ---- operators ---- */

void tpl_pdf_num(struct buf *b, double v)
{
	char z[24];
	size_t at = sizeof z;
	long c = lround(v * 100);
	bool minus = c < 0;

	c = minus ? -c : c;
	z[--at] = ' ';
	if (c % 100) {
		if (c % 10)
			z[--at] = (char)('0' + c % 10);
		z[--at] = (char)('0' + c / 10 % 10);
		z[--at] = '.';
	}
	c /= 100;
	do
		z[--at] = (char)('0' + c % 10);
	while (c /= 10);
	if (minus)
		z[--at] = '-';
	buf_add(b, (struct str){z + at, sizeof z - at});
}

void tpl_pdf_string(struct buf *b, struct str s)
{
	size_t from = 0;

	buf_byte(b, '(');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '(' && s.p[i] != ')' && s.p[i] != '\\')
			continue;
		buf_add(b, (struct str){s.p + from, i - from});
		buf_byte(b, '\\');
		from = i;
	}
	buf_add(b, str_from(s, from));
	buf_byte(b, ')');
}

void tpl_pdf_text(struct pdf *p, size_t i, enum pdf_face face, double size, double x,
		  double y, struct str s)
{
	struct buf *b;

	if (!s.n)
		return;
	b = tpl_pdf_ops(p, i);
	p->used[face] = true;
	BUF_ADD(b, "BT /F");
	buf_byte(b, (char)('1' + (int)face));
	buf_byte(b, ' ');
	tpl_pdf_num(b, size);
	BUF_ADD(b, "Tf ");
	tpl_pdf_num(b, x);
	tpl_pdf_num(b, p->h - y);
	BUF_ADD(b, "Td ");
	tpl_pdf_string(b, s);
	BUF_ADD(b, "Tj ET\n");
}

void tpl_pdf_line(struct pdf *p, size_t i, double x1, double y1, double x2, double y2,
		  double width)
{
	struct buf *b = tpl_pdf_ops(p, i);

	tpl_pdf_num(b, width);
	BUF_ADD(b, "w ");
	tpl_pdf_num(b, x1);
	tpl_pdf_num(b, p->h - y1);
	BUF_ADD(b, "m ");
	tpl_pdf_num(b, x2);
	tpl_pdf_num(b, p->h - y2);
	BUF_ADD(b, "l S\n");
}

static void rect(struct pdf *p, struct buf *b, double x, double y, double w, double h)
{
	tpl_pdf_num(b, x);
	tpl_pdf_num(b, p->h - y - h);
	tpl_pdf_num(b, w);
	tpl_pdf_num(b, h);
	BUF_ADD(b, "re ");
}

void tpl_pdf_fill(struct pdf *p, size_t i, double x, double y, double w, double h)
{
	struct buf *b = tpl_pdf_ops(p, i);

	rect(p, b, x, y, w, h);
	BUF_ADD(b, "f\n");
}

void tpl_pdf_box(struct pdf *p, size_t i, double x, double y, double w, double h,
		 double width)
{
	struct buf *b = tpl_pdf_ops(p, i);

	tpl_pdf_num(b, width);
	BUF_ADD(b, "w ");
	rect(p, b, x, y, w, h);
	BUF_ADD(b, "S\n");
}

void tpl_pdf_logo(struct pdf *p, size_t i, bool second, double x, double y, double w,
		  double h)
{
	struct buf *b = tpl_pdf_ops(p, i);

	BUF_ADD(b, "q ");
	tpl_pdf_num(b, w);
	BUF_ADD(b, "0 0 ");
	tpl_pdf_num(b, h);
	tpl_pdf_num(b, x);
	tpl_pdf_num(b, p->h - y - h);
	buf_add(b, second ? STR("cm /Im2 Do Q\n") : STR("cm /Im1 Do Q\n"));
}

void tpl_pdf_mark(struct pdf *p, size_t i, struct str word)
{
	struct buf *b = tpl_pdf_ops(p, i);
	double a = atan2(p->h, p->w), size = 150;
	double w = tpl_pdf_width(p->font[FACE_BOLD], size, word);
	double x = p->w / 2 - cos(a) * w / 2 + sin(a) * size / 3;
	double y = p->h / 2 - sin(a) * w / 2 - cos(a) * size / 3;

	p->used[FACE_BOLD] = true;
	BUF_ADD(b, "q 0.9 g BT /F2 ");
	tpl_pdf_num(b, size);
	BUF_ADD(b, "Tf ");
	tpl_pdf_num(b, cos(a));
	tpl_pdf_num(b, sin(a));
	tpl_pdf_num(b, -sin(a));
	tpl_pdf_num(b, cos(a));
	tpl_pdf_num(b, x);
	tpl_pdf_num(b, y);
	BUF_ADD(b, "Tm ");
	tpl_pdf_string(b, word);
	BUF_ADD(b, "Tj ET Q\n");
}

double tpl_pdf_width(const struct tpl_font *f, double size, struct str s)
{
	unsigned long sum = 0;

	for (size_t i = 0; i < s.n; i++)
		sum += f->width[(unsigned char)s.p[i]];
	return (double)sum * size / 1000;
}
