#include "num_read.h"
#include "num_shape.h"

static struct num_bit bit(enum num_token t, struct str s, int fit)
{
	return (struct num_bit){ .tok = (unsigned char)t, .s = s, .fit = (signed char)fit };
}

static struct num_bit code_bit(struct str s, enum num_code grade, bool letters)
{
	struct num_bit b = bit(NUM_KODE, s, 0);

	b.grade = (unsigned char)grade;
	b.letters = letters;
	return b;
}

static struct num_bit unit_bit(struct str s)
{
	struct num_bit b = bit(NUM_UNIT, s, 0);

	for (size_t i = 0; i < s.n; i++)
		b.letters |= num_is_alpha(s.p[i]) || (s.p[i] & 0x80);
	if (num_code_letters(s) >= NUM_CODE_LEVEL)
		b.grade = NUM_CODE_LEVEL;
	return b;
}

static struct num_bit month_bit(struct str s)
{
	struct num_bit b = bit(NUM_BULAN, s, 0);

	b.grade = num_roman(s) ? 2 : 1;
	return b;
}

static struct num_way *add(struct num_ways *w, const struct num_way *base, int seam)
{
	struct num_way *n = &w->way[w->n < NUM_WAYS_MAX ? w->n : NUM_WAYS_MAX - 1];

	if (base)
		*n = *base;
	else
		n->n = 0;
	n->seam = (signed char)(seam + (base ? base->seam : 0));
	if (w->n < NUM_WAYS_MAX)
		w->n++;
	return n;
}

static void put(struct num_way *w, struct num_bit b)
{
	if (b.s.n && w->n < NUM_BITS_MAX)
		w->b[w->n++] = b;
}

static void one(struct num_ways *w, const struct num_way *base, int seam, struct num_bit b)
{
	put(add(w, base, seam), b);
}

static void two(struct num_ways *w, const struct num_way *base, int seam, struct num_bit b,
                struct num_bit c)
{
	struct num_way *n = add(w, base, seam);

	put(n, b);
	put(n, c);
}

static bool digits_only(struct str s)
{
	return s.n && num_digits(s) == s.n;
}

static bool month(struct str s) { return num_roman(s) || num_arabic(s); }

/* ---- what ends a piece: VIII.2023, BKPSDM.XII, Ds.2021, 0126 ---- */

static void month_and_year(struct num_ways *w, const struct num_way *base, struct str s)
{
	struct str m, y;
	size_t at = s.n;

	while (at && (num_is_digit(s.p[at - 1])))
		at--;
	y = str_from(s, at);
	m = num_bare(str_head(s, at));
	if (y.n == 4 && at && num_year(y) && month(m))
		two(w, base, 0, month_bit(m), bit(NUM_TAHUN, y, 0));
	if (at == 0 && s.n == 4 && num_arabic(str_head(s, 2)) && s.p[2] <= '3')
		two(w, base, -8, month_bit(str_head(s, 2)), bit(NUM_TAHUN, str_from(s, 2), 0));
}

/* The last part of a unit's name behind a mark: a month, a year, both. */
static void unit_and_end(struct num_ways *w, const struct num_way *base, struct str s)
{
	size_t at = s.n, before;
	struct str end, head;

	while (at && !num_is_mark(s.p[at - 1]))
		at--;
	if (!at)
		return;
	end = str_from(s, at);
	head = num_bare(str_head(s, at));
	if (!head.n)
		return;
	if (num_roman(end) && !num_counts_units(head))
		two(w, base, s.p[at - 1] == '.' ? 0 : -14, unit_bit(head), month_bit(end));
	if (!num_year(end))
		return;
	if (num_code_letters(head) >= NUM_CODE_LEVEL) /* PB.06.2026 */
		two(w, base, 0, code_bit(head, num_code_letters(head), true), bit(NUM_TAHUN, end, 0));
	two(w, base, 0, unit_bit(head), bit(NUM_TAHUN, end, 0));
	for (before = head.n; before && !num_is_mark(head.p[before - 1]);)
		before--;
	if (before && num_roman(str_from(head, before)) && num_bare(str_head(head, before)).n) {
		struct num_way *n = add(w, base, 0);

		put(n, unit_bit(num_bare(str_head(head, before))));
		put(n, month_bit(str_from(head, before)));
		put(n, bit(NUM_TAHUN, end, 0));
	}
}

/* ---- serials ---- */

static struct num_bit serial_bit(struct str s)
{
	struct num_bit b = bit(NUM_URUT, s, 0);
	bool real = true;

