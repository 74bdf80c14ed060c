/* A letter is read and held against its form: several faults at once, each a sentence. */
#include "model.h"
#include "tpl_merge.h"
#include "utf8.h"
#include <stdio.h>

#define LETTER_MAX (1u << 20)

struct check {
	struct arena *a;
	struct tpl_faults *fs;
	const struct form *form;
	const struct xml_node *root;
	bool blank_ok, raw; /* raw: {nama} stands where a row is to be poured in */
	bool earlier;       /* perhaps of another version of the form: read, not judged */
};

const struct xml_node *tpl_letter_node(const struct xml_node *root, struct str name)
{
	const struct xml_node *k;
	size_t i = 0;

	if (!tpl_is_head_name(name)) {
		while ((k = xml_each(root, "nilai", &i)))
			if (str_eq(xml_attr(k, "nama"), name))
				return k;
		return NULL;
	}
	while ((k = xml_each(root, NULL, &i)))
		if (str_eq(k->name, name))
			return k;
	return NULL;
}

static bool says_something(const struct xml_node *n)
{
	for (size_t i = 0; i < n->kids_n; i++)
		if (str_trim(n->kids[i].text).n || says_something(&n->kids[i]))
			return true;
	return false;
}

bool tpl_has_value(const struct xml_node *root, struct str field)
{
	const struct xml_node *n = field.n ? tpl_letter_node(root, field) : NULL;

	return n && says_something(n);
}

/* ---- which elements may stand where ---- */

static bool one_of(struct str s, const char *list)
{
	struct str rest = str_c(list), w;

	while (str_cut(&rest, ' ', &w))
		if (str_eq(w, s))
			return true;
	return false;
}

static const char *allowed_in(struct str parent)
{
	static const char INLINE[] = "tebal miring garis-bawah";

	static const struct {
		const char *names, *kids;
	} IN[] = {
		{"isi nilai", "paragraf daftar tabel label bab lampiran"},
		{"ayat", "paragraf daftar tabel label"},
		{"paragraf bab sel tebal miring garis-bawah", INLINE},
		{"butir", "tebal miring garis-bawah daftar label"},
		{"daftar label", "butir"},
		{"tabel", "kepala baris"},
		{"tembusan", "butir"},
		{"yth", "baris di"},
		{"kop", "baris"},
		{"penandatangan", "atas-nama perantara jabatan nama pangkat nip"},
	};

	for (size_t i = 0; i < sizeof IN / sizeof *IN; i++)
		if (one_of(parent, IN[i].names))
			return IN[i].kids;
	return "";
}

static const char *attributes_of(struct str name, struct str parent)
{
	static const struct {
		const char *name, *parent, *attrs;
	} IN[] = {
		{"surat", "", "bentuk"},
		{"kop", "surat", "lambang lambang-kanan kota jenis"},
		{"nilai", "surat", "nama"},
		{"penandatangan", "surat", "cara"},
		{"baris", "kop", "jenis"},
		{"pasal", "nilai", "kunci"},
		{"ayat", "nilai", "kunci"},
		{"butir", "label", "nama"},
		{"bab", "isi", "tingkat"},
		{"bab", "nilai", "tingkat"},
		{"lampiran", "nilai", "arah"},
	};

	if (str_eqc(name, "daftar"))
		return "tanda gaya mulai";
	for (size_t i = 0; i < sizeof IN / sizeof *IN; i++)
		if (str_eqc(name, IN[i].name) && str_eqc(parent, IN[i].parent))
			return IN[i].attrs;
	return "";
}

static void check_attributes(struct check *c, const struct xml_node *n, struct str field,
			     struct str parent)
{
	const char *known = attributes_of(n->name, parent);

	for (size_t i = 0; i < n->attrs_n; i++)
		if (!one_of(n->attrs[i].name, known))
			tpl_fault_add(c->fs, c->a, n->line, field,
				      "<" STR_FMT "> tidak mengenal atribut \"" STR_FMT
				      "\"; hapus atau perbaiki namanya.",
				      STR_ARG(n->name),
				      STR_ARG(str_head(n->attrs[i].name, 60)));
}

static size_t items(const struct xml_node *n, const char *name)
{
	size_t i = 0, c = 0;

	while (xml_each(n, name, &i))
		c++;
	return c;
}

