#include "svc_diff.h"
#include <stdint.h>
#include "xml.h"

#define CELLS_MAX 4000000u

struct words {
	struct str *w;
	size_t n;
};

static bool blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* A token is a word, or a stretch of blanks: nothing of the text is lost. */
static struct words cut_words(struct arena *a, struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += i == 0 || blank(s.p[i]) != blank(s.p[i - 1]);
	struct words out = {ARENA_ARRAY(a, struct str, n ? n : 1), 0};
	for (size_t i = 0; i < s.n;) {
		size_t from = i++;
		while (i < s.n && blank(s.p[i]) == blank(s.p[from]))
			i++;
		out.w[out.n++] = (struct str){s.p + from, i - from};
	}
	return out;
}

static void put(struct svc_diff *d, enum svc_run_kind kind, struct str word)
{
	struct svc_run *last = d->n ? &d->runs[d->n - 1] : NULL;
	if (last && last->kind == kind && last->text.p + last->text.n == word.p)
		last->text.n += word.n;
	else
		d->runs[d->n++] = (struct svc_run){kind, word};
}

static void put_all(struct svc_diff *d, enum svc_run_kind kind, const struct words *w,
		    size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		put(d, kind, w->w[i]);
}

/* Longest common run of the middles by the plain table; NULL: they are too long for it. */
static uint16_t *table_of(struct arena *a, const struct str *x, size_t n, const struct str *y,
			  size_t m)
{
	size_t row = m + 1;

	if (!n || !m || n >= UINT16_MAX || n > CELLS_MAX / row)
		return NULL;
	uint16_t *t = ARENA_ARRAY(a, uint16_t, (n + 1) * row);
	memset(t, 0, (n + 1) * row * sizeof(*t));
	for (size_t i = n; i-- > 0;)
		for (size_t j = m; j-- > 0;) {
			uint16_t down = t[(i + 1) * row + j], right = t[i * row + j + 1];
			if (str_eq(x[i], y[j]))
				t[i * row + j] = (uint16_t)(t[(i + 1) * row + j + 1] + 1);
			else
				t[i * row + j] = down > right ? down : right;
		}
	return t;
}

struct range {
	size_t from, to;
};

static void put_words(struct arena *a, struct svc_diff *d, const struct words *x,
		      struct range xr, const struct words *y, struct range yr)
{
	while (xr.from < xr.to && yr.from < yr.to && str_eq(x->w[xr.from], y->w[yr.from])) {
		put(d, RUN_EQUAL, y->w[yr.from++]);
		xr.from++;
	}
	size_t tail = yr.to;
	while (xr.from < xr.to && yr.from < yr.to && str_eq(x->w[xr.to - 1], y->w[yr.to - 1])) {
		xr.to--;
		yr.to--;
	}
	size_t n = xr.to - xr.from, m = yr.to - yr.from, row = m + 1, i = 0, j = 0;
	const uint16_t *t = table_of(a, x->w + xr.from, n, y->w + yr.from, m);

	while (t && i < n && j < m) {
		if (str_eq(x->w[xr.from + i], y->w[yr.from + j])) {
			put(d, RUN_EQUAL, y->w[yr.from + j++]);
			i++;
		} else if (t[(i + 1) * row + j] >= t[i * row + j + 1]) {
			put(d, RUN_DELETED, x->w[xr.from + i++]);
		} else {
			put(d, RUN_INSERTED, y->w[yr.from + j++]);
		}
	}
	put_all(d, RUN_DELETED, x, xr.from + i, xr.to);
	put_all(d, RUN_INSERTED, y, yr.from + j, yr.to);
	put_all(d, RUN_EQUAL, y, yr.to, tail);
}

/* Lines of a stretch of words: each its text, and where it ends among the words. */
struct lines {
	struct str *text;
	size_t *end, n;
};

static struct lines lines_of(struct arena *a, const struct words *w, struct range r)
{
	size_t all = r.to - r.from;
	struct lines l = {ARENA_ARRAY(a, struct str, all + 1),
			  ARENA_ARRAY(a, size_t, all + 1), 0};
	size_t from = r.from;

	for (size_t i = r.from; i < r.to; i++) {
		struct str last = w->w[i];

		if (i + 1 < r.to && str_find(last, STR("\n")) == last.n)
			continue;
		l.text[l.n] = (struct str){w->w[from].p,
					   (size_t)(last.p + last.n - w->w[from].p)};
		l.end[l.n++] = i + 1;
		from = i + 1;
	}
	return l;
}

struct gap {
	struct range x, y; /* lines */
};

static struct range words_at(const struct lines *l, struct range r, size_t first)
{
	return (struct range){r.from ? l->end[r.from - 1] : first,
			      r.to ? l->end[r.to - 1] : first};
}

