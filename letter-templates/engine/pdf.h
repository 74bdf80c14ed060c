/* pdf.h - the only door to libharu: pages of drawing operators become one PDF.
 *
 * SHAPE   units are points, the origin is the page's TOP left corner, y grows downward.
 *         A page that is full may be finished (tpl_pdf_finish) and then costs what it
 *         takes in the file; what is drawn on it later, as "halaman x dari y" is when y
 *         is known, goes into a content stream of its own.
 * FILE    PDF/A-1b; with an attachment PDF/A-3b.  Tagged: what is drawn while `tag` is
 * set belongs to that element of the structure tree, the rest is an artifact. R1      no
 * clock, no random number: dates and the file's ID come from the caller and from the
 * content alone. SOURCE  ISO 19005-1:2005 6.2 to 6.8, 19005-3:2012 6.8; PDF 1.7 14.6
 * to 14.8. WHY     libharu's own font path costs 10 ms a document (it walks 65 536 code
 * points for each font) and its picture loader aborts on damaged files; so fonts and
 *         pictures come here ready and deflated, and libharu writes the objects.
 * OWNER   pdf_open/tpl_pdf_close; one pdf, one thread; fonts and pictures belong to
 * others.
 */
#ifndef TPL_PDF_H
#define TPL_PDF_H
#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "err.h"
#include "font.h"
#include "hash.h"
#include "letters.h"

enum pdf_face { FACE_PLAIN, FACE_BOLD, FACE_ITALIC, FACE_BOLD_ITALIC, FACE__COUNT };

/* The same four for the letters that Windows-1252 lacks: letters.h. */
enum { FACE_EXTRA = 4, FACE__ALL = 8 };

struct tpl_image {
	int w, h, colours;   /* colours 0: data is RGB, else indices into palette */
	bool drawn;          /* data are operators, see svg.h */
	bool filtered;       /* rows of RGB begin with the number of a PNG filter */
	unsigned char *data; /* deflated, no alpha */
	size_t data_n;
	unsigned char palette[3 * 256];
	struct sha256 id; /* of data */
};

/* PNG (any kind) flattened on white, or SVG of lines and flat colours; refuses what is
 * neither, and PNG over 4000 x 4000. */
enum err tpl_image_read(struct tpl_image *, struct str png, struct fail *) MUST_CHECK;
void tpl_image_free(struct tpl_image *);

/* What every file embeds alike, deflated once: the sRGB profile of icc-profiles-free and
 * the map from the bytes of our text to Unicode. */
struct pdf_stock {
	unsigned char *icc, *unicode;
	size_t icc_n, unicode_n;
};
enum err tpl_stock_load(struct pdf_stock *, const char *icc_path,
			struct fail *) MUST_CHECK;
void tpl_stock_free(struct pdf_stock *);

/* Elements of the structure tree.  One that holds drawn content has no kids. */
enum pdf_role {
	ROLE_DOCUMENT,
	ROLE_H1,
	ROLE_P,
	ROLE_L,
	ROLE_LI,
	ROLE_LBL,
	ROLE_LBODY,
	ROLE_TABLE,
	ROLE_TR,
	ROLE_TH,
	ROLE_TD,
	ROLE_FIGURE,
	ROLE__COUNT
};

struct pdf_tag {
	enum pdf_role role;
	int parent, first, last, next; /* tags; 0: none */
	int mark, mark_last;           /* content on pages, in order; -1: none */
	struct str alt;                /* of a figure; lives until tpl_pdf_end() */
};

struct pdf_mark { /* one marked-content sequence */
	int tag, next, page, mcid, next_on_page;
};

/* tag[0] stands for "artifact", tag[1] is the document; empty: nothing is tagged. */
struct pdf_tags {
	struct pdf_tag *tag;
	struct pdf_mark *mark;
	size_t n, cap, marks_n, marks_cap;
};

/* A new last kid of `parent` (0: the document); returns it, never 0. */
int tpl_tag_new(struct pdf_tags *, int parent, enum pdf_role);
void tpl_tag_alt(struct pdf_tags *, int tag, struct str alt);

struct pdf_page {
	struct buf ops;
	unsigned char *done; /* finished content, deflated; NULL: not finished */
	size_t done_n;
	double w, h;
	int open, mcids, mark, mark_last; /* open: the tag being drawn, -1 none */
};

struct pdf {
	void *doc; /* HPDF_Doc */
	void *deflate;
	const struct pdf_stock *stock;
	const struct tpl_font *font[FACE__ALL];
	struct tpl_letters letters;
	const struct tpl_image *logo[2]; /* at left and at right; NULL: none */
	double w, h; /* of pages that are begun from now on */
	struct pdf_page *pages;
	size_t n, cap;
	bool used[FACE__ALL];
	struct pdf_tags tags;
	int tag;                /* what is drawn now belongs to; 0: artifact */
	struct str attach;      /* XML to embed; {NULL,0}: none */
	struct str attach_what; /* one sentence for people */
};

/* The stock is the engine's and must outlive the pdf. */
enum err tpl_pdf_open(struct pdf *, const struct pdf_stock *, struct fail *) MUST_CHECK;
void tpl_pdf_close(struct pdf *);
void tpl_pdf_begin(struct pdf *, double w, double h, const struct tpl_font *const font[]);
/* The operators of a new page. */
void tpl_pdf_page(struct pdf *);
/* Page `i` is full: its operators are deflated now. */
void tpl_pdf_finish(struct pdf *, size_t i);
enum err tpl_pdf_end(struct pdf *, struct str title, struct str author, struct day,
		     struct buf *out, struct fail *) MUST_CHECK;

/* The pages of `from`, finished, behind those of `to`, which begins like it when it has
 * none.  `from` is empty then; the arena outlives `to`. */
void tpl_pdf_join(struct pdf *to, struct pdf *from, struct arena *);

/* Operators of page `i`, inside the marked content that p->tag asks for. */
struct buf *tpl_pdf_ops(struct pdf *, size_t i);

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
void tpl_pdf_logo(struct pdf *, size_t i, bool second, double x, double y, double w, double h);
/* DEMO in pale grey across the page, under everything else. */
void tpl_pdf_mark(struct pdf *, size_t i, struct str word);
/* A QR of `text` as merged rectangles; false: too long. */
bool tpl_pdf_qr(struct pdf *, size_t i, double x, double y, double side, struct str text);
double tpl_pdf_width(const struct tpl_font *, double size, struct str winansi);
#endif
