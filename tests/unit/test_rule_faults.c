/* What `naskah rule check` says of a rule file that cannot hold: each planted fault is
 * found, named with its line, in one sentence. */
#include "fs.h"
#include "num_rule.h"
#include "xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

#define SCHEMA "numbering/schema/aturan-nomor.rng"

struct said {
	char   text[20][320];
	size_t n;
};

static void hear(void *ctx, const char *sentence)
{
	struct said *s = ctx;

	if (s->n < 20)
		(void)snprintf(s->text[s->n++], 320, "%s", sentence);
}

static struct said check(struct str xml)
{
	struct said s = { .n = 0 };
	struct fail f = { 0 };
	enum err e = num_rules_check(xml, "a.xml", SCHEMA, hear, &s, &f);

	assert_int_equal(e, s.n ? ERR_INVALID : ERR_OK);
	if (s.n)
		assert_string_equal(f.text, s.text[0]);
	return s;
}

/* A file whose one fault is known: the sentence begins with the line. */
static void faulty(const char *line, const char *words, struct str xml)
{
	struct said s = check(xml);

	if (s.n != 1 || strncmp(s.text[0], line, strlen(line)) != 0 || !strstr(s.text[0], words))
		fail_msg("%zu said of\n" STR_FMT "\nnot %s ... %s but:\n%s", s.n, STR_ARG(xml), line,
		         words, s.n ? s.text[0] : "");
}

struct plant {
	const char *pattern, *rest, *line, *words;
};

/* Line 1 the root, 2 the title, 3 the pattern, 4 the rest. */
static struct str one_rule(struct arena *a, const char *pattern, const char *rest)
{
	return arena_fmt(a,
	                 "<aturan-nomor nama=\"a\">\n<judul>Surat</judul>\n<pola>%s</pola>\n%s\n"
	                 "</aturan-nomor>\n",
	                 pattern, rest);
}

#define SERIES "<deret per=\"instansi\"/>"
#define SOURCE "<sumber peraturan=\"Perbup Contoh 1/2024\" pasal=\"12\"/>"
#define USUAL  SERIES SOURCE

static void plant_all(const struct plant *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct arena *a = arena_open();

		faulty(p[i].line, p[i].words, one_rule(a, p[i].pattern, p[i].rest));
		arena_close(a);
	}
}

#define PLANT_ALL(list) plant_all(list, sizeof(list) / sizeof *(list))

static void the_pattern(void **state)
{
	static const struct plant P[] = {
		{ "{kode}/{nomer}", USUAL, "a.xml:3: ", "token yang tidak dikenal" },
		{ "{kode}/{urut", USUAL, "a.xml:3: ", "membuka { tanpa }" },
		{ "{kode}}/{urut}", USUAL, "a.xml:3: ", "menutup } tanpa {" },
		{ "{kode}/{urut}[/{tahun}", USUAL, "a.xml:3: ", "membuka [ tanpa ]" },
		{ "{kode}/{urut}]", USUAL, "a.xml:3: ", "tidak berpasangan" },
		{ "[{kode}[/{urut}]]", USUAL, "a.xml:3: ", "tidak berpasangan" },
		{ "{urut}/{kode}/{urut}", USUAL, "a.xml:3: ", "token yang sama dua kali" },
		{ "{kode}/{urut:8}", USUAL, "a.xml:3: ", "lebar urut yang bukan 1 sampai 7" },
		{ "{kode}/{urut:nol}", USUAL, "a.xml:3: ", "lebar urut yang bukan 1 sampai 7" },
		{ "{urut}/{bulan:arab}", USUAL, "a.xml:3: ", "keterangan token" },
		{ "{urut}/{kode:3}", USUAL, "a.xml:3: ", "keterangan token" },
		{ "{kode}/{tahun}", USUAL, "a.xml:3: ", "tidak memuat {urut}" },
		{ "{urut}[/{unit}][/{pd}]", USUAL, "a.xml:3: ",
		  "[/{pd}] dan [/{unit}] tidak dapat dibedakan: \"12/Dinsos\"" },
		{ "{urut}[/X]/{tahun}", USUAL, "a.xml:3: ", "tanpa token" },
		{ "{urut}/{unit}{pd}", USUAL, "a.xml:3: ", "tidak terbaca kembali" },
		{ "{urut}[{sisipan}]/{unit}", "<terlambat cara=\"sisipan\" akhiran=\"9\"/>" USUAL,
		  "a.xml:4: ", "akhiran \"9\" tidak dikenal" },
	};

	(void)state;
	PLANT_ALL(P);
}

