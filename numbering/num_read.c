#include "num_read.h"
#include "num_pattern.h"
#include "num_shape.h"
#include "num_text.h"

/* What the last token was; where a token may stand hangs on it. */
enum last { START, CODE, SERIAL, MONTH, OTHER };

#define HAS(t) (1u << (t))
#define LETTER_CODE HAS(NUM_TOKENS)
#define BEAM 16
#define OTHERS 2 /* readings told besides the best */

struct path {
	unsigned      has; /* tokens taken */
	short         score;
	unsigned char last;
	unsigned char pick[NUM_CUTS_MAX];
};

/* The weights were set on numbers of some offices and tried on those of others
 * (docs/numbering.md); what counts is their order, not their size. */

static int weigh_code(const struct path *p, const struct num_bit *b)
{
	static const signed char DIGITS[] = { 0, 12, 20, 35, 45 }, LETTERS[] = { 0, 4, 2, 34, 50 };

	if (b->letters && p->last != START && b->grade == NUM_CODE_ODD)
		return -10;
	if (b->letters)
		return LETTERS[b->grade] + (p->last == START ? 20 : 0);
	return DIGITS[b->grade] + (p->last == START ? 25 : b->grade > NUM_CODE_PLAIN ? -8 : -12);
}

/* A serial behind the unit: 100/Umum/004/2026.  A number of one digit, or of two that can
 * be a month, or of five, is rather a month or the code of a unit there. */
static int serial_behind(const struct path *p, const struct num_bit *b, bool end)
{
	if (p->has & LETTER_CODE)
		return 18; /* KU.01.02/2.2/0286: the ministries put it last */
	if (b->s.n < 2 || b->s.n > 4 || num_arabic(b->s) || (end && b->s.n == 2))
		return -34;
	return p->has & HAS(NUM_KODE) ? 6 : 2;
}

static int weigh_serial(const struct path *p, const struct num_bit *b, bool end)
{
	int w = b->grade == 2 ? 6 : 22;

	if (b->grade == 1 && (end || p->last == OTHER))
		w -= 30;
	if (b->grade == 3 && p->last != START)
		w -= 60;
	if (p->last == START)
		return w + (b->grade == 2 ? 4 : 12);
	if (p->last == CODE)
		return w + (p->has & LETTER_CODE ? 10 : 22);
	if (p->last == MONTH && b->grade != 2)
		return w - (b->s.n < 2 ? 34 : 12);
	if (p->last == OTHER && b->grade != 2)
		return w + serial_behind(p, b, end);
	return w;
}

static int weigh_month(const struct path *p, const struct num_bit *b)
{
	int w = b->grade == 2 ? 18 : b->s.n == 2 ? -12 : -14;

	if (p->last == START)
		return -60;
	if (p->last == CODE && !(p->has & HAS(NUM_URUT)))
		return w - (p->has & LETTER_CODE ? 38 : 22);
	if (p->last == SERIAL && b->grade == 1 && b->s.n == 1 && b->s.p[0] == '1')
		return w + 6;
	return w;
}

static int weigh_unit(const struct path *p, const struct num_bit *b)
{
	int w = b->letters ? 4 : memchr(b->s.p, '.', b->s.n) ? -2 : -10;

	if (num_roman(b->s))
		w -= 4;
	if (b->grade)
		w -= p->has & LETTER_CODE ? 6 : 45;
	if (p->has & HAS(NUM_UNIT) && p->last != OTHER)
		w -= 3;
	return w;
}

static int weigh(const struct path *p, const struct num_bit *b, bool end)
{
	if (b->tok == NUM_KODE)
		return weigh_code(p, b);
	if (b->tok == NUM_URUT)
		return weigh_serial(p, b, end);
	if (b->tok == NUM_BULAN)
		return weigh_month(p, b);
	if (b->tok == NUM_UNIT)
		return weigh_unit(p, b);
	if (b->tok == NUM_TAHUN)
		return p->last == START ? -60 : (end ? 38 : 30) + (p->last == MONTH ? 24 : 0);
	if (b->tok == NUM_KEAMANAN)
		return 18;
	return b->tok == NUM_JENIS ? 14 : 0;
}

