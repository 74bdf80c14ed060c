#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "pages.h"

static void cap(__rlimit_resource_t what, rlim_t soft, rlim_t hard)
{
	struct rlimit r = {soft, hard};

	if (setrlimit(what, &r) != 0)
		pages_quit("a limit was refused");
}

/* Where memory runs out, the kernel ends this process before the daemon. */
static void first_to_go(void)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return; /* no /proc here: the limits below hold all the same */
	if (write(fd, "1000", 4) != 4)
		fputs("naskah-pages: oom_score_adj was refused\n", stderr);
	close(fd);
}

void pages_limits(void)
{
	first_to_go();
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
	cap(RLIMIT_AS, PAGES_MEMORY, PAGES_MEMORY);
#endif
	cap(RLIMIT_CPU, 10, 11);
	cap(RLIMIT_FSIZE, PAGES_FILE, PAGES_FILE);
	cap(RLIMIT_NOFILE, 64, 64);
	cap(RLIMIT_CORE, 0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		pages_quit("no_new_privs was refused");
}

#define READ                                                                             \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |                     \
	 LANDLOCK_ACCESS_FS_READ_DIR)
#define FILES (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)
#define WRITE                                                                            \
	(FILES | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |             \
	 LANDLOCK_ACCESS_FS_REMOVE_FILE)
#define ALL                                                                              \
	(READ | WRITE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_CHAR |   \
	 LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_SOCK |                    \
	 LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |                  \
	 LANDLOCK_ACCESS_FS_MAKE_SYM)

static void allow(int rules, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr a = {.allowed_access = access};

	a.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (a.parent_fd < 0)
		return; /* this machine has no such folder */
	if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &a, 0) != 0)
		pages_quit("a file rule was refused");
	close(a.parent_fd);
}

static void fence_files(void)
{
	static const char *const readable[] = {
		"/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/var/cache/fontconfig"};
	struct landlock_ruleset_attr attr = {.handled_access_fs = ALL};
	int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);

	if (rules < 0) {
		fputs("naskah-pages: the kernel offers no Landlock, files are not "
		      "fenced\n",
		      stderr);
		return;
	}
	for (size_t i = 0; i < sizeof readable / sizeof *readable; i++)
		allow(rules, readable[i], READ);
	allow(rules, "/etc/ld.so.cache", LANDLOCK_ACCESS_FS_READ_FILE);
	allow(rules, "/dev/null", FILES);
	allow(rules, ".", WRITE);
	if (syscall(SYS_landlock_restrict_self, rules, 0) != 0)
		pages_quit("Landlock refused its rules");
	close(rules);
}

/* Newer than the headers of Debian 12; the number is the same on every architecture. */
#define NR_FCHMODAT2  452
#define NR_SETXATTRAT 463

/* Sockets, and io_uring that opens them without the socket call; what reaches into other
 * processes or out of this group of them; what changes the rules; anything but plain
 * files in the folder, for the daemon reads there; and what Landlock lets pass:
 * truncating, and changing modes and attributes, by path. */
