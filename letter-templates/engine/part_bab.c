/* Numbered headings: I. PENDAHULUAN, under it A. Umum, and what was written there.  A
 * heading with nothing under it is not printed and takes no number. */
#include "print.h"
#include "spell.h"
#include "utf8.h"

struct str tpl_heading_mark(struct arena *a, enum numbering how, size_t no)
{
	if (how == NUMBER_LETTER)
		return arena_fmt(a, "%c.", (char)('A' + (no - 1) % 26));
	if (how == NUMBER_ARABIC)
		return arena_fmt(a, "%zu.", no);
	return arena_fmt(a, STR_FMT ".", STR_ARG(tpl_spell_roman(a, (unsigned)no)));
}

void tpl_print_heading(struct galley *fl, struct str no, const struct spans *s, double x,
		       double w)
{
	for (size_t i = 0; i < s->n; i++)
		s->list[i].face |= FACE_BOLD;
	struct lines ls =
		tpl_break(fl, s->list, s->n, w - TPL_HEADING_IN, 0, fl->size, false);

	for (size_t i = 0; i < ls.n; i++) {
		tpl_box(fl, fl->lead, true);
		if (i == 0)
			tpl_put(fl, FACE_BOLD, x, 0, ALIGN_LEFT, no);
		tpl_put_line(fl, &ls, i, x + TPL_HEADING_IN, 0, w - TPL_HEADING_IN,
			     ALIGN_LEFT);
	}
	tpl_box(fl, fl->lead / 6, true)->space = true;
}

static void heading(struct galley *fl, struct str no, struct str title, double x,
		    double w)
{
	struct span s = {title, FACE_BOLD, false};

	tpl_print_heading(fl, no, &(struct spans){&s, 1}, x, w);
}

static bool filled(const struct print *p, const struct part *part)
{
	if (tpl_has_value(p->l->root, part->field))
		return true;
	for (size_t i = 0; i < part->rows_n; i++)
		if (tpl_has_value(p->l->root, part->rows[i].field))
			return true;
	return false;
}

/* Whether the letter has no more than this one: then it needs no heading. */
static bool alone(const struct print *p)
{
	const struct form *fm = p->l->form;
	size_t n = 0;

	for (size_t i = 0; i < fm->parts_n; i++)
		n += fm->parts[i].kind == PART_BAB && filled(p, &fm->parts[i]);
	return n < 2;
}

void tpl_print_chapter(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	double x = fl->x, in = TPL_HEADING_IN;
	size_t no = 0;

	if (!filled(p, part))
		return;
	if (alone(p)) {
		in = 0;
	} else {
		heading(fl, tpl_heading_mark(fl->a, part->numbering, ++p->chapters),
			part->text, x, fl->w);
	}
	tpl_print_value(p, part->field, x + in, fl->w - in, in == 0);
	for (size_t i = 0; i < part->rows_n; i++) {
		struct str field = part->rows[i].field;
		enum numbering sub =
			part->numbering == NUMBER_ROMAN ? NUMBER_LETTER : NUMBER_ARABIC;

		if (!tpl_has_value(p->l->root, field))
			continue;
		heading(fl, tpl_heading_mark(fl->a, sub, ++no), part->rows[i].label,
			x + in, fl->w - in);
		tpl_print_value(p, field, x + in + TPL_HEADING_IN,
				fl->w - in - TPL_HEADING_IN, false);
	}
	tpl_space(fl, fl->lead / 3);
}
