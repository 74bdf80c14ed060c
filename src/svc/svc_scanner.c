#include "svc_scanner.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "fs.h"
#include "hash.h"
#include "log.h"
#include "svc_case.h"

#define GROWING_MS 2000
#define SEEN_MAX   500 /* a folder that nobody empties is not read to its end */

static const char *at(const struct svc *s, struct arena *a, const char *below, struct str name)
{
	return arena_cstr(a, arena_fmt(a, "%s/pindai%s/" STR_FMT, s->dir, below, STR_ARG(name)));
}

/* One name, and none that leads elsewhere. */
static bool plain(struct str name)
{
	return name.n && name.n < 200 && name.p[0] != '.' &&
	       str_find(name, STR("/")) == name.n;
}

bool svc_keeps_a_book(const struct svc *s, const struct actor *who, struct arena *a)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_book_duties);
	unsigned duties = 0;
	bool keeps;

	db_bind_null(r, "book");
	db_bind_str(r, "posts", svc_posts(a, who));
	while (db_next(r))
		duties |= svc_duty_from(db_str(r, 0, a));
	keeps = !db_done(r, NULL, NULL) &&
		!flow_may(ACT_REGISTER, FS_REGISTERED, duties, NULL);
	db_read_end(s->db, c);
	return keeps;
}

static bool may_open_one(const struct svc *s, const struct actor *who, struct arena *a,
			 struct sha256 sha)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_letter_with_file);
	bool may = false;

	db_bind_blob(r, "sha", (struct str){(const char *)sha.b, sizeof(sha.b)});
	while (!may && db_next(r))
		may = svc_may_open(c, a, who, db_int(r, 0));
	may = !db_done(r, NULL, NULL) && may;
	db_read_end(s->db, c);
	return may;
}

static enum err no_scan(struct str name, struct fail *f)
{
	return FAIL(f, ERR_NOTFOUND, "no-scan", "pemindai",
		    "Pindaian \"" STR_FMT "\" sudah tidak ada di folder pemindai; pilih yang lain, "
		    "atau simpan tanpa pindaian.",
		    STR_ARG(str_head(name, 60)));
}

