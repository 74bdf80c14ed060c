/* Breaking paragraphs into lines; see galley.h and fit.h. */
#include "fit.h"
#include "galley.h"
#include <string.h>

/* A paragraph as bytes, one a letter, blanks single, with its style under each byte and
 * the width of everything before it.  Runs of the lines are pieces of `text`. */
struct para {
	struct galley *fl;
	double size;
	char *text;
	unsigned char *style;
	int *x, *blank; /* widths before byte i, 1/1000 em; of them the blanks */
	size_t n;
	int room; /* of the narrowest line */
	struct fit_place *place;
	size_t *at; /* of a place: the byte where its line ends */
	size_t places;
};

#define UNDER     8
#define FACE_MASK 7

#define P_HYPHEN 60
#define P_SIGN   20     /* behind a sign of an overlong word: nasional/laman- */
#define P_CUT    300000 /* anywhere in it */

static int kern_before(const struct para *p, size_t i)
{
	if (i == 0 || i >= p->n || p->style[i] != p->style[i - 1])
		return 0;
	return tpl_font_kern(p->fl->font[p->style[i] & FACE_MASK], p->text[i - 1],
			     p->text[i]);
}

static void gather(struct para *p, const struct span *s, size_t n)
{
	bool blank = true;

	for (size_t i = 0; i < n; i++) {
		struct letters l = tpl_letters_of(p->fl, s[i].text);
		struct str t = l.text;
		unsigned char style =
			(unsigned char)(s[i].face | (s[i].underline ? UNDER : 0));

		for (size_t k = 0; k < t.n; k++) {
			if (t.p[k] == ' ' && blank)
				continue;
			blank = t.p[k] == ' ';
			p->text[p->n] = t.p[k];
			p->style[p->n++] = style | (l.extra[k] ? FACE_EXTRA : 0);
		}
	}
	if (p->n && p->text[p->n - 1] == ' ')
		p->n--;
}

static void measure(struct para *p)
{
	int x = 0, blank = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct tpl_font *font = p->fl->font[p->style[i] & FACE_MASK];
		int w = font->width[(unsigned char)p->text[i]];

		p->x[i] = x;
		p->blank[i] = blank;
		x += w + kern_before(p, i);
		blank += p->text[i] == ' ' ? w : 0;
	}
	p->x[p->n] = x;
	p->blank[p->n] = blank;
}

/* ---- the places where a line may end ---- */

static void place(struct para *p, size_t end, size_t next, int extra, int penalty,
		  bool hyphen)
{
	p->at[p->places] = end;
	p->place[p->places++] =
		(struct fit_place){.w_end = p->x[end] + extra,
				   .w_next = p->x[next] + kern_before(p, next),
				   .blank_end = p->blank[end],
				   .blank_next = p->blank[next],
				   .penalty = penalty,
				   .hyphen = hyphen};
}

static bool letter(char c)
{
	unsigned char b = (unsigned char)c;

	return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b >= 0xc0;
}

static size_t next_cut(const struct para *p, size_t from, size_t to)
{
	size_t i = from + 1;

	while (i < to && p->x[i + 1] - p->x[from] <= p->room)
		i++;
	return i;
}

#define SIGNS "/.-_@?&=:"

/* An address of the net, or a row of signs: it ends where it must. */
static void cut_word(struct para *p, size_t from, size_t to, bool anywhere)
{
	size_t must = next_cut(p, from, to);
	bool longish = to - from > 400;

	for (size_t i = from + 1; i < to; i++) {
		if (strchr(SIGNS, p->text[i - 1]) && !strchr(SIGNS, p->text[i]))
			place(p, i, i, 0, P_SIGN, false);
		else if (anywhere &&
			 (i == must || (!longish && i > from + 2 && i + 2 < to)))
			place(p, i, i, 0, P_CUT, false);
		if (i == must)
			must = next_cut(p, i, to);
	}
}

static void part_word(struct para *p, size_t from, size_t to, bool hyphens)
{
	struct str w = {p->text + from, to - from};
	uint64_t at = 0;

	for (size_t i = from; i < to; i++)
		if (p->style[i] & FACE_EXTRA)
			return;
	for (size_t i = from + 2; i + 2 < to; i++) /* undang-undang */
		if (p->text[i] == '-' && letter(p->text[i - 1]) &&
		    letter(p->text[i - 2]) && letter(p->text[i + 1]) &&
		    letter(p->text[i + 2]))
			place(p, i + 1, i + 1, 0, P_HYPHEN, true);
	if (hyphens && p->fl->parting)
		at = tpl_parting_points(p->fl->parting, p->fl->parted, w);
	for (size_t i = 1; at >> i && i < w.n; i++) {
		const struct tpl_font *font =
			p->fl->font[p->style[from + i - 1] & FACE_MASK];

		if (at >> i & 1)
			place(p, from + i, from + i, font->width['-'], P_HYPHEN, true);
	}
}

static void find_places(struct para *p, bool hyphens, bool anywhere)
{
	size_t i = 0;

	p->places = 0;
	place(p, 0, 0, 0, 0, false);
	while (i < p->n) {
		size_t from = i;

		while (i < p->n && p->text[i] != ' ')
			i++;
		if (p->x[i] - p->x[from] > p->room)
			cut_word(p, from, i, anywhere);
		else
			part_word(p, from, i, hyphens);
		place(p, i, i < p->n ? i + 1 : i, 0, 0, false);
		i++;
	}
}