	for (size_t i = 0; i < s.n; i++)
		real &= !num_is_alpha(s.p[i]);
	b.fit = (signed char)(real ? 0 : -8);
	if (num_year(s))
		b.grade = 1; /* may be the year */
	return b;
}

/* What follows a serial within its piece: 12-Umum, 443KUM, 439IX, 006.VIII.17. */
static void serial_and_rest(struct num_ways *w, const struct num_way *base, struct str rest)
{
	struct str s = num_bare(rest);
	size_t m = 0;

	if (!s.n)
		return;
	while (m < s.n && num_is_alpha(s.p[m]))
		m++;
	if (m == s.n && num_roman(s))
		one(w, base, -2, month_bit(s));
	if (m && s.n == m + 3 && num_is_mark(s.p[m]) && num_roman(str_head(s, m)) &&
	    num_is_digit(s.p[m + 1]) && num_is_digit(s.p[m + 2]))
		two(w, base, -2, month_bit(str_head(s, m)), bit(NUM_TAHUN, str_from(s, m + 1), 0));
	if (num_kind_word(s))
		one(w, base, -2, bit(NUM_JENIS, s, 0));
	one(w, base, digits_only(s) ? -13 : -3, unit_bit(s));
	unit_and_end(w, base, s);
}

static struct num_bit suffix_bit(struct str s)
{
	struct num_bit b = bit(NUM_SISIPAN, str_trim(s), -1);
	int dots = 0;

	for (size_t i = 0; i < s.n; i++)
		dots += s.p[i] == '.';
	if (s.n && num_is_digit(s.p[s.n - 1]))
		b.fit = dots > 1 ? -30 : -4; /* 35.73.112 is the code of a unit far oftener */
	return b;
}

/* 12, 12a, 12.01, 12-Umum, 12 s.d. 15: a piece, or the rest of one, that starts with digits. */
static void serial_ways(struct num_ways *w, const struct num_way *base, struct str s)
{
	size_t n = num_digits(s), range = n ? num_range(str_from(s, n)) : 0, suffix;
	struct num_way left = base ? *base : (struct num_way){ 0 };
	struct num_bit b;
	bool words;

	if (!n)
		return;
	range = num_is_blank(str_from(s, n + range)) ? range : 0;
	words = range && memchr(s.p + n, 'd', range);
	if (range) {
		b = serial_bit(str_head(s, n + range));
		b.fit = (signed char)(words ? 20 : 0);
		one(w, base, 0, b);
	}
	if (words)
		return;
	suffix = num_suffix(str_from(s, n));
	put(&left, serial_bit(str_head(s, n)));
	put(&left, suffix_bit(str_head(str_from(s, n), suffix)));
	if (num_is_blank(str_from(s, n + suffix)))
		(void)add(w, &left, 0);
	else
		serial_and_rest(w, &left, str_from(s, n + suffix));
}

/* ---- codes, alone or with the serial behind them ---- */

static void code_ways(struct num_ways *w, const struct num_way *base, struct str s, bool alone)
{
	int glued = base ? -10 : 0; /* B-032 is oftener a serial than the code 032 */
	enum num_code letters = num_code_letters(s), digits = num_code_digits(s);
	size_t n = num_code_head(s);
	struct num_way with = base ? *base : (struct num_way){ 0 };
	struct str dash = s, tail;

	if (letters)
		one(w, base, 0, code_bit(s, letters, true));
	if (digits)
		one(w, base, digits <= NUM_CODE_LEVEL ? glued : 0, code_bit(s, digits, false));
	if (str_cut(&dash, '-', &tail) && dash.n && num_code_letters(tail) == NUM_CODE_DEEP) {
		put(&with, code_bit(tail, NUM_CODE_DEEP, true));
		if (num_digits(num_bare(dash)))
			serial_ways(w, &with, num_bare(dash));
		else if (dash.n <= 2 || dash.p[2] == '.') /* UM.02.01-Cb, UM.02.06-AB.1 */
			one(w, base, -2, code_bit(s, NUM_CODE_DEEP, true));
		else
			one(w, &with, -3, unit_bit(num_bare(dash)));
		return;
	}
	if (!n || !num_code_digits(str_head(s, n)))
		return;
	if (n < s.n && num_is_mark(s.p[n]) && num_digits(num_bare(str_from(s, n)))) {
		put(&with, code_bit(str_head(s, n), num_code_digits(str_head(s, n)), false));
		with.seam -= 3;
		serial_ways(w, &with, num_bare(str_from(s, n)));
	} else if (n == s.n && alone && digits == NUM_CODE_DEEP) { /* 000.1.2.3.664 */
		for (n = s.n; s.p[n - 1] != '.';)
			n--;
		put(&with, code_bit(str_head(s, n - 1), NUM_CODE_DEEP, false));
		serial_ways(w, &with, str_from(s, n));
	}
}

