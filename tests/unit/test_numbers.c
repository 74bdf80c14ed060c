#define _XOPEN_SOURCE 700 /* nftw */
/* The number book of a demo office: a clerk reserves, Kasubbag TU inserts and voids, letters
 * take what waits, the report says what is left to explain. */
#include "out_house.h"
#include "svc_incoming.h"
#include "svc_numbers.h"

#define KEY STR("keluar/dinas-keluar")

/* Refused by this word; its kind of error follows from it. */
static void said_no(enum err e, const struct fail *f, const char *word)
{
	assert_int_not_equal(e, ERR_OK);
	assert_string_equal(f->word, word);
}

static struct day today(void)
{
	return day_at(H.clock.fixed_ms, 7);
}

static enum err with_number(struct day day, const char *waiting, struct svc_recorded *out,
		       struct fail *f)
{
	struct svc_outside in = {.form = STR("surat-dinas"),
				 .recipient = STR("Camat Contoh"),
				 .subject = STR("Ucapan terima kasih"),
				 .class_code = STR("800"),
				 .day = day,
				 .waiting = str_c(waiting),
				 .drafter_position_id = H.who[PAS].posts[0].position_id};
	int64_t id;

	return svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &id, out, f);
}

static struct svc_recorded recorded(struct day day, const char *waiting)
{
	struct svc_recorded r = {0};
	struct fail f = {0};

	ok(with_number(day, waiting, &r, &f), &f);
	return r;
}

static struct svc_number_report report(void)
{
	struct svc_number_report r;
	struct fail f = {0};

	ok(svc_number_check(H.svc, &H.who[TU], H.a, 2026, &r, &f), &f);
	return r;
}

static struct svc_number_line *line_of(const char *serial)
{
	struct svc_number_book in = {.key = KEY};
	struct svc_number_line *l;
	struct str name;
	struct fail f = {0};
	size_t n;

	ok(svc_number_lines(H.svc, &H.who[PELAKSANA], H.a, &in, &name, &l, &n, &f), &f);
	for (size_t i = 0; i < n; i++)
		if (str_eqc(l[i].serial, serial))
			return &l[i];
	fail_msg("no line %s", serial);
	return NULL;
}

static void an_earlier_date_gets_an_insert_of_kasubbag_tu(void **state)
{
	struct svc_insert in = {.key = KEY, .day = {2026, 11, 20}};
	struct svc_recorded r;
	struct str number;
	struct fail f = {0};

	(void)state;
	assert_int_equal(recorded((struct day){2026, 11, 19}, "").serial, 1);
	assert_int_equal(recorded(today(), "").serial, 2);
	said_no(with_number(in.day, "", &r, &f), &f, "date-before-last");
	assert_non_null(strstr(f.text, "Kasubbag TU"));
	said_no(svc_number_insert(H.svc, &H.who[PELAKSANA], H.a, &in, &number, &f), &f,
		"not-yours");
	said_no(svc_number_insert(H.svc, &H.who[TU], H.a, &in, &number, &f), &f, "missing");
	in.reason = STR("ditandatangani tanggal 20, baru disampaikan hari ini");
	ok(svc_number_insert(H.svc, &H.who[TU], H.a, &in, &number, &f), &f);
	assert_true(str_eqc(number, "1.A") || str_eqc(number, "1.01"));
	assert_int_equal(report().waiting_n, 1);
	said_no(with_number(today(), number.p, &r, &f), &f, "insert-day");
	r = recorded(in.day, number.p);
	assert_int_equal(r.serial, 1);
	assert_true(str_find(r.number, str_from(number, 1)) < r.number.n);
	said_no(with_number(in.day, number.p, &r, &f), &f, "not-reserved");
	assert_int_equal(recorded(today(), "").serial, 3); /* the counter did not move */
	assert_int_equal(report().waiting_n, 0);
	assert_int_equal(report().faults_n, 0);

	struct svc_number_line *l = line_of(number.p);

	assert_int_equal(l->late, 4); /* the book prints the true time */
	assert_int_equal(l->at_ms, H.clock.fixed_ms);
	assert_non_null(strstr(arena_cstr(H.a, l->note), "baru disampaikan"));
	assert_int_equal(report().late_n, 2); /* of the 19th and the inserted one */
	in.day = today();
	said_no(svc_number_insert(H.svc, &H.who[TU], H.a, &in, &number, &f), &f, "not-earlier");
}

