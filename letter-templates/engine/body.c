/* Paragraphs, lists, tables and labelled rows. */
#include "print.h"
#include <stdio.h>

struct gather {
	struct galley *fl;
	struct span *list;
	size_t n, cap;
};

static void add_spans(struct gather *g, const struct xml_node *n, int face, bool under)
{
	for (size_t i = 0; i < n->kids_n; i++) {
		const struct xml_node *k = &n->kids[i];

		if (!k->name.n) {
			if (g->n == g->cap) {
				struct span *more = ARENA_ARRAY(g->fl->a, struct span,
								2 * g->cap + 8);

				if (g->n)
					memcpy(more, g->list, g->n * sizeof *more);
				g->cap = 2 * g->cap + 8;
				g->list = more;
			}
			g->list[g->n++] = (struct span){k->text, face, under};
		} else if (str_eqc(k->name, "tebal")) {
			add_spans(g, k, face | FACE_BOLD, under);
		} else if (str_eqc(k->name, "miring")) {
			add_spans(g, k, face | FACE_ITALIC, under);
		} else if (str_eqc(k->name, "garis-bawah")) {
			add_spans(g, k, face, true);
		}
	}
}

struct spans tpl_spans_of(struct galley *fl, const struct xml_node *n)
{
	struct gather g = {.fl = fl};

	fl->line = n->line;
	add_spans(&g, n, FACE_PLAIN, false);
	return (struct spans){g.list, g.n};
}

static double within(double least, double v, double most)
{
	return v < least ? least : v > most ? most : v;
}

static struct str mark_of(struct galley *fl, size_t no, int level)
{
	/* 1. a. 1) a): Permendagri 54/2009, further levels begin again */
	const char *form = level % 4 < 2 ? "." : ")";
	size_t k = (no - 1) % 26;

	if (level % 2 == 0)
		return arena_fmt(fl->a, "%zu%s", no, form);
	if (no > 26)
		return arena_fmt(fl->a, "%c%c%s", (char)('a' + ((no - 1) / 26 - 1) % 26),
				 (char)('a' + k), form);
	return arena_fmt(fl->a, "%c%s", (char)('a' + k), form);
}

/* An item of the list that fl->tag is, whose body it is after it; else a paragraph. */
void tpl_print_hang(struct galley *fl, struct str mark, const struct spans *s, double x,
		    double in, double w)
{
	struct lines ls = tpl_break(fl, s->list, s->n, w - in, 0, fl->size, true);

	int above = fl->tag, body = above;
	bool item = above && fl->tags->tag[above].role == ROLE_L;
	int in_tag = tpl_tag(fl, above, item ? ROLE_LI : ROLE_P);

	for (size_t i = 0; i < ls.n || i == 0; i++) {
		tpl_box(fl, fl->lead, tpl_tidy(&ls, i));
		if (i == 0 && item)
			(void)tpl_tag(fl, in_tag, ROLE_LBL);
		if (i == 0)
			tpl_put(fl, FACE_PLAIN, x, 0, ALIGN_LEFT, mark);
		if (i == 0 && item) {
			body = tpl_tag(fl, in_tag, ROLE_LBODY);
			(void)tpl_tag(fl, body, ROLE_P);
		}
		if (i < ls.n)
			tpl_put_line(fl, &ls, i, x + in, 0, w - in, ALIGN_BLOCK);
	}
	fl->tag = body;
}

/* Figures and letters take turns by depth; a list may begin with either. */
static int list_level(const struct print *p, const struct xml_node *n, int level)
{
	struct str how = xml_attr(n, "gaya");
	bool letters = how.n ? str_eqc(how, "huruf") : level % 2 || p->letters;

	return level + (letters != (level % 2 == 1));
}

static void print_label_list(struct print *, const struct xml_node *, double x, double w);

static void print_list(struct print *p, const struct xml_node *n, double x, double w,
		       int level)
{
	struct galley *fl = &p->fl;
	const struct xml_node *b, *sub;
	int above = fl->tag, list = tpl_tag(fl, above, ROLE_L);
	size_t i = 0, no = 0, j;
	double in = 18;
	int64_t from = 1;

	level = list_level(p, n, level);
	if (!str_to_int(xml_attr(n, "mulai"), &from) || from < 1 || from > 999)
		from = 1;
	for (no = (size_t)from - 1; xml_each(n, "butir", &i);)
		no++;
	if (no > 9) /* 100. is wider than 18 points */
		in = within(in,
			    tpl_width(fl, FACE_PLAIN, fl->size, mark_of(fl, no, level)) +
				    4,
			    w);
	for (i = 0, no = (size_t)from - 1; (b = xml_each(n, "butir", &i));) {
		struct spans s = tpl_spans_of(fl, b);

		fl->tag = list;
		tpl_print_hang(
			fl, xml_attr(n, "tanda").n ? STR("-") : mark_of(fl, ++no, level),
			&s, x, in, w);
		if (xml_kid(b, "daftar"))
			tpl_keep_last(fl, 1);
		for (j = 0; (sub = xml_each(b, NULL, &j));)
			if (str_eqc(sub->name, "daftar"))
				print_list(p, sub, x + in, w - in, level + 1);
			else if (str_eqc(sub->name, "label"))
				print_label_list(p, sub, x + in, w - in);
	}
	fl->tag = above;
}

