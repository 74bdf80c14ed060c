/* The store: acts, neighbours, refusals, the chain, copies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "db.h"
#include "fs.h"
#include "rng.h"

enum { THREADS = 32, ACTS = 40 };

struct home {
	char         dir[64];
	struct clock clock;
	struct db   *db;
};

static void open_home(struct home *h)
{
	struct db_options o = { .dir = h->dir, .clock = &h->clock, .create = true };
	struct fail f = { 0 };

	if (db_open(&h->db, &o, &f))
		fail_msg("db_open: %s", f.text);
}

static int setup(void **state)
{
	struct home *h = calloc(1, sizeof *h);

	(void)snprintf(h->dir, sizeof h->dir, "/tmp/naskah-db-XXXXXX");
	assert_non_null(mkdtemp(h->dir));
	h->clock.fixed_ms = 1700000000000;
	open_home(h);
	*state = h;
	return 0;
}

static void drop(const char *dir, const char *name)
{
	char path[256];

	(void)snprintf(path, sizeof path, "%s/%s", dir, name);
	(void)remove(path);
}

static int teardown(void **state)
{
	struct home *h = *state;

	db_close(h->db);
	for (const char *const *n = (const char *const[]){ "naskah.db", "naskah.db-wal",
	                                                   "naskah.db-shm", "lock", "copy.db",
	                                                   NULL };
	     *n; n++)
		drop(h->dir, *n);
	(void)rmdir(h->dir);
	free(h);
	return 0;
}

struct entry {
	int  i;
	bool refuse, twice;
};

static enum err note(struct db_conn *c, void *arg, struct fail *f)
{
	const struct entry *n = arg;
	char object[32];

	(void)snprintf(object, sizeof object, "letter:%d", n->i);
	struct db_audit a = { STR("pelaksana/PELAKSANA"), STR("register"), str_c(object),
		              STR("isi") };
	enum err e = db_audit(c, &a, f);

	if (!e && n->twice) { /* the same seq again breaks the primary key */
		struct db_rows *r = db_run(c, Q_audit_insert);

		db_bind_int(r, "seq", 1);
		db_bind_int(r, "at", db_now(c));
		db_bind_str(r, "object", str_c(object));
		db_bind_blob(r, "bytes", STR("x"));
		db_bind_blob(r, "hash", STR("01234567890123456789012345678901"));
		return db_done(r, NULL, f);
	}
	if (!e && n->refuse)
		return FAIL(f, ERR_DENIED, "no", NULL, "tidak boleh");
	return e;
}

struct work {
	struct db *db;
	int        me, refused;
};

static void *writer(void *arg)
{
	struct work *w = arg;

	for (int i = 0; i < ACTS; i++) {
		struct entry n = { w->me * ACTS + i, i % 5 == 4, i % 7 == 6 };
		struct fail f = { 0 };
		enum err e = db_submit(w->db, note, &n, &f);

		if (n.twice)
			assert_int_equal(e, ERR_CONFLICT);
		else
			assert_int_equal(e, n.refuse ? ERR_DENIED : ERR_OK);
		w->refused += e != ERR_OK;
	}
	return NULL;
}

static int64_t entries(struct home *h)
{
	struct arena *a = arena_open();
	struct db_check_result r;
	struct fail f = { 0 };

	assert_int_equal(db_check(h->db, a, &r, &f), ERR_OK);
	assert_true(r.database_ok);
	assert_int_equal(r.broken_at, 0);
	int64_t n = r.entries;

	arena_close(a);
	return n;
}

static void neighbours(void **state)
{
	struct home *h = *state;
	pthread_t t[THREADS];
	struct work w[THREADS];
	int refused = 0;

	for (int i = 0; i < THREADS; i++) {
		w[i] = (struct work){ h->db, i, 0 };
		assert_int_equal(pthread_create(&t[i], NULL, writer, &w[i]), 0);
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(t[i], NULL);
		refused += w[i].refused;
	}
	assert_true(refused > 0);
	assert_int_equal(entries(h), THREADS * ACTS - refused);
	db_close(h->db);
	open_home(h); /* and again from disk */
	assert_int_equal(entries(h), THREADS * ACTS - refused);
}

/* Who gets a copy of the folder gets it with the owner's rights alone. */
static void files_are_the_owners_alone(void **state)
{
	static const char *const NAME[] = { "naskah.db", "naskah.db-wal", "naskah.db-shm" };
	const struct home *h = *state;

	for (size_t i = 0; i < 3; i++) {
		char path[256];
		struct stat st;

		(void)snprintf(path, sizeof path, "%s/%s", h->dir, NAME[i]);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
	}
}

