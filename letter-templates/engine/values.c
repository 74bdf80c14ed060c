/* Typed values of a screen's form to letter XML, and back; see tpl_values_to_xml(). */
#include "model.h"
#include "utf8.h"

#define XML_MAX (1u << 20)

/* ---- to XML ---- */

/* **tebal** //miring// __garis bawah__; a mark without its partner stays as it is. */
static void put_inline(struct buf *b, struct str s)
{
	static const struct {
		const char *mark, *name;
	} MARK[] = {{"**", "tebal"}, {"//", "miring"}, {"__", "garis-bawah"}};

	size_t i = 0, from = 0;

	while (i + 1 < s.n) {
		size_t m = 0, end;

		while (m < 3 && memcmp(s.p + i, MARK[m].mark, 2) != 0)
			m++;
		/* the slashes of an address (https://) are no mark */
		if (m == 3 || (m == 1 && i && s.p[i - 1] == ':')) {
			i++;
			continue;
		}
		struct str rest = str_from(s, i + 2);

		end = str_find(rest, str_c(MARK[m].mark));
		if (end == rest.n || end == 0) {
			i += 2;
			continue;
		}
		xml_put(b, (struct str){s.p + from, i - from});
		buf_fmt(b, "<%s>", MARK[m].name);
		put_inline(b, str_head(rest, end));
		buf_fmt(b, "</%s>", MARK[m].name);
		i += end + 4;
		from = i;
	}
	xml_put(b, str_from(s, from));
}

/* Level of a list item (0..) and its text, or -1. */
static int item_of(struct str line, struct str *text)
{
	size_t i = 0, at;

	while (i < line.n && line.p[i] == ' ')
		i++;
	at = i;
	if (at < line.n && line.p[at] == '-') {
		at++;
	} else {
		size_t k = at;

		while (k < line.n && line.p[k] >= '0' && line.p[k] <= '9')
			k++;
		if (k == at && k < line.n && line.p[k] >= 'a' && line.p[k] <= 'z')
			k++;
		if (k == at || k >= line.n || (line.p[k] != '.' && line.p[k] != ')'))
			return -1;
		at = k + 1;
	}
	if (at >= line.n || line.p[at] != ' ')
		return -1;
	*text = str_trim(str_from(line, at));
	return i / 2 > 6 ? 6 : (int)(i / 2);
}

struct blocks {
	struct buf *b;
	int depth; /* open lists */
	bool para;
};

static void close_lists(struct blocks *k, int to)
{
	while (k->depth > to) {
		BUF_ADD(k->b, "</butir></daftar>");
		k->depth--;
	}
}

static void close_para(struct blocks *k)
{
	if (k->para)
		BUF_ADD(k->b, "</paragraf>");
	k->para = false;
}

static void put_blocks(struct buf *b, struct str s)
{
	struct blocks k = {.b = b};
	struct str line, text;

	while (str_cut(&s, '\n', &line)) {
		int level = item_of(line, &text);

		if (!str_trim(line).n) {
			close_para(&k);
			close_lists(&k, 0);
		} else if (level >= 0) {
			close_para(&k);
			level = level > k.depth ? k.depth
						: level; /* no level is skipped */
			if (level < k.depth) {
				close_lists(&k, level + 1);
				BUF_ADD(b, "</butir><butir>");
			} else {
				BUF_ADD(b, "<daftar><butir>");
				k.depth++;
			}
			put_inline(b, text);
		} else {
			close_lists(&k, 0);
			BUF_ADD(b, " ");
			if (!k.para)
				BUF_ADD(b, "<paragraf>");
			k.para = true;
			put_inline(b, str_trim(line));
		}
	}
	close_para(&k);
	close_lists(&k, 0);
}

static void put_table(struct buf *b, struct str s, size_t columns)
{
	struct str line, cell;

	BUF_ADD(b, "<tabel>");
	while (str_cut(&s, '\n', &line)) {
		size_t n = 0;

		if (!str_trim(line).n)
			continue;
		BUF_ADD(b, "<baris>");
		while (str_cut(&line, '|', &cell)) {
			BUF_ADD(b, "<sel>");
			put_inline(b, str_trim(cell));
			BUF_ADD(b, "</sel>");
			n++;
		}
		for (; n < columns; n++)
			BUF_ADD(b, "<sel></sel>");
		BUF_ADD(b, "</baris>");
	}
	BUF_ADD(b, "</tabel>");
}

