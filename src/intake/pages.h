/* pages.h - the inside of naskah-pages: guards, decoders, encoder.
 *
 * RULE   one process per page.  A fault ends the process (pages_quit); nothing is
 *        repaired, nothing is freed that the exit frees.
 */
#ifndef PAGES_H
#define PAGES_H
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include "ticks.h"

#define PAGES_PIXELS_MAX 100000000 /* 10,000 x 10,000 */
#define PAGES_SIDE_MAX   20000
#define PAGES_OUT_MAX    4000 /* of the longer side of what is drawn */
#define PAGES_MEMORY     (1u << 30)
#define PAGES_FILE       (64u << 20)

struct picture {
	uint32_t w, h;
	unsigned char *rgb; /* w * h * 3, rows without padding */
	int turn;           /* orientation as in TIFF 6.0: 2..8; else upright */
};

struct drawing {
	int side; /* pixels of the longer side of what is left */
	int page; /* from 1 */
	int codes; /* read our QR codes too */
	const struct tick_plan *plan; /* read the ticks of that sheet too, or NULL */
};

/* The side to decode at: half as many pixels again for pages_codes(), about 200 to the
 * inch of F4, and pages_ticks(); they are reduced after it. */
static inline int pages_decoded(const struct drawing *d)
{
	int side = d->plan || d->codes ? d->side + d->side / 2 : d->side;

	return side < PAGES_OUT_MAX ? side : PAGES_OUT_MAX;
}

_Noreturn void pages_quit(const char *why);

/* Address space, CPU, file size, descriptors, and no new rights, for this process and
 * every one it starts.  Address space is free under a sanitizer, which maps all of it. */
void pages_limits(void);
/* No network, no reach into other processes; of the file system, programs and fonts to
 * read and the current folder to write.  What the kernel does not offer is told on
 * standard error and left out. */
void pages_guard(void);
/* From here on no new process; and no other program, unless may_exec. */
void pages_alone(int may_exec);

/* The end, unless a page may have so many pixels. */
void pages_fits(uint32_t w, uint32_t h);
/* Room for w * h pixels, or the end. */
struct picture pages_picture(uint32_t w, uint32_t h);
/* Writes page.png, and before it codes when they are asked for; frees. */
void pages_put(struct picture, const struct drawing *);
/* Reduced, in few colours, as a file of that name in the folder; frees. */
void pages_write(struct picture, const char *name);
struct picture pages_reduce(struct picture, int side);
/* codes: a line for each QR of ours (naskah's own mark) that is seen; empty: none. */
void pages_codes(const struct picture *);
/* The corners of one code in the picture, clockwise from its upper left; 0: it is not seen. */
int pages_find_code(const struct grey *, const char *code, struct tick_point corners[4]);
struct grey pages_grey(const struct picture *);
/* ticks: what is ticked on the sheet of the plan ("found", then a line a box), or "lost";
 * page.png is the sheet laid straight, note.png its note.  0: the sheet is not on the page,
 * and the page is to be drawn as it is. */
int pages_ticks(const struct picture *, const struct drawing *);
/* How many pages the file has, for those who want to see them all. */
void pages_count(uint32_t n);

void pages_jpeg(FILE *, const struct drawing *);
void pages_png(FILE *, const struct drawing *);
void pages_tiff(int fd, const struct drawing *);
void pages_pdf(const struct drawing *); /* standard input */

/* The pages of a file, in that order, as a file of their own: cut.  Ends with 0. */
#define PAGES_CUT_MAX 300
void pages_cut_pdf(const int *pages, int n); /* standard input */
void pages_cut_tiff(int fd, const int *pages, int n);
/* data: surat.xml that is embedded in a PDF; text: what is written on its first pages. */
#define PAGES_DATA (1u << 20) /* of each, at most */
void pages_data(void); /* standard input */

/* One of poppler's programs, FILE as its standard input from the beginning, its standard
 * output into a file of the folder; 0 when it said all is well. */
int pages_run(char *const *argv, const char *out);

/* At most this many colours, in PNG's palette: what a page of ink on paper needs, at a
 * tenth of the bytes of a scanner's noise. */
#define PAGES_COLOURS 16

struct palette {
	int n;
	unsigned char rgb[PAGES_COLOURS][3];
	unsigned char of[32768]; /* five bits a channel: which colour */
};

void pages_palette(const struct picture *, struct palette *);

static inline unsigned pages_cell(const unsigned char rgb[3])
{
	return (unsigned)(rgb[0] >> 3) << 10 | (unsigned)(rgb[1] >> 3) << 5 | rgb[2] >> 3;
}
#endif
