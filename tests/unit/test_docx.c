/* Word documents as forms: what the reader finds, what becomes of it, what it refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <zip.h>
#include <cmocka.h>
#include "docx.h"
#include "tpl_check.h"
#include "tpl_import.h"
#include "xml.h"

struct kit {
	struct tpl_engine *t;
	struct arena *a;
};

static int open_kit(void **state)
{
	struct arena *a = arena_open();
	struct kit *k = ARENA_NEW(a, struct kit);
	struct fail f;

	k->a = a;
	xml_init();
	*state = k;
	return tpl_open(&k->t, &(struct tpl_paths){.share = SHARE}, &f) ? -1 : 0;
}

static int close_kit(void **state)
{
	struct kit *k = *state;

	tpl_close(k->t);
	arena_close(k->a);
	return 0;
}

/* A package whose one part has those bytes. */
static struct str packed(struct kit *k, struct str part)
{
	zip_error_t why;
	zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, &why), *from;
	zip_t *z = zip_open_from_source(to, ZIP_CREATE | ZIP_TRUNCATE, &why);
	zip_stat_t st;

	assert_non_null(z);
	zip_source_keep(to);
	from = zip_source_buffer(z, part.p, part.n, 0);
	assert_true(zip_file_add(z, "word/document.xml", from, ZIP_FL_ENC_UTF_8) >= 0);
	assert_int_equal(zip_close(z), 0);
	assert_int_equal(zip_source_open(to), 0);
	assert_int_equal(zip_source_stat(to, &st), 0);
	char *bytes = arena_alloc(k->a, st.size);

	assert_int_equal(zip_source_read(to, bytes, st.size), (zip_int64_t)st.size);
	(void)zip_source_close(to);
	zip_source_free(to);
	return (struct str){bytes, st.size};
}

static struct str body(struct kit *k, const char *xml)
{
	return packed(
		k,
		arena_fmt(k->a,
			  "<w:document xmlns:w=\"http://schemas.openxmlformats.org/"
			  "wordprocessingml/2006/main\"><w:body>%s</w:body></w:document>",
			  xml));
}

static struct str read_fine(struct kit *k, const char *xml)
{
	struct fail f = {0};
	struct str out;

	if (docx_read(k->a, body(k, xml), &out, &f))
		fail_msg("%s", f.text);
	return out;
}

static void has(struct str s, const char *words)
{
	if (str_find(s, str_c(words)) == s.n)
		fail_msg("no \"%s\" in " STR_FMT, words, STR_ARG(s));
}

#define R(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define P(runs) "<w:p>" runs "</w:p>"

static void placeholders_survive_the_runs_of_word(void **state)
{
	struct kit *k = *state;

	has(read_fine(k, P(R("Nomor: $") R("{nomor_") "<w:proofErr/>" R("naskah} x"))),
	    "<par>Nomor: <ganti nama=\"nomor_naskah\" tulis=\"${nomor_naskah}\"/> "
	    "x</par>");
	has(read_fine(k, P(R("{") R("{ nama }")
				   R("} [hal surat] \xc2\xabkota\xc2\xbb [12]"))),
	    "<ganti nama=\"nama\" tulis=\"{{ nama }}\"/> <ganti nama=\"hal surat\" "
	    "tulis=\"[hal surat]\"/> <ganti nama=\"kota\" "
	    "tulis=\"\xc2\xabkota\xc2\xbb\"/> [12]");
	has(read_fine(k, P("<w:r><w:fldChar "
			   "w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> "
			   "MERGEFIELD Nama \\* "
			   "MERGEFORMAT</w:instrText></w:r><w:r><w:fldChar "
			   "w:fldCharType=\"separate\"/></w:r>" R(
				   "\xc2\xabNama\xc2\xbb") "<w:r><w:fldChar "
							   "w:fldCharType=\"end\"/></"
							   "w:r>" R("."))),
	    "<par><ganti nama=\"Nama\" tulis=\"MERGEFIELD Nama\"/>.</par>");
}

