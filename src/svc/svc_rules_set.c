#include "svc_rules_set.h"
#include <pthread.h>
#include <stdlib.h>

#define ROOM 200 /* a coming release ships more rules, and no published one is ever deleted */

struct svc_rule_sets {
	pthread_mutex_t lock; /* two that publish at once do it one after the other */
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

static enum err published(struct svc *s, struct arena *a, struct str more,
			  struct num_rules_from *from, struct fail *f)
{
	struct str *v = ARENA_ARRAY(a, struct str, NUM_RULES_MAX + 1);
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_rule_versions);
	enum err e;

	while (from->published_n < NUM_RULES_MAX && db_next(r))
		v[from->published_n++] = db_str(r, 0, a);
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	if (more.n)
		v[from->published_n++] = more;
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

static enum err read_all(struct svc *s, struct str more, struct num_rules **set, struct fail *f)
{
	struct arena *a = arena_open();
	struct num_rules_from from = {0};
	enum err e;

	*set = NULL;
	from.base = arena_cstr(a, arena_fmt(a, "%s/numbering", s->share));
	from.office = arena_cstr(a, arena_fmt(a, "%s/naskah", s->dir));
	e = published(s, a, more, &from, f);
	if (!e)
		e = num_rules_load(set, &from, f);
	arena_close(a);
	return e;
}

enum err svc_rules_read(struct svc *s, struct fail *f)
{
	struct num_rules *set;
	enum err e = read_all(s, STR(""), &set, f);

	if (!e && !s->rule_sets)
		s->rule_sets = sets_open();
	if (!e)
		put_in_force(s, set);
	return e;
}

static enum err read_with(struct svc *s, struct str xml, struct num_rules **set, struct fail *f)
{
	enum err e = read_all(s, xml, set, f);

	if (e || num_rules_count(*set) <= NUM_RULES_MAX - ROOM)
		return e;
	return FAIL(f, ERR_CONFLICT, "too-many", "xml",
		    "Versi aturan nomor sudah terlalu banyak, paling banyak %d; terbitkan aturan "
		    "dengan lebih sedikit kelompok.",
		    NUM_RULES_MAX - ROOM);
}

enum err svc_rules_add(struct svc *s, struct str xml, enum err (*store)(void *arg, struct fail *),
		       void *arg, struct fail *f)
{
	struct num_rules *set;
	enum err e;

	(void)pthread_mutex_lock(&s->rule_sets->lock);
	e = read_with(s, xml, &set, f);
	if (!e)
		e = store(arg, f);
	if (e)
		num_rules_free(set);
	else
		put_in_force(s, set);
	(void)pthread_mutex_unlock(&s->rule_sets->lock);
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
