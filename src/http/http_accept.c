#include "http_accept.h"
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

enum { BACKLOG = 511, PAUSE_MS = 50 };

struct http_accept {
	int                fd, stop;
	bool               running;
	pthread_t          thread;
	struct MHD_Daemon *daemon;
};

static void give_back(struct http_accept *a)
{
	if (a->fd >= 0)
		(void)close(a->fd);
	if (a->stop >= 0)
		(void)close(a->stop);
	free(a);
}

static int listener(const struct sockaddr_storage *addr)
{
	int on = 1, fd = socket(addr->ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	socklen_t n = addr->ss_family == AF_INET6 ? sizeof(struct sockaddr_in6)
	                                          : sizeof(struct sockaddr_in);

	if (fd < 0)
		return -1;
	(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (addr->ss_family == AF_INET6)
		(void)setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
	if (bind(fd, (const struct sockaddr *)addr, n) || listen(fd, BACKLOG)) {
		(void)close(fd);
		return -1;
	}
	return fd;
}

static int port_of(int fd)
{
	struct sockaddr_storage a;
	socklen_t n = sizeof a;

	if (getsockname(fd, (struct sockaddr *)&a, &n))
		return 0;
	return a.ss_family == AF_INET6
		? ntohs(((struct sockaddr_in6 *)(void *)&a)->sin6_port)
		: ntohs(((struct sockaddr_in *)(void *)&a)->sin_port);
}

enum err http_accept_open(struct http_accept **out, const struct sockaddr_storage *addr,
                          const char *shown, int *port, struct fail *f)
{
	struct http_accept *a = calloc(1, sizeof *a);

	*out = NULL;
	if (!a)
		abort();
	a->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	a->fd = listener(addr);
	if (a->fd < 0 || a->stop < 0) {
		give_back(a);
		return FAIL(f, ERR_IO, "listen", NULL,
		            "Tidak dapat mendengarkan di %s; mungkin dipakai program lain.", shown);
	}
	*port = port_of(a->fd);
	*out = a;
	return ERR_OK;
}

static void pause_for(int stop)
{
	struct pollfd p = { .fd = stop, .events = POLLIN };

	(void)poll(&p, 1, PAUSE_MS);
}

/* false: there is none to take now. */
static bool take_one(struct http_accept *a)
{
	struct sockaddr_storage peer;
	socklen_t n = sizeof peer;
	int fd = accept4(a->fd, (struct sockaddr *)&peer, &n, SOCK_NONBLOCK | SOCK_CLOEXEC);

	if (fd >= 0) {
		/* past its limit MHD closes the connection by itself */
		(void)MHD_add_connection(a->daemon, fd, (struct sockaddr *)&peer, n);
		return true;
	}
	/* no descriptors or memory left: some connection must end first */
	if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
		pause_for(a->stop);
	return errno == ECONNABORTED || errno == EINTR;
}

static void *deal(void *arg)
{
	struct http_accept *a = arg;
	struct pollfd p[2] = { { .fd = a->fd, .events = POLLIN },
		               { .fd = a->stop, .events = POLLIN } };

	for (;;) {
		if (poll(p, 2, -1) < 0)
			continue; /* a signal woke it */
		if (p[1].revents)
			return NULL;
		while (take_one(a))
			continue;
	}
}

void http_accept_start(struct http_accept *a, struct MHD_Daemon *daemon)
{
	a->daemon = daemon;
	if (pthread_create(&a->thread, NULL, deal, a) != 0)
		abort();
	a->running = true;
}

void http_accept_stop(struct http_accept *a)
{
	if (!a)
		return;
	if (a->running) {
		(void)eventfd_write(a->stop, 1);
		(void)pthread_join(a->thread, NULL);
	}
	give_back(a);
}
