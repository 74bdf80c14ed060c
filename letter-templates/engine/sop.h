/* sop.h - the sheet of an SOP, laid out: what stands where before it is drawn.  Private.
 *
 * SHAPE  points from the page's top left.  A text's rectangle is that of its ink's line;
 * the cell it must stay in comes with it.  Tests read these pages. SOURCE PermenPANRB
 * 35/2012, appendix: the identity in two columns; No, Kegiatan, Pelaksana, Mutu Baku
 * (kelengkapan, waktu, output), Keterangan; five symbols: capsule, box, diamond, arrow
 * and the plug that leads off the page.
 */
#ifndef TPL_SOP_H
#define TPL_SOP_H
#include "galley.h"

#define SOP_MM   (72 / 25.4)
#define SOP_W    (330 * SOP_MM)
#define SOP_H    (215 * SOP_MM)
#define SOP_SIDE (12 * SOP_MM)
#define SOP_FOOT (SOP_H - SOP_SIDE - 6)
#define SOP_PAD  4.0 /* between a text and its frame */

enum sop_kind {
	SOP_TEXT,
	SOP_WORD, /* Ya, Tidak */
	SOP_GRID,
	SOP_FLOW,
	SOP_HEAD,
	SOP_CAPSULE,
	SOP_PROCESS,
	SOP_DIAMOND,
	SOP_PLUG
};

struct sop_item {
	enum sop_kind kind;
	double x1, y1, x2, y2;
	double cell[4]; /* of a text: left, top, right, bottom */
	bool heavy;     /* of a symbol: the work stands here   */
};

struct sop_cell { /* a place for text */
	double x, y, w, h;
};

struct sop_page {
	struct galley fl, up;     /* up: texts that run upward, a box each, */
	struct sop_cell *up_cell; /* and the cell of each                   */
	struct sop_item *items;
	size_t n, cap;
};

struct sop_sheet {
	struct tpl_letters *letters; /* of the document, beyond Windows-1252; or NULL */
	struct arena *a;
	const struct tpl_engine *t;
	const struct tpl_sop *sop;
	struct sop_page **pages;
	size_t n, cap;
	struct sop_page *page; /* the last */
	double y;              /* where the next thing goes on it */
};

/* How a text is set. */
struct sop_type {
	int face;
	double size;
	enum align align;
};

void sop_page_new(struct sop_sheet *);
struct sop_item *sop_item(struct sop_page *, enum sop_kind, double x1, double y1,
			  double x2, double y2);
void sop_frame(struct sop_page *, struct sop_cell);
struct lines sop_lines(struct sop_sheet *, struct sop_type, double w, struct str);
double sop_lead(struct sop_type);
/* Line i of a text, its top at y of the cell plus down. */
void sop_put(struct sop_page *, struct sop_type, const struct lines *, size_t i,
	     struct sop_cell, double down);
/* A whole text in a cell, from its top or about its middle. */
void sop_text(struct sop_sheet *, struct sop_page *, struct sop_type, struct sop_cell,
	      struct str, bool middle);
/* The same about the middle, running upward. */
void sop_text_up(struct sop_sheet *, struct sop_page *, struct sop_type, struct sop_cell,
		 struct str);
/* Height a text takes in a cell of this width, frame included. */
double sop_height(struct sop_sheet *, struct sop_type, double w, struct str);

void sop_identity(struct sop_sheet *);
enum err sop_table(struct sop_sheet *, struct fail *) MUST_CHECK;
/* Both, and the foot of each page; everything lives in the arena of the sheet. */
enum err sop_lay(struct sop_sheet *, struct fail *) MUST_CHECK;
#endif
