/* pages.h - the inside of naskah-pages: guards, decoders, encoder.
 *
 * RULE   one process per file.  A fault ends the process (pages_quit); nothing is
 *        repaired, nothing is freed that the exit frees.
 */
#ifndef PAGES_H
#define PAGES_H
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define PAGES_PIXELS_MAX 100000000 /* 10,000 x 10,000 */
#define PAGES_SIDE_MAX   20000

struct picture {
	uint32_t w, h;
	unsigned char *rgb; /* w * h * 3, rows without padding */
};

_Noreturn void pages_quit(const char *why);

/* Memory, CPU, file size, descriptors; no new rights, no network; of the file system,
 * programs and fonts to read and the current folder to write.  What the kernel does not
 * offer is told on standard error and left out. */
void pages_limits(void);
void pages_memory(void); /* 1 GB of address space; not under a sanitizer */
void pages_guard(void);

/* Room for w * h pixels, or the end. */
struct picture pages_picture(uint32_t w, uint32_t h);
void pages_put(struct picture, int side, int number); /* writes NNN.png, frees */

void pages_jpeg(FILE *, int side);
void pages_png(FILE *, int side);
/* Returns the number of pages drawn. */
int pages_tiff(int fd, int side, int max);
#endif
