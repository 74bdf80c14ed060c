#include "svc_times.h"
#include <stdlib.h>

#define PER_DAY   INT64_C(100000) /* letter.id: day number and sequence */
#define MINUTE_MS INT64_C(60000)

/* Rows come sorted: one group after the other, the shortest first. */
struct group {
	int64_t position, *ms;
	size_t n, room;
	struct str procedure, month, name;
	int step;
};

static void keep(struct group *g, int64_t ms)
{
	if (g->n == g->room) {
		g->room = g->room ? g->room * 2 : 64;
		g->ms = realloc(g->ms, g->room * sizeof(*g->ms));
		if (!g->ms)
			abort();
	}
	g->ms[g->n++] = ms;
}

/* The smallest that at least so many per cent do not exceed. */
static int64_t percentile(const struct group *g, size_t percent)
{
	size_t at = (g->n * percent + 99) / 100;

	return g->ms[at ? at - 1 : 0];
}

static void close_group(struct svc *s, struct group *g, struct svc_time *v, size_t *n)
{
	const struct flow_proc *p = g->n ? flow_procs_get(s->procs, g->procedure) : NULL;
	const struct flow_step *step = p ? flow_proc_step(p, g->step) : NULL;
	struct svc_time *o = &v[*n];

	if (!step || *n == SVC_TIMES_MAX)
		return;
	*o = (struct svc_time){.proc = p,
			       .step = step,
			       .month = g->month,
			       .position = g->name,
			       .standard_min = flow_step_minutes(step, FLOW_DAY_MINUTES),
			       .done = (int64_t)g->n,
			       .median_ms = percentile(g, 50),
			       .ninety_ms = percentile(g, 90)};
	for (size_t i = 0; o->standard_min && i < g->n; i++)
		o->over += g->ms[i] > o->standard_min * MINUTE_MS;
	++*n;
}

static bool same(const struct group *g, struct str procedure, int step, int64_t position,
		 struct str month)
{
	return g->n && g->step == step && g->position == position &&
	       str_eq(g->month, month) && str_eq(g->procedure, procedure);
}

enum err svc_times(struct svc *s, struct db_conn *c, struct arena *a, struct day from,
		   struct day to, struct svc_time **out, size_t *n, struct fail *f)
{
	struct svc_time *v = ARENA_ARRAY(a, struct svc_time, SVC_TIMES_MAX);
	struct db_rows *r = db_run(c, Q_book_times);
	struct arena *each = arena_open();
	struct group g = {.n = 0};
	enum err e;

	*n = 0;
	*out = v;
	db_bind_int(r, "zone", s->zone);
	db_bind_int(r, "from", day_number(from) * PER_DAY);
	db_bind_int(r, "to", (day_number(to) + 1) * PER_DAY - 1);
	for (int k = 1; db_next(r); k++) {
		struct str procedure = db_str(r, 0, each), month = db_str(r, 4, each);

		if (!same(&g, procedure, (int)db_int(r, 1), db_int(r, 2), month)) {
			close_group(s, &g, v, n);
			g.n = 0;
			g.procedure = arena_dup(a, procedure);
			g.month = arena_dup(a, month);
			g.name = db_str(r, 3, a);
			g.step = (int)db_int(r, 1);
			g.position = db_int(r, 2);
		}
		keep(&g, db_int(r, 5));
		if (k % 4096 == 0) { /* a year has millions of rows */
			arena_close(each);
			each = arena_open();
		}
	}
	e = db_done(r, NULL, f);
	if (!e)
		close_group(s, &g, v, n);
	arena_close(each);
	free(g.ms);
	return e;
}

enum err svc_times_year(struct svc *s, struct arena *a, int year, struct svc_time **v,
			size_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	enum err e = svc_times(s, c, a, (struct day){year, 1, 1},
			       (struct day){year, 12, 31}, v, n, f);

	db_read_end(s->db, c);
	return e;
}
