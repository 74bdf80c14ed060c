#include "galley.h"
#include <string.h>

void tpl_start(struct galley *fl, struct arena *a, const struct tpl_font *faces,
	       double size, double spacing, double x, double w)
{
	*fl = (struct galley){
		.a = a, .size = size, .lead = size * 1.15 * spacing, .x = x, .w = w};
	for (int k = 0; k < FACE__COUNT; k++)
		fl->font[k] = &faces[k];
}

int tpl_tag(struct galley *fl, int parent, enum pdf_role role)
{
	fl->tag = fl->tags ? tpl_tag_new(fl->tags, parent, role) : 0;
	return fl->tag;
}

void tpl_tag_figure(struct galley *fl, struct str alt)
{
	if (!fl->tags)
		return;
	struct op *o = &fl->ops[fl->ops_n - 1];

	o->tag = tpl_tag_new(fl->tags, fl->tag, ROLE_FIGURE);
	tpl_tag_alt(fl->tags, o->tag, alt);
}

void tpl_use_letters(struct galley *fl, struct tpl_letters *l)
{
	fl->letters = l;
	for (int k = 0; k < FACE__COUNT; k++)
		fl->font[FACE_EXTRA | k] = &l->font[k];
}

/* ---- boxes ---- */

static void *grow(struct arena *a, void *old, size_t *cap, size_t each)
{
	size_t more = *cap ? 2 * *cap : 64;
	void *p = arena_array(a, more, each);

	if (*cap)
		memcpy(p, old, *cap * each);
	*cap = more;
	return p;
}

struct box *tpl_box(struct galley *fl, double h, enum keep keep)
{
	if (fl->boxes_n == fl->boxes_cap)
		fl->boxes = grow(fl->a, fl->boxes, &fl->boxes_cap, sizeof *fl->boxes);
	struct box *b = &fl->boxes[fl->boxes_n++];

	*b = (struct box){.h = h, .op0 = fl->ops_n, .keep = keep, .head = -1};
	return b;
}

void tpl_space(struct galley *fl, double h)
{
	enum keep keep = fl->boxes_n ? fl->boxes[fl->boxes_n - 1].keep : ENDS;

	tpl_box(fl, h, keep)->space = true;
}

void tpl_keep_last(struct galley *fl, size_t n)
{
	for (size_t i = 0; i < n && i < fl->boxes_n; i++)
		fl->boxes[fl->boxes_n - 1 - i].keep = TOGETHER;
}

void tpl_keep_lines(struct galley *fl, size_t n)
{
	for (size_t i = fl->boxes_n; n && i-- > 0 && !fl->boxes[i].page;) {
		fl->boxes[i].keep = TOGETHER;
		n -= !fl->boxes[i].space && fl->boxes[i].h > 0;
	}
}

void tpl_turn(struct galley *fl, bool lying)
{
	struct paper *s = &fl->paper;
	double right = s->w - fl->x - fl->w, w = s->w;

	if (s->column <= 0)
		s->column = fl->w;
	if (lying != (s->w > s->h)) {
		s->w = s->h;
		s->h = w;
		fl->w = s->w - fl->x - right;
	}
	struct box *b = tpl_box(fl, 0, TOGETHER);

	b->page = true;
	b->sheet = lying ? SHEET_LYING : SHEET_STANDING;
}

/* The element that holds text drawn now. */
static int leaf(struct galley *fl)
{
	enum pdf_role in = fl->tag ? fl->tags->tag[fl->tag].role : ROLE_DOCUMENT;
	bool holds = in == ROLE_H1 || in == ROLE_P || in == ROLE_LBL || in == ROLE_TH ||
		     in == ROLE_TD || in == ROLE_FIGURE;

	if (!fl->tags || holds)
		return fl->tag;
	if (!fl->auto_tag || fl->auto_box != fl->boxes_n || fl->auto_in != fl->tag)
		fl->auto_tag = tpl_tag_new(fl->tags, fl->tag, ROLE_P);
	fl->auto_box = fl->boxes_n;
	fl->auto_in = fl->tag;
	return fl->auto_tag;
}

