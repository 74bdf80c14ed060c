/* num_class_ahead.c - codes by what is typed, and by what a letter is about.
 *
 * The names of all codes share a vocabulary of a few thousand words; each row keeps the
 * numbers of its words.  A question is put to the vocabulary once, the rows then only look
 * their words up, so that the answer does not wait for how much is asked. */
#include "num_class_ahead.h"
#include "utf8.h"

enum { PIECES_MAX = 8, BITS_MAX = 16, TYPED_MAX = 200 };

struct piece {
	struct str code;    /* upper case: begins the code */
	unsigned   need;    /* bits of its words; 0: it has none */
};

struct typed {
	struct piece piece[PIECES_MAX];
	size_t       n;
	struct str   word[BITS_MAX]; /* each begins a word of a name */
	size_t       words_n;
};

static void piece_read(struct arena *a, struct str s, struct typed *t)
{
	struct piece *p = &t->piece[t->n++];
	struct str rest = utf8_fold(a, s), word;
	char *up = arena_alloc(a, s.n);

	for (size_t i = 0; i < s.n; i++)
		up[i] = (char)(s.p[i] >= 'a' && s.p[i] <= 'z' ? s.p[i] - 32 : s.p[i]);
	*p = (struct piece){ { up, s.n }, 0 };
	while (num_word_next(&rest, &word) && t->words_n < BITS_MAX) {
		p->need |= 1u << t->words_n;
		t->word[t->words_n++] = word;
	}
}

static void typed_read(struct arena *a, struct str s, struct typed *t)
{
	struct str piece, rest = str_trim(str_head(s, TYPED_MAX));

	*t = (struct typed){ .n = 0 };
	while (t->n < PIECES_MAX && str_cut(&rest, ' ', &piece))
		if (piece.n)
			piece_read(a, piece, t);
}

/* For each word of the vocabulary, which of the typed ones begin it. */
static uint16_t *begun(const struct num_vocabulary *v, struct arena *a, const struct typed *t)
{
	uint16_t *hit = ARENA_ARRAY(a, uint16_t, v->n + 1);

	for (size_t i = 0; i < v->n; i++) {
		unsigned bits = 0;

		for (size_t k = 0; k < t->words_n; k++)
			if (str_starts(v->word[i].text, t->word[k]))
				bits |= 1u << k;
		hit[i] = (uint16_t)bits;
	}
	return hit;
}

/* Lower is better; -1: not a hit.  own: bits of the row, all: of those above it as well. */
static int score(const struct num_class *c, const struct typed *t, unsigned own, unsigned all,
                 unsigned first)
{
	int mine = 0, by_code = 0;

	if (t->n == 1 && str_eq(c->code, t->piece[0].code))
		return 0;
	for (size_t i = 0; i < t->n; i++) {
		unsigned need = t->piece[i].need;

		if (str_starts(c->code, t->piece[i].code)) {
			by_code++;
			mine++;
		} else if (need && (own & need) == need) {
			mine++;
		} else if (!need || (all & need) != need) {
			return -1;
		}
	}
	if (!mine)
		return -1;
	if ((size_t)by_code == t->n)
		return 1;
	if ((size_t)mine < t->n)
		return 4;
	return t->piece[0].need & first ? 2 : 3;
}

static int depth(const struct num_class *c)
{
	int d = 0;

	for (; c->parent; c = c->parent)
		d++;
	return d;
}

struct hits {
	const struct num_class **out;
	int    score[NUM_SUGGEST_MAX];
	size_t n, max;
};

/* Rows come by code, so an equal hit goes behind those already there. */
static void keep(struct hits *h, const struct num_class *c, int points)
{
	size_t i = h->n;

	if (i == h->max && h->score[i - 1] <= points)
		return;
	if (i == h->max)
		i--;
	else
		h->n++;
	for (; i > 0 && h->score[i - 1] > points; i--) {
		h->out[i] = h->out[i - 1];
		h->score[i] = h->score[i - 1];
	}
	h->out[i] = c;
	h->score[i] = points;
}

static bool asked(const struct num_class *c, const struct num_scheme *s)
{
	return !c->replaced && (!s || c->scheme == s || (c->scheme->base == s && c->scheme->own));
}

