/* num_class.c - reading the tables of codes, and finding a code. */
#include "num_class.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include "fs.h"
#include "utf8.h"

enum { SCHEMES_MAX = 16, FILE_MAX = 8 * 1024 * 1024 };

struct scheme {
	struct str name;
	struct day from;
	size_t     first, n; /* rows, by code */
};

struct num_classes {
	struct arena    *a;
	struct num_class rows[NUM_CLASS_ROWS_MAX];
	size_t           rows_n;
	struct scheme    schemes[SCHEMES_MAX]; /* newest first */
	size_t           schemes_n;
};

/* One field off the front of *line; false: a quote that does not close. */
static bool field(struct arena *a, struct str *line, struct str *out)
{
	if (!str_starts(*line, STR("\""))) {
		if (!str_cut(line, ',', out))
			*out = STR("");
		return true;
	}
	char *to = arena_alloc(a, line->n);
	size_t n = 0, i = 1;

	for (; i < line->n; i++) {
		if (line->p[i] == '"' && (i + 1 >= line->n || line->p[i + 1] != '"'))
			break;
		i += line->p[i] == '"';
		to[n++] = line->p[i];
	}
	if (i >= line->n || (i + 1 < line->n && line->p[i + 1] != ','))
		return false;
	*out = (struct str){ to, n };
	*line = str_from(*line, i + 2);
	return true;
}

static bool code_ok(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!strchr("0123456789.-ABCDEFGHIJKLMNOPQRSTUVWXYZ", s.p[i]))
			return false;
	return s.n > 0 && s.n <= 32;
}

/* " perjalanan dinas": every word with a blank before it. */
static struct str words_of(struct arena *a, struct str name)
{
	struct str s = utf8_fold(a, name);
	char *to = arena_alloc(a, s.n + 1);
	size_t n = 0;

	to[n++] = ' ';
	for (size_t i = 0; i < s.n; i++) {
		unsigned char ch = (unsigned char)s.p[i];
		bool letter = ch >= 0x80 || (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9');

		if (letter)
			to[n++] = (char)ch;
		else if (to[n - 1] != ' ')
			to[n++] = ' ';
	}
	return (struct str){ to, n };
}

static const struct num_class *find_in(const struct num_classes *set, const struct scheme *s,
                                       struct str code)
{
	size_t lo = s->first, hi = s->first + s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = str_cmp(set->rows[mid].code, code);

		if (c == 0)
			return &set->rows[mid];
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static const char *row(struct num_classes *set, struct scheme *s, struct str line)
{
	struct str code, name, parent;

	if (!field(set->a, &line, &code) || !field(set->a, &line, &name) ||
	    !field(set->a, &line, &parent) || line.n)
		return "baris harus berisi kode,uraian,induk; tanda kutip harus ditutup";
	if (!code_ok(code))
		return "kode hanya berisi angka, huruf besar, titik dan garis, paling banyak 32";
	if (!name.n || !utf8_valid(name))
		return "uraian kosong atau bukan teks UTF-8";
	if (s->n && str_cmp(set->rows[set->rows_n - 1].code, code) >= 0)
		return "kode harus urut dan tidak berulang";
	if (set->rows_n == NUM_CLASS_ROWS_MAX)
		return "kode terlalu banyak";
	const struct num_class *up = parent.n ? find_in(set, s, parent) : NULL;

	if (parent.n && !up)
		return "kode induk tidak ada di atas baris ini";
	set->rows[set->rows_n++] = (struct num_class){ s->name, code, name, up,
		                                       words_of(set->a, name) };
	s->n++;
	return NULL;
}

static enum err file(struct num_classes *set, const char *path, struct scheme *s, struct fail *f)
{
	static const char FROM[] = "# berlaku: ";
	struct str text, line;
	bool head = false;
	enum err e = fs_read(set->a, path, FILE_MAX, &text, f);

	s->first = set->rows_n;
	for (int n = 1; !e && str_cut(&text, '\n', &line); n++) {
		const char *wrong = NULL;

		if (str_ends(line, STR("\r")))
			line.n--;
		if (str_starts(line, str_c(FROM)) &&
		    !day_parse(str_from(line, sizeof FROM - 1), &s->from))
			wrong = "tanggal berlaku tidak ada di kalender";
		else if (!line.n || line.p[0] == '#')
			continue;
		else if (!head)
			wrong = (head = str_eqc(line, "kode,uraian,induk"))
			                ? NULL
			                : "baris judul harus kode,uraian,induk";
		else
			wrong = row(set, s, line);
		if (wrong)
			return FAIL(f, ERR_INVALID, "classification", NULL, "%s:%d: %s.", path, n,
			            wrong);
	}
	return e;
}

static int newest_first(const void *x, const void *y)
{
	const struct scheme *a = x, *b = y;
	int c = day_cmp(b->from, a->from);

	return c ? c : str_cmp(a->name, b->name);
}

static enum err folder(struct num_classes *set, const char *dir, struct fail *f)
{
	DIR *d = opendir(dir);
	struct dirent *de;
	enum err e = ERR_OK;

