/* Parts of titled letters and notes: what vanishes, what is refused, what is annexed. */
#include "tpl.h"
#include "xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static struct tpl_engine *engine;
static struct arena *a;

static int open_all(void **state)
{
	struct fail f;

	(void)state;
	a = arena_open();
	xml_init();
	if (tpl_open(&engine, &(struct tpl_paths){.share = SHARE}, &f)) {
		print_error("%s\n", f.text);
		return -1;
	}
	return 0;
}

static int close_all(void **state)
{
	(void)state;
	tpl_close(engine);
	arena_close(a);
	return 0;
}

static struct str typed(const char *form, const char *field, const char *text)
{
	const struct tpl_form *fm = tpl_form_get(engine, str_c(form));
	struct tpl_value v = {str_c(field), str_c(text)};
	struct str xml;
	struct fail f = {0};

	assert_non_null(fm);
	if (tpl_values_to_xml(fm, &v, 1, a, &xml, &f))
		fail_msg("%s", f.text);
	return xml;
}

static struct str back(struct str xml, const char *field)
{
	struct tpl_value *v;
	struct fail f = {0};
	size_t n;

	if (tpl_values_from_xml(engine, a, xml, &v, &n, &f))
		fail_msg("%s", f.text);
	for (size_t i = 0; i < n; i++)
		if (str_eqc(v[i].name, field))
			return v[i].value;
	return STR("");
}

static void headings_and_annexes_are_typed(void **state)
{
	static const char text[] = "=== Daftar peserta\n\n| No. | Nama |\n|---|---|\n"
				   "| 1 | A |\n\n=== rebah: Jadwal\n\n# Umum\n\n"
				   "## Waktu\n\nSatu hari.\n\n\\# bukan judul bab";
	struct str xml = typed("surat-dinas", "lampiran-naskah", text);

	(void)state;
	assert_true(str_find(xml, STR("<lampiran arah=\"rebah\">Jadwal</lampiran>")) <
		    xml.n);
	assert_true(str_find(xml, STR("<bab tingkat=\"2\">Waktu</bab>")) < xml.n);
	assert_true(str_find(xml, STR("<paragraf># bukan judul bab</paragraf>")) < xml.n);
	assert_true(str_eqc(back(xml, "lampiran-naskah"), text));
}

static void lists_go_on_as_they_were_typed(void **state)
{
	static const char text[] = "a. huruf;\nb. kedua:\n  Hari :: Senin\n"
				   "  Pukul :: 08.00\nc. ketiga.\n\n| 1 | 2 |\n\n"
				   "4. keempat:\n  a. rincian;\n  b. lagi.\n5. kelima.";
	struct str xml = typed("surat-dinas", "isi", text);
	const struct tpl_letter *l;
	struct tpl_faults fs = {0};
	struct fail f = {0};

	(void)state;
	assert_true(str_find(xml, STR("<daftar gaya=\"huruf\"><butir>huruf;")) < xml.n);
	assert_true(str_find(xml, STR("<butir>kedua:<label><butir nama=\"Hari\">")) <
		    xml.n);
	assert_true(str_find(xml, STR("<daftar mulai=\"4\"><butir>keempat:<daftar>")) <
		    xml.n);
	if (tpl_letter_read(engine, a, xml, "uji", true, &l, &fs, &f))
		fail_msg("%s", f.text);
	assert_true(str_eqc(back(xml, "isi"), text));
}

static void an_annex_in_the_text_is_refused(void **state)
{
	struct str xml = typed("surat-dinas", "isi", "Isi.\n\n=== Jadwal\n\nSatu hari.");
	const struct tpl_letter *l;
	struct tpl_faults fs = {0};
	struct fail f = {0};

	(void)state;
	assert_int_equal(tpl_letter_read(engine, a, xml, "uji", true, &l, &fs, &f),
			 ERR_INVALID);
	assert_int_equal(fs.n, 1);
	assert_true(str_find(fs.list[0].text, STR("isian lampiran")) < fs.list[0].text.n);
}

static enum err form_with(const char *from, const char *to, struct fail *f)
{
	struct str bytes = {0};
	struct tpl_version v;
	struct tpl_engine *other;
	struct buf b = BUF_MAX(1u << 20);
	enum err e;

	assert_true(tpl_form_version(engine, STR("laporan"), &v));
	size_t at = str_find(v.xml, str_c(from));

	assert_true(at < v.xml.n);
	buf_add(&b, str_head(v.xml, at));
	buf_add(&b, str_c(to));
	buf_add(&b, str_from(v.xml, at + strlen(from)));
	bytes = buf_keep(&b, a);
	e = tpl_with(&other, engine, bytes, (struct str){0}, f);
	if (!e)
		tpl_close(other);
	return e;
}

static void a_form_must_have_what_its_family_demands(void **state)
{
	struct fail f = {0};

	(void)state;
	assert_int_equal(form_with("<judul teks=\"LAPORAN\"/>", "", &f), ERR_INVALID);
	assert_non_null(strstr(f.text, "<judul>"));
	assert_int_equal(form_with("<tentang isian=\"hal\"/>", "", &f), ERR_INVALID);
	assert_non_null(strstr(f.text, "<nomor>"));
	assert_int_equal(form_with("isian=\"kegiatan\"/>", "isian=\"lain\"/>", &f),
			 ERR_INVALID);
	assert_non_null(strstr(f.text, "lain"));
	assert_int_equal(form_with("isian=\"kegiatan\"/>", "/>", &f), ERR_INVALID);
}

/* Each form has a sample, and the sample is a letter. */
static void every_sample_is_printed(void **state)
{
	struct tpl_ctx *c = tpl_ctx_open(engine);

	(void)state;
	for (size_t i = 0; i < tpl_form_count(engine); i++) {
		struct str code = tpl_form_at(engine, i)->code;
		struct str xml = tpl_form_sample(engine, a, code);
		struct buf pdf = BUF_MAX(8u << 20);
		const struct tpl_letter *l;
		struct tpl_options o = {0};
		struct tpl_faults fs = {0};
		struct fail f = {0};

		if (!xml.n)
			fail_msg(STR_FMT ": no sample", STR_ARG(code));
		if (tpl_letter_read(engine, a, xml, "contoh", false, &l, &fs, &f) ||
		    tpl_render(engine, c, l, &o, &pdf, &fs, &f))
			fail_msg(STR_FMT ": %s", STR_ARG(code), f.text);
		buf_free(&pdf);
	}
	tpl_ctx_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_and_annexes_are_typed),
		cmocka_unit_test(lists_go_on_as_they_were_typed),
		cmocka_unit_test(an_annex_in_the_text_is_refused),
		cmocka_unit_test(a_form_must_have_what_its_family_demands),
		cmocka_unit_test(every_sample_is_printed),
	};
	return cmocka_run_group_tests(tests, open_all, close_all);
}
