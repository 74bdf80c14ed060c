/* The identity of an SOP: the office and the fields, then six boxes, two to a line. */
#include "print.h"
#include "sop.h"

#define HALF  ((SOP_W - 2 * SOP_SIDE) / 2)
#define LABEL 126.0
#define LEAST 62.0 /* height of a box that is left to be written in */

static const struct sop_type PLAIN = {FACE_PLAIN, 9.5, ALIGN_LEFT};
static const struct sop_type BOLD = {FACE_BOLD, 9.5, ALIGN_LEFT};
static const struct sop_type POST = {FACE_PLAIN, 9.5, ALIGN_CENTRE};
static const struct sop_type OFFICE = {FACE_BOLD, 12, ALIGN_CENTRE};

static struct sop_cell inner(struct sop_cell c)
{
	return (struct sop_cell){c.x + SOP_PAD, c.y + SOP_PAD, c.w - 2 * SOP_PAD,
				 c.h - 2 * SOP_PAD};
}

/* One line of the right column; at least this high. */
static void field(struct sop_sheet *s, const char *label, struct sop_type t,
		  struct str value, double least)
{
	struct sop_cell a = {SOP_SIDE + HALF, s->y, LABEL, least},
			b = {SOP_SIDE + HALF + LABEL, s->y, HALF - LABEL, least};
	double h = sop_height(s, t, b.w, value);

	a.h = b.h = h > least ? h : least;
	sop_frame(s->page, a);
	sop_frame(s->page, b);
	sop_text(s, s->page, PLAIN, inner(a), str_c(label), false);
	sop_text(s, s->page, t, inner(b), value, false);
	s->y += a.h;
}

static void office(struct sop_sheet *s, double top)
{
	struct sop_cell all = {SOP_SIDE, top, HALF, s->y - top}, c = inner(all);
	struct lines ls[TPL_SOP_OFFICE];
	size_t lines = 0;
	double down;

	sop_frame(s->page, all);
	for (size_t i = 0; i < s->sop->office_n; i++) {
		ls[i] = sop_lines(s, OFFICE, c.w - 20, s->sop->office[i]);
		lines += ls[i].n;
	}
	c.x += 10;
	c.w -= 20;
	down = (c.h - (double)lines * sop_lead(OFFICE)) / 2;
	for (size_t i = 0; i < s->sop->office_n; i++) {
		for (size_t k = 0; k < ls[i].n; k++, down += sop_lead(OFFICE))
			sop_put(s->page, OFFICE, &ls[i], k, c, down);
	}
}

/* Room to sign above the line, name and NIP to be written at it: the sheet names no
 * person. */
static void sign_here(struct sop_sheet *s)
{
	const double w = 170, x = SOP_SIDE + HALF + LABEL + (HALF - LABEL - w) / 2,
		     y = s->y - 24;

	(void)sop_item(s->page, SOP_GRID, x, y, x + w, y);
	sop_text(s, s->page, PLAIN, (struct sop_cell){x, y + 3, w, sop_lead(PLAIN)},
		 STR("NIP."), false);
}

static void head(struct sop_sheet *s)
{
	const struct tpl_sop *o = s->sop;
	struct str name = o->name;
	double top = s->y;

	field(s, "NOMOR SOP", PLAIN, o->number, 20);
	field(s, "TANGGAL PEMBUATAN", PLAIN, o->made, 20);
	field(s, "TANGGAL REVISI", PLAIN, o->revised, 20);
	field(s, "TANGGAL EFEKTIF", PLAIN, o->effective, 20);
	field(s, "DISAHKAN OLEH", POST, o->approver, 96);
	sign_here(s);
	field(s, "NAMA SOP", BOLD, name, 26);
	if (o->purpose.n)
		field(s, "TUJUAN", PLAIN, o->purpose, 20);
	office(s, top);
}

/* ---- the boxes ---- */

struct line_of { /* one line of a box */
	const struct lines *ls;
	size_t i;
	size_t item; /* its number stands before its first line; 0: none */
};

struct box_of {
	const char *label;
	struct line_of *lines;
	size_t n, at; /* how many, and how many stand on a page already */
	double indent;
};

