/* The command line: words, exit codes, and the commands that need no daemon. */
#define _GNU_SOURCE /* nftw, strsep */
#include "cli_command.h"
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "fs.h"
#include "json.h"

#define ARGS_MAX 16

struct ran {
	int code;
	char *out, *err;
	size_t out_n, err_n;
};

static struct ran run(const char *input, ...)
{
	char *argv[ARGS_MAX] = {(char *)"naskah"};
	struct ran r = {0};
	FILE *out = open_memstream(&r.out, &r.out_n);
	FILE *err = open_memstream(&r.err, &r.err_n);
	FILE *in = tmpfile();
	va_list ap;
	int n = 1;

	assert_true(out && err && in);
	assert_true(fputs(input, in) >= 0);
	rewind(in);
	va_start(ap, input);
	while (n + 1 < ARGS_MAX && (argv[n] = va_arg(ap, char *)))
		n++;
	va_end(ap);
	r.code = cli_main(n, argv, "9.9", SHARE, in, out, err);
	(void)fclose(in);
	(void)fclose(out);
	(void)fclose(err);
	return r;
}

static void done(struct ran *r)
{
	free(r->out);
	free(r->err);
}

static void expect(struct ran r, int code, const char *out, const char *err)
{
	if (r.code != code)
		fail_msg("exit %d, not %d: %s%s", r.code, code, r.out, r.err);
	if (!strstr(r.out, out))
		fail_msg("\"%s\" does not say \"%s\"", r.out, out);
	if (!strstr(r.err, err))
		fail_msg("\"%s\" does not say \"%s\"", r.err, err);
	done(&r);
}

static void assert_pdf(const char *path)
{
	char head[5] = "";
	FILE *in = fopen(path, "r");

	assert_non_null(in);
	assert_int_equal(fread(head, 1, sizeof(head), in), sizeof(head));
	assert_memory_equal(head, "%PDF-", sizeof(head));
	(void)fclose(in);
}

static void usage_is_two(void **state)
{
	(void)state;
	expect(run("", NULL), 2, "", "sebut perintahnya");
	expect(run("", "terbang", NULL), 2, "", "tidak dikenal");
	expect(run("", "init", NULL), 2, "", "pakai: naskah init");
	expect(run("", "init", "/tmp/x", NULL), 2, "", "--office");
	expect(run("", "init", "/tmp/x", "--kantor", "y", NULL), 2, "", "--kantor");
	expect(run("", "number", "parse", "--rule", NULL), 2, "", "perlu nilai");
	expect(run("", "record", "x1", "--token", "t", NULL), 2, "", "bilangan");
	expect(run("", "--version", NULL), 0, "naskah 9.9", "");
}

static void every_command_has_its_help(void **state)
{
	static const struct cli_command *const tables[] = {
		cli_folder_commands, cli_tool_commands, cli_daemon_commands};
	struct ran all = run("", "--help", NULL);

	(void)state;
	assert_int_equal(all.code, 0);
	for (size_t t = 0; t < 3; t++)
		for (const struct cli_command *k = tables[t]; k->words; k++) {
			char words[64];
			char *second;

			assert_non_null(strstr(all.out, k->words));
			assert_true(k->run || (k->method && k->path));
			(void)snprintf(words, sizeof(words), "%s", k->words);
			second = strchr(words, ' ');
			if (second)
				*second++ = '\0';
			expect(second ? run("", words, second, "--help", NULL)
				      : run("", words, "--help", NULL),
			       0, k->words, "");
		}
	done(&all);
}

static void numbers_are_read_and_printed(void **state)
{
	(void)state;
	expect(run("800/II-2/Dinsos.C/II/2023\n9.2.01/2010\n/Sosdukcapil/PSBAWEP -1/2019\n",
		   "number", "parse", NULL),
	       0, "\"urut\":\"\"", "");
	expect(run("ini bukan nomor surat\n", "number", "parse", NULL), 1, "\"error\"", "");
	expect(run("", "number", "format", "--rule", "jambi-surat", "kode=800", "urut=12",
		   "pd=Dinsos", "tanggal=2026-11-22", NULL),
	       0, "800/12/Dinsos/XI/2026", "");
	expect(run("", "number", "format", "--rule", "tidak-ada", "urut=1", NULL), 1, "",
	       "tidak ada");
}

static void codes_are_told(void **state)
{
	(void)state;
	expect(run("", "class", "094", NULL), 0,
	       "Kini         000.1.2.3 Perjalanan Dinas Pegawai (pasti, 95%, tabel)", "");
	expect(run("", "class", "000.1.2.3", NULL), 0,
	       "5 tahun aktif, 3 tahun inaktif, lalu musnah (jadwal retensi satu provinsi", "");
	expect(run("", "class", "cuti", "tahunan", NULL), 0, "800.1.11.4\tCuti Tahunan", "");
	expect(run("", "class", "851", "--json", NULL), 0, "\"level\":\"pasti\"", "");
	expect(run("", "class", "tidakadakataini", NULL), 1, "", "Tidak ada kode");
	expect(run("", "class", "800", "--scheme", "lain", NULL), 1, "", "Skema klasifikasi");
	expect(run("", "class", NULL), 2, "", "pakai");
	expect(run("", "class", "check", SHARE "/numbering/classification/lama-3-digit.csv", NULL),
	       1, "", "nama berkas itu sudah dipakai");
	expect(run("", "class", "check", "tidak-ada.csv", NULL), 1, "", "tidak-ada.csv");
}

