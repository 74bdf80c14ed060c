#include "num_pattern.h"
#include "num_read.h"
#include "num_text.h"
#include <stdlib.h>

#define LOOSE 5 /* of a hundred */

/* Made once for all rules that are tried. */
static pcre2_match_data *room(void)
{
	pcre2_match_data *md = pcre2_match_data_create(NUM_TOKENS + 1, NULL);

	if (!md)
		abort();
	return md;
}

/* The rule's own spelling of the code that was read; its closing dot may be lost. */
static struct str secrecy_as_printed(const struct num_rule *r, struct str s)
{
	for (int i = 0; i < NUM_SECRECIES; i++) {
		struct str own = r->secrecy[i];
		size_t dot = own.n && own.p[own.n - 1] == '.';

		if (own.n && (str_eq_nocase(own, s) || str_eq_nocase(str_head(own, own.n - dot), s)))
			return own;
	}
	return s;
}

/* Nothing in it is a digit that may be misread. */
static bool is_name(enum num_token t)
{
	return t != NUM_KODE && t != NUM_URUT && t != NUM_BULAN && t != NUM_TAHUN;
}

static void take_parts(const struct num_rule *r, struct arena *a, struct str s,
                       pcre2_match_data *md, struct num_parts *out)
{
	const PCRE2_SIZE *ov = pcre2_get_ovector_pointer(md);
	bool plain = !memchr(s.p, ' ', s.n);

	memset(out, 0, sizeof *out);
	for (int k = 1; k <= r->groups; k++) {
		enum num_token t = (enum num_token)r->group_token[k];

		if (ov[2 * k] == PCRE2_UNSET)
			continue;
		struct str raw = { s.p + ov[2 * k], ov[2 * k + 1] - ov[2 * k] };

		out->v[t] = plain && is_name(t) ? raw : num_clean(a, t, raw, r->roman);
	}
	if (out->v[NUM_KEAMANAN].n)
		out->v[NUM_KEAMANAN] = secrecy_as_printed(r, out->v[NUM_KEAMANAN]);
}

/* s is tidy. */
static bool match(pcre2_match_data *md, const struct num_rule *r, struct arena *a,
                  struct str s, struct num_parts *out)
{
	if (!r->code)
		return false;
	int rc = r->jit ? pcre2_jit_match(r->code, (PCRE2_SPTR)s.p, s.n, 0, 0, md, NULL)
	                : pcre2_match(r->code, (PCRE2_SPTR)s.p, s.n, 0, 0, md, NULL);

	if (rc < 0)
		return false;
	take_parts(r, a, s, md, out);
	return true;
}

bool num_rule_match(const struct num_rule *r, struct arena *a, struct str in,
                    struct num_parts *out)
{
	struct str s;

	if (in.n > NUM_TEXT_MAX || in.n == 0)
		return false;
	s = num_tidy(a, in);
	if (!s.n)
		return false;
	pcre2_match_data *md = room();
	bool yes = match(md, r, a, s, out);

	pcre2_match_data_free(md);
	return yes;
}

struct str num_normal(const struct num_rule *r, struct arena *a, const struct num_parts *p)
{
	size_t room = 1;
	bool first = true;
	char *from, *to;

	for (int k = 1; k <= r->groups; k++)
		room += NUM_NORMAL_ROOM(p->v[r->group_token[k]].n);
	from = to = arena_alloc(a, room);
	for (int k = 1; k <= r->groups; k++) {
		enum num_token t = (enum num_token)r->group_token[k];

		if (!p->v[t].p)
			continue;
		if (!first)
			*to++ = '/';
		first = false;
		to = num_put_normal(to, t, p->v[t]);
	}
	return (struct str){ from, (size_t)(to - from) };
}

struct str num_reading_name(const struct num_reading *r)
{
	return r->rule ? num_rule_name(r->rule) : STR("umum");
}

enum num_turn num_rule_turn(const struct num_rule *r)
{
	return r->layer != NUM_SHIPPED ? NUM_TURN_OWN : r->rank <= 50 ? NUM_TURN_KNOWN : NUM_TURN_LAST;
}

/* An own rule that asks for no name of the office may read another office's number too. */
static int certainty(const struct num_rule *r)
{
	return num_rule_turn(r) == NUM_TURN_OWN && !r->sign.letters ? 90 : 99;
}

size_t num_parse(const struct num_rules *s, struct arena *a, struct str in,
                 struct num_reading *out, size_t max)
{
	bool general = false;
	struct num_seen seen = { 0 };
	pcre2_match_data *md;
	struct str text;
	size_t n = 0, count = num_rules_count(s);

	if (in.n > NUM_TEXT_MAX || in.n == 0)
		return 0;
	text = num_tidy(a, in);
	if (!text.n)
		return 0;
	md = room();
	for (size_t i = 0; i <= count && n < max; i++) {
		const struct num_rule *r = i < count ? num_rules_at(s, i) : NULL;

		if (!general && (!r || num_rule_turn(r) == NUM_TURN_LAST)) {
			n += num_read(a, text, out + n, max - n);
			general = true;
		}
		if (i == 1) /* the first rule is the likeliest: it is tried without a look */
			seen = num_seen_in(text);
		if (r && n < max && (i == 0 || num_sign_fits(&r->sign, &seen)) &&
		    match(md, r, a, text, &out[n].parts)) {
			out[n].rule = r;
			out[n].normal = num_normal(r, a, &out[n].parts);
			out[n].pattern = r->pattern;
			/* What nearly anything is read by tells little, whoever wrote the rule. */
			out[n].certainty = general ? LOOSE : certainty(r);
			n++;
		}
	}
	pcre2_match_data_free(md);
	return n;
}