/* ---- what stands in front: B-158, UND.005, Kep.228-Umum, x.800 ---- */

static void head_ways(struct num_ways *w, struct str s, bool first)
{
	size_t n = 0, letters;
	struct str head, rest;
	struct num_way with = { 0 };
	bool kind;

	while (n < s.n && num_is_alpha(s.p[n]))
		n++;
	letters = n;
	while (n < s.n && num_is_digit(s.p[n]))
		n++;
	head = str_head(s, n);
	rest = num_bare(str_from(s, n));
	kind = num_kind_word(head) || str_eq_nocase(head, STR("S")); /* S-12: surat */
	if (!first && num_secrecy(head) && num_code_letters(rest) >= NUM_CODE_LEVEL) /* 12/B-SI.01.01 */
		two(w, NULL, 0, bit(NUM_KEAMANAN, head, 0), code_bit(rest, num_code_letters(rest), true));
	if (!letters || letters > 6 || !rest.n || !num_is_mark(s.p[n]))
		return;
	if (n > letters && (n > letters + 1 || s.p[n] != '-' || !first)) /* B2-009 */
		return;
	if (num_secrecy(head) && first)
		put(&with, bit(NUM_KEAMANAN, head, 0));
	else if (kind || first)
		put(&with, bit(NUM_JENIS, head, kind ? 0 : -12));
	else
		return;
	if (first && (kind || num_secrecy(head)))
		code_ways(w, &with, rest, false);
	serial_ways(w, &with, rest);
}

/* 2026-Umum; VIIIRES.4, where no mark tells the month from the unit. */
static void start_and_unit(struct num_ways *w, struct str s)
{
	size_t n = 0;

	if (s.n > 5 && num_is_mark(s.p[4]) && num_year(str_head(s, 4)))
		two(w, NULL, 0, bit(NUM_TAHUN, str_head(s, 4), 0), unit_bit(num_bare(str_from(s, 4))));
	while (n < s.n && strchr("IVX", s.p[n]))
		n++;
	if (n >= 3 && n + 3 < s.n && num_is_alpha(s.p[n]) && num_roman(str_head(s, n)))
		two(w, NULL, -16, month_bit(str_head(s, n)), unit_bit(str_from(s, n)));
}

static void unit_ways(struct num_ways *w, struct str s)
{
	size_t dash = s.n;

	one(w, NULL, 0, unit_bit(s));
	unit_and_end(w, NULL, s);
	start_and_unit(w, s);
	while (dash && s.p[dash - 1] != '-')
		dash--;
	if (dash > 1 && num_is_digit(s.p[0]) && digits_only(str_from(s, dash)) &&
	    memchr(s.p, '.', dash)) /* 4.3-5209: the unit, then the serial */
		two(w, NULL, -3, unit_bit(num_bare(str_head(s, dash))), serial_bit(str_from(s, dash)));
}

/* ---- B-PW.01.02.34.341.05.26.7: all dots ---- */

#define GROUPS 9

/* The groups of digits between dots; 0: something else stands there. */
static size_t groups(struct str s, struct str *out)
{
	struct str one;
	size_t n = 0;

	while (str_cut(&s, '.', &one)) {
		one = str_trim(one);
		if (n == GROUPS || !digits_only(one))
			return 0;
		out[n++] = one;
	}
	return n;
}

static struct str span(const struct str *g, size_t from, size_t to) /* groups from .. to-1 */
{
	return (struct str){ g[from].p, (size_t)(g[to - 1].p - g[from].p) + g[to - 1].n };
}

/* Where month and year of two digits stand: behind code and unit, as near to the usual four
 * groups as can be; 0: nowhere. */
static size_t month_group(const struct str *g, size_t n)
{
	static const unsigned char ORDER[] = { 4, 3, 5, 2 };

	for (size_t i = 0; i < sizeof ORDER; i++) {
		size_t k = ORDER[i];

		if (k + 2 <= n && n <= k + 4 && g[k].n == 2 && num_arabic(g[k]) && g[k + 1].n == 2 &&
		    g[k + 1].p[0] >= '1' && g[k + 1].p[0] <= '3')
			return k;
	}
	return 0;
}

