/* num_legal.h - random legal values of a rule, and what must come back of them: told from
 * the rule's file, not from what prints or reads. */
#ifndef NUM_LEGAL_H
#define NUM_LEGAL_H
#include "num_pattern.h"

struct gen {
	uint64_t      seed;
	struct arena *a;
};

void     gen_start(struct gen *, const struct num_rule *); /* the same for a rule each time */
unsigned gen_upto(struct gen *, unsigned n);               /* 0 .. n-1 */

/* Values for all tokens of the rule; those in [ ] stand or not. `in` is what is put in,
 * `want` what must come back. */
void num_legal(struct gen *, const struct num_rule *, struct num_parts *in,
               struct num_parts *want);
#endif
