/* A server on a real socket and how to speak to it, for tests of http.  Include it once a
 * test. */
#ifndef HTTP_HOUSE_H
#define HTTP_HOUSE_H
#include "fs.h"
#include "http_guard.h"
#include "rng.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#define FORM "application/x-www-form-urlencoded"

struct world {
	struct http_server *server;
	char                spool[64];
	int                 handled;
};

static inline bool admit(void *ctx, struct http_req *q, struct http_res *r)
{
	(void)ctx;
	(void)r;
	q->csrf = STR("token-token-token");
	return true;
}

static inline void refuse(void *ctx, struct http_req *q, struct http_res *r, const struct fail *f)
{
	(void)ctx;
	(void)q;
	http_problem(r, f, 0);
}

static inline void hello(void *ctx, struct http_req *q, struct http_res *r)
{
	((struct world *)ctx)->handled++;
	buf_fmt(&r->body, "halo %.*s %.*s", STR_ARG(q->args[0]), STR_ARG(http_get(q, "q")));
}

static inline void take(void *ctx, struct http_req *q, struct http_res *r)
{
	((struct world *)ctx)->handled++;
	buf_fmt(&r->body, "hal=%.*s n=%zu", STR_ARG(http_get(q, "hal")), q->files_n);
	for (size_t i = 0; i < q->files_n; i++) {
		struct stat st;

		assert_int_equal(stat(q->files[i].path, &st), 0);
		assert_int_equal(st.st_size, q->files[i].size);
		buf_fmt(&r->body, " %.*s:%lld", STR_ARG(q->files[i].name),
		        (long long)q->files[i].size);
	}
}

#define LARGE (32u << 20)

static inline void large(void *ctx, struct http_req *q, struct http_res *r)
{
	char *p = arena_alloc(q->arena, LARGE);

	(void)ctx;
	buf_add(&r->body, (struct str){ p, LARGE });
}

static inline void lasting(void *ctx, struct http_req *q, struct http_res *r)
{
	(void)ctx;
	(void)q;
	(void)r;
	(void)nanosleep(&(struct timespec){ 12, 0 }, NULL);
}

/* Ready when it is asked for the fourth time; never, for /nanti/tidak. */
static inline void later(void *ctx, struct http_req *q, struct http_res *r)
{
	(void)ctx;
	buf_fmt(&r->body, "siap %d", q->again);
	if (q->again < 3 || str_eqc(q->args[0], "tidak"))
		r->later_ms = 300;
}

static const struct http_route ROUTES[] = {
	{ HTTP_GET, "/nanti/{apa}", ACT_LOOK, later, 0 },
	{ HTTP_GET, "/besar", ACT_LOOK, large, 0 },
	{ HTTP_GET, "/lama", ACT_LOOK, lasting, 0 },
	{ HTTP_GET, "/halo/{siapa}", ACT_LOOK, hello, 0 },
	{ HTTP_POST, "/kirim", ACT_REGISTER, take, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_POST, "/kecil", ACT_REGISTER, take, HTTP_CSRF },
};

static inline int start(void **state)
{
	static struct world w;
	struct fail f;
	struct http_options o = { .listen = "127.0.0.1:0", .routes = ROUTES,
		.routes_n = sizeof ROUTES / sizeof *ROUTES, .many = "pindaian", .app = { &w, admit, refuse } };

	(void)snprintf(w.spool, sizeof w.spool, "/tmp/naskah-http-XXXXXX");
	assert_non_null(mkdtemp(w.spool));
	o.spool = w.spool;
	assert_int_equal(http_start(&w.server, &o, &f), ERR_OK);
	*state = &w;
	return 0;
}

static inline int stop(void **state)
{
	struct world *w = *state;

	http_stop(w->server);
	/* everything spooled was unlinked: the folder is empty */
	assert_int_equal(rmdir(w->spool), 0);
	return 0;
}

static inline int dial(const struct world *w)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		                 .sin_port = htons((uint16_t)http_port(w->server)),
		                 .sin_addr = { htonl(INADDR_LOOPBACK) } };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	struct timeval t = { .tv_sec = 20 };

	assert_true(fd >= 0);
	(void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof t);
	assert_int_equal(connect(fd, (struct sockaddr *)&a, sizeof a), 0);
	return fd;
}

/* Sends, reads one answer (or until close), returns its status; 0 when closed silent. */
static inline int ask_on(int fd, struct str bytes, char *reply, size_t max)
{
	size_t n = 0;
	int status = 0;

	while (bytes.n) {
		ssize_t k = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL);

		if (k <= 0)
			break;
		bytes = str_from(bytes, (size_t)k);
	}
	for (;;) {
		ssize_t k = recv(fd, reply + n, max - 1 - n, 0);

		if (k <= 0)
			break;
		n += (size_t)k;
		reply[n] = '\0';
		const char *end = strstr(reply, "\r\n\r\n");
		const char *len = strstr(reply, "Content-Length: ");

		if (end && len && n >= (size_t)(end - reply) + 4 + strtoul(len + 16, NULL, 10))
			break;
	}
	reply[n] = '\0';
	if (strncmp(reply, "HTTP/1.1 ", 9) == 0)
		status = (int)strtol(reply + 9, NULL, 10);
	return status;
}

static inline int ask(const struct world *w, struct str bytes)
{
	char reply[8192];
	int fd = dial(w), status = ask_on(fd, bytes, reply, sizeof reply);

	(void)close(fd);
	return status;
}
#endif
