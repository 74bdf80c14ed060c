/* ticks.h - what a pen did to a printed sheet: its picture laid straight, its boxes
 * measured.
 *
 * SHAPE  a plan says in points where the sheet's black squares, its code and its boxes
 * are printed (letter-templates/engine/slip.c); a picture is grey, rows without padding.
 * RULE   pure arithmetic over arrays of known size, for naskah-pages alone: what it finds
 * is shown to a person, never a ground for a decision.  Doubt is an answer: what is not
 *        plainly ticked or plainly empty is TICK_DOUBT (docs/adr/0027-ticks.md).
 * LIMITS TICKS_BOXES boxes, a sheet of TICKS_AREA points a side.
 */
#ifndef TICKS_H
#define TICKS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TICKS_BOXES 64
#define TICKS_CODE  64
#define TICKS_AREA  1200
#define TICKS_SCALE 3 /* pixels a point of the straight picture */

struct tick_point {
	double x, y;
};

struct tick_place {
	double x, y, w, h;
};

struct tick_plan {
	char code[TICKS_CODE];
	struct tick_place area, qr, note, initials,
		mark[4] /* clockwise from upper left */, box[TICKS_BOXES];
	int marks, boxes;
};

/* Lines "code TEXT", "area|qr|mark|box|note|initials X Y W H" in hundredths of a point;
 * false: it is no plan. */
bool ticks_plan_read(const char *text, size_t n, struct tick_plan *);

struct grey {
	uint32_t w, h;
	unsigned char *px;
};

enum tick_state { TICK_EMPTY, TICK_YES, TICK_DOUBT };

struct ticks {
	int marks; /* how many of the four squares were found */
	enum tick_state box[TICKS_BOXES];
	int ink[TICKS_BOXES]; /* of the box's inside, in thousandths */
	bool note, initials;  /* something is written there */
};

/* `code`: the code's corners in the picture, clockwise from the upper left one of the
 * upright sheet.  *straight is the sheet laid straight, TICKS_SCALE pixels a point; its
 * pixels are the caller's to free, also when nothing was found.
 * false: the sheet's squares are not there, or not in memory. */
bool ticks_read(const struct grey *, const struct tick_point code[4],
		const struct tick_plan *, struct ticks *, struct grey *straight);
#endif
