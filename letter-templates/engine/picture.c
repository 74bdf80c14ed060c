/* Pictures: PNG files decoded and checked here, and QR codes drawn as rectangles. */
#include "pdf.h"
#include <png.h>
#include <qrencode.h>
#include <stdlib.h>
#include <zlib.h>

#define SIDE_MAX 4000

enum err tpl_image_read(struct tpl_image *im, struct str png, struct fail *f)
{
	png_image p = {.version = PNG_IMAGE_VERSION};
	png_color white = {255, 255, 255};
	enum err e = ERR_OK;

	*im = (struct tpl_image){0};
	if (!png_image_begin_read_from_memory(&p, png.p, png.n))
		return FAIL(f, ERR_INVALID, "bad-logo", "logo",
			    "Logo bukan berkas PNG yang dapat dibaca; simpan ulang "
			    "sebagai PNG.");
	if (p.width > SIDE_MAX || p.height > SIDE_MAX) {
		png_image_free(&p);
		return FAIL(f, ERR_LIMIT, "bad-logo", "logo",
			    "Logo lebih besar dari %d x %d titik; perkecil dahulu.",
			    SIDE_MAX, SIDE_MAX);
	}
	p.format = PNG_FORMAT_RGB;
	size_t n = PNG_IMAGE_SIZE(p);
	unsigned char *raw = malloc(n);
	uLongf packed = compressBound(n);

	im->rgb = malloc(packed);
	if (!raw || !im->rgb)
		abort();
	if (!png_image_finish_read(&p, &white, raw, 0, NULL))
		e = FAIL(f, ERR_INVALID, "bad-logo", "logo",
			 "Logo PNG rusak di tengah berkas; simpan ulang gambarnya.");
	else if (compress2(im->rgb, &packed, raw, n, 9) != Z_OK)
		abort();
	im->w = (int)p.width;
	im->h = (int)p.height;
	im->rgb_n = packed;
	png_image_free(&p);
	free(raw);
	if (e)
		tpl_image_free(im);
	return e;
}

void tpl_image_free(struct tpl_image *im)
{
	free(im->rgb);
	*im = (struct tpl_image){0};
}

bool tpl_pdf_qr(struct pdf *p, size_t i, double x, double y, double side, struct str text)
{
	struct buf *b = tpl_pdf_ops(p, i);
	QRcode *q = QRcode_encodeData((int)text.n, (const unsigned char *)text.p, 0,
				      QR_ECLEVEL_M);

	if (!q)
		return false;
	double m = side / q->width;

	for (int r = 0; r < q->width; r++)
		for (int c = 0; c < q->width; c++) {
			int from = c;

			while (c < q->width && q->data[r * q->width + c] & 1)
				c++;
			if (c == from)
				continue;
			tpl_pdf_num(b, x + from * m);
			tpl_pdf_num(b, p->h - y - (r + 1) * m);
			tpl_pdf_num(b, (c - from) * m);
			tpl_pdf_num(b, m);
			BUF_ADD(b, "re ");
		}
	BUF_ADD(b, "f\n");
	QRcode_free(q);
	return true;
}
