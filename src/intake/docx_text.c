/* word/document.xml: paragraphs, runs, fields, tables. */
#include "docx.h"
#include <string.h>
#include "utf8.h"
#include "xml.h"

#define CHARS_MAX 200000 /* of one paragraph */
#define DEEP      40

struct par {
	struct docx_out *o;
	struct docx_char *c;
	size_t n, cap;
	int field;       /* how deep in complex fields          */
	bool result;     /* of the innermost: what it shows now */
	bool merge;      /* a MERGEFIELD: its name stands already */
	struct str code; /* of the field, joined */
};

static void add(struct par *p, struct str s, unsigned char style)
{
	size_t i = 0;

	while (i < s.n && p->n < CHARS_MAX) {
		unsigned char c = (unsigned char)s.p[i];
		unsigned char n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

		if (p->n == p->cap) {
			size_t cap = p->cap ? 2 * p->cap : 256;
			struct docx_char *more =
				ARENA_ARRAY(p->o->a, struct docx_char, cap);

			if (p->n)
				memcpy(more, p->c, p->n * sizeof *more);
			p->c = more;
			p->cap = cap;
		}
		if (i + n > s.n)
			return; /* the guard has seen to UTF-8 */
		p->c[p->n++] = (struct docx_char){s.p + i, n, style};
		i += n;
	}
}

static bool on(const struct xml_node *props, const char *name)
{
	const struct xml_node *k = props ? xml_kid(props, name) : NULL;
	struct str v = k ? xml_attr(k, "val") : (struct str){0};

	return k && !str_eqc(v, "0") && !str_eqc(v, "false") && !str_eqc(v, "none");
}

static unsigned char style_of(const struct xml_node *run)
{
	const struct xml_node *props = xml_kid(run, "rPr");

	return (unsigned char)((on(props, "b") ? DOCX_BOLD : 0) |
			       (on(props, "i") ? DOCX_ITALIC : 0) |
			       (on(props, "u") ? DOCX_UNDERLINE : 0));
}

/* The name in ` MERGEFIELD  Nama_Lengkap  \* MERGEFORMAT `; "" when it is another field.
 */
static struct str merge_name(struct str code)
{
	struct str rest = str_trim(code), word;

	if (!str_cut(&rest, ' ', &word) || !str_eq_nocase(word, STR("MERGEFIELD")))
		return STR("");
	rest = str_trim(rest);
	if (rest.n > 1 && rest.p[0] == '"') {
		rest = str_from(rest, 1);
		return str_head(rest, str_find(rest, STR("\"")));
	}
	return str_head(rest, str_find(rest, STR(" ")));
}

static void put_merge(struct par *p, struct str code, unsigned char style)
{
	struct str name = merge_name(code);

	p->merge = name.n > 0;
	if (p->merge)
		add(p, name, (unsigned char)(style | DOCX_MERGE));
	else if (!str_starts(str_trim(code), STR("PAGE")))
		p->o->missed[DOCX_FIELDS]++;
}

static void field_char(struct par *p, struct str type, unsigned char style)
{
	if (str_eqc(type, "begin")) {
		p->field++;
		p->result = p->merge = false;
		p->code = STR("");
	} else if (str_eqc(type, "separate")) {
		put_merge(p, p->code, style);
		p->result = true;
	} else if (str_eqc(type, "end") && p->field) {
		if (!p->result)
			put_merge(p, p->code, style);
		p->field--;
		p->result = p->merge = false;
	}
}

static bool is(const struct xml_node *n, const char *names)
{
	struct str rest = str_c(names), w;

	while (str_cut(&rest, ' ', &w))
		if (str_eq(w, n->name))
			return true;
	return false;
}

static void run(struct par *p, const struct xml_node *r)
{
	unsigned char style = style_of(r);
	bool hidden = p->field && (!p->result || p->merge);
	const struct xml_node *k;
	size_t i = 0;

	while ((k = xml_each(r, NULL, &i))) {
		if (is(k, "fldChar")) {
			field_char(p, xml_attr(k, "fldCharType"), style);
			hidden = p->field && (!p->result || p->merge);
		} else if (is(k, "instrText")) {
			p->code = arena_fmt(p->o->a, STR_FMT STR_FMT, STR_ARG(p->code),
					    STR_ARG(str_head(xml_text(p->o->a, k), 400)));
		} else if (is(k, "t") && !hidden) {
			for (size_t t = 0; t < k->kids_n; t++)
				add(p, k->kids[t].text, style);
		} else if (is(k, "tab br cr") && !hidden) {
			add(p, is(k, "tab") ? STR("\t") : STR("\n"), style);
		} else if (is(k, "noBreakHyphen") && !hidden) {
			add(p, STR("-"), style);
		} else if (is(k, "drawing pict object")) {
			p->o->missed[DOCX_PICTURES]++;
		} else if (is(k, "AlternateContent")) {
			p->o->missed[DOCX_BOXES]++;
		} else if (is(k, "footnoteReference endnoteReference")) {
			p->o->missed[DOCX_NOTES]++;
		}
	}
}

