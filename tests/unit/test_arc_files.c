/* Content-addressed files: prepare, act, after, sweep; backup and restore. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "arc_backup.h"
#include "arc_files.h"
#include "fs.h"
#include "rng.h"

struct home {
	char              dir[64], data[80], out[80], back[80];
	struct clock      clock;
	struct db        *db;
	struct arc_files *files;
	struct arena     *a;
};

static void open_home(struct home *h)
{
	struct db_options o = { .dir = h->data, .clock = &h->clock, .create = true,
		                .readers = 2 };
	struct fail f = { 0 };

	if (db_open(&h->db, &o, &f) || arc_files_open(&h->files, h->db, &f))
		fail_msg("%s", f.text);
}

static void close_home(struct home *h)
{
	arc_files_close(h->files);
	db_close(h->db);
}

static int setup(void **state)
{
	struct home *h = calloc(1, sizeof *h);
	struct fail f;

	(void)snprintf(h->dir, sizeof h->dir, "/tmp/naskah-arc-XXXXXX");
	assert_non_null(mkdtemp(h->dir));
	(void)snprintf(h->data, sizeof h->data, "%s/data", h->dir);
	(void)snprintf(h->out, sizeof h->out, "%s/out", h->dir);
	(void)snprintf(h->back, sizeof h->back, "%s/back", h->dir);
	assert_int_equal(fs_mkdir(h->data, 0700, &f), ERR_OK);
	h->a = arena_open();
	open_home(h);
	*state = h;
	return 0;
}

static int drop(const char *path, const struct stat *st, int kind, struct FTW *w)
{
	(void)st, (void)kind, (void)w;
	return remove(path);
}

static int teardown(void **state)
{
	struct home *h = *state;

	close_home(h);
	arena_close(h->a);
	(void)nftw(h->dir, drop, 16, FTW_DEPTH | FTW_PHYS);
	free(h);
	return 0;
}

struct put {
	struct arc_staged st;
	bool              refuse;
};

static enum err put_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct put *p = arg;
	struct db_audit entry = { STR("pelaksana/PELAKSANA"), STR("file"), STR("letter:1"),
		                  { (const char *)p->st.sha.b, 32 } };
	enum err e = arc_file_link(c, &p->st, STR("application/pdf"), f);

	if (!e)
		e = db_audit(c, &entry, f);
	if (!e && p->refuse)
		e = FAIL(f, ERR_DENIED, "no", NULL, "tidak boleh");
	return e;
}

static struct sha256 put(struct home *h, struct str bytes, bool refuse)
{
	struct put p = { .refuse = refuse };
	struct fail f = { 0 };

	assert_int_equal(arc_file_stage(h->files, bytes, &p.st, &f), ERR_OK);
	assert_int_equal(db_submit(h->db, put_act, &p, &f), refuse ? ERR_DENIED : ERR_OK);
	arc_file_settle(h->files, &p.st);
	return p.st.sha;
}

static struct arc_check_result check(struct home *h)
{
	struct arc_check_result r;
	struct fail f = { 0 };

	assert_int_equal(arc_files_check(h->files, h->a, &r, &f), ERR_OK);
	return r;
}

static void stored_and_read(void **state)
{
	struct home *h = *state;
	struct fail f = { 0 };
	struct str back;
	struct sha256 sha = put(h, STR("isi surat"), false);

	(void)put(h, STR("isi surat"), false); /* the same once more is the same file */
	(void)put(h, STR(""), false);
	assert_int_equal(arc_file_read(h->files, h->a, sha, 100, &back, &f), ERR_OK);
	assert_true(str_eqc(back, "isi surat"));
	assert_int_equal(arc_file_read(h->files, h->a, sha, 3, &back, &f), ERR_LIMIT);
	struct arc_check_result r = check(h);

	assert_int_equal(r.files, 2);
	assert_int_equal(r.missing + r.broken + r.orphans, 0);
}

static void refused_leaves_nothing(void **state)
{
	struct home *h = *state;
	struct fail f = { 0 };
	struct str back;
	struct sha256 sha = put(h, STR("ditolak"), true);

	assert_int_equal(arc_file_read(h->files, h->a, sha, 100, &back, &f), ERR_NOTFOUND);
	sha = put(h, STR("diterima"), false);
	(void)put(h, STR("diterima"), true); /* a refusal beside a stored one takes nothing */
	assert_int_equal(arc_file_read(h->files, h->a, sha, 100, &back, &f), ERR_OK);
	assert_int_equal(check(h).files, 1);
	assert_int_equal(check(h).orphans, 0);
}

/* What a crash between link and COMMIT leaves behind. */
static void sweep(void **state)
{
	struct home *h = *state;
	struct put p = { .refuse = true };
	struct fail f = { 0 };
	char path[256];

	assert_int_equal(arc_file_stage(h->files, STR("yatim"), &p.st, &f), ERR_OK);
	assert_int_equal(db_submit(h->db, put_act, &p, &f), ERR_DENIED);
	assert_int_equal(check(h).orphans, 1);
	(void)snprintf(path, sizeof path, "%s/staging/99.tmp", h->data);
	assert_int_equal(fs_write(path, STR("half"), 0600, &f), ERR_OK);
	close_home(h);
	open_home(h);
	assert_int_equal(check(h).orphans, 0);
	assert_false(fs_exists(path));
}

