/* file.c - a whole copy of the database, written so that it is there or is not. */
#include "store.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include "fs.h"

static enum err sync_path(const char *path, struct fail *f)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err e = ERR_OK;

	if (fd < 0)
		return fs_fail(f, "membuka", path);
	if (fsync(fd) < 0)
		e = fs_fail(f, "menyimpan", path);
	(void)close(fd);
	return e;
}

/* The folder part of a path, for the fsync that makes a rename last. */
static void folder_of(const char *path, char *out, size_t cap)
{
	const char *slash = strrchr(path, '/');

	if (slash)
		(void)snprintf(out, cap, "%.*s", (int)(slash - path), path);
	else
		(void)snprintf(out, cap, ".");
}

/* One sqlite3_backup_step over all pages: the source's snapshot cannot change under it,
 * and a half copy bears the name .tmp. */
static enum err copy_pages(struct db_conn *c, const char *tmp, struct fail *f)
{
	sqlite3 *to = NULL;
	enum err e = ERR_OK;
	int rc = sqlite3_open_v2(tmp, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

	if (rc == SQLITE_OK) {
		sqlite3_backup *b = sqlite3_backup_init(to, "main", c->sql, "main");

		if (b) {
			(void)sqlite3_backup_step(b, -1);
			rc = sqlite3_backup_finish(b);
		} else {
			rc = sqlite3_errcode(to);
		}
	}
	if (rc != SQLITE_OK)
		e = FAIL(f, rc == SQLITE_FULL ? ERR_FULL : ERR_IO, "backup", NULL,
		         "Cadangan %s tidak dapat ditulis: %s.", tmp, sqlite3_errstr(rc));
	(void)sqlite3_close(to);
	return e;
}

enum err file_copy_snapshot(struct db_conn *c, const char *path, struct fail *f)
{
	char tmp[4096], dir[4096];
	enum err e;

	if (snprintf(tmp, sizeof tmp, "%s.tmp", path) >= (int)sizeof tmp)
		return FAIL(f, ERR_LIMIT, "path-too-long", NULL, "Nama cadangan terlalu panjang.");
	if (fs_exists(path))
		return FAIL(f, ERR_CONFLICT, "exists", NULL,
		            "Berkas %s sudah ada; pilih nama lain.", path);
	folder_of(path, dir, sizeof dir);
	(void)remove(tmp);
	e = copy_pages(c, tmp, f);
	if (!e && chmod(tmp, 0600) < 0)
		e = fs_fail(f, "menyimpan", tmp);
	if (!e)
		e = sync_path(tmp, f);
	if (!e && rename(tmp, path) < 0)
		e = fs_fail(f, "menamai", path);
	if (!e)
		e = fs_sync_dir(dir, f);
	if (e)
		(void)remove(tmp);
	return e;
}
