/* Files of every kind, made here by pdftoppm from a PDF made here; then hostile ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "buf.h"
#include "fs.h"
#include "intake.h"

struct world {
	struct arena *a;
	char dir[64];
};

static const char *in_dir(struct world *w, const char *name)
{
	return arena_cstr(w->a, arena_fmt(w->a, "%s/%s", w->dir, name));
}

static void put(struct world *w, const char *name, struct str s)
{
	struct fail f;

	assert_int_equal(fs_write(in_dir(w, name), s, 0600, &f), ERR_OK);
}

static struct str get(struct world *w, const char *name)
{
	struct str s;
	struct fail f;

	assert_int_equal(fs_read(w->a, in_dir(w, name), INTAKE_BYTES_MAX, &s, &f),
			 ERR_OK);
	return s;
}

/* `pages` pages with one black bar each; no xref table, which every reader rebuilds. */
static struct str pdf(struct world *w, int pages)
{
	struct buf b = BUF_MAX(1 << 20);

	BUF_ADD(&b, "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
		    "2 0 obj\n<</Type/Pages/Kids[");
	for (int i = 0; i < pages; i++)
		buf_fmt(&b, "%d 0 R ", 10 + i);
	buf_fmt(&b,
		"]/Count %d>>\nendobj\n3 0 obj\n<</Length 16>>\nstream\n"
		"50 50 300 90 re f\nendstream\nendobj\n",
		pages);
	for (int i = 0; i < pages; i++)
		buf_fmt(&b,
			"%d 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 609 935]"
			"/Contents 3 0 R>>\nendobj\n",
			10 + i);
	BUF_ADD(&b, "trailer\n<</Root 1 0 R>>\n%%EOF\n");
	return buf_keep(&b, w->a);
}

/* Form XObjects that call each other ten times, nine deep: a billion bars. */
static struct str endless(struct world *w)
{
	struct buf b = BUF_MAX(1 << 20);

	BUF_ADD(&b,
		"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
		"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
		"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 609 935]/Contents 4 0 R"
		"/Resources<</XObject<</X 10 0 R>>>>>>\nendobj\n"
		"4 0 obj\n<</Length 5>>\nstream\n/X Do\nendstream\nendobj\n");
	for (int i = 10; i < 19; i++)
		buf_fmt(&b,
			"%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 609 935]"
			"/Resources<</XObject<</X %d 0 R>>>>/Length 60>>\nstream\n"
			"/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do \n"
			"endstream\nendobj\n",
			i, i + 1);
	BUF_ADD(&b,
		"19 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 609 935]/Length 16>>\n"
		"stream\n50 50 300 90 re f\nendstream\nendobj\n"
		"trailer\n<</Root 1 0 R>>\n%%EOF\n");
	return buf_keep(&b, w->a);
}

static void be32(struct buf *b, uint32_t n)
{
	for (int i = 24; i >= 0; i -= 8)
		buf_byte(b, (char)(n >> i & 0xff));
}

static uint32_t crc(struct str s)
{
	uint32_t c = 0xffffffff;

	for (size_t i = 0; i < s.n; i++) {
		c ^= (unsigned char)s.p[i];
		for (int k = 0; k < 8; k++)
			c = c & 1 ? 0xedb88320 ^ c >> 1 : c >> 1;
	}
	return c ^ 0xffffffff;
}

static struct str bomb_png(struct world *w)
{
	struct buf b = BUF_MAX(1000);

