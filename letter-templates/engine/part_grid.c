/* Ruled sheets: numbered rows, cells beside each other, and the visas of a journey.
 * SOURCE  Permendagri 54/2009, SPPD (front: ten rows; back: boxes for each place, the
 *         examination, notes and the liability) and radiogram. */
#include "print.h"
#include "utf8.h"

#define PAD 4

/* ---- cells of label and value, one box high enough for all of them ---- */

struct text_cell {
	double x, w;
	struct lines *list;
	double *in; /* of each entry */
	size_t n;
};

static void vertical(struct galley *fl, double x, double h)
{
	tpl_frame(fl, x, 0, 0, h);
}

static struct text_cell cell_at(struct galley *fl, double x, double w, size_t most)
{
	return (struct text_cell){x, w, ARENA_ARRAY(fl->a, struct lines, most),
				  ARENA_ARRAY(fl->a, double, most), 0};
}

/* The entry's lines; at least one line of height, so that cells side by side agree. */
static size_t add_text(struct galley *fl, struct text_cell *c, struct str s, double in)
{
	struct span *sp = ARENA_NEW(fl->a, struct span);

	*sp = (struct span){s, FACE_PLAIN, false};
	c->in[c->n] = in;
	c->list[c->n] =
		tpl_break(fl, sp, s.n ? 1 : 0, c->w - in - 2 * PAD, 0, fl->size, false);
	return c->list[c->n++].n;
}

static void put_entry(struct galley *fl, const struct text_cell *c, size_t i, double y)
{
	for (size_t k = 0; k < c->list[i].n; k++, y += fl->lead)
		tpl_put_line(fl, &c->list[i], k, c->x + PAD + c->in[i], y, 0, ALIGN_LEFT);
}

/* ---- numbered rows ---- */

#define NUMBER_W 28
#define LETTER_W 16
#define SUB_MAX  12

struct row_text {
	struct str mark, label, value;
};

static struct str row_value(struct print *p, const struct xml_node *n)
{
	struct str field = xml_attr(n, "isian");

	if (xml_attr(n, "penjabat").n)
		return tpl_post_of(p);
	return field.n ? tpl_spoken_value(p, field) : (struct str){0};
}

/* a. b. c. of a row, or the row itself. */
static size_t row_texts(struct print *p, const struct xml_node *n, struct row_text *to)
{
	const struct xml_node *k;
	size_t i = 0, c = 0;

	if (!xml_kid(n, "butir")) {
		to[0] = (struct row_text){{0}, xml_attr(n, "label"), row_value(p, n)};
		return 1;
	}
	if (xml_attr(n, "label").n)
		to[c++] = (struct row_text){{0}, xml_attr(n, "label"), {0}};
	for (size_t no = 0; (k = xml_each(n, "butir", &i)) && c < SUB_MAX; no++)
		to[c++] = (struct row_text){
			arena_fmt(p->fl.a, "%c.", (char)('a' + no % 26)),
			xml_attr(k, "label"), row_value(p, k)};
	return c;
}

static void grid_row(struct print *p, const struct xml_node *n, struct str no)
{
	struct galley *fl = &p->fl;
	struct row_text t[SUB_MAX + 1];
	size_t c = row_texts(p, n, t), high = 0, rows[SUB_MAX + 1];
	double nw = no.n ? NUMBER_W : 0, lw = (fl->w - nw) * 0.42;
	struct text_cell left = cell_at(fl, fl->x + nw, lw, c),
			 right = cell_at(fl, fl->x + nw + lw, fl->w - nw - lw, c);

	for (size_t i = 0; i < c; i++) {
		double in = t[i].mark.n ? LETTER_W : 0;
		size_t a = add_text(fl, &left, t[i].label, in);
		size_t b = add_text(fl, &right, t[i].value, in);

		rows[i] = a > b ? a : b;
		rows[i] = rows[i] ? rows[i] : 1;
		high += rows[i];
	}
	double h = (double)high * fl->lead + PAD, y = PAD / 2.0;

	tpl_box(fl, h, false);
	tpl_frame(fl, fl->x, 0, fl->w, h);
	if (no.n) {
		tpl_put(fl, FACE_PLAIN, fl->x + PAD, y, ALIGN_LEFT, no);
		vertical(fl, fl->x + nw, h);
	}
	vertical(fl, right.x, h);
	for (size_t i = 0; i < c; i++) {
		put_entry(fl, &left, i, y);
		put_entry(fl, &right, i, y);
		if (t[i].mark.n) {
			tpl_put(fl, FACE_PLAIN, left.x + PAD, y, ALIGN_LEFT, t[i].mark);
			tpl_put(fl, FACE_PLAIN, right.x + PAD, y, ALIGN_LEFT, t[i].mark);
		}
		y += (double)rows[i] * fl->lead;
	}
}

#define TABLE_COLUMNS 6

