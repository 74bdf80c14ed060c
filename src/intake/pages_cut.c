/* Pages of a pile as a file of their own: what the scanner wrote is carried over, never
 * drawn anew. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>
#include <unistd.h>
#include "pages.h"

#define NAME 24

/* poppler's programs want a name; they are shown nothing outside this folder. */
static void copy_input(const char *name)
{
	char block[1 << 14];
	int to = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ssize_t n;

	if (to < 0 || lseek(0, 0, SEEK_SET) != 0)
		pages_quit("the folder takes no file");
	while ((n = read(0, block, sizeof block)) > 0)
		if (write(to, block, (size_t)n) != n)
			pages_quit("the folder takes no file");
	if (n < 0 || close(to) != 0)
		pages_quit("standard input cannot be read");
}

static void separate(int page, char name[NAME])
{
	char first[8], last[8];
	char *argv[] = {(char *)"/usr/bin/pdfseparate", (char *)"-f", first, (char *)"-l", last,
			(char *)"whole.pdf", name, NULL};

	snprintf(first, sizeof first, "%d", page);
	snprintf(last, sizeof last, "%d", page);
	snprintf(name, NAME, "part-%d.pdf", page);
	/* the name holds no %d: one page, one file */
	if (access(name, F_OK) != 0 && pages_run(argv, "said"))
		pages_quit("pdfseparate refused");
}

void pages_cut_pdf(const int *pages, int n)
{
	char(*names)[NAME] = calloc((size_t)n, sizeof *names);
	char **argv = calloc((size_t)n + 3, sizeof *argv);

	if (!names || !argv)
		pages_quit("no memory");
	copy_input("whole.pdf");
	argv[0] = (char *)"/usr/bin/pdfunite";
	for (int i = 0; i < n; i++) {
		separate(pages[i], names[i]);
		argv[i + 1] = names[i];
	}
	argv[n + 1] = (char *)"cut";
	if (n == 1 ? rename(names[0], "cut") : pages_run(argv, "said"))
		pages_quit("pdfunite refused");
}

/* ---- TIFF: the strips as they lie ---- */

static const struct {
	uint32_t tag;
	int wide; /* a value of 32 bits, or a float, not of 16 */
} KEPT[] = {
	{TIFFTAG_IMAGEWIDTH, 1},   {TIFFTAG_IMAGELENGTH, 1},	 {TIFFTAG_BITSPERSAMPLE, 0},
	{TIFFTAG_COMPRESSION, 0},  {TIFFTAG_PHOTOMETRIC, 0},	 {TIFFTAG_FILLORDER, 0},
	{TIFFTAG_ORIENTATION, 0},  {TIFFTAG_SAMPLESPERPIXEL, 0}, {TIFFTAG_ROWSPERSTRIP, 1},
	{TIFFTAG_PLANARCONFIG, 0}, {TIFFTAG_RESOLUTIONUNIT, 0},	 {TIFFTAG_GROUP3OPTIONS, 1},
	{TIFFTAG_GROUP4OPTIONS, 1}, {TIFFTAG_PREDICTOR, 0},
};

static void keep_tags(TIFF *from, TIFF *to)
{
	uint16_t narrow, lower, *r, *g, *b;
	uint32_t wide;
	float res;
	void *tables;

	for (size_t i = 0; i < sizeof KEPT / sizeof *KEPT; i++) {
		if (KEPT[i].wide ? TIFFGetField(from, KEPT[i].tag, &wide)
				 : TIFFGetField(from, KEPT[i].tag, &narrow))
			(void)(KEPT[i].wide ? TIFFSetField(to, KEPT[i].tag, wide)
					    : TIFFSetField(to, KEPT[i].tag, (int)narrow));
	}
	if (TIFFGetField(from, TIFFTAG_XRESOLUTION, &res))
		TIFFSetField(to, TIFFTAG_XRESOLUTION, (double)res);
	if (TIFFGetField(from, TIFFTAG_YRESOLUTION, &res))
		TIFFSetField(to, TIFFTAG_YRESOLUTION, (double)res);
	if (TIFFGetField(from, TIFFTAG_COLORMAP, &r, &g, &b))
		TIFFSetField(to, TIFFTAG_COLORMAP, r, g, b);
	if (TIFFGetField(from, TIFFTAG_JPEGTABLES, &wide, &tables))
		TIFFSetField(to, TIFFTAG_JPEGTABLES, wide, tables);
	if (TIFFGetField(from, TIFFTAG_YCBCRSUBSAMPLING, &narrow, &lower))
		TIFFSetField(to, TIFFTAG_YCBCRSUBSAMPLING, (int)narrow, (int)lower);
}

static void copy_page(TIFF *from, TIFF *to)
{
	uint32_t strips = TIFFNumberOfStrips(from);

	if (TIFFIsTiled(from))
		pages_quit("a TIFF in tiles is not parted");
	keep_tags(from, to);
	for (uint32_t i = 0; i < strips; i++) {
		tmsize_t n = (tmsize_t)TIFFRawStripSize64(from, i), got;
		void *bytes = n > 0 && n <= (tmsize_t)PAGES_FILE ? malloc((size_t)n) : NULL;

		if (!bytes)
			pages_quit("a strip of no size");
		got = TIFFReadRawStrip(from, i, bytes, n);
		if (got != n || TIFFWriteRawStrip(to, i, bytes, n) != n)
			pages_quit("a strip cannot be carried over");
		free(bytes);
	}
	if (!TIFFWriteDirectory(to))
		pages_quit("libtiff cannot write");
}

void pages_cut_tiff(int fd, const int *pages, int n)
{
	TIFF *from, *to;

	TIFFSetErrorHandler(NULL);
	TIFFSetWarningHandler(NULL);
	from = TIFFFdOpen(fd, "pile", "rm");
	to = TIFFOpen("cut", "w");
	if (!from || !to)
		pages_quit("libtiff refused");
	for (int i = 0; i < n; i++) {
		if (!TIFFSetDirectory(from, (tdir_t)(pages[i] - 1)))
			pages_quit("the TIFF has no such page");
		copy_page(from, to);
	}
	TIFFClose(to);
}
