#include "num_shape.h"
#include "num_pattern.h"

bool num_is_digit(char c) { return c >= '0' && c <= '9'; }
bool num_is_alpha(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool num_is_mark(char c) { return c == '-' || c == '.' || c == ' ' || c == '_'; }

static bool misread(char c) { return c == 'O' || c == 'o' || c == 'I' || c == 'l'; }
static bool is_alnum(char c) { return num_is_digit(c) || num_is_alpha(c); }

static size_t run_of(struct str s, bool (*is)(char))
{
	size_t n = 0;

	while (n < s.n && is(s.p[n]))
		n++;
	return n;
}

struct str num_bare(struct str s)
{
	s = str_from(s, run_of(s, num_is_mark));
	while (s.n && num_is_mark(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool num_is_blank(struct str s)
{
	return num_bare(s).n == 0;
}

size_t num_digits(struct str s)
{
	size_t real = run_of(s, num_is_digit), all = run_of(s, is_alnum), digits = 0;

	/* A letter stands for a digit only where the whole run is digits otherwise: 49O, II4. */
	for (size_t i = 0; i < all; i++) {
		if (!num_is_digit(s.p[i]) && !misread(s.p[i]))
			return real <= 7 ? real : 0;
		digits += num_is_digit(s.p[i]);
	}
	return digits && all <= 7 ? all : 0;
}

static bool ends_here(struct str s, size_t at)
{
	return at >= s.n || !is_alnum(s.p[at]);
}

size_t num_suffix(struct str s)
{
	size_t n = 0, digits;

	if (s.n && num_is_alpha(s.p[0]) && ends_here(s, 1))
		return 1;
	if (s.n > 1 && s.p[0] == ' ' && num_is_alpha(s.p[1]) && ends_here(s, 2))
		return 2;
	while (n < s.n && s.p[n] == '.' && (digits = run_of(str_from(s, n + 1), num_is_digit)) &&
	       digits <= 6 && ends_here(s, n + 1 + digits))
		n += 1 + digits;
	if (n < s.n && s.p[n] == '.' && (digits = run_of(str_from(s, n + 1), num_is_digit)) &&
	    n + 1 + digits < s.n && num_is_alpha(s.p[n + 1 + digits]) && ends_here(s, n + 2 + digits))
		return n + 2 + digits; /* 12.28K */
	if (n + 1 < s.n && s.p[n] == '.' && num_is_alpha(s.p[n + 1]) && ends_here(s, n + 2))
		n += 2;
	return n;
}

size_t num_range(struct str s)
{
	static const char *const WORDS[] = { "sampai dengan", "s.d.", "s.d", "s/d", "sd", ",", "&",
		                             "dan", "-", "/" };

	if (!s.n)
		return 0;
	size_t at = run_of(s, num_is_mark), n;

	if (at && s.p[at - 1] == '-')
		at--;
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
		struct str word = str_c(WORDS[i]), rest = str_from(s, at);

		if (!str_eq_nocase(str_head(rest, word.n), word))
			continue;
		at += word.n;
		at += run_of(str_from(s, at), num_is_mark);
		n = num_digits(str_from(s, at));
		return n && ends_here(s, at + n) ? at + n : 0;
	}
	return 0;
}

/* ---- codes ---- */

static size_t level(struct str s) /* ".12" behind a code, a blank after the dot forgiven */
{
	size_t gap, n;

	if (!s.n || (s.p[0] != '.' && s.p[0] != '/')) /* 400/7.22.1, healed by num_cut */
		return 0;
	gap = s.n > 1 && s.p[1] == ' ' ? 2 : 1;
	n = num_digits(str_from(s, gap));
	if (!n) /* II for 11 */
		n = run_of(str_from(s, gap), misread);
	if (!ends_here(s, gap + n))
		return 0;
	return n >= 1 && n <= 3 ? gap + n : 0;
}

size_t num_code_head(struct str s)
{
	size_t n = num_digits(s), more;

	if (n < 2 || n > 4 || !num_is_digit(s.p[0]))
		return 0;
	while ((more = level(str_from(s, n))))
		n += more;
	return n;
}

enum num_code num_code_digits(struct str s)
{
	size_t first = num_digits(s), n = num_code_head(s);
	int levels = 1;

	while (s.n && s.p[s.n - 1] == '.')
		s.n--;
	if (n && n < s.n && first >= 3 && num_suffix(str_from(s, n)) == s.n - n && s.p[n] == '.')
		return NUM_CODE_ODD; /* 045.d */
	if (!n || n != s.n)
		return NUM_CODE_NO;
	for (size_t i = 0; i < n; i++)
		levels += s.p[i] == '.' || s.p[i] == '/';
	if (first != 3)
		return levels >= (first == 4 ? 2 : 3) ? NUM_CODE_ODD : NUM_CODE_NO;
	return levels >= 3 ? NUM_CODE_DEEP : levels == 2 ? NUM_CODE_LEVEL : NUM_CODE_PLAIN;
}

enum num_code num_code_letters(struct str s)
{
	size_t letters = run_of(s, num_is_alpha), n = letters, first, more;
	int levels = 1;

	while (s.n && s.p[s.n - 1] == '.')
		s.n--;
	if (letters < 1 || letters > 3 || num_roman(str_head(s, letters)))
		return NUM_CODE_NO;
	n += run_of(str_from(s, n), num_is_mark);
	if (n - letters > 2 || memchr(s.p, '-', n))
		return NUM_CODE_NO;
	first = num_digits(str_from(s, n));
	if (n == letters) /* PP0504 */
		return letters == 2 && first == 4 && first + n == s.n && !num_year(str_from(s, n))
		               ? NUM_CODE_LEVEL : NUM_CODE_NO;
	if (first < 2 || first > 3)
		return NUM_CODE_NO;
	n += first;
	for (; (more = level(str_from(s, n))) > 2; levels++)
		n += more;
	if (n != s.n || letters == 1 || levels > 4)
		return n == s.n && levels <= 4 ? NUM_CODE_ODD : NUM_CODE_NO;
	if (letters == 3 && levels == 1)
		return NUM_CODE_PLAIN;
	return levels == 1 ? NUM_CODE_LEVEL : NUM_CODE_DEEP;
}

/* ---- months, years, words ---- */

int num_roman(struct str s)
{
	bool real = false;

	for (size_t i = 0; i < s.n; i++)
		real |= !num_is_digit(s.p[i]);
	return real && s.n <= 5 ? num_month(s) : 0;
}

int num_arabic(struct str s)
{
	int64_t n;

	return s.n && s.n <= 2 && num_is_digit(s.p[0]) && str_to_int(s, &n) && n >= 1 && n <= 12
	               ? (int)n : 0;
}

bool num_year(struct str s)
{
	int n = 0, digits = 0;

	if (!s.n || s.n > 6 || (s.p[0] != '1' && s.p[0] != '2'))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == ' ')
			continue;
		if (!num_is_digit(c) && !misread(c))
			return false;
		n = n * 10 + (num_is_digit(c) ? c - '0' : c == 'O' || c == 'o' ? 0 : 1);
		digits++;
	}
	return digits == 4 && n >= 1945 && n <= 2099;
}

static bool listed(struct str s, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s.n == list[i].n && str_eq_nocase(s, list[i]))
			return true;
	return false;
}
#define LISTED(s, list) listed((s), (list), sizeof(list) / sizeof *(list))
#define W(word)         { word, sizeof(word) - 1 }

