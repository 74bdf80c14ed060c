/* The shipped rules against the numbers that their sources print, and what they tell of who
 * numbers, when, whose counter and late letters. */
#include "rules_house.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static const struct num_rule *rule(void **state, const char *name)
{
	const struct num_rule *r = num_rules_find(*state, str_c(name));

	if (!r)
		fail_msg("no rule %s", name);
	return r;
}

static void numbers_of_the_sources(void **state)
{
	static const struct {
		const char *rule, *number;
	} P[] = {
		{ "permendagri-54-2009-surat", "005/12.A/Dinkes/2021" },
		{ "permendagri-54-2009-sppd", "090/45/SPPD/Dinkes/2021" },
		{ "permendagri-54-2009-keputusan", "188.45/123/KEP/429.011/2020" },
		{ "permendagri-54-2009-bulan-surat", "001/KPA.1-900/I/2017" },
		{ "permendagri-54-2009-bulan-sppd", "015/KPA.1-090/SPPD/V/2017" },
		{ "permendagri-54-2009-bulan-spt", "015/KPA.1-800/SPT/V/2017" },
		{ "permendagri-54-2009-bulan-keputusan", "7 Tahun 2017" },
		{ "permendagri-1-2023-surat", "000.1.2.3/4461/107.1/2025" },
		{ "permendagri-1-2023-surat", "B/000.8.3.3/15.01/OR/2025" },
		{ "permendagri-1-2023-keputusan", "100.3.3.3/368/KUM/2025" },
		{ "pekalongan-2023-internal", "1201/000.1.5/2024" },
		{ "pekalongan-2023-eksternal", "B/1201/000.1.5/2024" },
		{ "pekalongan-2023-penugasan", "800.1.11.1/5/2024" },
		{ "pekalongan-2023-sekda", "R/12/100.3.4/Umum/2024" },
		{ "pekalongan-2023-edaran", "000.8.3/076 TAHUN 2023" },
		{ "pekalongan-2023-produk-hukum", "NOMOR 23 TAHUN 2020" },
		{ "produk-hukum-nomor-tahun", "NOMOR 23 TAHUN 2020" },
		{ "produk-hukum-keputusan-kode", "188.45/123/KEP/429.011/2020" },
		{ "produk-hukum-keputusan-tahun", "090/70/2015" },
		{ "anri-5-2021-surat-dinas", "R-099/IJ/KP.07.6/04/2020" },
		{ "anri-5-2021-surat-dinas", "B-005.01/Biro/KS.200/05/2023" },
		{ "anri-5-2021-internal", "005/IJ/OT.01/04/2016" },
		{ "panrb-80-2012-surat-dinas", "B-235/PANRB/D-IV/KKA/06/2012" },
		{ "panrb-80-2012-nota-dinas", "124/D-IV/KKA/02/2012" },
		{ "panrb-80-2012-khusus", "05/IJ/04/2016" },
		{ "jambi-provinsi-surat", "S-208/DISHANPAN-3.2/II/2020" },
		{ "jambi-provinsi-surat", "S-005/530/SETDA.PEM-OTDA-2.2/II/2020" },
		{ "jambi-provinsi-undangan", "UND-348/DISKES-5.3/II/2020" },
		{ "jambi-provinsi-dinas", "454/Setda.kesramas 3.3/II/2020" },
		{ "ntb-lama", "01/842.3/NR" },
		{ "ntb-lama", "05/824/NR/Rhs." },
		{ "ntb-baru-surat", "005/006/BPBD-RR/I/2017" },
		{ "ntb-baru-keputusan", "188.45/298/07.2 Tahun 2023" },
		{ "lamandau-surat", "800/12/Dinsos.C/II/2023" },
		{ "lamandau-dinsos", "800/II-2/Dinsos.C/II/2023" },
		{ "lamandau-keputusan", "188.45/194/2015" },
		{ "banten-surat", "800/120-Dinsos/2026" },
		{ "bekasi-surat", "443/3718-Set.Disdik" },
		{ "bekasi-keputusan-kota", "503/Kep.389.B-PDAM/2002" },
		{ "bekasi-keputusan-kabupaten", "KP.03.03/KEP.3148/BKPSDM/2024" },
		{ "jawa-barat", "443/3718-Set.Disdik" },
		{ "jawa-tengah", "065.1/0001626" },
		{ "jawa-timur", "400.9.12.1/0001/436.7.8/2024" },
		{ "kalsel-inspektorat-surat", "B-302/INSP/800.1.2/X/2025" },
		{ "kalsel-inspektorat-surat", "B-302/1/INSP/800.1.2/X/2025" },
		{ "kalsel-inspektorat-spd", "36/INSP/000.1.2.3/I/2025" },
		{ "opensid-desa-keluar", "470/015/DS.KTS/2025" },
		{ "opensid-desa-layanan", "470/015/3507012001/V/2025" },
		{ "lpa", "012/LPA/XI/2026" },
		{ "rppsa-sop", "9.2.01/2010" },
		{ "jambi-psbawep", "/Sosdukcapil/PSBAWEP-1/2019" },
	};

	for (size_t i = 0; i < sizeof P / sizeof *P; i++) {
		const struct num_rule *r = rule(state, P[i].rule);
		struct arena *a = arena_open();
		struct num_parts p;
		struct fail f = { 0 };
		struct str s;

		if (!num_rule_match(r, a, str_c(P[i].number), &p))
			fail_msg("%s does not read %s", P[i].rule, P[i].number);
		if (num_rule_format(r, a, &p, &s, &f))
			fail_msg("%s: %s", P[i].rule, f.text);
		assert_true(str_eqc(s, P[i].number));
		arena_close(a);
	}
}

