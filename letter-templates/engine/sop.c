/* The sheet of an SOP, drawn: what sop_lay() placed becomes a PDF. */
#include "print.h"
#include "sop.h"
#include <math.h>

#define THIN  0.6
#define HEAVY 1.6
#define ROUND 8 /* corners of half a circle */

static void polygon(struct pdf *p, size_t page, const double (*at)[2], size_t n,
		    double width, bool fill)
{
	struct buf *b = tpl_pdf_ops(p, page);

	if (!fill) {
		tpl_pdf_num(b, width);
		BUF_ADD(b, "w ");
	}
	for (size_t i = 0; i < n; i++) {
		tpl_pdf_num(b, at[i][0]);
		tpl_pdf_num(b, p->h - at[i][1]);
		buf_byte(b, i ? 'l' : 'm');
		buf_byte(b, ' ');
	}
	BUF_ADD(b, "h ");
	if (fill)
		BUF_ADD(b, "f\n");
	else
		BUF_ADD(b, "S\n");
}

static void arrow(struct pdf *p, size_t page, const struct sop_item *i)
{
	double dx = i->x2 - i->x1, dy = i->y2 - i->y1, len = sqrt(dx * dx + dy * dy);
	const double back = 4.5, half = 1.9;

	if (len < 0.01)
		return;
	dx /= len;
	dy /= len;
	const double at[3][2] = {
		{i->x2, i->y2},
		{i->x2 - dx * back - dy * half, i->y2 - dy * back + dx * half},
		{i->x2 - dx * back + dy * half, i->y2 - dy * back - dx * half}};

	tpl_pdf_line(p, page, i->x1, i->y1, i->x2 - dx * back, i->y2 - dy * back, 0.7);
	polygon(p, page, at, 3, 0, true);
}

static void capsule(struct pdf *p, size_t page, const struct sop_item *i, double width)
{
	double r = (i->y2 - i->y1) / 2, mid = (i->y1 + i->y2) / 2;
	double at[2 * (ROUND + 1)][2];
	size_t n = 0;

	if (r > (i->x2 - i->x1) / 2)
		r = (i->x2 - i->x1) / 2;
	for (int side = 0; side < 2; side++) {
		for (int k = 0; k <= ROUND; k++) {
			double turn = 3.14159265358979 *
				      (k / (double)ROUND + (side ? 0.5 : -0.5));

			at[n][0] = (side ? i->x1 + r : i->x2 - r) + r * cos(turn);
			at[n++][1] = mid + (i->y2 - i->y1) / 2 * sin(turn);
		}
	}
	polygon(p, page, (const double(*)[2])at, n, width, false);
}

static void symbol(struct pdf *p, size_t page, const struct sop_item *i)
{
	double x = (i->x1 + i->x2) / 2, y = (i->y1 + i->y2) / 2,
	       w = i->heavy ? HEAVY : THIN;
	const double box[4][2] = {
		{i->x1, i->y1}, {i->x2, i->y1}, {i->x2, i->y2}, {i->x1, i->y2}};
	const double diamond[4][2] = {{x, i->y1}, {i->x2, y}, {x, i->y2}, {i->x1, y}};
	const double plug[5][2] = {{i->x1, i->y1},
				   {i->x2, i->y1},
				   {i->x2, y + 2},
				   {x, i->y2},
				   {i->x1, y + 2}};

	if (i->kind == SOP_CAPSULE)
		capsule(p, page, i, w);
	else if (i->kind == SOP_DIAMOND)
		polygon(p, page, diamond, 4, w, false);
	else if (i->kind == SOP_PLUG)
		polygon(p, page, plug, 5, w, false);
	else
		polygon(p, page, box, 4, w, false);
}

