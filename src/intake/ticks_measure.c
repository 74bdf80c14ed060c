/* What is inside each box of a straight sheet.  A box is looked for about where it is
 * printed, since paper bends; ink that comes out of another box is not its own. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "ticks_inside.h"

#define S          TICKS_SCALE
#define REACH      8    /* pixels that a frame may lie aside */
#define INSET      5    /* from the frame's line to what counts as inside */
#define FRAME_MEAN 0.16 /* darkness of a frame that is there, and of its weakest side */
#define FRAME_SIDE 0.08
#define EMPTY      12        /* thousandths of the inside, at most */
#define TICKED     150       /* at least */
#define BLACKED    920       /* rather crossed out than ticked */
#define OWNER      2.5       /* so much more of a stroke than the other box */
#define BESIDE     60        /* pixels of ink about an empty box that ask for a look */
#define RULE       (100 * S) /* a straight run so long is print */

struct sheet {
	const struct grey *dark;
	const struct tick_plan *p;
	struct ticks *t;
	unsigned char *ink;
	uint32_t *label;
	int left[TICKS_BOXES], top[TICKS_BOXES],
		side[TICKS_BOXES]; /* of the frame, pixels */
	bool framed[TICKS_BOXES];
};

static unsigned char at(const struct grey *g, int x, int y)
{
	return x < 0 || y < 0 || (uint32_t)x >= g->w || (uint32_t)y >= g->h
		       ? 0
		       : g->px[(size_t)y * g->w + (size_t)x];
}

/* ---- the frames ---- */

static double line_dark(const struct grey *g, int x, int y, int dx, int dy, int n)
{
	double sum = 0;

	for (int i = 0; i < n; i++)
		sum += at(g, x + i * dx, y + i * dy);
	return n > 0 ? sum / (255.0 * n) : 0;
}

static struct tick_frame frame_at(const struct grey *g, int x, int y, int side)
{
	double s[4] = {
		line_dark(g, x, y, 1, 0, side), line_dark(g, x, y + side, 1, 0, side),
		line_dark(g, x, y, 0, 1, side), line_dark(g, x + side, y, 0, 1, side)};
	struct tick_frame f = {0, 1};

	for (int i = 0; i < 4; i++) {
		f.mean += s[i] / 4;
		f.weakest = s[i] < f.weakest ? s[i] : f.weakest;
	}
	return f;
}

static void find_frame(struct sheet *s, int i)
{
	const struct tick_place *b = &s->p->box[i];
	int x0 = (int)lround(b->x * S), y0 = (int)lround(b->y * S);
	int side = (int)lround(b->w * S);
	double best = 0;

	for (int dy = -REACH; dy <= REACH; dy++)
		for (int dx = -REACH; dx <= REACH; dx++)
			for (int ds = -1; ds <= 1; ds++) {
				struct tick_frame f =
					frame_at(s->dark, x0 + dx, y0 + dy, side + ds);
				/* the weakest side tells a frame from a stroke */
				double v =
					f.mean + f.weakest - 0.004 * (abs(dx) + abs(dy));

				if (v <= best)
					continue;
				best = v;
				s->left[i] = x0 + dx, s->top[i] = y0 + dy;
				s->side[i] = side + ds;
				s->framed[i] =
					f.mean >= FRAME_MEAN && f.weakest >= FRAME_SIDE;
			}
}

/* ---- ink ---- */

/* Above the paper's own noise: half of all pixels are paper and no darker than this. */
static int threshold(const struct grey *g)
{
	size_t many[256] = {0}, n = (size_t)g->w * g->h, seen = 0;
	int v = 0;

	for (size_t i = 0; i < n; i++)
		many[g->px[i]]++;
	while (v < 255 && (seen += many[v]) * 2 < n)
		v++;
	return v * 7 / 2 > 54 ? (v * 7 / 2 < 110 ? v * 7 / 2 : 110) : 54;
}

