/* The signature block and what stands beside and under it. */
#include "print.h"
#include "tpl_name.h"

#define SIGN_LINES 32

struct sign_line {
	struct str text;
	int face;
	bool underline;
	double in;
};

static size_t add(struct galley *fl, struct sign_line *l, size_t n, struct str text,
		  int face, double in, double w)
{
	struct span s = {text, face, false};
	struct lines ls = tpl_break(fl, &s, 1, w - in, 0, fl->size, false);

	(void)ls;
	if (ls.n <= 1 && n < SIGN_LINES) {
		l[n++] = (struct sign_line){text, face, false, in};
		return n;
	}
	/* broken at blanks: the first word that does not fit begins a new line */
	struct str rest = text, word;
	struct buf b = BUF_MAX(4096);

	while (str_cut(&rest, ' ', &word) && n < SIGN_LINES) {
		struct str so_far =
			arena_fmt(fl->a, STR_FMT "%s" STR_FMT, STR_ARG(buf_str(&b)),
				  b.n ? " " : "", STR_ARG(word));

		if (b.n && tpl_width(fl, face, fl->size, so_far) > w - in) {
			l[n++] = (struct sign_line){arena_dup(fl->a, buf_str(&b)), face,
						    false, in};
			buf_free(&b);
			so_far = word;
		}
		buf_free(&b);
		b = BUF_MAX(4096);
		buf_add(&b, so_far);
	}
	if (b.n && n < SIGN_LINES)
		l[n++] = (struct sign_line){arena_dup(fl->a, buf_str(&b)), face, false,
					    in};
	buf_free(&b);
	return n;
}

struct str tpl_signed_name(struct print *p, struct str s)
{
	char family = p->l->form->pub.family;

	return tpl_name(p->fl.a, s, tpl_name_group(family) == NAME_LETTER,
			tpl_profile_sign(p->pf, family)->capitals);
}

/* As it is read aloud: birth, appointment, sex, serial. */
struct str tpl_nip(struct arena *a, struct str s)
{
	if (s.n != 18)
		return s;
	return arena_fmt(a, "%.8s %.6s %.1s %.3s", s.p, s.p + 8, s.p + 14, s.p + 15);
}

/* a.n. / u.b. / Plt. / Plh. / Pj. / Pjs. as the regulation prints them; the last line of
 * the post ends with a comma. */
static size_t post_lines(struct print *p, const struct signed_by *s, struct sign_line *l,
			 double w, bool centred)
{
	struct galley *fl = &p->fl;
	bool an = str_eqc(s->how, "a.n."), ub = str_eqc(s->how, "u.b.");
	double in = (an || ub) && !centred
			    ? tpl_width(fl, FACE_PLAIN, fl->size, STR("a.n. "))
			    : 0;
	struct str post = s->post;
	size_t c = 0;

	if (an || ub)
		c = add(fl, l, c, arena_fmt(fl->a, "a.n. " STR_FMT, STR_ARG(s->above)), 0,
			0, w);
	else if (s->how.n)
		post = arena_fmt(fl->a, STR_FMT " " STR_FMT, STR_ARG(s->how),
				 STR_ARG(post));
	if (ub) {
		c = add(fl, l, c, s->between, 0, in, w);
		c = add(fl, l, c, STR("u.b."), 0, in, w);
	}
	return add(fl, l, c, arena_fmt(fl->a, STR_FMT ",", STR_ARG(post)), 0, in, w);
}

static size_t name_lines(struct print *p, const struct signed_by *s, struct sign_line *l,
			 size_t c, double in, double w)
{
	struct galley *fl = &p->fl;
	bool legal = tpl_is_legal(p);
	bool underlined =
		!legal && tpl_profile_sign(p->pf, p->l->form->pub.family)->underlined;
	size_t first = c;

	c = add(fl, l, c, s->name, legal ? FACE_PLAIN : FACE_BOLD, in, w);
	for (size_t i = first; i < c; i++)
		l[i].underline = underlined;
	if (s->rank.n)
		c = add(fl, l, c, s->rank, 0, in, w);
	if (s->nip.n)
		c = add(fl, l, c, arena_fmt(fl->a, "NIP. " STR_FMT, STR_ARG(s->nip)), 0,
			in, w);
	return c;
}

