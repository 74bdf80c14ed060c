/* bench_fill.h - a data folder with very many letters, through the store itself: its own
 * named statements, its triggers, its index; acts of some hundred letters each.
 *
 * All are rahasia.  Kasubbag TU is named in every one, Kasi PAS in each thousandth.
 * There are no audit entries and no history of steps, which search does not read. */
#ifndef BENCH_FILL_H
#define BENCH_FILL_H
#include "bench_daemon.h"
#include "bench_text.h"

enum {
	BENCH_SEEN_EACH = 1000, /* letters whose ordinal this divides: Kasi PAS sees them */
	BENCH_TRAY_EACH = 100   /* of so many one lies in Kasi Pelrehsos' tray */
};

/* Makes the office in `dir` and fills it; says on stderr how far it is. */
void bench_fill(const struct bench_place *, const char *dir, long letters);
/* How many migrations the program knows: a folder of another number is made anew. */
int  bench_schema(void);
#endif
