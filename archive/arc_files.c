#include "arc_inside.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "fs.h"
#include "log.h"

void arc_path(char out[ARC_PATH], const char *dir, struct sha256 sha)
{
	struct sha256_hex hex = sha256_hex(sha);

	(void)snprintf(out, ARC_PATH, "%s/files/%.2s/%.2s/%s", dir, hex.z, hex.z + 2, hex.z);
}

static void staging_path(char out[ARC_PATH], const char *dir, struct sha256 sha)
{
	(void)snprintf(out, ARC_PATH, "%s/staging/%s", dir, sha256_hex(sha).z);
}

const char *arc_file_path(struct arena *a, const char *dir, struct sha256 sha)
{
	char z[ARC_PATH];

	arc_path(z, dir, sha);
	return arena_cstr(a, str_c(z));
}

static enum err write_all(int fd, const char *p, size_t n, struct fail *f)
{
	while (n > 0) {
		ssize_t k = write(fd, p, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return fs_fail(f, "menulis", "staging");
		p += k;
		n -= (size_t)k;
	}
	return ERR_OK;
}

enum err arc_pump(int in, int out, int64_t max, struct arc_staged *s, struct fail *f)
{
	char piece[65536];
	struct sha256_run run;
	enum err e;

	s->size = 0;
	sha256_start(&run);
	for (;;) {
		ssize_t k = read(in, piece, sizeof piece);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return fs_fail(f, "membaca", "berkas");
		if (k == 0)
			break;
		s->size += k;
		if (s->size > max)
			return FAIL(f, ERR_LIMIT, "too-large", "file",
			            "Berkas lebih besar dari %lld MB; perkecil pindaiannya.",
			            (long long)(max >> 20));
		sha256_add(&run, (struct str){ piece, (size_t)k });
		if (out >= 0 && (e = write_all(out, piece, (size_t)k, f)))
			return e;
	}
	s->sha = sha256_end(&run);
	return ERR_OK;
}

/* ---- who holds which content ---- */

static void hold(struct arc_files *s, struct sha256 sha)
{
	struct arc_hold *h = s->held;

	while (h && !sha256_eq(h->sha, sha))
		h = h->next;
	if (!h) {
		h = calloc(1, sizeof *h);
		if (!h)
			abort();
		h->sha = sha;
		h->next = s->held;
		s->held = h;
	}
	h->n++;
}

/* true when nobody holds it any more */
static bool let_go(struct arc_files *s, struct sha256 sha)
{
	for (struct arc_hold **at = &s->held; *at; at = &(*at)->next) {
		struct arc_hold *h = *at;

		if (!sha256_eq(h->sha, sha))
			continue;
		if (--h->n > 0)
			return false;
		*at = h->next;
		free(h);
		return true;
	}
	return false;
}

/* ---- prepare ---- */

static int temp_open(struct arc_files *s, char path[ARC_PATH])
{
	pthread_mutex_lock(&s->lock);
	uint64_t n = ++s->serial;

	pthread_mutex_unlock(&s->lock);
	(void)snprintf(path, ARC_PATH, "%s/staging/%llu.tmp", s->dir, (unsigned long long)n);
	return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

/* Gives written and fsynced bytes their name; from here on they are held. */
static enum err name_it(struct arc_files *s, const char *temp, const struct arc_staged *st,
                        struct fail *f)
{
	char path[ARC_PATH], folder[ARC_PATH];
	enum err e = ERR_OK;

	staging_path(path, s->dir, st->sha);
	(void)snprintf(folder, sizeof folder, "%s/staging", s->dir);
	pthread_mutex_lock(&s->lock);
	if (rename(temp, path) < 0)
		e = fs_fail(f, "menamai", path);
	else
		hold(s, st->sha);
	pthread_mutex_unlock(&s->lock);
	/* before anything can be linked from it: what stands in the store without a row is looked
	 * for by its name in staging */
	if (!e && (e = fs_sync_dir(folder, f)))
		arc_file_settle(s, st);
	return e;
}

enum err arc_file_stage_fd(struct arc_files *s, int in, int64_t max, struct arc_staged *st,
                           struct fail *f)
{
	char temp[ARC_PATH];
	int fd = temp_open(s, temp);
	enum err e;

	if (fd < 0)
		return fs_fail(f, "membuat", temp);
	e = arc_pump(in, fd, max, st, f);
	if (!e && fsync(fd) < 0)
		e = fs_fail(f, "menyimpan", temp);
	(void)close(fd);
	if (!e)
		e = name_it(s, temp, st, f);
	if (e)
		(void)unlink(temp);
	return e;
}

enum err arc_file_stage(struct arc_files *s, struct str bytes, struct arc_staged *st,
                        struct fail *f)
{
	char temp[ARC_PATH];
	int fd = temp_open(s, temp);
	enum err e;

	if (fd < 0)
		return fs_fail(f, "membuat", temp);
	*st = (struct arc_staged){ sha256_of(bytes), (int64_t)bytes.n };
	e = write_all(fd, bytes.p, bytes.n, f);
	if (!e && fsync(fd) < 0)
		e = fs_fail(f, "menyimpan", temp);
	(void)close(fd);
	if (!e)
		e = name_it(s, temp, st, f);
	if (e)
		(void)unlink(temp);
	return e;
}

/* ---- act ---- */

static enum err make_folder(struct db_conn *c, const char *path, struct fail *f)
{
	char folder[ARC_PATH];
	const char *end = strrchr(path, '/');

	(void)snprintf(folder, sizeof folder, "%.*s", (int)(end - path), path);
	if (mkdir(folder, 0700) < 0 && errno != EEXIST)
		return fs_fail(f, "membuat", folder);
	/* both: an earlier act of the group may have made it and been refused */
	db_sync_before_commit(c, folder);
	*strrchr(folder, '/') = '\0';
	db_sync_before_commit(c, folder);
	return ERR_OK;
}

enum err arc_file_link(struct db_conn *c, const struct arc_staged *st, struct str mime,
                       struct fail *f)
{
	char from[ARC_PATH], to[ARC_PATH];
	enum err e;

	staging_path(from, db_conn_dir(c), st->sha);
	arc_path(to, db_conn_dir(c), st->sha);
	if ((e = make_folder(c, to, f)))
		return e;
	if (link(from, to) < 0 && errno != EEXIST)
		return fs_fail(f, "menautkan", to);
	struct db_rows *r = db_run(c, Q_file_insert);

	db_bind_blob(r, "sha", (struct str){ (const char *)st->sha.b, sizeof st->sha.b });
	db_bind_int(r, "size", st->size);
	db_bind_str(r, "mime", mime);
	db_bind_int(r, "at", db_now(c));
	return db_done(r, NULL, f);
}

/* ---- after, and the sweep ---- */

static enum err has_row(struct db *db, struct sha256 sha, bool *yes, struct fail *f)
{
	struct db_conn *c = db_read(db);
	struct db_rows *r = db_run(c, Q_file_one);
	int64_t size;

	db_bind_blob(r, "sha", (struct str){ (const char *)sha.b, sizeof sha.b });
	enum err e = db_one_int(r, &size, yes, f);

	db_read_end(db, c);
	return e;
}

/* Takes a stored file away for good: without the fsync a power cut may bring it back. */
static enum err take_away(const char *stored, struct fail *f)
{
	char folder[ARC_PATH];

	if (unlink(stored) < 0 && errno != ENOENT)
		return fs_fail(f, "menghapus", stored);
	(void)snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(stored, '/') - stored),
	               stored);
	enum err e = fs_sync_dir(folder, f); /* also what an earlier process took away */