static enum last last_of(unsigned tok, enum last before)
{
	if (tok == NUM_KEAMANAN || tok == NUM_JENIS) /* Kep.228: the serial still follows the code */
		return before;
	return tok == NUM_KODE ? CODE
	       : tok == NUM_URUT || tok == NUM_SISIPAN ? SERIAL
	       : tok == NUM_BULAN ? MONTH : OTHER;
}

/* false: a token would stand twice. */
static bool step(const struct path *from, const struct num_way *w, bool end, struct path *to)
{
	*to = *from;
	to->score = (short)(to->score + w->seam);
	for (unsigned i = 0; i < w->n; i++) {
		const struct num_bit *b = &w->b[i];

		if (b->tok != NUM_UNIT && to->has & HAS(b->tok))
			return false;
		to->score = (short)(to->score + weigh(to, b, end && i + 1u == w->n) + b->fit);
		to->has |= HAS(b->tok) | (b->letters && b->tok == NUM_KODE ? LETTER_CODE : 0);
		to->last = (unsigned char)last_of(b->tok, (enum last)to->last);
	}
	return true;
}

struct beam {
	size_t      n;
	struct path p[BEAM];
};

static void keep(struct beam *b, const struct path *p)
{
	size_t at = b->n < BEAM ? b->n : BEAM - 1;

	if (b->n == BEAM && b->p[at].score >= p->score)
		return;
	for (; at && b->p[at - 1].score < p->score; at--)
		b->p[at] = b->p[at - 1];
	b->p[at] = *p;
	b->n += b->n < BEAM;
}

static void search(const struct num_cuts *c, const struct num_ways *ways, struct beam *best)
{
	struct beam next;
	struct path p;

	*best = (struct beam){ .n = 1 };
	for (size_t i = 0; i < c->n; i++) {
		next.n = 0;
		for (size_t k = 0; k < best->n; k++)
			for (unsigned w = 0; w < ways[i].n; w++)
				if (step(&best->p[k], &ways[i].way[w], i + 1 == c->n, &p)) {
					p.pick[i] = (unsigned char)w;
					keep(&next, &p);
				}
		*best = next;
	}
}

/* A number without a serial is rarer than any odd order of its parts. */
static int whole(const struct path *p)
{
	int w = p->score;

	if (!(p->has & HAS(NUM_URUT)))
		w -= 29;
	return w;
}

/* ---- what was read, as parts ---- */

static struct str join(struct arena *a, struct str x, struct str y, const char *sep)
{
	return x.p ? arena_fmt(a, STR_FMT "%s" STR_FMT, STR_ARG(x), sep, STR_ARG(y)) : y;
}

static void take(struct arena *a, const struct num_cuts *c, const struct num_ways *ways,
                 const struct path *p, struct num_reading *out)
{
	char normal[2 * NUM_TEXT_MAX + NUM_CUTS_MAX * NUM_BITS_MAX * 4], *to = normal;

	for (size_t i = 0; i < c->n; i++) {
		const struct num_way *w = &ways[i].way[p->pick[i]];

		for (unsigned k = 0; k < w->n; k++) {
			const struct num_bit *b = &w->b[k];
			enum num_token t = (enum num_token)b->tok;
			struct str v = num_clean(a, t, b->s, b->grade == 2);

			if (i || k)
				*to++ = '/';
			to = num_put_normal(to, t, v);
			out->parts.v[t] = join(a, out->parts.v[t], v, "/");
		}
	}
	out->normal = arena_dup(a, (struct str){ normal, (size_t)(to - normal) });
}

/* ---- what was read, as the pattern of a rule that would read it ---- */

static bool in_pattern(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr("{}[]", s.p[i]))
			return false;
	return true;
}

