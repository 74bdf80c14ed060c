/* Typed values of a screen's form to letter XML; see tpl_values_to_xml(). */
#include "values.h"
#include "utf8.h"

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

int tpl_typed_item(struct str line, struct str *text)
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

enum block { IN_NOTHING, IN_PARA, IN_TABLE, IN_LABEL };

struct blocks {
	struct buf *b;
	int depth; /* open lists */
	enum block in;
};

static void close_lists(struct blocks *k, int to)
{
	while (k->depth > to) {
		BUF_ADD(k->b, "</butir></daftar>");
		k->depth--;
	}
}

/* Ends what is open and begins `in`; false: it was open already. */
static bool enter(struct blocks *k, enum block in)
{
	static const char *const NAME[] = {"", "paragraf", "tabel", "label"};

	if (k->in == in)
		return false;
	if (k->in)
		buf_fmt(k->b, "</%s>", NAME[k->in]);
	if (in)
		buf_fmt(k->b, "<%s>", NAME[in]);
	k->in = in;
	return true;
}

/* A list item at `level`. */
static void put_item(struct blocks *k, int level, struct str text)
{
	enter(k, IN_NOTHING);
	if (level > k->depth)
		level = k->depth; /* no level is skipped */
	if (level < k->depth) {
		close_lists(k, level + 1);
		BUF_ADD(k->b, "</butir><butir>");
	} else {
		BUF_ADD(k->b, "<daftar><butir>");
		k->depth++;
	}
	put_inline(k->b, text);
}

/* The next cell of a row; "\|" is a bar that stands in a cell. */
static bool cut_cell(struct arena *a, struct str *row, struct str *cell)
{
	struct buf b = BUF_MAX(XML_MAX);
	size_t i = 0;

	if (!row->n)
		return false;
	for (; i < row->n && row->p[i] != '|'; i++) {
		if (row->p[i] == '\\' && i + 1 < row->n && row->p[i + 1] == '|')
			i++;
		buf_byte(&b, row->p[i]);
	}
	*row = str_from(*row, i + 1);
	*cell = str_trim(buf_keep(&b, a));
	return true;
}

static size_t put_cells(struct buf *b, struct arena *a, struct str row)
{
	struct str cell;
	size_t n = 0;

	for (; cut_cell(a, &row, &cell); n++) {
		BUF_ADD(b, "<sel>");
		put_inline(b, cell);
		BUF_ADD(b, "</sel>");
	}
	return n;
}

bool tpl_typed_row(struct str line, struct str *cells)
{
	line = str_trim(line);
	if (line.n < 2 || line.p[0] != '|')
		return false;
	line = str_from(line, 1);
	if (line.p[line.n - 1] == '|' && (line.n < 2 || line.p[line.n - 2] != '\\'))
		line.n--;
	*cells = line;
	return true;
}

/* "|---|---|" below the first row makes it the head. */
static bool is_rule(struct str line)
{
	struct str cells;
	bool dash = false;

	if (!tpl_typed_row(line, &cells))
		return false;
	for (size_t i = 0; i < cells.n; i++) {
		if (!strchr("-| ", cells.p[i]))
			return false;
		dash |= cells.p[i] == '-';
	}
	return dash;
}

static void put_row(struct blocks *k, struct arena *a, struct str cells, struct str *rest)
{
	struct str after = *rest, next;
	bool first = enter(k, IN_TABLE);
	bool head = first && str_cut(&after, '\n', &next) && is_rule(next);

	if (head)
		*rest = after;
	buf_add(k->b, head ? STR("<kepala>") : STR("<baris>"));
	if (!put_cells(k->b, a, cells))
		BUF_ADD(k->b, "<sel></sel>");
	buf_add(k->b, head ? STR("</kepala>") : STR("</baris>"));
}

