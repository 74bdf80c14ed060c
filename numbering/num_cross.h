/* num_cross.h - which code of one scheme stands for which of another.
 *
 * SHAPE   a file classification/padanan/NAME.csv (num_table.h) with the notes "dari" and
 *         "ke" (schemes) and the columns lama, baru, keyakinan (0.00 to 1.00), cara:
 *           tabel   set down by hand          sama    the same name
 *           mirip   a name much like it       induk   only what stands above it is known
 *         Several lines for one old code: which of them it is depends on the letter.
 *         Made by tools/crosswalk.py; no regulation sets it down, so it is a help for
 *         finding and for suggestions, and never changes how a letter is filed.
 */
#ifndef NUM_CROSS_H
#define NUM_CROSS_H
#include "num_class.h"

enum num_cross_how { NUM_CROSS_TABLE, NUM_CROSS_SAME, NUM_CROSS_ALIKE, NUM_CROSS_ABOVE };

struct num_cross {
	const struct num_class *from, *to; /* old, new */
	int                     percent;   /* how sure, 1 to 100 */
	enum num_cross_how      how;
	bool                    one_of_many; /* the old code has several */
};

/* A code's counterparts, on whichever side it stands, surest first: pairs in out (at most
 * max).  Returns how many. */
size_t num_cross_of(const struct num_classes *, const struct num_class *,
                    struct num_cross *out, size_t max);

/* As num_cross_of; of a new code also the counterparts of what stands under it. */
size_t num_cross_under(const struct num_classes *, const struct num_class *,
                       struct num_cross *out, size_t max);

/* "tabel", "sama", "mirip", "induk". */
const char *num_cross_word(enum num_cross_how);

/* "pasti", "mungkin" or "meragukan": of several, or unsure. */
const char *num_cross_level(const struct num_cross *);
#endif
