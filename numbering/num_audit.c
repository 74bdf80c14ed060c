/* num_audit.c - lines become serials: the shape of a series is what most of its lines say. */
#include "num_audit_inside.h"
#include <stdlib.h>

static bool blank(const char *p, size_t left, size_t *n)
{
	*n = 1;
	if (*p == ' ' || *p == '\t')
		return true;
	*n = 2;
	return left > 1 && (unsigned char)p[0] == 0xc2 && (unsigned char)p[1] == 0xa0;
}

/* Without any blank; *had: there was one inside. */
static struct str squeezed(struct arena *a, struct str s, bool *had)
{
	struct buf b = BUF_MAX(4096);
	size_t n;

	*had = false;
	for (size_t i = 0; i < s.n;) {
		if (blank(s.p + i, s.n - i, &n)) {
			i += n;
			*had = true;
			continue;
		}
		buf_byte(&b, s.p[i++]);
	}
	struct str out = buf_keep(&b, a);

	buf_free(&b);
	return out;
}

static void cut(struct aud_line *l)
{
	struct str rest = l->tidy, piece;

	while (l->pieces_n < AUD_PIECES && str_cut(&rest, '/', &piece))
		l->piece[l->pieces_n++] = piece;
}

static bool digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

/* ---- the shape ---- */

static int piece_of(const struct aud_line *l, struct str part, int after)
{
	for (size_t i = (size_t)after; part.n && i < l->pieces_n; i++)
		if (str_eq(l->piece[i], part))
			return (int)i;
	return -1;
}

static void vote(struct aud *x, const struct aud_line *l)
{
	struct num_reading r;
	struct arena *a = arena_open();

	if (num_parse(x->rules, a, l->tidy, &r, 1)) {
		int code = piece_of(l, r.parts.v[NUM_KODE], 0);
		int serial = piece_of(l, r.parts.v[NUM_URUT], code == 0 ? 1 : 0);
		int year = piece_of(l, r.parts.v[NUM_TAHUN], 0);

		if (serial >= 0)
			x->votes[l->pieces_n][serial][year + 1][code + 1]++;
	}
	arena_close(a);
}

static bool settle(struct aud *x)
{
	int best = 0;

	for (int n = 1; n <= AUD_PIECES; n++)
		for (int s = 0; s < n; s++)
			for (int y = 0; y <= n; y++)
				for (int c = 0; c <= n; c++)
					if (x->votes[n][s][y][c] > best) {
						best = x->votes[n][s][y][c];
						x->shape = (struct aud_shape){ n, s, y - 1, c - 1 };
					}
	return best > 0;
}

/* ---- each line against it ---- */

/* O for 0, l and I for 1, as a typist and an OCR slip. */
static bool repaired(struct arena *a, struct str s, struct str *out)
{
	struct buf b = BUF_MAX(64);
	bool seen = false;

	for (size_t i = 0; i < s.n && i < 12; i++) {
		bool digit = s.p[i] >= '0' && s.p[i] <= '9';

		seen = seen || digit;
		buf_byte(&b, digit                                  ? s.p[i]
		             : strchr("Oo", s.p[i])                 ? '0'
		             : strchr("lI|", s.p[i])                ? '1'
		                                                    : '?');
	}
	*out = buf_keep(&b, a);
	buf_free(&b);
	return seen && digits(*out);
}

static size_t leading(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n;
}

static bool read_serial(struct aud *x, struct aud_line *l, struct str s)
{
	size_t n = leading(s);
	struct str fixed;
	int64_t v;

	if (n < s.n && repaired(x->a, s, &fixed) && n + 2 >= s.n && strchr("Oo", s.p[n])) {
		aud_note(x, NUM_AUDIT_SLIP, l,
		         arena_fmt(x->a, "nomor urut tertulis \"" STR_FMT "\", dibaca " STR_FMT
		                         " (huruf di tempat angka)", STR_ARG(s), STR_ARG(fixed)));
		s = fixed;
		n = s.n;
	}
	if (!n || n > 7 || !str_to_int(str_head(s, n), &v) || s.n - n > 4)
		return false;
	l->serial = (int)v;
	l->suffix = str_from(s, n);
	return true;
}

