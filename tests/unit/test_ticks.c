/* The reader of ticks: sheets drawn here, ticked at random, laid askew in bad light; what
 * it says for certain must be so.  Pages of the real printer are
 * tests/scenario/centang.mjs. */
#include <setjmp.h>
#include <stdarg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "ticks_inside.h"

#define W       300 /* points */
#define H       230
#define CANVAS  4 /* pixels a point of the sheet before it is photographed */
#define PHOTO_W 1300
#define PHOTO_H 1000

static uint32_t dice(uint32_t *s)
{
	*s ^= *s << 13, *s ^= *s >> 17, *s ^= *s << 5;
	return *s;
}

static double part(uint32_t *s) /* 0 to 1 */
{
	return dice(s) / 4294967296.0;
}

static const char PLAN[] =
	"code NASKAH UJI 2026/0001#00000000\n"
	"area 0 0 30000 23000\n"
	"mark 500 500 1100 1100\nmark 28400 500 1100 1100\n"
	"mark 28400 21400 1100 1100\nmark 500 21400 1100 1100\n"
	"qr 23000 2500 4000 4000\n"
	"note 2000 17000 12000 3500\ninitials 15000 13000 12000 7500\n"
	"box 3000 8000 800 800\nbox 3000 9500 800 800\nbox 3000 11000 800 800\n"
	"box 3000 12500 800 800\nbox 12000 8000 800 800\nbox 12000 9500 800 800\n"
	"box 12000 11000 800 800\nbox 12000 12500 800 800\n";

static void fill(struct grey *g, struct tick_place r, unsigned char v)
{
	for (int y = (int)(r.y * CANVAS); y < (int)((r.y + r.h) * CANVAS); y++)
		for (int x = (int)(r.x * CANVAS); x < (int)((r.x + r.w) * CANVAS); x++)
			g->px[(size_t)y * g->w + (size_t)x] = v;
}

static void stroke(struct grey *g, double x0, double y0, double x1, double y1,
		   uint32_t *s)
{
	double r = (0.4 + 0.4 * part(s)) * CANVAS, ink = 30 + 70 * part(s);

	for (double t = 0; t <= 1; t += 0.01) {
		double x = (x0 + (x1 - x0) * t) * CANVAS,
		       y = (y0 + (y1 - y0) * t) * CANVAS;

		for (int v = (int)(y - r); v <= (int)(y + r); v++)
			for (int u = (int)(x - r); u <= (int)(x + r); u++)
				if (hypot(u - x, v - y) <= r)
					g->px[(size_t)v * g->w + (size_t)u] =
						(unsigned char)ink;
	}
}

static struct grey sheet(const struct tick_plan *p, uint32_t ticked, uint32_t *s)
{
	struct grey g = {W * CANVAS, H * CANVAS, malloc(W * CANVAS * H * CANVAS)};

	memset(g.px, 245, (size_t)g.w * g.h);
	for (int i = 0; i < 4; i++)
		fill(&g, p->mark[i], 10);
	fill(&g, p->qr, 120);
	for (int i = 0; i < p->boxes; i++) {
		struct tick_place b = p->box[i];

		fill(&g, (struct tick_place){b.x - 0.3, b.y - 0.3, b.w + 0.6, b.h + 0.6},
		     40);
		fill(&g, (struct tick_place){b.x + 0.3, b.y + 0.3, b.w - 0.6, b.h - 0.6},
		     245);
		if (!(ticked >> i & 1))
			continue;
		stroke(&g, b.x + 1, b.y + 4 + part(s), b.x + 3, b.y + 7, s);
		stroke(&g, b.x + 3, b.y + 7, b.x + 8 + 2 * part(s), b.y + part(s), s);
	}
	return g;
}

/* Each pixel of the photograph by the warp from it to the sheet; the code's corners by
 * the one back. */
static struct grey photo(const struct grey *g, const struct tick_plan *p, uint32_t *s,
			 struct tick_point code[4])
{
	struct tick_point paper[4] = {{0, 0}, {W, 0}, {W, H}, {0, H}}, at[4];
	struct grey o = {PHOTO_W, PHOTO_H, malloc(PHOTO_W * PHOTO_H)};
	double light = 0.5 + 0.5 * part(s), turn = part(s) * 6.3;
	struct warp to, back;

