/* pdf.h - the only door to libharu: pages of drawing operators become one PDF.
 *
 * SHAPE   units are points, the origin is the page's TOP left corner, y grows downward.
 *         Pages are kept as operator text until tpl_pdf_end(), so that "halaman x dari y"
 *         can be drawn when y is known.
 * R1      no clock, no random number: dates and the file's ID come from the caller and
 *         from the content alone.
 * WHY     libharu's own font path costs 10 ms a document (it walks 65 536 code points
 *         for each font) and its picture loader aborts on damaged files; so fonts and
 *         pictures come here ready and deflated, and libharu writes the objects.
 * OWNER   pdf_open/tpl_pdf_close; one pdf, one thread; fonts and pictures belong to
 * others.
 */
#ifndef TPL_PDF_H
#define TPL_PDF_H
#include "buf.h"
#include "clock.h"
#include "err.h"
#include "font.h"

enum pdf_face { FACE_PLAIN, FACE_BOLD, FACE_ITALIC, FACE_BOLD_ITALIC, FACE__COUNT };

struct tpl_image {
	int w, h;
	unsigned char *rgb; /* deflated, 8-bit RGB, no alpha */
	size_t rgb_n;
};

/* PNG (any kind) flattened on white; refuses what is no PNG or over 4000 x 4000. */
enum err tpl_image_read(struct tpl_image *, struct str png, struct fail *) MUST_CHECK;
void tpl_image_free(struct tpl_image *);

struct pdf_page {
	struct buf ops;
};

struct pdf {
	void *doc; /* HPDF_Doc */
	const struct tpl_font *font[FACE__COUNT];
	const struct tpl_image *logo;
	double w, h;
	struct pdf_page *pages;
	size_t n, cap;
	bool used[FACE__COUNT];
};

enum err tpl_pdf_open(struct pdf *, struct fail *) MUST_CHECK;
void tpl_pdf_close(struct pdf *);
void tpl_pdf_begin(struct pdf *, double w, double h, const struct tpl_font *const font[]);
/* The operators of a new page. */
void tpl_pdf_page(struct pdf *);
enum err tpl_pdf_end(struct pdf *, struct str title, struct str author, struct day,
		     struct buf *out, struct fail *) MUST_CHECK;

/* Drawing on page `i`; text is WinAnsi bytes. */
void tpl_pdf_num(struct buf *, double); /* two decimals and a blank */
void tpl_pdf_string(struct buf *, struct str);
void tpl_pdf_text(struct pdf *, size_t i, enum pdf_face, double size, double x, double y,
		  struct str);
void tpl_pdf_line(struct pdf *, size_t i, double x1, double y1, double x2, double y2,
		  double width);
void tpl_pdf_fill(struct pdf *, size_t i, double x, double y, double w, double h);
void tpl_pdf_box(struct pdf *, size_t i, double x, double y, double w, double h,
		 double width);
void tpl_pdf_logo(struct pdf *, size_t i, double x, double y, double w, double h);
/* DEMO in pale grey across the page, under everything else. */
void tpl_pdf_mark(struct pdf *, size_t i, struct str word);
/* A QR of `text` as merged rectangles; false: too long. */
bool tpl_pdf_qr(struct pdf *, size_t i, double x, double y, double side, struct str text);
double tpl_pdf_width(const struct tpl_font *, double size, struct str winansi);
#endif
