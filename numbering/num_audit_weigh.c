/* num_audit_weigh.c - order, doubles and gaps of a register that was read. */
#include "num_audit_inside.h"
#include <stdlib.h>

enum { FAR = 50 }; /* a serial that far from its neighbours is a slip, not a gap */

void aud_note(struct aud *x, enum num_audit_kind kind, const struct aud_line *l, struct str text)
{
	struct num_audit *o = x->out;

	if (o->notes_n == x->cap) {
		size_t cap = x->cap ? x->cap * 2 : 256;
		struct num_audit_note *more = ARENA_ARRAY(x->a, struct num_audit_note, cap);

		if (o->notes_n)
			memcpy(more, o->notes, o->notes_n * sizeof *more);
		o->notes = more;
		x->cap = cap;
	}
	o->notes[o->notes_n++] = (struct num_audit_note){ kind, l ? l->no : 0, l ? l->year : 0, text };
	o->count[kind]++;
}

/* The next line of the year that was read. */
static const struct aud_line *after(const struct aud *x, size_t i)
{
	for (size_t k = i + 1; k < x->n && k < i + 10; k++)
		if (x->line[k].read && x->line[k].year == x->line[i].year)
			return &x->line[k];
	return NULL;
}

static bool far(int a, int b)
{
	return abs(a - b) > FAR;
}

/* Between two neighbours that follow each other stands one that does not. */
static void order(struct aud *x)
{
	const struct aud_line *last = NULL;

	for (size_t i = 0; i < x->n; i++) {
		struct aud_line *l = &x->line[i];
		const struct aud_line *next = after(x, i);

		if (!l->read)
			continue;
		if (last && last->year == l->year && next && far(l->serial, last->serial) &&
		    far(l->serial, next->serial) && !far(next->serial, last->serial)) {
			l->astray = true;
			aud_note(x, NUM_AUDIT_ORDER, l,
			         next->serial == last->serial + 2
			                 ? arena_fmt(x->a, "nomor %d berdiri di antara %d dan %d; mungkin "
			                                   "%d", l->serial, last->serial, next->serial,
			                             last->serial + 1)
			                 : arena_fmt(x->a, "nomor %d berdiri di antara %d dan %d",
			                             l->serial, last->serial, next->serial));
			continue;
		}
		last = l;
	}
}

/* A later number of the year with an earlier date. */
static void backwards(struct aud *x)
{
	const struct aud_line *top = NULL;

	for (size_t i = 0; i < x->n; i++) {
		struct aud_line *l = &x->line[i];

		if (!l->read || l->astray || !l->day.month)
			continue;
		if (!top || top->year != l->year || day_cmp(l->day, top->day) >= 0) {
			top = l;
			continue;
		}
		if (!l->suffix.n && l->serial > top->serial)
			aud_note(x, NUM_AUDIT_BACK, l,
			         arena_fmt(x->a, "nomor %d bertanggal %s, padahal nomor %d sudah "
			                         "bertanggal %s",
			                   l->serial, arena_cstr(x->a, day_iso(x->a, l->day)),
			                   top->serial, arena_cstr(x->a, day_iso(x->a, top->day))));
	}
}

static int by_serial(const void *a, const void *b)
{
	const struct aud_line *x = *(const struct aud_line *const *)a;
	const struct aud_line *y = *(const struct aud_line *const *)b;
	int s = x->year != y->year       ? (x->year > y->year) - (x->year < y->year)
	        : x->serial != y->serial ? (x->serial > y->serial) - (x->serial < y->serial)
	                                 : str_cmp(x->suffix, y->suffix);

	return s ? s : (x->no > y->no) - (x->no < y->no);
}

static struct num_audit_year *year_of(struct aud *x, int year)
{
	struct num_audit *o = x->out;

	for (size_t i = 0; i < o->years_n; i++)
		if (o->years[i].year == year)
			return &o->years[i];
	return NULL;
}

