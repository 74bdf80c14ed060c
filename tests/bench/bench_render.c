/* bench_render WORD N: one way of making N letters, all of them different.
 *
 *   ours     letter XML to PDF/A-3b: logo, two faces, justified and hyphenated, QR, tags,
 *            its own XML inside; one thread
 *   pair     the same by two threads at once
 *   flat     resident KiB after a tenth of N and after N
 *   book     an agenda book of N pages
 *   bare     libharu with its UTF-8 encoder, the way its manual shows
 *   floor    a writer that knows this one page, with every fixed part deflated before
 *   letters  N letters as lines, for the peers
 *   emblem   the logo as PNG
 *
 * Prints "letters-per-CPU-second bytes-of-the-last" (pair, book: by the wall as well).
 * tests/bench/render.mjs runs all of them and the peers, interleaved. */
#include "bench_letter.h"
#include "buf.h"
#include "tpl.h"
#include "xml.h"
#include <hpdf.h>
#include <malloc.h>
#include <pthread.h>
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define FONTS "/usr/share/fonts/truetype/liberation/"

static double seconds(clockid_t which)
{
	struct timespec t;

	(void)clock_gettime(which, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu(void)
{
	return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

static long resident_kib(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	long all = 0, here = 0;

	if (!f || fscanf(f, "%ld %ld", &all, &here) != 2)
		abort();
	(void)fclose(f);
	return here * 4;
}

struct work {
	struct tpl_engine *t;
	const struct tpl_office *office;
	int from, n;
	size_t bytes;
	long early_kib;
};

static struct tpl_office *kop(struct arena *a)
{
	struct str lines[] = {STR("PEMERINTAH PROVINSI JAMBI"),
			      STR("DINAS SOSIAL CONTOH"),
			      STR("Jalan Contoh Nomor 1, Jambi")};
	struct tpl_office *office;
	struct fail f;

	if (tpl_office_make(lines, 3, STR("Jambi"), bench_emblem(a), &office, &f))
		abort();
	return office;
}

static void *print_letters(void *arg)
{
	struct work *w = arg;
	struct tpl_ctx *c = tpl_ctx_open(w->t);
	struct tpl_faults fs;
	struct fail f;

	for (int i = w->from; i < w->from + w->n; i++) {
		struct arena *a = arena_open();
		struct buf pdf = BUF_MAX(4u << 20);
		struct tpl_options o = {.office = w->office, .attach = true};
		const struct tpl_letter *l;

		o.qr = arena_fmt(
			a, "https://surat.contoh.go.id/v/%08d-AAAA-BBBB-CCCC-DDDD-EEEE",
			i);
		if (tpl_letter_read(w->t, a, bench_letter_xml(a, i), "x", false, &l, &fs,
				    &f) ||
		    tpl_render(w->t, c, l, &o, &pdf, &fs, &f)) {
			(void)fprintf(stderr, "%s\n", f.text);
			abort();
		}
		w->bytes = pdf.n;
		buf_free(&pdf);
		arena_close(a);
		if (i == w->from + w->n / 10)
			w->early_kib = resident_kib();
	}
	tpl_ctx_close(c);
	return NULL;
}

static int ours(struct tpl_engine *t, int n)
{
	struct arena *a = arena_open();
	struct tpl_office *office = kop(a);
	struct work w = {.t = t, .office = office, .n = 50};

	(void)print_letters(&w); /* warm */
	double from = cpu();

	w.n = n;
	(void)print_letters(&w);
	(void)printf("%.0f %zu\n", n / (cpu() - from), w.bytes);
	tpl_office_free(office);
	arena_close(a);
	return 0;
}

static int flat(struct tpl_engine *t, int n)
{
	struct arena *a = arena_open();
	struct tpl_office *office = kop(a);
	struct work w = {.t = t, .office = office, .n = n};
	struct rusage u;

	(void)print_letters(&w);
	(void)getrusage(RUSAGE_SELF, &u);
	(void)printf("%ld %ld %ld\n", w.early_kib, resident_kib(), u.ru_maxrss);
	tpl_office_free(office);
	arena_close(a);
	return 0;
}

/* The same work by one thread and by two, by the wall. */
static int pair(struct tpl_engine *t, int n)
{
	struct arena *a = arena_open();
	struct tpl_office *office = kop(a);
	double wall[2];

	for (int k = 0; k < 2; k++) {
		struct work w[2] = {
			{.t = t, .office = office, .n = k ? n / 2 : n},
			{.t = t, .office = office, .from = n / 2, .n = n / 2}};
		double from = seconds(CLOCK_MONOTONIC);
		pthread_t other;

		if (k && pthread_create(&other, NULL, print_letters, &w[1]))
			abort();
		(void)print_letters(&w[0]);
		if (k)
			(void)pthread_join(other, NULL);
		wall[k] = seconds(CLOCK_MONOTONIC) - from;
	}
	(void)printf("%.0f %.0f %.2f\n", n / wall[0], n / wall[1], wall[0] / wall[1]);
	tpl_office_free(office);
	arena_close(a);
	return 0;
}

static int book(struct tpl_engine *t, int pages)
{
	struct tpl_column col[] = {
		{STR("No."), 1, 'r'},       {STR("Diterima"), 2, 'c'},
		{STR("Dari"), 4, 'l'},      {STR("Nomor surat"), 4, 'l'},
		{STR("Tanggal"), 2, 'c'},   {STR("Hal"), 6, 'l'},
		{STR("Diteruskan"), 3, 'l'}};
	struct tpl_book b = {.title = {STR("BUKU AGENDA SURAT MASUK"), STR("TAHUN 2026")},
			     .columns = col,
			     .columns_n = 7,
			     .foot = STR("Dinas Sosial")};
	struct tpl_ctx *c = tpl_ctx_open(t);
	struct buf pdf = BUF_MAX(256u << 20);
	struct fail f;
	double from = cpu();
	long early = 0;

	if (tpl_book_start(t, c, &b, &f))
		abort();
	for (int i = 0; i < pages * 18; i++) { /* about 18 rows of two lines a page */
		struct arena *a = arena_open();
		struct bench_letter l = bench_letter(a, i);
		struct str row[] = {arena_fmt(a, "%d", i + 1),
				    STR("22-11-2026"),
				    STR("Dinas Pendidikan Kabupaten Contoh"),
				    l.number,
				    STR("20-11-2026"),
				    l.subject,
				    STR("Kasi PAS")};

		tpl_book_row(c, row);
		arena_close(a);
		early = i == pages * 2 ? resident_kib() : early;
	}
	long late = resident_kib();

	if (tpl_book_end(c, &pdf, &f))
		abort();
	double took = cpu() - from;
	size_t n = 0;

	for (size_t at = 0; at + 11 < pdf.n; at++)
		n += memcmp(pdf.p + at, "/Type /Page\n", 12) == 0;
	(void)printf("%.0f %zu %zu %ld %ld\n", (double)n / took, n, pdf.n, early, late);
	buf_free(&pdf);
	tpl_ctx_close(c);
	return 0;
}

static void bare_page(HPDF_Doc pdf, struct str png, const struct bench_letter *l)
{
	const char *plain = HPDF_LoadTTFontFromFile(
		pdf, FONTS "LiberationSans-Regular.ttf", HPDF_TRUE);
	const char *bold =
		HPDF_LoadTTFontFromFile(pdf, FONTS "LiberationSans-Bold.ttf", HPDF_TRUE);
	HPDF_Page p = HPDF_AddPage(pdf);
	HPDF_Image im =
		HPDF_LoadPngImageFromMem(pdf, (const HPDF_BYTE *)png.p, (HPDF_UINT)png.n);
	QRcode *q = QRcode_encodeString(
		"https://surat.contoh.go.id/v/00000000-AAAA-BBBB-CCCC", 0, QR_ECLEVEL_M,
		QR_MODE_8, 1);
	HPDF_REAL top = 800;

	HPDF_Page_SetWidth(p, 609.4F);
	HPDF_Page_SetHeight(p, 935.4F);
	HPDF_Page_DrawImage(p, im, 85, 830, 60, 60);
	for (int r = 0; r < q->width; r++)
		for (int c = 0; c < q->width; c++)
			if (q->data[r * q->width + c] & 1)
				HPDF_Page_Rectangle(p, 85 + 2 * (float)c,
						    300 - 2 * (float)r, 2, 2);
	HPDF_Page_Fill(p);
	QRcode_free(q);
	HPDF_Page_BeginText(p);
	HPDF_Page_SetFontAndSize(p, HPDF_GetFont(pdf, bold, "UTF-8"), 12);
	HPDF_Page_TextOut(p, 85, 810, l->number.p);
	HPDF_Page_SetFontAndSize(p, HPDF_GetFont(pdf, plain, "UTF-8"), 12);
	for (int k = 0; k < BENCH_PARAS; k++, top -= 160)
		HPDF_Page_TextRect(p, 85, top, 550, top - 150, l->para[k].p,
				   HPDF_TALIGN_JUSTIFY, NULL);
	HPDF_Page_EndText(p);
}

static int bare(int n)
{
	struct arena *keep = arena_open();
	struct str png = bench_emblem(keep);
	double from = cpu();
	HPDF_UINT32 bytes = 0;

	for (int i = 0; i < n; i++) {
		struct arena *a = arena_open();
		struct bench_letter l = bench_letter(a, i);
		HPDF_Doc pdf = HPDF_New(NULL, NULL);

		l.number = (struct str){arena_cstr(a, l.number), l.number.n};
		for (int k = 0; k < BENCH_PARAS; k++)
			l.para[k].p = arena_cstr(a, l.para[k]);
		HPDF_UseUTFEncodings(pdf);
		HPDF_SetCompressionMode(pdf, HPDF_COMP_ALL);
		bare_page(pdf, png, &l);
		if (HPDF_SaveToStream(pdf) != HPDF_OK)
			abort();
		bytes = HPDF_GetStreamSize(pdf);
		HPDF_Free(pdf);
		arena_close(a);
	}
	(void)printf("%.0f %u\n", n / (cpu() - from), bytes);
	arena_close(keep);
	return 0;
}

static int floor_of(int n)
{
	struct bench_floor *fl = bench_floor_open();
	double from = cpu();
	size_t bytes = 0;

	for (int i = 0; i < n; i++) {
		struct arena *a = arena_open();

		bytes = bench_floor_write(fl, a, i).n;
		arena_close(a);
	}
	(void)printf("%.0f %zu\n", n / (cpu() - from), bytes);
	bench_floor_close(fl);
	return 0;
}

static int emblem(void)
{
	struct arena *a = arena_open();
	struct str png = bench_emblem(a);
	size_t n = fwrite(png.p, 1, png.n, stdout);
	bool whole = n == png.n;

	arena_close(a);
	return whole ? 0 : 1;
}

int main(int argc, char **argv)
{
	const char *word = argc == 3 ? argv[1] : "";
	int n = argc == 3 ? atoi(argv[2]) : 0, rc = 2;
	struct tpl_engine *t;
	struct fail f;

	(void)mallopt(M_TRIM_THRESHOLD, 4 << 20); /* as naskah.c does */
	(void)mallopt(M_MMAP_THRESHOLD, 1 << 20);
	xml_init();
	if (n <= 0)
		(void)fprintf(stderr, "bench_render WORD N\n");
	else if (strcmp(word, "letters") == 0)
		bench_letters_print(stdout, n), rc = 0;
	else if (strcmp(word, "emblem") == 0)
		rc = emblem();
	else if (strcmp(word, "bare") == 0)
		rc = bare(n);
	else if (strcmp(word, "floor") == 0)
		rc = floor_of(n);
	else if (tpl_open(&t, &(struct tpl_paths){.share = SHARE}, &f))
		(void)fprintf(stderr, "%s\n", f.text);
	else {
		rc = strcmp(word, "ours") == 0   ? ours(t, n)
		     : strcmp(word, "pair") == 0 ? pair(t, n)
		     : strcmp(word, "flat") == 0 ? flat(t, n)
		     : strcmp(word, "book") == 0 ? book(t, n)
						 : 2;
		tpl_close(t);
	}
	return rc;
}