static struct op *op_new(struct galley *fl, enum op_kind kind)
{
	if (fl->ops_n == fl->ops_cap)
		fl->ops = grow(fl->a, fl->ops, &fl->ops_cap, sizeof *fl->ops);
	struct op *o = &fl->ops[fl->ops_n++];

	*o = (struct op){.kind = kind, .late = fl->late, .size = fl->size};
	if (kind == OP_TEXT)
		o->tag = leaf(fl);
	fl->boxes[fl->boxes_n - 1].op_n++;
	return o;
}

static double baseline(const struct galley *fl, double size)
{
	return fl->lead / 2 + 0.35 * size;
}

void tpl_put(struct galley *fl, int face, double x, double y, enum align al, struct str s)
{
	struct letters l = tpl_letters_of(fl, s);
	struct run *r = ARENA_ARRAY(fl->a, struct run, l.text.n + 1);
	struct op *o = op_new(fl, OP_TEXT);
	double w = 0;
	size_t n = 0;

	for (size_t i = 0; i < l.text.n || n == 0;) {
		size_t from = i;

		while (i < l.text.n && l.extra[i] == l.extra[from])
			i++;
		bool extra = i > from && l.extra[from];
		struct run *to = &r[n++];

		*to = (struct run){.text = {l.text.p + from, i - from},
				   .face = face | (extra ? FACE_EXTRA : 0)};
		to->w = tpl_font_width(fl->font[to->face], to->text) * fl->size / 1000;
		w += to->w;
	}
	o->x = al == ALIGN_CENTRE ? x - w / 2 : al == ALIGN_RIGHT ? x - w : x;
	o->y = y + baseline(fl, fl->size);
	o->runs = r;
	o->runs_n = n;
}

void tpl_rule(struct galley *fl, double x, double y, double w, double width)
{
	struct op *o = op_new(fl, OP_RULE);

	o->x = x, o->y = y, o->w = w, o->size = width;
}

void tpl_frame(struct galley *fl, double x, double y, double w, double h)
{
	struct op *o = op_new(fl, OP_FRAME);

	o->x = x, o->y = y, o->w = w, o->h = h;
}

void tpl_put_line(struct galley *fl, const struct lines *ls, size_t i, double x, double y,
		  double w, enum align al)
{
	struct op *o = op_new(fl, OP_TEXT);

	o->x = al == ALIGN_CENTRE  ? x + (w - ls->w[i]) / 2
	       : al == ALIGN_RIGHT ? x + w - ls->w[i]
				   : x;
	o->y = y + baseline(fl, fl->size);
	o->runs = ls->runs[i];
	o->runs_n = ls->runs_n[i];
	o->tw = al == ALIGN_BLOCK ? ls->stretch[i] : 0;
	o->inside = ls->inside && ls->inside[i];
}

enum keep tpl_tidy(const struct lines *ls, size_t i)
{
	bool edge = ls->n > 1 && (i == 0 || i + 2 == ls->n);

	return edge || ls->parted[i] ? TIDY : ENDS;
}

void tpl_para(struct galley *fl, const struct span *s, size_t n, double x, double w,
	      double indent, enum align al, bool keep)
{
	struct lines ls = tpl_break(fl, s, n, w, indent, fl->size, al == ALIGN_BLOCK);
	int above = fl->tag;

	(void)tpl_tag(fl, above, ROLE_P);
	for (size_t i = 0; i < ls.n; i++) {
		double in = i == 0 ? indent : 0;

		tpl_box(fl, fl->lead, keep ? TOGETHER : tpl_tidy(&ls, i));
		tpl_put_line(fl, &ls, i, x + in, 0, w - in, al);
	}
	fl->tag = above;
}

/* ---- pages ---- */

/* One string, or pieces of it with what the face asks between two letters. */
static void show(struct buf *b, const struct tpl_font *f, struct str s)
{
	size_t from = 0;

	for (size_t i = 1; i < s.n; i++) {
		int k = tpl_font_kern(f, s.p[i - 1], s.p[i]);

		if (!k)
			continue;
		if (!from)
			buf_byte(b, '[');
		tpl_pdf_string(b, (struct str){s.p + from, i - from});
		tpl_pdf_num(b, -k);
		from = i;
	}
	tpl_pdf_string(b, str_from(s, from));
	buf_add(b, from ? STR("] TJ ") : STR("Tj "));
}