/* Lines that differ, word by word: as many on both sides, each with its own. */
static void put_gap(struct arena *a, struct svc_diff *d, const struct words *x,
		    const struct lines *xl, const struct words *y, const struct lines *yl,
		    size_t head, const struct gap *g)
{
	size_t n = g->x.to - g->x.from;

	if (n != g->y.to - g->y.from) {
		put_words(a, d, x, words_at(xl, g->x, head), y, words_at(yl, g->y, head));
		return;
	}
	for (size_t i = 0; i < n; i++) {
		struct range xr = {g->x.from + i, g->x.from + i + 1},
			     yr = {g->y.from + i, g->y.from + i + 1};
		put_words(a, d, x, words_at(xl, xr, head), y, words_at(yl, yr, head));
	}
}

/* A long middle: its lines first, the words of those that differ after. */
static void put_lines_of(struct arena *a, struct svc_diff *d, const struct words *x,
			 const struct words *y, size_t head, size_t xe, size_t ye)
{
	struct lines xl = lines_of(a, x, (struct range){head, xe}),
		     yl = lines_of(a, y, (struct range){head, ye});
	size_t row = yl.n + 1;
	const uint16_t *t = table_of(a, xl.text, xl.n, yl.text, yl.n);
	struct gap g = {{0, 0}, {0, 0}};

	while (t && g.x.to < xl.n && g.y.to < yl.n) {
		if (str_eq(xl.text[g.x.to], yl.text[g.y.to])) {
			put_gap(a, d, x, &xl, y, &yl, head, &g);
			struct range same = {g.y.to, g.y.to + 1},
				     at = words_at(&yl, same, head);
			put_all(d, RUN_EQUAL, y, at.from, at.to);
			g.x.from = ++g.x.to;
			g.y.from = ++g.y.to;
		} else if (t[(g.x.to + 1) * row + g.y.to] >= t[g.x.to * row + g.y.to + 1]) {
			g.x.to++;
		} else {
			g.y.to++;
		}
	}
	g.x.to = xl.n;
	g.y.to = yl.n;
	put_gap(a, d, x, &xl, y, &yl, head, &g);
}

static void put_middle(struct arena *a, struct svc_diff *d, const struct words *x,
		       const struct words *y, size_t head, size_t xe, size_t ye)
{
	size_t n = xe - head, m = ye - head;

	if (n && m && n > CELLS_MAX / (m + 1))
		put_lines_of(a, d, x, y, head, xe, ye);
	else
		put_words(a, d, x, (struct range){head, xe}, y, (struct range){head, ye});
}

void svc_diff_words(struct arena *a, struct str old_text, struct str new_text,
		    struct svc_diff *out)
{
	struct words x = cut_words(a, old_text), y = cut_words(a, new_text);
	size_t head = 0, xe = x.n, ye = y.n;
	while (head < xe && head < ye && str_eq(x.w[head], y.w[head]))
		head++;
	while (xe > head && ye > head && str_eq(x.w[xe - 1], y.w[ye - 1])) {
		xe--;
		ye--;
	}
	*out = (struct svc_diff){ARENA_ARRAY(a, struct svc_run, x.n + y.n + 1), 0};
	put_all(out, RUN_EQUAL, &y, 0, head);
	put_middle(a, out, &x, &y, head, xe, ye);
	put_all(out, RUN_EQUAL, &y, ye, y.n);
}

static void put_lines(struct arena *a, struct buf *b, const struct xml_node *n, int depth)
{
	bool leaf = true;
	for (size_t i = 0; i < n->kids_n; i++)
		leaf = leaf && !n->kids[i].name.n;
	if (leaf || depth == 0) {
		struct str t = xml_text(a, n);
		if (t.n) {
			buf_add(b, t);
			buf_byte(b, '\n');
		}
		return;
	}
	for (size_t i = 0; i < n->kids_n; i++) {
		struct str t = str_trim(n->kids[i].text);
		if (n->kids[i].name.n) {
			put_lines(a, b, &n->kids[i], depth - 1);
		} else if (t.n) {
			buf_add(b, t);
			buf_byte(b, '\n');
		}
	}
}

enum err svc_diff_letter_text(struct arena *a, struct str xml, struct str *text,
			      struct fail *f)
{
	const struct xml_node *root;
	enum err e = xml_read(a, xml, "surat", NULL, &root, f);
	if (e)
		return e;
	struct buf b = BUF_MAX(4u << 20);
	put_lines(a, &b, root, 64);
	if (b.broken) {
		buf_free(&b);
		return FAIL(f, ERR_LIMIT, "letter-too-long", "xml",
			    "Naskah terlalu panjang untuk dibandingkan.");
	}
	*text = buf_keep(&b, a);
	return ERR_OK;
}
