/* Letters that nobody wrote: a likely value for each field, and the longest it allows. */
#include "contract.h"
#include "utf8.h"

#define LETTER_MAX (1u << 20)
#define ITEMS_MAX  200
#define LONG_CELL  60
#define LONG_TEXT  1500 /* more paragraphs are no wider */

static const char LONG[] =
	"penyelenggaraan pertanggungjawaban keuangan dan kesekretariatan daerah serta "
	"pengadministrasian ketatausahaan pemberdayaan masyarakat ";
static const char WIDE[] = "WWWWWWWWWWWW PERTANGGUNGJAWABAN ";

/* What a field of this type holds when no shipped sample has one of its name. */
static const char *const SAMPLE[TPL_TYPE__COUNT] = {
	[TPL_PARAGRAF] =
		"Contoh isi yang panjangnya kira-kira dua baris, supaya tampak letak "
		"dan jarak barisnya pada halaman yang dicetak.",
	[TPL_TANGGAL] = "2026-11-24",
	[TPL_JAM] = "08.30",
	[TPL_ANGKA] = "12",
	[TPL_NIP] = "19700101 199501 1 001",
	[TPL_DAFTAR] = "Contoh pertama\nContoh kedua",
	[TPL_ALAMAT] = "Kepala Dinas Contoh\ndi Jambi",
};

struct filling {
	struct contract *c;
	enum fill how;
	bool only; /* one field is filled so */
	struct tpl_value *v;
	size_t n, max;
};

static void put(struct filling *g, struct str name, struct str value)
{
	if (g->n < g->max)
		g->v[g->n++] = (struct tpl_value){name, value};
}

/* At most n letters of those words, again and again. */
static struct str words(const struct filling *g, size_t n)
{
	const char *w = g->how == FILL_WIDE ? WIDE : LONG;
	struct buf b = BUF_MAX(LETTER_MAX);

	while (b.n < n && !b.broken)
		buf_add(&b, str_head(str_c(w), n - b.n));
	return str_trim(buf_keep(&b, g->c->a));
}

static struct str paragraphs(const struct filling *g, size_t n)
{
	struct buf b = BUF_MAX(LETTER_MAX);

	while (b.n + 2 < n && !b.broken) {
		size_t room = n - b.n - 2;

		buf_add(&b, words(g, room < 700 ? room : 700));
		BUF_ADD(&b, "\n\n");
	}
	return str_trim(buf_keep(&b, g->c->a));
}

static struct str rows(const struct filling *g, size_t n, size_t columns, bool small)
{
	struct buf b = BUF_MAX(LETTER_MAX);

	for (size_t i = 0; i < n && i < ITEMS_MAX; i++) {
		for (size_t k = 0; k < columns; k++) {
			buf_add(&b, k ? STR(" | ") : STR(""));
			buf_add(&b, small ? STR("contoh") : words(g, LONG_CELL));
		}
		buf_byte(&b, '\n');
	}
	return str_trim(buf_keep(&b, g->c->a));
}

static struct str longest_choice(const struct tpl_field *s)
{
	struct str best = STR("");

	for (size_t i = 0; i < s->choices_n; i++)
		if (s->choices[i].n > best.n)
			best = s->choices[i];
	return best;
}

static struct str addressee(const struct filling *g, size_t max)
{
	struct buf b = BUF_MAX(LETTER_MAX);

	while (b.n + 70 < max && b.n < 400) {
		buf_add(&b, words(g, 60));
		buf_byte(&b, '\n');
	}
	BUF_ADD(&b, "di Kabupaten Tanjung Jabung Timur");
	return buf_keep(&b, g->c->a);
}

static void signer(struct filling *g, struct str name, bool small)
{
	static const char *const PART[] = {"atas-nama", "perantara", "jabatan", "nama",
					   "pangkat"};
	struct arena *a = g->c->a;

	put(g, arena_fmt(a, STR_FMT ".cara", STR_ARG(name)),
	    small ? STR("langsung") : STR("u.b."));
	for (size_t i = small ? 2 : 0; i < sizeof PART / sizeof *PART; i++)
		put(g, arena_fmt(a, STR_FMT ".%s", STR_ARG(name), PART[i]),
		    small ? STR("Contoh") : words(g, 100));
	put(g, arena_fmt(a, STR_FMT ".nip", STR_ARG(name)), str_c(SAMPLE[TPL_NIP]));
}

static bool by_items(const struct tpl_field *s)
{
	return s->type == TPL_DAFTAR || s->type == TPL_TABEL;
}