/* What there is no room for would be missing on the page. */
static void check_room(struct check *c, const struct xml_node *n, struct str field,
		       bool in_table)
{
	bool kop = str_eqc(n->name, "kop");
	size_t max = kop ? KOP_LINES : TABLE_COLS;

	if (c->earlier || (!kop && !in_table) || items(n, kop ? "baris" : "sel") <= max)
		return;
	tpl_fault_add(c->fs, c->a, n->line, field,
		      kop ? "kop paling banyak %zu baris; persingkat."
			  : "tabel paling banyak %zu kolom; bagi menjadi dua tabel.",
		      max);
}

static void check_tree(struct check *c, const struct xml_node *n, struct str field,
		       bool in_table)
{
	const char *kids = allowed_in(n->name);
	const struct xml_node *k;
	size_t i = 0;

	check_room(c, n, field, in_table);
	if (in_table && one_of(n->name, "kepala baris"))
		kids = "sel";
	while ((k = xml_each(n, NULL, &i))) {
		if (!one_of(k->name, kids)) {
			tpl_fault_add(c->fs, c->a, k->line, field,
				      "<" STR_FMT "> tidak boleh ada di dalam <" STR_FMT
				      ">; %s%s.",
				      STR_ARG(k->name), STR_ARG(n->name),
				      *kids ? "yang boleh: " : "isinya hanya teks",
				      *kids ? kids : "");
			continue;
		}
		check_attributes(c, k, field, n->name);
		check_tree(c, k, field, in_table || str_eqc(k->name, "tabel"));
	}
}

/* The body of a regulation: headings between the blocks, and blocks in its verses. */
static void check_articles(struct check *c, const struct xml_node *n, struct str field)
{
	static const char OWN[] = "bab bagian subbagian pasal ayat";
	const struct xml_node *k;
	size_t i = 0;

	while ((k = xml_each(n, NULL, &i))) {
		struct xml_node one = *n;

		check_attributes(c, k, field, n->name);
		if (one_of(k->name, OWN)) {
			check_tree(c, k, field, false);
			continue;
		}
		one.kids = k;
		one.kids_n = 1;
		check_tree(c, &one, field, false);
	}
}

/* ---- values by type ---- */

static bool all_digits(struct str s, size_t *n)
{
	*n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ' ')
			continue;
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		(*n)++;
	}
	return true;
}

static int two(struct str s, size_t at)
{
	return (s.p[at] - '0') * 10 + s.p[at + 1] - '0';
}

/* 18 digits: date of birth, month of appointment (21 there: PPPK), sex, serial. */
static const char *nip_fault(struct str s)
{
	char z[18];
	size_t n = 0, digits;

	if (!all_digits(s, &digits) || digits != 18)
		return "NIP harus 18 angka, ditulis 19700101 199501 1 001";
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != ' ')
			z[n++] = s.p[i];
	struct str d = {z, 18};
	struct day birth = {two(d, 0) * 100 + two(d, 2), two(d, 4), two(d, 6)};
	int month = two(d, 12);

	if (!day_ok(birth))
		return "delapan angka pertama NIP bukan tanggal lahir yang ada";
	if (month < 1 || (month > 12 && month != 21))
		return "angka ke-13 dan ke-14 NIP bukan bulan (01-12, atau 21 untuk "
		       "PPPK)";
	if (two(d, 8) * 100 + two(d, 10) < birth.year + 15)
		return "tahun pengangkatan pada NIP tidak cocok dengan tahun lahir";
	if (z[14] != '1' && z[14] != '2')
		return "angka ke-15 NIP harus 1 (pria) atau 2 (wanita)";
	return NULL;
}

static bool hour_ok(struct str s)
{
	return s.n >= 4 && s.n <= 5 && (s.p[s.n - 3] == '.' || s.p[s.n - 3] == ':') &&
	       two(s, s.n - 2) < 60 && two(s, s.n - 2) >= 0 &&
	       (s.n == 4 ? s.p[0] >= '0' && s.p[0] <= '9'
			 : two(s, 0) >= 0 && two(s, 0) < 24);
}

static void choice_fault(struct check *c, const struct xml_node *n,
			 const struct tpl_field *fd, struct str v)
{
	struct buf b = BUF_MAX(300);

	for (size_t i = 0; i < fd->choices_n; i++) {
		if (str_eq(fd->choices[i], v)) {
			buf_free(&b);
			return;
		}
		buf_add(&b, i ? STR(", ") : STR(""));
		buf_add(&b, fd->choices[i]);
	}
	tpl_fault_add(c->fs, c->a, n->line, fd->name,
		      STR_FMT ": \"" STR_FMT "\" bukan pilihan; pilih: " STR_FMT ".",
		      STR_ARG(fd->label), STR_ARG(v), STR_ARG(buf_str(&b)));
	buf_free(&b);
}

