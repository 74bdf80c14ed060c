/* The four black squares at a sheet's corners: solid blobs of the right size, and of
 * those the ones that make the printed frames of the boxes lie on printed frames. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "ticks_inside.h"

#define INK         90 /* of 255: this is print, not shade */
#define BLOBS       96
#define EACH        4    /* nearest blobs that are tried as one square */
#define FRAME_LEAST 0.10 /* mean darkness of frames that were found */

struct fill {
	const struct grey *dark;
	unsigned char *seen;
	uint32_t *stack;
	size_t n;
	double area, x, y, xx, yy, xy;
};

static void push(struct fill *f, uint32_t x, uint32_t y)
{
	size_t at = (size_t)y * f->dark->w + x;

	if (f->seen[at] || f->dark->px[at] < INK)
		return;
	f->seen[at] = 1;
	f->stack[f->n++] = (uint32_t)at;
}

static void grow(struct fill *f)
{
	uint32_t w = f->dark->w, h = f->dark->h;

	f->area = f->x = f->y = f->xx = f->yy = f->xy = 0;
	while (f->n) {
		uint32_t at = f->stack[--f->n], x = at % w, y = at / w;

		f->area++;
		f->x += x, f->y += y;
		f->xx += (double)x * x, f->yy += (double)y * y, f->xy += (double)x * y;
		if (x > 0)
			push(f, x - 1, y);
		if (x + 1 < w)
			push(f, x + 1, y);
		if (y > 0)
			push(f, x, y - 1);
		if (y + 1 < h)
			push(f, x, y + 1);
	}
}

/* A full square at any angle has an area of twelve times the root of what its pixels'
 * covariance spans; letters, rings and strokes have less. */
static bool solid(const struct fill *f, double pixels)
{
	double x = f->x / f->area, y = f->y / f->area;
	double xx = f->xx / f->area - x * x + 1.0 / 12,
	       yy = f->yy / f->area - y * y + 1.0 / 12;
	double xy = f->xy / f->area - x * y, det = xx * yy - xy * xy, sum = xx + yy;
	double root = sqrt(fmax(sum * sum / 4 - det, 0));
	double full;

	if (f->area < 0.3 * pixels || f->area > 2.4 * pixels || f->area < 30 ||
	    !(det > 0))
		return false;
	full = f->area / (12 * sqrt(det));
	return full > 0.85 && full < 1.15 && (sum / 2 - root) > 0.3 * (sum / 2 + root);
}

int ticks_blobs(const struct grey *dark, double pixels, struct tick_blob *out, int max)
{
	size_t all = (size_t)dark->w * dark->h;
	struct fill f = {.dark = dark,
			 .seen = calloc(all, 1),
			 .stack = malloc(all * sizeof *f.stack)};
	int n = 0;

	for (size_t i = 0; f.seen && f.stack && i < all && n < max; i++) {
		if (f.seen[i] || dark->px[i] < INK)
			continue;
		push(&f, (uint32_t)(i % dark->w), (uint32_t)(i / dark->w));
		grow(&f);
		if (solid(&f, pixels))
			out[n++] = (struct tick_blob){
				{f.x / f.area + 0.5, f.y / f.area + 0.5}, f.area};
	}
	free(f.seen);
	free(f.stack);
	return n;
}

/* ---- which is which ---- */

struct laying {
	const struct grey *dark;
	const struct tick_plan *p;
	struct tick_point from[8], to[8]; /* squares, then the code's corners */
	const struct tick_blob *near[4][EACH];
	int near_n[4];
	struct warp best;
	double score;
	int marks;
};

static struct tick_point middle(struct tick_place r)
{
	return (struct tick_point){r.x + r.w / 2, r.y + r.h / 2};
}

static void corners(struct tick_place r, struct tick_point o[4])
{
	o[0] = (struct tick_point){r.x, r.y};
	o[1] = (struct tick_point){r.x + r.w, r.y};
	o[2] = (struct tick_point){r.x + r.w, r.y + r.h};
	o[3] = (struct tick_point){r.x, r.y + r.h};
}

/* What the code alone says of the rest, without perspective: its lever is long. */
static bool guess(const struct laying *l, struct tick_point at, struct tick_point *o)
{
	const struct tick_point *f = l->from + 4, *t = l->to + 4;
	double w = f[1].x - f[0].x, h = f[3].y - f[0].y;
	double rx = (t[1].x - t[0].x + t[2].x - t[3].x) / 2 / w;
	double ry = (t[1].y - t[0].y + t[2].y - t[3].y) / 2 / w;
	double dx = (t[3].x - t[0].x + t[2].x - t[1].x) / 2 / h;
	double dy = (t[3].y - t[0].y + t[2].y - t[1].y) / 2 / h;
	double x = at.x - (f[0].x + w / 2), y = at.y - (f[0].y + h / 2);

	o->x = (t[0].x + t[1].x + t[2].x + t[3].x) / 4 + rx * x + dx * y;
	o->y = (t[0].y + t[1].y + t[2].y + t[3].y) / 4 + ry * x + dy * y;
	return isfinite(o->x) && isfinite(o->y);
}