static void gap(struct aud *x, struct num_audit_year *y, int from, int to)
{
	if (from > to)
		return;
	aud_note(x, NUM_AUDIT_GAP, NULL,
	         from == to ? arena_fmt(x->a, "nomor %d tidak ada", from)
	                    : arena_fmt(x->a, "nomor %d s.d. %d tidak ada (%d nomor)", from, to,
	                                to - from + 1));
	x->out->notes[x->out->notes_n - 1].year = y->year;
	x->out->count[NUM_AUDIT_GAP] += (size_t)(to - from);
	y->missing += (size_t)(to - from + 1);
}

static void doubled(struct aud *x, struct num_audit_year *y, const struct aud_line *a,
                    const struct aud_line *b)
{
	y->doubled++;
	aud_note(x, NUM_AUDIT_DOUBLE, b,
	         arena_fmt(x->a, "nomor %d" STR_FMT " sudah dipakai di baris %d%s" STR_FMT, b->serial,
	                   STR_ARG(b->suffix), a->no, a->subject.n ? ": " : "",
	                   STR_ARG(str_head(a->subject, 60))));
}

static void walk(struct aud *x, struct aud_line **all, size_t n)
{
	struct num_audit_year *y = NULL;
	int want = 1;

	for (size_t i = 0; i < n; i++) {
		struct aud_line *l = all[i];

		if (!y || y->year != l->year) {
			y = year_of(x, l->year);
			y->first = l->serial;
			want = 1;
		}
		y->lines++;
		y->inserted += l->suffix.n > 0;
		if (i && all[i - 1]->year == l->year && all[i - 1]->serial == l->serial &&
		    str_eq(all[i - 1]->suffix, l->suffix))
			doubled(x, y, all[i - 1], l);
		gap(x, y, want, l->serial - 1);
		want = l->serial >= want ? l->serial + 1 : want;
		y->last = l->serial > y->last ? l->serial : y->last;
	}
}

static void years(struct aud *x)
{
	struct aud_line **all = ARENA_ARRAY(x->a, struct aud_line *, x->n + 1);
	struct num_audit *o = x->out;
	size_t n = 0;

	o->years = ARENA_ARRAY(x->a, struct num_audit_year, x->n + 1);
	for (size_t i = 0; i < x->n; i++)
		if (x->line[i].read && !x->line[i].astray)
			all[n++] = &x->line[i];
	qsort(all, n, sizeof *all, by_serial);
	for (size_t i = 0; i < n; i++)
		if (!i || all[i - 1]->year != all[i]->year)
			o->years[o->years_n++] = (struct num_audit_year){ .year = all[i]->year };
	walk(x, all, n);
}

/* The code of the series, and where another took its place for good. */
static void codes(struct aud *x)
{
	struct num_audit *o = x->out;

	o->codes = ARENA_ARRAY(x->a, struct num_audit_code, x->n + 1);
	for (size_t i = 0; i < x->n; i++) {
		const struct aud_line *l = &x->line[i];
		struct num_audit_code *c = o->codes_n ? &o->codes[o->codes_n - 1] : NULL;

		if (!l->read || !l->code.n)
			continue;
		if (!c || !str_eq(c->code, l->code)) {
			c = &o->codes[o->codes_n++];
			*c = (struct num_audit_code){ l->code, l->no, l->year, l->serial, 0 };
		}
		c->lines++;
	}
}

static int by_kind(const void *a, const void *b)
{
	const struct num_audit_note *x = a, *y = b;
	int s = (x->kind > y->kind) - (x->kind < y->kind);

	s = s ? s : (x->year > y->year) - (x->year < y->year);
	return s ? s : (x->line > y->line) - (x->line < y->line);
}

/* Notes of one kind and year in the order they were made: gaps have no line. */
void aud_weigh(struct aud *x)
{
	order(x);
	backwards(x);
	years(x);
	codes(x);
	struct num_audit *o = x->out;

	/* a stable order: qsort is not */
	for (size_t i = 0; i < o->notes_n; i++)
		if (o->notes[i].kind == NUM_AUDIT_GAP)
			o->notes[i].line = (int)i + 1;
	if (o->notes_n)
		qsort(o->notes, o->notes_n, sizeof *o->notes, by_kind);
	for (size_t i = 0; i < o->notes_n; i++)
		if (o->notes[i].kind == NUM_AUDIT_GAP)
			o->notes[i].line = 0;
}
