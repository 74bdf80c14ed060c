/* htmlc - compile one .html view into one C function (host tool).
 *
 *   {{!view NAME HEADER}}              first line: struct NAME_view from HEADER
 *   {{field}} {{a.b}} {{../field}}     escaped by type (html.h); ../ is one scope up
 *   {{#if f}}..{{else}}..{{/if}}  {{#unless f}}..{{/unless}}
 *   {{#each rows}}..{{/each}}          iterates rows[0 .. rows_n)
 *   {{>part}}                          part.html beside it, compiled in this scope
 *
 * The text is read as a browser's tokenizer reads it: names in any case, '/' between
 * attributes, blanks around '='.  What a browser would mend is refused: a '<' that begins no
 * tag, a value without quotes, attributes without a blank between.  So is what our policy
 * (CSP) bars anyway: on*=, style=, srcdoc=, hx-on, <style>, code inside <script>.
 *
 * A placeholder may stand in text and in double-quoted values.  In href, src, action,
 * formaction, poster, data, cite, background and hx-get/post/put/delete/patch it must be a
 * struct url and come first; in srcset, ping, content, any other hx- attribute, and any
 * attribute of <script> but src, none may stand.  data-hx-x is hx-x.
 *
 * All ways through {{#if}} and {{#each}} must end in the place where the others end.
 * Between attributes only {{#if}} and {{#unless}} may stand, a fragment only in text.
 * #line points gcc's errors at the template.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* BETWEEN: a new attribute may begin; AFTER: a blank must come first. */
enum place { TEXT, BETWEEN, AFTER, DQ, SQ, COMMENT, RAW, RCDATA };

struct ctx {
	enum place at;
	char       tag[32], attr[64];
	bool       closing; /* an end tag */
	bool       fresh;   /* the value has nothing in it yet */
};

struct source {
	const char *file;
	char       *text;
	const char *p, *from; /* where we read; from where literal text is pending */
	int         line;
};

struct section {
	char       kind[8];
	int        scope;
	bool       other; /* {{else}} was seen; `end` is where the first way ended */
	struct ctx begin, end;
};

struct compiler {
	FILE          *out;
	struct ctx     cx;
	int            depth, floor; /* sections; those below floor are the includer's */
	int            scope, loops;
	struct section open[32];
	int            nested; /* fragments inside fragments */
};

static _Noreturn void die(const struct source *s, const char *msg, const char *what)
{
	fprintf(stderr, "%s:%d: %s%s%s\n", s->file, s->line, msg, *what ? ": " : "", what);
	exit(1);
}

static void emit(struct compiler *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfprintf(c->out, fmt, ap);
	va_end(ap);
}

static void literal(struct compiler *c, const char *p, size_t n)
{
	if (!n)
		return;
	emit(c, "\tbuf_add(b, STR(\"");
	for (size_t i = 0; i < n; i++) {
		switch (p[i]) {
		case '\n': emit(c, "\\n"); break;
		case '\t': emit(c, "\\t"); break;
		case '\r': break;
		case '"':
		case '\\': emit(c, "\\%c", p[i]); break;
		case '?': emit(c, "\\?"); break;
		default: fputc(p[i], c->out);
		}
	}
	emit(c, "\"));\n");
}

/* "../a.b" in scope 2 becomes "s1->a.b" */
static const char *path(const struct source *s, const struct compiler *c, const char *f,
                        char out[160])
{
	int scope = c->scope;

	while (strncmp(f, "../", 3) == 0) {
		f += 3;
		if (--scope < 0)
			die(s, "no outer scope", f);
	}
	if (!*f)
		die(s, "empty placeholder", "");
	for (const char *k = f; *k; k++)
		if (!isalnum((unsigned char)*k) && *k != '_' && *k != '.')
			die(s, "bad field name", f);
	snprintf(out, 160, "s%d->%s", scope, f);
	return out;
}

static bool in(const char *name, const char *const *set)
{
	for (; *set; set++)
		if (strcmp(name, *set) == 0)
			return true;
	return false;
}

static void open_section(const struct source *s, struct compiler *c, const char *kind)
{
	bool tag = c->cx.at == BETWEEN || c->cx.at == AFTER;

	if (c->depth == 32)
		die(s, "sections nest too deep", kind);
	if (c->cx.at == SQ || c->cx.at == COMMENT || c->cx.at == RAW)
		die(s, "no section may stand here", kind);
	if (tag && strcmp(kind, "each") == 0)
		die(s, "no loop may stand between attributes", kind);
	struct section *o = &c->open[c->depth++];

	*o = (struct section){ .scope = c->scope, .begin = c->cx };
	snprintf(o->kind, sizeof o->kind, "%s", kind);
}

