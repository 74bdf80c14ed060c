/* open.c - one connection: its flags, its pragmas read back; the lock of the folder. */
#define _DEFAULT_SOURCE /* flock() */
#include "store.h"
#include "words.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>
#include "fs.h"
#include "log.h"

int64_t mono_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t mono_ms(void)
{
	return mono_us() / 1000;
}

enum err conn_exec(struct db_conn *c, const char *sql, struct fail *f)
{
	int rc = sqlite3_exec(c->sql, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? ERR_OK : rows_fail(c, rc, sql, f);
}

/* What a pragma answers is what holds: a wish that was not granted stops the start. */
static enum err pragma_is(struct db_conn *c, const char *sql, const char *want,
                          struct fail *f)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(c->sql, sql, -1, &s, NULL);
	enum err e = ERR_OK;

	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	if (rc != SQLITE_ROW) {
		e = rows_fail(c, rc, sql, f);
	} else {
		const char *is = (const char *)sqlite3_column_text(s, 0);

		if (!is || strcmp(is, want) != 0)
			e = FAIL(f, ERR_IO, "pragma", NULL,
			         "Basis data menolak %s (dijawab %s): folder data ini tidak "
			         "menjamin simpanan; pindahkan ke diska lokal.",
			         sql, is ? is : "kosong");
	}
	(void)sqlite3_finalize(s);
	return e;
}

static enum err settle_writer(struct db_conn *c, struct fail *f)
{
	bool off = c->db->sync_off;
	enum err e;

	if ((e = pragma_is(c, "PRAGMA journal_mode=WAL", "wal", f)) ||
	    (e = conn_exec(c, off ? "PRAGMA synchronous=OFF" : "PRAGMA synchronous=FULL", f)) ||
	    (e = pragma_is(c, "PRAGMA synchronous", off ? "0" : "2", f)) ||
	    (e = conn_exec(c, "PRAGMA cache_size=-8000", f)) ||
	    (e = conn_exec(c, "PRAGMA foreign_keys=ON", f)) ||
	    (e = pragma_is(c, "PRAGMA foreign_keys", "1", f)))
		return e;
	if (off)
		log_line(LOG_L_WARN, "db", "synchronous=OFF: a test's planted fault");
	return ERR_OK;
}

static enum err settle_reader(struct db_conn *c, struct fail *f)
{
	enum err e;

	(void)sqlite3_db_config(c->sql, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	if ((e = conn_exec(c, "PRAGMA query_only=ON", f)) ||
	    (e = pragma_is(c, "PRAGMA query_only", "1", f)))
		return e;
	return ERR_OK;
}

static int out_of_time(void *conn)
{
	const struct db_conn *c = conn;

	return c->deadline && mono_ms() > c->deadline;
}

/* SQLite makes a database for everybody to read, and gives its log and index the same mode. */
static void make_private(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd >= 0)
		(void)close(fd); /* no connection of ours holds a lock on it yet */
}

enum err conn_open(struct db *db, bool writer, struct db_conn **out, struct fail *f)
{
	struct db_conn *c = calloc(1, sizeof *c);
	enum err e;

	if (!c)
		abort();
	c->db = db;
	c->writer = writer;
	c->seen = writer ? seen_open() : NULL;
	if (writer)
		make_private(db->path);
	/* A reader too opens read-write: recovery of a WAL needs the shared index. */
	int rc = sqlite3_open_v2(db->path, &c->sql,
	                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
	                                 (writer ? SQLITE_OPEN_CREATE : 0),
	                         NULL);

	if (rc != SQLITE_OK) {
		e = FAIL(f, ERR_IO, "open", NULL, "Basis data %s tidak dapat dibuka: %s.",
		         db->path, sqlite3_errstr(rc));
		goto bad;
	}
	(void)sqlite3_extended_result_codes(c->sql, 1);
	(void)sqlite3_db_config(c->sql, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(c->sql, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	/* The writer alone checkpoints: two at once can lose commits (WAL reset fault). */
	(void)sqlite3_db_config(c->sql, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !writer, NULL);
	if ((e = words_register(c->sql, c->seen, f)) || (e = conn_exec(c, "PRAGMA mmap_size=0", f)) ||
	    (e = conn_exec(c, "PRAGMA temp_store=MEMORY", f)) ||
	    (e = conn_exec(c, "PRAGMA wal_autocheckpoint=0", f)) ||
	    (e = conn_exec(c, "PRAGMA cell_size_check=ON", f)) ||
	    (e = writer ? settle_writer(c, f) : settle_reader(c, f)))
		goto bad;
	(void)sqlite3_busy_timeout(c->sql, 5000);
	if (!writer)
		sqlite3_progress_handler(c->sql, 1000, out_of_time, c);
	*out = c;
	return ERR_OK;
bad:
	conn_close(c);
	return e;
}

void conn_close(struct db_conn *c)
{
	if (!c)
		return;
	for (int q = 0; q < Q__COUNT; q++)
		rows_close(&c->rows[q]);
	(void)sqlite3_close(c->sql);
	seen_close(c->seen);
	free(c);
}

/* The lock file names its holder for people; the lock itself is the kernel's and ends
 * with the process however it dies. */
enum err lock_take(struct db *db, struct fail *f)
{
	char path[4096], who[128] = "", me[64] = "";
	ssize_t n;

	(void)snprintf(path, sizeof path, "%s/lock", db->dir);
	db->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (db->lock_fd < 0)
		return fs_fail(f, "membuka", path);
	if (flock(db->lock_fd, LOCK_EX | LOCK_NB) < 0) {
		n = pread(db->lock_fd, who, sizeof who - 1, 0);
		who[n > 0 ? n : 0] = '\0';
		who[strcspn(who, "\n")] = '\0';
		return FAIL(f, ERR_BUSY, "locked", NULL,
		            "Folder data %s sedang dipakai oleh %s; hentikan dulu program itu.",
		            db->dir, *who ? who : "program lain");
	}
	int comm = open("/proc/self/comm", O_RDONLY | O_CLOEXEC);

	if (comm >= 0) {
		n = read(comm, me, sizeof me - 1);
		me[n > 0 ? n : 0] = '\0';
		(void)close(comm);
	}
	me[strcspn(me, "\n")] = '\0';
	int k = snprintf(who, sizeof who, "%s (pid %ld)\n", *me ? me : "naskah",
	                 (long)getpid());

	if (ftruncate(db->lock_fd, 0) < 0 || pwrite(db->lock_fd, who, (size_t)k, 0) != k)
		return fs_fail(f, "menulis", path);
	return ERR_OK;
}
