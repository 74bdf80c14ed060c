/* db.c - opening and closing the store; the pool of readers. */
#include "store.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "fs.h"
#include "log.h"

enum { READERS = 8 };

static enum err readers_open(struct db *db, int n, struct fail *f)
{
	db->readers = calloc((size_t)n, sizeof(struct db_conn *));
	if (!db->readers)
		abort();
	for (; db->readers_n < n; db->readers_n++) {
		enum err e = conn_open(db, false, &db->readers[db->readers_n], f);

		if (e)
			return e;
	}
	return ERR_OK;
}

static enum err tail_whole(struct db *db, struct fail *f)
{
	struct db_conn *w = db->w;
	int64_t entries = 0, broken = 0;
	enum err e = audit_head_read(w, f);
	int64_t from = w->head.seq > TAIL_ENTRIES ? w->head.seq - TAIL_ENTRIES + 1 : 1;

	if (e)
		return e;
	e = audit_walk(w, from, &entries, &broken, f);
	if (!e && broken)
		e = FAIL(f, ERR_IO, "audit-broken", NULL,
		         "Rantai catatan putus pada entri %lld; pulihkan dari cadangan atau "
		         "panggil pemeriksa (naskah check).",
		         (long long)broken);
	return e;
}

static enum err bring_up(struct db *db, const struct db_options *o, struct fail *f)
{
	bool fresh = !fs_exists(db->path);
	enum err e;

	if (fresh && !o->create)
		return FAIL(f, ERR_NOTFOUND, "no-database", NULL,
		            "Tidak ada naskah.db di %s; siapkan dulu folder data dengan naskah "
		            "init.",
		            db->dir);
	if ((e = lock_take(db, f)) || (e = conn_open(db, true, &db->w, f)) ||
	    (e = migrate(db->w, fresh, f)) || (e = rows_prepare_all(db->w, f)) ||
	    (e = tail_whole(db, f)) ||
	    (e = readers_open(db, o->readers > 0 ? o->readers : READERS, f)))
		return e;
	if (fresh && (e = fs_sync_dir(db->dir, f)))
		return e;
	if (pthread_create(&db->writer, NULL, writer_main, db) != 0)
		return FAIL(f, ERR_IO, "thread", NULL, "Utas penulis tidak dapat dimulai.");
	db->started = true;
	return ERR_OK;
}

static char *joined(const char *dir, const char *name)
{
	size_t n = strlen(dir) + strlen(name) + 2;
	char *z = malloc(n);

	if (!z)
		abort();
	(void)snprintf(z, n, "%s%s%s", dir, *name ? "/" : "", name);
	return z;
}

enum err db_open(struct db **out, const struct db_options *o, struct fail *f)
{
	struct db *db = calloc(1, sizeof *db);
	pthread_condattr_t by;
	enum err e;

	if (!db)
		abort();
	/* Nobody asks SQLite how much it holds, and counting takes a lock at every malloc.
	 * Refused, harmlessly, when a store is open already. */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	db->dir = joined(o->dir, "");
	db->path = joined(o->dir, "naskah.db");
	db->clock = o->clock;
	db->sync_off = o->sync_off;
	db->floor = o->floor_bytes ? o->floor_bytes : INT64_C(64) << 20;
	db->lock_fd = -1;
	db->rest_ms = REST_MS;
	pthread_mutex_init(&db->pool_lock, NULL);
	pthread_cond_init(&db->pool_free, NULL);
	pthread_mutex_init(&db->queue_lock, NULL);
	(void)pthread_condattr_init(&by);
	(void)pthread_condattr_setclock(&by, CLOCK_MONOTONIC);
	pthread_cond_init(&db->queue_some, &by);
	(void)pthread_condattr_destroy(&by);
	e = bring_up(db, o, f);
	if (e) {
		db_close(db);
		return e;
	}
	*out = db;
	return ERR_OK;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	if (db->started) {
		pthread_mutex_lock(&db->queue_lock);
		db->stopping = true;
		pthread_cond_signal(&db->queue_some);
		pthread_mutex_unlock(&db->queue_lock);
		pthread_join(db->writer, NULL);
	}
	for (int i = 0; i < db->readers_n; i++)
		conn_close(db->readers[i]);
	free(db->readers);
	conn_close(db->w); /* last: SQLite checkpoints and removes the log */
	if (db->lock_fd >= 0)
		(void)close(db->lock_fd);
	pthread_mutex_destroy(&db->pool_lock);
	pthread_cond_destroy(&db->pool_free);
	pthread_mutex_destroy(&db->queue_lock);
	pthread_cond_destroy(&db->queue_some);
	free(db->path);
	free(db->dir);
	free(db);
}

const char *db_dir(const struct db *db)
{
	return db->dir;
}

const char *db_conn_dir(const struct db_conn *c)
{
	return c->db->dir;
}

struct db_conn *db_read(struct db *db)
{
	struct db_conn *c = NULL;
	struct fail f;

	pthread_mutex_lock(&db->pool_lock);
	while (!c) {
		for (int i = 0; i < db->readers_n && !c; i++)
			if (!db->readers[i]->busy)
				c = db->readers[i];
		if (!c)
			pthread_cond_wait(&db->pool_free, &db->pool_lock);
	}
	c->busy = true;
	pthread_mutex_unlock(&db->pool_lock);
	c->now = clock_ms(db->clock);
	c->deadline = 0;
	c->full = c->broken = false;
	if (rows_do(c, Q_tx_snapshot, &f))
		log_line(LOG_L_ERR, "db", "a reader cannot begin");
	return c;
}

void db_read_end(struct db *db, struct db_conn *c)
{
	struct fail f;

	rows_end_all(c);
	c->deadline = 0;
	if (!sqlite3_get_autocommit(c->sql) && rows_do(c, Q_tx_commit, &f))
		log_line(LOG_L_ERR, "db", "a reader cannot end");
	pthread_mutex_lock(&db->pool_lock);
	c->busy = false;
	pthread_cond_signal(&db->pool_free);
	pthread_mutex_unlock(&db->pool_lock);
}

void db_deadline(struct db_conn *c, int64_t ms)
{
	c->deadline = ms > 0 ? mono_ms() + ms : 0;
}
