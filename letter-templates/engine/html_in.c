/* HTML to blocks: the editor's own, and what a clipboard holds (Word, Writer, mail, web).
 *
 * What the vocabulary has a word for becomes that; everything else becomes clean text,
 * and what is no text (pictures, scripts, hidden and deleted words) is dropped.  Nothing
 * of the input reaches the letter but characters. */
#include "html_style.h"
#include "text.h"
#include "utf8.h"
#include "values.h"
#include "xml_html.h"

#define COLUMNS_MAX 12 /* as the printer has */
#define ROWS_MAX    1000

enum kind {
	INLINE,
	SKIP,
	GONE, /* deleted words: dropped, and said */
	PICTURE,
	BREAK,
	BLOCK,
	LIST,
	ITEM,
	TABLE,
	LABELS,
	BOLD,
	ITALIC,
	UNDER,
	RAISED
};

static enum kind kind_of(struct str name)
{
	static const struct {
		enum kind kind;
		const char *names;
	} K[] = {
		{BLOCK,
		 " p div h1 h2 h3 h4 h5 h6 blockquote pre section article header footer "
		 "main aside nav address figure figcaption center form fieldset details "
		 "summary html body tr caption dt dd hr "},
		{BOLD, " b strong th "},
		{ITALIC, " i em cite dfn var "},
		{UNDER, " u ins "},
		{BREAK, " br "},
		{LIST, " ul ol menu dir "},
		{ITEM, " li "},
		{TABLE, " table "},
		{LABELS, " dl "},
		{RAISED, " sup "},
		{PICTURE,
		 " img picture svg canvas video audio object embed iframe v:shape "
		 "v:imagedata "},
		{GONE, " del "},
		{SKIP,
		 " head script style title template xml noscript math select textarea "
		 "button input map frameset applet datalist meta link "},
	};

	for (size_t i = 0; i < sizeof K / sizeof *K; i++) {
		struct str rest = str_c(K[i].names), w;

		while (str_cut(&rest, ' ', &w))
			if (w.n && str_eq(w, name))
				return K[i].kind;
	}
	return INLINE;
}

enum mode { IN_FLOW, IN_ITEM, IN_CELL };

struct list {
	struct text_mark mark;
	int level;
	bool dash, started;
};

struct reader {
	struct text *t;
	enum mode mode;
	struct list list;
	size_t tab; /* behind how many bytes of the line the first tab stood */
	bool tabbed;
	size_t pictures, gone, hidden;
	const char *too_big;
};

static void walk_kids(struct reader *, const struct xml_node *, unsigned face);

/* ---- a paragraph of the flow ---- */

/* "Hari<tab>: Senin" is how a label is typed where there is no word for it. */
static bool as_label(struct reader *h)
{
	struct str all = tpl_text_plain(h->t), name, rest;

	if (!h->tabbed || h->tab > all.n)
		return false;
	name = str_trim(str_head(all, h->tab));
	rest = str_trim(str_from(all, h->tab));
	if (!name.n || name.n > 99 || !rest.n || rest.p[0] != ':')
		return false;
	name = arena_dup(h->t->a, name);
	tpl_text_cut(h->t, (size_t)(rest.p - all.p) + 1);
	tpl_text_label(h->t, name, false);
	return true;
}

/* "# Umum" and "=== Jadwal" are headings here as where they are typed. */
static bool as_marker(struct reader *h)
{
	struct str all = tpl_text_plain(h->t), text;
	enum tpl_marker mark = tpl_typed_marker(all, &text);

	if (mark == TPL_NO_MARKER)
		return false;
	tpl_text_cut(h->t, (size_t)(text.p - all.p));
	tpl_text_marker(h->t, mark);
	return true;
}

static void end_flow(struct reader *h)
{
	if (!as_label(h) && !as_marker(h))
		tpl_text_para(h->t);
	h->tabbed = false;
}

static void end_item(struct reader *h)
{
	struct list *l = &h->list;

	h->t->mark = l->mark;
	l->started |= tpl_text_item(h->t, l->level, l->dash, !l->started);
}

static void boundary(struct reader *h)
{
	if (h->mode == IN_FLOW)
		end_flow(h);
	else
		tpl_text_add(h->t, STR(" "), 0);
}

/* ---- text ---- */

