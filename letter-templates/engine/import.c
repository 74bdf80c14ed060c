/* A document's paragraphs, one after the other, become parts and fields of a form. */
#include "import.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void tpl_import_note(struct import *m, bool taken, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	for (size_t i = 0; i < m->out->notes_n; i++)
		if (str_eqc(m->out->notes[i].text, text))
			return;
	if (m->out->notes_n < TPL_NOTES_MAX)
		m->out->notes[m->out->notes_n++] =
			(struct tpl_note){arena_dup(m->a, str_c(text)), taken};
}

static bool has_field(const struct import *m, struct str name)
{
	for (size_t i = 0; i < m->own_n; i++)
		if (str_eq(m->own[i], name))
			return true;
	return false;
}

static void put_attr(struct buf *b, const char *name, struct str value)
{
	buf_fmt(b, " %s=\"", name);
	xml_put(b, value);
	BUF_ADD(b, "\"");
}

static const char *most_of(const char *type)
{
	return strcmp(type, "paragraf") == 0 ? "8000"
	       : strcmp(type, "tabel") == 0  ? "40"
					     : "120";
}

struct str tpl_import_field(struct import *m, struct str mark, const char *type)
{
	struct str name = tpl_import_slug(m->a, mark);

	if (tpl_is_head_name(name))
		name = arena_fmt(m->a, STR_FMT "-isian", STR_ARG(str_head(name, 30)));
	if (has_field(m, name) || m->own_n == sizeof m->own / sizeof *m->own)
		return name;
	m->own[m->own_n++] = name;
	BUF_ADD(&m->fields, "  <isian");
	put_attr(&m->fields, "nama", name);
	put_attr(&m->fields, "label", tpl_import_label(m->a, mark));
	put_attr(&m->fields, "jenis", str_c(type));
	if (strcmp(type, "tanggal") != 0 && strcmp(type, "jam") != 0 &&
	    strcmp(type, "nip") != 0)
		put_attr(&m->fields, "maks", str_c(most_of(type)));
	if (strcmp(type, "tabel") != 0)
		BUF_ADD(&m->fields, "/>\n");
	tpl_import_note(m, true, "%.*s menjadi isian baru \"%.*s\" (%s).", STR_ARG(mark),
			STR_ARG(name), type);
	return name;
}

/* ---- text ---- */

static void put_text_field(struct import *m, struct str typed)
{
	struct str name = m->texts++ ? arena_fmt(m->a, "teks-%d", m->texts) : STR("isi");

	BUF_ADD(&m->fields, "  <isian");
	put_attr(&m->fields, "nama", name);
	put_attr(&m->fields, "label",
		 m->texts > 1 ? arena_fmt(m->a, "Teks %d", m->texts) : STR("Isi surat"));
	BUF_ADD(&m->fields, " jenis=\"paragraf\" wajib=\"ya\" maks=\"40000\">");
	if (typed.n) {
		BUF_ADD(&m->fields, "<bawaan>");
		xml_put(&m->fields, typed);
		BUF_ADD(&m->fields, "</bawaan>");
		tpl_import_note(m, true,
				"%zu paragraf menjadi teks bawaan isian \"%.*s\".",
				m->text_pars, STR_ARG(name));
	}
	BUF_ADD(&m->fields, "</isian>\n");
	BUF_ADD(&m->parts, "    <teks");
	put_attr(&m->parts, "isian", name);
	BUF_ADD(&m->parts, "/>\n");
	m->body = true;
}

static void close_labels(struct import *m)
{
	if (m->labels)
		BUF_ADD(&m->parts, "    </label>\n");
	m->labels = false;
}