	if (!d)
		return fs_fail(f, "membuka", dir);
	while (!e && (de = readdir(d))) {
		struct str name = str_c(de->d_name);

		if (!str_ends(name, STR(".csv")) || name.p[0] == '.')
			continue;
		if (set->schemes_n == SCHEMES_MAX) {
			e = FAIL(f, ERR_LIMIT, "classification", NULL,
			         "%s: paling banyak %d berkas klasifikasi.", dir, SCHEMES_MAX);
			break;
		}
		struct scheme *s = &set->schemes[set->schemes_n++];
		struct str path = arena_fmt(set->a, "%s/%s", dir, de->d_name);

		s->name = arena_dup(set->a, str_head(name, name.n - 4));
		e = file(set, arena_cstr(set->a, path), s, f);
	}
	(void)closedir(d);
	if (!e && !set->schemes_n)
		e = FAIL(f, ERR_NOTFOUND, "classification", NULL,
		         "%s: tidak ada berkas klasifikasi; pasang ulang program ini.", dir);
	return e;
}

enum err num_classes_load(struct num_classes **out, const char *base, struct fail *f)
{
	struct arena *a = arena_open();
	struct num_classes *set = ARENA_NEW(a, struct num_classes);

	memset(set, 0, sizeof *set);
	set->a = a;
	*out = NULL;
	enum err e = folder(set, arena_cstr(a, arena_fmt(a, "%s/classification", base)), f);

	if (e) {
		arena_close(a);
		return e;
	}
	qsort(set->schemes, set->schemes_n, sizeof set->schemes[0], newest_first);
	*out = set;
	return ERR_OK;
}

void num_classes_free(struct num_classes *set)
{
	if (set)
		arena_close(set->a);
}

size_t num_classes_count(const struct num_classes *set)
{
	return set->rows_n;
}

struct str num_class_scheme_on(const struct num_classes *set, struct day d)
{
	for (size_t i = 0; i < set->schemes_n; i++)
		if (day_none(set->schemes[i].from) || day_cmp(set->schemes[i].from, d) <= 0)
			return set->schemes[i].name;
	return set->schemes[set->schemes_n - 1].name;
}

const struct num_class *num_class_find(const struct num_classes *set, struct str scheme,
                                       struct str code)
{
	const struct num_class *c = NULL;

	for (size_t i = 0; !c && i < set->schemes_n; i++)
		if (!scheme.p || str_eq(scheme, set->schemes[i].name))
			c = find_in(set, &set->schemes[i], code);
	return c;
}

enum { PIECES_MAX = 8, TYPED_MAX = 200 };

struct typed {
	struct str code[PIECES_MAX];  /* upper case: begins the code  */
	struct str word[PIECES_MAX];  /* " cut": begins a word        */
	size_t     n;
};

static void typed_read(struct arena *a, struct str s, struct typed *t)
{
	struct str piece, rest = str_trim(str_head(s, TYPED_MAX));

	t->n = 0;
	while (t->n < PIECES_MAX && str_cut(&rest, ' ', &piece)) {
		if (!piece.n)
			continue;
		char *up = arena_alloc(a, piece.n);

		for (size_t i = 0; i < piece.n; i++)
			up[i] = (char)(piece.p[i] >= 'a' && piece.p[i] <= 'z' ? piece.p[i] - 32
			                                                     : piece.p[i]);
		t->code[t->n] = (struct str){ up, piece.n };
		t->word[t->n] = words_of(a, piece);
		if (str_ends(t->word[t->n], STR(" "))) /* "surat," */
			t->word[t->n].n--;
		t->n++;
	}
}

static bool has_word(const struct num_class *c, struct str word)
{
	return word.n > 1 && str_find(c->words, word) < c->words.n;
}

/* Lower is better; -1: not a hit. */
static int score(const struct num_class *c, const struct typed *t)
{
	int own = 0, by_code = 0;

	if (t->n == 1 && str_eq(c->code, t->code[0]))
		return 0;
	for (size_t i = 0; i < t->n; i++) {
		if (str_starts(c->code, t->code[i])) {
			by_code++;
			own++;
			continue;
		}
		if (has_word(c, t->word[i])) {
			own++;
			continue;
		}
		const struct num_class *up = c->parent;

		while (up && !has_word(up, t->word[i]))
			up = up->parent;
		if (!up)
			return -1;
	}
	if (!own)
		return -1;
	if ((size_t)by_code == t->n)
		return 1;
	if ((size_t)own < t->n)
		return 4;
	return str_starts(c->words, t->word[0]) ? 2 : 3;
}

struct hits {
	const struct num_class **out;
	int    score[NUM_SUGGEST_MAX];
	size_t n, max;
};

static int depth(const struct num_class *c)
{
	int d = 0;

	for (; c->parent; c = c->parent)
		d++;
	return d;
}

/* Rows come by code, so an equal hit goes behind those already there. */
static void keep(struct hits *h, const struct num_class *c, int points)
{
	size_t i = h->n;

	if (i == h->max && h->score[i - 1] <= points)
		return;
	if (i == h->max)
		i--;
	else
		h->n++;
	for (; i > 0 && h->score[i - 1] > points; i--) {
		h->out[i] = h->out[i - 1];
		h->score[i] = h->score[i - 1];
	}
	h->out[i] = c;
	h->score[i] = points;
}

size_t num_class_suggest(const struct num_classes *set, struct arena *a, struct str scheme,
                         struct str typed, const struct num_class **out, size_t max)
{
	struct hits h = { .out = out, .max = max < NUM_SUGGEST_MAX ? max : NUM_SUGGEST_MAX };
	struct typed t;

	typed_read(a, typed, &t);
	if (!t.n || !h.max)
		return 0;
	for (size_t i = 0; i < set->schemes_n; i++) {
		const struct scheme *s = &set->schemes[i];

		if (scheme.p && !str_eq(scheme, s->name))
			continue;
		for (size_t k = s->first; k < s->first + s->n; k++) {
			int points = score(&set->rows[k], &t);

			if (points >= 0)
				keep(&h, &set->rows[k], points * 16 + depth(&set->rows[k]));
		}
	}
	return h.n;
}
