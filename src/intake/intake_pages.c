#include "intake_pages.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include "intake.h"
#include "intake_cache.h"
#include "fs.h"
#include "log.h"

#define AT_ONCE  2
#define DATA_MAX (1u << 20)
#define TOLD     32 /* faults of the machine that nobody asked about yet */

/* One page to be drawn.  When it is drawn, or cannot be, the cache says so and the job is
 * gone; when the machine is at fault the job stays to tell the next who asks. */
struct job {
	struct job *next;
	struct sha256 sha;
	char *path;
	int page;
	bool codes; /* its QR codes are wanted, and the picture with them */
	char *plan; /* a sheet on it is to be read, by this; kept as page 1 of sha */
	bool urgent, running, done;
	struct fail fail;
};

struct intake_pages {
	char *program;
	struct intake_cache *cache;
	pthread_mutex_t lock;
	pthread_cond_t work;
	struct job *jobs; /* in order of asking */
	int queued, told;
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

static struct job *find(const struct intake_pages *p, struct sha256 sha, int page,
			bool codes)
{
	for (struct job *j = p->jobs; j; j = j->next)
		if (j->page == page && j->codes == codes && sha256_eq(j->sha, sha))
			return j;
	return NULL;
}

static struct job *add(struct intake_pages *p, const struct intake_file *file, int page,
		       bool codes)
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
	j->codes = codes;
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

	while (*at != j)
		at = &(*at)->next;
	*at = j->next;
	free(j->path);
	free(j->plan);
	free(j);
}

/* Only so many faults are kept: whoever asks again will have it tried again. */
static void keep_told(struct intake_pages *p, struct job *fresh)
{
	fresh->done = true;
	if (p->told++ < TOLD)
		return;
	for (struct job *j = p->jobs; j; j = j->next)
		if (j->done && j != fresh) {
			forget(p, j);
			p->told--;
			return;
		}
}

/* The first that somebody looks at, else the first. */
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

/* Somebody else's was ready when he asked. */
static bool ready(struct intake_pages *p, struct arena *a, const struct job *j)
{
	struct str there;

	if (j->plan)
		return intake_cache_words(p->cache, a, j->sha, 1, "ticks", &there);
	return j->codes ? intake_cache_words(p->cache, a, j->sha, j->page, "codes", &there)
			: intake_cache_page(p->cache, a, j->sha, j->page, &there);
}

/* The sheet first, its note second; the words last, for they say that all is there. */
static enum err keep_sheet(struct intake_pages *p, const struct job *j, const char *room,
			   struct fail *f)
{
	struct fail none;
	enum err e = intake_cache_keep(p->cache, j->sha, 1, room, "page.png", f);

	if (!e && intake_cache_keep(p->cache, j->sha, 2, room, "note.png", &none))
		intake_cache_fail(p->cache, j->sha, 2); /* nothing is written there */
	return e ? e : intake_cache_keep_words(p->cache, j->sha, 1, room, "ticks", f);
}

static enum err keep(struct intake_pages *p, const struct job *j, const char *room,
		     struct fail *f)
{
	enum err e = ERR_OK;

	if (j->plan)
		return keep_sheet(p, j, room, f);
	if (j->codes)
		e = intake_cache_keep_words(p->cache, j->sha, j->page, room, "codes", f);
	return e ? e : intake_cache_keep(p->cache, j->sha, j->page, room, "page.png", f);
}

static enum err draw_in(struct intake_pages *p, const struct job *j,
			const struct intake_drawing *d, struct fail *f)
{
	struct arena *a = arena_open();
	int count = 0;
	enum err e = ERR_OK;

	if (j->plan)
		e = fs_write(arena_cstr(a, arena_fmt(a, "%s/plan", d->dir)), str_c(j->plan),
			     0600, f);
	if (!e)
		e = intake_draw(d, &count, f);
	if (count && !j->plan)
		intake_cache_counted(p->cache, j->sha, count);
	if (!e)
		e = keep(p, j, d->dir, f);
	if (e == ERR_INVALID && !atomic_load(&p->stop)) /* not for our own haste */
		intake_cache_fail(p->cache, j->sha, j->plan ? 1 : j->page);
	arena_close(a);
	return e;
}

