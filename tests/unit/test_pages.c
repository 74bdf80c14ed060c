/* Pages of stored files: drawn once, kept, drawn anew when the cache is gone; and what a
 * broken file, a program that will not end and a small disk do to those who ask. */
#include "intake_house.h"
#include <dirent.h>

#define WAIT 60000 /* ms that an honest page may take on a busy machine */

static struct intake_file file_of(struct world *w, const char *name, struct str s)
{
	put(w, name, s);
	return (struct intake_file){sha256_of(s), in_dir(w, name)};
}

/* Its name makes it another file. */
static struct intake_file pdf(struct world *w, const char *name, int pages)
{
	struct buf b = BUF_MAX(1 << 20);
	struct intake_file file;

	buf_fmt(&b, "%%PDF-1.4\n%% %s\n", name);
	BUF_ADD(&b, "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
		    "2 0 obj\n<</Type/Pages/Kids[");
	for (int i = 0; i < pages; i++)
		buf_fmt(&b, "%d 0 R ", 10 + i);
	buf_fmt(&b, "]/Count %d>>\nendobj\n", pages);
	for (int i = 0; i < pages; i++)
		buf_fmt(&b,
			"%d 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 609 935]>>\n"
			"endobj\n",
			10 + i);
	BUF_ADD(&b, "trailer\n<</Root 1 0 R>>\n%%EOF\n");
	file = file_of(w, name, buf_str(&b));
	buf_free(&b);
	return file;
}

static void begin(struct world *w, const char *program, int64_t cache_bytes)
{
	struct intake_pages_options o = {.program = program,
					 .cache = in_dir(w, "cache"),
					 .clock = &w->clock,
					 .cache_bytes = cache_bytes};
	struct fail f;

	intake_pages_close(w->pages);
	w->pages = NULL;
	assert_int_equal(intake_pages_open(&w->pages, &o, &f), ERR_OK);
}

/* Asks again and again, as the doors do, for so many ms. */
static enum err page(struct world *w, const struct intake_file *file, int n, int wait)
{
	struct timespec moment = {0, 20 * 1000 * 1000};
	struct str png;
	struct fail f;
	enum err e;

	while ((e = intake_page(w->pages, w->a, file, n, &png, &f)) == ERR_BUSY &&
	       wait > 0) {
		nanosleep(&moment, NULL);
		wait -= 20;
	}
	if (!e)
		assert_true(intake_page_whole(png));
	return e;
}

static void pages_are_drawn_once(void **state)
{
	struct world *w = *state;
	struct intake_file file = pdf(w, "three.pdf", 3);
	struct fail f;
	int count;

	begin(w, NASKAH_PAGES, 0);
	assert_int_equal(intake_page_count(w->pages, &file, &count, &f), ERR_BUSY);
	assert_int_equal(page(w, &file, 1, WAIT), ERR_OK);
	assert_int_equal(intake_page_count(w->pages, &file, &count, &f), ERR_OK);
	assert_int_equal(count, 3);
	assert_int_equal(page(w, &file, 3, WAIT), ERR_OK);
	assert_int_equal(page(w, &file, 4, WAIT), ERR_INVALID);
	assert_int_equal(page(w, &file, 0, WAIT), ERR_INVALID);
	begin(w, "/nonexistent/naskah-pages", 0);
	assert_int_equal(page(w, &file, 1, WAIT), ERR_OK);
	assert_int_equal(page(w, &file, 3, WAIT), ERR_OK);
	/* no program is nobody's fault but the machine's: it is not kept against the file
	 */
	assert_int_equal(page(w, &file, 2, WAIT), ERR_NOTFOUND);
	assert_false(intake_page_failed(w->pages, &file, 2));
}

static void a_cache_may_vanish(void **state)
{
	struct world *w = *state;
	struct intake_file file = pdf(w, "vanish.pdf", 1);

	begin(w, NASKAH_PAGES, 0);
	assert_int_equal(page(w, &file, 1, WAIT), ERR_OK);
	clear(in_dir(w, "cache"));
	assert_int_equal(page(w, &file, 1, WAIT), ERR_OK);
}

