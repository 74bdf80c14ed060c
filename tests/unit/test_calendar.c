/* The calendar: what of its layers counts, and that it writes what it read. */
#include "calendar.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

#define YEAR                                                                             \
	"<kalender tahun=\"2026\"><libur tanggal=\"2026-12-25\">Natal</libur>"           \
	"<cuti-bersama tanggal=\"2026-12-24\">Natal</cuti-bersama>"                      \
	"<jam-khusus nama=\"Ramadan\" mulai=\"2026-02-19\" sampai=\"2026-03-20\" "       \
	"hari-kerja=\"5\"><hari nama=\"kamis\" mulai=\"08.00\" selesai=\"15.00\">"       \
	"<istirahat mulai=\"12.00\" selesai=\"12.30\"/></hari></jam-khusus>"             \
	"<jam-khusus nama=\"Ramadan\" mulai=\"2026-02-19\" sampai=\"2026-03-20\" "       \
	"hari-kerja=\"6\"><hari nama=\"kamis\" mulai=\"08.00\" selesai=\"14.00\"/>"      \
	"</jam-khusus></kalender>"

static const struct office *demo(struct arena *a)
{
	const struct office *o = NULL;
	struct str xml;
	struct fail f = {0};

	if (office_load(a, SHARE, "offices/jambi-psbawep.xml", &xml, &o, &f))
		(void)fprintf(stderr, "%s\n", f.text);
	assert_non_null(o);
	return o;
}

static struct calendar *read_it(struct arena *a, struct str xml)
{
	struct xml_schema *schema = NULL;
	struct calendar *k = NULL;
	struct fail f = {0};

	assert_int_equal(calendar_schema(a, SHARE, &schema, &f), ERR_OK);
	if (calendar_read(a, xml, "uji", schema, &k, &f))
		fail_msg("%s", f.text);
	xml_schema_free(schema);
	return k;
}

static int64_t at(int y, int m, int d, int hour, int minute)
{
	return day_start_ms((struct day){y, m, d}, 7) + (hour * 60 + minute) * 60000LL;
}

static int whole_day(const struct office_hours *h, int y, int m, int d)
{
	return (int)office_minutes_between(h, at(y, m, d, 0, 0), at(y, m, d, 23, 59));
}

static void layers_count_in_order(void **s)
{
	struct arena *a = arena_open();
	struct calendar *year = read_it(a, STR(YEAR));
	struct calendar *own =
		read_it(a, STR("<kalender><libur tanggal=\"2026-12-23\">Jadi"
			       "</libur><masuk tanggal=\"2026-12-24\">Piket"
			       "</masuk></kalender>"));
	struct office_hours h;

	(void)s;
	calendar_merge(a, demo(a), &year, 1, NULL, &h);
	assert_int_equal(whole_day(&h, 2026, 12, 23), 450);
	assert_int_equal(whole_day(&h, 2026, 12, 24), 0);
	assert_true(office_year_known(&h, 2026) && !office_year_known(&h, 2027));
	calendar_merge(a, demo(a), &year, 1, own, &h);
	assert_int_equal(whole_day(&h, 2026, 12, 23), 0);
	assert_int_equal(whole_day(&h, 2026, 12, 24), 450);
	assert_int_equal(whole_day(&h, 2026, 12, 25), 0);
	arena_close(a);
}

