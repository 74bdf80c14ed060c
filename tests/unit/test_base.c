/* The ground floor: dates, text at the door, the XML guard, JSON both ways. */
#include "clock.h"
#include "err.h"
#include "fs.h"
#include "hash.h"
#include "json.h"
#include "rng.h"
#include "utf8.h"
#include "xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

static void dates_that_exist(void **state)
{
	struct day d;

	(void)state;
	assert_true(day_parse(STR("2026-11-22"), &d));
	assert_int_equal(day_weekday(d), 0);
	assert_true(day_parse(STR("26 Nopember 2023"), &d));
	assert_int_equal(d.month, 11);
	assert_true(day_parse(STR("29/02/2024"), &d));
	assert_false(day_parse(STR("30 Februari 2024"), &d));
	assert_false(day_parse(STR("29-02-2023"), &d));
	assert_false(day_parse(STR(""), &d));
	assert_false(day_parse(STR("2026-11"), &d));
	assert_false(day_parse(STR("2026-11-22x"), &d));
}

static void day_numbers_are_a_bijection(void **state)
{
	(void)state;
	for (int64_t n = -25567; n < 84006; n++) {
		struct day d = day_from_number(n);

		assert_true(day_ok(d));
		assert_int_equal(day_number(d), n);
	}
}

static void midnight_is_the_offices(void **state)
{
	struct arena *a = arena_open();
	struct day d = { 2026, 12, 31 };
	int64_t ms = day_start_ms(d, 7) + MS_PER_DAY - 1;

	(void)state;
	assert_int_equal(day_at(ms, 7).year, 2026);
	assert_int_equal(day_at(ms + 1, 7).year, 2027);
	assert_int_equal(day_at(ms, 9).year, 2027);
	assert_string_equal(time_local(a, ms, 7).p, "2026-12-31 23.59");
	assert_string_equal(day_full(a, d).p, "Kamis, 31 Desember 2026");
	arena_close(a);
}

static void text_is_checked_at_the_door(void **state)
{
	struct arena *a = arena_open();
	struct fail f;
	struct str out;

	(void)state;
	assert_int_equal(utf8_clean(a, STR("e\xcc\x81"), UTF8_LINE, "hal", &out, &f), ERR_OK);
	assert_true(str_eq(out, STR("\xc3\xa9")));
	assert_int_equal(utf8_clean(a, STR("7\xe2\x80\x8b" "7\xc2\xad/\xe2\x81\xa0" "2\xef\xbb\xbf"),
	                            UTF8_LINE, "nomor", &out, &f), ERR_OK);
	assert_true(str_eqc(out, "77/2"));
	assert_int_equal(utf8_clean(a, STR("a\xff"), UTF8_LINE, "hal", &out, &f), ERR_INVALID);
	assert_string_equal(f.field, "hal");
	assert_int_equal(utf8_clean(a, (struct str){ "a\0b", 3 }, UTF8_LINE, "hal", &out, &f),
	                 ERR_INVALID);
	assert_int_equal(utf8_clean(a, STR("a\nb"), UTF8_LINE, "hal", &out, &f), ERR_INVALID);
	assert_int_equal(utf8_clean(a, STR("a\r\nb"), UTF8_LINES, "isi", &out, &f), ERR_OK);
	assert_true(str_eq(out, STR("a\nb")));
	assert_int_equal(
		utf8_clean(a, STR("a\xe2\x80\xae" "b"), UTF8_LINE, "hal", &out, &f),
		ERR_INVALID);
	assert_string_equal(f.word, "bidi");
	assert_true(str_eq(utf8_fold(a, STR("DINÉS")), STR("dines")));
	assert_true(str_eq(utf8_fold(a, STR("@AZ[`az{~ 09")), STR("@az[`az{~ 09")));
	assert_int_equal(utf8_clean(a, STR("a\x7f"), UTF8_LINE, "hal", &out, &f), ERR_INVALID);
	assert_true(str_eq(utf8_upper(a, STR("Kepala Dinés-1ß")), STR("KEPALA DINÉS-1ẞ")) ||
		    str_eq(utf8_upper(a, STR("Kepala Dinés-1ß")), STR("KEPALA DINÉS-1ß")));
	arena_close(a);
}

