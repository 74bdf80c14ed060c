/* Every procedure as the sheet of its SOP: what is printed lies apart, and nothing is
 * lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include "sop.h"
#include "svc_sop.h"

static const struct day MADE = {2026, 11, 27};

struct room {
	struct flow_procs *procs;
	struct tpl_engine *engine;
	struct arena *a;
};

static void check(enum err e, const struct fail *f)
{
	if (e)
		fail_msg("%s", f->text);
}

static int enter(void **state)
{
	struct room *r = calloc(1, sizeof(*r));
	struct tpl_paths paths = {.share = SHARE};
	struct fail f = {0};

	xml_init();
	check(flow_procs_load(&r->procs, SHARE, NULL, &f), &f);
	check(tpl_open(&r->engine, &paths, &f), &f);
	*state = r;
	return 0;
}

static int leave(void **state)
{
	struct room *r = *state;

	flow_procs_free(r->procs);
	tpl_close(r->engine);
	free(r);
	return 0;
}

/* ---- geometry ---- */

#define EPS 0.2

static bool apart(const struct sop_item *a, double x1, double y1, double x2, double y2)
{
	return a->x2 <= x1 + EPS || x2 <= a->x1 + EPS || a->y2 <= y1 + EPS ||
	       y2 <= a->y1 + EPS;
}

static bool inside(const struct sop_item *t, double x1, double y1, double x2, double y2)
{
	return t->x1 >= x1 - EPS && t->x2 <= x2 + EPS && t->y1 >= y1 - EPS &&
	       t->y2 <= y2 + EPS;
}

static bool is_text(const struct sop_item *i)
{
	return i->kind == SOP_TEXT || i->kind == SOP_WORD;
}

static bool is_line(const struct sop_item *i)
{
	return i->kind == SOP_GRID || i->kind == SOP_FLOW || i->kind == SOP_HEAD;
}

static bool is_symbol(const struct sop_item *i)
{
	return i->kind >= SOP_CAPSULE;
}

/* A line runs level or upright; as a rectangle of no width. */
static bool crosses(const struct sop_item *line, const struct sop_item *o)
{
	double x1 = line->x1 < line->x2 ? line->x1 : line->x2,
	       x2 = line->x1 < line->x2 ? line->x2 : line->x1;
	double y1 = line->y1 < line->y2 ? line->y1 : line->y2,
	       y2 = line->y1 < line->y2 ? line->y2 : line->y1;

	return !apart(o, x1 - 2 * EPS, y1 - 2 * EPS, x2 + 2 * EPS, y2 + 2 * EPS) &&
	       x2 > o->x1 + EPS && x1 < o->x2 - EPS && y2 > o->y1 + EPS &&
	       y1 < o->y2 - EPS;
}

/* A word beside a diamond may lie in the corner its slopes leave free. */
static bool beside(const struct sop_item *t, const struct sop_item *d)
{
	double x = (d->x1 + d->x2) / 2, y = (d->y1 + d->y2) / 2;
	double dx = t->x1 > x ? t->x1 - x : x - t->x2,
	       dy = t->y1 > y ? t->y1 - y : y - t->y2;

	return d->kind == SOP_DIAMOND && dx > 0 &&
	       dx / ((d->x2 - d->x1) / 2) + (dy > 0 ? dy : 0) / ((d->y2 - d->y1) / 2) >=
		       1 - 0.02;
}

static void two_items(const struct str id, size_t page, const struct sop_item *a,
		      const struct sop_item *b)
{
	const char *what = NULL;

	if (a->kind == SOP_TEXT && b->kind == SOP_TEXT &&
	    !apart(a, b->x1, b->y1, b->x2, b->y2))
		what = "two texts overlap";
	if (is_text(a) && is_line(b) && crosses(b, a))
		what = "a line crosses a text";
	if (is_text(a) && is_symbol(b) && !apart(a, b->x1, b->y1, b->x2, b->y2) &&
	    !(b->kind == SOP_PLUG && inside(a, b->x1, b->y1, b->x2, b->y2)) &&
	    !beside(a, b))
		what = "a text lies on a symbol";
	if (is_symbol(a) && (b->kind == SOP_FLOW || b->kind == SOP_HEAD) && crosses(b, a))
		what = "an arrow crosses a symbol";
	if (is_symbol(a) && is_symbol(b) && !apart(a, b->x1, b->y1, b->x2, b->y2))
		what = "two symbols overlap";
	if (what)
		fail_msg(STR_FMT
			 ", page %zu: %s: (%.1f %.1f %.1f %.1f) (%.1f %.1f %.1f %.1f)",
			 STR_ARG(id), page + 1, what, a->x1, a->y1, a->x2, a->y2, b->x1,
			 b->y1, b->x2, b->y2);
}

