#include "tpl_name.h"
#include "buf.h"
#include "utf8.h"

#define NAME_MAX 4096

static bool listed(struct str s, const char *const *list)
{
	for (; *list; list++)
		if (str_eq_nocase(s, str_c(*list)))
			return true;
	return false;
}

/* "Dr.", "(H.C.)" without dots and brackets. */
static struct str letters(struct arena *a, struct str s)
{
	struct buf b = BUF_MAX(NAME_MAX);

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '.' && s.p[i] != '(' && s.p[i] != ')' && s.p[i] != ' ')
			buf_byte(&b, s.p[i]);
	return buf_keep(&b, a);
}

static bool degree_before(struct arena *a, struct str s)
{
	static const char *const LIST[] = {"prof", "dr",   "drg", "drh", "drs",
					   "dra",  "ir",   "apt", "ns",  "bdn",
					   "hc",   "ners", NULL};

	return listed(letters(a, s), LIST);
}

/* Written without a comma before it: "Contoh S.Sos", "Contoh SH". */
static bool degree_behind(struct str s)
{
	static const char *const BARE[] = {"SH", "SE", "ST", "SIP", "SKM", "SPd", "SSos",
					   "MM", "MH", "MT", "MSi", "MPd", "MAP", "AMd"};
	static const char *const DOTTED[] = {"S.", "M.", "A.Md", "A.Ma", "Sp.", "Ph.D"};

	for (size_t i = 0; i < sizeof BARE / sizeof *BARE; i++)
		if (str_eqc(s, BARE[i]))
			return true;
	for (size_t i = 0; i < sizeof DOTTED / sizeof *DOTTED; i++)
		if (s.n > strlen(DOTTED[i]) && str_starts(s, str_c(DOTTED[i])))
			return true;
	return false;
}

/* One unit of what stands before a name: "Drs.", "(H.C.)", or the word that is next;
 * "Drs.H.Contoh" is three of them. */
static struct str unit(struct str s)
{
	size_t n = 0;

	if (s.n && s.p[0] == '(') {
		while (n < s.n && s.p[n] != ')')
			n++;
		return str_head(s, n + 1);
	}
	while (n < s.n && s.p[n] != '.' && s.p[n] != ' ' && s.p[n] != '(')
		n++;
	return str_head(s, n < s.n && s.p[n] == '.' ? n + 1 : n);
}

static void word(struct buf *b, struct str s)
{
	if (!s.n)
		return;
	if (b->n)
		buf_byte(b, ' ');
	buf_add(b, s);
}

struct parts {
	struct str core, behind;
	size_t comma; /* of the whole: where it stood, or its length */
};

/* Cuts off what stands behind the name. */
static struct parts cut(struct str s)
{
	struct parts p = {.comma = str_find(s, STR(","))};

	p.core = str_trim(str_head(s, p.comma));
	p.behind = p.comma < s.n ? str_trim(str_from(s, p.comma + 1)) : (struct str){0};
	for (;;) {
		size_t at = p.core.n;

		while (at && p.core.p[at - 1] != ' ')
			at--;
		if (!at || !degree_behind(str_from(p.core, at)))
			return p;
		/* one view from the first of them to the end of the name */
		p.behind =
			(struct str){p.core.p + at, (size_t)(s.p + s.n - p.core.p) - at};
		p.comma = s.n;
		p.core = str_trim(str_head(p.core, at));
	}
}

struct str tpl_name(struct arena *a, struct str name, bool degrees, bool capitals)
{
	struct str whole = str_trim(name);
	struct parts p = cut(whole);
	struct str rest = p.core;
	struct buf b = BUF_MAX(NAME_MAX);
	size_t named = 0;

	while (rest.n) {
		struct str u = unit(rest);
		bool degree = degree_before(a, u) && u.n < rest.n;
		bool dotted = u.n && (u.p[u.n - 1] == '.' || u.p[0] == '(');

		if (!degree && !dotted)
			break;
		if (!degree || degrees)
			word(&b, degree || !capitals ? u : utf8_upper(a, u));
		named += !degree;
		rest = str_trim(str_from(rest, u.n));
	}
	if (!rest.n && !named) {
		buf_free(&b);
		return name;
	}
	word(&b, capitals ? utf8_upper(a, rest) : rest);
	if (degrees && p.behind.n) {
		if (p.comma < whole.n)
			buf_byte(&b, ',');
		word(&b, p.behind);
	}
	return buf_keep(&b, a);
}
