/* The table of an SOP and its flowchart: widths, heights, pages, then what is drawn. */
#include "print.h"
#include "sop.h"
#include "sop_route.h"

#define UPPER    14.0 /* above a symbol, in its row */
#define LOWER    10.0
#define SYMBOL   20.0 /* height of a symbol, */
#define DIAMOND  28.0 /* and of a diamond */
#define PLUGGED  14.0 /* more, where a plug stands */
#define STRIP    18.0
#define HEAD_TOP 17.0
#define DASH     8.0 /* parts of an activity are indented */

enum { NO, ACTIVITY, ACTORS, NEEDS, TIME, OUTPUT, NOTE, COLUMNS };

static const struct sop_type PLAIN = {FACE_PLAIN, 8, ALIGN_LEFT};
static const struct sop_type MIDDLE = {FACE_PLAIN, 8, ALIGN_CENTRE};
static const struct sop_type HEAD = {FACE_BOLD, 8, ALIGN_CENTRE};
static const struct sop_type LETTER = {FACE_PLAIN, 6, ALIGN_CENTRE};
static const struct sop_type REMARK = {FACE_ITALIC, 7.5, ALIGN_LEFT};

struct table {
	struct sop_sheet *s;
	struct route_chart chart;
	struct route_row rows[TPL_SOP_ROWS];
	double x[COLUMNS + 1];
	double need[TPL_SOP_ROWS]; /* height of a row's texts */
	double head_h, actor_size, symbol_h, diamond_h, word;
	bool upward;       /* heads of posts */
	size_t first_page; /* of the sheet */
};

/* ---- widths ---- */

static double least(double a, double b)
{
	return a < b ? a : b;
}

/* Actors get what the texts can spare, the texts what the actors do not want. */
static void widths(struct table *t, double strip)
{
	static const double full[COLUMNS] = {22, 165, 0, 100, 46, 95, 62};
	static const double tight[COLUMNS] = {20, 140, 0, 84, 44, 80, 50};
	static const double share[COLUMNS] = {0, 0.4, 0, 0.25, 0, 0.2, 0.15};
	size_t n = t->s->sop->actors_n;
	const double *base = n > 8 ? tight : full;
	double all = SOP_W - 2 * SOP_SIDE - strip, rest = all, most = n < 4 ? 84 : 66,
	       x = SOP_SIDE;

	for (int i = 0; i < COLUMNS; i++)
		rest -= base[i];
	t->chart.col_w = rest / (double)n < most ? rest / (double)n : most;
	rest -= t->chart.col_w * (double)n;
	for (int i = 0; i < COLUMNS; i++) {
		t->x[i] = x;
		x += i == ACTORS ? t->chart.col_w * (double)n + strip
				 : base[i] + rest * share[i];
	}
	t->x[COLUMNS] = SOP_W - SOP_SIDE;
	t->chart.left = t->x[ACTORS];
	t->chart.cols = n;
	t->chart.strip = strip;
	t->chart.half_w = least(t->chart.col_w * 0.3, 24);
	t->symbol_h = least(SYMBOL, t->chart.half_w * 1.24);
	t->diamond_h = least(DIAMOND, t->chart.half_w * 1.9);
	t->word = t->chart.col_w < 32 ? 4.4 : t->chart.col_w < 40 ? 5 : 6;
}

/* The size at which the longest word of all heads fits this room, or 8. */
static double head_size(struct table *t, double room)
{
	const struct tpl_sop *o = t->s->sop;
	double size = 8;

	for (size_t i = 0; i < o->actors_n; i++) {
		struct str rest = o->actors[i], word;

		while (str_cut(&rest, ' ', &word))
			size = least(size, room / (tpl_width(&t->s->page->fl, FACE_BOLD,
							     1.02, word) +
						   0.001));
	}
	return size;
}

/* The most lines a head takes in this width. */
static size_t head_lines(struct table *t, double room)
{
	const struct sop_type head = {FACE_BOLD, t->actor_size, ALIGN_CENTRE};
	size_t most = 1;

	for (size_t i = 0; i < t->s->sop->actors_n; i++) {
		size_t n = sop_lines(t->s, head, room, t->s->sop->actors[i]).n;

		most = n > most ? n : most;
	}
	return most;
}

/* Heads stand level where the longest word fits in a readable size, else they run upward.
 */
static void heads(struct table *t)
{
	double room = t->chart.col_w - 4, lead;

	t->actor_size = head_size(t, room);
	t->upward = t->actor_size < 6;
	if (t->upward)
		t->actor_size = 7;
	lead = sop_lead((struct sop_type){FACE_BOLD, t->actor_size, ALIGN_CENTRE});
	t->head_h = t->upward ? 44 : (double)head_lines(t, room) * lead + 6;
	while (t->upward && t->head_h < 130 &&
	       (head_size(t, t->head_h - 6) < t->actor_size ||
		(double)head_lines(t, t->head_h - 6) * lead > room))
		t->head_h += 6;
	if (t->head_h < 22)
		t->head_h = 22;
}

