/* The sheet of an SOP: identity, then the flow of its rows.
 * SOURCE  PermenPANRB 35/2012, appendix: header box; No, Kegiatan, Pelaksana, Mutu baku
 *         (kelengkapan, waktu, output), Keterangan; capsule, box, diamond and arrows. */
#include "print.h"

#define MM    (72 / 25.4)
#define W     (330 * MM)
#define H     (215 * MM)
#define SIDE  (12 * MM)
#define FOOT  (H - SIDE)
#define SIZE  8.0
#define LINE  (SIZE * 1.25)
#define LEAST 46.0 /* height of a row: a symbol and its arrow */
#define LANE  14.0 /* right of the actors: the way back */

enum { NO, ACTIVITY, ACTORS, NEEDS, TIME, OUTPUT, NOTE, COLUMNS };

static const double SHARE[COLUMNS] = {24, 172, 330, 100, 52, 108, 81};

struct sheet {
	struct galley fl; /* texts of the page at hand */
	struct arena *a;
	struct pdf *pdf;
	size_t page;
	const struct tpl_engine *t;
	const struct tpl_sop *sop;
	double x[COLUMNS + 1];
	double size; /* of type */
	/* where the flow stands */
	double y;
	double from_x, from_y; /* bottom of the last symbol; from_y 0: none */
	double mid[TPL_SOP_ROWS], side[TPL_SOP_ROWS]; /* of rows on this page, else 0 */
};

static void line(struct sheet *s, double x1, double y1, double x2, double y2)
{
	tpl_pdf_line(s->pdf, s->page, x1, y1, x2, y2, 0.6);
}

static void frame(struct sheet *s, double x, double y, double w, double h)
{
	tpl_pdf_box(s->pdf, s->page, x, y, w, h, 0.6);
}

static void new_page(struct sheet *s)
{
	s->a = arena_open();
	tpl_start(&s->fl, s->a, tpl_family(s->t, STR("sans")), SIZE, 1, SIDE, W - 2 * SIDE);
	(void)tpl_box(&s->fl, H, false);
	tpl_pdf_page(s->pdf);
	s->page = s->pdf->n - 1;
	s->y = SIDE;
	for (size_t i = 0; i < TPL_SOP_ROWS; i++)
		s->mid[i] = 0;
}

static void end_page(struct sheet *s)
{
	tpl_draw(&s->fl, s->pdf, 0, 0, TPL_LATE_PRINT);
	arena_close(s->a);
}

static struct lines broken(struct sheet *s, int face, double w, struct str text)
{
	struct span sp = {text, face, false};

	s->fl.size = s->size;
	s->fl.lead = LINE;
	return tpl_break(&s->fl, &sp, 1, w - 8, 0, s->size, false);
}

/* Text in a cell, from its top; its height. */
static double cell(struct sheet *s, int face, double x, double y, double w, enum align align,
		   struct str text)
{
	struct lines ls = broken(s, face, w, text.n ? text : STR(" "));

	for (size_t i = 0; i < ls.n; i++)
		tpl_put_line(&s->fl, &ls, i, x + 4, y + 4 + (double)i * LINE, w - 8, align);
	return (double)ls.n * LINE + 8;
}

static double height_of(struct sheet *s, double w, struct str text)
{
	return (double)broken(s, FACE_PLAIN, w, text.n ? text : STR(" ")).n * LINE + 8;
}

/* ---- identity ---- */

static double field(struct sheet *s, double x, double y, double w, double h, const char *label,
		    struct str value)
{
	const double first = 110;

	frame(s, x, y, first, h);
	frame(s, x + first, y, w - first, h);
	(void)cell(s, FACE_PLAIN, x, y, first, ALIGN_LEFT, str_c(label));
	(void)cell(s, FACE_PLAIN, x + first, y, w - first, ALIGN_LEFT, value);
	return y + h;
}

static void identity(struct sheet *s)
{
	static const char *const BOX[][2] = {
		{"DASAR HUKUM:", "KUALIFIKASI PELAKSANA:"},
		{"KETERKAITAN:", "PERALATAN/PERLENGKAPAN:"},
		{"PERINGATAN:", "PENCATATAN DAN PENDATAAN:"}};
	const struct tpl_sop *o = s->sop;
	double half = (W - 2 * SIDE) / 2, right = SIDE + half, y = SIDE;

	y = field(s, right, y, half, 20, "NOMOR SOP", o->number);
	y = field(s, right, y, half, 20, "TANGGAL PEMBUATAN", o->made);
	y = field(s, right, y, half, 20, "TANGGAL REVISI", STR(""));
	y = field(s, right, y, half, 20, "TANGGAL EFEKTIF", o->effective);
	y = field(s, right, y, half, 74, "DISAHKAN OLEH", o->approver);
	y = field(s, right, y, half, 34, "NAMA SOP", o->name);
	frame(s, SIDE, SIDE, half, y - SIDE);
	for (size_t i = 0; i < o->office_n; i++)
		(void)cell(s, FACE_BOLD, SIDE, SIDE + 60 + (double)i * (LINE + 4), half, ALIGN_CENTRE,
			   o->office[i]);
	for (size_t i = 0; i < 3; i++, y += 84) {
		const struct str left = i == 0 ? o->legal : STR("");
		const struct str other = i == 0 ? o->qualified : i == 1 ? o->tools : STR("");

		frame(s, SIDE, y, half, 84);
		frame(s, right, y, half, 84);
		(void)cell(s, FACE_BOLD, SIDE, y, half, ALIGN_LEFT, str_c(BOX[i][0]));
		(void)cell(s, FACE_BOLD, right, y, half, ALIGN_LEFT, str_c(BOX[i][1]));
		(void)cell(s, FACE_PLAIN, SIDE, y + LINE + 2, half, ALIGN_LEFT, left);
		(void)cell(s, FACE_PLAIN, right, y + LINE + 2, half, ALIGN_LEFT, other);
	}
}

