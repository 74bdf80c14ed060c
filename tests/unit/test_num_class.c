/* Classification codes: the shipped tables whole, type-ahead, and faults by line. */
#include "num_class.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include "buf.h"
#include "fs.h"
#include "num_cross.h"

#define NEW STR("permendagri-83-2022")
#define OLD STR("permendagri-78-2012")

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MOST_MS 50 /* a sanitizer's own time, on a busy machine, says nothing */
#else
#define MOST_MS 5
#endif

static int load(void **state)
{
	struct num_classes *set;
	struct fail f = { 0 };

	if (num_classes_load(&set, "numbering", NULL, &f)) {
		print_error("%s\n", f.text);
		return 1;
	}
	*state = set;
	return 0;
}

static int unload(void **state)
{
	num_classes_free(*state);
	return 0;
}

static void codes_are_found(void **state)
{
	const struct num_classes *set = *state;
	const struct num_class *c = num_class_find(set, NEW, STR("000.1.2.3"));

	assert_true(num_classes_count(set) > 5000);
	assert_non_null(c);
	assert_true(str_eqc(c->name, "Perjalanan Dinas Pegawai"));
	assert_true(str_eqc(c->parent->code, "000.1.2"));
	assert_true(str_eqc(c->parent->parent->parent->code, "000"));
	assert_null(c->parent->parent->parent->parent);
	assert_null(num_class_find(set, OLD, STR("000.1.2.3")));
	assert_null(num_class_find(set, NEW, STR("001")));
	assert_null(num_class_find(set, NEW, STR("")));
	c = num_class_find(set, (struct str){ 0 }, STR("800"));
	assert_true(str_eq(num_class_filed(c), NEW));
	assert_non_null(num_class_find(set, OLD, STR("422.1")));
	assert_true(str_eq(num_class_scheme_on(set, (struct day){ 2026, 11, 24 })->name, NEW));
	assert_true(str_eq(num_class_scheme_on(set, (struct day){ 2022, 9, 23 })->name, NEW));
	assert_true(str_eq(num_class_scheme_on(set, (struct day){ 2022, 9, 22 })->name, OLD));
}

static size_t ask(const struct num_classes *set, struct arena *a, const char *typed,
                  const struct num_class **out)
{
	return num_class_suggest(set, a, num_class_scheme(set, NEW), str_c(typed), out,
	                         NUM_SUGGEST_MAX);
}

static void typing_ahead(void **state)
{
	const struct num_classes *set = *state;
	const struct num_class *out[NUM_SUGGEST_MAX];
	struct arena *a = arena_open();
	size_t n = ask(set, a, "800", out);

	assert_int_equal(n, NUM_SUGGEST_MAX);
	assert_true(str_eqc(out[0]->code, "800"));
	for (size_t i = 1; i < n; i++)
		assert_true(str_starts(out[i]->code, STR("800")));
	n = ask(set, a, "000.1.2", out);
	assert_true(str_eqc(out[0]->code, "000.1.2"));
	n = ask(set, a, "  PERJALANAN dínas, pegawai ", out);
	assert_true(n > 0);
	assert_true(str_eqc(out[0]->code, "000.1.2.3"));
	n = ask(set, a, "000.1 perjal", out);
	assert_true(n > 2);
	for (size_t i = 0; i < n; i++)
		assert_true(str_starts(out[i]->code, STR("000.1")));
	n = ask(set, a, "cuti", out);
	assert_true(n > 0);
	assert_int_equal(ask(set, a, "", out), 0);
	assert_int_equal(ask(set, a, "   ", out), 0);
	assert_int_equal(ask(set, a, "takadakatabegini", out), 0);
	assert_int_equal(ask(set, a, "\xff\xfe", out), 0);
	assert_int_equal(num_class_suggest(set, a, num_class_scheme(set, NEW), STR("800"), out, 3), 3);
	arena_close(a);
}

static void it_answers_while_one_types(void **state)
{
	static const char *const TYPED[] = { "p", "pe", "perencanaan", "8", "keuangan daerah",
		                             "pelaksanaan kegiatan bantuan", "zzz", "a b c d" };
	const struct num_class *out[NUM_SUGGEST_MAX];
	struct timespec from, to;
	enum { ROUNDS = 10, N = sizeof TYPED / sizeof *TYPED };

	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
	for (int r = 0; r < ROUNDS; r++)
		for (size_t i = 0; i < N; i++) {
			struct arena *a = arena_open();

			(void)num_class_suggest(*state, a, NULL, str_c(TYPED[i]), out,
			                        NUM_SUGGEST_MAX);
			arena_close(a);
		}
	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
	double ms = (double)(to.tv_sec - from.tv_sec) * 1e3 +
	            (double)(to.tv_nsec - from.tv_nsec) / 1e6;

	print_message("%.2f ms a look-up\n", ms / (ROUNDS * N));
	assert_true(ms / (ROUNDS * N) < MOST_MS);
}

