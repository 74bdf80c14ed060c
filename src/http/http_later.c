#include "http_later.h"
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

struct sleeper {
	struct sleeper *next;
	struct MHD_Connection *conn;
	int64_t wake_ms;
};

struct http_later {
	pthread_mutex_t lock; /* guards all below */
	pthread_cond_t changed;
	struct sleeper *first; /* by the hour of waking */
	bool closing;
	pthread_t waker;
};

static int64_t now_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void wake_first(struct http_later *l)
{
	struct sleeper *s = l->first;

	l->first = s->next;
	MHD_resume_connection(s->conn);
	free(s);
}

static void *wake(void *arg)
{
	struct http_later *l = arg;

	(void)pthread_mutex_lock(&l->lock);
	while (!l->closing) {
		if (!l->first) {
			(void)pthread_cond_wait(&l->changed, &l->lock);
		} else if (l->first->wake_ms <= now_ms()) {
			wake_first(l);
		} else {
			struct timespec t = { (time_t)(l->first->wake_ms / 1000),
				              (long)(l->first->wake_ms % 1000) * 1000000 };

			(void)pthread_cond_timedwait(&l->changed, &l->lock, &t);
		}
	}
	while (l->first)
		wake_first(l);
	(void)pthread_mutex_unlock(&l->lock);
	return NULL;
}

struct http_later *http_later_start(void)
{
	struct http_later *l = calloc(1, sizeof *l);
	pthread_condattr_t by_time;

	if (!l)
		abort();
	(void)pthread_mutex_init(&l->lock, NULL);
	(void)pthread_condattr_init(&by_time);
	(void)pthread_condattr_setclock(&by_time, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&l->changed, &by_time);
	(void)pthread_condattr_destroy(&by_time);
	if (pthread_create(&l->waker, NULL, wake, l) != 0)
		abort();
	return l;
}

void http_later_stop(struct http_later *l)
{
	(void)pthread_mutex_lock(&l->lock);
	l->closing = true;
	(void)pthread_cond_signal(&l->changed);
	(void)pthread_mutex_unlock(&l->lock);
	(void)pthread_join(l->waker, NULL);
}

void http_later_free(struct http_later *l)
{
	(void)pthread_cond_destroy(&l->changed);
	(void)pthread_mutex_destroy(&l->lock);
	free(l);
}

bool http_later_sleep(struct http_later *l, struct MHD_Connection *conn, int ms)
{
	struct sleeper **at = &l->first, *s;
	bool closing;

	(void)pthread_mutex_lock(&l->lock);
	closing = l->closing;
	if (!closing) {
		s = calloc(1, sizeof *s);
		if (!s)
			abort();
		s->conn = conn;
		s->wake_ms = now_ms() + ms;
		MHD_suspend_connection(conn);
		while (*at && (*at)->wake_ms <= s->wake_ms)
			at = &(*at)->next;
		s->next = *at;
		*at = s;
		(void)pthread_cond_signal(&l->changed);
	}
	(void)pthread_mutex_unlock(&l->lock);
	return !closing;
}