/* ---- the flow ---- */

static double actor_w(const struct sheet *s)
{
	return (s->x[ACTORS + 1] - s->x[ACTORS] - LANE) / (double)s->sop->actors_n;
}

/* Half the width of a symbol: the columns of many actors are narrow. */
static double half_of(const struct sheet *s)
{
	double w = actor_w(s) * 0.38;

	return w < 19 ? w : 19;
}

static void table_head(struct sheet *s)
{
	static const char *const WORD[COLUMNS] = {"No", "Kegiatan", "Pelaksana", "Kelengkapan",
						  "Waktu", "Output", "Keterangan"};
	double w = actor_w(s), y = s->y;

	for (int i = 0; i < COLUMNS; i++) {
		bool quality = i == NEEDS || i == TIME || i == OUTPUT;
		double top = quality ? y + 18 : y, h = i == ACTORS ? 18 : quality ? 40 : 58;

		frame(s, s->x[i], top, s->x[i + 1] - s->x[i], h);
		(void)cell(s, FACE_BOLD, s->x[i], top, s->x[i + 1] - s->x[i], ALIGN_CENTRE,
			   str_c(WORD[i]));
	}
	frame(s, s->x[NEEDS], y, s->x[NOTE] - s->x[NEEDS], 18);
	(void)cell(s, FACE_BOLD, s->x[NEEDS], y, s->x[NOTE] - s->x[NEEDS], ALIGN_CENTRE,
		   STR("Mutu baku"));
	for (size_t i = 0; i < s->sop->actors_n; i++) {
		frame(s, s->x[ACTORS] + w * (double)i, y + 18, w, 40);
		s->size = 6.5;
		(void)cell(s, FACE_BOLD, s->x[ACTORS] + w * (double)i - 3, y + 18, w + 6,
			   ALIGN_CENTRE, s->sop->actors[i]);
		s->size = SIZE;
	}
	frame(s, s->x[ACTORS + 1] - LANE, y + 18, LANE, 40);
	s->y = y + 58;
}

/* A head of an arrow that comes down, or from the right. */
static void head(struct sheet *s, double x, double y, bool down)
{
	line(s, x, y, x + (down ? -3 : 5), y - (down ? 5 : 3));
	line(s, x, y, x + (down ? 3 : 5), y + (down ? -5 : 3));
}

static void symbol(struct sheet *s, const struct tpl_sop_row *r, bool end, double x, double y)
{
	double w = half_of(s), h = 10, cut = end ? 7 : 0;

	if (r->return_to) {
		line(s, x - w, y, x, y - h - 3);
		line(s, x, y - h - 3, x + w, y);
		line(s, x + w, y, x, y + h + 3);
		line(s, x, y + h + 3, x - w, y);
		return;
	}
	line(s, x - w + cut, y - h, x + w - cut, y - h);
	line(s, x - w + cut, y + h, x + w - cut, y + h);
	line(s, x - w, y - h + cut, x - w, y + h - cut);
	line(s, x + w, y - h + cut, x + w, y + h - cut);
	if (end) {
		line(s, x - w, y - h + cut, x - w + cut, y - h);
		line(s, x + w - cut, y - h, x + w, y - h + cut);
		line(s, x - w, y + h - cut, x - w + cut, y + h);
		line(s, x + w - cut, y + h, x + w, y + h - cut);
	}
}

/* "Tidak": from the diamond along the right side of the actors, back to its row. */
static void way_back(struct sheet *s, const struct tpl_sop_row *r, double x, double y)
{
	double edge = s->x[ACTORS + 1] - LANE / 2, w = half_of(s);
	size_t to = (size_t)r->return_to;

	s->fl.size = 6.5;
	tpl_put(&s->fl, FACE_PLAIN, x + w - 2, y - 12, ALIGN_LEFT, STR("Tidak"));
	s->fl.size = SIZE;
	line(s, x + w, y, edge, y);
	if (to >= TPL_SOP_ROWS || s->mid[to] <= 0)
		return; /* the row stands on another page; the note names it */
	line(s, edge, y, edge, s->mid[to]);
	line(s, edge, s->mid[to], s->side[to] + w, s->mid[to]);
	head(s, s->side[to] + w, s->mid[to], false);
}