static void fill_long(struct filling *g, const struct tpl_field *s)
{
	struct str v = SAMPLE[s->type] ? str_c(SAMPLE[s->type]) : words(g, s->max);

	if (s->type == TPL_PEJABAT) {
		signer(g, s->name, false);
		return;
	}
	if (s->type == TPL_PARAGRAF)
		v = paragraphs(g, g->only && s->max > LONG_TEXT ? LONG_TEXT : s->max);
	else if (s->type == TPL_PILIHAN)
		v = longest_choice(s);
	else if (s->type == TPL_TANGGAL)
		v = STR("2026-09-30");
	else if (by_items(s))
		v = rows(g, s->max, s->columns_n ? s->columns_n : 1, false);
	else if (s->type == TPL_ALAMAT)
		v = addressee(g, s->max);
	put(g, s->name, v);
}

/* Is it this field's, or part of it as signers have? */
static bool of_field(struct str value_name, struct str field)
{
	return str_eq(value_name, field) ||
	       (str_starts(value_name, field) && value_name.p[field.n] == '.');
}

static bool fill_from(struct filling *g, const struct tpl_field *s, struct str form)
{
	const struct tpl_engine *t = g->c->base;
	struct str xml = tpl_form_sample(t, g->c->a, form);
	const struct tpl_form *fm = tpl_form_get(t, form);
	struct tpl_value *v;
	struct fail f;
	size_t n, before = g->n;
	bool same = false;

	for (size_t i = 0; fm && i < fm->fields_n; i++)
		same = same || (str_eq(fm->fields[i].name, s->name) &&
				fm->fields[i].type == s->type &&
				fm->fields[i].columns_n == s->columns_n);
	if (!same || !xml.n || tpl_values_from_xml(t, g->c->a, xml, &v, &n, &f))
		return false;
	for (size_t i = 0; i < n; i++)
		if (of_field(v[i].name, s->name) &&
		    (by_items(s) || utf8_count(v[i].value) <= s->max))
			put(g, v[i].name, v[i].value);
	return g->n > before;
}

static bool fill_shipped(struct filling *g, const struct tpl_field *s)
{
	const struct tpl_engine *t = g->c->base;

	if (fill_from(g, s, g->c->out->form->code) || fill_from(g, s, STR("surat-dinas")))
		return true;
	for (size_t i = 0; i < tpl_form_count(t); i++)
		if (fill_from(g, s, tpl_form_at(t, i)->code))
			return true;
	return false;
}

static void fill_sample(struct filling *g, const struct tpl_field *s)
{
	if (s->initial.n || s->choices_n)
		put(g, s->name, s->initial.n ? s->initial : s->choices[0]);
	else if (fill_shipped(g, s))
		return;
	else if (s->type == TPL_PEJABAT)
		signer(g, s->name, true);
	else if (s->type == TPL_TABEL)
		put(g, s->name, rows(g, s->max < 2 ? s->max : 2, s->columns_n, true));
	else if (SAMPLE[s->type])
		put(g, s->name,
		    by_items(s) ? str_c(SAMPLE[s->type])
				: str_head(str_c(SAMPLE[s->type]), s->max));
	else
		put(g, s->name, utf8_count(s->label) <= s->max ? s->label : STR("A"));
}

/* The letterhead of a shipped sample, behind the root's tag: a page without one would be
 * judged by room that no office has. */
static struct str with_kop(struct contract *c, struct str letter)
{
	struct str from = tpl_form_sample(c->base, c->a, STR("surat-dinas"));
	size_t a = str_find(from, STR("<kop")), z = str_find(from, STR("</kop>"));
	size_t root = str_find(letter, STR("<surat"));
	size_t at = root + str_find(str_from(letter, root), STR(">")) + 1;

	if (z >= from.n || a > z || at > letter.n ||
	    str_find(letter, STR("<kop")) < letter.n)
		return letter;
	return arena_fmt(
		c->a, STR_FMT STR_FMT "</kop>" STR_FMT, STR_ARG(str_head(letter, at)),
		STR_ARG(str_from(str_head(from, z), a)), STR_ARG(str_from(letter, at)));
}

enum err tpl_fill(struct contract *c, enum fill how, const struct tpl_field *only,
		  struct str *letter, struct fail *f)
{
	const struct tpl_form *fm = c->out->form;
	struct filling g = {
		.c = c, .how = how, .only = only, .max = fm->fields_n * 8 + 8};
	enum err e;

	g.v = ARENA_ARRAY(c->a, struct tpl_value, g.max);
	for (size_t i = 0; i < fm->fields_n; i++) {
		const struct tpl_field *s = &fm->fields[i];

		if (how != FILL_SAMPLE && (!only || only == s))
			fill_long(&g, s);
		else
			fill_sample(&g, s);
	}
	e = tpl_values_to_xml(fm, g.v, g.n, c->a, letter, f);
	if (!e && !(c->o && c->o->office))
		*letter = with_kop(c, *letter);
	return e;
}
