#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "buf.h"
#include "fs.h"
#include "intake.h"
#include "log.h"

#define STEP_MS 200 /* how soon a stop is heard */
#define SAID    160 /* bytes of what the program says that are kept */

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The child gets its input, an end of a pipe to speak into, and no other descriptor: a
 * terminal or the journal could be written to in the daemon's name. */
static int start(const struct intake_drawing *d, char *const *argv, int to, pid_t *pid)
{
	char *env[] = {(char *)"PATH=/usr/bin:/bin", (char *)"LANG=C.UTF-8", NULL};
	posix_spawn_file_actions_t acts;
	posix_spawnattr_t attr;
	sigset_t none, all;
	int rc;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&acts);
	posix_spawnattr_init(&attr);
	posix_spawn_file_actions_addopen(&acts, 0, d->input, O_RDONLY | O_NOFOLLOW, 0);
	posix_spawn_file_actions_adddup2(&acts, to, 1);
	posix_spawn_file_actions_adddup2(&acts, to, 2);
	posix_spawn_file_actions_addclosefrom_np(&acts, 3);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
						POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &all);
	rc = posix_spawn(pid, d->program, &acts, &attr, argv, env);
	posix_spawn_file_actions_destroy(&acts);
	posix_spawnattr_destroy(&attr);
	return rc;
}

/* Reads until the other end is closed; false when the time is over, or the patience. */
static bool listen_to(int from, const struct intake_drawing *d, char said[SAID + 1])
{
	int64_t end = now_ms() + (d->wall_ms ? d->wall_ms : INTAKE_WALL_MS), left;
	struct pollfd p = {.fd = from, .events = POLLIN};
	char piece[512];
	bool ended = false;
	size_t n = 0;

	while ((left = end - now_ms()) > 0) {
		ssize_t got;

		if (d->stop && atomic_load(d->stop))
			break;
		if (poll(&p, 1, left < STEP_MS ? (int)left : STEP_MS) <= 0)
			continue;
		got = read(from, piece, sizeof piece);
		if (got == 0)
			ended = true;
		if (got <= 0)
			break;
		for (ssize_t i = 0; i < got && n < SAID; i++)
			said[n++] = piece[i] == '\n' ? ' ' : piece[i];
	}
	said[n] = '\0';
	return ended;
}

/* The exit status, or -1; nobody of the group is left. */
static int await(pid_t pid, int from, const struct intake_drawing *d)
{
	char said[SAID + 1];
	bool in_time = listen_to(from, d, said);
	int status = -1;

	kill(-pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (!in_time)
		log_line(LOG_L_WARN, "intake", "pages-timeout said=%s", said);
	else if (said[0] || status != 0)
		log_line(LOG_L_WARN, "intake", "pages status=%d said=%s", status, said);
	return in_time && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* What the program counted: a number of at most three digits, else 0. */
static int count_in(const char *dir)
{
	struct arena *a = arena_open();
	const char *path = arena_cstr(a, arena_fmt(a, "%s/count", dir));
	struct stat st;
	struct str s;
	int64_t n = 0;

	if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
	    fs_read(a, path, 16, &s, NULL) || !str_to_int(s, &n) || n < 0)
		n = 0;
	arena_close(a);
	return n > INTAKE_COUNT_MAX ? INTAKE_COUNT_MAX : (int)n;
}

enum err intake_run(const struct intake_drawing *d, char *const *argv, int *rc, struct fail *f)
{
	int ends[2];
	pid_t pid;

	if (access(d->input, R_OK) != 0)
		return fs_fail(f, "membaca", d->input);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return fs_fail(f, "membuat pipa untuk", d->program);
	*rc = start(d, argv, ends[1], &pid);
	close(ends[1]);
	if (*rc != 0) {
		close(ends[0]);
		errno = *rc;
		return fs_fail(f, "menjalankan", d->program);
	}
	*rc = await(pid, ends[0], d);
	close(ends[0]);
	return ERR_OK;
}

enum err intake_draw(const struct intake_drawing *d, int *count, struct fail *f)
{
	char side[16], page[16];
	char *argv[] = {(char *)"naskah-pages",
			side,
			page,
			(char *)d->dir,
			d->codes   ? (char *)"codes"
			: d->ticks ? (char *)"ticks"
				   : NULL,
			NULL};
	int rc;
	enum err e;

	*count = 0;
	snprintf(side, sizeof side, "%d", d->side ? d->side : INTAKE_SIDE);
	snprintf(page, sizeof page, "%d", d->page);
	e = intake_run(d, argv, &rc, f);
	if (e)
		return e;
	if (d->page == 1)
		*count = count_in(d->dir);
	if (rc == 0)
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "no-page", NULL,
		    "Halaman %d berkas ini tidak dapat digambar: unduh asli untuk "
		    "melihatnya.",
		    d->page);
}

enum err intake_cut(const struct intake_drawing *d, const int *pages, size_t n,
		    struct fail *f)
{
	struct buf list = BUF_MAX(INTAKE_PAGES_MAX * 6);
	struct arena *a = arena_open();
	int rc = -1;
	enum err e = ERR_OK;

	for (size_t i = 0; i < n; i++)
		buf_fmt(&list, "%s%d", i ? "," : "", pages[i]);
	char *argv[] = {(char *)"naskah-pages", (char *)"cut",
			(char *)(uintptr_t)arena_cstr(a, buf_keep(&list, a)),
			(char *)d->dir, NULL};

	e = intake_run(d, argv, &rc, f);
	if (!e && rc != 0)
		e = FAIL(f, ERR_INVALID, "no-cut", NULL,
			 "Halaman tumpukan ini tidak dapat dipisah; pindai per surat, "
			 "atau ambil "
			 "seluruh berkasnya.");
	arena_close(a);
	return e;
}

enum err intake_data(const struct intake_drawing *d, struct fail *f)
{
	char *argv[] = {(char *)"naskah-pages", (char *)"data", (char *)(uintptr_t)d->dir,
			NULL};
	int rc = -1;
	enum err e = intake_run(d, argv, &rc, f);

	if (!e && rc != 0)
		e = FAIL(
			f, ERR_INVALID, "no-data", NULL,
			"PDF ini tidak membawa data surat; isi dengan membaca suratnya.");
	return e;
}
