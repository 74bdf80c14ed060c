#include "svc_mail_inside.h"
#include <stdlib.h>
#include <time.h>
#include "log.h"
#include "office.h"
#include "rng.h"
#include "svc_case.h"
#include "svc_feed.h"

#define LOOK_MS 1000 /* for new acts; the outbox each tenth time */
#define KEEP_MS (90 * MAIL_DAY)

/* ---- the rows of one mail ---- */

struct claiming {
	struct mail_batch *batch;
	struct arena *a;
	int64_t now;
};

static enum err find_due(struct db_conn *c, struct claiming *x, bool *found,
			 struct fail *f)
{
	struct mail_batch *b = x->batch;
	struct db_rows *r = db_run(c, Q_mail_due);

	db_bind_int(r, "now", x->now);
	*found = db_next(r);
	if (*found) {
		b->account = db_int(r, 0);
		b->trial = db_int(r, 1) != 0;
	}
	return db_done(r, NULL, f);
}

static enum err claim_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct claiming *x = arg;
	struct mail_batch *b = x->batch;
	struct db_rows *r;
	bool found;
	enum err e = find_due(c, x, &found, f);

	if (e || !found)
		return e;
	r = db_run(c, Q_mail_of);
	db_bind_int(r, "now", x->now);
	db_bind_int(r, "account", b->account);
	db_bind_int(r, "trial", b->trial);
	db_bind_int(r, "limit", b->trial ? 1 : MAIL_ROWS);
	while (b->n < MAIL_ROWS && db_next(r))
		b->rows[b->n++] = (struct mail_row){.id = db_int(r, 0),
						    .letter = db_int(r, 1),
						    .tries = (int)db_int(r, 2),
						    .address = db_str(r, 3, x->a),
						    .notice = db_int(r, 4)};
	e = db_done(r, NULL, f);
	for (size_t i = 0; !e && i < b->n; i++) {
		r = db_run(c, Q_mail_claim);
		db_bind_int(r, "id", b->rows[i].id);
		e = svc_exec(r, f);
	}
	return e;
}

struct ending {
	const struct mail_batch *batch;
	enum mail_end how;
	bool nothing; /* was to be said: every row is gone */
	struct str said;
	int64_t now;
};

#define TRIES_MAX 10 /* a day and a little */

/* After so many tries before the one that just failed. */
static int64_t pause_after(int tries)
{
	static const int MINUTES[] = {1, 5, 15, 60};

	return (tries < 4 ? MINUTES[tries] : 240) * INT64_C(60000);
}

static const char *state_of(const struct ending *x, const struct mail_row *row)
{
	if (x->nothing || row->gone)
		return "batal";
	switch (x->how) {
	case MAIL_SENT: return "terkirim";
	case MAIL_UNSURE: return "tidak-pasti";
	case MAIL_NEVER: return "gagal";
	case MAIL_LATER: break;
	}
	return row->tries + 1 < TRIES_MAX ? "menunggu" : "gagal";
}

static enum err end_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct ending *x = arg;
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < x->batch->n; i++) {
		const struct mail_row *row = &x->batch->rows[i];
		int64_t next = x->now + pause_after(row->tries);
		const char *state = state_of(x, row);
		struct db_rows *r = db_run(c, Q_mail_end);

		db_bind_int(r, "id", row->id);
		db_bind_str(r, "state", str_c(state));
		db_bind_int(r, "tried", !x->nothing && !row->gone);
		db_bind_int(r, "next", next);
		if (strcmp(state, "menunggu") != 0)
			db_bind_int(r, "ended", x->now);
		if (x->said.n && !row->gone)
			db_bind_str(r, "fault", x->said);
		e = svc_exec(r, f);
	}
	return e;
}