static enum err draw(struct intake_pages *p, const struct job *j, struct fail *f)
{
	struct arena *a = arena_open();
	struct intake_drawing d = {.program = p->program,
				   .input = j->path,
				   .page = j->page,
				   .codes = j->codes,
				   .ticks = j->plan != NULL,
				   .stop = &p->stop};
	enum err e = ERR_OK;

	if (!ready(p, a, j)) {
		e = intake_cache_room(p->cache, a, &d.dir, f);
		if (!e) {
			e = draw_in(p, j, &d, f);
			intake_cache_leave(d.dir);
		}
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
		p->queued--;
		j->fail = f;
		if (f.code && f.code != ERR_INVALID)
			keep_told(p, j);
		else
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
	enum err e;

	if (!p)
		abort();
	p->program = copy(o->program);
	(void)pthread_mutex_init(&p->lock, NULL);
	(void)pthread_cond_init(&p->work, NULL);
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
	while (p->jobs)
		forget(p, p->jobs);
	intake_cache_close(p->cache);
	(void)pthread_cond_destroy(&p->work);
	(void)pthread_mutex_destroy(&p->lock);
	free(p->program);
	free(p);
}

/* ---- asking ---- */

static enum err no_page(int page, struct fail *f)
{
	return FAIL(f, ERR_INVALID, "no-page", NULL,
		    "Halaman %d berkas ini tidak dapat digambar: unduh asli untuk "
		    "melihatnya.",
		    page);
}

/* Has it drawn: ERR_BUSY, or what the machine had against it. */
static enum err ask(struct intake_pages *p, const struct intake_file *file, int page,
		    bool codes, const char *plan, struct fail *f)
{
	enum err e = ERR_BUSY;
	struct job *j;

	(void)pthread_mutex_lock(&p->lock);
	j = find(p, file->sha, page, codes);
	if (!j && (j = add(p, file, page, codes)) && plan)
		j->plan = copy(plan);
	if (j && j->done) {
		e = j->fail.code;
		*f = j->fail;
		forget(p, j);
		p->told--;
	} else {
		if (j)
			j->urgent = true;
		(void)FAIL(f, ERR_BUSY, "page-later", NULL,
			   "Halaman masih digambar; muat ulang sebentar lagi.");
	}
	(void)pthread_mutex_unlock(&p->lock);
	return e;
}

enum err intake_page(struct intake_pages *p, struct arena *a,
		     const struct intake_file *file, int page, struct str *png,
		     struct fail *f)
{
	if (page < 1 || page > INTAKE_PAGES_MAX)
		return no_page(page, f);
	if (intake_cache_page(p->cache, a, file->sha, page, png))
		return ERR_OK;
	if (intake_cache_failed(p->cache, file->sha, page))
		return no_page(page, f);
	return ask(p, file, page, false, NULL, f);
}

enum err intake_page_codes(struct intake_pages *p, struct arena *a,
			   const struct intake_file *file, int page, struct str *codes,
			   struct fail *f)
{
	if (page < 1 || page > INTAKE_PAGES_MAX)
		return no_page(page, f);
	if (intake_cache_words(p->cache, a, file->sha, page, "codes", codes))
		return ERR_OK;
	if (intake_cache_failed(p->cache, file->sha, page))
		return no_page(page, f);
	return ask(p, file, page, true, NULL, f);
}

enum err intake_page_ticks(struct intake_pages *p, struct arena *a,
			   const struct intake_file *file, int page, struct str plan,
			   struct str *words, struct intake_file *sheet, struct fail *f)
{
	struct sha256_hex hex = sha256_hex(file->sha);