static const int banned[] = {
	SCMP_SYS(socket),
	SCMP_SYS(socketpair),
	SCMP_SYS(connect),
	SCMP_SYS(bind),
	SCMP_SYS(listen),
	SCMP_SYS(accept),
	SCMP_SYS(accept4),
	SCMP_SYS(sendto),
	SCMP_SYS(sendmsg),
	SCMP_SYS(sendmmsg),
	SCMP_SYS(io_uring_setup),
	SCMP_SYS(kill),
	SCMP_SYS(tkill),
	SCMP_SYS(tgkill),
	SCMP_SYS(rt_sigqueueinfo),
	SCMP_SYS(rt_tgsigqueueinfo),
	SCMP_SYS(pidfd_open),
	SCMP_SYS(pidfd_getfd),
	SCMP_SYS(pidfd_send_signal),
	SCMP_SYS(setsid),
	SCMP_SYS(setpgid),
	SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(shmget),
	SCMP_SYS(msgget),
	SCMP_SYS(semget),
	SCMP_SYS(mq_open),
	SCMP_SYS(mount),
	SCMP_SYS(move_mount),
	SCMP_SYS(fsopen),
	SCMP_SYS(open_tree),
	SCMP_SYS(pivot_root),
	SCMP_SYS(chroot),
	SCMP_SYS(unshare),
	SCMP_SYS(setns),
	SCMP_SYS(open_by_handle_at),
	SCMP_SYS(setrlimit),
	SCMP_SYS(bpf),
	SCMP_SYS(keyctl),
	SCMP_SYS(add_key),
	SCMP_SYS(request_key),
	SCMP_SYS(perf_event_open),
	SCMP_SYS(userfaultfd),
	SCMP_SYS(mknod),
	SCMP_SYS(mknodat),
	SCMP_SYS(symlink),
	SCMP_SYS(symlinkat),
	SCMP_SYS(link),
	SCMP_SYS(linkat),
	SCMP_SYS(mkdir),
	SCMP_SYS(mkdirat),
	SCMP_SYS(truncate),
	SCMP_SYS(chmod),
	SCMP_SYS(fchmodat),
	SCMP_SYS(chown),
	SCMP_SYS(lchown),
	SCMP_SYS(fchownat),
	SCMP_SYS(setxattr),
	SCMP_SYS(lsetxattr),
	SCMP_SYS(removexattr),
	SCMP_SYS(lremovexattr),
	SCMP_SYS(utime),
	SCMP_SYS(utimes),
	SCMP_SYS(futimesat),
	SCMP_SYS(utimensat),
	NR_FCHMODAT2,
	NR_SETXATTRAT,
};

/* Some calls are fenced by an argument only. */
static int fence_arguments(scmp_filter_ctx ctx)
{
	static const unsigned spaces[] = {CLONE_NEWUSER,  CLONE_NEWNS,  CLONE_NEWPID,
					  CLONE_NEWNET,   CLONE_NEWIPC, CLONE_NEWUTS,
					  CLONE_NEWCGROUP};
	static const unsigned typed[] = {TIOCSTI, TIOCLINUX}; /* as if at a keyboard */
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof spaces / sizeof *spaces; i++)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
				      SCMP_A0(SCMP_CMP_MASKED_EQ, spaces[i], spaces[i]));
	for (size_t i = 0; rc == 0 && i < sizeof typed / sizeof *typed; i++)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1,
				      SCMP_A1(SCMP_CMP_MASKED_EQ, UINT32_MAX, typed[i]));
	if (rc == 0) /* a limit may be read, not set */
		rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1,
				      SCMP_A2(SCMP_CMP_NE, 0));
	if (rc == 0) /* its flags lie in memory; without it libc takes clone */
		rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	return rc;
}

static void told(int rc)
{
	if (rc != 0)
		fprintf(stderr,
			"naskah-pages: seccomp is not to be had (%d), calls are not "
			"fenced\n",
			-rc);
}

static int refuse(scmp_filter_ctx ctx, const int *calls, size_t n)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), calls[i], 0);
	return rc;
}

static void fence_calls(void)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
	int rc = ctx ? refuse(ctx, banned, sizeof banned / sizeof *banned) : -ENOMEM;

	if (rc == 0)
		rc = fence_arguments(ctx);
	if (rc == 0)
		rc = seccomp_load(ctx);
	told(rc);
	seccomp_release(ctx);
}

void pages_guard(void)
{
	fence_files();
	fence_calls();
}

void pages_alone(int may_exec)
{
	static const int calls[] = {SCMP_SYS(clone), SCMP_SYS(fork), SCMP_SYS(vfork),
				    SCMP_SYS(execve), SCMP_SYS(execveat)};
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
	int rc = ctx ? refuse(ctx, calls, may_exec ? 3 : 5) : -ENOMEM;

	if (rc == 0)
		rc = seccomp_load(ctx);
	told(rc);
	seccomp_release(ctx);
}
