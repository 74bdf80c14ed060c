/* Rows of addressees: from a spreadsheet's text to the letter's element and back. */
#include "tpl_merge.h"
#include "utf8.h"
#include "values.h"

#define COLUMNS_MAX 20
#define CELL_MAX    1000

/* ---- text ---- */

static char separator_of(struct str line)
{
	static const char SEP[] = "\t;,";

	for (size_t i = 0; i < 3; i++)
		if (memchr(line.p, SEP[i], line.n))
			return SEP[i];
	return '\t';
}

/* One cell off the front; *end: it was the last of its row. */
static struct str take_cell(struct arena *a, struct str *s, char sep, bool *end)
{
	struct buf b = BUF_MAX(1 << 20);
	size_t i = 0;
	bool quoted = s->n && s->p[0] == '"';

	for (i = quoted; i < s->n; i++) {
		char c = s->p[i];

		if (quoted && c == '"' && i + 1 < s->n && s->p[i + 1] == '"')
			i++;
		else if (quoted && c == '"') {
			quoted = false;
			continue;
		} else if (!quoted && (c == sep || c == '\n'))
			break;
		buf_byte(&b, c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
	}
	*end = i >= s->n || s->p[i] == '\n';
	*s = str_from(*s, i + 1);
	return str_trim(buf_keep(&b, a));
}

struct text_row {
	struct str cell[COLUMNS_MAX + 1];
	size_t n;
	bool any;
};

static void take_row(struct arena *a, struct str *s, char sep, struct text_row *r)
{
	bool end = false;

	*r = (struct text_row){.n = 0};
	while (!end) {
		struct str c = take_cell(a, s, sep, &end);

		r->any |= c.n > 0;
		if (r->n <= COLUMNS_MAX)
			r->cell[r->n++] = c;
	}
	while (r->n && !r->cell[r->n - 1].n)
		r->n--;
}

static struct str plain_name(struct arena *a, struct str s)
{
	struct str f = utf8_fold(a, str_trim(s));
	char *p = arena_alloc(a, f.n + 1);

