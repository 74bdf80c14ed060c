/* The ledger: no gap, no double, refused acts spend nothing, lines stay as they are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "num_house.h"
#include "rng.h"

enum { THREADS = 32, TAKES = 20, ALL = THREADS * TAKES };

#define KEY STR("surat/DINAS")

static const struct num_line LINE = { .series = { "surat/DINAS", 11 }, .period = 2026,
	.letter_id = 7, .account_id = 1, .day = { 2026, 11, 24 } };

enum what { TAKE, REFUSE, EXPECT, OPEN, VOID };

struct act {
	enum what  what;
	int        serial; /* in: expected, opened, voided; out: taken */
	struct str text;
};

static enum err run(struct db_conn *c, void *arg, struct fail *f)
{
	struct act *x = arg;
	enum err e = ERR_OK;

	switch (x->what) {
	case TAKE:
	case REFUSE:
		e = num_take(c, &LINE, &x->serial, f);
		if (!e && x->what == REFUSE)
			return FAIL(f, ERR_DENIED, "no", NULL, "tidak boleh");
		return e;
	case EXPECT: return num_take_expected(c, &LINE, x->serial, f);
	case OPEN: return num_open(c, KEY, 2026, x->serial, f);
	case VOID: return num_void(c, &LINE, x->serial, x->text, f);
	}
	return e;
}

static enum err act(struct home *h, enum what w, int serial, const char *text, struct fail *f)
{
	struct act x = { .what = w, .serial = serial, .text = str_c(text) };

	return db_submit(h->db, run, &x, f);
}

static struct num_report check(struct home *h, struct arena *a, size_t max)
{
	struct db_conn *c = db_read(h->db);
	struct num_report out;
	struct fail f = { 0 };

	assert_int_equal(num_ledger_check(c, a, 0, max, &out, &f), ERR_OK);
	db_read_end(h->db, c);
	return out;
}

static void sound(struct home *h, int64_t serials)
{
	struct db_conn *c = db_read(h->db);
	struct arena *a = arena_open();
	struct num_given *rows;
	struct fail f = { 0 };
	size_t n;

	assert_int_equal(num_last(c, a, KEY, 2026, NUM_LAST_MAX, &rows, &n, &f), ERR_OK);
	db_read_end(h->db, c);
	assert_int_equal(n, serials);
	assert_int_equal(check(h, a, 1).faults_n, 0);
	arena_close(a);
}

static int next(struct home *h)
{
	struct db_conn *c = db_read(h->db);
	struct fail f = { 0 };
	int n;

	assert_int_equal(num_next(c, &(struct num_line){ .series = KEY, .period = 2026 }, &n, &f), ERR_OK);
	db_read_end(h->db, c);
	return n;
}

struct work {
	struct home *h;
	int          got[TAKES];
};

static void *taker(void *arg)
{
	struct work *w = arg;

	for (int i = 0; i < TAKES; i++) {
		struct act x = { .what = REFUSE }, y = { .what = TAKE };
		struct fail f = { 0 };

		if (i % 4 == 1)
			assert_int_equal(db_submit(w->h->db, run, &x, &f), ERR_DENIED);
		assert_int_equal(db_submit(w->h->db, run, &y, &f), ERR_OK);
		w->got[i] = y.serial;
	}
	return NULL;
}

static void a_serial_is_given_once(void **state)
{
	struct home *h = *state;
	static struct work w[THREADS];
	pthread_t t[THREADS];
	int seen[ALL + 1] = { 0 };

	assert_int_equal(next(h), 1);
	for (int i = 0; i < THREADS; i++) {
		w[i].h = h;
		assert_int_equal(pthread_create(&t[i], NULL, taker, &w[i]), 0);
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(t[i], NULL);
		for (int k = 0; k < TAKES; k++) {
			assert_in_range(w[i].got[k], 1, ALL);
			seen[w[i].got[k]]++;
		}
	}
	for (int i = 1; i <= ALL; i++)
		assert_int_equal(seen[i], 1);
	assert_int_equal(next(h), ALL + 1);
	sound(h, ALL);
}

static void a_refused_act_spends_none(void **state)
{
	struct home *h = *state;
	struct fail f = { 0 };

	assert_int_equal(act(h, REFUSE, 0, NULL, &f), ERR_DENIED);
	assert_int_equal(next(h), 1);
	assert_int_equal(act(h, EXPECT, 2, NULL, &f), ERR_STALE);
	assert_string_equal(f.word, "serial-moved");
	assert_int_equal(act(h, EXPECT, 1, NULL, &f), ERR_OK);
	assert_int_equal(next(h), 2);
	sound(h, 1);
}

