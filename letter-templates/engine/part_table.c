/* Ruled tables of a form's own field: what is sent, and who was there and signed.
 * SOURCE  Permendagri 54/2009, surat pengantar and daftar hadir: numbered rows; the
 *         signatures of a daftar hadir stand in turn at the left and right. */
#include "print.h"

#define COLUMNS 10

static const struct xml_node *rows_of(const struct print *p, struct str field)
{
	const struct xml_node *n = tpl_letter_node(p->l->root, field);

	return n ? xml_kid(n, "tabel") : NULL;
}

static struct xml_node cell(struct arena *a, struct str text)
{
	struct xml_node *t = ARENA_NEW(a, struct xml_node);

	*t = (struct xml_node){.text = text};
	return (struct xml_node){.name = STR("sel"), .kids = t, .kids_n = 1};
}

/* The row with its number before it. */
static struct xml_node numbered(struct arena *a, const struct xml_node *row,
				struct str name, struct str no)
{
	struct xml_node *k = ARENA_ARRAY(a, struct xml_node, row->kids_n + 1), r = *row;
	size_t n = 0;

	k[n++] = cell(a, no);
	for (size_t i = 0; i < row->kids_n; i++)
		if (row->kids[i].name.n)
			k[n++] = row->kids[i];
	r.name = name;
	r.kids = k;
	r.kids_n = n;
	return r;
}

static struct xml_node head_row(struct arena *a, const struct tpl_field *fd)
{
	struct xml_node *k = ARENA_ARRAY(a, struct xml_node, fd->columns_n + 1);

	for (size_t i = 0; i < fd->columns_n; i++)
		k[i] = cell(a, fd->columns[i]);
	return (struct xml_node){
		.name = STR("kepala"), .kids = k, .kids_n = fd->columns_n};
}

/* The field's rows as a table of a text: columns from the form, a number before each. */
void tpl_print_field_table(struct print *p, const struct part *part)
{
	struct arena *a = p->fl.a;
	const struct xml_node *t = rows_of(p, part->field), *r;
	const struct tpl_field *fd = tpl_form_field(p->l->form, part->field);
	bool count = str_eqc(xml_attr(part->node, "nomor"), "ya");
	size_t i = 0, n = 0;

	if (!t || !fd)
		return;
	struct xml_node *k = ARENA_ARRAY(a, struct xml_node, t->kids_n + 1);
	struct xml_node head = head_row(a, fd);

	k[n++] = count ? numbered(a, &head, STR("kepala"), STR("No")) : head;
	for (; (r = xml_each(t, "baris", &i)); n++)
		k[n] = count ? numbered(a, r, STR("baris"), arena_fmt(a, "%zu.", n)) : *r;
	struct xml_node table = {.name = STR("tabel"), .kids = k, .kids_n = n};

	tpl_enter(p, part->field);
	tpl_print_blocks(p, &(struct xml_node){.kids = &table, .kids_n = 1}, p->fl.x,
			 p->fl.w, false);
}

/* ---- the sheet of signatures ---- */

#define NO_WIDTH   30
#define SIGN_WIDTH 150
#define ROW_LEAST  26 /* room for a pen */

struct sheet {
	struct print *p;
	double col[COLUMNS + 2]; /* number, the field's columns, signature */
	size_t n;
	int head;
};

static void rule_cells(struct sheet *s, double h)
{
	double x = s->p->fl.x;

	for (size_t c = 0; c < s->n; x += s->col[c], c++)
		tpl_frame(&s->p->fl, x, 0, s->col[c], h);
}

static void sheet_head(struct sheet *s, const struct tpl_field *fd)
{
	struct galley *fl = &s->p->fl;
	double x = fl->x, h = fl->lead + 8;

	tpl_box(fl, h, true);
	rule_cells(s, h);
	for (size_t c = 0; c < s->n; x += s->col[c], c++)
		tpl_put(fl, FACE_BOLD, x + s->col[c] / 2, 4, ALIGN_CENTRE,
			c == 0         ? STR("No.")
			: c + 1 < s->n ? fd->columns[c - 1]
				       : STR("Tanda Tangan"));
	s->head = (int)fl->boxes_n - 1;
}

static void sheet_row(struct sheet *s, const struct xml_node *row, size_t no)
{
	struct galley *fl = &s->p->fl;
	struct lines ls[COLUMNS];
	const struct xml_node *k;
	double x = fl->x + s->col[0], h = ROW_LEAST;
	size_t i = 0, n = 0;

	while (row && n + 2 < s->n && (k = xml_each(row, "sel", &i))) {
		struct spans sp = tpl_spans_of(fl, k);

		ls[n] = tpl_break(fl, sp.list, sp.n, s->col[n + 1] - 8, 0, fl->size,
				  false);
		h = (double)ls[n].n * fl->lead + 6 > h ? (double)ls[n].n * fl->lead + 6
						       : h;
		n++;
	}
	struct box *b = tpl_box(fl, h, false);

	b->head = s->head;
	rule_cells(s, h);
	double mid = (h - fl->lead) / 2;
	struct str mark = arena_fmt(fl->a, "%zu.", no);

	tpl_put(fl, FACE_PLAIN, fl->x + s->col[0] / 2, mid, ALIGN_CENTRE, mark);
	for (size_t c = 0; c < n; x += s->col[++c])
		for (size_t l = 0; l < ls[c].n; l++)
			tpl_put_line(fl, &ls[c], l, x + 4,
				     (h - (double)ls[c].n * fl->lead) / 2 +
					     (double)l * fl->lead,
				     0, ALIGN_LEFT);
	x = fl->x + fl->w - s->col[s->n - 1] + 6;
	tpl_put(fl, FACE_PLAIN, no % 2 ? x : x + SIGN_WIDTH / 2, mid, ALIGN_LEFT, mark);
}

#define OPEN_ROWS_MAX 500

void tpl_print_signing_sheet(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	const struct tpl_field *fd = tpl_form_field(p->l->form, part->field);
	const struct xml_node *t = rows_of(p, part->field), *r;
	struct sheet s = {.p = p};
	struct str more = xml_attr(part->node, "kosong");
	int64_t open = 0;
	size_t i = 0, no = 0;

	if (!fd || fd->columns_n > COLUMNS)
		return;
	s.n = fd->columns_n + 2;
	s.col[0] = NO_WIDTH;
	for (size_t c = 1; c + 1 < s.n; c++)
		s.col[c] = (fl->w - NO_WIDTH - SIGN_WIDTH) / (double)fd->columns_n;
	s.col[s.n - 1] = SIGN_WIDTH;
	if (more.n)
		(void)str_to_int(tpl_value_of(p, arena_cstr(fl->a, more)), &open);
	tpl_enter(p, part->field);
	tpl_space(fl, fl->lead / 2);
	sheet_head(&s, fd);
	while (t && (r = xml_each(t, "baris", &i)))
		sheet_row(&s, r, ++no);
	/* an empty sheet is one to be filled in by pen */
	open = !no && !open ? 15 : open > OPEN_ROWS_MAX ? OPEN_ROWS_MAX : open;
	for (; open > 0; open--)
		sheet_row(&s, NULL, ++no);
	tpl_space(fl, fl->lead / 2);
}