/* true: there may be another. */
static bool send_one(struct svc_mail *m)
{
	struct arena *a = arena_open();
	struct mail_batch *b = ARENA_NEW(a, struct mail_batch);
	struct claiming claim = {b, a, clock_ms(m->s->clock)};
	struct ending end = {.batch = b, .now = claim.now};
	struct mail mail = {.id = rng_token(a, 16)};
	struct fail f;
	enum err e;

	*b = (struct mail_batch){0};
	if (db_submit_small(m->s->db, claim_act, &claim, &f) || !b->n) {
		arena_close(a);
		return false;
	}
	e = mail_write(m, a, b, &mail, &f);
	end.nothing = e == ERR_NOTFOUND;
	end.how = MAIL_LATER;
	if (!e)
		end.how = mail_send(a, m->server, &mail, &m->stop, &end.said);
	else
		end.said = str_c(f.text);
	if (end.how != MAIL_SENT && !end.nothing)
		log_line(LOG_L_WARN, "mail", "not sent account=%lld rows=%zu end=%d",
			 (long long)b->account, b->n, (int)end.how);
	if (db_submit_small(m->s->db, end_act, &end, &f)) {
		/* it stays claimed, and is not sent again */
		log_line(LOG_L_ERR, "mail", "not noted word=%s", f.word);
		arena_close(a);
		return false;
	}
	arena_close(a);
	return !atomic_load(&m->stop);
}

/* ---- the thread ---- */

static enum err begin_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_mail_left);
	enum err e;

	(void)arg;
	db_bind_int(r, "at", db_now(c));
	if ((e = svc_exec(r, f)))
		return e;
	r = db_run(c, Q_mail_sweep);
	db_bind_int(r, "before", db_now(c) - KEEP_MS);
	return svc_exec(r, f);
}

static void rest(struct svc_mail *m)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += LOOK_MS / 1000;
	(void)pthread_mutex_lock(&m->lock);
	if (!atomic_load(&m->stop))
		(void)pthread_cond_timedwait(&m->woken, &m->lock, &t);
	(void)pthread_mutex_unlock(&m->lock);
}

static bool owes_nothing(struct svc_mail *m)
{
	struct db_conn *c = db_read(m->s->db);
	struct db_rows *r = db_run(c, Q_mail_due);
	struct fail f;
	bool due;

	db_bind_int(r, "now", clock_ms(m->s->clock));
	due = db_next(r);
	if (db_done(r, NULL, &f))
		due = false;
	db_read_end(m->s->db, c);
	return !due;
}

static void *work(void *arg)
{
	struct svc_mail *m = arg;
	int64_t seen = -1;
	unsigned turn = 0;
	struct fail f;

	if (db_submit_small(m->s->db, begin_act, NULL, &f))
		log_line(LOG_L_WARN, "mail", "not begun word=%s", f.word);
	while (!atomic_load(&m->stop)) {
		int64_t last = svc_feed_last(m->s->feed);

		/* what a post is told may come without an act */
		if (last != seen || turn++ % 5 == 0)
			while (mail_make(m))
				continue;
		seen = last;
		while (!atomic_load(&m->stop) && !owes_nothing(m) && send_one(m))
			continue;
		rest(m);
	}
	return NULL;
}

enum err svc_mail_start(struct svc_mail **out, struct svc *s,
			const struct mail_server *server, struct str link, struct fail *f)
{
	struct svc_mail *m;
	pthread_condattr_t steady;

	if (!link.n)
		link = s->office->public_url;
	if (!link.n)
		return FAIL(
			f, ERR_INVALID, "no-link", NULL,
			"naskahd.conf: smtp perlu link = https://..., alamat Naskah yang "
			"ditulis di dalam surel.");
	m = calloc(1, sizeof(*m));

	if (!m || pthread_condattr_init(&steady) ||
	    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC) ||
	    pthread_mutex_init(&m->lock, NULL) || pthread_cond_init(&m->woken, &steady))
		abort();
	(void)pthread_condattr_destroy(&steady);
	m->s = s;
	m->server = server;
	m->link = link;
	if (pthread_create(&m->thread, NULL, work, m))
		abort();
	*out = m;
	return ERR_OK;
}

void svc_mail_stop(struct svc_mail *m)
{
	if (!m)
		return;
	(void)pthread_mutex_lock(&m->lock);
	atomic_store(&m->stop, true);
	(void)pthread_cond_signal(&m->woken);
	(void)pthread_mutex_unlock(&m->lock);
	(void)pthread_join(m->thread, NULL);
	(void)pthread_cond_destroy(&m->woken);
	(void)pthread_mutex_destroy(&m->lock);
	free(m);
}
