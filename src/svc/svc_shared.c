#include "svc_shared.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "fs.h"
#include "intake.h"
#include "intake_pages.h"
#include "log.h"
#include "svc_scanner.h"
#include "utf8.h"

#define DAY_S INT64_C(86400)
#define NAME  120 /* bytes of a name that are kept */

static const char *root(const struct svc *s, struct arena *a)
{
	return arena_cstr(a, arena_fmt(a, "%s/bagikan", s->dir));
}

static const char *folder_of(const struct svc *s, struct arena *a, struct svc_sharer x)
{
	struct str text = arena_fmt(a, "tamu " STR_FMT, STR_ARG(x.guest));
	struct sha256_hex h = sha256_hex(sha256_of(text));

	return arena_cstr(a, x.who ? arena_fmt(a, "%s/akun-%lld", root(s, a),
					       (long long)x.who->account_id)
				   : arena_fmt(a, "%s/tamu-%s", root(s, a), h.z));
}

static const char *below(struct arena *a, const char *dir, struct str name)
{
	return arena_cstr(a, arena_fmt(a, "%s/" STR_FMT, dir, STR_ARG(name)));
}

/* One name, and none that leads elsewhere. */
static bool plain(struct str name)
{
	return name.n && name.n < 200 && name.p[0] != '.' &&
	       str_find(name, STR("/")) == name.n;
}