static void faults_name_the_line(void **state)
{
	static const struct {
		const char *text, *says;
	} BAD[] = {
		{ "kode,nama\n", "x.csv:1: kolom \"nama\" tidak dikenal" },
		{ "kode,induk\n", "x.csv:1: baris judul tanpa kolom uraian" },
		{ "# nama: x\n", "x.csv:2: tidak ada baris judul" },
		{ "kode,uraian,induk\n000,UMUM,\n001,\"Lambang,000\n", "x.csv:3: " },
		{ "kode,uraian,induk\n000,UMUM,\n000,UMUM,\n", "x.csv:3: kode itu sudah ada" },
		{ "kode,uraian,induk\n001,Lambang,000\n", "x.csv:2: kode induk" },
		{ "kode,uraian,induk\n000,\xff,\n", "x.csv:2: bukan teks UTF-8" },
		{ "kode,uraian,induk\n0/0,UMUM,\n", "x.csv:2: kode hanya" },
		{ "kode,uraian,induk\n000,,\n", "x.csv:2: uraian" },
		{ "kode,uraian,induk\n000,UMUM,,x\n", "x.csv:2: isian lebih banyak" },
		{ "kode;uraian;aktif\n000;UMUM;dua\n", "x.csv:2: masa simpan" },
		{ "kode;uraian;nasib\n000;UMUM;dibuang\n", "x.csv:2: nasib ditulis" },
		{ "kode;uraian;sejak\n000;UMUM;2022-02-30\n", "x.csv:2: tanggal sejak" },
		{ "# berlaku: 2022-02-30\nkode,uraian\n", "x.csv: tanggal berlaku" },
		{ "# lapisan: tidak-ada\nkode,uraian\n000,UMUM\n", "x.csv: lapisan" },
	};
	char dir[] = "/tmp/naskah-class-XXXXXX", sub[64], path[96];
	struct num_classes *set;
	struct fail f;

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_int_equal(num_classes_load(&set, dir, NULL, &f), ERR_NOTFOUND);
	(void)snprintf(sub, sizeof sub, "%s/classification", dir);
	(void)snprintf(path, sizeof path, "%s/x.csv", sub);
	assert_int_equal(mkdir(sub, 0700), 0);
	assert_int_equal(num_classes_load(&set, dir, NULL, &f), ERR_NOTFOUND);
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		assert_int_equal(fs_write(path, str_c(BAD[i].text), 0600, &f), ERR_OK);
		assert_int_equal(num_classes_load(&set, dir, NULL, &f), ERR_INVALID);
		assert_null(set);
		if (!strstr(f.text, BAD[i].says))
			print_error("%s\n", f.text);
		assert_non_null(strstr(f.text, BAD[i].says));
	}
	(void)remove(path);
	(void)rmdir(sub);
	(void)rmdir(dir);
}

static void schemes_layers_and_days(void **state)
{
	const struct num_classes *set = *state;
	const struct num_class *c = num_class_find(set, OLD, STR("094"));

	assert_true(str_eq(c->scheme->title, STR("Permendagri 78/2012")));
	assert_true(c->from.year == 0 && c->to.year == 2022);
	assert_true(num_class_find(set, NEW, STR("800"))->from.year == 2022);
	/* what letters were filed under before the annex stood here is still found */
	assert_true(num_class_find(set, STR("lama-3-digit"), STR("094")) == c);
	/* a region's variant comes after the scheme, and is filed under its name */
	c = num_class_find(set, OLD, STR("045.9.1"));
	assert_true(str_eqc(c->scheme->name, "lama-jepara"));
	assert_true(str_eq(num_class_filed(c), OLD));
	assert_true(str_eqc(num_class_find(set, OLD, STR("001.3"))->name, "Lagu Kebangsaan"));
	c = num_class_find(set, STR("lama-pergub-26"), STR("001.3"));
	assert_true(str_eqc(c->name, "Daerah"));
	assert_null(num_class_scheme(set, STR("lain")));
}

