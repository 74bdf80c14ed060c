/* Files of every kind, made here by pdftoppm from a PDF made here; then hostile ones. */
#include "intake_house.h"
#include <fcntl.h>
#include <jpeglib.h>

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

static enum err draw(struct world *w, const char *file, const char *out, int page,
		     int wall, int *count)
{
	struct intake_drawing d = {.program = NASKAH_PAGES,
				   .input = in_dir(w, file),
				   .dir = in_dir(w, out),
				   .page = page,
				   .wall_ms = wall};
	struct fail f;

	assert_int_equal(mkdir(d.dir, 0700), 0);
	return intake_draw(&d, count, &f);
}

/* 1650 pixels on the longer side, and it is small enough for a telephone. */
static struct str looks_like_a_page(struct world *w, const char *out)
{
	struct str s = get(w, arena_cstr(w->a, arena_fmt(w->a, "%s/page.png", out)));
	const unsigned char *p = (const unsigned char *)s.p;

	assert_true(intake_page_whole(s));
	assert_in_range(s.n, 100, 20000);
	assert_int_equal(p[22] << 8 | p[23], INTAKE_SIDE);
	assert_in_range(p[18] << 8 | p[19], 1073, 1077); /* 609 : 935 */
	return s;
}

static int with_files(void **state)
{
	struct world *w;

	(void)setup(state);
	w = *state;
	put(w, "a.pdf", pdf(w, 1));
	convert(w, "-jpeg", "jpg");
	convert(w, "-png", "png");
	convert(w, "-tiff", "tif");
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
		int count;

		assert_int_equal(intake_sniff(get(w, files[i]), str_c(files[i]), "berkas",
					      &mime, &f),
				 ERR_OK);
		assert_string_equal(mime, mimes[i]);
		assert_int_equal(draw(w, files[i], out, 1, 0, &count), ERR_OK);
		assert_int_equal(count, 1);
		looks_like_a_page(w, out);
	}
}

static void each_page_is_drawn_alone(void **state)
{
	struct world *w = *state;
	int count;

	put(w, "many.pdf", pdf(w, 12));
	assert_int_equal(draw(w, "many.pdf", "many1", 1, 0, &count), ERR_OK);
	assert_int_equal(count, 12);
	looks_like_a_page(w, "many1");
	assert_int_equal(draw(w, "many.pdf", "many12", 12, 0, &count), ERR_OK);
	looks_like_a_page(w, "many12");
	assert_int_equal(draw(w, "many.pdf", "many13", 13, 0, &count), ERR_INVALID);
	assert_int_equal(draw(w, "png.png", "png2", 2, 0, &count), ERR_INVALID);
}

static void le(struct buf *b, uint32_t n, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buf_byte(b, (char)(n >> 8 * i & 0xff));
}

/* One page of 30 x 50 grey pixels whose first row is black; its folder begins at `at`. */
static void tiff_page(struct buf *b, uint32_t at, uint32_t turn, uint32_t next)
{
	const uint32_t entries[][3] = {
		{256, 4, 30}, {257, 4, 50},       {258, 3, 8},    {259, 3, 1},
		{262, 3, 1},  {273, 4, at + 200}, {274, 3, turn}, {277, 3, 1},
		{278, 4, 50}, {279, 4, 30 * 50},
	};
	const size_t n = sizeof entries / sizeof *entries;

	le(b, (uint32_t)n, 2);
	for (size_t i = 0; i < n; i++) {
		le(b, entries[i][0], 2);
		le(b, entries[i][1], 2);
		le(b, 1, 4);
		le(b, entries[i][2], 4);
	}
	le(b, next, 4);
	while (b->n < at + 200)
		buf_byte(b, 0);
	for (int i = 0; i < 30 * 50; i++)
		buf_byte(b, i < 30 ? 0 : (char)0xff);
}

static struct str two_page_tiff(struct world *w)
{
	struct buf b = BUF_MAX(1 << 16);

	buf_add(&b, STR("II*\0\x08\0\0\0"));
	tiff_page(&b, 8, 1, 2000);
	while (b.n < 2000)
		buf_byte(&b, 0);
	tiff_page(&b, 2000, 6, 0);
	return buf_keep(&b, w->a);
}

static void measures(struct world *w, const char *out, int wide, int high)
{
	struct str s = get(w, arena_cstr(w->a, arena_fmt(w->a, "%s/page.png", out)));
	const unsigned char *p = (const unsigned char *)s.p;

	assert_true(intake_page_whole(s));
	assert_int_equal(p[18] << 8 | p[19], wide);
	assert_int_equal(p[22] << 8 | p[23], high);
}

