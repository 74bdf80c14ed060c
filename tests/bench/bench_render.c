/* Letters per CPU-second: 2,000 different one-page letters (logo, two faces, QR) read,
 * checked and printed, against a bare libharu program that draws as much text with its
 * UTF-8 encoder, the way its manual shows.  Both in one run; the ratio is the figure. */
#include "tpl.h"
#include "xml.h"
#include <hpdf.h>
#include <png.h>
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define LETTERS 2000
#define BARE    60
#define FONTS   "/usr/share/fonts/truetype/liberation/"

static double cpu(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A round emblem of 138 x 138, made here: no picture file stands in the tree. */
static struct str emblem(struct arena *a)
{
	enum { S = 138 };

	unsigned char *px = arena_alloc(a, (size_t)S * S * 3);
	png_image im = {.version = PNG_IMAGE_VERSION,
			.width = S,
			.height = S,
			.format = PNG_FORMAT_RGB};
	size_t n = (size_t)S * S * 4;

	for (int y = 0; y < S; y++)
		for (int x = 0; x < S; x++) {
			int d = (x - 69) * (x - 69) + (y - 69) * (y - 69);
			unsigned char *p = px + 3 * (y * S + x);

			p[0] = (unsigned char)(d < 4600 ? 40 + x : 255);
			p[1] = (unsigned char)(d < 4600 ? 90 + y / 2 : 255);
			p[2] = (unsigned char)(d < 4600 ? (x * y) % 200 : 255);
		}
	char *to = arena_alloc(a, n);

	if (!png_image_write_to_memory(&im, to, &n, 0, px, 0, NULL))
		abort();
	return (struct str){to, n};
}

static struct str numbered(struct arena *a, struct str s, int i)
{
	size_t at = str_find(s, STR("800/125/"));

	return arena_fmt(a, STR_FMT "800/%d/" STR_FMT, STR_ARG(str_head(s, at)), i,
			 STR_ARG(str_from(s, at + 8)));
}

static double ours(struct tpl_engine *t, struct arena *keep, size_t *bytes)
{
	struct str xml = tpl_form_sample(t, keep, STR("surat-dinas"));
	struct str lines[] = {STR("PEMERINTAH PROVINSI JAMBI"),
			      STR("DINAS SOSIAL CONTOH"),
			      STR("Jalan Contoh Nomor 1, Jambi")};
	struct tpl_ctx *c = tpl_ctx_open(t);
	struct tpl_office *office;
	struct tpl_faults fs;
	struct fail f;
	double from;

	if (tpl_office_make(lines, 3, STR("Jambi"), emblem(keep), &office, &f))
		abort();
	from = cpu();
	for (int i = 0; i < LETTERS; i++) {
		struct arena *a = arena_open();
		struct buf pdf = BUF_MAX(4u << 20);
		struct tpl_options o = {.office = office};
		const struct tpl_letter *l;

		o.qr = arena_fmt(
			a, "https://surat.contoh.go.id/v/%08d-AAAA-BBBB-CCCC-DDDD-EEEE",
			i);
		if (tpl_letter_read(t, a, numbered(a, xml, i), "x", false, &l, &fs, &f) ||
		    tpl_render(t, c, l, &o, &pdf, &fs, &f))
			abort();
		*bytes = pdf.n;
		buf_free(&pdf);
		arena_close(a);
	}
	double took = cpu() - from;

	tpl_office_free(office);
	tpl_ctx_close(c);
	return LETTERS / took;
}

static void bare_page(HPDF_Doc pdf, const unsigned char *png, size_t png_n, int no)
{
	const char *plain = HPDF_LoadTTFontFromFile(
		pdf, FONTS "LiberationSans-Regular.ttf", HPDF_TRUE);
	const char *bold =
		HPDF_LoadTTFontFromFile(pdf, FONTS "LiberationSans-Bold.ttf", HPDF_TRUE);
	HPDF_Page p = HPDF_AddPage(pdf);
	HPDF_Image im = HPDF_LoadPngImageFromMem(pdf, png, (HPDF_UINT)png_n);
	QRcode *q = QRcode_encodeString(
		"https://surat.contoh.go.id/v/00000000-AAAA-BBBB-CCCC", 0, QR_ECLEVEL_M,
		QR_MODE_8, 1);

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
	for (int line = 0; line < 42; line++) {
		char text[120];

		(void)snprintf(
			text, sizeof text,
			"Baris %d surat %d: tahunan pelayanan rehabilitasi sosial bagi "
			"penerima manfaat di seluruh unit",
			line, no);
		HPDF_Page_SetFontAndSize(
			p, HPDF_GetFont(pdf, line % 10 ? plain : bold, "UTF-8"), 12);
		HPDF_Page_TextOut(p, 85, 800 - 15 * (float)line, text);
	}
	HPDF_Page_EndText(p);
}

static double bare(struct arena *a)
{
	struct str png = emblem(a);
	double from = cpu();

	for (int i = 0; i < BARE; i++) {
		HPDF_Doc pdf = HPDF_New(NULL, NULL);

		HPDF_UseUTFEncodings(pdf);
		HPDF_SetCompressionMode(pdf, HPDF_COMP_ALL);
		bare_page(pdf, (const unsigned char *)png.p, png.n, i);
		if (HPDF_SaveToStream(pdf) != HPDF_OK)
			abort();
		HPDF_Free(pdf);
	}
	return BARE / (cpu() - from);
}

int main(void)
{
	struct arena *a = arena_open();
	struct tpl_engine *t;
	struct fail f;
	size_t bytes = 0;

	xml_init();
	if (tpl_open(&t, &(struct tpl_paths){.share = SHARE}, &f)) {
		(void)fprintf(stderr, "%s\n", f.text);
		return 1;
	}
	double b1 = bare(a), mine = ours(t, a, &bytes), b2 = bare(a),
	       other = (b1 + b2) / 2;

	(void)printf("| way | letters per CPU-second |\n|---|---|\n"
		     "| naskah (XML to PDF, logo, two faces, QR; %zu bytes) | %.0f |\n"
		     "| bare libharu, UTF-8 encoder | %.0f |\n| ratio | %.1f |\n",
		     bytes, mine, other, mine / other);
	tpl_close(t);
	arena_close(a);
	return mine / other >= 10 ? 0 : 1;
}
