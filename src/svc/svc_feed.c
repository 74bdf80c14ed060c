#include "svc_feed_inside.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include "log.h"
#include "svc_people.h"
#include "svc_secrecy.h"

#define BEAT_MS  15000
#define CHECK_MS 1000 /* sessions are looked at no more often */

struct hearer {
	struct hearer *next;
	uint8_t session[32];
	int64_t account;
	const char *door;
	struct svc_feed_ask ask;
	struct svc_listener l;
	bool begun, over;
	int64_t posts[SVC_POSTS_MAX], work[SVC_FEED_ROWS];
	size_t posts_n, work_n;
};

struct svc_feed {
	struct svc *s;
	_Atomic int64_t last;
	pthread_mutex_t lock; /* guards the four below */
	pthread_cond_t woken;
	struct hearer *joining;
	bool some, stop;
	struct hearer *all;          /* the thread's own, as the rest */
	int64_t checked_ms, beat_ms; /* monotonic */
	pthread_t thread;
};

static int64_t mono(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void wake(void *arg)
{
	struct svc_feed *d = arg;

	(void)pthread_mutex_lock(&d->lock);
	d->some = true;
	(void)pthread_cond_signal(&d->woken);
	(void)pthread_mutex_unlock(&d->lock);
}

/* ---- one hearer ---- */

static bool still_his(struct svc_feed *d, struct arena *a, struct hearer *h,
		      struct actor *who)
{
	struct fail f;
	bool moved;

	if (svc_actor_again(d->s, a, h->session, h->door, who, &f)) {
		h->over = f.code == ERR_AUTH || f.code == ERR_DENIED;
		return false;
	}
	moved = h->posts_n != who->posts_n;
	for (size_t i = 0; i < who->posts_n; i++) {
		moved |= h->posts[i] != who->posts[i].position_id;
		h->posts[i] = who->posts[i].position_id;
	}
	h->posts_n = who->posts_n;
	if (moved)
		h->begun = false; /* another list from here on */
	return true;
}

static void say(struct hearer *h, const struct svc_news *n)
{
	h->over |= !h->l.tell(h->l.arg, n);
}

static bool by_others(const struct feed_batch *b, int64_t letter, int64_t account)
{
	const struct feed_act *x = feed_act_on(b, letter);

	return x && x->account != account;
}

/* What came into the list since it was last told, by somebody else's act, and what left
 * it. */
static void tell_list(struct svc_feed *d, struct db_conn *c, struct arena *a,
		      struct hearer *h, const struct actor *who,
		      const struct feed_batch *b)
{
	int64_t now[SVC_FEED_ROWS], came[SVC_FEED_ROWS], left[SVC_FEED_ROWS];
	struct svc_news n = {.list = true, .came = came, .left = left, .missed = b->more};
	size_t now_n = 0;
	struct fail f;

	if (feed_work(c, a, who, now, &now_n, &f))
		return;
	for (size_t i = 0; i < now_n; i++)
		if (!(h->begun && feed_has(h->work, h->work_n, now[i])) &&
		    by_others(b, now[i], h->account))
			came[n.came_n++] = now[i];
	for (size_t i = 0; h->begun && i < h->work_n; i++)
		if (!feed_has(now, now_n, h->work[i]))
			left[n.left_n++] = h->work[i];
	n.last = b->n ? b->acts[b->n - 1].id : atomic_load(&d->last);
	n.waiting = (int)now_n;
	if (!h->begun || n.came_n || n.left_n || now_n != h->work_n || n.missed)
		say(h, &n);
	memcpy(h->work, now, sizeof(now));
	h->work_n = now_n;
	h->begun = true;
}

static bool has_open(const struct hearer *h, int64_t letter)
{
	for (size_t i = 0; i < h->ask.open_n; i++)
		if (h->ask.open[i] == letter)
			return true;
	return false;
}

static void tell_open(struct db_conn *c, struct arena *a, struct hearer *h,
		      const struct actor *who, const struct feed_batch *b)
{
	for (size_t i = 0; i < b->n && !h->over; i++) {
		const struct feed_act *x = &b->acts[i];
		struct svc_news n = {.last = x->id, .letter = x->letter};

		if (x->account == h->account || !has_open(h, x->letter))
			continue;
		n.said = feed_sentence(a, x);
		if (n.said.p && svc_may_see_line(c, a, who, x->letter))
			say(h, &n);
	}
}

static bool list_moved(const struct hearer *h, const struct feed_batch *b)
{
	for (size_t i = 0; i < h->posts_n; i++)
		for (size_t k = 0; k < b->posts_n; k++)
			if (h->posts[i] == b->posts[k])
				return true;
	return false;
}

static bool open_moved(const struct hearer *h, const struct feed_batch *b)
{
	for (size_t i = 0; h->ask.open_n && i < b->n; i++)
		if (has_open(h, b->acts[i].letter))
			return true;
	return false;
}

/* A new one hears first of what he missed. */
static void begin(struct svc_feed *d, struct db_conn *c, struct arena *a,
		  struct hearer *h)
{
	struct feed_batch *b = ARENA_NEW(a, struct feed_batch);
	int64_t last = atomic_load(&d->last);
	struct actor who;
	struct fail f;

	if (!still_his(d, a, h, &who))
		return;
	if (h->ask.since > 0 && h->ask.since < last &&
	    feed_read(c, a, h->ask.since, false, b, &f))
		return;
	b->more |= h->ask.since > last;
	while (b->n && b->acts[b->n - 1].id > last)
		b->n--; /* the next round's */
	tell_list(d, c, a, h, &who, b);
	tell_open(c, a, h, &who, b);
}

/* ---- all of them ---- */

static void let_go(struct svc_feed *d)
{
	struct hearer **at = &d->all;

	while (*at) {
		struct hearer *h = *at;

		if (!h->over) {
			at = &h->next;
			continue;
		}
		*at = h->next;
		h->l.end(h->l.arg);
		free(h);
	}
}

/* The newest stand first. */
static void make_room(struct svc_feed *d, int64_t account)
{
	int n = 0;

	for (struct hearer *h = d->all; h; h = h->next)
		if (h->account == account && !h->over && ++n > SVC_FEED_EACH)
			h->over = true;
}

static void take_in(struct svc_feed *d, struct db_conn *c, struct arena *a,
		    struct hearer *new_)
{
	while (new_) {
		struct hearer *h = new_;

		new_ = h->next;
		h->next = d->all;
		d->all = h;
		make_room(d, h->account);
		begin(d, c, a, h);
	}
}

static void look_at_sessions(struct svc_feed *d, struct db_conn *c, struct arena *a)
{
	static const struct feed_batch NOTHING;

	for (struct hearer *h = d->all; h; h = h->next) {
		struct actor who;

		if (!h->over && still_his(d, a, h, &who) && !h->begun)
			tell_list(d, c, a, h, &who, &NOTHING);
	}
}

static void tell_all(struct svc_feed *d, struct db_conn *c, struct arena *a)
{
	struct feed_batch *b = ARENA_NEW(a, struct feed_batch);
	struct fail f;

	if (feed_read(c, a, atomic_load(&d->last), d->all != NULL, b, &f)) {
		log_line(LOG_L_WARN, "feed", "not read word=%s", f.word);
		return;
	}
	for (struct hearer *h = d->all; b->n && h; h = h->next) {
		bool list = list_moved(h, b), open = open_moved(h, b);
		struct actor who;

		if (h->over || !(list || open) || !still_his(d, a, h, &who))
			continue;
		if (list || !h->begun)
			tell_list(d, c, a, h, &who, b);
		if (open)
			tell_open(c, a, h, &who, b);
	}
	if (b->n)
		atomic_store(&d->last, b->acts[b->n - 1].id);
	if (b->more)
		wake(d);
}

/* true: sessions were looked at too. */
static bool round_of(struct svc_feed *d, struct hearer *new_)
{
	struct arena *a = arena_open();
	struct db_conn *c = db_read(d->s->db);
	int64_t now = mono();
	bool check = now - d->checked_ms >= CHECK_MS;

	tell_all(d, c, a);
	take_in(d, c, a, new_);
	if (check) {
		look_at_sessions(d, c, a);
		d->checked_ms = now;
	}
	db_read_end(d->s->db, c);
	if (now - d->beat_ms >= BEAT_MS) {
		for (struct hearer *h = d->all; h; h = h->next)
			h->over |= !h->l.beat(h->l.arg, atomic_load(&d->last));
		d->beat_ms = now;
	}
	let_go(d);
	arena_close(a);
	return check;
}

/* Something was written while sessions were not yet to be looked at again: soon. */
static int64_t next_ms(const struct svc_feed *d, bool owed)
{
	int64_t beat = d->beat_ms + BEAT_MS, check = d->checked_ms + CHECK_MS;

	return owed && check < beat ? check : beat;
}

static void *work(void *arg)
{
	struct svc_feed *d = arg;
	bool owed = false;

	(void)pthread_mutex_lock(&d->lock);
	while (!d->stop) {
		int64_t at = next_ms(d, owed);
		struct timespec until = {at / 1000, at % 1000 * 1000000};
		struct hearer *new_;

		if (!d->some && mono() < at &&
		    !pthread_cond_timedwait(&d->woken, &d->lock, &until))
			continue;
		owed |= d->some;
		new_ = d->joining;
		d->joining = NULL;
		d->some = false;
		(void)pthread_mutex_unlock(&d->lock);
		if (round_of(d, new_) || !d->all)
			owed = false;
		(void)pthread_mutex_lock(&d->lock);
	}
	(void)pthread_mutex_unlock(&d->lock);
	return NULL;
}

static int64_t last_act(struct svc *s)
{
	struct db_conn *c = db_read(s->db);
	int64_t last = 0;
	struct fail f;

	if (db_one_int(db_run(c, Q_feed_last), &last, NULL, &f))
		log_line(LOG_L_WARN, "feed", "no beginning word=%s", f.word);
	db_read_end(s->db, c);
	return last;
}

struct svc_feed *svc_feed_start(struct svc *s)
{
	struct svc_feed *d = calloc(1, sizeof(*d));
	pthread_condattr_t steady;

	if (!d || pthread_condattr_init(&steady) ||
	    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC) ||
	    pthread_mutex_init(&d->lock, NULL) || pthread_cond_init(&d->woken, &steady))
		abort();
	(void)pthread_condattr_destroy(&steady);
	d->s = s;
	d->last = last_act(s);
	d->checked_ms = d->beat_ms = mono();
	if (pthread_create(&d->thread, NULL, work, d))
		abort();
	db_on_commit(s->db, wake, d);
	return d;
}

