/* N4 as a property: for every shipped rule and random legal values, what is printed reads
 * back into the parts that were put in - not into what the printer says it put in. */
#include "num_pattern.h"
#include "xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

enum { ROUNDS = 1000, MOST = 90 /* percent of the values that a rule must print */ };

struct gen {
	uint64_t      seed;
	struct arena *a;
};

static unsigned upto(struct gen *g, unsigned n) /* 0 .. n-1 */
{
	g->seed = g->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(g->seed >> 33) % n;
}

static struct str run(struct gen *g, const char *from, unsigned min, unsigned max)
{
	unsigned n = min + upto(g, max - min + 1);
	char *p = arena_alloc(g->a, n + 1);

	for (unsigned i = 0; i < n; i++)
		p[i] = from[upto(g, (unsigned)strlen(from))];
	return (struct str){ p, n };
}

#define DIGITS  "0123456789"
#define UPPER   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LETTERS UPPER "abcdefghijklmnopqrstuvwxyz"

static struct str join(struct gen *g, struct str a, const char *sep, struct str b)
{
	return arena_fmt(g->a, STR_FMT "%s" STR_FMT, STR_ARG(a), sep, STR_ARG(b));
}

/* 800, 422.1, 000.1.2.3; PW.01.02, KS.200 */
static struct str kode(struct gen *g)
{
	bool letters = upto(g, 4) == 0;
	struct str s = letters ? join(g, run(g, UPPER, 2, 3), ".", run(g, DIGITS, 2, 4))
	                       : run(g, DIGITS, 3, 4);

	for (unsigned k = upto(g, letters ? 3 : 5); k > 0; k--)
		s = join(g, s, ".", run(g, DIGITS, 1, 3));
	return s;
}

/* Short names of units: Dinsos, Set.Disdik, PKM-BTD, 409.106, UPTD PSBAWEP, P&K */
static struct str word(struct gen *g)
{
	static const char *const SEPS[] = { ".", "-", " ", "_", "&", "+" };
	struct str s = run(g, upto(g, 5) ? LETTERS : DIGITS, 2, 9);

	for (unsigned k = upto(g, 3); k > 0; k--)
		s = join(g, s, SEPS[upto(g, 6)], run(g, upto(g, 5) ? LETTERS : DIGITS, 1, 6));
	return s;
}

static struct str sisipan(struct gen *g)
{
	switch (upto(g, 3)) {
	case 0: return run(g, UPPER, 1, 1);
	case 1: return join(g, STR(""), ".", run(g, UPPER, 1, 1));
	default: return join(g, STR(""), ".", run(g, DIGITS, 1, 2));
	}
}

/* One of the shapes the rule file allows: '#' digits, '@' letters, else itself. */
static struct str shaped(struct gen *g, struct str list)
{
	struct str one = { 0 }, rest = list, out = STR("");
	unsigned n = 0;

	while (str_cut(&rest, ' ', &one))
		n++;
	rest = list;
	for (n = 1 + upto(g, n); n > 0; n--)
		(void)str_cut(&rest, ' ', &one);
	for (size_t i = 0; i < one.n; i++)
		out = join(g, out, "",
		           one.p[i] == '#'   ? run(g, DIGITS, 1, 4)
		           : one.p[i] == '@' ? run(g, UPPER, 1, 3)
		                             : str_head(str_from(one, i), 1));
	return out;
}

static struct str legal(struct gen *g, const struct num_rule *r, enum num_token t)
{
	static const char *const SECRECY[] = { "SR", "R", "T", "B", "S", "X" };
	struct str s = r->secrecy[upto(g, NUM_SECRECIES)];

	if (r->values[t].n)
		return shaped(g, r->values[t]);
	if (t == NUM_SISIPAN && r->late == NUM_LATE_SUFFIX)
		return num_rule_suffix(r, g->a, 1 + (int)upto(g, 26));
	if (t == NUM_KEAMANAN && r->shape[t])
		return s;
	switch (t) {
	case NUM_KEAMANAN: return str_c(SECRECY[upto(g, 6)]);
	case NUM_KODE: return kode(g);
	case NUM_URUT: return arena_fmt(g->a, "%u", 1 + upto(g, upto(g, 2) ? 999 : 9999999));
	case NUM_SISIPAN: return sisipan(g);
	case NUM_BIDANG: return run(g, LETTERS DIGITS, 1, 4);
	case NUM_JENIS: return run(g, UPPER, 1, 8);
	case NUM_INISIAL: return run(g, LETTERS, 1, 6);
	case NUM_BULAN: return arena_fmt(g->a, "%u", 1 + upto(g, 12));
	case NUM_TAHUN: return arena_fmt(g->a, "%u", 1950 + upto(g, 150));
	case NUM_UNIT:
	case NUM_PD:
	case NUM_SEGMEN:
	case NUM_TOKENS: break;
	}
	s = word(g);
	for (unsigned k = upto(g, (unsigned)(r->slashes[t] > 1 ? r->slashes[t] : 1)); k > 0; k--)
		s = join(g, s, "/", word(g));
	return s;
}

