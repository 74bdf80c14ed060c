#include "xml.h"
#include "fs.h"
#include "utf8.h"
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlschemastypes.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_BYTES    (4u << 20)
#define MAX_DEPTH    64
#define MAX_ELEMENTS 20000
#define MAX_ATTRS    64

struct xml_schema {
	xmlRelaxNGPtr rng;
};

static void quiet(void *ctx, const char *msg, ...)
{
	(void)ctx;
	(void)msg;
}

static void quiet_error(void *ctx, xmlErrorPtr e)
{
	(void)ctx;
	(void)e;
}

void xml_init(void)
{
	xmlInitParser();
	/* else the first two threads that read a schema would make these tables at once */
	if (xmlRelaxNGInitTypes() < 0)
		abort();
	xmlSchemaInitTypes();
	xmlSetGenericErrorFunc(NULL, quiet);
	xmlSetStructuredErrorFunc(NULL, quiet_error);
}

/* ---- the guard: a scan that only counts, before libxml2 sees a byte ---- */

struct guard {
	struct str  s;
	size_t      i;
	int         line, depth, elements;
	const char *name;
};

static enum err bad(const struct guard *g, struct fail *f, const char *what)
{
	return FAIL(f, ERR_INVALID, "bad-xml", NULL, "%s:%d: %s", g->name, g->line, what);
}

static bool skip_to(struct guard *g, const char *end)
{
	struct str rest = str_from(g->s, g->i);
	size_t at = str_find(rest, str_c(end));

	for (size_t k = 0; k < at && k < rest.n; k++)
		g->line += rest.p[k] == '\n';
	g->i += at + strlen(end);
	return at < rest.n;
}

static enum err guard_tag(struct guard *g, struct fail *f)
{
	bool closing = g->i + 1 < g->s.n && g->s.p[g->i + 1] == '/';
	int attrs = 0;
	char quote = 0, prev = 0;

	for (g->i++; g->i < g->s.n; g->i++) {
		char c = g->s.p[g->i];

		g->line += c == '\n';
		if (quote) {
			quote = c == quote ? 0 : quote;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '=') {
			if (++attrs > MAX_ATTRS)
				return bad(g, f, "terlalu banyak atribut pada satu elemen");
		} else if (c == '>') {
			g->i++;
			g->elements += !closing;
			g->depth += closing ? -1 : prev == '/' ? 0 : 1;
			if (g->depth > MAX_DEPTH)
				return bad(g, f, "elemen bersarang terlalu dalam");
			if (g->elements > MAX_ELEMENTS)
				return bad(g, f, "terlalu banyak elemen");
			return ERR_OK;
		}
		prev = c;
	}
	return bad(g, f, "tanda < tanpa >");
}

static bool known_entity(struct str s)
{
	static const char *const OK[] = { "&lt;", "&gt;", "&amp;", "&quot;", "&apos;" };

	for (size_t k = 0; k < sizeof OK / sizeof *OK; k++)
		if (str_starts(s, str_c(OK[k])))
			return true;
	return str_starts(s, STR("&#"));
}

static enum err guard(struct str s, const char *name, struct fail *f)
{
	struct guard g = { .s = s, .line = 1, .name = name };

	if (s.n > MAX_BYTES)
		return bad(&g, f, "lebih dari 4 MB");
	if (!str_trim(s).n)
		return bad(&g, f, "berkas kosong");
	if (!utf8_valid(s))
		return bad(&g, f, "bukan UTF-8 yang sah");
	while (g.i < s.n) {
		struct str rest = str_from(s, g.i);
		enum err e = ERR_OK;

		if (str_starts(rest, STR("<!--"))) {
			if (!skip_to(&g, "-->"))
				return bad(&g, f, "komentar tidak ditutup");
		} else if (str_starts(rest, STR("<![CDATA["))) {
			if (!skip_to(&g, "]]>"))
				return bad(&g, f, "CDATA tidak ditutup");
		} else if (str_starts(rest, STR("<?"))) {
			if (!skip_to(&g, "?>"))
				return bad(&g, f, "instruksi tidak ditutup");
		} else if (str_starts(rest, STR("<!"))) {
			return bad(&g, f, "DOCTYPE dan entitas tidak diterima");
		} else if (rest.p[0] == '<') {
			e = guard_tag(&g, f);
		} else {
			if (rest.p[0] == '&' && !known_entity(rest))
				return bad(&g, f, "entitas tidak dikenal");
			g.line += rest.p[0] == '\n';
			g.i++;
		}
		if (e)
			return e;
	}
	return ERR_OK;
}