void tpl_import_flush(struct import *m)
{
	struct str typed = arena_dup(m->a, str_trim(buf_str(&m->text)));
	bool sentence = m->text_pars == 1 && !m->text_marked && typed.n < 240;

	close_labels(m);
	buf_free(&m->text);
	m->text = BUF_MAX(IMPORT_TEXT);
	if (typed.n && sentence) {
		BUF_ADD(&m->parts, "    <kalimat");
		put_attr(&m->parts, "teks", typed);
		BUF_ADD(&m->parts, "/>\n");
		tpl_import_note(m, true, "\"%.*s\" menjadi kalimat tetap.",
				STR_ARG(str_head(typed, 60)));
	} else if (typed.n) {
		put_text_field(m, typed);
	}
	m->text_pars = 0;
	m->text_marked = false;
}

void tpl_import_row(struct import *m, struct str label, struct str mark)
{
	struct known k = tpl_import_known(m->a, mark);

	if (!m->labels) {
		tpl_import_flush(m);
		BUF_ADD(&m->parts, "    <label>\n");
		m->labels = true;
	}
	BUF_ADD(&m->parts, "      <butir");
	put_attr(&m->parts, "label", label);
	put_attr(&m->parts, "isian", tpl_import_field(m, mark, k.type ? k.type : "teks"));
	BUF_ADD(&m->parts, "/>\n");
	m->body = true;
}

static void add_text(struct import *m, const struct xml_node *par)
{
	size_t marks;
	struct str typed = tpl_import_typed(m, par, &marks),
		   level = xml_attr(par, "daftar");
	int64_t n = 0;

	close_labels(m);
	if (level.n && str_to_int(level, &n)) {
		for (int64_t i = 1; i < n; i++)
			BUF_ADD(&m->text, "  ");
		buf_add(&m->text, n % 2 ? STR("1. ") : STR("a. "));
	} else if (m->text.n) {
		BUF_ADD(&m->text, "\n");
	}
	buf_add(&m->text, typed);
	BUF_ADD(&m->text, "\n");
	m->text_pars++;
	m->text_marked = m->text_marked || marks || level.n ||
			 str_find(typed, STR("**")) < typed.n;
}

/* ---- what a paragraph is ---- */

static bool capitals(struct str s)
{
	size_t big = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= 'a' && s.p[i] <= 'z')
			return false;
		big += s.p[i] >= 'A' && s.p[i] <= 'Z';
	}
	return big > 3;
}

static bool is_title(struct str s)
{
	static const char *const FIRST[] = {
		"SURAT",      "NOTA",        "BERITA",    "PENGUMUMAN", "KEPUTUSAN",
		"LAPORAN",    "MEMO",        "INSTRUKSI", "TELAAHAN",   "UNDANGAN",
		"PERJANJIAN", "REKOMENDASI", "DAFTAR",    "PIAGAM"};

	for (size_t i = 0; i < sizeof FIRST / sizeof *FIRST; i++)
		if (str_starts(s, str_c(FIRST[i])))
			return capitals(s) && s.n < 100;
	return false;
}

static void put_title(struct import *m, struct str s)
{
	m->titled = true;
	BUF_ADD(&m->parts, "    <judul");
	put_attr(&m->parts, "teks", s);
	BUF_ADD(&m->parts, " garis=\"ya\"/>\n    <nomor/>\n");
	m->out->name = tpl_import_label(m->a, s);
}

/* Placeholders of every letter, of the signature and of the letterhead have their places
 * in the form already; true when the paragraph says nothing else. */
static bool taken_by_letter(struct import *m, struct str mark, struct known k)
{
	if (k.means == MEANS_NOTHING) {
		tpl_import_note(m, false, "%.*s: perulangan atau syarat.", STR_ARG(mark));
		return true;
	}
	if (k.means == MEANS_OWN || (k.means == MEANS_FIELD && str_eqc(k.name, "isi")))
		return false;
	m->signer = m->signer || k.means == MEANS_SIGNER;
	tpl_import_note(m, true,
			k.means == MEANS_KOP
				? "%.*s dicetak dari kop dan penomoran kantor."
				: "%.*s menjadi isian \"%.*s\".",
			STR_ARG(mark), STR_ARG(k.name));
	return true;
}

