/* migrate.c - bringing an older database forward, one file a transaction. */
#include "store.h"
#include <stdio.h>
#include <stdlib.h>
#include "fs.h"
#include "log.h"

static const char MADE[] =
	"CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) "
	"STRICT, WITHOUT ROWID";

static bool known(const char *name)
{
	for (const struct query_text *m = MIGRATION; m->name; m++)
		if (strcmp(m->name, name) == 0)
			return true;
	return false;
}

static enum err refuse_newer(struct db_conn *c, struct fail *f)
{
	sqlite3_stmt *s = NULL;
	enum err e = ERR_OK;
	int rc = sqlite3_prepare_v2(c->sql, "SELECT name FROM migration ORDER BY name", -1, &s,
	                            NULL);

	while (rc == SQLITE_OK && !e && sqlite3_step(s) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(s, 0);

		if (!known(name))
			e = FAIL(f, ERR_CONFLICT, "newer-database", NULL,
			         "Basis data ini dibuat oleh versi yang lebih baru (%s); pasang "
			         "versi itu atau pulihkan cadangan.",
			         name);
	}
	(void)sqlite3_finalize(s);
	return e ? e : rc == SQLITE_OK ? ERR_OK : rows_fail(c, rc, "migration", f);
}

static bool applied(struct db_conn *c, const char *name)
{
	sqlite3_stmt *s = NULL;
	bool is = false;

	if (sqlite3_prepare_v2(c->sql, "SELECT 1 FROM migration WHERE name = ?1", -1, &s,
	                       NULL) == SQLITE_OK) {
		(void)sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
		is = sqlite3_step(s) == SQLITE_ROW;
	}
	(void)sqlite3_finalize(s);
	return is;
}

/* The first pending migration, so that the copy's name says what it precedes. */
static enum err copy_first(struct db_conn *c, const char *name, struct fail *f)
{
	char path[4096];

	(void)snprintf(path, sizeof path, "%s.before-%s", c->db->path, name);
	(void)remove(path); /* of an earlier, failed try */
	return file_copy_snapshot(c, path, f);
}

static enum err say_where(struct db_conn *c, const struct query_text *m, const char *at,
                          struct fail *f)
{
	int off = sqlite3_error_offset(c->sql), line = m->line;
	const char *end = at + (off > 0 ? off : 0);

	for (const char *p = m->sql; *p && p < end; p++)
		line += *p == '\n';
	return FAIL(f, ERR_IO, "migration", NULL, "%s:%d: %s", m->file, line,
	            sqlite3_errmsg(c->sql));
}

static enum err run_text(struct db_conn *c, const struct query_text *m, struct fail *f)
{
	const char *at = m->sql;

	while (*at) {
		sqlite3_stmt *s = NULL;
		const char *rest = at;
		int rc = sqlite3_prepare_v2(c->sql, at, -1, &s, &rest);

		while (rc == SQLITE_OK && s && (rc = sqlite3_step(s)) == SQLITE_ROW)
			rc = SQLITE_OK;
		(void)sqlite3_finalize(s);
		if (rc != SQLITE_OK && rc != SQLITE_DONE)
			return say_where(c, m, at, f);
		at = rest;
	}
	return ERR_OK;
}

static enum err note(struct db_conn *c, const struct query_text *m, struct fail *f)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(c->sql, "INSERT INTO migration VALUES (?1, ?2)", -1, &s,
	                            NULL);

	if (rc == SQLITE_OK) {
		(void)sqlite3_bind_text(s, 1, m->name, -1, SQLITE_STATIC);
		(void)sqlite3_bind_int64(s, 2, clock_ms(c->db->clock));
		rc = sqlite3_step(s);
	}
	(void)sqlite3_finalize(s);
	return rc == SQLITE_DONE ? ERR_OK : rows_fail(c, rc, m->name, f);
}

static enum err apply(struct db_conn *c, const struct query_text *m, struct fail *f)
{
	struct fail undo;
	enum err e;

	if ((e = conn_exec(c, "BEGIN IMMEDIATE", f)) || (e = run_text(c, m, f)) ||
	    (e = find_words_put(c, f)) || (e = note(c, m, f)) || (e = conn_exec(c, "COMMIT", f))) {
		if (!sqlite3_get_autocommit(c->sql) && conn_exec(c, "ROLLBACK", &undo))
			log_line(LOG_L_ERR, "db", "migration rollback failed");
		return e;
	}
	log_line(LOG_L_INFO, "db", "migrated name=%s", m->name);
	return ERR_OK;
}

enum err migrate(struct db_conn *c, bool fresh, struct fail *f)
{
	enum err e;
	bool copied = fresh;
	char version[64];
	int count = 0;

	if ((e = conn_exec(c, MADE, f)) || (e = refuse_newer(c, f)))
		return e;
	for (const struct query_text *m = MIGRATION; m->name; m++, count++) {
		if (applied(c, m->name))
			continue;
		if (!copied && (e = copy_first(c, m->name, f)))
			return e;
		copied = true;
		if ((e = apply(c, m, f)))
			return e;
	}
	(void)snprintf(version, sizeof version, "PRAGMA user_version=%d", count);
	return conn_exec(c, version, f);
}
