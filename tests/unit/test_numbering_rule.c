/* Number rules: the seed schemes and what the reader forgives (N4: test_numbering_n4). */
#include "num_cli.h"
#include "xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define SCHEMA "numbering/schema/aturan-nomor.rng"

static int load_all(void **state)
{
	struct fail f;
	struct num_rules *rules;

	xml_init();
	if (num_rules_load(&rules, &(struct num_rules_from){ .base = "numbering" }, &f)) {
		fprintf(stderr, "%s\n", f.text);
		return 1;
	}
	*state = rules;
	return 0;
}

static int free_all(void **state)
{
	num_rules_free(*state);
	return 0;
}

static void reads(const struct num_rules *rules, struct str in, const char *json)
{
	struct buf b = BUF_MAX(65536);

	(void)num_cli_parse_line(rules, NULL, false, in, &b);
	if (!strstr(b.p, json))
		print_error("%s does not hold %s\n", b.p, json);
	assert_non_null(strstr(b.p, json));
	buf_free(&b);
}

static void the_three_seed_schemes(void **state)
{
	const struct num_rules *r = *state;

	reads(r, STR("800/II-2/Dinsos.C/II/2023"),
	      "\"rule\":\"lamandau-dinsos\",\"certainty\":99,\"parts\":{\"kode\":\"800\",\"pd\":\"Dinsos\",\"bidang\":"
	      "\"C\",\"bulan\":\"II\",\"tahun\":\"2023\",\"segmen\":\"II-2\"},\"normal\":\"800/II-2/"
	      "DINSOS/C/02/2023\"");
	reads(r, STR("9.2.01/2010"), "\"normal\":\"9/2/1/2010\"");
	reads(r, STR("9.1.35/2010"), "\"rule\":\"rppsa-sop\"");
	reads(r, STR("/Sosdukcapil/PSBAWEP -1/2019"), "\"urut\":\"\"");
	reads(r, STR("/Sosdukcapil/PSBAWEP -1/2019"), "\"normal\":\"/SOSDUKCAPIL/PSBAWEP/1/2019\"");
	reads(r, STR("0412"), "\"rule\":\"agenda\"");
}

static void the_reader_forgives(void **state)
{
	const struct num_rules *r = *state;

	reads(r, STR("Nomor : 800 /II-2// Dinsos . C/ii / 2O23 ."),
	      "\"normal\":\"800/II-2/DINSOS/C/02/2023\"");
	reads(r, STR("800/II-2/Dinsos.C/l1/2023"), "\"bulan\":\"II\"");
	reads(r, STR("422.1 / 2587 / 2011"), "\"normal\":\"422.1/2587/2011\"");
	reads(r, STR("172.5//DPRD"), "\"urut\":\"\"");
	reads(r, STR("443/3718-Set.Disdik"), "\"unit\":\"Set.Disdik\"");
	reads(r, STR("B-158/03000/KS.200/05/2023"), "\"kode\":\"KS.200\"");
	reads(r, STR("tidak ada @@"), "\"error\"");
	reads(r, STR(""), "\"error\"");
	reads(r, STR("\xff\xfe"), "\"error\"");
}

static void a_draft_is_completed(void **state)
{
	const struct num_rule *r = num_rules_find(*state, STR("jambi-psbawep"));
	struct arena *a = arena_open();
	struct num_parts p;
	struct fail f;
	struct str s;

	assert_true(num_rule_match(r, a, STR("/Sosdukcapil/PSBAWEP-1/2019"), &p));
	p.v[NUM_URUT] = STR("7");
	assert_int_equal(num_rule_format(r, a, &p, &s, &f), ERR_OK);
	assert_true(str_eqc(s, "7/Sosdukcapil/PSBAWEP-1/2019"));
	/* acceptance 120: the number of another region is not one of this rule */
	assert_false(num_rule_match(r, a, STR("800/II-2/Dinsos.C/II/2023"), &p));
	arena_close(a);
}