/* Thursday 26 February 2026; a day that the period does not name has no hours. */
static void ramadan_has_hours_of_its_own(void **s)
{
	struct arena *a = arena_open();
	struct calendar *year = read_it(a, STR(YEAR));
	struct calendar *six =
		read_it(a, STR("<kalender><jam-kerja>"
			       "<hari nama=\"senin\" mulai=\"07.30\" selesai=\"14.00\"/>"
			       "<hari nama=\"selasa\" mulai=\"07.30\" selesai=\"14.00\"/>"
			       "<hari nama=\"rabu\" mulai=\"07.30\" selesai=\"14.00\"/>"
			       "<hari nama=\"kamis\" mulai=\"07.30\" selesai=\"14.00\"/>"
			       "<hari nama=\"jumat\" mulai=\"07.30\" selesai=\"11.30\"/>"
			       "<hari nama=\"sabtu\" mulai=\"07.30\" selesai=\"12.30\"/>"
			       "</jam-kerja></kalender>"));
	struct office_hours h;

	(void)s;
	calendar_merge(a, demo(a), &year, 1, NULL, &h);
	assert_int_equal(whole_day(&h, 2026, 2, 26), 390);
	assert_int_equal(whole_day(&h, 2026, 2, 27), 0);
	assert_int_equal(whole_day(&h, 2026, 2, 18), 450);
	assert_int_equal(whole_day(&h, 2026, 3, 26), 450);
	calendar_merge(a, demo(a), &year, 1, six, &h);
	assert_int_equal(whole_day(&h, 2026, 2, 26), 360);
	assert_int_equal(whole_day(&h, 2026, 4, 4), 300);
	arena_close(a);
}

/* 24 hours, 3 x 24 hours by the wall clock; five working days to the end of the fifth. */
static void urgencies_have_their_limits(void **s)
{
	struct arena *a = arena_open();
	struct calendar *year = read_it(a, STR(YEAR));
	struct office_hours h;
	int64_t fri = at(2026, 12, 18, 15, 0);

	(void)s;
	calendar_merge(a, demo(a), &year, 1, NULL, &h);
	assert_true(office_due_ms(&h, OFFICE_AT_ONCE, fri) == at(2026, 12, 19, 15, 0));
	assert_true(office_due_ms(&h, OFFICE_IMPORTANT, fri) == at(2026, 12, 21, 15, 0));
	/* 21, 22, 23, 28, 29 December: the joint leave and Christmas are none */
	assert_true(office_due_ms(&h, OFFICE_PLAIN, fri) == at(2026, 12, 30, 0, 0));
	assert_true(office_near_ms(fri, fri + 400) == fri + 300);
	assert_true(office_near_ms(fri, fri - 5) == fri - 5);
	arena_close(a);
}

static void what_is_written_reads_alike(void **s)
{
	struct arena *a = arena_open();
	struct calendar *k = read_it(a, STR(YEAR)), *again;
	struct buf b = BUF_MAX(CALENDAR_BYTES), c = BUF_MAX(CALENDAR_BYTES);

	(void)s;
	k->limit[OFFICE_IMPORTANT] = (struct office_limit){.hours = 48};
	calendar_write(&b, a, k);
	again = read_it(a, buf_str(&b));
	assert_int_equal(again->days_n, k->days_n);
	assert_int_equal(again->periods_n, 2);
	assert_int_equal(again->limit[OFFICE_IMPORTANT].hours, 48);
	calendar_write(&c, a, again);
	assert_true(str_eq(buf_str(&b), buf_str(&c)));
	buf_free(&b);
	buf_free(&c);
	arena_close(a);
}

static void shipped_years_load(void **s)
{
	struct arena *a = arena_open();
	struct calendar *v[CALENDAR_FILES];
	struct xml_schema *schema = NULL;
	struct fail f = {0};
	size_t n = 0;

	(void)s;
	assert_int_equal(calendar_schema(a, SHARE, &schema, &f), ERR_OK);
	assert_int_equal(calendar_load(a, SHARE "/kalender", schema, v, &n, &f), ERR_OK);
	assert_int_equal(calendar_load(a, SHARE "/no-such-folder", schema, v, &n, &f),
			 ERR_OK);
	assert_true(n >= 2);
	for (size_t i = 0; i < n; i++)
		assert_true(v[i]->year >= 2025 && v[i]->source.n && v[i]->days_n > 20);
	xml_schema_free(schema);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(layers_count_in_order),
		cmocka_unit_test(ramadan_has_hours_of_its_own),
		cmocka_unit_test(urgencies_have_their_limits),
		cmocka_unit_test(what_is_written_reads_alike),
		cmocka_unit_test(shipped_years_load),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