static void lines_stay_as_they_are(void **state)
{
	static const char *const TRIES[] = {
		"UPDATE ledger SET serial = 9",
		"UPDATE ledger SET reason = 'x'",
		"DELETE FROM ledger",
		"INSERT OR REPLACE INTO ledger SELECT * FROM ledger",
		"INSERT OR REPLACE INTO ledger (series_id, period, serial, kind, account_id, at_ms)"
		" SELECT series_id, period, serial, 'booked', 1, 0 FROM ledger",
		"UPDATE series_head SET last = last - 1",
		"UPDATE series_head SET last = last + 2",
		"UPDATE series_head SET first = 1, period = 2027",
		"DELETE FROM series_head",
		"DELETE FROM series",
		"UPDATE series SET key = 'lain'",
	};
	struct home *h = *state;
	struct fail f = { 0 };
	char said[200];

	assert_int_equal(act(h, TAKE, 0, NULL, &f), ERR_OK);
	for (size_t i = 0; i < sizeof TRIES / sizeof *TRIES; i++) {
		int rc = raw(h, TRIES[i], said, sizeof said);

		if (rc != SQLITE_CONSTRAINT)
			print_error("%s: %s\n", TRIES[i], said);
		assert_int_equal(rc, SQLITE_CONSTRAINT);
	}
	sound(h, 1);
}

static void a_void_serial_is_spent(void **state)
{
	struct home *h = *state;
	struct arena *a = arena_open();
	struct num_given *l;
	struct fail f = { 0 };
	size_t n;

	assert_int_equal(act(h, VOID, 1, "salah", &f), ERR_NOTFOUND);
	for (int i = 0; i < 3; i++)
		assert_int_equal(act(h, TAKE, 0, NULL, &f), ERR_OK);
	assert_int_equal(act(h, VOID, 2, "  ", &f), ERR_INVALID);
	assert_int_equal(act(h, VOID, 2, "batal ditandatangani", &f), ERR_OK);
	assert_int_equal(act(h, VOID, 2, "lagi", &f), ERR_CONFLICT);
	assert_string_equal(f.word, "already-void");
	assert_int_equal(next(h), 4);
	sound(h, 3);

	struct db_conn *c = db_read(h->db);

	assert_int_equal(num_last(c, a, KEY, 2026, 3, &l, &n, &f), ERR_OK);
	db_read_end(h->db, c);
	assert_int_equal(n, 3);
	assert_int_equal(l[0].serial, 3);
	assert_null(l[0].void_reason.p);
	assert_int_equal(day_cmp(l[0].day, LINE.day), 0);
	assert_int_equal(l[1].serial, 2);
	assert_true(str_eqc(l[1].void_reason, "batal ditandatangani"));
	assert_int_equal(l[2].letter_id, 7);
	assert_true(str_eqc(l[2].kind, "taken"));
	arena_close(a);
}

static void an_office_goes_on_from_its_book(void **state)
{
	struct home *h = *state;
	struct fail f = { 0 };

	assert_int_equal(act(h, OPEN, 0, NULL, &f), ERR_INVALID);
	assert_int_equal(act(h, OPEN, 413, NULL, &f), ERR_OK);
	assert_int_equal(act(h, OPEN, 500, NULL, &f), ERR_CONFLICT);
	assert_int_equal(next(h), 413);
	assert_int_equal(act(h, EXPECT, 413, NULL, &f), ERR_OK);
	sound(h, 1);
}

static void the_check_finds_planted_faults(void **state)
{
	struct home *h = *state;
	struct arena *a = arena_open();
	struct num_report r;
	struct fail f = { 0 };

	for (int i = 0; i < 9; i++)
		assert_int_equal(act(h, TAKE, 0, NULL, &f), ERR_OK);
	assert_int_equal(raw(h,
	                     "DROP TRIGGER ledger_no_delete; DROP TRIGGER ledger_lawful;"
	                     "DROP INDEX ledger_serial;"
	                     "DELETE FROM ledger WHERE serial IN (3, 4, 9);"
	                     "INSERT INTO ledger (series_id, period, serial, kind, account_id,"
	                     " at_ms) VALUES (1, 2026, 6, 'taken', 1, 0),"
	                     " (1, 2026, 12, 'taken', 1, 0)",
	                     NULL, 0),
	                 SQLITE_OK);
	r = check(h, a, 8);
	assert_int_equal(r.faults_n, 4);
	assert_true(str_eq(r.faults[0].series, KEY));
	assert_int_equal(r.faults[0].kind, NUM_GAP);
	assert_true(str_eqc(r.faults[0].text, "nomor 3 s.d. 4 tidak tercatat"));
	assert_int_equal(r.faults[1].kind, NUM_DOUBLE);
	assert_true(str_eqc(r.faults[1].text, "nomor 6 tercatat lebih dari satu kali"));
	assert_int_equal(r.faults[2].kind, NUM_STRANGE);
	assert_true(str_starts(r.faults[2].text, STR("nomor 12 ")));
	assert_true(str_eqc(r.faults[3].text, "nomor 9 tidak tercatat"));
	assert_int_equal(check(h, a, 1).faults_n, 4);
	arena_close(a);
}

int main(void)
{
	rng_init();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_serial_is_given_once, setup, teardown),
		cmocka_unit_test_setup_teardown(a_refused_act_spends_none, setup, teardown),
		cmocka_unit_test_setup_teardown(lines_stay_as_they_are, setup, teardown),
		cmocka_unit_test_setup_teardown(a_void_serial_is_spent, setup, teardown),
		cmocka_unit_test_setup_teardown(an_office_goes_on_from_its_book, setup, teardown),
		cmocka_unit_test_setup_teardown(the_check_finds_planted_faults, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
