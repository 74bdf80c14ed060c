/* The life of a serial: each step of the table is taken, each other one refused, by the
 * database itself; blocks, inserted numbers, a closed period. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "num_house.h"
#include "num_block.h"
#include "rng.h"

#define KEY STR("keluar/DINAS")

/* What an act is to do; its answer stands in the same place. */
struct act {
	enum { TAKE, RESERVE, USE, INSERT, VOID, BURN, CLOSE } what;
	struct num_line  line;
	struct num_block block;
	int              serial, n;
	char             suffix[8];
	int64_t          unit;
};

static enum err insert(struct db_conn *c, struct act *x, struct fail *f)
{
	enum err e = num_insert_next(c, &x->line, &x->serial, &x->n, f);

	if (e)
		return e;
	(void)snprintf(x->suffix, sizeof x->suffix, ".%02d", x->n);
	x->line.insert = str_c(x->suffix);
	return num_insert(c, &x->line, x->serial, x->n, f);
}

static enum err run(struct db_conn *c, void *arg, struct fail *f)
{
	struct act *x = arg;

	switch (x->what) {
	case TAKE: return num_take(c, &x->line, &x->serial, f);
	case RESERVE: return num_reserve(c, &x->block, x->n, f);
	case USE: return num_take_reserved(c, &x->line, x->serial, x->unit, f);
	case INSERT: return insert(c, x, f);
	case VOID: return num_void(c, &x->line, x->serial, x->line.reason, f);
	case BURN: return num_burn(c, &x->block, 1, STR("listrik sudah menyala"), &x->n, f);
	case CLOSE: return num_close(c, &x->line, f);
	}
	return ERR_IO;
}

static struct act of(int what, int year, int month, int mday)
{
	struct num_line l = { .series = KEY, .period = year, .letter_id = 7, .account_id = 1,
		.day = { year, month, mday } };

	return (struct act){ .what = what, .line = l };
}

static struct act block_of(int n, struct day expires)
{
	return (struct act){ .what = RESERVE, .n = n,
		.block = { .series = KEY, .period = 2026, .purpose = STR("listrik padam"),
			.code = STR("A1"), .expires = expires, .account_id = 1 } };
}

static void done(struct home *h, struct act *x)
{
	struct fail f = { 0 };

	if (db_submit(h->db, run, x, &f))
		fail_msg("%s", f.text);
}

static void refused(struct home *h, struct act x, const char *word)
{
	struct fail f = { 0 };

	assert_int_not_equal(db_submit(h->db, run, &x, &f), ERR_OK);
	assert_string_equal(f.word, word);
}

static void take(struct home *h, int month, int mday, int want)
{
	struct act x = of(TAKE, 2026, month, mday);

	done(h, &x);
	assert_int_equal(x.serial, want);
}

static struct num_count count(struct home *h, struct arena *a)
{
	struct db_conn *c = db_read(h->db);
	struct num_report r;
	struct fail f = { 0 };

	assert_int_equal(num_ledger_check(c, a, 2026, 8, &r, &f), ERR_OK);
	db_read_end(h->db, c);
	for (size_t i = 0; i < r.faults_n && i < 8; i++)
		print_error(STR_FMT "\n", STR_ARG(r.faults[i].text));
	assert_int_equal(r.faults_n, 0);
	assert_int_equal(r.counts_n, 1);
	return r.counts[0];
}

/* An account, for blocks and closings name one. */
static int with_account(void **state)
{
	int rc = setup(state);

	assert_int_equal(raw(*state,
	                     "INSERT INTO person (id, name) VALUES (1, 'Contoh');"
	                     "INSERT INTO account (id, person_id, login, password, created_ms)"
	                     " VALUES (1, 1, 'contoh', 'x', 0)",
	                     NULL, 0),
	                 SQLITE_OK);
	return rc;
}

static bool step_is_law(const char *from, const char *to)
{
	static const char *const LAW[][2] = { { "", "taken" }, { "", "booked" }, { "", "reserved" },
		{ ".", "inserted" }, { "inserted", "taken" }, { "booked", "taken" }, { "reserved", "taken" },
		{ "booked", "void" }, { "reserved", "void" }, { "inserted", "void" },
		{ "taken", "void" } };

	for (size_t i = 0; i < sizeof LAW / sizeof *LAW; i++)
		if (strcmp(LAW[i][0], from) == 0 && strcmp(LAW[i][1], to) == 0)
			return true;
	return false;
}