/* Where one goes on after either of two ways. */
static struct ctx merged(const struct source *s, struct ctx a, struct ctx b)
{
	bool between = (a.at == BETWEEN || a.at == AFTER) && (b.at == BETWEEN || b.at == AFTER);

	if (between)
		a.at = b.at = a.at == b.at ? a.at : AFTER;
	if (a.at != b.at || (a.at != TEXT && (strcmp(a.tag, b.tag) != 0 || a.closing != b.closing)) ||
	    ((a.at == DQ || a.at == SQ) && strcmp(a.attr, b.attr) != 0))
		die(s, "the ways through the section end in different places", "");
	a.fresh = a.fresh && b.fresh;
	return a;
}

static struct section *innermost(const struct source *s, struct compiler *c, const char *key)
{
	if (c->depth == c->floor)
		die(s, "no section is open here", key);
	return &c->open[c->depth - 1];
}

static void other_way(const struct source *s, struct compiler *c)
{
	struct section *o = innermost(s, c, "else");

	if (strcmp(o->kind, "each") == 0 || o->other)
		die(s, "else without if", "");
	o->other = true;
	o->end = c->cx;
	c->cx = o->begin;
	emit(c, "\t} else {\n");
}

static void close_section(const struct source *s, struct compiler *c, const char *kind)
{
	struct section *o = innermost(s, c, kind);

	if (strcmp(o->kind, kind) != 0)
		die(s, "mismatched close", kind);
	c->cx = merged(s, o->other ? o->end : o->begin, c->cx);
	c->scope = o->scope;
	c->depth--;
	emit(c, "\t}\n");
}

static void each(const struct source *s, struct compiler *c, const char *field)
{
	char f[160];
	int k = ++c->loops;

	path(s, c, field, f);
	open_section(s, c, "each");
	emit(c, "\tfor (size_t k%d = 0; k%d < %s_n; k%d++) {\n", k, k, f, k);
	emit(c, "\tconst __typeof__(*%s) *s%d = &%s[k%d];\n\t(void)s%d;\n", f, c->scope + 1, f,
	     k, c->scope + 1);
	c->scope++;
}

static const char *const URLS[] = { "href", "src", "action", "formaction", "poster", "data",
	"cite", "background", "xlink:href", "hx-get", "hx-post", "hx-put", "hx-delete",
	"hx-patch", NULL };

static void value(const struct source *s, struct compiler *c, const char *key)
{
	static const char *const NEVER[] = { "srcset", "imagesrcset", "ping", "content", "nonce",
		"integrity", "sandbox", "allow", "http-equiv", "manifest", NULL };
	const char *attr = c->cx.attr;
	bool url = in(attr, URLS), script = strcmp(c->cx.tag, "script") == 0;
	char f[160];

	path(s, c, key, f);
	if (c->cx.at == TEXT)
		emit(c, "\tHTML_PUT(b, %s);\n", f);
	else if (c->cx.at == RCDATA)
		emit(c, "\tHTML_PUT_ATTR(b, %s);\n", f);
	else if (c->cx.at != DQ || (!url && (script || in(attr, NEVER) || !strncmp(attr, "hx-", 3))))
		die(s, "placeholder not allowed in this context", key);
	else if (url && !c->cx.fresh)
		die(s, "an address must begin with its placeholder", key);
	else
		emit(c, url ? "\tHTML_PUT_URL(b, %s);\n" : "\tHTML_PUT_ATTR(b, %s);\n", f);
	c->cx.fresh = false;
}

static void compile(struct source *, struct compiler *);

static void fragment(const struct source *s, struct compiler *c, const char *name)
{
	char file[80];
	struct source part = { .line = 1 };

	for (const char *k = name; *k; k++)
		if (!isalnum((unsigned char)*k) && *k != '_')
			die(s, "bad fragment name", name);
	if (++c->nested > 4)
		die(s, "fragments nest too deep", name);
	snprintf(file, sizeof file, "%s.html", name);
	part.file = file;
	int floor = c->floor;

	if (c->cx.at != TEXT)
		die(s, "a fragment may stand in text only", name);
	c->floor = c->depth;
	compile(&part, c);
	if (c->depth != c->floor)
		die(&part, "section crosses the end of the fragment", name);
	if (c->cx.at != TEXT)
		die(&part, "the fragment ends inside a tag or comment", name);
	c->floor = floor;
	c->nested--;
	free(part.text);
}