static void samples_go_through_a_pipe(void **state)
{
	static const char *const forms[] = {"surat-dinas", "undangan",	       "nota-dinas",
					    "surat-tugas", "disposisi", "tanda-terima"};
	char pdf[] = "/tmp/naskah-cli-pdf-XXXXXX";
	int fd = mkstemp(pdf);

	(void)state;
	assert_true(fd >= 0);
	(void)close(fd);
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct ran s = run("", "template", "sample", forms[i], NULL);

		assert_int_equal(s.code, 0);
		expect(run(s.out, "template", "check", "-", NULL), 0, "baik", "");
		assert_int_equal(truncate(pdf, 0), 0);
		expect(run(s.out, "render", "-", "-o", pdf, "--json", NULL), 0,
		       "\"faults\":[]", "");
		assert_pdf(pdf);
		done(&s);
	}
	(void)remove(pdf);
}

#define LETTER(more)                                                                  \
	"<surat bentuk='surat-tugas'>\n"                                              \
	"<tempat>Jambi</tempat>\n" more "</surat>\n"

/* One line for each fault, and each line says where. */
static void faults_come_line_by_line(void **state)
{
	struct ran r = run(LETTER("<tanggal>2026-02-30</tanggal>\n<hati/>\n"), "render", "-",
			   "-o", "/tmp/naskah-cli-none.pdf", NULL);
	char *rest = r.err, *line;
	size_t n = 0;

	(void)state;
	assert_int_equal(r.code, 1);
	assert_string_equal(r.out, "");
	while ((line = strsep(&rest, "\n")) && *line) {
		assert_memory_equal(line, "-: baris ", 9);
		n++;
	}
	assert_true(n >= 3);
	assert_int_equal(access("/tmp/naskah-cli-none.pdf", F_OK), -1);
	done(&r);
	expect(run(LETTER(""), "render", "-", "-o", "/tmp/x/y/z.pdf", "--date", "2026-02-30",
		   NULL),
	       2, "", "--date");
	expect(run("", "render", "-", "-o", "/tmp/naskah-cli-none.pdf", NULL), 1, "",
	       "-:1: berkas kosong");
	expect(run("", "render", "-", "--batch", "/tmp", "-o", "/tmp", NULL), 2, "", "satu berkas");
	expect(run("<bentuk", "template", "check", "-", NULL), 1, "", "-:1: tanda <");
	expect(run("<aneh/>", "template", "check", "-", NULL), 1, "", "-:1: akar <aneh>");
	expect(run("", "rule", "check", SHARE "/forms/undangan.xml", NULL), 1, "",
	       "undangan.xml:");
	expect(run("", "procedure", "check", SHARE "/forms/undangan.xml", NULL), 1, "",
	       "undangan.xml:");
}

static void json_is_json(void **state)
{
	const struct json *j;
	struct arena *a = arena_open();
	struct ran all[] = {
		run("", "template", "list", "--json", NULL),
		run("", "template", "sample", "undangan", "--json", NULL),
		run("", "rule", "list", "--json", NULL),
		run("", "rule", "check", SHARE "/forms/undangan.xml", "--json", NULL),
		run("", "procedure", "print", "surat-masuk", "--json", NULL),
		run("", "procedure", "print", "tiada", "--json", NULL),
		run("<x", "template", "check", "-", "--json", NULL),
		run("", "number", "format", "--rule", "jambi-surat", "kode=800", "urut=12",
		    "pd=Dinsos", "tanggal=2026-11-22", "--json", NULL),
		run("", "check", "/tmp/naskah-cli-none", "--json", NULL),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct fail f;

		if (json_read(a, str_c(all[i].out), 1u << 20, &j, &f))
			fail_msg("%zu: %s: %s", i, f.text, all[i].out);
		done(&all[i]);
	}
	arena_close(a);
}