static void put_text(struct reader *h, struct str s, unsigned face)
{
	size_t tab = 0;

	while (tab < s.n && s.p[tab] != '\t' && s.p[tab] != '\n')
		tab++;
	/* behind a line break it is the source that is indented, not the text */
	if (h->mode == IN_FLOW && !h->tabbed && tab < s.n && s.p[tab] == '\t') {
		tpl_text_add(h->t, str_head(s, tab), face);
		h->tab = tpl_text_plain(h->t).n;
		h->tabbed = true;
		s = str_from(s, tab);
	}
	tpl_text_add(h->t, s, face);
}

static void put_raised(struct reader *h, const struct xml_node *n, unsigned face)
{
	static const char *const UP[] = {"\u00b9", "\u00b2", "\u00b3"};
	struct str s = xml_text(h->t->a, n);

	if (s.n == 1 && s.p[0] >= '1' && s.p[0] <= '3')
		tpl_text_add(h->t, str_c(UP[s.p[0] - '1']), face);
	else
		walk_kids(h, n, face);
}

/* ---- lists ---- */

/* The marker of a list that Word drew: a figure or a letter, or else a bullet.  Its round
 * bullet is the letter o, its square one the paragraph sign of another face. */
static bool is_bullet(struct str mark)
{
	struct str s = str_trim(mark);

	if (str_eqc(s, "o"))
		return true;
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] >= '0' && s.p[i] <= '9') ||
		    (s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z'))
			return false;
	return true;
}

/* A paragraph that Word calls a list without saying more: its marker stands in the text.
 */
static bool typed_marker(struct reader *h, bool *dash)
{
	static const char *const BULLET[] = {"\u00b7", "\u2022", "\u00a7", "\u25aa", "-"};
	struct str all = tpl_text_plain(h->t), text;

	for (size_t i = 0; i < sizeof BULLET / sizeof *BULLET; i++)
		if (str_starts(all, str_c(BULLET[i])) && strlen(BULLET[i]) < all.n &&
		    all.p[strlen(BULLET[i])] == ' ') {
			tpl_text_cut(h->t, strlen(BULLET[i]) + 1);
			return *dash = true;
		}
	if (tpl_typed_item(all, &text) < 0)
		return false;
	tpl_text_cut(h->t, (size_t)(text.p - all.p));
	*dash = false;
	return true;
}

static void word_item(struct reader *h, const struct xml_node *n, int level,
		      unsigned face)
{
	struct buf mark = BUF_MAX(256);
	bool dash;

	h->mode = IN_ITEM;
	walk_kids(h, n, face);
	h->mode = IN_FLOW;
	if (html_style_marker(n, h->t->a, &mark))
		dash = is_bullet(buf_str(&mark));
	else if (!typed_marker(h, &dash))
		level = -1;
	buf_free(&mark);
	if (level < 0)
		end_flow(h);
	else
		(void)tpl_text_item(h->t, level, dash, false);
}

/* <ol type="a" start="3"> */
static struct text_mark list_mark(const struct xml_node *n, int level)
{
	struct str type = xml_attr(n, "type"), start = xml_attr(n, "start");
	struct text_mark m = {.from = 1};
	int64_t from = 1;

	if (start.n && str_to_int(start, &from) && from > 1 && from < 1000)
		m.from = (int)from;
	if (type.n)
		m.kind = str_eqc(type, "a") ? 'a' : '1';
	else if (m.from > 1)
		m.kind = level % 2 ? 'a' : '1';
	return m;
}

/* A list or a table ends the text before it; within a cell it is text of the cell: false. */
static bool block_opens(struct reader *h, const struct xml_node *n, unsigned face)
{
	if (h->mode == IN_CELL) {
		walk_kids(h, n, face);
		return false;
	}
	if (h->mode == IN_FLOW)
		end_flow(h);
	else
		end_item(h);
	return true;
}

static void walk_list(struct reader *h, const struct xml_node *n, unsigned face)
{
	enum mode mode = h->mode;

	if (!block_opens(h, n, face))
		return;
	struct list up = h->list;

	h->list = (struct list){.level = mode == IN_ITEM ? up.level + 1 : 0,
				.dash = str_eqc(n->name, "ul")};
	h->list.mark = list_mark(n, h->list.level);
	h->mode = IN_ITEM;
	walk_kids(h, n, face);
	end_item(h);
	h->list = up;
	h->mode = mode;
}

static void walk_item(struct reader *h, const struct xml_node *n, unsigned face)
{
	if (h->mode != IN_ITEM) {
		boundary(h);
		walk_kids(h, n, face);
		boundary(h);
		return;
	}
	end_item(h);
	walk_kids(h, n, face);
	end_item(h);
}