static void how_long_letters_are_kept(void **state)
{
	const struct num_classes *set = *state;
	struct arena *a = arena_open();
	const struct num_class *c = num_class_find(set, NEW, STR("000.1.2.3"));

	assert_true(num_class_keeper(set, c) == c);
	assert_true(str_eqc(num_keep_text(a, &c->keep), "5 tahun aktif, 3 tahun inaktif, lalu musnah"));
	c = num_class_find(set, NEW, STR("400.4.6.1"));
	assert_true(str_starts(num_keep_text(a, &c->keep), STR("2 tahun aktif setelah Perjanjian")));
	c = num_class_find(set, NEW, STR("800.1.3.2"));
	assert_true(str_ends(num_keep_text(a, &c->keep),
	                     STR("lalu musnah, kecuali SK Masuk Berkas Perseorangan")));
	assert_null(num_class_keeper(set, num_class_find(set, NEW, STR("800"))));
	c = num_class_keeper(set, num_class_find(set, OLD, STR("125.4")));
	assert_true(str_eqc(c->scheme->name, "lama-jepara"));
	assert_true(c->keep.active == 5 && c->keep.fate == NUM_FATE_KEEP);
	arena_close(a);
}

/* A folder that stands in for an office's: one file in it. */
struct folder {
	char dir[32], path[64];
};

static struct num_classes *with_own(struct folder *x, const char *text, struct fail *f)
{
	struct num_classes *set;

	(void)snprintf(x->dir, sizeof x->dir, "/tmp/naskah-own-XXXXXX");
	assert_non_null(mkdtemp(x->dir));
	(void)snprintf(x->path, sizeof x->path, "%s/kantor.csv", x->dir);
	assert_int_equal(fs_write(x->path, str_c(text), 0600, f), ERR_OK);
	if (num_classes_load(&set, "numbering", x->dir, f))
		assert_null(set);
	(void)remove(x->path);
	(void)rmdir(x->dir);
	return set;
}

static void an_office_adds_codes(void **state)
{
	/* as a spreadsheet saves it: a mark, semicolons, CRLF, a column left over */
	static const char TEXT[] =
		"\xef\xbb\xbfkode;uraian;aktif;inaktif;nasib;\r\n"
		"800.1.11.99;Surat tugas piket panti;1;1;musnah;\r\n"
		"000.1.2.3;Perjalanan dinas pegawai panti;2;2;permanen;\r\n";
	const struct num_class *out[NUM_SUGGEST_MAX];
	struct arena *a = arena_open();
	struct folder x;
	struct fail f;
	struct num_classes *set = with_own(&x, TEXT, &f);
	const struct num_scheme *now;
	const struct num_class *c;

	assert_non_null(set);
	c = num_class_find(set, NEW, STR("800.1.11.99"));
	assert_true(c->scheme->own && str_eq(num_class_filed(c), NEW));
	assert_true(str_eqc(c->parent->code, "800.1.11"));
	assert_true(c->from.year == 2022);
	c = num_class_find(set, (struct str){ 0 }, STR("000.1.2.3"));
	assert_true(str_eqc(c->name, "Perjalanan dinas pegawai panti"));
	assert_int_equal(num_class_keeper(set, c)->keep.active, 2);
	now = num_class_scheme_on(set, (struct day){ 2026, 11, 24 });
	assert_true(str_eq(now->name, NEW));
	assert_int_equal(num_class_suggest(set, a, now, STR("panti piket"), out, 20), 1);
	assert_int_equal(num_class_suggest(set, a, now, STR("000.1.2.3"), out, 20), 1);
	assert_true(out[0]->scheme->own);
	num_classes_free(set);
	set = with_own(&x, "# skema: sendiri\nkode,uraian\n1,Umum\n", &f);
	assert_null(set);
	assert_non_null(strstr(f.text, "kantor.csv: skema sendiri perlu"));
	set = with_own(&x, "# skema: sendiri\n# berlaku: 2024-01-01\nkode,uraian\n1,Umum\n", &f);
	assert_non_null(set);
	now = num_class_scheme_on(set, (struct day){ 2026, 11, 24 });
	assert_true(str_eqc(now->name, "kantor"));
	num_classes_free(set);
	arena_close(a);
	(void)state;
}

