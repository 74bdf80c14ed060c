/* Certificates: the frame round the page, and the place of the photograph.
 * SOURCE  Permendagri 54/2009, piagam, sertifikat, STTPP: a lying sheet with a border;
 *         the photograph of an STTPP is 4 x 6 cm. */
#include "print.h"

#define MM    (72 / 25.4)
#define INSET (10 * MM)
#define BEAD  5.0 /* side of one square of the border */
#define STEP  8.0

/* From edge to edge with equal steps, so that the corners are alike. */
static void beads(struct galley *fl, double x, double y, double w, double h)
{
	size_t across = (size_t)(w / STEP), down = (size_t)(h / STEP);

	for (size_t i = 0; i <= across; i++) {
		double at = x + (w - BEAD) * (double)i / (double)across;

		tpl_frame(fl, at, y, BEAD, BEAD);
		tpl_frame(fl, at, y + h - BEAD, BEAD, BEAD);
	}
	for (size_t i = 1; i < down; i++) {
		double at = y + (h - BEAD) * (double)i / (double)down;

		tpl_frame(fl, x, at, BEAD, BEAD);
		tpl_frame(fl, x + w - BEAD, at, BEAD, BEAD);
	}
}

void tpl_print_frame(struct print *p)
{
	struct galley *fl = &p->fl;
	double y = INSET, w = p->pf->w - 2 * INSET, h = p->pf->h - 2 * INSET;

	tpl_box(fl, 0, true)->space = true;
	fl->backdrop = fl->boxes_n;
	for (int i = 0; i < 4; i++)
		tpl_frame(fl, INSET + i * 0.5, y + i * 0.5, w - i, h - i);
	beads(fl, INSET + 4, y + 4, w - 8, h - 8);
	tpl_frame(fl, INSET + 11, y + 11, w - 22, h - 22);
}

void tpl_print_photo(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	bool large = str_eqc(part->text, "4 x 6");
	double w = (large ? 40 : 30) * MM, h = (large ? 60 : 40) * MM;
	double x = fl->x + 0.28 * fl->w, size = fl->size;

	tpl_keep_last(fl, 3);
	tpl_box(fl, 0, true);
	tpl_frame(fl, x, fl->lead, w, h);
	fl->size = 9;
	tpl_put(fl, FACE_PLAIN, x + w / 2, fl->lead + h / 2 - 14, ALIGN_CENTRE,
		STR("Pas foto"));
	tpl_put(fl, FACE_PLAIN, x + w / 2, fl->lead + h / 2, ALIGN_CENTRE,
		arena_fmt(fl->a, STR_FMT " cm", STR_ARG(part->text)));
	fl->size = size;
}