static void runs(struct par *p, const struct xml_node *n, int deep)
{
	const struct xml_node *k;
	size_t i = 0;

	while (deep < DEEP && (k = xml_each(n, NULL, &i))) {
		if (is(k, "r")) {
			run(p, k);
		} else if (is(k, "fldSimple")) {
			put_merge(p, xml_attr(k, "instr"), 0);
			if (!p->merge)
				runs(p, k, deep + 1);
			p->merge = false;
		} else if (is(k, "hyperlink ins smartTag sdt sdtContent")) {
			runs(p, k, deep + 1);
		} else if (is(k, "del moveFrom")) {
			p->o->missed[DOCX_CHANGES]++;
		}
	}
}

/* "tengah", "kanan", or "" for the left and for both edges. */
static const char *aligned(const struct xml_node *props)
{
	const struct xml_node *k = props ? xml_kid(props, "jc") : NULL;
	struct str v = k ? xml_attr(k, "val") : (struct str){0};

	if (str_eqc(v, "center"))
		return "tengah";
	return str_eqc(v, "right") || str_eqc(v, "end") ? "kanan" : "";
}

/* 0: none; 1 for the outermost level. */
static int list_level(const struct xml_node *props)
{
	const struct xml_node *num = props ? xml_kid(props, "numPr") : NULL;
	const struct xml_node *level = num ? xml_kid(num, "ilvl") : NULL;
	const struct xml_node *id = num ? xml_kid(num, "numId") : NULL;
	int64_t n = 0;

	if (!num || (id && str_eqc(xml_attr(id, "val"), "0")))
		return 0;
	if (level && str_to_int(xml_attr(level, "val"), &n) && n > 0 && n < 9)
		return (int)n + 1;
	return 1;
}

static void paragraph(struct docx_out *o, const struct xml_node *n)
{
	const struct xml_node *props = xml_kid(n, "pPr");
	const struct xml_node *style = props ? xml_kid(props, "pStyle") : NULL;
	struct par p = {.o = o, .code = STR("")};
	int level = list_level(props);

	runs(&p, n, 0);
	BUF_ADD(&o->b, "<par");
	if (*aligned(props))
		buf_fmt(&o->b, " rata=\"%s\"", aligned(props));
	if (level)
		buf_fmt(&o->b, " daftar=\"%d\"", level);
	if (style) {
		BUF_ADD(&o->b, " gaya=\"");
		xml_put(&o->b, str_head(xml_attr(style, "val"), 60));
		BUF_ADD(&o->b, "\"");
	}
	BUF_ADD(&o->b, ">");
	docx_put_text(o, p.c, p.n);
	BUF_ADD(&o->b, "</par>\n");
}

static void blocks(struct docx_out *, const struct xml_node *, bool in_table, int deep);

static void table(struct docx_out *o, const struct xml_node *n, bool in_table, int deep)
{
	const struct xml_node *row, *cell;
	size_t i = 0, j;

	o->missed[DOCX_NESTED] += in_table;
	if (!in_table)
		BUF_ADD(&o->b, "<tabel>\n");
	while ((row = xml_each(n, "tr", &i))) {
		if (!in_table)
			BUF_ADD(&o->b, "<baris>\n");
		for (j = 0; (cell = xml_each(row, "tc", &j));) {
			if (!in_table)
				BUF_ADD(&o->b, "<sel>");
			blocks(o, cell, true, deep + 1);
			if (!in_table)
				BUF_ADD(&o->b, "</sel>\n");
		}
		if (!in_table)
			BUF_ADD(&o->b, "</baris>\n");
	}
	if (!in_table)
		BUF_ADD(&o->b, "</tabel>\n");
}

static void blocks(struct docx_out *o, const struct xml_node *n, bool in_table, int deep)
{
	const struct xml_node *k;
	size_t i = 0;

	while (deep < DEEP && (k = xml_each(n, NULL, &i))) {
		if (is(k, "p"))
			paragraph(o, k);
		else if (is(k, "tbl"))
			table(o, k, in_table, deep);
		else if (is(k, "sdt sdtContent ins customXml"))
			blocks(o, k, in_table, deep + 1);
		else if (is(k, "del moveFrom"))
			o->missed[DOCX_CHANGES]++;
	}
}

enum err docx_text(struct docx_out *o, struct str part, struct fail *f)
{
	const struct xml_node *root, *body;
	enum err e = xml_read(o->a, part, "word/document.xml", NULL, &root, f);

	if (e)
		return e;
	body = xml_kid(root, "body");
	if (!str_eqc(root->name, "document") || !body)
		return FAIL(f, ERR_INVALID, "no-docx", "berkas",
			    "Dokumen Word ini tidak terbaca: naskahnya tidak dikenal.");
	blocks(o, body, false, 0);
	return ERR_OK;
}