static void changed_byte(void **state)
{
	struct home *h = *state;
	struct sha256 sha = put(h, STR("isi surat"), false);
	const char *path = arc_file_path(h->a, h->data, sha);
	struct fail f = { 0 };
	struct str back;
	int fd = open(path, O_WRONLY);
	int64_t size;

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, "I", 1, 0), 1);
	(void)close(fd);
	assert_int_equal(arc_file_read(h->files, h->a, sha, 100, &back, &f), ERR_IO);
	assert_int_equal(arc_file_open(h->files, sha, &fd, &size, &f), ERR_IO);
	assert_int_equal(check(h).broken, 1);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(check(h).missing, 1);
}

static void too_large(void **state)
{
	struct home *h = *state;
	struct arc_staged st;
	struct fail f = { 0 };
	int fd = open("/dev/zero", O_RDONLY);

	assert_int_equal(arc_file_stage_fd(h->files, fd, 1 << 20, &st, &f), ERR_LIMIT);
	(void)close(fd);
}

static void there_and_back(void **state)
{
	struct home *h = *state;
	struct arc_backup_result r, r2;
	struct fail f = { 0 };
	char path[256];

	for (int i = 0; i < 20; i++) {
		char z[32];

		(void)snprintf(z, sizeof z, "berkas %d", i);
		(void)put(h, str_c(z), false);
	}
	assert_int_equal(arc_backup(h->files, h->out, &r, &f), ERR_OK);
	assert_int_equal(r.files, 20);
	assert_int_equal(r.entries, 20);
	assert_int_equal(arc_backup(h->files, h->out, &r, &f), ERR_CONFLICT);
	(void)put(h, STR("sesudah"), false);
	if (arc_restore(h->out, h->back, &h->clock, &r2, &f))
		fail_msg("%s", f.text);
	assert_int_equal(r2.entries, 20);
	assert_int_equal(arc_restore(h->out, h->back, &h->clock, &r2, &f), ERR_CONFLICT);

	/* a backup with one changed byte is refused, and leaves no office */
	(void)snprintf(path, sizeof path, "%s/naskah.db", h->out);
	int fd = open(path, O_WRONLY);

	assert_int_equal(pwrite(fd, "X", 1, 5000), 1);
	(void)close(fd);
	(void)snprintf(path, sizeof path, "%s/other", h->dir);
	assert_int_equal(arc_restore(h->out, path, &h->clock, &r2, &f), ERR_INVALID);
	(void)snprintf(path, sizeof path, "%s/other/naskah.db", h->dir);
	assert_false(fs_exists(path));
}

static struct str own(const char *dir, struct arena *a)
{
	struct str text = { 0 };
	struct fail f = { 0 };

	if (fs_read(a, arena_fmt(a, "%s/naskah/rules/surat.xml", dir).p, 1000, &text, &f))
		return STR("");
	return text;
}

/* What the office put into its folder by hand is part of the office. */
static void own_files_there_and_back(void **state)
{
	struct home *h = *state;
	struct arc_backup_result r, r2;
	struct fail f = { 0 };
	struct arena *a = arena_open();
	struct str dir = arena_fmt(a, "%s/naskah", h->data);

	(void)put(h, STR("satu"), false);
	assert_int_equal(fs_mkdir(dir.p, 0700, &f), ERR_OK);
	dir = arena_fmt(a, "%s/naskah/rules", h->data);
	assert_int_equal(fs_mkdir(dir.p, 0700, &f), ERR_OK);
	assert_int_equal(fs_write(arena_fmt(a, "%s/surat.xml", dir.p).p, STR("<aturan/>"), 0600, &f),
	                 ERR_OK);
	assert_int_equal(arc_backup(h->files, h->out, &r, &f), ERR_OK);
	if (arc_restore(h->out, h->back, &h->clock, &r2, &f))
		fail_msg("%s", f.text);
	assert_true(str_eqc(own(h->back, a), "<aturan/>"));

	/* and they are held to the manifest as everything else */
	assert_int_equal(fs_write(arena_fmt(a, "%s/naskah/rules/surat.xml", h->out).p,
	                          STR("<lain/>"), 0600, &f),
	                 ERR_OK);
	assert_int_equal(arc_restore(h->out, arena_fmt(a, "%s/other", h->dir).p, &h->clock, &r2, &f),
	                 ERR_INVALID);
	arena_close(a);
}

int main(void)
{
	rng_init();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(stored_and_read, setup, teardown),
		cmocka_unit_test_setup_teardown(refused_leaves_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(sweep, setup, teardown),
		cmocka_unit_test_setup_teardown(changed_byte, setup, teardown),
		cmocka_unit_test_setup_teardown(too_large, setup, teardown),
		cmocka_unit_test_setup_teardown(there_and_back, setup, teardown),
		cmocka_unit_test_setup_teardown(own_files_there_and_back, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
