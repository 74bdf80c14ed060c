#define _GNU_SOURCE /* struct ucred */
#include "db_control.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>
#include "fs.h"
#include "log.h"

enum { WORKERS = 4, SILENCE_S = 5, HEAD_MAX = 32 };
#define REQUEST_MAX ((size_t)1 << 20)
#define REPLY_MAX   ((size_t)64 << 20)

struct db_control {
	int            listen, stop[2];
	db_control_fn *fn;
	void          *arg;
	char          *path;
	pthread_t      worker[WORKERS];
	int            workers;
};

/* A socket's name holds 108 bytes and a folder's may be longer: the folder is opened and
 * named through /proc. */
static int address(const char *path, struct sockaddr_un *out)
{
	const char *slash = strrchr(path, '/');
	char folder[4096];

	(void)snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1,
	               slash ? path : ".");
	int fd = open(*folder ? folder : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*out = (struct sockaddr_un){ .sun_family = AF_UNIX };
	if (fd >= 0 && snprintf(out->sun_path, sizeof out->sun_path, "/proc/self/fd/%d/%s", fd,
	                        slash ? slash + 1 : path) >= (int)sizeof out->sun_path) {
		(void)close(fd);
		errno = ENAMETOOLONG;
		return -1;
	}
	return fd;
}

static bool send_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t k = send(fd, p, n, MSG_NOSIGNAL);

		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return false;
		p += k;
		n -= (size_t)k;
	}
	return true;
}

static bool send_frame(int fd, struct str s)
{
	char head[HEAD_MAX];
	int n = snprintf(head, sizeof head, "naskah1 %zu\n", s.n);

	return send_all(fd, head, (size_t)n) && send_all(fd, s.p, s.n);
}

static bool recv_all(int fd, char *p, size_t n)
{
	while (n > 0) {
		ssize_t k = recv(fd, p, n, 0);

		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return false;
		p += k;
		n -= (size_t)k;
	}
	return true;
}

static bool recv_frame(int fd, struct arena *a, size_t max, struct str *out)
{
	char head[HEAD_MAX] = "";
	struct str s = { head, 0 };
	int64_t n = 0;

	while (s.n < sizeof head - 1 && recv_all(fd, head + s.n, 1) && head[s.n] != '\n')
		s.n++;
	if (head[s.n] != '\n' || !str_starts(s, STR("naskah1 ")) ||
	    !str_to_int(str_from(s, 8), &n) || n < 0 || (size_t)n > max)
		return false;
	char *p = arena_alloc(a, (size_t)n + 1);

	*out = (struct str){ p, (size_t)n };
	return recv_all(fd, p, (size_t)n);
}

static bool friend_of_ours(int fd)
{
	struct ucred who;
	socklen_t n = sizeof who;

	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &n) == 0 &&
	       (who.uid == 0 || who.uid == geteuid());
}

static void serve_one(struct db_control *c, int fd)
{
	struct timeval t = { .tv_sec = SILENCE_S };
	struct arena *a = arena_open();
	struct buf reply = BUF_MAX(REPLY_MAX);
	struct str request;

	(void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof t);
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof t);
	if (!friend_of_ours(fd)) {
		log_line(LOG_L_WARN, "control", "refused a foreign user");
	} else if (recv_frame(fd, a, REQUEST_MAX, &request)) {
		c->fn(c->arg, request, &reply);
		(void)send_frame(fd, buf_str(&reply));
	}
	buf_free(&reply);
	arena_close(a);
}

static void *worker(void *arg)
{
	struct db_control *c = arg;
	struct pollfd p[2] = { { c->listen, POLLIN, 0 }, { c->stop[0], POLLIN, 0 } };

	for (;;) {
		if (poll(p, 2, -1) < 0 && errno != EINTR)
			break;
		if (p[1].revents)
			break;
		int fd = accept4(c->listen, NULL, NULL, SOCK_CLOEXEC);

		if (fd < 0)
			continue; /* another worker took it */
		serve_one(c, fd);
		(void)close(fd);
	}
	return NULL;
}

static enum err listen_at(struct db_control *c, struct fail *f)
{
	struct sockaddr_un to;
	int folder = address(c->path, &to);
	enum err e = ERR_OK;

	if (folder < 0)
		return fs_fail(f, "membuka", c->path);
	c->listen = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	(void)unlink(c->path);
	/* the mode is set before the name exists: no moment in which others may enter */
	if (c->listen < 0 || fchmod(c->listen, 0600) < 0 ||
	    bind(c->listen, (struct sockaddr *)&to, sizeof to) < 0 ||
	    chmod(c->path, 0600) < 0 || listen(c->listen, 16) < 0)
		e = fs_fail(f, "membuat soket", c->path);
	(void)close(folder);
	return e;
}

enum err db_control_serve(struct db_control **out, const char *path, db_control_fn *fn,
                          void *arg, struct fail *f)
{
	struct db_control *c = calloc(1, sizeof *c);
	enum err e;

	if (!c || !(c->path = strdup(path)))
		abort();
	c->fn = fn;
	c->arg = arg;
	c->listen = c->stop[0] = c->stop[1] = -1;
	e = pipe2(c->stop, O_CLOEXEC) < 0 ? fs_fail(f, "membuat", "pipa") : listen_at(c, f);
	for (; !e && c->workers < WORKERS; c->workers++)
		if (pthread_create(&c->worker[c->workers], NULL, worker, c) != 0) {
			e = FAIL(f, ERR_IO, "thread", NULL, "Utas kendali tidak dapat dimulai.");
			break;
		}
	if (e) {
		db_control_stop(c);
		return e;
	}
	*out = c;
	return ERR_OK;
}

void db_control_stop(struct db_control *c)
{
	if (!c)
		return;
	if (c->stop[1] >= 0)
		(void)close(c->stop[1]);
	for (int i = 0; i < c->workers; i++)
		pthread_join(c->worker[i], NULL);
	if (c->stop[0] >= 0)
		(void)close(c->stop[0]);
	if (c->listen >= 0) {
		(void)close(c->listen);
		(void)unlink(c->path);
	}
	free(c->path);
	free(c);
}

enum err db_control_call(const char *path, struct arena *a, struct str request,
                         struct str *reply, struct fail *f)
{
	struct sockaddr_un to;
	int folder = address(path, &to), fd = -1;
	enum err e = ERR_OK;

	if (folder >= 0)
		fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) < 0)
		e = FAIL(f, errno == EACCES || errno == EPERM ? ERR_DENIED : ERR_NOTFOUND,
		         "no-daemon", NULL, "Tidak ada layanan yang mendengarkan di %s.", path);
	else if (!send_frame(fd, request) || !recv_frame(fd, a, REPLY_MAX, reply))
		e = FAIL(f, ERR_IO, "control", NULL,
		         "Layanan di %s memutus sambungan sebelum menjawab.", path);
	if (fd >= 0)
		(void)close(fd);
	if (folder >= 0)
		(void)close(folder);
	return e;
}
