#include "svc_books_late.h"
#include "office.h"

#define ROWS_MAX    1000
#define SOME	    4096
#define PER_DAY	    INT64_C(100000) /* letter.id: day number and sequence */

struct table {
	const struct svc *s;
	struct svc_step_time *rows;
	size_t n;
};

static void add(struct table *t, const struct flow_proc *p)
{
	for (size_t k = 0; k < p->steps_n && t->n < ROWS_MAX; k++)
		t->rows[t->n++] = (struct svc_step_time){
			.proc = p,
			.step = &p->steps[k],
			.standard_min = flow_step_minutes(&p->steps[k], FLOW_DAY_MINUTES)};
}

/* The procedures the office works by stand there whether or not a letter came. */
static void add_own(struct table *t)
{
	const struct str ids[] = {t->s->office->procedure_in, t->s->office->procedure_out,
				  STR("nota-dinas")};

	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		const struct flow_proc *p = flow_procs_letter(t->s->procs, ids[i]);

		if (p)
			add(t, p);
	}
}

static struct svc_step_time *row(struct table *t, const struct flow_proc *p, int step)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->rows[i].proc == p && t->rows[i].step->number == step)
			return &t->rows[i];
	return NULL;
}

/* By the version the letter runs by: an older one gets its lines when a letter has it. */
static struct svc_step_time *row_of(struct table *t, struct str procedure, int step)
{
	const struct flow_proc *p = flow_procs_get(t->s->procs, procedure);
	struct svc_step_time *r = p ? row(t, p, step) : NULL;

	if (p && !r && !row(t, p, p->steps[0].number)) {
		add(t, p);
		r = row(t, p, step);
	}
	return r;
}

static void count(struct svc_step_time *t, int64_t work, int64_t wait)
{
	t->done++;
	t->work_ms += work;
	t->wait_ms += wait;
	if (work + wait > t->longest_ms)
		t->longest_ms = work + wait;
	if (t->standard_min && work + wait > t->standard_min * INT64_C(60000))
		t->over++;
}

enum err svc_step_times(struct svc *s, struct db_conn *c, struct arena *a, struct day from,
			struct day to, struct svc_step_time **rows, size_t *n, struct fail *f)
{
	struct table t = {.s = s, .rows = ARENA_ARRAY(a, struct svc_step_time, ROWS_MAX)};
	struct arena *each = arena_open();
	struct db_rows *r = db_run(c, Q_book_steps);

	add_own(&t);
	db_bind_int(r, "from", day_number(from) * PER_DAY);
	db_bind_int(r, "to", (day_number(to) + 1) * PER_DAY - 1);
	for (int k = 1; db_next(r); k++) {
		struct svc_step_time *o = row_of(&t, db_str(r, 0, each), (int)db_int(r, 1));

		if (o)
			count(o, db_int(r, 2), db_int(r, 3));
		if (k % SOME == 0) { /* a year has millions of rows */
			arena_close(each);
			each = arena_open();
		}
	}
	arena_close(each);
	*rows = t.rows;
	*n = t.n;
	return db_done(r, NULL, f);
}
