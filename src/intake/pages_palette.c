/* A palette by cutting the widest box of colours in two (Heckbert's median cut, with the
 * middle for the median: a scanner's noise around the white of the paper then takes one
 * colour instead of most of them, and thin strokes keep theirs). */
#include <string.h>
#include "pages.h"

#define CELLS  32768
#define WIDEST 2 /* a box this narrow is one colour to the eye */

struct box {
	unsigned char low[3], high[3]; /* of five bits a channel, both included */
};

static unsigned channel(unsigned cell, int c)
{
	return cell >> (10 - 5 * c) & 31;
}

static int holds(const struct box *b, unsigned cell)
{
	for (int c = 0; c < 3; c++)
		if (channel(cell, c) < b->low[c] || channel(cell, c) > b->high[c])
			return 0;
	return 1;
}

/* Draws the box together around the cells that are in use. */
static void shrink(struct box *b, const unsigned char *used)
{
	struct box in = {{31, 31, 31}, {0, 0, 0}};

	for (unsigned cell = 0; cell < CELLS; cell++) {
		if (!used[cell] || !holds(b, cell))
			continue;
		for (int c = 0; c < 3; c++) {
			unsigned char v = (unsigned char)channel(cell, c);

			in.low[c] = v < in.low[c] ? v : in.low[c];
			in.high[c] = v > in.high[c] ? v : in.high[c];
		}
	}
	*b = in;
}

static int wide(const struct box *b, int c)
{
	return b->high[c] - b->low[c];
}

/* Cuts the widest of n boxes; false when all are narrow. */
static int cut(struct box *boxes, int n, const unsigned char *used)
{
	int at = 0, by = 0, most = 0;

	for (int i = 0; i < n; i++)
		for (int c = 0; c < 3; c++)
			if (wide(&boxes[i], c) > most) {
				most = wide(&boxes[i], c);
				at = i;
				by = c;
			}
	if (most < WIDEST)
		return 0;
	boxes[n] = boxes[at];
	boxes[at].high[by] = (unsigned char)(boxes[at].low[by] + most / 2);
	boxes[n].low[by] = (unsigned char)(boxes[at].high[by] + 1);
	shrink(&boxes[at], used);
	shrink(&boxes[n], used);
	return 1;
}

/* Each colour is the mean of its pixels. */
static void mix(const struct picture *p, struct palette *out)
{
	uint64_t sum[PAGES_COLOURS][3] = {{0}}, n[PAGES_COLOURS] = {0};
	size_t pixels = (size_t)p->w * p->h;

	for (size_t i = 0; i < pixels; i++) {
		const unsigned char *rgb = p->rgb + i * 3;
		unsigned char k = out->of[pages_cell(rgb)];

		n[k]++;
		for (int c = 0; c < 3; c++)
			sum[k][c] += rgb[c];
	}
	for (int k = 0; k < out->n; k++)
		for (int c = 0; c < 3; c++)
			out->rgb[k][c] = (unsigned char)((sum[k][c] + n[k] / 2) / n[k]);
}

void pages_palette(const struct picture *p, struct palette *out)
{
	struct box boxes[PAGES_COLOURS] = {{{0, 0, 0}, {31, 31, 31}}};
	unsigned char used[CELLS] = {0};
	size_t pixels = (size_t)p->w * p->h;
	int n = 1;

	for (size_t i = 0; i < pixels; i++)
		used[pages_cell(p->rgb + i * 3)] = 1;
	shrink(&boxes[0], used);
	while (n < PAGES_COLOURS && cut(boxes, n, used))
		n++;
	memset(out->of, 0, sizeof out->of);
	for (int k = 0; k < n; k++)
		for (unsigned cell = 0; cell < CELLS; cell++)
			if (used[cell] && holds(&boxes[k], cell))
				out->of[cell] = (unsigned char)k;
	out->n = n;
	mix(p, out);
}
