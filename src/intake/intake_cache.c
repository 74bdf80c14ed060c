#include "intake_cache.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "fs.h"
#include "intake.h"
#include "log.h"

#define PATH_N      4096
#define PICTURE_MAX (16u << 20)
#define WORDS_MAX   2048
#define FORGIVEN_MS INT64_C(3600000)

struct intake_cache {
	char dir[PATH_N - 200];
	const struct clock *clock;
	pthread_mutex_t lock; /* guards names that come and go, and bytes */
	int64_t max, bytes;   /* bytes -1: not counted yet */
};

static void folder(char out[PATH_N], const struct intake_cache *c, const char *hex)
{
	(void)snprintf(out, PATH_N, "%s/%.2s/%.64s", c->dir, hex, hex);
}

/* N.png, N.bad, or count for page 0. */
static void name(char out[PATH_N], const struct intake_cache *c, struct sha256 sha,
		 int page, const char *kind)
{
	struct sha256_hex hex = sha256_hex(sha);

	if (page)
		(void)snprintf(out, PATH_N, "%s/%.2s/%s/%d.%s", c->dir, hex.z, hex.z,
			       page, kind);
	else
		(void)snprintf(out, PATH_N, "%s/%.2s/%s/%s", c->dir, hex.z, hex.z, kind);
}

/* ---- folders walked ---- */

typedef void visit(void *arg, const char *path, const struct stat *);

static void each(const char *path, visit *fn, void *arg)
{
	DIR *d = opendir(path);
	char at[PATH_N];
	struct stat st;

	for (struct dirent *n; d && (n = readdir(d));) {
		if (strcmp(n->d_name, ".") == 0 || strcmp(n->d_name, "..") == 0)
			continue;
		if (snprintf(at, sizeof at, "%s/%s", path, n->d_name) < PATH_N &&
		    lstat(at, &st) == 0)
			fn(arg, at, &st);
	}
	if (d)
		(void)closedir(d);
}

/* Two levels are all that a room and the folder of a file can have. */
static void drop_one(void *arg, const char *path, const struct stat *st)
{
	if (S_ISDIR(st->st_mode) && arg) {
		each(path, drop_one, NULL);
		(void)rmdir(path);
	} else {
		(void)unlink(path);
	}
}

static void drop(const char *path)
{
	char deeper = 1;

	each(path, drop_one, &deeper);
	(void)rmdir(path);
}

static void add_size(void *arg, const char *path, const struct stat *st)
{
	(void)path;
	*(int64_t *)arg += st->st_blocks * INT64_C(512);
}

/* ---- what is over the bound ---- */

struct kept {
	char hex[65];
	int64_t seen, bytes; /* seen: nanoseconds */
};

struct kept_list {
	struct kept *all;
	size_t n, room;
	int64_t bytes;
};

static void list_file(void *arg, const char *path, const struct stat *st)
{
	struct kept_list *l = arg;
	struct kept *k;

	if (l->n == l->room) {
		l->room = l->room ? l->room * 2 : 64;
		l->all = realloc(l->all, l->room * sizeof *l->all);
		if (!l->all)
			abort();
	}
	k = &l->all[l->n++];
	(void)snprintf(k->hex, sizeof k->hex, "%s", strrchr(path, '/') + 1);
	k->seen = st->st_mtim.tv_sec * INT64_C(1000000000) + st->st_mtim.tv_nsec;
	k->bytes = 0;
	each(path, add_size, &k->bytes);
	l->bytes += k->bytes;
}

static void list_shelf(void *arg, const char *path, const struct stat *st)
{
	size_t n = strlen(path);

	if (S_ISDIR(st->st_mode) && n > 3 && path[n - 3] == '/')
		each(path, list_file, arg);
}

static int longest_unseen(const void *a, const void *b)
{
	int64_t x = ((const struct kept *)a)->seen, y = ((const struct kept *)b)->seen;

	return (x > y) - (x < y);
}

static int64_t bound(const struct intake_cache *c)
{
	int64_t spare = fs_free_bytes(c->dir);
	int64_t quarter = (spare + c->bytes) / 4;

	return spare >= 0 && quarter < c->max ? quarter : c->max;
}

/* Counts anew and, when over the bound, goes down to three quarters of it; somebody waits
 * for a page of `fresh`. */
