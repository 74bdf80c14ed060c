/* Forms of parties, articles, grids and certificates: what is typed, what is too much,
 * and what is missing. */
#include "tpl_cli.h"
#include "print.h"
#include "xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

struct kit {
	struct tpl_engine *t;
	struct tpl_ctx *c;
	struct arena *a;
};

static int open_kit(void **state)
{
	struct arena *a = arena_open();
	struct kit *k = ARENA_NEW(a, struct kit);
	struct fail f;

	k->a = a;
	xml_init();
	if (tpl_open(&k->t, &(struct tpl_paths){.share = SHARE}, &f)) {
		print_error("%s\n", f.text);
		return -1;
	}
	k->c = tpl_ctx_open(k->t);
	*state = k;
	return k->c ? 0 : -1;
}

static int close_kit(void **state)
{
	struct kit *k = *state;

	tpl_ctx_close(k->c);
	tpl_close(k->t);
	arena_close(k->a);
	return 0;
}

static struct str sample(struct kit *k, const char *form)
{
	struct str s = tpl_form_sample(k->t, k->a, str_c(form));

	assert_true(s.n > 0);
	return s;
}

/* Pages printed; 0 when refused, with the first fault in `says`. */
static size_t pages_by(struct kit *k, const char *profile, struct str xml,
		       struct str *says)
{
	const struct tpl_letter *l;
	struct tpl_faults fs = {0};
	struct tpl_options o = {.profile = profile, .qr = STR("contoh")};
	struct buf pdf = BUF_MAX(32u << 20);
	struct fail f = {0};
	size_t n = 0;
	enum err e = tpl_letter_read(k->t, k->a, xml, "uji.xml", false, &l, &fs, &f);

	if (!e)
		e = tpl_render(k->t, k->c, l, &o, &pdf, &fs, &f);
	if (e) {
		*says = fs.n ? arena_dup(k->a, fs.list[0].text)
			     : arena_dup(k->a, str_c(f.text));
		assert_true(says->n > 0);
		buf_free(&pdf);
		return 0;
	}
	for (struct str s = buf_str(&pdf); s.n;) {
		size_t at = str_find(s, STR("/MediaBox"));

		n += at < s.n;
		s = str_from(s, at + 9);
	}
	buf_free(&pdf);
	return n;
}

static size_t pages(struct kit *k, struct str xml, struct str *says)
{
	return pages_by(k, NULL, xml, says);
}

/* The letter of `form` from these values, as a screen would make it. */
static struct str letter(struct kit *k, const char *form, const struct tpl_value *v,
			 size_t n)
{
	struct fail f = {0};
	struct str xml;

	if (tpl_values_to_xml(tpl_form_get(k->t, str_c(form)), v, n, k->a, &xml, &f))
		fail_msg("%s", f.text);
	return xml;
}

static struct str lines(struct kit *k, size_t n, const char *each)
{
	struct buf b = BUF_MAX(1u << 20);

	for (size_t i = 1; i <= n; i++) {
		buf_fmt(&b, "%zu ", i);
		buf_add(&b, str_c(each));
	}
	return buf_keep(&b, k->a);
}

static struct str value(struct kit *k, struct str xml, const char *name)
{
	struct tpl_value *v;
	struct fail f;
	size_t n;

	assert_int_equal(tpl_values_from_xml(k->t, k->a, xml, &v, &n, &f), ERR_OK);
	for (size_t i = 0; i < n; i++)
		if (str_eqc(v[i].name, name))
			return v[i].value;
	return (struct str){0};
}

#define SIGNER                                                                           \
	{STR("penandatangan.jabatan"), STR("Kepala Dinas Contoh")},                      \
	{                                                                                \
		STR("penandatangan.nama"), STR("Contoh Pejabat")                         \
	}

