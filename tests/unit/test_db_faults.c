/* What a store does when its file was tampered with, is too new, or has no room. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include "db.h"
#include "fs.h"
#include "rng.h"

struct home {
	char         dir[64];
	struct clock clock;
	struct db   *db;
};

static enum err open_home(struct home *h, struct fail *f)
{
	struct db_options o = { .dir = h->dir, .clock = &h->clock, .create = true,
		                .readers = 2, .floor_bytes = 1 };

	h->db = NULL;
	return db_open(&h->db, &o, f);
}

static void shut(struct home *h)
{
	db_close(h->db);
	h->db = NULL;
}

static enum err note(struct db_conn *c, void *arg, struct fail *f)
{
	struct db_audit a = { STR("a/B"), STR("act"), STR("letter:1"), STR("isi") };

	(void)arg;
	return db_audit(c, &a, f);
}

static void notes(struct home *h, int n)
{
	struct fail f = { 0 };

	for (int i = 0; i < n; i++)
		assert_int_equal(db_submit(h->db, note, NULL, &f), ERR_OK);
}

static int setup(void **state)
{
	struct home *h = calloc(1, sizeof *h);
	struct fail f = { 0 };

	(void)snprintf(h->dir, sizeof h->dir, "/tmp/naskah-flt-XXXXXX");
	assert_non_null(mkdtemp(h->dir));
	h->clock.fixed_ms = 1700000000000;
	assert_int_equal(open_home(h, &f), ERR_OK);
	notes(h, 20);
	*state = h;
	return 0;
}

static int drop(const char *path, const struct stat *st, int kind, struct FTW *w)
{
	(void)st, (void)kind, (void)w;
	return remove(path);
}

static int teardown(void **state)
{
	struct home *h = *state;

	shut(h);
	(void)nftw(h->dir, drop, 16, FTW_DEPTH | FTW_PHYS);
	free(h);
	return 0;
}

/* What somebody with the file and SQLite, but without the program, can do. */
static void tamper(struct home *h, const char *sql)
{
	char path[128];
	sqlite3 *s = NULL;
	char *msg = NULL;

	(void)snprintf(path, sizeof path, "%s/naskah.db", h->dir);
	assert_int_equal(sqlite3_open(path, &s), SQLITE_OK);
	if (sqlite3_exec(s, sql, NULL, NULL, &msg) != SQLITE_OK)
		fail_msg("%s", msg);
	assert_int_equal(sqlite3_close(s), SQLITE_OK);
}

static void found_at(struct home *h, const char *sql, int64_t at)
{
	struct fail f = { 0 };
	char want[32];

	shut(h);
	tamper(h, "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;");
	tamper(h, sql);
	assert_int_equal(open_home(h, &f), ERR_IO);
	assert_string_equal(f.word, "audit-broken");
	(void)snprintf(want, sizeof want, "entri %lld;", (long long)at);
	if (!strstr(f.text, want))
		fail_msg("%s", f.text);
}

static void one_byte(void **state)
{
	found_at(*state,
	         "UPDATE audit SET bytes = CAST(replace(CAST(bytes AS TEXT), 'letter:1', "
	         "'letter:2') AS BLOB) WHERE seq = 7",
	         7);
}

static void copied_column(void **state)
{
	found_at(*state, "UPDATE audit SET object = 'letter:9' WHERE seq = 3", 3);
}

static void swapped(void **state)
{
	found_at(*state,
	         "UPDATE audit SET seq = 1000 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = "
	         "6; UPDATE audit SET seq = 6 WHERE seq = 1000;",
	         5);
}

static void deleted(void **state)
{
	found_at(*state, "DELETE FROM audit WHERE seq = 11", 11);
}

static void cut(void **state)
{
	found_at(*state, "DELETE FROM audit WHERE seq > 18", 19);
}

static void first_gone(void **state)
{
	found_at(*state, "DELETE FROM audit WHERE seq = 1", 1);
}

static void newer_refused(void **state)
{
	struct home *h = *state;
	struct fail f = { 0 };

	shut(h);
	tamper(h, "INSERT INTO migration VALUES ('9999_future', 0)");
	assert_int_equal(open_home(h, &f), ERR_CONFLICT);
	assert_string_equal(f.word, "newer-database");
	assert_non_null(strstr(f.text, "9999_future"));
}