static void put_address(struct buf *b, struct str s)
{
	struct str line;
	bool open = false;

	while (str_cut(&s, '\n', &line)) {
		line = str_trim(line);
		if (!line.n) {
			buf_add(b, open ? STR("</yth>\n") : STR(""));
			open = false;
			continue;
		}
		buf_add(b, open ? STR("") : STR("  <yth>"));
		bool di = open && str_starts(line, STR("di "));

		open = true;
		if (str_starts(line, STR("Yth. ")))
			line = str_from(line, 5);
		buf_add(b, di ? STR("<di>") : STR("<baris>"));
		xml_put(b, di ? str_from(line, 3) : line);
		buf_add(b, di ? STR("</di>") : STR("</baris>"));
	}
	buf_add(b, open ? STR("</yth>\n") : STR(""));
}

static void put_items(struct buf *b, struct str s)
{
	struct str line, text;

	while (str_cut(&s, '\n', &line)) {
		line = item_of(line, &text) >= 0 ? text : str_trim(line);
		if (!line.n)
			continue;
		BUF_ADD(b, "<butir>");
		xml_put(b, line);
		BUF_ADD(b, "</butir>");
	}
}

static const char *const PERSON[] = {"atas-nama", "perantara", "jabatan",
				     "nama",      "pangkat",   "nip"};

static struct str find(const struct tpl_value *v, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i].name, name))
			return v[i].value;
	return (struct str){0};
}

static void put_person(struct buf *b, struct arena *a, const struct tpl_field *fd,
		       const struct tpl_value *v, size_t n)
{
	struct str how = find(v, n, arena_fmt(a, STR_FMT ".cara", STR_ARG(fd->name)));

	buf_fmt(b, "  <" STR_FMT " cara=\"", STR_ARG(fd->name));
	xml_put(b, how.n ? how : STR("langsung"));
	BUF_ADD(b, "\">");
	for (size_t i = 0; i < sizeof PERSON / sizeof *PERSON; i++) {
		struct str s = find(
			v, n, arena_fmt(a, STR_FMT ".%s", STR_ARG(fd->name), PERSON[i]));

		if (!s.n)
			continue;
		buf_fmt(b, "<%s>", PERSON[i]);
		xml_put(b, str_trim(s));
		buf_fmt(b, "</%s>", PERSON[i]);
	}
	buf_fmt(b, "</" STR_FMT ">\n", STR_ARG(fd->name));
}

static void put_field(struct buf *b, const struct tpl_field *fd, struct str v)
{
	bool head = tpl_is_head_name(fd->name);

	if (fd->type == TPL_ALAMAT) {
		put_address(b, v);
		return;
	}
	if (head)
		buf_fmt(b, "  <" STR_FMT ">", STR_ARG(fd->name));
	else
		buf_fmt(b, "  <nilai nama=\"" STR_FMT "\">", STR_ARG(fd->name));
	if (fd->type == TPL_PARAGRAF)
		put_blocks(b, v);
	else if (fd->type == TPL_TABEL)
		put_table(b, v, fd->columns_n);
	else if (fd->type == TPL_DAFTAR && head)
		put_items(b, v);
	else
		xml_put(b, str_trim(v));
	buf_fmt(b, head ? "</" STR_FMT ">\n" : "</nilai>\n",
		STR_ARG(head ? fd->name : STR("")));
}

static bool known(const struct tpl_form *fm, struct str name)
{
	for (size_t i = 0; i < fm->fields_n; i++) {
		struct str rest;

		if (str_eq(fm->fields[i].name, name))
			return true;
		if (fm->fields[i].type != TPL_PEJABAT ||
		    !str_starts(name, fm->fields[i].name))
			continue;
		rest = str_from(name, fm->fields[i].name.n);
		if (str_eqc(rest, ".cara"))
			return true;
		for (size_t k = 0; k < sizeof PERSON / sizeof *PERSON; k++)
			if (rest.n && rest.p[0] == '.' &&
			    str_eqc(str_from(rest, 1), PERSON[k]))
				return true;
	}
	return false;
}

enum err tpl_values_to_xml(const struct tpl_form *fm, const struct tpl_value *v, size_t n,
			   struct arena *a, struct str *xml, struct fail *f)
{
	struct tpl_value *clean = ARENA_ARRAY(a, struct tpl_value, n + 1);
	struct buf b = BUF_MAX(XML_MAX);
	enum err e;

	for (size_t i = 0; i < n; i++) {
		clean[i].name = v[i].name;
		if (!known(fm, v[i].name))
			return FAIL(f, ERR_INVALID, "unknown-field", NULL,
				    "Isian \"" STR_FMT "\" tidak ada pada bentuk " STR_FMT
				    ".",
				    STR_ARG(str_head(v[i].name, 60)), STR_ARG(fm->code));
		if ((e = utf8_clean(a, v[i].value.p ? v[i].value : STR(""), UTF8_LINES,
				    "isian", &clean[i].value, f)))
			return e;
	}
	buf_fmt(&b,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<surat bentuk=\"" STR_FMT
		"\">\n",
		STR_ARG(fm->code));
	for (size_t i = 0; i < fm->fields_n; i++) {
		const struct tpl_field *fd = &fm->fields[i];
		struct str s = find(clean, n, fd->name);

		if (fd->type == TPL_PEJABAT)
			put_person(&b, a, fd, clean, n);
		else if (str_trim(s).n)
			put_field(&b, fd, s);
	}
	BUF_ADD(&b, "</surat>\n");
	if (b.broken)
		return FAIL(f, ERR_LIMIT, "too-long", NULL,
			    "Naskah lebih dari 1 MB; persingkat.");
	*xml = buf_keep(&b, a);
	return ERR_OK;
}