void tpl_print_qr(struct print *p, double x, double y)
{
	struct galley *fl = &p->fl;
	struct str cap = p->o->qr_caption.n
				 ? p->o->qr_caption
				 : STR("Pindai untuk memeriksa catatan surat ini");
	double size = fl->size, lead = fl->lead;
	struct span s = {cap, FACE_PLAIN, false};

	tpl_rule(fl, x, y, 62, 0);
	struct op *op = &fl->ops[fl->ops_n - 1];

	op->kind = OP_QR;
	op->text = p->o->qr;
	tpl_tag_figure(fl, arena_fmt(fl->a, "Kode QR: " STR_FMT, STR_ARG(cap)));
	fl->size = 7;
	fl->lead = 8.5;
	struct lines ls = tpl_break(fl, &s, 1, 100, 0, fl->size, false);

	(void)tpl_tag(fl, 0, ROLE_P);
	for (size_t i = 0; i < ls.n; i++)
		tpl_put_line(fl, &ls, i, x, y + 65 + (double)i * fl->lead, 0, ALIGN_LEFT);
	fl->tag = 0;
	fl->size = size;
	fl->lead = lead;
}

static double place_lines(struct print *p, const struct part *part, double x, double y)
{
	struct galley *fl = &p->fl;
	struct str town = tpl_value_of(p, "tempat"), sep = STR(": ");
	struct str word = part->word.n ? part->word : STR("Dikeluarkan di");
	double first =
		tpl_width(fl, 0, fl->size, arena_fmt(fl->a, STR_FMT " ", STR_ARG(word)));
	double second = tpl_width(fl, 0, fl->size, STR("pada tanggal "));
	double at = x + (first > second ? first : second) + 8;

	if (part->place == PLACE_LINE) {
		tpl_print_date(p, x, y, true);
		return y + 1.2 * fl->lead;
	}

	if (!town.n && p->office)
		town = p->office->town;
	if (tpl_is_legal(p)) { /* a sentence, without colons */
		tpl_put(fl, 0, x, y, ALIGN_LEFT,
			arena_fmt(fl->a, STR_FMT " " STR_FMT, STR_ARG(word),
				  STR_ARG(town)));
		at -= 8;
		sep = STR("");
	} else {
		tpl_put(fl, 0, x, y, ALIGN_LEFT, word);
		tpl_put(fl, 0, at, y, ALIGN_LEFT,
			arena_fmt(fl->a, STR_FMT STR_FMT, STR_ARG(sep), STR_ARG(town)));
	}
	tpl_put(fl, 0, x, y + fl->lead, ALIGN_LEFT, STR("pada tanggal"));
	tpl_put(fl, 0, at, y + fl->lead, ALIGN_LEFT, sep);
	tpl_print_date(p, at + tpl_width(fl, 0, fl->size, sep), y + fl->lead, false);
	return y + 2.4 * fl->lead;
}

/* Post, room for ink, name: at left of the block, or each line in its middle. */
static double ink_block(struct print *p, const struct signed_by *s, double x, double y,
			double w)
{
	struct galley *fl = &p->fl;
	const struct sign_rule *r = tpl_profile_sign(p->pf, p->l->form->pub.family);
	struct sign_line *l = ARENA_ARRAY(fl->a, struct sign_line, SIGN_LINES);
	size_t posts = post_lines(p, s, l, w, r->centred);
	size_t all = name_lines(p, s, l, posts, posts ? l[posts - 1].in : 0, w);

	for (size_t i = 0; i < all; i++) {
		double wide = tpl_width(fl, l[i].face, fl->size, l[i].text);
		double at = r->centred ? x + (w - wide) / 2 : x + l[i].in;

		if (i == 0 || i == posts)
			(void)tpl_tag(fl, 0, ROLE_P);
		if (i == posts)
			y += r->blank * fl->lead;
		tpl_put(fl, l[i].face, at, y, ALIGN_LEFT, l[i].text);
		if (l[i].underline)
			tpl_rule(fl, at, y + fl->lead - 2, wide, 0.7);
		y += fl->lead;
	}
	fl->tag = 0;
	return y;
}