static void tagged(const struct source *s, struct compiler *c, const char *key)
{
	char f[160];

	emit(c, "#line %d \"%s\"\n", s->line, s->file);
	if (strncmp(key, "#if ", 4) == 0) {
		open_section(s, c, "if");
		emit(c, "\tif (%s) {\n", path(s, c, key + 4, f));
	} else if (strncmp(key, "#unless ", 8) == 0) {
		open_section(s, c, "unless");
		emit(c, "\tif (!(%s)) {\n", path(s, c, key + 8, f));
	} else if (strcmp(key, "else") == 0) {
		other_way(s, c);
	} else if (strncmp(key, "#each ", 6) == 0) {
		each(s, c, key + 6);
	} else if (key[0] == '/') {
		close_section(s, c, key + 1);
	} else if (key[0] == '>') {
		fragment(s, c, key + 1);
	} else {
		value(s, c, key);
	}
}

/* ---- the literal text, as a browser's tokenizer takes it ---- */

static void on(struct source *s, size_t n)
{
	for (; n; n--)
		s->line += *s->p++ == '\n';
}

static bool blank(char ch)
{
	return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r' || ch == '\f';
}

/* Takes a name in lower case, up to what ends it; where a section begins ends one too. */
static void name(struct source *s, char *out, size_t max, const char *what)
{
	size_t n = 0;

	for (; *s->p && !blank(*s->p) && !strchr("/>=", *s->p) && strncmp(s->p, "{{", 2); on(s, 1)) {
		if (!isalnum((unsigned char)*s->p) && !strchr("-_:.", *s->p))
			die(s, "a character that no name has", what);
		if (n == max - 1)
			die(s, "a name that is too long", what);
		out[n++] = (char)tolower((unsigned char)*s->p);
	}
	out[n] = '\0';
	if (!n)
		die(s, "a name is missing", what);
}

static void begin_tag(struct source *s, struct compiler *c)
{
	static const char *const BARRED[] = { "style", "base", "object", "embed", "applet", "frame",
		"frameset", "noframes", "noembed", "xmp", "plaintext", "listing", "math", "template",
		"portal", "foreignobject", "animate", "animatetransform", "set", NULL };

	c->cx = (struct ctx){ .at = BETWEEN, .closing = *s->p == '/' };
	on(s, c->cx.closing);
	if (!isalpha((unsigned char)*s->p))
		die(s, "a '<' that begins no tag: write &lt;", "");
	name(s, c->cx.tag, sizeof c->cx.tag, "tag");
	if (in(c->cx.tag, BARRED))
		die(s, "this element is barred", c->cx.tag);
	if (!blank(*s->p) && !strchr("/>", *s->p))
		die(s, "a character that no name has", "tag");
}

static void begin_markup(struct source *s, struct compiler *c)
{
	static const char DOCTYPE[] = "!DOCTYPE html>";

	if (strncmp(s->p, "!--", 3) == 0) {
		on(s, 3);
		if (*s->p == '>' || strncmp(s->p, "->", 2) == 0)
			die(s, "a comment that ends where it begins", "");
		c->cx.at = COMMENT;
	} else if (strncmp(s->p, DOCTYPE, sizeof DOCTYPE - 1) == 0) {
		on(s, sizeof DOCTYPE - 1);
	} else {
		begin_tag(s, c);
	}
}

static void end_tag(struct compiler *c)
{
	const char *t = c->cx.tag;

	c->cx.at = c->cx.closing ? TEXT :
	           !strcmp(t, "script") || !strcmp(t, "iframe") ? RAW :
	           !strcmp(t, "title") || !strcmp(t, "textarea") ? RCDATA : TEXT;
}

static void attribute(struct source *s, struct compiler *c)
{
	static const char *const BARRED[] = { "style", "srcdoc", "hx-vars", NULL };
	char *a = c->cx.attr;

	name(s, a, sizeof c->cx.attr, "attribute");
	if (c->cx.closing)
		die(s, "an end tag has no attributes", a);
	if (strncmp(a, "data-hx-", 8) == 0)
		memmove(a, a + 5, strlen(a + 5) + 1);
	if (in(a, BARRED) || strncmp(a, "on", 2) == 0 || strncmp(a, "hx-on", 5) == 0)
		die(s, "this attribute is barred", a);
	const char *p = s->p;

	while (blank(*p))
		p++;
	c->cx.at = AFTER;
	if (*p != '=')
		return;
	on(s, (size_t)(p + 1 - s->p));
	while (blank(*s->p))
		on(s, 1);
	if (*s->p != '"' && *s->p != '\'')
		die(s, "attribute values must be quoted", a);
	c->cx.at = *s->p == '"' ? DQ : SQ;
	c->cx.fresh = true;
	on(s, 1);
	if (in(a, URLS) && (!strncasecmp(s->p, "javascript:", 11) || blank(*s->p)))
		die(s, "no address of ours", a);
}

