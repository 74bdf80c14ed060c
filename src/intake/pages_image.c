#include <stdio.h>
#include <jpeglib.h>
#include <stdlib.h>
#include <string.h>
#include "pages.h"

void pages_fits(uint32_t w, uint32_t h)
{
	if (w == 0 || h == 0 || w > PAGES_SIDE_MAX || h > PAGES_SIDE_MAX ||
	    (uint64_t)w * h > PAGES_PIXELS_MAX)
		pages_quit("more pixels than a page can have");
}

struct picture pages_picture(uint32_t w, uint32_t h)
{
	struct picture p = {w, h, NULL, 0};

	pages_fits(w, h);
	p.rgb = calloc((size_t)w * h, 3);
	if (!p.rgb)
		pages_quit("no memory");
	return p;
}

static void on_exit_error(j_common_ptr c)
{
	(void)c;
	pages_quit("libjpeg refused");
}

/* A truncated scan is a warning for libjpeg and grey below: still worth seeing. */
static void on_message(j_common_ptr c, int level)
{
	(void)c;
	(void)level;
}

static unsigned number(const unsigned char *p, int bytes, int big)
{
	unsigned n = 0;

	for (int i = 0; i < bytes; i++)
		n |= (unsigned)p[i] << 8 * (big ? bytes - 1 - i : i);
	return n;
}

/* How a telephone was held: the tag Orientation of the first folder of EXIF 2.3. */
static int exif_turn(const unsigned char *p, size_t n)
{
	int big;
	size_t at, entries;

	if (n < 14 || memcmp(p, "Exif\0", 6) != 0)
		return 0;
	p += 6;
	n -= 6;
	big = p[0] == 'M';
	at = number(p + 4, 4, big);
	if (at > n - 2)
		return 0;
	entries = number(p + at, 2, big);
	for (at += 2; entries > 0 && n >= 12 && at <= n - 12; entries--, at += 12)
		if (number(p + at, 2, big) == 0x0112 && number(p + at + 2, 2, big) == 3)
			return (int)number(p + at + 8, 2, big);
	return 0;
}

static int turn_of(j_decompress_ptr j)
{
	for (jpeg_saved_marker_ptr m = j->marker_list; m; m = m->next)
		if (m->marker == JPEG_APP0 + 1 && exif_turn(m->data, m->data_length))
			return exif_turn(m->data, m->data_length);
	return 0;
}

/* Four inks, as printers' scanners and studios write them; Adobe's own way, told by its
 * marker, keeps what is left white instead of what is inked. */
static void from_inks(const unsigned char *inks, unsigned char *rgb, uint32_t w, int adobe)
{
	for (uint32_t x = 0; x < w; x++, inks += 4, rgb += 3)
		for (int c = 0; c < 3; c++) {
			unsigned ink = adobe ? inks[c] : 255u - inks[c];
			unsigned black = adobe ? inks[3] : 255u - inks[3];

			rgb[c] = (unsigned char)(ink * black / 255);
		}
}

static void read_rows(j_decompress_ptr j, struct picture p)
{
	unsigned char *inks = j->out_color_space == JCS_CMYK ? calloc(p.w, 4) : NULL;

	if (j->out_color_space == JCS_CMYK && !inks)
		pages_quit("no memory");
	while (j->output_scanline < j->output_height) {
		unsigned char *rgb = p.rgb + (size_t)j->output_scanline * p.w * 3;
		JSAMPROW row = inks ? inks : rgb;

		jpeg_read_scanlines(j, &row, 1);
		if (inks)
			from_inks(inks, rgb, p.w, j->saw_Adobe_marker);
	}
	free(inks);
}

void pages_jpeg(FILE *in, const struct drawing *d)
{
	struct jpeg_error_mgr err;
	struct jpeg_decompress_struct j = {.err = jpeg_std_error(&err)};
	struct picture p;

	err.error_exit = on_exit_error;
	err.emit_message = on_message;
	jpeg_create_decompress(&j);
	jpeg_stdio_src(&j, in);
	jpeg_save_markers(&j, JPEG_APP0 + 1, 0xffff);
	jpeg_read_header(&j, TRUE);
	if (j.image_width > PAGES_SIDE_MAX || j.image_height > PAGES_SIDE_MAX)
		pages_quit("more pixels than a page can have");
	j.out_color_space = j.num_components == 4 ? JCS_CMYK : JCS_RGB;
	j.scale_num = 8;
	while (j.scale_num > 1 &&
	       (j.image_width > j.image_height ? j.image_width : j.image_height) *
			       (j.scale_num / 2) >=
		       8 * (JDIMENSION)pages_decoded(d))
		j.scale_num /= 2;
	j.scale_denom = 8;
	jpeg_start_decompress(&j);
	p = pages_picture(j.output_width, j.output_height);
	p.turn = turn_of(&j);
	read_rows(&j, p);
	jpeg_finish_decompress(&j);
	jpeg_destroy_decompress(&j);
	pages_put(p, d);
}