	return e == ERR_NOTFOUND ? ERR_OK : e;
}

/* Takes the staging name away, and the stored one first when no row speaks for it: the
 * staging name must be the last to go, for the sweep looks there alone. */
static enum err forget(struct arc_files *s, struct sha256 sha, struct fail *f)
{
	char stored[ARC_PATH], staged[ARC_PATH];
	bool row = false;
	enum err e = has_row(s->db, sha, &row, f);

	if (e)
		return e;
	arc_path(stored, s->dir, sha);
	staging_path(staged, s->dir, sha);
	if (!row && (e = take_away(stored, f)))
		return e;
	if (unlink(staged) < 0 && errno != ENOENT)
		return fs_fail(f, "menghapus", staged);
	return ERR_OK;
}

void arc_file_settle(struct arc_files *s, const struct arc_staged *st)
{
	struct fail f;

	pthread_mutex_lock(&s->lock);
	if (let_go(s, st->sha) && forget(s, st->sha, &f))
		log_line(LOG_L_WARN, "archive", "settle: %s", f.text); /* the sweep will */
	pthread_mutex_unlock(&s->lock);
}

enum err arc_each(const char *path,
                  enum err (*fn)(void *, const char *, const char *, struct fail *), void *arg,
                  struct fail *f)
{
	DIR *d = opendir(path);
	enum err e = ERR_OK;

