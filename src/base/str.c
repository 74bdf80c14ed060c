#include "str.h"

static int lower(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

bool str_eq_nocase(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower((unsigned char)a.p[i]) != lower((unsigned char)b.p[i]))
			return false;
	return true;
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_head(s, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
	while (s.n && blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

size_t str_find(struct str s, struct str what)
{
	if (what.n == 0)
		return 0;
	for (size_t i = 0; i + what.n <= s.n; i++)
		if (s.p[i] == what.p[0] && memcmp(s.p + i, what.p, what.n) == 0)
			return i;
	return s.n;
}

bool str_cut(struct str *rest, char sep, struct str *out)
{
	if (!rest->p)
		return false;
	const char *e = rest->n ? memchr(rest->p, sep, rest->n) : NULL;

	if (!e) {
		*out = *rest;
		*rest = (struct str){ 0 };
		return true;
	}
	*out = (struct str){ rest->p, (size_t)(e - rest->p) };
	*rest = str_from(*rest, out->n + 1);
	return true;
}

bool str_to_int(struct str s, int64_t *out)
{
	bool neg = s.n && s.p[0] == '-';
	int64_t v = 0;

	if (neg)
		s = str_from(s, 1);
	if (s.n == 0 || s.n > 18)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + (s.p[i] - '0');
	}
	*out = neg ? -v : v;
	return true;
}

struct str str_or_empty(struct str s)
{
	return s.p ? s : STR("");
}