/* Three times what is shipped, the office's own among them. */
static void twenty_thousand_codes(void **state)
{
	const struct num_class *out[NUM_SUGGEST_MAX];
	struct buf b = BUF_MAX(4u << 20);
	struct arena *a = arena_open();
	struct timespec from, to;
	struct folder x;
	struct fail f;

	BUF_ADD(&b, "kode,uraian\n");
	for (int i = 0; i < 15000; i++)
		buf_fmt(&b, "900.1.%d.%d,Perkara nomor %d tentang pelaksanaan kegiatan %d\n",
		        i / 100 + 20, i % 100, i, i % 977);
	struct num_classes *set = with_own(&x, arena_cstr(a, buf_keep(&b, a)), &f);

	assert_non_null(set);
	assert_true(num_classes_count(set) > 20000);
	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
	(void)num_class_suggest(set, a, NULL, STR("p k b s t r m d"), out, 20);
	assert_int_equal(num_class_suggest(set, a, NULL, STR("pelaksanaan"), out, 20), 20);
	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
	double ms = (double)(to.tv_sec - from.tv_sec) * 1e3 +
	            (double)(to.tv_nsec - from.tv_nsec) / 1e6;

	print_message("%.2f ms a look-up\n", ms / 2);
	assert_true(ms / 2 < MOST_MS);
	num_classes_free(set);
	arena_close(a);
	(void)state;
}

static void codes_for_a_subject(void **state)
{
	static const struct {
		const char *subject, *code;
	} ABOUT[] = {
		{ "Laporan perjalanan dinas pegawai ke Palangka Raya", "000.1.2" },
		{ "Permohonan cuti tahunan", "800.1.11" },
		{ "Undangan musyawarah perencanaan pembangunan kecamatan", "000.7.1" },
		{ "Rehabilitasi sosial korban penyalahgunaan napza", "400.9.5" },
	};
	const struct num_class *out[3];
	struct arena *a = arena_open();
	int sure[3];

	for (size_t i = 0; i < sizeof ABOUT / sizeof *ABOUT; i++) {
		size_t n = num_class_by_subject(*state, a, num_class_scheme(*state, NEW),
		                                str_c(ABOUT[i].subject), out, sure, 3);
		bool hit = false;

		for (size_t k = 0; k < n; k++) {
			hit = hit || str_starts(out[k]->code, str_c(ABOUT[i].code));
			print_message("%s: %.*s %.*s %d\n", ABOUT[i].subject, STR_ARG(out[k]->code),
			              STR_ARG(out[k]->name), sure[k]);
		}
		assert_true(hit);
	}
	assert_int_equal(num_class_by_subject(*state, a, NULL, STR("qwzx"), out, sure, 3), 0);
	assert_int_equal(num_class_by_subject(*state, a, NULL, STR(""), out, sure, 3), 0);
	arena_close(a);
}

static void old_codes_and_new_ones(void **state)
{
	const struct num_classes *set = *state;
	struct num_cross x[40];
	size_t n = num_cross_of(set, num_class_find(set, OLD, STR("094")), x, 40);

	assert_int_equal(n, 1);
	assert_true(str_eqc(x[0].to->code, "000.1.2.3"));
	assert_string_equal(num_cross_level(&x[0]), "pasti");
	assert_int_equal(x[0].how, NUM_CROSS_TABLE);
	n = num_cross_of(set, num_class_find(set, NEW, STR("000.1.2.3")), x, 40);
	assert_int_equal(n, 1);
	assert_true(str_eqc(x[0].from->code, "094"));
	/* an invitation is filed by what one is invited to */
	n = num_cross_of(set, num_class_find(set, OLD, STR("005")), x, 40);
	assert_true(n > 1 && x[0].one_of_many && x[1].one_of_many);
	assert_string_equal(num_cross_level(&x[0]), "meragukan");
	assert_int_equal(num_cross_of(set, num_class_find(set, NEW, STR("800.1.11")), x, 40), 1);
	n = num_cross_under(set, num_class_find(set, NEW, STR("800.1.11")), x, 40);
	assert_true(n > 5);
	for (size_t i = 0; i < n; i++)
		assert_true(str_starts(x[i].to->code, STR("800.1.11")));
	assert_int_equal(num_cross_under(set, num_class_find(set, OLD, STR("851")), x, 1), 1);
	/* the same figures in both schemes: each asks for its own */
	n = num_cross_of(set, num_class_find(set, OLD, STR("800")), x, 40);
	assert_true(n == 1 && str_eq(num_class_filed(x[0].from), OLD));
	assert_true(str_eq(num_class_filed(x[0].to), NEW));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_found),
		cmocka_unit_test(typing_ahead),
		cmocka_unit_test(it_answers_while_one_types),
		cmocka_unit_test(faults_name_the_line),
		cmocka_unit_test(schemes_layers_and_days),
		cmocka_unit_test(how_long_letters_are_kept),
		cmocka_unit_test(an_office_adds_codes),
		cmocka_unit_test(twenty_thousand_codes),
		cmocka_unit_test(codes_for_a_subject),
		cmocka_unit_test(old_codes_and_new_ones),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
