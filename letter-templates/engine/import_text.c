/* Paragraphs and tables of a document as a drafter would type them. */
#include "import.h"

#define COLUMNS_MAX 10

static const char *sign_of(struct str element)
{
	if (str_eqc(element, "tebal"))
		return "**";
	return str_eqc(element, "miring")        ? "//"
	       : str_eqc(element, "garis-bawah") ? "__"
						 : "";
}

static void put_mark(struct import *m, struct buf *b, const struct xml_node *k)
{
	struct str mark = xml_attr(k, "nama");
	struct str label = tpl_import_label(m->a, mark);

	buf_fmt(b, "[" STR_FMT "]", STR_ARG(label));
	tpl_import_note(m, true,
			"" STR_FMT
			" berada di tengah kalimat: konseptor mengganti [" STR_FMT
			"] dalam teks bawaan.",
			STR_ARG(xml_attr(k, "tulis")), STR_ARG(label));
}

static void put_text(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_byte(b, s.p[i] == '\t' || s.p[i] == '\n' ? ' ' : s.p[i]);
}

static void typed(struct import *m, struct buf *b, const struct xml_node *n,
		  size_t *marks)
{
	for (size_t i = 0; i < n->kids_n; i++) {
		const struct xml_node *k = &n->kids[i];
		const char *sign = sign_of(k->name);

		if (!k->name.n) {
			put_text(b, k->text);
		} else if (str_eqc(k->name, "ganti")) {
			put_mark(m, b, k);
			(*marks)++;
		} else {
			buf_add(b, str_c(sign));
			typed(m, b, k, marks);
			buf_add(b, str_c(sign));
		}
	}
}

struct str tpl_import_typed(struct import *m, const struct xml_node *par, size_t *marks)
{
	struct buf b = BUF_MAX(IMPORT_TEXT);

	*marks = 0;
	typed(m, &b, par, marks);
	return str_trim(buf_keep(&b, m->a));
}

static void find_marks(const struct xml_node *n, const struct xml_node **one,
		       size_t *count)
{
	const struct xml_node *k;
	size_t i = 0;

	while ((k = xml_each(n, NULL, &i))) {
		if (str_eqc(k->name, "ganti")) {
			*one = k;
			(*count)++;
		}
		find_marks(k, one, count);
	}
}

/* "Nama :" before it, or nothing. */
bool tpl_import_lone(struct import *m, const struct xml_node *par, struct str *label,
		     struct str *mark)
{
	struct str plain = xml_text(m->a, par);
	const struct xml_node *one = NULL;
	size_t count = 0;

	find_marks(par, &one, &count);
	if (count != 1)
		return false;
	*mark = xml_attr(one, "nama");
	while (plain.n && (plain.p[plain.n - 1] == '.' || plain.p[plain.n - 1] == ','))
		plain.n--;
	plain = str_trim(plain);
	*label = STR("");
	if (!plain.n)
		return true;
	if (plain.n > 60 || plain.p[plain.n - 1] != ':')
		return false;
	*label = str_trim(str_head(plain, plain.n - 1));
	return label->n > 0 && str_find(*label, STR(":")) == label->n;
}

/* ---- tables ---- */

struct cells {
	const struct xml_node *cell[COLUMNS_MAX];
	struct str plain[COLUMNS_MAX];
	struct str mark[COLUMNS_MAX]; /* the only thing in it, or "" */
	size_t n;
};

static void read_row(struct import *m, const struct xml_node *row, struct cells *c)
{
	const struct xml_node *k;
	size_t i = 0;

	c->n = 0;
	while ((k = xml_each(row, "sel", &i)) && c->n < COLUMNS_MAX) {
		struct str label, mark;
		bool lone = tpl_import_lone(m, k, &label, &mark) && !label.n;

		c->cell[c->n] = k;
		c->plain[c->n] = xml_text(m->a, k);
		c->mark[c->n++] = lone ? mark : STR("");
	}
}

/* [Nama] [:] [${nama}], or the colon in the cell of either. */
static bool label_row(struct import *m, const struct cells *c)
{
	struct str label = c->n ? c->plain[0] : STR("");
	struct str mark = c->n ? c->mark[c->n - 1] : STR("");
	const struct xml_node *one = NULL;
	size_t count = 0;

	if (c->n < 2 || c->n > 3 || !label.n || (c->n == 3 && !str_eqc(c->plain[1], ":")))
		return false;
	if (!mark.n) {
		find_marks(c->cell[c->n - 1], &one, &count);
		if (count != 1 || !str_eqc(c->plain[c->n - 1], ":"))
			return false;
		mark = xml_attr(one, "nama");
	}
	if (label.p[label.n - 1] == ':')
		label = str_trim(str_head(label, label.n - 1));
	struct known k = tpl_import_known(m->a, mark);

	if (k.means == MEANS_OWN)
		tpl_import_row(m, label, mark);
	else
		tpl_import_note(m, true, STR_FMT " menjadi isian \"" STR_FMT "\".",
				STR_ARG(mark), STR_ARG(k.name));
	return true;
}

/* A head of words over a row of placeholders is a table that is filled in. */
static bool filled_table(struct import *m, const struct xml_node *table)
{
	struct cells *head = ARENA_NEW(m->a, struct cells),
		     *row = ARENA_NEW(m->a, struct cells);
	const struct xml_node *k;
	size_t i = 0;

	if (!(k = xml_each(table, "baris", &i)))
		return false;
	read_row(m, k, head);
	if (!(k = xml_each(table, "baris", &i)))
		return false;
	read_row(m, k, row);
	if (head->n < 2 || row->n != head->n)
		return false;
	for (size_t c = 0; c < head->n; c++)
		if (!head->plain[c].n || (!row->mark[c].n && c))
			return false;
	tpl_import_flush(m);
	struct str name =
		tpl_import_field(m, arena_fmt(m->a, "daftar %zu", m->own_n + 1), "tabel");

	BUF_ADD(&m->fields, ">");
	for (size_t c = 0; c < head->n; c++) {
		BUF_ADD(&m->fields, "<kolom>");
		xml_put(&m->fields, head->plain[c]);
		BUF_ADD(&m->fields, "</kolom>");
	}
	BUF_ADD(&m->fields, "</isian>\n");
	buf_fmt(&m->parts, "    <tabel isian=\"" STR_FMT "\"/>\n", STR_ARG(name));
	m->body = true;
	return true;
}

static void static_table(struct import *m, const struct xml_node *table)
{
	const struct xml_node *k;
	size_t i = 0, marks;

	if (m->text.n)
		BUF_ADD(&m->text, "\n");
	while ((k = xml_each(table, "baris", &i))) {
		struct cells *c = ARENA_NEW(m->a, struct cells);

		read_row(m, k, c);
		for (size_t n = 0; n < c->n; n++)
			buf_fmt(&m->text, "| " STR_FMT " ",
				STR_ARG(tpl_import_typed(m, c->cell[n], &marks)));
		BUF_ADD(&m->text, "|\n");
	}
	m->text_pars++;
	m->text_marked = true;
}

void tpl_import_table(struct import *m, const struct xml_node *table)
{
	struct cells *c = ARENA_NEW(m->a, struct cells);
	const struct xml_node *k;
	size_t i = 0, labels = 0, rows = 0;

	if (filled_table(m, table))
		return;
	while ((k = xml_each(table, "baris", &i))) {
		read_row(m, k, c);
		labels += label_row(m, c);
		rows++;
	}
	if (rows && !labels)
		static_table(m, table);
	else if (labels < rows)
		tpl_import_note(m, false, "%zu baris tabel di antara baris isian.",
				rows - labels);
}