/* In an element whose text is no markup, only its end tag may begin with '<'. */
static void end_of_text(struct source *s, struct compiler *c)
{
	size_t n = strlen(c->cx.tag);
	char   after = s->p[0] == '/' && !strncasecmp(s->p + 1, c->cx.tag, n) ? s->p[1 + n] : 'x';

	if (!blank(after) && after != '/' && after != '>')
		die(s, "a '<' inside this element: write &lt;", c->cx.tag);
	begin_tag(s, c);
}

/* One byte of HTML moves the context on. */
static void step(struct source *s, struct compiler *c)
{
	char ch = *s->p;

	if ((c->cx.at == BETWEEN || c->cx.at == AFTER) && !blank(ch) && ch != '/' && ch != '>') {
		if (c->cx.at == AFTER)
			die(s, "a blank must stand between attributes", c->cx.attr);
		attribute(s, c);
		return;
	}
	on(s, 1);
	switch (c->cx.at) {
	case TEXT:
		if (ch == '<')
			begin_markup(s, c);
		break;
	case BETWEEN:
	case AFTER:
		if (ch == '>')
			end_tag(c);
		else
			c->cx.at = BETWEEN;
		break;
	case DQ:
	case SQ:
		c->cx.fresh = false;
		if (ch == (c->cx.at == DQ ? '"' : '\''))
			c->cx.at = AFTER;
		break;
	case COMMENT:
		if (ch == '-' && strncmp(s->p, "-!>", 3) == 0)
			die(s, "a comment ends with -->", "");
		if (ch == '-' && strncmp(s->p, "->", 2) == 0) {
			on(s, 2);
			c->cx.at = TEXT;
		}
		break;
	case RAW:
		if (ch != '<' && !blank(ch))
			die(s, "nothing may stand inside this element", c->cx.tag);
		/* fall through */
	case RCDATA:
		if (ch == '<')
			end_of_text(s, c);
		break;
	}
}

static void load(struct source *s)
{
	FILE *f = fopen(s->file, "rb");

	if (!f)
		die(s, "cannot be opened", "");
	s->text = malloc(1u << 20);
	if (!s->text)
		abort();
	size_t n = fread(s->text, 1, (1u << 20) - 1, f);

	s->text[n] = '\0';
	if (n == (1u << 20) - 1 || strlen(s->text) != n)
		die(s, "too long, or it holds a NUL", "");
	s->p = s->text;
	fclose(f);
}

static void compile(struct source *s, struct compiler *c)
{
	char key[128];

	if (!s->text)
		load(s);
	s->from = s->p;
	while (*s->p) {
		if (s->p[0] == '{' && s->p[1] == '{') {
			const char *e = strstr(s->p, "}}");

			if (!e || e - s->p > 120)
				die(s, "unclosed {{", "");
			literal(c, s->from, (size_t)(s->p - s->from));
			snprintf(key, sizeof key, "%.*s", (int)(e - s->p - 2), s->p + 2);
			tagged(s, c, key);
			s->p = s->from = e + 2;
			continue;
		}
		step(s, c);
	}
	literal(c, s->from, (size_t)(s->p - s->from));
}

int main(int argc, char **argv)
{
	struct compiler c = { .cx = { .at = TEXT } };
	char view[64], header[96];

	if (argc != 3)
		return fprintf(stderr, "usage: htmlc view.html out.c\n"), 2;
	struct source s = { .file = argv[1], .line = 1 };

	load(&s);
	if (sscanf(s.text, "{{!view %63s %95[^}]}}", view, header) != 2)
		die(&s, "first line must be {{!view NAME HEADER}}", "");
	c.out = fopen(argv[2], "w");
	if (!c.out)
		return perror(argv[2]), 1;
	emit(&c, "/* generated by htmlc from %s; do not edit */\n#include \"html.h\"\n"
	         "#include \"%s\"\nvoid view_%s(struct buf *b, const struct %s_view *s0)\n{\n"
	         "\t(void)s0;\n", s.file, header, view, view);
	s.p = strstr(s.text, "}}") + 2;
	compile(&s, &c);
	if (c.depth)
		die(&s, "unclosed section", c.open[c.depth - 1].kind);
	if (c.cx.at != TEXT)
		die(&s, "the view ends inside a tag, comment or element", c.cx.tag);
	emit(&c, "}\n");
	free(s.text);
	return fclose(c.out) ? 1 : 0;
}
