#include <stdlib.h>
#include <tiffio.h>
#include "pages.h"

/* libtiff hands back 0xAABBGGRR per pixel, its own order of TIFFGetR and friends.  Three
 * bytes are written where four were read: a page of 600 dpi fits but once into memory. */
static struct picture unpack(uint32_t w, uint32_t h, uint32_t *raster)
{
	struct picture p = {w, h, (unsigned char *)raster, 0};
	size_t n = (size_t)w * h;

	for (size_t i = 0; i < n; i++) {
		uint32_t c = raster[i];

		p.rgb[i * 3] = (unsigned char)(c & 0xff);
		p.rgb[i * 3 + 1] = (unsigned char)(c >> 8 & 0xff);
		p.rgb[i * 3 + 2] = (unsigned char)(c >> 16 & 0xff);
	}
	return p;
}

static void one(TIFF *t, const struct drawing *d)
{
	uint32_t w = 0, h = 0, *raster;
	uint16_t turn = ORIENTATION_TOPLEFT;
	struct picture p;

	if (!TIFFGetField(t, TIFFTAG_IMAGEWIDTH, &w) ||
	    !TIFFGetField(t, TIFFTAG_IMAGELENGTH, &h))
		pages_quit("a TIFF without a size");
	pages_fits(w, h);
	raster = calloc((size_t)w * h, sizeof *raster);
	if (!raster)
		pages_quit("no memory");
	/* libtiff turns over but not aside: it is handed the pixels as they lie */
	TIFFGetField(t, TIFFTAG_ORIENTATION, &turn);
	TIFFSetField(t, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
	if (!TIFFReadRGBAImageOriented(t, w, h, raster, ORIENTATION_TOPLEFT, 1))
		pages_quit("libtiff refused the page");
	p = unpack(w, h, raster);
	p.turn = turn;
	pages_put(p, d);
}

void pages_tiff(int fd, const struct drawing *d)
{
	TIFF *t;

	TIFFSetErrorHandler(NULL);
	TIFFSetWarningHandler(NULL);
	t = TIFFFdOpen(fd, "scan",
		       "rm"); /* m: read, do not map: the file may be cut meanwhile */
	if (!t)
		pages_quit("libtiff refused");
	if (d->page == 1)
		pages_count((uint32_t)TIFFNumberOfDirectories(t));
	if (!TIFFSetDirectory(t, (tdir_t)(d->page - 1)))
		pages_quit("the TIFF has no such page");
	one(t, d);
	TIFFClose(t);
}
