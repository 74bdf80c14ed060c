/* Profiles: names by Pasal 44, who signs, what a profile may not say, bases. */
#include "tpl_cli.h"
#include "tpl_name.h"
#include "xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

struct kit {
	struct tpl_engine *t;
	struct arena *a;
};

static int open_kit(void **state)
{
	struct arena *a = arena_open();
	struct kit *k = ARENA_NEW(a, struct kit);
	struct fail f;

	k->a = a;
	xml_init();
	if (tpl_open(&k->t, &(struct tpl_paths){.share = SHARE}, &f)) {
		print_error("%s\n", f.text);
		return -1;
	}
	*state = k;
	return 0;
}

static int close_kit(void **state)
{
	struct kit *k = *state;

	tpl_close(k->t);
	arena_close(k->a);
	return 0;
}

static void a_name_loses_its_degrees_and_nothing_else(void **state)
{
	struct kit *k = *state;

	static const struct {
		const char *name, *bare;
	} CASE[] = {
		{"dr. H. Contoh, S.Sos., M.Si.", "H. Contoh"},
		{"Contoh Pejabat, S.H., M.Si.", "Contoh Pejabat"},
		{"Contoh Pejabat", "Contoh Pejabat"},
		{"Drs. H. Contoh Dua", "H. Contoh Dua"},
		{"Drs.H.Contoh Dua, MM", "H. Contoh Dua"},
		{"Dr. (H.C.) H. R. Contoh, S.H.", "H. R. Contoh"},
		{"Prof. Dr. Ir. Hj. Contoh Tiga, M.Sc., Ph.D.", "Hj. Contoh Tiga"},
		{"Ir Contoh Empat M.T.", "Contoh Empat"},
		{"Contoh Lima S.Sos M.AP", "Contoh Lima"},
		{"Contoh Enam SH", "Contoh Enam"},
		{"M. Contoh Tujuh", "M. Contoh Tujuh"},
		{"Drg. Contoh", "Contoh"},
		{"Prof.", "Prof."},
		{"  Contoh   ", "Contoh"},
		{"", ""},
	};

	for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
		struct str s = tpl_name(k->a, str_c(CASE[i].name), false, false);

		if (!str_eqc(s, CASE[i].bare))
			fail_msg("%s: " STR_FMT, CASE[i].name, STR_ARG(s));
	}
}

static void capitals_leave_degrees_as_they_are_written(void **state)
{
	struct kit *k = *state;

	static const struct {
		const char *name, *as;
	} CASE[] = {
		{"dr. H. Contoh, S.Sos., M.Si.", "dr. H. CONTOH, S.Sos., M.Si."},
		{"Contoh Pejabat, S.H.", "CONTOH PEJABAT, S.H."},
		{"Drs. Contoh", "Drs. CONTOH"},
		{"Contoh Lima S.Sos", "CONTOH LIMA S.Sos"},
	};

	for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
		struct str s = tpl_name(k->a, str_c(CASE[i].name), true, true);

		if (!str_eqc(s, CASE[i].as))
			fail_msg("%s: " STR_FMT, CASE[i].name, STR_ARG(s));
	}
}

