/* The back of a travel order: a box for each place, signed there; then who examined it,
 * notes, and the liability.
 * SOURCE  Permendagri 54/2009, SPPD, sheet 2. */
#include "print.h"
#include "spell.h"
#include "utf8.h"

#define PAD      5
#define SIGN_GAP 3  /* lines for stamp and signature */
#define LINES    60 /* of the whole back, with four places */
#define LEAD_MAX 13.0

enum visa_side { VISA_ARRIVED, VISA_LEFT };

struct visa {
	struct print *p;
	const struct xml_node *node;
	double half, size, lead;
};

static struct str value(struct visa *v, const char *attr)
{
	struct str f = xml_attr(v->node, attr);

	return f.n ? tpl_spoken_value(v->p, f) : (struct str){0};
}

static double put_field(struct visa *v, double x, double y, const char *label,
			struct str text)
{
	struct galley *fl = &v->p->fl;
	struct span s = {text, FACE_PLAIN, false};
	double colon = x + 82, at = colon + 8;
	struct lines ls =
		tpl_break(fl, &s, text.n ? 1 : 0, v->half - (at - x) - 2 * PAD - 22, 0,
			  fl->size, false);

	tpl_put(fl, FACE_PLAIN, x, y, ALIGN_LEFT, str_c(label));
	tpl_put(fl, FACE_PLAIN, colon, y, ALIGN_LEFT, STR(":"));
	for (size_t i = 0; i < ls.n; i++)
		tpl_put_line(fl, &ls, i, at, y + (double)i * fl->lead, 0, ALIGN_LEFT);
	return y + (double)(ls.n > 1 ? ls.n : 1) * fl->lead;
}

/* Post over the place of the signature, name and NIP under it; dots where unknown. */
static double put_signer(struct visa *v, double x, double y, const struct xml_node *who)
{
	struct galley *fl = &v->p->fl;
	struct str name = who ? xml_kid_text(fl->a, who, "nama") : STR("");
	struct str nip = who ? xml_kid_text(fl->a, who, "nip") : STR("");

	if (who) {
		struct span s = {
			arena_fmt(fl->a, STR_FMT ",", STR_ARG(tpl_post_of(v->p))),
			FACE_PLAIN, false};
		struct lines ls =
			tpl_break(fl, &s, 1, v->half - 2 * PAD - 22, 0, fl->size, false);

		for (size_t i = 0; i < ls.n; i++, y += fl->lead)
			tpl_put_line(fl, &ls, i, x, y, 0, ALIGN_LEFT);
	} else {
		y = put_field(v, x, y, "Kepala", STR(""));
	}
	y += SIGN_GAP * fl->lead;
	tpl_put(fl, FACE_PLAIN, x, y, ALIGN_LEFT,
		name.n ? tpl_signed_name(v->p, name) : STR("(………………………………)"));
	y += fl->lead;
	if (!who || nip.n)
		tpl_put(fl, FACE_PLAIN, x, y, ALIGN_LEFT,
			arena_fmt(fl->a, "NIP. " STR_FMT, STR_ARG(tpl_nip(fl->a, nip))));
	return y + fl->lead;
}

static struct str day_of(struct visa *v, bool known)
{
	return known ? value(v, "tanggal") : (struct str){0};
}

/* One half: where one arrived or left, when, and who signs for it. */
static double put_half(struct visa *v, double x, unsigned no, enum visa_side side,
		       struct str at, struct str to, bool home)
{
	struct galley *fl = &v->p->fl;
	double in = x + PAD + 22, y = PAD;

	if (no)
		tpl_put(fl, FACE_PLAIN, x + PAD, y, ALIGN_LEFT,
			arena_fmt(fl->a, STR_FMT ".",
				  STR_ARG(tpl_spell_roman(fl->a, no))));
	y = put_field(v, in, y, side == VISA_LEFT ? "Berangkat dari" : "Tiba di", at);
	if (home) {
		tpl_put(fl, FACE_PLAIN, in, y, ALIGN_LEFT, STR("(tempat kedudukan)"));
		y += fl->lead;
	}
	if (side == VISA_LEFT)
		y = put_field(v, in, y, "Ke", to);
	y = put_field(v, in, y, "Pada tanggal", day_of(v, side == VISA_LEFT && home));
	return y;
}

static double half_x(const struct visa *v, int side)
{
	return v->p->fl.x + (side ? v->half : 0);
}

