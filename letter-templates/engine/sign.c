/* The signature block and what stands beside and under it. */
#include "print.h"
#include "utf8.h"

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

static struct str capitals(struct print *p, struct str s)
{
	return p->pf->sign_capitals ? utf8_upper(p->fl.a, s) : s;
}

/* Degrees follow the first comma and keep their own letters: "NAMA, S.H., M.Si." */
struct str tpl_signed_name(struct print *p, struct str s)
{
	struct str rest = s, name;

	if (!str_cut(&rest, ',', &name) || !rest.n)
		return capitals(p, s);
	return arena_fmt(p->fl.a, STR_FMT "," STR_FMT, STR_ARG(capitals(p, name)),
			 STR_ARG(rest));
}

/* As it is read aloud: birth, appointment, sex, serial. */
struct str tpl_nip(struct arena *a, struct str s)
{
	if (s.n != 18)
		return s;
	return arena_fmt(a, "%.8s %.6s %.1s %.3s", s.p, s.p + 8, s.p + 14, s.p + 15);
}

/* a.n. / u.b. / Plt. / Plh. / Pj. as the regulation prints them; the last line of the
 * post ends with a comma. */
static size_t post_lines(struct print *p, const struct xml_node *n, struct sign_line *l,
			 double w)
{
	struct galley *fl = &p->fl;
	struct str how = xml_attr(n, "cara");
	struct str post = capitals(p, xml_kid_text(fl->a, n, "jabatan"));
	struct str above = capitals(p, xml_kid_text(fl->a, n, "atas-nama"));
	struct str mid = capitals(p, xml_kid_text(fl->a, n, "perantara"));
	bool an = str_eqc(how, "a.n.") || str_eqc(how, "u.b.");
	double in = an ? tpl_width(fl, FACE_PLAIN, fl->size, STR("a.n. ")) : 0;
	size_t c = 0;

	if (an)
		c = add(fl, l, c, arena_fmt(fl->a, "a.n. " STR_FMT, STR_ARG(above)), 0, 0,
			w);
	if (str_eqc(how, "u.b.")) {
		c = add(fl, l, c, mid, 0, in, w);
		c = add(fl, l, c, STR("u.b."), 0, in, w);
	}
	if (how.n && !an && !str_eqc(how, "langsung"))
		post = arena_fmt(fl->a, STR_FMT " " STR_FMT, STR_ARG(how), STR_ARG(post));
	return add(fl, l, c, arena_fmt(fl->a, STR_FMT ",", STR_ARG(post)), 0, in, w);
}

static size_t name_lines(struct print *p, const struct xml_node *n, struct sign_line *l,
			 size_t c, double in, double w)
{
	struct galley *fl = &p->fl;
	struct str rank = xml_kid_text(fl->a, n, "pangkat"),
		   nip = tpl_nip(fl->a, xml_kid_text(fl->a, n, "nip"));
	bool legal = tpl_is_legal(p);
	size_t first = c;

	c = add(fl, l, c, tpl_signed_name(p, xml_kid_text(fl->a, n, "nama")),
		legal ? FACE_PLAIN : FACE_BOLD, in, w);
	for (size_t i = first; i < c; i++)
		l[i].underline = !legal;
	if (rank.n)
		c = add(fl, l, c, rank, 0, in, w);
	if (nip.n)
		c = add(fl, l, c, arena_fmt(fl->a, "NIP. " STR_FMT, STR_ARG(nip)), 0, in,
			w);
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
	double at = x + tpl_width(fl, 0, fl->size, STR("pada tanggal ")) + 8;

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

/* One box that no page can cut, glued to the last two lines of the text. */
void tpl_print_signature(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	const struct xml_node *n = tpl_letter_node(p->l->root, STR("penandatangan"));
	double x = fl->x + p->pf->sign_x * fl->w, w = fl->x + fl->w - x, y = 0;
	struct sign_line *l = ARENA_ARRAY(fl->a, struct sign_line, SIGN_LINES);

	if (!n)
		return;
	tpl_keep_lines(fl, 2);
	tpl_space(fl, fl->lead);
	size_t at = fl->boxes_n;

	tpl_box(fl, 0, false);
	tpl_enter(p, STR("penandatangan"));
	if (part->place != PLACE_NONE)
		y = place_lines(p, part, x, y);
	tpl_enter(p, STR("penandatangan"));
	size_t posts = post_lines(p, n, l, w);
	double in = posts ? l[posts - 1].in : 0;
	size_t all = name_lines(p, n, l, posts, in, w);
	double top = y;

	for (size_t i = 0; i < all; i++) {
		if (i == 0 || i == posts)
			(void)tpl_tag(fl, 0, ROLE_P);
		if (i == posts)
			y += p->pf->sign_lines * fl->lead;
		tpl_put(fl, l[i].face, x + l[i].in, y, ALIGN_LEFT, l[i].text);
		if (l[i].underline)
			tpl_rule(fl, x + l[i].in, y + fl->lead - 2,
				 tpl_width(fl, l[i].face, fl->size, l[i].text), 0.7);
		y += fl->lead;
	}
	fl->tag = 0;
	if (p->o->qr.n)
		tpl_print_qr(p, fl->x, top + fl->lead);
	if (p->o->qr.n && y < top + fl->lead + 90)
		y = top + fl->lead + 90;
	fl->boxes[at].h = y;
}

void tpl_print_copies(struct print *p)
{
	struct galley *fl = &p->fl;
	const struct xml_node *n = tpl_letter_node(p->l->root, STR("tembusan")), *k;
	double in = tpl_width(fl, 0, fl->size, STR("00. "));
	size_t i = 0, no = 0, total = 0;

	if (!n || !xml_kid(n, "butir"))
		return;
	while (xml_each(n, "butir", &i))
		total++;
	tpl_enter(p, STR("tembusan"));
	tpl_space(fl, fl->lead);
	tpl_box(fl, fl->lead, true);
	tpl_put(fl, FACE_PLAIN, fl->x, 0, ALIGN_LEFT, STR("Tembusan:"));
	int list = tpl_tag(fl, 0, ROLE_L);

	for (i = 0; (k = xml_each(n, "butir", &i));) {
		struct str s = xml_text(fl->a, k);
		bool yth = p->pf->copy_yth && !str_starts(s, STR("Yth"));
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