static void who_signs_is_told_by_his_post(void **state)
{
	struct kit *k = *state;

	static const struct {
		const char *post, *how;
		enum tpl_signer is;
	} CASE[] = {
		{"Bupati Lamandau", "", TPL_SIGNER_HEAD},
		{"GUBERNUR JAMBI", "langsung", TPL_SIGNER_HEAD},
		{"Wali Kota Contoh", "", TPL_SIGNER_HEAD},
		{"Bupati Lamandau", "Plt.", TPL_SIGNER_ACTING_HEAD},
		{"Bupati Lamandau", "Pjs.", TPL_SIGNER_ACTING_HEAD},
		{"Pj. Gubernur Jambi", "", TPL_SIGNER_ACTING_HEAD},
		{"Wakil Bupati Lamandau", "", TPL_SIGNER_DEPUTY},
		{"Sekretaris Daerah", "a.n.", TPL_SIGNER_SECRETARY},
		{"Plh. Sekretaris Daerah", "a.n.", TPL_SIGNER_ACTING_SECRETARY},
		{"Sekretaris Daerah", "Pj.", TPL_SIGNER_ACTING_SECRETARY},
		{"Sekretaris Daerah", "Plt.", TPL_SIGNER_OFFICIAL},
		{"Sekretaris Dinas Sosial", "", TPL_SIGNER_OFFICIAL},
		{"Kepala Dinas Sosial", "Plt.", TPL_SIGNER_OFFICIAL},
		{"Ketua LPA Bekasi", "", TPL_SIGNER_OFFICIAL},
	};

	for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++)
		if (tpl_signer_of(k->a, str_c(CASE[i].post), str_c(CASE[i].how)) !=
		    CASE[i].is)
			fail_msg("%s %s", CASE[i].how, CASE[i].post);
}

/* ---- bases ---- */

static struct str version(struct kit *k, const char *name)
{
	struct tpl_version v;

	assert_true(tpl_profile_version(k->t, str_c(name), &v));
	return v.xml;
}

static bool has(struct str s, const char *what)
{
	return str_find(s, str_c(what)) < s.n;
}

static void a_profile_states_only_what_differs(void **state)
{
	struct kit *k = *state;
	struct str xml = version(k, "lamandau"), lpa = version(k, "lpa-bekasi");

	assert_false(has(xml, "dari="));
	assert_true(has(xml, "label-hal=\"Perihal\""));
	assert_true(has(xml, "alamat=\"kiri\""));
	assert_true(has(xml, "lebar=\"210\""));
	assert_true(has(xml, "keluarga=\"P\""));
	assert_false(has(xml, "<dasar>Permendagri 1/2023 tentang"));
	assert_true(has(xml, "Pasal 44 ayat (3)")); /* assumptions come along */
	assert_true(has(lpa, "garis=\"tunggal\""));
	assert_true(has(lpa, "tinggi-lambang=\"22\""));
}

static void what_is_pinned_prints_without_its_base(void **state)
{
	struct kit *k = *state;
	struct tpl_engine *with;
	struct tpl_version v;
	struct fail f = {0};
	struct str xml = version(k, "ntb");

	assert_int_equal(tpl_with(&with, k->t, (struct str){0}, xml, &f), ERR_OK);
	assert_true(tpl_profile_version(with, STR("ntb"), &v));
	assert_true(str_eq(v.xml, xml));
	tpl_close(with);
}

static void the_demos_profile_is_that_of_letters_without_one(void **state)
{
	struct kit *k = *state;
	struct tpl_version v;

	assert_true(tpl_profile_version(k->t, STR(""), &v));
	assert_true(str_eqc(v.name, "jambi-2012"));
}

/* ---- what a profile may not say ---- */

static int check(struct kit *k, const char *text, char *said, size_t cap)
{
	static const char PATH[] = "/tmp/naskah-test-aturan.xml";
	FILE *to = fopen(PATH, "w"), *err = tmpfile(), *out = fopen("/dev/null", "w");
	struct tpl_cli c = {.engine = k->t, .out = out, .err = err};

	assert_true(to && err && out);
	(void)fputs(text, to);
	(void)fclose(to);
	int rc = tpl_cli_check(&c, PATH);

	rewind(err);
	said[fread(said, 1, cap - 1, err)] = '\0';
	(void)fclose(err);
	(void)fclose(out);
	(void)remove(PATH);
	return rc;
}

#define OWN(attrs, more)                                                                 \
	"<aturan-tata-naskah nama='uji' dari='permendagri-1-2023' " attrs ">\n"          \
	"<judul>Uji</judul>\n<dasar>Perbup Contoh 1/2024</dasar>\n" more                 \
	"\n</aturan-tata-naskah>"