static void arguments_of_the_command(void **state)
{
	const struct num_rule *r = num_rules_find(*state, STR("umum-kode-urut-unit-bulan-romawi-tahun"));
	struct arena *a = arena_open();
	struct str args[] = { STR("kode=800"), STR("urut=12"), STR("unit=Dinsos"),
		              STR("tanggal=2026-11-22") };
	struct str bad[] = { STR("kode=800"), STR("warna=biru") };
	struct str no_unit[] = { STR("kode=800"), STR("tanggal=2026-11-22") };
	struct str no_day[] = { STR("tanggal=2026-02-30") };
	struct fail f;
	struct str s;

	assert_int_equal(num_cli_format(r, a, args, 4, &s, &f), ERR_OK);
	assert_true(str_eqc(s, "800/12/Dinsos/XI/2026"));
	assert_int_equal(num_cli_format(r, a, bad, 2, &s, &f), ERR_INVALID);
	assert_int_equal(num_cli_format(r, a, no_unit, 2, &s, &f), ERR_INVALID);
	assert_string_equal(f.field, "unit");
	assert_int_equal(num_cli_format(r, a, no_day, 1, &s, &f), ERR_INVALID);
	arena_close(a);
}

static void a_part_that_does_not_fit_is_named(void **state)
{
	static const struct {
		const char *rule, *args[5], *field, *words;
	} P[] = {
		{ "jawa-timur", { "kode=842.3", "urut=7", "unit=436.7", "tanggal=2026-01-02" }, "kode",
		  "Isi \"842.3\" untuk bagian kode tidak cocok dengan aturan jawa-timur; contoh isinya: "
		  "000.1.2.3." },
		{ "jawa-timur", { "kode=000.1.2", "urut=7", "unit=Dinkes", "tanggal=2026-01-02" },
		  "unit", "\"Dinkes\"" },
		{ "jawa-timur", { "kode=000.1.2", "urut=tujuh", "unit=436.7", "tanggal=2026-01-02" },
		  "urut", "\"tujuh\"" },
		{ "jambi-psbawep", { "urut=7", "segmen=satu", "tanggal=2026-01-02" }, "segmen",
		  "\"satu\"" },
		{ "agenda", { "urut=12345678" }, "urut", "\"12345678\"" },
	};

	for (size_t i = 0; i < sizeof P / sizeof *P; i++) {
		struct arena *a = arena_open();
		struct str args[5], s;
		struct fail f = { 0 };
		size_t n = 0;

		for (; n < 5 && P[i].args[n]; n++)
			args[n] = str_c(P[i].args[n]);
		assert_int_equal(num_cli_format(num_rules_find(*state, str_c(P[i].rule)), a, args, n,
		                                &s, &f),
		                 ERR_INVALID);
		assert_string_equal(f.field, P[i].field);
		assert_non_null(strstr(f.text, P[i].words));
		arena_close(a);
	}
}

static void faults_name_the_line(void **state)
{
	static const char *const PATTERNS[] = { "{urut", "{warna}/{urut}", "{urut}/{urut}",
		"[{urut}", "{urut}]", "{urut:9}", "{kode}", "}{urut}", "[[{urut}]]" };
	(void)state;
	for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++) {
		struct arena *a = arena_open();
		struct str xml = arena_fmt(a,
		        "<aturan-nomor nama=\"x\">\n<judul>x</judul>\n<pola>%s</pola>\n"
		        "<deret kelompok=\"surat\"/><sumber>x</sumber></aturan-nomor>", PATTERNS[i]);
		struct fail f;

		assert_int_equal(num_rules_check(xml, "x.xml", SCHEMA, NULL, NULL, &f), ERR_INVALID);
		assert_non_null(strstr(f.text, "x.xml:3: "));
		arena_close(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_three_seed_schemes),
		cmocka_unit_test(the_reader_forgives),
		cmocka_unit_test(a_draft_is_completed),
		cmocka_unit_test(arguments_of_the_command),
		cmocka_unit_test(a_part_that_does_not_fit_is_named),
		cmocka_unit_test(faults_name_the_line),
	};

	return cmocka_run_group_tests(tests, load_all, free_all);
}
