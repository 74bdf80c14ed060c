/* Letter XML to the typed values of a screen's form; see tpl_values_from_xml(). */
#include "values.h"
#include "tpl_merge.h"

static char mark_of(const struct xml_node *n)
{
	return str_eqc(n->name, "tebal")         ? '*'
	       : str_eqc(n->name, "miring")      ? '/'
	       : str_eqc(n->name, "garis-bawah") ? '_'
						 : 0;
}

/* Would this character be taken for half of a mark?  `next` follows the text. */
static bool takes_mark(const struct buf *b, struct str s, size_t i, char next)
{
	char c = s.p[i];
	char before = i ? s.p[i - 1] : b->n ? b->p[b->n - 1] : (char)0;
	char after = i + 1 < s.n ? s.p[i + 1] : next;

	if (c != '*' && c != '/' && c != '_')
		return false;
	if (c == '/' && ((i && s.p[i - 1] == ':') || (i > 1 && s.p[i - 2] == ':')))
		return false; /* of an address */
	return before == c || after == c;
}

/* Line breaks of the XML are blanks of the text. */
static void get_text(struct buf *b, struct str s, char next)
{
	for (size_t i = 0; i < s.n; i++) {
		bool blank = s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t';
		bool after = !b->n || b->p[b->n - 1] == ' ' || b->p[b->n - 1] == '\n';

		if (blank) {
			if (!after)
				buf_byte(b, ' ');
			continue;
		}
		if (takes_mark(b, s, i, next))
			buf_byte(b, '\\');
		buf_byte(b, s.p[i]);
	}
}

static void get_inline(struct buf *b, const struct xml_node *n)
{
	for (size_t i = 0; i < n->kids_n; i++) {
		const struct xml_node *k = &n->kids[i];
		char next = i + 1 < n->kids_n ? mark_of(&n->kids[i + 1]) : mark_of(n);
		char mark = k->name.n ? mark_of(k) : (char)0;

		if (!k->name.n)
			get_text(b, k->text, next);
		if (!mark)
			continue;
		buf_fmt(b, "%c%c", mark, mark);
		get_inline(b, k);
		buf_fmt(b, "%c%c", mark, mark);
	}
}

static void get_label_rows(struct buf *b, const struct xml_node *n, int level)
{
	const struct xml_node *k;
	size_t i = 0;

	while ((k = xml_each(n, "butir", &i))) {
		for (int s = 0; s < level; s++)
			BUF_ADD(b, "  ");
		buf_add(b, xml_attr(k, "nama"));
		BUF_ADD(b, " :: ");
		get_inline(b, k);
		buf_byte(b, '\n');
	}
}

static void get_list(struct buf *b, const struct xml_node *n, int level)
{
	const struct xml_node *k, *sub;
	struct str how = xml_attr(n, "gaya");
	bool letters = how.n ? str_eqc(how, "huruf") : level % 2 == 1;
	size_t i = 0, no = 0, j;
	int64_t from = 1;

	if (str_to_int(xml_attr(n, "mulai"), &from) && from > 1 && from < 1000)
		no = (size_t)from - 1;
	while ((k = xml_each(n, "butir", &i))) {
		no++;
		for (int s = 0; s < level; s++)
			BUF_ADD(b, "  ");
		if (xml_attr(n, "tanda").n)
			BUF_ADD(b, "- ");
		else if (letters)
			buf_fmt(b, "%c%s", (char)('a' + (no - 1) % 26),
				level % 4 < 2 ? ". " : ") ");
		else
			buf_fmt(b, "%zu%s", no, level % 4 < 2 ? ". " : ") ");
		get_inline(b, k);
		while (b->n && b->p[b->n - 1] == ' ')
			b->n--;
		buf_byte(b, '\n');
		for (j = 0; (sub = xml_each(k, NULL, &j));)
			if (str_eqc(sub->name, "daftar"))
				get_list(b, sub, level + 1);
			else if (str_eqc(sub->name, "label"))
				get_label_rows(b, sub, level + 1);
	}
}

/* Cells between bars; a bar inside a cell is written "\|". */
static void get_cells(struct buf *b, const struct xml_node *row)
{
	const struct xml_node *c;
	size_t j = 0;
	bool first = true;

	for (; (c = xml_each(row, "sel", &j)); first = false) {
		struct buf cell = BUF_MAX(XML_MAX);
		struct str s;

		get_inline(&cell, c);
		s = str_trim(buf_str(&cell));
		buf_add(b, first ? STR("") : STR(" | "));
		for (size_t i = 0; i < s.n; i++) {
			if (s.p[i] == '|')
				buf_byte(b, '\\');
			buf_byte(b, s.p[i]);
		}
		buf_free(&cell);
	}
}

static void get_rows(struct buf *b, const struct xml_node *t)
{
	const struct xml_node *r;
	size_t i = 0;

	while (t && (r = xml_each(t, "baris", &i))) {
		get_cells(b, r);
		buf_byte(b, '\n');
	}
}

static void get_table(struct buf *b, const struct xml_node *t)
{
	const struct xml_node *r;
	size_t i = 0, j = 0;

	while ((r = xml_each(t, NULL, &i))) {
		BUF_ADD(b, "| ");
		get_cells(b, r);
		BUF_ADD(b, " |\n");
		if (!str_eqc(r->name, "kepala"))
			continue;
		while (xml_each(r, "sel", &j))
			BUF_ADD(b, "|---");
		BUF_ADD(b, "|\n");
	}
}

