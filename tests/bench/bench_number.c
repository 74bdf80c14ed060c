/* bench_number.c - how fast numbers are given: num_take() in a loop, inside one act, on the
 * real schema with its triggers.
 *
 *   bench_number [TAKES]
 *
 * The figure is of the act alone; its COMMIT is told beside it.  A series whose period
 * holds a million lines already is told too: a number must not cost more in December.
 */
#include <stdio.h>
#include <stdlib.h>
#include "bench_daemon.h"
#include "num_ledger.h"
#include "rng.h"

enum { ROUNDS = 3 };

struct work {
	long   takes;
	double act_s, cpu_s;
};

static enum err take_all(struct db_conn *c, void *arg, struct fail *f)
{
	struct work *w = arg;
	struct num_line line = { .series = STR("keluar/dinas-keluar"), .period = 2026,
		.letter_id = 1, .account_id = 1, .day = { 2026, 11, 24 } };
	double start = bench_now(), cpu = bench_cpu_self();
	enum err e = ERR_OK;
	int serial;

	for (long i = 0; !e && i < w->takes; i++) {
		line.letter_id = 1 + i;
		e = num_take(c, &line, &serial, f);
	}
	w->act_s = bench_now() - start;
	w->cpu_s = bench_cpu_self() - cpu;
	return e;
}

static void round_of(struct db *db, long takes, const char *what)
{
	struct work w = { .takes = takes };
	struct fail f = { 0 };
	double start = bench_now();

	bench_must(db_submit(db, take_all, &w, &f) == ERR_OK, f.text);
	double s = bench_now() - start;

	printf("%-24s %8ld takes: %8.0f/s in the act, %8.0f/s of its CPU, %8.0f/s with COMMIT\n",
	       what, takes, (double)takes / w.act_s, (double)takes / w.cpu_s, (double)takes / s);
}

int main(int argc, char **argv)
{
	long takes = argc > 1 ? strtol(argv[1], NULL, 10) : 100000;
	struct clock clock = { .fixed_ms = 1700000000000 };
	char dir[] = "bench-number-XXXXXX"; /* on the disk that is built on: /tmp may be memory */
	struct db_options o = { .clock = &clock, .create = true };
	struct fail f = { 0 };
	struct db *db = NULL;

	rng_init();
	bench_must(mkdtemp(dir) != NULL, "mkdtemp");
	o.dir = dir;
	bench_must(db_open(&db, &o, &f) == ERR_OK, f.text);
	for (int i = 0; i < ROUNDS; i++)
		round_of(db, takes, "a young series");
	round_of(db, 1000000 - ROUNDS * takes, "(filling)");
	for (int i = 0; i < ROUNDS; i++)
		round_of(db, takes, "behind a million lines");
	db_close(db);
	bench_drop(dir);
	return 0;
}
