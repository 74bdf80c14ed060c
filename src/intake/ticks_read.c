#include <stdlib.h>
#include <string.h>
#include "ticks_inside.h"

#define SIDE_MAX 20000

static double sample(const struct grey *g, struct tick_point p)
{
	double x = p.x - 0.5, y = p.y - 0.5, dx, dy;
	uint32_t u, v;
	const unsigned char *px;

	if (x < 0 || y < 0 || x >= g->w - 1.0 || y >= g->h - 1.0)
		return 255; /* beyond the picture: as if paper */
	u = (uint32_t)x, v = (uint32_t)y;
	dx = x - u, dy = y - v;
	px = g->px + (size_t)v * g->w + u;
	return (px[0] * (1 - dx) + px[1] * dx) * (1 - dy) +
	       (px[g->w] * (1 - dx) + px[g->w + 1] * dx) * dy;
}

static bool straighten(const struct grey *g, const struct warp *w, struct tick_place area,
		       struct grey *o)
{
	*o = (struct grey){(uint32_t)(area.w * TICKS_SCALE),
			   (uint32_t)(area.h * TICKS_SCALE), NULL};
	o->px = malloc((size_t)o->w * o->h + 1);
	if (!o->px)
		return false;
	for (uint32_t y = 0; y < o->h; y++)
		for (uint32_t x = 0; x < o->w; x++) {
			struct tick_point p;
			bool ok = ticks_warp_at(w, (x + 0.5) / TICKS_SCALE,
						(y + 0.5) / TICKS_SCALE, &p);

			o->px[(size_t)y * o->w + x] =
				(unsigned char)(ok ? sample(g, p) + 0.5 : 255);
		}
	return true;
}

static bool fair(const struct grey *g)
{
	return g->px && g->w > 16 && g->h > 16 && g->w <= SIDE_MAX && g->h <= SIDE_MAX &&
	       (uint64_t)g->w * g->h <= UINT32_MAX / 4;
}

bool ticks_read(const struct grey *g, const struct tick_point code[4],
		const struct tick_plan *p, struct ticks *t, struct grey *straight)
{
	struct grey dark = *g;
	struct warp w = {{0}};

	memset(t, 0, sizeof *t);
	*straight = (struct grey){0, 0, NULL};
	if (!fair(g))
		return false;
	dark.px = ticks_dark(g, (g->w > g->h ? g->w : g->h) / 40);
	t->marks = dark.px ? ticks_lay(&dark, code, p, &w) : 0;
	free(dark.px);
	if (!t->marks || !straighten(g, &w, p->area, straight))
		return false;
	dark = *straight;
	dark.px = ticks_dark(straight, 24 * TICKS_SCALE);
	if (!dark.px)
		return false;
	ticks_measure(&dark, p, t);
	free(dark.px);
	return true;
}
