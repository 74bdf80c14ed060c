/* What a regulation puts outside the text: page numbers, catchwords, the mark of secrecy
 * and the number of a copy. */
#include "galley.h"

/* A line that belongs to no box of the text: drawn on the last page and forgotten. */
static void margin_line(struct galley *fl, struct pdf *p, int face, double x, double y,
			enum align al, struct str s)
{
	size_t ops = fl->ops_n;

	p->tag = 0; /* no part of what is read aloud */
	tpl_box(fl, 0, false);
	tpl_put(fl, face, x, 0, al, s);
	tpl_draw(fl, p, fl->boxes_n - 1, y, TPL_LATE_PRINT, 0);
	fl->boxes_n--;
	fl->ops_n = ops;
}

/* The mark of secrecy is red, the rest black. */
static void red(struct pdf *p, bool on)
{
	struct buf *b = tpl_pdf_ops(p, p->n - 1);

	if (on)
		BUF_ADD(b, "0.8 0 0 rg\n");
	else
		BUF_ADD(b, "0 g\n");
}

static void secrecy(struct galley *fl, struct pdf *p)
{
	double mid = p->w / 2, size = fl->size;

	fl->size = 14;
	red(p, true);
	margin_line(fl, p, FACE_BOLD, mid, 10, ALIGN_CENTRE, fl->margin.secrecy);
	margin_line(fl, p, FACE_BOLD, mid, p->h - 10 - fl->lead, ALIGN_CENTRE,
		    fl->margin.secrecy);
	red(p, false);
	fl->size = size;
}

static void page_number(struct galley *fl, struct pdf *p, double top, double bottom)
{
	double mid = fl->x + fl->w / 2;
	double y = fl->margin.no == PAGE_NO_TOP ? top - 1.6 * fl->size
						: p->h - bottom + 1.2 * fl->lead;
	struct str s = arena_fmt(fl->a, fl->margin.dashes ? "- %zu -" : "%zu", p->n);

	/* y is the base line, as it always was; a box is measured from its top */
	margin_line(fl, p, FACE_PLAIN, mid, y - fl->lead / 2 - 0.35 * fl->size,
		    ALIGN_CENTRE, s);
}

void tpl_margin_begin(struct galley *fl, struct pdf *p, double top, double bottom)
{
	const struct margin *m = &fl->margin;
	double size = fl->size, lead = fl->lead;

	if (m->secrecy.n)
		secrecy(fl, p);
	if (m->copy.n && p->n == 1) {
		fl->size = 10;
		margin_line(fl, p, FACE_PLAIN, fl->x + fl->w, 10, ALIGN_RIGHT, m->copy);
		fl->size = size;
	}
	if (p->n > 1 && m->no != PAGE_NO_NONE)
		page_number(fl, p, top, bottom);
	if (!m->foot.n)
		return;
	struct span s = {m->foot, FACE_PLAIN, false};
	fl->size = 7.5;
	fl->lead = 9;
	struct lines ls = tpl_break(fl, &s, 1, fl->w, 0, fl->size, false);

	for (size_t i = 0; i < ls.n && i < 3; i++) {
		size_t ops = fl->ops_n;

		tpl_box(fl, 0, false);
		tpl_put_line(fl, &ls, i, fl->x, 0, fl->w, ALIGN_CENTRE);
		tpl_draw(fl, p, fl->boxes_n - 1,
			 p->h - (m->secrecy.n ? 54 : 44) + (double)i * fl->lead,
			 TPL_LATE_PRINT, 0);
		fl->boxes_n--;
		fl->ops_n = ops;
	}
	fl->size = size;
	fl->lead = lead;
}

static struct str first_word(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] != ' ')
		n++;
	return str_head(s, n);
}

/* "2." or "a)": the word that is missed follows it. */
static bool is_mark(struct str s)
{
	return s.n && s.n <= 4 && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ')');
}

/* The first word of the next page as it is set there, "2. kegiatan" with its number; none
 * where another part of the letter begins: it says that the text goes on. */
void tpl_margin_end(struct galley *fl, struct pdf *p, double bottom, size_t next)
{
	struct run *r = ARENA_ARRAY(fl->a, struct run, 3);
	size_t n = 0;

	while (next < fl->boxes_n && fl->boxes[next].space)
		next++;
	if (!fl->margin.catchword || next >= fl->boxes_n || fl->boxes[next].page ||
	    fl->boxes[next].apart)
		return;
	const struct box *b = &fl->boxes[next];

	for (size_t i = 0; i < b->op_n && n < 2; i++) {
		const struct op *o = &fl->ops[b->op0 + i];

		if (o->kind != OP_TEXT || !o->runs_n || !o->runs[0].text.n)
			continue;
		/* a heading, bold or in the middle: another part begins */
		if (o->runs[0].face == FACE_BOLD || o->x > fl->x + 0.3 * fl->w)
			return;
		r[n] = o->runs[0];
		r[n].text = first_word(r[n].text);
		if (!is_mark(r[n++].text))
			break;
	}
	if (!n)
		return;
	struct lines ls = {.n = 1};
	double w = 0;

	for (size_t i = 0; i < n; i++) {
		r[i].text = arena_fmt(fl->a, STR_FMT "%s", STR_ARG(r[i].text),
				      i + 1 < n ? " " : "...");
		r[i].w = tpl_pdf_width(fl->font[r[i].face], fl->size, r[i].text);
		w += r[i].w;
	}
	ls.runs = &r;
	ls.runs_n = &n;
	ls.w = &w;
	size_t ops = fl->ops_n;

	tpl_box(fl, 0, false);
	tpl_put_line(fl, &ls, 0, fl->x, 0, fl->w, ALIGN_RIGHT);
	tpl_draw(fl, p, fl->boxes_n - 1, p->h - bottom + 2, TPL_LATE_PRINT, 0);
	fl->boxes_n--;
	fl->ops_n = ops;
}
