#include "fs.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

bool fs_full(int error)
{
	return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

enum err fs_fail(struct fail *f, const char *doing, const char *path)
{
	int n = errno;

	if (n == ENOENT)
		return FAIL(f, ERR_NOTFOUND, "no-file", NULL, "Berkas %s tidak ada.", path);
	if (fs_full(n))
		return FAIL(f, ERR_FULL, "disk-full", NULL,
		            "Ruang penyimpanan penuh; kosongkan sebagian lalu coba lagi.");
	return FAIL(f, ERR_IO, "io", NULL, "%s %s: galat sistem %d", doing, path, n);
}

enum err fs_read(struct arena *a, const char *path, size_t max, struct str *out,
                 struct fail *f)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err e = ERR_OK;

	if (fd < 0)
		return fs_fail(f, "membuka", path);
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		e = FAIL(f, ERR_INVALID, "not-a-file", NULL, "%s bukan berkas biasa.", path);
		goto out;
	}
	if ((uint64_t)st.st_size > max) {
		e = FAIL(f, ERR_LIMIT, "too-large", NULL,
		         "%s lebih besar dari batas %zu byte.", path, max);
		goto out;
	}
	char *p = arena_alloc(a, (size_t)st.st_size + 1);
	size_t n = 0;

	while (n < (size_t)st.st_size) {
		ssize_t k = read(fd, p + n, (size_t)st.st_size - n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0) {
			e = fs_fail(f, "membaca", path);
			goto out;
		}
		if (k == 0)
			break;
		n += (size_t)k;
	}
	*out = (struct str){ p, n };
out:
	(void)close(fd);
	return e;
}

static enum err write_all(int fd, struct str s, const char *path, struct fail *f)
{
	while (s.n) {
		ssize_t k = write(fd, s.p, s.n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return fs_fail(f, "menulis", path);
		s = str_from(s, (size_t)k);
	}
	return fsync(fd) ? fs_fail(f, "menyimpan", path) : ERR_OK;
}

enum err fs_sync_dir(const char *path, struct fail *f)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return fs_fail(f, "membuka", path);
	int rc = fsync(fd);

	(void)close(fd);
	return rc ? fs_fail(f, "menyimpan", path) : ERR_OK;
}

enum err fs_write(const char *path, struct str s, unsigned mode, struct fail *f)
{
	struct arena *a = arena_open();
	const char *tmp = arena_fmt(a, "%s.tmp", path).p;
	const char *slash = strrchr(path, '/');
	const char *dir = !slash ? "." : slash == path
		? "/" : arena_dup(a, (struct str){ path, (size_t)(slash - path) }).p;
	int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, (mode_t)mode);
	enum err e;

	if (fd < 0) {
		e = errno == ENOENT ? FAIL(f, ERR_NOTFOUND, "no-folder", NULL,
		                           "Folder %s tidak ada.", dir)
		                    : fs_fail(f, "membuat", tmp);
		goto out;
	}
	e = write_all(fd, s, path, f);
	(void)close(fd);
	if (!e && rename(tmp, path))
		e = fs_fail(f, "menamai", path);
	if (!e)
		e = fs_sync_dir(dir, f);
	else
		(void)unlink(tmp);
out:
	arena_close(a);
	return e;
}

enum err fs_mkdir(const char *path, unsigned mode, struct fail *f)
{
	if (mkdir(path, (mode_t)mode) && errno != EEXIST)
		return fs_fail(f, "membuat folder", path);
	return ERR_OK;
}

bool fs_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

int64_t fs_free_bytes(const char *path)
{
	struct statvfs v;

	return statvfs(path, &v) ? -1 : (int64_t)(v.f_bavail * v.f_frsize);
}