static size_t cells_of(const struct xml_node *row, const struct xml_node **cell)
{
	const struct xml_node *k;
	size_t i = 0, n = 0;

	while ((k = xml_each(row, "sel", &i)) && n < TABLE_COLS)
		cell[n++] = k;
	return n;
}

static double widest_word(const struct galley *fl, struct str s)
{
	struct str word;
	double most = 0;

	while (str_cut(&s, ' ', &word)) {
		double w = tpl_width(fl, FACE_BOLD, fl->size, word);

		most = w > most ? w : most;
	}
	return most;
}

/* Columns share the width by their longest text, within bounds; none is narrower than its
 * longest word as long as there is room for all. */
static size_t table_widths(struct galley *fl, const struct xml_node *t, double w,
			   double *col)
{
	const struct xml_node *cell[TABLE_COLS], *row;
	double least[TABLE_COLS] = {0}, most[TABLE_COLS] = {0}, need = 0, want = 0;
	size_t i = 0, n = 0;

	while ((row = xml_each(t, NULL, &i))) {
		size_t m = cells_of(row, cell);

		n = m > n ? m : n;
		for (size_t c = 0; c < m; c++) {
			struct str s = xml_text(fl->a, cell[c]);
			double all =
				within(24, tpl_width(fl, FACE_BOLD, fl->size, s), w / 2);

			least[c] = within(least[c], widest_word(fl, s) + 9, w);
			most[c] = within(most[c], all + 9, w);
		}
	}
	for (size_t c = 0; c < n; c++) {
		need += least[c];
		want += most[c] = within(least[c], most[c], w);
	}
	for (size_t c = 0; c < n; c++)
		col[c] = want <= w || need >= w
				 ? most[c] * w / want
				 : least[c] + (most[c] - least[c]) * (w - need) /
						      (want - need);
	return n;
}

struct table_row {
	struct lines ls[TABLE_COLS];
	size_t cells, lines;
	int tag[TABLE_COLS]; /* of each cell */
	bool head;
	double x;
	const double *col;
	size_t cols;
};

/* Lines from..to of a row, as a box. */
static void row_box(struct galley *fl, const struct table_row *r, size_t from, size_t to,
		    int head_box)
{
	bool first = from == 0, last = to == r->lines;
	double top = first ? 2 : 0, x = r->x;
	double h = (double)(to - from) * fl->lead + top + (last ? 2 : 0);
	bool edge = r->lines > 2 && (from < 2 || to + 2 > r->lines) && !last;
	struct box *b = tpl_box(fl, h, r->head ? TOGETHER : edge ? TIDY : ENDS);

	b->head = head_box;
	b->from_above = !first;
	b->to_below = !last;
	for (size_t c = 0; c < r->cols; x += r->col[c], c++) {
		fl->tag = r->tag[c];
		tpl_frame(fl, x, 0, r->col[c], h);
		for (size_t i = from; c < r->cells && i < to && i < r->ls[c].n; i++)
			tpl_put_line(fl, &r->ls[c], i, x + 4,
				     top + (double)(i - from) * fl->lead, r->col[c] - 8,
				     r->head ? ALIGN_CENTRE : ALIGN_LEFT);
	}
}

/* A row keeps together unless it is so high that it would leave half a page empty. */
static void table_row(struct galley *fl, const struct xml_node *row, struct table_row *r,
		      int head_box)
{
	const struct xml_node *cell[TABLE_COLS];

	r->cells = cells_of(row, cell);
	r->lines = 1;
	for (size_t c = 0; c < r->cells; c++) {
		struct spans s = tpl_spans_of(fl, cell[c]);

		for (size_t k = 0; r->head && k < s.n; k++)
			s.list[k].face |= FACE_BOLD;
		r->ls[c] = tpl_break(fl, s.list, s.n, r->col[c] - 8, 0, fl->size, false);
		r->lines = r->ls[c].n > r->lines ? r->ls[c].n : r->lines;
	}
	int table = fl->tag, line = tpl_tag(fl, table, ROLE_TR);
	bool high = fl->paper.room > 0 && (double)r->lines * fl->lead > fl->paper.room;
	size_t step = high ? 1 : r->lines;

	for (size_t c = 0; c < r->cols; c++)
		r->tag[c] = tpl_tag(fl, line, r->head ? ROLE_TH : ROLE_TD);
	for (size_t i = 0; i < r->lines; i += step)
		row_box(fl, r, i, i + step, head_box);
	fl->tag = table;
}