static struct box_of box_of(struct sop_sheet *s, const char *label,
			    const struct tpl_sop_list *l)
{
	double indent = l->n > 1 ? (l->n > 9 ? 18 : 14) : 0;
	struct lines *ls = ARENA_ARRAY(s->a, struct lines, l->n + 1);
	struct box_of b = {.label = label, .indent = indent};
	size_t all = 0;

	for (size_t i = 0; i < l->n; i++) {
		ls[i] = sop_lines(s, PLAIN, HALF - 2 * SOP_PAD - indent, l->items[i]);
		all += ls[i].n;
	}
	b.lines = ARENA_ARRAY(s->a, struct line_of, all + 1);
	for (size_t i = 0; i < l->n; i++) {
		for (size_t k = 0; k < ls[i].n; k++)
			b.lines[b.n++] = (struct line_of){&ls[i], k,
							  l->n > 1 && k == 0 ? i + 1 : 0};
	}
	return b;
}

static void put_box(struct sop_sheet *s, struct box_of *b, struct sop_cell all,
		    size_t lines)
{
	struct sop_cell c = inner(all), text = c, mark = c;
	double down = sop_lead(BOLD) + 2;

	sop_frame(s->page, all);
	sop_text(s, s->page, BOLD, c,
		 b->at ? arena_fmt(s->a, "%s (lanjutan)", b->label) : str_c(b->label),
		 false);
	text.x += b->indent;
	text.w -= b->indent;
	mark.w = b->indent;
	for (size_t i = 0; i < lines && b->at < b->n; i++, b->at++) {
		const struct line_of *l = &b->lines[b->at];

		if (l->item) {
			struct sop_cell at = {mark.x, mark.y + down, mark.w,
					      sop_lead(PLAIN)};

			sop_text(s, s->page, PLAIN, at, arena_fmt(s->a, "%zu.", l->item),
				 false);
		}
		sop_put(s->page, PLAIN, l->ls, l->i, text, down);
		down += sop_lead(PLAIN);
	}
}

/* Two boxes beside each other, going on where the page ends. */
static void pair(struct sop_sheet *s, struct box_of left, struct box_of right)
{
	const double over = 2 * SOP_PAD + sop_lead(BOLD) + 2;

	do {
		size_t a = left.n - left.at, b = right.n - right.at, want = a > b ? a : b;
		double room = SOP_FOOT - s->y - over, h;
		size_t fit = room > 0 ? (size_t)(room / sop_lead(PLAIN)) : 0;

		if (fit < want && (fit < 3 || s->y > SOP_FOOT / 2)) {
			sop_page_new(s);
			continue;
		}
		want = want < fit ? want : fit;
		h = over + (double)want * sop_lead(PLAIN);
		if (h < LEAST) /* as much of it as the page still has */
			h = h < SOP_FOOT - s->y && SOP_FOOT - s->y < LEAST
				    ? SOP_FOOT - s->y
				    : LEAST;
		if (s->y + h > SOP_FOOT) {
			sop_page_new(s);
			continue;
		}
		put_box(s, &left, (struct sop_cell){SOP_SIDE, s->y, HALF, h}, want);
		put_box(s, &right, (struct sop_cell){SOP_SIDE + HALF, s->y, HALF, h},
			want);
		s->y += h;
		if (left.at == left.n && right.at == right.n)
			return;
	} while (true);
}

void sop_identity(struct sop_sheet *s)
{
	static const char *const LABELS[TPL_SOP_BOX__COUNT] = {
		[TPL_SOP_LEGAL] = "DASAR HUKUM:",
		[TPL_SOP_QUALIFIED] = "KUALIFIKASI PELAKSANA:",
		[TPL_SOP_RELATED] = "KETERKAITAN:",
		[TPL_SOP_TOOLS] = "PERALATAN/PERLENGKAPAN:",
		[TPL_SOP_WARNINGS] = "PERINGATAN:",
		[TPL_SOP_RECORDS] = "PENCATATAN DAN PENDATAAN:"};
	const struct tpl_sop_list *boxes = s->sop->boxes;

	sop_page_new(s);
	head(s);
	for (size_t i = 0; i < TPL_SOP_BOX__COUNT; i += 2)
		pair(s, box_of(s, LABELS[i], &boxes[i]),
		     box_of(s, LABELS[i + 1], &boxes[i + 1]));
}