/* A paragraph that looks like one of the others begins with a backslash. */
static void get_para(struct buf *b, const struct xml_node *n)
{
	struct buf text = BUF_MAX(XML_MAX);
	struct str s, x, y;

	get_inline(&text, n);
	s = str_trim(buf_str(&text));
	if (s.n &&
	    (s.p[0] == '\\' || tpl_typed_item(s, &x) >= 0 || tpl_typed_row(s, &x) ||
	     tpl_typed_label(s, &x, &y) || tpl_typed_marker(s, &x) != TPL_NO_MARKER))
		buf_byte(b, '\\');
	buf_add(b, s);
	buf_byte(b, '\n');
	buf_free(&text);
}

static void get_marker(struct buf *b, const struct xml_node *n)
{
	struct str level = xml_attr(n, "tingkat");
	bool lies = str_eqc(xml_attr(n, "arah"), "rebah");

	if (str_eqc(n->name, "lampiran"))
		buf_add(b, lies ? STR("=== rebah: ") : STR("=== "));
	else
		buf_add(b, str_eqc(level, "3")   ? STR("### ")
			   : str_eqc(level, "2") ? STR("## ")
						 : STR("# "));
	get_inline(b, n);
	buf_byte(b, '\n');
}

void tpl_get_blocks(struct buf *b, const struct xml_node *n)
{
	const struct xml_node *k;
	size_t i = 0;

	while ((k = xml_each(n, NULL, &i))) {
		if (b->n)
			buf_byte(b, '\n');
		if (str_eqc(k->name, "paragraf"))
			get_para(b, k);
		else if (str_eqc(k->name, "bab") || str_eqc(k->name, "lampiran"))
			get_marker(b, k);
		else if (str_eqc(k->name, "daftar"))
			get_list(b, k, 0);
		else if (str_eqc(k->name, "tabel"))
			get_table(b, k);
		else if (str_eqc(k->name, "label"))
			get_label_rows(b, k, 0);
	}
	if (!xml_kid(n, NULL))
		get_inline(b, n);
}

static void get_address(struct buf *b, struct arena *a, const struct xml_node *root)
{
	const struct xml_node *y, *k;
	size_t i = 0, j;

	while ((y = xml_each(root, "yth", &i))) {
		buf_add(b, b->n ? STR("\n") : STR(""));
		for (j = 0; (k = xml_each(y, "baris", &j));)
			buf_fmt(b, STR_FMT "\n", STR_ARG(xml_text(a, k)));
		if (xml_kid(y, "di"))
			buf_fmt(b, "di " STR_FMT "\n", STR_ARG(xml_kid_text(a, y, "di")));
	}
}

static size_t get_person(struct arena *a, const struct tpl_field *fd,
			 const struct xml_node *n, struct tpl_value *v)
{
	struct str how = xml_attr(n, "cara");
	size_t c = 0;

	v[c++] = (struct tpl_value){arena_fmt(a, STR_FMT ".cara", STR_ARG(fd->name)),
				    how.n ? how : STR("langsung")};
	for (size_t i = 0; i < TPL_PERSON_PARTS; i++) {
		struct str s = xml_kid_text(a, n, tpl_person_parts[i]);

		if (s.n)
			v[c++] = (struct tpl_value){arena_fmt(a, STR_FMT ".%s",
							      STR_ARG(fd->name),
							      tpl_person_parts[i]),
						    s};
	}
	return c;
}

enum err tpl_values_from_xml(const struct tpl_engine *t, struct arena *a, struct str xml,
			     struct tpl_value **out, size_t *n, struct fail *f)
{
	const struct tpl_letter *l;
	struct tpl_faults fs;
	struct tpl_rows rows;
	enum err e = tpl_letter_read_raw(t, a, xml, &l, &fs, f);

	if (e || (e = tpl_rows_of(a, xml, &rows, f)))
		return e;
	*out = ARENA_ARRAY(a, struct tpl_value, 8 * l->form->pub.fields_n + 8);
	*n = 0;
	for (size_t i = 0; i < l->form->pub.fields_n; i++) {
		const struct tpl_field *fd = &l->form->pub.fields[i];
		const struct xml_node *k = tpl_letter_node(l->root, fd->name);
		struct buf b = BUF_MAX(XML_MAX);

		if (!k)
			continue;
		if (fd->type == TPL_PEJABAT) {
			*n += get_person(a, fd, k, *out + *n);
			continue;
		}
		if (fd->type == TPL_PARAGRAF)
			tpl_get_blocks(&b, k);
		else if (fd->type == TPL_PASAL)
			tpl_get_articles(&b, a, k);
		else if (fd->type == TPL_TABEL)
			get_rows(&b, xml_kid(k, "tabel"));
		else if (fd->type == TPL_ALAMAT)
			get_address(&b, a, l->root);
		else
			buf_add(&b, tpl_letter_value(l, a, arena_cstr(a, fd->name)));
		(*out)[(*n)++] = (struct tpl_value){fd->name, str_trim(buf_keep(&b, a))};
	}
	if (rows.n)
		(*out)[(*n)++] =
			(struct tpl_value){STR(TPL_ROWS_FIELD), tpl_rows_text(a, &rows)};
	return ERR_OK;
}