static void lone(struct import *m, struct str label, struct str mark)
{
	struct known k = tpl_import_known(m->a, mark);

	if (taken_by_letter(m, mark, k))
		return;
	if (k.means == MEANS_FIELD) {
		tpl_import_flush(m);
		put_text_field(m, STR(""));
		tpl_import_note(m, true, "%.*s menjadi isian \"isi\".", STR_ARG(mark));
	} else if (label.n) {
		tpl_import_row(m, label, mark);
	} else {
		tpl_import_flush(m);
		struct str name = tpl_import_field(m, mark, "paragraf");

		BUF_ADD(&m->parts, "    <teks");
		put_attr(&m->parts, "isian", name);
		BUF_ADD(&m->parts, "/>\n");
		m->body = true;
	}
}

/* Every placeholder of it stands in the letter's own parts: "Jambi, ${tanggal_naskah}".
 */
static bool all_taken(struct import *m, const struct xml_node *n)
{
	const struct xml_node *k;
	size_t i = 0;
	bool any = false;

	while ((k = xml_each(n, NULL, &i))) {
		if (str_eqc(k->name, "ganti")) {
			struct known is = tpl_import_known(m->a, xml_attr(k, "nama"));

			if (is.means == MEANS_OWN || str_eqc(is.name, "isi"))
				return false;
			any = true;
		} else if (xml_kid(k, "ganti")) {
			if (!all_taken(m, k))
				return false;
			any = true;
		}
	}
	return any;
}

static void say_taken(struct import *m, const struct xml_node *n)
{
	const struct xml_node *k;
	size_t i = 0;

	while ((k = xml_each(n, NULL, &i))) {
		struct str mark = xml_attr(k, "nama");

		if (str_eqc(k->name, "ganti"))
			(void)taken_by_letter(m, mark, tpl_import_known(m->a, mark));
		else
			say_taken(m, k);
	}
}

static void copies(struct import *m, struct str plain)
{
	if (str_starts(plain, STR("Tembusan")) || str_starts(plain, STR("TEMBUSAN"))) {
		m->copies = true;
		return;
	}
	buf_add(&m->copy_list, plain);
	BUF_ADD(&m->copy_list, "\n");
}

static void paragraph(struct import *m, const struct xml_node *par)
{
	struct str plain = xml_text(m->a, par), label, mark;
	bool centred = str_eqc(xml_attr(par, "rata"), "tengah");
	bool marks = all_taken(m, par);

	if (tpl_import_lone(m, par, &label, &mark))
		lone(m, label, mark);
	else if (marks)
		say_taken(m, par);
	else if (!plain.n)
		return;
	else if (m->copies || str_starts(plain, STR("Tembusan")))
		copies(m, plain);
	else if (m->signer)
		tpl_import_note(m, false, "\"%.*s\" di bawah tanda tangan.",
				STR_ARG(str_head(plain, 60)));
	else if (!m->titled && !m->body && !m->text.n && is_title(plain))
		put_title(m, plain);
	else if (!m->body && !m->text.n && !m->titled && (centred || capitals(plain)))
		tpl_import_note(m, true, "\"%.*s\" dicetak dari kop kantor.",
				STR_ARG(str_head(plain, 60)));
	else if (centred && capitals(plain)) {
		tpl_import_flush(m);
		BUF_ADD(&m->parts, "    <seruan");
		put_attr(&m->parts, "teks", plain);
		BUF_ADD(&m->parts, "/>\n");
	} else
		add_text(m, par);
}

/* ---- the form ---- */

/* The fields that every letter of that kind has, as the shipped form words them. */
static void put_standard(struct import *m, struct buf *b, const char *code)
{
	const struct form *fm = tpl_form_find(m->t, str_c(code));
	const struct xml_node *root, *k;
	struct fail f;
	size_t i = 0;

	if (!fm || xml_read(m->a, fm->version.xml, "bentuk", NULL, &root, &f))
		return;
	while ((k = xml_each(root, "isian", &i))) {
		struct str name = xml_attr(k, "nama");

		if (!tpl_is_head_name(name) || str_eqc(name, "isi") ||
		    str_eqc(name, "dari"))
			continue;
		BUF_ADD(b, "  ");
		if (str_eqc(name, "tembusan") && m->copy_list.n) {
			BUF_ADD(b, "<isian nama=\"tembusan\" label=\"Tembusan\" "
				   "jenis=\"daftar\" maks=\"20\"><bawaan>");
			xml_put(b, str_trim(buf_str(&m->copy_list)));
			BUF_ADD(b, "</bawaan></isian>");
		} else {
			xml_write(b, k);
		}
		BUF_ADD(b, "\n");
	}
}