static void procedures_are_printed(void **state)
{
	(void)state;
	expect(run("", "procedure", "print", "surat-masuk", NULL), 0, "Pengarsipan", "");
	expect(run("", "procedure", "print", "tidak-ada", NULL), 1, "", "tidak ada");
	expect(run("", "procedure", "print", "../procedures/surat-masuk", NULL), 1, "", "tidak ada");
	expect(run("", "procedure", "print", SHARE "/procedures/jambi-terminasi.xml", NULL), 0,
	       "Memfasilitasi pemulangan anak", "");
	expect(run("", "procedure", "list", NULL), 0, "jambi-terminasi\tperkara\t", "");
	expect(run("", "procedure", "print", "surat-keluar", "-o", "sop.txt", NULL), 2, "",
	       ".pdf");
	expect(run("", "procedure", "check", SHARE "/procedures/surat-keluar.xml", NULL), 0,
	       "7 langkah", "");
	expect(run("", "rule", "check", SHARE "/numbering/rules/jambi-surat.xml", NULL), 0,
	       "benar", "");
	expect(run("", "rule", "check", SHARE "/numbering/rules/lpa.xml", "CMakeLists.txt", NULL), 1,
	       "lpa.xml: benar", "CMakeLists.txt:1: ");
	expect(run("", "rule", "check", SHARE "/numbering/rules/lpa.xml", "--json", NULL), 0,
	       "\"faults\":[]}", "");
	expect(run("", "rule", "check", "CMakeLists.txt", "--json", NULL), 1,
	       "\"faults\":[\"CMakeLists.txt:1: ", "");
	expect(run("", "rule", "check", "tidak-ada.xml", NULL), 1, "", "tidak ada");
	expect(run("", "rule", "check", NULL), 2, "", "BERKAS");
	expect(run("", "rule", "list", "--json", NULL), 0, "\"late\":\"jatah-hari\"", "");
}

static struct str sheet(struct arena *a, const char *path, const char *date)
{
	struct str pdf;
	struct fail f;

	expect(run("", "procedure", "print", "surat-keluar", "-o", path, "--date", date,
		   "--office", "offices/jambi-psbawep.xml", NULL),
	       0, "byte", "");
	assert_int_equal(fs_read(a, path, 1 << 20, &pdf, &f), ERR_OK);
	assert_int_equal(unlink(path), 0);
	assert_true(str_starts(pdf, STR("%PDF-")));
	return pdf;
}

/* The sheet is a function of the procedure, the office file and the date. */
static void a_sheet_is_drawn_the_same_again(void **state)
{
	char path[] = "/tmp/naskah-sop-XXXXXX.pdf";
	struct arena *a = arena_open();
	int fd = mkstemps(path, 4);

	(void)state;
	assert_true(fd >= 0);
	(void)close(fd);
	assert_true(str_eq(sheet(a, path, "2026-11-24"), sheet(a, path, "2026-11-24")));
	assert_false(str_eq(sheet(a, path, "2026-11-24"), sheet(a, path, "2026-11-25")));
	expect(run("", "procedure", "print", "surat-keluar", "-o", path, "--date", "2026-13-01",
		   NULL),
	       1, "", "kalender");
	arena_close(a);
}

static int erase(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static void a_folder_lives(void **state)
{
	char dir[] = "/tmp/naskah-cli-XXXXXX", data[64], copy[64], back[64];
	const char *office = "offices/jambi-psbawep.xml";

	(void)state;
	assert_non_null(mkdtemp(dir));
	(void)snprintf(data, sizeof(data), "%s/data", dir);
	(void)snprintf(copy, sizeof(copy), "%s/copy", dir);
	(void)snprintf(back, sizeof(back), "%s/back", dir);
	expect(run("", "init", data, "--office", office, NULL), 0, "Administrator: admin", "");
	expect(run("", "init", data, "--office", office, NULL), 1, "", "sudah berisi data");
	expect(run("", "check", data, NULL), 0, "Utuh sampai entri 1", "");
	expect(run("", "user", "add", data, "--login", "tamu", "name=Contoh Tamu", NULL), 0,
	       "Kata sandi pertama tamu", "");
	expect(run("", "user", "add", data, "--login", "tamu", "name=Contoh Tamu", NULL), 1, "",
	       "sudah dipakai");
	expect(run("", "user", "list", data, "--json", NULL), 0, "\"login\":\"tamu\"", "");
	expect(run("", "user", "reset", data, "tiada", NULL), 1, "", "tidak ada");
	expect(run("", "backup", data, "--out", copy, NULL), 0, "Cadangan", "");
	expect(run("", "restore", copy, back, NULL), 0, "utuh", "");
	expect(run("", "check", back, "--json", NULL), 0, "\"whole\":true", "");
	expect(run("", "check", dir, NULL), 1, "", "naskah.db");
	assert_int_equal(nftw(dir, erase, 16, FTW_DEPTH | FTW_PHYS), 0);
}

static void no_daemon_is_three(void **state)
{
	(void)state;
	expect(run("", "worklist", "--url", "http://127.0.0.1:1", "--token", "t", NULL), 3, "",
	       "127.0.0.1:1");
	expect(run("kata sandi\n", "login", "--url", "http://127.0.0.1:1", "--user", "x", NULL),
	       3, "", "127.0.0.1:1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(usage_is_two),
		cmocka_unit_test(every_command_has_its_help),
		cmocka_unit_test(numbers_are_read_and_printed),
		cmocka_unit_test(codes_are_told),
		cmocka_unit_test(samples_go_through_a_pipe),
		cmocka_unit_test(faults_come_line_by_line),
		cmocka_unit_test(json_is_json),
		cmocka_unit_test(procedures_are_printed),
		cmocka_unit_test(a_sheet_is_drawn_the_same_again),
		cmocka_unit_test(a_folder_lives),
		cmocka_unit_test(no_daemon_is_three),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
