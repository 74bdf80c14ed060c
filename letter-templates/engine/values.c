/* Typed values of a screen's form to letter XML; see tpl_values_to_xml(). */
#include "values.h"
#include "text.h"
#include "tpl_merge.h"
#include "utf8.h"

static const struct {
	const char *mark;
	unsigned face;
} MARK[] = {{"**", TEXT_BOLD}, {"//", TEXT_ITALIC}, {"__", TEXT_UNDER}};

#define MARKS (sizeof MARK / sizeof *MARK)

/* A backslash keeps a character that would otherwise be half of a mark. */
static bool kept(struct str s, size_t i)
{
	char c = i + 1 < s.n && s.p[i] == '\\' ? s.p[i + 1] : 0;

	if (c != '*' && c != '/' && c != '_')
		return false;
	return (i && s.p[i - 1] == c) || (i + 2 < s.n && s.p[i + 2] == c) ||
	       (i + 3 < s.n && s.p[i + 2] == '\\' && s.p[i + 3] == c);
}

/* Which mark stands at i; MARKS: none.  The slashes of an address (https://) are none. */
static size_t mark_at(struct str s, size_t i)
{
	size_t m = 0;

	while (m < MARKS && !str_starts(str_from(s, i), str_c(MARK[m].mark)))
		m++;
	return m < MARKS && s.p[i] == '/' && i && s.p[i - 1] == ':' ? MARKS : m;
}

static size_t find_mark(struct str s, size_t i, size_t to, size_t m)
{
	for (; i + 1 < to; i++)
		if (kept(s, i))
			i++;
		else if (mark_at(s, i) == m)
			return i;
	return to;
}

/* **tebal** //miring// __garis bawah__; a mark without its partner stays as it is.  From
 * i to `to`: what stands beside them says what a backslash keeps. */
static void put_marks(struct text *t, struct str s, size_t i, size_t to, unsigned face)
{
	size_t from = i;

	while (i + 1 < to) {
		size_t m = mark_at(s, i), end;

		if (kept(s, i)) {
			tpl_text_add(t, (struct str){s.p + from, i - from}, face);
			from = i + 1;
			i += 2;
			continue;
		}
		end = m < MARKS ? find_mark(s, i + 2, to, m) : to;
		if (m == MARKS || end == to || end == i + 2) {
			i += m == MARKS ? 1 : 2;
			continue;
		}
		tpl_text_add(t, (struct str){s.p + from, i - from}, face);
		put_marks(t, s, i + 2, end, face | MARK[m].face);
		i = end + 2;
		from = i;
	}
	tpl_text_add(t, (struct str){s.p + from, to - from}, face);
}

