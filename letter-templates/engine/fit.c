#include "fit.h"
#include <math.h>

#define CLASSES     4 /* tight, decent, loose, very loose */
#define LINE        10.0
#define HYPHENS     60000.0 /* two lines in a row end in one */
#define LAST_HYPHEN 5000.0
#define CLASH       10000.0 /* tight beside loose */
#define STRETCH     0.5     /* of a blank */
#define SHRINK      (1 / 6.0)
#define RAGGED      3000.0 /* what a line may lack that is not justified */
#define FEW         700.0 /* stretch of a line with few blanks or none: it may stay ragged */

struct line {
	double badness; /* -1: too long, -2: too loose */
	int class;
};

static struct line weigh(const struct fit_place *p, size_t a, size_t b, bool last,
			 const struct fit_rule *rule)
{
	int room = (a ? rule->rest : rule->first) - (p[b].w_end - p[a].w_next);
	int blanks = p[b].blank_end - p[a].blank_next;
	struct line l = {0, 1};
	double r;

	if (room < 0 && (!rule->justify || -room > blanks * SHRINK))
		return (struct line){-1, 0};
	if (last && room >= 0)
		return l;
	if (room < 0)
		r = room / (blanks * SHRINK);
	else if (!rule->justify)
		r = room / RAGGED;
	else
		r = room / fmax(blanks * STRETCH, FEW);
	l.badness = 100 * fabs(r * r * r);
	if (rule->loosest > 0 && l.badness > rule->loosest)
		return (struct line){r < 0 ? -1 : -2, 0};
	if (rule->justify)
		l.class = r < -0.5 ? 0 : r <= 0.5 ? 1 : r <= 1 ? 2 : 3;
	return l;
}

/* Of a line from a to b of a class, behind one of class `before`. */
static double demerits(const struct fit_place *p, size_t a, size_t b, bool last,
		       struct line l, int before)
{
	double pen = p[b].penalty,
	       d = (LINE + l.badness) * (LINE + l.badness) + pen * pen;

	if (p[a].hyphen)
		d += p[b].hyphen ? HYPHENS : last ? LAST_HYPHEN : 0;
	if (before - l.class > 1 || l.class - before > 1)
		d += CLASH;
	return d;
}

struct state {
	double sum[CLASSES];  /* of the best way here whose last line is of that class */
	size_t from[CLASSES]; /* the place before */
	unsigned char by[CLASSES]; /* and the class there */
};

static void reach(struct state *s, const struct fit_place *p, size_t a, size_t b,
		  bool last, struct line l)
{
	struct state *to = &s[b];

	for (int c = 0; c < CLASSES; c++) {
		double sum = s[a].sum[c];

		if (sum < 0)
			continue;
		sum += demerits(p, a, b, last, l, c);
		if (to->sum[l.class] < 0 || sum < to->sum[l.class]) {
			to->sum[l.class] = sum;
			to->from[l.class] = a;
			to->by[l.class] = (unsigned char)c;
		}
	}
}

static size_t walk_back(const struct state *s, size_t n, size_t *chosen)
{
	size_t lines = 0, b = n - 1;
	int c = -1;

	for (int k = 0; k < CLASSES; k++)
		if (s[b].sum[k] >= 0 && (c < 0 || s[b].sum[k] < s[b].sum[c]))
			c = k;
	if (c < 0)
		return 0;
	while (b) {
		size_t at = b;

		chosen[lines++] = b;
		b = s[at].from[c];
		c = s[at].by[c];
	}
	for (size_t i = 0; i < lines / 2; i++) {
		size_t t = chosen[i];

		chosen[i] = chosen[lines - 1 - i];
		chosen[lines - 1 - i] = t;
	}
	return lines;
}

size_t tpl_fit(struct arena *arena, const struct fit_place *p, size_t n,
	       const struct fit_rule *rule, size_t *chosen)
{
	struct state *s = ARENA_ARRAY(arena, struct state, n);
	size_t first = 0; /* no earlier place reaches so far */

	s[0] = (struct state){.sum = {-1, 0, -1, -1}};
	for (size_t b = 1; b < n; b++) {
		bool last = b + 1 == n;

		s[b] = (struct state){.sum = {-1, -1, -1, -1}};
		for (size_t a = first; a < b; a++) {
			struct line l = weigh(p, a, b, last, rule);

			if (l.badness == -1 && a + 1 == b && rule->loosest <= 0)
				l = (struct line){1e6, 3}; /* one piece, and too long */
			else if (l.badness == -1 && a == first && !p[b].hyphen)
				first++;
			else if (l.badness == -2)
				break; /* later ones are looser still */
			if (l.badness >= 0)
				reach(s, p, a, b, last, l);
		}
		if (first == b)
			return 0;
	}
	return walk_back(s, n, chosen);
}

double tpl_fit_cost(const struct fit_place *p, size_t n, const struct fit_rule *rule,
		    const size_t *chosen, size_t lines)
{
	double sum = 0;
	size_t a = 0;
	int class = 1;

	for (size_t i = 0; i < lines; i++) {
		bool last = chosen[i] + 1 == n;
		struct line l = weigh(p, a, chosen[i], last, rule);

		if (l.badness < 0)
			return -1;
		sum += demerits(p, a, chosen[i], last, l, class);
		class = l.class;
		a = chosen[i];
	}
	return sum;
}
