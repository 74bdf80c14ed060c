/* bench_start.c - from exec to the first answer, and the memory of a day's log-ins.
 *
 *   bench_start NASKAH NASKAHD OFFICE.xml
 *
 * Start: the median of STARTS starts, until /healthz answers, of a fresh office and, when
 * bench_find left it, of the one with a million letters; 200 ms are asked for.
 * Memory: resident after 100 log-ins of eight people, each of which asks for its work list;
 * 64 MiB are asked for.
 */
#include "bench_daemon.h"
#include <glob.h>
#include <stdio.h>
#include <string.h>

enum { STARTS = 7, LOGINS = 100 };

static const char DIR[] = "bench-start";
static const char *const WHO[] = { "kepala-dinas", "kepala-panti", "kasubbag-tu", "kasi-pas",
	"kasi-pelrehsos", "fungsional", "pelaksana", "admin" };

static struct bench_wire wire;

static bool starts(const struct bench_place *p, const char *dir, const char *what)
{
	double ms[STARTS];
	struct bench_daemon d;

	for (int i = 0; i < STARTS; i++) {
		bench_start(&d, p, dir);
		bench_must(bench_dial(&wire, d.port), "no connection");
		bench_get(&wire, "", "/healthz", NULL);
		ms[i] = (bench_now() - d.started) * 1000;
		bench_must(wire.status == 200, "healthz");
		bench_hang_up(&wire);
		bench_stop(&d);
	}
	double m = bench_median(ms, STARTS);

	(void)printf("| start to first answer, %s | %.0f ms | 200 ms | %s |\n", what, m,
	             m < 200 ? "yes" : "NO");
	return m < 200;
}

static bool logins(const struct bench_place *p)
{
	size_t people = sizeof WHO / sizeof *WHO;
	struct bench_daemon d;
	char token[128], password[64];

	bench_start(&d, p, DIR);
	for (size_t i = 0; i < LOGINS; i++) {
		bench_password(DIR, WHO[i % people], password);
		bench_must(bench_dial(&wire, d.port), "no connection");
		bench_login(&wire, WHO[i % people], password, token);
		bench_get(&wire, token, "/api/v1/worklist", NULL);
		bench_must(wire.status == 200, wire.body);
		bench_hang_up(&wire);
	}
	double mib = (double)bench_rss_kib(&d, false) / 1024;
	double peak = (double)bench_rss_kib(&d, true) / 1024;

	bench_stop(&d);
	(void)printf("| resident after %d log-ins (at most %.1f MiB on the way) | %.1f MiB | 64 MiB | "
	             "%s |\n", LOGINS, peak, mib, mib < 64 ? "yes" : "NO");
	return mib < 64;
}

int main(int argc, char **argv)
{
	struct bench_place p = bench_place(argc, argv);
	glob_t g = { 0 };
	bool good;

	bench_drop(DIR);
	bench_office(&p, DIR);
	(void)printf("| | measured | limit | kept |\n|---|---|---|---|\n");
	good = starts(&p, DIR, "a fresh office");
	if (glob("bench-letters-1000000-*", 0, NULL, &g) == 0 && g.gl_pathc)
		good = starts(&p, g.gl_pathv[g.gl_pathc - 1], "a million letters") && good;
	globfree(&g);
	good = logins(&p) && good;
	bench_drop(DIR);
	return good ? 0 : 1;
}