/* ---- from XML ---- */

static void get_inline(struct buf *b, const struct xml_node *n)
{
	for (size_t i = 0; i < n->kids_n; i++) {
		const struct xml_node *k = &n->kids[i];
		struct str mark = str_eqc(k->name, "tebal")         ? STR("**")
				  : str_eqc(k->name, "miring")      ? STR("//")
				  : str_eqc(k->name, "garis-bawah") ? STR("__")
								    : (struct str){0};

		if (!k->name.n) {
			/* line breaks of the XML are blanks of the text */
			for (size_t c = 0; c < k->text.n; c++) {
				bool blank = k->text.p[c] == ' ' ||
					     k->text.p[c] == '\n' || k->text.p[c] == '\t';
				bool after = !b->n || b->p[b->n - 1] == ' ' ||
					     b->p[b->n - 1] == '\n';

				if (!blank)
					buf_byte(b, k->text.p[c]);
				else if (!after)
					buf_byte(b, ' ');
			}
		} else if (mark.p) {
			buf_add(b, mark);
			get_inline(b, k);
			buf_add(b, mark);
		}
	}
}

static void get_list(struct buf *b, const struct xml_node *n, int level)
{
	const struct xml_node *k, *sub;
	size_t i = 0, no = 0, j;

	while ((k = xml_each(n, "butir", &i))) {
		no++;
		for (int s = 0; s < level; s++)
			BUF_ADD(b, "  ");
		if (level % 2)
			buf_fmt(b, "%c%s", (char)('a' + (no - 1) % 26),
				level % 4 < 2 ? ". " : ") ");
		else
			buf_fmt(b, "%zu%s", no, level % 4 < 2 ? ". " : ") ");
		get_inline(b, k);
		while (b->n && b->p[b->n - 1] == ' ')
			b->n--;
		buf_byte(b, '\n');
		for (j = 0; (sub = xml_each(k, "daftar", &j));)
			get_list(b, sub, level + 1);
	}
}

static void get_rows(struct buf *b, const struct xml_node *t)
{
	const struct xml_node *r, *c;
	size_t i = 0, j;

	while (t && (r = xml_each(t, "baris", &i))) {
		bool first = true;

		for (j = 0; (c = xml_each(r, "sel", &j)); first = false) {
			buf_add(b, first ? STR("") : STR(" | "));
			get_inline(b, c);
		}
		buf_byte(b, '\n');
	}
}

static void get_blocks(struct buf *b, const struct xml_node *n)
{
	const struct xml_node *k;
	size_t i = 0;

	while ((k = xml_each(n, NULL, &i))) {
		if (b->n)
			buf_byte(b, '\n');
		if (str_eqc(k->name, "paragraf")) {
			get_inline(b, k);
			buf_byte(b, '\n');
		} else if (str_eqc(k->name, "daftar")) {
			get_list(b, k, 0);
		} else if (str_eqc(k->name, "tabel")) {
			get_rows(b, k);
		}
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
	for (size_t i = 0; i < sizeof PERSON / sizeof *PERSON; i++) {
		struct str s = xml_kid_text(a, n, PERSON[i]);

		if (s.n)
			v[c++] = (struct tpl_value){
				arena_fmt(a, STR_FMT ".%s", STR_ARG(fd->name), PERSON[i]),
				s};
	}
	return c;
}

enum err tpl_values_from_xml(const struct tpl_engine *t, struct arena *a, struct str xml,
			     struct tpl_value **out, size_t *n, struct fail *f)
{
	const struct tpl_letter *l;
	struct tpl_faults fs;
	enum err e = tpl_letter_read(t, a, xml, "surat", true, &l, &fs, f);

	if (e)
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
			get_blocks(&b, k);
		else if (fd->type == TPL_TABEL)
			get_rows(&b, xml_kid(k, "tabel"));
		else if (fd->type == TPL_ALAMAT)
			get_address(&b, a, l->root);
		else
			buf_add(&b, tpl_letter_value(l, a, arena_cstr(a, fd->name)));
		(*out)[(*n)++] = (struct tpl_value){fd->name, str_trim(buf_keep(&b, a))};
	}
	return ERR_OK;
}
