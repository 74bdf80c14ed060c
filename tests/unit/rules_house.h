/* The shipped rules, as a test's state: load() and unload() are its setup and teardown. */
#ifndef RULES_HOUSE_H
#define RULES_HOUSE_H
#include "num_rule.h"
#include "xml.h"
#include <stdio.h>

static inline int load(void **state)
{
	struct num_rules *rules;
	struct fail f;

	xml_init();
	if (num_rules_load(&rules, &(struct num_rules_from){ .base = "numbering" }, &f)) {
		(void)fprintf(stderr, "%s\n", f.text);
		return 1;
	}
	*state = rules;
	return 0;
}

static inline int unload(void **state)
{
	num_rules_free(*state);
	return 0;
}
#endif