static bool is_file(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* One that was taken, and into a letter that he may open. */
static bool his_again(const struct svc *s, const struct actor *who, struct arena *a,
		      const char *path)
{
	struct str bytes;

	return is_file(path) && !fs_read(a, path, SVC_UPLOAD_BYTES, &bytes, NULL) &&
	       may_open_one(s, who, a, sha256_of(bytes));
}

static int newest_first(const void *a, const void *b)
{
	int64_t x = ((const struct svc_waiting *)a)->at_ms;
	int64_t y = ((const struct svc_waiting *)b)->at_ms;

	return x < y ? 1 : x > y ? -1 : 0;
}

size_t svc_scanner_list(const struct svc *s, const struct actor *who, struct arena *a,
			struct svc_waiting **out)
{
	struct svc_waiting *all = ARENA_ARRAY(a, struct svc_waiting, SEEN_MAX);
	int64_t now = clock_ms(&(const struct clock){0}); /* of files, which no test sets back */
	DIR *d = svc_keeps_a_book(s, who, a) ? opendir(at(s, a, "", STR(""))) : NULL;
	size_t n = 0;

	for (struct dirent *e; d && n < SEEN_MAX && (e = readdir(d));) {
		struct str name = arena_dup(a, str_c(e->d_name));
		struct stat st;

		if (!plain(name) || lstat(at(s, a, "", name), &st) != 0 || !S_ISREG(st.st_mode))
			continue;
		int64_t ms = (int64_t)st.st_mtim.tv_sec * 1000 + st.st_mtim.tv_nsec / 1000000;

		if (st.st_size > 0 && st.st_size <= SVC_UPLOAD_BYTES && now - ms >= GROWING_MS)
			all[n++] = (struct svc_waiting){name, ms, st.st_size};
	}
	if (d)
		(void)closedir(d);
	qsort(all, n, sizeof *all, newest_first);
	*out = all;
	return n < SVC_SCANNER_MAX ? n : SVC_SCANNER_MAX;
}

enum err svc_scanner_get(const struct svc *s, const struct actor *who, struct arena *a,
			 struct str name, struct svc_upload *out, struct fail *f)
{
	bool may = plain(name) && svc_keeps_a_book(s, who, a);
	const char *waits = at(s, a, "", name), *taken = at(s, a, "/sudah", name);

	*out = (struct svc_upload){.name = name, .path = waits};
	if (may && is_file(waits))
		return ERR_OK;
	out->path = taken;
	if (may && his_again(s, who, a, taken))
		return ERR_OK;
	return no_scan(name, f);
}

enum err svc_scanner_waits(const struct svc *s, const struct actor *who, struct arena *a,
			   struct str name, const char **path, struct sha256 *mark,
			   struct fail *f)
{
	struct stat st;

	if (!plain(name) || !svc_keeps_a_book(s, who, a))
		return no_scan(name, f);
	*path = at(s, a, "", name);
	if (lstat(*path, &st) != 0 || !S_ISREG(st.st_mode))
		return no_scan(name, f);
	*mark = sha256_of(arena_fmt(a, "pindai\n" STR_FMT "\n%lld %lld.%ld %llu", STR_ARG(name),
				    (long long)st.st_size, (long long)st.st_mtim.tv_sec,
				    st.st_mtim.tv_nsec, (unsigned long long)st.st_ino));
	return ERR_OK;
}

enum err svc_scanner_hold(const struct svc *s, const struct actor *who, struct arena *a,
			  struct str name, int *held, struct fail *f)
{
	const char *path;
	struct sha256 mark;
	enum err e = svc_scanner_waits(s, who, a, name, &path, &mark, f);

	*held = e ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (e || *held < 0)
		return e ? e : no_scan(name, f);
	if (flock(*held, LOCK_EX | LOCK_NB) == 0)
		return ERR_OK;
	svc_scanner_let(*held);
	return FAIL(f, ERR_CONFLICT, "pile-busy", NULL,
		    "Tumpukan ini sedang dipilah orang lain; tunggu sebentar, lalu muat ulang.");
}

void svc_scanner_let(int held)
{
	(void)close(held);
}

/* "pile.pdf" that is there already becomes "pile (2).pdf".  It is an empty file from now on,
 * which is offered to nobody; a share may know no links. */
static enum err reserve(const struct svc *s, struct arena *a, struct str *name, struct fail *f)
{
	size_t dot = name->n;
	struct str now = *name;
	int fd = -1;

	while (dot > 0 && name->p[dot - 1] != '.')
		dot--;
	dot = dot ? dot - 1 : name->n;
	for (int i = 2; i < 1000; i++) {
		fd = open(at(s, a, "", now), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd >= 0 || errno != EEXIST)
			break;
		now = arena_fmt(a, STR_FMT " (%d)" STR_FMT, STR_ARG(str_head(*name, dot)), i,
				STR_ARG(str_from(*name, dot)));
	}
	*name = now;
	if (fd < 0)
		return fs_fail(f, "menyimpan", at(s, a, "", now));
	(void)close(fd);
	return ERR_OK;
}

enum err svc_scanner_put(const struct svc *s, const struct actor *who, struct arena *a,
			 struct str bytes, struct str *name, struct fail *f)
{
	const char *growing, *there;
	enum err e = fs_mkdir(at(s, a, "", STR("")), 0700, f);

	if (!plain(*name))
		*name = STR("tumpukan");
	if (!e && !svc_keeps_a_book(s, who, a))
		return FAIL(f, ERR_DENIED, "not-yours", NULL,
			    "Hanya pengelola buku agenda yang memasukkan pindaian tumpukan.");
	if (e || (e = reserve(s, a, name, f)))
		return e;
	there = at(s, a, "", *name);
	growing = at(s, a, "", arena_fmt(a, ".%s", sha256_hex(sha256_of(*name)).z));
	e = fs_write(growing, bytes, 0600, f);
	if (!e && rename(growing, there) != 0)
		e = fs_fail(f, "menyimpan", there);
	if (e)
		(void)unlink(there);
	return e;
}

void svc_scanner_taken(const struct svc *s, struct str name)
{
	struct arena *a = arena_open();
	struct fail f = {0};

	if (fs_mkdir(at(s, a, "", STR("sudah")), 0700, &f) ||
	    rename(at(s, a, "", name), at(s, a, "/sudah", name)) != 0)
		log_line(LOG_L_WARN, "scanner", "a scan that was taken stays in its folder");
	arena_close(a);
}
