/* Cells beside each other, a small label over its value: the radiogram.
 * SOURCE  Permendagri 54/2009, radiogram: capitals, and punctuation in words (TTK, KMA).
 */
#include "print.h"
#include "utf8.h"

#define CELLS_MAX  8
#define LABEL_SIZE 8
#define CELL_PAD   4

/* "Besok, pukul 08.30:" → "BESOK KMA PUKUL 08.30 TTK DUA" */
struct str tpl_telegram(struct arena *a, struct str s)
{
	static const struct {
		char sign;
		const char *word;
	} SIGN[] = {{'.', "TTK"},       {',', "KMA"},         {':', "TTK DUA"},
		    {';', "TTK KMA"},   {'/', "GRING"},       {'(', "KRG BUKA"},
		    {')', "KRG TUTUP"}, {'?', "TANDA TANYA"}, {'"', "PETIK"}};
	struct buf b = BUF_MAX(1u << 20);

	s = utf8_upper(a, s);
	for (size_t i = 0; i < s.n; i++) {
		bool ends = i + 1 == s.n || s.p[i + 1] == ' ' || s.p[i + 1] == '\n';
		size_t k = 0;

		while (k < sizeof SIGN / sizeof *SIGN && SIGN[k].sign != s.p[i])
			k++;
		/* a point or comma within a figure stays: 08.30, 1.500 */
		if (k == sizeof SIGN / sizeof *SIGN || (k < 3 && !ends)) {
			buf_byte(&b, s.p[i]);
			continue;
		}
		if (b.n && b.p[b.n - 1] != ' ')
			buf_byte(&b, ' ');
		buf_add(&b, str_c(SIGN[k].word));
		if (!ends)
			buf_byte(&b, ' ');
	}
	return buf_keep(&b, a);
}

struct cell {
	double x, w;
	struct str label;
	bool late;
	struct lines *part; /* each line of the value, broken */
	size_t parts, n;    /* n: lines in all */
};

static struct str cell_text(struct print *p, const struct xml_node *n)
{
	struct str field = xml_attr(n, "isian");
	struct str s = xml_attr(n, "penjabat").n ? tpl_post_of(p)
		       : field.n                 ? tpl_spoken_value(p, field)
						 : STR("");

	return str_eqc(xml_attr(n, "kapital"), "ya") ? utf8_upper(p->fl.a, s) : s;
}

/* One line of a place that goes on over the page: its sides alone. */
static void sides(struct galley *fl, double h, bool keep)
{
	tpl_box(fl, h, keep);
	tpl_frame(fl, fl->x, 0, 0, h);
	tpl_frame(fl, fl->x + fl->w, 0, 0, h);
}

#define LONG_CELL 12 /* lines; more of them may be parted by a page */

/* Hundreds of addressees: line by line, so that pages may end between them. */
static void long_cell(struct print *p, const struct cell *c)
{
	struct galley *fl = &p->fl;
	double size = fl->size, lead = fl->lead;

	sides(fl, LABEL_SIZE + 4, true);
	tpl_rule(fl, fl->x, 0, fl->w, 0.5);
	fl->size = LABEL_SIZE;
	fl->lead = LABEL_SIZE + 2;
	tpl_put(fl, FACE_PLAIN, fl->x + CELL_PAD, 2, ALIGN_LEFT, c->label);
	fl->size = size;
	fl->lead = lead;
	for (size_t k = 0; k < c->parts; k++)
		for (size_t l = 0; l < c->part[k].n; l++) {
			sides(fl, lead, l == 0);
			tpl_put_line(fl, &c->part[k], l, fl->x + CELL_PAD, 0, 0,
				     ALIGN_LEFT);
		}
	tpl_rule(fl, fl->x, lead, fl->w, 0.5);
}

/* The value's own lines, each broken to the cell's width. */
static void break_cell(struct galley *fl, struct cell *c, struct str text)
{
	struct str line;
	size_t most = 1;

	for (size_t i = 0; i < text.n; i++)
		most += text.p[i] == '\n';
	c->part = ARENA_ARRAY(fl->a, struct lines, most);
	while (str_cut(&text, '\n', &line)) {
		struct span *s = ARENA_NEW(fl->a, struct span);

		*s = (struct span){str_trim(line), FACE_PLAIN, false};
		if (!s->text.n)
			continue;
		c->part[c->parts] =
			tpl_break(fl, s, 1, c->w - 2 * CELL_PAD, 0, fl->size, false);
		c->n += c->part[c->parts++].n;
	}
}