static void print_table(struct print *p, const struct xml_node *t, double x, double w)
{
	struct galley *fl = &p->fl;
	double col[TABLE_COLS], size = fl->size, lead = fl->lead;
	const struct xml_node *row;
	int head = -1, above = fl->tag;
	size_t i = 0;

	fl->size -= 1;
	fl->lead *= fl->size / size;
	size_t cols = table_widths(fl, t, w, col);

	tpl_space(fl, 3);
	(void)tpl_tag(fl, above, ROLE_TABLE);
	while ((row = xml_each(t, NULL, &i))) {
		struct table_row r = {.head = str_eqc(row->name, "kepala"),
				      .x = x,
				      .col = col,
				      .cols = cols};

		table_row(fl, row, &r, r.head ? -1 : head);
		if (r.head)
			head = (int)fl->boxes_n - 1;
	}
	fl->tag = above;
	fl->size = size;
	fl->lead = lead;
	tpl_space(fl, 6);
}

void tpl_label_row(struct print *p, struct row_head h, const struct spans *s, double x,
		   double colon, double w)
{
	struct galley *fl = &p->fl;
	double at = x + colon + 10 + h.in;
	struct lines ls = tpl_break(fl, s->list, s->n, x + w - at, 0, fl->size, false);
	int above = fl->tag;

	(void)tpl_tag(fl, above, ROLE_P);
	for (size_t i = 0; i < ls.n || i == 0; i++) {
		tpl_box(fl, fl->lead, i + 1 < ls.n);
		if (i == 0 && h.label.n) {
			tpl_put(fl, FACE_PLAIN, x, 0, ALIGN_LEFT, h.label);
			tpl_put(fl, FACE_PLAIN, x + colon, 0, ALIGN_LEFT, STR(":"));
		}
		if (i == 0 && h.no.n)
			tpl_put(fl, FACE_PLAIN, at - h.in, 0, ALIGN_LEFT, h.no);
		if (i < ls.n)
			tpl_put_line(fl, &ls, i, at, 0, w, ALIGN_LEFT);
	}
	fl->tag = above;
}

double tpl_widest(struct print *p, struct str label, double so_far)
{
	double w = tpl_width(&p->fl, FACE_PLAIN, p->fl.size, label) + 8;

	return w > so_far ? w : so_far;
}

static void print_label_list(struct print *p, const struct xml_node *n, double x,
			     double w)
{
	const struct xml_node *k;
	double colon = 60;
	size_t i = 0;

	while ((k = xml_each(n, "butir", &i)))
		colon = tpl_widest(p, xml_attr(k, "nama"), colon);
	for (i = 0; (k = xml_each(n, "butir", &i));) {
		struct spans s = tpl_spans_of(&p->fl, k);

		tpl_label_row(p, (struct row_head){.label = xml_attr(k, "nama")}, &s, x,
			      colon, w);
	}
	tpl_space(&p->fl, p->fl.lead / 3);
}

/* The number of a heading: levels above go on, those below begin again. */
static struct str heading_no(struct arena *a, size_t *no, size_t level)
{
	no[level]++;
	for (size_t i = level + 1; i < TPL_LEVELS; i++)
		no[i] = 0;
	return tpl_heading_mark(a,
				level == 0   ? NUMBER_ROMAN
				: level == 1 ? NUMBER_LETTER
					     : NUMBER_ARABIC,
				no[level]);
}

static void print_block(struct print *p, const struct xml_node *k, double x, double w,
			bool indent)
{
	struct galley *fl = &p->fl;
	double in = indent ? TPL_INDENT : 0;

	if (str_eqc(k->name, "paragraf")) {
		struct spans s = tpl_spans_of(fl, k);

		tpl_para(fl, s.list, s.n, x, w, in, ALIGN_BLOCK, false);
		tpl_space(fl, fl->lead / 3);
	} else if (str_eqc(k->name, "daftar")) {
		print_list(p, k, x + in, w - in, 0);
		tpl_space(fl, fl->lead / 3);
	} else if (str_eqc(k->name, "tabel")) {
		print_table(p, k, x, w);
	} else if (str_eqc(k->name, "label")) {
		print_label_list(p, k, x + TPL_INDENT, w - TPL_INDENT);
	}
}

