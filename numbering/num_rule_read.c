#include "num_pattern.h"
#include <stdlib.h>

#define MATCH_LIMIT 200000

/* Takes off what people and scanners put around a number; U+00A0 becomes a blank and
 * the long dashes a hyphen. */
static struct str tidy(struct arena *a, struct str in)
{
	char *p = arena_alloc(a, in.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < in.n; i++) {
		struct str rest = str_from(in, i);

		if (!(in.p[i] & 0x80)) {
			p[n++] = in.p[i];
		} else if (str_starts(rest, STR("\xc2\xa0"))) {
			p[n++] = ' ';
			i++;
		} else if (str_starts(rest, STR("\xe2\x80\x93")) ||
		           str_starts(rest, STR("\xe2\x80\x94"))) {
			p[n++] = '-';
			i += 2;
		} else if (str_starts(rest, STR("\xe2\x80\xa6"))) {
			p[n++] = '.'; /* an ellipsis stands for a blank to be filled in */
			i += 2;
		} else {
			p[n++] = in.p[i];
		}
	}
	struct str s = str_trim((struct str){ p, n });
	static const char *const HEADS[] = { "nomor", "no.", "no " };

	for (size_t h = 0; h < sizeof HEADS / sizeof *HEADS; h++)
		if (str_eq_nocase(str_head(s, strlen(HEADS[h])), str_c(HEADS[h]))) {
			s = str_trim(str_from(s, strlen(HEADS[h])));
			if (s.n && s.p[0] == ':')
				s = str_trim(str_from(s, 1));
			break;
		}
	while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ' '))
		s.n--;
	return s;
}

/* The rule's own spelling of the code that was read. */
static struct str secrecy_as_printed(const struct num_rule *r, struct str s)
{
	for (int i = 0; i < NUM_SECRECIES; i++) {
		struct str own = r->secrecy[i];
		size_t dot = own.n && own.p[own.n - 1] == '.';

		if (str_eq_nocase(own, s) || (own.n && str_eq_nocase(str_head(own, own.n - dot), s)))
			return own;
	}
	return s;
}

static struct str clean_part(const struct num_rule *r, struct arena *a, enum num_token t,
                             struct str raw)
{
	struct str s = arena_dup(a, str_trim(raw));
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	if (t == NUM_BULAN && r->roman && num_month(s))
		return str_c(month_roman(num_month(s)));
	if (t == NUM_KEAMANAN)
		return secrecy_as_printed(r, s);
	if (t == NUM_URUT && (!s.n || s.p[0] < '0' || s.p[0] > '9'))
		return STR("");
	bool digits = t == NUM_URUT || t == NUM_TAHUN ||
	              (t == NUM_KODE && s.n && s.p[0] >= '0' && s.p[0] <= '9');

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (digits && (c == 'O' || c == 'o'))
			c = '0';
		else if (digits && (c == 'I' || c == 'l'))
			c = '1';
		/* A blank beside a separator was never printed by a rule. */
		bool edge = c == ' ' && (strchr("/-. ", s.p[i + 1 < s.n ? i + 1 : i]) ||
		                         (n && strchr("/-.", p[n - 1])));

		if (!edge)
			p[n++] = c;
	}
	return (struct str){ p, n };
}

static void take_parts(const struct num_rule *r, struct arena *a, struct str s,
                       pcre2_match_data *md, struct num_parts *out)
{
	PCRE2_SIZE *ov = pcre2_get_ovector_pointer(md);
	uint32_t pairs = pcre2_get_ovector_count(md);

	memset(out, 0, sizeof *out);
	for (int t = 0; t < NUM_TOKENS; t++) {
		if (!r->uses[t])
			continue;
		int k = pcre2_substring_number_from_name(r->code,
		                                         (PCRE2_SPTR)num_token_name((enum num_token)t));

		if (k <= 0 || (uint32_t)k >= pairs || ov[2 * k] == PCRE2_UNSET)
			continue;
		struct str raw = { s.p + ov[2 * k], ov[2 * k + 1] - ov[2 * k] };

		out->v[t] = clean_part(r, a, (enum num_token)t, raw);
	}
}

#define PAIRS 64 /* more than any rule has groups */

struct matcher { /* made once for all rules that are tried */
	pcre2_match_data    *md;
	pcre2_match_context *mc;
};

static struct matcher matcher_open(void)
{
	struct matcher m = { pcre2_match_data_create(PAIRS, NULL),
		             pcre2_match_context_create(NULL) };

	if (!m.md || !m.mc)
		abort();
	(void)pcre2_set_match_limit(m.mc, MATCH_LIMIT);
	return m;
}

static void matcher_close(struct matcher *m)
{
	pcre2_match_context_free(m->mc);
	pcre2_match_data_free(m->md);
}

/* s is tidy. */
static bool match(const struct matcher *m, const struct num_rule *r, struct arena *a,
                  struct str s, struct num_parts *out)
{
	if (!s.n || !r->code || pcre2_match(r->code, (PCRE2_SPTR)s.p, s.n, 0, 0, m->md, m->mc) < 0)
		return false;
	take_parts(r, a, s, m->md, out);
	return true;
}

bool num_rule_match(const struct num_rule *r, struct arena *a, struct str in,
                    struct num_parts *out)
{
	if (in.n > NUM_TEXT_MAX || in.n == 0)
		return false;
	struct matcher m = matcher_open();
	bool yes = match(&m, r, a, tidy(a, in), out);

	matcher_close(&m);
	return yes;
}

static void put_normal(struct buf *b, enum num_token t, struct str v)
{
	if (t == NUM_BULAN && num_month(v)) {
		buf_fmt(b, "%02d", num_month(v));
		return;
	}
	while (t == NUM_URUT && v.n > 1 && v.p[0] == '0')
		v = str_from(v, 1);
	for (size_t i = 0; i < v.n; i++) {
		char c = v.p[i];

		if (c != ' ')
			buf_byte(b, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
	}
}

struct str num_normal(const struct num_rule *r, struct arena *a, const struct num_parts *p)
{
	struct buf b = BUF_MAX(4 * NUM_TEXT_MAX);
	bool first = true;

	for (int i = 0; i < r->pieces_n; i++) {
		enum num_token t = r->pieces[i].tok;

		if (r->pieces[i].kind != NUM_TOK || !p->v[t].p)
			continue;
		if (!first)
			buf_byte(&b, '/');
		first = false;
		put_normal(&b, t, p->v[t]);
	}
	return buf_keep(&b, a);
}

size_t num_parse(const struct num_rules *s, struct arena *a, struct str in,
                 struct num_reading *out, size_t max)
{
	size_t n = 0;

	if (in.n > NUM_TEXT_MAX || in.n == 0)
		return 0;
	struct matcher m = matcher_open();
	struct str text = tidy(a, in);

	for (size_t i = 0; i < num_rules_count(s) && n < max; i++) {
		const struct num_rule *r = num_rules_at(s, i);
		struct num_parts p;

		if (match(&m, r, a, text, &p))
			out[n++] = (struct num_reading){ r, p, num_normal(r, a, &p) };
	}
	matcher_close(&m);
	return n;
}
