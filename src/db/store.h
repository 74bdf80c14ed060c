/* store.h - the inside of db/: what its files share.  Nobody else includes it. */
#ifndef DB_STORE_H
#define DB_STORE_H
#include <pthread.h>
#include <semaphore.h>
#include <sqlite3.h>
#include "db.h"
#include "hash.h"
#include "query_text.h"
#include "seen.h"

enum {
	GROUP_ACTS = 64,           /* acts in one commit                          */
	GROUP_MS = 5,              /* no new act joins a group older than this    */
	HOLD_US = 2000,            /* a COMMIT waits so long for half of the crowd */
	SYNC_DIRS = 64,            /* folders remembered per group                */
	CKPT_PAGES = 4000,         /* WAL pages after which a checkpoint is tried: the
	                            * more, the fewer pages are copied over twice */
	REST_MS = 500,             /* so long without an act, and the index is tidied */
	STEP_MS = 20,              /* between one step of that and the next          */
	MERGE_PAGES = 100,         /* in one step: some milliseconds                 */
	CKPT_HARD_PAGES = 16384,   /* WAL pages after which readers are waited for */
	TAIL_ENTRIES = 1000,       /* audit entries checked at start              */
	CLOCK_SLACK_MS = 2000,     /* a clock further behind went back: an entry says so */
	SMALL_PART = 8,            /* of the floor: below that small acts end too */
	EXIT_RECOVER = 75          /* EX_TEMPFAIL: the supervisor starts us again */
};

/* 2023-01-01: before there was a line of this program no clock was right. */
#define CLOCK_FLOOR_MS INT64_C(1672531200000)

struct db_rows {
	struct db_conn *conn;
	sqlite3_stmt   *stmt;
	enum query      q;
	int             rc;       /* of the last step or bind; SQLITE_OK before */
	bool            live;     /* between db_run and db_done                 */
	bool            stepped;  /* db_next ran                                */
	const char     *bad_param;
	char          **names;    /* of the parameters, without the colon           */
	int             names_n, next_name; /* they are bound in about their order  */
	struct db_rows *next_live;
};

struct audit_head {
	int64_t       seq, at_ms;
	struct sha256 hash;
};

struct db_conn {
	struct db         *db;
	sqlite3           *sql;
	bool               writer, busy;
	int64_t            now, deadline; /* deadline: monotonic ms, 0 none */
	bool               full, broken;  /* this group must end: no room; never again */
	struct db_rows     rows[Q__COUNT];
	struct db_rows    *live;
	struct audit_head  head;          /* writer only */
	struct seen       *seen;          /* writer only */
	struct sync_dirs {
		char  *dir[SYNC_DIRS];
		size_t n;
	} sync;
};

struct db_job {
	db_act        *act;
	void          *arg;
	struct fail   *f, own;
	enum err       e;
	bool           small; /* goes on below the floor */
	sem_t          done;
	struct db_job *next;
};

struct db_hearer {
	void (*told)(void *arg);
	void  *arg;
};

struct db {
	char               *dir, *path;
	const struct clock *clock;
	bool                sync_off;
	int64_t             floor;
	int64_t             room;    /* free bytes at the group's begin; the writer's */
	int                 lock_fd;
	struct db_conn     *w;       /* used by the writer thread alone once it runs */
	struct db_conn    **readers;
	int                 readers_n;
	pthread_mutex_t     pool_lock;
	pthread_cond_t      pool_free;

	pthread_t           writer;
	pthread_mutex_t     queue_lock;
	pthread_cond_t      queue_some;
	struct db_job      *first, *last;
	int                 waiting; /* jobs from first to last */
	int                 crowd;   /* how many acts come at once of late; the writer's */
	int                 rest_ms; /* the index is tidied after so long; 0: it is tidy */
	bool                started, stopping;
	struct db_hearer    hearer[DB_HEARERS]; /* guarded by queue_lock */
	int                 wal_pages;
};

/* open.c */
enum err conn_open(struct db *, bool writer, struct db_conn **, struct fail *) MUST_CHECK;
void     conn_close(struct db_conn *);
enum err conn_exec(struct db_conn *, const char *sql, struct fail *) MUST_CHECK;
enum err lock_take(struct db *, struct fail *) MUST_CHECK;
int64_t  mono_us(void);
int64_t  mono_ms(void);

/* rows.c */
enum err rows_prepare_all(struct db_conn *, struct fail *) MUST_CHECK;
void     rows_close(struct db_rows *);
void     rows_end_all(struct db_conn *);
/* Runs a statement without parameters and rows. */
enum err rows_do(struct db_conn *, enum query, struct fail *) MUST_CHECK;
enum err rows_fail(struct db_conn *, int rc, const char *what, struct fail *);

/* migrate.c */
enum err migrate(struct db_conn *, bool fresh, struct fail *) MUST_CHECK;

/* audit.c */
enum err audit_head_read(struct db_conn *, struct fail *) MUST_CHECK;
/* Once a group, before its COMMIT: where the chain ends now. */
enum err audit_head_write(struct db_conn *, struct fail *) MUST_CHECK;
/* The first entry of a group whose time is before the chain's end. */
enum err audit_clock_back(struct db_conn *, struct fail *) MUST_CHECK;
/* Walks the chain from entry `from`; *broken 0 when whole. */
enum err audit_walk(struct db_conn *, int64_t from, int64_t *entries, int64_t *broken,
                    struct fail *) MUST_CHECK;

/* find.c */
/* Brings the index of words up to what the acts of this group wrote. */
enum err find_bring_up(struct db_conn *, struct fail *) MUST_CHECK;
/* Writes down the words that were indexed. */
enum err find_words_put(struct db_conn *, struct fail *) MUST_CHECK;
/* Merges a little of the index, inside a transaction; *more: call again. */
enum err find_merge(struct db_conn *, bool *more, struct fail *) MUST_CHECK;

/* writer.c */
void *writer_main(void *db);

/* file.c */
enum err file_copy_snapshot(struct db_conn *, const char *path, struct fail *) MUST_CHECK;
#endif
