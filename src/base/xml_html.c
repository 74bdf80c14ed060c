#include "xml_html.h"
#include "utf8.h"
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>

#define MAX_BYTES    (2u << 20)
#define MAX_DEPTH    64
#define MAX_ELEMENTS 50000
#define MAX_PARTS    256

/* ---- the guard ---- */

/* A quote opens a value only behind '=': as the reader itself sees it, or a stray quote
 * would hide any number of attributes from this count. */
static size_t tag_parts(struct str s, size_t *i)
{
	size_t parts = 0;
	char quote = 0, before = 0;

	for (; *i < s.n; (*i)++) {
		char c = s.p[*i];
		bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '/';

		if (quote) {
			quote = c == quote ? 0 : quote;
			continue;
		}
		if (c == '>')
			break;
		if ((c == '"' || c == '\'') && before == '=')
			quote = c;
		parts += blank;
		before = blank && before == '=' ? '=' : c;
	}
	return parts;
}

static enum err guard(struct str s, struct fail *f)
{
	if (s.n > MAX_BYTES)
		return FAIL(f, ERR_LIMIT, "too-long", NULL,
		            "Teks lebih dari 2 MB; salin sebagian demi sebagian.");
	if (!utf8_valid(s) || (s.n && memchr(s.p, 0, s.n)))
		return FAIL(f, ERR_INVALID, "bad-encoding", NULL,
		            "Teks bukan UTF-8 yang sah; salin ulang.");
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '<' && tag_parts(s, &i) > MAX_PARTS)
			return FAIL(f, ERR_LIMIT, "too-many", NULL,
			            "Teks memuat susunan yang terlalu rumit; tempel sebagai "
			            "teks biasa.");
	return ERR_OK;
}

/* ---- the tree, from the reader's events ---- */

struct link { /* a node while its kids still come */
	struct xml_node n;
	struct link *first, *last, *next;
	size_t kids;
};

struct grow {
	struct arena *a;
	xmlParserCtxt *p;
	struct link *open[MAX_DEPTH];
	int depth;
	size_t elements; /* and texts */
	bool over;
};

static struct link *hang(struct grow *g)
{
	struct link *up = g->open[g->depth - 1], *l = ARENA_NEW(g->a, struct link);

	*l = (struct link){.n = {.line = 0}};
	if (up->last)
		up->last->next = l;
	else
		up->first = l;
	up->last = l;
	up->kids++;
	return l;
}

static void take_attrs(struct grow *g, struct xml_node *n, const xmlChar **at)
{
	size_t c = 0;

	while (at && at[2 * c])
		c++;
	struct xml_attr *list = ARENA_ARRAY(g->a, struct xml_attr, c + 1);

	for (size_t i = 0; i < c; i++)
		list[i] = (struct xml_attr){
			arena_dup(g->a, str_c((const char *)at[2 * i])),
			arena_dup(g->a, str_or_empty(str_c((const char *)at[2 * i + 1]))),
		};
	n->attrs = list;
	n->attrs_n = c;
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **at)
{
	struct grow *g = ctx;

	if (g->over || ++g->elements > MAX_ELEMENTS || g->depth == MAX_DEPTH) {
		g->over = true;
		xmlStopParser(g->p);
		return;
	}
	struct link *l = hang(g);

	l->n.name = arena_dup(g->a, str_c((const char *)name));
	take_attrs(g, &l->n, at);
	g->open[g->depth++] = l;
}

static void on_end(void *ctx, const xmlChar *name)
{
	struct grow *g = ctx;

	(void)name; /* the reader closes in order */
	if (g->depth > 1)
		g->depth--;
}

static void on_text(void *ctx, const xmlChar *p, int n)
{
	struct grow *g = ctx;

	if (g->over || n <= 0)
		return;
	if (++g->elements > MAX_ELEMENTS) {
		g->over = true;
		xmlStopParser(g->p);
		return;
	}
	hang(g)->n.text = arena_dup(g->a, (struct str){(const char *)p, (size_t)n});
}

/* "<![if …]>" of Word, which the reader would take for text. */
static struct str without_conditions(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		struct str tag = str_head(str_from(s, i), 100);
		size_t end = str_starts(tag, STR("<![")) ? str_find(tag, STR(">")) : tag.n;

		if (end < tag.n)
			i += end;
		else
			p[n++] = s.p[i];
	}
	return (struct str){p, n};
}

/* The depth was bounded while it grew. */
static void settle(struct grow *g, const struct link *l, struct xml_node *to)
{
	struct xml_node *kids = ARENA_ARRAY(g->a, struct xml_node, l->kids + 1);
	size_t i = 0;

	*to = l->n;
	for (const struct link *k = l->first; k; k = k->next)
		settle(g, k, &kids[i++]);
	to->kids = kids;
	to->kids_n = i;
}

enum err xml_html_read(struct arena *a, struct str html, const struct xml_node **root,
                       struct fail *f)
{
	struct link top = {.n = {.name = STR("html")}};
	struct grow g = {.a = a, .open = {&top}, .depth = 1};
	struct xml_node *n = ARENA_NEW(a, struct xml_node);
	htmlSAXHandler on = {.startElement = on_start, .endElement = on_end,
	                     .characters = on_text, .ignorableWhitespace = on_text};
	enum err e = guard(html, f);

	*root = NULL;
	if (e)
		return e;
	html = without_conditions(a, html);
	g.p = htmlCreateMemoryParserCtxt(html.n ? html.p : " ", html.n ? (int)html.n : 1);
	if (!g.p)
		abort();
	*g.p->sax = on;
	g.p->userData = &g;
	(void)htmlCtxtUseOptions(g.p, HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC |
	                                      HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
	(void)xmlSwitchEncoding(g.p, XML_CHAR_ENCODING_UTF8);
	(void)htmlParseDocument(g.p);
	htmlFreeParserCtxt(g.p);
	if (g.over)
		return FAIL(f, ERR_LIMIT, "too-deep", NULL,
		            "Teks memuat susunan yang terlalu rumit; tempel sebagai teks "
		            "biasa.");
	settle(&g, &top, n);
	*root = n;
	return ERR_OK;
}
