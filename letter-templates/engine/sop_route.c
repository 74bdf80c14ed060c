#include "sop_route.h"

#define CLEAR 1.0 /* between a word and a line */
#define LANE  3.5 /* between two lanes */
#define EDGE  2.6 /* between a lane and the edge of its column */

enum side { LEFT, RIGHT, SIDES };

struct lane {
	size_t page;
	double x, y1, y2;
	int to;
};

struct way { /* one that is not to the next row */
	int from, to;
	bool is_no;
};

struct router {
	struct arena *a;
	const struct route_chart *c;
	struct route *out;
	struct lane *lanes;
	size_t lanes_n;
	bool *exits[SIDES], *entries[SIDES]; /* of rows */
	char *letter_of;                     /* of the row a plug leads to */
	char letter;
};

double sop_column_x(const struct route_chart *c, size_t col)
{
	return c->left + c->col_w * ((double)col + 0.5);
}

static const struct route_row *row(const struct router *r, int i)
{
	return &r->c->rows[i];
}

static size_t first_of(const struct route_row *r)
{
	size_t i = 0;

	while (i < 31 && !(r->actors >> i & 1))
		i++;
	return i;
}

static size_t last_of(const struct route_row *r)
{
	size_t i = 31;

	while (i && !(r->actors >> i & 1))
		i--;
	return i;
}

static struct route_mark *mark(struct router *r, enum route_kind kind, size_t page,
			       double x1, double y1, double x2, double y2)
{
	struct route *o = r->out;

	if (o->n == o->cap) {
		size_t more = o->cap ? o->cap * 2 : 64;
		struct route_mark *wider = ARENA_ARRAY(r->a, struct route_mark, more);

		for (size_t i = 0; i < o->n; i++)
			wider[i] = o->marks[i];
		o->marks = wider;
		o->cap = more;
	}
	o->marks[o->n] = (struct route_mark){kind, page, x1, y1, x2, y2, 0};
	return &o->marks[o->n++];
}

static void plug(struct router *r, size_t page, double x, double y, char letter)
{
	mark(r, ROUTE_PLUG_AT, page, x, y, x, y)->letter = letter;
}

static char next_letter(struct router *r)
{
	char l = r->letter;

	r->letter = l == 'Z' ? 'a' : (char)(l + 1);
	return l;
}

/* ---- the way on ---- */

/* The columns of two rows that lie nearest to each other. */
static void nearest(const struct route_row *from, const struct route_row *to, size_t *a,
		    size_t *b)
{
	size_t best = 1000;

	*a = first_of(from);
	*b = first_of(to);
	for (size_t i = 0; i < 32; i++) {
		for (size_t k = 0; k < 32; k++) {
			size_t far = i > k ? i - k : k - i;

			if (!(from->actors >> i & 1) || !(to->actors >> k & 1) ||
			    far >= best)
				continue;
			best = far;
			*a = i;
			*b = k;
		}
	}
}

static void way_on(struct router *r, int i)
{
	const struct route_row *from = row(r, i), *to = row(r, i + 1);
	double x1, x2, y1 = from->mid + from->half_h, y2 = to->mid - to->half_h;
	double channel = to->top + ROUTE_CHANNEL;
	size_t a, b;

	nearest(from, to, &a, &b);
	x1 = sop_column_x(r->c, a);
	x2 = sop_column_x(r->c, b);
	if (from->page != to->page) {
		double out = from->top + from->h - ROUTE_PLUG - 2,
		       in = to->top + ROUTE_PLUG + 2;
		char letter = next_letter(r);

		mark(r, ROUTE_HEAD, from->page, x1, y1, x1, out - ROUTE_PLUG);
		plug(r, from->page, x1, out, letter);
		plug(r, to->page, x2, in, letter);
		mark(r, ROUTE_HEAD, to->page, x2, in + ROUTE_PLUG, x2, y2);
		return;
	}
	if (a == b) {
		mark(r, ROUTE_HEAD, from->page, x1, y1, x1, y2);
		return;
	}
	mark(r, ROUTE_LINE, from->page, x1, y1, x1, channel);
	mark(r, ROUTE_LINE, from->page, x1, channel, x2, channel);
	mark(r, ROUTE_HEAD, from->page, x2, channel, x2, y2);
}