static void formats_grow_what_they_write_into(void **state)
{
	struct arena *a = arena_open();
	struct buf b = BUF_MAX(2000), small = BUF_MAX(10);
	char want[701];

	(void)state;
	memset(want, 'x', sizeof want - 1);
	want[sizeof want - 1] = '\0';
	for (size_t n = 250; n <= 260; n++) /* round the space that is tried first */
		assert_true(str_eq(arena_fmt(a, "%.*s", (int)n, want), str_head(str_c(want), n)));
	for (int i = 0; i < 7; i++)
		buf_fmt(&b, "%.*s", 100, want);
	assert_true(str_eqc(buf_str(&b), want));
	buf_fmt(&b, "%s%s", want, want);
	assert_true(b.broken);
	buf_fmt(&small, "%d", 1234567890);
	assert_true(str_eqc(buf_str(&small), "1234567890"));
	buf_fmt(&small, "%d", 1);
	assert_true(small.broken);
	arena_close(a);
}

static enum err read_xml(struct str s, struct fail *f)
{
	struct arena *a = arena_open();
	const struct xml_node *n;
	enum err e = xml_read(a, s, "uji.xml", NULL, &n, f);

	arena_close(a);
	return e;
}

static void hostile_xml_stops_at_the_guard(void **state)
{
	struct fail f;
	struct buf b = BUF_MAX(8u << 20);

	(void)state;
	assert_int_equal(read_xml(STR("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
	                              "<a>&x;</a>"), &f), ERR_INVALID);
	assert_int_equal(read_xml(STR("<a>&x;</a>"), &f), ERR_INVALID);
	assert_int_equal(read_xml(STR("<a><b></a>"), &f), ERR_INVALID);
	assert_int_equal(read_xml(STR(""), &f), ERR_INVALID);
	BUF_ADD(&b, "<a");
	for (int i = 0; i < 60000; i++)
		buf_fmt(&b, " a%d=\"1\"", i);
	BUF_ADD(&b, "/>");
	assert_int_equal(read_xml(buf_str(&b), &f), ERR_INVALID);
	buf_free(&b);
	for (int i = 0; i < 100; i++)
		BUF_ADD(&b, "<a>");
	assert_int_equal(read_xml(buf_str(&b), &f), ERR_INVALID);
	buf_free(&b);
}

static void a_tree_is_written_as_it_was_read(void **state)
{
	struct arena *a = arena_open();
	const struct xml_node *n, *again;
	struct buf b = BUF_MAX(4096), c = BUF_MAX(4096);
	struct fail f;

	(void)state;
	assert_int_equal(xml_read(a,
	                          STR("<a k=\"1 &lt; 2\"><b>x &amp; <c/>y</b> <b>&quot;</b></a>"),
	                          "uji.xml", NULL, &n, &f),
	                 ERR_OK);
	xml_write(&b, n);
	assert_int_equal(xml_read(a, buf_str(&b), "uji.xml", NULL, &again, &f), ERR_OK);
	xml_write(&c, again);
	assert_true(str_eq(buf_str(&b), buf_str(&c)));
	assert_true(str_find(buf_str(&b), STR("x &amp; <c></c>y")) < b.n);
	buf_free(&b);
	buf_free(&c);
	arena_close(a);
}

/* What a document says of its coding is not believed: the guard and the parser read the
 * same bytes, or one of them could be shown what the other is not. */