/* ---- heights and pages ---- */

static double width(const struct table *t, int column)
{
	return t->x[column + 1] - t->x[column];
}

static struct str note_of(struct table *t, const struct tpl_sop_row *r)
{
	struct str way = {NULL, 0};

	if (r->no_to)
		way = arena_fmt(t->s->a, "Tidak: %s ke langkah %d.",
				r->no_to < r->no ? "kembali" : "lanjut", r->no_to);
	if (!r->note.n)
		return way;
	return way.n ? arena_fmt(t->s->a, STR_FMT ". " STR_FMT, STR_ARG(r->note),
				 STR_ARG(way))
		     : r->note;
}

static double need_of(struct table *t, const struct tpl_sop_row *r)
{
	struct str text[COLUMNS] = {[NEEDS] = r->requirement,
				    [TIME] = r->time,
				    [OUTPUT] = r->output,
				    [NOTE] = note_of(t, r)};
	double h = sop_height(t->s, PLAIN, width(t, ACTIVITY), r->activity), most;

	for (size_t i = 0; i < r->details.n; i++)
		h += sop_height(t->s, PLAIN, width(t, ACTIVITY) - DASH,
				r->details.items[i]) -
		     2 * SOP_PAD;
	most = h;
	for (int i = NEEDS; i < COLUMNS; i++) {
		h = sop_height(t->s, PLAIN, width(t, i), text[i]);
		if (h > most)
			most = h;
	}
	return most;
}

static void rows(struct table *t)
{
	const struct tpl_sop *o = t->s->sop;

	for (size_t i = 0; i < o->rows_n; i++) {
		const struct tpl_sop_row *r = &o->rows[i];
		double h = UPPER + LOWER + (r->no_to ? t->diamond_h : t->symbol_h);
		bool last = i + 1 == o->rows_n;

		t->need[i] = need_of(t, r);
		t->rows[i] =
			(struct route_row){.h = t->need[i] > h ? t->need[i] : h,
					   .half_h = (r->no_to ? DIAMOND : SYMBOL) / 2,
					   .actors = r->actors,
					   .decision = r->no_to > 0,
					   .next = r->ends || last ? ROUTE_NONE
						   : r->next_to    ? r->next_to - 1
								   : (int)i + 1,
					   .no = r->no_to ? r->no_to - 1 : ROUTE_NONE};
	}
}

static double table_top(const struct table *t)
{
	return SOP_SIDE + HEAD_TOP + t->head_h;
}

/* A row whose way on leaves the page is made higher by a plug, and so is the one it
 * comes back in. */
static enum err pages(struct table *t, struct fail *f)
{
	size_t page = 0, n = t->s->sop->rows_n;
	double y = table_top(t), in = 0;

	for (size_t i = 0; i < n; i++) {
		struct route_row *r = &t->rows[i];
		double out = i + 1 < n ? PLUGGED : 0, upper = UPPER + in, lower = LOWER;

		if (y + r->h + in + out > SOP_FOOT && y > table_top(t)) {
			bool goes_on = t->rows[i - 1].next == (int)i;

			t->rows[i - 1].h += goes_on ? PLUGGED : 0;
			page++;
			y = table_top(t);
			in = goes_on ? PLUGGED : 0;
			upper = UPPER + in;
		}
		if (y + r->h + in + out > SOP_FOOT)
			return FAIL(f, ERR_LIMIT, "sop-row", NULL,
				    "Langkah %d terlalu panjang untuk satu halaman SOP; "
				    "singkatkan "
				    "kegiatan atau kelengkapannya.",
				    t->s->sop->rows[i].no);
		r->page = page;
		r->top = y;
		r->h += in;
		r->mid = y + upper + (r->h - upper - lower) / 2;
		y += r->h;
		in = 0;
	}
	return ERR_OK;
}

/* ---- what is drawn ---- */

static struct sop_cell cell(const struct table *t, int column, double y, double h)
{
	return (struct sop_cell){t->x[column], y, width(t, column), h};
}

static struct sop_cell inner(struct sop_cell c)
{
	return (struct sop_cell){c.x + SOP_PAD, c.y + SOP_PAD, c.w - 2 * SOP_PAD,
				 c.h - 2 * SOP_PAD};
}

