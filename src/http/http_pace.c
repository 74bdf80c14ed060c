#include "http_pace.h"
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>

#define HEAD_SECONDS   8
#define WINDOW_SECONDS 10
#define BODY_FLOOR     4096 /* bytes a second */
#define REPLY_FLOOR    1024

struct slot { /* one open connection */
	struct slot *next, **back;
	int          fd;
	uint64_t     turn;  /* atomic: counts phases; the lowest two bits are the phase */
	uint64_t     seen;  /* the reaper's: the turn it looks at, ... */
	time_t       since; /* ... when that or its present window began, ... */
	uint64_t     bytes; /* ... and what had gone over the wire by then */
};

struct http_pace {
	pthread_mutex_t lock; /* guards slots and stopping */
	pthread_cond_t  wake;
	struct slot    *slots;
	bool            stopping;
	pthread_t       reaper;
	int64_t         cut; /* atomic */
};

void http_pace_phase(struct MHD_Connection *m, enum http_phase phase)
{
	const union MHD_ConnectionInfo *i =
		MHD_get_connection_info(m, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct slot *s = i ? i->socket_context : NULL;

	if (s)
		__atomic_store_n(&s->turn, ((s->turn | 3) + 1) | phase, __ATOMIC_RELAXED);
}

static time_t now_s(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

/* Bytes that came in and that the other side has acknowledged. */
static uint64_t on_the_wire(int fd)
{
	struct tcp_info t = { 0 };
	socklen_t n = sizeof t;

	if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &t, &n))
		return 0;
	return t.tcpi_bytes_received + t.tcpi_bytes_acked;
}

/* A thread of the pool that is in a handler reads and writes for nobody. */
static bool delay_is_ours(const struct slot *s, enum http_phase phase)
{
	int n = 0;

	if (ioctl(s->fd, phase == PACE_REPLY ? SIOCOUTQ : FIONREAD, &n))
		return true;
	return phase == PACE_REPLY ? n == 0 : n > 0;
}

static bool behind(struct slot *s, time_t now)
{
	uint64_t turn = __atomic_load_n(&s->turn, __ATOMIC_RELAXED), before = s->bytes;
	enum http_phase phase = turn & 3;
	time_t since = s->since;

	if (turn != s->seen) {
		s->seen = turn;
		s->since = now;
		s->bytes = on_the_wire(s->fd);
		return false;
	}
	if (phase == PACE_WORK)
		return false;
	if (phase == PACE_HEAD)
		return now - since >= HEAD_SECONDS && !delay_is_ours(s, phase);
	if (now - since < WINDOW_SECONDS)
		return false;
	s->since = now;
	s->bytes = on_the_wire(s->fd);
	return s->bytes - before < (uint64_t)(now - since) *
	       (phase == PACE_BODY ? BODY_FLOOR : REPLY_FLOOR) && !delay_is_ours(s, phase);
}

static struct slot *slot_new(struct http_pace *p, struct MHD_Connection *m)
{
	const union MHD_ConnectionInfo *i =
		MHD_get_connection_info(m, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct slot *s = calloc(1, sizeof *s);

	if (!s)
		abort();
	s->fd = i ? i->connect_fd : -1;
	s->since = now_s();
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

		(void)clock_gettime(CLOCK_MONOTONIC, &until);
		until.tv_sec += 1;
		(void)pthread_cond_timedwait(&p->wake, &p->lock, &until);
		time_t now = now_s();

		for (struct slot *s = p->slots; s; s = s->next)
			if (behind(s, now) && !shutdown(s->fd, SHUT_RDWR))
				__atomic_add_fetch(&p->cut, 1, __ATOMIC_RELAXED);
	}
	(void)pthread_mutex_unlock(&p->lock);
	return NULL;
}

int64_t http_pace_cut(const struct http_pace *p)
{
	return __atomic_load_n(&p->cut, __ATOMIC_RELAXED);
}

struct http_pace *http_pace_start(void)
{
	struct http_pace *p = calloc(1, sizeof *p);
	pthread_condattr_t steady;

	if (!p || pthread_condattr_init(&steady))
		abort();
	(void)pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	(void)pthread_mutex_init(&p->lock, NULL);
	(void)pthread_cond_init(&p->wake, &steady);
	(void)pthread_condattr_destroy(&steady);
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
