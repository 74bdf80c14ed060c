/* rows.c - named statements: prepared once, bound by name, read by column. */
#include "store.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "fs.h"
#include "log.h"

static enum err said(struct fail *f, enum err e, const char *word, const char *what,
                     const char *msg, const char *remedy)
{
	return fail_set(f, e, "db", word, NULL, "Basis data, %s: %s. %s", what, msg, remedy);
}

static int last_errno(sqlite3 *sql, int which)
{
	sqlite3_file *file = NULL;
	int n = 0;

	if (sqlite3_file_control(sql, "main", which, &file) == SQLITE_OK && file &&
	    file->pMethods)
		(void)file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &n);
	return n;
}

/* A write that finds no room is no broken disk.  SQLite says so for a full disk only; a
 * quota or a file-size limit shows in the errno of the database's file or its log. */
static bool no_room(sqlite3 *sql, int rc)
{
	return rc == SQLITE_FULL ||
	       (rc == SQLITE_IOERR_WRITE &&
	        (fs_full(last_errno(sql, SQLITE_FCNTL_JOURNAL_POINTER)) ||
	         fs_full(last_errno(sql, SQLITE_FCNTL_FILE_POINTER)))) ||
	       /* the log's index, at start; at a COMMIT nobody knows what is on disk */
	       (rc == SQLITE_IOERR_SHMSIZE && sqlite3_get_autocommit(sql) &&
	        fs_full(sqlite3_system_errno(sql)));
}

enum err rows_fail(struct db_conn *c, int rc, const char *what, struct fail *f)
{
	const char *msg = sqlite3_errmsg(c->sql);

	if (no_room(c->sql, rc)) {
		c->full = true;
		return fail_set(f, ERR_FULL, "db", "disk-full", NULL,
		                "Ruang penyimpanan penuh; tidak ada yang disimpan. Kosongkan "
		                "sebagian lalu coba lagi.");
	}
	switch (rc & 0xff) {
	case SQLITE_CONSTRAINT:
		return said(f, ERR_CONFLICT, "constraint", what, msg,
		            "Muat ulang lalu periksa isiannya.");
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return said(f, ERR_BUSY, "busy", what, msg, "Coba lagi.");
	case SQLITE_INTERRUPT:
		return fail_set(f, ERR_LIMIT, "db", "too-slow", NULL,
		                "Pencarian melewati batas waktu; persempit kata atau masanya.");
	case SQLITE_TOOBIG: return said(f, ERR_LIMIT, "too-large", what, msg, "Perkecil isinya.");
	case SQLITE_IOERR:
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_NOMEM: c->broken = true; break;
	default: break;
	}
	log_line(LOG_L_ERR, "db", "failed statement=%s rc=%d errno=%d", what, rc,
	         sqlite3_system_errno(c->sql));
	return said(f, ERR_IO, "database", what, msg, "Periksa folder data dan catatan galat.");
}

/* Where in its file the text of a failed prepare went wrong. */
static int line_of(const struct query_text *t, sqlite3 *sql)
{
	int off = sqlite3_error_offset(sql), line = t->line;

	for (const char *p = t->sql; *p && off > 0; p++, off--)
		line += *p == '\n';
	return line;
}

/* Copies: SQLite prepares a statement anew by itself, and its names move. */
static void note_names(struct db_rows *r)
{
	r->names_n = sqlite3_bind_parameter_count(r->stmt);
	r->names = calloc((size_t)r->names_n + 1, sizeof *r->names);
	if (!r->names)
		abort();
	for (int i = 0; i < r->names_n; i++) {
		const char *name = sqlite3_bind_parameter_name(r->stmt, i + 1);

		r->names[i] = strdup(name ? name + 1 : ""); /* a bare "?": bound by nobody */
		if (!r->names[i])
			abort();
	}
}

void rows_close(struct db_rows *r)
{
	(void)sqlite3_finalize(r->stmt);
	for (int i = 0; i < r->names_n; i++)
		free(r->names[i]);
	free(r->names);
}

static enum err prepare(struct db_conn *c, enum query q, struct fail *f)
{
	const struct query_text *t = &QUERY_TEXT[q];
	struct db_rows *r = &c->rows[q];

	if (r->stmt)
		return ERR_OK;
	int rc = sqlite3_prepare_v3(c->sql, t->sql, -1, SQLITE_PREPARE_PERSISTENT, &r->stmt,
	                            NULL);

	if (rc == SQLITE_OK) {
		note_names(r);
		return ERR_OK;
	}
	return fail_set(f, ERR_IO, "db", "statement", NULL, "%s:%d: %s (perintah %s)", t->file,
	                line_of(t, c->sql), sqlite3_errmsg(c->sql), t->name);
}

enum err rows_prepare_all(struct db_conn *c, struct fail *f)
{
	for (int q = 0; q < Q__COUNT; q++) {
		enum err e = prepare(c, (enum query)q, f);

		if (e)
			return e;
	}
	return ERR_OK;
}

static void unlink_live(struct db_rows *r)
{
	struct db_rows **at = &r->conn->live;

	while (*at && *at != r)
		at = &(*at)->next_live;
	if (*at)
		*at = r->next_live;
	r->live = false;
}

void rows_end_all(struct db_conn *c)
{
	while (c->live) {
		struct db_rows *r = c->live;

		(void)sqlite3_reset(r->stmt);
		(void)sqlite3_clear_bindings(r->stmt);
		unlink_live(r);
	}
}

struct db_rows *db_run(struct db_conn *c, enum query q)
{
	struct db_rows *r = &c->rows[q];
	struct fail f;