/* ---- other ways ---- */

static double edge(const struct router *r, int i, enum side s)
{
	const struct route_row *o = row(r, i);

	return s == RIGHT ? sop_column_x(r->c, last_of(o)) + r->c->half_w
			  : sop_column_x(r->c, first_of(o)) - r->c->half_w;
}

static bool taken(const struct router *r, size_t page, double x, double y1, double y2,
		  int to)
{
	for (size_t i = 0; i < r->lanes_n; i++) {
		const struct lane *l = &r->lanes[i];
		double apart = l->x > x ? l->x - x : x - l->x;

		if (l->page == page && l->to != to && apart < LANE - 0.5 &&
		    l->y1 < y2 + LANE && y1 < l->y2 + LANE)
			return true;
	}
	return false;
}

struct choice {
	enum side side;
	double x, cost;
	bool found;
};

/* Is the lane free?  The nearest that is becomes the choice. */
static bool try_lane(const struct router *r, const struct way *w, enum side s, double x,
		     struct choice *best)
{
	const struct route_row *from = row(r, w->from), *to = row(r, w->to);
	double y1 = from->mid < to->mid ? from->mid : to->mid,
	       y2 = from->mid < to->mid ? to->mid : from->mid;
	double a = x - edge(r, w->from, s), b = x - edge(r, w->to, s);
	double cost = (a < 0 ? -a : a) + (b < 0 ? -b : b) + (s == LEFT ? 0.1 : 0);

	if (taken(r, from->page, x, y1, y2, w->to))
		return false;
	if (!best->found || cost < best->cost)
		*best = (struct choice){s, x, cost, true};
	return true;
}

/* Every lane of one side: in each column from the outer symbol of the two outward, the
 * one by the column's edge first; an arrow's head must have room before the symbol. */
static void try_side(const struct router *r, const struct way *w, enum side s,
		     struct choice *best)
{
	const struct route_chart *c = r->c;
	const struct route_row *from = row(r, w->from), *to = row(r, w->to);
	size_t a = s == RIGHT ? last_of(from) : first_of(from),
	       b = s == RIGHT ? last_of(to) : first_of(to);

	if (r->exits[s][w->from] || r->entries[s][w->from] || r->exits[s][w->to])
		return;
	for (size_t j = 0; j < c->cols; j++) {
		if (s == RIGHT ? j < a || j < b : j > a || j > b)
			continue;
		for (double off = c->col_w / 2 - EDGE; off >= c->half_w + EDGE - 1;
		     off -= LANE) {
			double x = sop_column_x(c, j) + (s == RIGHT ? off : -off);

			if (try_lane(r, w, s, x, best))
				break;
		}
	}
}

static void way_on_page(struct router *r, const struct way *w)
{
	const struct route_row *from = row(r, w->from), *to = row(r, w->to);
	struct choice best = {RIGHT, 0, 0, false};

	try_side(r, w, RIGHT, &best);
	try_side(r, w, LEFT, &best);
	if (!best.found) /* no lane is free: along the outer edge, over another */
		best.x = r->c->left + r->c->col_w * (double)r->c->cols - 2;
	r->exits[best.side][w->from] = true;
	r->entries[best.side][w->to] = true;
	r->lanes[r->lanes_n++] = (struct lane){
		from->page, best.x, from->mid < to->mid ? from->mid : to->mid,
		from->mid < to->mid ? to->mid : from->mid, w->to};
	mark(r, ROUTE_LINE, from->page, edge(r, w->from, best.side), from->mid, best.x,
	     from->mid);
	mark(r, ROUTE_LINE, from->page, best.x, from->mid, best.x, to->mid);
	mark(r, ROUTE_HEAD, to->page, best.x, to->mid, edge(r, w->to, best.side),
	     to->mid);
}

/* The plug in the strip, from which the row is entered: at its right side, or from above
 * when a way leaves there. */
