#include "svc_alarm.h"
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include "log.h"
#include "svc_calendar.h"
#include "svc_due.h"
#include "svc_notice.h"

#define READY_MAX 50
#define TOLD_MAX  40
#define AGAIN_MS  60000 /* after a refusal of the store */

struct ready {
	struct str what;
	int64_t object, letter, near_ms, due_ms;
};

struct telling {
	struct svc *s;
	struct arena *a;
	size_t n;
};

/* ---- one deadline ---- */

struct who {
	int64_t position[TOLD_MAX], giver;
	size_t n;
};

static enum err tray_who(struct telling *x, struct db_conn *c, const struct ready *d,
			 struct who *w, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_due_tray_holders);

	db_bind_int(r, "tray", d->object);
	db_bind_int(r, "today", day_number(day_at(db_now(c), x->s->zone)));
	if (db_next(r)) {
		w->position[w->n++] = db_int(r, 0);
		w->giver = db_int(r, 1);
		if (!db_int(r, 2)) /* nobody holds that post: who gave it has to know
				      before */
			w->position[w->n++] = w->giver;
	}
	return db_done(r, NULL, f);
}

/* Of an answer: who awaits it. */
static enum err letter_who(struct db_conn *c, const struct ready *d, struct who *w,
			   struct fail *f)
{
	struct db_rows *r = db_run(c, str_eqc(d->what, "answer") ? Q_due_answer_holder
								 : Q_due_letter_holders);

	db_bind_int(r, "letter", d->letter);
	while (w->n < TOLD_MAX && db_next(r))
		w->position[w->n++] = db_int(r, 0);
	return db_done(r, NULL, f);
}

static enum err tell(struct telling *x, struct db_conn *c, const struct ready *d,
		     int64_t post, enum notice_kind kind, struct fail *f)
{
	struct notice_new n = {.position_id = post,
			       .letter_id = d->letter,
			       .kind = kind,
			       .due_ms = d->due_ms};

	n.once = arena_fmt(x->a, "%s:" STR_FMT ":%lld:%lld:%lld", notice_word(kind),
			   STR_ARG(d->what), (long long)d->object, (long long)post,
			   (long long)d->due_ms);
	return svc_notice_put(c, &n, NULL, f);
}

static enum err set_next(struct db_conn *c, const struct ready *d, int64_t next,
			 struct fail *f)
{
	struct db_rows *r = db_run(c, Q_due_next);

	db_bind_str(r, "what", d->what);
	db_bind_int(r, "object", d->object);
	if (next)
		db_bind_int(r, "next", next);
	return db_done(r, NULL, f);
}

/* Late already when it is looked at, after a night without power: told as late alone. */
static enum err look_at(struct telling *x, struct db_conn *c, const struct ready *d,
			struct fail *f)
{
	bool late = db_now(c) >= d->due_ms, tray = str_eqc(d->what, "tray");
	enum notice_kind kind = str_eqc(d->what, "answer") && late ? NOTICE_ANSWER
				: late                             ? NOTICE_PAST
								   : NOTICE_NEAR;
	struct who w = {.giver = 0};
	enum err e = tray ? tray_who(x, c, d, &w, f) : letter_who(c, d, &w, f);

	for (size_t i = 0; !e && i < w.n; i++)
		e = tell(x, c, d, w.position[i], kind, f);
	if (!e && late && w.giver)
		e = tell(x, c, d, w.giver, NOTICE_GIVEN, f);
	/* with nobody now: looked at once more when it is late, it may lie with somebody
	 * then */
	return e ? e : set_next(c, d, late ? 0 : d->due_ms, f);
}

static enum err tell_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct telling *x = arg;
	struct ready *v = ARENA_ARRAY(x->a, struct ready, READY_MAX);
	struct db_rows *r = db_run(c, Q_due_ready);
	enum err e;

	x->n = 0;
	db_bind_int(r, "now", db_now(c));
	while (x->n < READY_MAX && db_next(r))
		v[x->n++] = (struct ready){db_str(r, 0, x->a), db_int(r, 1), db_int(r, 2),
					   db_int(r, 3), db_int(r, 4)};
	e = db_done(r, NULL, f);
	for (size_t i = 0; !e && i < x->n; i++)
		e = look_at(x, c, &v[i], f);
	return e;
}

enum err svc_alarm_tell(struct svc *s, int64_t *next_ms, struct fail *f)
{
	struct telling x = {.s = s, .n = 0};
	struct db_conn *c;
	enum err e = ERR_OK;

	for (;;) {
		c = db_read(s->db);
		e = db_one_int(db_run(c, Q_due_first), next_ms, NULL, f);
		db_read_end(s->db, c);
		if (e || !*next_ms || *next_ms > clock_ms(s->clock))
			return e;
		x.a = arena_open();
		e = db_submit(s->db, tell_act, &x, f);
		arena_close(x.a);
		if (e || !x.n)
			return e;
	}
}

/* ---- the thread ---- */

struct svc_alarm {
	struct svc *s;
	int timer, woken; /* timerfd, eventfd */
	_Atomic(bool) stop;
	pthread_t thread;
};

/* By the wall clock: who sets it wakes us (TFD_TIMER_CANCEL_ON_SET). */
static void sleep_until(const struct svc_alarm *t, int64_t ms)
{
	struct itimerspec at = {
		.it_value = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000}};
	struct pollfd fds[2] = {{.fd = t->timer, .events = POLLIN},
				{.fd = t->woken, .events = POLLIN}};
	uint64_t drained;

	(void)timerfd_settime(t->timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &at,
			      NULL);
	(void)poll(fds, 2, -1);
	/* a cancelled timer reads as an error: either way it is looked at again */
	if (fds[0].revents && read(t->timer, &drained, sizeof(drained)) < 0)
		return;
	if (fds[1].revents && read(t->woken, &drained, sizeof(drained)) < 0)
		return;
}

static void *work(void *arg)
{
	struct svc_alarm *t = arg;

	while (!t->stop) {
		int64_t next = 0;
		struct fail f;

		if (svc_alarm_tell(t->s, &next, &f)) {
			log_line(LOG_L_WARN, "svc", "reminders wait word=%s", f.word);
			next = clock_ms(t->s->clock) + AGAIN_MS;
		}
		sleep_until(t, next);
	}
	return NULL;
}

/* Something was written: there may be a deadline before the one it sleeps for. */
static void look(void *arg)
{
	const struct svc_alarm *t = arg;
	const uint64_t one = 1;

	if (write(t->woken, &one, sizeof(one)) < 0)
		return; /* it is awake already */
}

void svc_alarm_start(struct svc *s)
{
	struct svc_alarm *t = calloc(1, sizeof(*t));

	if (!t)
		abort();
	t->s = s;
	t->timer = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
	t->woken = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (t->timer < 0 || t->woken < 0 || pthread_create(&t->thread, NULL, work, t))
		abort();
	s->alarm = t;
	db_on_commit(s->db, look, t);
}

void svc_alarm_stop(struct svc *s)
{
	struct svc_alarm *t = s->alarm;

	if (!t)
		return;
	db_off_commit(s->db, look, t);
	t->stop = true;
	look(t);
	(void)pthread_join(t->thread, NULL);
	(void)close(t->timer);
	(void)close(t->woken);
	s->alarm = NULL;
	free(t);
}