/* As TeX does: words are parted only where lines would be too loose without. */
static size_t choose(struct para *p, struct fit_rule *rule, size_t *chosen)
{
	static const double LOOSEST[3] = {800, 2700, 0};
	size_t lines = 0;

	for (int pass = rule->justify ? 0 : 2; !lines && pass < 3; pass++) {
		rule->loosest = LOOSEST[pass];
		find_places(p, pass > 0 && rule->justify, pass == 2);
		lines = tpl_fit(p->fl->a, p->place, p->places, rule, chosen);
	}
	return lines;
}

/* ---- lines ---- */

static double scaled(const struct para *p, int w)
{
	return w * p->size / 1000;
}

#define TOO_WIDE 1.2 /* em: a line whose blanks would grow more is left as it is */

static size_t cut_runs(const struct para *p, size_t from, size_t to, struct run *runs)
{
	size_t n = 0;

	while (from < to) {
		size_t a = from;

		while (from < to && p->style[from] == p->style[a])
			from++;
		runs[n++] =
			(struct run){{p->text + a, from - a},
				     p->style[a] & FACE_MASK,
				     (p->style[a] & UNDER) != 0,
				     scaled(p, p->x[from] - p->x[a] - kern_before(p, a))};
	}
	return n;
}

/* The line between two places.  A hyphen that only the line's end asks for is the soft
 * one, so that who reads the text knows it is none of the word. */
static void make_line(const struct para *p, struct lines *ls, size_t a, size_t b,
		      int width, bool justify)
{
	const struct fit_place *from = &p->place[a], *to = &p->place[b];
	size_t begin = p->at[a] + (p->at[a] < p->n && p->text[p->at[a]] == ' ');
	size_t end = p->at[b], i = ls->n++;
	struct run *runs = i ? ls->runs[i - 1] + ls->runs_n[i - 1] : ls->runs[0];
	size_t n = cut_runs(p, begin, end, runs), blanks = 0;
	int w = to->w_end - from->w_next;
	bool last = b + 1 == p->places;

	for (size_t k = begin; k < end; k++)
		blanks += p->text[k] == ' ';
	ls->parted[i] = to->hyphen;
	ls->inside[i] = !last && p->text[end] != ' ';
	if (to->hyphen && to->w_end > p->x[end]) {
		runs[n] = runs[n - 1];
		runs[n].text = STR("\xad");
		runs[n++].w = scaled(p, to->w_end - p->x[end]);
	}
	ls->runs[i] = runs;
	ls->runs_n[i] = n;
	ls->w[i] = scaled(p, w);
	ls->stretch[i] = 0;
	if (justify && blanks && (!last || w > width) &&
	    width - w < (int)blanks * TOO_WIDE * 1000)
		ls->stretch[i] = scaled(p, width - w) / (double)blanks;
}

static struct para para_of(struct galley *fl, const struct span *s, size_t n, double size)
{
	struct para p = {.fl = fl, .size = size};
	size_t most = 1;

	for (size_t i = 0; i < n; i++)
		most += s[i].text.n;
	p.text = arena_alloc(fl->a, most);
	p.style = arena_alloc(fl->a, most);
	gather(&p, s, n);
	p.x = ARENA_ARRAY(fl->a, int, p.n + 1);
	p.blank = ARENA_ARRAY(fl->a, int, p.n + 1);
	measure(&p);
	return p;
}

static struct lines lines_for(const struct para *p, size_t n)
{
	struct arena *a = p->fl->a;
	struct lines ls = {.runs = ARENA_ARRAY(a, struct run *, n + 1),
			   .runs_n = ARENA_ARRAY(a, size_t, n + 1),
			   .w = ARENA_ARRAY(a, double, n + 1),
			   .stretch = ARENA_ARRAY(a, double, n + 1),
			   .inside = ARENA_ARRAY(a, bool, n + 1),
			   .parted = ARENA_ARRAY(a, bool, n + 1)};
	size_t runs = 2 * n + 1;

	for (size_t i = 1; i < p->n; i++)
		runs += p->style[i] != p->style[i - 1];
	ls.runs[0] = ARENA_ARRAY(a, struct run, runs);
	return ls;
}

struct lines tpl_break(struct galley *fl, const struct span *s, size_t n, double w,
		       double indent, double size, bool justify)
{
	struct para p = para_of(fl, s, n, size);
	double em = size > 0 ? 1000 / size : 0;
	struct fit_rule rule = {.first = (int)((w - indent) * em + 0.5),
				.rest = (int)(w * em + 0.5),
				.justify = justify};

	if (!p.n)
		return lines_for(&p, 0);
	p.room = rule.first < rule.rest ? rule.first : rule.rest;
	p.place = ARENA_ARRAY(fl->a, struct fit_place, p.n + 2);
	p.at = ARENA_ARRAY(fl->a, size_t, p.n + 2);
	size_t *chosen = ARENA_ARRAY(fl->a, size_t, p.n + 2), a = 0, lines = 1;

	if (p.x[p.n] <= rule.first) { /* most are one line */
		place(&p, 0, 0, 0, 0, false);
		place(&p, p.n, p.n, 0, 0, false);
		chosen[0] = 1;
	} else {
		lines = choose(&p, &rule, chosen);
	}
	struct lines ls = lines_for(&p, lines);

	for (size_t i = 0; i < lines; a = chosen[i++])
		make_line(&p, &ls, a, chosen[i], i ? rule.rest : rule.first, justify);
	return ls;
}