static void half_a_picture_is_none(void **state)
{
	struct world *w = *state;
	struct intake_file file = pdf(w, "half.pdf", 1);
	struct sha256_hex hex = sha256_hex(file.sha);
	const char *png = arena_cstr(
		w->a, arena_fmt(w->a, "%s/cache/%.2s/%s/1.png", w->dir, hex.z, hex.z));

	begin(w, NASKAH_PAGES, 0);
	assert_int_equal(page(w, &file, 1, WAIT), ERR_OK);
	assert_int_equal(truncate(png, 60), 0);
	assert_int_equal(page(w, &file, 1, WAIT), ERR_OK);
}

static void a_broken_file_is_tried_again_after_an_hour(void **state)
{
	struct world *w = *state;
	struct intake_file file = file_of(w, "broken.pdf", STR("%PDF-1.7\n1 0 obj\nrusak\n"));
	struct fail f;
	int count;

	begin(w, NASKAH_PAGES, 0);
	assert_int_equal(page(w, &file, 1, WAIT), ERR_INVALID);
	assert_int_equal(intake_page_count(w->pages, &file, &count, &f), ERR_INVALID);
	assert_string_equal(f.word, "no-page");
	assert_true(intake_page_failed(w->pages, &file, 1));
	begin(w, "/nonexistent/naskah-pages", 0); /* not asked again */
	assert_int_equal(page(w, &file, 1, WAIT), ERR_INVALID);
	w->clock.fixed_ms += 3600 * 1000;
	assert_int_equal(page(w, &file, 1, WAIT), ERR_NOTFOUND);
}

static int entries(const char *path)
{
	DIR *d = opendir(path);
	int n = 0;

	for (struct dirent *e; d && (e = readdir(d));)
		n += e->d_name[0] != '.';
	if (d)
		closedir(d);
	return n;
}

static void two_are_drawn_at_once_and_nobody_waits(void **state)
{
	struct world *w = *state;
	struct intake_file file[4];
	time_t before = time(NULL);

	begin(w, PAGES_PROBE, 0); /* it will not end */
	for (int i = 0; i < 4; i++)
		file[i] = pdf(w, arena_cstr(w->a, arena_fmt(w->a, "stay%d.pdf", i)), 1);
	for (int i = 0; i < 4; i++)
		assert_int_equal(page(w, &file[i], 1, 150), ERR_BUSY);
	assert_int_equal(entries(in_dir(w, "cache/tmp")), 2);
	for (int i = 1; i <= INTAKE_QUEUE + 10; i++)
		assert_int_equal(page(w, &file[0], i, 0), ERR_BUSY);
	begin(w, NASKAH_PAGES, 0);
	assert_true(time(NULL) - before < 15);
	assert_int_equal(entries(in_dir(w, "cache/tmp")), 0);
	for (int i = 0; i < 4; i++) /* what was cut short was not the file's fault */
		assert_int_equal(page(w, &file[i], 1, WAIT), ERR_OK);
}

static void the_cache_is_bounded(void **state)
{
	struct world *w = *state;
	int kept = 0;

	clear(in_dir(w, "cache"));
	begin(w, NASKAH_PAGES, 3 * 8192); /* a page and a count take a block each */
	for (int i = 0; i < 6; i++) {
		struct intake_file file =
			pdf(w, arena_cstr(w->a, arena_fmt(w->a, "many%d.pdf", i)), 1);

		assert_int_equal(page(w, &file, 1, WAIT), ERR_OK);
	}
	for (int i = 0; i < 256; i++)
		kept += entries(in_dir(
			w, arena_cstr(w->a, arena_fmt(w->a, "cache/%02x", (unsigned)i))));
	assert_in_range(kept, 1, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_are_drawn_once),
		cmocka_unit_test(a_cache_may_vanish),
		cmocka_unit_test(half_a_picture_is_none),
		cmocka_unit_test(a_broken_file_is_tried_again_after_an_hour),
		cmocka_unit_test(two_are_drawn_at_once_and_nobody_waits),
		cmocka_unit_test(the_cache_is_bounded),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