	/* what is read is a file of its own: of that page, by that plan */
	*sheet = (struct intake_file){
		sha256_of(arena_fmt(a, "ticks %s %d\n" STR_FMT, hex.z, page, STR_ARG(plan))),
		file->path};
	if (page < 1 || page > INTAKE_PAGES_MAX)
		return no_page(page, f);
	if (intake_cache_words(p->cache, a, sheet->sha, 1, "ticks", words))
		return ERR_OK;
	if (intake_cache_failed(p->cache, sheet->sha, 1))
		return no_page(page, f);
	return ask(p, sheet, page, false, arena_cstr(a, plan), f);
}

enum err intake_sheet_picture(struct intake_pages *p, struct arena *a,
			      const struct intake_file *sheet, bool note, struct str *png,
			      struct fail *f)
{
	return intake_cache_page(p->cache, a, sheet->sha, note ? 2 : 1, png) ? ERR_OK
									     : no_page(1, f);
}

enum err intake_pages_cut(struct intake_pages *p, struct arena *a,
			  const struct intake_file *file, const int *pages, size_t n,
			  const char **room, const char **path, struct fail *f)
{
	struct intake_drawing d = {
		.program = p->program, .input = file->path, .stop = &p->stop};
	enum err e = intake_cache_room(p->cache, a, room, f);

	if (e)
		return e;
	d.dir = *room;
	*path = arena_cstr(a, arena_fmt(a, "%s/cut", *room));
	e = intake_cut(&d, pages, n, f);
	if (e)
		intake_cache_leave(*room);
	return e;
}

void intake_pages_leave(const char *room)
{
	intake_cache_leave(room);
}

enum err intake_page_count(struct intake_pages *p, const struct intake_file *file,
			   int *count, struct fail *f)
{
	*count = intake_cache_count(p->cache, file->sha);
	if (*count)
		return ERR_OK;
	if (intake_cache_failed(p->cache, file->sha, 1))
		return no_page(1, f);
	return ask(p, file, 1, false, NULL, f);
}

bool intake_page_failed(struct intake_pages *p, const struct intake_file *file, int page)
{
	return intake_cache_failed(p->cache, file->sha, page);
}

void intake_page_soon(struct intake_pages *p, const struct intake_file *file)
{
	(void)pthread_mutex_lock(&p->lock);
	/* half the queue stays for people who look at a letter now */
	if (p->queued < INTAKE_QUEUE / 2 && !find(p, file->sha, 1, false) &&
	    !intake_cache_count(p->cache, file->sha))
		(void)add(p, file, 1, false);
	(void)pthread_mutex_unlock(&p->lock);
}

enum err intake_pages_lend(struct intake_pages *p, struct arena *a, struct str bytes,
			   struct intake_file *out, struct fail *f)
{
	out->sha = sha256_of(bytes);
	return intake_cache_lend(p->cache, a, out->sha, bytes, &out->path, f);
}

static enum err read_left(struct arena *a, const char *room, const char *name,
			  struct str *to, struct fail *f)
{
	const char *path = arena_cstr(a, arena_fmt(a, "%s/%s", room, name));
	struct stat st;

	if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return FAIL(
			f, ERR_INVALID, "no-data", NULL,
			"PDF ini tidak membawa data surat; isi dengan membaca suratnya.");
	return fs_read(a, path, DATA_MAX, to, f);
}

enum err intake_pages_data(struct intake_pages *p, struct arena *a, struct str pdf,
			   struct str *xml, struct str *words, struct fail *f)
{
	struct intake_drawing d = {.program = p->program, .stop = &p->stop};
	const char *room;
	enum err e = intake_cache_room(p->cache, a, &room, f);

	if (e)
		return e;
	d.dir = room;
	d.input = arena_cstr(a, arena_fmt(a, "%s/whole.pdf", room));
	e = fs_write(d.input, pdf, 0600, f);
	if (!e)
		e = intake_data(&d, f);
	if (!e)
		e = read_left(a, room, "data", xml, f);
	if (!e)
		e = read_left(a, room, "text", words, f);
	intake_cache_leave(room);
	return e;
}
