#include "num_text.h"
#include "num_pattern.h"

static size_t plain_copy(char *to, struct str in)
{
	size_t n = 0;

	for (size_t i = 0; i < in.n; i++) {
		struct str rest = str_from(in, i);

		if (str_starts(rest, STR("\xc2\xa0"))) {
			to[n++] = ' ';
			i++;
		} else if (str_starts(rest, STR("\xe2\x80\x93")) ||
		           str_starts(rest, STR("\xe2\x80\x94"))) {
			to[n++] = '-';
			i += 2;
		} else if (str_starts(rest, STR("\xe2\x80\xa6"))) {
			to[n++] = '.'; /* an ellipsis stands for a blank to be filled in */
			i += 2;
		} else {
			to[n++] = in.p[i];
		}
	}
	return n;
}

static struct str without_head(struct str s)
{
	static const char *const HEADS[] = { "nomor", "no.", "no " };

	for (size_t h = 0; h < sizeof HEADS / sizeof *HEADS; h++)
		if (str_eq_nocase(str_head(s, strlen(HEADS[h])), str_c(HEADS[h]))) {
			s = str_trim(str_from(s, strlen(HEADS[h])));
			if (s.n && (s.p[0] == ':' || s.p[0] == '.'))
				s = str_trim(str_from(s, 1));
			return s.n && s.p[0] == ':' ? str_trim(str_from(s, 1)) : s;
		}
	return s;
}

static bool beyond_ascii(struct str s) /* eight bytes at once: every number comes by */
{
	uint64_t all = 0, eight;
	size_t i = 0;

	for (; i + sizeof eight <= s.n; i += sizeof eight) {
		memcpy(&eight, s.p + i, sizeof eight);
		all |= eight;
	}
	for (; i < s.n; i++)
		all |= (unsigned char)s.p[i];
	return all & UINT64_C(0x8080808080808080);
}

struct str num_tidy(struct arena *a, struct str in)
{
	char *p = arena_alloc(a, in.n + 1);

	if (beyond_ascii(in))
		in.n = plain_copy(p, in);
	else
		memcpy(p, in.p, in.n);
	struct str s = str_trim((struct str){ p, in.n });

	if (s.n && (s.p[0] | 32) == 'n')
		s = without_head(s);
	while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ' '))
		s.n--;
	return s;
}

static bool marks(char c) { return c == '/' || c == '-' || c == '.'; }

static struct str rewritten(struct arena *a, enum num_token t, struct str s, bool digits)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i], next = i + 1 < s.n ? s.p[i + 1] : ' ';

		if (digits && (c == 'O' || c == 'o'))
			c = '0';
		else if (digits && (c == 'I' || c == 'l'))
			c = '1';
		/* A blank beside a separator was never printed by a rule. */
		if (c != ' ' || !(t == NUM_TAHUN || marks(next) || next == ' ' || (n && marks(p[n - 1]))))
			p[n++] = c;
	}
	return (struct str){ p, n };
}

static bool plain_digits(struct str s) /* with dots and strokes, without a blank */
{
	unsigned char odd = 0;

	for (size_t i = 0; i < s.n; i++)
		odd |= (unsigned char)(s.p[i] - '!') > '9' - '!';
	return !odd;
}

struct str num_clean(struct arena *a, enum num_token t, struct str raw, bool roman)
{
	static const unsigned char ROMAN_BYTES[] = { 1, 2, 3, 2, 1, 2, 3, 4, 2, 1, 2, 3 };
	struct str s = raw.n && raw.p[0] > ' ' && raw.p[raw.n - 1] > ' ' ? raw : str_trim(raw);
	int m = t == NUM_BULAN && roman ? num_month(s) : 0;
	bool digits = t == NUM_URUT || t == NUM_TAHUN ||
	              (t == NUM_KODE && s.n && s.p[0] >= '0' && s.p[0] <= '9');

	if (m)
		return (struct str){ month_roman(m), ROMAN_BYTES[m - 1] };
	if (t == NUM_URUT && (!s.n || s.p[0] == '.' || s.p[0] == '_' || s.p[0] == '-'))
		return STR("");
	if (!s.n || (digits ? plain_digits(s) : !memchr(s.p, ' ', s.n)))
		return s;
	return rewritten(a, t, s, digits);
}

static char *put_year(char *to, struct str v)
{
	if (v.n == 2) { /* two digits: 45 .. 99 are of the last century */
		memcpy(to, v.p[0] >= '5' || (v.p[0] == '4' && v.p[1] >= '5') ? "19" : "20", 2);
		to += 2;
	}
	memcpy(to, v.p, v.n);
	return to + v.n;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* 0123 s.d. 0125: 123-125 */
static char *put_serial(char *to, struct str v)
{
	for (size_t i = 0; i < v.n;) {
		size_t from = i;

		while (i < v.n && is_digit(v.p[i]))
			i++;
		while (from + 1 < i && v.p[from] == '0')
			from++;
		memcpy(to, v.p + from, i - from);
		to += i - from;
		while (i < v.n && !is_digit(v.p[i]))
			i++;
		if (i < v.n)
			*to++ = '-';
	}
	return to;
}

char *num_put_normal(char *to, enum num_token t, struct str v)
{
	int m = t == NUM_BULAN ? num_month(v) : 0;

	if (m) {
		*to++ = (char)('0' + m / 10);
		*to++ = (char)('0' + m % 10);
		return to;
	}
	if (t == NUM_TAHUN && v.n)
		return put_year(to, v);
	if (t == NUM_URUT && v.n && is_digit(v.p[0]))
		return put_serial(to, v);
	if (t == NUM_SISIPAN && v.n && v.p[0] == '.')
		v = str_from(v, 1); /* 176.a and 176a are one letter */
	for (size_t i = 0; i < v.n; i++) {
		char c = v.p[i];

		*to = (char)(c ^ ((c >= 'a' && c <= 'z') << 5)); /* to a capital */
		to += c != ' ';
	}
	return to;
}
