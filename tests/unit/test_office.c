/* The office file and the office's hours. */
#include "office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

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

static void the_demo_office_has_its_posts(void **state)
{
	struct arena *a = arena_open();
	const struct office *o = demo(a);
	const struct office_book *b = office_book(o, STR("UPTD"));

	(void)state;
	assert_int_equal(o->positions_n, 7);
	assert_int_equal(o->books_n, 2);
	assert_int_equal(o->zone, 7);
	assert_false(o->number_at_signing);
	assert_int_equal(o->public_url.n, 0);
	assert_true(str_eqc(b->posts[OFFICE_HEAD][0], "kepala-panti"));
	b = office_book(o, STR("DINAS"));
	assert_true(str_eqc(b->posts[OFFICE_HEAD][0], "kepala-dinas"));
	assert_true(office_position(o, STR("kepala-dinas"))->holder.nip.n > 0);
	assert_true(office_unit(o, STR("UPTD"))->lines_n >= 3);
	arena_close(a);
}

static void every_shipped_office_can_begin(void **state)
{
	static const char *const FILES[] = {
		"offices/jambi-psbawep.xml", "offices/ntb-rppsa.xml", "offices/lamandau-dinsos.xml",
		"offices/brk-kasemen.xml", "offices/lpa-bekasi.xml"};

	(void)state;
	for (size_t i = 0; i < sizeof(FILES) / sizeof(*FILES); i++) {
		struct arena *a = arena_open();
		const struct office *o = NULL;
		struct str xml;
		struct fail f = {0};

		if (office_load(a, SHARE, FILES[i], &xml, &o, &f))
			fail_msg("%s", f.text);
		assert_true(o->profile.n > 0 && o->series_n >= 2 && o->books_n >= 1);
		arena_close(a);
	}
}

static void a_letterhead_says_whose_it_is(void **state)
{
	struct arena *a = arena_open();
	const struct office *o = NULL;
	struct str xml;
	struct fail f = {0};

	(void)state;
	assert_int_equal(office_load(a, SHARE, "offices/ntb-rppsa.xml", &xml, &o, &f), ERR_OK);
	assert_true(str_eqc(office_unit(o, STR("GUB"))->head_kind, "kepala-daerah"));
	assert_int_equal(office_unit(o, STR("DINAS"))->head_kind.n, 0);
	assert_true(str_eqc(office_unit(o, STR("RPPSA"))->line_kinds[1], "induk"));
	arena_close(a);
}

static void form_and_unit_name_signer_and_series(void **state)
{
	struct arena *a = arena_open();
	const struct office *o = demo(a);
	struct str s = office_signer(o, STR("undangan"), STR("UPTD"));

	(void)state;
	assert_true(str_eqc(s, "kepala-dinas"));
	s = office_signer(o, STR("nota-dinas"), STR("UPTD"));
	assert_true(s.p && s.n == 0);
	/* what no line names falls to the star */
	s = office_signer(o, STR("keputusan"), STR("UPTD"));
	assert_true(str_eqc(s, "kepala-dinas"));
	assert_true(str_eqc(office_series_for(o, STR("undangan"), STR("DINAS"))->key,
			    "dinas-keluar"));
	assert_true(str_eqc(office_series_for(o, STR("nota-dinas"), STR("UPTD"))->key,
			    "uptd-nota"));
	assert_null(office_series_for(o, STR("undangan"), STR("UPTD")));
	arena_close(a);
}

#define HEAD                                                                           \
	"<instansi nama='K' zona='WIT' profil='p' penomoran='saat-pencatatan' "        \
	"sop-masuk='m' sop-keluar='k'>"
#define UNIT  "<unit kode='U' nama='U' singkat='U'/>\n"
#define POST  "<jabatan kode='a' nama='A' peran='a' unit='U'/>\n"
#define HOURS "<jam-kerja><hari nama='senin' mulai='08.00' selesai='12.00'/></jam-kerja>"
#define END   "</instansi>"

#define POSTS                                                                          \
	POST "<jabatan kode='b' nama='B' peran='b' unit='U' atasan='a'/>"              \
	     "<jabatan kode='c' nama='C' peran='c' unit='U' atasan='b'/>\n"
