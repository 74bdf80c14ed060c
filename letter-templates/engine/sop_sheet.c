#include "print.h"
#include "sop.h"

void sop_page_new(struct sop_sheet *s)
{
	if (s->n == s->cap) {
		size_t more = s->cap ? s->cap * 2 : 8;
		struct sop_page **wider = ARENA_ARRAY(s->a, struct sop_page *, more);

		for (size_t i = 0; i < s->n; i++)
			wider[i] = s->pages[i];
		s->pages = wider;
		s->cap = more;
	}
	s->page = s->pages[s->n++] = ARENA_NEW(s->a, struct sop_page);
	tpl_start(&s->page->fl, s->a, tpl_family(s->t, STR("sans")), 8, 1, SOP_SIDE,
		  SOP_W - 2 * SOP_SIDE);
	(void)tpl_box(&s->page->fl, SOP_H, false);
	tpl_start(&s->page->up, s->a, tpl_family(s->t, STR("sans")), 8, 1, 0, SOP_H);
	if (s->letters) {
		tpl_use_letters(&s->page->fl, s->letters);
		tpl_use_letters(&s->page->up, s->letters);
	}
	s->page->up_cell = ARENA_ARRAY(s->a, struct sop_cell, TPL_SOP_ACTORS);
	s->y = SOP_SIDE;
}

struct sop_item *sop_item(struct sop_page *p, enum sop_kind kind, double x1, double y1,
			  double x2, double y2)
{
	if (p->n == p->cap) {
		size_t more = p->cap ? p->cap * 2 : 128;
		struct sop_item *wider = ARENA_ARRAY(p->fl.a, struct sop_item, more);

		for (size_t i = 0; i < p->n; i++)
			wider[i] = p->items[i];
		p->items = wider;
		p->cap = more;
	}
	p->items[p->n] =
		(struct sop_item){.kind = kind, .x1 = x1, .y1 = y1, .x2 = x2, .y2 = y2};
	return &p->items[p->n++];
}

void sop_frame(struct sop_page *p, struct sop_cell c)
{
	(void)sop_item(p, SOP_GRID, c.x, c.y, c.x + c.w, c.y);
	(void)sop_item(p, SOP_GRID, c.x, c.y + c.h, c.x + c.w, c.y + c.h);
	(void)sop_item(p, SOP_GRID, c.x, c.y, c.x, c.y + c.h);
	(void)sop_item(p, SOP_GRID, c.x + c.w, c.y, c.x + c.w, c.y + c.h);
}

double sop_lead(struct sop_type t)
{
	return t.size * 1.25;
}

static void set(struct galley *fl, struct sop_type t)
{
	fl->size = t.size;
	fl->lead = sop_lead(t);
}

struct lines sop_lines(struct sop_sheet *s, struct sop_type t, double w, struct str text)
{
	struct span span = {text.n ? text : STR(" "), t.face, false};

	set(&s->page->fl, t);
	return tpl_break(&s->page->fl, &span, 1, w, 0, t.size, false);
}

void sop_put(struct sop_page *p, struct sop_type t, const struct lines *ls, size_t i,
	     struct sop_cell c, double down)
{
	double x = c.x, y = c.y + down, base = y + sop_lead(t) / 2 + 0.35 * t.size;
	struct sop_item *it;

	if (t.align == ALIGN_CENTRE)
		x += (c.w - ls->w[i]) / 2;
	else if (t.align == ALIGN_RIGHT)
		x += c.w - ls->w[i];
	set(&p->fl, t);
	tpl_put_line(&p->fl, ls, i, c.x, y, c.w, t.align);
	it = sop_item(p, SOP_TEXT, x, base - 0.74 * t.size, x + ls->w[i],
		      base + 0.22 * t.size);
	it->cell[0] = c.x;
	it->cell[1] = c.y;
	it->cell[2] = c.x + c.w;
	it->cell[3] = c.y + c.h;
}

void sop_text(struct sop_sheet *s, struct sop_page *p, struct sop_type t,
	      struct sop_cell c, struct str text, bool middle)
{
	struct lines ls;
	double down = 0;

	if (!text.n)
		return;
	ls = sop_lines(s, t, c.w, text);
	if (middle)
		down = (c.h - (double)ls.n * sop_lead(t)) / 2;
	for (size_t i = 0; i < ls.n; i++)
		sop_put(p, t, &ls, i, c, down + (double)i * sop_lead(t));
}

void sop_text_up(struct sop_sheet *s, struct sop_page *p, struct sop_type t,
		 struct sop_cell c, struct str text)
{
	struct lines ls = sop_lines(s, t, c.h, text);
	double down = (c.w - (double)ls.n * sop_lead(t)) / 2;

	set(&p->up, t);
	p->up_cell[p->up.boxes_n] = c;
	(void)tpl_box(&p->up, c.w, false);
	for (size_t i = 0; i < ls.n; i++, down += sop_lead(t)) {
		double base = c.x + down + sop_lead(t) / 2 + 0.35 * t.size,
		       low = c.y + c.h - (c.h - ls.w[i]) / 2;
		struct sop_item *it = sop_item(p, SOP_TEXT, base - 0.74 * t.size,
					       low - ls.w[i], base + 0.22 * t.size, low);

		tpl_put_line(&p->up, &ls, i, 0, down, c.h, ALIGN_CENTRE);
		it->cell[0] = c.x;
		it->cell[1] = c.y;
		it->cell[2] = c.x + c.w;
		it->cell[3] = c.y + c.h;
	}
}

double sop_height(struct sop_sheet *s, struct sop_type t, double w, struct str text)
{
	return (double)sop_lines(s, t, w - 2 * SOP_PAD, text).n * sop_lead(t) +
	       2 * SOP_PAD;
}