size_t num_class_suggest(const struct num_classes *set, struct arena *a,
                         const struct num_scheme *scheme, struct str typed,
                         const struct num_class **out, size_t max)
{
	const struct num_vocabulary *v = set->words;
	struct hits h = { .out = out, .max = max < NUM_SUGGEST_MAX ? max : NUM_SUGGEST_MAX };
	uint16_t *all = ARENA_ARRAY(a, uint16_t, set->rows_n + 1);
	struct typed t;

	typed_read(a, typed, &t);
	if (!t.n || !h.max)
		return 0;
	const uint16_t *hit = begun(v, a, &t);

	for (size_t i = 0; i < set->rows_n; i++) {
		const struct num_class *c = &set->rows[i];
		unsigned own = 0, first = v->at[i] < v->at[i + 1] ? hit[v->ids[v->at[i]]] : 0;

		for (size_t k = v->at[i]; k < v->at[i + 1]; k++)
			own |= hit[v->ids[k]];
		all[i] = (uint16_t)(own | (c->parent ? all[c->parent - set->rows] : 0u));
		if (!asked(c, scheme))
			continue;
		int points = score(c, &t, own, all[i], first);

		if (points >= 0)
			keep(&h, c, points * 16 + depth(c));
	}
	return h.n;
}

/* ---- by what a letter is about ---- */

enum { TOKENS_MAX = 24, STEM_MIN = 5, ENDING_MAX = 3, PERCENT_MIN = 25 };

struct about {
	struct str token[TOKENS_MAX];
	int        weight[TOKENS_MAX]; /* how telling: 0 in no name */
	size_t     n;
	int        total;
	uint8_t   *of;                 /* for each word of the vocabulary: token + 1 */
};

/* The same word, or one with an ending more: "pengawas" and "pengawasan". */
static bool alike(struct str a, struct str b)
{
	struct str s = a.n < b.n ? a : b, l = a.n < b.n ? b : a;

	return str_eq(a, b) ||
	       (s.n >= STEM_MIN && l.n - s.n <= ENDING_MAX && str_starts(l, s));
}

static void about_read(const struct num_vocabulary *v, struct arena *a, struct str subject,
                       struct about *x)
{
	struct str rest = utf8_fold(a, str_head(subject, 500)), word;

	*x = (struct about){ .of = ARENA_ARRAY(a, uint8_t, v->n + 1) };
	while (x->n < TOKENS_MAX && num_word_next(&rest, &word)) {
		uint32_t uses = 0;

		if (word.n < 3 || (word.p[0] >= '0' && word.p[0] <= '9'))
			continue;
		for (size_t i = 0; i < v->n; i++)
			if (!x->of[i] && alike(v->word[i].text, word)) {
				x->of[i] = (uint8_t)(x->n + 1);
				uses += v->word[i].uses;
			}
		if (!uses)
			continue;
		x->token[x->n] = word;
		x->weight[x->n] = num_word_weight(v, uses);
		x->total += x->weight[x->n++];
	}
}

/* How much of the subject the name explains, and how much of the name the subject does. */
static int explains(const struct num_classes *set, const struct about *x, size_t row)
{
	const struct num_vocabulary *v = set->words;
	bool told[TOKENS_MAX + 1] = { true };
	int got = 0, named = 0, of_name = 0;

	for (size_t k = v->at[row]; k < v->at[row + 1]; k++) {
		uint32_t id = v->ids[k];
		int w = num_word_weight(v, v->word[id].uses);

		named += w;
		of_name += x->of[id] ? w : 0;
		if (!told[x->of[id]])
			got += x->weight[x->of[id] - 1];
		told[x->of[id]] = true;
	}
	if (!got)
		return 0;
	for (const struct num_class *up = set->rows[row].parent; up; up = up->parent)
		for (size_t k = v->at[up - set->rows]; k < v->at[up - set->rows + 1]; k++) {
			uint8_t t = x->of[v->ids[k]];

			if (!told[t])
				got += x->weight[t - 1] / 2;
			told[t] = true;
		}
	return got * 60 / x->total + (named ? of_name * 40 / named : 0);
}

size_t num_class_by_subject(const struct num_classes *set, struct arena *a,
                            const struct num_scheme *scheme, struct str subject,
                            const struct num_class **out, int *percent, size_t max)
{
	struct hits h = { .out = out, .max = max < NUM_SUGGEST_MAX ? max : NUM_SUGGEST_MAX };
	struct about x;

	about_read(set->words, a, subject, &x);
	for (size_t i = 0; x.total && h.max && i < set->rows_n; i++) {
		int p = asked(&set->rows[i], scheme) ? explains(set, &x, i) : 0;

		if (p >= PERCENT_MIN)
			keep(&h, &set->rows[i], -p);
	}
	for (size_t i = 0; i < h.n; i++)
		percent[i] = -h.score[i];
	return h.n;
}
