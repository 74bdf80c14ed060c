/* ticks_inside.h - between the files of the reader of ticks.  Private. */
#ifndef TICKS_INSIDE_H
#define TICKS_INSIDE_H
#include "ticks.h"

/* From the plan's points to pixels: x' = (a x + b y + c) / (g x + h y + 1), y' likewise.
 */
struct warp {
	double m[8];
};

/* The best one through n >= 4 pairs; false: they lie so that there is none. */
bool ticks_warp_fit(const struct tick_point *from, const struct tick_point *to, int n,
		    struct warp *);
/* false: the point is at or behind the horizon. */
bool ticks_warp_at(const struct warp *, double x, double y, struct tick_point *);

/* How much darker than the paper about it each pixel is, 0 to 255; w * h bytes to free,
 * or NULL without memory.  `block`: the side of what "about it" means. */
unsigned char *ticks_dark(const struct grey *, uint32_t block);

struct tick_blob {
	struct tick_point at;
	double area;
};

/* Solid dark blobs about as large as a square of that many pixels; at most max. */
int ticks_blobs(const struct grey *dark, double pixels, struct tick_blob *, int max);

/* The squares among the blobs that lay the plan over the picture; how many were found, 0:
 * the sheet is not there. */
int ticks_lay(const struct grey *dark, const struct tick_point code[4],
	      const struct tick_plan *, struct warp *);

/* How dark the printed frame of a box is at that shift, weakest side first: both 0 to 1.
 */
struct tick_frame {
	double mean, weakest;
};

void ticks_measure(const struct grey *dark, const struct tick_plan *, struct ticks *);
#endif
