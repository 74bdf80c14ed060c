/* Ink against paper: a photograph is brighter here and darker there, and so is its paper.
 */
#include <math.h>
#include <stdlib.h>
#include "ticks_inside.h"

#define PAPER   80 /* percent of a block's pixels that may be darker than its paper */
#define DARKEST 24 /* paper is no darker: in black there is nothing to see */

struct blocks {
	uint32_t side, w, h;
	unsigned char *paper;
};

static unsigned char paper_of(const struct grey *g, uint32_t x0, uint32_t y0,
			      uint32_t side)
{
	uint32_t x1 = x0 + side < g->w ? x0 + side : g->w;
	uint32_t y1 = y0 + side < g->h ? y0 + side : g->h;
	uint32_t many[256] = {0}, n = 0, seen = 0, v = 0;

	for (uint32_t y = y0; y < y1; y++)
		for (uint32_t x = x0; x < x1; x++, n++)
			many[g->px[(size_t)y * g->w + x]]++;
	while (v < 255 && (seen += many[v]) * 100 < n * PAPER)
		v++;
	return (unsigned char)(v > DARKEST ? v : DARKEST);
}

static bool blocks_of(const struct grey *g, uint32_t side, struct blocks *b)
{
	*b = (struct blocks){side, (g->w + side - 1) / side, (g->h + side - 1) / side,
			     NULL};
	b->paper = malloc((size_t)b->w * b->h);
	for (uint32_t y = 0; b->paper && y < b->h; y++)
		for (uint32_t x = 0; x < b->w; x++)
			b->paper[(size_t)y * b->w + x] =
				paper_of(g, x * side, y * side, side);
	return b->paper != NULL;
}

/* Between the middles of the four blocks about a pixel. */
static double paper_at(const struct blocks *b, uint32_t x, uint32_t y)
{
	double u = ((double)x + 0.5) / b->side - 0.5,
	       v = ((double)y + 0.5) / b->side - 0.5;
	double fu = u < 0 ? 0 : u, fv = v < 0 ? 0 : v;
	uint32_t x0 = (uint32_t)fu, y0 = (uint32_t)fv;
	uint32_t x1 = x0 + 1 < b->w ? x0 + 1 : b->w - 1,
		 y1 = y0 + 1 < b->h ? y0 + 1 : b->h - 1;
	double du = fu - x0, dv = fv - y0;

	x0 = x0 < b->w ? x0 : b->w - 1;
	y0 = y0 < b->h ? y0 : b->h - 1;
	return (b->paper[(size_t)y0 * b->w + x0] * (1 - du) +
		b->paper[(size_t)y0 * b->w + x1] * du) *
		       (1 - dv) +
	       (b->paper[(size_t)y1 * b->w + x0] * (1 - du) +
		b->paper[(size_t)y1 * b->w + x1] * du) *
		       dv;
}

unsigned char *ticks_dark(const struct grey *g, uint32_t block)
{
	unsigned char *dark = malloc((size_t)g->w * g->h);
	struct blocks b = {0};

	if (!dark || !blocks_of(g, block < 8 ? 8 : block, &b)) {
		free(dark);
		return NULL;
	}
	for (uint32_t y = 0; y < g->h; y++)
		for (uint32_t x = 0; x < g->w; x++) {
			double paper = paper_at(&b, x, y),
			       v = g->px[(size_t)y * g->w + x];

			dark[(size_t)y * g->w + x] =
				(unsigned char)(v < paper ? 255 * (1 - v / paper) : 0);
		}
	free(b.paper);
	return dark;
}
