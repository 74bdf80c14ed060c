#include "arc_backup.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include "arc_inside.h"
#include "fs.h"

enum err arc_copy(const char *from, const char *to, struct arc_staged *is, struct fail *f)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	enum err e;

	if (in < 0)
		return fs_fail(f, "membuka", from);
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (out < 0) {
		e = fs_fail(f, "membuat", to);
	} else {
		e = arc_pump(in, out, INT64_MAX, is, f);
		if (!e && fsync(out) < 0)
			e = fs_fail(f, "menyimpan", to);
		(void)close(out);
	}
	(void)close(in);
	return e;
}

static enum err make_parents(const char *dir, struct sha256 sha, struct fail *f)
{
	struct sha256_hex hex = sha256_hex(sha);
	char path[ARC_PATH];
	enum err e;

	(void)snprintf(path, sizeof path, "%s/files/%.2s", dir, hex.z);
	if ((e = fs_mkdir(path, 0700, f)))
		return e;
	(void)snprintf(path, sizeof path, "%s/files/%.2s/%.2s", dir, hex.z, hex.z + 2);
	return fs_mkdir(path, 0700, f);
}

/* Folders made by the copy are fsynced bottom up, so that a finished backup lasts. */
static enum err sync_tree(void *arg, const char *folder, const char *name, struct fail *f)
{
	char path[ARC_PATH];
	int depth = *(int *)arg - 1;
	enum err e;

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	if (depth > 0 && (e = arc_each(path, sync_tree, &depth, f)))
		return e;
	return fs_sync_dir(path, f);
}

static enum err sync_files(const char *dir, struct fail *f)
{
	char path[ARC_PATH];
	int depth = 2;
	enum err e;

	(void)snprintf(path, sizeof path, "%s/files", dir);
	if ((e = arc_each(path, sync_tree, &depth, f)) || (e = fs_sync_dir(path, f)))
		return e;
	return fs_sync_dir(dir, f);
}

static enum err copy_file(const char *from, const char *dir, struct sha256 sha,
                          struct arc_backup_result *out, struct fail *f)
{
	char a[ARC_PATH], b[ARC_PATH];
	struct arc_staged is = { .size = 0 };
	enum err e;

	arc_path(a, from, sha);
	arc_path(b, dir, sha);
	if ((e = make_parents(dir, sha, f)) || (e = arc_copy(a, b, &is, f)))
		return e;
	if (!sha256_eq(is.sha, sha))
		return FAIL(f, ERR_INVALID, "file-broken", NULL,
		            "Isi berkas %.12s tidak sama dengan sidik jarinya.",
		            sha256_hex(sha).z);
	out->files++;
	out->bytes += is.size;
	return ERR_OK;
}

/* Each file that the snapshot of `c` names. */
static enum err copy_files(struct db_conn *c, const char *from, const char *dir,
                           struct arc_backup_result *out, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_file_all);
	enum err e = ERR_OK;

	while (!e && db_next(r)) {
		struct arena *a = arena_open();
		struct str b = db_str(r, 0, a);
		struct sha256 sha = { { 0 } };

		memcpy(sha.b, b.p, b.n < sizeof sha.b ? b.n : sizeof sha.b);
		e = copy_file(from, dir, sha, out, f);
		arena_close(a);
	}
	enum err done = db_done(r, NULL, e ? NULL : f);

	return e ? e : done;
}

static enum err head_of(struct db_conn *c, struct arc_backup_result *out, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_audit_head);
	struct arena *a = arena_open();

	if (db_next(r)) {
		struct str h = db_str(r, 2, a);

		out->entries = db_int(r, 0);
		memcpy(out->head.b, h.p, h.n < sizeof out->head.b ? h.n : sizeof out->head.b);
	}
	arena_close(a);
	return db_done(r, NULL, f);
}

static enum err hash_path(const char *path, struct sha256 *out, struct fail *f)
{
	struct arc_staged is = { .size = 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return fs_fail(f, "membuka", path);
	enum err e = arc_pump(fd, -1, INT64_MAX, &is, f);

