/* shim.c - LD_PRELOAD: ends the process, as kill -9 or a power cut would, at the N-th
 * call that changes a file or a peer; or lets its disk run full.
 *
 *   CRASH_AT=N      the call to die at; without it the shim only counts
 *   CRASH_WHEN      before | after | half   (half: half of a write's bytes arrive)
 *   CRASH_LOSE=all  power cut: every write that no fsync followed is undone first, and
 *                   so is every new, moved or removed name whose folder was not fsynced
 *              some the names of about half of the folders stay: folders know no order
 *   CRASH_KEPT=DIR  where removed files are kept until their folder is fsynced
 *
 *   CRASH_ROOM=FILE while FILE holds "AS N", N more calls find room to grow (a new AS: N
 *                   anew), the next write half of what it asks, and then ENOSPC is all
 *
 * Calls counted: write pwrite writev send sendto sendmsg fsync fdatasync ftruncate rename
 * link unlink mkdir, in any thread, on any descriptor but standard error and those that
 * only wake a thread (eventfd).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum when { BEFORE, AFTER, HALF };
enum lose { NOTHING, SOME, ALL };
enum change { NEW, NEW_FOLDER, MOVED, GONE };

struct inode {
	dev_t dev;
	ino_t ino;
	int   fd; /* an own description, never closed: closing would drop POSIX locks */
};

struct undo { /* what one unsynced write replaced; or a name that is not durable */
	struct inode *of; /* NULL: a name */
	off_t         off, size;
	size_t        n;
	char         *bytes;
	enum change   change;
	char          name[PATH_MAX], was[PATH_MAX]; /* was: the name before, or the kept file's */
	dev_t         folder_dev;
	ino_t         folder_ino;
	struct undo  *older;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct inode    inodes[4096];
static size_t          inodes_n;
static struct undo    *undos;
static long            count, at = -1;
static enum when       when;
static enum lose       lose;
static const char     *kept;
static const char     *room;
static long            room_as, room_left;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void wake(void)
{
	const char *z = getenv("CRASH_AT"), *w = getenv("CRASH_WHEN"), *l = getenv("CRASH_LOSE");

	at = z ? strtol(z, NULL, 10) : -1;
	when = w && strcmp(w, "after") == 0 ? AFTER : w && strcmp(w, "half") == 0 ? HALF : BEFORE;
	lose = l && strcmp(l, "all") == 0 ? ALL : l && strcmp(l, "some") == 0 ? SOME : NOTHING;
	kept = getenv("CRASH_KEPT");
	room = getenv("CRASH_ROOM");
}

/* The shared index of a WAL is memory with a name: no power cut leaves it behind, and
 * cutting it short under a thread that reads it would end the process another way. */
static bool is_memory(const char *path)
{
	char name[PATH_MAX];
	ssize_t n = readlink(path, name, sizeof name);

	return n > 4 && memcmp(name + n - 4, "-shm", 4) == 0;
}

static struct inode *inode_of(int fd)
{
	struct stat st;
	char path[64];

	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return NULL;
	for (size_t i = 0; i < inodes_n; i++)
		if (inodes[i].dev == st.st_dev && inodes[i].ino == st.st_ino)
			return &inodes[i];
	if (inodes_n == sizeof inodes / sizeof *inodes)
		abort();
	(void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	inodes[inodes_n] = (struct inode){ st.st_dev, st.st_ino,
		is_memory(path) ? -1 : open(path, O_RDWR | O_CLOEXEC) };
	return &inodes[inodes_n++];
}

static struct undo *push(void)
{
	struct undo *u = calloc(1, sizeof *u);