/* "443KUM": the stroke between serial and what follows was not typed. */
static bool without_stroke(struct aud *x, struct aud_line *l)
{
	const struct aud_shape *sh = &x->shape;
	size_t at = (size_t)sh->serial;

	if (l->pieces_n + 1 != (size_t)sh->n || at >= l->pieces_n)
		return false;
	struct str s = l->piece[at];
	size_t n = leading(s);

	if (!n || n == s.n || !str_eq(str_from(s, n), x->usual[at + 1]))
		return false;
	aud_note(x, NUM_AUDIT_SLIP, l,
	         arena_fmt(x->a, "garis miring kurang di \"" STR_FMT "\"", STR_ARG(s)));
	for (size_t i = l->pieces_n; i > at + 1; i--)
		l->piece[i] = l->piece[i - 1];
	l->piece[at] = str_head(s, n);
	l->piece[at + 1] = str_from(s, n);
	l->pieces_n++;
	return true;
}

static bool year_ok(int64_t y)
{
	return y >= 1945 && y <= 2199;
}

/* A slip of the pen counts in the year it was meant for: that of the line before it. */
static void other_year(struct aud *x, struct aud_line *l)
{
	aud_note(x, NUM_AUDIT_YEAR, l,
	         arena_fmt(x->a, "nomor %d bernomor tahun %d, bertanggal tahun %d", l->serial,
	                   l->year, l->day.year));
	if (x->year == l->day.year)
		l->year = l->day.year;
}

static void read_line(struct aud *x, struct aud_line *l)
{
	const struct aud_shape *sh = &x->shape;
	int64_t y = 0;

	l->read = (l->pieces_n == (size_t)sh->n || without_stroke(x, l)) &&
	          read_serial(x, l, l->piece[sh->serial]);
	if (!l->read) {
		aud_note(x, NUM_AUDIT_UNREAD, l,
		         arena_fmt(x->a, "\"" STR_FMT "\" tidak berbentuk nomor deret ini",
		                   STR_ARG(str_head(l->raw, 80))));
		return;
	}
	if (l->blanks)
		aud_note(x, NUM_AUDIT_BLANK, l,
		         arena_fmt(x->a, "spasi di dalam \"" STR_FMT "\"", STR_ARG(l->raw)));
	if (sh->year >= 0 && digits(l->piece[sh->year]))
		(void)str_to_int(l->piece[sh->year], &y);
	l->code = sh->code >= 0 ? l->piece[sh->code] : STR("");
	l->year = year_ok(y) ? (int)y : l->day.year;
	if (sh->year >= 0 && !year_ok(y))
		aud_note(x, NUM_AUDIT_YEAR, l,
		         arena_fmt(x->a, "tahun di nomornya tertulis \"" STR_FMT "\"",
		                   STR_ARG(l->piece[sh->year])));
	else if (l->day.year && l->year != l->day.year)
		other_year(x, l);
	x->year = l->year;
}

/* ---- the file ---- */

static struct day day_of_cell(struct str s)
{
	struct day d = { 0 };
	int64_t y;

	s = str_trim(s);
	if (str_to_int(s, &y) && year_ok(y))
		return (struct day){ (int)y, 0, 0 };
	return day_parse(s, &d) ? d : (struct day){ 0 };
}

static struct str unquoted(struct str s)
{
	s = str_trim(s);
	return s.n > 1 && s.p[0] == '"' && s.p[s.n - 1] == '"' ? (struct str){ s.p + 1, s.n - 2 } : s;
}

/* Which cell is what; a heading may name them in another order. */
enum cell { CELL_NUMBER, CELL_DAY, CELL_SUBJECT, CELLS };

