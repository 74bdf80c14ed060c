/* bench_daemon.h - what the benches of the whole daemon share: an office on the disk that
 * is built on, a running naskahd, and clients on plain sockets.
 *
 * RULE   whatever goes wrong ends the bench with exit code 2: a figure is never guessed.
 */
#ifndef BENCH_DAEMON_H
#define BENCH_DAEMON_H
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <sys/uio.h>

/* Says what is wrong and exits when ok is false. */
void   bench_must(bool ok, const char *what);
double bench_now(void);            /* monotonic seconds */
double bench_cpu_self(void);       /* CPU seconds of this process, all threads */
double bench_median(double *, size_t n);
/* The p-th part (0.99) of n samples; sorts them. */
double bench_part(double *, size_t n, double p);

struct bench_place {
	const char *naskah, *naskahd, *office; /* programs and office file */
};
/* From the command line: NASKAH NASKAHD OFFICE. */
struct bench_place bench_place(int argc, char **argv);

/* Makes the demo office in `dir`, which must be absent. */
void bench_office(const struct bench_place *, const char *dir);
void bench_drop(const char *dir); /* removes a folder and what is in it */
/* The demo password of a login. */
void bench_password(const char *dir, const char *login, char out[64]);

struct bench_daemon {
	pid_t  pid;
	int    port;
	int    log;     /* its stderr, read end */
	double started; /* when it was started  */
};
void   bench_start(struct bench_daemon *, const struct bench_place *, const char *dir);
void   bench_stop(struct bench_daemon *); /* SIGTERM; its end must be a clean one */
double bench_cpu(const struct bench_daemon *);  /* CPU seconds so far */
long   bench_rss_kib(const struct bench_daemon *, bool peak);

/* ---- one keep-alive connection ---- */

struct bench_wire {
	int    fd, status;
	size_t n;    /* bytes of the last body */
	char  *body; /* NUL-terminated, valid until the next call */
	char   room[512 << 10];
};
bool bench_dial(struct bench_wire *, int port); /* false: nobody listens */
void bench_hang_up(struct bench_wire *);
void bench_send(struct bench_wire *, struct iovec *, int n);
void bench_receive(struct bench_wire *); /* one reply with a Content-Length */
void bench_call(struct bench_wire *, struct iovec *, int n); /* both */
/* GET with a token; *seconds, when asked for, from first byte sent to last received. */
void bench_get(struct bench_wire *, const char *token, const char *path, double *seconds);
/* POST /api/v1/sessions. */
void bench_login(struct bench_wire *, const char *login, const char *password,
                 char token[128]);
#endif