	for (size_t i = 0; i < f.n; i++)
		p[i] = f.p[i] == '_' || f.p[i] == '-' ? ' ' : f.p[i];
	return (struct str){p, f.n};
}

static enum err check_names(struct arena *a, const struct text_row *r, struct fail *f)
{
	if (!r->n || r->n > COLUMNS_MAX)
		return FAIL(
			f, ERR_INVALID, "bad-rows", TPL_ROWS_FIELD,
			"Baris pertama daftar penerima memuat nama kolom, paling banyak "
			"%d.",
			COLUMNS_MAX);
	for (size_t i = 0; i < r->n; i++) {
		if (!r->cell[i].n || r->cell[i].n > 60 ||
		    strpbrk(arena_cstr(a, r->cell[i]), "{}"))
			return FAIL(
				f, ERR_INVALID, "bad-rows", TPL_ROWS_FIELD,
				"Daftar penerima, kolom %zu: belum bernama, atau namanya "
				"terlalu panjang.",
				i + 1);
		for (size_t k = 0; k < i; k++)
			if (str_eq(plain_name(a, r->cell[k]), plain_name(a, r->cell[i])))
				return FAIL(
					f, ERR_INVALID, "bad-rows", TPL_ROWS_FIELD,
					"Daftar penerima: dua kolom bernama \"" STR_FMT
					"\".",
					STR_ARG(r->cell[i]));
	}
	return ERR_OK;
}

static enum err keep_row(struct arena *a, const struct text_row *r,
			 const struct tpl_rows *t, struct str *to, struct fail *f)
{
	if (r->n > t->columns_n)
		return FAIL(f, ERR_INVALID, "bad-row", TPL_ROWS_FIELD,
			    "Daftar penerima, baris %zu: memuat %zu sel, padahal "
			    "kolomnya %zu.",
			    t->n + 1, r->n, t->columns_n);
	for (size_t c = 0; c < t->columns_n; c++) {
		struct fail why = {0};

		to[c] = c < r->n ? r->cell[c] : STR("");
		if (to[c].n > CELL_MAX ||
		    utf8_clean(a, to[c], UTF8_LINE, "sel", &to[c], &why))
			return FAIL(f, ERR_INVALID, "bad-row", TPL_ROWS_FIELD,
				    "Daftar penerima, baris %zu, kolom \"" STR_FMT
				    "\": %s",
				    t->n + 1, STR_ARG(t->columns[c]),
				    why.code ? why.text
					     : "lebih dari 1000 huruf; persingkat.");
	}
	return ERR_OK;
}

static size_t lines_of(struct str s)
{
	size_t n = 1;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

enum err tpl_rows_read(struct arena *a, struct str text, struct tpl_rows *out,
		       struct fail *f)
{
	struct text_row *r = ARENA_NEW(a, struct text_row);
	struct str rest = str_trim(text), head = rest, *names, *cells;
	enum err e;

	*out = (struct tpl_rows){.n = 0};
	if (!rest.n)
		return ERR_OK;
	if (str_starts(rest, STR("\xef\xbb\xbf")))
		rest = str_from(rest, 3);
	if (!utf8_valid(rest))
		return FAIL(
			f, ERR_INVALID, "bad-encoding", TPL_ROWS_FIELD,
			"Daftar penerima bukan teks UTF-8; simpan sebagai \"CSV UTF-8\" "
			"atau .xlsx.");
	(void)str_cut(&head, '\n', &head);
	head = str_head(rest, str_find(rest, STR("\n")));
	char sep = separator_of(head);

	take_row(a, &rest, sep, r);
	if ((e = check_names(a, r, f)))
		return e;
	names = ARENA_ARRAY(a, struct str, r->n);
	memcpy(names, r->cell, r->n * sizeof *names);
	out->columns = names;
	out->columns_n = r->n;
	size_t most = lines_of(rest) < TPL_ROWS_MAX ? lines_of(rest) : TPL_ROWS_MAX;

	out->cells = cells = ARENA_ARRAY(a, struct str, most * out->columns_n);
	while (rest.n) {
		take_row(a, &rest, sep, r);
		if (!r->any)
			continue;
		if (out->n == TPL_ROWS_MAX)
			return FAIL(f, ERR_LIMIT, "too-many", TPL_ROWS_FIELD,
				    "Daftar penerima lebih dari %d baris; bagi menjadi "
				    "beberapa "
				    "surat.",
				    TPL_ROWS_MAX);
		if ((e = keep_row(a, r, out, cells + out->n * out->columns_n, f)))
			return e;
		out->n++;
	}
	return out->n ? ERR_OK
		      : FAIL(f, ERR_INVALID, "bad-rows", TPL_ROWS_FIELD,
			     "Daftar penerima hanya memuat nama kolom; tempel juga "
			     "barisnya.");
}

struct str tpl_rows_text(struct arena *a, const struct tpl_rows *t)
{
	struct buf b = BUF_MAX(XML_MAX);

	for (size_t r = 0; t->n && r <= t->n; r++)
		for (size_t c = 0; c < t->columns_n; c++) {
			buf_add(&b,
				r ? t->cells[(r - 1) * t->columns_n + c] : t->columns[c]);
			buf_byte(&b, c + 1 < t->columns_n ? '\t' : '\n');
		}
	return buf_keep(&b, a);
}

/* ---- XML ---- */

void tpl_rows_write(struct buf *b, const struct tpl_rows *t)
{
	if (!t->n)
		return;
	BUF_ADD(b, "  <daftar-penerima>\n");
	for (size_t r = 0; r <= t->n; r++) {
		buf_add(b, r ? STR("<baris>") : STR("<kepala>"));
		for (size_t c = 0; c < t->columns_n; c++) {
			BUF_ADD(b, "<sel>");
			xml_put(b,
				r ? t->cells[(r - 1) * t->columns_n + c] : t->columns[c]);
			BUF_ADD(b, "</sel>");
		}
		buf_add(b, r ? STR("</baris>\n") : STR("</kepala>\n"));
	}
	BUF_ADD(b, "</daftar-penerima>\n");
}

static size_t read_cells(struct arena *a, const struct xml_node *row, struct str *to,
			 size_t n)
{
	const struct xml_node *k;
	size_t i = 0, c = 0;

	while (c < n && (k = xml_each(row, "sel", &i)))
		to[c++] = xml_text(a, k);
	for (i = c; i < n; i++)
		to[i] = STR("");
	return c;
}

static enum err rows_in(struct arena *a, const struct xml_node *n, struct tpl_rows *out,
			struct fail *f)
{
	const struct xml_node *head = xml_kid(n, "kepala"), *k;
	struct text_row *r = ARENA_NEW(a, struct text_row);
	struct str *names, *cells;
	size_t i = 0;
	enum err e;

	*r = (struct text_row){.n = 0};
	if (head)
		r->n = read_cells(a, head, r->cell, COLUMNS_MAX + 1);
	if ((e = check_names(a, r, f)))
		return e;
	names = ARENA_ARRAY(a, struct str, r->n);
	memcpy(names, r->cell, r->n * sizeof *names);
	cells = ARENA_ARRAY(a, struct str, (n->kids_n + 1) * r->n);
	*out = (struct tpl_rows){.columns = names, .cells = cells, .columns_n = r->n};
	while ((k = xml_each(n, "baris", &i))) {
		if (out->n == TPL_ROWS_MAX)
			return FAIL(f, ERR_LIMIT, "too-many", TPL_ROWS_FIELD,
				    "Daftar penerima lebih dari %d baris; bagi menjadi "
				    "beberapa "
				    "surat.",
				    TPL_ROWS_MAX);
		(void)read_cells(a, k, cells + out->n++ * out->columns_n, out->columns_n);
	}
	return ERR_OK;
}

/* A letter to one is not read twice for this. */
static bool has_rows(struct str xml)
{
	return str_find(xml, STR("<" TPL_ROWS_FIELD)) < xml.n;
}

enum err tpl_rows_of(struct arena *a, struct str xml, struct tpl_rows *out,
		     struct fail *f)
{
	const struct xml_node *root, *n;
	enum err e;

	*out = (struct tpl_rows){.n = 0};
	if (!has_rows(xml))
		return ERR_OK;
	if ((e = xml_read(a, xml, "surat", NULL, &root, f)))
		return e;
	n = xml_kid(root, TPL_ROWS_FIELD);
	return n ? rows_in(a, n, out, f) : ERR_OK;
}

static enum err keep(struct arena *a, struct buf *b, struct str *out, struct fail *f)
{
	if (b->broken) {
		buf_free(b);
		return FAIL(
			f, ERR_LIMIT, "too-long", TPL_ROWS_FIELD,
			"Naskah dengan daftar penerimanya lebih dari 1 MB; persingkat.");
	}
	*out = buf_keep(b, a);
	return ERR_OK;
}

enum err tpl_rows_put(struct arena *a, struct str xml, const struct tpl_rows *t,
		      struct str *out, struct fail *f)
{
	const struct xml_node *root;
	struct buf b = BUF_MAX(XML_MAX);
	enum err e = xml_read(a, xml, "surat", NULL, &root, f);

	if (e)
		return e;
	xml_write_open(&b, root);
	for (size_t i = 0; i < root->kids_n; i++)
		if (!str_eqc(root->kids[i].name, TPL_ROWS_FIELD))
			xml_write(&b, &root->kids[i]);
	if (t)
		tpl_rows_write(&b, t);
	xml_write_close(&b, root);
	return keep(a, &b, out, f);
}

/* ---- one letter of them ---- */

struct pouring {
	struct arena *a;
	struct buf *b;
	const struct tpl_rows *t;
	size_t row;
	struct fail *f;
};

static enum err pour_field(struct pouring *v, struct str name)
{
	for (size_t c = 0; c < v->t->columns_n; c++) {
		struct str cell = v->t->cells[v->row * v->t->columns_n + c];

		if (!str_eq(plain_name(v->a, v->t->columns[c]), plain_name(v->a, name)))
			continue;
		if (!cell.n)
			return FAIL(v->f, ERR_INVALID, "bad-row", TPL_ROWS_FIELD,
				    "Daftar penerima, baris %zu, kolom \"" STR_FMT
				    "\": kosong, padahal surat memuatnya.",
				    v->row + 1, STR_ARG(v->t->columns[c]));
		xml_put(v->b, cell);
		return ERR_OK;
	}
	return FAIL(v->f, ERR_INVALID, "bad-rows", TPL_ROWS_FIELD,
		    "Surat memuat {" STR_FMT
		    "}, tetapi daftar penerima tidak mempunyai kolom itu.",
		    STR_ARG(str_head(name, 60)));
}

static enum err pour_text(struct pouring *v, struct str s)
{
	size_t from = 0;
	enum err e;

	for (size_t i = 0; i < s.n; i++) {
		struct str rest = str_from(s, i + 1);
		size_t end = str_find(str_head(rest, 64), STR("}"));

		if (s.p[i] != '{')
			continue;
		if (end >= rest.n || end == 64)
			return FAIL(v->f, ERR_INVALID, "bad-rows", TPL_ROWS_FIELD,
				    "Surat memuat { tanpa pasangannya; tulis utuh dan "
				    "sehuruf, "
				    "misalnya {nama}.");
		xml_put(v->b, (struct str){s.p + from, i - from});
		if ((e = pour_field(v, str_head(rest, end))))
			return e;
		i += end + 1;
		from = i + 1;
	}
	xml_put(v->b, str_from(s, from));
	return ERR_OK;
}

/* The reader of the tree bounds its depth. */
static enum err pour(struct pouring *v, const struct xml_node *n)
{
	enum err e = ERR_OK;

	if (!n->name.n)
		return pour_text(v, n->text);
	if (str_eqc(n->name, TPL_ROWS_FIELD))
		return ERR_OK;
	xml_write_open(v->b, n);
	for (size_t i = 0; !e && i < n->kids_n; i++)
		e = pour(v, &n->kids[i]);
	xml_write_close(v->b, n);
	return e;
}

enum err tpl_rows_letter(struct arena *a, struct str xml, const struct tpl_rows *t,
			 size_t i, struct str *out, struct fail *f)
{
	const struct xml_node *root;
	struct buf b = BUF_MAX(XML_MAX);
	struct pouring v = {a, &b, t, i, f};
	enum err e = xml_read(a, xml, "surat", NULL, &root, f);

	if (!e)
		e = pour(&v, root);
	if (!e)
		return keep(a, &b, out, f);
	buf_free(&b);
	return e;
}
