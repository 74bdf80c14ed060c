/* bench_class.c - classification codes while one types, at the API.
 *
 *   bench_class NASKAH NASKAHD OFFICE.xml
 *
 * In a fresh office, and in one that adds 15,000 codes of its own to those shipped: each word
 * and code as it is typed, letter by letter, in the scheme in force and in all; p99 under 5 ms
 * is asked for.  Then three codes for a subject; and the start, its memory: 200 ms, 40 MiB.
 */
#include "bench_daemon.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { OWN = 15000, STARTS = 7, ROUNDS = 12, MOST = 4000 };

static const char DIR[] = "bench-class";
static const char *const TYPED[] = { "perjalanan%20dinas", "keuangan%20daerah", "000.1.2.3",
	"rehabilitasi%20sosial", "pelaksanaan%20kegiatan", "800.1.11", "p%20k%20b%20s%20t%20d", "094" };

static struct bench_wire wire;

static void own_codes(void)
{
	char path[64];

	(void)snprintf(path, sizeof path, "%s/klasifikasi", DIR);
	bench_must(mkdir(path, 0700) == 0, "mkdir");
	(void)snprintf(path, sizeof path, "%s/klasifikasi/besar.csv", DIR);
	FILE *f = fopen(path, "w");

	bench_must(f != NULL, "own codes");
	(void)fputs("kode,uraian\n", f);
	for (int i = 0; i < OWN; i++)
		(void)fprintf(f, "900.1.%d.%d,Perkara %d tentang pelaksanaan kegiatan %d\n",
		              i / 100 + 20, i % 100, i, i % 977);
	bench_must(fclose(f) == 0, "own codes");
}

static size_t typed(const char *token, const char *word, const char *scheme, double *ms, size_t n)
{
	char path[200];

	for (size_t len = 1; len <= strlen(word) && n < MOST; len++) {
		if (word[len - 1] == '%' || (len > 1 && word[len - 2] == '%'))
			continue;
		(void)snprintf(path, sizeof path, "/api/v1/classes?q=%.*s%s", (int)len, word, scheme);
		bench_get(&wire, token, path, &ms[n]);
		bench_must(wire.status == 200, wire.body);
		ms[n++] *= 1000;
	}
	return n;
}

static bool said(const char *what, double *ms, size_t n, double most)
{
	double half = bench_part(ms, n, 0.5), part = bench_part(ms, n, 0.99);

	(void)printf("| %s | p50 %.2f, p99 %.2f ms | %.0f ms | %s |\n", what, half, part, most,
	             part < most ? "yes" : "NO");
	return part < most;
}

static bool ahead(const char *token, const char *what, const char *scheme)
{
	static double ms[MOST];
	char line[120];
	size_t n = 0;

	for (int r = 0; r < ROUNDS; r++)
		for (size_t i = 0; i < sizeof TYPED / sizeof *TYPED; i++)
			n = typed(token, TYPED[i], scheme, ms, n);
	(void)snprintf(line, sizeof line, "a code typed ahead, %s, %s", what,
	               *scheme ? "all schemes" : "the scheme in force");
	return said(line, ms, n, 5);
}

static bool offers(const char *token, const char *what)
{
	double ms[200];
	char line[120];

	for (size_t i = 0; i < 200; i++) {
		bench_get(&wire, token, "/api/v1/classes/offers?sender=Dinas%20Contoh&subject="
		          "Permohonan%20narasumber%20kegiatan%20rehabilitasi%20sosial", &ms[i]);
		bench_must(wire.status == 200, wire.body);
		ms[i] *= 1000;
	}
	(void)snprintf(line, sizeof line, "three codes for a letter, %s", what);
	return said(line, ms, 200, 20);
}

static bool round_of(const struct bench_place *p, const char *what)
{
	double ms[STARTS];
	struct bench_daemon d;
	char token[128], password[64];

	for (int i = 0; i < STARTS; i++) {
		bench_start(&d, p, DIR);
		bench_must(bench_dial(&wire, d.port), "no connection");
		bench_get(&wire, "", "/healthz", NULL);
		ms[i] = (bench_now() - d.started) * 1000;
		if (i + 1 < STARTS) {
			bench_hang_up(&wire);
			bench_stop(&d);
		}
	}
	double m = bench_median(ms, STARTS), mib = (double)bench_rss_kib(&d, false) / 1024;
	bool good = m < 200 && mib < 40;

	(void)printf("| start to first answer, %s | %.0f ms, %.1f MiB | 200 ms, 40 MiB | %s |\n",
	             what, m, mib, good ? "yes" : "NO");
	bench_password(DIR, "pelaksana", password);
	bench_login(&wire, "pelaksana", password, token);
	good = ahead(token, what, "") && good;
	good = ahead(token, what, "&scheme=all") && good;
	good = offers(token, what) && good;
	bench_hang_up(&wire);
	bench_stop(&d);
	return good;
}

int main(int argc, char **argv)
{
	struct bench_place p = bench_place(argc, argv);
	bool good;

	bench_drop(DIR);
	bench_office(&p, DIR);
	(void)printf("| | measured | limit | kept |\n|---|---|---|---|\n");
	good = round_of(&p, "shipped codes");
	own_codes();
	good = round_of(&p, "15,000 more of its own") && good;
	bench_drop(DIR);
	return good ? 0 : 1;
}
