#include "svc_rules_set.h"
#include <pthread.h>
#include <stdlib.h>

struct svc_rule_sets {
	pthread_mutex_t lock; /* two that publish at once read one after the other */
	struct retired {
		struct num_rules *set;
		struct retired *next;
	} *old;
};

static struct svc_rule_sets *sets_open(void)
{
	struct svc_rule_sets *s = calloc(1, sizeof(*s));

	if (!s || pthread_mutex_init(&s->lock, NULL))
		abort();
	return s;
}

static enum err published(struct svc *s, struct arena *a, struct num_rules_from *from,
			  struct fail *f)
{
	struct str *v = ARENA_ARRAY(a, struct str, NUM_RULES_MAX);
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_rule_versions);
	enum err e;

	while (from->published_n < NUM_RULES_MAX && db_next(r))
		v[from->published_n++] = db_str(r, 0, a);
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	from->published = v;
	return e;
}

static void put_in_force(struct svc *s, struct num_rules *set)
{
	struct retired *old;

	if (s->rules) {
		old = calloc(1, sizeof(*old));
		if (!old)
			abort();
		*old = (struct retired){s->rules, s->rule_sets->old};
		s->rule_sets->old = old;
	}
	s->rules = set;
}

enum err svc_rules_read(struct svc *s, struct fail *f)
{
	struct arena *a = arena_open();
	struct num_rules_from from = {0};
	struct num_rules *set;
	enum err e;

	from.base = arena_cstr(a, arena_fmt(a, "%s/numbering", s->share));
	from.office = arena_cstr(a, arena_fmt(a, "%s/naskah", s->dir));
	if (!s->rule_sets)
		s->rule_sets = sets_open();
	(void)pthread_mutex_lock(&s->rule_sets->lock);
	e = published(s, a, &from, f);
	if (!e)
		e = num_rules_load(&set, &from, f);
	if (!e)
		put_in_force(s, set);
	(void)pthread_mutex_unlock(&s->rule_sets->lock);
	arena_close(a);
	return e;
}

void svc_rules_close(struct svc *s)
{
	if (!s->rule_sets)
		return;
	for (struct retired *o = s->rule_sets->old, *next; o; o = next) {
		next = o->next;
		num_rules_free(o->set);
		free(o);
	}
	num_rules_free(s->rules);
	(void)pthread_mutex_destroy(&s->rule_sets->lock);
	free(s->rule_sets);
}