#define SERIES                                                                         \
	"<deret kunci='k' nama='K' aturan='r' unit='U' bentuk='undangan'>"             \
	"<pengelola jabatan='a'/></deret>"

static void refused(const char *xml, const char *says)
{
	struct arena *a = arena_open();
	struct xml_schema *schema;
	const struct office *o;
	struct fail f;

	assert_int_equal(xml_schema_load(&schema, SHARE "/schema/instansi.rng", &f), ERR_OK);
	assert_int_equal(office_read(a, str_c(xml), "x.xml", schema, &o, &f), ERR_INVALID);
	if (!strstr(f.text, says))
		fail_msg("\"%s\" does not say \"%s\"", f.text, says);
	xml_schema_free(schema);
	arena_close(a);
}

static void faults_are_found_and_named(void **state)
{
	(void)state;
	refused(HEAD UNIT UNIT POST HOURS END, "x.xml:2: kode unit ditulis dua kali");
	refused(HEAD UNIT POST POST HOURS END, "x.xml:3: kode jabatan");
	refused(HEAD "<unit kode='U' nama='U' singkat='U' induk='X'/>" POST HOURS END,
		"induk tidak dikenal");
	refused(HEAD "<unit kode='U' nama='U' singkat='U' induk='V'/>"
		     "<unit kode='V' nama='V' singkat='V' induk='U'/>" POST HOURS END,
		"berputar");
	refused(HEAD UNIT "<jabatan kode='a' nama='A' peran='a' unit='U' atasan='a'/>" HOURS
			END,
		"atasan berputar");
	refused(HEAD UNIT "<jabatan kode='a' nama='A' peran='a' unit='W'/>" HOURS END,
		"unit tidak dikenal");
	refused(HEAD UNIT POST
		"<buku kode='B' nama='B' unit='U'><pengelola jabatan='a'/>"
		"<pemeriksa jabatan='z'/><pimpinan jabatan='a'/></buku>" HOURS END,
		"jabatan tidak dikenal: \"z\"");
	refused(HEAD UNIT POST
		"<penandatangan bentuk='undangan' unit='*' jabatan='a'/>" HOURS END,
		"belum ada deret nomor");
	refused(HEAD UNIT "<jabatan kode='a' nama='A' peran='a' unit='U'>"
			  "<pejabat nama='N' nip='19670101 199303 1 00'/></jabatan>" HOURS END,
		"NIP harus 18 angka");
	refused(HEAD UNIT POST "<jam-kerja><hari nama='senin' mulai='12.00' "
			       "selesai='08.00'/></jam-kerja>" END,
		"jam kerja hari");
	refused(HEAD UNIT POST HOURS "<libur tanggal='2026-02-30'>x</libur>" END, "x.xml");
	refused(HEAD UNIT POST END, "x.xml");
	refused(HEAD UNIT POSTS SERIES "<penandatangan bentuk='undangan' unit='*' "
				       "jabatan='a'><atas-nama jabatan='c'/></penandatangan>" HOURS
					       END,
		"bawahan langsung jabatan \"a\"");
	refused(HEAD UNIT POSTS SERIES
		"<penandatangan bentuk='undangan' unit='*' jabatan='a'>"
		"<untuk-beliau perantara='z' jabatan='c'/></penandatangan>" HOURS END,
		"jabatan tidak dikenal: \"z\"");
	refused(HEAD UNIT POSTS SERIES
		"<penandatangan bentuk='undangan' unit='*' jabatan='pengirim'>"
		"<atas-nama jabatan='b'/></penandatangan>" HOURS END,
		"tidak diwakilkan");
	refused("<kantor/>", "x.xml");
}

static void nips(void **state)
{
	char d[19];

	(void)state;
	assert_true(office_nip_ok(STR("19670101 199303 1 001"), d));
	assert_string_equal(d, "196701011993031001");
	assert_true(office_nip_ok(STR("199001012022211001"), d)); /* PPPK */
	assert_false(office_nip_ok(STR("19670101 199303 1 0012"), d));
	assert_false(office_nip_ok(STR("19671301 199303 1 001"), d));
	assert_false(office_nip_ok(STR("19950101 199303 1 001"), d));
	assert_false(office_nip_ok(STR("19670101 199303 3 001"), d));
	assert_false(office_nip_ok(STR("1967O101 199303 1 001"), d));
}