/* A flow line along a line of the table would be lost on it. */
static bool lost(const struct sop_item *flow, const struct sop_item *grid)
{
	bool upright = flow->x1 == flow->x2 && grid->x1 == grid->x2,
	     level = flow->y1 == flow->y2 && grid->y1 == grid->y2;
	double off = upright ? flow->x1 - grid->x1 : flow->y1 - grid->y1;
	double a1 = upright ? flow->y1 : flow->x1, a2 = upright ? flow->y2 : flow->x2,
	       b1 = upright ? grid->y1 : grid->x1, b2 = upright ? grid->y2 : grid->x2;

	return (upright || level) && off > -1.2 && off < 1.2 &&
	       (a1 < a2 ? a1 : a2) < b2 - EPS && (a1 < a2 ? a2 : a1) > b1 + EPS;
}

static void one_page(const struct str id, size_t no, const struct sop_page *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct sop_item *a = &p->items[i];

		if (a->kind == SOP_TEXT &&
		    !inside(a, a->cell[0], a->cell[1], a->cell[2], a->cell[3]))
			fail_msg(STR_FMT ", page %zu: a text leaves its cell: (%.1f %.1f "
					 "%.1f %.1f) "
					 "(%.1f %.1f %.1f %.1f)",
				 STR_ARG(id), no + 1, a->x1, a->y1, a->x2, a->y2,
				 a->cell[0], a->cell[1], a->cell[2], a->cell[3]);
		if (a->x1 < SOP_SIDE - 1 || a->x2 > SOP_W - SOP_SIDE + 1 ||
		    a->y1 < SOP_SIDE - 1 || a->y2 > SOP_H - SOP_SIDE + 8)
			fail_msg(STR_FMT ", page %zu: leaves the page", STR_ARG(id),
				 no + 1);
		for (size_t k = 0; k < p->n; k++) {
			if (k != i && (k > i || a->kind != p->items[k].kind))
				two_items(id, no, a, &p->items[k]);
			if ((a->kind == SOP_FLOW || a->kind == SOP_HEAD) &&
			    p->items[k].kind == SOP_GRID && lost(a, &p->items[k]))
				fail_msg(STR_FMT ", page %zu: an arrow runs along the "
						 "table at %.1f",
					 STR_ARG(id), no + 1, a->x1);
		}
	}
}

static size_t laid(struct room *r, const struct flow_proc *p, const struct tpl_sop *o)
{
	struct sop_sheet s = {.a = r->a, .t = r->engine, .sop = o};
	size_t decisions = 0, words = 0;
	struct fail f = {0};

	check(sop_lay(&s, &f), &f);
	for (size_t i = 0; i < s.n; i++) {
		one_page(p->id, i, s.pages[i]);
		for (size_t k = 0; k < s.pages[i]->n; k++) {
			const struct sop_item *it = &s.pages[i]->items[k];

			decisions += it->kind == SOP_DIAMOND ? 1 : 0;
			words += it->kind == SOP_WORD ? 1 : 0;
		}
	}
	if (words < decisions * 2)
		fail_msg(STR_FMT ", %zu posts: %zu decisions, %zu words", STR_ARG(p->id),
			 o->actors_n, decisions, words);
	return s.n;
}

static void every_sheet_is_laid_apart(void **state)
{
	struct room *r = *state;

	for (size_t i = 0; i < flow_procs_count(r->procs); i++) {
		const struct flow_proc *p = flow_procs_at(r->procs, i);
		struct tpl_sop o;

		r->a = arena_open();
		svc_sop_sheet(r->a, p, NULL, MADE, &o);
		(void)laid(r, p, &o);
		arena_close(r->a);
	}
}

/* ---- what no survey has: many posts, many rows, ways over several pages ---- */

#define MANY 44

static void fill_rows(struct tpl_sop_row *rows, size_t n, size_t posts, int seed)
{
	for (size_t i = 0; i < n; i++) {
		rows[i] = (struct tpl_sop_row){
			.no = (int)i + 1,
			.activity = STR("Memeriksa kelengkapan berkas permohonan dan "
					"mencatatnya"),
			.requirement =
				STR("Berkas permohonan, formulir, buku registrasi"),
			.time = STR("10-15 menit"),
			.output = STR("Berkas terperiksa"),
			.actors = 1u << ((i * 7 + (size_t)seed) % posts)};
		if (i % 3 == 0 && i + 1 < n)
			rows[i].actors |= 1u << ((i * 5 + 3) % posts);
	}
}