static void a_tiff_has_pages_and_each_stands_upright(void **state)
{
	struct world *w = *state;
	int count;

	put(w, "two.tif", two_page_tiff(w));
	assert_int_equal(draw(w, "two.tif", "two1", 1, 0, &count), ERR_OK);
	assert_int_equal(count, 2);
	measures(w, "two1", 30, 50);
	assert_int_equal(draw(w, "two.tif", "two2", 2, 0, &count), ERR_OK);
	measures(w, "two2", 50, 30);
	assert_int_equal(draw(w, "two.tif", "two3", 3, 0, &count), ERR_INVALID);
}

static enum err cut(struct world *w, const char *file, const char *out, const int *pages, size_t n,
		    struct fail *f)
{
	struct intake_drawing d = {
		.program = NASKAH_PAGES, .input = in_dir(w, file), .dir = in_dir(w, out)};
	enum err e;

	assert_int_equal(mkdir(d.dir, 0700), 0);
	e = intake_cut(&d, pages, n, f);
	if (!e)
		put(w, arena_cstr(w->a, arena_fmt(w->a, "%s.cut", out)),
		    get(w, arena_cstr(w->a, arena_fmt(w->a, "%s/cut", out))));
	return e;
}

/* Pages of a pile become a file of their own, in the order asked for. */
static void a_pile_is_parted(void **state)
{
	struct world *w = *state;
	const int some[] = {12, 3}, second[] = {2}, beyond[] = {2, 13}, first[] = {1};
	struct fail f;
	int count;

	put(w, "many.pdf", pdf(w, 12));
	put(w, "two.tif", two_page_tiff(w));
	assert_int_equal(cut(w, "many.pdf", "part", some, 2, &f), ERR_OK);
	assert_int_equal(draw(w, "part.cut", "part1", 1, 0, &count), ERR_OK);
	assert_int_equal(count, 2);
	looks_like_a_page(w, "part1");
	assert_int_equal(cut(w, "two.tif", "side", second, 1, &f), ERR_OK);
	assert_int_equal(draw(w, "side.cut", "side1", 1, 0, &count), ERR_OK);
	assert_int_equal(count, 1);
	measures(w, "side1", 50, 30);
	assert_int_equal(cut(w, "many.pdf", "beyond", beyond, 2, &f), ERR_INVALID);
	assert_string_equal(f.word, "no-cut");
	assert_int_equal(cut(w, "two.tif", "beyond2", beyond, 2, &f), ERR_INVALID);
	assert_int_equal(cut(w, "png.png", "whole-png", first, 1, &f), ERR_INVALID);
	put(w, "torn.pdf", str_head(get(w, "many.pdf"), 40));
	assert_int_equal(cut(w, "torn.pdf", "torn-cut", first, 1, &f), ERR_INVALID);
}

/* Looked for and not there is an empty list; not looked for is none. */
static void codes_are_read_when_asked_for(void **state)
{
	struct world *w = *state;
	struct intake_drawing d = {.program = NASKAH_PAGES,
				   .input = in_dir(w, "a.pdf"),
				   .dir = in_dir(w, "coded"),
				   .page = 1,
				   .codes = true};
	struct fail f;
	int count;

	assert_int_equal(draw(w, "a.pdf", "plain", 1, 0, &count), ERR_OK);
	assert_false(fs_exists(in_dir(w, "plain/codes")));
	assert_int_equal(mkdir(d.dir, 0700), 0);
	assert_int_equal(intake_draw(&d, &count, &f), ERR_OK);
	assert_int_equal(get(w, "coded/codes").n, 0);
	looks_like_a_page(w, "coded");
}

/* A telephone keeps the picture as its sensor lay, and says so in EXIF. */
static void a_photo_stands_as_it_was_taken(void **state)
{
	struct world *w = *state;
	struct str plain = get(w, "jpg.jpg");
	struct buf b = BUF_MAX(4 << 20);
	int count;

	buf_add(&b, str_head(plain, 2));
	buf_add(&b, STR("\xff\xe1\0\x22"
			"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03"
			"\0\0\0\x01\0\x08\0\0\0\0\0\0"));
	buf_add(&b, str_from(plain, 2));
	put(w, "turned.jpg", buf_str(&b));
	buf_free(&b);
	assert_int_equal(draw(w, "turned.jpg", "turned", 1, 0, &count), ERR_OK);
	measures(w, "turned", INTAKE_SIDE, 1075);
}