static void sweep(struct intake_cache *c, struct sha256 fresh)
{
	struct kept_list l = {NULL, 0, 0, 0};
	struct sha256_hex spared = sha256_hex(fresh);
	char path[PATH_N];
	int64_t most;

	each(c->dir, list_shelf, &l);
	c->bytes = l.bytes;
	most = bound(c);
	if (l.n && c->bytes > most) {
		qsort(l.all, l.n, sizeof *l.all, longest_unseen);
		for (size_t i = 0; i < l.n && c->bytes > most / 4 * 3; i++) {
			if (strcmp(l.all[i].hex, spared.z) == 0)
				continue;
			folder(path, c, l.all[i].hex);
			drop(path);
			c->bytes -= l.all[i].bytes;
		}
		log_line(LOG_L_INFO, "intake", "cache swept bytes=%lld",
			 (long long)c->bytes);
	}
	free(l.all);
}

/* ---- open and close ---- */

enum err intake_cache_open(struct intake_cache **out, const char *dir,
			   const struct clock *clock, int64_t max, struct fail *f)
{
	struct intake_cache *c = calloc(1, sizeof *c);
	char tmp[PATH_N];
	enum err e;

	if (!c)
		abort();
	c->clock = clock;
	c->max = max;
	c->bytes = -1;
	(void)pthread_mutex_init(&c->lock, NULL);
	(void)snprintf(c->dir, sizeof c->dir, "%s", dir);
	(void)snprintf(tmp, sizeof tmp, "%s/tmp", c->dir);
	drop(tmp);
	if ((e = fs_mkdir(dir, 0700, f)) || (e = fs_mkdir(tmp, 0700, f)))
		intake_cache_close(c);
	else
		*out = c;
	return e;
}

void intake_cache_close(struct intake_cache *c)
{
	if (!c)
		return;
	(void)pthread_mutex_destroy(&c->lock);
	free(c);
}

/* ---- reading ---- */

/* Plain files alone: whoever made this name was not the daemon, in a room. */
static bool read_plain(struct arena *a, const char *path, size_t max, struct str *s)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	       !fs_read(a, path, max, s, NULL);
}

bool intake_cache_page(struct intake_cache *c, struct arena *a, struct sha256 sha,
		       int page, struct str *png)
{
	char path[PATH_N];

	name(path, c, sha, page, "png");
	if (!read_plain(a, path, PICTURE_MAX, png) || !intake_page_whole(*png))
		return false;
	folder(path, c, sha256_hex(sha).z);
	(void)utimensat(AT_FDCWD, path, NULL, 0);
	return true;
}

bool intake_cache_words(struct intake_cache *c, struct arena *a, struct sha256 sha,
			int page, const char *kind, struct str *words)
{
	char path[PATH_N];

	name(path, c, sha, page, kind);
	return read_plain(a, path, WORDS_MAX, words);
}

static int64_t number_in(const char *path)
{
	struct arena *a = arena_open();
	struct str s;
	int64_t n = 0;

	if (!read_plain(a, path, 32, &s) || !str_to_int(s, &n))
		n = 0;
	arena_close(a);
	return n;
}

bool intake_cache_failed(struct intake_cache *c, struct sha256 sha, int page)
{
	char path[PATH_N];
	int64_t at, now = clock_ms(c->clock);

	name(path, c, sha, page, "bad");
	at = number_in(path);
	return at > 0 && at <= now && now - at < FORGIVEN_MS;
}

int intake_cache_count(struct intake_cache *c, struct sha256 sha)
{
	char path[PATH_N];
	int64_t n;

	name(path, c, sha, 0, "count");
	n = number_in(path);
	return n > 0 && n <= INTAKE_COUNT_MAX ? (int)n : 0;
}

/* ---- keeping ---- */

enum err intake_cache_room(struct intake_cache *c, struct arena *a, const char **room,
			   struct fail *f)
{
	char *path =
		(char *)(uintptr_t)arena_cstr(a, arena_fmt(a, "%s/tmp/XXXXXX", c->dir));

	/* whoever emptied the cache took the folders too */
	(void)mkdir(c->dir, 0700);
	(void)mkdir(arena_cstr(a, arena_fmt(a, "%s/tmp", c->dir)), 0700);
	if (!mkdtemp(path))
		return fs_fail(f, "membuat", path);
	*room = path;
	return ERR_OK;
}

void intake_cache_leave(const char *room)
{
	drop(room);
}