static void reserved_numbers_are_used_and_burnt(void **state)
{
	struct svc_reserve in = {.key = KEY, .count = 3, .purpose = STR("listrik padam"),
				 .idempotency_key = STR("sekali")};
	struct num_block b, again;
	struct svc_recorded r;
	struct str pdf;
	struct fail f = {0};
	int burnt;

	(void)state;
	ok(svc_number_reserve(H.svc, &H.who[PELAKSANA], H.a, &in, &b, &f), &f);
	ok(svc_number_reserve(H.svc, &H.who[PELAKSANA], H.a, &in, &again, &f), &f);
	assert_int_equal(again.id, b.id); /* pressed twice */
	assert_int_equal(b.last, b.first + 2);
	ok(svc_number_sheet(H.svc, &H.who[PELAKSANA], H.a, b.id, &pdf, &f), &f);
	assert_true(str_starts(pdf, STR("%PDF")));
	assert_int_equal(recorded(today(), "").serial, b.last + 1);
	r = recorded(today(), arena_cstr(H.a, arena_fmt(H.a, "%d", b.first + 1)));
	assert_int_equal(r.serial, b.first + 1);
	assert_int_equal(report().waiting_n, 2);
	said_no(svc_number_burn(H.svc, &H.who[PELAKSANA], b.id, STR("menyala"), &burnt, &f), &f,
		"not-yours");
	ok(svc_number_burn(H.svc, &H.who[TU], b.id, STR("menyala"), &burnt, &f), &f);
	assert_int_equal(burnt, 2);
	assert_int_equal(report().waiting_n, 0);
	assert_int_equal(report().faults_n, 0);
	assert_true(line_of(arena_cstr(H.a, arena_fmt(H.a, "%d", b.first)))->struck);
	said_no(with_number(today(), "0", &r, &f), &f, "serial");
	said_no(with_number(today(), arena_cstr(H.a, arena_fmt(H.a, "%d", b.last)), &r, &f), &f,
		"not-reserved"); /* burnt */
	in.count = 0;
	said_no(svc_number_reserve(H.svc, &H.who[PELAKSANA], H.a, &in, &b, &f), &f, "count");
	in.count = 1;
	in.key = STR("keluar/tidak-ada");
	said_no(svc_number_reserve(H.svc, &H.who[PELAKSANA], H.a, &in, &b, &f), &f, "no-series");
}

static void numbers_given_elsewhere_and_void(void **state)
{
	struct svc_series *s;
	struct fail f = {0};
	size_t n;

	(void)state;
	ok(svc_series_list(H.svc, &H.who[PELAKSANA], H.a, &s, &n, &f), &f);
	struct str far = arena_fmt(H.a, "%d", s[0].last + 2),
		   next = arena_fmt(H.a, "%d", s[0].last + 1),
		   last = arena_fmt(H.a, "%d", s[0].last);
	said_no(svc_number_elsewhere(H.svc, &H.who[PELAKSANA], KEY, far, STR("SRIKANDI"),
				     STR("Undangan"), today(), &f),
		&f, "too-far");
	ok(svc_number_elsewhere(H.svc, &H.who[PELAKSANA], KEY, next, STR("SRIKANDI"),
				STR("Undangan"), today(), &f),
	   &f);
	assert_non_null(strstr(arena_cstr(H.a, line_of(next.p)->note), "SRIKANDI"));
	said_no(svc_number_void(H.svc, &H.who[TU], KEY, 0, last, STR("salah"), &f), &f,
		"letter-lives");
	said_no(svc_number_void(H.svc, &H.who[PELAKSANA], KEY, 0, next, STR("salah"), &f), &f,
		"not-yours");
	ok(svc_number_void(H.svc, &H.who[TU], KEY, 0, next, STR("batal di SRIKANDI"), &f), &f);
	said_no(svc_number_void(H.svc, &H.who[TU], KEY, 0, next, STR("lagi"), &f), &f,
		"already-void");
	said_no(svc_number_check(H.svc, &H.who[PAS], H.a, 2026, &(struct svc_number_report){0},
				 &f),
		&f, "not-yours");
	assert_int_equal(report().faults_n, 0);
}

