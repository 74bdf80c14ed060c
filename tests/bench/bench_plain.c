#include "bench_plain.h"
#include "bench_daemon.h"
#include "bench_text.h"
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char SCHEMA[] =
	"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
	"CREATE TABLE register (id INTEGER PRIMARY KEY, direction TEXT, form TEXT, state TEXT,"
	" version INTEGER, procedure TEXT, step INTEGER, step_ms INTEGER, desk INTEGER,"
	" unit INTEGER, number TEXT, norm TEXT, letter_day INTEGER, subject TEXT, scheme TEXT,"
	" class TEXT, urgency TEXT, secrecy TEXT, due_day INTEGER, created_ms INTEGER,"
	" created_by INTEGER, sender_id INTEGER, sender TEXT, received_day INTEGER,"
	" received_ms INTEGER, channel TEXT, copy_kind TEXT, no_scan INTEGER, book INTEGER,"
	" year INTEGER, serial INTEGER, UNIQUE (book, year, serial)) STRICT;"
	"CREATE INDEX r_norm ON register (norm); CREATE INDEX r_desk ON register (desk, state);"
	"CREATE INDEX r_state ON register (direction, state, id);"
	"CREATE INDEX r_class ON register (class); CREATE INDEX r_sender ON register (sender_id);"
	"CREATE INDEX r_unscanned ON register (id) WHERE no_scan = 1;"
	"CREATE VIRTUAL TABLE words USING fts5 (number, party, subject, body, content='',"
	" tokenize='unicode61 remove_diacritics 2');";

struct plain {
	sqlite3      *sql;
	sqlite3_stmt *row, *words;
	const char   *dir;
	char         *scan;
	size_t        scan_n;
};

static void ok(const struct plain *p, int rc)
{
	bench_must(rc == SQLITE_OK || rc == SQLITE_DONE, sqlite3_errmsg(p->sql));
}

static void text(sqlite3_stmt *s, int i, const char *z)
{
	(void)sqlite3_bind_text(s, i, z, -1, SQLITE_STATIC);
}

static void put_row(struct plain *p, long n, const struct bench_letter *l)
{
	(void)sqlite3_bind_int64(p->row, 1, 2000000000 + n);
	text(p->row, 2, l->number);
	text(p->row, 3, l->subject);
	text(p->row, 4, BENCH_CLASS[l->class_no]);
	(void)sqlite3_bind_int64(p->row, 5, n % 500);
	text(p->row, 6, l->sender);
	(void)sqlite3_bind_int64(p->row, 7, p->scan_n == 0);
	(void)sqlite3_bind_int64(p->row, 8, n + 1);
	ok(p, sqlite3_step(p->row));
	ok(p, sqlite3_reset(p->row));
	(void)sqlite3_bind_int64(p->words, 1, 2000000000 + n);
	text(p->words, 2, l->number);
	text(p->words, 3, l->sender);
	text(p->words, 4, l->subject);
	ok(p, sqlite3_step(p->words));
	ok(p, sqlite3_reset(p->words));
}

static void put_scan(struct plain *p, long n)
{
	char path[512];

	(void)snprintf(path, sizeof path, "%s/scan/%ld", p->dir, n);
	memcpy(p->scan, &n, sizeof n);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	bench_must(fd >= 0 && write(fd, p->scan, p->scan_n) == (ssize_t)p->scan_n &&
	                   fsync(fd) == 0 && close(fd) == 0,
	           "scan not written");
}

static void sync_folder(const char *dir)
{
	char path[512];

	(void)snprintf(path, sizeof path, "%s/scan", dir);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	bench_must(fd >= 0 && fsync(fd) == 0 && close(fd) == 0, "folder not synced");
}

static void open_plain(struct plain *p)
{
	char path[512];

	(void)snprintf(path, sizeof path, "%s/scan", p->dir);
	bench_must(mkdir(p->dir, 0700) == 0 && mkdir(path, 0700) == 0, "folder not made");
	(void)snprintf(path, sizeof path, "%s/plain.db", p->dir);
	ok(p, sqlite3_open(path, &p->sql));
	ok(p, sqlite3_exec(p->sql, SCHEMA, NULL, NULL, NULL));
	ok(p, sqlite3_prepare_v2(p->sql,
		"INSERT INTO register VALUES (?1, 'in', 'surat-masuk', 'tercatat', 1, 'masuk-uptd', 2,"
		" 1700000000000, 7, 2, ?2, ?2, 19700, ?3, 'jambi', ?4, 'biasa', 'biasa', 19705,"
		" 1700000000000, 7, ?5, ?6, 19700, 1700000000000, 'kurir', 'asli', ?7, 1, 2026, ?8)",
		-1, &p->row, NULL));
	ok(p, sqlite3_prepare_v2(p->sql,
		"INSERT INTO words (rowid, number, party, subject, body) VALUES (?1, ?2, ?3, ?4, '')",
		-1, &p->words, NULL));
}

struct bench_rate bench_plain(const char *dir, double seconds, int rows, size_t scan)
{
	struct plain p = { .dir = dir, .scan_n = scan, .scan = malloc(scan + sizeof(long)) };
	struct bench_letter l;
	long n = 0;

	bench_must(p.scan != NULL, "no memory");
	memset(p.scan, 'x', scan + sizeof(long));
	open_plain(&p);
	double from = bench_now(), cpu = bench_cpu_self();

	while (bench_now() - from < seconds) {
		ok(&p, sqlite3_exec(p.sql, "BEGIN IMMEDIATE", NULL, NULL, NULL));
		for (int i = 0; i < rows; i++, n++) {
			bench_letter((uint64_t)n, &l);
			put_row(&p, n, &l);
			if (scan)
				put_scan(&p, n);
		}
		if (scan)
			sync_folder(dir);
		ok(&p, sqlite3_exec(p.sql, "COMMIT", NULL, NULL, NULL));
	}
	double took = bench_now() - from, spent = bench_cpu_self() - cpu;

	(void)sqlite3_finalize(p.row);
	(void)sqlite3_finalize(p.words);
	(void)sqlite3_close(p.sql);
	free(p.scan);
	bench_drop(dir);
	return (struct bench_rate){ (double)n / took, (double)n / spent, n };
}
