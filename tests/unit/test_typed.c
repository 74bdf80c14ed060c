/* A text as it is typed and as an editor sends it: both are the same letter. */
#include "tpl.h"
#include "fs.h"
#include "xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

struct kit {
	struct arena *a;
	struct tpl_engine *t;
};

static int setup(void **state)
{
	struct kit *k = calloc(1, sizeof *k);
	struct fail f;

	xml_init();
	k->a = arena_open();
	*state = k;
	return tpl_open(&k->t, &(struct tpl_paths){.share = SHARE}, &f);
}

static int teardown(void **state)
{
	struct kit *k = *state;

	tpl_close(k->t);
	arena_close(k->a);
	free(k);
	return 0;
}

static struct str letter_of(struct kit *k, struct str name, struct str value)
{
	struct tpl_value v = {name, value};
	struct str xml;
	struct fail f = {0};

	if (tpl_values_to_xml(tpl_form_get(k->t, STR("surat-dinas")), &v, 1, k->a, &xml,
			      &f))
		fail_msg("%s: " STR_FMT, f.text, STR_ARG(value));
	return xml;
}

static struct str seed(struct kit *k, const char *name)
{
	struct str s;
	struct fail f;
	const char *path = arena_fmt(k->a, "tests/fuzz/corpus_html/%s", name).p;

	assert_int_equal(fs_read(k->a, path, 1 << 20, &s, &f), ERR_OK);
	return s;
}

static void expect(struct kit *k, struct str html, const char *blocks)
{
	struct str xml = letter_of(k, STR("isi.html"), html);
	struct str want = arena_fmt(k->a, "<isi>%s</isi>", blocks);

	if (str_find(xml, want) == xml.n)
		fail_msg("\nwant " STR_FMT "\ngot  " STR_FMT, STR_ARG(want),
			 STR_ARG(xml));
}

/* HTML, XML, HTML, XML: nothing moves; and typed, it is the same letter. */
static void expect_fixed(struct kit *k, struct str html)
{
	struct str clean, again, typed, note;
	struct fail f = {0};
	struct str xml = letter_of(k, STR("isi.html"), html);

	assert_int_equal(tpl_html_clean(k->a, html, &clean, &note, &f), ERR_OK);
	if (!str_eq(letter_of(k, STR("isi.html"), clean), xml))
		fail_msg("\nxml " STR_FMT "\nhtml " STR_FMT, STR_ARG(xml),
			 STR_ARG(clean));
	assert_int_equal(tpl_html_clean(k->a, clean, &again, &note, &f), ERR_OK);
	assert_true(str_eq(clean, again));
	assert_int_equal(note.n, 0);
	assert_int_equal(tpl_typed_of_html(k->a, html, &typed, &f), ERR_OK);
	struct str by_hand = letter_of(k, STR("isi"), typed);

	if (!str_eq(by_hand, xml))
		fail_msg("\ntyped " STR_FMT "\nxml " STR_FMT "\nhtml " STR_FMT,
			 STR_ARG(typed), STR_ARG(by_hand), STR_ARG(xml));
}

static void word_becomes_a_clean_letter(void **state)
{
	struct kit *k = *state;
	struct str html = seed(k, "word-undangan"), clean, note;
	struct fail f;

	expect(k, html,
	       "<paragraf>Dalam rangka “koordinasi” tahun 2026, dengan "
	       "<tebal>hormat</tebal> "
	       "kami mengundang Saudara pada</paragraf>"
	       "<label><butir nama=\"Hari\">Senin, 7 Desember 2026</butir>"
	       "<butir nama=\"Tempat\">Aula <miring>Lantai</miring> 2</butir></label>"
	       "<daftar><butir>Membawa <garis-bawah>laporan</garis-bawah>"
	       "<daftar><butir>realisasi fisik</butir><butir>realisasi "
	       "keuangan</butir></daftar>"
	       "</butir><butir>Hadir tepat waktu</butir></daftar>"
	       "<paragraf>Perlengkapan:</paragraf>"
	       "<daftar tanda=\"strip\"><butir>alat "
	       "tulis</butir><butir>laptop</butir></daftar>"
	       "<tabel><baris><sel><tebal>No</tebal></sel><sel><tebal>Uraian</tebal></"
	       "sel>"
	       "<sel></sel></baris>"
	       "<baris><sel>1</sel><sel>Kertas</sel><sel>2 rim</sel></baris>"
	       "<baris><sel></sel><sel>Tinta</sel><sel>20 m²</sel></baris></tabel>"
	       "<paragraf>Demikian.</paragraf>");
	assert_int_equal(tpl_html_clean(k->a, html, &clean, &note, &f), ERR_OK);
	assert_true(str_eqc(note,
			    "Tidak ikut: 1 gambar, 1 bagian yang ditandai terhapus, "
			    "1 bagian tersembunyi."));
}