/* The row's symbols, joined to the one above. */
static void flow_row(struct sheet *s, const struct tpl_sop_row *r, bool end, double h)
{
	double w = actor_w(s), mid = s->y + h / 2, first = 0, last = 0;

	for (size_t i = 0; i < s->sop->actors_n; i++) {
		double x = s->x[ACTORS] + w * ((double)i + 0.5);

		if (!(r->actors >> i & 1))
			continue;
		symbol(s, r, end, x, mid);
		if (first > 0)
			line(s, last + half_of(s), mid, x - half_of(s), mid);
		first = first > 0 ? first : x;
		last = x;
	}
	if (first <= 0)
		return;
	if (s->from_y > 0) {
		double top = mid - (r->return_to ? 13 : 10);

		/* not on the line between the rows, where it would be lost */
		line(s, s->from_x, s->from_y, s->from_x, s->y + 5);
		line(s, s->from_x, s->y + 5, first, s->y + 5);
		line(s, first, s->y + 5, first, top);
		head(s, first, top, true);
	}
	if (r->return_to)
		way_back(s, r, last, mid);
	if (r->no > 0 && r->no < TPL_SOP_ROWS) {
		s->mid[r->no] = mid;
		s->side[r->no] = last;
	}
	s->from_x = first;
	s->from_y = mid + (r->return_to ? 13 : 10);
}

static struct str note_of(struct sheet *s, const struct tpl_sop_row *r)
{
	return r->return_to ? arena_fmt(s->a, "Bila tidak: kembali ke baris %d", r->return_to)
			    : STR("");
}

static void one_row(struct sheet *s, const struct tpl_sop_row *r, bool end)
{
	struct str text[COLUMNS] = {[NO] = arena_fmt(s->a, "%d", r->no),
				    [ACTIVITY] = r->activity,
				    [NEEDS] = r->requirement,
				    [TIME] = r->time,
				    [OUTPUT] = r->output,
				    [NOTE] = note_of(s, r)};
	double h = LEAST, w = actor_w(s);

	for (int i = 0; i < COLUMNS; i++)
		if (i != ACTORS && height_of(s, s->x[i + 1] - s->x[i], text[i]) > h)
			h = height_of(s, s->x[i + 1] - s->x[i], text[i]);
	if (s->y + h > FOOT) {
		end_page(s);
		new_page(s);
		table_head(s);
		s->from_y = s->from_y > 0 ? s->y - 6 : 0;
		text[NO] = arena_fmt(s->a, "%d", r->no);
		text[NOTE] = note_of(s, r);
	}
	for (int i = 0; i < COLUMNS; i++) {
		frame(s, s->x[i], s->y, s->x[i + 1] - s->x[i], h);
		if (i != ACTORS)
			(void)cell(s, FACE_PLAIN, s->x[i], s->y, s->x[i + 1] - s->x[i],
				   i == NO || i == TIME ? ALIGN_CENTRE : ALIGN_LEFT, text[i]);
	}
	for (size_t i = 1; i <= s->sop->actors_n; i++)
		line(s, s->x[ACTORS] + w * (double)i, s->y, s->x[ACTORS] + w * (double)i, s->y + h);
	flow_row(s, r, end, h);
	s->y += h;
}

enum err tpl_sop_print(const struct tpl_engine *t, struct tpl_ctx *c, const struct tpl_sop *o,
		       struct day date, struct buf *out, struct fail *f)
{
	const struct tpl_font *font[FACE__COUNT];
	struct sheet s = {.pdf = &c->pdf, .t = t, .sop = o, .size = SIZE};
	double sum = 0, x = SIDE;

	if (!o->rows_n || !o->actors_n || o->rows_n > TPL_SOP_ROWS || o->actors_n > TPL_SOP_ACTORS)
		return FAIL(f, ERR_INVALID, "sop", NULL, "Prosedur tanpa baris atau tanpa pelaksana.");
	for (int k = 0; k < FACE__COUNT; k++)
		font[k] = &tpl_family(t, STR("sans"))[k];
	for (int i = 0; i < COLUMNS; i++)
		sum += SHARE[i];
	for (int i = 0; i < COLUMNS; i++) {
		s.x[i] = x;
		x += SHARE[i] * (W - 2 * SIDE) / sum;
	}
	s.x[COLUMNS] = x;
	tpl_pdf_begin(&c->pdf, W, H, font);
	new_page(&s);
	identity(&s);
	end_page(&s);
	new_page(&s);
	table_head(&s);
	for (size_t i = 0; i < o->rows_n; i++)
		one_row(&s, &o->rows[i], i == 0 || i + 1 == o->rows_n);
	s.fl.size = SIZE;
	if (s.y + 16 < FOOT)
		tpl_put(&s.fl, FACE_PLAIN, s.x[NEEDS], s.y + 4, ALIGN_LEFT, o->total);
	end_page(&s);
	return tpl_pdf_end(&c->pdf, o->name, o->office_n ? o->office[0] : STR("Naskah"), date, out,
			   f);
}