static void by_heading(struct str line, char sep, int at[CELLS])
{
	static const struct {
		enum cell   cell;
		const char *name;
	} NAME[] = { { CELL_NUMBER, "nomor" },   { CELL_NUMBER, "number" },
		     { CELL_NUMBER, "no. surat" }, { CELL_NUMBER, "nomor surat" },
		     { CELL_DAY, "tanggal" },    { CELL_DAY, "date" },
		     { CELL_DAY, "tahun" },      { CELL_DAY, "year" },
		     { CELL_DAY, "tanggal surat" }, { CELL_SUBJECT, "hal" },
		     { CELL_SUBJECT, "perihal" }, { CELL_SUBJECT, "subject" },
		     { CELL_SUBJECT, "tentang" } };
	int named[CELLS] = { -1, -1, -1 };
	struct str cell;

	for (int i = 0; str_cut(&line, sep, &cell); i++)
		for (size_t k = 0; k < sizeof NAME / sizeof *NAME; k++)
			if (named[NAME[k].cell] < 0 &&
			    str_eq_nocase(unquoted(cell), str_c(NAME[k].name)))
				named[NAME[k].cell] = i;
	if (named[CELL_NUMBER] >= 0)
		memcpy(at, named, sizeof named);
}

static void take_cells(struct str line, char sep, const int at[CELLS], struct aud_line *l)
{
	struct str cell;

	for (int i = 0; str_cut(&line, sep, &cell); i++) {
		cell = unquoted(cell);
		if (i == at[CELL_NUMBER])
			l->raw = cell;
		else if (i == at[CELL_DAY])
			l->day = day_of_cell(cell);
		else if (i == at[CELL_SUBJECT])
			l->subject = cell;
	}
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

static enum err split(struct aud *x, struct str text, struct fail *f)
{
	int at[CELLS] = { CELL_NUMBER, CELL_DAY, CELL_SUBJECT };
	size_t cap = 1;
	struct str line;

	for (size_t i = 0; i < text.n; i++)
		cap += text.p[i] == '\n';
	if (cap > NUM_AUDIT_LINES)
		return FAIL(f, ERR_LIMIT, "too-many", NULL,
		            "Berkas ini lebih dari %d baris; bagilah menurut tahun.", NUM_AUDIT_LINES);
	x->line = ARENA_ARRAY(x->a, struct aud_line, cap);
	for (int no = 1; str_cut(&text, '\n', &line); no++) {
		struct aud_line l = { .no = no };
		char sep = memchr(line.p, '\t', line.n) ? '\t' : ';';

		if (!str_trim(line).n || line.p[0] == '#')
			continue;
		if (!x->n && !has_digit(line)) {
			by_heading(line, sep, at);
			continue;
		}
		take_cells(line, sep, at, &l);
		l.tidy = squeezed(x->a, l.raw, &l.blanks);
		cut(&l);
		x->line[x->n++] = l;
	}
	return ERR_OK;
}

/* What most lines of the shape have in each place: "KUM". */
static void usual(struct aud *x)
{
	for (int at = 0; at < x->shape.n; at++) {
		size_t best = 0;

		for (size_t i = 0; i < x->n && i < 50; i++) {
			size_t same = 0;

			if (x->line[i].pieces_n != (size_t)x->shape.n)
				continue;
			for (size_t k = 0; k < x->n; k++)
				same += x->line[k].pieces_n == (size_t)x->shape.n &&
				        str_eq(x->line[k].piece[at], x->line[i].piece[at]);
			if (same > best) {
				best = same;
				x->usual[at] = x->line[i].piece[at];
			}
		}
	}
}

enum err num_audit(const struct num_rules *rules, struct arena *a, struct str text,
                   struct num_audit *out, struct fail *f)
{
	struct aud *x = ARENA_NEW(a, struct aud);
	enum err e;

	*x = (struct aud){ .rules = rules, .a = a, .out = out };
	*out = (struct num_audit){ 0 };
	if ((e = split(x, text, f)))
		return e;
	for (size_t i = 0; i < x->n && i < AUD_VOTERS; i++)
		vote(x, &x->line[i]);
	if (!settle(x))
		return FAIL(f, ERR_INVALID, "no-series", NULL,
		            "Tidak ada nomor surat yang terbaca; tiap baris harus berisi nomor, lalu "
		            "tanggal dan hal dipisah tab.");
	usual(x);
	for (size_t i = 0; i < x->n; i++)
		read_line(x, &x->line[i]);
	out->lines = x->n;
	aud_weigh(x);
	return ERR_OK;
}
