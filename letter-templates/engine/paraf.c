/* Paraf Hierarki: who initialled the draft, on the copy that stays in the office.
 * SOURCE  Permendagri 54/2009 appendix C: officials in tiers, the file copy alone. */
#include "print.h"

#define POST  0.62 /* shares of the box's width */
#define PARAF 0.16
#define SIZE  9.0

static void cell(struct galley *fl, double x, double w, double h, const struct lines *ls)
{
	tpl_frame(fl, x, 0, w, h);
	for (size_t i = 0; i < ls->n; i++)
		tpl_put_line(fl, ls, i, x + 3, 2 + (double)i * fl->lead, w, ALIGN_LEFT);
}

static void row(struct galley *fl, double w, bool keep, const struct tpl_paraf *r,
		int face)
{
	const double share[] = {POST * w, PARAF * w, (1 - POST - PARAF) * w};
	const struct str text[] = {r->post, r->mark, r->date};
	struct lines ls[3];
	double x = fl->x, h = 0;

	for (int i = 0; i < 3; i++) {
		struct span s = {text[i], face, false};

		ls[i] = tpl_break(fl, &s, 1, share[i] - 6, 0, fl->size, false);
		double need = (double)(ls[i].n ? ls[i].n : 1) * fl->lead + 4;

		h = need > h ? need : h;
	}
	tpl_box(fl, h, keep);
	for (int i = 0; i < 3; i++) {
		cell(fl, x, share[i], h, &ls[i]);
		x += share[i];
	}
}

void tpl_print_paraf(struct print *p)
{
	struct galley *fl = &p->fl;
	double size = fl->size, lead = fl->lead, w = 0.55 * fl->w;
	const struct tpl_paraf head = {STR("Jabatan"), STR("Paraf"), STR("Tanggal")};

	if (!p->o->paraf_n)
		return;
	fl->field = STR("paraf");
	tpl_space(fl, fl->lead);
	fl->size = SIZE;
	fl->lead = SIZE * 1.2;
	tpl_box(fl, fl->lead + 3, true)->apart = true;
	tpl_put(fl, FACE_BOLD, fl->x, 0, ALIGN_LEFT, STR("Paraf Hierarki"));
	row(fl, w, true, &head, FACE_BOLD);
	for (size_t i = 0; i < p->o->paraf_n; i++)
		row(fl, w, i + 1 < p->o->paraf_n, &p->o->paraf[i], FACE_PLAIN);
	fl->size = size;
	fl->lead = lead;
}
