/* plan.c - no named statement walks a whole table unless it says why.
 *
 *   plan small_tables.txt
 *
 * EXPLAIN QUERY PLAN of each statement on a fresh database; a SCAN of a table that may
 * grow is a fault, unless the statement bears a comment "scan: reason".  Plans of triggers
 * are not shown by SQLite; of the views they read, one letter must be found by an index.
 */
#include <sqlite3.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "db.h"
#include "fs.h"
#include "query_text.h"
#include "rng.h"
#include "words.h"

struct plan {
	sqlite3   *sql;
	struct str small; /* lines */
	int        faults;
};

static bool word_char(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static bool is_small(const struct plan *p, struct str name)
{
	struct str rest = p->small, line;

	while (str_cut(&rest, '\n', &line))
		if (str_eq(str_trim(line), name))
			return true;
	return false;
}

/* The next word of s at or after *at; {NULL,0} at the end. */
static struct str word(const char *s, size_t *at)
{
	while (s[*at] && !word_char(s[*at]))
		(*at)++;
	size_t from = *at;

	while (word_char(s[*at]))
		(*at)++;
	return *at > from ? (struct str){ s + from, *at - from } : (struct str){ NULL, 0 };
}

/* "SCAN p": is p, as the statement names it, one of the small tables? */
static bool small_alias(const struct plan *p, const char *sql, struct str alias)
{
	struct str before = { NULL, 0 }, w;
	size_t at = 0;

	if (is_small(p, alias))
		return true;
	while ((w = word(sql, &at)).p) {
		if (str_eq_nocase(w, STR("as")))
			continue;
		if (str_eq(w, alias) && is_small(p, before))
			return true;
		before = w;
	}
	return false;
}

/* Things that EXPLAIN calls SCAN and that are no table: virtual tables with an index of
 * their own, constant rows, unnamed sub-queries. */
static bool no_table(const char *detail)
{
	return strstr(detail, "VIRTUAL TABLE") || strstr(detail, "CONSTANT ROW") ||
	       detail[strlen("SCAN ")] == '(';
}

/* A name after WITH or an alias of a sub-query "(…) x" is no table either. */
static bool derived(const char *sql, struct str alias)
{
	for (const char *at = sql; (at = strstr(at, ") ")); at += 2) {
		const char *w = at + 2;

		if (strncasecmp(w, "AS ", 3) == 0)
			w += 3;
		if (strncmp(w, alias.p, alias.n) == 0 && !word_char(w[alias.n]))
			return true;
	}
	const char *with = strstr(sql, "WITH ");

	for (; with && (with = strstr(with, " AS")); with += 3) {
		const char *end = with;

		while (end > sql && end[-1] == ' ')
			end--;
		if (end > sql && end[-1] == ')') {
			while (end > sql && *end != '(')
				end--;
			while (end > sql && end[-1] == ' ')
				end--;
		}
		if ((size_t)(end - sql) >= alias.n && strncmp(end - alias.n, alias.p, alias.n) == 0)
			return true;
	}
	return false;
}

static void look(struct plan *p, const struct query_text *t)
{
	struct arena *a = arena_open();
	sqlite3_stmt *s = NULL;
	const char *sql = arena_cstr(a, arena_fmt(a, "EXPLAIN QUERY PLAN %s", t->sql));

	if (sqlite3_prepare_v2(p->sql, sql, -1, &s, NULL) != SQLITE_OK) {
		printf("%s:%d: %s\n", t->file, t->line, sqlite3_errmsg(p->sql));
		p->faults++;
	}
	while (s && sqlite3_step(s) == SQLITE_ROW) {
		const char *d = (const char *)sqlite3_column_text(s, 3);
		size_t at = strlen("SCAN ");

		if (strncmp(d, "SCAN ", at) != 0)
			continue;
		struct str alias = word(d, &at);

		if (no_table(d) || small_alias(p, t->sql, alias) ||
		    derived(t->sql, alias) || strstr(t->sql, "scan:"))
			continue;
		printf("%s:%d: %s: %s; search by an index, or say why not: /* scan: reason */\n",
		       t->file, t->line, t->name, d);
		p->faults++;
	}
	(void)sqlite3_finalize(s);
	arena_close(a);
}

static void look_views(struct plan *p)
{
	static const char *const OF_ONE[] = { "letter_sight", "letter_facets" };

	for (size_t i = 0; i < sizeof OF_ONE / sizeof *OF_ONE; i++) {
		struct arena *a = arena_open();
		struct str sql = arena_fmt(a, "SELECT * FROM %s AS s WHERE letter_id = ?1 -- ) s ",
		                           OF_ONE[i]);
		struct query_text t = { .name = OF_ONE[i], .sql = sql.p, .file = "migrations" };

		look(p, &t);
		arena_close(a);
	}
}

static void drop(const char *dir, const char *name)
{
	char path[256];

	(void)snprintf(path, sizeof path, "%s/%s", dir, name);
	(void)remove(path);
}

int main(int argc, char **argv)
{
	char dir[] = "/tmp/naskah-plan-XXXXXX", path[64];
	struct clock clock = { .fixed_ms = 1700000000000 };
	struct db_options o = { .dir = dir, .clock = &clock, .create = true, .readers = 1 };
	struct plan p = { .faults = 0 };
	struct arena *a = arena_open();
	struct fail f = { 0 };
	struct db *db = NULL;
	int n = 0;

	rng_init();
	if (argc != 2 || !mkdtemp(dir) || fs_read(a, argv[1], 1 << 16, &p.small, &f) ||
	    db_open(&db, &o, &f)) {
		fprintf(stderr, "plan: %s\n", f.text);
		return 2;
	}
	db_close(db);
	(void)snprintf(path, sizeof path, "%s/naskah.db", dir);
	if (sqlite3_open(path, &p.sql) != SQLITE_OK || words_register(p.sql, NULL, &f))
		return 2;
	for (const struct query_text *t = QUERY_TEXT; t->name; t++, n++)
		look(&p, t);
	look_views(&p);
	(void)sqlite3_close(p.sql);
	drop(dir, "naskah.db");
	drop(dir, "lock");
	(void)rmdir(dir);
	arena_close(a);
	printf("%d statements, %d faults\n", n, p.faults);
	return p.faults > 0;
}
