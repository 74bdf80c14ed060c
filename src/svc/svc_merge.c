#include "svc_merge.h"
#include <stdint.h>
#include "buf.h"

#define PARAGRAPHS 2000
#define TEXT_MAX   (8u << 20)

struct pars {
	struct str *p;
	size_t n;
};

/* Line ends of browsers and blanks at them are no difference. */
static struct str clean_lines(struct arena *a, struct str text)
{
	struct buf b = BUF_MAX(TEXT_MAX);
	struct str line;

	while (str_cut(&text, '\n', &line)) {
		while (line.n && (line.p[line.n - 1] == '\r' || line.p[line.n - 1] == ' '))
			line.n--;
		buf_add(&b, line);
		buf_byte(&b, '\n');
	}
	return buf_keep(&b, a);
}

/* The last holds the rest when there are too many. */
static struct pars cut(struct arena *a, struct str text)
{
	struct pars out = {ARENA_ARRAY(a, struct str, PARAGRAPHS), 0};
	struct str all = clean_lines(a, text), rest = all;

	while (rest.n) {
		size_t end = out.n + 1 < PARAGRAPHS ? str_find(rest, STR("\n\n")) : rest.n;
		struct str one = str_trim(str_head(rest, end));

		if (one.n)
			out.p[out.n++] = one;
		rest = str_from(rest, end < rest.n ? end + 2 : rest.n);
	}
	return out;
}

struct hunks {
	struct arena *a;
	struct svc_hunk *list;
	size_t n;
};

static struct str joined(struct arena *a, const struct str *p, size_t n)
{
	struct buf b = BUF_MAX(TEXT_MAX);

	for (size_t i = 0; i < n; i++) {
		buf_add(&b, i ? STR("\n\n") : STR(""));
		buf_add(&b, p[i]);
	}
	return buf_keep(&b, a);
}

/* As many on both sides are taken one by one; else the stretch is one choice. */
static void put_gap(struct hunks *h, const struct str *x, size_t n, const struct str *y,
		    size_t m)
{
	if (n == m) {
		for (size_t i = 0; i < n; i++)
			h->list[h->n++] = (struct svc_hunk){false, x[i], y[i]};
		return;
	}
	if (n || m)
		h->list[h->n++] = (struct svc_hunk){false, joined(h->a, x, n), joined(h->a, y, m)};
}

/* Longest run of paragraphs both have, by the plain table. */
static uint16_t *table_of(struct arena *a, const struct pars *x, const struct pars *y)
{
	size_t row = y->n + 1;
	uint16_t *t = ARENA_ARRAY(a, uint16_t, (x->n + 1) * row);

	memset(t, 0, (x->n + 1) * row * sizeof(*t));
	for (size_t i = x->n; i-- > 0;)
		for (size_t j = y->n; j-- > 0;) {
			uint16_t down = t[(i + 1) * row + j], right = t[i * row + j + 1];

			if (str_eq(x->p[i], y->p[j]))
				t[i * row + j] = (uint16_t)(t[(i + 1) * row + j + 1] + 1);
			else
				t[i * row + j] = down > right ? down : right;
		}
	return t;
}

void svc_merge_hunks(struct arena *a, struct str mine, struct str theirs,
		     struct svc_hunk **out, size_t *n)
{
	struct pars x = cut(a, mine), y = cut(a, theirs);
	size_t row = y.n + 1, i = 0, j = 0, gi = 0, gj = 0;
	uint16_t *t = table_of(a, &x, &y);
	struct hunks h = {a, ARENA_ARRAY(a, struct svc_hunk, x.n + y.n + 1), 0};

	while (i < x.n && j < y.n) {
		if (str_eq(x.p[i], y.p[j])) {
			put_gap(&h, x.p + gi, i - gi, y.p + gj, j - gj);
			h.list[h.n++] = (struct svc_hunk){true, x.p[i++], y.p[j++]};
			gi = i;
			gj = j;
		} else if (t[(i + 1) * row + j] >= t[i * row + j + 1]) {
			i++;
		} else {
			j++;
		}
	}
	put_gap(&h, x.p + gi, x.n - gi, y.p + gj, y.n - gj);
	*out = h.list;
	*n = h.n;
}

static void add(struct buf *b, struct str s)
{
	if (!s.n)
		return;
	buf_add(b, b->n ? STR("\n\n") : STR(""));
	buf_add(b, s);
}

struct str svc_merge_picked(struct arena *a, const struct svc_hunk *h, size_t n,
			    const enum svc_pick *pick)
{
	struct buf b = BUF_MAX(TEXT_MAX);

	for (size_t i = 0; i < n; i++) {
		if (h[i].same || pick[i] != PICK_THEIRS)
			add(&b, h[i].mine);
		if (!h[i].same && pick[i] != PICK_MINE)
			add(&b, h[i].theirs);
	}
	return buf_keep(&b, a);
}
