/* bench_letter.h - the letters that every way of making a PDF is measured with.
 *
 * SHAPE  letter `i`: its own number and three paragraphs, together 190 words, drawn from
 * a list of official Indonesian words by a generator seeded with i: no two paragraphs are
 * alike, and every run has the same ones.
 */
#ifndef BENCH_LETTER_H
#define BENCH_LETTER_H
#include "arena.h"
#include <stdio.h>

#define BENCH_PARAS 3

struct bench_letter {
	struct str number, subject, para[BENCH_PARAS];
};
struct bench_letter bench_letter(struct arena *, int i);
/* As letter XML, form surat-dinas. */
struct str bench_letter_xml(struct arena *, int i);
/* The first n, a line each: number, subject, paragraphs, parted by tabs; for the peers. */
void bench_letters_print(FILE *, int n);
/* A round emblem of 138 x 138 as PNG, made here: no picture file stands in the tree. */
struct str bench_emblem(struct arena *);

/* One PDF of letter `i` by a writer that knows nothing but this page: the floor.  Returns
 * its bytes; the buffer is the writer's own. */
struct bench_floor;
struct bench_floor *bench_floor_open(void);
void bench_floor_close(struct bench_floor *);
struct str bench_floor_write(struct bench_floor *, struct arena *, int i);
#endif