static int64_t at(int y, int m, int d, int hour, int minute)
{
	return day_start_ms((struct day){y, m, d}, 7) + (hour * 60 + minute) * 60000LL;
}

/* 23 November 2026 is a Monday; Christmas of that year a Friday. */
static void only_office_hours_count(void **state)
{
	struct arena *a = arena_open();
	const struct office_hours *h = &demo(a)->hours;

	(void)state;
	assert_int_equal(office_minutes_between(h, at(2026, 11, 23, 9, 0),
						at(2026, 11, 23, 9, 5)),
			 5);
	/* before opening, over the break, after closing */
	assert_int_equal(office_minutes_between(h, at(2026, 11, 23, 6, 0),
						at(2026, 11, 23, 7, 40)),
			 10);
	assert_int_equal(office_minutes_between(h, at(2026, 11, 23, 11, 50),
						at(2026, 11, 23, 13, 10)),
			 20);
	assert_int_equal(office_minutes_between(h, at(2026, 11, 23, 15, 50),
						at(2026, 11, 24, 7, 40)),
			 20);
	/* Friday to Monday; a whole week is 37.5 hours */
	assert_int_equal(office_minutes_between(h, at(2026, 11, 27, 16, 20),
						at(2026, 11, 30, 7, 35)),
			 15);
	assert_int_equal(office_minutes_between(h, at(2026, 11, 23, 0, 0),
						at(2026, 11, 30, 0, 0)),
			 2250);
	/* Christmas counts nothing */
	assert_int_equal(office_minutes_between(h, at(2026, 12, 24, 15, 0),
						at(2026, 12, 28, 7, 30)),
			 60);
	assert_int_equal(office_minutes_between(h, at(2026, 11, 24, 9, 0),
						at(2026, 11, 23, 9, 0)),
			 0);
	/* A wrong date costs no time to count. */
	assert_true(office_minutes_between(h, 0, INT64_C(1) << 52) > 0);
	arena_close(a);
}

static void minutes_add_up(void **state)
{
	struct arena *a = arena_open();
	const struct office_hours *h = &demo(a)->hours;
	int64_t from = at(2026, 12, 21, 0, 0), to = at(2027, 1, 4, 0, 0), sum = 0;

	(void)state;
	for (int64_t t = from; t < to; t += 7 * 60000)
		sum += office_ms_between(h, t, t + 7 * 60000 < to ? t + 7 * 60000 : to);
	assert_int_equal(sum, office_ms_between(h, from, to));
	arena_close(a);
}

static void working_days(void **state)
{
	struct arena *a = arena_open();
	const struct office_hours *h = &demo(a)->hours;
	struct day fri = {2026, 11, 27}, sat = {2026, 11, 28}, mon = {2026, 11, 30};

	(void)state;
	assert_true(office_works_on(h, fri));
	assert_false(office_works_on(h, sat));
	assert_int_equal(day_cmp(office_workday_after(h, fri, 0), fri), 0);
	assert_int_equal(day_cmp(office_workday_after(h, sat, 0), mon), 0);
	assert_int_equal(day_cmp(office_workday_after(h, fri, 1), mon), 0);
	assert_int_equal(day_cmp(office_workday_after(h, sat, 1), mon), 0);
	assert_int_equal(day_cmp(office_workday_after(h, fri, 2), (struct day){2026, 12, 1}),
			 0);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_demo_office_has_its_posts),
		cmocka_unit_test(every_shipped_office_can_begin),
		cmocka_unit_test(a_letterhead_says_whose_it_is),
		cmocka_unit_test(form_and_unit_name_signer_and_series),
		cmocka_unit_test(faults_are_found_and_named),
		cmocka_unit_test(nips),
		cmocka_unit_test(only_office_hours_count),
		cmocka_unit_test(minutes_add_up),
		cmocka_unit_test(working_days),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
