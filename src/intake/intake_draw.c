#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "fs.h"
#include "intake.h"
#include "log.h"

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The child holds `done` as its standard output; it closes when the child ends. */
static int start(const struct intake_drawing *d, int done, pid_t *pid)
{
	char side[16], pages[16];
	char *argv[] = {(char *)"naskah-pages", side, pages, (char *)d->dir, NULL};
	char *env[] = {(char *)"PATH=/usr/bin:/bin", (char *)"LANG=C.UTF-8", NULL};
	posix_spawn_file_actions_t acts;
	posix_spawnattr_t attr;
	sigset_t none, all;
	int rc;

	snprintf(side, sizeof side, "%d", d->side ? d->side : INTAKE_SIDE);
	snprintf(pages, sizeof pages, "%d", d->pages ? d->pages : INTAKE_PAGES_MAX);
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&acts);
	posix_spawnattr_init(&attr);
	posix_spawn_file_actions_addopen(&acts, 0, d->input, O_RDONLY | O_NOFOLLOW, 0);
	posix_spawn_file_actions_adddup2(&acts, done, 1);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
						POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &all);
	rc = posix_spawn(pid, d->program, &acts, &attr, argv, env);
	posix_spawn_file_actions_destroy(&acts);
	posix_spawnattr_destroy(&attr);
	return rc;
}

/* Until the pipe closes or the time is over; then nobody of the group is left. */
static int await(pid_t pid, int done, int wall_ms)
{
	int64_t end = now_ms() + wall_ms, left;
	struct pollfd p = {.fd = done, .events = POLLIN};
	int status = -1;

	while ((left = end - now_ms()) > 0)
		if (poll(&p, 1, (int)left) > 0)
			break;
	if (left <= 0)
		log_line(LOG_L_WARN, "intake", "pages-timeout pid=%d ms=%d", (int)pid,
			 wall_ms);
	kill(-pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return left > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* A page bears its last name only when it is whole, so what is counted can be shown. */
static int count(const char *dir)
{
	char path[4096];

	for (int n = 1; n <= INTAKE_PAGES_MAX; n++) {
		int len = snprintf(path, sizeof path, "%s/%03d.png", dir, n);

		if (len < 0 || (size_t)len >= sizeof path || access(path, R_OK) != 0)
			return n - 1;
	}
	return INTAKE_PAGES_MAX;
}

enum err intake_draw(const struct intake_drawing *d, int *n, bool *complete,
		     struct fail *f)
{
	int ends[2], rc;
	pid_t pid;

	*n = 0;
	*complete = false;
	if (access(d->input, R_OK) != 0)
		return fs_fail(f, "membaca", d->input);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return fs_fail(f, "membuat pipa untuk", d->program);
	rc = start(d, ends[1], &pid);
	close(ends[1]);
	if (rc != 0) {
		close(ends[0]);
		errno = rc;
		return fs_fail(f, "menjalankan", d->program);
	}
	rc = await(pid, ends[0], d->wall_ms ? d->wall_ms : INTAKE_WALL_MS);
	close(ends[0]);
	*n = count(d->dir);
	*complete = rc == 0;
	if (*n > 0)
		return ERR_OK;
	return FAIL(
		f, ERR_INVALID, "no-pages", NULL,
		"Halaman berkas ini tidak dapat digambar: unduh asli untuk melihatnya.");
}
