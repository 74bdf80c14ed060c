#include "intake_pages.h"
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include "intake.h"
#include "intake_cache.h"
#include "log.h"

#define AT_ONCE   2
#define MOMENT_MS 150

/* One page to be drawn; it lives until it is done and nobody waits for it. */
struct job {
	struct job *next;
	struct sha256 sha;
	char *path;
	int page, waiters;
	bool urgent, running, done;
	struct fail fail; /* code ERR_OK: drawn */
};

struct intake_pages {
	char *program;
	struct intake_cache *cache;
	pthread_mutex_t lock;
	pthread_cond_t work, done;
	struct job *jobs; /* in order of asking */
	int queued, waiting;
	atomic_bool stop;
	pthread_t workers[AT_ONCE];
	int started;
};

static char *copy(const char *z)
{
	char *p = strdup(z);

	if (!p)
		abort();
	return p;
}

/* ---- the list of jobs; all under the lock ---- */

static struct job *find(const struct intake_pages *p, struct sha256 sha, int page)
{
	for (struct job *j = p->jobs; j; j = j->next)
		if (j->page == page && !j->done && sha256_eq(j->sha, sha))
			return j;
	return NULL;
}

static struct job *add(struct intake_pages *p, const struct intake_file *file, int page)
{
	struct job **end = &p->jobs, *j;

	if (p->queued == INTAKE_QUEUE)
		return NULL;
	j = calloc(1, sizeof *j);
	if (!j)
		abort();
	j->sha = file->sha;
	j->path = copy(file->path);
	j->page = page;
	while (*end)
		end = &(*end)->next;
	*end = j;
	p->queued++;
	(void)pthread_cond_signal(&p->work);
	return j;
}

static void forget(struct intake_pages *p, struct job *j)
{
	struct job **at = &p->jobs;

	if (!j->done || j->waiters)
		return;
	while (*at != j)
		at = &(*at)->next;
	*at = j->next;
	free(j->path);
	free(j);
}

/* The first that somebody waits for, else the first. */
static struct job *next(const struct intake_pages *p)
{
	struct job *first = NULL;

	for (struct job *j = p->jobs; j; j = j->next) {
		if (j->running || j->done)
			continue;
		if (j->urgent)
			return j;
		first = first ? first : j;
	}
	return first;
}

/* ---- the workers ---- */

static enum err draw(struct intake_pages *p, const struct job *j, struct fail *f)
{
	struct arena *a = arena_open();
	struct intake_drawing d = {.program = p->program,
				   .input = j->path,
				   .page = j->page,
				   .stop = &p->stop};
	enum err e = intake_cache_room(p->cache, a, &d.dir, f);
	int count = 0;

	if (!e) {
		e = intake_draw(&d, &count, f);
		if (count)
			intake_cache_counted(p->cache, j->sha, count);
		if (!e)
			e = intake_cache_keep(p->cache, j->sha, j->page, d.dir, f);
		if (e == ERR_INVALID &&
		    !atomic_load(&p->stop)) /* not for our own haste */
			intake_cache_fail(p->cache, j->sha, j->page);
		intake_cache_leave(d.dir);
	}
	if (e && e != ERR_INVALID)
		log_line(LOG_L_ERR, "intake", "page not drawn word=%s: %s", f->word,
			 f->text);
	arena_close(a);
	return e;
}

static void *work(void *arg)
{
	struct intake_pages *p = arg;

	(void)pthread_mutex_lock(&p->lock);
	while (!atomic_load(&p->stop)) {
		struct job *j = next(p);
		struct fail f = {0};

		if (!j) {
			(void)pthread_cond_wait(&p->work, &p->lock);
			continue;
		}
		j->running = true;
		(void)pthread_mutex_unlock(&p->lock);
		f.code = draw(p, j, &f);
		(void)pthread_mutex_lock(&p->lock);
		j->fail = f;
		j->done = true;
		p->queued--;
		(void)pthread_cond_broadcast(&p->done);
		forget(p, j);
	}
	(void)pthread_mutex_unlock(&p->lock);
	return NULL;
}

/* ---- open and close ---- */

enum err intake_pages_open(struct intake_pages **out,
			   const struct intake_pages_options *o, struct fail *f)
{
	struct intake_pages *p = calloc(1, sizeof *p);
	pthread_condattr_t by_time;
	enum err e;

	if (!p)
		abort();
	p->program = copy(o->program);
	(void)pthread_mutex_init(&p->lock, NULL);
	(void)pthread_cond_init(&p->work, NULL);
	(void)pthread_condattr_init(&by_time);
	(void)pthread_condattr_setclock(&by_time, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&p->done, &by_time);
	(void)pthread_condattr_destroy(&by_time);
	e = intake_cache_open(&p->cache, o->cache, o->clock,
			      o->cache_bytes ? o->cache_bytes : CACHE_BYTES, f);
	for (int i = 0; !e && i < AT_ONCE; i++)
		if (pthread_create(&p->workers[i], NULL, work, p) == 0)
			p->started++;
		else
			e = FAIL(f, ERR_IO, "no-thread", NULL,
				 "Utas untuk menggambar halaman tidak dapat dibuat.");
	if (e)
		intake_pages_close(p);
	else
		*out = p;
	return e;
}

