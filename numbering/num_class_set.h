/* num_class_set.h - inside numbering: the loaded codes. */
#ifndef NUM_CLASS_SET_H
#define NUM_CLASS_SET_H
#include "num_class.h"

enum { NUM_SCHEMES_MAX = 32 };

struct num_vocabulary; /* num_class_ahead.c: the words of all names */
struct num_pairs;      /* num_cross.c: old codes and new ones */

struct num_classes {
	struct arena     *a;
	struct num_class *rows; /* a scheme's in order of code; parents before children */
	size_t            rows_n;
	struct num_scheme schemes[NUM_SCHEMES_MAX]; /* schemes newest first, own layers, others */
	size_t            schemes_n;
	struct num_vocabulary *words;
	struct num_pairs      *pairs;
};

/* The code in exactly this file. */
struct num_class *num_class_in(const struct num_classes *, const struct num_scheme *,
                               struct str code);

/* Reads the tables into an empty set. */
enum err num_class_read(struct num_classes *, const char *base, const char *own,
                        struct fail *) MUST_CHECK;

/* Once all rows stand. */
struct num_vocabulary *num_vocabulary_make(const struct num_classes *);

/* Every file of BASE/classification/padanan. */
enum err num_cross_read(struct num_classes *, const char *base, struct fail *) MUST_CHECK;
#endif