/* ---- tables ---- */

struct table {
	struct str *cell; /* XML of each, ROW by ROW */
	size_t n, cap, rows, columns;
	size_t width[ROWS_MAX];
	bool head;
	unsigned down[COLUMNS_MAX]; /* rows that a cell above still covers */
};

static void keep_cell(struct reader *h, struct table *t, struct str xml)
{
	if (t->n == t->cap) {
		struct str *more = ARENA_ARRAY(h->t->a, struct str, 2 * t->cap + 32);

		if (t->n)
			memcpy(more, t->cell, t->n * sizeof *more);
		t->cap = 2 * t->cap + 32;
		t->cell = more;
	}
	t->cell[t->n++] = xml;
}

static size_t span_of(const struct xml_node *n, const char *attr)
{
	int64_t v = 1;

	if (!str_to_int(str_trim(str_or_empty(xml_attr(n, attr))), &v) || v < 1)
		return 1;
	return v > ROWS_MAX ? ROWS_MAX : (size_t)v;
}

static void read_cell(struct reader *h, struct table *t, const struct xml_node *n,
		      size_t *width, unsigned face)
{
	struct buf one = BUF_MAX(XML_MAX), *out = h->t->b;
	size_t wide = span_of(n, "colspan"), down = span_of(n, "rowspan") - 1;

	walk_kids(h, n, face);
	h->t->b = &one;
	tpl_text_cell(h->t);
	h->t->b = out;
	out->broken |= one.broken;
	for (size_t i = 0; i < wide && *width < COLUMNS_MAX; i++) {
		t->down[*width] = (unsigned)down;
		keep_cell(h, t,
			  i ? STR("<sel></sel>") : arena_dup(h->t->a, buf_str(&one)));
		(*width)++;
	}
	buf_free(&one);
}

static void cover(struct reader *h, struct table *t, size_t *width)
{
	for (; *width < COLUMNS_MAX && t->down[*width]; (*width)++) {
		t->down[*width]--;
		keep_cell(h, t, STR("<sel></sel>"));
	}
}

static void read_row(struct reader *h, struct table *t, const struct xml_node *tr,
		     bool in_head, unsigned face)
{
	const struct xml_node *c;
	size_t width = 0, i = 0;
	bool all = true, any = false;

	if (t->rows == ROWS_MAX) {
		h->too_big = "Tabel memuat lebih dari 1000 baris; bagilah, atau jadikan "
			     "lampiran.";
		return;
	}
	for (cover(h, t, &width); (c = xml_each(tr, NULL, &i)); cover(h, t, &width)) {
		if (!str_eqc(c->name, "td") && !str_eqc(c->name, "th"))
			continue;
		if (width == COLUMNS_MAX)
			h->too_big = "Tabel memuat lebih dari 12 kolom; bagilah, atau "
				     "jadikan lampiran.";
		all &= str_eqc(c->name, "th");
		any = true;
		read_cell(h, t, c, &width, face);
	}
	if (!any) {
		t->n -= width;
		return;
	}
	t->head |= t->rows == 0 && (all || in_head);
	t->width[t->rows++] = width;
	t->columns = width > t->columns ? width : t->columns;
}

static void read_rows(struct reader *h, struct table *t, const struct xml_node *n,
		      bool in_head, unsigned face)
{
	for (size_t i = 0; i < n->kids_n; i++) {
		const struct xml_node *k = &n->kids[i];

		if (str_eqc(k->name, "tr"))
			read_row(h, t, k, in_head, face);
		else if (str_eqc(k->name, "thead") || str_eqc(k->name, "tbody") ||
			 str_eqc(k->name, "tfoot"))
			read_rows(h, t, k, str_eqc(k->name, "thead"), face);
	}
}

static void put_table(struct reader *h, const struct table *t)
{
	size_t at = 0;

	for (size_t r = 0; r < t->rows; r++) {
		bool head = r == 0 && t->head;

		tpl_text_row(h->t, head, r == 0);
		for (size_t c = 0; c < t->columns; c++)
			buf_add(h->t->b,
				c < t->width[r] ? t->cell[at + c] : STR("<sel></sel>"));
		tpl_text_row_end(h->t, head);
		at += t->width[r];
	}
	tpl_text_break(h->t);
}

