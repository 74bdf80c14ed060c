/* bench_text.h - letters of an office, made from their ordinal: the same ones in every run.
 * Kinds, tasks and places follow what offices write; the spread is uneven as theirs is, with
 * words that half of the letters have and names that a handful has. No real person's. */
#ifndef BENCH_TEXT_H
#define BENCH_TEXT_H
#include <stdint.h>

struct bench_letter {
	char number[64], sender[96], subject[256];
	int  class_no; /* 0 .. BENCH_CLASSES - 1 */
};
enum { BENCH_CLASSES = 4 };
extern const char *const BENCH_CLASS[BENCH_CLASSES];

void bench_letter(uint64_t ordinal, struct bench_letter *);
/* A village's name, 0 .. 19999. */
void bench_village(unsigned n, char out[24]);
/* Even 64-bit numbers from a running state. */
uint64_t bench_random(uint64_t *state);
#endif