	if (!u)
		abort();
	u->older = undos;
	undos = u;
	return u;
}

/* Keeps what lies at [off, off+n) and how long the file is. */
static void keep(int fd, off_t off, size_t n)
{
	/* what was said on standard output was heard outside: no power cut takes it back */
	struct inode *of = lose && fd != STDOUT_FILENO ? inode_of(fd) : NULL;
	struct stat st;

	if (!of || of->fd < 0 || fstat(fd, &st) < 0)
		return;
	struct undo *u = push();

	u->of = of;
	u->off = off;
	u->size = st.st_size;
	u->bytes = malloc(n + 1);
	ssize_t k = u->bytes ? pread(of->fd, u->bytes, n, off) : -1;

	u->n = k > 0 ? (size_t)k : 0;
}

static void keep_name(enum change change, const char *name, const char *was)
{
	char folder[PATH_MAX];
	struct stat st;
	char *slash;

	(void)snprintf(folder, sizeof folder, "%s", name);
	slash = strrchr(folder, '/');
	if (lose == NOTHING || !slash)
		return;
	*slash = '\0';
	if (stat(folder, &st) < 0)
		return;
	struct undo *u = push();

	u->change = change;
	u->folder_dev = st.st_dev;
	u->folder_ino = st.st_ino;
	(void)snprintf(u->name, sizeof u->name, "%s", name);
	(void)snprintf(u->was, sizeof u->was, "%s", was);
}

/* A second name for a file that is about to lose this one; false: none is needed. */
static bool keep_file(const char *path, char was[PATH_MAX])
{
	static long n;

	if (lose == NOTHING || !kept)
		return false;
	(void)snprintf(was, PATH_MAX, "%s/%ld", kept, ++n);
	return REAL(link)(path, was) == 0;
}

static void forget(struct undo *u)
{
	if (!u->of && u->change == GONE)
		(void)REAL(unlink)(u->was);
	free(u->bytes);
	free(u);
}

static void synced(int fd)
{
	struct stat st;

	if (lose == NOTHING || fstat(fd, &st) < 0)
		return;
	for (struct undo **p = &undos; *p;) {
		struct undo *u = *p;
		bool gone = u->of ? u->of->dev == st.st_dev && u->of->ino == st.st_ino
		                  : u->folder_dev == st.st_dev && u->folder_ino == st.st_ino;

		if (!gone) {
			p = &u->older;
			continue;
		}
		*p = u->older;
		forget(u);
	}
}

static void take_back_name(const struct undo *u)
{
	if (lose == SOME && ((u->folder_ino ^ (ino_t)at) & 1))
		return;
	switch (u->change) {
	case NEW: (void)REAL(unlink)(u->name); break;
	case NEW_FOLDER: (void)rmdir(u->name); break;
	case MOVED: (void)REAL(rename)(u->name, u->was); break;
	case GONE: (void)REAL(rename)(u->was, u->name); break;
	}
}

static _Noreturn void die(void)
{
	for (struct undo *u = undos; u; u = u->older) {
		if (!u->of) {
			take_back_name(u);
			continue;
		}
		if (u->n > 0 && REAL(pwrite)(u->of->fd, u->bytes, u->n, u->off) < 0)
			abort();
		if (REAL(ftruncate)(u->of->fd, u->size) < 0)
			abort();
	}
	(void)raise(SIGKILL);
	abort();
}

/* What nobody outside sees is no point to die at: the log, and an eventfd. */
static bool counts(int fd)
{
	struct stat st;
	int saved = errno;
	bool yes = fd != STDERR_FILENO &&
	           (fd < 0 || fstat(fd, &st) < 0 || (st.st_mode & S_IFMT) != 0);

	errno = saved;
	return yes;
}

/* Takes the lock and says whether this is the call to die at. */
static bool enter(int fd)
{
	if (!counts(fd))
		return false;
	pthread_mutex_lock(&lock);
	bool now = ++count == at;

	if (now && when == BEFORE)
		die();
	return now;
}

static void leave(int fd, bool now)
{
	int saved = errno;

	if (!counts(fd))
		return;
	if (now)
		die();
	pthread_mutex_unlock(&lock);
	errno = saved;
}

/* ---- a disk that runs full ---- */

/* Whether there is an end of room; room_left says how far it is. */
static bool room_ends(void)
{
	char text[64];
	long as, left;
	int fd = room ? open(room, O_RDONLY | O_CLOEXEC) : -1;
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);

	if (fd >= 0)
		(void)close(fd);
	if (n <= 0)
		return false;
	text[n] = '\0';
	if (sscanf(text, "%ld %ld", &as, &left) != 2)
		abort();
	if (as != room_as) {
		room_as = as;
		room_left = left;
	}
	return true;
}

/* What of a write that would end at `end` finds room.  To write over what is there needs
 * none. */
static size_t fits(int fd, off_t end, size_t n)
{
	struct stat st;

	if (!room || fd == STDOUT_FILENO || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) ||
	    end <= st.st_size || !room_ends())
		return n;
	size_t k = room_left > 0 ? n : room_left == 0 ? n / 2 : 0;

	room_left--;
	if (!k)
		errno = ENOSPC;
	return k;
}

/* A new name needs room in its folder. */
static bool name_fits(void)
{
	if (!room_ends())
		return true;
	if (room_left > 0)
		return room_left-- > 0;
	errno = ENOSPC;
	return false;
}