static void other_clipboards_do_too(void **state)
{
	struct kit *k = *state;

	expect(k, seed(k, "word-markers"),
	       "<daftar><butir>satu</butir><butir>dua</butir></daftar>"
	       "<daftar tanda=\"strip\"><butir>butir</butir></daftar>"
	       "<paragraf>lanjutan tanpa tanda</paragraf>");
	expect(k, seed(k, "gdocs"),
	       "<paragraf><tebal>Tebal</tebal> <miring>miring</miring></paragraf>"
	       "<daftar><butir>satu<daftar><butir>rinci</butir></daftar></butir>"
	       "<butir>dua</butir></daftar>"
	       "<daftar tanda=\"strip\"><butir>butir</butir></daftar>");
	expect(k, seed(k, "writer"),
	       "<label><butir nama=\"Hari\">Selasa</butir></label>"
	       "<daftar gaya=\"huruf\"><butir>satu masih satu</butir></daftar>"
	       "<tabel><baris><sel>x</sel></baris></tabel>"
	       "<daftar gaya=\"huruf\"><butir>dua</butir></daftar>"
	       "<paragraf><garis-bawah>Garis</garis-bawah></paragraf>"
	       "<paragraf>baris dua</paragraf>");
	expect(k, seed(k, "excel"),
	       "<tabel><baris><sel>Nama</sel><sel>Jumlah</sel></baris>"
	       "<baris><sel>Contoh A</sel><sel>12</sel></baris></tabel>");
}

static void what_stays_stays_the_same(void **state)
{
	static const char *const SEED[] = {"word-undangan", "word-markers", "gdocs",
					   "writer",        "excel",        "editor"};
	static const char *const TEXT[] = {
		"<p>**a** //b// __c__ https://x.id//y dan\\/atau</p>",
		"<p>a*<b>b</b></p>",
		"<p><b>*b*</b>*</p>",
		"<p>\\kiri</p><p>- strip</p><p>| a |</p><p>a :: b</p>",
		"<p><b>a</b> <i>b </i>c<u> d</u></p>",
		"<ol><li>a</li></ol><ol><li>b</li></ol><ul><li>c</li></ul>",
		"<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li></ul>",
		"<table><tr><td>a|b</td><td></td></tr></table><table><tr><td>c</td></"
		"tr></table>",
		"<dl><dt>Hari</dt><dd></dd></dl><p>x</p>",
	};
	struct kit *k = *state;

	for (size_t i = 0; i < sizeof SEED / sizeof *SEED; i++)
		expect_fixed(k, seed(k, SEED[i]));
	for (size_t i = 0; i < sizeof TEXT / sizeof *TEXT; i++)
		expect_fixed(k, str_c(TEXT[i]));
}

static uint32_t roll(uint32_t *seed, uint32_t n)
{
	*seed ^= *seed << 13, *seed ^= *seed >> 17, *seed ^= *seed << 5;
	return *seed % n;
}