void tpl_print_blocks(struct print *p, const struct xml_node *n, double x, double w,
		      bool indent)
{
	struct galley *fl = &p->fl;
	const struct xml_node *k;
	size_t i = 0, no[TPL_LEVELS] = {0};
	int64_t level = 0;
	double in = 0; /* what stands under a heading begins where its title does */

	while ((k = xml_each(n, NULL, &i))) {
		if (!str_eqc(k->name, "bab")) {
			print_block(p, k, x + in, w - in, indent && in == 0);
			continue;
		}
		struct spans s = tpl_spans_of(fl, k);

		if (!str_to_int(xml_attr(k, "tingkat"), &level) || level < 1 ||
		    level > TPL_LEVELS)
			level = 1;
		in = (double)(level - 1) * TPL_HEADING_IN;
		tpl_print_heading(fl, heading_no(fl->a, no, (size_t)level - 1), &s,
				  x + in, w - in);
		in += TPL_HEADING_IN;
	}
}

bool tpl_has_blocks(const struct xml_node *n)
{
	return xml_kid(n, "paragraf") || xml_kid(n, "daftar") || xml_kid(n, "tabel") ||
	       xml_kid(n, "label") || xml_kid(n, "bab") || xml_kid(n, "lampiran");
}

void tpl_print_value(struct print *p, struct str field, double x, double w, bool indent)
{
	const struct xml_node *n = tpl_letter_node(p->l->root, field);
	struct galley *fl = &p->fl;

	if (!n || !tpl_has_value(p->l->root, field))
		return;
	tpl_enter(p, field);
	if (tpl_has_blocks(n)) {
		tpl_print_blocks(p, n, x, w, indent);
		return;
	}
	struct spans s = tpl_spans_of(fl, n);

	tpl_para(fl, s.list, s.n, x, w, indent ? TPL_INDENT : 0, ALIGN_BLOCK, false);
	tpl_space(fl, fl->lead / 3);
}

/* How a value is printed when its type is not text: a date gets its day, an hour WIB. */
struct spans tpl_shown(struct print *p, struct str field)
{
	const struct xml_node *n = tpl_letter_node(p->l->root, field);
	struct span *one = ARENA_NEW(p->fl.a, struct span);
	const struct form *fm = p->l->form;
	struct day d;

	if (str_eqc(field, "nomor"))
		one->text = p->number;
	else if (str_eqc(field, "tanggal"))
		one->text = day_ok(p->date) ? day_long(p->fl.a, p->date) : STR("");
	else
		one->text =
			n ? tpl_letter_value(p->l, p->fl.a, arena_cstr(p->fl.a, field))
			  : STR("");
	for (size_t i = 0; i < fm->pub.fields_n; i++)
		if (str_eq(fm->pub.fields[i].name, field) && !tpl_is_head_name(field) &&
		    fm->pub.fields[i].type == TPL_TANGGAL && day_parse(one->text, &d))
			one->text = day_full(p->fl.a, d);
	if (str_eqc(field, "lampiran") && !one->text.n)
		one->text = STR("-");
	if (str_eqc(field, "hal"))
		one->face = FACE_BOLD;
	return (struct spans){one, 1};
}

/* A label in a box of no height, glued to what is printed beside it. */
static void side_label(struct galley *fl, struct str label, double x, double colon)
{
	tpl_box(fl, 0, true);
	fl->tag = tpl_tag(fl, 0, ROLE_P);
	tpl_put(fl, FACE_PLAIN, x, 0, ALIGN_LEFT, label);
	tpl_put(fl, FACE_PLAIN, x + colon, 0, ALIGN_LEFT, STR(":"));
	fl->tag = 0;
}

/* All labels of a form stand in one column, with the signer's rows where it has them. */
static double label_colon(struct print *p)
{
	const struct form *fm = p->l->form;
	double colon = 60;

	for (size_t i = 0; i < fm->parts_n; i++) {
		const struct part *part = &fm->parts[i];

		if (part->kind == PART_PENANDA && colon < TPL_PERSON_COLON)
			colon = TPL_PERSON_COLON;
		for (size_t k = 0; part->kind == PART_LABEL && k < part->rows_n; k++)
			if (tpl_has_value(p->l->root, part->rows[k].field))
				colon = tpl_widest(p, part->rows[k].label, colon);
	}
	return colon;
}

