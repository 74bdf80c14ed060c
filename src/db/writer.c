/* writer.c - the one thread that BEGINs and COMMITs (design 3.1). */
#include "store.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "fs.h"
#include "log.h"

/* Nobody is answered: after a failed write or fsync nothing in memory says what is on
 * disk.  Recovery from the WAL at the next start does. */
static _Noreturn void die(const char *what)
{
	log_line(LOG_L_ERR, "db", "stop what=%s exit=%d: recovery decides", what,
	         EXIT_RECOVER);
	_exit(EXIT_RECOVER);
}

static bool ok_or_die(struct db_conn *w, enum err e, const char *what)
{
	if (e && (w->broken || !w->full))
		die(what);
	return e == ERR_OK;
}

void db_sync_before_commit(struct db_conn *c, const char *dir)
{
	struct sync_dirs *s = &c->sync;
	struct fail f;

	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->dir[i], dir) == 0)
			return;
	if (s->n < SYNC_DIRS) {
		s->dir[s->n] = strdup(dir);
		if (!s->dir[s->n])
			abort();
		s->n++;
		return;
	}
	if (fs_sync_dir(dir, &f))
		c->broken = true;
}

static bool sync_dirs(struct db_conn *w, struct fail *f)
{
	struct sync_dirs *s = &w->sync;
	bool ok = true;

	for (size_t i = 0; i < s->n; i++) {
		enum err e = ok ? fs_sync_dir(s->dir[i], f) : ERR_OK;

		if (e == ERR_FULL)
			ok = false, w->full = true;
		else if (e)
			die("fsync folder");
		free(s->dir[i]);
	}
	s->n = 0;
	return ok;
}

static struct db_job *take(struct db *db)
{
	struct db_job *j = db->first;

	if (!j)
		return NULL;
	db->first = j->next;
	if (!db->first)
		db->last = NULL;
	db->waiting--;
	j->next = NULL;
	return j;
}

static struct timespec at_us(int64_t us)
{
	return (struct timespec){ us / 1000000, us % 1000000 * 1000 };
}

/* The next act; NULL when there is none and the store stops, or *rested. */
static struct db_job *pop(struct db *db, bool *rested)
{
	struct timespec until = at_us(mono_us() + db->rest_ms * 1000);
	struct db_job *j;
	int late = 0;

	pthread_mutex_lock(&db->queue_lock);
	while (!db->first && !db->stopping && !late) {
		if (db->rest_ms)
			late = pthread_cond_timedwait(&db->queue_some, &db->queue_lock, &until);
		else
			pthread_cond_wait(&db->queue_some, &db->queue_lock);
	}
	j = take(db);
	*rested = !j && !db->stopping;
	pthread_mutex_unlock(&db->queue_lock);
	return j;
}

/* Another act for a group of n that began at `start`; NULL: it is to be committed.  While
 * half of those who came at once of late are missing, they are waited for a moment: their
 * number, not each of them, pays for the COMMIT.  Somebody alone never waits. */
static struct db_job *pop_more(struct db *db, int n, int64_t start)
{
	struct timespec until = at_us(start + HOLD_US);
	struct db_job *j;
	int late = 0;

	if (n >= GROUP_ACTS || mono_us() - start >= GROUP_MS * 1000)
		return NULL;
	pthread_mutex_lock(&db->queue_lock);
	while (!db->first && n < db->crowd / 2 && !db->stopping && !late)
		late = pthread_cond_timedwait(&db->queue_some, &db->queue_lock, &until);
	j = take(db);
	pthread_mutex_unlock(&db->queue_lock);
	return j;
}

/* Those of this group and those who came meanwhile were here at once. */
static void count_crowd(struct db *db, int n)
{
	int fewer = db->crowd - db->crowd / 8 - 1;

	pthread_mutex_lock(&db->queue_lock);
	n += db->waiting;
	pthread_mutex_unlock(&db->queue_lock);
	db->crowd = n > fewer ? n : fewer;
}

static void answer(struct db_job *j)
{
	while (j) {
		struct db_job *next = j->next; /* the job is its caller's from here on */

		(void)sem_post(&j->done);
		j = next;
	}
}

static void refuse_all(struct db_job *j, const struct fail *f)
{
	for (; j; j = j->next) {
		*j->f = *f;
		j->e = f->code;
	}
}

/* A constraint that is only checked at COMMIT would take the neighbours with it. */
static bool debts(struct db_conn *w)
{
	int now = 0, high = 0;

	(void)sqlite3_db_status(w->sql, SQLITE_DBSTATUS_DEFERRED_FKS, &now, &high, 0);
	return now != 0;
}