static void the_elements(void **state)
{
	static const struct plant P[] = {
		{ "{urut}", SERIES, "a.xml:1: ", "sumber aturan tidak disebut" },
		{ "{urut}", SERIES "<sumber asumsi=\"ya\"> </sumber>", "a.xml:4: ", "tidak disebut" },
		{ "{urut}", SERIES "<sumber pasal=\"3\">Kebiasaan</sumber>", "a.xml:4: ",
		  "pasal disebut tanpa peraturan" },
		{ "{urut}", SOURCE, "a.xml:1: ", "unsur deret tidak ada" },
		{ "{urut}", "<deret per=\"instansi\" ulang=\"minggu\"/>" SOURCE, "a.xml:4: ",
		  "ulang \"minggu\" tidak dikenal; pilih salah satu: tahun bulan tidak-pernah" },
		{ "{urut}", "<deret per=\"instansi\" mulai=\"nol\"/>" SOURCE, "a.xml:4: ",
		  "mulai \"nol\" harus bilangan" },
		{ "{urut}", USUAL "<berlaku dari=\"2024-02-30\"/>", "a.xml:4: ", "tanggal yang ada" },
		{ "{urut}", USUAL "<berlaku dari=\"2025-01-01\" sampai=\"2024-12-31\"/>", "a.xml:4: ",
		  "sesudah" },
		{ "{urut}/{unit}", "<token nama=\"pd\" bagian=\"2\"/>" USUAL, "a.xml:4: ",
		  "token \"pd\" tidak ada di dalam pola" },
		{ "{urut}/{unit}", "<token nama=\"unit\" bagian=\"9\"/>" USUAL, "a.xml:4: ",
		  "bagian \"9\" harus bilangan 1 sampai 4" },
		{ "{urut}/{unit}", "<token nama=\"unit\" macam=\"warna\"/>" USUAL, "a.xml:4: ",
		  "macam \"warna\" tidak dikenal" },
		{ "{urut}/{unit}", "<token nama=\"unit\" macam=\"angka\" nilai=\"1 2\"/>" USUAL,
		  "a.xml:4: ", "pilih satu" },
		{ "{keamanan}-{urut}", "<keamanan rahasia=\"R\"/>" USUAL, "a.xml:3: ",
		  "tanpa kode keamanan" },
		{ "[{keamanan}-]{urut}", "<keamanan rahasia=\"R/\"/>" USUAL, "a.xml:4: ",
		  "kode keamanan \"R/\"" },
		{ "[{keamanan}-]{urut}", "<keamanan rahasia=\"R\" salinan=\"biru\"/>" USUAL,
		  "a.xml:4: ", "salinan \"biru\" tidak dikenal" },
		{ "{urut}", USUAL "<warna/>", "a.xml:4: ", "skema" },
	};

	(void)state;
	PLANT_ALL(P);
}