	(void)close(fd);
	*out = is.sha;
	return e;
}

static enum err write_manifest(const char *dir, const struct arc_backup_result *r,
                               struct sha256 own, struct fail *f)
{
	char path[ARC_PATH], text[512];
	struct sha256 db;
	enum err e;

	(void)snprintf(path, sizeof path, "%s/naskah.db", dir);
	if ((e = hash_path(path, &db, f)))
		return e;
	int n = snprintf(text, sizeof text, "naskah-backup 1\n%s\n%lld\n%s\n%lld\n%s\n",
	                 sha256_hex(db).z, (long long)r->entries, sha256_hex(r->head).z,
	                 (long long)r->files, sha256_hex(own).z);

	(void)snprintf(path, sizeof path, "%s/MANIFEST", dir);
	return fs_write(path, (struct str){ text, (size_t)n }, 0600, f);
}

static enum err must_be_empty(void *arg, const char *folder, const char *name, struct fail *f)
{
	(void)arg;
	return FAIL(f, ERR_CONFLICT, "not-empty", NULL,
	            "Folder %s tidak kosong (ada %s); pilih folder baru.", folder, name);
}

enum err arc_backup(struct arc_files *s, const char *out_dir, struct arc_backup_result *out,
                    struct fail *f)
{
	char path[ARC_PATH];
	struct sha256 own;
	enum err e;

	*out = (struct arc_backup_result){ 0 };
	if ((e = fs_mkdir(out_dir, 0700, f)) || (e = arc_each(out_dir, must_be_empty, NULL, f)))
		return e;
	(void)snprintf(path, sizeof path, "%s/files", out_dir);
	if ((e = fs_mkdir(path, 0700, f)))
		return e;
	(void)snprintf(path, sizeof path, "%s/naskah.db", out_dir);
	struct db_conn *c = db_read(s->db);

	if (!(e = head_of(c, out, f)) && !(e = db_copy(c, path, f)))
		e = copy_files(c, s->dir, out_dir, out, f);
	db_read_end(s->db, c);
	if (e || (e = arc_own_copy(s->dir, out_dir, &own, f)) || (e = sync_files(out_dir, f)))
		return e;
	return write_manifest(out_dir, out, own, f);
}

/* ---- back again ---- */

static enum err no_backup(struct fail *f, const char *from, const char *why)
{
	return FAIL(f, ERR_INVALID, "no-backup", NULL, "%s bukan cadangan yang utuh: %s.", from,
	            why);
}

/* A backup of before the office's own files were in it has no line for them. */
static enum err read_manifest(const char *from, struct sha256 *db, struct sha256 *own,
                              struct arc_backup_result *want, struct fail *f)
{
	struct arena *a = arena_open();
	struct str text, line[6] = { { NULL, 0 } };
	enum err e = fs_read(a, arena_cstr(a, arena_fmt(a, "%s/MANIFEST", from)), 4096, &text,
	                     NULL);

	for (int i = 0; !e && i < 6; i++)
		(void)str_cut(&text, '\n', &line[i]);
	if (e || !str_eqc(line[0], "naskah-backup 1") || !sha256_from_hex(line[1], db) ||
	    !str_to_int(line[2], &want->entries) || !sha256_from_hex(line[3], &want->head) ||
	    !str_to_int(line[4], &want->files) || (line[5].n && !sha256_from_hex(line[5], own)))
		e = no_backup(f, from, "MANIFEST tidak ada atau tidak terbaca");
	arena_close(a);
	return e;
}

struct haul {
	const char               *dir;
	struct arc_backup_result *out;
	int                       depth;
};

static enum err haul_one(void *arg, const char *folder, const char *name, struct fail *f)
{
	struct haul *h = arg;
	struct sha256 sha;
	char path[ARC_PATH];
	enum err e;

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	if (h->depth < 2) {
		h->depth++;
		e = arc_each(path, haul_one, h, f);
		h->depth--;
		return e;
	}
	if (!sha256_from_hex(str_c(name), &sha))
		return no_backup(f, path, "nama berkas asing");
	(void)snprintf(path, sizeof path, "%.*s", (int)(strlen(folder) - strlen("/files/ab/cd")),
	               folder);
	return copy_file(path, h->dir, sha, h->out, f);
}

/* The database gets its name last: a restore cut short leaves no office. */
static enum err haul_all(const char *from, const char *dir, struct arc_backup_result *out,
                         struct fail *f)
{
	char a[ARC_PATH], b[ARC_PATH], c[ARC_PATH];
	struct arc_backup_result want = { 0 };
	struct haul h = { dir, out, 0 };
	struct arc_staged is = { .size = 0 };
	struct sha256 db, own = sha256_of(STR("")), copied;
	enum err e;