/* One line of cells of equal width behind the number's column. */
static void grid_line(struct print *p, struct str no, double nw, const struct str *text,
		      size_t cols, bool keep)
{
	struct galley *fl = &p->fl;
	double w = (fl->w - nw) / (double)cols;
	struct text_cell c[TABLE_COLUMNS];
	size_t high = 1;

	for (size_t j = 0; j < cols; j++) {
		c[j] = cell_at(fl, fl->x + nw + (double)j * w, w, 1);
		size_t lines = add_text(fl, &c[j], text[j], 0);

		high = lines > high ? lines : high;
	}
	double h = (double)high * fl->lead + PAD;

	tpl_box(fl, h, keep);
	tpl_frame(fl, fl->x, 0, fl->w, h);
	if (no.n)
		tpl_put(fl, FACE_PLAIN, fl->x + PAD, PAD / 2.0, ALIGN_LEFT, no);
	for (size_t j = 0; j < cols; j++) {
		put_entry(fl, &c[j], 0, PAD / 2.0);
		if (j || nw > 0)
			vertical(fl, c[j].x, h);
	}
}

/* The rows of a table field under their own heads, within the grid: the followers. */
static void grid_table(struct print *p, const struct xml_node *n,
		       const struct tpl_field *fd, struct str no)
{
	struct arena *a = p->fl.a;
	const struct xml_node *v = tpl_letter_node(p->l->root, fd->name), *r, *s;
	const struct xml_node *t = v ? xml_kid(v, "tabel") : NULL;
	size_t cols = fd->columns_n < TABLE_COLUMNS ? fd->columns_n : TABLE_COLUMNS;
	double nw = no.n ? NUMBER_W : 0;
	struct str text[TABLE_COLUMNS] = {{0}};
	size_t i = 0, j, c, k = 1;

	for (c = 0; c < cols; c++)
		text[c] = fd->columns[c];
	text[0] = arena_fmt(a, STR_FMT ": " STR_FMT, STR_ARG(xml_attr(n, "label")),
			    STR_ARG(fd->columns[0]));
	grid_line(p, no, nw, text, cols, true);
	for (; t && (r = xml_each(t, "baris", &i)); k++) {
		for (c = 0, j = 0; c < cols; c++) {
			s = xml_each(r, "sel", &j);
			text[c] = s ? xml_text(a, s) : STR("");
		}
		text[0] = arena_fmt(a, "%zu. " STR_FMT, k, STR_ARG(text[0]));
		grid_line(p, STR(""), nw, text, cols, false);
	}
	for (c = 0; c < cols; c++)
		text[c] = STR("-");
	if (k == 1)
		grid_line(p, STR(""), nw, text, cols, false);
}

/* A heading across the grid: A. PELAPOR */
static void grid_heading(struct print *p, struct str text)
{
	struct galley *fl = &p->fl;

	tpl_box(fl, fl->lead + PAD, true);
	tpl_frame(fl, fl->x, 0, fl->w, fl->lead + PAD);
	tpl_put(fl, FACE_BOLD, fl->x + PAD, PAD / 2.0, ALIGN_LEFT, text);
}

void tpl_print_grid(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	bool count = !str_eqc(xml_attr(part->node, "nomor"), "tidak");
	const struct xml_node *n;
	double size = fl->size, lead = fl->lead;
	size_t i = 0, no = 0;

	/* set close, so that a sheet stays one page on A4 too */
	fl->size -= 1;
	fl->lead = fl->size * 1.22;
	tpl_space(fl, lead / 3);
	while ((n = xml_each(part->node, "butir", &i))) {
		struct str field = xml_attr(n, "isian"), title = xml_attr(n, "judul");
		const struct tpl_field *fd = tpl_form_field(p->l->form, field);
		struct str mark =
			count ? arena_fmt(fl->a, "%zu.", no + 1) : (struct str){0};

		tpl_enter(p, field);
		if (title.n) {
			grid_heading(p, title);
			continue;
		}
		no++;
		if (fd && fd->type == TPL_TABEL)
			grid_table(p, n, fd, mark);
		else
			grid_row(p, n, mark);
	}
	fl->size = size;
	fl->lead = lead;
	tpl_space(fl, lead / 2);
}

/* ---- rows of label and value at the right, filled in or left to a pen ---- */

void tpl_print_right_labels(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	double x = fl->x + 0.5 * fl->w, colon = 60;

	for (size_t i = 0; i < part->rows_n; i++) {
		double w = tpl_width(fl, FACE_PLAIN, fl->size, part->rows[i].label) + 8;

		colon = w > colon ? w : colon;
	}
	for (size_t i = 0; i < part->rows_n; i++) {
		struct str v = tpl_spoken_value(p, part->rows[i].field);

		struct span s = {v, FACE_PLAIN, false};
		double at = x + colon + 9;
		struct lines ls = tpl_break(fl, &s, v.n ? 1 : 0, fl->x + fl->w - at, 0,
					    fl->size, false);

		tpl_enter(p, part->rows[i].field);
		tpl_box(fl, (double)(ls.n > 1 ? ls.n : 1) * fl->lead, true);
		tpl_put(fl, FACE_PLAIN, x, 0, ALIGN_LEFT, part->rows[i].label);
		tpl_put(fl, FACE_PLAIN, x + colon, 0, ALIGN_LEFT, STR(":"));
		fl->late = str_eqc(part->rows[i].field, "nomor");
		for (size_t k = 0; k < ls.n; k++)
			tpl_put_line(fl, &ls, k, at, (double)k * fl->lead, 0, ALIGN_LEFT);
		fl->late = false;
	}
	tpl_space(fl, fl->lead / 2);
}