static void check_simple(struct check *c, const struct xml_node *n,
			 const struct tpl_field *fd, struct str v)
{
	const char *want = NULL;
	struct day d;
	size_t digits;

	if (c->raw && v.n && memchr(v.p, '{', v.n))
		return;
	if (fd->type == TPL_TANGGAL && !day_parse(v, &d))
		want = "bukan tanggal yang ada; tulis seperti 2026-11-22";
	else if (fd->type == TPL_JAM && !hour_ok(v))
		want = "bukan jam; tulis seperti 08.30";
	else if (fd->type == TPL_ANGKA && !all_digits(v, &digits))
		want = "hanya boleh angka";
	else if (fd->type == TPL_NIP)
		want = nip_fault(v);
	if (want)
		tpl_fault_add(c->fs, c->a, n->line, fd->name,
			      STR_FMT ": \"" STR_FMT "\" %s.", STR_ARG(fd->label),
			      STR_ARG(str_head(v, 60)), want);
	if (fd->type == TPL_PILIHAN)
		choice_fault(c, n, fd, v);
	if (utf8_count(v) > fd->max)
		tpl_fault_add(c->fs, c->a, n->line, fd->name,
			      STR_FMT ": %zu huruf, paling banyak %zu; persingkat.",
			      STR_ARG(fd->label), utf8_count(v), fd->max);
}

static void check_signer(struct check *c, const struct xml_node *n,
			 const struct tpl_field *fd)
{
	struct str how = xml_attr(n, "cara"), nip = xml_kid_text(c->a, n, "nip");
	const char *fault = nip.n ? nip_fault(nip) : NULL;

	if (how.n && !one_of(how, "langsung a.n. u.b. Plt. Plh. Pj. Pjs."))
		tpl_fault_add(c->fs, c->a, n->line, fd->name,
			      "cara tanda tangan \"" STR_FMT
			      "\" tidak dikenal; pilih langsung, a.n., u.b., Plt., Plh. "
			      "atau Pj.",
			      STR_ARG(how));
	if (one_of(how, "a.n. u.b.") && !xml_kid_text(c->a, n, "atas-nama").n)
		tpl_fault_add(c->fs, c->a, n->line, fd->name,
			      STR_FMT ": tanda tangan " STR_FMT
				      " memerlukan <atas-nama> (pejabat yang diwakili).",
			      STR_ARG(fd->label), STR_ARG(how));
	if (str_eqc(how, "u.b.") && !xml_kid_text(c->a, n, "perantara").n)
		tpl_fault_add(c->fs, c->a, n->line, fd->name,
			      STR_FMT ": tanda tangan u.b. memerlukan <perantara>.",
			      STR_ARG(fd->label));
	if (!c->blank_ok && !xml_kid_text(c->a, n, "jabatan").n)
		tpl_fault_add(c->fs, c->a, n->line, fd->name,
			      STR_FMT ": <jabatan> belum diisi.", STR_ARG(fd->label));
	if (!c->blank_ok && !xml_kid_text(c->a, n, "nama").n)
		tpl_fault_add(c->fs, c->a, n->line, fd->name,
			      STR_FMT ": <nama> belum diisi.", STR_ARG(fd->label));
	if (fault)
		tpl_fault_add(c->fs, c->a, n->line, fd->name, "%s.", fault);
}

static void check_table(struct check *c, const struct xml_node *n,
			const struct tpl_field *fd)
{
	const struct xml_node *t = xml_kid(n, "tabel"), *r;
	size_t i = 0;

	while (t && (r = xml_each(t, "baris", &i)))
		if (items(r, "sel") != fd->columns_n)
			tpl_fault_add(c->fs, c->a, r->line, fd->name,
				      STR_FMT ": baris memuat %zu sel, seharusnya %zu.",
				      STR_ARG(fd->label), items(r, "sel"), fd->columns_n);
	if (t && items(t, "baris") > fd->max)
		tpl_fault_add(c->fs, c->a, t->line, fd->name,
			      STR_FMT ": paling banyak %zu baris.", STR_ARG(fd->label),
			      fd->max);
}