static void every_rule_names_its_source(void **state)
{
	for (size_t i = 0; i < num_rules_count(*state); i++) {
		const struct num_rule *r = num_rules_at(*state, i);

		if (num_rule_source(r).n + num_rule_regulation(r).n < 10 || !num_rule_title(r).n)
			fail_msg(STR_FMT " names no source", STR_ARG(num_rule_name(r)));
		if (num_rule_assumed(r) && !num_rule_source(r).n)
			fail_msg(STR_FMT " is assumed without a reason", STR_ARG(num_rule_name(r)));
	}
}

static void a_group_is_found_by_its_form(void **state)
{
	const struct num_rule *r = rule(state, "pekalongan-2023-penugasan");

	assert_true(num_rule_for_form(r, STR("sppd")));
	assert_false(num_rule_for_form(r, STR("spp")));
	assert_false(num_rule_for_form(r, STR("")));
	/* two groups that print alike count together */
	assert_true(str_eq(num_rule_group(r), num_rule_group(rule(state, "pekalongan-2023-khusus"))));
	assert_true(str_eqc(num_rule_group(rule(state, "pekalongan-2023-internal")), "internal"));
}

static void who_numbers_and_when(void **state)
{
	assert_int_equal(num_rule_by(rule(state, "pekalongan-2023-internal")), NUM_BY_UNIT);
	assert_int_equal(num_rule_by(rule(state, "pekalongan-2023-sekda")), NUM_BY_SECRETARIAT);
	assert_int_equal(num_rule_by(rule(state, "pekalongan-2023-edaran")), NUM_BY_LEGAL);
	assert_int_equal(num_rule_when(rule(state, "pekalongan-2023-edaran")), NUM_WHEN_OFFICE);
	assert_int_equal(num_rule_when(rule(state, "permendagri-54-2009-surat")),
	                 NUM_WHEN_RECORDED);
	assert_int_equal(num_rule_when(rule(state, "permendagri-54-2009-keputusan")),
	                 NUM_WHEN_SIGNED);
	assert_int_equal(num_rule_per(rule(state, "produk-hukum-nomor-tahun")), NUM_PER_FORM);
	assert_int_equal(num_rule_per(rule(state, "agenda")), NUM_PER_BOOK);
}

static void a_letter_without_number(void **state)
{
	const struct num_rule *r = rule(state, "pekalongan-2023-tanpa-nomor");
	struct arena *a = arena_open();
	struct num_parts p = { 0 };
	struct fail f;
	struct str s;

	assert_int_equal(num_rule_by(r), NUM_BY_NOBODY);
	assert_true(num_rule_for_form(r, STR("daftar-hadir")));
	assert_int_equal(num_rule_format(r, a, &p, &s, &f), ERR_INVALID);
	assert_string_equal(f.word, "no-number");
	assert_false(num_rule_match(r, a, STR("12"), &p));
	arena_close(a);
}

