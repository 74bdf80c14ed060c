/* num_class_ahead.h - inside numbering: the words of all names. */
#ifndef NUM_CLASS_AHEAD_H
#define NUM_CLASS_AHEAD_H
#include "num_class_set.h"

struct num_word {
	struct str text; /* folded */
	uint32_t   uses; /* how many names have it, each time it stands there */
};

struct num_vocabulary {
	struct num_word *word;
	size_t           n;
	uint32_t        *at;  /* row -> first of its words in ids; one more at the end */
	uint32_t        *ids; /* places in word, in the order of the name */
	size_t           rows;
};

/* The next word off a folded text: letters and digits together. */
bool num_word_next(struct str *rest, struct str *word);

/* How telling a word is that stands in so many names: 1 in half of them, more in few. */
int num_word_weight(const struct num_vocabulary *, uint32_t uses);
#endif
