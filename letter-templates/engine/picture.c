/* Pictures: PNG files decoded and checked here, packed as small as they go. */
#include "svg.h"
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define SIDE_MAX 4000

static unsigned char *packed(const unsigned char *raw, size_t n, size_t *to_n)
{
	uLongf room = compressBound(n);
	unsigned char *to = malloc(room);

	if (!to || compress2(to, &room, raw, n, 9) != Z_OK)
		abort();
	*to_n = room;
	return to;
}

/* An emblem of few colours: one byte a point, and the colours beside it. */
static bool as_palette(struct tpl_image *im, const unsigned char *rgb)
{
	size_t points = (size_t)im->w * (size_t)im->h;
	unsigned char *index = malloc(points);
	int n = 0, last = 0;

	if (!index)
		abort();
	for (size_t i = 0; i < points; i++) {
		const unsigned char *at = rgb + 3 * i;
		int k = last;

		if (!n || memcmp(im->palette + 3 * k, at, 3) != 0)
			for (k = 0; k < n && memcmp(im->palette + 3 * k, at, 3) != 0;)
				k++;
		if (k == 256) {
			free(index);
			return false;
		}
		if (k == n)
			memcpy(im->palette + 3 * n++, at, 3);
		last = k;
		index[i] = (unsigned char)k;
	}
	im->colours = n;
	im->data = packed(index, points, &im->data_n);
	free(index);
	return true;
}

static int paeth(int a, int b, int c)
{
	int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);

	return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/* One row by one of PNG's filters; returns the sum of its bytes' sizes. */
static unsigned long filter_row(int kind, const unsigned char *row,
				const unsigned char *above, size_t n, unsigned char *to)
{
	unsigned long sum = 0;

	to[0] = (unsigned char)kind;
	for (size_t i = 0; i < n; i++) {
		int a = i < 3 ? 0 : row[i - 3], b = above ? above[i] : 0;
		int c = above && i >= 3 ? above[i - 3] : 0;
		int guess = kind == 1   ? a
			    : kind == 2 ? b
			    : kind == 3 ? (a + b) / 2
			    : kind == 4 ? paeth(a, b, c)
					: 0;
		unsigned char v = (unsigned char)(row[i] - guess);

		to[i + 1] = v;
		sum += v < 128 ? v : 256u - v;
	}
	return sum;
}

/* A photograph: each row by the filter that leaves the smallest bytes (PNG 12.8). */
static void as_rows(struct tpl_image *im, const unsigned char *rgb)
{
	size_t row = (size_t)im->w * 3, n = (row + 1) * (size_t)im->h, plain_n;
	unsigned char *all = malloc(n), *one = malloc(row + 1), *plain;

	if (!all || !one)
		abort();
	for (size_t y = 0; y < (size_t)im->h; y++) {
		const unsigned char *at = rgb + y * row, *above = y ? at - row : NULL;
		unsigned long best = 0;

		for (int kind = 0; kind < 5; kind++) {
			unsigned long sum = filter_row(kind, at, above, row, one);

			if (kind && sum >= best)
				continue;
			best = sum;
			memcpy(all + y * (row + 1), one, row + 1);
		}
	}
	im->data = packed(all, n, &im->data_n);
	im->filtered = true;
	plain = packed(rgb, row * (size_t)im->h, &plain_n);
	if (plain_n < im->data_n) {
		free(im->data);
		im->data = plain, im->data_n = plain_n, im->filtered = false;
	} else {
		free(plain);
	}
	free(all);
	free(one);
}

static enum err read_svg(struct tpl_image *im, struct str svg, struct fail *f)
{
	struct buf ops = BUF_MAX(1u << 20);
	enum err e = tpl_svg_read(svg, &ops, &im->w, &im->h, f);

	if (!e) {
		im->drawn = true;
		im->data = packed((unsigned char *)ops.p, ops.n, &im->data_n);
		im->id = sha256_of((struct str){(char *)im->data, im->data_n});
	}
	buf_free(&ops);
	return e;
}

enum err tpl_image_read(struct tpl_image *im, struct str png, struct fail *f)
{
	png_image p = {.version = PNG_IMAGE_VERSION};
	png_color white = {255, 255, 255};
	enum err e = ERR_OK;

	*im = (struct tpl_image){0};
	if (tpl_svg_is(png))
		return read_svg(im, png, f);
	if (!png_image_begin_read_from_memory(&p, png.p, png.n))
		return FAIL(f, ERR_INVALID, "bad-logo", "logo",
			    "Logo bukan berkas PNG atau SVG yang dapat dibaca; simpan "
			    "ulang sebagai PNG.");
	if (p.width > SIDE_MAX || p.height > SIDE_MAX) {
		png_image_free(&p);
		return FAIL(f, ERR_LIMIT, "bad-logo", "logo",
			    "Logo lebih besar dari %d x %d titik; perkecil dahulu.",
			    SIDE_MAX, SIDE_MAX);
	}
	p.format = PNG_FORMAT_RGB;
	unsigned char *raw = malloc(PNG_IMAGE_SIZE(p));

	if (!raw)
		abort();
	im->w = (int)p.width;
	im->h = (int)p.height;
	if (!png_image_finish_read(&p, &white, raw, 0, NULL))
		e = FAIL(f, ERR_INVALID, "bad-logo", "logo",
			 "Logo PNG rusak di tengah berkas; simpan ulang gambarnya.");
	else if (!as_palette(im, raw))
		as_rows(im, raw);
	if (!e)
		im->id = sha256_of((struct str){(char *)im->data, im->data_n});
	png_image_free(&p);
	free(raw);
	return e;
}

void tpl_image_free(struct tpl_image *im)
{
	free(im->data);
	*im = (struct tpl_image){0};
}