/* Turned about the lower left corner of its cell, a text runs upward. */
static void upward(struct pdf *pdf, size_t page, struct sop_page *p, size_t i)
{
	const struct sop_cell *c = &p->up_cell[i];

	BUF_ADD(tpl_pdf_ops(pdf, page), "q 0 1 -1 0 ");
	tpl_pdf_num(tpl_pdf_ops(pdf, page), c->x + pdf->h);
	tpl_pdf_num(tpl_pdf_ops(pdf, page), pdf->h - c->y - c->h);
	BUF_ADD(tpl_pdf_ops(pdf, page), "cm\n");
	tpl_draw(&p->up, pdf, i, 0, TPL_LATE_PRINT, 0);
	BUF_ADD(tpl_pdf_ops(pdf, page), "Q\n");
}

static void draw(struct pdf *pdf, struct sop_page *p)
{
	size_t page = pdf->n;

	tpl_pdf_page(pdf);
	for (size_t i = 0; i < p->n; i++) {
		const struct sop_item *it = &p->items[i];

		if (it->kind == SOP_TEXT || it->kind == SOP_WORD)
			continue;
		if (it->kind == SOP_GRID)
			tpl_pdf_line(pdf, page, it->x1, it->y1, it->x2, it->y2, THIN);
		else if (it->kind == SOP_FLOW)
			tpl_pdf_line(pdf, page, it->x1, it->y1, it->x2, it->y2, 0.7);
		else if (it->kind == SOP_HEAD)
			arrow(pdf, page, it);
		else
			symbol(pdf, page, it);
	}
	tpl_draw(&p->fl, pdf, 0, 0, TPL_LATE_PRINT, 0);
	for (size_t i = 0; i < p->up.boxes_n; i++)
		upward(pdf, page, p, i);
}

static void feet(struct sop_sheet *s)
{
	const struct sop_type left = {FACE_PLAIN, 7, ALIGN_LEFT},
			      right = {FACE_PLAIN, 7, ALIGN_RIGHT};
	const double w = SOP_W - 2 * SOP_SIDE;

	for (size_t i = 0; i < s->n; i++) {
		struct sop_cell c = {SOP_SIDE, SOP_FOOT + 4, w - 90, 12};
		struct lines name = sop_lines(s, left, c.w, s->sop->name);

		if (i > 0)
			sop_put(s->pages[i], left, &name, 0, c, 0);
		c = (struct sop_cell){SOP_SIDE + w - 90, SOP_FOOT + 4, 90, 12};
		sop_text(s, s->pages[i], right, c,
			 arena_fmt(s->a, "halaman %zu dari %zu", i + 1, s->n), false);
	}
}

enum err sop_lay(struct sop_sheet *s, struct fail *f)
{
	enum err e;

	if (!s->sop->rows_n || !s->sop->actors_n || s->sop->rows_n > TPL_SOP_ROWS ||
	    s->sop->actors_n > TPL_SOP_ACTORS)
		return FAIL(f, ERR_INVALID, "sop", NULL,
			    "Prosedur tanpa baris atau tanpa pelaksana.");
	sop_identity(s);
	e = sop_table(s, f);
	if (!e)
		feet(s);
	return e;
}

enum err tpl_sop_print(const struct tpl_engine *t, struct tpl_ctx *c,
		       const struct tpl_sop *o, struct day date, struct buf *out,
		       struct fail *f)
{
	struct sop_sheet s = {.a = arena_open(), .t = t, .sop = o, .letters = &c->pdf.letters};
	const struct tpl_font *font[FACE__COUNT];
	enum err e;

	for (int k = 0; k < FACE__COUNT; k++)
		font[k] = &tpl_family(t, STR("sans"))[k];
	tpl_pdf_begin(&c->pdf, SOP_W, SOP_H, font);
	e = sop_lay(&s, f);
	if (!e) {
		for (size_t i = 0; i < s.n; i++)
			draw(&c->pdf, s.pages[i]);
		e = tpl_pdf_end(&c->pdf, o->name,
				o->office_n ? o->office[0] : STR("Naskah"), date, out, f);
	}
	arena_close(s.a);
	return e;
}
