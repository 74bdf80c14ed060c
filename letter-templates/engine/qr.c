/* QR codes drawn as rectangles. */
#include "pdf.h"
#include <qrencode.h>

/* In units of a module, y downward: small whole numbers, a third of the bytes. */
bool tpl_pdf_qr(struct pdf *p, size_t i, double x, double y, double side, struct str text)
{
	struct buf *b = tpl_pdf_ops(p, i);
	QRcode *q = QRcode_encodeData((int)text.n, (const unsigned char *)text.p, 0,
				      QR_ECLEVEL_M);

	if (!q)
		return false;
	buf_fmt(b, "q %.4f 0 0 %.4f ", side / q->width, -side / q->width);
	tpl_pdf_num(b, x);
	tpl_pdf_num(b, p->h - y);
	BUF_ADD(b, "cm\n");
	for (int r = 0; r < q->width; r++)
		for (int c = 0; c < q->width; c++) {
			int from = c;

			while (c < q->width && q->data[r * q->width + c] & 1)
				c++;
			if (c == from)
				continue;
			tpl_pdf_num(b, from);
			tpl_pdf_num(b, r);
			tpl_pdf_num(b, c - from);
			BUF_ADD(b, "1 re ");
		}
	BUF_ADD(b, "f Q\n");
	QRcode_free(q);
	return true;
}