/* A page of one colour in four inks, as libjpeg takes them. */
static void inked(struct world *w, const char *name, const unsigned char inks[4], int adobe)
{
	struct jpeg_error_mgr err;
	struct jpeg_compress_struct j = {.err = jpeg_std_error(&err)};
	FILE *out = fopen(in_dir(w, name), "wb");
	unsigned char row[40 * 4];
	JSAMPROW rows = row;

	assert_non_null(out);
	for (size_t i = 0; i < sizeof row; i++)
		row[i] = inks[i % 4];
	jpeg_create_compress(&j);
	jpeg_stdio_dest(&j, out);
	j.image_width = 40;
	j.image_height = 30;
	j.input_components = 4;
	j.in_color_space = JCS_CMYK;
	jpeg_set_defaults(&j);
	j.write_Adobe_marker = adobe;
	jpeg_start_compress(&j, TRUE);
	while (j.next_scanline < j.image_height)
		jpeg_write_scanlines(&j, &rows, 1);
	jpeg_finish_compress(&j);
	jpeg_destroy_compress(&j);
	assert_int_equal(fclose(out), 0);
}

static void is_cyan(struct world *w, const char *file, const char *out)
{
	const unsigned char *p;
	int count;

	assert_int_equal(draw(w, file, out, 1, 0, &count), ERR_OK);
	p = (const unsigned char *)get(w, arena_cstr(w->a, arena_fmt(w->a, "%s/page.png", out))).p;
	assert_memory_equal(p + 37, "PLTE", 4);
	assert_in_range(p[41], 0, 12);
	assert_in_range(p[42], 243, 255);
	assert_in_range(p[43], 243, 255);
}

static void four_inks_have_their_colour(void **state)
{
	static const unsigned char plain[4] = {255, 0, 0, 0}, turned[4] = {0, 255, 255, 255};
	struct world *w = *state;

	inked(w, "plain.jpg", plain, 0);
	is_cyan(w, "plain.jpg", "inks1");
	inked(w, "adobe.jpg", turned, 1);
	is_cyan(w, "adobe.jpg", "inks2");
}

static void only_our_own_pictures_are_whole(void **state)
{
	struct world *w = *state;
	struct str page, foreign = get(w, "png.png");
	struct buf b = BUF_MAX(1 << 20);
	int count;

	assert_int_equal(draw(w, "a.pdf", "whole", 1, 0, &count), ERR_OK);
	page = looks_like_a_page(w, "whole");
	for (size_t n = 0; n < page.n; n += 7)
		assert_false(intake_page_whole(str_head(page, n)));
	assert_false(intake_page_whole(str_head(page, page.n - 1)));
	assert_false(intake_page_whole(foreign)); /* has no palette */
	buf_add(&b, page);
	BUF_ADD(&b, "<script>");
	assert_false(intake_page_whole(buf_str(&b)));
	buf_free(&b);
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
		int count;

		put(w, bad[i].name, bad[i].bytes);
		assert_int_equal(draw(w, bad[i].name, out, 1, 0, &count), ERR_INVALID);
		assert_false(fs_exists(arena_cstr(
			w->a, arena_fmt(w->a, "%s/page.png", in_dir(w, out)))));
	}
}

static void an_endless_page_is_killed_in_time(void **state)
{
	struct world *w = *state;
	time_t before = time(NULL);
	int count;

	put(w, "endless.pdf", endless(w));
	assert_int_equal(draw(w, "endless.pdf", "endless", 1, 1500, &count), ERR_INVALID);
	assert_int_equal(count, 1); /* that it has one page was said before */
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
				   .dir = w->dir,
				   .page = 1};
	struct fail f;
	int count;

	assert_int_equal(intake_draw(&d, &count, &f), ERR_NOTFOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_is_drawn),
		cmocka_unit_test(each_page_is_drawn_alone),
		cmocka_unit_test(a_tiff_has_pages_and_each_stands_upright),
		cmocka_unit_test(a_pile_is_parted),
		cmocka_unit_test(codes_are_read_when_asked_for),
		cmocka_unit_test(a_photo_stands_as_it_was_taken),
		cmocka_unit_test(four_inks_have_their_colour),
		cmocka_unit_test(only_our_own_pictures_are_whole),
		cmocka_unit_test(hostile_files_give_no_page),
		cmocka_unit_test(an_endless_page_is_killed_in_time),
		cmocka_unit_test(kinds_are_told_by_bytes),
		cmocka_unit_test(a_missing_program_is_told),
	};

	return cmocka_run_group_tests(tests, with_files, teardown);
}
