#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
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

void pages_limits(void)
{
	cap(RLIMIT_CPU, 10, 11);
	cap(RLIMIT_FSIZE, 64u << 20, 64u << 20);
	cap(RLIMIT_NOFILE, 64, 64);
	cap(RLIMIT_CORE, 0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		pages_quit("no_new_privs was refused");
}

void pages_memory(void)
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
	cap(RLIMIT_AS, 1u << 30, 1u << 30);
#endif
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

/* io_uring opens sockets without the socket call; the rest reaches into other processes.
 */
static void fence_calls(void)
{
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
		SCMP_SYS(io_uring_setup),
		SCMP_SYS(ptrace),
		SCMP_SYS(process_vm_readv),
		SCMP_SYS(process_vm_writev),
		SCMP_SYS(mount),
		SCMP_SYS(unshare),
		SCMP_SYS(setns),
		SCMP_SYS(bpf),
		SCMP_SYS(keyctl),
		SCMP_SYS(add_key),
		SCMP_SYS(perf_event_open),
		SCMP_SYS(userfaultfd),
	};
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
	int rc = ctx ? 0 : -ENOMEM;

	for (size_t i = 0; rc == 0 && i < sizeof banned / sizeof *banned; i++)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), banned[i], 0);
	if (rc == 0)
		rc = seccomp_load(ctx);
	if (rc != 0)
		fprintf(stderr,
			"naskah-pages: seccomp is not to be had (%d), calls are not "
			"fenced\n",
			-rc);
	seccomp_release(ctx);
}

void pages_guard(void)
{
	fence_files();
	fence_calls();
}
