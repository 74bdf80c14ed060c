#include "svc_stuck.h"
#include <stdlib.h>

#define POSTS_MAX 5000

static int longer(const void *a, const void *b)
{
	const struct svc_stuck *x = a, *y = b;
	int64_t l = x->oldest_ms ? x->oldest_ms : INT64_MAX,
		r = y->oldest_ms ? y->oldest_ms : INT64_MAX;

	if (x->stuck != y->stuck)
		return x->stuck ? -1 : 1;
	return l < r ? -1 : l > r;
}

static int64_t earlier(int64_t a, int64_t b)
{
	if (!a || !b)
		return a ? a : b;
	return a < b ? a : b;
}

enum err svc_stuck(struct svc *s, const struct actor *who, struct arena *a,
		   struct svc_stuck **out, size_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_stuck_posts);
	struct svc_stuck *v = ARENA_ARRAY(a, struct svc_stuck, POSTS_MAX);
	enum err e;

	(void)who; /* the act of the route is the right */
	*n = 0;
	*out = v;
	db_bind_int(r, "today", day_number(day_at(clock_ms(s->clock), s->zone)));
	db_bind_int(r, "now", clock_ms(s->clock));
	while (*n < POSTS_MAX && db_next(r)) {
		struct svc_stuck *o = &v[(*n)++];

		*o = (struct svc_stuck){.position_id = db_int(r, 0),
					.position = db_str(r, 1, a),
					.unit = db_str(r, 2, a),
					.holder = db_str(r, 3, a),
					.trays = db_int(r, 4),
					.desk = db_int(r, 5),
					.oldest_ms = earlier(db_int(r, 6), db_int(r, 7)),
					.overdue = db_int(r, 8),
					.matters = db_int(r, 9)};
		o->oldest_ms = earlier(o->oldest_ms, db_int(r, 10));
		o->stuck = !o->holder.n && o->trays + o->desk + o->matters > 0;
	}
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	if (!e && *n)
		qsort(v, *n, sizeof(*v), longer);
	return e;
}
