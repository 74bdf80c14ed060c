#include "http_pace.h"
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#define HEADER_SECONDS 8

struct slot { /* one open connection */
	struct slot *next, **back;
	int          fd;
	time_t       waiting_since; /* 0: a request is being served */
};

struct http_pace {
	pthread_mutex_t lock; /* guards slots and stopping */
	pthread_cond_t  wake;
	struct slot    *slots;
	bool            stopping;
	pthread_t       reaper;
};

void http_pace_serving(struct MHD_Connection *m, bool serving)
{
	const union MHD_ConnectionInfo *i =
		MHD_get_connection_info(m, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct slot *s = i ? i->socket_context : NULL;

	if (s)
		__atomic_store_n(&s->waiting_since, serving ? 0 : time(NULL), __ATOMIC_RELAXED);
}

static struct slot *slot_new(struct http_pace *p, struct MHD_Connection *m)
{
	const union MHD_ConnectionInfo *i =
		MHD_get_connection_info(m, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct slot *s = calloc(1, sizeof *s);

	if (!s)
		abort();
	s->fd = i ? i->connect_fd : -1;
	s->waiting_since = time(NULL);
	s->next = p->slots;
	s->back = &p->slots;
	if (p->slots)
		p->slots->back = &s->next;
	p->slots = s;
	return s;
}

void http_pace_connection(void *arg, struct MHD_Connection *m, void **ctx,
                          enum MHD_ConnectionNotificationCode what)
{
	struct http_pace *p = arg;
	struct slot *s = *ctx;

	(void)pthread_mutex_lock(&p->lock);
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		*ctx = slot_new(p, m);
	} else if (s) {
		*s->back = s->next;
		if (s->next)
			s->next->back = s->back;
		free(s);
		*ctx = NULL;
	}
	(void)pthread_mutex_unlock(&p->lock);
}

static void *reap(void *arg)
{
	struct http_pace *p = arg;

	(void)pthread_mutex_lock(&p->lock);
	while (!p->stopping) {
		struct timespec until;

		(void)clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += 1;
		(void)pthread_cond_timedwait(&p->wake, &p->lock, &until);
		time_t now = time(NULL);

		for (struct slot *s = p->slots; s; s = s->next) {
			time_t since = __atomic_load_n(&s->waiting_since, __ATOMIC_RELAXED);

			if (since && now - since > HEADER_SECONDS)
				(void)shutdown(s->fd, SHUT_RDWR);
		}
	}
	(void)pthread_mutex_unlock(&p->lock);
	return NULL;
}

struct http_pace *http_pace_start(void)
{
	struct http_pace *p = calloc(1, sizeof *p);

	if (!p)
		abort();
	(void)pthread_mutex_init(&p->lock, NULL);
	(void)pthread_cond_init(&p->wake, NULL);
	if (pthread_create(&p->reaper, NULL, reap, p))
		abort();
	return p;
}

void http_pace_stop(struct http_pace *p)
{
	(void)pthread_mutex_lock(&p->lock);
	p->stopping = true;
	(void)pthread_cond_signal(&p->wake);
	(void)pthread_mutex_unlock(&p->lock);
	(void)pthread_join(p->reaper, NULL);
	free(p);
}
