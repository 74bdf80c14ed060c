/* db.h - the store of one data folder: one writer, many readers, named statements.
 *
 * WRITER  one thread owns the only connection that writes and checkpoints; it alone
 *         BEGINs and COMMITs (design 3.1).  svc hands it acts with db_submit().  Waiting
 *         acts are gathered into one commit, each in its own savepoint: a refused act
 *         rolls back alone, its neighbours go on.  db_submit() returns after COMMIT is
 *         on disk (WAL, synchronous=FULL), so "done" means done.
 * READERS db_read() lends a read-only connection inside a snapshot; give it back soon.
 * SQL     statements come only from *.sql files (enum query, tools/sqlc.c), all
 *         prepared at start.  No function here takes SQL text.
 * FAILURE constraint: that act is rolled back, ERR_CONFLICT.  Disk full: the whole
 *         group is rolled back, each member ERR_FULL, reading goes on.  An I/O error of
 *         write, fsync or COMMIT: nobody is answered, the process exits 75 and recovery
 *         decides.
 * THREAD  db_submit and db_read from any thread; a lent db_conn by one thread.
 */
#ifndef DB_H
#define DB_H
#include <stdint.h>
#include "arena.h"
#include "clock.h"
#include "err.h"
#include "hash.h"
#include "query.h"

struct db;
struct db_conn;
struct db_rows; /* a running statement; one per (connection, enum query) */

struct db_options {
	const char         *dir;     /* the data folder; DIR/naskah.db              */
	const struct clock *clock;   /* outlives the store                          */
	int                 readers; /* connections in the pool; 0: 8               */
	bool                create;  /* make the database if absent, else ERR_NOTFOUND */
	bool                sync_off; /* tests only: the planted fault of tests/crash */
	int64_t             floor_bytes; /* free space under which acts are ERR_FULL;
	                                  * 0: 64 MiB */
};

/* Takes DIR/lock (ERR_BUSY names the process that holds it), opens, reads back the
 * pragmas, migrates forward with a backup first, prepares every statement, checks the
 * tail of the audit chain, starts the writer. */
enum err db_open(struct db **, const struct db_options *, struct fail *) MUST_CHECK;
void     db_close(struct db *); /* finishes what was submitted, checkpoints */
const char *db_dir(const struct db *); /* the data folder, as given */
const char *db_conn_dir(const struct db_conn *);

/* An act runs on the writer thread with its own savepoint.  It must not wait, render,
 * hash content or use the network; budget 1 ms. */
typedef enum err db_act(struct db_conn *, void *arg, struct fail *);
enum err db_submit(struct db *, db_act *, void *arg, struct fail *) MUST_CHECK;
/* The same for who comes to read: sessions and waits at log-in.  The last eighth of the room
 * below the floor alone is closed to these. */
enum err db_submit_small(struct db *, db_act *, void *arg, struct fail *) MUST_CHECK;

/* Called by the writer thread after each group of acts that is on disk; it must not wait nor
 * submit.  At most DB_HEARERS at a time; after db_off_commit() it is not called again. */
#define DB_HEARERS 4
void db_on_commit(struct db *, void (*told)(void *arg), void *arg);
void db_off_commit(struct db *, void (*told)(void *arg), void *arg);

struct db_conn *db_read(struct db *);  /* waits for a free reader; never NULL */
void            db_read_end(struct db *, struct db_conn *);

/* Inside an act: this folder is fsynced before the group's COMMIT (files, rule A2). */
void db_sync_before_commit(struct db_conn *, const char *dir);

/* The instant of the act's group (or of the snapshot): one clock reading per group. */
int64_t db_now(const struct db_conn *);

struct db_rows *db_run(struct db_conn *, enum query); /* cached, reset, unbound */

/* `param` is the name without its colon: ":id" in the statement, "id" here.  A name the
 * statement does not have is remembered and db_done() answers ERR_IO "no-parameter".
 * Bound bytes must outlive the run; {NULL,0} binds NULL.  What is not bound is NULL. */
void db_bind_int(struct db_rows *, const char *param, int64_t);
void db_bind_str(struct db_rows *, const char *param, struct str);
void db_bind_blob(struct db_rows *, const char *param, struct str);
void db_bind_null(struct db_rows *, const char *param);
bool db_next(struct db_rows *); /* true while a row is ready */
int64_t    db_int(struct db_rows *, int col);
struct str db_str(struct db_rows *, int col, struct arena *); /* copied; NULL gives {NULL,0} */
bool       db_null(struct db_rows *, int col);
/* Ends the statement (steps to the end if rows remain); changed may be NULL. */
enum err db_done(struct db_rows *, int *changed, struct fail *) MUST_CHECK;
int64_t  db_last_id(const struct db_conn *); /* rowid of the last insert */

/* One value, first column of the first row; *found (may be NULL) false when there is no
 * row; NULL in it gives 0.  Ends the statement: no db_done() after it. */
enum err db_one_int(struct db_rows *, int64_t *out, bool *found, struct fail *) MUST_CHECK;

/* Bounds the time of a read statement (search): past it the statement ends as ERR_LIMIT. */
void db_deadline(struct db_conn *, int64_t ms_from_now);

/* ---- the audit chain (rule A3) ---- */

struct db_audit {
	struct str actor;  /* account and post, e.g. "pelaksana/PELAKSANA"; never a name */
	struct str act;    /* act word of flow/, or "login", "right" …                   */
	struct str object; /* e.g. "letter:17", "disposition:3"                          */
	struct str detail; /* canonical bytes of what was done; only their SHA-256 is kept */
};
enum err db_audit(struct db_conn *, const struct db_audit *, struct fail *) MUST_CHECK;

/* The order of the chain is that of its numbers.  A clock found more than 2 s behind the
 * last entry is taken as it is, and an entry "clock-back" on the object "clock" says so,
 * with the first act written after it; a nudge under that moves no entry back. */
struct db_clock_back {
	int64_t from_ms, to_ms; /* the last time; 0, 0: never */
};
enum err db_clock_back(struct db_conn *, struct db_clock_back *, struct fail *) MUST_CHECK;

struct db_check_result {
	int64_t    entries;      /* audit entries read                                  */
	int64_t    broken_at;    /* 0: whole; else the first broken seq                 */
	bool       database_ok;  /* integrity_check and foreign_key_check               */
	struct sha256 head;      /* hash of the last entry; written down elsewhere, it
	                          * proves later that nothing before it was changed     */
	struct str note;         /* Indonesian, one line                                */
};
/* The whole chain and the database; archive's files are checked by arc_files_check(). */
enum err db_check(struct db *, struct arena *, struct db_check_result *, struct fail *) MUST_CHECK;

/* A consistent copy of the database to `path` while the store works (online backup from
 * a reader's snapshot; never a second writer). */
enum err db_backup(struct db *, const char *path, struct fail *) MUST_CHECK;
/* The same from the snapshot of a lent reader, so that what is read beside it agrees. */
enum err db_copy(struct db_conn *, const char *path, struct fail *) MUST_CHECK;
#endif