/* One box that no page can cut, glued to the last two lines of the text. */
void tpl_print_signature(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	const struct xml_node *n = tpl_letter_node(p->l->root, STR("penandatangan"));
	double share = tpl_profile_sign(p->pf, p->l->form->pub.family)->x;
	double x = fl->x + share * fl->w, w = fl->x + fl->w - x, y = 0;

	if (!n)
		return;
	tpl_keep_lines(fl, 2);
	tpl_space(fl, fl->lead);
	size_t at = fl->boxes_n;

	tpl_box(fl, 0, false)->apart = true;
	tpl_enter(p, STR("penandatangan"));
	if (part->place != PLACE_NONE)
		y = place_lines(p, part, x, y);
	tpl_enter(p, STR("penandatangan"));
	struct signed_by s = tpl_signer_read(p, n);
	double top = y;

	if (p->o->esign) {
		y = tpl_print_esign(p, &s, x, y, w);
	} else {
		y = ink_block(p, &s, x, y, w);
		if (p->o->qr.n)
			tpl_print_qr(p, fl->x, top + fl->lead);
		if (p->o->qr.n && y < top + fl->lead + 90)
			y = top + fl->lead + 90;
	}
	fl->boxes[at].h = y;
}

/* "Arsip", "Pertinggal": the office's own copy, which new regulations do not list. */
static bool is_archive(struct str s)
{
	while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ';'))
		s.n--;
	return str_eq_nocase(s, STR("arsip")) || str_eq_nocase(s, STR("pertinggal"));
}

void tpl_print_copies(struct print *p)
{
	struct galley *fl = &p->fl;
	const struct xml_node *n = tpl_letter_node(p->l->root, STR("tembusan")), *k;
	double in = tpl_width(fl, 0, fl->size, STR("00. "));
	size_t i = 0, no = 0, total = 0;

	if (!n || !xml_kid(n, "butir"))
		return;
	while ((k = xml_each(n, "butir", &i)))
		total += p->pf->copy_archive || !is_archive(xml_text(fl->a, k));
	if (!total)
		return;
	tpl_enter(p, STR("tembusan"));
	tpl_keep_last(fl, 1); /* no page bears copies alone */
	tpl_space(fl, fl->lead);
	tpl_box(fl, fl->lead, true)->apart = true;
	tpl_put(fl, FACE_PLAIN, fl->x, 0, ALIGN_LEFT, STR("Tembusan:"));
	int list = tpl_tag(fl, 0, ROLE_L);

	for (i = 0; (k = xml_each(n, "butir", &i));) {
		struct str s = xml_text(fl->a, k);

		if (!p->pf->copy_archive && is_archive(s))
			continue;
		bool yth =
			p->pf->copy_yth && !str_starts(s, STR("Yth")) && !is_archive(s);
		struct span sp = {yth ? arena_fmt(fl->a, "Yth. " STR_FMT, STR_ARG(s)) : s,
				  0, false};
		struct lines ls = tpl_break(fl, &sp, 1, fl->w - in, 0, fl->size, false);

		int item = tpl_tag(fl, list, ROLE_LI);

		no++;
		fl->line = k->line;
		for (size_t j = 0; j < ls.n; j++) {
			tpl_box(fl, fl->lead, no < total || j + 1 < ls.n);
			if (j == 0) {
				(void)tpl_tag(fl, item, ROLE_LBL);
				tpl_put(fl, 0, fl->x, 0, ALIGN_LEFT,
					arena_fmt(fl->a, "%zu.", no));
				(void)tpl_tag(fl, tpl_tag(fl, item, ROLE_LBODY), ROLE_P);
			}
			tpl_put_line(fl, &ls, j, fl->x + in, 0, 0, ALIGN_LEFT);
		}
	}
	fl->tag = 0;
}