/* A small act (NULL: the tidying of the index, which is none) goes on for a while. */
static bool has_room(struct db *db, const struct db_job *j, struct fail *f)
{
	int64_t floor = j && j->small ? db->floor / SMALL_PART : db->floor;

	if (db->room < 0 || db->room >= floor)
		return true;
	(void)FAIL(f, ERR_FULL, "disk-full", NULL,
	           "Ruang penyimpanan tinggal %lld MB, di bawah batas %lld MB; kosongkan "
	           "sebagian lalu coba lagi.",
	           (long long)(db->room >> 20), (long long)(db->floor >> 20));
	return false;
}

/* One act in its savepoint.  false: the group cannot go on (no room). */
static bool run_act(struct db_conn *w, struct db_job *j)
{
	struct audit_head before = w->head;
	struct fail f;

	if (!has_room(w->db, j, j->f)) {
		j->e = ERR_FULL;
		return true;
	}
	if (!ok_or_die(w, rows_do(w, Q_tx_act, &f), "savepoint"))
		return false;
	j->e = j->act(w, j->arg, j->f);
	rows_end_all(w);
	if (w->broken)
		die("act");
	if (!j->e && debts(w))
		j->e = fail_set(j->f, ERR_CONFLICT, "db", "constraint", NULL,
		                "Data ini merujuk catatan yang tidak ada; muat ulang lalu "
		                "periksa isiannya.");
	if (w->full || sqlite3_get_autocommit(w->sql))
		return false;
	if (j->e) {
		if (!ok_or_die(w, rows_do(w, Q_tx_act_undo, &f), "rollback"))
			return false;
		w->head = before;
	}
	return ok_or_die(w, rows_do(w, Q_tx_act_end, &f), "release");
}

static bool may_write(struct db *db, struct fail *f)
{
	struct db_conn *w = db->w;
	int64_t now = clock_ms(db->clock);

	db->room = fs_free_bytes(db->dir);
	if (now < CLOCK_FLOOR_MS) {
		log_line(LOG_L_ERR, "db", "clock says ms=%lld", (long long)now);
		(void)FAIL(f, ERR_BUSY, "clock-behind", NULL,
		           "Jam komputer menunjuk tahun sebelum program ini ada; betulkan jamnya, "
		           "lalu coba lagi.");
		return false;
	}
	/* entries do not step back for a nudge of the clock */
	w->now = now + CLOCK_SLACK_MS < w->head.at_ms || now > w->head.at_ms ? now
	                                                                      : w->head.at_ms;
	return true;
}

static void roll_back(struct db_conn *w, struct db_job *group)
{
	struct fail f;

	for (size_t i = 0; i < w->sync.n; i++)
		free(w->sync.dir[i]);
	w->sync.n = 0;
	/* SQLite rolls back by itself on some errors; only then is there none left */
	if (!sqlite3_get_autocommit(w->sql) && rows_do(w, Q_tx_rollback, &f))
		die("rollback");
	w->full = false;
	seen_forget(w->seen);
	if (audit_head_read(w, &f))
		die("head");
	(void)FAIL(&f, ERR_FULL, "disk-full", NULL,
	           "Ruang penyimpanan penuh; tidak ada yang disimpan. Kosongkan sebagian lalu "
	           "coba lagi.");
	log_line(LOG_L_ERR, "db", "disk full: group rolled back");
	refuse_all(group, &f);
}

/* Runs what waits in one transaction, first to last; returns the members. */
static void run_group(struct db *db, struct db_job *group)
{
	struct db_conn *w = db->w;
	struct db_job *last = group;
	struct fail f;
	int64_t start = mono_us();
	int64_t seq = db->w->head.seq;
	bool go;
	int n = 1;

	w->full = false;
	if (!may_write(db, &f)) {
		refuse_all(group, &f);
		return;
	}
	go = ok_or_die(w, rows_do(w, Q_tx_group, &f), "begin");
	if (go && w->now < w->head.at_ms)
		go = ok_or_die(w, audit_clock_back(w, &f), "clock");
	while (go) {
		struct db_job *more;

		go = run_act(w, last);
		if (!go || !(more = pop_more(db, n, start)))
			break;
		last->next = more;
		last = more;
		n++;
	}
	count_crowd(db, n);
	if (go)
		go = ok_or_die(w, find_bring_up(w, &f), "index");
	if (go && w->head.seq != seq)
		go = ok_or_die(w, audit_head_write(w, &f), "head");
	if (go)
		go = sync_dirs(w, &f);
	if (go)
		go = ok_or_die(w, rows_do(w, Q_tx_commit, &f), "commit");
	if (!go)
		roll_back(w, group);
}