static double apart(struct tick_point a, struct tick_point b)
{
	return hypot(a.x - b.x, a.y - b.y);
}

/* The nearest blobs to where a square should be, within a third of the way from the code.
 */
static void gather(struct laying *l, int k, const struct tick_blob *b, int n,
		   double scale)
{
	struct tick_point want;
	double way = apart(l->from[k], middle(l->p->qr)) * scale,
	       room = way / 3 + 20 * scale;

	if (!guess(l, l->from[k], &want))
		return;
	for (int i = 0; i < n; i++) {
		int at = l->near_n[k];

		if (apart(b[i].at, want) > room)
			continue;
		while (at > 0 &&
		       apart(b[i].at, want) < apart(l->near[k][at - 1]->at, want)) {
			if (at < EACH)
				l->near[k][at] = l->near[k][at - 1];
			at--;
		}
		if (at < EACH) {
			l->near[k][at] = &b[i];
			l->near_n[k] += l->near_n[k] < EACH;
		}
	}
}

static double dark_at(const struct grey *g, const struct warp *w, double x, double y)
{
	struct tick_point p;
	double most = 0;

	if (!ticks_warp_at(w, x, y, &p) || p.x < 2 || p.y < 2 || p.x > g->w - 3.0 ||
	    p.y > g->h - 3.0)
		return 0;
	for (int dy = -1; dy <= 1; dy++)
		for (int dx = -1; dx <= 1; dx++) {
			double v = g->px[(size_t)((int)p.y + dy) * g->w +
					 (size_t)((int)p.x + dx)];

			most = v > most ? v : most;
		}
	return most / 255;
}

/* How well the boxes' frames lie on something dark, less what is dark inside of them. */
static double score(const struct laying *l, const struct warp *w)
{
	double sum = 0;

	for (int i = 0; i < l->p->boxes; i++) {
		const struct tick_place *b = &l->p->box[i];

		for (int k = 1; k < 4; k++) {
			double s = k / 4.0;

			sum += dark_at(l->dark, w, b->x + s * b->w, b->y) +
			       dark_at(l->dark, w, b->x + s * b->w, b->y + b->h) +
			       dark_at(l->dark, w, b->x, b->y + s * b->h) +
			       dark_at(l->dark, w, b->x + b->w, b->y + s * b->h);
		}
	}
	return l->p->boxes ? sum / (12.0 * l->p->boxes) : 0;
}

static void attempt(struct laying *l, const int pick[4])
{
	struct tick_point from[8], to[8];
	struct warp w;
	int n = 0, marks = 0;
	double s;

	for (int k = 0; k < 4; k++)
		if (pick[k] < l->near_n[k]) {
			from[n] = l->from[k];
			to[n++] = l->near[k][pick[k]]->at;
			marks++;
		}
	/* a torn corner: the code stands in for it */
	for (int k = 4; marks == 3 && k < 8; k++, n++)
		from[n] = l->from[k], to[n] = l->to[k];
	if (marks < 3 || !ticks_warp_fit(from, to, n, &w))
		return;
	s = score(l, &w) + (marks == 4 ? 0.05 : 0);
	if (s > l->score) {
		l->score = s;
		l->best = w;
		l->marks = marks;
	}
}

int ticks_lay(const struct grey *dark, const struct tick_point code[4],
	      const struct tick_plan *p, struct warp *out)
{
	struct laying l = {.dark = dark, .p = p, .score = FRAME_LEAST};
	struct tick_blob blobs[BLOBS];
	double side = 0, scale;
	int pick[4], n;

	for (int k = 0; k < 4; k++) {
		l.from[k] = middle(p->mark[k]);
		l.to[k + 4] = code[k];
		side += apart(code[k], code[(k + 1) % 4]) / 4;
	}
	corners(p->qr, l.from + 4);
	scale = side / p->qr.w;
	if (!(scale > 0.5) || !(scale < 30))
		return 0;
	n = ticks_blobs(dark, p->mark[0].w * p->mark[0].h * scale * scale, blobs, BLOBS);
	for (int k = 0; k < 4; k++)
		gather(&l, k, blobs, n, scale);
	for (pick[0] = 0; pick[0] <= l.near_n[0]; pick[0]++)
		for (pick[1] = 0; pick[1] <= l.near_n[1]; pick[1]++)
			for (pick[2] = 0; pick[2] <= l.near_n[2]; pick[2]++)
				for (pick[3] = 0; pick[3] <= l.near_n[3]; pick[3]++)
					attempt(&l, pick);
	*out = l.best;
	return l.marks;
}