static void blocks(const struct num_rule *r, struct day d, int64_t first, int64_t last)
{
	int64_t a = 0, b = 0;

	assert_true(num_rule_day_block(r, d, &a, &b));
	assert_int_equal(a, first);
	assert_int_equal(b, last);
}

static void a_day_has_its_block(void **state)
{
	const struct num_rule *r = rule(state, "pekalongan-2023-eksternal");
	int64_t a, b;

	assert_int_equal(num_rule_late(r), NUM_LATE_DAY_BLOCK);
	assert_int_equal(num_rule_day_quota(r), 100);
	blocks(r, (struct day){ 2026, 1, 1 }, 1, 100);
	blocks(r, (struct day){ 2026, 1, 2 }, 101, 200);
	blocks(r, (struct day){ 2026, 12, 31 }, 36401, 36500);
	blocks(r, (struct day){ 2024, 12, 31 }, 36501, 36600);
	blocks(rule(state, "pekalongan-2023-internal"), (struct day){ 2026, 1, 2 }, 21, 40);
	assert_false(num_rule_day_block(r, (struct day){ 0 }, &a, &b));
	assert_false(num_rule_day_block(rule(state, "lpa"), (struct day){ 2026, 1, 1 }, &a, &b));
	assert_int_equal(num_rule_late(rule(state, "lpa")), NUM_LATE_REFUSED);
}

static void suffixes_of_late_letters(void **state)
{
	static const struct {
		const char *rule, *style, *first, *third, *last;
		int         n;
	} P[] = {
		{ "permendagri-1-2023-surat", ".01", ".01", ".03", ".99", 99 },
		{ "permendagri-54-2009-surat", ".A", ".A", ".C", ".Z", 26 },
		{ "kalsel-inspektorat-spd", "/1", "/1", "/3", "/99", 99 },
	};
	struct arena *a = arena_open();

	for (size_t i = 0; i < sizeof P / sizeof *P; i++) {
		const struct num_rule *r = rule(state, P[i].rule);

		assert_int_equal(num_rule_late(r), NUM_LATE_SUFFIX);
		assert_string_equal(num_rule_suffix_style(r), P[i].style);
		assert_true(str_eqc(num_rule_suffix(r, a, 1), P[i].first));
		assert_true(str_eqc(num_rule_suffix(r, a, 3), P[i].third));
		assert_true(str_eqc(num_rule_suffix(r, a, P[i].n), P[i].last));
		assert_null(num_rule_suffix(r, a, P[i].n + 1).p);
		assert_null(num_rule_suffix(r, a, 0).p);
		assert_int_equal(num_rule_suffix_at(r, str_c(P[i].third)), 3);
		assert_int_equal(num_rule_suffix_at(r, STR("?")), 0);
	}
	assert_null(num_rule_suffix(rule(state, "lpa"), a, 1).p);
	arena_close(a);
}

static void secrecy_as_it_is_printed(void **state)
{
	const struct num_rule *r = rule(state, "ntb-lama");
	struct arena *a = arena_open();
	struct num_parts p;

	assert_true(str_eqc(num_rule_secrecy(r, NUM_BIASA), ""));
	assert_true(str_eqc(num_rule_secrecy(r, NUM_RAHASIA), "Rhs."));
	assert_true(num_rule_copies(r, NUM_RAHASIA));
	assert_false(num_rule_copies(r, NUM_BIASA));
	assert_true(num_rule_match(r, a, STR("05/824/nr/RHS"), &p));
	assert_true(str_eqc(p.v[NUM_KEAMANAN], "Rhs."));
	/* a rule that says nothing of it */
	assert_true(str_eqc(num_rule_secrecy(rule(state, "jambi-surat"), NUM_SANGAT_RAHASIA), "SR"));
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_of_the_sources),
		cmocka_unit_test(every_rule_names_its_source),
		cmocka_unit_test(a_group_is_found_by_its_form),
		cmocka_unit_test(who_numbers_and_when),
		cmocka_unit_test(a_letter_without_number),
		cmocka_unit_test(a_day_has_its_block),
		cmocka_unit_test(suffixes_of_late_letters),
		cmocka_unit_test(secrecy_as_it_is_printed),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
