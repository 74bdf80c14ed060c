/* The head of a letter: letterhead, number block, date, address, titles. */
#include "print.h"
#include "utf8.h"

struct str tpl_value_of(struct print *p, const char *name)
{
	return tpl_letter_value(p->l, p->fl.a, name);
}

void tpl_enter(struct print *p, struct str field)
{
	const struct xml_node *n = tpl_letter_node(p->l->root, field);

	p->fl.field = field;
	p->fl.line = n ? n->line : 0;
}

/* "Jambi, 22 November 2026": no leading zero, no full stop; the day of a wet letter has
 * a place of fixed width so that it can be printed later. */
void tpl_print_date(struct print *p, double x, double y, bool with_place)
{
	struct galley *fl = &p->fl;
	struct str town = tpl_value_of(p, "tempat"), day, rest;
	double at = x;

	if (!town.n && p->office)
		town = p->office->town;
	tpl_enter(p, STR("tempat"));
	if (with_place && town.n) {
		struct str s = arena_fmt(fl->a, STR_FMT ", ", STR_ARG(town));

		tpl_put(fl, FACE_PLAIN, at, y, ALIGN_LEFT, s);
		at += tpl_width(fl, FACE_PLAIN, fl->size, s);
	}
	if (!day_ok(p->date))
		return;
	day = arena_fmt(fl->a, "%d", p->date.mday);
	rest = arena_fmt(fl->a, " %s %d", month_name(p->date.month), p->date.year);
	double wide = tpl_width(fl, FACE_PLAIN, fl->size, p->wet ? STR("00") : day);

	fl->late = true;
	tpl_put(fl, FACE_PLAIN, at, y, ALIGN_LEFT, day);
	fl->late = false;
	tpl_put(fl, FACE_PLAIN, at + wide, y, ALIGN_LEFT, rest);
}

#define HEAD_ROWS 5

struct head_row {
	struct str label, field, value;
	bool late;
};

static size_t head_rows(struct print *p, struct head_row *r)
{
	struct str att = tpl_value_of(p, "lampiran"), sec = tpl_value_of(p, "keamanan");
	size_t n = 0;

	r[n++] = (struct head_row){STR("Nomor"), STR("nomor"), p->number, true};
	struct str u = tpl_value_of(p, "sifat");

	/* Two axes, one printed line: secrecy stands first when it is more than plain. */
	if (sec.n && !str_eqc(sec, "Biasa"))
		u = arena_fmt(p->fl.a, STR_FMT "%s" STR_FMT, STR_ARG(sec),
			      u.n && !str_eqc(u, "Biasa") ? " / " : "",
			      STR_ARG(str_eqc(u, "Biasa") ? STR("") : u));
	r[n++] = (struct head_row){STR("Sifat"), STR("sifat"), u, false};
	if (!att.n)
		att = tpl_annexes(p) ? STR("1 (satu) berkas") : STR("-");
	r[n++] = (struct head_row){STR("Lampiran"), STR("lampiran"), att, false};
	r[n++] = (struct head_row){p->pf->subject_label, STR("hal"),
				   tpl_value_of(p, "hal"), false};
	return n;
}

/* One line of the address; its mark ("Yth.", "2.") hangs before it. */
struct addr_line {
	struct str yth, no, text;
	double in; /* of the text, from the column's left edge */
};

static size_t addressees_of(const struct print *p)
{
	size_t i = 0, n = 0;

	while (xml_each(p->l->root, "yth", &i))
		n++;
	return n;
}

/* One addressee: Yth. stands before the first alone, each of several has its number. */
static size_t addressee(struct print *p, const struct xml_node *y, size_t no, bool many,
			struct addr_line *to, size_t max)
{
	struct galley *fl = &p->fl;
	double in = tpl_width(fl, FACE_PLAIN, fl->size, STR("Yth. "));
	const struct xml_node *k;
	size_t n = 0, j = 0;

	if (many) /* room for two figures from the first on */
		in += tpl_width(fl, FACE_PLAIN, fl->size,
				addressees_of(p) > 9 ? STR("00. ") : STR("0. "));
	while (n + 2 < max && (k = xml_each(y, "baris", &j))) {
		to[n] = (struct addr_line){.text = xml_text(fl->a, k), .in = in};
		if (n == 0 && no == 1)
			to[n].yth = STR("Yth.");
		if (n == 0 && many)
			to[n].no = arena_fmt(fl->a, "%zu.", no);
		n++;
	}
	return n;
}

/* The address under the date: Kepada / Yth. … / di - / place (54/2009), or one block
 * at left without Kepada (1/2023). */
