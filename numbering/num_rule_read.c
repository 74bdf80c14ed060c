#include "num_pattern.h"
#include "num_read.h"
#include "num_text.h"
#include <stdlib.h>

#define MATCH_LIMIT 200000
#define HEAP_LIMIT  1024 /* KiB; only where there is no JIT */

struct matcher { /* made once for all rules that are tried; lives in the arena */
	pcre2_match_data    *md;
	pcre2_match_context *mc;
};

static void *from_arena(PCRE2_SIZE n, void *a)
{
	return arena_alloc(a, n);
}

static void never(void *p, void *a)
{
	(void)p;
	(void)a;
}

static struct matcher matcher(struct arena *a)
{
	pcre2_general_context *g = pcre2_general_context_create(from_arena, never, a);
	struct matcher m = { pcre2_match_data_create(NUM_TOKENS + 1, g),
		             pcre2_match_context_create(g) };

	(void)pcre2_set_match_limit(m.mc, MATCH_LIMIT);
	(void)pcre2_set_heap_limit(m.mc, HEAP_LIMIT);
	return m;
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

static void take_parts(const struct num_rule *r, struct arena *a, struct str s,
                       pcre2_match_data *md, struct num_parts *out)
{
	const PCRE2_SIZE *ov = pcre2_get_ovector_pointer(md);

	memset(out, 0, sizeof *out);
	for (int t = 0; t < NUM_TOKENS; t++) {
		int k = r->capture[t];

		if (k && ov[2 * k] != PCRE2_UNSET)
			out->v[t] = num_clean(a, (enum num_token)t,
			                      (struct str){ s.p + ov[2 * k], ov[2 * k + 1] - ov[2 * k] },
			                      r->roman);
	}
	if (out->v[NUM_KEAMANAN].n)
		out->v[NUM_KEAMANAN] = secrecy_as_printed(r, out->v[NUM_KEAMANAN]);
}

/* s is tidy. */
static bool match(const struct matcher *m, const struct num_rule *r, struct arena *a,
                  struct str s, struct num_parts *out)
{
	if (!r->code)
		return false;
	int rc = r->jit ? pcre2_jit_match(r->code, (PCRE2_SPTR)s.p, s.n, 0, 0, m->md, m->mc)
	                : pcre2_match(r->code, (PCRE2_SPTR)s.p, s.n, 0, 0, m->md, m->mc);

	if (rc < 0)
		return false;
	take_parts(r, a, s, m->md, out);
	return true;
}

bool num_rule_match(const struct num_rule *r, struct arena *a, struct str in,
                    struct num_parts *out)
{
	struct str s;

	if (in.n > NUM_TEXT_MAX || in.n == 0)
		return false;
	s = num_tidy(a, in);
	struct matcher m = matcher(a);

	return s.n && match(&m, r, a, s, out);
}

struct str num_normal(const struct num_rule *r, struct arena *a, const struct num_parts *p)
{
	size_t room = 1;
	bool first = true;
	char *to, *from;

	for (int t = 0; t < NUM_TOKENS; t++)
		room += NUM_NORMAL_ROOM(p->v[t].n);
	from = to = arena_alloc(a, room);
	for (int i = 0; i < r->pieces_n; i++) {
		enum num_token t = r->pieces[i].tok;

		if (r->pieces[i].kind != NUM_TOK || !p->v[t].p)
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

size_t num_parse(const struct num_rules *s, struct arena *a, struct str in,
                 struct num_reading *out, size_t max)
{
	bool general = false;
	struct matcher m;
	struct str text;
	size_t n = 0;

	if (in.n > NUM_TEXT_MAX || in.n == 0)
		return 0;
	text = num_tidy(a, in);
	if (!text.n)
		return 0;
	m = matcher(a);
	for (size_t i = 0; i <= num_rules_count(s) && n < max; i++) {
		const struct num_rule *r = i < num_rules_count(s) ? num_rules_at(s, i) : NULL;

		if (!general && (!r || num_rule_turn(r) == NUM_TURN_LAST)) {
			n += num_read(a, text, out + n, max - n);
			general = true;
		}
		if (r && n < max && match(&m, r, a, text, &out[n].parts)) {
			out[n].rule = r;
			out[n].normal = num_normal(r, a, &out[n].parts);
			out[n].pattern = r->pattern;
			out[n].certainty = general ? 50 : 99;
			n++;
		}
	}
	return n;
}
