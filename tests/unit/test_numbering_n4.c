/* N4 as a property: for every shipped rule and random legal values, what is printed reads
 * back into the parts that were put in - not into what the printer says it put in.
 * test_numbering_n4 [VALUES [PART OF]]: so many values a rule, every OF-th rule from PART. */
#include "num_legal.h"
#include "xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

enum { VALUES = 2000, BATCH = 100, MOST = 90 /* percent of the values that a rule must print */ };

struct job {
	struct num_rules *rules;
	long              values, part, of;
};

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
static struct str typed(struct arena *a, struct str s)
{
	struct buf b = BUF_MAX(4 * NUM_TEXT_MAX);

	if (!str_eq_nocase(str_head(s, 5), STR("nomor")))
		BUF_ADD(&b, "Nomor : ");
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '/')
			BUF_ADD(&b, " / ");
		else
			buf_byte(&b, s.p[i]);
	BUF_ADD(&b, ".");
	return buf_keep(&b, a);
}

static bool round_trip(struct gen *g, const struct num_rule *r)
{
	struct num_parts in, want, got;
	struct fail f = { 0 };
	struct str s;

	num_legal(g, r, &in, &want);
	if (num_rule_format(r, g->a, &in, &s, &f)) {
		assert_int_equal(f.code, ERR_INVALID);
		return false;
	}
	if (!num_rule_match(r, g->a, s, &got))
		fail_msg("%.*s does not read %.*s", STR_ARG(r->name), STR_ARG(s));
	same(r, s, &want, &got);
	if (!str_eq(num_normal(r, g->a, &want), num_normal(r, g->a, &got)))
		fail_msg("%.*s: two normal forms of %.*s", STR_ARG(r->name), STR_ARG(s));
	struct str t = typed(g->a, s);

	if (t.n <= NUM_TEXT_MAX && want.v[NUM_URUT].n && s.p[s.n - 1] != '.') {
		if (!num_rule_match(r, g->a, t, &got))
			fail_msg("%.*s does not read %.*s", STR_ARG(r->name), STR_ARG(t));
		same(r, t, &want, &got);
	}
	return true;
}

static void what_is_printed_reads_back(void **state)
{
	const struct job *j = *state;
	struct gen g;
	bool poor = false;
	long rules = 0, all = 0;

	for (size_t i = (size_t)j->part; i < num_rules_count(j->rules); i += (size_t)j->of) {
		const struct num_rule *r = num_rules_at(j->rules, i);
		long printed = 0;

		if (num_rule_by(r) == NUM_BY_NOBODY)
			continue;
		gen_start(&g, r);
		rules++;
		for (long k = 0; k < j->values; k += BATCH) {
			g.a = arena_open();
			for (long n = k; n < k + BATCH && n < j->values; n++)
				printed += round_trip(&g, r);
			arena_close(g.a);
		}
		all += printed;
		if (printed * 100 < j->values * MOST) {
			print_error("%.*s prints only %ld of %ld: %.*s\n", STR_ARG(r->name), printed,
			            j->values, STR_ARG(r->pattern));
			poor = true;
		}
	}
	print_message("%ld rules, %ld values each: %ld printed, all read back\n", rules, j->values,
	              all);
	assert_false(poor);
}

int main(int argc, char **argv)
{
	struct job j = { .values = argc > 1 ? strtol(argv[1], NULL, 10) : VALUES,
		         .part = argc > 3 ? strtol(argv[2], NULL, 10) : 0,
		         .of = argc > 3 ? strtol(argv[3], NULL, 10) : 1 };
	const struct CMUnitTest tests[] = { cmocka_unit_test_prestate(what_is_printed_reads_back, &j) };
	struct fail f;

	xml_init();
	if (num_rules_load(&j.rules, &(struct num_rules_from){ .base = "numbering" }, &f)) {
		(void)fprintf(stderr, "%s\n", f.text);
		return 1;
	}
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	num_rules_free(j.rules);
	return failed;
}
