/* What a page costs when everything but its text is known before: a floor, not a promise.
 */
#include "bench_letter.h"
#include "buf.h"
#include "fs.h"
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#define FONT  "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
#define WIDE  446.0
#define SIZE  12.0
#define FIXED 20000 /* of each face: what a subset of ours takes */

struct bench_floor {
	struct arena *a;
	struct libdeflate_compressor *z;
	struct buf out, ops;
	unsigned char packed[1 << 16];
	double width[256];
	struct str fixed; /* objects 5 .. 9: fonts, files, logo */
	size_t fixed_at[5];
};

/* Widths need not be right to cost what right ones cost. */
struct bench_floor *bench_floor_open(void)
{
	struct arena *a = arena_open();
	struct bench_floor *f = ARENA_NEW(a, struct bench_floor);
	struct buf b = BUF_MAX(1u << 20);
	struct fail why;
	struct str ttf;

	*f = (struct bench_floor){.a = a,
				  .z = libdeflate_alloc_compressor(6),
				  .out = BUF_MAX(1u << 20),
				  .ops = BUF_MAX(1u << 20)};
	if (!f->z || fs_read(a, FONT, 4u << 20, &ttf, &why))
		abort();
	for (int i = 0; i < 256; i++)
		f->width[i] = (double)(i % 3 + 5) * SIZE / 12;
	for (int i = 0; i < 5; i++) {
		f->fixed_at[i] = b.n;
		buf_fmt(&b, "%d 0 obj\n<</Length %d>>\nstream\n", i + 5, FIXED);
		buf_add(&b, str_head(str_from(ttf, 50000 + FIXED * (size_t)i), FIXED));
		BUF_ADD(&b, "\nendstream\nendobj\n");
	}
	f->fixed = buf_keep(&b, a);
	return f;
}

void bench_floor_close(struct bench_floor *f)
{
	libdeflate_free_compressor(f->z);
	buf_free(&f->out);
	buf_free(&f->ops);
	arena_close(f->a);
}

static void paragraph(struct bench_floor *f, struct str text, int *y)
{
	double w = 0;
	size_t from = 0, blank = 0;

	for (size_t i = 0; i < text.n; i++) {
		w += f->width[(unsigned char)text.p[i]];
		if (text.p[i] == ' ')
			blank = i;
		if (w < WIDE || !blank)
			continue;
		buf_fmt(&f->ops, "1 0 0 1 85 %d Tm %d Tw (" STR_FMT ") Tj\n", *y,
			(int)(w - WIDE),
			STR_ARG(str_head(str_from(text, from), blank - from)));
		from = blank + 1;
		w = 0;
		i = blank;
		blank = 0;
		*y -= 15;
	}
	buf_fmt(&f->ops, "1 0 0 1 85 %d Tm 0 Tw (" STR_FMT ") Tj\n", *y,
		STR_ARG(str_from(text, from)));
	*y -= 20;
}

struct str bench_floor_write(struct bench_floor *f, struct arena *a, int i)
{
	struct bench_letter l = bench_letter(a, i);
	size_t at[5], xref, n;
	int y = 700;

	f->ops.n = f->out.n = 0;
	BUF_ADD(&f->ops, "q 60 0 0 60 85 830 cm /Im1 Do Q BT /F2 12 Tf\n");
	paragraph(f, l.number, &y);
	BUF_ADD(&f->ops, "/F1 12 Tf\n");
	for (int k = 0; k < BENCH_PARAS; k++)
		paragraph(f, l.para[k], &y);
	BUF_ADD(&f->ops, "ET\n");
	n = libdeflate_zlib_compress(f->z, f->ops.p, f->ops.n, f->packed,
				     sizeof f->packed);
	BUF_ADD(&f->out, "%PDF-1.4\n");
	at[1] = f->out.n;
	BUF_ADD(&f->out, "1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n");
	at[2] = f->out.n;
	BUF_ADD(&f->out, "2 0 obj\n<</Type /Pages /Kids [3 0 R] /Count 1>>\nendobj\n");
	at[3] = f->out.n;
	BUF_ADD(&f->out,
		"3 0 obj\n<</Type /Page /Parent 2 0 R /MediaBox [0 0 609 935] "
		"/Contents 4 0 R /Resources <</Font <</F1 5 0 R /F2 6 0 R>> /XObject "
		"<</Im1 9 0 R>>>>>>\nendobj\n");
	at[4] = f->out.n;
	buf_fmt(&f->out, "4 0 obj\n<</Length %zu /Filter /FlateDecode>>\nstream\n", n);
	buf_add(&f->out, (struct str){(char *)f->packed, n});
	BUF_ADD(&f->out, "\nendstream\nendobj\n");
	size_t fixed = f->out.n;

	buf_add(&f->out, f->fixed);
	xref = f->out.n;
	BUF_ADD(&f->out, "xref\n0 10\n0000000000 65535 f \n");
	for (int k = 1; k < 10; k++)
		buf_fmt(&f->out, "%010zu 00000 n \n",
			k < 5 ? at[k] : fixed + f->fixed_at[k - 5]);
	buf_fmt(&f->out, "trailer\n<</Size 10 /Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
		xref);
	return buf_str(&f->out);
}
