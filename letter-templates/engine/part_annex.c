/* Lampiran: each begins a page, bears its own head at top right, and is signed again
 * (Permendagri 54/2009, Lampiran C); pages count on, several have Roman numbers. */
#include "print.h"
#include "spell.h"
#include "utf8.h"

static const struct xml_node *table_of(const struct print *p, struct str field)
{
	const struct xml_node *n = tpl_letter_node(p->l->root, field);

	return n ? xml_kid(n, "tabel") : NULL;
}

/* Addressees, or rows of a table. */
static size_t entries(const struct print *p, struct str field)
{
	bool yth = str_eqc(field, "yth");
	const struct xml_node *n = yth ? p->l->root : table_of(p, field);
	size_t i = 0, c = 0;

	while (n && xml_each(n, yth ? "yth" : "baris", &i))
		c++;
	return c;
}

static bool lists(const struct print *p, const struct part *part)
{
	int64_t most = 0;

	return part->kind == PART_LAMPIRAN && tpl_rule_applies(p, part->rule) &&
	       str_to_int(xml_attr(part->node, "lebih"), &most) &&
	       entries(p, part->field) > (size_t)most;
}

bool tpl_annexed(const struct print *p, struct str field)
{
	for (size_t i = 0; i < p->l->form->parts_n; i++)
		if (str_eq(p->l->form->parts[i].field, field) &&
		    lists(p, &p->l->form->parts[i]))
			return true;
	return false;
}

/* How many a part prints: one for each marker, and one for what stands before the first.
 */
static size_t annexes_of(const struct print *p, const struct part *part)
{
	const struct xml_node *n = tpl_letter_node(p->l->root, part->field);
	size_t c = 0;

	if (part->kind != PART_LAMPIRAN || !tpl_rule_applies(p, part->rule))
		return 0;
	if (xml_attr(part->node, "lebih").n)
		return lists(p, part);
	if (!tpl_has_value(p->l->root, part->field))
		return 0;
	for (size_t i = 0; i < n->kids_n; i++)
		c += str_eqc(n->kids[i].name, "lampiran") ||
		     (c == 0 && n->kids[i].name.n);
	return c ? c : 1;
}

size_t tpl_annexes(const struct print *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->l->form->parts_n; i++)
		n += annexes_of(p, &p->l->form->parts[i]);
	return n;
}

struct head_at {
	double x, colon, w, y;
};

static void head_line(struct print *p, struct head_at *at, struct str label, struct str s)
{
	struct galley *fl = &p->fl;
	double in = label.n ? at->colon + 8 : 0;
	struct span one = {s, FACE_PLAIN, false};
	struct lines ls = tpl_break(fl, &one, 1, at->w - in, 0, fl->size, false);

	if (label.n) {
		tpl_put(fl, FACE_PLAIN, at->x, at->y, ALIGN_LEFT, label);
		tpl_put(fl, FACE_PLAIN, at->x + at->colon, at->y, ALIGN_LEFT, STR(":"));
	}
	for (size_t i = 0; i < ls.n; i++)
		tpl_put_line(fl, &ls, i, at->x + in, at->y + (double)i * fl->lead, 0,
			     ALIGN_LEFT);
	at->y += (double)(ls.n ? ls.n : 1) * fl->lead;
}

static void head(struct print *p, const struct part *part, bool lying)
{
	struct galley *fl = &p->fl;

	tpl_turn(fl, lying);
	double x = fl->x + 0.5 * fl->w;
	struct head_at at = {x, tpl_width(fl, FACE_PLAIN, fl->size, STR("TANGGAL ")) + 2,
			     0.5 * fl->w, 0};
	struct str about = xml_attr(part->node, "tentang");
	size_t box = fl->boxes_n;

	tpl_box(fl, 0, true);
	p->annex++;
	head_line(
		p, &at, STR(""),
		tpl_annexes(p) < 2
			? STR("LAMPIRAN")
			: arena_fmt(fl->a, "LAMPIRAN " STR_FMT,
				    STR_ARG(tpl_spell_roman(fl->a, (unsigned)p->annex))));
	head_line(p, &at, STR(""),
		  part->text.n ? tpl_product_name(p, part)
			       : utf8_upper(fl->a, p->l->form->pub.name));
	tpl_enter(p, STR("nomor"));
	fl->late = true;
	tpl_put(fl, FACE_PLAIN, x + at.colon + 8, at.y, ALIGN_LEFT, tpl_bare_number(p));
	fl->late = false;
	head_line(p, &at, STR("NOMOR"), STR(""));
	tpl_print_date(p, x + at.colon + 8, at.y, false);
	head_line(p, &at, STR("TANGGAL"), STR(""));
	if (about.n)
		head_line(p, &at, STR("TENTANG"),
			  utf8_upper(fl->a, tpl_value_of(p, arena_cstr(fl->a, about))));
	fl->boxes[box].h = at.y;
	tpl_space(fl, fl->lead);
}

static void title(struct print *p, struct str s)
{
	struct galley *fl = &p->fl;
	struct span one = {utf8_upper(fl->a, s), FACE_BOLD, false};
	struct lines ls = tpl_break(fl, &one, 1, fl->w * 0.86, 0, fl->size, false);

	for (size_t i = 0; i < ls.n; i++) {
		tpl_box(fl, fl->lead, true);
		tpl_put_line(fl, &ls, i, fl->x, 0, fl->w, ALIGN_CENTRE);
	}
	if (ls.n)
		tpl_space(fl, fl->lead * 0.8);
}