/* What a file takes of the disk; the next sweep counts exactly. */
static int64_t blocks(size_t n)
{
	return (int64_t)(n + 4095) / 4096 * 4096;
}

static void shelve(const struct intake_cache *c, struct sha256 sha)
{
	struct sha256_hex hex = sha256_hex(sha);
	char path[PATH_N];

	(void)snprintf(path, sizeof path, "%s/%.2s", c->dir, hex.z);
	(void)mkdir(path, 0700);
	folder(path, c, hex.z);
	(void)mkdir(path, 0700);
}

enum err intake_cache_keep(struct intake_cache *c, struct sha256 sha, int page,
			   const char *room, const char *picture, struct fail *f)
{
	struct arena *a = arena_open();
	const char *from = arena_cstr(a, arena_fmt(a, "%s/%s", room, picture));
	enum err e = ERR_OK;
	char to[PATH_N];
	struct str png;

	name(to, c, sha, page, "png");
	if (!read_plain(a, from, PICTURE_MAX, &png) || !intake_page_whole(png))
		e = FAIL(f, ERR_INVALID, "no-page", NULL,
			 "Gambar halaman %d tidak utuh: unduh asli untuk melihatnya.",
			 page);
	(void)pthread_mutex_lock(&c->lock);
	if (!e) {
		shelve(c, sha);
		if (rename(from, to) != 0)
			e = fs_fail(f, "menyimpan", to);
		else
			c->bytes += c->bytes < 0 ? 0 : blocks(png.n) + blocks(1);
		if (c->bytes < 0 || c->bytes > bound(c))
			sweep(c, sha);
	}
	(void)pthread_mutex_unlock(&c->lock);
	arena_close(a);
	return e;
}

/* Appears by rename; not fsynced: it can be made again. */
static enum err put(struct intake_cache *c, struct sha256 sha, const char *to,
		    struct str text, struct fail *f)
{
	char from[PATH_N + 8];
	FILE *out;
	enum err e = ERR_OK;

	(void)snprintf(from, sizeof from, "%s.new", to);
	(void)pthread_mutex_lock(&c->lock);
	shelve(c, sha);
	out = fopen(from, "we");
	if (!out || fwrite(text.p, 1, text.n, out) != text.n)
		e = fs_fail(f, "menulis", from);
	if (out && (fclose(out) != 0 || e || rename(from, to) != 0)) {
		e = e ? e : fs_fail(f, "menulis", to);
		(void)unlink(from);
	}
	if (!e && c->bytes >= 0)
		c->bytes += blocks(text.n);
	(void)pthread_mutex_unlock(&c->lock);
	return e;
}

enum err intake_cache_keep_words(struct intake_cache *c, struct sha256 sha, int page,
				 const char *room, const char *kind, struct fail *f)
{
	struct arena *a = arena_open();
	const char *from = arena_cstr(a, arena_fmt(a, "%s/%s", room, kind));
	struct str words;
	char to[PATH_N];
	enum err e;

	name(to, c, sha, page, kind);
	if (read_plain(a, from, WORDS_MAX, &words))
		e = put(c, sha, to, words, f);
	else
		e = FAIL(f, ERR_INVALID, "no-page", NULL,
			 "Kode QR halaman %d tidak dapat dibaca.", page);
	arena_close(a);
	return e;
}

static void note(struct intake_cache *c, struct sha256 sha, int page, const char *kind,
		 int64_t n)
{
	struct arena *a = arena_open();
	char to[PATH_N];
	struct fail f;

	name(to, c, sha, page, kind);
	(void)put(c, sha, to, arena_fmt(a, "%lld", (long long)n), &f);
	arena_close(a);
}

enum err intake_cache_lend(struct intake_cache *c, struct arena *a, struct sha256 sha,
			   struct str bytes, const char **path, struct fail *f)
{
	char to[PATH_N];
	struct stat st;

	name(to, c, sha, 0, "source");
	*path = arena_cstr(a, str_c(to));
	if (lstat(to, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size == bytes.n)
		return ERR_OK;
	return put(c, sha, to, bytes, f);
}

void intake_cache_fail(struct intake_cache *c, struct sha256 sha, int page)
{
	note(c, sha, page, "bad", clock_ms(c->clock));
}

void intake_cache_counted(struct intake_cache *c, struct sha256 sha, int count)
{
	note(c, sha, 0, "count", count);
}