static size_t address_lines(struct print *p, struct addr_line *to, size_t max)
{
	struct galley *fl = &p->fl;
	bool right = p->pf->address_right;
	double yth = tpl_width(fl, FACE_PLAIN, fl->size, STR("Yth. "));
	const struct xml_node *y;
	size_t n = 0, i = 0, total = addressees_of(p), no = 0;

	if (tpl_annexed(p, STR("yth"))) {
		if (right)
			to[n++] = (struct addr_line){.text = STR("Kepada"), .in = yth};
		to[n++] = (struct addr_line){
			.yth = STR("Yth."), .text = STR("(daftar terlampir)"), .in = yth};
		return n;
	}
	if (right)
		to[n++] = (struct addr_line){.text = STR("Kepada"), .in = yth};
	for (i = 0; n + 4 < max && (y = xml_each(p->l->root, "yth", &i));) {
		struct str di = xml_kid_text(fl->a, y, "di");

		n += addressee(p, y, ++no, total > 1, to + n, max - n - 2);
		if (di.n && right) {
			to[n++] = (struct addr_line){.text = STR("di -"), .in = yth};
			to[n++] = (struct addr_line){.text = di, .in = yth + 18};
		} else if (di.n) {
			to[n++] = (struct addr_line){
				.text = arena_fmt(fl->a, "di " STR_FMT, STR_ARG(di))};
		}
	}
	return n;
}

#define HEAD_LINES 64
#define COLUMN_GAP 9

struct head_line {
	struct lines ls;
	size_t i;
	double x;
	struct str yth, no; /* hang before this line */
};

static size_t wrap(struct galley *fl, const struct addr_line *from, size_t n, double x,
		   double w, struct head_line *to)
{
	size_t c = 0;

	for (size_t k = 0; k < n; k++) {
		struct span s = {from[k].text, FACE_PLAIN, false};
		struct lines ls =
			tpl_break(fl, &s, 1, w - from[k].in, 0, fl->size, false);

		for (size_t i = 0; i < ls.n && c < HEAD_LINES; i++) {
			to[c] = (struct head_line){.ls = ls, .i = i, .x = x + from[k].in};
			if (i == 0)
				to[c].yth = from[k].yth, to[c].no = from[k].no;
			c++;
		}
	}
	return c;
}

static void put_head_lines(struct galley *fl, const struct head_line *l, size_t n,
			   double x, double y)
{
	double gap = tpl_width(fl, FACE_PLAIN, fl->size, STR(" "));

	(void)tpl_tag(fl, 0, ROLE_P);
	for (size_t i = 0; i < n; i++, y += fl->lead) {
		if (l[i].yth.n)
			tpl_put(fl, FACE_PLAIN, x, y, ALIGN_LEFT, l[i].yth);
		if (l[i].no.n)
			tpl_put(fl, FACE_PLAIN, l[i].x - gap, y, ALIGN_RIGHT, l[i].no);
		tpl_put_line(fl, &l[i].ls, l[i].i, l[i].x, y, 0, ALIGN_LEFT);
	}
	fl->tag = 0;
}

static double put_rows(struct print *p, double x, double w, double y)
{
	struct galley *fl = &p->fl;
	struct head_row r[HEAD_ROWS];
	size_t n = head_rows(p, r);
	double colon = x + tpl_width(fl, FACE_PLAIN, fl->size, STR("Lampiran ")) + 4;

	for (size_t i = 0; i < n; i++) {
		struct span s = {r[i].value, FACE_PLAIN, false};
		double at = colon + 9;

		tpl_enter(p, r[i].field);
		/* what the letter is about is what one looks for first */
		(void)tpl_tag(fl, 0, str_eqc(r[i].field, "hal") ? ROLE_H1 : ROLE_P);
		tpl_put(fl, FACE_PLAIN, x, y, ALIGN_LEFT, r[i].label);
		tpl_put(fl, FACE_PLAIN, colon, y, ALIGN_LEFT, STR(":"));
		if (r[i].late) {
			fl->late = true;
			tpl_put(fl, FACE_PLAIN, at, y, ALIGN_LEFT, r[i].value);
			fl->late = false;
			y += fl->lead;
			continue;
		}
		struct lines ls = tpl_break(fl, &s, 1, x + w - at, 0, fl->size, false);

		for (size_t k = 0; k < ls.n; k++, y += fl->lead)
			tpl_put_line(fl, &ls, k, at, y, 0, ALIGN_LEFT);
		y += ls.n ? 0 : fl->lead;
	}
	fl->tag = 0;
	return y;
}

void tpl_print_head(struct print *p)
{
	struct galley *fl = &p->fl;
	struct addr_line text[HEAD_LINES];
	double left, right;
	struct head_line *lines = ARENA_ARRAY(fl->a, struct head_line, HEAD_LINES);
	double mid = fl->x + 0.56 * fl->w;
	double yth = tpl_width(fl, FACE_PLAIN, fl->size, STR("Yth. "));
	struct box *b;
	size_t at, n = address_lines(p, text, HEAD_LINES), rows;

	tpl_enter(p, STR("yth"));
	tpl_box(fl, 0, true);
	at = fl->boxes_n - 1;
	/* "Yth." hangs out to the left of the address: Hal ends before it */
	left = put_rows(
		p, fl->x,
		p->pf->address_right ? mid - yth - COLUMN_GAP - fl->x : 0.53 * fl->w, 0);
	(void)tpl_tag(fl, 0, ROLE_P);
	tpl_print_date(p, mid, 0, true);
	fl->tag = 0;
	tpl_enter(p, STR("yth"));
	if (p->pf->address_right) {
		rows = wrap(fl, text, n, mid - yth, fl->x + fl->w - mid + yth, lines);
		put_head_lines(fl, lines, rows, mid - yth, 2 * fl->lead);
		right = (2 + (double)rows) * fl->lead;
	} else {
		rows = wrap(fl, text, n, fl->x, 0.6 * fl->w, lines);
		put_head_lines(fl, lines, rows, fl->x, left + fl->lead);
		left += (1 + (double)rows) * fl->lead;
		right = fl->lead;
	}
	b = &fl->boxes[at];
	b->h = left > right ? left : right;
	tpl_space(fl, fl->lead * 1.2);
}

