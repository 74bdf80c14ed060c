/* htmlc - compile one .html view into one C function (host tool).
 *
 *   {{!view NAME HEADER}}              first line: struct NAME_view from HEADER
 *   {{field}} {{a.b}} {{../field}}     escaped by type (html.h); ../ is one scope up
 *   {{#if f}}..{{else}}..{{/if}}  {{#unless f}}..{{/unless}}
 *   {{#each rows}}..{{/each}}          iterates rows[0 .. rows_n)
 *   {{>part}}                          part.html beside it, compiled in this scope
 *
 * A placeholder is refused inside a tag name, an unquoted value, a comment, <script>,
 * <style>, style=, srcdoc=, on*= and hx-on/hx-vals/hx-headers=.  In href, src, action,
 * formaction, hx-get/post/... it must be a struct url.  Inside a tag, between
 * attributes, only {{#if}} and {{#unless}} may stand.  #line points gcc's errors at the
 * template.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum ctx { TEXT, TAG, NAME, EQ, DQ, SQ, COMMENT, RAWTEXT };

struct source {
	const char *file;
	char       *text;
	const char *p, *from; /* where we read; from where literal text is pending */
	int         line;
};

struct compiler {
	FILE       *out;
	enum ctx    cx;
	char        attr[64], tag[32];
	int         depth, scope, loops;
	char        kind[32][8];
	int         scope_at[32];
	int         nested; /* fragments inside fragments */
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
	if (c->depth == 32)
		die(s, "sections nest too deep", kind);
	snprintf(c->kind[c->depth], sizeof c->kind[0], "%s", kind);
	c->scope_at[c->depth++] = c->scope;
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

static void value(const struct source *s, struct compiler *c, const char *key)
{
	static const char *const URLS[] = { "href", "src", "action", "formaction", "hx-get",
		"hx-post", "hx-put", "hx-delete", "hx-patch", NULL };
	static const char *const NEVER[] = { "style", "srcdoc", "hx-on", "hx-vals",
		"hx-headers", NULL };
	char f[160];

	path(s, c, key, f);
	if (c->cx == TEXT)
		emit(c, "\tHTML_PUT(b, %s);\n", f);
	else if (c->cx == DQ && in(c->attr, URLS))
		emit(c, "\tHTML_PUT_URL(b, %s);\n", f);
	else if (c->cx == DQ && !in(c->attr, NEVER) && strncmp(c->attr, "on", 2) != 0)
		emit(c, "\tHTML_PUT_ATTR(b, %s);\n", f);
	else
		die(s, "placeholder not allowed in this context", key);
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
	int depth = c->depth;

	compile(&part, c);
	if (c->depth != depth)
		die(&part, "section crosses the end of the fragment", name);
	c->nested--;
	free(part.text);
}

static void tagged(const struct source *s, struct compiler *c, const char *key)
{
	char f[160];

	if (c->cx == COMMENT || c->cx == RAWTEXT || c->cx == EQ || c->cx == SQ)
		die(s, "placeholder not allowed in this context", key);
	emit(c, "#line %d \"%s\"\n", s->line, s->file);
	if (strncmp(key, "#if ", 4) == 0) {
		open_section(s, c, "if");
		emit(c, "\tif (%s) {\n", path(s, c, key + 4, f));
	} else if (strncmp(key, "#unless ", 8) == 0) {
		open_section(s, c, "unless");
		emit(c, "\tif (!(%s)) {\n", path(s, c, key + 8, f));
	} else if (strcmp(key, "else") == 0) {
		if (!c->depth || strcmp(c->kind[c->depth - 1], "each") == 0)
			die(s, "else without if", "");
		emit(c, "\t} else {\n");
	} else if (strncmp(key, "#each ", 6) == 0) {
		each(s, c, key + 6);
	} else if (key[0] == '/') {
		if (!c->depth || strcmp(c->kind[c->depth - 1], key + 1) != 0)
			die(s, "mismatched close", key);
		c->scope = c->scope_at[--c->depth];
		emit(c, "\t}\n");
	} else if (key[0] == '>') {
		fragment(s, c, key + 1);
	} else {
		value(s, c, key);
	}
}

static void step_name(struct source *s, struct compiler *c, char ch)
{
	size_t n = strlen(c->attr);

	if (ch == '>') {
		s->p--;
		c->cx = TAG;
	} else if (ch == '=') {
		c->cx = EQ;
	} else if (isspace((unsigned char)ch)) {
		c->attr[0] = '\0';
	} else if (n < sizeof c->attr - 1) {
		c->attr[n] = (char)tolower((unsigned char)ch);
		c->attr[n + 1] = '\0';
	}
}

/* One byte of HTML moves the context on. */
static void step(struct source *s, struct compiler *c, char ch)
{
	char end[40];

	switch (c->cx) {
	case TEXT:
		if (ch != '<')
			break;
		if (strncmp(s->p, "!--", 3) == 0) {
			c->cx = COMMENT;
			break;
		}
		c->tag[0] = '\0';
		sscanf(s->p, "%31[a-zA-Z0-9/]", c->tag);
		c->cx = TAG;
		break;
	case TAG:
		if (ch == '>') {
			bool raw = !strcmp(c->tag, "script") || !strcmp(c->tag, "style");

			c->cx = raw ? RAWTEXT : TEXT;
		} else if (isspace((unsigned char)ch)) {
			c->attr[0] = '\0';
			c->cx = NAME;
		}
		break;
	case NAME: step_name(s, c, ch); break;
	case EQ:
		if (ch != '"' && ch != '\'')
			die(s, "attribute values must be quoted", c->attr);
		c->cx = ch == '"' ? DQ : SQ;
		break;
	case DQ:
	case SQ:
		if (ch == (c->cx == DQ ? '"' : '\'')) {
			c->attr[0] = '\0';
			c->cx = NAME;
		}
		break;
	case COMMENT:
		if (ch == '-' && strncmp(s->p, "->", 2) == 0)
			c->cx = TEXT;
		break;
	case RAWTEXT:
		snprintf(end, sizeof end, "</%s", c->tag);
		if (strncmp(s->p - 1, end, strlen(end)) == 0) {
			snprintf(c->tag, sizeof c->tag, "/");
			c->cx = TAG;
		}
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
		char ch = *s->p++;

		s->line += ch == '\n';
		step(s, c, ch);
	}
	literal(c, s->from, (size_t)(s->p - s->from));
}

int main(int argc, char **argv)
{
	struct compiler c = { .cx = TEXT };
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
		die(&s, "unclosed section", c.kind[c.depth - 1]);
	emit(&c, "}\n");
	free(s.text);
	return fclose(c.out) ? 1 : 0;
}
