#include "bench_replay.h"
#include "bench_daemon.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { COLUMNS = 40, ALL = 1 << 20 };

/* In the order of their putting in; by: what names the letter. */
static const struct {
	const char *name, *by;
} TABLE[] = { { "letter", "id" },        { "incoming", "letter_id" },
	      { "agenda", "letter_id" }, { "step_done", "letter_id" },
	      { "ledger", "letter_id" }, { "audit", "CAST(substr(object, 8) AS INTEGER)" },
	      { "letter_text", "letter_id" } };
enum { TABLES = sizeof TABLE / sizeof *TABLE };

struct row {
	sqlite3_int64  letter;
	sqlite3_value *v[COLUMNS];
};

struct rows {
	struct row   *row;
	size_t        n, at;
	int           columns;
	sqlite3_stmt *put;
};

struct replay {
	sqlite3      *from, *to;
	struct rows   t[TABLES];
	sqlite3_stmt *words;
};

static sqlite3_stmt *prepare(sqlite3 *sql, const char *text)
{
	sqlite3_stmt *s = NULL;

	bench_must(sqlite3_prepare_v2(sql, text, -1, &s, NULL) == SQLITE_OK, sqlite3_errmsg(sql));
	return s;
}

static void run(sqlite3 *sql, const char *text)
{
	bench_must(sqlite3_exec(sql, text, NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg(sql));
}

static void keep(struct rows *t, sqlite3_stmt *s)
{
	if (t->n % 4096 == 0) {
		t->row = realloc(t->row, (t->n + 4096) * sizeof *t->row);
		bench_must(t->row != NULL, "no memory");
	}
	struct row *r = &t->row[t->n++];

	r->letter = sqlite3_column_int64(s, 0);
	for (int i = 0; i < t->columns; i++)
		r->v[i] = sqlite3_value_dup(sqlite3_column_value(s, i + 1));
}

static void read_rows(struct replay *p, int i, const char *day)
{
	char text[512];

	(void)snprintf(text, sizeof text,
	               "SELECT %s AS l, t.* FROM %s t WHERE l >= unixepoch('%s') / 86400 * 100000"
	               " AND l < unixepoch('%s') / 86400 * 100000 + 100000%s ORDER BY l LIMIT %d",
	               TABLE[i].by, TABLE[i].name, day, day,
	               strcmp(TABLE[i].name, "audit") ? "" : " AND object LIKE 'letter:%'", ALL);
	sqlite3_stmt *s = prepare(p->from, text);

	p->t[i].columns = sqlite3_column_count(s) - 1;
	bench_must(p->t[i].columns <= COLUMNS, "too many columns");
	while (sqlite3_step(s) == SQLITE_ROW)
		keep(&p->t[i], s);
	(void)sqlite3_finalize(s);
	bench_must(p->t[i].n > 0, TABLE[i].name);
}

/* The table and its indexes as naskahd has them, and the statement that fills it. */
static void make_table(struct replay *p, int i)
{
	char text[512];
	int n = snprintf(text, sizeof text, "INSERT INTO %s VALUES (?", TABLE[i].name);
	sqlite3_stmt *s = prepare(p->from,
		"SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL"
		" AND type IN ('table', 'index') ORDER BY type DESC");

	(void)sqlite3_bind_text(s, 1, TABLE[i].name, -1, SQLITE_STATIC);
	while (sqlite3_step(s) == SQLITE_ROW)
		run(p->to, (const char *)sqlite3_column_text(s, 0));
	(void)sqlite3_finalize(s);
	for (int c = 1; c < p->t[i].columns; c++)
		n += snprintf(text + n, sizeof text - (size_t)n, ", ?");
	(void)snprintf(text + n, sizeof text - (size_t)n, ")");
	p->t[i].put = prepare(p->to, text);
}

static void open_replay(struct replay *p, const char *from, const char *dir, const char *day)
{
	char path[512];

	bench_must(mkdir(dir, 0700) == 0, "folder not made");
	(void)snprintf(path, sizeof path, "%s/replay.db", dir);
	bench_must(sqlite3_open_v2(from, &p->from, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, from);
	bench_must(sqlite3_open(path, &p->to) == SQLITE_OK, path);
	run(p->to, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
	           "CREATE VIRTUAL TABLE words USING fts5 (number, party, subject, body, facets,"
	           " content='', tokenize='unicode61 remove_diacritics 2');");
	p->words = prepare(p->to, "INSERT INTO words (rowid, number, party, subject, body, facets)"
	                          " VALUES (?, ?, ?, ?, ?, ?)");
	for (int i = 0; i < TABLES; i++) {
		read_rows(p, i, day);
		make_table(p, i);
	}
}

static void put(struct replay *p, sqlite3_stmt *s, const struct row *r, int columns)
{
	for (int i = 0; i < columns; i++)
		(void)sqlite3_bind_value(s, i + 1, r->v[i]);
	bench_must(sqlite3_step(s) == SQLITE_DONE, sqlite3_errmsg(p->to));
	(void)sqlite3_reset(s);
}

static void put_letter(struct replay *p, sqlite3_int64 letter)
{
	for (int i = 0; i < TABLES; i++)
		for (struct rows *t = &p->t[i]; t->at < t->n && t->row[t->at].letter == letter; t->at++) {
			put(p, t->put, &t->row[t->at], t->columns);
			if (i == TABLES - 1)
				put(p, p->words, &t->row[t->at], 6);
		}
}

static void close_replay(struct replay *p)
{
	for (int i = 0; i < TABLES; i++) {
		for (size_t k = 0; k < p->t[i].n; k++)
			for (int c = 0; c < p->t[i].columns; c++)
				sqlite3_value_free(p->t[i].row[k].v[c]);
		free(p->t[i].row);
		(void)sqlite3_finalize(p->t[i].put);
	}
	(void)sqlite3_finalize(p->words);
	(void)sqlite3_close(p->to);
	(void)sqlite3_close(p->from);
}

struct bench_rate bench_replay(const char *from, const char *dir, const char *day, int rows)
{
	struct replay p = { 0 };

	open_replay(&p, from, dir, day);
	const struct rows *letters = &p.t[0];
	double began = bench_now(), cpu = bench_cpu_self();

	for (size_t i = 0; i < letters->n; i++) {
		if (i % (size_t)rows == 0)
			run(p.to, "BEGIN IMMEDIATE");
		put_letter(&p, letters->row[i].letter);
		if ((i + 1) % (size_t)rows == 0 || i + 1 == letters->n)
			run(p.to, "COMMIT");
	}
	double took = bench_now() - began, spent = bench_cpu_self() - cpu;
	long n = (long)letters->n;

	close_replay(&p);
	bench_drop(dir);
	return (struct bench_rate){ (double)n / took, (double)n / spent, n };
}