static void put_inline(struct text *t, struct str s)
{
	put_marks(t, s, 0, s.n, 0);
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

static size_t put_cells(struct text *t, struct str row)
{
	struct str cell;
	size_t n = 0;

	for (; cut_cell(t->a, &row, &cell); n++) {
		put_inline(t, cell);
		tpl_text_cell(t);
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

static void put_row(struct text *t, struct str cells, struct str *rest)
{
	struct str after = *rest, next;
	bool first = t->in != IN_TABLE;
	bool head = first && str_cut(&after, '\n', &next) && is_rule(next);

	if (head)
		*rest = after;
	tpl_text_row(t, head, first);
	if (!put_cells(t, cells))
		tpl_text_cell(t);
	tpl_text_row_end(t, head);
}

bool tpl_typed_label(struct str line, struct str *name, struct str *text)
{
	size_t at = str_find(line, STR(" :: "));

	if (str_ends(line, STR(" ::")) && at == line.n)
		at = line.n - 3;
	*name = str_trim(str_head(line, at));
	*text = str_trim(str_from(line, at + 4));
	return at < line.n && name->n && name->n < 100;
}

static const char *const SIGN[] = {"# ", "## ", "### ", "=== "};

enum tpl_marker tpl_typed_marker(struct str line, struct str *text)
{
	for (int i = 0; i < TPL_NO_MARKER; i++)
		if (str_starts(line, str_c(SIGN[i]))) {
			*text = str_trim(str_from(line, str_c(SIGN[i]).n));
			return text->n ? (enum tpl_marker)i : TPL_NO_MARKER;
		}
	return TPL_NO_MARKER;
}

/* A list goes on as its first mark says: "4." or "b.". */
static struct text_mark list_mark(struct str line)
{
	struct str s = str_trim(line);
	size_t end = 0;
	int64_t from = 1;

	while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9')
		end++;
	if (end == 0)
		return (struct text_mark){'a', s.p[0] == '-' ? 1 : s.p[0] - 'a' + 1};
	if (!str_to_int(str_head(s, end), &from) || from > 999)
		from = 1;
	return (struct text_mark){'1', (int)from};
}

static void put_line(struct text *t, struct str line)
{
	line = str_trim(line);
	if (line.p[0] == '\\' && !kept(line, 0))
		line = str_from(line, 1);
	tpl_text_add(t, STR(" "), 0);
	put_inline(t, line);
}

void tpl_typed_blocks(struct text *t, struct str s)
{
	struct str line, text, name;
	enum tpl_marker mark;

	while (str_cut(&s, '\n', &line)) {
		int level = tpl_typed_item(line, &text);

		if (!str_trim(line).n) {
			tpl_text_para(t);
			tpl_text_break(t);
		} else if (level >= 0) {
			tpl_text_para(t);
			put_inline(t, text);
			t->mark = list_mark(line);
			(void)tpl_text_item(t, level, str_trim(line).p[0] == '-', false);
		} else if (tpl_typed_row(line, &text)) {
			tpl_text_para(t);
			put_row(t, text, &s);
		} else if (str_trim(line).p[0] != '\\' &&
			   tpl_typed_label(line, &name, &text)) {
			tpl_text_para(t);
			put_inline(t, text);
			tpl_text_label(t, name, str_starts(line, STR("  ")));
		} else if ((mark = tpl_typed_marker(line, &text)) != TPL_NO_MARKER) {
			tpl_text_para(t);
			put_inline(t, text);
			tpl_text_marker(t, mark);
		} else {
			put_line(t, line);
		}
	}
	tpl_text_para(t);
	tpl_text_break(t);
}

void tpl_put_blocks(struct buf *b, struct arena *a, struct str s)
{
	struct text t = tpl_text_open(a, b);

	tpl_typed_blocks(&t, s);
	tpl_text_close(&t);
}

static void put_table(struct text *t, struct str s, size_t columns)
{
	struct str line;
	bool first = true;

	while (str_cut(&s, '\n', &line)) {
		if (!str_trim(line).n)
			continue;
		tpl_text_row(t, false, first);
		for (size_t n = put_cells(t, line); n < columns; n++)
			tpl_text_cell(t);
		tpl_text_row_end(t, false);
		first = false;
	}
	tpl_text_break(t);
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

/* What an editor sends as HTML stands beside its name: NAME.html. */
static struct str html_of(const struct tpl_value *v, size_t n, struct arena *a,
			  const struct tpl_field *fd)
{
	if (fd->type != TPL_PARAGRAF)
		return (struct str){0};
	return find(v, n, arena_fmt(a, STR_FMT ".html", STR_ARG(fd->name)));
}

/* The blocks of a text field, empty when it holds no text. */
static enum err blocks_of(struct arena *a, const struct tpl_field *fd, struct str typed,
			  struct str html, struct str *xml, struct fail *f)
{
	struct buf b = BUF_MAX(XML_MAX);
	struct text t = tpl_text_open(a, &b);
	enum err e = ERR_OK;

	if (html.p)
		e = tpl_html_blocks(&t, html, NULL, f);
	else if (fd->type == TPL_PARAGRAF)
		tpl_typed_blocks(&t, typed);
	else
		put_table(&t, typed, fd->columns_n);
	tpl_text_close(&t);
	if (!e && b.broken)
		e = FAIL(f, ERR_LIMIT, "too-long", NULL,
			 "Naskah lebih dari 1 MB; persingkat.");
	*xml = buf_keep(&b, a);
	if (!e && html.p)
		e = utf8_clean(a, *xml, UTF8_LINES, arena_cstr(a, fd->label), xml, f);
	if (e && f)
		f->field = arena_cstr(a, fd->name);
	return e;
}

static enum err put_field(struct buf *b, struct arena *a, const struct tpl_field *fd,
			  struct str v, struct str html, struct fail *f)
{
	bool head = tpl_is_head_name(fd->name);
	bool blocks = fd->type == TPL_PARAGRAF || fd->type == TPL_TABEL;
	struct str xml = {0};
	enum err e = blocks ? blocks_of(a, fd, v, html, &xml, f) : ERR_OK;

	if (e || (blocks && !xml.n))
		return e;
	if (fd->type == TPL_ALAMAT) {
		put_address(b, v);
		return ERR_OK;
	}
	if (head)
		buf_fmt(b, "  <" STR_FMT ">", STR_ARG(fd->name));
	else
		buf_fmt(b, "  <nilai nama=\"" STR_FMT "\">", STR_ARG(fd->name));
	if (blocks)
		buf_add(b, xml);
	else if (fd->type == TPL_PASAL)
		tpl_put_articles(b, a, v);
	else if (fd->type == TPL_DAFTAR && head)
		put_items(b, v);
	else
		xml_put(b, str_trim(v));
	buf_fmt(b, head ? "</" STR_FMT ">\n" : "</nilai>\n",
		STR_ARG(head ? fd->name : STR("")));
	return ERR_OK;
}

static bool known(const struct tpl_form *fm, struct str name)
{
	if (fm->family != 'F' && str_eqc(name, TPL_ROWS_FIELD))
		return true;
	for (size_t i = 0; i < fm->fields_n; i++) {
		struct str rest;

		if (str_eq(fm->fields[i].name, name))
			return true;
		if (fm->fields[i].type == TPL_PARAGRAF &&
		    str_starts(name, fm->fields[i].name) &&
		    str_eqc(str_from(name, fm->fields[i].name.n), ".html"))
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
		if (str_ends(v[i].name, STR(".html")) || str_eqc(v[i].name, TPL_ROWS_FIELD)) {
			clean[i].value = str_or_empty(v[i].value);
			continue; /* its characters are, when they are read */
		}
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
		struct str s = find(clean, n, fd->name), html = html_of(clean, n, a, fd);

		if (fd->type == TPL_PEJABAT)
			put_person(&b, a, fd, clean, n);
		else if ((str_trim(s).n || html.p) &&
			 (e = put_field(&b, a, fd, s, html, f))) {
			buf_free(&b);
			return e;
		}
	}
	struct tpl_rows rows;

	if ((e = tpl_rows_read(a, find(clean, n, STR(TPL_ROWS_FIELD)), &rows, f))) {
		buf_free(&b);
		return e;
	}
	tpl_rows_write(&b, &rows);
	BUF_ADD(&b, "</surat>\n");
	if (b.broken)
		return FAIL(f, ERR_LIMIT, "too-long", NULL,
			    "Naskah lebih dari 1 MB; persingkat.");
	*xml = buf_keep(&b, a);
	return ERR_OK;
}
