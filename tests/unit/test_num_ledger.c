/* N1, N2: a serial is given once and none is left out, whoever asks and whatever fails. */
#include "num_ledger.h"
#include "rng.h"
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define THREADS 32
#define EACH    20

struct ask {
	struct db *db;
	int        serial;
	bool       refuse;
	pthread_t  thread;
	int        got[EACH];
};

static const struct num_line LINE = { .series = { "agenda/UPTD", 11 }, .period = 2026,
	.letter_id = 7, .account_id = 1, .day = { 2026, 11, 24 } };

static enum err take(struct db_conn *c, void *arg, struct fail *f)
{
	struct ask *q = arg;
	enum err e = num_take(c, &LINE, &q->serial, f);

	if (!e && q->refuse)
		e = FAIL(f, ERR_CONFLICT, "refused", NULL, "ditolak sesudah mengambil nomor");
	return e;
}

static void *worker(void *arg)
{
	struct ask *q = arg;
	struct fail f;

	for (int i = 0; i < EACH; i++) {
		struct ask no = { .db = q->db, .refuse = true };

		assert_int_equal(db_submit(q->db, take, &no, &f), ERR_CONFLICT);
		assert_int_equal(db_submit(q->db, take, q, &f), ERR_OK);
		q->got[i] = q->serial;
	}
	return NULL;
}

static void serials_are_one_to_n(void **state)
{
	static struct ask q[THREADS];
	bool seen[THREADS * EACH + 1] = { false };
	struct db *db = *state;

	for (int i = 0; i < THREADS; i++) {
		q[i].db = db;
		assert_int_equal(pthread_create(&q[i].thread, NULL, worker, &q[i]), 0);
	}
	for (int i = 0; i < THREADS; i++)
		(void)pthread_join(q[i].thread, NULL);
	for (int i = 0; i < THREADS; i++) {
		for (int k = 0; k < EACH; k++) {
			assert_in_range(q[i].got[k], 1, THREADS * EACH);
			assert_false(seen[q[i].got[k]]);
			seen[q[i].got[k]] = true;
		}
	}
}

static void the_book_agrees_with_its_counter(void **state)
{
	struct db *db = *state;
	struct db_conn *c = db_read(db);
	struct arena *a = arena_open();
	struct num_fault faults[4];
	struct fail f;
	size_t n;
	int last;

	assert_int_equal(num_ledger_check(c, a, faults, 4, &n, &f), ERR_OK);
	assert_int_equal(n, 0);
	assert_int_equal(num_last_serial(c, STR("agenda/UPTD"), 2026, &last, &f), ERR_OK);
	assert_int_equal(last, THREADS * EACH);
	assert_int_equal(num_last_serial(c, STR("agenda/UPTD"), 2027, &last, &f), ERR_OK);
	assert_int_equal(last, 0);
	db_read_end(db, c);
	arena_close(a);
}

static enum err stale(struct db_conn *c, void *arg, struct fail *f)
{
	(void)arg;
	return num_take_expected(c, &LINE, 3, f);
}

static enum err void_one(struct db_conn *c, void *arg, struct fail *f)
{
	return num_void(c, &LINE, *(int *)arg, STR("salah alamat"), f);
}

static void a_moved_serial_and_a_double_void_are_refused(void **state)
{
	struct fail f;
	int serial = 5, absent = 9999;

	assert_int_equal(db_submit(*state, stale, NULL, &f), ERR_STALE);
	assert_string_equal(f.word, "serial-moved");
	assert_int_equal(db_submit(*state, void_one, &serial, &f), ERR_OK);
	assert_int_equal(db_submit(*state, void_one, &serial, &f), ERR_CONFLICT);
	assert_int_equal(db_submit(*state, void_one, &absent, &f), ERR_NOTFOUND);
}

static int open_store(void **state)
{
	static char dir[] = "/tmp/naskah-ledger-XXXXXX";
	struct db_options o = { .dir = dir, .create = true };
	struct db *db;
	struct fail f;

	assert_non_null(mkdtemp(dir));
	assert_int_equal(db_open(&db, &o, &f), ERR_OK);
	*state = db;
	return 0;
}

static int close_store(void **state)
{
	db_close(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(serials_are_one_to_n),
		cmocka_unit_test(the_book_agrees_with_its_counter),
		cmocka_unit_test(a_moved_serial_and_a_double_void_are_refused),
	};

	rng_init();
	return cmocka_run_group_tests(tests, open_store, close_store);
}
