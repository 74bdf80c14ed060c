/* Where the arrows of a flowchart run, on charts small enough to be read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "sop_route.h"

#define ROWS 5

/* Columns of 40 from 100; rows of 50, symbols of 24 x 20 in their middle. */
struct drawing {
	struct arena *a;
	struct route_row rows[ROWS];
	struct route_chart c;
	struct route way;
};

static void begin(struct drawing *d, size_t cols, const unsigned actors[ROWS])
{
	*d = (struct drawing){.a = arena_open()};
	for (int i = 0; i < ROWS; i++)
		d->rows[i] = (struct route_row){.top = 50 + 50 * i,
						.h = 50,
						.mid = 75 + 50 * i,
						.half_h = 10,
						.actors = actors[i],
						.next = i + 1 < ROWS ? i + 1 : ROUTE_NONE,
						.no = ROUTE_NONE};
	d->c = (struct route_chart){.left = 100,
				    .col_w = 40,
				    .half_w = 12,
				    .strip = 18,
				    .cols = cols,
				    .rows = d->rows,
				    .rows_n = ROWS,
				    .yes_w = 6,
				    .no_w = 12,
				    .label_h = 6};
}

static void no(struct drawing *d, int from, int to)
{
	d->rows[from].no = to;
	d->rows[from].decision = true;
}

static size_t count(const struct drawing *d, enum route_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < d->way.n; i++)
		n += d->way.marks[i].kind == kind;
	return n;
}

static bool has(const struct drawing *d, enum route_kind kind, double x1, double y1,
		double x2, double y2)
{
	for (size_t i = 0; i < d->way.n; i++) {
		const struct route_mark *m = &d->way.marks[i];

		if (m->kind == kind && m->x1 == x1 && m->y1 == y1 && m->x2 == x2 &&
		    m->y2 == y2)
			return true;
	}
	return false;
}

static void one_post_works_straight_down(void **state)
{
	struct drawing d;

	(void)state;
	begin(&d, 1, (const unsigned[]){1, 1, 1, 1, 1});
	sop_route(d.a, &d.c, &d.way);
	assert_int_equal(d.way.n, 4);
	assert_true(has(&d, ROUTE_HEAD, 120, 85, 120, 115));
	arena_close(d.a);
}

/* Across in the channel above the next row, from the nearest of its doers. */
static void another_post_is_reached_in_the_channel(void **state)
{
	struct drawing d;

	(void)state;
	begin(&d, 4, (const unsigned[]){1 | 4, 8, 8, 8, 8});
	sop_route(d.a, &d.c, &d.way);
	assert_true(has(&d, ROUTE_LINE, 200, 85, 200, 106));
	assert_true(has(&d, ROUTE_LINE, 200, 106, 240, 106));
	assert_true(has(&d, ROUTE_HEAD, 240, 106, 240, 115));
	arena_close(d.a);
}

static void a_return_runs_in_a_lane_beside_the_symbols(void **state)
{
	struct drawing d;

	(void)state;
	begin(&d, 2, (const unsigned[]){1, 1, 2, 2, 1});
	no(&d, 3, 1);
	sop_route(d.a, &d.c, &d.way);
	assert_int_equal(count(&d, ROUTE_NO), 1);
	assert_int_equal(count(&d, ROUTE_YES), 1);
	for (size_t i = 0; i < d.way.n; i++) {
		const struct route_mark *m = &d.way.marks[i];

		if (m->kind == ROUTE_LINE && m->x1 == m->x2 && m->y1 == 225) /* upward */
			assert_true(m->x1 > 172 && m->x1 < 180 && m->y2 == 125);
	}
	arena_close(d.a);
}

/* To the same row they may join; to others they keep apart. */
static void lanes_to_different_rows_keep_apart(void **state)
{
	struct drawing d;
	double x[2];
	size_t n = 0;

	(void)state;
	begin(&d, 1, (const unsigned[]){1, 1, 1, 1, 1});
	no(&d, 3, 1);
	no(&d, 2, 0);
	sop_route(d.a, &d.c, &d.way);
	for (size_t i = 0; i < d.way.n; i++) {
		const struct route_mark *m = &d.way.marks[i];

		if (m->kind == ROUTE_LINE && m->x1 == m->x2 && m->y1 > m->y2 && n < 2)
			x[n++] = m->x1;
	}
	assert_int_equal(n, 2);
	assert_true(x[0] - x[1] > 3 || x[1] - x[0] > 3);
	arena_close(d.a);
}

static char letter_at(const struct drawing *d, size_t page, double x)
{
	for (size_t i = 0; i < d->way.n; i++) {
		const struct route_mark *m = &d->way.marks[i];

		if (m->kind == ROUTE_PLUG_AT && m->page == page && m->x1 == x)
			return m->letter;
	}
	return 0;
}

static void what_leaves_the_page_comes_back_by_its_letter(void **state)
{
	struct drawing d;

	(void)state;
	begin(&d, 2, (const unsigned[]){1, 1, 1, 2, 2});
	for (int i = 3; i < ROWS; i++) {
		d.rows[i].page = 1;
		d.rows[i].top -= 150;
		d.rows[i].mid -= 150;
	}
	no(&d, 3, 1);
	assert_true(sop_route_wants_strip(d.rows, ROWS));
	sop_route(d.a, &d.c, &d.way);
	assert_int_equal(count(&d, ROUTE_PLUG_AT), 4);
	assert_int_equal(letter_at(&d, 0, 120), letter_at(&d, 1, 160)); /* the way on */
	assert_int_equal(letter_at(&d, 0, 189), letter_at(&d, 1, 189)); /* the return */
	assert_int_not_equal(letter_at(&d, 0, 120), letter_at(&d, 0, 189));
	assert_true(has(&d, ROUTE_HEAD, 183.5, 125, 132, 125));
	arena_close(d.a);
}

static void an_end_leads_nowhere(void **state)
{
	struct drawing d;

	(void)state;
	begin(&d, 1, (const unsigned[]){1, 1, 1, 1, 1});
	d.rows[1].no = 3;
	d.rows[1].decision = true;
	d.rows[2].next = ROUTE_NONE;
	sop_route(d.a, &d.c, &d.way);
	assert_false(has(&d, ROUTE_HEAD, 120, 185, 120, 215));
	assert_true(has(&d, ROUTE_HEAD, 120, 235, 120, 265));
	arena_close(d.a);
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(one_post_works_straight_down),
		cmocka_unit_test(another_post_is_reached_in_the_channel),
		cmocka_unit_test(a_return_runs_in_a_lane_beside_the_symbols),
		cmocka_unit_test(lanes_to_different_rows_keep_apart),
		cmocka_unit_test(what_leaves_the_page_comes_back_by_its_letter),
		cmocka_unit_test(an_end_leads_nowhere),
	};

	return cmocka_run_group_tests(t, NULL, NULL);
}