static int wal_grew(void *arg, sqlite3 *sql, const char *name, int pages)
{
	struct db *db = arg;

	(void)sql, (void)name;
	db->wal_pages = pages;
	return SQLITE_OK;
}

/* Only here, between groups.  A long reader keeps the log from being taken over: then
 * it is tried again, and past the hard bound the readers are waited for a while. */
static void checkpoint(struct db *db)
{
	struct db_conn *w = db->w;
	bool hard = db->wal_pages >= CKPT_HARD_PAGES;
	int left = 0, moved = 0;

	if (db->wal_pages < CKPT_PAGES)
		return;
	(void)sqlite3_busy_timeout(w->sql, hard ? 200 : 0);
	int rc = sqlite3_wal_checkpoint_v2(
		w->sql, NULL, hard ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE,
		&left, &moved);

	(void)sqlite3_busy_timeout(w->sql, 5000);
	if (rc != SQLITE_OK && rc != SQLITE_BUSY) {
		struct fail f;

		if (rows_fail(w, rc, "checkpoint", &f) && !w->full)
			die("checkpoint");
		w->full = false;
	}
	db->wal_pages = left > moved ? left : 0;
}

/* While nobody wants anything: a step towards one segment of the index, for each word of a
 * search opens every segment. */
static void tidy(struct db *db)
{
	struct db_conn *w = db->w;
	struct fail f;
	bool more = false;

	db->rest_ms = 0;
	w->full = false;
	if (!may_write(db, &f) || !has_room(db, NULL, &f))
		return;
	if (!ok_or_die(w, rows_do(w, Q_tx_group, &f), "begin") ||
	    !ok_or_die(w, find_merge(w, &more, &f), "merge") ||
	    !ok_or_die(w, rows_do(w, Q_tx_commit, &f), "commit"))
		roll_back(w, NULL);
	else if (more)
		db->rest_ms = STEP_MS;
}

/* Puts `now` where `old` stands. */
static void hearer_put(struct db *db, struct db_hearer old, struct db_hearer now)
{
	pthread_mutex_lock(&db->queue_lock);
	for (int i = 0; i < DB_HEARERS; i++)
		if (db->hearer[i].told == old.told && db->hearer[i].arg == old.arg) {
			db->hearer[i] = now;
			break;
		}
	pthread_mutex_unlock(&db->queue_lock);
}

void db_on_commit(struct db *db, void (*told)(void *arg), void *arg)
{
	hearer_put(db, (struct db_hearer){ 0 }, (struct db_hearer){ told, arg });
}

void db_off_commit(struct db *db, void (*told)(void *arg), void *arg)
{
	hearer_put(db, (struct db_hearer){ told, arg }, (struct db_hearer){ 0 });
}

static void tell(struct db *db)
{
	pthread_mutex_lock(&db->queue_lock);
	for (int i = 0; i < DB_HEARERS; i++)
		if (db->hearer[i].told)
			db->hearer[i].told(db->hearer[i].arg);
	pthread_mutex_unlock(&db->queue_lock);
}

void *writer_main(void *arg)
{
	struct db *db = arg;
	struct db_job *group;
	bool rested;

	(void)sqlite3_wal_hook(db->w->sql, wal_grew, db);
	while ((group = pop(db, &rested)) || rested) {
		if (rested) {
			tidy(db);
		} else {
			run_group(db, group);
			answer(group);
			tell(db);
		}
		checkpoint(db);
	}
	return NULL;
}

static enum err submit(struct db *db, db_act *act, void *arg, bool small, struct fail *f)
{
	struct db_job j = { .act = act, .arg = arg, .small = small };

	if (pthread_equal(pthread_self(), db->writer)) {
		log_line(LOG_L_ERR, "db", "an act submits an act");
		abort();
	}
	j.f = f ? f : &j.own;
	pthread_mutex_lock(&db->queue_lock);
	if (db->stopping) {
		pthread_mutex_unlock(&db->queue_lock);
		return FAIL(j.f, ERR_BUSY, "stopping", NULL,
		            "Layanan sedang berhenti; coba lagi sebentar.");
	}
	(void)sem_init(&j.done, 0, 0);
	if (db->last)
		db->last->next = &j;
	else
		db->first = &j;
	db->last = &j;
	db->waiting++;
	pthread_cond_signal(&db->queue_some);
	pthread_mutex_unlock(&db->queue_lock);
	while (sem_wait(&j.done))
		continue; /* a signal woke it */
	(void)sem_destroy(&j.done);
	return j.e;
}

enum err db_submit(struct db *db, db_act *act, void *arg, struct fail *f)
{
	return submit(db, act, arg, false, f);
}

enum err db_submit_small(struct db *db, db_act *act, void *arg, struct fail *f)
{
	return submit(db, act, arg, true, f);
}
