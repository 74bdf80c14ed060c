/* From raw pixels to the picture that is shown: reduced, upright, in few colours. */
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include "pages.h"

/* The mean of the source pixels that fall into each target pixel. */
struct picture pages_reduce(struct picture s, int side)
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
	d.turn = s.turn;
	free(s.rgb);
	return d;
}

/* Where the pixel (x, y) of the upright picture lies in the stored one, by the eight
 * orientations of TIFF 6.0 and EXIF. */
static size_t source(const struct picture *s, uint32_t x, uint32_t y)
{
	uint32_t right = s->w - 1, low = s->h - 1, u = x, v = y;

	switch (s->turn) {
	case 2: u = right - x; break;
	case 3:
		u = right - x;
		v = low - y;
		break;
	case 4: v = low - y; break;
	case 5:
		u = y;
		v = x;
		break;
	case 6:
		u = y;
		v = low - x;
		break;
	case 7:
		u = right - y;
		v = low - x;
		break;
	case 8:
		u = right - y;
		v = x;
		break;
	default: break;
	}
	return ((size_t)v * s->w + u) * 3;
}

static struct picture upright(struct picture s)
{
	struct picture d;

	if (s.turn < 2 || s.turn > 8)
		return s;
	d = s.turn < 5 ? pages_picture(s.w, s.h) : pages_picture(s.h, s.w);
	for (uint32_t y = 0; y < d.h; y++)
		for (uint32_t x = 0; x < d.w; x++)
			memcpy(d.rgb + ((size_t)y * d.w + x) * 3,
			       s.rgb + source(&s, x, y), 3);
	free(s.rgb);
	return d;
}

static void on_error(png_structp png, png_const_charp why)
{
	(void)png;
	(void)why;
	pages_quit("libpng cannot write");
}

/* One byte a pixel, the number of its colour, over the first third of the pixels. */
static void number_colours(struct picture p, const struct palette *c)
{
	size_t n = (size_t)p.w * p.h;

	for (size_t i = 0; i < n; i++) {
		const unsigned char *rgb = p.rgb + i * 3;

		p.rgb[i] = c->of[pages_cell(rgb)];
	}
}

static void encode(struct picture p, const struct palette *c, FILE *out)
{
	png_structp png =
		png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, on_error, NULL);
	png_infop info = png ? png_create_info_struct(png) : NULL;
	png_color colours[PAGES_COLOURS];

	if (!info)
		pages_quit("no memory");
	for (int i = 0; i < c->n; i++)
		colours[i] = (png_color){c->rgb[i][0], c->rgb[i][1], c->rgb[i][2]};
	png_init_io(png, out);
	png_set_compression_level(png, 6);
	png_set_filter(png, 0, PNG_FILTER_NONE);
	png_set_IHDR(png, info, p.w, p.h, 8, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE,
		     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_set_PLTE(png, info, colours, c->n);
	png_write_info(png, info);
	for (uint32_t y = 0; y < p.h; y++)
		png_write_row(png, p.rgb + (size_t)y * p.w);
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
}

void pages_write(struct picture p, const char *name)
{
	struct palette *c = malloc(sizeof *c);
	FILE *out = fopen("drawing", "wb");

	if (!c)
		pages_quit("no memory");
	if (!out)
		pages_quit("the folder takes no file");
	pages_palette(&p, c);
	number_colours(p, c);
	encode(p, c, out);
	if (fclose(out) != 0 || rename("drawing", name) != 0)
		pages_quit("the folder takes no file");
	free(c);
	free(p.rgb);
}

void pages_put(struct picture whole, const struct drawing *d)
{
	if (d->codes)
		pages_codes(&whole);
	if (d->plan && pages_ticks(&whole, d))
		return;
	pages_write(upright(pages_reduce(whole, d->side)), "page.png");
}
