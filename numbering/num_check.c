/* num_check.c - the gap report: every counter against the lines it must have. */
#include "num_ledger.h"

struct span {
	struct str key;
	int64_t    series_id;
	int        period, first, last;
	struct span *next;
};

struct report {
	struct arena     *a;
	struct num_fault *out;
	size_t            max, *n;
};

static void fault(struct report *p, const struct span *s, const char *what, int from, int to)
{
	if (from > to)
		return;
	if (*p->n < p->max)
		p->out[*p->n] = (struct num_fault){
			.series = s->key,
			.period = s->period,
			.text = from == to ? arena_fmt(p->a, "nomor %d %s", from, what)
			                   : arena_fmt(p->a, "nomor %d s.d. %d %s", from, to, what),
		};
	(*p->n)++;
}

static enum err spans_read(struct db_conn *c, struct arena *a, struct span **out,
                           struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_periods);
	struct span **end = out;

	*out = NULL;
	while (db_next(r)) {
		struct span *s = ARENA_NEW(a, struct span);

		*s = (struct span){ db_str(r, 0, a), db_int(r, 4), (int)db_int(r, 1),
			            (int)db_int(r, 2), (int)db_int(r, 3), NULL };
		*end = s;
		end = &s->next;
	}
	return db_done(r, NULL, f);
}

static enum err serials(struct db_conn *c, const struct span *s, struct report *p,
                        struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_serials);
	int want = s->first;

	db_bind_int(r, "series", s->series_id);
	db_bind_int(r, "period", s->period);
	while (db_next(r)) {
		int serial = (int)db_int(r, 0);

		if (serial < s->first || serial > s->last) {
			fault(p, s, "tercatat padahal penghitung tidak memberikannya", serial,
			      serial);
		} else if (serial < want) {
			fault(p, s, "tercatat lebih dari satu kali", serial, serial);
		} else {
			fault(p, s, "tidak tercatat", want, serial - 1);
			want = serial + 1;
		}
	}
	fault(p, s, "tidak tercatat", want, s->last);
	return db_done(r, NULL, f);
}

static enum err voids(struct db_conn *c, const struct span *s, struct report *p, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_void_alone);

	db_bind_int(r, "series", s->series_id);
	db_bind_int(r, "period", s->period);
	while (db_next(r))
		fault(p, s, "dibatalkan padahal tidak tercatat diberikan", (int)db_int(r, 0),
		      (int)db_int(r, 0));
	return db_done(r, NULL, f);
}

enum err num_ledger_check(struct db_conn *c, struct arena *a, struct num_fault *out, size_t max,
                          size_t *n, struct fail *f)
{
	struct report p = { a, out, max, n };
	struct span *s;
	enum err e = spans_read(c, a, &s, f);

	*n = 0;
	for (; !e && s; s = s->next)
		if (!(e = serials(c, s, &p, f)))
			e = voids(c, s, &p, f);
	return e;
}
