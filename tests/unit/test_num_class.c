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
#include "fs.h"

#define NEW STR("permendagri-83-2022")
#define OLD STR("lama-3-digit")

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MOST_MS 50 /* a sanitizer's own time, on a busy machine, says nothing */
#else
#define MOST_MS 5
#endif

static int load(void **state)
{
	struct num_classes *set;
	struct fail f = { 0 };

	if (num_classes_load(&set, "numbering", &f)) {
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
	assert_true(str_eq(c->scheme, NEW));
	assert_non_null(num_class_find(set, OLD, STR("422.1")));
	assert_true(str_eq(num_class_scheme_on(set, (struct day){ 2026, 11, 24 }), NEW));
	assert_true(str_eq(num_class_scheme_on(set, (struct day){ 2022, 9, 23 }), NEW));
	assert_true(str_eq(num_class_scheme_on(set, (struct day){ 2022, 9, 22 }), OLD));
}

static size_t ask(const struct num_classes *set, struct arena *a, const char *typed,
                  const struct num_class **out)
{
	return num_class_suggest(set, a, NEW, str_c(typed), out, NUM_SUGGEST_MAX);
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
	assert_int_equal(num_class_suggest(set, a, STR("lain"), STR("800"), out, 20), 0);
	assert_int_equal(num_class_suggest(set, a, NEW, STR("800"), out, 3), 3);
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

			(void)num_class_suggest(*state, a, (struct str){ 0 }, str_c(TYPED[i]), out,
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
		{ "kode,nama\n", "x.csv:1: " },
		{ "kode,uraian,induk\n000,UMUM,\n001,\"Lambang,000\n", "x.csv:3: " },
		{ "kode,uraian,induk\n000,UMUM,\n000,UMUM,\n", "x.csv:3: kode harus urut" },
		{ "kode,uraian,induk\n001,Lambang,000\n", "x.csv:2: kode induk" },
		{ "kode,uraian,induk\n000,\xff,\n", "x.csv:2: uraian" },
		{ "kode,uraian,induk\n0/0,UMUM,\n", "x.csv:2: kode hanya" },
		{ "kode,uraian,induk\n000,,\n", "x.csv:2: uraian" },
		{ "kode,uraian,induk\n000,UMUM,,x\n", "x.csv:2: baris" },
		{ "# berlaku: 2022-02-30\n", "x.csv:1: tanggal" },
	};
	char dir[] = "/tmp/naskah-class-XXXXXX", sub[64], path[96];
	struct num_classes *set;
	struct fail f;

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_int_equal(num_classes_load(&set, dir, &f), ERR_NOTFOUND);
	(void)snprintf(sub, sizeof sub, "%s/classification", dir);
	(void)snprintf(path, sizeof path, "%s/x.csv", sub);
	assert_int_equal(mkdir(sub, 0700), 0);
	assert_int_equal(num_classes_load(&set, dir, &f), ERR_NOTFOUND);
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		assert_int_equal(fs_write(path, str_c(BAD[i].text), 0600, &f), ERR_OK);
		assert_int_equal(num_classes_load(&set, dir, &f), ERR_INVALID);
		assert_null(set);
		if (!strstr(f.text, BAD[i].says))
			print_error("%s\n", f.text);
		assert_non_null(strstr(f.text, BAD[i].says));
	}
	(void)remove(path);
	(void)rmdir(sub);
	(void)rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_found),
		cmocka_unit_test(typing_ahead),
		cmocka_unit_test(it_answers_while_one_types),
		cmocka_unit_test(faults_name_the_line),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
