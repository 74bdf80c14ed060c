#include "text.h"
#include "utf8.h"
#include "values.h"

struct text tpl_text_open(struct arena *a, struct buf *b)
{
	return (struct text){.a = a, .b = b, .line.text = BUF_MAX(XML_MAX)};
}

static void extend(struct text *t, struct str s, unsigned face)
{
	struct line *l = &t->line;

	buf_add(&l->text, s);
	if (l->runs_n && l->runs[l->runs_n - 1].face == face) {
		l->runs[l->runs_n - 1].end = l->text.n;
		return;
	}
	if (l->runs_n == l->runs_cap) {
		struct text_run *more =
			ARENA_ARRAY(t->a, struct text_run, 2 * l->runs_cap + 8);

		if (l->runs_n)
			memcpy(more, l->runs, l->runs_n * sizeof *more);
		l->runs = more;
		l->runs_cap = 2 * l->runs_cap + 8;
	}
	l->runs[l->runs_n++] = (struct text_run){l->text.n, face};
}

static bool is_blank(int32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xa0 ||
	       c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
	       c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

/* Soft hyphen, zero width, marks of direction that turn nothing round. */
static bool is_unseen(int32_t c)
{
	return c == 0xad || (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff;
}

void tpl_text_add(struct text *t, struct str s, unsigned face)
{
	struct line *l = &t->line;

	while (s.n) {
		const char *at = s.p;
		int32_t c = utf8_next(&s);

		if (is_unseen(c))
			continue;
		if (is_blank(c)) {
			l->blank |= l->text.n > 0;
			continue;
		}
		/* a blank between two words has the faces that both have */
		if (l->blank)
			extend(t, STR(" "), l->runs[l->runs_n - 1].face & face);
		l->blank = false;
		extend(t, (struct str){at, (size_t)(s.p - at)}, face);
	}
}

struct str tpl_text_plain(const struct text *t)
{
	return buf_str(&t->line.text);
}

static void forget(struct line *l)
{
	l->text.n = l->runs_n = 0;
	l->blank = false;
}

void tpl_text_cut(struct text *t, size_t n)
{
	struct line old = t->line;
	struct str all = arena_dup(t->a, buf_str(&old.text));
	struct text_run *runs = old.runs;
	size_t from = 0;

	t->line.runs = NULL;
	t->line.runs_cap = 0;
	forget(&t->line);
	for (size_t i = 0; i < old.runs_n; from = runs[i++].end) {
		size_t at = from > n ? from : n;

		if (runs[i].end > at)
			tpl_text_add(t, (struct str){all.p + at, runs[i].end - at},
				     runs[i].face);
	}
}

/* ---- the line as XML ---- */

static const struct {
	unsigned face;
	const char *name;
} MARK[] = {{TEXT_BOLD, "tebal"}, {TEXT_ITALIC, "miring"}, {TEXT_UNDER, "garis-bawah"}};

#define MARKS (sizeof MARK / sizeof *MARK)

struct marks { /* open ones, in the order they were opened */
	size_t at[MARKS], n;
};

static void turn(struct buf *b, struct marks *m, unsigned face)
{
	unsigned open = 0;
	size_t keep = 0;

	while (keep < m->n && (MARK[m->at[keep]].face & face))
		open |= MARK[m->at[keep++]].face;
	while (m->n > keep)
		buf_fmt(b, "</%s>", MARK[m->at[--m->n]].name);
	for (size_t i = 0; i < MARKS; i++)
		if (MARK[i].face & face & ~open) {
			buf_fmt(b, "<%s>", MARK[i].name);
			m->at[m->n++] = i;
		}
}

void tpl_text_bare(struct text *t)
{
	struct line *l = &t->line;
	struct marks m = {.n = 0};
	size_t from = 0;

	t->b->broken |= l->text.broken;
	for (size_t i = 0; !t->b->broken && i < l->runs_n; from = l->runs[i++].end) {
		turn(t->b, &m, l->runs[i].face);
		xml_put(t->b, (struct str){l->text.p + from, l->runs[i].end - from});
	}
	turn(t->b, &m, 0);
	forget(l);
}

/* ---- blocks ---- */

static void close_lists(struct text *t, int to)
{
	while (t->depth > to) {
		BUF_ADD(t->b, "</butir></daftar>");
		t->depth--;
	}
}

static void close_in(struct text *t)
{
	if (t->in)
		buf_add(t->b, t->in == IN_TABLE ? STR("</tabel>") : STR("</label>"));
	t->in = IN_NOTHING;
}

void tpl_text_break(struct text *t)
{
	close_in(t); /* labels of the last item lie within its list */
	close_lists(t, 0);
}

void tpl_text_marker(struct text *t, enum tpl_marker mark)
{
	struct str lies = STR("rebah:");

	if (!t->line.text.n)
		return;
	tpl_text_break(t);
	if (mark != TPL_ANNEX) {
		buf_fmt(t->b, "<bab tingkat=\"%d\">", (int)mark + 1);
		tpl_text_bare(t);
		BUF_ADD(t->b, "</bab>");
		return;
	}
	bool lying = str_starts(tpl_text_plain(t), lies);

	if (lying)
		tpl_text_cut(t, lies.n);
	buf_add(t->b, lying ? STR("<lampiran arah=\"rebah\">") : STR("<lampiran>"));
	xml_put(t->b, str_trim(tpl_text_plain(t)));
	forget(&t->line);
	BUF_ADD(t->b, "</lampiran>");
}

void tpl_text_para(struct text *t)
{
	if (!t->line.text.n)
		return;
	tpl_text_break(t);
	BUF_ADD(t->b, "<paragraf>");
	tpl_text_bare(t);
	BUF_ADD(t->b, "</paragraf>");
}

static void open_list(struct text *t, bool dash)
{
	char by_depth = t->depth % 2 ? 'a' : '1';

	buf_add(t->b, dash ? STR("<daftar tanda=\"strip\"") : STR("<daftar"));
	if (!dash && t->mark.kind && t->mark.kind != by_depth)
		buf_fmt(t->b, " gaya=\"%s\"", by_depth == 'a' ? "angka" : "huruf");
	if (!dash && t->mark.kind && t->mark.from > 1)
		buf_fmt(t->b, " mulai=\"%d\"", t->mark.from);
	BUF_ADD(t->b, "><butir>");
}

bool tpl_text_item(struct text *t, int level, bool dash, bool fresh)
{
	if (!t->line.text.n)
		return false;
	close_in(t);
	if (level > t->depth)
		level = t->depth; /* no level is skipped */
	if (level >= TEXT_LEVELS)
		level = TEXT_LEVELS - 1;
	if (level < t->depth && (fresh || t->dash[level] != dash)) {
		close_lists(t, level);
	} else if (level < t->depth) {
		close_lists(t, level + 1);
		BUF_ADD(t->b, "</butir><butir>");
	}
	if (level == t->depth) {
		open_list(t, dash);
		t->dash[t->depth++] = dash;
	}
	t->mark = (struct text_mark){0, 1};
	tpl_text_bare(t);
	return true;
}

void tpl_text_row(struct text *t, bool head, bool first)
{
	if (first || t->in != IN_TABLE) {
		tpl_text_break(t);
		BUF_ADD(t->b, "<tabel>");
		t->in = IN_TABLE;
	}
	buf_add(t->b, head ? STR("<kepala>") : STR("<baris>"));
}

void tpl_text_cell(struct text *t)
{
	BUF_ADD(t->b, "<sel>");
	tpl_text_bare(t);
	BUF_ADD(t->b, "</sel>");
}

void tpl_text_row_end(struct text *t, bool head)
{
	buf_add(t->b, head ? STR("</kepala>") : STR("</baris>"));
}

void tpl_text_label(struct text *t, struct str name, bool inside)
{
	if (t->in != IN_LABEL) {
		if (!inside)
			tpl_text_break(t);
		close_in(t);
		BUF_ADD(t->b, "<label>");
		t->in = IN_LABEL;
	}
	BUF_ADD(t->b, "<butir nama=\"");
	xml_put(t->b, name);
	BUF_ADD(t->b, "\">");
	tpl_text_bare(t);
	BUF_ADD(t->b, "</butir>");
}

void tpl_text_close(struct text *t)
{
	tpl_text_break(t);
	buf_free(&t->line.text);
}