/* <lampiran> begins a page: it would be lost in a text that is printed in place. */
static void check_annex(struct check *c, const struct xml_node *n,
			const struct tpl_field *fd)
{
	const struct xml_node *k = xml_kid(n, "lampiran");

	for (size_t i = 0; k && i < c->form->parts_n; i++)
		if (c->form->parts[i].kind == PART_LAMPIRAN &&
		    str_eq(c->form->parts[i].field, fd->name))
			return;
	if (k)
		tpl_fault_add(c->fs, c->a, k->line, fd->name,
			      STR_FMT
			      ": lampiran (baris \"=== Judul\") hanya ditulis pada "
			      "isian lampiran; pindahkan ke sana.",
			      STR_ARG(fd->label));
}

static void check_value(struct check *c, const struct tpl_field *fd)
{
	const struct xml_node *n = tpl_letter_node(c->root, fd->name);
	struct str v = n ? xml_text(c->a, n) : (struct str){0}, clean;
	struct fail f;

	if (!v.n && fd->type != TPL_PEJABAT) {
		if (fd->required && !c->blank_ok)
			tpl_fault_add(c->fs, c->a, (n ? n : c->root)->line, fd->name,
				      STR_FMT " (" STR_FMT ") wajib diisi.",
				      STR_ARG(fd->label), STR_ARG(fd->name));
		return;
	}
	if (!n) {
		if (fd->required && !c->blank_ok)
			tpl_fault_add(c->fs, c->a, c->root->line, fd->name,
				      STR_FMT " wajib diisi.", STR_ARG(fd->label));
		return;
	}
	if (fd->type == TPL_PASAL)
		check_articles(c, n, fd->name);
	else
		check_tree(c, n, fd->name, false);
	check_annex(c, n, fd);
	if (c->earlier)
		return;
	if (utf8_clean(c->a, v, UTF8_LINES, "isi", &clean, &f))
		tpl_fault_add(c->fs, c->a, n->line, fd->name, STR_FMT ": %s",
			      STR_ARG(fd->label), f.text);
	else if (fd->type == TPL_PEJABAT)
		check_signer(c, n, fd);
	else if (fd->type == TPL_TABEL)
		check_table(c, n, fd);
	else if (fd->type == TPL_DAFTAR && items(n, "butir") > fd->max)
		tpl_fault_add(c->fs, c->a, n->line, fd->name,
			      STR_FMT ": paling banyak %zu butir.", STR_ARG(fd->label),
			      fd->max);
	else if (fd->type != TPL_DAFTAR)
		check_simple(c, n, fd, v);
}

static void check_names(struct check *c)
{
	const struct xml_node *k, *other;
	size_t i = 0, j;

	check_attributes(c, c->root, STR(""), STR(""));
	while ((k = xml_each(c->root, NULL, &i))) {
		struct str name =
			str_eqc(k->name, "nilai") ? xml_attr(k, "nama") : k->name;

		check_attributes(c, k, name, c->root->name);
		if (c->raw && str_eqc(k->name, TPL_ROWS_FIELD))
			continue;
		if (str_eqc(k->name, "kop")) {
			check_tree(c, k, name, false);
			continue;
		}
		if (!str_eqc(k->name, "nilai") && !tpl_is_head_name(k->name))
			tpl_fault_add(c->fs, c->a, k->line, name,
				      "<" STR_FMT "> tidak dikenal di dalam <surat>.",
				      STR_ARG(k->name));
		else if (!c->earlier && !tpl_form_field(c->form, name))
			tpl_fault_add(c->fs, c->a, k->line, name,
				      "isian \"" STR_FMT
				      "\" tidak ada pada bentuk " STR_FMT
				      "; hapus atau perbaiki namanya.",
				      STR_ARG(name), STR_ARG(c->form->pub.code));
		for (j = i; (other = xml_each(c->root, NULL, &j));)
			if (str_eq(other->name, k->name) &&
			    str_eq(xml_attr(other, "nama"), xml_attr(k, "nama")) &&
			    !str_eqc(k->name, "yth"))
				tpl_fault_add(c->fs, c->a, other->line, name,
					      "isian \"" STR_FMT "\" ditulis dua kali.",
					      STR_ARG(name));
	}
}