/* ---- libxml2 ---- */

struct first_error {
	int  line;
	char text[200];
};

static void keep_first(void *ctx, xmlErrorPtr e)
{
	struct first_error *fe = ctx;

	if (fe->line)
		return;
	fe->line = e->line > 0 ? e->line : 1;
	(void)snprintf(fe->text, sizeof fe->text, "%s", e->message ? e->message : "?");
	fe->text[strcspn(fe->text, "\n")] = '\0';
}

enum err xml_schema_load(struct xml_schema **out, const char *path, struct fail *f)
{
	struct arena *a = arena_open();
	struct first_error fe = { 0 };
	struct str text;
	enum err e = fs_read(a, path, MAX_BYTES, &text, f);

	*out = NULL;
	if (e)
		goto out;
	/* by its name, so that what it includes is found beside it */
	xmlRelaxNGParserCtxtPtr p = xmlRelaxNGNewParserCtxt(path);

	if (!p)
		abort();
	xmlRelaxNGSetParserStructuredErrors(p, keep_first, &fe);
	xmlRelaxNGPtr rng = xmlRelaxNGParse(p);

	xmlRelaxNGFreeParserCtxt(p);
	if (!rng) {
		e = FAIL(f, ERR_IO, "bad-schema", NULL, "%s:%d: %s", path, fe.line, fe.text);
		goto out;
	}
	struct xml_schema *s = calloc(1, sizeof *s);

	if (!s)
		abort();
	s->rng = rng;
	*out = s;
out:
	arena_close(a);
	return e;
}

void xml_schema_free(struct xml_schema *s)
{
	if (!s)
		return;
	xmlRelaxNGFree(s->rng);
	free(s);
}

static struct str dup_z(struct arena *a, const xmlChar *z)
{
	return z ? arena_dup(a, str_c((const char *)z)) : STR("");
}

static bool is_text(const xmlNode *n)
{
	return n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE;
}

static size_t kid_count(const xmlNode *n)
{
	size_t c = 0;

	for (const xmlNode *k = n->children; k; k = k->next)
		c += k->type == XML_ELEMENT_NODE || is_text(k);
	return c;
}

static void copy_attrs(struct arena *a, xmlNode *n, struct xml_node *to)
{
	size_t c = 0, i = 0;

	for (xmlAttr *t = n->properties; t; t = t->next)
		c++;
	struct xml_attr *list = ARENA_ARRAY(a, struct xml_attr, c + 1);

	for (xmlAttr *t = n->properties; t; t = t->next) {
		xmlChar *v = xmlNodeListGetString(n->doc, t->children, 1);

		list[i++] = (struct xml_attr){ dup_z(a, t->name), dup_z(a, v) };
		xmlFree(v);
	}
	to->attrs = list;
	to->attrs_n = c;
}

static void copy_node(struct arena *a, xmlNode *n, struct xml_node *to)
{
	to->line = (int)xmlGetLineNo(n);
	if (is_text(n)) {
		to->text = dup_z(a, n->content);
		return;
	}
	to->name = dup_z(a, n->name);
	copy_attrs(a, n, to);
	struct xml_node *kids = ARENA_ARRAY(a, struct xml_node, kid_count(n) + 1);
	size_t i = 0;

	for (xmlNode *k = n->children; k; k = k->next)
		if (k->type == XML_ELEMENT_NODE || is_text(k))
			copy_node(a, k, &kids[i++]); /* depth is bounded by the guard */
	to->kids = kids;
	to->kids_n = i;
}

static enum err validate(xmlDoc *doc, const struct xml_schema *s, const char *name,
                         struct fail *f)
{
	struct first_error fe = { 0 };
	xmlRelaxNGValidCtxtPtr v = xmlRelaxNGNewValidCtxt(s->rng);

	if (!v)
		abort();
	xmlRelaxNGSetValidStructuredErrors(v, keep_first, &fe);
	int rc = xmlRelaxNGValidateDoc(v, doc);

	xmlRelaxNGFreeValidCtxt(v);
	if (rc)
		return FAIL(f, ERR_INVALID, "bad-xml", NULL, "%s:%d: tidak sesuai skema: %s",
		            name, fe.line, fe.text);
	return ERR_OK;
}