static bool dotted_way(struct str s, struct num_way *w)
{
	struct str g[GROUPS], head = s, code;
	size_t n, k, at = 0, first, cls;

	*w = (struct num_way){ 0 };
	while (at < s.n && num_is_alpha(s.p[at]))
		at++;
	if (at && at <= 2 && at < s.n && num_is_mark(s.p[at]) && at + 1 < s.n && num_is_alpha(s.p[at + 1])) {
		put(w, bit(num_secrecy(str_head(s, at)) ? NUM_KEAMANAN : NUM_JENIS, str_head(s, at), 0));
		head = num_bare(str_from(s, at));
	}
	for (at = 0; at < head.n && num_is_alpha(head.p[at]);)
		at++;
	for (first = at; first < head.n && num_is_mark(head.p[first]);)
		first++;
	n = groups(str_from(head, first), g);
	if (!at || at > 3 || first == at || n < 4 || !(k = month_group(g, n)))
		return false;
	/* The parts of a unit often share their first digits: 34.341. */
	cls = k == 2 ? 1 : k == 3 ? (str_starts(g[2], g[1]) ? 1 : 2) : k == 5 && str_starts(g[4], g[3]) ? 3 : 2;
	code = (struct str){ head.p, (size_t)(g[cls - 1].p - head.p) + g[cls - 1].n };
	put(w, code_bit(code, NUM_CODE_DEEP, true));
	put(w, unit_bit(span(g, cls, k)));
	put(w, month_bit(g[k]));
	put(w, bit(NUM_TAHUN, g[k + 1], 0));
	if (n > k + 2)
		put(w, bit(NUM_URUT, span(g, k + 2, n), 0));
	else
		w->b[w->n++] = bit(NUM_URUT, str_from(s, s.n), 0);
	return true;
}

/* Left open to be written in by hand, alone or with the unit behind it: ____.Umum */
static bool blank_ways(struct num_ways *w, struct str s)
{
	struct str rest = num_bare(s);
	size_t gap = rest.n ? (size_t)(rest.p - s.p) : s.n;
	struct num_way open = { .n = 1, .b[0] = { .tok = NUM_URUT, .grade = 2, .s = str_head(s, gap),
		                                  .fit = (signed char)(s.n ? 22 : 0) } };

	if (!rest.n) {
		w->way[w->n++] = open;
		(void)add(w, NULL, -1);
		return true;
	}
	if (gap >= 3 && (s.p[0] == '_' || s.p[0] == '.')) {
		put(&open, unit_bit(rest));
		w->way[w->n++] = open;
	}
	return false;
}

void num_ways_of(const struct num_cuts *c, size_t i, struct num_ways *w)
{
	struct str s = c->s[i];
	bool first = i == 0, last = i + 1 == c->n;

	w->n = 0;
	if (blank_ways(w, s))
		return;
	if (first && dotted_way(s, &w->way[0])) {
		w->n = 1;
		return;
	}
	code_ways(w, NULL, s, c->n == 1);
	serial_ways(w, NULL, s);
	if (num_secrecy(s) && first)
		one(w, NULL, 0, bit(NUM_KEAMANAN, s, 2));
	if (num_kind_word(s))
		one(w, NULL, 0, bit(NUM_JENIS, s, 0));
	if (month(s))
		one(w, NULL, 0, month_bit(s));
	if (num_roman(s) && num_roman(s) <= 3 && s.n > 1)
		one(w, NULL, 0, (struct num_bit){ .tok = NUM_URUT, .grade = 3, .s = s, .fit = -14 });
	if (num_year(s))
		one(w, NULL, 0, bit(NUM_TAHUN, s, 0));
	else if (last && s.n == 2 && num_digits(s) == 2)
		one(w, NULL, 0, (struct num_bit){ .tok = NUM_TAHUN, .grade = 1, .s = s, .fit = -26 });
	else if (last && s.n == 5 && num_digits(s) == 5 && num_year(str_head(s, 4)))
		one(w, NULL, 0, bit(NUM_TAHUN, s, -34)); /* a finger too long on the key */
	if (first && s.n > 1 && s.n <= 5 && num_is_alpha(s.p[0]) && digits_only(str_from(s, 1)))
		one(w, NULL, 0, bit(NUM_URUT, s, -8)); /* A04 */
	month_and_year(w, NULL, s);
	head_ways(w, s, first);
	unit_ways(w, s);
}