bool tpl_typed_label(struct str line, struct str *name, struct str *text)
{
	size_t at = str_find(line, STR(" :: "));

	*name = str_trim(str_head(line, at));
	*text = str_trim(str_from(line, at + 4));
	return at < line.n && name->n && name->n < 100;
}

static void put_label(struct blocks *k, struct str name, struct str text)
{
	enter(k, IN_LABEL);
	BUF_ADD(k->b, "<butir nama=\"");
	xml_put(k->b, name);
	BUF_ADD(k->b, "\">");
	put_inline(k->b, text);
	BUF_ADD(k->b, "</butir>");
}

static void put_line(struct blocks *k, struct str line)
{
	line = str_trim(line);
	if (line.p[0] == '\\')
		line = str_from(line, 1);
	if (!enter(k, IN_PARA))
		BUF_ADD(k->b, " ");
	put_inline(k->b, line);
}

void tpl_put_blocks(struct buf *b, struct arena *a, struct str s)
{
	struct blocks k = {.b = b};
	struct str line, text, name;

	while (str_cut(&s, '\n', &line)) {
		int level = tpl_typed_item(line, &text);

		if (!str_trim(line).n) {
			close_lists(&k, 0);
			enter(&k, IN_NOTHING);
			continue;
		}
		if (level >= 0) {
			put_item(&k, level, text);
			continue;
		}
		close_lists(&k, 0);
		if (tpl_typed_row(line, &text))
			put_row(&k, a, text, &s);
		else if (str_trim(line).p[0] != '\\' &&
			 tpl_typed_label(line, &name, &text))
			put_label(&k, name, text);
		else
			put_line(&k, line);
	}
	close_lists(&k, 0);
	enter(&k, IN_NOTHING);
}

static void put_table(struct buf *b, struct arena *a, struct str s, size_t columns)
{
	struct str line;

	BUF_ADD(b, "<tabel>");
	while (str_cut(&s, '\n', &line)) {
		if (!str_trim(line).n)
			continue;
		BUF_ADD(b, "<baris>");
		for (size_t n = put_cells(b, a, line); n < columns; n++)
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
		line = tpl_typed_item(line, &text) >= 0 ? text : str_trim(line);
		if (!line.n)
			continue;
		BUF_ADD(b, "<butir>");
		xml_put(b, line);
		BUF_ADD(b, "</butir>");
	}
}

const char *const tpl_person_parts[TPL_PERSON_PARTS] = {
	"atas-nama", "perantara", "jabatan", "nama", "pangkat", "nip"};

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
	for (size_t i = 0; i < TPL_PERSON_PARTS; i++) {
		struct str s = find(v, n,
				    arena_fmt(a, STR_FMT ".%s", STR_ARG(fd->name),
					      tpl_person_parts[i]));

		if (!s.n)
			continue;
		buf_fmt(b, "<%s>", tpl_person_parts[i]);
		xml_put(b, str_trim(s));
		buf_fmt(b, "</%s>", tpl_person_parts[i]);
	}
	buf_fmt(b, "</" STR_FMT ">\n", STR_ARG(fd->name));
}

static void put_field(struct buf *b, struct arena *a, const struct tpl_field *fd,
		      struct str v)
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
		tpl_put_blocks(b, a, v);
	else if (fd->type == TPL_PASAL)
		tpl_put_articles(b, a, v);
	else if (fd->type == TPL_TABEL)
		put_table(b, a, v, fd->columns_n);
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
		for (size_t k = 0; k < TPL_PERSON_PARTS; k++)
			if (rest.n && rest.p[0] == '.' &&
			    str_eqc(str_from(rest, 1), tpl_person_parts[k]))
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
			put_field(&b, a, fd, s);
	}
	BUF_ADD(&b, "</surat>\n");
	if (b.broken)
		return FAIL(f, ERR_LIMIT, "too-long", NULL,
			    "Naskah lebih dari 1 MB; persingkat.");
	*xml = buf_keep(&b, a);
	return ERR_OK;
}