enum err xml_read(struct arena *a, struct str bytes, const char *name,
                  const struct xml_schema *schema, const struct xml_node **root,
                  struct fail *f)
{
	struct first_error fe = { 0 };
	enum err e = guard(bytes, name, f);

	*root = NULL;
	if (e)
		return e;
	xmlParserCtxtPtr p = xmlNewParserCtxt();

	if (!p)
		abort();
	xmlSetStructuredErrorFunc(&fe, keep_first);
	xmlDoc *doc = xmlCtxtReadMemory(p, bytes.p ? bytes.p : "", (int)bytes.n, NULL, "UTF-8",
	                                XML_PARSE_NONET | XML_PARSE_NOCDATA |
	                                        XML_PARSE_IGNORE_ENC);

	xmlSetStructuredErrorFunc(NULL, quiet_error);
	xmlFreeParserCtxt(p);
	if (!doc)
		return FAIL(f, ERR_INVALID, "bad-xml", NULL,
		            "%s:%d: susunan XML rusak; perbaiki (%s)", name, fe.line,
		            fe.line ? fe.text : "bukan XML");
	if (schema)
		e = validate(doc, schema, name, f);
	xmlNode *top = xmlDocGetRootElement(doc);

	if (!e && !top)
		e = FAIL(f, ERR_INVALID, "bad-xml", NULL, "%s:1: kosong", name);
	if (!e) {
		struct xml_node *n = ARENA_NEW(a, struct xml_node);

		copy_node(a, top, n);
		*root = n;
	}
	xmlFreeDoc(doc);
	return e;
}

/* ---- walking ---- */

const struct xml_node *xml_each(const struct xml_node *n, const char *name, size_t *i)
{
	while (*i < n->kids_n) {
		const struct xml_node *k = &n->kids[(*i)++];

		if (k->name.n && (!name || str_eqc(k->name, name)))
			return k;
	}
	return NULL;
}

const struct xml_node *xml_kid(const struct xml_node *n, const char *name)
{
	size_t i = 0;

	return xml_each(n, name, &i);
}

struct str xml_attr(const struct xml_node *n, const char *name)
{
	for (size_t i = 0; i < n->attrs_n; i++)
		if (str_eqc(n->attrs[i].name, name))
			return n->attrs[i].value;
	return (struct str){ 0 };
}

static void gather(const struct xml_node *n, struct buf *b)
{
	if (!n->name.n)
		buf_add(b, n->text);
	for (size_t i = 0; i < n->kids_n; i++)
		gather(&n->kids[i], b);
}

struct str xml_text(struct arena *a, const struct xml_node *n)
{
	struct buf b = BUF_MAX(MAX_BYTES);

	gather(n, &b);
	return str_trim(buf_keep(&b, a));
}

struct str xml_kid_text(struct arena *a, const struct xml_node *n, const char *name)
{
	const struct xml_node *k = xml_kid(n, name);

	return k ? xml_text(a, k) : (struct str){ 0 };
}

void xml_put(struct buf *b, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		struct str e;

		switch (s.p[i]) {
		case '&': e = STR("&amp;"); break;
		case '<': e = STR("&lt;"); break;
		case '>': e = STR("&gt;"); break;
		case '"': e = STR("&quot;"); break;
		default: continue;
		}
		buf_add(b, (struct str){ s.p + from, i - from });
		buf_add(b, e);
		from = i + 1;
	}
	buf_add(b, str_from(s, from));
}

void xml_write_open(struct buf *b, const struct xml_node *n)
{
	buf_byte(b, '<');
	buf_add(b, n->name);
	for (size_t i = 0; i < n->attrs_n; i++) {
		buf_byte(b, ' ');
		buf_add(b, n->attrs[i].name);
		BUF_ADD(b, "=\"");
		xml_put(b, n->attrs[i].value);
		buf_byte(b, '"');
	}
	buf_byte(b, '>');
}

void xml_write_close(struct buf *b, const struct xml_node *n)
{
	BUF_ADD(b, "</");
	buf_add(b, n->name);
	buf_byte(b, '>');
}

/* Depth is bounded by the reader (64), so is the recursion. */
void xml_write(struct buf *b, const struct xml_node *n)
{
	if (!n->name.n) {
		xml_put(b, n->text);
		return;
	}
	xml_write_open(b, n);
	for (size_t i = 0; i < n->kids_n; i++)
		xml_write(b, &n->kids[i]);
	xml_write_close(b, n);
}
