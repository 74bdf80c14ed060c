#include "http_conn.h"
#include "http_streams.h"
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#define WAITING_MAX 65536
#define UNHEARD_MS  20000
#define CHUNK       4096

struct http_stream {
	struct http_streams *all;
	struct http_stream *next, **back; /* of those with a connection */
	struct MHD_Connection *conn;      /* NULL: not yet, or no more */
	int fd, refs;                     /* owner and connection */
	bool sleeping, over, gone;
	struct buf waiting;
	size_t sent; /* of what waits */
};

struct http_streams {
	pthread_mutex_t lock; /* guards all below, and every stream */
	struct http_stream *first;
	size_t n, max, refs; /* n: connections; refs: the server, and each stream */
	int poke;
	bool closing;
	pthread_t watcher;
};

static void all_unref(struct http_streams *a)
{
	size_t left = --a->refs;

	(void)pthread_mutex_unlock(&a->lock);
	if (left)
		return;
	(void)pthread_mutex_destroy(&a->lock);
	(void)close(a->poke);
	free(a);
}

/* The lock is held, and is released. */
static void unref(struct http_stream *s)
{
	struct http_streams *a = s->all;

	if (--s->refs) {
		(void)pthread_mutex_unlock(&a->lock);
		return;
	}
	buf_free(&s->waiting);
	free(s);
	all_unref(a);
}

static void rouse(struct http_stream *s)
{
	if (!s->sleeping || !s->conn)
		return;
	s->sleeping = false;
	MHD_resume_connection(s->conn);
}

enum err http_stream_begin(struct http_req *q, struct http_res *r,
			   struct http_stream **out, struct fail *f)
{
	struct conn *c = (void *)((char *)q - offsetof(struct conn, req));
	struct http_streams *a = c->streams;
	struct http_stream *s = NULL;

	(void)pthread_mutex_lock(&a->lock);
	if (a->n < a->max && !a->closing) {
		s = calloc(1, sizeof *s);
		if (!s)
			abort();
		*s = (struct http_stream){
			.all = a, .fd = -1, .refs = 2, .waiting = BUF_MAX(WAITING_MAX)};
		a->n++;
		a->refs++;
	}
	(void)pthread_mutex_unlock(&a->lock);
	if (!s)
		return FAIL(f, ERR_BUSY, "too-many-streams", NULL,
			    "Terlalu banyak halaman yang menunggu kabar; halaman ini "
			    "tetap dapat "
			    "dipakai, muat ulang untuk melihat yang baru.");
	r->stream = s;
	*out = s;
	return ERR_OK;
}

bool http_stream_send(struct http_stream *s, struct str text)
{
	bool ok;

	(void)pthread_mutex_lock(&s->all->lock);
	if (!s->over && !s->gone && s->waiting.n + text.n > WAITING_MAX)
		s->gone = true; /* too far behind */
	ok = !s->over && !s->gone;
	if (ok)
		buf_add(&s->waiting, text);
	rouse(s);
	(void)pthread_mutex_unlock(&s->all->lock);
	return ok;
}

void http_stream_end(struct http_stream *s)
{
	(void)pthread_mutex_lock(&s->all->lock);
	s->over = true;
	rouse(s);
	unref(s);
}

/* ---- the library's side ---- */

static ssize_t more(void *arg, uint64_t pos, char *out, size_t max)
{
	struct http_stream *s = arg;
	ssize_t n = 0;

	(void)pos;
	(void)pthread_mutex_lock(&s->all->lock);
	size_t left = s->waiting.n - s->sent;

	if (s->gone) {
		n = MHD_CONTENT_READER_END_WITH_ERROR;
	} else if (left) {
		n = (ssize_t)(left < max ? left : max);
		memcpy(out, s->waiting.p + s->sent, (size_t)n);
		s->sent += (size_t)n;
		if (s->sent == s->waiting.n) {
			s->sent = 0;
			buf_free(&s->waiting);
		}
	} else if (s->over || s->all->closing) {
		n = MHD_CONTENT_READER_END_OF_STREAM;
	} else {
		s->sleeping = true;
		MHD_suspend_connection(s->conn);
	}
	(void)pthread_mutex_unlock(&s->all->lock);
	return n;
}

/* The connection has ended. */
static void ended(void *arg)
{
	struct http_stream *s = arg;

	(void)pthread_mutex_lock(&s->all->lock);
	*s->back = s->next;
	if (s->next)
		s->next->back = s->back;
	s->conn = NULL;
	s->gone = true;
	s->all->n--;
	unref(s);
}