static void come_in(struct router *r, int i, double strip, char letter)
{
	const struct route_row *to = row(r, i);
	double x = sop_column_x(r->c, last_of(to)), y = to->top + ROUTE_CHANNEL + 1;

	if (!to->decision && !r->exits[RIGHT][i]) {
		plug(r, to->page, strip, to->mid, letter);
		mark(r, ROUTE_HEAD, to->page, strip - ROUTE_PLUG, to->mid,
		     edge(r, i, RIGHT), to->mid);
		r->entries[RIGHT][i] = true;
		return;
	}
	plug(r, to->page, strip, y, letter);
	mark(r, ROUTE_LINE, to->page, strip - ROUTE_PLUG, y, x, y);
	mark(r, ROUTE_HEAD, to->page, x, y, x, to->mid - to->half_h);
}

static void way_off_page(struct router *r, const struct way *w)
{
	const struct route_row *from = row(r, w->from);
	double strip = r->c->left + r->c->col_w * (double)r->c->cols + r->c->strip / 2;

	if (!r->letter_of[w->to]) {
		r->letter_of[w->to] = next_letter(r);
		come_in(r, w->to, strip, r->letter_of[w->to]);
	}
	mark(r, ROUTE_HEAD, from->page, edge(r, w->from, RIGHT), from->mid,
	     strip - ROUTE_PLUG, from->mid);
	plug(r, from->page, strip, from->mid, r->letter_of[w->to]);
	r->exits[RIGHT][w->from] = true;
}

/* ---- the words at a decision ---- */

static bool apart(double a1, double a2, double b1, double b2)
{
	return (a1 < a2 ? a2 : a1) <= (b1 < b2 ? b1 : b2) ||
	       (b1 < b2 ? b2 : b1) <= (a1 < a2 ? a1 : a2);
}

/* Is the rectangle clear of every line, symbol and word of its page? */
static bool is_clear(const struct router *r, size_t page, double x, double y, double w,
		     double h)
{
	const struct route_chart *c = r->c;

	for (size_t i = 0; i < r->out->n; i++) {
		const struct route_mark *m = &r->out->marks[i];
		double pad = m->kind == ROUTE_PLUG_AT ? ROUTE_PLUG : CLEAR;

		if (m->page == page && !apart(x - pad, x + w + pad, m->x1, m->x2) &&
		    !apart(y - pad, y + h + pad, m->y1, m->y2))
			return false;
	}
	for (size_t j = 0; j <= c->cols; j++) {
		double line = c->left + c->col_w * (double)j;

		if (line > x - CLEAR && line < x + w + CLEAR)
			return false;
	}
	return true;
}

/* How wide a diamond is at a distance from its middle. */
static double half_at(const struct router *r, const struct route_row *o, double off)
{
	off = off < 0 ? -off : off;
	return off >= o->half_h ? 0 : r->c->half_w * (1 - off / o->half_h);
}

/* Beside the diamond: a "no" as near as there is room to the side it leaves at, a "yes"
 * to the corner below. */
static bool word_at(struct router *r, int i, enum route_kind kind, enum side s,
		    bool below, double off)
{
	const struct route_row *o = row(r, i);
	double w = kind == ROUTE_YES ? r->c->yes_w : r->c->no_w, h = r->c->label_h;
	double near = below ? off : -off, wide = half_at(r, o, near) + CLEAR + 0.5;
	double x = sop_column_x(r->c, s == RIGHT ? last_of(o) : first_of(o));
	double y = o->mid + (below ? off : -off - h);

	x = s == RIGHT ? x + wide : x - wide - w;
	if (y < o->top + CLEAR || y + h > o->top + o->h - CLEAR ||
	    !is_clear(r, o->page, x, y, w, h))
		return false;
	(void)mark(r, kind, o->page, x, y, x + w, y + h);
	return true;
}