static void title(struct table *t, struct sop_cell c, const char *word)
{
	sop_frame(t->s->page, c);
	sop_text(t->s, t->s->page, HEAD,
		 (struct sop_cell){c.x + 1, c.y + 1, c.w - 2, c.h - 2}, str_c(word),
		 true);
}

static void table_head(struct table *t)
{
	static const char *const WORDS[COLUMNS] = {"No",          "Kegiatan", "Pelaksana",
						   "Kelengkapan", "Waktu",    "Output",
						   "Keterangan"};
	const struct tpl_sop *o = t->s->sop;
	double y = SOP_SIDE, all = HEAD_TOP + t->head_h;

	for (int i = 0; i < COLUMNS; i++) {
		bool quality = i == NEEDS || i == TIME || i == OUTPUT;

		title(t,
		      cell(t, i, quality ? y + HEAD_TOP : y,
			   i == ACTORS ? HEAD_TOP
			   : quality   ? t->head_h
				       : all),
		      WORDS[i]);
	}
	title(t, (struct sop_cell){t->x[NEEDS], y, t->x[NOTE] - t->x[NEEDS], HEAD_TOP},
	      "Mutu Baku");
	for (size_t i = 0; i < o->actors_n; i++) {
		struct sop_cell c = {t->chart.left + t->chart.col_w * (double)i,
				     y + HEAD_TOP, t->chart.col_w, t->head_h};

		const struct sop_type head = {FACE_BOLD, t->actor_size, ALIGN_CENTRE};
		struct sop_cell in = {c.x + 2, c.y + 2, c.w - 4, c.h - 4};

		sop_frame(t->s->page, c);
		if (t->upward)
			sop_text_up(t->s, t->s->page, head, in, o->actors[i]);
		else
			sop_text(t->s, t->s->page, head, in, o->actors[i], true);
	}
	if (t->chart.strip > 0)
		sop_frame(t->s->page,
			  (struct sop_cell){t->x[NEEDS] - t->chart.strip, y + HEAD_TOP,
					    t->chart.strip, t->head_h});
}

static void activity(struct table *t, const struct tpl_sop_row *r, struct sop_cell c)
{
	struct sop_cell in = inner(c);

	sop_text(t->s, t->s->page, PLAIN, in, r->activity, false);
	in.y += sop_height(t->s, PLAIN, c.w, r->activity) - 2 * SOP_PAD;
	for (size_t i = 0; i < r->details.n; i++) {
		struct str text = r->details.items[i];
		double h = sop_height(t->s, PLAIN, c.w - DASH, text) - 2 * SOP_PAD;
		struct sop_cell part = {in.x + DASH, in.y, in.w - DASH, h};

		sop_text(t->s, t->s->page, PLAIN, (struct sop_cell){in.x, in.y, DASH, 10},
			 STR("-"), false);
		sop_text(t->s, t->s->page, PLAIN, part, text, false);
		in.y += h;
	}
}

static void symbols(struct table *t, size_t i, bool end)
{
	const struct route_row *r = &t->rows[i];
	double before = 0, w = t->chart.half_w;

	for (size_t k = 0; k < t->chart.cols; k++) {
		double x = sop_column_x(&t->chart, k);
		struct sop_item *it;

		if (!(r->actors >> k & 1))
			continue;
		it = sop_item(t->s->page,
			      r->decision ? SOP_DIAMOND
			      : end       ? SOP_CAPSULE
					  : SOP_PROCESS,
			      x - w, r->mid - r->half_h, x + w, r->mid + r->half_h);
		it->heavy = t->s->sop->rows[i].here;
		if (before > 0)
			(void)sop_item(t->s->page, SOP_FLOW, before, r->mid, x - w,
				       r->mid);
		before = x + w;
	}
}

static void one_row(struct table *t, size_t i)
{
	const struct tpl_sop_row *o = &t->s->sop->rows[i];
	const struct route_row *r = &t->rows[i];
	struct str text[COLUMNS] = {[NO] = arena_fmt(t->s->a, "%d", o->no),
				    [NEEDS] = o->requirement,
				    [TIME] = o->time,
				    [OUTPUT] = o->output,
				    [NOTE] = note_of(t, o)};

	for (int k = 0; k < COLUMNS; k++) {
		struct sop_cell c = cell(t, k, r->top, r->h);

		sop_frame(t->s->page, c);
		if (k == ACTIVITY)
			activity(t, o, c);
		else if (k != ACTORS)
			sop_text(t->s, t->s->page, k == NO || k == TIME ? MIDDLE : PLAIN,
				 k == NO ? (struct sop_cell){c.x + 1, c.y + SOP_PAD,
							     c.w - 2, c.h - 5}
					 : inner(c),
				 text[k], false);
	}
	for (size_t k = 1; k < t->chart.cols + (t->chart.strip > 0 ? 1 : 0); k++) {
		double x = t->chart.left + t->chart.col_w * (double)k;

		(void)sop_item(t->s->page, SOP_GRID, x, r->top, x, r->top + r->h);
	}
	symbols(t, i, i == 0 || o->ends || i + 1 == t->s->sop->rows_n);
}