static void put_token(struct buf *out, const struct num_bit *b, unsigned *used)
{
	enum num_token t = (enum num_token)b->tok;

	if (t == NUM_UNIT && *used & HAS(NUM_UNIT))
		t = NUM_SEGMEN; /* a second name: what it means only the office knows */
	if (*used & HAS(t)) {
		buf_add(out, b->s);
		return;
	}
	*used |= HAS(t);
	buf_add(out, t == NUM_SISIPAN ? STR("[{") : STR("{"));
	buf_add(out, str_c(num_token_name(t)));
	if (t == NUM_BULAN && b->grade == 2)
		BUF_ADD(out, ":romawi");
	if (t == NUM_TAHUN && b->s.n == 2)
		BUF_ADD(out, ":2");
	buf_add(out, t == NUM_SISIPAN ? STR("}]") : STR("}"));
}

/* What stands between two tokens, without the blanks that a typist put around it. */
static void put_gap(struct buf *out, struct str s)
{
	struct str bare = str_trim(s);

	buf_add(out, bare.n && num_is_alpha(bare.p[0]) ? s : bare);
}

static struct str pattern(struct arena *a, struct str s, const struct num_cuts *c,
                          const struct num_ways *ways, const struct path *p)
{
	struct buf b = BUF_MAX(4 * NUM_TEXT_MAX);
	const char *at = s.p;
	unsigned used = 0;

	for (size_t i = 0; i < c->n; i++) {
		const struct num_way *w = &ways[i].way[p->pick[i]];

		for (unsigned k = 0; k < w->n; k++) {
			struct str v = w->b[k].s;

			put_gap(&b, (struct str){ at, (size_t)(v.p - at) });
			at = v.p + v.n;
			put_token(&b, &w->b[k], &used);
		}
	}
	put_gap(&b, (struct str){ at, (size_t)(s.p + s.n - at) });
	return in_pattern(s) ? buf_keep(&b, a) : (buf_free(&b), (struct str){ 0 });
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (num_is_digit(s.p[i]))
			return true;
	return false;
}

/* How many of a hundred readings that lead by so much were right, over real numbers
 * (docs/numbering.md). */
static int certainty(int margin)
{
	static const struct { short lead, right; } STEPS[] = {
		{ 40, 98 }, { 18, 95 }, { 8, 82 }, { 1, 75 }, { 0, 50 },
	};
	size_t i = 0;

	while (margin < STEPS[i].lead)
		i++;
	return STEPS[i].right;
}

static int lead(const struct beam *b)
{
	return b->n > 1 ? whole(&b->p[0]) - whole(&b->p[1]) : 100;
}

static void sort(struct beam *b) /* by the weight of the whole; few and nearly sorted */
{
	for (size_t i = 1; i < b->n; i++)
		for (size_t k = i; k && whole(&b->p[k]) > whole(&b->p[k - 1]); k--) {
			struct path t = b->p[k];

			b->p[k] = b->p[k - 1];
			b->p[k - 1] = t;
		}
}

size_t num_read(struct arena *a, struct str s, struct num_reading *out, size_t max)
{
	struct num_cuts c;
	struct num_ways ways[NUM_CUTS_MAX];
	struct beam b;
	size_t n = 0;

	if (!has_digit(s) || !num_cut(s, &c))
		return 0;
	for (size_t i = 0; i < c.n; i++)
		num_ways_of(&c, i, &ways[i]);
	search(&c, ways, &b);
	sort(&b);
	for (; n < b.n && n < max && n < OTHERS + 1; n++) {
		if (!(b.p[n].has & (HAS(NUM_KODE) | HAS(NUM_URUT))))
			break;
		memset(&out[n], 0, sizeof out[n]);
		take(a, &c, ways, &b.p[n], &out[n]);
		out[n].pattern = pattern(a, s, &c, ways, &b.p[n]);
		out[n].certainty = n ? 100 - out[0].certainty : certainty(lead(&b));
		out[n].certainty = n > 1 ? out[1].certainty / 2 : out[n].certainty;
	}
	return n;
}