static int socket_of(struct MHD_Connection *m)
{
	const union MHD_ConnectionInfo *i =
		MHD_get_connection_info(m, MHD_CONNECTION_INFO_CONNECTION_FD);
	int fd = i ? i->connect_fd : -1;
	unsigned ms = UNHEARD_MS;

	if (fd >= 0)
		(void)setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &ms, sizeof ms);
	return fd;
}

struct MHD_Response *http_stream_reply(struct http_stream *s, struct MHD_Connection *m)
{
	struct http_streams *a = s->all;
	struct MHD_Response *r;

	(void)pthread_mutex_lock(&a->lock);
	s->conn = m;
	s->fd = socket_of(m);
	s->next = a->first;
	s->back = &a->first;
	if (a->first)
		a->first->back = &s->next;
	a->first = s;
	(void)pthread_mutex_unlock(&a->lock);
	(void)eventfd_write(a->poke, 1);
	(void)MHD_set_connection_option(m, MHD_CONNECTION_OPTION_TIMEOUT, 0u);
	r = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, CHUNK, more, s, ended);
	if (!r)
		ended(s);
	return r;
}

void http_stream_drop(struct http_stream *s)
{
	(void)pthread_mutex_lock(&s->all->lock);
	s->gone = true;
	s->all->n--;
	unref(s);
}

/* ---- readers that leave ---- */

/* A suspended connection is in nobody's poll: one that its reader closed would stay until
 * the next event was written to it. */
static size_t watched(struct http_streams *a, struct pollfd *p)
{
	size_t n = 0;

	for (struct http_stream *s = a->first; s; s = s->next) {
		if (s->gone || s->fd < 0)
			continue;
		p[n++] = (struct pollfd){.fd = s->fd, .events = POLLRDHUP};
	}
	return n;
}

/* Streams that ended meanwhile are no longer in the list; those that are stand for their
 * fd. */
static void mark_left(struct http_streams *a, const struct pollfd *p, size_t n)
{
	(void)pthread_mutex_lock(&a->lock);
	for (struct http_stream *s = a->first; s; s = s->next)
		for (size_t i = 0; i < n; i++)
			if (p[i].fd == s->fd && p[i].revents) {
				s->gone = true;
				rouse(s);
			}
	(void)pthread_mutex_unlock(&a->lock);
}

static void *watch(void *arg)
{
	struct http_streams *a = arg;
	struct pollfd *p = calloc(a->max + 1, sizeof *p);
	eventfd_t poked;
	bool closing = false;

	if (!p)
		abort();
	while (!closing) {
		(void)pthread_mutex_lock(&a->lock);
		closing = a->closing;
		p[0] = (struct pollfd){.fd = a->poke, .events = POLLIN};
		size_t n = watched(a, p + 1);

		(void)pthread_mutex_unlock(&a->lock);
		if (closing || poll(p, n + 1, 1000) <= 0)
			continue;
		if (p[0].revents)
			(void)eventfd_read(a->poke, &poked);
		mark_left(a, p + 1, n);
	}
	free(p);
	return NULL;
}

struct http_streams *http_streams_start(size_t max)
{
	struct http_streams *a = calloc(1, sizeof *a);

	if (!a)
		abort();
	a->max = max;
	a->refs = 1;
	a->poke = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (a->poke < 0 || pthread_mutex_init(&a->lock, NULL) ||
	    pthread_create(&a->watcher, NULL, watch, a))
		abort();
	return a;
}

void http_streams_stop(struct http_streams *a)
{
	(void)pthread_mutex_lock(&a->lock);
	a->closing = true;
	for (struct http_stream *s = a->first; s; s = s->next)
		rouse(s);
	(void)pthread_mutex_unlock(&a->lock);
	(void)eventfd_write(a->poke, 1);
	(void)pthread_join(a->watcher, NULL);
}

void http_streams_free(struct http_streams *a)
{
	(void)pthread_mutex_lock(&a->lock);
	all_unref(a);
}

int64_t http_streams_open(struct http_streams *a)
{
	size_t n;

	(void)pthread_mutex_lock(&a->lock);
	n = a->n;
	(void)pthread_mutex_unlock(&a->lock);
	return (int64_t)n;
}

void http_event(struct buf *b, int64_t id, const char *name, struct str data)
{
	if (id)
		buf_fmt(b, "id: %lld\n", (long long)id);
	if (name)
		buf_fmt(b, "event: %s\ndata: %.*s\n", name, STR_ARG(data));
	buf_byte(b, '\n');
}