	if (r->live)
		unlink_live(r);
	r->conn = c;
	r->q = q;
	r->rc = SQLITE_OK;
	r->bad_param = NULL;
	r->stepped = false;
	r->next_name = 0;
	if (prepare(c, q, &f)) {
		log_line(LOG_L_ERR, "db", "prepare %s", f.text);
		r->rc = SQLITE_ERROR;
	} else {
		(void)sqlite3_reset(r->stmt);
		(void)sqlite3_clear_bindings(r->stmt);
	}
	r->live = true;
	r->next_live = c->live;
	c->live = r;
	return r;
}

/* 0 and a sticky error when the statement has no such parameter.  Callers bind in much the
 * same order each time: looking on from the last one found spares SQLite's walk through its
 * list, which a registration makes a hundred times. */
static int param(struct db_rows *r, const char *name)
{
	name += *name == ':';
	for (int tried = 0; tried < r->names_n; tried++) {
		int i = r->next_name < r->names_n ? r->next_name : 0;

		r->next_name = i + 1;
		if (strcmp(r->names[i], name) == 0)
			return i + 1;
	}
	if (r->stmt)
		r->bad_param = name;
	return 0;
}

static void bound(struct db_rows *r, int rc)
{
	if (rc != SQLITE_OK && r->rc == SQLITE_OK)
		r->rc = rc;
}

void db_bind_int(struct db_rows *r, const char *name, int64_t v)
{
	int i = param(r, name);

	if (i)
		bound(r, sqlite3_bind_int64(r->stmt, i, v));
}

void db_bind_str(struct db_rows *r, const char *name, struct str s)
{
	int i = param(r, name);

	if (!i)
		return;
	if (!s.p)
		bound(r, sqlite3_bind_null(r->stmt, i));
	else
		bound(r, sqlite3_bind_text64(r->stmt, i, s.p, s.n, SQLITE_STATIC, SQLITE_UTF8));
}

void db_bind_blob(struct db_rows *r, const char *name, struct str s)
{
	int i = param(r, name);

	if (!i)
		return;
	if (!s.p)
		bound(r, sqlite3_bind_null(r->stmt, i));
	else
		bound(r, sqlite3_bind_blob64(r->stmt, i, s.n ? s.p : "", s.n, SQLITE_STATIC));
}

void db_bind_null(struct db_rows *r, const char *name)
{
	int i = param(r, name);

	if (i)
		bound(r, sqlite3_bind_null(r->stmt, i));
}

bool db_next(struct db_rows *r)
{
	if (r->bad_param || (r->rc != SQLITE_OK && r->rc != SQLITE_ROW))
		return false;
	r->stepped = true;
	r->rc = sqlite3_step(r->stmt);
	return r->rc == SQLITE_ROW;
}

int64_t db_int(struct db_rows *r, int col)
{
	return sqlite3_column_int64(r->stmt, col);
}

struct str db_str(struct db_rows *r, int col, struct arena *a)
{
	const void *p;

	switch (sqlite3_column_type(r->stmt, col)) {
	case SQLITE_NULL: return (struct str){ NULL, 0 };
	case SQLITE_BLOB: p = sqlite3_column_blob(r->stmt, col); break;
	default: p = sqlite3_column_text(r->stmt, col); break;
	}
	size_t n = (size_t)sqlite3_column_bytes(r->stmt, col);

	return n ? arena_dup(a, (struct str){ p, n }) : STR("");
}

bool db_null(struct db_rows *r, int col)
{
	return sqlite3_column_type(r->stmt, col) == SQLITE_NULL;
}

enum err db_done(struct db_rows *r, int *changed, struct fail *f)
{
	struct db_conn *c = r->conn;
	const char *name = QUERY_TEXT[r->q].name;
	enum err e = ERR_OK;

	if (changed)
		*changed = 0;
	if (r->bad_param) {
		log_line(LOG_L_ERR, "db", "statement=%s has no parameter %s", name,
		         r->bad_param);
		e = fail_set(f, ERR_IO, "db", "no-parameter", NULL,
		             "Perintah %s tidak mengenal isian :%s.", name, r->bad_param);
	} else if (r->rc != SQLITE_OK || r->stepped) {
		/* run on, so that a writing statement is never left half done */
		while (r->rc == SQLITE_ROW)
			r->rc = sqlite3_step(r->stmt);
	} else {
		while ((r->rc = sqlite3_step(r->stmt)) == SQLITE_ROW)
			;
	}
	if (!e && r->rc != SQLITE_DONE)
		e = rows_fail(c, r->rc, name, f);
	if (!e && changed && !sqlite3_stmt_readonly(r->stmt))
		*changed = sqlite3_changes(c->sql);
	(void)sqlite3_reset(r->stmt);
	(void)sqlite3_clear_bindings(r->stmt);
	unlink_live(r);
	return e;
}

int64_t db_last_id(const struct db_conn *c)
{
	return sqlite3_last_insert_rowid(c->sql);
}

enum err rows_do(struct db_conn *c, enum query q, struct fail *f)
{
	return db_done(db_run(c, q), NULL, f);
}

enum err db_one_int(struct db_rows *r, int64_t *out, bool *found, struct fail *f)
{
	bool row = db_next(r);

	*out = row ? db_int(r, 0) : 0;
	if (found)
		*found = row;
	if (row && sqlite3_stmt_readonly(r->stmt)) {
		(void)sqlite3_reset(r->stmt);
		r->rc = SQLITE_DONE;
	}
	return db_done(r, NULL, f);
}

int64_t db_now(const struct db_conn *c)
{
	return c->now;
}