static void sign_again(struct print *p)
{
	const struct form *fm = p->l->form;

	for (size_t i = 0; i < fm->parts_n; i++) {
		struct part again = fm->parts[i];

		if (again.kind != PART_TTD || !tpl_rule_applies(p, again.rule))
			continue;
		again.place = PLACE_NONE;
		tpl_print_signature(p, &again);
		return;
	}
}

static void addressees(struct print *p)
{
	struct galley *fl = &p->fl;
	double in = tpl_width(fl, FACE_PLAIN, fl->size, STR("00. ")) + 4;
	const struct xml_node *y, *k;
	size_t i = 0, no = 0, j;

	tpl_enter(p, STR("yth"));
	while ((y = xml_each(p->l->root, "yth", &i))) {
		bool first = true;

		for (j = 0, no++; (k = xml_each(y, NULL, &j)); first = false) {
			struct str s = xml_text(fl->a, k);

			tpl_box(fl, fl->lead, true);
			if (first)
				tpl_put(fl, FACE_PLAIN, fl->x, 0, ALIGN_LEFT,
					arena_fmt(fl->a, "%zu.", no));
			if (str_eqc(k->name, "di"))
				s = arena_fmt(fl->a, "di " STR_FMT, STR_ARG(s));
			tpl_put(fl, FACE_PLAIN, fl->x + in, 0, ALIGN_LEFT, s);
		}
		fl->boxes[fl->boxes_n - 1].keep = false;
	}
}

static struct xml_node cell(struct arena *a, struct str text)
{
	struct xml_node *t = ARENA_NEW(a, struct xml_node);

	*t = (struct xml_node){.text = text};
	return (struct xml_node){.name = STR("sel"), .kids = t, .kids_n = 1};
}

/* The rows of a field as a table: its columns are the head, and each row has its number.
 */
static void rows(struct print *p, struct str field)
{
	struct arena *a = p->fl.a;
	const struct xml_node *t = table_of(p, field), *r;
	const struct tpl_field *fd = tpl_form_field(p->l->form, field);
	struct xml_node all = {.kids_n = 1}, *table = ARENA_NEW(a, struct xml_node);
	struct xml_node *line = ARENA_ARRAY(a, struct xml_node, t->kids_n + 1);
	size_t i = 0, n = 0;

	for (r = NULL; n == 0 || (r = xml_each(t, "baris", &i)); n++) {
		struct xml_node *k = ARENA_ARRAY(a, struct xml_node, fd->columns_n + 1);
		size_t c = 0;

		k[0] = cell(a, n ? arena_fmt(a, "%zu.", n) : STR("No."));
		for (size_t j = 0; c < fd->columns_n; c++) {
			const struct xml_node *was = r ? xml_each(r, "sel", &j) : NULL;

			k[c + 1] = was ? *was : cell(a, r ? STR("") : fd->columns[c]);
		}
		line[n] = (struct xml_node){.name = n ? STR("baris") : STR("kepala"),
					    .kids = k,
					    .kids_n = c + 1};
	}
	*table = (struct xml_node){.name = STR("tabel"), .kids = line, .kids_n = n};
	all.kids = table;
	tpl_enter(p, field);
	tpl_print_blocks(p, &all, p->fl.x, p->fl.w, false);
}

static void listed(struct print *p, const struct part *part)
{
	head(p, part, false);
	title(p, xml_attr(part->node, "judul"));
	if (str_eqc(part->field, "yth"))
		addressees(p);
	else
		rows(p, part->field);
	sign_again(p);
}

/* From kid i on to the next marker. */
static size_t one_annex(struct print *p, const struct part *part,
			const struct xml_node *n, size_t i)
{
	struct str name = xml_attr(part->node, "judul");
	struct xml_node text = *n;
	bool lying = false;
	size_t end;

	if (str_eqc(n->kids[i].name, "lampiran")) {
		lying = str_eqc(xml_attr(&n->kids[i], "arah"), "rebah");
		name = xml_text(p->fl.a, &n->kids[i++]);
	}
	for (end = i; end < n->kids_n; end++)
		if (str_eqc(n->kids[end].name, "lampiran"))
			break;
	text.kids = n->kids + i;
	text.kids_n = end - i;
	head(p, part, lying);
	title(p, name);
	tpl_enter(p, part->field);
	tpl_print_blocks(p, &text, p->fl.x, p->fl.w, true);
	sign_again(p);
	return end;
}

void tpl_print_annex(struct print *p, const struct part *part)
{
	const struct xml_node *n = tpl_letter_node(p->l->root, part->field);

	if (!annexes_of(p, part))
		return;
	if (xml_attr(part->node, "lebih").n) {
		listed(p, part);
		return;
	}
	if (!tpl_has_blocks(n)) {
		head(p, part, false);
		title(p, xml_attr(part->node, "judul"));
		tpl_print_value(p, part->field, p->fl.x, p->fl.w, true);
		sign_again(p);
		return;
	}
	for (size_t i = 0; i < n->kids_n;)
		if (n->kids[i].name.n)
			i = one_annex(p, part, n, i);
		else
			i++; /* blanks between elements */
}