/* Which parts stand in an optional group; those may be left out. */
static void optional(const struct num_rule *r, bool out[NUM_TOKENS])
{
	bool in = false;

	memset(out, 0, NUM_TOKENS * sizeof *out);
	for (int i = 0; i < r->pieces_n; i++) {
		in = r->pieces[i].kind == NUM_OPEN || (in && r->pieces[i].kind != NUM_CLOSE);
		if (r->pieces[i].kind == NUM_TOK)
			out[r->pieces[i].tok] = in;
	}
}

/* What must come back, told from the pattern and not by the printer. */
static struct str expected(struct gen *g, const struct num_piece *p, bool roman, struct str v)
{
	int64_t n = 0;

	if (p->tok == NUM_URUT && str_to_int(v, &n))
		return arena_fmt(g->a, "%0*d", p->width, (int)n);
	if (p->tok == NUM_BULAN && str_to_int(v, &n))
		return roman ? str_c(month_roman((int)n)) : arena_fmt(g->a, "%02d", (int)n);
	return p->tok == NUM_TAHUN && p->width == 2 ? str_from(v, 2) : v;
}

static void same(const struct num_rule *r, struct str s, const struct num_parts *want,
                 const struct num_parts *got)
{
	for (int t = 0; t < NUM_TOKENS; t++) {
		if (str_eq(want->v[t], got->v[t]) && !want->v[t].p == !got->v[t].p)
			continue;
		fail_msg("%.*s: \"%.*s\": %s \"%.*s\" came back as \"%.*s\"", STR_ARG(r->name),
		         STR_ARG(s), num_token_name((enum num_token)t), STR_ARG(want->v[t]),
		         STR_ARG(got->v[t]));
	}
}

/* As a clerk types it: blanks about the strokes, "Nomor :" in front, a dot behind. */
static struct str typed(struct gen *g, struct str s)
{
	struct str out = STR("Nomor : "), piece;

	for (bool first = true; str_cut(&s, '/', &piece); first = false)
		out = join(g, out, first ? "" : " / ", piece);
	return join(g, out, "", STR("."));
}

static bool round_trip(struct gen *g, const struct num_rule *r)
{
	struct num_parts in = { 0 }, want = { 0 }, got;
	bool may_miss[NUM_TOKENS];
	struct fail f = { 0 };
	struct str s, blank;

	optional(r, may_miss);
	for (int i = 0; i < r->pieces_n; i++) {
		enum num_token t = r->pieces[i].tok;

		if (r->pieces[i].kind != NUM_TOK || (may_miss[t] && upto(g, 2)))
			continue;
		blank = t == NUM_URUT && !upto(g, 20) ? STR("") : (struct str){ 0 };
		in.v[t] = blank.p ? blank : legal(g, r, t);
		want.v[t] = blank.p ? blank : expected(g, &r->pieces[i], r->roman, in.v[t]);
	}
	if (num_rule_format(r, g->a, &in, &s, &f)) {
		assert_int_equal(f.code, ERR_INVALID);
		return false;
	}
	assert_true(num_rule_match(r, g->a, s, &got));
	same(r, s, &want, &got);
	assert_true(str_eq(num_normal(r, g->a, &want), num_normal(r, g->a, &got)));
	struct str t = typed(g, s);

	if (t.n <= NUM_TEXT_MAX && want.v[NUM_URUT].n && s.p[s.n - 1] != '.') {
		if (!num_rule_match(r, g->a, t, &got))
			fail_msg("%.*s does not read %.*s", STR_ARG(r->name), STR_ARG(t));
		same(r, t, &want, &got);
	}
	return true;
}

static void what_is_printed_reads_back(void **state)
{
	struct gen g = { .seed = 20261124 };
	bool poor = false;

	for (size_t i = 0; i < num_rules_count(*state); i++) {
		const struct num_rule *r = num_rules_at(*state, i);
		int printed = 0;

		for (int k = 0; k < ROUNDS; k++) {
			g.a = arena_open();
			printed += round_trip(&g, r);
			arena_close(g.a);
		}
		if (printed * 100 < ROUNDS * MOST) {
			print_error("%.*s prints only %d of %d: %.*s\n", STR_ARG(r->name), printed,
			            ROUNDS, STR_ARG(r->pattern));
			poor = true;
		}
	}
	assert_false(poor);
}

static int load(void **state)
{
	struct num_rules *rules;
	struct fail f = { 0 };

	xml_init();
	if (num_rules_load(&rules, &(struct num_rules_from){ .base = "numbering" }, &f)) {
		print_error("%s\n", f.text);
		return 1;
	}
	*state = rules;
	return 0;
}

static int unload(void **state)
{
	num_rules_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(what_is_printed_reads_back) };

	return cmocka_run_group_tests(tests, load, unload);
}