	for (int i = 0; i < 4; i++) {
		double x = paper[i].x - W / 2.0 + 20 * part(s),
		       y = paper[i].y - H / 2.0 + 20 * part(s);

		at[i].x = PHOTO_W / 2.0 + 2.4 * (cos(turn) * x - sin(turn) * y);
		at[i].y = PHOTO_H / 2.0 + 2.4 * (sin(turn) * x + cos(turn) * y);
	}
	assert_true(ticks_warp_fit(at, paper, 4, &to) &&
		    ticks_warp_fit(paper, at, 4, &back));
	for (uint32_t y = 0; y < o.h; y++)
		for (uint32_t x = 0; x < o.w; x++) {
			struct tick_point q;
			double v = 50;

			if (ticks_warp_at(&to, x + 0.5, y + 0.5, &q) && q.x >= 0 &&
			    q.y >= 0 && q.x < W && q.y < H)
				v = g->px[(size_t)(q.y * CANVAS) * g->w +
					  (size_t)(q.x * CANVAS)];
			v = v * light * (1 - 0.3 * x / o.w) + 16 * (part(s) - 0.5);
			o.px[(size_t)y * o.w + x] = (unsigned char)(v < 0     ? 0
								    : v > 255 ? 255
									      : v);
		}
	(void)ticks_warp_at(&back, p->qr.x, p->qr.y, &code[0]);
	(void)ticks_warp_at(&back, p->qr.x + p->qr.w, p->qr.y, &code[1]);
	(void)ticks_warp_at(&back, p->qr.x + p->qr.w, p->qr.y + p->qr.h, &code[2]);
	(void)ticks_warp_at(&back, p->qr.x, p->qr.y + p->qr.h, &code[3]);
	return o;
}

static void what_is_certain_is_so(void **state)
{
	struct tick_plan p;
	uint32_t s = 2026;
	int certain = 0, all = 0;

	(void)state;
	assert_true(ticks_plan_read(PLAN, sizeof PLAN - 1, &p));
	for (int k = 0; k < 12; k++) {
		uint32_t ticked = dice(&s) & 0xff;
		struct grey g = sheet(&p, ticked, &s), straight;
		struct tick_point code[4];
		struct grey o = photo(&g, &p, &s, code);
		struct ticks t;

		assert_true(ticks_read(&o, code, &p, &t, &straight));
		assert_int_equal(t.marks, 4);
		for (int i = 0; i < p.boxes; i++, all++) {
			if (t.box[i] == TICK_DOUBT)
				continue;
			certain++;
			assert_int_equal(t.box[i] == TICK_YES, ticked >> i & 1);
		}
		free(g.px);
		free(o.px);
		free(straight.px);
	}
	assert_true(certain * 10 >= all * 9);
}

static void a_shared_stroke_is_a_doubt(void **state)
{
	struct tick_point code[4];
	struct tick_plan p;
	struct grey g, o, straight;
	struct ticks t;
	uint32_t s = 7;

	(void)state;
	assert_true(ticks_plan_read(PLAN, sizeof PLAN - 1, &p));
	g = sheet(&p, 0, &s);
	stroke(&g, 34, 78, 34, 120, &s);                  /* through three boxes */
	fill(&g, (struct tick_place){120, 95, 8, 8}, 20); /* blacked out */
	stroke(&g, 116, 111, 118, 117, &s);               /* beside a box */
	o = photo(&g, &p, &s, code);
	assert_true(ticks_read(&o, code, &p, &t, &straight));
	for (int i = 0; i < 3; i++)
		assert_int_equal(t.box[i], TICK_DOUBT);
	assert_int_equal(t.box[5], TICK_DOUBT);
	assert_int_equal(t.box[6], TICK_DOUBT);
	assert_int_equal(t.box[3], TICK_EMPTY);
	free(g.px);
	free(o.px);
	free(straight.px);
}

static void pictures_of_anything_end(void **state)
{
	struct tick_plan p;
	uint32_t s = 99;

	(void)state;
	assert_true(ticks_plan_read(PLAN, sizeof PLAN - 1, &p));
	for (int k = 0; k < 40; k++) {
		struct grey g = {1 + dice(&s) % 400, 1 + dice(&s) % 400, NULL}, straight;
		struct tick_point code[4];
		struct ticks t;

		g.px = malloc((size_t)g.w * g.h);
		for (size_t i = 0; i < (size_t)g.w * g.h; i++)
			g.px[i] = (unsigned char)(k % 3 ? dice(&s) : (uint32_t)k);
		for (int i = 0; i < 4; i++)
			code[i] = (struct tick_point){part(&s) * 500 - 50,
						      part(&s) * 500 - 50};
		if (k == 5)
			code[0].x = NAN;
		if (k == 6)
			code[1] = code[2] = code[3] = code[0];
		(void)ticks_read(&g, code, &p, &t, &straight);
		free(straight.px);
		free(g.px);
	}
}

static void a_plan_is_read_strictly(void **state)
{
	static const char *const bad[] = {"",
					  "code X",
					  "box 1 2 3\n",
					  "box 1 2 3 4 5\n",
					  "area 0 0 1 1\ncode A\n",
					  "kotak 1 2 3 4\n",
					  "box 0 0 999999 800\n",
					  "box -1 0 10 10\n",
					  "mark 1 1 9999999 1\n"};
	struct tick_plan p;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(ticks_plan_read(bad[i], strlen(bad[i]), &p));
	assert_false(ticks_plan_read(PLAN, sizeof PLAN - 2, &p));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_certain_is_so),
		cmocka_unit_test(a_shared_stroke_is_a_doubt),
		cmocka_unit_test(pictures_of_anything_end),
		cmocka_unit_test(a_plan_is_read_strictly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