void tpl_print_address(struct print *p)
{
	struct galley *fl = &p->fl;
	struct addr_line text[HEAD_LINES];
	struct head_line *lines = ARENA_ARRAY(fl->a, struct head_line, HEAD_LINES);
	double yth = tpl_width(fl, FACE_PLAIN, fl->size, STR("Yth. "));
	bool right = p->pf->address_right;
	double x = right ? fl->x + 0.56 * fl->w - yth : fl->x;
	double w = right ? fl->x + fl->w - x : 0.75 * fl->w;
	size_t n = address_lines(p, text, HEAD_LINES), rows;

	if (!tpl_has_value(p->l->root, STR("yth")))
		return;
	tpl_enter(p, STR("yth"));
	rows = wrap(fl, text, n, x, w, lines);
	tpl_box(fl, (double)rows * fl->lead, true);
	put_head_lines(fl, lines, rows, x, 0);
	tpl_space(fl, fl->lead);
}

void tpl_print_place_date(struct print *p)
{
	struct galley *fl = &p->fl;

	tpl_box(fl, fl->lead, true);
	tpl_print_date(p, fl->x + 0.56 * fl->w, 0, true);
	tpl_space(fl, fl->lead);
}

/* Between a title and what is not its number stands a blank line. */
static bool parted(const struct print *p, const struct part *title)
{
	const struct part *end = p->l->form->parts + p->l->form->parts_n;

	return title + 1 < end &&
	       (title[1].kind == PART_TENTANG || title[1].kind == PART_LABEL);
}

void tpl_print_title(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	struct str more = part->field.n ? tpl_value_of(p, arena_cstr(fl->a, part->field))
					: (struct str){0};
	const struct form_words *own = tpl_profile_words(p->pf, p->l->form->pub.code);
	struct str title = own && own->title.n ? own->title : part->text;
	double w = tpl_width(fl, FACE_BOLD, fl->size + 1, title), size = fl->size;

	if (more.n) { /* BERITA ACARA + serah terima barang */
		tpl_enter(p, part->field);
		tpl_space(fl, fl->lead / 2);
		tpl_print_middle(p, FACE_BOLD, size + 1,
				 utf8_upper(fl->a, arena_fmt(fl->a, STR_FMT "%s" STR_FMT,
							     STR_ARG(part->text),
							     part->text.n ? " " : "",
							     STR_ARG(more))));
		return;
	}

	tpl_space(fl, fl->lead / 2);
	tpl_box(fl, fl->lead, true);
	fl->size += 1;
	(void)tpl_tag(fl, 0, ROLE_H1);
	tpl_put(fl, FACE_BOLD, fl->x + fl->w / 2, 0, ALIGN_CENTRE, title);
	fl->tag = 0;
	fl->size = size;
	if (part->underline)
		tpl_rule(fl, fl->x + (fl->w - w) / 2, fl->lead - 1, w, 0.8);
	if (parted(p, part))
		tpl_space(fl, fl->lead * 0.8);
}

/* NOMOR, centred; a wet letter keeps a place of 45 mm for it.  Another party's number
 * is a field, and comes with it or not at all. */
void tpl_print_number(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	struct str label = STR("NOMOR : "), own = p->number;
	bool late = !part->field.n;

	if (!late)
		own = tpl_value_of(p, arena_cstr(fl->a, part->field));
	if (!late && !own.n)
		return;
	if (!late && fl->boxes_n && fl->boxes[fl->boxes_n - 1].space)
		fl->boxes_n--; /* right under the first number */
	double lw = tpl_width(fl, FACE_PLAIN, fl->size, label);
	double nw = p->wet && late ? 128 : tpl_width(fl, FACE_PLAIN, fl->size, own);
	double x = fl->x + (fl->w - lw - nw) / 2;

	tpl_enter(p, late ? STR("nomor") : part->field);
	tpl_box(fl, fl->lead, true);
	tpl_put(fl, FACE_PLAIN, x, 0, ALIGN_LEFT, label);
	fl->late = late;
	tpl_put(fl, FACE_PLAIN, x + lw, 0, ALIGN_LEFT, own);
	fl->late = false;
	tpl_space(fl, fl->lead);
}
