#include "intake_overlay.h"
#include <png.h>
#include <stdlib.h>
#include "intake.h"

#define GAP    12 /* rows between pages */
#define NEARLY 48 /* shades that a hair's breadth of anti-aliasing makes */

struct sheet { /* grey, 0 is black */
	unsigned w, h;
	unsigned char *grey;
};

static enum err no_overlay(struct fail *f)
{
	return FAIL(f, ERR_INVALID, "no-overlay", NULL,
		    "Halaman tidak dapat dibandingkan sebagai gambar.");
}

static enum err decode(struct str png, struct sheet *s, struct fail *f)
{
	png_image im = {.version = PNG_IMAGE_VERSION};
	png_color white = {255, 255, 255};

	*s = (struct sheet){0};
	if (!intake_page_whole(png) ||
	    !png_image_begin_read_from_memory(&im, png.p, png.n))
		return no_overlay(f);
	im.format = PNG_FORMAT_GRAY;
	if (im.width > INTAKE_SIDE || im.height > INTAKE_SIDE) {
		png_image_free(&im);
		return no_overlay(f);
	}
	s->grey = malloc(PNG_IMAGE_SIZE(im));
	if (!s->grey)
		abort();
	s->w = im.width;
	s->h = im.height;
	return png_image_finish_read(&im, &white, s->grey, 0, NULL) ? ERR_OK
								    : no_overlay(f);
}

static unsigned char at(const struct sheet *s, unsigned x, unsigned y)
{
	return x < s->w && y < s->h ? s->grey[(size_t)y * s->w + x] : 255;
}

struct canvas {
	unsigned w, h;
	unsigned char *rgb;
};

/* true when the two differ to the eye. */
static bool lay(struct canvas *c, unsigned top, const struct sheet *x,
		const struct sheet *y, unsigned rows)
{
	bool differs = x->w != y->w || x->h != y->h;

	for (unsigned r = 0; r < rows; r++)
		for (unsigned k = 0; k < c->w; k++) {
			unsigned char a = at(x, k, r), b = at(y, k, r);
			unsigned char *to = c->rgb + ((size_t)(top + r) * c->w + k) * 3;

			differs = differs || abs((int)a - (int)b) > NEARLY;
			to[0] = b; /* ink of the second alone takes the red away: blue */
			to[1] = a < b ? a : b;
			to[2] = a; /* ink of the first alone takes the blue away: red */
		}
	return differs;
}

static unsigned larger(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static enum err encode(struct arena *a, const struct canvas *c, struct str *out,
		       struct fail *f)
{
	png_image im = {.version = PNG_IMAGE_VERSION,
			.width = c->w,
			.height = c->h,
			.format = PNG_FORMAT_RGB};
	png_alloc_size_t n = 0;

	if (!png_image_write_get_memory_size(im, n, 0, c->rgb, 0, NULL))
		return no_overlay(f);
	char *bytes = arena_alloc(a, n);

	if (!png_image_write_to_memory(&im, bytes, &n, 0, c->rgb, 0, NULL))
		return no_overlay(f);
	*out = (struct str){bytes, n};
	return ERR_OK;
}

static enum err lay_all(struct arena *a, const struct sheet *x, const struct sheet *y,
			size_t n, struct intake_overlay *o, struct fail *f)
{
	struct canvas c = {0};
	unsigned top = 0;

	for (size_t i = 0; i < n; i++) {
		c.w = larger(c.w, larger(x[i].w, y[i].w));
		c.h += larger(x[i].h, y[i].h) + (i ? GAP : 0);
	}
	if (!c.w || !c.h)
		return no_overlay(f);
	c.rgb = malloc((size_t)c.w * c.h * 3);
	if (!c.rgb)
		abort();
	memset(c.rgb, 0xcc, (size_t)c.w * c.h * 3);
	for (size_t i = 0; i < n; i++) {
		unsigned rows = larger(x[i].h, y[i].h);

		o->differing += lay(&c, top, &x[i], &y[i], rows);
		top += rows + GAP;
	}
	o->pages = n;
	enum err e = encode(a, &c, &o->png, f);

	free(c.rgb);
	return e;
}

enum err intake_overlay(struct arena *a, const struct str *first, size_t first_n,
			const struct str *second, size_t second_n,
			struct intake_overlay *o, struct fail *f)
{
	struct sheet x[INTAKE_OVERLAY_PAGES] = {{0}}, y[INTAKE_OVERLAY_PAGES] = {{0}};
	size_t n = first_n > second_n ? first_n : second_n;
	enum err e = ERR_OK;

	*o = (struct intake_overlay){0};
	n = n < INTAKE_OVERLAY_PAGES ? n : INTAKE_OVERLAY_PAGES;
	for (size_t i = 0; !e && i < n; i++) {
		e = i < first_n ? decode(first[i], &x[i], f) : ERR_OK;
		if (!e && i < second_n)
			e = decode(second[i], &y[i], f);
	}
	if (!e)
		e = lay_all(a, x, y, n, o, f);
	for (size_t i = 0; i < INTAKE_OVERLAY_PAGES; i++) {
		free(x[i].grey);
		free(y[i].grey);
	}
	return e;
}
