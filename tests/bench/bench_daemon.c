#include "bench_daemon.h"
#include <arpa/inet.h>
#include <ftw.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

void bench_must(bool ok, const char *what)
{
	if (ok)
		return;
	(void)fprintf(stderr, "bench: %s\n", what);
	exit(2);
}

static double seconds_of(clockid_t id)
{
	struct timespec t;

	(void)clock_gettime(id, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

double bench_now(void)
{
	return seconds_of(CLOCK_MONOTONIC);
}

double bench_cpu_self(void)
{
	return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double bench_part(double *v, size_t n, double p)
{
	bench_must(n > 0, "no samples");
	qsort(v, n, sizeof *v, by_size);
	return v[(size_t)((double)(n - 1) * p + 0.5)];
}

double bench_median(double *v, size_t n)
{
	return bench_part(v, n, 0.5);
}

/* ---- the office ---- */

struct bench_place bench_place(int argc, char **argv)
{
	bench_must(argc >= 4, "usage: NASKAH NASKAHD OFFICE.xml");
	return (struct bench_place){ argv[1], argv[2], argv[3] };
}

static int drop(const char *path, const struct stat *st, int kind, struct FTW *w)
{
	(void)st, (void)kind, (void)w;
	return remove(path);
}

void bench_drop(const char *dir)
{
	(void)nftw(dir, drop, 16, FTW_DEPTH | FTW_PHYS);
}

static pid_t spawn(const char *const *argv, posix_spawn_file_actions_t *fds)
{
	pid_t pid;

	bench_must(!posix_spawn(&pid, argv[0], fds, NULL, (char *const *)(uintptr_t)argv, environ),
	           argv[0]);
	(void)posix_spawn_file_actions_destroy(fds);
	return pid;
}

void bench_office(const struct bench_place *p, const char *dir)
{
	const char *argv[] = { p->naskah, "init", dir, "--demo", "--office", p->office, NULL };
	posix_spawn_file_actions_t quiet;
	int status;

	(void)posix_spawn_file_actions_init(&quiet);
	(void)posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", 1, 0);
	(void)posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", 1, 0);
	pid_t pid = spawn(argv, &quiet);

	bench_must(waitpid(pid, &status, 0) == pid && status == 0, "naskah init failed");
}

void bench_password(const char *dir, const char *login, char out[64])
{
	char path[512], line[512];

	(void)snprintf(path, sizeof path, "%s/demo-accounts.tsv", dir);
	FILE *f = fopen(path, "r");

	bench_must(f, "no demo-accounts.tsv");
	out[0] = '\0';
	while (fgets(line, sizeof line, f)) {
		char *user = strchr(line, '\t'), *word = user ? strchr(user + 1, '\t') : NULL;

		if (!word)
			continue;
		*word++ = '\0';
		word[strcspn(word, "\n")] = '\0';
		if (strcmp(user + 1, login) == 0)
			(void)snprintf(out, 64, "%.63s", word);
	}
	(void)fclose(f);
	bench_must(*out, "no such demo account");
}

/* ---- the daemon ---- */

void bench_start(struct bench_daemon *d, const struct bench_place *p, const char *dir)
{
	const char *argv[] = { p->naskahd, "--data", dir, "--listen", "127.0.0.1:0", NULL };
	posix_spawn_file_actions_t out;
	char text[4096];
	size_t n = 0;
	int pipe_fd[2];
	char *at = NULL;

	bench_must(pipe(pipe_fd) == 0, "pipe");
	(void)posix_spawn_file_actions_init(&out);
	(void)posix_spawn_file_actions_adddup2(&out, pipe_fd[1], 2);
	(void)posix_spawn_file_actions_addclose(&out, pipe_fd[0]);
	d->started = bench_now();
	d->pid = spawn(argv, &out);
	(void)close(pipe_fd[1]);
	d->log = pipe_fd[0];
	while (!at || !strchr(at, '\n')) {
		ssize_t k = read(d->log, text + n, sizeof text - 1 - n);

		bench_must(k > 0, "naskahd did not say its port");
		n += (size_t)k;
		text[n] = '\0';
		at = strstr(text, " port=");
	}
	d->port = (int)strtol(at + 6, NULL, 10);
}

void bench_stop(struct bench_daemon *d)
{
	int status;

	(void)kill(d->pid, SIGTERM);
	bench_must(waitpid(d->pid, &status, 0) == d->pid && status == 0,
	           "naskahd did not end well");
	(void)close(d->log);
}

double bench_cpu(const struct bench_daemon *d)
{
	clockid_t id;

	bench_must(clock_getcpuclockid(d->pid, &id) == 0, "no CPU clock of the daemon");
	return seconds_of(id);
}

long bench_rss_kib(const struct bench_daemon *d, bool peak)
{
	const char *word = peak ? "VmHWM:" : "VmRSS:";
	char path[64], line[256];
	long kib = -1;

	(void)snprintf(path, sizeof path, "/proc/%ld/status", (long)d->pid);
	FILE *f = fopen(path, "r");

	bench_must(f, path);
	while (fgets(line, sizeof line, f))
		if (strncmp(line, word, strlen(word)) == 0)
			kib = strtol(line + strlen(word), NULL, 10);
	(void)fclose(f);
	bench_must(kib >= 0, "no resident size");
	return kib;
}

/* ---- the wire ---- */

bool bench_dial(struct bench_wire *w, int port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int one = 1;

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	w->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bench_must(w->fd >= 0, "socket");
	(void)setsockopt(w->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	if (connect(w->fd, (struct sockaddr *)(void *)&to, sizeof to) == 0)
		return true;
	(void)close(w->fd);
	return false;
}

void bench_hang_up(struct bench_wire *w)
{
	(void)close(w->fd);
}

void bench_send(struct bench_wire *w, struct iovec *v, int n)
{
	while (n > 0) {
		ssize_t k = writev(w->fd, v, n);

		bench_must(k > 0, "the daemon hung up");
		while (n > 0 && (size_t)k >= v->iov_len) {
			k -= (ssize_t)v->iov_len;
			v++;
			n--;
		}
		if (n > 0) {
			v->iov_base = (char *)v->iov_base + k;
			v->iov_len -= (size_t)k;
		}
	}
}

void bench_receive(struct bench_wire *w)
{
	size_t n = 0, need = 0;
	char *end = NULL;

	while (!end || n < need) {
		ssize_t k = recv(w->fd, w->room + n, sizeof w->room - 1 - n, 0);

		bench_must(k > 0, "no reply, or one too large");
		n += (size_t)k;
		w->room[n] = '\0';
		if (end || !(end = strstr(w->room, "\r\n\r\n")))
			continue;
		const char *len = strstr(w->room, "Content-Length: ");

		bench_must(len && len < end, "a reply without Content-Length");
		w->n = strtoul(len + 16, NULL, 10);
		w->body = end + 4;
		need = (size_t)(w->body - w->room) + w->n;
	}
	w->status = (int)strtol(w->room + 9, NULL, 10);
}

void bench_call(struct bench_wire *w, struct iovec *v, int n)
{
	bench_send(w, v, n);
	bench_receive(w);
}

void bench_get(struct bench_wire *w, const char *token, const char *path, double *seconds)
{
	char head[2048];
	int n = snprintf(head, sizeof head,
	                 "GET %s HTTP/1.1\r\nHost: localhost\r\n%s%s\r\n\r\n", path,
	                 token ? "Authorization: Bearer " : "Accept: */*", token ? token : "");
	struct iovec v = { head, (size_t)n };
	double from = bench_now();

	bench_must(n > 0 && n < (int)sizeof head, "path too long");
	bench_call(w, &v, 1);
	if (seconds)
		*seconds = bench_now() - from;
}

void bench_login(struct bench_wire *w, const char *login, const char *password,
                 char token[128])
{
	char body[256], head[256];
	int b = snprintf(body, sizeof body, "{\"user\":\"%s\",\"password\":\"%s\"}", login,
	                 password);
	int h = snprintf(head, sizeof head,
	                 "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"
	                 "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n", b);
	struct iovec v[] = { { head, (size_t)h }, { body, (size_t)b } };

	bench_call(w, v, 2);
	bench_must(w->status == 201, "log-in refused");
	char *at = strstr(w->body, "\"token\":\"");

	bench_must(at, "no token");
	at += 9;
	size_t n = strcspn(at, "\"");

	bench_must(n < 128, "token too long");
	memcpy(token, at, n);
	token[n] = '\0';
}
