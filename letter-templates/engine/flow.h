/* flow.h - text becomes lines, lines become boxes, boxes become pages.  Private.
 *
 * SHAPE  points; a box's operations are drawn relative to its top, x from the page's left.
 * BREAK  lines of a paragraph are chosen together (least sum of squared badness, after
 *        Knuth and Plass 1981), not one after the other; a word wider than its line is
 *        cut.  A page ends only behind a box without `keep`.
 * OWNER  everything lives in the arena of the job.
 */
#ifndef TPL_FLOW_H
#define TPL_FLOW_H
#include "model.h"

struct span {
	struct str text; /* UTF-8 */
	int        face; /* enum pdf_face */
	bool       underline;
};
struct run {
	struct str text; /* WinAnsi */
	int        face;
	bool       underline;
	double     w;
};
enum op_kind { OP_TEXT, OP_RULE, OP_FRAME, OP_LOGO, OP_QR };
struct op {
	enum op_kind      kind;
	bool              late; /* number or day: see enum tpl_late */
	double            x, y, w, h, size, tw;
	const struct run *runs;
	size_t            runs_n;
	struct str        text;
};
struct box {
	double h;
	size_t op0, op_n;
	bool   keep, space;
	int    head; /* box that is repeated when a page begins with this one, or -1 */
};
struct flow {
	struct arena          *a;
	const struct tpl_font *font[FACE__COUNT];
	double                 size, lead, x, w; /* type, line height, text column */
	struct op             *ops;
	size_t                 ops_n, ops_cap;
	struct box            *boxes;
	size_t                 boxes_n, boxes_cap;
	struct arena          *faults_in;
	struct tpl_faults     *faults; /* NULL: a missing letter becomes a mark */
	struct str             field;
	int                    line;
	int32_t                missing[8];
	size_t                 missing_n;
	bool                   late; /* what is drawn now is the number or the day */
};
enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT, ALIGN_BLOCK };

void        flow_start(struct flow *, struct arena *, const struct tpl_font *faces,
                       double size, double spacing, double x, double w);
struct str  flow_encode(struct flow *, struct str utf8);
double      flow_width(const struct flow *, int face, double size, struct str utf8);
struct box *flow_box(struct flow *, double h, bool keep);
void        flow_space(struct flow *, double h);
void        flow_keep_last(struct flow *, size_t boxes); /* glue the last boxes to what follows */

/* One unbroken line in the current box at (x, y of its top). */
void flow_put(struct flow *, int face, double x, double y, enum align, struct str utf8);
void flow_rule(struct flow *, double x, double y, double w, double width);
void flow_frame(struct flow *, double x, double y, double w, double h);

struct lines {
	struct run **runs; /* of each line */
	size_t      *runs_n;
	double      *w, *stretch; /* natural width; extra for each blank when justified */
	size_t       n;
};
/* Breaks into lines of width w (first line shorter by indent). */
struct lines flow_break(struct flow *, const struct span *, size_t n, double w, double indent,
                        double size, bool justify);
/* Puts line i of them into the current box. */
void flow_put_line(struct flow *, const struct lines *, size_t i, double x, double y,
                   double w, enum align);
/* A paragraph as boxes of one line, without widows and orphans. */
void flow_para(struct flow *, const struct span *, size_t n, double x, double w,
               double indent, enum align, bool keep);

/* Cuts into pages and draws.  top1: where the first page begins. */
void flow_paginate(struct flow *, struct pdf *, double top1, double top, double bottom,
                   enum tpl_late, struct str mark);
#endif