static size_t part(bool now, size_t n)
{
	return now && when == HALF ? n / 2 : n;
}

ssize_t write(int fd, const void *p, size_t n)
{
	bool now = enter(fd);

	if (counts(fd))
		keep(fd, lseek(fd, 0, SEEK_CUR), n);
	size_t m = fits(fd, lseek(fd, 0, SEEK_CUR) + (off_t)n, n);
	ssize_t k = m || !n ? REAL(write)(fd, p, part(now, m)) : -1;

	leave(fd, now);
	return k;
}

ssize_t writev(int fd, const struct iovec *v, int n)
{
	bool now = enter(fd);
	ssize_t k = REAL(writev)(fd, v, n);

	leave(fd, now);
	return k;
}

/* The reply goes out; the half of one reaches the peer too. */
ssize_t send(int fd, const void *p, size_t n, int flags)
{
	bool now = enter(fd);
	ssize_t k = REAL(send)(fd, p, part(now, n), flags);

	leave(fd, now);
	return k;
}

ssize_t sendto(int fd, const void *p, size_t n, int flags, const struct sockaddr *to,
               socklen_t to_n)
{
	bool now = enter(fd);
	ssize_t k = REAL(sendto)(fd, p, part(now, n), flags, to, to_n);

	leave(fd, now);
	return k;
}

ssize_t sendmsg(int fd, const struct msghdr *m, int flags)
{
	bool now = enter(fd);
	ssize_t k = REAL(sendmsg)(fd, m, flags);

	leave(fd, now);
	return k;
}

ssize_t pwrite(int fd, const void *p, size_t n, off_t off)
{
	bool now = enter(fd);

	keep(fd, off, n);
	size_t m = fits(fd, off + (off_t)n, n);
	ssize_t k = m || !n ? REAL(pwrite)(fd, p, part(now, m), off) : -1;

	leave(fd, now);
	return k;
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t off)
{
	bool now = enter(fd);

	keep(fd, (off_t)off, n);
	size_t m = fits(fd, (off_t)off + (off_t)n, n);
	ssize_t k = m || !n ? REAL(pwrite64)(fd, p, part(now, m), off) : -1;

	leave(fd, now);
	return k;
}

int fsync(int fd)
{
	bool now = enter(fd);
	int k = REAL(fsync)(fd);

	if (k == 0)
		synced(fd);
	leave(fd, now);
	return k;
}

int fdatasync(int fd)
{
	bool now = enter(fd);
	int k = REAL(fdatasync)(fd);

	if (k == 0)
		synced(fd);
	leave(fd, now);
	return k;
}

static void keep_tail(int fd, off_t len)
{
	struct stat st;

	if (fstat(fd, &st) == 0)
		keep(fd, len, st.st_size > len ? (size_t)(st.st_size - len) : 0);
}

int ftruncate(int fd, off_t len)
{
	bool now = enter(fd);

	keep_tail(fd, len);
	int k = REAL(ftruncate)(fd, len);

	leave(fd, now);
	return k;
}

int ftruncate64(int fd, off64_t len)
{
	bool now = enter(fd);

	keep_tail(fd, (off_t)len);
	int k = REAL(ftruncate64)(fd, len);

	leave(fd, now);
	return k;
}

int rename(const char *from, const char *to)
{
	bool now = enter(-1);
	char was[PATH_MAX];
	bool over = keep_file(to, was);
	int k = name_fits() ? REAL(rename)(from, to) : -1;

	if (k == 0 && over)
		keep_name(GONE, to, was);
	if (k == 0)
		keep_name(MOVED, to, from);
	leave(-1, now);
	return k;
}

int link(const char *from, const char *to)
{
	bool now = enter(-1);
	int k = name_fits() ? REAL(link)(from, to) : -1;

	if (k == 0)
		keep_name(NEW, to, "");
	leave(-1, now);
	return k;
}

int unlink(const char *path)
{
	bool now = enter(-1);
	char was[PATH_MAX];
	bool had = keep_file(path, was);
	int k = REAL(unlink)(path);

	if (k == 0 && had)
		keep_name(GONE, path, was);
	leave(-1, now);
	return k;
}

int mkdir(const char *path, mode_t mode)
{
	bool now = enter(-1);
	int k = name_fits() ? REAL(mkdir)(path, mode) : -1;

	if (k == 0)
		keep_name(NEW_FOLDER, path, "");
	leave(-1, now);
	return k;
}