static void letter(struct table *t, struct sop_page *p, const struct route_mark *m)
{
	double x = m->x1 - ROUTE_PLUG, y = m->y1 - ROUTE_PLUG;

	(void)sop_item(p, SOP_PLUG, x, y, x + 2 * ROUTE_PLUG, y + 2 * ROUTE_PLUG);
	sop_text(t->s, p, LETTER,
		 (struct sop_cell){x + 1, y, 2 * ROUTE_PLUG - 2, 2 * ROUTE_PLUG - 2},
		 arena_dup(t->s->a, (struct str){&m->letter, 1}), true);
}

static void word(struct table *t, struct sop_page *p, const struct route_mark *m)
{
	const struct sop_type type = {FACE_PLAIN, t->word, ALIGN_LEFT};
	struct sop_cell c = {m->x1, m->y1 - (sop_lead(type) - t->word) / 2,
			     m->x2 - m->x1 + 0.5, sop_lead(type)};

	sop_text(t->s, p, type, c, m->kind == ROUTE_YES ? STR("Ya") : STR("Tidak"),
		 false);
	p->items[p->n - 1].kind = SOP_WORD;
}

static void arrows(struct table *t)
{
	struct galley *fl = &t->s->page->fl;
	struct route way;

	t->chart.yes_w = tpl_width(fl, FACE_PLAIN, t->word, STR("Ya"));
	t->chart.no_w = tpl_width(fl, FACE_PLAIN, t->word, STR("Tidak"));
	t->chart.label_h = t->word;
	sop_route(t->s->a, &t->chart, &way);
	for (size_t i = 0; i < way.n; i++) {
		const struct route_mark *m = &way.marks[i];
		struct sop_page *p = t->s->pages[t->first_page + m->page];

		switch (m->kind) {
		case ROUTE_LINE:
			(void)sop_item(p, SOP_FLOW, m->x1, m->y1, m->x2, m->y2);
			break;
		case ROUTE_HEAD:
			(void)sop_item(p, SOP_HEAD, m->x1, m->y1, m->x2, m->y2);
			break;
		case ROUTE_PLUG_AT: letter(t, p, m); break;
		case ROUTE_YES:
		case ROUTE_NO: word(t, p, m); break;
		}
	}
}

/* Below the table: the sum of the times, and what is to be made sure of. */
static void below(struct table *t)
{
	const struct tpl_sop *o = t->s->sop;
	const struct route_row *last = &t->rows[o->rows_n - 1];
	double y = last->top + last->h + 3, w = SOP_W - 2 * SOP_SIDE, h = 0;
	struct lines ls = {0};

	if (o->remark.n) {
		ls = sop_lines(t->s, REMARK, w, o->remark);
		h = (double)ls.n * sop_lead(REMARK);
	}
	if (!o->total.n && !o->remark.n)
		return;
	if (y + h + sop_lead(HEAD) > SOP_FOOT + 2) {
		sop_page_new(t->s);
		y = t->s->y;
	}
	if (o->total.n)
		sop_text(t->s, t->s->page, (struct sop_type){FACE_BOLD, 8, ALIGN_LEFT},
			 (struct sop_cell){SOP_SIDE, y, w, sop_lead(HEAD)}, o->total,
			 false);
	for (size_t i = 0; i < ls.n; i++)
		sop_put(t->s->page, REMARK, &ls, i,
			(struct sop_cell){SOP_SIDE, y + (o->total.n ? sop_lead(HEAD) : 0),
					  w, h},
			(double)i * sop_lead(REMARK));
}

static enum err lay(struct table *t, double strip, struct fail *f)
{
	widths(t, strip);
	heads(t);
	rows(t);
	return pages(t, f);
}

enum err sop_table(struct sop_sheet *s, struct fail *f)
{
	struct table *t = ARENA_NEW(s->a, struct table);
	size_t n = s->sop->rows_n, page = 0;
	enum err e;

	t->s = s;
	e = lay(t, 0, f);
	if (!e && sop_route_wants_strip(t->rows, n))
		e = lay(t, STRIP, f);
	if (e)
		return e;
	t->chart.rows = t->rows;
	t->chart.rows_n = n;
	t->first_page = s->n;
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || t->rows[i].page != page) {
			page = t->rows[i].page;
			sop_page_new(s);
			table_head(t);
		}
		one_row(t, i);
	}
	arrows(t);
	below(t);
	return ERR_OK;
}