static void many_rows_are_many_pages(void **state)
{
	struct kit *k = *state;
	struct str says = {0};
	struct tpl_value sent[] = {
		{STR("tanggal"), STR("2026-11-25")},
		{STR("yth"), STR("Kepala Dinas Contoh\ndi Jambi")},
		{STR("kiriman"), lines(k, 200, "Berkas | 1 berkas | -\n")},
		SIGNER};
	struct tpl_value came[] = {
		{STR("tanggal"), STR("2026-11-25")},
		{STR("hari-tanggal"), STR("2026-11-25")},
		{STR("pukul"), STR("08.00")},
		{STR("tempat-acara"), STR("Aula")},
		{STR("hal"), STR("Rapat")},
		{STR("peserta"), lines(k, 500, "Contoh Peserta | Unit\n")},
		SIGNER};

	struct tpl_value wire[] = {
		{STR("tanggal"), STR("2026-11-25")},
		{STR("derajat"), STR("KILAT")},
		{STR("yth"), lines(k, 500, "Camat Contoh\ndi Contoh\n\n")},
		{STR("berita"), STR("Harap hadir.")},
		SIGNER};

	assert_true(pages(k, letter(k, "radiogram", wire, 6), &says) >= 8);
	assert_true(pages(k, letter(k, "pengantar", sent, 5), &says) >= 5);
	assert_true(pages(k, letter(k, "daftar-hadir", came, 8), &says) >= 15);
	sent[2].value = lines(k, 301, "Berkas | 1 berkas | -\n");
	assert_int_equal(pages(k, letter(k, "pengantar", sent, 5), &says), 0);
	assert_true(str_find(says, STR("paling banyak 300 baris")) < says.n);
}

static void what_is_optional_may_be_missing(void **state)
{
	struct kit *k = *state;
	struct str says = {0};
	struct tpl_value record[] = {{STR("tanggal"), STR("2026-11-25")},
				     {STR("jenis-ba"), STR("pemeriksaan")},
				     {STR("hari-acara"), STR("2026-11-25")},
				     {STR("nama-kedua"), STR("Contoh")},
				     {STR("jabatan-kedua"), STR("Kepala UPTD")},
				     {STR("isi"), STR("Telah diperiksa.")},
				     {STR("penutup"), STR("Demikian.")},
				     SIGNER};
	struct tpl_value proof[] = {{STR("tanggal"), STR("2026-11-25")},
				    {STR("hal"), STR("Pelatihan")},
				    {STR("nama-penerima"), STR("Contoh")},
				    {STR("kedudukan"), STR("Peserta")},
				    {STR("waktu"), STR("pada tanggal 25 November 2026")},
				    SIGNER};

	assert_int_equal(pages(k, letter(k, "berita-acara", record, 9), &says), 1);
	/* no list of subjects, no back */
	assert_int_equal(pages(k, letter(k, "sertifikat", proof, 7), &says), 1);
	record[2].value = STR("31 Februari 2026");
	assert_int_equal(pages(k, letter(k, "berita-acara", record, 9), &says), 0);
	assert_true(str_find(says, STR("bukan tanggal")) < says.n);
}

static const char TYPED[] =
	"BAB I\nKETENTUAN UMUM\n\nPasal 1\n\nDalam peraturan ini yang "
	"dimaksud dengan:\n1. Daerah adalah Contoh.\n\nBAB PELAYANAN\n"
	"Bagian Kesatu\nPenerimaan\n\nPasal 7 [syarat]\n\n(1) [umur] "
	"Peserta:\na. berumur 15 tahun; dan\nb. sehat.\n\n(2) Pasal "
	"ini menunjuk @umur.\n\nPasal\n\nSebagaimana @syarat dan @umur; "
	"surat ke a@b.id.";

static void articles_are_typed_and_read_back(void **state)
{
	struct kit *k = *state;
	struct tpl_value v[] = {{STR("batang-tubuh"), str_c(TYPED)}};
	struct str xml = letter(k, "perkada", v, 1);
	struct str back = value(k, xml, "batang-tubuh");
	struct tpl_value again[] = {{STR("batang-tubuh"), back}};

	assert_true(str_find(xml, STR("<bab>PELAYANAN</bab>")) < xml.n);
	assert_true(str_find(xml, STR("<bagian>Penerimaan</bagian>")) < xml.n);
	assert_true(str_find(xml, STR("<pasal kunci=\"syarat\"></pasal>")) < xml.n);
	assert_true(str_find(xml, STR("<ayat kunci=\"umur\"><paragraf>Peserta:")) <
		    xml.n);
	/* a sentence that begins with the word is no heading */
	assert_true(str_find(xml, STR("Pasal ini menunjuk")) < xml.n);
	assert_true(str_find(back, STR("Bagian Kesatu\nPenerimaan")) < back.n);
	assert_true(str_find(back, STR("Pasal 2 [syarat]")) < back.n);
	assert_true(str_eq(letter(k, "perkada", again, 1), xml));
}

