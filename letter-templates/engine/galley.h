/* galley.h - text becomes lines, lines become boxes, boxes become pages.  Private.
 *
 * SHAPE  points; a box's operations are drawn relative to its top, x from the page's
 * left. BREAK  lines of a paragraph are chosen together (least sum of squared badness,
 * after Knuth and Plass 1981), not one after the other, and words of a justified one are
 *        parted when it would else be too loose; a word wider than its line is cut.  A
 * page ends only behind a box without `keep`. OWNER  everything lives in the arena of the
 * job.
 */
#ifndef TPL_GALLEY_H
#define TPL_GALLEY_H
#include "letters.h"
#include "model.h"
#include "parting.h"

struct span {
	struct str text; /* UTF-8 */
	int face;        /* enum pdf_face */
	bool underline;
};

struct run {
	struct str text; /* WinAnsi */
	int face;
	bool underline;
	double w;
};

enum op_kind { OP_TEXT, OP_RULE, OP_FRAME, OP_LOGO, OP_QR };

struct op {
	enum op_kind kind;
	bool late;   /* number or day: see enum tpl_late */
	bool inside; /* the line goes on without a blank */
	int tag;     /* element it is read aloud with; 0: none */
	bool second; /* OP_LOGO: the emblem at the right */
	double x, y, w, h, size, tw;
	const struct run *runs;
	size_t runs_n;
	struct str text;
};

/* May the page end behind it? */
enum keep {
	ENDS,
	TOGETHER, /* no: a heading, a signature, what belongs together               */
	TIDY      /* only where nothing else is left: widow, orphan, a parted word   */
};

enum sheet_way { SHEET_SAME, SHEET_STANDING, SHEET_LYING };

struct box {
	double h;
	size_t op0, op_n;
	enum keep keep;
	bool space;
	bool apart;                /* signature, copies: no catchword leads to it */
	bool page;                 /* begins a page */
	enum sheet_way sheet;      /* of that page */
	bool from_above, to_below; /* part of a table's row that goes over the page */
	int head; /* box that is repeated when a page begins with this one, or -1 */
};

/* What stands outside the text, on every page: margin.c. */
struct margin {
	enum page_no no;

	bool dashes;        /* "- 2 -", else "2"                                      */
	bool catchword;     /* first word of the next page at the foot, with three dots */
	struct str secrecy; /* red at the head and the foot                           */
	struct str copy;    /* "Salinan ke-1 dari 3", on the first page               */
	struct str foot;    /* a sentence at the foot of every page                   */
};

/* The paper under the text; tpl_turn() keeps it. */
struct paper {
	double w, h;
	double column; /* the text's width before the sheet was first turned; 0: never */
	double room;   /* height of a table's row from which on it may be cut; 0: never */
};

struct galley {
	struct arena *a;
	const struct tpl_font *font[FACE__ALL];
	struct tpl_letters *letters; /* NULL: Windows-1252 alone */
	double size, lead, x, w;     /* type, line height, text column */
	struct op *ops;
	size_t ops_n, ops_cap;
	struct box *boxes;
	size_t boxes_n, boxes_cap;
	struct arena *faults_in;
	struct tpl_faults *faults;         /* NULL: a missing letter becomes a mark */
	const struct tpl_parting *parting; /* NULL: no word is parted */
	struct tpl_parting_memory *parted; /* of this thread, or NULL */
	struct str field;
	int line;
	int32_t missing[8];
	size_t missing_n;
	bool late;             /* what is drawn now is the number or the day */
	struct pdf_tags *tags; /* NULL: this page is not tagged */
	int tag;               /* what is drawn now belongs to; see tpl_tag() */
	int auto_tag, auto_in; /* the paragraph that was made for a box's text */
	size_t auto_box;
	struct margin margin;
	size_t backdrop; /* box, from 1, that lies under every page and in none; 0: none
			  */
	struct paper paper;
};

/* What is drawn from now on is a new last kid of `parent` (0: the document); returns it.
 * Put fl->tag back to 0, or to another element, when it is complete.  Text without an
 * element, or right inside a list, a row …, becomes a paragraph of its box. */
int tpl_tag(struct galley *, int parent, enum pdf_role);
/* The picture that was drawn last is read aloud as `alt`. */
void tpl_tag_figure(struct galley *, struct str alt);

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT, ALIGN_BLOCK };

void tpl_start(struct galley *, struct arena *, const struct tpl_font *faces, double size,
	       double spacing, double x, double w);
/* Letters beyond Windows-1252 go into l, which is the document's. */
void tpl_use_letters(struct galley *, struct tpl_letters *);

/* The bytes of a text, and which of them are of the faces FACE_EXTRA. */
struct letters {
	struct str text;
	const bool *extra;
};
struct letters tpl_letters_of(struct galley *, struct str utf8);
/* In Windows-1252 alone. */
struct str tpl_encode(struct galley *, struct str utf8);
double tpl_width(const struct galley *, int face, double size, struct str utf8);
struct box *tpl_box(struct galley *, double h, enum keep);
void tpl_space(struct galley *, double h);
void tpl_keep_last(struct galley *,
		   size_t boxes); /* glue the last boxes to what follows */
/* Glue the last lines of text, with what stands between them, to what follows. */
void tpl_keep_lines(struct galley *, size_t lines);
/* What follows begins a new page, on a lying or a standing sheet; x and w of the galley
 * are those of that sheet from now on.  Margins stay where they are to the reader. */
void tpl_turn(struct galley *, bool lying);

/* One unbroken line in the current box at (x, y of its top). */
void tpl_put(struct galley *, int face, double x, double y, enum align, struct str utf8);
void tpl_rule(struct galley *, double x, double y, double w, double width);
void tpl_frame(struct galley *, double x, double y, double w, double h);

struct lines {
	struct run **runs; /* of each line */
	size_t *runs_n;
	double *w, *stretch; /* natural width; extra for each blank when justified */
	bool *inside;        /* ends in the middle of a word */
	bool *parted;        /* ends in a hyphen: nothing to end a page with */
	size_t n;
};
/* Breaks into lines of width w (first line shorter by indent). */
struct lines tpl_break(struct galley *, const struct span *, size_t n, double w,
		       double indent, double size, bool justify);
/* Puts line i of them into the current box. */
void tpl_put_line(struct galley *, const struct lines *, size_t i, double x, double y,
		  double w, enum align);
/* How line i of a paragraph may end a page. */
enum keep tpl_tidy(const struct lines *, size_t i);
/* A paragraph as boxes of one line, without widows and orphans. */
void tpl_para(struct galley *, const struct span *, size_t n, double x, double w,
	      double indent, enum align, bool keep);

/* Draws one box on the last page, its top at `top`; how: first or last on its page, a
 * head drawn again. */
enum { DRAW_FIRST = 1, DRAW_LAST = 2, DRAW_AGAIN = 4 };

void tpl_draw(struct galley *, struct pdf *, size_t box, double top, enum tpl_late,
	      unsigned how);

/* The margins of the page that was just begun, whose text stands between top and bottom.
 */
void tpl_margin_begin(struct galley *, struct pdf *, double top, double bottom);
/* The catchword on the page that ends, when the text goes on with box `next`. */
void tpl_margin_end(struct galley *, struct pdf *, double bottom, size_t next);

/* Cuts into pages and draws.  top1: where the first page begins. */
void tpl_paginate(struct galley *, struct pdf *, double top1, double top, double bottom,
		  enum tpl_late, struct str mark);
#endif