static void no_of(struct tpl_sop_row *rows, size_t at, int to)
{
	rows[at - 1].no_to = to;
	rows[at - 1].actors = rows[at - 1].actors & ~(rows[at - 1].actors - 1);
}

static void ways_cross_pages_and_each_other(void **state)
{
	static const size_t posts[] = {1, 2, 5, 11, 16};
	struct room *r = *state;
	struct tpl_sop_row rows[MANY];
	const struct flow_proc p = {.id = STR("banyak")};

	for (size_t k = 0; k < sizeof(posts) / sizeof(*posts); k++) {
		struct tpl_sop o = {.name = STR("Banyak"),
				    .rows = rows,
				    .rows_n = MANY,
				    .actors_n = posts[k]};

		for (int seed = 0; seed < 3; seed++) {
			for (size_t i = 0; i < posts[k]; i++)
				o.actors[i] = STR("Kasubbag Umum dan Kepegawaian");
			fill_rows(rows, MANY, posts[k], seed);
			no_of(rows, 4, 2);
			no_of(rows, 5, 1);
			no_of(rows, 6, 3);
			no_of(rows, 20, 3);  /* pages back */
			no_of(rows, 22, 20); /* back to a decision */
			no_of(rows, 30, 40); /* onward */
			rows[34].next_to = 36 + seed % 3;
			r->a = arena_open();
			assert_true(laid(r, &p, &o) >= 4);
			arena_close(r->a);
		}
	}
}

static void a_long_identity_goes_on(void **state)
{
	struct room *r = *state;
	struct tpl_sop_row row = {.no = 1, .activity = STR("Kerja"), .actors = 1};
	struct str items[60];
	const struct flow_proc p = {.id = STR("panjang")};
	struct tpl_sop o = {.name = STR("Panjang"),
			    .rows = &row,
			    .rows_n = 1,
			    .actors_n = 1,
			    .actors = {STR("Pelaksana")}};

	for (size_t i = 0; i < 60; i++)
		items[i] = STR("Peraturan Menteri Dalam Negeri Nomor 1 Tahun 2023 "
			       "tentang Tata Naskah "
			       "Dinas di Lingkungan Pemerintah Daerah");
	o.boxes[TPL_SOP_LEGAL] = (struct tpl_sop_list){items, 60};
	o.boxes[TPL_SOP_WARNINGS] = (struct tpl_sop_list){items, 5};
	r->a = arena_open();
	assert_true(laid(r, &p, &o) >= 4);
	arena_close(r->a);
}

static void a_row_longer_than_a_page_is_told(void **state)
{
	struct room *r = *state;
	struct arena *a = arena_open();
	struct tpl_sop_row row = {.no = 1, .activity = STR("Kerja"), .actors = 1};
	struct tpl_sop o = {.name = STR("Panjang"),
			    .rows = &row,
			    .rows_n = 1,
			    .actors_n = 1,
			    .actors = {STR("Pelaksana")}};
	struct sop_sheet s = {.a = a, .t = r->engine, .sop = &o};
	struct fail f = {0};

	row.requirement = STR("berkas ");
	for (int i = 0; i < 10; i++)
		row.requirement = arena_fmt(a, STR_FMT STR_FMT, STR_ARG(row.requirement),
					    STR_ARG(row.requirement));
	assert_int_equal(sop_lay(&s, &f), ERR_LIMIT);
	assert_non_null(strstr(f.text, "Langkah 1"));
	arena_close(a);
}

/* A document of a row is written on a form that is there. */
static void forms_of_documents_are_there(void **state)
{
	struct room *r = *state;

	for (size_t i = 0; i < flow_procs_count(r->procs); i++) {
		const struct flow_proc *p = flow_procs_at(r->procs, i);

		for (size_t k = 0; k < p->steps_n; k++) {
			for (size_t d = 0; d < p->steps[k].docs_n; d++) {
				struct str form = p->steps[k].docs[d].form;

				if (form.n && !tpl_form_get(r->engine, form))
					fail_msg(STR_FMT ": no form " STR_FMT,
						 STR_ARG(p->id), STR_ARG(form));
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(every_sheet_is_laid_apart),
		cmocka_unit_test(ways_cross_pages_and_each_other),
		cmocka_unit_test(a_long_identity_goes_on),
		cmocka_unit_test(a_row_longer_than_a_page_is_told),
		cmocka_unit_test(forms_of_documents_are_there),
	};

	return cmocka_run_group_tests(t, enter, leave);
}
