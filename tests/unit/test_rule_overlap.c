/* Whose numbers are read first by another rule: of random numbers of each shipped rule its
 * own reading is there, none of another rule is surer, and which rules stand before it in
 * the order of num_parse() is what docs/numbering.md lists. */
#include "fs.h"
#include "num_legal.h"
#include "rules_house.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

enum { NUMBERS = 500, READINGS = 120 };

#define LIST "docs/numbering.md"
#define MARK "<!-- tumpang-tindih -->"

/* One number: which rules (by their place) come before its owner. */
static void note_before(const struct num_rules *rules, const struct num_rule *owner,
                        struct gen *g, bool *before)
{
	struct num_reading out[READINGS];
	struct num_parts in, want;
	struct fail f;
	struct str s;
	size_t n, own = 0;

	num_legal(g, owner, &in, &want);
	if (!in.v[NUM_URUT].n || num_rule_format(owner, g->a, &in, &s, &f))
		return;
	n = num_parse(rules, g->a, s, out, READINGS);
	while (own < n && out[own].rule != owner)
		own++;
	if (own == n)
		fail_msg(STR_FMT " does not claim its own " STR_FMT, STR_ARG(num_rule_name(owner)),
		         STR_ARG(s));
	for (size_t i = 0; i < n; i++)
		if (out[i].rule && out[i].certainty > out[own].certainty)
			fail_msg(STR_FMT " is surer of " STR_FMT " than " STR_FMT,
			         STR_ARG(num_rule_name(out[i].rule)), STR_ARG(s),
			         STR_ARG(num_rule_name(owner)));
	for (size_t i = 0; i < own; i++)
		for (size_t k = 0; out[i].rule && k < num_rules_count(rules); k++)
			before[k] |= num_rules_at(rules, k) == out[i].rule;
}

/* "| owner | before it, ... |" lines of all rules that have any. */
static struct str table(const struct num_rules *rules, struct arena *a)
{
	struct buf b = BUF_MAX(1u << 16);
	size_t rules_n = num_rules_count(rules);

	for (size_t i = 0; i < rules_n; i++) {
		const struct num_rule *r = num_rules_at(rules, i);
		bool *before = ARENA_ARRAY(a, bool, rules_n);
		struct gen g;
		int n = 0;

		memset(before, 0, rules_n * sizeof *before);
		gen_start(&g, r);
		for (int k = 0; k < NUMBERS && num_rule_by(r) != NUM_BY_NOBODY; k++) {
			g.a = arena_open();
			note_before(rules, r, &g, before);
			arena_close(g.a);
		}
		for (size_t k = 0; k < rules_n; k++)
			if (before[k] && n++)
				buf_fmt(&b, ", %s", num_rule_name(num_rules_at(rules, k)).p);
			else if (before[k])
				buf_fmt(&b, "| %s | %s", num_rule_name(r).p,
				        num_rule_name(num_rules_at(rules, k)).p);
		if (n)
			BUF_ADD(&b, " |\n");
	}
	return buf_keep(&b, a);
}

static void overlaps_are_listed(void **state)
{
	struct arena *a = arena_open();
	struct str found = table(*state, a), text, listed;
	struct fail f;

	if (fs_read(a, LIST, 1u << 20, &text, &f))
		fail_msg("%s", f.text);
	listed = str_from(text, str_find(text, STR(MARK "\n")));
	for (int i = 0; i < 3; i++) /* the mark, the head of the table, its line */
		listed = str_from(listed, str_find(listed, STR("\n")) + 1);
	listed = str_head(listed, str_find(listed, STR("|\n\n")) + 2);
	bool as_listed = str_eq(found, listed);

	if (!as_listed) /* longer than a message of the library may be */
		(void)fprintf(stderr, "the table in " LIST " should read:\n" STR_FMT,
		              STR_ARG(found));
	arena_close(a);
	assert_true(as_listed);
}

/* Two groups of one file print the same only if they count together. */
static void groups_of_a_file_keep_apart(void **state)
{
	const struct num_rules *rules = *state;
	size_t n = num_rules_count(rules);
	struct arena *a = arena_open();
	bool *before = ARENA_ARRAY(a, bool, n);

	for (size_t i = 0; i < n; i++) {
		const struct num_rule *r = num_rules_at(rules, i);
		struct gen g;

		memset(before, 0, n * sizeof *before);
		gen_start(&g, r);
		g.a = a;
		for (int k = 0; k < NUMBERS / 5 && num_rule_by(r) != NUM_BY_NOBODY; k++)
			note_before(rules, r, &g, before);
		for (size_t k = 0; k < n; k++) {
			const struct num_rule *o = num_rules_at(rules, k);

			if (before[k] && sha256_eq(num_rule_sha(o), num_rule_sha(r)) &&
			    !str_eq(num_rule_group(o), num_rule_group(r)))
				fail_msg(STR_FMT " reads numbers of " STR_FMT " first",
				         STR_ARG(num_rule_name(o)), STR_ARG(num_rule_name(r)));
		}
	}
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(overlaps_are_listed),
		                            cmocka_unit_test(groups_of_a_file_keep_apart) };

	return cmocka_run_group_tests(tests, load, unload);
}