void intake_pages_close(struct intake_pages *p)
{
	if (!p)
		return;
	atomic_store(&p->stop, true);
	(void)pthread_mutex_lock(&p->lock);
	(void)pthread_cond_broadcast(&p->work);
	(void)pthread_mutex_unlock(&p->lock);
	for (int i = 0; i < p->started; i++)
		(void)pthread_join(p->workers[i], NULL);
	while (p->jobs) {
		p->jobs->done = true;
		forget(p, p->jobs);
	}
	intake_cache_close(p->cache);
	(void)pthread_cond_destroy(&p->work);
	(void)pthread_cond_destroy(&p->done);
	(void)pthread_mutex_destroy(&p->lock);
	free(p->program);
	free(p);
}

/* ---- asking ---- */

static enum err later(struct fail *f)
{
	return FAIL(f, ERR_BUSY, "page-later", NULL,
		    "Halaman masih digambar; muat ulang sebentar lagi.");
}

static enum err no_page(int page, struct fail *f)
{
	return FAIL(f, ERR_INVALID, "no-page", NULL,
		    "Halaman %d berkas ini tidak dapat digambar: unduh asli untuk "
		    "melihatnya.",
		    page);
}

static struct timespec until(int ms)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += ms / 1000;
	t.tv_nsec += (long)(ms % 1000) * 1000000;
	t.tv_sec += t.tv_nsec / 1000000000;
	t.tv_nsec %= 1000000000;
	return t;
}

/* Has the page drawn; ERR_OK when it was. */
static enum err have(struct intake_pages *p, const struct intake_file *file, int page,
		     int wait_ms, struct fail *f)
{
	struct timespec end = until(wait_ms);
	enum err e = ERR_OK;
	struct job *j;

	(void)pthread_mutex_lock(&p->lock);
	j = find(p, file->sha, page);
	if (!j)
		j = add(p, file, page);
	if (p->waiting >= INTAKE_WAITERS && wait_ms > MOMENT_MS)
		end = until(MOMENT_MS);
	if (j && wait_ms > 0) {
		j->urgent = true;
		j->waiters++;
		p->waiting++;
		while (!j->done && pthread_cond_timedwait(&p->done, &p->lock, &end) == 0)
			continue;
		p->waiting--;
		j->waiters--;
	}
	if (!j || !j->done) {
		e = later(f);
	} else {
		e = j->fail.code;
		if (e && f)
			*f = j->fail;
		forget(p, j);
	}
	(void)pthread_mutex_unlock(&p->lock);
	return e;
}

enum err intake_page(struct intake_pages *p, struct arena *a,
		     const struct intake_file *file, int page, int wait_ms,
		     struct str *png, struct fail *f)
{
	enum err e;

	if (page < 1 || page > INTAKE_PAGES_MAX)
		return no_page(page, f);
	if (intake_cache_page(p->cache, a, file->sha, page, png))
		return ERR_OK;
	if (intake_cache_failed(p->cache, file->sha, page))
		return no_page(page, f);
	e = have(p, file, page, wait_ms, f);
	if (e)
		return e;
	return intake_cache_page(p->cache, a, file->sha, page, png) ? ERR_OK : later(f);
}

enum err intake_page_count(struct intake_pages *p, const struct intake_file *file,
			   int wait_ms, int *count, struct fail *f)
{
	enum err e;

	*count = intake_cache_count(p->cache, file->sha);
	if (*count)
		return ERR_OK;
	if (intake_cache_failed(p->cache, file->sha, 1))
		return no_page(1, f);
	e = have(p, file, 1, wait_ms, f);
	*count = intake_cache_count(p->cache, file->sha);
	if (*count)
		return ERR_OK;
	return e ? e : later(f);
}

bool intake_page_failed(struct intake_pages *p, const struct intake_file *file, int page)
{
	return intake_cache_failed(p->cache, file->sha, page);
}

void intake_page_soon(struct intake_pages *p, const struct intake_file *file)
{
	(void)pthread_mutex_lock(&p->lock);
	/* half the queue stays for people who look */
	if (p->queued < INTAKE_QUEUE / 2 && !find(p, file->sha, 1) &&
	    !intake_cache_count(p->cache, file->sha))
		(void)add(p, file, 1);
	(void)pthread_mutex_unlock(&p->lock);
}

enum err intake_pages_lend(struct intake_pages *p, struct arena *a, struct str bytes,
			   struct intake_file *out, struct fail *f)
{
	out->sha = sha256_of(bytes);
	return intake_cache_lend(p->cache, a, out->sha, bytes, &out->path, f);
}
