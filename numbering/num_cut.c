#include "num_read.h"
#include "num_shape.h"

/* ---- "Tahun 2025" is a stroke and a year ---- */

static size_t year_word(struct str s)
{
	static const char *const WORDS[] = { "tahun", "thn", "th" };

	if (!s.n || (s.p[0] | 32) != 't')
		return 0;
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
		size_t n = strlen(WORDS[i]);

		if (!str_eq_nocase(str_head(s, n), str_c(WORDS[i])))
			continue;
		while (n < s.n && num_is_mark(s.p[n]))
			n++;
		if (n + 1 < s.n && num_is_digit(s.p[n]) && num_is_digit(s.p[n + 1]))
			return n;
	}
	return 0;
}

/* "s/d" is no stroke. */
static bool until(struct str s, size_t i)
{
	return i > 1 && i + 1 < s.n && (s.p[i - 1] | 32) == 's' && (s.p[i + 1] | 32) == 'd' &&
	       !num_is_alpha(s.p[i - 2]) && (i + 2 == s.n || !num_is_alpha(s.p[i + 2]));
}

static bool cut_at(struct num_cuts *c, struct str s, char mark)
{
	size_t from = 0;

	c->n = 0;
	for (size_t i = 0; i <= s.n; i++) {
		size_t word = i && i < s.n && !num_is_alpha(s.p[i - 1]) ? year_word(str_from(s, i)) : 0;

		if (i < s.n && !word && (s.p[i] != mark || until(s, i)))
			continue;
		if (c->n == NUM_CUTS_MAX)
			return false;
		c->s[c->n++] = (struct str){ s.p + from, i - from };
		from = i + (word ? word : 1);
		i = from - 1;
	}
	return true;
}

/* ---- a stroke where a dot belongs: 400/7.22.1/65/2025, KU.03/04/530 ---- */

static bool levels(struct str s)
{
	bool dot = false;

	for (size_t i = 0; i < s.n; i++) {
		dot |= s.p[i] == '.';
		if (!num_is_digit(s.p[i]) && s.p[i] != '.')
			return false;
	}
	return s.n && num_is_digit(s.p[0]) && (dot || s.n == 2) && (s.n < 2 || s.p[1] == '.' || s.n == 2 || s.p[2] == '.');
}

static void heal_code(struct num_cuts *c)
{
	struct str *s = c->s;
	bool digits = c->n > 2 && s[0].n == 3 && num_code_digits(s[0]) == NUM_CODE_PLAIN &&
	              s[0].p[1] == '0' && s[0].p[2] == '0' && memchr(s[1].p, '.', s[1].n);
	bool letters = c->n > 2 && num_code_letters(s[0]) == NUM_CODE_LEVEL && s[1].n == 2 &&
	               num_digits(s[2]) > 2;

	if (!(digits || letters) || !levels(s[1]) || num_digits(num_bare(s[2])) == 0)
		return;
	s[0].n = (size_t)(s[1].p - s[0].p) + s[1].n;
	memmove(&s[1], &s[2], (c->n - 2u) * sizeof *s);
	c->n--;
}

/* 442/738/739/Umum: two letters, one number. */
static void heal_pair(struct num_cuts *c)
{
	int64_t x, y;

	for (size_t i = 1; i + 1 < c->n; i++) {
		struct str *s = &c->s[i];

		if (s[0].n < 3 || s[0].n != s[1].n || !str_to_int(s[0], &x) ||
		    !str_to_int(s[1], &y) || y != x + 1)
			continue;
		s[0].n = (size_t)(s[1].p - s[0].p) + s[1].n;
		memmove(&s[1], &s[2], (c->n - i - 2u) * sizeof *s);
		c->n--;
	}
}

/* The middle piece is a code of letters: a number joined by dashes alone. */
static bool dashed(const struct num_cuts *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (num_code_letters(c->s[i]) >= NUM_CODE_LEVEL)
			return c->n > 2;
	return false;
}

/* A scan that lost its strokes: 422.1 3802 2013. */
static bool spaced(const struct num_cuts *c)
{
	return c->n > 1 && num_digits(c->s[0]) > 0 && num_digits(c->s[1]) > 0;
}

bool num_cut(struct str tidy, struct num_cuts *c)
{
	struct num_cuts other;
	bool years;

	if (!cut_at(c, tidy, '/'))
		return false;
	years = c->n == 2 && !memchr(tidy.p, '/', tidy.n);
	if ((c->n == 1 || years) && cut_at(&other, tidy, '-') && dashed(&other))
		*c = other;
	else if (c->n == 1 && cut_at(&other, tidy, ' ') && spaced(&other))
		*c = other;
	for (size_t i = 0; i < c->n; i++) {
		struct str s = str_trim(c->s[i]);

		while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == '-' || s.p[s.n - 1] == ' '))
			s.n--;
		while (s.n && (s.p[0] == '-' || s.p[0] == ':' || s.p[0] == ' '))
			s = str_from(s, 1);
		if (s.n || !c->s[i].n)
			c->s[i] = s;
	}
	heal_code(c);
	heal_pair(c);
	return true;
}