static void the_book_and_the_report_print(void **state)
{
	struct svc_number_book in = {.key = KEY};
	struct str pdf, csv;
	struct fail f = {0};

	(void)state;
	ok(svc_number_print(H.svc, &H.who[TU], H.a, &in, BOOK_PDF, &pdf, &f), &f);
	ok(svc_number_print(H.svc, &H.who[TU], H.a, &in, BOOK_CSV, &csv, &f), &f);
	assert_true(str_starts(pdf, STR("%PDF")));
	assert_true(str_find(csv, STR("batal di SRIKANDI")) < csv.n);
	ok(svc_number_check_print(H.svc, &H.who[TU], H.a, 2026, BOOK_PDF, &pdf, &f), &f);
	ok(svc_number_check_print(H.svc, &H.who[TU], H.a, 2026, BOOK_CSV, &csv, &f), &f);
	assert_true(str_find(csv, STR("0 bolong, ganda atau asing")) < csv.n);
	assert_true(str_find(csv, STR("hari kemudian")) < csv.n);
}

static void a_closed_year_is_closed_in_the_ledger(void **state)
{
	struct svc_reserve in = {.key = KEY, .count = 2, .purpose = STR("akhir tahun")};
	struct num_block b;
	struct svc_book_row *books;
	struct svc_recorded r;
	struct fail f = {0};
	size_t n;

	(void)state;
	ok(svc_number_reserve(H.svc, &H.who[PELAKSANA], H.a, &in, &b, &f), &f);
	H.clock.fixed_ms = day_start_ms((struct day){2027, 1, 4}, 7) + 540 * MINUTE;
	ok(svc_books(H.svc, &H.who[KADIS], H.a, &books, &n, &f), &f);
	for (size_t i = 0; i < n; i++)
		if (str_eqc(books[i].code, "DINAS"))
			ok(svc_book_close(H.svc, &H.who[KADIS], books[i].id, 2026, &f), &f);
	struct svc_number_report rep = report();

	for (size_t i = 0; i < rep.counts_n; i++)
		if (str_eq(rep.counts[i].series, KEY))
			assert_true(rep.counts[i].closed);
	assert_int_equal(rep.waiting_n, 0); /* burnt */
	said_no(with_number((struct day){2026, 11, 24}, arena_cstr(H.a, arena_fmt(H.a, "%d", b.first)),
		       &r, &f),
		&f, "earlier-year");
	assert_int_equal(recorded((struct day){2027, 1, 4}, "").serial, 1);
}

/* A clock that was set back an hour: the serial goes on rising, the book prints the time the
 * clock said, and the audit chain says that it was set back. */
static void a_clock_that_jumps_back_gives_no_serial_twice(void **state)
{
	int64_t now = H.clock.fixed_ms;
	int serial = recorded(today(), "").serial;

	(void)state;
	H.clock.fixed_ms = now - 3600000;
	assert_int_equal(recorded(today(), "").serial, serial + 1);
	H.clock.fixed_ms = now;
	assert_int_equal(recorded(today(), "").serial, serial + 2);
	assert_int_equal(report().faults_n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_earlier_date_gets_an_insert_of_kasubbag_tu),
		cmocka_unit_test(reserved_numbers_are_used_and_burnt),
		cmocka_unit_test(numbers_given_elsewhere_and_void),
		cmocka_unit_test(the_book_and_the_report_print),
		cmocka_unit_test(a_closed_year_is_closed_in_the_ledger),
		cmocka_unit_test(a_clock_that_jumps_back_gives_no_serial_twice),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