/* Any tags in any order around words that look like marks. */
static void any_soup_settles_at_once(void **state)
{
	static const char *const BIT[] = {"<p>",
					  "</p>",
					  "<ol>",
					  "</ol>",
					  "<ul>",
					  "</ul>",
					  "<li>",
					  "</li>",
					  "<table>",
					  "</table>",
					  "<tr>",
					  "<td>",
					  "</td>",
					  "<th>",
					  "<b>",
					  "</b>",
					  "<i>",
					  "</i>",
					  "<u>",
					  "</u>",
					  "<br>",
					  "<dl>",
					  "<dt>",
					  "<dd>",
					  "</dl>",
					  " ",
					  "kata",
					  "1. ",
					  "- ",
					  "a*",
					  "//",
					  "_",
					  "|",
					  "\\",
					  " :: ",
					  "&nbsp;",
					  "\t: ",
					  "<div>",
					  "</div>",
					  "<ol><li>a<ul><li>b</li></ul>",
					  "<li>c",
					  "</li></ol>",
					  "<tr><td>d<td>e"};
	struct kit *k = *state;
	uint32_t s = 20261127;

	for (int round = 0; round < 3000; round++) {
		struct buf b = BUF_MAX(1 << 16);
		struct arena *a = arena_open();
		struct str one, two, note;
		struct fail f;

		for (uint32_t n = 2 + roll(&s, 30); n; n--)
			buf_add(&b, str_c(BIT[roll(&s, sizeof BIT / sizeof *BIT)]));
		assert_int_equal(tpl_html_clean(a, buf_str(&b), &one, &note, &f), ERR_OK);
		assert_int_equal(tpl_html_clean(a, one, &two, &note, &f), ERR_OK);
		if (!str_eq(one, two))
			fail_msg("\n" STR_FMT "\n" STR_FMT "\n" STR_FMT,
				 STR_ARG(buf_str(&b)), STR_ARG(one), STR_ARG(two));
		(void)letter_of(k, STR("isi.html"), buf_str(&b));
		buf_free(&b);
		arena_close(a);
	}
}

static void what_is_refused_says_why(void **state)
{
	struct kit *k = *state;
	struct buf deep = BUF_MAX(1 << 20);
	struct tpl_value v = {STR("isi.html"), seed(k, "bidi")};
	const struct tpl_form *fm = tpl_form_get(k->t, STR("surat-dinas"));
	struct str xml;
	struct fail f = {0};

	assert_int_equal(tpl_values_to_xml(fm, &v, 1, k->a, &xml, &f), ERR_INVALID);
	assert_string_equal(f.field, "isi");
	assert_non_null(strstr(f.text, "U+202E"));
	for (int i = 0; i < 100; i++)
		BUF_ADD(&deep, "<div>");
	v.value = buf_str(&deep);
	assert_int_equal(tpl_values_to_xml(fm, &v, 1, k->a, &xml, &f), ERR_LIMIT);
	buf_free(&deep);
	for (int i = 0; i < 13; i++)
		buf_add(&deep, i ? STR("<td>x") : STR("<table><tr>"));
	BUF_ADD(&deep, "<td>x");
	v.value = buf_str(&deep);
	assert_int_equal(tpl_values_to_xml(fm, &v, 1, k->a, &xml, &f), ERR_LIMIT);
	assert_non_null(strstr(f.text, "12 kolom"));
	buf_free(&deep);
	v = (struct tpl_value){STR("hal.html"), STR("<p>x")};
	assert_int_equal(tpl_values_to_xml(fm, &v, 1, k->a, &xml, &f), ERR_INVALID);
	v = (struct tpl_value){STR("isi.html"), STR("<p><br></p>")};
	assert_int_equal(tpl_values_to_xml(fm, &v, 1, k->a, &xml, &f), ERR_OK);
	assert_true(str_find(xml, STR("<isi")) == xml.n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(word_becomes_a_clean_letter),
		cmocka_unit_test(other_clipboards_do_too),
		cmocka_unit_test(what_stays_stays_the_same),
		cmocka_unit_test(any_soup_settles_at_once),
		cmocka_unit_test(what_is_refused_says_why),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