	buf_add(&b, STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"));
	be32(&b, 60000);
	be32(&b, 60000);
	buf_add(&b, STR("\x08\x02\0\0\0"));
	be32(&b, crc(str_from(buf_str(&b), 12)));
	return buf_keep(&b, w->a);
}

static void convert(struct world *w, const char *option, const char *root)
{
	const char *in = in_dir(w, "a.pdf"), *out = in_dir(w, root);
	char *argv[] = {
		(char *)"pdftoppm", (char *)"-r", (char *)"200", (char *)"-singlefile",
		(char *)option,     (char *)in,   (char *)out,   NULL};
	char *env[] = {NULL};
	pid_t pid;
	int status;

	assert_int_equal(posix_spawn(&pid, "/usr/bin/pdftoppm", NULL, NULL, argv, env),
			 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static enum err draw(struct world *w, const char *file, const char *out, int wall, int *n,
		     bool *complete)
{
	struct intake_drawing d = {.program = NASKAH_PAGES,
				   .input = in_dir(w, file),
				   .dir = in_dir(w, out),
				   .wall_ms = wall};
	struct fail f;

	assert_int_equal(mkdir(d.dir, 0700), 0);
	return intake_draw(&d, n, complete, &f);
}

/* 1651 pixels at most on the longer side, and the bar is where the PDF has it. */
static void looks_like_a_page(struct world *w, const char *png)
{
	struct str s = get(w, png);
	const unsigned char *p = (const unsigned char *)s.p;

	assert_true(s.n > 100 && str_starts(s, STR("\x89PNG")));
	assert_int_equal(p[22] << 8 | p[23], INTAKE_SIDE);
	assert_in_range(p[18] << 8 | p[19], 1073, 1077); /* 609 : 935 */
}

static int setup(void **state)
{
	struct world *w = calloc(1, sizeof *w);

	w->a = arena_open();
	snprintf(w->dir, sizeof w->dir, "/tmp/naskah-intake-XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	put(w, "a.pdf", pdf(w, 1));
	convert(w, "-jpeg", "jpg");
	convert(w, "-png", "png");
	convert(w, "-tiff", "tif");
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	struct world *w = *state;
	char *argv[] = {(char *)"rm", (char *)"-rf", (char *)"--", w->dir, NULL};
	char *env[] = {NULL};
	pid_t pid;

	if (posix_spawn(&pid, "/bin/rm", NULL, NULL, argv, env) == 0)
		waitpid(pid, NULL, 0);
	arena_close(w->a);
	free(w);
	return 0;
}

static void every_kind_is_drawn(void **state)
{
	static const char *const files[] = {"a.pdf", "jpg.jpg", "png.png", "tif.tif"};
	static const char *const mimes[] = {"application/pdf", "image/jpeg", "image/png",
					    "image/tiff"};
	struct world *w = *state;

	for (size_t i = 0; i < 4; i++) {
		const char *out = arena_cstr(w->a, arena_fmt(w->a, "out%zu", i)), *mime;
		struct fail f;
		bool complete;
		int n;

		assert_int_equal(intake_sniff(get(w, files[i]), str_c(files[i]), "berkas",
					      &mime, &f),
				 ERR_OK);
		assert_string_equal(mime, mimes[i]);
		assert_int_equal(draw(w, files[i], out, 0, &n, &complete), ERR_OK);
		assert_int_equal(n, 1);
		assert_true(complete);
		looks_like_a_page(w,
				  arena_cstr(w->a, arena_fmt(w->a, "%s/001.png", out)));
	}
}

static void many_pages_keep_their_order(void **state)
{
	struct world *w = *state;
	bool complete;
	int n;

	put(w, "many.pdf", pdf(w, 12));
	assert_int_equal(draw(w, "many.pdf", "many", 0, &n, &complete), ERR_OK);
	assert_int_equal(n, 12);
	assert_true(complete);
	looks_like_a_page(w, "many/012.png");
}

static void hostile_files_give_no_page(void **state)
{
	struct world *w = *state;

	struct {
		const char *name;
		struct str bytes;
	} bad[] = {
		{"bomb.png", bomb_png(w)},
		{"cut.png", str_head(get(w, "png.png"), get(w, "png.png").n / 2)},
		{"cut.tif", str_head(get(w, "tif.tif"), 400)},
		{"head.jpg", STR("\xff\xd8\xff\xe0\0\x10JFIF")},
		{"none.pdf", STR("%PDF-1.7\nbukan apa-apa\n")},
		{"text.txt", STR("halo")},
		{"empty", STR("")},
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const char *out = arena_cstr(w->a, arena_fmt(w->a, "bad%zu", i));
		bool complete;
		int n;

		put(w, bad[i].name, bad[i].bytes);
		assert_int_equal(draw(w, bad[i].name, out, 0, &n, &complete),
				 ERR_INVALID);
		assert_int_equal(n, 0);
		assert_false(complete);
	}
}

static void an_endless_page_is_killed_in_time(void **state)
{
	struct world *w = *state;
	time_t before = time(NULL);
	bool complete;
	int n;

	put(w, "endless.pdf", endless(w));
	assert_int_equal(draw(w, "endless.pdf", "endless", 1500, &n, &complete),
			 ERR_INVALID);
	assert_true(time(NULL) - before < 6);
}

static void kinds_are_told_by_bytes(void **state)
{
	static const struct {
		struct str bytes;
		const char *name, *word;
		enum err e;
	} no[] = {
		{{"", 0}, "a.pdf", "file-empty", ERR_INVALID},
		{{"PK\3\4docx", 8}, "surat.pdf", "not-a-pdf", ERR_INVALID},
		{{"%PDF-1.7\nhalo", 13}, "surat.PDF", "not-a-pdf", ERR_INVALID},
		{{"<svg/>", 6}, "a.svg", "file-kind", ERR_TYPE},
		{{"GIF89a", 6}, "a.gif", "file-kind", ERR_TYPE},
	};

	const char *mime;
	struct fail f;

	(void)state;
	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		assert_int_equal(
			intake_sniff(no[i].bytes, str_c(no[i].name), "berkas", &mime, &f),
			no[i].e);
		assert_string_equal(f.word, no[i].word);
		assert_string_equal(f.field, "berkas");
		assert_null(mime);
	}
	assert_int_equal(intake_sniff(STR("sampah\n%PDF-1.4\n1 0 obj"), STR("a.bin"),
				      "berkas", &mime, &f),
			 ERR_OK);
	assert_string_equal(mime, "application/pdf");
	assert_int_equal(intake_sniff((struct str){"x", (size_t)INTAKE_BYTES_MAX + 1},
				      STR("a"), "berkas", &mime, &f),
			 ERR_LIMIT);
}

static void a_missing_program_is_told(void **state)
{
	struct world *w = *state;
	struct intake_drawing d = {.program = "/nonexistent/naskah-pages",
				   .input = in_dir(w, "a.pdf"),
				   .dir = w->dir};
	struct fail f;
	bool complete;
	int n;

	assert_int_equal(intake_draw(&d, &n, &complete, &f), ERR_NOTFOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_is_drawn),
		cmocka_unit_test(many_pages_keep_their_order),
		cmocka_unit_test(hostile_files_give_no_page),
		cmocka_unit_test(an_endless_page_is_killed_in_time),
		cmocka_unit_test(kinds_are_told_by_bytes),
		cmocka_unit_test(a_missing_program_is_told),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