static bool suffixed(int serial)
{
	return serial == 4 || serial > 8;
}

static void put(struct home *h, int serial, const char *kind, bool lawful)
{
	char sql[300], said[200];

	(void)snprintf(sql, sizeof sql,
	               "INSERT INTO ledger (series_id, period, serial, insert_text, kind, reason,"
	               " account_id, at_ms) VALUES (1, 2026, %d, '%s', '%s', 'x', 1, 0)",
	               serial, suffixed(serial) ? ".A" : "", kind);
	int rc = raw(h, sql, said, sizeof said);

	if (rc != (lawful ? SQLITE_OK : SQLITE_CONSTRAINT))
		fail_msg("%d %s: %s", serial, kind, said);
}

static void only_lawful_steps_are_written(void **state)
{
	static const char *const KIND[] = { "taken", "booked", "reserved", "inserted", "void" };
	static const char *const LIFE[][3] = { { "taken" }, { "booked" }, { "reserved" },
		{ "inserted" }, { "taken", "void" }, { "booked", "taken" }, { "reserved", "taken" },
		{ "reserved", "void" }, { "inserted", "taken" }, { "inserted", "void" } };
	struct home *h = *state;

	assert_int_equal(raw(h, "INSERT INTO series (id, key) VALUES (1, 'x')", NULL, 0), SQLITE_OK);
	put(h, 90, "taken", false); /* with a suffix that nobody inserted */
	for (int i = 0; i < 10; i++) {
		const char *at = suffixed(i + 1) ? "." : "";

		for (int k = 0; k < 2 && LIFE[i][k]; k++, at = LIFE[i][k - 1])
			put(h, i + 1, LIFE[i][k], true);
		for (size_t k = 0; k < 5; k++)
			if (!step_is_law(at, KIND[k]))
				put(h, i + 1, KIND[k], false);
	}
	assert_int_equal(raw(h, "INSERT INTO ledger_step VALUES ('taken', 'unwritten')", NULL, 0),
	                 SQLITE_CONSTRAINT);
	assert_int_equal(raw(h, "DELETE FROM ledger_step", NULL, 0), SQLITE_CONSTRAINT);
	assert_int_equal(raw(h, "UPDATE ledger_step SET to_kind = 'x'", NULL, 0), SQLITE_CONSTRAINT);
}

static void an_earlier_date_is_inserted(void **state)
{
	struct home *h = *state;
	struct arena *a = arena_open();
	struct act x = of(INSERT, 2026, 2, 10);

	refused(h, x, "no-parent");
	take(h, 2, 9, 1);
	take(h, 2, 10, 2);
	take(h, 2, 12, 3);
	refused(h, x, "missing"); /* no reason */
	x.line.reason = STR("surat ditandatangani tanggal 10, terlambat dicatat");
	done(h, &x);
	assert_int_equal(x.serial, 2);
	assert_string_equal(x.suffix, ".01");
	done(h, &x);
	assert_string_equal(x.suffix, ".02");
	x.line.day = (struct day){ 2026, 2, 11 }; /* a day without a number: behind the one before */
	done(h, &x);
	assert_int_equal(x.serial, 2);
	assert_string_equal(x.suffix, ".03");
	take(h, 2, 12, 4); /* the counter did not move */

	struct act v = of(VOID, 2026, 2, 10);

	v.serial = 2;
	v.line.insert = STR(".01");
	v.line.reason = STR("salah");
	done(h, &v);
	refused(h, v, "already-void");

	struct act use = of(USE, 2026, 2, 10);

	use.serial = 2;
	use.line.insert = STR(".02");
	use.line.day.mday = 9;
	refused(h, use, "insert-day");
	use.line.day.mday = 10;
	done(h, &use);
	refused(h, use, "not-reserved");
	assert_int_equal(count(h, a).inserted, 1);
	assert_int_equal(count(h, a).waiting, 1);
	assert_int_equal(count(h, a).voided, 1);
	arena_close(a);
}

static void a_block_is_used_and_burnt(void **state)
{
	struct home *h = *state;
	struct arena *a = arena_open();
	struct act b = block_of(5, (struct day){ 2026, 3, 4 }), use = of(USE, 2026, 3, 3);

	take(h, 3, 2, 1);
	done(h, &b);
	assert_int_equal(b.block.first, 2);
	assert_int_equal(b.block.last, 6);
	take(h, 3, 5, 7); /* the counter went on behind it */
	assert_int_equal(count(h, a).waiting, 5);
	use.serial = 4;
	done(h, &use);
	refused(h, use, "not-reserved"); /* spent */
	use.serial = 1;
	refused(h, use, "not-reserved"); /* never set aside */
	use.serial = 3;
	use.line.day = (struct day){ 2026, 3, 5 };
	refused(h, use, "block-expired");
	b.what = BURN;
	done(h, &b);
	assert_int_equal(b.n, 4);
	refused(h, b, "block-empty");
	assert_int_equal(count(h, a).taken, 3);
	assert_int_equal(count(h, a).voided, 4);
	arena_close(a);
}

