/* The contract of a form: what `naskah template check` and the Templat page name. */
#include "tpl_check.h"
#include "xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

struct kit {
	struct tpl_engine *t;
	struct arena *a;
	struct tpl_checked *k;
};

static int open_kit(void **state)
{
	struct arena *a = arena_open();
	struct kit *k = ARENA_NEW(a, struct kit);
	struct fail f;

	k->a = a;
	k->k = ARENA_NEW(a, struct tpl_checked);
	xml_init();
	*state = k;
	if (!tpl_open(&k->t, &(struct tpl_paths){.share = SHARE}, &f))
		return 0;
	print_error("%s\n", f.text);
	return -1;
}

static int close_kit(void **state)
{
	struct kit *k = *state;

	tpl_close(k->t);
	arena_close(k->a);
	return 0;
}

static struct str shipped(struct kit *k, const char *code)
{
	struct tpl_version v;

	assert_true(tpl_form_version(k->t, str_c(code), &v));
	return v.xml;
}

static struct str swap(struct kit *k, struct str s, const char *from, const char *to)
{
	size_t at = str_find(s, str_c(from));

	assert_true(at < s.n);
	return arena_fmt(k->a, STR_FMT "%s" STR_FMT, STR_ARG(str_head(s, at)), to,
			 STR_ARG(str_from(s, at + strlen(from))));
}

static void check(struct kit *k, struct str xml)
{
	struct fail f;

	assert_int_equal(tpl_form_check(k->t, k->a, xml, "uji", NULL, k->k, &f), ERR_OK);
	tpl_checked_close(k->k);
}

static void says(struct kit *k, bool fault, int line, const char *words)
{
	for (size_t i = 0; i < k->k->said_n; i++) {
		const struct tpl_said *s = &k->k->said[i];

		if (s->fault == fault && s->line == line &&
		    str_find(s->text, str_c(words)) < s->text.n)
			return;
	}
	for (size_t i = 0; i < k->k->said_n; i++)
		print_error("%d: " STR_FMT "\n", k->k->said[i].line,
			    STR_ARG(k->k->said[i].text));
	fail_msg("not said at line %d: %s", line, words);
}

/* One of each family; all of them at night, by the command. */
static void shipped_forms_keep_their_contract(void **state)
{
	static const char *const CODE[] = {"surat-dinas", "nota-dinas", "surat-tugas",
					   "disposisi"};
	struct kit *k = *state;

	for (size_t i = 0; i < sizeof CODE / sizeof *CODE; i++) {
		check(k, shipped(k, CODE[i]));
		if (!k->k->loads)
			says(k, true, -1, CODE[i]);
		assert_true(k->k->pdf.n > 1000);
		assert_false(k->k->sample_made);
	}
}

static void wrong_words_are_named_with_the_likely_one(void **state)
{
	struct kit *k = *state;
	struct str s = shipped(k, "surat-tugas");

	s = swap(k, s, "jenis=\"tabel\"", "jenis=\"tabell\"");
	s = swap(k, s, "isian=\"dasar\"", "isian=\"dassar\"");
	s = swap(k, s, "<seruan", "<serua");
	s = swap(k, s, "label=\"Tempat\"", "lebel=\"Tempat\"");
	check(k, s);
	assert_false(k->k->loads);
	says(k, true, 12, "mungkin maksudnya \"tabel\"");
	says(k, true, 25, "isian \"dassar\" yang tidak ada; mungkin maksudnya \"dasar\"");
	says(k, true, 26, "<serua> tidak dikenal di dalam <susunan>; mungkin maksudnya");
	says(k, true, 6, "atribut \"lebel\"; mungkin maksudnya \"label\"");
	says(k, true, 6, "<isian> memerlukan atribut \"label\"");
}

