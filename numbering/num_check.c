/* num_check.c - the gap report: every counter against the lines it must have. */
#include "num_ledger.h"

#define PERIODS_MAX 20000 /* series times years of an office's life */

struct report {
	struct arena      *a;
	struct num_report *out;
	size_t             max;
	struct num_count  *at; /* the series and period that is read */
	int64_t            series_id;
	int                want;
};

static void fault(struct report *p, enum num_fault_kind kind, const char *what, int from, int to,
                  struct str suffix)
{
	if (from > to)
		return;
	if (p->out->faults_n < p->max)
		p->out->faults[p->out->faults_n] = (struct num_fault){
			.kind = kind,
			.series = p->at->series,
			.period = p->at->period,
			.text = from == to ? arena_fmt(p->a, "nomor %d" STR_FMT " %s", from,
			                               STR_ARG(suffix), what)
			                   : arena_fmt(p->a, "nomor %d s.d. %d %s", from, to, what),
		};
	p->out->faults_n++;
}

static void counted(struct num_count *n, int64_t state)
{
	int64_t *const of[] = { &n->taken, &n->elsewhere, &n->inserted, &n->voided, &n->waiting };

	(*of[state])++;
}

/* One serial, with or without a suffix, as its lines add up. */
static void weigh(struct report *p, int serial, struct str suffix, int64_t times)
{
	if (!times)
		fault(p, NUM_STRANGE, "dibatalkan padahal tidak tercatat diberikan", serial, serial,
		      suffix);
	if (times > 1)
		fault(p, NUM_DOUBLE, "tercatat lebih dari satu kali", serial, serial, suffix);
	if (serial < p->at->first || serial > p->at->last) {
		fault(p, NUM_STRANGE, "tercatat padahal penghitung tidak memberikannya", serial,
		      serial, suffix);
	} else if (!suffix.n) {
		fault(p, NUM_GAP, "tidak tercatat", p->want, serial - 1, suffix);
		p->want = serial + 1;
	} else if (serial >= p->want) {
		fault(p, NUM_STRANGE, "disisipkan pada nomor yang tidak tercatat", serial, serial,
		      suffix);
	}
}

static enum err serials(struct db_conn *c, struct report *p, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_serials);

	p->want = p->at->first;
	db_bind_int(r, "series", p->series_id);
	db_bind_int(r, "period", p->at->period);
	while (db_next(r)) {
		weigh(p, (int)db_int(r, 0), db_str(r, 1, p->a), db_int(r, 2));
		counted(p->at, db_int(r, 3));
	}
	fault(p, NUM_GAP, "tidak tercatat", p->want, p->at->last, STR(""));
	return db_done(r, NULL, f);
}

static enum err periods(struct db_conn *c, struct report *p, int year, int64_t **ids,
                        struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_periods);
	size_t cap = 0, n = 0;

	db_bind_int(r, "year", year);
	while (n < PERIODS_MAX && db_next(r)) {
		if (n == cap) {
			struct num_count *more = ARENA_ARRAY(p->a, struct num_count, cap * 2 + 64);
			int64_t *more_ids = ARENA_ARRAY(p->a, int64_t, cap * 2 + 64);

			if (n) {
				memcpy(more, p->out->counts, n * sizeof *more);
				memcpy(more_ids, *ids, n * sizeof *more_ids);
			}
			p->out->counts = more;
			*ids = more_ids;
			cap = cap * 2 + 64;
		}
		p->out->counts[n] = (struct num_count){ .series = db_str(r, 0, p->a),
			.period = (int)db_int(r, 1), .first = (int)db_int(r, 2),
			.last = (int)db_int(r, 3), .closed = db_int(r, 5) != 0 };
		(*ids)[n++] = db_int(r, 4);
	}
	p->out->counts_n = n;
	return db_done(r, NULL, f);
}

enum err num_ledger_check(struct db_conn *c, struct arena *a, int year, size_t max,
                          struct num_report *out, struct fail *f)
{
	struct report p = { .a = a, .out = out, .max = max };
	int64_t *ids = NULL;

	*out = (struct num_report){ .faults = ARENA_ARRAY(a, struct num_fault, max + 1) };
	enum err e = periods(c, &p, year, &ids, f);

	for (size_t i = 0; !e && i < out->counts_n; i++) {
		p.at = &out->counts[i];
		p.series_id = ids[i];
		e = serials(c, &p, f);
	}
	return e;
}
