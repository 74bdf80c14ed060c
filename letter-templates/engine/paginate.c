/* Boxes become pages; see galley.h. */
#include "galley.h"

/* The box behind which the page that begins with box `from` ends.  Where nothing may end
 * it but a box near its head, a widow is the lesser evil. */
static size_t page_end(const struct galley *fl, size_t from, double room)
{
	size_t end = from, tidy = from, i;
	double y = 0, at = -1;
	bool any = false;

	for (i = from; i < fl->boxes_n; i++) {
		const struct box *b = &fl->boxes[i];

		if (b->page && i > from)
			return i - 1;
		y += b->h;
		if (y > room + 0.01 && !b->space)
			break;
		if (b->keep == ENDS) {
			end = i;
			at = y;
		}
		if (b->keep != TOGETHER) {
			tidy = i;
			any = true;
		}
	}
	if (i == fl->boxes_n)
		return i - 1;
	if (at > room / 3)
		return end;
	return any ? tidy : i > from ? i - 1 : from;
}

struct paging {
	struct galley *fl;
	struct pdf *p;
	double top1, top, bottom;
	enum tpl_late late;
	struct str mark;
};

/* The sheet as box i wants it; a box says so where the text begins a new page. */
static void turn(const struct paging *g, size_t i)
{
	struct pdf *p = g->p;
	struct galley *fl = g->fl;
	double right = p->w - fl->x - fl->w, w = p->w;

	if (i >= fl->boxes_n || fl->boxes[i].sheet == SHEET_SAME ||
	    (fl->boxes[i].sheet == SHEET_LYING) == (w > p->h))
		return;
	p->w = p->h;
	p->h = w;
	fl->w = p->w - fl->x - right;
}

static void begin(const struct paging *g)
{
	struct pdf *p = g->p;

	tpl_pdf_page(p);
	if (g->late == TPL_LATE_ONLY)
		return;
	if (g->mark.n)
		tpl_pdf_mark(p, p->n - 1, g->mark);
	if (g->fl->backdrop)
		tpl_draw(g->fl, p, g->fl->backdrop - 1, 0, g->late, DRAW_AGAIN);
	tpl_margin_begin(g->fl, p, g->top, g->bottom);
}

/* The head of a table that goes on; returns where the text below it begins. */
static double repeat_head(const struct paging *g, size_t i, double y)
{
	int head = g->fl->boxes[i].head;
	double h = head >= 0 ? g->fl->boxes[head].h : 0;

	if (g->p->n < 2 || head < 0 || h > (g->p->h - g->bottom - y) / 2)
		return y;
	tpl_draw(g->fl, g->p, (size_t)head, y, g->late, DRAW_AGAIN);
	return y + h;
}

static size_t one_page(const struct paging *g, size_t i)
{
	struct galley *fl = g->fl;
	double y = g->p->n == 1 ? g->top1 : g->top;

	while (g->p->n > 1 && i < fl->boxes_n && fl->boxes[i].space)
		i++;
	if (i == fl->boxes_n)
		return i;
	y = repeat_head(g, i, y);
	size_t first = i, end = page_end(fl, i, g->p->h - g->bottom - y);

	for (; i <= end; i++) {
		if (i + 1 != fl->backdrop)
			tpl_draw(fl, g->p, i, y, g->late,
				 (i == first ? DRAW_FIRST : 0u) |
					 (i == end ? DRAW_LAST : 0u));
		y += fl->boxes[i].h;
	}
	if (g->late != TPL_LATE_ONLY && i < fl->boxes_n && !fl->boxes[i].page)
		tpl_margin_end(fl, g->p, g->bottom, i);
	return i;
}

void tpl_paginate(struct galley *fl, struct pdf *p, double top1, double top,
		  double bottom, enum tpl_late late, struct str mark)
{
	struct paging g = {fl, p, top1, top, bottom, late, mark};
	size_t i = 0;

	fl->tags = NULL; /* what the margins hold is not read aloud */
	fl->tag = 0;
	if (fl->paper.column > 0) /* the last page may lie */
		fl->w = fl->paper.column;
	do {
		turn(&g, i);
		begin(&g);
		i = one_page(&g, i);
	} while (i < fl->boxes_n);
}