static enum err read_as(const struct tpl_engine *t, struct check c, struct str xml,
			const char *name, const struct tpl_letter **out, struct fail *f)
{
	struct arena *a = c.a;
	struct tpl_faults *fs = c.fs;
	struct tpl_letter *l = ARENA_NEW(a, struct tpl_letter);
	struct fail mine = {0};
	enum err e = xml.n > LETTER_MAX
			     ? FAIL(&mine, ERR_LIMIT, "too-long", NULL,
				    "%s: naskah lebih dari 1 MB; persingkat.", name)
			     : xml_read(a, xml, name, NULL, &c.root, &mine);

	fs->n = 0;
	if (e) {
		tpl_fault_add(fs, a, 0, STR(""), "%s", mine.text);
		return FAIL(f, e, mine.word, NULL, "%s", mine.text);
	}
	c.raw = c.raw && xml_kid(c.root, TPL_ROWS_FIELD);
	c.form = tpl_form_find(t, xml_attr(c.root, "bentuk"));
	if (!str_eqc(c.root->name, "surat"))
		tpl_fault_add(fs, a, c.root->line, STR(""),
			      "akar harus <surat>, bukan <" STR_FMT ">.",
			      STR_ARG(c.root->name));
	else if (!c.form)
		tpl_fault_add(fs, a, c.root->line, STR("bentuk"),
			      "bentuk naskah \"" STR_FMT
			      "\" tidak dikenal; lihat \"naskah template list\".",
			      STR_ARG(str_head(xml_attr(c.root, "bentuk"), 60)));
	else
		check_names(&c);
	for (size_t i = 0; c.form && i < c.form->pub.fields_n; i++)
		check_value(&c, &c.form->pub.fields[i]);
	if (fs->n)
		return FAIL(f, ERR_INVALID, "bad-letter", NULL, "%s: " STR_FMT, name,
			    STR_ARG(fs->list[0].text));
	*l = (struct tpl_letter){.arena = a, .form = c.form, .root = c.root};
	(void)day_parse(xml_kid_text(a, c.root, "tanggal"), &l->date);
	l->number = xml_kid_text(a, c.root, "nomor");
	*out = l;
	return ERR_OK;
}

enum err tpl_letter_read(const struct tpl_engine *t, struct arena *a, struct str xml,
			 const char *name, bool blank_ok, const struct tpl_letter **out,
			 struct tpl_faults *fs, struct fail *f)
{
	struct check c = {.a = a, .fs = fs, .blank_ok = blank_ok};
	struct tpl_rows rows;
	struct fail mine = {0};
	enum err e = tpl_rows_of(a, xml, &rows, &mine);

	if (!e && rows.n)
		e = tpl_rows_letter(a, xml, &rows, 0, &xml, &mine);
	fs->n = 0;
	if (!e)
		return read_as(t, c, xml, name, out, f);
	tpl_fault_add(fs, a, 0, STR(TPL_ROWS_FIELD), "%s", mine.text);
	return FAIL(f, e, mine.word, TPL_ROWS_FIELD, "%s", mine.text);
}

enum err tpl_letter_read_raw(const struct tpl_engine *t, struct arena *a, struct str xml,
			     const struct tpl_letter **out, struct tpl_faults *fs,
			     struct fail *f)
{
	struct check c = {
		.a = a, .fs = fs, .blank_ok = true, .raw = true, .earlier = true};

	return read_as(t, c, xml, "surat", out, f);
}

const struct tpl_form *tpl_letter_form(const struct tpl_letter *l)
{
	return &l->form->pub;
}

struct day tpl_letter_day(const struct tpl_letter *l)
{
	return l->date;
}

/* Text with one line for each block, so that a list reads as a list. */
static void plain(const struct xml_node *n, struct buf *b)
{
	if (!n->name.n)
		buf_add(b, n->text);
	for (size_t i = 0; i < n->kids_n; i++) {
		const struct xml_node *k = &n->kids[i];
		bool block = k->name.n && !one_of(k->name, "tebal miring garis-bawah");

		if (block && b->n && b->p[b->n - 1] != '\n')
			buf_byte(b, '\n');
		if (!k->name.n && !str_trim(k->text).n)
			continue;
		plain(k, b);
		if (block && b->n && b->p[b->n - 1] != '\n')
			buf_byte(b, '\n');
	}
}

struct str tpl_letter_value(const struct tpl_letter *l, struct arena *a, const char *name)
{
	const struct xml_node *n = tpl_letter_node(l->root, str_c(name));
	struct buf b = BUF_MAX(LETTER_MAX);

	if (!n)
		return (struct str){0};
	plain(n, &b);
	return str_trim(buf_keep(&b, a));
}