static void doubled_and_unused_fields_are_named(void **state)
{
	struct kit *k = *state;
	struct str s = shipped(k, "surat-tugas");

	check(k, swap(k, s, "<isian nama=\"untuk\"",
		      "<isian nama=\"anggaran\" label=\"Anggaran\" jenis=\"teks\" "
		      "maks=\"80\"/>\n"
		      "<isian nama=\"untuk\""));
	assert_true(k->k->loads);
	says(k, false, 13, "isian \"anggaran\" tidak dicetak");
	check(k, swap(k, s, "nama=\"dasar\" label", "nama=\"untuk\" label"));
	says(k, true, 13, "isian \"untuk\" ada dua kali, juga di baris 11");
	check(k, swap(k, s, "nama=\"tempat\"", "nama=\"tempta\""));
	says(k, false, 6, "mungkin maksudnya \"tempat\"");
}

static void what_the_regulation_obliges_is_named_whole(void **state)
{
	struct kit *k = *state;
	struct str s = shipped(k, "surat-tugas");

	s = swap(k, swap(k, s, "<kop/>", ""), "<nomor/>", "");
	check(k, s);
	says(k, true, 2, "harus memuat <kop/>");
	says(k, true, 2, "harus memuat <nomor/>");
	check(k, swap(k, s, "<isian nama=\"tembusan\"", "<isian nama=\"salinan\""));
	says(k, true, 33, "isian \"tembusan\" yang tidak ada");
}

static void text_over_the_edge_is_named(void **state)
{
	struct kit *k = *state;
	struct str s = shipped(k, "surat-tugas");

	check(k, swap(k, s, "teks=\"SURAT PERINTAH TUGAS\"",
		      "teks=\"SURAT PERINTAH TUGAS YANG JUDULNYA JAUH LEBIH PANJANG "
		      "DARIPADA LEBAR HALAMAN INI\""));
	assert_false(k->k->loads);
	says(k, true, 2, "melewati tepi kanan");
	check(k, swap(k, s, "nama=\"tempat\" label=\"Tempat\" jenis=\"teks\" maks=\"60\"",
		      "nama=\"tempat\" label=\"Tempat\" jenis=\"teks\" maks=\"300\""));
	says(k, false, 6, "dengan isian sepanjang maks");
	check(k, swap(k, s, "<kolom>Nama",
		      "<kolom>Nama lengkap "
		      "pegawai yang ditugaskan beserta seluruh gelar akademik dan "
		      "keagamaannya"));
	assert_false(k->k->loads);
}

static struct str many(struct kit *k, const char *one, size_t n)
{
	struct buf b = BUF_MAX(8u << 20);

	for (size_t i = 0; i < n; i++)
		buf_add(&b, str_c(one));
	return buf_keep(&b, k->a);
}

static void hostile_texts_end_in_a_sentence_with_a_line(void **state)
{
	struct kit *k = *state;

	check(k, arena_fmt(k->a, "<bentuk>\n" STR_FMT, STR_ARG(many(k, "<a>", 10000))));
	says(k, true, 2, "bersarang terlalu dalam");
	check(k, arena_fmt(k->a, "<bentuk\n" STR_FMT "/>",
			   STR_ARG(many(k, " a=\"1\"", 60000))));
	says(k, true, 2, "terlalu banyak atribut");
	check(k, STR("<!DOCTYPE b [<!ENTITY a \"x\">]>\n<bentuk>&a;</bentuk>"));
	says(k, true, 1, "DOCTYPE");
	check(k, STR("<bentuk>\n&a;</bentuk>"));
	says(k, true, 2, "entitas tidak dikenal");
	check(k, STR("<bentuk>\n\xff</bentuk>"));
	assert_false(k->k->loads);
	assert_true(k->k->said[0].line >= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shipped_forms_keep_their_contract),
		cmocka_unit_test(wrong_words_are_named_with_the_likely_one),
		cmocka_unit_test(doubled_and_unused_fields_are_named),
		cmocka_unit_test(what_the_regulation_obliges_is_named_whole),
		cmocka_unit_test(text_over_the_edge_is_named),
		cmocka_unit_test(hostile_texts_end_in_a_sentence_with_a_line),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