	if ((e = read_manifest(from, &db, &own, &want, f)))
		return e;
	(void)snprintf(a, sizeof a, "%s/files", from);
	(void)snprintf(b, sizeof b, "%s/files", dir);
	if ((e = fs_mkdir(b, 0700, f)) || (e = arc_each(a, haul_one, &h, f)) ||
	    (e = sync_files(dir, f)))
		return e;
	if (out->files != want.files)
		return no_backup(f, from, "jumlah berkas tidak sama dengan MANIFEST");
	if ((e = arc_own_copy(from, dir, &copied, f)))
		return e;
	if (!sha256_eq(own, copied))
		return no_backup(f, from, "berkas kantor sendiri tidak sama dengan MANIFEST");
	(void)snprintf(a, sizeof a, "%s/naskah.db", from);
	(void)snprintf(b, sizeof b, "%s/naskah.db.tmp", dir);
	(void)snprintf(c, sizeof c, "%s/naskah.db", dir);
	if ((e = arc_copy(a, b, &is, f)))
		return e;
	if (!sha256_eq(is.sha, db)) {
		(void)unlink(b);
		return no_backup(f, from, "naskah.db tidak sama dengan MANIFEST");
	}
	if (rename(b, c) < 0)
		return fs_fail(f, "menamai", c);
	*out = (struct arc_backup_result){ want.entries, out->files, out->bytes, want.head };
	return fs_sync_dir(dir, f);
}

static enum err verify(const char *dir, const struct clock *clock,
                       const struct arc_backup_result *want, struct fail *f)
{
	struct db_options o = { .dir = dir, .clock = clock, .readers = 2 };
	struct arc_files *files = NULL;
	struct arc_check_result fr;
	struct db_check_result dr;
	struct db *db = NULL;
	struct arena *a = arena_open();
	enum err e;

	if ((e = db_open(&db, &o, f)) || (e = arc_files_open(&files, db, f)) ||
	    (e = db_check(db, a, &dr, f)) || (e = arc_files_check(files, a, &fr, f)))
		goto out;
	if (dr.broken_at || !dr.database_ok || dr.entries != want->entries ||
	    !sha256_eq(dr.head, want->head) || fr.missing || fr.broken || fr.orphans)
		e = no_backup(f, dir, "hasil pemulihan tidak sama dengan MANIFEST");
out:
	arc_files_close(files);
	db_close(db);
	arena_close(a);
	return e;
}

enum err arc_restore(const char *from, const char *dir, const struct clock *clock,
                     struct arc_backup_result *out, struct fail *f)
{
	char path[ARC_PATH];
	enum err e;

	*out = (struct arc_backup_result){ 0 };
	(void)snprintf(path, sizeof path, "%s/naskah.db", dir);
	if (fs_exists(path))
		return FAIL(f, ERR_CONFLICT, "exists", NULL,
		            "Folder %s sudah berisi naskah.db; pulihkan ke folder lain.", dir);
	if ((e = fs_mkdir(dir, 0700, f)) || (e = haul_all(from, dir, out, f)))
		return e;
	return verify(dir, clock, out, f);
}
