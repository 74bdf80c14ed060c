/* num_house.h - for tests of the ledger: a store of its own, with a clock that stands. */
#ifndef NUM_HOUSE_H
#define NUM_HOUSE_H
#include "num_ledger.h"

struct home {
	char         dir[64], path[96];
	struct clock clock;
	struct db   *db;
};

static int raw(struct home *h, const char *sql, char *said, size_t cap)
{
	sqlite3 *s = NULL;

	assert_int_equal(sqlite3_open(h->path, &s), SQLITE_OK);
	assert_int_equal(sqlite3_busy_timeout(s, 5000), SQLITE_OK);
	int rc = sqlite3_exec(s, sql, NULL, NULL, NULL);

	if (said)
		(void)snprintf(said, cap, "%s", sqlite3_errmsg(s));
	assert_int_equal(sqlite3_close(s), SQLITE_OK);
	return rc;
}

static int setup(void **state)
{
	struct home *h = calloc(1, sizeof *h);

	(void)snprintf(h->dir, sizeof h->dir, "/tmp/naskah-num-XXXXXX");
	assert_non_null(mkdtemp(h->dir));
	(void)snprintf(h->path, sizeof h->path, "%s/naskah.db", h->dir);
	h->clock.fixed_ms = 1700000000000;
	struct db_options o = { .dir = h->dir, .clock = &h->clock, .create = true };
	struct fail f = { 0 };

	if (db_open(&h->db, &o, &f))
		fail_msg("db_open: %s", f.text);
	*state = h;
	return 0;
}

static int teardown(void **state)
{
	static const char *const NAMES[] = { "naskah.db", "naskah.db-wal", "naskah.db-shm",
		                             "lock" };
	struct home *h = *state;

	db_close(h->db);
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		char path[128];

		(void)snprintf(path, sizeof path, "%s/%s", h->dir, NAMES[i]);
		(void)remove(path);
	}
	(void)rmdir(h->dir);
	free(h);
	return 0;
}
#endif
