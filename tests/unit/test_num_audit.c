/* A made-up register with the faults that real ones have: each is told, none is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "num_audit.h"
#include "xml.h"

static struct arena *A;
static struct num_rules *RULES;

static int open_rules(void **state)
{
	struct num_rules_from from = { .base = SHARE "/numbering" };
	struct fail f = { 0 };

	(void)state;
	xml_init();
	A = arena_open();
	if (num_rules_load(&RULES, &from, &f))
		fail_msg("%s", f.text);
	return 0;
}

static int close_rules(void **state)
{
	(void)state;
	num_rules_free(RULES);
	arena_close(A);
	return 0;
}

static void add(struct buf *b, const char *code, const char *serial, int year, const char *date)
{
	buf_fmt(b, "%s/%s/HUK/%d\t%s\tPerihal %s\n", code, serial, year, date, serial);
}

static void add_run(struct buf *b, const char *code, int from, int to, int year)
{
	char serial[12], date[16];

	for (int i = from; i <= to; i++) {
		(void)snprintf(serial, sizeof serial, "%d", i);
		(void)snprintf(date, sizeof date, "%d-03-%02d", year, 1 + i / 12);
		add(b, code, serial, year, date);
	}
}

static struct num_audit audit(struct str text)
{
	struct num_audit r;
	struct fail f = { 0 };

	if (num_audit(RULES, A, text, &r, &f))
		fail_msg("%s", f.text);
	return r;
}

/* The note of that kind, the n-th; its text holds `says`. */
static void told(const struct num_audit *r, enum num_audit_kind kind, size_t n, const char *says)
{
	for (size_t i = 0; i < r->notes_n; i++)
		if (r->notes[i].kind == kind && !n--) {
			if (!strstr(arena_cstr(A, r->notes[i].text), says))
				fail_msg("%s", arena_cstr(A, r->notes[i].text));
			return;
		}
	fail_msg("no note of kind %d says %s", (int)kind, says);
}

static struct str faulty(struct buf *b)
{
	BUF_ADD(b, "nomor\ttanggal\thal\n# catatan\n");
	add_run(b, "188.45", 1, 40, 2024);
	add(b, "188.45", "42", 2024, "2024-03-04");  /* 41 is missing */
	add(b, "188.45", "43", 2024, "2024-03-04");
	add(b, "188.45", "43", 2024, "2024-03-04");  /* double */
	add(b, "188.45", "444", 2024, "2024-03-05"); /* 44, mistyped */
	add(b, "188.45", "45", 2024, "2024-03-05");
	add(b, "188.45", "4O", 2024, "2024-03-05");  /* 40, with a letter: double too */
	BUF_ADD(b, "188.45/46HUK/2024\t2024-03-05\tTanpa garis miring\n");
	BUF_ADD(b, "188.45/ 47/HUK/2024\t2024-03-05\tDengan spasi\n");
	BUF_ADD(b, "188.45/48/HUK/2023\t2024-03-05\tTahun lain\n");
	BUF_ADD(b, "188.45/49/HUK/2024\t2024-03-01\tMundur\n");
	BUF_ADD(b, "188.45/49.a/HUK/2024\t2024-03-05\tSisipan\n");
	BUF_ADD(b, "tanpa nomor\t2024-03-05\tRapat\n");
	add_run(b, "100.3.3.2", 1, 30, 2025);
	return buf_keep(b, A);
}