static void put_form(struct import *m)
{
	struct buf b = BUF_MAX(2 * IMPORT_TEXT);
	const char *like = m->titled ? "surat-tugas" : "surat-dinas";
	const struct tpl_form *fm = tpl_form_get(m->t, str_c(like));

	BUF_ADD(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bentuk");
	put_attr(&b, "kode", m->out->code);
	put_attr(&b, "nama", m->out->name);
	put_attr(&b, "keluarga", m->titled ? STR("J") : STR("K"));
	put_attr(&b, "deret", fm ? fm->series : m->out->code);
	BUF_ADD(&b, ">\n  <penanda-tangan>Pejabat yang berwenang</penanda-tangan>\n");
	put_standard(m, &b, like);
	buf_add(&b, buf_str(&m->fields));
	BUF_ADD(&b, "  <susunan>\n    <kop/>\n");
	if (!m->titled)
		BUF_ADD(&b, "    <kepala/>\n");
	buf_add(&b, buf_str(&m->parts));
	buf_fmt(&b, "    <penandatangan%s/>\n    <tembusan/>\n  </susunan>\n</bentuk>\n",
		m->titled ? " tempat=\"ya\"" : "");
	m->out->xml = buf_keep(&b, m->a);
}

static void say_missed(struct import *m, const struct xml_node *k)
{
	static const struct {
		const char *kind, *said;
	} SAID[] = {
		{"kepala-kaki", "kepala dan kaki halaman; kop dicetak dari kantor"},
		{"gambar", "gambar"},
		{"kotak-teks", "kotak teks atau bentuk gambar"},
		{"catatan-kaki", "catatan kaki"},
		{"komentar", "komentar"},
		{"bidang",
		 "bidang Word selain MERGEFIELD; hasilnya terbaca sebagai teks"},
		{"perubahan", "teks yang dihapus dalam lacak perubahan"},
		{"tabel-dalam-tabel",
		 "tabel di dalam tabel; isinya terbaca sebagai teks"},
	};

	for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++)
		if (str_eqc(xml_attr(k, "jenis"), SAID[i].kind))
			tpl_import_note(m, false, STR_FMT " %s.",
					STR_ARG(xml_attr(k, "banyak")), SAID[i].said);
}

enum err tpl_form_import(const struct tpl_engine *t, struct arena *a, struct str dokumen,
			 struct str file, struct tpl_imported *out, struct fail *f)
{
	struct import *m = ARENA_NEW(a, struct import);
	const struct xml_node *root, *k;
	size_t i = 0;
	enum err e = xml_read(a, dokumen, "dokumen", NULL, &root, f);

	if (e)
		return e;
	*out = (struct tpl_imported){.code = tpl_import_slug(a, file),
				     .name = tpl_import_label(a, file)};
	*m = (struct import){.a = a, .t = t, .out = out};
	m->fields = m->parts = m->text = m->copy_list = BUF_MAX(IMPORT_TEXT);
	while ((k = xml_each(root, NULL, &i))) {
		if (str_eqc(k->name, "par"))
			paragraph(m, k);
		else if (str_eqc(k->name, "tabel"))
			tpl_import_table(m, k);
		else
			say_missed(m, k);
	}
	tpl_import_flush(m);
	if (!m->body && !m->titled)
		put_text_field(m, STR(""));
	put_form(m);
	buf_free(&m->fields);
	buf_free(&m->parts);
	buf_free(&m->text);
	buf_free(&m->copy_list);
	return ERR_OK;
}