/* In the next column, by the way it names. */
static bool word_beyond(struct router *r, int i, enum route_kind kind, enum side s)
{
	const struct route_row *o = row(r, i);
	double w = kind == ROUTE_YES ? r->c->yes_w : r->c->no_w, h = r->c->label_h;
	double out = r->c->col_w / 2 + CLEAR + 0.2;
	double x = s == RIGHT ? sop_column_x(r->c, last_of(o)) + out
			      : sop_column_x(r->c, first_of(o)) - out - w;

	if (s == RIGHT ? last_of(o) + 1 >= r->c->cols : first_of(o) == 0)
		return false;
	for (double off = CLEAR; off <= o->half_h; off += 1) {
		for (int below = 0; below < 2; below++) {
			double y = o->mid + (below ? off : -off - h);

			if (!is_clear(r, o->page, x, y, w, h))
				continue;
			(void)mark(r, kind, o->page, x, y, x + w, y + h);
			return true;
		}
	}
	return false;
}

static void word(struct router *r, int i, enum route_kind kind, enum side s, bool below)
{
	const double most = row(r, i)->half_h + 2;

	for (int turn = 0; turn < 4; turn++) {
		enum side on = turn & 1 ? (s == LEFT ? RIGHT : LEFT) : s;
		bool under = turn & 2 ? !below : below;

		for (double off = 0; off <= most; off += 1) {
			if (word_at(r, i, kind, on, under,
				    kind == ROUTE_YES ? most - off : off))
				return;
		}
	}
	if (!word_beyond(r, i, kind, s))
		(void)word_beyond(r, i, kind, s == LEFT ? RIGHT : LEFT);
}

static void words(struct router *r)
{
	for (size_t i = 0; i < r->c->rows_n; i++) {
		if (!row(r, (int)i)->decision)
			continue;
		word(r, (int)i, ROUTE_NO,
		     r->exits[LEFT][i] && !r->exits[RIGHT][i] ? LEFT : RIGHT, false);
		word(r, (int)i, ROUTE_YES, RIGHT, true);
	}
}

/* ---- all of it ---- */

static size_t other_ways(const struct route_row *rows, size_t n, struct way *out)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (rows[i].no != ROUTE_NONE)
			out[k++] = (struct way){(int)i, rows[i].no, true};
		if (rows[i].next != ROUTE_NONE && rows[i].next != (int)i + 1)
			out[k++] = (struct way){(int)i, rows[i].next, false};
	}
	return k;
}

bool sop_route_wants_strip(const struct route_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int no = rows[i].no, next = rows[i].next;

		if (no != ROUTE_NONE && rows[no].page != rows[i].page)
			return true;
		if (next != ROUTE_NONE && next != (int)i + 1 &&
		    rows[next].page != rows[i].page)
			return true;
	}
	return false;
}

void sop_route(struct arena *a, const struct route_chart *c, struct route *out)
{
	struct router r = {.a = a, .c = c, .out = out, .letter = 'A'};
	struct way *ways = ARENA_ARRAY(a, struct way, 2 * c->rows_n + 1);
	size_t n = other_ways(c->rows, c->rows_n, ways);

	*out = (struct route){NULL, 0, 0};
	r.lanes = ARENA_ARRAY(a, struct lane, n + 1);
	r.letter_of = ARENA_ARRAY(a, char, c->rows_n + 1);
	for (int s = 0; s < SIDES; s++) {
		r.exits[s] = ARENA_ARRAY(a, bool, c->rows_n + 1);
		r.entries[s] = ARENA_ARRAY(a, bool, c->rows_n + 1);
	}
	for (size_t i = 0; i + 1 < c->rows_n; i++) {
		if (c->rows[i].next == (int)i + 1)
			way_on(&r, (int)i);
	}
	/* what leaves the page takes the right side; the others find another */
	for (size_t i = 0; i < n; i++) {
		if (row(&r, ways[i].from)->page != row(&r, ways[i].to)->page)
			r.exits[RIGHT][ways[i].from] = true;
	}
	for (size_t i = 0; i < n; i++) {
		if (row(&r, ways[i].from)->page != row(&r, ways[i].to)->page)
			way_off_page(&r, &ways[i]);
	}
	for (size_t i = 0; i < n; i++) {
		if (row(&r, ways[i].from)->page == row(&r, ways[i].to)->page)
			way_on_page(&r, &ways[i]);
	}
	words(&r);
}
