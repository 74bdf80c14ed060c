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

/* Longest common run of words of the middles, by the plain table: middles are short. */
static void put_middle(struct arena *a, struct svc_diff *d, const struct words *x,
		       const struct words *y, size_t head, size_t xe, size_t ye)
{
	size_t n = xe - head, m = ye - head, row = m + 1;
	if (!n || !m || n > CELLS_MAX / row) {
		put_all(d, RUN_DELETED, x, head, xe);
		put_all(d, RUN_INSERTED, y, head, ye);
		return;
	}
	uint16_t *t = ARENA_ARRAY(a, uint16_t, (n + 1) * row);
	memset(t, 0, (n + 1) * row * sizeof(*t));
	for (size_t i = n; i-- > 0;)
		for (size_t j = m; j-- > 0;) {
			uint16_t down = t[(i + 1) * row + j], right = t[i * row + j + 1];
			if (str_eq(x->w[head + i], y->w[head + j]))
				t[i * row + j] = (uint16_t)(t[(i + 1) * row + j + 1] + 1);
			else
				t[i * row + j] = down > right ? down : right;
		}
	size_t i = 0, j = 0;
	while (i < n && j < m) {
		if (str_eq(x->w[head + i], y->w[head + j])) {
			put(d, RUN_EQUAL, y->w[head + j++]);
			i++;
		} else if (t[(i + 1) * row + j] >= t[i * row + j + 1]) {
			put(d, RUN_DELETED, x->w[head + i++]);
		} else {
			put(d, RUN_INSERTED, y->w[head + j++]);
		}
	}
	put_all(d, RUN_DELETED, x, head + i, xe);
	put_all(d, RUN_INSERTED, y, head + j, ye);
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