void svc_feed_stop(struct svc_feed *d)
{
	if (!d)
		return;
	db_off_commit(d->s->db, wake, d);
	(void)pthread_mutex_lock(&d->lock);
	d->stop = true;
	(void)pthread_cond_signal(&d->woken);
	(void)pthread_mutex_unlock(&d->lock);
	(void)pthread_join(d->thread, NULL);
	while (d->joining) {
		struct hearer *h = d->joining;

		d->joining = h->next;
		h->next = d->all;
		d->all = h;
	}
	for (struct hearer *h = d->all; h; h = h->next)
		h->over = true;
	let_go(d);
	(void)pthread_cond_destroy(&d->woken);
	(void)pthread_mutex_destroy(&d->lock);
	free(d);
}

int64_t svc_feed_last(const struct svc_feed *d)
{
	return atomic_load(&d->last);
}

void svc_feed_join(struct svc_feed *d, const struct actor *who,
		   const struct svc_feed_ask *ask, const struct svc_listener *l)
{
	struct hearer *h = calloc(1, sizeof(*h));

	if (!h)
		abort();
	memcpy(h->session, who->session, sizeof(h->session));
	h->account = who->account_id;
	h->door = who->door;
	h->ask = *ask;
	h->l = *l;
	(void)pthread_mutex_lock(&d->lock);
	h->next = d->joining;
	d->joining = h;
	d->some = true;
	(void)pthread_cond_signal(&d->woken);
	(void)pthread_mutex_unlock(&d->lock);
}
