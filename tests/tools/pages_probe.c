/* pages_probe WHAT [PATH]: stands where a broken decoder would stand, behind the limits
 * and fences of naskah-pages in the current folder, and tries to break out.
 *
 * As `naskah-pages SIDE PAGE DIR` it plays a program that will not end.
 * Exit 0: what was tried was refused; 1: it was not, and standard error says what;
 * 77: this kernel has no fence of that kind. */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "pages.h"

_Noreturn void pages_quit(const char *why)
{
	fprintf(stderr, "pages_probe: %s\n", why);
	_exit(1);
}

/* Each try must fail with that errno. */
static void refused(long rc, int with, const char *what)
{
	if (rc >= 0 || errno != with)
		pages_quit(what);
}

#define REFUSED(call, with) refused((long)(call), (with), #call)

static void network(void)
{
	int two[2];

	REFUSED(socket(AF_INET, SOCK_STREAM, 0), EPERM);
	REFUSED(socket(AF_INET6, SOCK_DGRAM, 0), EPERM);
	REFUSED(socket(AF_UNIX, SOCK_STREAM, 0), EPERM);
	REFUSED(socketpair(AF_UNIX, SOCK_STREAM, 0, two), EPERM);
	REFUSED(syscall(SYS_io_uring_setup, 4, two), EPERM);
}

static void files(const char *outside)
{
	int fd;

	if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 0)
		_exit(77);
	REFUSED(open(outside, O_RDONLY), EACCES);
	REFUSED(open(outside, O_WRONLY), EACCES);
	REFUSED(open("/etc/passwd", O_RDONLY), EACCES);
	REFUSED(open("/proc/self/status", O_RDONLY), EACCES);
	REFUSED(open("../new", O_WRONLY | O_CREAT, 0600), EACCES);
	REFUSED(unlink(outside), EACCES);
	REFUSED(rename(outside, "stolen"), EACCES);
	fd = open("mine", O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || write(fd, "x", 1) != 1 || close(fd) != 0 ||
	    rename("mine", "mine.2") != 0)
		pages_quit("its own folder takes no file");
}

/* By path, which Landlock does not look at: seccomp must. */
static void paths(const char *outside)
{
	REFUSED(truncate(outside, 0), EPERM);
	REFUSED(chmod(outside, 0777), EPERM);
	REFUSED(fchmodat(AT_FDCWD, outside, 0777, 0), EPERM);
	REFUSED(chown(outside, 1, 1), EPERM);
	REFUSED(utimensat(AT_FDCWD, outside, NULL, 0), EPERM);
	REFUSED(link(outside, "linked"), EPERM);
	REFUSED(symlink(outside, "linked"), EPERM);
	REFUSED(mkfifo("pipe", 0600), EPERM);
	REFUSED(mkdir("folder", 0700), EPERM);
}

static void others(void)
{
	struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};

	REFUSED(kill(getppid(), 0), EPERM);
	REFUSED(syscall(SYS_tgkill, getppid(), getppid(), 0), EPERM);
	REFUSED(syscall(SYS_pidfd_open, getppid(), 0), EPERM);
	REFUSED(setsid(), EPERM);
	REFUSED(setpgid(0, 0), EPERM);
	REFUSED(unshare(CLONE_NEWUSER), EPERM);
	REFUSED(syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0), EPERM);
	REFUSED(setrlimit(RLIMIT_CPU, &more), EPERM);
	REFUSED(ioctl(2, TIOCSTI, "x"), EPERM);
	for (int fd = 3; fd < 64; fd++)
		REFUSED(fcntl(fd, F_GETFD), EBADF);
}

static void alone(void)
{
	char *argv[] = {(char *)"/bin/true", NULL};

	pages_alone(1);
	REFUSED(fork(), EPERM);
	REFUSED(vfork(), EPERM);
	pages_alone(0);
	REFUSED(execv("/bin/true", argv), EPERM);
}

static void limits(void)
{
	static const struct {
		__rlimit_resource_t what;
		rlim_t is;
	} set[] = {{RLIMIT_AS, 1u << 30},
		   {RLIMIT_CPU, 10},
		   {RLIMIT_FSIZE, 64u << 20},
		   {RLIMIT_NOFILE, 64},
		   {RLIMIT_CORE, 0}};

	static char piece[1 << 20];
	int fd = open("big", O_WRONLY | O_CREAT, 0600);
	struct rlimit r;

	for (size_t i = 0; i < sizeof set / sizeof *set; i++)
		if (getrlimit(set[i].what, &r) != 0 || r.rlim_cur != set[i].is)
			pages_quit("a limit is not as stated");
	if (malloc((size_t)1 << 30))
		pages_quit("a gigabyte was to be had");
	signal(SIGXFSZ, SIG_IGN);
	for (int mb = 0; mb < 64; mb++)
		if (write(fd, piece, sizeof piece) != sizeof piece)
			pages_quit("64 MB cannot be written");
	REFUSED(write(fd, piece, 1), EFBIG);
	ftruncate(fd, 0);
}

/* Ignores every signal, fills the pipe, leaves a child behind. */
static _Noreturn void stay(const char *dir)
{
	if (chdir(dir) != 0)
		_exit(1);
	pages_limits();
	pages_guard();
	for (int s = 1; s < 64; s++)
		signal(s, SIG_IGN);
	for (int n = fork() == 0 ? 2 : 1;; sleep(1)) {
		char name[8] = {(char)('0' + n), 0};
		FILE *f = fopen(name, "w");

		if (f) {
			fprintf(f, "%d", (int)getpid());
			fclose(f);
		}
		while (n == 1 && write(1, name, sizeof name) > 0)
			continue;
	}
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "", *outside = argc > 2 ? argv[2] : "";

	if (argc == 4)
		stay(argv[3]);
	pages_limits();
	pages_guard();
	if (strcmp(what, "network") == 0)
		network();
	else if (strcmp(what, "files") == 0)
		files(outside);
	else if (strcmp(what, "paths") == 0)
		paths(outside);
	else if (strcmp(what, "others") == 0)
		others();
	else if (strcmp(what, "alone") == 0)
		alone();
	else if (strcmp(what, "limits") == 0)
		limits();
	else
		pages_quit("usage: pages_probe WHAT [PATH]");
	return 0;
}