static bool is_file(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* ---- what is in a folder ---- */

static int by_name(const void *a, const void *b)
{
	return str_cmp(((const struct svc_upload *)a)->name,
		       ((const struct svc_upload *)b)->name);
}

static size_t list(struct arena *a, const char *dir, struct svc_upload **out)
{
	struct svc_upload *all = ARENA_ARRAY(a, struct svc_upload, SVC_SHARED_MAX);
	DIR *d = opendir(dir);
	size_t n = 0;

	for (struct dirent *e; d && n < SVC_SHARED_MAX && (e = readdir(d));) {
		struct str name = arena_dup(a, str_c(e->d_name));

		if (plain(name) && is_file(below(a, dir, name)))
			all[n++] = (struct svc_upload){.name = name,
						       .path = below(a, dir, name)};
	}
	if (d)
		(void)closedir(d);
	qsort(all, n, sizeof *all, by_name);
	*out = all;
	return n;
}

/* ---- what nobody came for ---- */

static void forget(const char *dir, int64_t before_s)
{
	struct arena *a = arena_open();
	DIR *d = opendir(dir);

	for (struct dirent *e; d && (e = readdir(d));) {
		const char *path = below(a, dir, str_c(e->d_name));
		struct stat st;

		if (lstat(path, &st) == 0 && S_ISREG(st.st_mode) &&
		    st.st_mtime < before_s)
			(void)unlink(path);
	}
	if (d)
		(void)closedir(d);
	arena_close(a);
}

/* Old ones go; how many browsers without a session have something here. */
static int sweep(const struct svc *s)
{
	struct arena *a = arena_open();
	/* of files, which no test sets back */
	int64_t now = clock_ms(&(const struct clock){0}) / 1000;
	DIR *d = opendir(root(s, a));
	int guests = 0;

	for (struct dirent *e; d && (e = readdir(d));) {
		bool guest = str_starts(str_c(e->d_name), STR("tamu-"));
		const char *dir = below(a, root(s, a), str_c(e->d_name));

		if (e->d_name[0] == '.')
			continue;
		forget(dir, now - (guest ? 1 : 7) * DAY_S);
		forget(below(a, dir, STR("sudah")), now - 7 * DAY_S);
		if (guest && rmdir(dir) != 0)
			guests++;
	}
	if (d)
		(void)closedir(d);
	arena_close(a);
	return guests;
}

/* ---- putting ---- */

static enum err full(struct fail *f)
{
	return FAIL(
		f, ERR_LIMIT, "shared-full", "berkas",
		"Sudah ada %d berkas bagikan yang menunggu; catat suratnya atau buang "
		"berkasnya di Surat masuk baru, lalu bagikan sekali lagi.",
		SVC_SHARED_MAX);
}

static enum err may_put(const struct svc *s, struct arena *a, struct svc_sharer x,
			struct fail *f)
{
	int guests = sweep(s);

	if (x.who && !svc_keeps_a_book(s, x.who, a))
		return FAIL(
			f, ERR_DENIED, "not-yours", "berkas",
			"Hanya pengelola buku agenda yang mencatat surat dari Bagikan; "
			"teruskan berkasnya kepada TU.");
	if (!x.who && guests >= SVC_SHARED_GUESTS)
		return FAIL(f, ERR_LIMIT, "shared-full", "berkas",
			    "Terlalu banyak berkas bagikan yang menunggu orangnya masuk; "
			    "masuk "
			    "dahulu, lalu bagikan sekali lagi.");
	return ERR_OK;
}

struct putting {
	struct arena *a;
	const char *dir;
	int64_t ms;
	const char *made[SVC_SHARED_MAX];
	size_t n;
};

/* The time before the name: in order, and no two alike. */
static enum err put_one(struct putting *p, const struct svc_upload *up, struct fail *f)
{
	const char *mime, *path;
	struct str bytes, name;
	enum err e = fs_read(p->a, up->path, SVC_SHARED_BYTES, &bytes, f);

	if (e == ERR_LIMIT)
		return FAIL(
			f, ERR_LIMIT, "too-large", "berkas",
			"Berkas bagikan paling besar 20 MB; kirim lewat unggahan biasa.");
	if (!e)
		e = intake_sniff(bytes, up->name, "berkas", &mime, f);
	if (!e)
		e = utf8_clean(p->a, str_trim(up->name), UTF8_LINE, "berkas", &name, f);
	if (e)
		return e;
	if (!plain(name) || name.n > NAME)
		name = STR("bagikan");
	name = arena_fmt(p->a, "%013lld%zu-" STR_FMT, (long long)p->ms, p->n,
			 STR_ARG(name));
	path = below(p->a, p->dir, name);
	e = fs_write(path, bytes, 0600, f);
	if (!e)
		p->made[p->n++] = path;
	return e;
}

enum err svc_shared_put(const struct svc *s, struct arena *a, struct svc_sharer x,
			const struct svc_upload *up, size_t n, struct fail *f)
{
	struct putting p = {.a = a,
			    .dir = folder_of(s, a, x),
			    .ms = clock_ms(&(const struct clock){0})};
	struct svc_upload *there;
	enum err e = may_put(s, a, x, f);

	if (!e && list(a, p.dir, &there) + n > SVC_SHARED_MAX)
		e = full(f);
	if (!e)
		e = fs_mkdir(root(s, a), 0700, f);
	if (!e)
		e = fs_mkdir(p.dir, 0700, f);
	for (size_t i = 0; !e && i < n; i++)
		e = put_one(&p, &up[i], f);
	for (size_t i = 0; e && i < p.n; i++)
		(void)unlink(p.made[i]);
	return e;
}

/* ---- who logs in gets what his browser left ---- */

static void claim(const struct svc *s, struct arena *a, struct svc_sharer x)
{
	const char *to = folder_of(s, a, (struct svc_sharer){.who = x.who});
	const char *from = folder_of(s, a, (struct svc_sharer){.guest = x.guest});
	struct svc_upload *left, *have;
	size_t n = list(a, from, &left), room = SVC_SHARED_MAX - list(a, to, &have);
	struct fail f;

	if (!n || fs_mkdir(to, 0700, &f))
		return;
	for (size_t i = 0; i < n && i < room; i++)
		if (rename(left[i].path, below(a, to, left[i].name)) != 0)
			log_line(LOG_L_WARN, "shared",
				 "a shared file stays where it was");
	(void)rmdir(from);
}

size_t svc_shared_list(const struct svc *s, struct arena *a, struct svc_sharer x,
		       const struct svc_upload **out)
{
	struct svc_upload *all;
	size_t n;

	*out = NULL;
	if (!x.who || !svc_keeps_a_book(s, x.who, a))
		return 0;
	if (x.guest.n)
		claim(s, a, x);
	n = list(a, folder_of(s, a, x), &all);
	*out = all;
	return n;
}

enum err svc_shared_get(const struct svc *s, const struct actor *who, struct arena *a,
			struct str name, struct svc_upload *out, struct fail *f)
{
	const char *dir = folder_of(s, a, (struct svc_sharer){.who = who});

	*out = (struct svc_upload){.name = name, .path = below(a, dir, name)};
	if (plain(name) && svc_keeps_a_book(s, who, a)) {
		if (is_file(out->path))
			return ERR_OK;
		out->path = below(a, below(a, dir, STR("sudah")), name);
		if (is_file(out->path))
			return ERR_OK;
	}
	return FAIL(f, ERR_NOTFOUND, "no-shared", "bagikan",
		    "Berkas yang dibagikan itu sudah tidak ada; bagikan sekali lagi, "
		    "atau simpan "
		    "tanpa berkas.");
}

enum err svc_shared_picture(const struct svc *s, const struct actor *who, struct arena *a,
			    struct str name, struct str *png, struct fail *f)
{
	struct intake_file in;
	struct svc_upload up;
	struct str bytes;
	enum err e = svc_shared_get(s, who, a, name, &up, f);

	if (!e && !s->pages)
		e = FAIL(f, ERR_INVALID, "no-page", NULL,
			 "Halaman tidak dapat digambar di sini.");
	if (!e)
		e = fs_read(a, up.path, SVC_SHARED_BYTES, &bytes, f);
	if (e)
		return e;
	in = (struct intake_file){sha256_of(bytes), up.path};
	return intake_page(s->pages, a, &in, 1, png, f);
}

void svc_shared_taken(const struct svc *s, const struct actor *who, struct str name)
{
	struct arena *a = arena_open();
	const char *dir = folder_of(s, a, (struct svc_sharer){.who = who});
	const char *done = below(a, dir, STR("sudah"));
	struct fail f = {0};

	if (fs_mkdir(done, 0700, &f) ||
	    (rename(below(a, dir, name), below(a, done, name)) != 0 &&
	     !is_file(below(a, done, name))))
		log_line(LOG_L_WARN, "shared", "a shared file that was taken stays");
	arena_close(a);
}

enum err svc_shared_drop(const struct svc *s, const struct actor *who, struct arena *a,
			 struct str name, struct fail *f)
{
	struct svc_upload up;
	enum err e = svc_shared_get(s, who, a, name, &up, f);

	return e || unlink(up.path) == 0 ? e : fs_fail(f, "membuang", up.path);
}