bool num_secrecy(struct str s)
{
	static const struct str LEVELS[] = { W("B"), W("R"), W("T"), W("X"), W("SR") };

	return LISTED(s, LEVELS);
}

bool num_kind_word(struct str s)
{
	/* The kinds of Permendagri 1/2023 and of the money offices, as numbers abbreviate them. */
	static const struct str KINDS[] = {
		W("Kep"), W("Kpts"), W("SK"), W("Skep"), W("Perda"), W("Perbup"), W("Perwal"),
		W("Ins"), W("SE"), W("ST"), W("SP"), W("SPT"), W("SPD"), W("SPPD"), W("SPM"),
		W("SP2D"), W("SPP"), W("Sprin"), W("Prin"), W("Peng"), W("Und"), W("ND"),
		W("SKT"), W("SKet"), W("LHP"), W("LHA"), W("VER"), W("MoU"), W("PKS"), W("NPHD"),
	};
	struct str head = s;

	if (s.n < 2 || s.n > 8 || !num_is_alpha(s.p[0]))
		return false;
	if (LISTED(s, KINDS))
		return true;
	/* SPM-LS, SP2D-GU: a kind and its way of paying */
	return memchr(s.p, '-', s.n) && str_cut(&s, '-', &head) && head.n > 2 &&
	       s.n == 2 && LISTED(head, KINDS);
}

bool num_counts_units(struct str before)
{
	static const struct str WORDS[] = {
		W("Irban"), W("Irb"), W("Irbanwil"), W("Itban"), W("Pokja"), W("Wil"),
		W("Wilayah"), W("Cabdin"), W("Kelas"), W("Kls"), W("Tim"), W("Asisten"),
		W("Ass"), W("Ast"), W("Bid"), W("Bidang"), W("Seksi"), W("Sie"), W("Subbag"),
		W("Bag"), W("Divisi"), W("Balai"), W("Komisi"), W("Zona"), W("NT"), W("PPK"),
		W("Rayon"),
	};
	size_t at = before.n;

	while (at && num_is_alpha(before.p[at - 1]))
		at--;
	return LISTED(str_from(before, at), WORDS);
}