static void draw_text(struct pdf *p, size_t page, const struct op *o, double top)
{
	struct buf *b = tpl_pdf_ops(p, page);
	double x = o->x;
	int face = -1;

	BUF_ADD(b, "BT ");
	for (size_t i = 0; i < o->runs_n; i++) {
		const struct run *r = &o->runs[i];

		if (r->face != face) {
			face = r->face;
			p->used[face] = true;
			BUF_ADD(b, "/F");
			buf_byte(b, (char)('1' + face));
			buf_byte(b, ' ');
			tpl_pdf_num(b, o->size);
			BUF_ADD(b, "Tf ");
		}
		if (i == 0) {
			tpl_pdf_num(b, o->x);
			tpl_pdf_num(b, p->h - top - o->y);
			BUF_ADD(b, "Td ");
			if (o->tw != 0) {
				tpl_pdf_num(b, o->tw);
				BUF_ADD(b, "Tw ");
			}
		}
		show(b, p->font[face], r->text);
	}
	if (p->tag &&
	    !o->inside) /* aloud, one line's last word is not the next one's first */
		BUF_ADD(b, "( ) Tj ");
	if (o->tw != 0)
		BUF_ADD(b, "0 Tw ");
	BUF_ADD(b, "ET\n");
	for (size_t i = 0; i < o->runs_n; i++) {
		const struct run *r = &o->runs[i];
		double w = r->w;

		for (size_t k = 0; k < r->text.n; k++)
			w += r->text.p[k] == ' ' ? o->tw : 0;
		if (r->underline)
			tpl_pdf_line(p, page, x, top + o->y + 0.12 * o->size, x + w,
				     top + o->y + 0.12 * o->size, 0.06 * o->size);
		x += w;
	}
}

/* A row that is cut has its line across only where the page begins or ends. */
static void draw_frame(struct pdf *p, size_t page, const struct op *o, double top,
		       bool above, bool below)
{
	double y = top + o->y, x2 = o->x + o->w, y2 = y + o->h;

	if (above && below) {
		tpl_pdf_box(p, page, o->x, y, o->w, o->h, 0.5);
		return;
	}
	tpl_pdf_line(p, page, o->x, y, o->x, y2, 0.5);
	tpl_pdf_line(p, page, x2, y, x2, y2, 0.5);
	if (above)
		tpl_pdf_line(p, page, o->x, y, x2, y, 0.5);
	if (below)
		tpl_pdf_line(p, page, o->x, y2, x2, y2, 0.5);
}

void tpl_draw(struct galley *fl, struct pdf *p, size_t box, double top,
	      enum tpl_late late, unsigned how)
{
	const struct box *bx = &fl->boxes[box];
	size_t page = p->n - 1;

	for (size_t i = 0; i < bx->op_n; i++) {
		const struct op *o = &fl->ops[bx->op0 + i];

		if ((late == TPL_LATE_BLANK && o->late) ||
		    (late == TPL_LATE_ONLY && !o->late))
			continue;
		p->tag = how & DRAW_AGAIN ? 0 : o->tag;
		switch (o->kind) {
		case OP_TEXT: draw_text(p, page, o, top); break;
		case OP_RULE:
			tpl_pdf_line(p, page, o->x, top + o->y, o->x + o->w, top + o->y,
				     o->size);
			break;
		case OP_FRAME:
			draw_frame(p, page, o, top, !bx->from_above || how & DRAW_FIRST,
				   !bx->to_below || how & DRAW_LAST);
			break;
		case OP_LOGO:
			tpl_pdf_logo(p, page, o->second, o->x, top + o->y, o->w, o->h);
			break;
		case OP_QR:
			(void)tpl_pdf_qr(p, page, o->x, top + o->y, o->w, o->text);
			break;
		}
	}
	p->tag = 0;
}