static void migrations_once(void **state)
{
	struct home *h = *state;
	struct fail f = { 0 };
	char path[128];

	shut(h);
	assert_int_equal(open_home(h, &f), ERR_OK); /* applied ones are not applied again */
	shut(h);
	tamper(h, "DROP TABLE file; DELETE FROM migration WHERE name = '0000_store'");
	/* the copy is made, then the migration fails on what is there: nothing is changed */
	assert_int_equal(open_home(h, &f), ERR_IO);
	assert_non_null(strstr(f.text, "0000_store.sql:"));
	(void)snprintf(path, sizeof path, "%s/naskah.db.before-0000_store", h->dir);
	assert_true(fs_exists(path));
}

static void origin_named(void **state)
{
	struct home *h = *state;
	struct fail f = { 0 };

	shut(h);
	tamper(h, "DROP TABLE audit_head; CREATE TABLE audit_head (id, seq, at_time, hash)");
	assert_int_equal(open_home(h, &f), ERR_IO);
	assert_non_null(strstr(f.text, "src/db/store.sql:4: no such column: at_ms"));
}

static void no_room(void **state)
{
	struct home *h = *state;
	struct rlimit was, small;
	struct fail f = { 0 };
	struct stat st;
	char path[128];
	enum err e = ERR_OK;

	(void)signal(SIGXFSZ, SIG_IGN);
	(void)snprintf(path, sizeof path, "%s/naskah.db-wal", h->dir);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	small = was;
	small.rlim_cur = (rlim_t)st.st_size + 20000;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	int done = 0;

	for (; done < 100 && !e; done += !e)
		e = db_submit(h->db, note, NULL, &f);
	assert_int_equal(e, ERR_FULL);
	assert_int_equal(db_submit(h->db, note, NULL, &f), ERR_FULL);
	struct db_conn *c = db_read(h->db); /* reading goes on */
	struct db_rows *r = db_run(c, Q_audit_head);
	int64_t n = 0;
	bool found = false;

	assert_int_equal(db_one_int(r, &n, &found, &f), ERR_OK);
	assert_int_equal(n, 20 + done);
	db_read_end(h->db, c);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	notes(h, 5); /* and works again when there is room */
	shut(h);
	assert_int_equal(open_home(h, &f), ERR_OK);
	struct arena *a = arena_open();
	struct db_check_result res;

	assert_int_equal(db_check(h->db, a, &res, &f), ERR_OK);
	assert_int_equal(res.entries, 25 + done);
	assert_int_equal(res.broken_at, 0);
	arena_close(a);
}

/* A store that finds no room to begin says so: the remedy is room, not a repair. */
static void no_room_at_start(void **state)
{
	struct home *h = *state;
	struct rlimit was, small;
	struct fail f = { 0 };

	(void)signal(SIGXFSZ, SIG_IGN);
	shut(h);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	small = was;
	small.rlim_cur = 4096;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(open_home(h, &f), ERR_FULL);
	assert_string_equal(f.word, "disk-full");
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_int_equal(open_home(h, &f), ERR_OK);
}

static void *keep_writing(void *arg)
{
	notes(arg, 400);
	return NULL;
}

static void copy_while_writing(void **state)
{
	struct home *h = *state, copy = { .clock = h->clock };
	struct fail f = { 0 };
	pthread_t t;
	char path[192];

	assert_int_equal(pthread_create(&t, NULL, keep_writing, h), 0);
	for (int i = 0; i < 8; i++) {
		(void)snprintf(copy.dir, sizeof copy.dir, "/tmp/naskah-cpy-XXXXXX");
		assert_non_null(mkdtemp(copy.dir));
		(void)snprintf(path, sizeof path, "%s/naskah.db", copy.dir);
		assert_int_equal(db_backup(h->db, path, &f), ERR_OK);
		if (open_home(&copy, &f)) /* opens: its chain is whole */
			fail_msg("%s", f.text);
		shut(&copy);
		(void)nftw(copy.dir, drop, 16, FTW_DEPTH | FTW_PHYS);
	}
	pthread_join(t, NULL);
}

/* Past the bound of the log the writer checkpoints though readers come and go. */
static void log_bounded(void **state)
{
	struct home *h = *state;
	struct stat st;
	char path[128];

	notes(h, 3000);
	(void)snprintf(path, sizeof path, "%s/naskah.db-wal", h->dir);
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_size < 16 << 20);
}

int main(void)
{
	rng_init();
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(one_byte),        T(copied_column), T(swapped),     T(deleted),
		T(cut),             T(first_gone),    T(newer_refused), T(migrations_once),
		T(origin_named),    T(no_room),       T(no_room_at_start), T(copy_while_writing), T(log_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