	if (!d)
		return errno == ENOENT ? ERR_OK : fs_fail(f, "membuka", path);
	for (struct dirent *n; !e && (n = readdir(d));)
		if (n->d_name[0] != '.')
			e = fn(arg, path, n->d_name, f);
	(void)closedir(d);
	return e;
}

static enum err sweep_one(void *arg, const char *folder, const char *name, struct fail *f)
{
	char path[ARC_PATH];
	struct sha256 sha;

	if (sha256_from_hex(str_c(name), &sha))
		return forget(arg, sha, f);
	if (!str_ends(str_c(name), STR(".tmp")))
		return ERR_OK; /* nothing of ours */
	if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
		return ERR_OK; /* no name that temp_open() could have made */
	return unlink(path) < 0 ? fs_fail(f, "menghapus", path) : ERR_OK;
}

static enum err make_folders(const char *dir, struct fail *f)
{
	char path[ARC_PATH];
	enum err e;

	(void)snprintf(path, sizeof path, "%s/staging", dir);
	if ((e = fs_mkdir(path, 0700, f)))
		return e;
	(void)snprintf(path, sizeof path, "%s/files", dir);
	if ((e = fs_mkdir(path, 0700, f)))
		return e;
	(void)snprintf(path, sizeof path, "%s/files/ff", dir);
	if (fs_exists(path)) /* made last */
		return ERR_OK;
	for (int i = 0; i < 256; i++) {
		(void)snprintf(path, sizeof path, "%s/files/%02x", dir, (unsigned)i);
		if ((e = fs_mkdir(path, 0700, f)))
			return e;
	}
	(void)snprintf(path, sizeof path, "%s/files", dir);
	if ((e = fs_sync_dir(path, f)))
		return e;
	return fs_sync_dir(dir, f);
}

enum err arc_files_open(struct arc_files **out, struct db *db, struct fail *f)
{
	struct arc_files *s = calloc(1, sizeof *s);
	char path[ARC_PATH];
	enum err e;

	if (!s)
		abort();
	s->db = db;
	s->dir = db_dir(db);
	pthread_mutex_init(&s->lock, NULL);
	(void)snprintf(path, sizeof path, "%s/staging", s->dir);
	if ((e = make_folders(s->dir, f)) || (e = arc_each(path, sweep_one, s, f))) {
		arc_files_close(s);
		return e;
	}
	*out = s;
	return ERR_OK;
}

void arc_files_close(struct arc_files *s)
{
	if (!s)
		return;
	while (s->held) {
		struct arc_hold *h = s->held;

		s->held = h->next;
		free(h);
	}
	pthread_mutex_destroy(&s->lock);
	free(s);
}

/* ---- reading ---- */

static enum err broken(struct fail *f, struct sha256 sha)
{
	log_line(LOG_L_ERR, "archive", "broken file sha=%s", sha256_hex(sha).z);
	return FAIL(f, ERR_IO, "file-broken", NULL,
	            "Isi berkas %.12s tidak sama dengan sidik jarinya; pulihkan dari cadangan.",
	            sha256_hex(sha).z);
}

enum err arc_file_read(struct arc_files *s, struct arena *a, struct sha256 sha, size_t max,
                       struct str *out, struct fail *f)
{
	enum err e = fs_read(a, arc_file_path(a, s->dir, sha), max, out, f);

	return e ? e : sha256_eq(sha256_of(*out), sha) ? ERR_OK : broken(f, sha);
}

enum err arc_file_open(struct arc_files *s, struct sha256 sha, int *fd, int64_t *size,
                       struct fail *f)
{
	char path[ARC_PATH];
	struct arc_staged is;
	enum err e;

	arc_path(path, s->dir, sha);
	*fd = open(path, O_RDONLY | O_CLOEXEC);
	if (*fd < 0)
		return fs_fail(f, "membuka", path);
	e = arc_pump(*fd, -1, INT64_MAX, &is, f);
	if (!e && !sha256_eq(is.sha, sha))
		e = broken(f, sha);
	if (!e && lseek(*fd, 0, SEEK_SET) < 0)
		e = fs_fail(f, "membaca", path);
	if (e) {
		(void)close(*fd);
		*fd = -1;
	}
	*size = is.size;
	return e;
}
