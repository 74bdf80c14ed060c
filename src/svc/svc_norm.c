#include "svc_norm.h"
#include <pthread.h>
#include <stdlib.h>
#include "log.h"
#include "num_rule.h"
#include "svc_entry.h"

enum { BATCH = 200 };

/* Raised when the reader gives other normal forms for the same rules. */
static const char READER[] = "reader 2";

struct norming {
	struct svc *s;
	struct arena *a; /* of one batch */
	struct sha256 by;
	int64_t after, done;
	bool ended;
};

struct line {
	int64_t id;
	struct str number, norm;
};

static struct sha256 made_by(const struct num_rules *rules)
{
	struct sha256_run run;

	sha256_start(&run);
	sha256_add(&run, str_c(READER));
	for (size_t i = 0; i < num_rules_count(rules); i++) {
		struct sha256 sha = num_rule_sha(num_rules_at(rules, i));

		sha256_add(&run, (struct str){(const char *)sha.b, sizeof(sha.b)});
	}
	return sha256_end(&run);
}

static struct str bytes_of(const struct sha256 *sha)
{
	return (struct str){(const char *)sha->b, sizeof(sha->b)};
}

static enum err read_batch(struct norming *n, struct db_conn *c, struct line *v, size_t *count,
			   struct fail *f)
{
	struct db_rows *r = db_run(c, Q_norm_next);

	db_bind_int(r, "after", n->after);
	db_bind_int(r, "limit", BATCH);
	for (*count = 0; *count < BATCH && db_next(r); ++*count)
		v[*count] = (struct line){db_int(r, 0), db_str(r, 1, n->a), db_str(r, 2, n->a)};
	return db_done(r, NULL, f);
}

static enum err put_norm(struct norming *n, struct db_conn *c, const struct line *l,
			 struct fail *f)
{
	struct str norm = svc_number_norm(n->s, n->a, l->number);
	struct db_rows *r;

	if (str_eq(norm, l->norm))
		return ERR_OK;
	r = db_run(c, Q_norm_put);
	db_bind_int(r, "id", l->id);
	db_bind_str(r, "norm", norm);
	n->done++;
	return db_done(r, NULL, f);
}

static enum err batch(struct db_conn *c, void *arg, struct fail *f)
{
	struct norming *n = arg;
	struct line *v = ARENA_ARRAY(n->a, struct line, BATCH);
	struct db_rows *r;
	size_t count;
	enum err e = read_batch(n, c, v, &count, f);

	for (size_t i = 0; i < count && !e; i++)
		e = put_norm(n, c, &v[i], f);
	if (e)
		return e;
	n->ended = count < BATCH;
	if (!n->ended) {
		n->after = v[count - 1].id;
		return ERR_OK;
	}
	r = db_run(c, Q_norm_by_put);
	db_bind_blob(r, "sha", bytes_of(&n->by));
	return db_done(r, NULL, f);
}

static enum err stands(struct norming *n, struct fail *f)
{
	struct arena *a = arena_open();
	struct db_conn *c = db_read(n->s->db);
	struct db_rows *r = db_run(c, Q_norm_by);
	enum err e;

	if (db_next(r))
		n->ended = str_eq(db_str(r, 0, a), bytes_of(&n->by));
	e = db_done(r, NULL, f);
	db_read_end(n->s->db, c);
	arena_close(a);
	return e;
}

struct svc_norm {
	struct svc *s;
	pthread_mutex_t lock; /* guards the two below */
	pthread_cond_t changed;
	bool wanted, stop;
	pthread_t thread;
};

static bool stopped(struct svc_norm *m)
{
	bool stop;

	(void)pthread_mutex_lock(&m->lock);
	stop = m->stop;
	(void)pthread_mutex_unlock(&m->lock);
	return stop;
}

/* false: at most one batch was done, and there are more. */
static bool bring_up(struct svc_norm *m, bool all)
{
	struct norming n = {.s = m->s, .by = made_by(m->s->rules)};
	struct fail f;
	enum err e = stands(&n, &f);

	while (!e && !n.ended && !stopped(m)) {
		n.a = arena_open();
		e = db_submit(m->s->db, batch, &n, &f);
		arena_close(n.a);
		if (!all)
			break;
	}
	if (e)
		log_line(LOG_L_WARN, "svc", "normal forms wait for the next start word=%s", f.word);
	if (n.done)
		log_line(LOG_L_INFO, "svc", "normal forms made anew n=%lld", (long long)n.done);
	return e || n.ended;
}

static void *work(void *arg)
{
	struct svc_norm *m = arg;

	(void)pthread_mutex_lock(&m->lock);
	while (!m->stop) {
		if (!m->wanted) {
			(void)pthread_cond_wait(&m->changed, &m->lock);
			continue;
		}
		m->wanted = false;
		(void)pthread_mutex_unlock(&m->lock);
		(void)bring_up(m, true);
		(void)pthread_mutex_lock(&m->lock);
	}
	(void)pthread_mutex_unlock(&m->lock);
	return NULL;
}

struct svc_norm *svc_norm_start(struct svc *s)
{
	struct svc_norm *m = calloc(1, sizeof(*m));

	if (!m || pthread_mutex_init(&m->lock, NULL) || pthread_cond_init(&m->changed, NULL))
		abort();
	m->s = s;
	/* a small office is through before it is served */
	m->wanted = !bring_up(m, false);
	if (pthread_create(&m->thread, NULL, work, m))
		abort();
	return m;
}

void svc_norm_again(struct svc_norm *m)
{
	(void)pthread_mutex_lock(&m->lock);
	m->wanted = true;
	(void)pthread_cond_signal(&m->changed);
	(void)pthread_mutex_unlock(&m->lock);
}

void svc_norm_stop(struct svc_norm *m)
{
	if (!m)
		return;
	(void)pthread_mutex_lock(&m->lock);
	m->stop = true;
	(void)pthread_cond_signal(&m->changed);
	(void)pthread_mutex_unlock(&m->lock);
	(void)pthread_join(m->thread, NULL);
	(void)pthread_cond_destroy(&m->changed);
	(void)pthread_mutex_destroy(&m->lock);
	free(m);
}
