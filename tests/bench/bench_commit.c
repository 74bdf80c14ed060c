/* bench_commit.c - what gathered commits cost and give.
 *
 *   bench_commit [SECONDS]
 *
 * A  plain SQLite, one thread, 32 rows a transaction, WAL, synchronous=FULL
 * B  plain SQLite, one thread, 1 row a transaction: what each caller alone would pay
 * C  db_submit() from 32 threads, one row an act, each answered after COMMIT
 * D  as C, and an audit entry in the same act
 * The same table and row (`file`) in all; rounds are interleaved, the median is shown.
 */
#include <ftw.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "db.h"
#include "rng.h"

enum { THREADS = 32, ROUNDS = 3, WAYS = 4 };

static double now_s(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int drop(const char *path, const struct stat *st, int kind, struct FTW *w)
{
	(void)st, (void)kind, (void)w;
	return remove(path);
}

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "bench_commit: %s\n", what);
	exit(1);
}

/* ---- plain SQLite ---- */

static double plain(const char *dir, double seconds, int batch)
{
	char path[256];
	sqlite3 *s = NULL;
	sqlite3_stmt *in = NULL;
	unsigned char sha[32];
	long n = 0;

	(void)snprintf(path, sizeof path, "%s/naskah.db", dir);
	must(sqlite3_open(path, &s) == SQLITE_OK, "open");
	must(sqlite3_exec(s,
	                  "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
	                  "CREATE TABLE file (sha BLOB PRIMARY KEY CHECK (length(sha) = 32),"
	                  " size INTEGER NOT NULL CHECK (size >= 0), mime TEXT NOT NULL,"
	                  " at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID",
	                  NULL, NULL, NULL) == SQLITE_OK,
	     sqlite3_errmsg(s));
	must(sqlite3_prepare_v2(s,
	                        "INSERT INTO file VALUES (?1, ?2, ?3, ?4) "
	                        "ON CONFLICT (sha) DO NOTHING",
	                        -1, &in, NULL) == SQLITE_OK,
	     sqlite3_errmsg(s));
	double start = now_s();

	while (now_s() - start < seconds) {
		must(sqlite3_exec(s, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK, "begin");
		for (int i = 0; i < batch; i++, n++) {
			rng_bytes(sha, sizeof sha);
			(void)sqlite3_bind_blob(in, 1, sha, sizeof sha, SQLITE_STATIC);
			(void)sqlite3_bind_int64(in, 2, n);
			(void)sqlite3_bind_text(in, 3, "application/pdf", -1, SQLITE_STATIC);
			(void)sqlite3_bind_int64(in, 4, 1700000000000);
			must(sqlite3_step(in) == SQLITE_DONE, sqlite3_errmsg(s));
			(void)sqlite3_reset(in);
		}
		must(sqlite3_exec(s, "COMMIT", NULL, NULL, NULL) == SQLITE_OK, "commit");
	}
	double rate = (double)n / (now_s() - start);

	(void)sqlite3_finalize(in);
	(void)sqlite3_close(s);
	return rate;
}

/* ---- the writer ---- */

struct client {
	struct db *db;
	bool       audit;
	double     end;
	long       n;
};

struct row {
	unsigned char sha[32];
	bool          audit;
};

static enum err put(struct db_conn *c, void *arg, struct fail *f)
{
	struct row *row = arg;
	struct str sha = { (const char *)row->sha, sizeof row->sha };
	struct db_audit a = { STR("pelaksana/PELAKSANA"), STR("file"), STR("letter:1"), sha };
	struct db_rows *r = db_run(c, Q_file_insert);

	db_bind_blob(r, "sha", sha);
	db_bind_int(r, "size", 100);
	db_bind_str(r, "mime", STR("application/pdf"));
	db_bind_int(r, "at", db_now(c));
	enum err e = db_done(r, NULL, f);

	return e || !row->audit ? e : db_audit(c, &a, f);
}

static void *client(void *arg)
{
	struct client *me = arg;
	struct fail f = { 0 };

	for (; now_s() < me->end; me->n++) {
		struct row row = { .audit = me->audit };

		rng_bytes(row.sha, sizeof row.sha);
		must(db_submit(me->db, put, &row, &f) == ERR_OK, f.text);
	}
	return NULL;
}

static double gathered(const char *dir, double seconds, bool audit)
{
	struct clock clock = { .fixed_ms = 1700000000000 };
	struct db_options o = { .dir = dir, .clock = &clock, .create = true };
	struct client c[THREADS];
	pthread_t t[THREADS];
	struct fail f = { 0 };
	struct db *db = NULL;
	long n = 0;

	must(db_open(&db, &o, &f) == ERR_OK, f.text);
	double start = now_s();

	for (int i = 0; i < THREADS; i++) {
		c[i] = (struct client){ db, audit, start + seconds, 0 };
		must(pthread_create(&t[i], NULL, client, &c[i]) == 0, "thread");
	}
	for (int i = 0; i < THREADS; i++) {
		(void)pthread_join(t[i], NULL);
		n += c[i].n;
	}
	double rate = (double)n / (now_s() - start);

	db_close(db);
	return rate;
}

static int by_rate(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	static const char *const WAY[WAYS] = { "A plain SQLite, 32 rows a transaction",
		                               "B plain SQLite, 1 row a transaction",
		                               "C db_submit, 32 threads",
		                               "D db_submit, 32 threads, with audit entry" };
	double seconds = argc > 1 ? strtod(argv[1], NULL) : 2, rate[WAYS][ROUNDS];

	rng_init();
	for (int round = 0; round < ROUNDS; round++)
		for (int way = 0; way < WAYS; way++) {
			/* on the disk that is built on: /tmp may be memory */
			char dir[] = "bench-commit-XXXXXX";

			must(mkdtemp(dir) != NULL, "mkdtemp");
			rate[way][round] = way < 2 ? plain(dir, seconds, way == 0 ? 32 : 1)
			                           : gathered(dir, seconds, way == 3);
			(void)nftw(dir, drop, 16, FTW_DEPTH | FTW_PHYS);
		}
	printf("%-44s %10s %8s\n", "durable rows", "rows/s", "of A");
	for (int way = 0; way < WAYS; way++)
		qsort(rate[way], ROUNDS, sizeof(double), by_rate);
	for (int way = 0; way < WAYS; way++)
		printf("%-44s %10.0f %8.2f\n", WAY[way], rate[way][ROUNDS / 2],
		       rate[way][ROUNDS / 2] / rate[0][ROUNDS / 2]);
	return 0;
}
