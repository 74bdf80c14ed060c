/* num_read.h - inside numbering: reads a number that no rule of the office explains.
 *
 * HOW     the number is cut at its strokes; every piece says what it can be (num_ways) and
 *         the assignments are weighed against each other: a code stands in front, a serial
 *         behind it, a month before the year ... (num_read).
 * THREAD  no state.
 */
#ifndef NUM_READ_H
#define NUM_READ_H
#include "num_rule.h"

#define NUM_CUTS_MAX 14 /* pieces between strokes */
#define NUM_BITS_MAX 6  /* tokens within one piece: Kep.228.A-Umum */
#define NUM_WAYS_MAX 12

/* How well a text fits its token, from the shape alone; the weights are num_read's. */
struct num_bit {
	unsigned char tok;     /* enum num_token; NUM_TOKENS: left out of the parts */
	signed char   fit;     /* added to the weight */
	unsigned char grade;   /* kode: enum num_code; bulan: 1 Arabic, 2 Roman; urut: 1 looks
	                        * like a year, 2 left blank, 3 ones read as Roman */
	bool          letters; /* kode: of letters; unit: holds a letter */
	struct str    s;
};

struct num_way { /* one way to read one piece */
	unsigned char  n;
	signed char    seam; /* cost of a cut that no stroke shows */
	struct num_bit b[NUM_BITS_MAX];
};

struct num_ways {
	unsigned char  n;
	struct num_way way[NUM_WAYS_MAX];
};

struct num_cuts {
	unsigned char n;
	struct str    s[NUM_CUTS_MAX];
};

/* false: too many pieces to be a number. */
bool num_cut(struct str tidy, struct num_cuts *);
/* Every way to read piece i of the cuts. */
void num_ways_of(const struct num_cuts *, size_t i, struct num_ways *);

/* Fills up to max readings (rule NULL), best first; `s` is tidy. */
size_t num_read(struct arena *, struct str s, struct num_reading *out, size_t max);
#endif