/* A day in 2099, then the clock is set right: work goes on, and the chain says when. */
static void clock_goes_back(void **state)
{
	struct home *h = *state;
	struct entry n = { 1, false, false };
	struct arena *a = arena_open();
	struct db_check_result r;
	struct fail f = { 0 };
	int64_t right = h->clock.fixed_ms;

	h->clock.fixed_ms = 4073932800000; /* 2099-02-05 */
	assert_int_equal(db_submit(h->db, note, &n, &f), ERR_OK);
	h->clock.fixed_ms -= 1500; /* a nudge: entries do not step back for it */
	assert_int_equal(db_submit(h->db, note, &n, &f), ERR_OK);
	assert_int_equal(entries(h), 2);
	h->clock.fixed_ms = right;
	assert_int_equal(db_submit(h->db, note, &n, &f), ERR_OK);
	assert_int_equal(db_submit(h->db, note, &n, &f), ERR_OK);
	db_close(h->db);
	open_home(h);
	assert_int_equal(entries(h), 5); /* four, and one that says the clock went back */
	assert_int_equal(db_check(h->db, a, &r, &f), ERR_OK);
	assert_non_null(strstr(arena_cstr(a, r.note), "2099-02-05"));
	arena_close(a);
}

/* A flat battery says 1970 or the like: that would be written on letters. */
static void clock_of_no_time(void **state)
{
	struct home *h = *state;
	struct entry n = { 1, false, false };
	struct fail f = { 0 };

	h->clock.fixed_ms = 946684800000; /* 2000-01-01 */
	assert_int_equal(db_submit(h->db, note, &n, &f), ERR_BUSY);
	assert_string_equal(f.word, "clock-behind");
	assert_int_equal(entries(h), 0);
}

static void locked(void **state)
{
	struct home *h = *state;
	struct db_options o = { .dir = h->dir, .clock = &h->clock };
	struct db *second = NULL;
	struct fail f = { 0 };

	assert_int_equal(db_open(&second, &o, &f), ERR_BUSY);
	assert_non_null(strstr(f.text, "pid"));
}

static void absent(void **state)
{
	struct home *h = *state;
	struct db_options o = { .dir = "/tmp", .clock = &h->clock };
	struct db *none = NULL;
	struct fail f = { 0 };

	assert_int_equal(db_open(&none, &o, &f), ERR_NOTFOUND);
}

static enum err wrong_name(struct db_conn *c, void *arg, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_audit_hash_at);

	(void)arg;
	db_bind_int(r, "nope", 1);
	return db_done(r, NULL, f);
}

static void unknown_parameter(void **state)
{
	struct home *h = *state;
	struct fail f = { 0 };

	assert_int_equal(db_submit(h->db, wrong_name, NULL, &f), ERR_IO);
	assert_string_equal(f.word, "no-parameter");
}

static void readers_cannot_write(void **state)
{
	struct home *h = *state;
	struct db_conn *c = db_read(h->db);
	struct db_rows *r = db_run(c, Q_audit_head_set);
	struct fail f = { 0 };

	db_bind_int(r, "seq", 9);
	db_bind_int(r, "at", 9);
	db_bind_blob(r, "hash", STR("01234567890123456789012345678901"));
	assert_int_equal(db_done(r, NULL, &f), ERR_IO);
	db_read_end(h->db, c);
	assert_int_equal(entries(h), 0);
}

static void copy(void **state)
{
	struct home *h = *state;
	struct entry n = { 1, false, false };
	struct fail f = { 0 };
	char path[256];

	assert_int_equal(db_submit(h->db, note, &n, &f), ERR_OK);
	(void)snprintf(path, sizeof path, "%s/copy.db", h->dir);
	assert_int_equal(db_backup(h->db, path, &f), ERR_OK);
	assert_true(fs_exists(path));
	assert_int_equal(db_backup(h->db, path, &f), ERR_CONFLICT);
}

static void floor_refuses(void **state)
{
	struct home *h = *state;
	struct db_options o = { .dir = h->dir, .clock = &h->clock,
		                .floor_bytes = INT64_MAX };
	struct entry n = { 1, false, false };
	struct fail f = { 0 };

	db_close(h->db);
	assert_int_equal(db_open(&h->db, &o, &f), ERR_OK);
	assert_int_equal(db_submit(h->db, note, &n, &f), ERR_FULL);
	assert_int_equal(db_submit_small(h->db, note, &n, &f), ERR_FULL);
	assert_int_equal(entries(h), 0);
	/* below the floor, but not by much: who comes to read still gets in */
	o.floor_bytes = 2 * fs_free_bytes(h->dir);
	db_close(h->db);
	assert_int_equal(db_open(&h->db, &o, &f), ERR_OK);
	assert_int_equal(db_submit(h->db, note, &n, &f), ERR_FULL);
	assert_int_equal(db_submit_small(h->db, note, &n, &f), ERR_OK);
	assert_int_equal(entries(h), 1);
}

int main(void)
{
	rng_init();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(neighbours, setup, teardown),
		cmocka_unit_test_setup_teardown(files_are_the_owners_alone, setup, teardown),
		cmocka_unit_test_setup_teardown(clock_goes_back, setup, teardown),
		cmocka_unit_test_setup_teardown(clock_of_no_time, setup, teardown),
		cmocka_unit_test_setup_teardown(locked, setup, teardown),
		cmocka_unit_test_setup_teardown(absent, setup, teardown),
		cmocka_unit_test_setup_teardown(unknown_parameter, setup, teardown),
		cmocka_unit_test_setup_teardown(readers_cannot_write, setup, teardown),
		cmocka_unit_test_setup_teardown(copy, setup, teardown),
		cmocka_unit_test_setup_teardown(floor_refuses, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
