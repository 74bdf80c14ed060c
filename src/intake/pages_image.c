#include <stdio.h>
#include <jpeglib.h>
#include <stdlib.h>
#include "pages.h"

struct picture pages_picture(uint32_t w, uint32_t h)
{
	struct picture p = {w, h, NULL};

	if (w == 0 || h == 0 || w > PAGES_SIDE_MAX || h > PAGES_SIDE_MAX ||
	    (uint64_t)w * h > PAGES_PIXELS_MAX)
		pages_quit("more pixels than a page can have");
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

void pages_jpeg(FILE *in, int side)
{
	struct jpeg_error_mgr err;
	struct jpeg_decompress_struct j = {.err = jpeg_std_error(&err)};
	struct picture p;

	err.error_exit = on_exit_error;
	err.emit_message = on_message;
	jpeg_create_decompress(&j);
	jpeg_stdio_src(&j, in);
	jpeg_read_header(&j, TRUE);
	if (j.image_width > PAGES_SIDE_MAX || j.image_height > PAGES_SIDE_MAX)
		pages_quit("more pixels than a page can have");
	j.out_color_space = JCS_RGB;
	j.scale_num = 8;
	while (j.scale_num > 1 &&
	       (j.image_width > j.image_height ? j.image_width : j.image_height) *
			       (j.scale_num / 2) >=
		       8 * (JDIMENSION)side)
		j.scale_num /= 2;
	j.scale_denom = 8;
	jpeg_start_decompress(&j);
	p = pages_picture(j.output_width, j.output_height);
	while (j.output_scanline < j.output_height) {
		JSAMPROW row = p.rgb + (size_t)j.output_scanline * p.w * 3;

		jpeg_read_scanlines(&j, &row, 1);
	}
	jpeg_finish_decompress(&j);
	jpeg_destroy_decompress(&j);
	pages_put(p, side, 1);
}