static void close_box(struct visa *v, size_t at, double left, double right)
{
	struct galley *fl = &v->p->fl;
	double h = (left > right ? left : right) + PAD;

	fl->boxes[at].h = h;
	tpl_frame(fl, fl->x, 0, fl->w, h);
	tpl_frame(fl, half_x(v, 1), 0, 0, h);
}

static void home_box(struct visa *v, const struct xml_node *signer)
{
	struct galley *fl = &v->p->fl;
	size_t at = fl->boxes_n;
	double y;

	tpl_box(fl, 0, false);
	y = put_half(v, half_x(v, 1), 1, VISA_LEFT, value(v, "dari"), value(v, "ke"),
		     true);
	y = put_signer(v, half_x(v, 1) + PAD + 22, y, signer);
	close_box(v, at, 0, y);
}

static void place_box(struct visa *v, unsigned no)
{
	struct galley *fl = &v->p->fl;
	size_t at = fl->boxes_n;
	double left, right;

	tpl_box(fl, 0, false);
	left = put_half(v, half_x(v, 0), no, VISA_ARRIVED,
			no == 2 ? value(v, "ke") : STR(""), STR(""), false);
	left = put_signer(v, half_x(v, 0) + PAD + 22, left, NULL);
	right = put_half(v, half_x(v, 1), 0, VISA_LEFT,
			 no == 2 ? value(v, "ke") : STR(""), STR(""), false);
	right = put_signer(v, half_x(v, 1) + PAD + 22, right, NULL);
	close_box(v, at, left, right);
}

static double put_text(struct visa *v, double x, double y, double w, struct str text)
{
	struct galley *fl = &v->p->fl;
	struct span s = {text, FACE_PLAIN, false};
	struct lines ls = tpl_break(fl, &s, text.n ? 1 : 0, w, 0, fl->size, true);

	for (size_t i = 0; i < ls.n; i++, y += fl->lead)
		tpl_put_line(fl, &ls, i, x, y, w, ALIGN_BLOCK);
	return y;
}

/* Back home: examined by who gave the order. */
static void return_box(struct visa *v, unsigned no, const struct xml_node *signer)
{
	struct galley *fl = &v->p->fl;
	size_t at = fl->boxes_n;
	double left, right, x = half_x(v, 1) + PAD;

	tpl_box(fl, 0, false);
	left = put_half(v, half_x(v, 0), no, VISA_ARRIVED, value(v, "dari"), STR(""),
			true);
	left = put_signer(v, half_x(v, 0) + PAD + 22, left, signer);
	right = put_text(v, x, PAD, v->half - 2 * PAD, xml_attr(v->node, "periksa"));
	right = put_signer(v, x, right + fl->lead / 2, signer);
	close_box(v, at, left, right);
}

static void text_box(struct visa *v, unsigned no, const char *title, struct str text)
{
	struct galley *fl = &v->p->fl;
	double y, x = fl->x + PAD;

	tpl_box(fl, 0, false);
	struct box *b = &fl->boxes[fl->boxes_n - 1];

	tpl_put(fl, FACE_PLAIN, x, PAD, ALIGN_LEFT,
		arena_fmt(fl->a, STR_FMT ". %s", STR_ARG(tpl_spell_roman(fl->a, no)),
			  title));
	y = put_text(v, x + 22, PAD + fl->lead, fl->w - 2 * PAD - 22, text);
	y = y > PAD + 2 * fl->lead ? y : PAD + 2 * fl->lead;
	b->h = y + PAD;
	tpl_frame(fl, fl->x, 0, fl->w, b->h);
}

void tpl_print_visas(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	struct visa v = {p, part->node, fl->w / 2, fl->size, fl->lead};
	const struct xml_node *signer = tpl_letter_node(p->l->root, STR("penandatangan"));
	int64_t last = 4;
	unsigned no = 2;

	(void)str_to_int(xml_attr(part->node, "sampai"), &last);
	tpl_enter(p, STR("penandatangan"));
	/* all of it stands on the back of one sheet, F4 or A4 */
	double room = p->pf->h - p->pf->top - p->pf->bottom - 14 * PAD;
	double lead = room / (LINES + 9 * (double)(last - 4));

	fl->lead = lead < LEAD_MAX ? lead : LEAD_MAX;
	fl->size = fl->lead / 1.28;
	home_box(&v, signer);
	for (; (int64_t)no <= last; no++)
		place_box(&v, no);
	return_box(&v, no++, signer);
	text_box(&v, no++, "CATATAN LAIN-LAIN", value(&v, "catatan"));
	text_box(&v, no, "PERHATIAN", xml_attr(part->node, "perhatian"));
	fl->size = v.size;
	fl->lead = v.lead;
}