static void walk_table(struct reader *h, const struct xml_node *n, unsigned face)
{
	struct table *t = ARENA_NEW(h->t->a, struct table);
	const struct xml_node *caption = xml_kid(n, "caption");
	enum mode mode = h->mode;

	if (!block_opens(h, n, face))
		return;
	*t = (struct table){.n = 0};
	h->mode = IN_FLOW;
	if (caption)
		walk_kids(h, caption, face);
	end_flow(h);
	h->mode = IN_CELL;
	read_rows(h, t, n, false, face);
	h->mode = mode;
	put_table(h, t);
}

/* ---- labels ---- */

static void walk_labels(struct reader *h, const struct xml_node *n, unsigned face)
{
	struct str name = STR("");
	enum mode mode = h->mode;
	const struct xml_node *k;
	size_t i = 0;

	if (mode != IN_FLOW) {
		walk_kids(h, n, face);
		return;
	}
	end_flow(h);
	h->mode = IN_CELL;
	while ((k = xml_each(n, NULL, &i))) {
		walk_kids(h, k, face);
		struct str s = str_head(tpl_text_plain(h->t), 99);

		if (str_eqc(k->name, "dt")) {
			while (s.n && !utf8_valid(s))
				s.n--;
			name = arena_dup(h->t->a, s);
			tpl_text_cut(h->t, XML_MAX);
		} else if (name.n) {
			tpl_text_label(h->t, name, false);
		} else {
			tpl_text_para(h->t);
		}
	}
	tpl_text_break(h->t);
	h->mode = mode;
}

/* ---- the walk ---- */

static void walk_block(struct reader *h, const struct xml_node *n, unsigned face)
{
	int level = html_style_level(n);

	boundary(h);
	if (level >= 0 && h->mode == IN_FLOW) {
		word_item(h, n, level, face);
		return;
	}
	walk_kids(h, n, face);
	boundary(h);
}

static unsigned faces_of(const struct xml_node *n, enum kind kind, unsigned face)
{
	if (kind == BOLD)
		face |= TEXT_BOLD;
	else if (kind == ITALIC)
		face |= TEXT_ITALIC;
	else if (kind == UNDER)
		face |= TEXT_UNDER;
	return html_style_faces(n, face);
}

static void walk(struct reader *h, const struct xml_node *n, unsigned face)
{
	enum kind kind = kind_of(n->name);

	if (html_style_hidden(n)) {
		h->hidden++;
		return;
	}
	if (html_style_is_marker(n) && h->mode == IN_ITEM)
		return;
	if (html_style_tab(n))
		put_text(h, STR("\t"), face);
	face = faces_of(n, kind, face);
	switch (kind) {
	case SKIP: break;
	case GONE: h->gone++; break;
	case PICTURE: h->pictures++; break;
	case BREAK: boundary(h); break;
	case BLOCK: walk_block(h, n, face); break;
	case LIST: walk_list(h, n, face); break;
	case ITEM: walk_item(h, n, face); break;
	case TABLE: walk_table(h, n, face); break;
	case LABELS: walk_labels(h, n, face); break;
	case RAISED: put_raised(h, n, face); break;
	case INLINE:
	case BOLD:
	case ITALIC:
	case UNDER: walk_kids(h, n, face); break;
	}
}

/* The reader of the tree bounds its depth. */
static void walk_kids(struct reader *h, const struct xml_node *n, unsigned face)
{
	for (size_t i = 0; i < n->kids_n; i++)
		if (n->kids[i].name.n)
			walk(h, &n->kids[i], face);
		else
			put_text(h, n->kids[i].text, face);
}

static void say(const struct reader *h, struct buf *note)
{
	const struct {
		size_t n;
		const char *what;
	} SAID[] = {{h->pictures, "gambar"},
		    {h->gone, "bagian yang ditandai terhapus"},
		    {h->hidden, "bagian tersembunyi"}};

	for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++)
		if (SAID[i].n)
			buf_fmt(note, "%s%zu %s",
				note->n ? ", " : "Tidak ikut: ", SAID[i].n, SAID[i].what);
	if (note->n)
		BUF_ADD(note, ".");
}

enum err tpl_html_blocks(struct text *t, struct str html, struct buf *note,
			 struct fail *f)
{
	struct reader h = {.t = t};
	const struct xml_node *root;
	enum err e = xml_html_read(t->a, html, &root, f);

	if (e)
		return e;
	walk_kids(&h, root, 0);
	end_flow(&h);
	tpl_text_break(t);
	if (note)
		say(&h, note);
	if (h.too_big)
		return FAIL(f, ERR_LIMIT, "too-many", NULL, "%s", h.too_big);
	return ERR_OK;
}