static void structure_and_emphasis_are_kept(void **state)
{
	struct kit *k = *state;
	struct str s = read_fine(
		k,
		P("<w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/><w:i "
		  "w:val=\"0\"/></w:rPr><w:t>Tebal</w:t></w:r>")
			P("<w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId "
			  "w:val=\"3\"/></w:numPr>"
			  "</w:pPr>" R(
				  "butir") "<w:r><w:drawing/></w:r>") "<w:tbl><w:tr><w:"
								      "tc>" P(R("a")) "</"
										      "w:"
										      "tc"
										      "><"
										      "/w"
										      ":t"
										      "r>"
										      "</"
										      "w:"
										      "tb"
										      "l"
										      ">");

	has(s, "<par rata=\"tengah\"><tebal>Tebal</tebal></par>");
	has(s, "<par daftar=\"2\">butir</par>");
	has(s, "<sel><par>a</par>");
	has(s, "<luput jenis=\"gambar\" banyak=\"1\"/>");
}

static void refused_docx(struct kit *k, struct str bytes, const char *why)
{
	struct fail f = {0};
	struct str out;

	assert_int_equal(docx_read(k->a, bytes, &out, &f), ERR_INVALID);
	has(str_c(f.text), why);
}

static void hostile_documents_end_in_a_sentence(void **state)
{
	struct kit *k = *state;
	size_t n = 60u << 20;
	char *zeros = calloc(1, n);
	struct buf deep = BUF_MAX(1u << 20);

	assert_non_null(zeros);
	refused_docx(k, STR("halo"), "bukan berkas .docx");
	refused_docx(k, STR("\xd0\xcf\x11\xe0"), ".doc lama");
	refused_docx(k, STR("PK\3\4"), "rusak");
	refused_docx(k, packed(k, (struct str){zeros, n}), "terlalu besar");
	refused_docx(k, packed(k, STR("<!DOCTYPE a [<!ENTITY a \"x\">]><a>&a;</a>")),
		     "DOCTYPE");
	for (int i = 0; i < 10000; i++)
		BUF_ADD(&deep, "<w:tbl>");
	refused_docx(k, packed(k, buf_keep(&deep, k->a)), "terlalu dalam");
	free(zeros);
}

static void a_document_becomes_a_form_that_prints(void **state)
{
	struct kit *k = *state;
	struct tpl_imported *m = ARENA_NEW(k->a, struct tpl_imported);
	struct tpl_checked *c = ARENA_NEW(k->a, struct tpl_checked);
	struct str doc = read_fine(
		k, P("<w:pPr><w:jc w:val=\"center\"/></w:pPr>" R("SURAT KETERANGAN")) P(
			   R("Nomor: ${nomor_naskah}"))
			   P(R("Yang bertanda tangan di bawah ini menerangkan bahwa:"))
				   P(R("Nama\t: ${nama_pegawai}")) P(R("${keterangan}"))
					   P(R("Mengenai {{hal_khusus}} dan seterusnya."))
						   P(R("{{#ulang}}"))
							   P(R("${nama_pengirim}")));
	struct fail f = {0};

	assert_int_equal(
		tpl_form_import(k->t, k->a, doc, STR("Surat Keterangan 2"), m, &f),
		ERR_OK);
	has(m->xml, "kode=\"surat-keterangan-2\"");
	has(m->xml, "<judul teks=\"SURAT KETERANGAN\"");
	has(m->xml, "<butir label=\"Nama\" isian=\"nama-pegawai\"/>");
	has(m->xml, "<teks isian=\"keterangan\"/>");
	has(m->xml, "[Hal khusus]");
	assert_int_equal(tpl_form_check(k->t, k->a, m->xml, "uji", NULL, c, &f), ERR_OK);
	for (size_t i = 0; i < c->said_n; i++)
		assert_false(c->said[i].fault);
	assert_true(c->loads && c->sample_made && c->pages == 1);
	tpl_checked_close(c);
	bool loop = false;

	for (size_t i = 0; i < m->notes_n; i++)
		loop = loop ||
		       (!m->notes[i].taken &&
			str_find(m->notes[i].text, STR("#ulang")) < m->notes[i].text.n);
	assert_true(loop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(placeholders_survive_the_runs_of_word),
		cmocka_unit_test(structure_and_emphasis_are_kept),
		cmocka_unit_test(hostile_documents_end_in_a_sentence),
		cmocka_unit_test(a_document_becomes_a_form_that_prints),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
