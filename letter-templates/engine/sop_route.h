/* sop_route.h - where the arrows of a flowchart run.  Private; geometry alone.
 *
 * SHAPE  points, y downward, each row on a page of its own count.  A symbol stands in the
 *        middle of its column; left and right of it are lanes, above it a channel.
 * RULE   the way on leaves a symbol below and enters the next from above.  Any other way
 *        leaves at a side, runs in a lane nothing stands in, and enters at a side; two
 *        ways share a lane only to the same row.  What leaves the page goes to a plug
 * with a letter, and comes back at the plug with the same letter.
 */
#ifndef TPL_SOP_ROUTE_H
#define TPL_SOP_ROUTE_H
#include "arena.h"
#include "str.h"

#define ROUTE_NONE    (-1)
#define ROUTE_CHANNEL 6.0 /* below the top of a row: ways across */
#define ROUTE_PLUG    5.5 /* half the width and height of a plug */

struct route_row {
	size_t page;
	double top, h, mid, half_h; /* of the row; of its symbols */
	unsigned actors;            /* bit set over the columns */
	bool decision;
	int next, no; /* rows that follow, counted from 0, or ROUTE_NONE */
};

struct route_chart {
	double left, col_w, half_w; /* of the first column; of columns; of symbols */
	double strip;               /* width right of the columns, for plugs of lanes */
	size_t cols;
	const struct route_row *rows;
	size_t rows_n;
	double yes_w, no_w, label_h; /* the words at a decision */
};

enum route_kind {
	ROUTE_LINE,
	ROUTE_HEAD /* a line with its head at the end */,
	ROUTE_PLUG_AT,
	ROUTE_YES,
	ROUTE_NO
};

struct route_mark {
	enum route_kind kind;
	size_t page;
	double x1, y1, x2, y2; /* a plug: its middle; a word: its rectangle */
	char letter;           /* of a plug */
};

struct route {
	struct route_mark *marks;
	size_t n, cap;
};

double sop_column_x(const struct route_chart *, size_t col); /* its middle */
/* Does a way other than to the next row cross a page?  Then the chart wants a strip. */
bool sop_route_wants_strip(const struct route_row *, size_t n);
/* The result lives in the arena. */
void sop_route(struct arena *, const struct route_chart *, struct route *);
#endif
