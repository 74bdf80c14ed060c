#include <stdlib.h>
#include <tiffio.h>
#include "pages.h"

/* libtiff hands back 0xAABBGGRR per pixel, its own order of TIFFGetR and friends. */
static void unpack(struct picture p, uint32_t *raster)
{
	size_t n = (size_t)p.w * p.h;

	for (size_t i = 0; i < n; i++) {
		p.rgb[i * 3] = (unsigned char)(raster[i] & 0xff);
		p.rgb[i * 3 + 1] = (unsigned char)(raster[i] >> 8 & 0xff);
		p.rgb[i * 3 + 2] = (unsigned char)(raster[i] >> 16 & 0xff);
	}
}

static int one(TIFF *t, int side, int number)
{
	uint32_t w = 0, h = 0, *raster;
	struct picture p;

	if (!TIFFGetField(t, TIFFTAG_IMAGEWIDTH, &w) ||
	    !TIFFGetField(t, TIFFTAG_IMAGELENGTH, &h))
		return 0;
	p = pages_picture(w, h);
	raster = calloc((size_t)w * h, sizeof *raster);
	if (!raster)
		pages_quit("no memory");
	if (!TIFFReadRGBAImageOriented(t, w, h, raster, ORIENTATION_TOPLEFT, 1)) {
		free(raster);
		free(p.rgb);
		return 0;
	}
	unpack(p, raster);
	free(raster);
	pages_put(p, side, number);
	return 1;
}

int pages_tiff(int fd, int side, int max)
{
	TIFF *t;
	int n = 0;

	TIFFSetErrorHandler(NULL);
	TIFFSetWarningHandler(NULL);
	t = TIFFFdOpen(fd, "scan",
		       "rm"); /* m: read, do not map: the file may be cut meanwhile */
	if (!t)
		pages_quit("libtiff refused");
	do
		if (!one(t, side, n + 1))
			pages_quit("libtiff refused a page");
	while (++n < max && TIFFReadDirectory(t));
	TIFFClose(t);
	return n;
}