/* A list or several paragraphs beside a label; false: it is one line of text. */
static bool label_blocks(struct print *p, const struct row *r, double x, double colon,
			 double w)
{
	const struct xml_node *n = tpl_letter_node(p->l->root, r->field);
	size_t i = 0;

	if (!n || !tpl_has_blocks(n))
		return false;
	while (xml_each(n, "paragraf", &i))
		continue;
	if (!xml_kid(n, "daftar") && !xml_kid(n, "tabel") && i <= 1)
		return false;
	side_label(&p->fl, r->label, x, colon);
	tpl_print_value(p, r->field, x + colon + 10, w - colon - 10, false);
	return true;
}

void tpl_print_labels(struct print *p, const struct part *part)
{
	double x = p->fl.x + TPL_INDENT, w = p->fl.w - TPL_INDENT;
	double colon = label_colon(p);

	for (size_t i = 0; i < part->rows_n; i++) {
		struct spans s = tpl_shown(p, part->rows[i].field);

		if (!s.list[0].text.n || !tpl_rule_applies(p, part->rows[i].rule) ||
		    label_blocks(p, &part->rows[i], x, colon, w))
			continue;
		tpl_enter(p, part->rows[i].field);
		s.list[0].face = FACE_PLAIN;
		tpl_label_row(p, (struct row_head){.label = part->rows[i].label}, &s, x,
			      colon, w);
		tpl_keep_last(&p->fl, 1);
	}
	tpl_space(&p->fl, p->fl.lead / 3);
}

#define SECTION_COLON 70
#define SECTION_IN    86

void tpl_print_section(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;

	if (!tpl_has_value(p->l->root, part->field))
		return;
	side_label(fl, part->label, fl->x, SECTION_COLON);
	p->letters = str_eqc(xml_attr(part->node, "urut"), "huruf");
	tpl_print_value(p, part->field, fl->x + SECTION_IN, fl->w - SECTION_IN, false);
	p->letters = false;
}

/* Label and number stand in a box of no height, glued to the person's first line. */
static void person_side(struct print *p, const struct part *part, double x, size_t no,
			size_t total)
{
	struct galley *fl = &p->fl;

	tpl_box(fl, 0, true);
	if (total > 1)
		tpl_put(fl, FACE_PLAIN, x, 0, ALIGN_LEFT, arena_fmt(fl->a, "%zu.", no));
	if (no > 1 || !part->label.n)
		return;
	tpl_put(fl, FACE_PLAIN, fl->x, 0, ALIGN_LEFT, part->label);
	tpl_put(fl, FACE_PLAIN, fl->x + SECTION_COLON, 0, ALIGN_LEFT, STR(":"));
}

void tpl_print_persons(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	const struct xml_node *n = tpl_letter_node(p->l->root, part->field);
	const struct xml_node *t = n ? xml_kid(n, "tabel") : NULL, *row,
			      *cell[TABLE_COLS];
	const struct tpl_field *fd = tpl_form_field(p->l->form, part->field);
	/* without a label it is aligned with the signer's own rows */
	double x = fl->x + (part->label.n ? SECTION_IN : TPL_INDENT);
	double colon = part->label.n ? 60 : TPL_PERSON_COLON, in = 0;
	size_t i = 0, no = 0, total = 0;

	if (!t || !fd)
		return;
	while (xml_each(t, "baris", &i))
		total++;
	in = part->label.n || total > 1 ? 18 : 0;
	for (size_t c = 0; c < fd->columns_n; c++)
		colon = tpl_widest(p, fd->columns[c], colon);
	tpl_enter(p, part->field);
	if (tpl_annexed(p, part->field)) {
		side_label(fl, part->label, fl->x, SECTION_COLON);
		tpl_box(fl, fl->lead, false);
		tpl_put(fl, FACE_PLAIN, fl->x + SECTION_IN, 0, ALIGN_LEFT,
			STR("(daftar terlampir)"));
		tpl_space(fl, fl->lead / 3);
		return;
	}
	for (i = 0; (row = xml_each(t, "baris", &i));) {
		size_t m = cells_of(row, cell);

		no++;
		for (size_t c = 0; c < m && c < fd->columns_n; c++) {
			struct spans s = tpl_spans_of(fl, cell[c]);
			size_t at;

			if (c == 0)
				person_side(p, part, x, no, total);
			at = fl->boxes_n;
			if (xml_text(fl->a, cell[c]).n)
				tpl_label_row(p,
					      (struct row_head){.label = fd->columns[c]},
					      &s, x + in, colon, fl->x + fl->w - x - in);
			if (c + 1 < m)
				tpl_keep_last(fl, fl->boxes_n - at);
		}
		tpl_space(fl, fl->lead / 3);
	}
}