/* A speck with fewer than three neighbours is noise. */
static void mark_ink(struct sheet *s)
{
	const struct grey *g = s->dark;
	int least = threshold(g), w = (int)g->w, h = (int)g->h;

	for (int y = 0; y < h; y++)
		for (int x = 0; x < w; x++) {
			int near = 0;

			if (at(g, x, y) < least)
				continue;
			for (int k = 0; k < 9; k++)
				near += k != 4 &&
					at(g, x + k % 3 - 1, y + k / 3 - 1) >= least;
			s->ink[(size_t)y * g->w + (size_t)x] = near >= 3;
		}
}

/* The sheet's own rules would join what was written on both sides of them. */
static void drop_rules(struct sheet *s, bool down)
{
	uint32_t w = s->dark->w, h = s->dark->h, n = down ? h : w, m = down ? w : h;
	size_t step = down ? w : 1, line = down ? 1 : w;

	for (uint32_t k = 0; k < m; k++) {
		unsigned char *row = s->ink + (size_t)k * line;

		for (uint32_t i = 0, run = 0; i <= n; i++) {
			if (i < n && row[i * step]) {
				run++;
				continue;
			}
			for (uint32_t j = i - run; run >= RULE && j < i; j++)
				row[j * step] = 0;
			run = 0;
		}
	}
}

static uint32_t root(uint32_t *up, uint32_t i)
{
	while (up[i] != i)
		i = up[i] = up[up[i]];
	return i;
}

/* Each stroke has one label: the first pixel of it. */
static void label(struct sheet *s)
{
	uint32_t w = s->dark->w, h = s->dark->h;

	for (uint32_t i = 0; i < w * h; i++) {
		uint32_t x = i % w, near[4], n = 0;

		s->label[i] = i;
		if (!s->ink[i])
			continue;
		if (x > 0)
			near[n++] = i - 1;
		if (i >= w) {
			near[n++] = i - w;
			if (x > 0)
				near[n++] = i - w - 1;
			if (x + 1 < w)
				near[n++] = i - w + 1;
		}
		for (uint32_t k = 0; k < n; k++)
			if (s->ink[near[k]]) {
				uint32_t a = root(s->label, near[k]),
					 b = root(s->label, i);

				s->label[a < b ? b : a] = a < b ? a : b;
			}
	}
}

/* ---- inside and about a box ---- */

#define LABELS 48

struct inside {
	uint32_t label[LABELS];
	int many[LABELS], n, all, ink;
};

static void look_inside(struct sheet *s, int i, struct inside *o)
{
	int x0 = s->left[i] + INSET, x1 = s->left[i] + s->side[i] - INSET + 1;
	int y0 = s->top[i] + INSET, y1 = s->top[i] + s->side[i] - INSET + 1;

	memset(o, 0, sizeof *o);
	for (int y = y0; y < y1; y++)
		for (int x = x0; x < x1; x++) {
			size_t p = (size_t)y * s->dark->w + (size_t)x;
			uint32_t l;
			int k = 0;

			if (x < 0 || y < 0 || (uint32_t)x >= s->dark->w ||
			    (uint32_t)y >= s->dark->h)
				continue;
			o->all++;
			if (!s->ink[p])
				continue;
			o->ink++;
			l = root(s->label, (uint32_t)p);
			while (k < o->n && o->label[k] != l)
				k++;
			if (k == o->n && o->n < LABELS)
				o->label[o->n++] = l;
			if (k < LABELS)
				o->many[k]++;
		}
}

static int of_label(const struct inside *o, uint32_t l)
{
	for (int k = 0; k < o->n; k++)
		if (o->label[k] == l)
			return o->many[k];
	return 0;
}

/* A stroke through several boxes is one box's, if it is so much more in there; else it is
 * nobody's, and a person looks. */
static void share(struct sheet *s, const struct inside *in, int i)
{
	for (int k = 0; k < in[i].n; k++)
		for (int j = 0; j < s->p->boxes; j++) {
			int mine = in[i].many[k];
			int other = j == i ? 0 : of_label(&in[j], in[i].label[k]);

			if (other > 0 && mine < OWNER * other)
				s->t->box[i] = TICK_DOUBT;
		}
}