static void a_block_of_a_day_or_unit(void **state)
{
	struct home *h = *state;
	struct act b = block_of(3, (struct day){ 2026, 3, 4 }), use = of(USE, 2026, 3, 3);

	assert_int_equal(raw(h, "INSERT INTO unit (id, code, name, short) VALUES (5, 'U', 'U', 'U')",
	                     NULL, 0), SQLITE_OK);
	b.block.day = (struct day){ 2026, 3, 4 };
	b.block.unit_id = 5;
	done(h, &b);
	use.serial = 2;
	use.unit = 5;
	refused(h, use, "block-day");
	use.line.day = (struct day){ 2026, 3, 4 };
	use.unit = 6;
	refused(h, use, "block-unit");
	use.unit = 5;
	done(h, &use);
	assert_int_equal(raw(h, "UPDATE number_block SET last = 9", NULL, 0), SQLITE_CONSTRAINT);
	assert_int_equal(raw(h, "DELETE FROM number_block", NULL, 0), SQLITE_CONSTRAINT);
	refused(h, block_of(0, (struct day){ 2026, 3, 4 }), "count");
	refused(h, block_of(NUM_BLOCK_MAX + 1, (struct day){ 2026, 3, 4 }), "count");
}

/* Signed on 31 December, recorded on 2 January: the old book takes it until it is closed. */
static void the_old_book_takes_late_entries_until_closed(void **state)
{
	struct home *h = *state;
	struct arena *a = arena_open();
	struct act close = of(CLOSE, 2026, 12, 31), next = of(TAKE, 2027, 1, 2), b;

	refused(h, close, "no-series");
	take(h, 12, 30, 1);
	b = block_of(2, (struct day){ 2026, 12, 31 });
	done(h, &b);
	done(h, &next);
	assert_int_equal(next.serial, 1); /* the new year counts anew beside it */
	take(h, 12, 31, 4);
	done(h, &close);
	assert_int_equal(count(h, a).voided, 2); /* what was set aside is burnt */
	assert_true(count(h, a).closed);
	refused(h, close, "book-closed");
	refused(h, of(TAKE, 2026, 12, 31), "book-closed");
	b.block.code = STR("A2");
	refused(h, b, "book-closed");

	struct act ins = of(INSERT, 2026, 12, 31), use = of(USE, 2026, 12, 31);

	ins.line.reason = STR("terlambat");
	refused(h, ins, "book-closed");
	use.serial = 2;
	refused(h, use, "book-closed");
	put(h, 7, "taken", false); /* the database itself */
	assert_int_equal(raw(h, "UPDATE series_head SET last = last + 1 WHERE period = 2026", NULL, 0),
	                 SQLITE_CONSTRAINT);

	struct act v = of(VOID, 2026, 12, 31);

	v.serial = 4;
	v.line.reason = STR("surat ditarik sesudah buku ditutup");
	done(h, &v);
	arena_close(a);
}

static void a_leap_day_is_a_day(void **state)
{
	struct home *h = *state;
	struct act x = of(TAKE, 2028, 2, 29), i = of(INSERT, 2028, 2, 29);

	done(h, &x);
	x.line.day = (struct day){ 2028, 3, 1 };
	done(h, &x);
	i.line.reason = STR("terlambat");
	done(h, &i);
	assert_int_equal(i.serial, 1);
}

int main(void)
{
	rng_init();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(only_lawful_steps_are_written, with_account, teardown),
		cmocka_unit_test_setup_teardown(an_earlier_date_is_inserted, with_account, teardown),
		cmocka_unit_test_setup_teardown(a_block_is_used_and_burnt, with_account, teardown),
		cmocka_unit_test_setup_teardown(a_block_of_a_day_or_unit, with_account, teardown),
		cmocka_unit_test_setup_teardown(the_old_book_takes_late_entries_until_closed,
		                                with_account, teardown),
		cmocka_unit_test_setup_teardown(a_leap_day_is_a_day, with_account, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
