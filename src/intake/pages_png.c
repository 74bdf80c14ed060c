#include <png.h>
#include <stdlib.h>
#include "pages.h"

static void on_error(png_structp png, png_const_charp why)
{
	(void)png;
	(void)why; /* comes from the file */
	pages_quit("libpng refused");
}

static void on_warning(png_structp png, png_const_charp why)
{
	(void)png;
	(void)why;
}

static unsigned char **rows_of(struct picture p)
{
	unsigned char **rows = calloc(p.h, sizeof *rows);

	if (!rows)
		pages_quit("no memory");
	for (uint32_t y = 0; y < p.h; y++)
		rows[y] = p.rgb + (size_t)y * p.w * 3;
	return rows;
}

void pages_png(FILE *in, const struct drawing *d)
{
	png_color_16 white = {.red = 255, .green = 255, .blue = 255, .gray = 255};
	png_structp png =
		png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning);
	png_infop info = png ? png_create_info_struct(png) : NULL;
	struct picture p;

	if (!info)
		pages_quit("no memory");
	png_set_user_limits(png, PAGES_SIDE_MAX, PAGES_SIDE_MAX);
	png_set_chunk_malloc_max(png, 8u << 20);
	png_set_chunk_cache_max(png, 64);
	png_init_io(png, in);
	png_read_info(png, info);
	p = pages_picture(png_get_image_width(png, info),
			  png_get_image_height(png, info));
	png_set_expand(png);
	png_set_strip_16(png);
	png_set_gray_to_rgb(png);
	if ((png_get_color_type(png, info) & PNG_COLOR_MASK_ALPHA) ||
	    png_get_valid(png, info, PNG_INFO_tRNS))
		png_set_background(png, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1.0);
	png_set_interlace_handling(png);
	png_read_update_info(png, info);
	if (png_get_rowbytes(png, info) != (size_t)p.w * 3)
		pages_quit("a PNG of unknown layout");
	png_read_image(png, rows_of(p));
	pages_put(p, d);
}