static void each_fault_is_told(void **state)
{
	struct buf b = BUF_MAX(1 << 20);
	struct num_audit r = audit(faulty(&b));

	(void)state;
	buf_free(&b);
	assert_int_equal(r.lines, 82);
	told(&r, NUM_AUDIT_DOUBLE, 1, "nomor 40 sudah dipakai");
	told(&r, NUM_AUDIT_DOUBLE, 0, "nomor 43 sudah dipakai");
	told(&r, NUM_AUDIT_ORDER, 0, "nomor 444 berdiri di antara 43 dan 45; mungkin 44");
	told(&r, NUM_AUDIT_SLIP, 0, "tertulis \"4O\", dibaca 40");
	assert_int_equal(r.count[NUM_AUDIT_DOUBLE], 2);
	assert_int_equal(r.count[NUM_AUDIT_ORDER], 1);
	assert_int_equal(r.count[NUM_AUDIT_SLIP], 2);
	assert_int_equal(r.count[NUM_AUDIT_BLANK], 1);
	assert_int_equal(r.count[NUM_AUDIT_UNREAD], 1);
	assert_int_equal(r.count[NUM_AUDIT_BACK], 1);
	told(&r, NUM_AUDIT_YEAR, 0, "bernomor tahun 2023, bertanggal tahun 2024");
	assert_int_equal(r.count[NUM_AUDIT_GAP], 2);
	told(&r, NUM_AUDIT_GAP, 0, "nomor 41 tidak ada");
	told(&r, NUM_AUDIT_GAP, 1, "nomor 44 tidak ada");
}

static void a_change_of_code_is_shown(void **state)
{
	struct buf b = BUF_MAX(1 << 20), text = BUF_MAX(1 << 20);
	struct num_audit r = audit(faulty(&b));

	(void)state;
	buf_free(&b);
	assert_int_equal(r.codes_n, 2);
	assert_true(str_eqc(r.codes[0].code, "188.45"));
	assert_true(str_eqc(r.codes[1].code, "100.3.3.2"));
	assert_int_equal(r.codes[1].year, 2025);
	assert_int_equal(r.codes[1].serial, 1);
	num_audit_text(&r, &text);
	assert_non_null(strstr(arena_cstr(A, buf_str(&text)), "82 nomor dibaca sebagai satu deret"));
	assert_non_null(strstr(arena_cstr(A, buf_str(&text)), "100.3.3.2 sejak nomor 1 tahun 2025"));
	buf_free(&text);
}

static void a_sound_register_has_nothing_to_tell(void **state)
{
	struct buf b = BUF_MAX(1 << 20), json = BUF_MAX(1 << 20);

	(void)state;
	add_run(&b, "188.45", 1, 200, 2024);
	struct num_audit r = audit(buf_str(&b));

	assert_int_equal(r.notes_n, 0);
	assert_int_equal(r.years_n, 1);
	assert_int_equal(r.years[0].last, 200);
	num_audit_json(&r, &json);
	assert_true(str_starts(buf_str(&json), STR("{\"lines\":200,")));
	buf_free(&json);
	buf_free(&b);
}

static void a_heading_names_the_places(void **state)
{
	struct num_audit r = audit(STR("id;Hal;Tahun;Nomor Surat\n"
	                               "901;\"Cuti 12 hari\";2024;188.45/1/HUK/2024\n"
	                               "905;Izin;2024;188.45/2/HUK/2024\n"
	                               "906;Izin;2023;188.45/3/HUK/2024\n"));

	(void)state;
	assert_int_equal(r.lines, 3);
	assert_int_equal(r.years_n, 1);
	assert_int_equal(r.count[NUM_AUDIT_YEAR], 1);
}

static void what_holds_no_number_is_refused(void **state)
{
	struct num_audit r;
	struct fail f = { 0 };

	(void)state;
	assert_int_equal(num_audit(RULES, A, STR("selamat pagi\n\n"), &r, &f), ERR_INVALID);
	assert_string_equal(f.word, "no-series");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_fault_is_told),
		cmocka_unit_test(a_change_of_code_is_shown),
		cmocka_unit_test(a_sound_register_has_nothing_to_tell),
		cmocka_unit_test(a_heading_names_the_places),
		cmocka_unit_test(what_holds_no_number_is_refused),
	};

	return cmocka_run_group_tests(tests, open_rules, close_rules);
}
