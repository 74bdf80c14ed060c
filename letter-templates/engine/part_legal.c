/* What legal products alone have: title, recitals, the enacting words, dictums.
 * SOURCE  Permendagri 80/2015 and UU 12/2011, appendices: plain capitals in the middle;
 *         Menimbang a. b.; Mengingat 1. 2.; MEMUTUSKAN:; KESATU, KEDUA. */
#include "print.h"
#include "spell.h"
#include "utf8.h"
#include "values.h"

bool tpl_is_legal(const struct print *p)
{
	return p->l->form->pub.family == 'P';
}

/* "KEPUTUSAN KEPALA DINAS SOSIAL", "PERATURAN DAERAH PROVINSI JAMBI" */
struct str tpl_product_name(struct print *p, const struct part *part)
{
	struct arena *a = p->fl.a;
	struct str region = xml_attr(part->node, "daerah");
	struct str of = xml_attr(part->node, "penjabat").n ? tpl_post_of(p)
			: region.n ? tpl_value_of(p, arena_cstr(a, region))
				   : (struct str){0};

	return utf8_upper(a, of.n ? arena_fmt(a, STR_FMT " " STR_FMT, STR_ARG(part->text),
					      STR_ARG(of))
				  : part->text);
}

struct str tpl_bare_number(const struct print *p)
{
	struct str word = STR("NOMOR ");

	return str_starts(p->number, word) ? str_trim(str_from(p->number, word.n))
					   : p->number;
}

/* NOMOR without a colon. */
static void product_number(struct print *p)
{
	struct galley *fl = &p->fl;
	struct str label = STR("NOMOR "), no = tpl_bare_number(p);
	double lw = tpl_width(fl, FACE_PLAIN, fl->size, label), nw, x;

	nw = p->wet ? 128 : tpl_width(fl, FACE_PLAIN, fl->size, no);
	x = fl->x + (fl->w - lw - nw) / 2;
	tpl_enter(p, STR("nomor"));
	tpl_box(fl, fl->lead, true);
	tpl_put(fl, FACE_PLAIN, x, 0, ALIGN_LEFT, label);
	fl->late = true;
	tpl_put(fl, FACE_PLAIN, x + lw, 0, ALIGN_LEFT, no);
	fl->late = false;
}

void tpl_print_product_title(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;

	tpl_space(fl, fl->lead / 2);
	tpl_print_middle(p, FACE_PLAIN, fl->size, tpl_product_name(p, part));
	product_number(p);
	tpl_space(fl, fl->lead);
	tpl_print_middle(p, FACE_PLAIN, fl->size, STR("TENTANG"));
	tpl_space(fl, fl->lead);
	tpl_enter(p, STR("hal"));
	tpl_print_middle(p, FACE_PLAIN, fl->size,
			 utf8_upper(fl->a, tpl_value_of(p, "hal")));
	tpl_space(fl, fl->lead);
}

void tpl_print_enactor(struct print *p)
{
	struct galley *fl = &p->fl;

	tpl_enter(p, STR("penandatangan"));
	tpl_print_middle(p, FACE_PLAIN, fl->size,
			 arena_fmt(fl->a, STR_FMT ",", STR_ARG(tpl_post_of(p))));
	tpl_space(fl, fl->lead);
}

/* Where the colons stand: one place for all recitals and dictums of a product. */
static double colon_of(struct print *p)
{
	return tpl_width(&p->fl, FACE_PLAIN, p->fl.size, STR("Memperhatikan")) + 4;
}

#define AFTER_COLON 12
#define MARK_WIDTH  20

/* Label and colon in a box of no height, glued to the first line beside them; a long
 * label ("KEDUA PULUH SATU") goes on below itself. */
static size_t side_label(struct print *p, struct str label)
{
	struct galley *fl = &p->fl;
	double colon = colon_of(p);
	struct span s = {label, FACE_PLAIN, false};
	struct lines ls = tpl_break(fl, &s, 1, colon - 4, 0, fl->size, false);

	tpl_box(fl, 0, true);
	for (size_t i = 0; i < ls.n; i++)
		tpl_put_line(fl, &ls, i, fl->x, (double)i * fl->lead, colon, ALIGN_LEFT);
	tpl_put(fl, FACE_PLAIN, fl->x + colon, 0, ALIGN_LEFT, STR(":"));
	return ls.n;
}

/* a. 1. a) 1) below each other, begun with figures or letters. */
struct str tpl_legal_mark(struct galley *fl, size_t no, int level)
{
	const char *end = level % 4 < 2 ? "." : ")";
	size_t k = no - 1;

	if (level % 2)
		return arena_fmt(fl->a, "%zu%s", no, end);
	if (k < 26)
		return arena_fmt(fl->a, "%c%s", (char)('a' + k), end);
	return arena_fmt(fl->a, "%c%c%s", (char)('a' + k / 26 % 26 - 1),
			 (char)('a' + k % 26), end);
}

static void legal_list(struct print *p, const struct xml_node *n, double x, double w,
		       int level)
{
	struct galley *fl = &p->fl;
	const struct xml_node *b, *sub;
	size_t i = 0, no = 0, j;

	while ((b = xml_each(n, "butir", &i))) {
		struct spans s = tpl_spans_of(fl, b);

		tpl_print_hang(fl, tpl_legal_mark(fl, ++no, level), &s, x, MARK_WIDTH, w);
		if (xml_kid(b, "daftar"))
			tpl_keep_last(fl, 1);
		for (j = 0; (sub = xml_each(b, "daftar", &j));)
			legal_list(p, sub, x + MARK_WIDTH, w - MARK_WIDTH, level + 1);
	}
}