static void late_letters(void **state)
{
	static const struct plant P[] = {
		{ "{urut}/{unit}", "<terlambat cara=\"sisipan\"/>" USUAL, "a.xml:3: ",
		  "memerlukan [{sisipan}]" },
		{ "{urut}{sisipan}/{unit}", "<terlambat cara=\"sisipan\"/>" USUAL, "a.xml:3: ",
		  "di dalam kelompok pilihan" },
		{ "{urut}[{sisipan}]{unit}", "<terlambat cara=\"sisipan\" akhiran=\"a\"/>" USUAL,
		  "a.xml:3: ", "akhiran sisipan pada \"12aUmum\" terbaca sebagai bagian lain" },
		{ "{unit}.{urut}[{sisipan}]", "<terlambat cara=\"sisipan\" akhiran=\".01\"/>" USUAL,
		  "a.xml:3: ", "akhiran sisipan pada \"Umum.12.01\" terbaca sebagai bagian lain" },
		{ "{urut}/{unit}", "<terlambat cara=\"jatah-hari\"/>" USUAL, "a.xml:4: ",
		  "memerlukan jatah" },
		{ "{urut}/{unit}", "<terlambat cara=\"tolak\" jatah=\"5\"/>" USUAL, "a.xml:4: ",
		  "jatah hanya untuk" },
		{ "{urut}/{unit}", "<terlambat cara=\"tolak\" akhiran=\"A\"/>" USUAL, "a.xml:4: ",
		  "akhiran hanya untuk" },
		{ "{urut}/{unit}",
		  "<terlambat cara=\"jatah-hari\" jatah=\"100\"/>"
		  "<deret per=\"instansi\" ulang=\"tidak-pernah\"/>" SOURCE,
		  "a.xml:3: ", "memerlukan ulang" },
	};

	(void)state;
	PLANT_ALL(P);
}

static void series_that_print_the_same(void **state)
{
	static const struct plant P[] = {
		{ "{kode}/{urut}/{tahun}", "<deret per=\"unit\"/>" SOURCE, "a.xml:3: ",
		  "unitnya tidak tercetak" },
		{ "{kode}/{urut}[/{unit}]", "<deret per=\"unit\"/>" SOURCE, "a.xml:3: ",
		  "unitnya tidak tercetak" },
		{ "{kode}/{urut}/{tahun}", "<deret per=\"instansi\" ulang=\"bulan\"/>" SOURCE,
		  "a.xml:3: ", "{bulan} tidak tercetak" },
	};

	(void)state;
	PLANT_ALL(P);
}

/* Line 1 the root, 2 title and source, 3 and 4 a group each. */
static struct str two_groups(struct arena *a, const char *x, const char *y)
{
	return arena_fmt(a,
	                 "<aturan-nomor nama=\"kab\">\n<judul>Kabupaten</judul>" SOURCE "\n"
	                 "<kelompok nama=\"surat\" naskah=\"surat-dinas\">%s</kelompok>\n"
	                 "<kelompok nama=\"tugas\"%s</kelompok>\n</aturan-nomor>\n",
	                 x, y);
}