static void the_coding_is_not_believed(void **state)
{
	static const char *const CODING[] = { "UTF-7", "UTF-16", "ISO-8859-1", "EBCDIC-CP-US" };
	struct arena *a = arena_open();
	struct fail f;

	(void)state;
	for (size_t i = 0; i < sizeof CODING / sizeof *CODING; i++) {
		struct str doctype = arena_fmt(a, "<?xml version='1.0' encoding='%s'?>"
		                               "+ADwAIQ-DOCTYPE a+AD4-<a/>", CODING[i]);
		struct str text = arena_fmt(a, "<?xml version='1.0' encoding='%s'?>"
		                            "<a>+ADw-b/+AD4- \xc3\xa9</a>", CODING[i]);
		const struct xml_node *n;

		assert_int_equal(read_xml(doctype, &f), ERR_INVALID);
		assert_int_equal(xml_read(a, text, "uji.xml", NULL, &n, &f), ERR_OK);
		assert_true(str_eqc(xml_text(a, n), "+ADw-b/+AD4- \xc3\xa9"));
	}
	arena_close(a);
}

static void xml_becomes_a_plain_tree(void **state)
{
	struct arena *a = arena_open();
	struct fail f;
	const struct xml_node *n;

	(void)state;
	assert_int_equal(xml_read(a, STR("<surat bentuk=\"nota &amp; dinas\">\n<hal>Satu "
	                                 "<b>dua</b></hal></surat>"),
	                          "uji.xml", NULL, &n, &f), ERR_OK);
	assert_true(str_eq(xml_attr(n, "bentuk"), STR("nota & dinas")));
	assert_true(str_eq(xml_kid_text(a, n, "hal"), STR("Satu dua")));
	assert_int_equal(xml_kid(n, "hal")->line, 2);
	arena_close(a);
}

static void json_both_ways(void **state)
{
	struct arena *a = arena_open();
	struct buf b = BUF_MAX(1000);
	struct jw w;
	struct fail f;
	const struct json *j;
	struct str s;
	int64_t v;

	(void)state;
	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, "hal", STR("a\"\n\x01"));
	jw_arr(&w, "n");
	jw_int(&w, NULL, 1);
	jw_int(&w, NULL, -2);
	jw_int(&w, NULL, INT64_MIN);
	jw_arr_end(&w);
	jw_str(&w, "tidak", (struct str){ 0 });
	jw_obj_end(&w);
	assert_int_equal(json_read(a, buf_str(&b), 1000, &j, &f), ERR_OK);
	assert_true(json_str(json_get(j, "hal"), &s));
	assert_true(str_eq(s, STR("a\"\n\x01")));
	assert_true(json_int(json_at(json_get(j, "n"), 1), &v));
	assert_int_equal(v, -2);
	assert_true(json_int(json_at(json_get(j, "n"), 2), &v));
	assert_true(v == INT64_MIN);
	assert_true(json_is_null(json_get(j, "tidak")));
	assert_int_equal(json_read(a, STR("{\"a\":1,\"a\":2}"), 100, &j, &f), ERR_SYNTAX);
	assert_int_equal(json_read(a, STR("[1] x"), 100, &j, &f), ERR_SYNTAX);
	buf_free(&b);
	arena_close(a);
}

static void buffers_break_once_and_stay_broken(void **state)
{
	struct buf b = BUF_MAX(4);

	(void)state;
	BUF_ADD(&b, "12345");
	assert_true(b.broken);
	BUF_ADD(&b, "1");
	assert_int_equal(b.n, 0);
	buf_free(&b);
}

static void hashes_match_the_standard(void **state)
{
	struct sha256_hex h = sha256_hex(sha256_of(STR("abc")));

	(void)state;
	assert_string_equal(h.z,
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_that_exist),
		cmocka_unit_test(day_numbers_are_a_bijection),
		cmocka_unit_test(midnight_is_the_offices),
		cmocka_unit_test(text_is_checked_at_the_door),
		cmocka_unit_test(formats_grow_what_they_write_into),
		cmocka_unit_test(hostile_xml_stops_at_the_guard),
		cmocka_unit_test(the_coding_is_not_believed),
		cmocka_unit_test(xml_becomes_a_plain_tree),
		cmocka_unit_test(a_tree_is_written_as_it_was_read),
		cmocka_unit_test(json_both_ways),
		cmocka_unit_test(buffers_break_once_and_stay_broken),
		cmocka_unit_test(hashes_match_the_standard),
	};

	rng_init();
	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
