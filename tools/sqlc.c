/* sqlc - turns *.sql files into one closed table of named statements (build tool).
 *
 * Usage: sqlc OUT.h OUT.c QUERY.sql... -- MIGRATION.sql...
 *
 * A query file holds statements, each after a line "-- name: some_name" and ended by
 * the first ';' outside quotes and comments.  They become `enum query` and a table
 * that remembers file and line, so that an error at start names its origin.  A
 * migration is taken whole; its name is the file's name without folder and ".sql".
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MAX_LEN 64

struct source {
	const char *path;
	char       *text;
	size_t      n, at;
	int         line;
};

struct name {
	char        z[NAME_MAX_LEN];
	const char *path;
	int         line;
};

static struct name *names;
static size_t       names_n;

static _Noreturn void die(const char *path, int line, const char *what)
{
	fprintf(stderr, "%s:%d: %s\n", path, line, what);
	exit(1);
}

static struct source slurp(const char *path)
{
	struct source s = { .path = path, .line = 1 };
	FILE *f = fopen(path, "rb");
	size_t cap = 0;

	if (!f)
		die(path, 0, "cannot open");
	for (;;) {
		if (s.n + 4097 > cap) {
			cap = cap * 2 + 8192;
			s.text = realloc(s.text, cap);
			if (!s.text)
				die(path, 0, "out of memory");
		}
		size_t k = fread(s.text + s.n, 1, 4096, f);

		if (k == 0)
			break;
		s.n += k;
	}
	if (ferror(f))
		die(path, 0, "cannot read");
	fclose(f);
	s.text[s.n] = '\0';
	if (strlen(s.text) != s.n)
		die(path, 0, "holds a NUL byte");
	return s;
}

static bool at(const struct source *s, const char *what)
{
	return strncmp(s->text + s->at, what, strlen(what)) == 0;
}

static void step(struct source *s)
{
	if (s->text[s->at] == '\n')
		s->line++;
	s->at++;
}

static void to_line_end(struct source *s)
{
	while (s->at < s->n && s->text[s->at] != '\n')
		step(s);
}

static void remember(const struct source *s, const char *z, size_t n)
{
	if (n == 0 || n >= NAME_MAX_LEN)
		die(s->path, s->line, "a statement's name has 1 to 63 of a-z 0-9 _");
	for (size_t i = 0; i < names_n; i++)
		if (strncmp(names[i].z, z, n) == 0 && names[i].z[n] == '\0') {
			fprintf(stderr, "%s:%d: the name is taken here\n", names[i].path,
			        names[i].line);
			die(s->path, s->line, "a second statement of the same name");
		}
	names = realloc(names, (names_n + 1) * sizeof *names);
	if (!names)
		die(s->path, s->line, "out of memory");
	memset(&names[names_n], 0, sizeof *names);
	memcpy(names[names_n].z, z, n);
	names[names_n].path = s->path;
	names[names_n].line = s->line;
	names_n++;
}

static void put_char(FILE *c, char ch)
{
	if (ch == '\n')
		fputs("\\n\"\n\t  \"", c);
	else if (ch == '"' || ch == '\\' || ch == '?')
		fprintf(c, "\\%c", ch);
	else
		putc(ch, c);
}

/* Copies one quoted or commented stretch whole: a ';' in it ends nothing. */
static void put_stretch(struct source *s, FILE *c)
{
	int from = s->line;

	if (at(s, "--")) {
		to_line_end(s);
		return;
	}
	const char *end = at(s, "/*") ? "*/" : s->text[s->at] == '\'' ? "'" : "\"";

	for (size_t k = 0; k < strlen(end); k++) {
		put_char(c, s->text[s->at]);
		step(s);
	}
	while (!at(s, end)) {
		if (s->at >= s->n)
			die(s->path, from, "a quote or comment is not closed");
		put_char(c, s->text[s->at]);
		step(s);
	}
	for (size_t k = 0; k < strlen(end); k++) {
		put_char(c, s->text[s->at]);
		step(s);
	}
}

static void put_statement(struct source *s, FILE *c)
{
	const struct name *me = &names[names_n - 1];

	while (s->at < s->n && isspace((unsigned char)s->text[s->at]))
		step(s);
	fprintf(c, "\t[Q_%s] = { \"%s\", \"%s\", %d,\n\t  \"", me->z, me->z, s->path, s->line);
	for (;;) {
		if (s->at >= s->n || at(s, "-- name:"))
			die(s->path, me->line, "the statement has no ';'");
		if (s->text[s->at] == ';')
			break;
		if (at(s, "--") || at(s, "/*") || strchr("'\"", s->text[s->at])) {
			put_stretch(s, c);
			continue;
		}
		put_char(c, s->text[s->at]);
		step(s);
	}
	step(s);
	fputs("\" },\n", c);
}

static void queries(struct source *s, FILE *h, FILE *c)
{
	while (s->at < s->n) {
		if (at(s, "-- name:")) {
			size_t from = s->at + strlen("-- name:");

			while (s->text[from] == ' ')
				from++;
			size_t n = strspn(s->text + from, "abcdefghijklmnopqrstuvwxyz0123456789_");

			remember(s, s->text + from, n);
			fprintf(h, "\tQ_%s,\n", names[names_n - 1].z);
			to_line_end(s);
			put_statement(s, c);
		} else if (at(s, "--")) {
			to_line_end(s);
		} else if (isspace((unsigned char)s->text[s->at])) {
			step(s);
		} else {
			die(s->path, s->line, "a statement without \"-- name:\"");
		}
	}
}

static void migration(const struct source *s, FILE *c)
{
	const char *slash = strrchr(s->path, '/');
	const char *base = slash ? slash + 1 : s->path;
	size_t n = strlen(base);

	if (n < 9 || strspn(base, "0123456789") != 4 || strcmp(base + n - 4, ".sql") != 0)
		die(s->path, 1, "a migration is named NNNN_name.sql");
	fprintf(c, "\t{ \"%.*s\", \"%s\", 1,\n\t  \"", (int)(n - 4), base, s->path);
	for (size_t i = 0; i < s->n; i++)
		put_char(c, s->text[i]);
	fputs("\" },\n", c);
}

int main(int argc, char **argv)
{
	int i = 3;

	if (argc < 4) {
		fputs("usage: sqlc OUT.h OUT.c QUERY.sql... -- MIGRATION.sql...\n", stderr);
		return 2;
	}
	FILE *h = fopen(argv[1], "w"), *c = fopen(argv[2], "w");

	if (!h || !c)
		die(argv[1], 0, "cannot write");
	fputs("/* generated by tools/sqlc.c; do not edit */\n#ifndef QUERY_H\n#define QUERY_H\n"
	      "enum query {\n",
	      h);
	fputs("/* generated by tools/sqlc.c; do not edit */\n#include \"query_text.h\"\n\n"
	      "const struct query_text QUERY_TEXT[] = {\n",
	      c);
	for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
		struct source s = slurp(argv[i]);

		queries(&s, h, c);
		free(s.text);
	}
	fputs("\tQ__COUNT\n};\n#endif\n", h);
	fputs("\t{ 0, 0, 0, 0 }\n};\n\nconst struct query_text MIGRATION[] = {\n", c);
	for (i++; i < argc; i++) {
		struct source s = slurp(argv[i]);

		migration(&s, c);
		free(s.text);
	}
	fputs("\t{ 0, 0, 0, 0 }\n};\n", c);
	free(names);
	return fclose(h) | fclose(c);
}
