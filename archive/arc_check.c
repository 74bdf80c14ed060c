/* arc_check.c - do rows and files say the same? */
#include "arc_inside.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
#include "fs.h"

static enum err check_one(struct arc_files *s, struct sha256 sha, int64_t size,
                          struct arc_check_result *out, struct fail *f)
{
	char path[ARC_PATH];
	struct arc_staged is = { .size = 0 };

	arc_path(path, s->dir, sha);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	out->files++;
	if (fd < 0 && errno == ENOENT) {
		out->missing++;
		return ERR_OK;
	}
	if (fd < 0)
		return fs_fail(f, "membuka", path);
	enum err e = arc_pump(fd, -1, INT64_MAX, &is, f);

	(void)close(fd);
	if (e)
		return e;
	out->bytes += is.size;
	if (is.size != size || !sha256_eq(is.sha, sha))
		out->broken++;
	return ERR_OK;
}

struct hunt {
	struct db_conn          *conn;
	struct arc_check_result *out;
	int                      depth;
};

static enum err orphan_one(void *arg, const char *folder, const char *name, struct fail *f)
{
	struct hunt *h = arg;
	struct sha256 sha;
	char path[ARC_PATH];
	bool found = false;
	int64_t size;
	enum err e;

	if (h->depth < 2) {
		(void)snprintf(path, sizeof path, "%s/%s", folder, name);
		h->depth++;
		e = arc_each(path, orphan_one, h, f);
		h->depth--;
		return e;
	}
	if (!sha256_from_hex(str_c(name), &sha)) {
		h->out->orphans++;
		return ERR_OK;
	}
	struct db_rows *r = db_run(h->conn, Q_file_one);

	db_bind_blob(r, "sha", (struct str){ (const char *)sha.b, sizeof sha.b });
	e = db_one_int(r, &size, &found, f);
	h->out->orphans += !e && !found;
	return e;
}

static struct str verdict(struct arena *a, const struct arc_check_result *r)
{
	if (r->missing || r->broken)
		return arena_fmt(a,
		                 "%lld berkas hilang dan %lld berkas rusak dari %lld; pulihkan dari "
		                 "cadangan.",
		                 (long long)r->missing, (long long)r->broken,
		                 (long long)r->files);
	if (r->orphans)
		return arena_fmt(a, "%lld berkas utuh; %lld berkas tanpa catatan.",
		                 (long long)r->files, (long long)r->orphans);
	return arena_fmt(a, "%lld berkas utuh.", (long long)r->files);
}

enum err arc_files_check(struct arc_files *s, struct arena *a, struct arc_check_result *out,
                         struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_file_all);
	char path[ARC_PATH];
	enum err e = ERR_OK, done;

	*out = (struct arc_check_result){ 0 };
	while (!e && db_next(r)) {
		struct arena *row = arena_open();
		struct str b = db_str(r, 0, row);
		struct sha256 sha = { { 0 } };

		memcpy(sha.b, b.p, b.n < sizeof sha.b ? b.n : sizeof sha.b);
		e = check_one(s, sha, db_int(r, 1), out, f);
		arena_close(row);
	}
	done = db_done(r, NULL, e ? NULL : f);
	if (!e && !(e = done)) {
		struct hunt h = { c, out, 0 };

		(void)snprintf(path, sizeof path, "%s/files", s->dir);
		e = arc_each(path, orphan_one, &h, f);
	}
	db_read_end(s->db, c);
	if (!e)
		out->note = verdict(a, out);
	return e;
}