static size_t read_cells(struct print *p, const struct xml_node *row, struct cell *c)
{
	struct galley *fl = &p->fl;
	const struct xml_node *k;
	int64_t shares = 0, share[CELLS_MAX];
	double x = fl->x;
	size_t i = 0, n = 0;

	for (; n < CELLS_MAX && (k = xml_each(row, "sel", &i)); n++) {
		share[n] = 1;
		(void)str_to_int(xml_attr(k, "lebar"), &share[n]);
		shares += share[n];
	}
	for (i = 0, n = 0; n < CELLS_MAX && (k = xml_each(row, "sel", &i)); n++) {
		c[n] = (struct cell){.x = x,
				     .w = fl->w * (double)share[n] / (double)shares,
				     .label = xml_attr(k, "label"),
				     .late = str_eqc(xml_attr(k, "isian"), "nomor")};
		break_cell(fl, &c[n], cell_text(p, k));
		x += c[n].w;
	}
	return n;
}

static void cell_row(struct print *p, const struct xml_node *row)
{
	struct galley *fl = &p->fl;
	struct cell c[CELLS_MAX];
	int64_t high = 0;
	size_t n = read_cells(p, row, c), most = 1;
	double size = fl->size, lead = fl->lead;

	for (size_t j = 0; j < n; j++)
		most = c[j].n > most ? c[j].n : most;
	if (n == 1 && most > LONG_CELL) {
		long_cell(p, &c[0]);
		return;
	}
	(void)str_to_int(xml_attr(row, "tinggi"), &high);
	double h = LABEL_SIZE + 4 + (double)most * lead + CELL_PAD;

	h = h > (double)high ? h : (double)high;
	tpl_box(fl, h, false);
	for (size_t j = 0; j < n; j++) {
		tpl_frame(fl, c[j].x, 0, c[j].w, h);
		fl->size = LABEL_SIZE;
		fl->lead = LABEL_SIZE + 2;
		tpl_put(fl, FACE_PLAIN, c[j].x + CELL_PAD, 2, ALIGN_LEFT, c[j].label);
		fl->size = size;
		fl->lead = lead;
		fl->late = c[j].late;
		double y = LABEL_SIZE + 4;

		for (size_t k = 0; k < c[j].parts; k++)
			for (size_t l = 0; l < c[j].part[k].n; l++, y += lead)
				tpl_put_line(fl, &c[j].part[k], l, c[j].x + CELL_PAD, y,
					     0, ALIGN_LEFT);
		fl->late = false;
	}
}

void tpl_print_cells(struct print *p, const struct part *part)
{
	const struct xml_node *row;
	size_t i = 0;

	tpl_space(&p->fl, p->fl.lead * 0.7);
	while ((row = xml_each(part->node, "baris", &i)))
		cell_row(p, row);
}

/* AAA, BBB, CCC before the paragraphs of several. */
static struct str triple(struct arena *a, size_t no)
{
	char c = (char)('A' + no % 26);

	return arena_fmt(a, "%c%c%c ", c, c, c);
}

static void telegram_lines(struct print *p, struct str text)
{
	struct galley *fl = &p->fl;
	struct span s = {text, FACE_PLAIN, false};
	struct lines ls = tpl_break(fl, &s, 1, fl->w - 2 * CELL_PAD, 0, fl->size, false);

	for (size_t i = 0; i < ls.n; i++) {
		sides(fl, fl->lead, i == 0 && ls.n > 1);
		tpl_put_line(fl, &ls, i, fl->x + CELL_PAD, 0, 0, ALIGN_LEFT);
	}
}

/* The text of a radiogram in its ruled place, over as many pages as it needs. */
void tpl_print_telegram(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	struct str all = tpl_value_of(p, arena_cstr(fl->a, part->field)), line,
		   rest = all;
	size_t total = 0, no = 0;

	tpl_enter(p, part->field);
	while (str_cut(&rest, '\n', &line))
		total += str_trim(line).n > 0;
	sides(fl, fl->lead / 2, true);
	while (str_cut(&all, '\n', &line)) {
		line = str_trim(line);
		if (!line.n)
			continue;
		telegram_lines(p,
			       arena_fmt(fl->a, STR_FMT STR_FMT "%s",
					 STR_ARG(total > 1 ? triple(fl->a, no) : STR("")),
					 STR_ARG(tpl_telegram(fl->a, line)),
					 no + 1 == total ? " HBS" : ""));
		no++;
	}
	sides(fl, fl->lead / 2, false);
	tpl_rule(fl, fl->x, fl->lead / 2, fl->w, 0.5);
}