/* Ink close about an empty box that is no ticked box's own: meant for it, perhaps. */
static bool beside(struct sheet *s, const struct inside *in, int i)
{
	int n = 0, out = (int)(3.2 * S), low = (int)(2.4 * S);
	int x1 = s->left[i] + s->side[i], y1 = s->top[i] + s->side[i];

	for (int y = s->top[i] - low; y <= y1 + low; y++)
		for (int x = s->left[i] - out; x <= x1 + out; x++) {
			bool frame = x > s->left[i] - 3 && x < x1 + 3 &&
				     y > s->top[i] - 3 && y < y1 + 3;
			uint32_t l;
			bool known = false;

			if (frame || x < 0 || y < 0 || (uint32_t)x >= s->dark->w ||
			    (uint32_t)y >= s->dark->h)
				continue;
			if (!s->ink[(size_t)y * s->dark->w + (size_t)x])
				continue;
			l = root(s->label,
				 (uint32_t)((size_t)y * s->dark->w + (size_t)x));
			for (int j = 0; j < s->p->boxes && !known; j++)
				known = s->t->box[j] == TICK_YES &&
					of_label(&in[j], l) > 0;
			n += !known;
		}
	return n > BESIDE;
}

static void judge(struct sheet *s, struct inside *in)
{
	struct ticks *t = s->t;

	for (int i = 0; i < s->p->boxes; i++) {
		int part = in[i].all ? in[i].ink * 1000 / in[i].all : 0;

		t->ink[i] = part;
		t->box[i] = !s->framed[i]     ? TICK_DOUBT
			    : part <= EMPTY   ? TICK_EMPTY
			    : part < TICKED   ? TICK_DOUBT
			    : part <= BLACKED ? TICK_YES
					      : TICK_DOUBT;
	}
	for (int i = 0; i < s->p->boxes; i++)
		share(s, in, i);
	for (int i = 0; i < s->p->boxes; i++)
		if (t->box[i] == TICK_EMPTY && beside(s, in, i))
			t->box[i] = TICK_DOUBT;
}

/* More than a speck within that part of a field: from top and from bottom in points. */
static bool written(const struct sheet *s, struct tick_place r, double top, double bottom)
{
	int n = 0, x0 = (int)((r.x + 4) * S), x1 = (int)((r.x + r.w - 4) * S);
	int y0 = (int)((r.y + top) * S), y1 = (int)((r.y + r.h - bottom) * S);

	for (int y = y0; y < y1 && y < (int)s->dark->h; y++)
		for (int x = x0; x < x1 && x < (int)s->dark->w; x++)
			n += s->ink[(size_t)y * s->dark->w + (size_t)x];
	return n > 40;
}

void ticks_measure(const struct grey *dark, const struct tick_plan *p, struct ticks *t)
{
	size_t all = (size_t)dark->w * dark->h;
	struct sheet s = {.dark = dark,
			  .p = p,
			  .t = t,
			  .ink = calloc(all, 1),
			  .label = malloc(all * sizeof(uint32_t))};
	struct inside *in = calloc(TICKS_BOXES, sizeof *in);

	for (int i = 0; i < p->boxes; i++)
		t->box[i] = TICK_DOUBT; /* also when memory ends here */
	if (s.ink && s.label && in) {
		for (int i = 0; i < p->boxes; i++)
			find_frame(&s, i);
		mark_ink(&s);
		drop_rules(&s, false);
		drop_rules(&s, true);
		label(&s);
		for (int i = 0; i < p->boxes; i++)
			look_inside(&s, i, &in[i]);
		judge(&s, in);
		t->note = p->note.h > 24 && written(&s, p->note, 17, 4);
		t->initials = p->initials.h > 70 && written(&s, p->initials, 28, 33);
	}
	free(s.ink);
	free(s.label);
	free(in);
}