static void a_profile_that_breaks_a_rule_is_refused_with_its_line(void **state)
{
	struct kit *k = *state;

	static const struct {
		const char *text, *says;
	} CASE[] = {
		{OWN("mulai='2024-01-01'", "<huruf ukuran='9'/>"),
		 ":4: besar huruf salah"},
		{OWN("mulai='2024-01-01'", "<huruf muka='komik'/>"),
		 ":4: huruf \"komik\" tidak ada"},
		{OWN("mulai='2024-01-01'", "<huruf jarak-baris='2'/>"),
		 ":4: jarak baris"},
		{OWN("mulai='2024-01-01'", "<margin kiri='25'/>"), ":4: margin kiri"},
		{OWN("mulai='2024-01-01'", "<margin bawah='10'/>"), ":4: margin bawah"},
		{OWN("mulai='2024-01-01'", "<kertas lebar='150'/>"), ":4: ukuran kertas"},
		{OWN("mulai='2024-01-01'", "<kop unit='10'/>"), ":4: nama perangkat"},
		{OWN("mulai='2024-01-01'", "<tanda-tangan mulai='0.2'/>"),
		 ":4: blok tanda"},
		{OWN("mulai='2024-02-30'", ""), ":1: mulai bukan tanggal"},
		{OWN("mulai='2024-01-01' sampai='2023-01-01'", ""),
		 ":1: sampai mendahului"},
		{"<aturan-tata-naskah nama='uji' mulai='2024-01-01'>\n<judul>x</judul>"
		 "<dasar>1</dasar></aturan-tata-naskah>",
		 ":1: tanpa <kertas>"},
		{"<aturan-tata-naskah nama='uji' dari='tidak-ada' mulai='2024-01-01'>"
		 "<judul>x</judul><dasar>1</dasar></aturan-tata-naskah>",
		 "\"tidak-ada\" yang disebut pada dari tidak ada"},
		{"<aturan-tata-naskah nama='uji' dari='permendagri-1-2023' "
		 "mulai='2024-01-01'>\n<judul>x</judul>\n<dasar/></aturan-tata-naskah>",
		 ":3: tanpa dasar hukum"},
	};

	char said[4000];

	assert_int_equal(check(k, OWN("mulai='2024-01-01'", ""), said, sizeof said), 0);
	for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
		assert_int_equal(check(k, CASE[i].text, said, sizeof said), 1);
		if (!strstr(said, CASE[i].says))
			fail_msg("%s\n%s", CASE[i].says, said);
	}
}

static void all_faults_of_a_profile_come_at_once(void **state)
{
	struct kit *k = *state;
	char said[4000];

	assert_int_equal(check(k,
			       OWN("mulai='2024-01-01'",
				   "<margin kiri='25'/>\n<huruf ukuran='9'/>"),
			       said, sizeof said),
			 1);
	assert_non_null(strstr(said, "margin kiri"));
	assert_non_null(strstr(said, ":5: besar huruf"));
}

static void a_letterhead_of_too_many_lines_is_told(void **state)
{
	struct kit *k = *state;
	char said[4000];

	assert_int_equal(check(k,
			       "<kop><baris>PEMERINTAH X</baris><baris>A</baris></kop>",
			       said, sizeof said),
			 0);
	assert_int_equal(check(k,
			       "<kop><baris>PEMERINTAH X</baris><baris>A</baris>"
			       "<baris>B</baris><baris>C</baris><baris>D</baris></kop>",
			       said, sizeof said),
			 1);
	assert_non_null(strstr(said, "nama unit dalam 4 baris"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_loses_its_degrees_and_nothing_else),
		cmocka_unit_test(capitals_leave_degrees_as_they_are_written),
		cmocka_unit_test(who_signs_is_told_by_his_post),
		cmocka_unit_test(a_profile_states_only_what_differs),
		cmocka_unit_test(what_is_pinned_prints_without_its_base),
		cmocka_unit_test(the_demos_profile_is_that_of_letters_without_one),
		cmocka_unit_test(a_profile_that_breaks_a_rule_is_refused_with_its_line),
		cmocka_unit_test(all_faults_of_a_profile_come_at_once),
		cmocka_unit_test(a_letterhead_of_too_many_lines_is_told),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