struct item {
	struct spans text;
	const struct xml_node *node; /* with lists below it, or NULL */
};

static struct item line_item(struct galley *fl, struct str line)
{
	struct span *s = ARENA_NEW(fl->a, struct span);

	s->text = line;
	return (struct item){{s, 1}, NULL};
}

static size_t items_most(const struct xml_node *n)
{
	size_t c = 1;

	for (size_t i = 0; i < n->kids_n; i++)
		c += n->kids[i].kids_n + 1;
	for (size_t i = 0; !xml_kid(n, NULL) && i < n->kids_n; i++)
		for (size_t k = 0; k < n->kids[i].text.n; k++)
			c += n->kids[i].text.p[k] == '\n';
	return c;
}

/* The items of a value, however they were given: of a list, paragraphs, or lines. */
static size_t items_of(struct print *p, const struct xml_node *n, struct item **out)
{
	struct galley *fl = &p->fl;
	struct item *to = ARENA_ARRAY(fl->a, struct item, items_most(n));
	const struct xml_node *k, *b;
	struct str all = xml_text(fl->a, n), line, text;
	size_t i = 0, j, c = 0;

	*out = to;
	while ((k = xml_each(n, NULL, &i))) {
		if (str_eqc(k->name, "butir") || str_eqc(k->name, "paragraf"))
			to[c++] = (struct item){tpl_spans_of(fl, k), k};
		for (j = 0; str_eqc(k->name, "daftar") && (b = xml_each(k, "butir", &j));)
			to[c++] = (struct item){tpl_spans_of(fl, b), b};
	}
	while (!xml_kid(n, NULL) && str_cut(&all, '\n', &line)) {
		line = tpl_typed_item(line, &text) >= 0 ? text : str_trim(line);
		if (line.n)
			to[c++] = line_item(fl, line);
	}
	return c;
}

static void item_lists(struct print *p, const struct item *it, double x, int level)
{
	struct galley *fl = &p->fl;
	const struct xml_node *sub;
	size_t i = 0;

	if (it->node && xml_kid(it->node, "daftar"))
		tpl_keep_last(fl, 1);
	while (it->node && (sub = xml_each(it->node, "daftar", &i)))
		legal_list(p, sub, x, fl->x + fl->w - x, level);
}

void tpl_print_recital(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	const struct xml_node *n = tpl_letter_node(p->l->root, part->field);
	int level = str_eqc(xml_attr(part->node, "urut"), "angka") ? 1 : 0;
	double x = fl->x + colon_of(p) + AFTER_COLON;
	struct item *it;
	size_t c = n ? items_of(p, n, &it) : 0;

	if (!c)
		return;
	tpl_enter(p, part->field);
	(void)side_label(p, part->label);
	for (size_t i = 0; i < c; i++) {
		/* one single ground has no mark */
		double in = c > 1 ? MARK_WIDTH : 0;

		tpl_print_hang(fl, c > 1 ? tpl_legal_mark(fl, i + 1, level) : STR(""),
			       &it[i].text, x, in, fl->x + fl->w - x);
		item_lists(p, &it[i], x + in, level + 1);
	}
	tpl_space(fl, fl->lead / 2);
}

void tpl_print_enacting(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	double x = fl->x + colon_of(p) + AFTER_COLON;
	struct str text = arena_fmt(fl->a, STR_FMT " TENTANG " STR_FMT ".",
				    STR_ARG(tpl_product_name(p, part)),
				    STR_ARG(utf8_upper(fl->a, tpl_value_of(p, "hal"))));
	struct span s = {text, FACE_PLAIN, false};

	(void)side_label(p, STR("Menetapkan"));
	tpl_para(fl, &s, 1, x, fl->x + fl->w - x, 0, ALIGN_BLOCK, true);
	tpl_space(fl, fl->lead / 2);
}

/* A dictum that was typed with its word keeps one word. */
static void drop_word(struct item *it, struct str word)
{
	struct str s, rest;

	if (!it->text.n || !str_starts(it->text.list[0].text, word))
		return;
	rest = str_trim(str_from(it->text.list[0].text, word.n));
	if (str_starts(rest, STR(":"))) {
		s = str_trim(str_from(rest, 1));
		it->text.list[0].text = s;
	}
}

void tpl_print_dictums(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	const struct xml_node *n = tpl_letter_node(p->l->root, part->field);
	double x = fl->x + colon_of(p) + AFTER_COLON;
	struct item *it;
	size_t c = n ? items_of(p, n, &it) : 0;

	tpl_enter(p, part->field);
	for (size_t i = 0; i < c; i++) {
		struct str word = utf8_upper(fl->a, tpl_spell_ordinal(fl->a, i + 1));

		drop_word(&it[i], word);
		size_t high = side_label(p, word), at = fl->boxes_n;

		tpl_para(fl, it[i].text.list, it[i].text.n, x, fl->x + fl->w - x, 0,
			 ALIGN_BLOCK, false);
		item_lists(p, &it[i], x, 0);
		if (fl->boxes_n - at < high) /* KEDUA PULUH SATU over one line of text */
			tpl_space(fl, (double)(high - (fl->boxes_n - at)) * fl->lead);
		tpl_space(fl, fl->lead / 3);
	}
}