static void references_must_lead_somewhere(void **state)
{
	struct kit *k = *state;
	struct str s = sample(k, "perkada"), says = {0};
	size_t at = str_find(s, STR("@umur"));
	struct str bad =
		arena_fmt(k->a, STR_FMT "@usia" STR_FMT, STR_ARG(str_head(s, at)),
			  STR_ARG(str_from(s, at + 5)));

	assert_true(pages(k, s, &says) >= 2);
	assert_int_equal(pages(k, bad, &says), 0);
	assert_true(str_find(says, STR("@usia tidak menunjuk")) < says.n);
	at = str_find(s, STR("kunci=\"lama\""));
	bad = arena_fmt(k->a, STR_FMT "kunci=\"umur\"" STR_FMT, STR_ARG(str_head(s, at)),
			STR_ARG(str_from(s, at + 12)));
	assert_int_equal(pages(k, bad, &says), 0);
	assert_true(str_find(says, STR("dipakai dua kali")) < says.n);
	/* articles stand in their own kind of field alone */
	s = sample(k, "berita-acara");
	at = str_find(s, STR("<tabel>"));
	bad = arena_fmt(k->a, STR_FMT "<pasal/>" STR_FMT, STR_ARG(str_head(s, at)),
			STR_ARG(str_from(s, at)));
	assert_int_equal(pages(k, bad, &says), 0);
	assert_true(str_find(says, STR("tidak boleh ada")) < says.n);
}

static void sheets_have_a_front_and_a_back(void **state)
{
	static const char *const PROFILE[] = {"jambi-2012", "permendagri-54-2009",
					      "permendagri-1-2023"};

	static const struct {
		const char *form;
		size_t pages;
	} SHEET[] = {{"sppd", 2}, {"sertifikat", 2}, {"sttpp", 2}, {"piagam", 1}};
	struct kit *k = *state;
	struct tpl_version v;
	struct str says = {0};

	for (size_t p = 0; p < sizeof PROFILE / sizeof *PROFILE; p++)
		for (size_t i = 0; i < sizeof SHEET / sizeof *SHEET; i++) {
			/* the samples are of a day on which 54/2009 is history */
			if (!tpl_profile_version(k->t, str_c(PROFILE[p]), &v) ||
			    !tpl_version_on(&v, (struct day){2026, 11, 24}))
				continue;
			size_t n =
				pages_by(k, PROFILE[p], sample(k, SHEET[i].form), &says);

			if (n != SHEET[i].pages)
				fail_msg("%s, %s: %zu pages " STR_FMT, PROFILE[p],
					 SHEET[i].form, n, STR_ARG(says));
		}
}

static void radiograms_say_their_points(void **state)
{
	static const struct {
		const char *typed, *sent;
	} CASE[] = {
		{"Besok, pukul 08.30.", "BESOK KMA PUKUL 08.30 TTK"},
		{"Nomor 800/125: segera", "NOMOR 800 GRING 125 TTK DUA SEGERA"},
		{"SUDAH KMA BAIK TTK", "SUDAH KMA BAIK TTK"},
		{"(satu)", "KRG BUKA SATU KRG TUTUP"},
		{"", ""},
	};
	struct kit *k = *state;

	for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
		struct str got = str_trim(tpl_telegram(k->a, str_c(CASE[i].typed)));

		if (!str_eqc(got, CASE[i].sent))
			fail_msg("\"" STR_FMT "\", not \"%s\"", STR_ARG(got),
				 CASE[i].sent);
	}
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(many_rows_are_many_pages),
		cmocka_unit_test(what_is_optional_may_be_missing),
		cmocka_unit_test(articles_are_typed_and_read_back),
		cmocka_unit_test(references_must_lead_somewhere),
		cmocka_unit_test(sheets_have_a_front_and_a_back),
		cmocka_unit_test(radiograms_say_their_points),
	};

	return cmocka_run_group_tests(t, open_kit, close_kit);
}
