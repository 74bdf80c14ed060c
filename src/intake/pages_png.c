#include <png.h>
#include <stdlib.h>
#include <unistd.h>
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

void pages_png(FILE *in, int side)
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
	pages_put(p, side, 1);
}

/* The mean of the source pixels that fall into each target pixel. */
static struct picture reduce(struct picture s, int side)
{
	uint32_t longer = s.w > s.h ? s.w : s.h, to = (uint32_t)side;
	struct picture d;

	if (longer <= to)
		return s;
	d = pages_picture(
		s.w == longer ? to : (uint32_t)((uint64_t)s.w * to / longer + 1),
		s.h == longer ? to : (uint32_t)((uint64_t)s.h * to / longer + 1));
	for (uint32_t y = 0; y < d.h; y++)
		for (uint32_t x = 0; x < d.w; x++) {
			uint32_t y0 = (uint32_t)((uint64_t)y * s.h / d.h),
				 sum[3] = {0, 0, 0};
			uint32_t y1 = (uint32_t)(((uint64_t)y + 1) * s.h / d.h), n = 0;
			uint32_t x0 = (uint32_t)((uint64_t)x * s.w / d.w);
			uint32_t x1 = (uint32_t)(((uint64_t)x + 1) * s.w / d.w);

			y1 = y1 > y0 ? y1 : y0 + 1;
			x1 = x1 > x0 ? x1 : x0 + 1;
			for (uint32_t v = y0; v < y1; v++)
				for (uint32_t u = x0; u < x1; u++, n++)
					for (int c = 0; c < 3; c++)
						sum[c] +=
							s.rgb[((size_t)v * s.w + u) * 3 +
							      (size_t)c];
			for (int c = 0; c < 3; c++)
				d.rgb[((size_t)y * d.w + x) * 3 + (size_t)c] =
					(unsigned char)(sum[c] / n);
		}
	free(s.rgb);
	return d;
}

static void encode(struct picture p, FILE *out)
{
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, on_error,
						  on_warning);
	png_infop info = png ? png_create_info_struct(png) : NULL;
	unsigned char **rows = rows_of(p);

	if (!info)
		pages_quit("no memory");
	png_init_io(png, out);
	png_set_compression_level(png, 6);
	png_set_IHDR(png, info, p.w, p.h, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
		     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_write_info(png, info);
	png_write_image(png, rows);
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
	free(rows);
}

void pages_put(struct picture whole, int side, int number)
{
	struct picture p = reduce(whole, side);
	char name[32];
	FILE *out = fopen("drawing", "wb");

	if (!out)
		pages_quit("the folder takes no file");
	encode(p, out);
	snprintf(name, sizeof name, "%03d.png", number);
	if (fclose(out) != 0 || rename("drawing", name) != 0)
		pages_quit("the folder takes no file");
	free(p.rgb);
}
