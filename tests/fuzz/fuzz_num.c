/* Any bytes as a letter number, as a number rule, as what one types for a code.  What must
 * hold: no crash; what a rule reads and prints again, it reads into the same parts; the
 * comparable form does not depend on how the number was typed. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "num_class.h"
#include "num_rule.h"
#include "xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void must(bool holds, const struct num_rule *r, struct str in, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, STR_FMT ": \"" STR_FMT "\": %s\n", STR_ARG(num_rule_name(r)),
	        STR_ARG(in), what);
	abort();
}

static void again(const struct num_rule *r, struct arena *a, struct str in,
                  const struct num_parts *p)
{
	struct num_parts back;
	struct fail f;
	struct str s, twice;

	if (num_rule_format(r, a, p, &s, &f))
		return; /* a number that would be read otherwise is not printed */
	must(num_rule_match(r, a, s, &back), r, in, "printed, not read");
	must(str_eq(num_normal(r, a, p), num_normal(r, a, &back)), r, in, "another normal form");
	must(!num_rule_format(r, a, &back, &twice, &f) && str_eq(s, twice), r, in,
	     "printed otherwise the second time");
}

static void as_number(const struct num_rules *rules, struct arena *a, struct str in)
{
	struct num_reading out[NUM_RULES_MAX];
	size_t n = num_parse(rules, a, in, out, NUM_RULES_MAX);

	size_t by_rule = 0;

	for (size_t i = 0; i < num_rules_count(rules) && n < NUM_RULES_MAX; i++) {
		struct num_parts p;

		by_rule += num_rule_match(num_rules_at(rules, i), a, in, &p);
	}
	for (size_t i = 0; i < n; i++)
		by_rule -= out[i].rule != NULL;
	must(by_rule == 0, num_rules_at(rules, 0), in, "a rule that reads it was not tried");
	for (size_t i = 0; i < n; i++)
		if (out[i].rule)
			again(out[i].rule, a, in, &out[i].parts);
}

/* The schema would turn most away; what loads rules must stand without it too. */
static void as_rule(struct arena *a, struct str in)
{
	static const char *const TRIES[] = { "800/12/Dinsos/XI/2026", "9.2.01/2010", "1",
		                             "B-158/03000/KS.200/05/2023", "//", "" };
	struct num_rule *r;
	struct fail f;

	bool sound = !num_rules_check(in, "x.xml", NULL, NULL, NULL, &f);

	if (num_rule_load(&r, in, (struct str){ 0 }, "x.xml", &f)) {
		if (sound)
			abort();
		return;
	}
	for (size_t i = 0; i < sizeof TRIES / sizeof *TRIES; i++) {
		struct num_parts p;

		if (num_rule_match(r, a, str_c(TRIES[i]), &p))
			again(r, a, str_c(TRIES[i]), &p);
	}
	num_rule_free(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct num_rules *rules;
	static struct num_classes *classes;
	const struct num_class *out[NUM_SUGGEST_MAX];
	struct str in = { n ? (const char *)p : "", n };
	struct fail f;

	if (!rules) {
		xml_init();
		if (num_rules_load(&rules, &(struct num_rules_from){ .base = "numbering" }, &f) ||
		    num_classes_load(&classes, "numbering", NULL, &f)) {
			fprintf(stderr, "%s\n", f.text);
			abort();
		}
	}
	struct arena *a = arena_open();

	if (n && p[0] == '<') {
		as_rule(a, in);
	} else {
		as_number(rules, a, in);
		(void)num_class_suggest(classes, a, NULL, in, out, NUM_SUGGEST_MAX);
	}
	arena_close(a);
	return 0;
}
