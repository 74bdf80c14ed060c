/* num_table.c - reading a table line by line. */
#include "num_table.h"
#include "fs.h"
#include "utf8.h"

enum { FILE_MAX = 8 * 1024 * 1024 };

enum err num_table_fault(const struct num_table *t, struct fail *f, const char *sentence)
{
	return FAIL(f, ERR_INVALID, "classification", NULL, "%s:%d: %s.", t->path, t->line,
	            sentence);
}

/* One field off the front of *line; false: a quote that does not close. */
static bool field(const struct num_table *t, struct str *line, struct str *out)
{
	if (!str_starts(*line, STR("\""))) {
		if (!str_cut(line, t->comma, out))
			*out = STR("");
		*out = str_trim(*out);
		return true;
	}
	char *to = arena_alloc(t->a, line->n);
	size_t n = 0, i = 1;

	for (; i < line->n; i++) {
		if (line->p[i] == '"' && (i + 1 >= line->n || line->p[i + 1] != '"'))
			break;
		i += line->p[i] == '"';
		to[n++] = line->p[i];
	}
	if (i >= line->n || (i + 1 < line->n && line->p[i + 1] != t->comma))
		return false;
	*out = str_trim((struct str){ to, n });
	*line = str_from(*line, i + 2);
	return true;
}

static bool line_next(struct num_table *t, struct str *line)
{
	if (!str_cut(&t->rest, '\n', line))
		return false;
	if (str_ends(*line, STR("\r")))
		line->n--;
	t->line++;
	return true;
}

/* Most lines are plain, and need no closer look. */
static bool is_text(struct str line)
{
	unsigned char any = 0;

	for (size_t i = 0; i < line.n; i++)
		any |= (unsigned char)line.p[i];
	return any < 0x80 || utf8_valid(line);
}

static bool passed_over(struct str line)
{
	return !str_trim(line).n || line.p[0] == '#';
}

static enum err title(struct num_table *t, struct str line, const char *const *names,
                      size_t needed, struct fail *f)
{
	bool seen[NUM_TABLE_COLUMNS] = { false };
	struct str name;

	t->comma = str_find(line, STR(";")) < line.n ? ';' : ',';
	while (line.n) {
		int i = 0;

		if (!field(t, &line, &name) || t->columns_n == NUM_TABLE_COLUMNS)
			return num_table_fault(t, f, "baris judul tidak terbaca");
		if (!name.n) { /* a column that a spreadsheet left over */
			t->column[t->columns_n++] = -1;
			continue;
		}
		while (names[i] && !str_eq_nocase(name, str_c(names[i])))
			i++;
		if (!names[i] || seen[i])
			return num_table_fault(
				t, f,
				arena_cstr(t->a,
			                   arena_fmt(t->a, "kolom \"%.*s\" tidak dikenal atau dua kali",
			                             STR_ARG(str_head(name, 40)))));
		seen[i] = true;
		t->column[t->columns_n++] = i;
	}
	for (size_t i = 0; i < needed; i++)
		if (!seen[i])
			return num_table_fault(
				t, f,
				arena_cstr(t->a, arena_fmt(t->a, "baris judul tanpa kolom %s",
			                                   names[i])));
	return ERR_OK;
}

enum err num_table_open(struct num_table *t, struct arena *a, const char *path,
                        const char *const *names, size_t needed, struct fail *f)
{
	struct str line;

	*t = (struct num_table){ .a = a, .path = path };
	enum err e = fs_read(a, path, FILE_MAX, &t->rest, f);

	if (e)
		return e;
	if (str_starts(t->rest, STR("\xef\xbb\xbf")))
		t->rest = str_from(t->rest, 3);
	t->notes = t->rest;
	while (line_next(t, &line))
		if (!passed_over(line)) {
			t->notes.n = (size_t)(line.p - t->notes.p);
			if (!is_text(line))
				return num_table_fault(t, f, "bukan teks UTF-8");
			return title(t, line, names, needed, f);
		}
	return num_table_fault(t, f, "tidak ada baris judul");
}

size_t num_table_lines(const struct num_table *t)
{
	const char *p = t->rest.p, *end = p ? p + t->rest.n : p;
	size_t n = 1;

	while (p && p < end && (p = memchr(p, '\n', (size_t)(end - p)))) {
		n++;
		p++;
	}
	return n;
}

struct str num_table_note(const struct num_table *t, const char *name)
{
	struct str rest = t->notes, line, key;

	while (str_cut(&rest, '\n', &line)) {
		if (!str_starts(line, STR("# ")) || str_find(line, STR(":")) == line.n)
			continue;
		line = str_from(line, 2);
		if (str_cut(&line, ':', &key) && str_eqc(key, name))
			return str_trim(line);
	}
	return (struct str){ 0 };
}

enum err num_table_next(struct num_table *t, struct str *values, bool *row, struct fail *f)
{
	struct str line, none;

	*row = false;
	for (;;) {
		if (!line_next(t, &line))
			return ERR_OK;
		if (!passed_over(line))
			break;
	}
	if (!is_text(line))
		return num_table_fault(t, f, "bukan teks UTF-8; simpan sebagai CSV UTF-8");
	for (size_t i = 0; i < NUM_TABLE_COLUMNS; i++)
		values[i] = STR("");
	for (size_t i = 0; i < t->columns_n; i++) {
		int at = t->column[i];

		if (!field(t, &line, at < 0 ? &none : &values[at]))
			return num_table_fault(t, f, "tanda kutip tidak ditutup");
	}
	while (line.n && *line.p == t->comma)
		line = str_from(line, 1);
	if (line.n)
		return num_table_fault(t, f, "isian lebih banyak dari kolom judul");
	*row = true;
	return ERR_OK;
}
