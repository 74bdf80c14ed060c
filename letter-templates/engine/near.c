/* Which known word was meant by one that is not known. */
#include "tpl_check.h"

#define WORD_MAX 48

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters put in, left out, exchanged, or two of them turned round. */
static size_t distance(struct str x, struct str y)
{
	size_t d[WORD_MAX + 1][WORD_MAX + 1];

	for (size_t i = 0; i <= x.n; i++)
		d[i][0] = i;
	for (size_t k = 0; k <= y.n; k++)
		d[0][k] = k;
	for (size_t i = 1; i <= x.n; i++)
		for (size_t k = 1; k <= y.n; k++) {
			size_t cost = x.p[i - 1] != y.p[k - 1];

			d[i][k] = least(least(d[i - 1][k], d[i][k - 1]) + 1,
					d[i - 1][k - 1] + cost);
			if (i > 1 && k > 1 && x.p[i - 1] == y.p[k - 2] &&
			    x.p[i - 2] == y.p[k - 1])
				d[i][k] = least(d[i][k], d[i - 2][k - 2] + 1);
		}
	return d[x.n][y.n];
}

struct str tpl_near(struct str word, const struct str *list, size_t n)
{
	size_t best = word.n < 4 ? 2 : word.n / 3 + 1;
	struct str found = {0};

	for (size_t i = 0; word.n <= WORD_MAX && i < n; i++) {
		size_t d = list[i].n > WORD_MAX ? best : distance(word, list[i]);

		if (d < best) {
			best = d;
			found = list[i];
		}
	}
	return found;
}
