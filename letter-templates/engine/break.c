/* Breaking paragraphs into lines; see galley.h. */
#include "galley.h"
#include <math.h>

struct word {
	size_t run0, runs;
	double w, gap; /* own width, and that of the blank before it */
	int gap_face;
	bool gap_line, glued; /* glued: a piece of an overlong word, no blank before */
};

struct para {
	struct galley *fl;
	double size, max;
	struct run *runs;
	size_t runs_n;
	struct word *words;
	size_t words_n;
	bool open; /* the last word still grows */
	double gap;
	int gap_face;
	bool gap_line;
};

static struct word *word_new(struct para *p, bool glued)
{
	struct word *w = &p->words[p->words_n++];

	*w = (struct word){.run0 = p->runs_n,
			   .gap = glued ? 0 : p->gap,
			   .gap_face = p->gap_face,
			   .gap_line = p->gap_line,
			   .glued = glued};
	p->gap = 0;
	return w;
}

/* Adds bytes to the open word, cutting it where it grows wider than any line. */
static void word_add(struct para *p, const struct span *s, struct str text)
{
	const struct tpl_font *font = p->fl->font[s->face];

	while (text.n) {
		struct word *w = p->open ? &p->words[p->words_n - 1] : word_new(p, false);
		double room = p->max - w->w, wide = 0;
		size_t n = 0;

		p->open = true;
		while (n < text.n) {
			double c = font->width[(unsigned char)text.p[n]] * p->size / 1000;

			if (wide + c > room && (n || w->runs))
				break;
			wide += c;
			n++;
		}
		if (n) {
			p->runs[p->runs_n++] = (struct run){str_head(text, n), s->face,
							    s->underline, wide};
			w->runs++;
			w->w += wide;
			text = str_from(text, n);
		}
		if (text.n)
			(void)word_new(p, true);
	}
}

static void split(struct para *p, const struct span *s)
{
	struct str t = tpl_encode(p->fl, s->text);
	size_t i = 0;

	while (i < t.n) {
		size_t from = i;

		if (t.p[i] == ' ') {
			p->open = false;
			p->gap = p->fl->font[s->face]->width[' '] * p->size / 1000;
			p->gap_face = s->face;
			p->gap_line = s->underline;
			i++;
			continue;
		}
		while (i < t.n && t.p[i] != ' ')
			i++;
		word_add(p, s, (struct str){t.p + from, i - from});
	}
}

#define SHRINK 0.12 /* of a blank: how far a line may be pressed */

static double badness(double natural, double gaps, double width, bool last, bool justify)
{
	double over = natural - width;

	if (over > 0.005 && (!justify || over > gaps * SHRINK))
		return -1;
	if (last)
		return 0;
	if (gaps <= 0)
		return 1e6;
	double r = over > 0 ? 3 * over / gaps : -over / gaps;

	return (1 + r * r * r) * (1 + r * r * r);
}

/* next[i]: the word that begins the line after the one that begins with word i. */
static size_t *best_breaks(struct para *p, double w, double indent, bool justify)
{
	size_t n = p->words_n;
	double *cost = ARENA_ARRAY(p->fl->a, double, n + 1);
	size_t *next = ARENA_ARRAY(p->fl->a, size_t, n + 1);

	for (size_t i = n; i-- > 0;) {
		double width = i ? w : w - indent, natural = 0, gaps = 0;

		cost[i] = -1;
		for (size_t j = i; j < n; j++) {
			natural += p->words[j].w + (j > i ? p->words[j].gap : 0);
			gaps += j > i ? p->words[j].gap : 0;
			double b = badness(natural, gaps, width, j + 1 == n, justify);

			if (b < 0 && j > i)
				break;
			b = b < 0 ? 1e9 : b;
			if (cost[i] < 0 || b + cost[j + 1] < cost[i]) {
				cost[i] = b + cost[j + 1];
				next[i] = j + 1;
			}
		}
	}
	return next;
}

static void make_line(struct para *p, struct lines *ls, size_t from, size_t to,
		      double width)
{
	struct galley *fl = p->fl;
	size_t n = 0, k = 0, blanks = 0;
	double w = 0;

	for (size_t i = from; i < to; i++)
		n += p->words[i].runs + 1;
	struct run *runs = ARENA_ARRAY(fl->a, struct run, n + 1);

	for (size_t i = from; i < to; i++) {
		const struct word *wd = &p->words[i];

		if (i > from && !wd->glued) {
			runs[k++] = (struct run){STR(" "), wd->gap_face, wd->gap_line,
						 wd->gap};
			w += wd->gap;
			blanks++;
		}
		for (size_t r = 0; r < wd->runs; r++)
			runs[k++] = p->runs[wd->run0 + r];
		w += wd->w;
	}
	/* neighbours in one face become one run: one string in the file */
	size_t out = 0;

	for (size_t i = 0; i < k;) {
		struct buf b = BUF_MAX(1u << 16);
		struct run r = runs[i];

		for (r.w = 0;
		     i < k && runs[i].face == r.face && runs[i].underline == r.underline;
		     i++) {
			buf_add(&b, runs[i].text);
			r.w += runs[i].w;
		}
		r.text = buf_keep(&b, fl->a);
		runs[out++] = r;
	}
	ls->runs[ls->n] = runs;
	ls->runs_n[ls->n] = out;
	ls->w[ls->n] = w;
	ls->stretch[ls->n] = blanks ? (width - w) / (double)blanks : 0;
	if (to == p->words_n && w <= width)
		ls->stretch[ls->n] = 0;
	ls->n++;
}

struct lines tpl_break(struct galley *fl, const struct span *s, size_t n, double w,
		       double indent, double size, bool justify)
{
	struct para p = {.fl = fl, .size = size, .max = w - indent};
	struct lines ls = {0};
	size_t room = n + 1;

	for (size_t i = 0; i < n; i++)
		room += s[i].text.n;
	p.runs = ARENA_ARRAY(fl->a, struct run, room);
	p.words = ARENA_ARRAY(fl->a, struct word, room);
	for (size_t i = 0; i < n; i++)
		split(&p, &s[i]);
	ls.runs = ARENA_ARRAY(fl->a, struct run *, p.words_n + 1);
	ls.runs_n = ARENA_ARRAY(fl->a, size_t, p.words_n + 1);
	ls.w = ARENA_ARRAY(fl->a, double, p.words_n + 1);
	ls.stretch = ARENA_ARRAY(fl->a, double, p.words_n + 1);
	size_t *next = best_breaks(&p, w, indent, justify);

	for (size_t i = 0; i < p.words_n; i = next[i])
		make_line(&p, &ls, i, next[i], i ? w : w - indent);
	return ls;
}