static void two_groups_of_one_file(void **state)
{
	static const struct {
		const char *x, *y, *line, *words;
	} P[] = {
		{ "<pola>{kode}/{urut}/{tahun}</pola>" SERIES,
		  ">" "<pola>{kode}/{urut:4}/{tahun}</pola>" SERIES, "a.xml:4: ",
		  "deret \"surat\" dan \"tugas\" memakai nomor yang sama dan tercetak sama" },
		{ "<pola>{kode}/{urut}[/{jenis}]/{tahun}</pola><token nama=\"jenis\" nilai=\"SPT\"/>"
		  SERIES,
		  ">" "<pola>{kode}/{urut}/{jenis}/{tahun}</pola>"
		  "<token nama=\"jenis\" nilai=\"ND SPT\"/>" SERIES,
		  "a.xml:4: ", "800/1234567/SPT/2026" },
		{ "<pola>[{keamanan}-]{urut}/{tahun}</pola>" SERIES,
		  ">" "<pola>{keamanan}-{urut}/{tahun}</pola>" SERIES, "a.xml:4: ",
		  "B-1234567/2026" },
		{ "<pola>{urut}/{kode}</pola>" SERIES,
		  " naskah=\"surat-dinas\"><pola>{kode}/{urut}/SPT</pola>" SERIES, "a.xml:4: ",
		  "naskah \"surat-dinas\" sudah ada di kelompok kab-surat" },
		{ "<pola>{urut}/{kode}</pola>" SERIES,
		  "><pola>{urut}/{kode}/SPT</pola>"
		  "<deret kelompok=\"surat\" per=\"instansi\" mulai=\"5\"/>",
		  "a.xml:4: ", "deret \"surat\" ditulis lain" },
		{ "<pola>{urut}/{kode}</pola>" SERIES, "><pola>{urut}/{kode}</pola>", "a.xml:4: ",
		  "unsur deret tidak ada" },
		{ "<pola>{urut}/{kode}</pola>" SERIES, ">" SERIES, "a.xml:4: ", "unsur pola tidak ada" },
		{ "<pola>{urut}/{kode}</pola>" SERIES,
		  " oleh=\"tidak-dinomori\"><pola>{urut}</pola>" SERIES, "a.xml:4: ",
		  "tidak boleh mempunyai pola" },
		{ "<pola>{urut}/{kode}</pola>" SERIES,
		  " oleh=\"bagian-hukum\"><pola>{urut}/{unit}/HK</pola><deret per=\"unit\"/>",
		  "a.xml:4: ", "bagian hukum dihitung per=\"instansi\"" },
		{ "<pola>{urut}/{kode}</pola>" SERIES, " saat=\"nanti\"><pola>{urut}/HK</pola>" SERIES,
		  "a.xml:4: ", "saat \"nanti\" tidak dikenal" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof P / sizeof *P; i++) {
		struct arena *a = arena_open();

		faulty(P[i].line, P[i].words, two_groups(a, P[i].x, P[i].y));
		arena_close(a);
	}
}

static void what_differs_in_print_is_no_fault(void **state)
{
	static const char *const Y[] = {
		">" "<pola>{kode}/{urut}/SPT/{tahun}</pola>" SERIES,
		">" "<pola>{urut}/{kode}/{tahun}</pola>" SERIES,
		">" "<pola>{kode}/{urut}/{jenis}/{tahun}</pola><token nama=\"jenis\" nilai=\"ND\"/>" SERIES,
		"><pola>{kode}/{urut}/{tahun}</pola><deret kelompok=\"surat\" per=\"instansi\"/>",
		" naskah=\"notula\" oleh=\"tidak-dinomori\">",
	};

	(void)state;
	for (size_t i = 0; i < sizeof Y / sizeof *Y; i++) {
		struct arena *a = arena_open();
		struct said s =
			check(two_groups(a, "<pola>{kode}/{urut}/{tahun}</pola>" SERIES, Y[i]));

		if (s.n)
			fail_msg("%s", s.text[0]);
		arena_close(a);
	}
}

static void all_faults_of_a_file_are_said(void **state)
{
	struct arena *a = arena_open();
	struct said s = check(two_groups(a, "<pola>{kode}/{nomer}</pola>" SERIES,
	                                 " saat=\"nanti\"><pola>{urut</pola>" SERIES));

	(void)state;
	assert_int_equal(s.n, 3);
	assert_non_null(strstr(s.text[0], "a.xml:3: "));
	assert_non_null(strstr(s.text[1], "a.xml:4: "));
	assert_non_null(strstr(s.text[2], "a.xml:4: "));
	arena_close(a);
}

static void what_is_no_rule_at_all(void **state)
{
	(void)state;
	faulty("a.xml:1: ", "bukan aturan nomor", STR("<surat/>"));
	faulty("a.xml:1: ", "kosong", STR(""));
	faulty("a.xml:2: ", "XML", STR("<aturan-nomor nama='a'>\n<judul>x</judol>"));
	faulty("a.xml:1: ", "DOCTYPE", STR("<!DOCTYPE a><aturan-nomor/>"));
}

static void the_example_of_the_man_page(void **state)
{
	struct arena *a = arena_open();
	struct str page, xml;
	struct fail f;

	(void)state;
	assert_int_equal(fs_read(a, "docs/man/naskah-rule.5", 1u << 20, &page, &f), ERR_OK);
	xml = str_from(page, str_find(page, STR("\n<aturan-nomor")) + 1);
	xml = str_head(xml, str_find(xml, STR("\n.Ed")));
	assert_int_equal(check(xml).n, 0);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_pattern),
		cmocka_unit_test(the_elements),
		cmocka_unit_test(late_letters),
		cmocka_unit_test(series_that_print_the_same),
		cmocka_unit_test(two_groups_of_one_file),
		cmocka_unit_test(what_differs_in_print_is_no_fault),
		cmocka_unit_test(all_faults_of_a_file_are_said),
		cmocka_unit_test(what_is_no_rule_at_all),
		cmocka_unit_test(the_example_of_the_man_page),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
