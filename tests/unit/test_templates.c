/* The room letter-templates: faults, lines, bytes, books and slips. */
#include "tpl_cli.h"
#include "hash.h"
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

static enum err print(struct kit *k, struct str xml, const struct tpl_options *o,
		      struct buf *pdf, struct tpl_faults *fs)
{
	const struct tpl_letter *l;
	struct fail f = {0};
	enum err e = tpl_letter_read(k->t, k->a, xml, "uji.xml", false, &l, fs, &f);

	if (!e)
		e = tpl_render(k->t, k->c, l, o, pdf, fs, &f);
	return e;
}

static struct str swap(struct kit *k, struct str s, const char *from, const char *to)
{
	size_t at = str_find(s, str_c(from));

	assert_true(at < s.n);
	return arena_fmt(k->a, STR_FMT "%s" STR_FMT, STR_ARG(str_head(s, at)), to,
			 STR_ARG(str_from(s, at + strlen(from))));
}

static void every_form_prints_its_sample_twice_alike(void **state)
{
	struct kit *k = *state;
	struct tpl_options o = {.qr = STR("contoh")};

	assert_true(tpl_form_count(k->t) >= 6);
	for (size_t i = 0; i < tpl_form_count(k->t); i++) {
		const struct tpl_form *fm = tpl_form_at(k->t, i);
		struct buf one = BUF_MAX(8u << 20), two = BUF_MAX(8u << 20);
		struct tpl_faults fs;

		assert_int_equal(
			print(k, sample(k, arena_cstr(k->a, fm->code)), &o, &one, &fs),
			ERR_OK);
		assert_int_equal(
			print(k, sample(k, arena_cstr(k->a, fm->code)), &o, &two, &fs),
			ERR_OK);
		assert_true(one.n > 1000 && str_starts(buf_str(&one), STR("%PDF-")));
		assert_true(str_eq(buf_str(&one), buf_str(&two)));
		buf_free(&one);
		buf_free(&two);
	}
}

#define CELLS "<sel>a</sel><sel/><sel/><sel/><sel/><sel/>"
#define LINES "<baris>a</baris><baris>b</baris><baris>c</baris>"

static void faults_name_field_line_and_remedy(void **state)
{
	struct kit *k = *state;
	struct str s = sample(k, "surat-dinas");
	struct tpl_options o = {0};

	static const struct {
		const char *from, *to, *says;
	} BAD[] = {
		{"2026-11-22", "30 Februari 2026", "bukan tanggal"},
		{"Segera", "Kapan-kapan", "bukan pilihan"},
		{"19700101 199501 1 001", "19701301 199501 1 001", "tanggal lahir"},
		{"19700101 199501 1 001", "19700101 199501 3 001", "angka ke-15"},
		{"bentuk=\"surat-dinas\"", "bentuk=\"surat-cinta\"", "tidak dikenal"},
		{"<tempat>Jambi</tempat>", "<cuaca>cerah</cuaca>", "tidak dikenal"},
		{"Menindaklanjuti", "\xd8\xb4 Menindaklanjuti",
		 "huruf Arab '\xd8\xb4' (U+0634)"},
		{"cara=\"langsung\"", "cara=\"a.n.\"", "atas-nama"},
		{"<hal>Permintaan data penerima layanan rehabilitasi sosial Tahun "
		 "Anggaran "
		 "2026</hal>",
		 "", "wajib diisi"},
		{"</surat>", "", "uji.xml:"},
		{"<surat", "<!DOCTYPE x><surat", "DOCTYPE"},
		{"<paragraf>", "<paragraf><tabel/>", "tidak boleh ada"},
		{"<surat ", "<surat warna=\"x\" ", "baris 2: <surat> tidak mengenal atribut"},
		{"<paragraf>", "<paragraf gaya=\"x\">", "baris 17: <paragraf> tidak mengenal"},
		{"<baris>PEM", "<gambar/><baris>PEM", "<gambar> tidak boleh ada di dalam <kop>"},
		{"<tanggal>2026-11-22</tanggal>", "", "baris 2: surat belum bertanggal"},
		{"<daftar>",
		 "<tabel><baris>" CELLS CELLS "<sel/></baris></tabel><daftar>",
		 "tabel paling banyak 12 kolom"},
		{"</kop>", LINES LINES "</kop>", "kop paling banyak 9 baris"},
	};

	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		struct buf pdf = BUF_MAX(8u << 20);
		struct tpl_faults fs = {.n = 0};
		bool found = false;

		assert_int_not_equal(
			print(k, swap(k, s, BAD[i].from, BAD[i].to), &o, &pdf, &fs),
			ERR_OK);
		assert_true(fs.n > 0);
		for (size_t j = 0; j < fs.n; j++)
			found |= str_find(fs.list[j].text, str_c(BAD[i].says)) <
				 fs.list[j].text.n;
		if (!found)
			print_error("%s: " STR_FMT "\n", BAD[i].says,
				    STR_ARG(fs.list[0].text));
		assert_true(found);
		assert_int_equal(pdf.n, 0);
		buf_free(&pdf);
	}
}

static void several_faults_come_at_once(void **state)
{
	struct kit *k = *state;
	struct str s = sample(k, "surat-dinas");
	const struct tpl_letter *l;
	struct tpl_faults fs;
	struct fail f;

	s = swap(k, s, "2026-11-22", "2026-02-30");
	s = swap(k, s, "Segera", "Santai");
	assert_int_equal(tpl_letter_read(k->t, k->a, s, "uji.xml", false, &l, &fs, &f),
			 ERR_INVALID);
	assert_int_equal(fs.n, 2);
	assert_int_equal(fs.list[0].line, 10);
	assert_true(str_eqc(fs.list[0].field, "tanggal"));
}

static void a_draft_may_lack_what_is_required(void **state)
{
	struct kit *k = *state;
	const struct tpl_letter *l;
	struct tpl_faults fs;
	struct fail f;

	assert_int_equal(tpl_letter_read(k->t, k->a, STR("<surat bentuk=\"undangan\"/>"),
					 "x", true, &l, &fs, &f),
			 ERR_OK);
	assert_int_equal(tpl_letter_read(k->t, k->a, STR("<surat bentuk=\"undangan\"/>"),
					 "x", false, &l, &fs, &f),
			 ERR_INVALID);
}

static void values_go_to_xml_and_back(void **state)
{
	struct kit *k = *state;
	struct tpl_value *v, *again;
	struct str xml, xml2;
	size_t n, m;
	struct fail f = {0};

	for (size_t i = 0; i < tpl_form_count(k->t); i++) {
		const struct tpl_form *fm = tpl_form_at(k->t, i);
		struct str s = sample(k, arena_cstr(k->a, fm->code));

		assert_int_equal(tpl_values_from_xml(k->t, k->a, s, &v, &n, &f), ERR_OK);
		assert_int_equal(tpl_values_to_xml(fm, v, n, k->a, &xml, &f), ERR_OK);
		assert_int_equal(tpl_values_from_xml(k->t, k->a, xml, &again, &m, &f),
				 ERR_OK);
		assert_int_equal(tpl_values_to_xml(fm, again, m, k->a, &xml2, &f),
				 ERR_OK);
		assert_true(str_eq(xml, xml2));
	}
	v[0].name = STR("bukan-isian");
	assert_int_equal(tpl_values_to_xml(tpl_form_at(k->t, 0), v, 1, k->a, &xml, &f),
			 ERR_INVALID);
}

/* What a text can hold, as the way from typed text writes it. */
#define BLOCKS                                                                            \
	"<paragraf>Rincian <tebal>anggaran</tebal> sebagai berikut:</paragraf>"           \
	"<tabel><kepala><sel>No.</sel><sel>Nama bahan</sel><sel>A|B</sel></kepala>"       \
	"<baris><sel>1</sel><sel>Kain <miring>katun</miring></sel><sel></sel></baris>"    \
	"<baris><sel></sel><sel>Benang</sel><sel>60 gulung</sel></baris></tabel>"         \
	"<paragraf>Tanpa kepala:</paragraf>"                                              \
	"<tabel><baris><sel>a</sel></baris><baris><sel>b</sel></baris></tabel>"           \
	"<label><butir nama=\"hari/tanggal\">Senin, 7 Desember</butir>"                   \
	"<butir nama=\"tempat\">Aula</butir></label>"                                     \
	"<daftar><butir>satu<daftar><butir>rinci</butir></daftar></butir>"                \
	"<butir>dua</butir></daftar>"                                                     \
	"<paragraf>1. bukan butir</paragraf><paragraf>| bukan tabel |</paragraf>"         \
	"<paragraf>nama :: bukan label</paragraf>"

static void tables_and_labels_survive_the_way_back(void **state)
{
	struct kit *k = *state;
	const struct tpl_form *fm = tpl_form_get(k->t, STR("surat-dinas"));
	struct str xml = STR("<surat bentuk=\"surat-dinas\"><isi>" BLOCKS "</isi></surat>");
	struct tpl_value *v;
	struct str again;
	struct fail f = {0};
	size_t n;

	assert_int_equal(tpl_values_from_xml(k->t, k->a, xml, &v, &n, &f), ERR_OK);
	assert_int_equal(n, 1);
	assert_int_equal(tpl_values_to_xml(fm, v, n, k->a, &again, &f), ERR_OK);
	if (str_find(again, STR("<isi>" BLOCKS "</isi>")) == again.n)
		fail_msg(STR_FMT "\n" STR_FMT, STR_ARG(v[0].value), STR_ARG(again));
}

static void persons_of_a_task_survive_the_way_back(void **state)
{
	struct kit *k = *state;
	const struct tpl_form *fm = tpl_form_get(k->t, STR("surat-tugas"));
	struct tpl_value in = {STR("kepada"),
			       STR("Contoh A\\|B | III/a | 1 | Staf\nContoh C | | | Sopir")};
	struct tpl_value *v;
	struct str xml, again;
	struct fail f = {0};
	size_t n;

	assert_int_equal(tpl_values_to_xml(fm, &in, 1, k->a, &xml, &f), ERR_OK);
	assert_true(str_find(xml, STR("<sel>Contoh A|B</sel><sel>III/a</sel>")) < xml.n);
	assert_true(str_find(xml, STR("<sel>Contoh C</sel><sel></sel><sel></sel>")) < xml.n);
	assert_int_equal(tpl_values_from_xml(k->t, k->a, xml, &v, &n, &f), ERR_OK);
	assert_int_equal(tpl_values_to_xml(fm, v, n, k->a, &again, &f), ERR_OK);
	assert_true(str_eq(xml, again));
}

static void typed_text_becomes_blocks(void **state)
{
	struct kit *k = *state;
	struct tpl_value v[] = {
		{STR("isi"), STR("Satu **tebal**.\n\n1. a\n  a. b\n2. c")}};
	struct str xml;
	struct fail f;

	assert_int_equal(tpl_values_to_xml(tpl_form_get(k->t, STR("surat-dinas")), v, 1,
					   k->a, &xml, &f),
			 ERR_OK);
	assert_true(str_find(xml, STR("<paragraf>Satu <tebal>tebal</tebal>.</paragraf>"
				      "<daftar><butir>a<daftar><butir>b</butir></daftar>"
				      "</butir><butir>c</butir></daftar>")) < xml.n);
}

static void number_only_needs_number_and_date(void **state)
{
	struct kit *k = *state;
	struct str s = sample(k, "surat-dinas");
	struct tpl_options o = {.late = TPL_LATE_ONLY};
	struct buf pdf = BUF_MAX(8u << 20);
	struct tpl_faults fs;

	assert_int_equal(print(k, s, &o, &pdf, &fs), ERR_OK);
	buf_free(&pdf);
	s = swap(k, s, "<nomor>800/125/Dinsos/XI/2026</nomor>", "");
	assert_int_equal(print(k, s, &o, &pdf, &fs), ERR_INVALID);
	o.late = TPL_LATE_BLANK;
	assert_int_equal(print(k, s, &o, &pdf, &fs), ERR_OK);
	buf_free(&pdf);
}

static void a_book_marks_what_the_face_lacks(void **state)
{
	struct kit *k = *state;
	struct tpl_column col[] = {{STR("No."), 1, 'r'}, {STR("Hal"), 8, 'l'}};
	struct tpl_book b = {
		.title = {STR("BUKU AGENDA")}, .columns = col, .columns_n = 2};
	struct str row[] = {STR("1"), STR("surat \xd8\xb4")};
	struct buf pdf = BUF_MAX(8u << 20);
	struct fail f;

	assert_int_equal(tpl_book_start(k->t, k->c, &b, &f), ERR_OK);
	for (int i = 0; i < 1500; i++)
		tpl_book_row(k->c, row);
	tpl_book_row_struck(k->c, row);
	assert_int_equal(tpl_book_end(k->c, &pdf, &f), ERR_OK);
	assert_true(pdf.n > 10000);
	assert_int_equal(tpl_book_end(k->c, &pdf, &f), ERR_CONFLICT);
	buf_free(&pdf);
}

static void slips_stand_two_to_a_sheet(void **state)
{
	struct kit *k = *state;
	struct tpl_slip s[3] = {{.from = STR("Kantor Contoh \xd8\xb4")}};
	struct buf pdf = BUF_MAX(8u << 20);
	struct day none = {0, 0, 0};
	struct fail f;

	assert_int_equal(tpl_slips(k->t, k->c, TPL_SLIP_DISPOSISI, NULL, s, 3, true, none,
				   &pdf, &f),
			 ERR_OK);
	assert_true(str_find(buf_str(&pdf), STR("/Count 2")) < pdf.n);
	buf_free(&pdf);
	assert_int_equal(tpl_slips(k->t, k->c, TPL_SLIP_TANDA_TERIMA, NULL, NULL, 0,
				   false, none, &pdf, &f),
			 ERR_OK);
	buf_free(&pdf);
}

static int check_text(struct kit *k, const char *path, const char *text)
{
	FILE *null = fopen("/dev/null", "w"), *to = fopen(path, "w");
	struct tpl_cli c = {.engine = k->t, .out = null, .err = null};
	int rc;

	assert_true(null && to);
	(void)fputs(text, to);
	(void)fclose(to);
	rc = tpl_cli_check(&c, path);
	(void)fclose(null);
	(void)remove(path);
	return rc;
}

static void a_template_that_breaks_its_rules_is_refused(void **state)
{
	struct kit *k = *state;
	static const char PROFILE[] =
		"<aturan-tata-naskah nama='x' "
		"mulai='2012-01-01'><judul>x</judul><dasar>Perbup 1/2012</dasar>"
		"<kertas lebar='215' tinggi='330'/><margin atas='20' kanan='20' "
		"bawah='25' "
		"kiri='%s'/><huruf muka='sans' ukuran='12' jarak-baris='1'/><kop "
		"pemerintah='14' "
		"unit='16' alamat='10'/><kepala alamat='kanan' "
		"label-hal='Hal'/><tanda-tangan "
		"mulai='0.5' baris-kosong='4'/><tembusan yth='ya'/></aturan-tata-naskah>";
	char text[800];

	(void)snprintf(text, sizeof text, PROFILE, "30");
	assert_int_equal(check_text(k, "/tmp/naskah-test-profile.xml", text), 0);
	(void)snprintf(text, sizeof text, PROFILE, "15");
	assert_int_equal(check_text(k, "/tmp/naskah-test-profile.xml", text), 1);
	assert_int_equal(
		check_text(k, "/tmp/naskah-test-form.xml",
			   "<bentuk kode='x' nama='X' keluarga='K' "
			   "deret='d'><penanda-tangan>y"
			   "</penanda-tangan><isian nama='hal' label='Hal' jenis='teks'/>"
			   "<susunan><kop/><penandatangan/></susunan></bentuk>"),
		1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_prints_its_sample_twice_alike),
		cmocka_unit_test(faults_name_field_line_and_remedy),
		cmocka_unit_test(several_faults_come_at_once),
		cmocka_unit_test(a_draft_may_lack_what_is_required),
		cmocka_unit_test(values_go_to_xml_and_back),
		cmocka_unit_test(tables_and_labels_survive_the_way_back),
		cmocka_unit_test(persons_of_a_task_survive_the_way_back),
		cmocka_unit_test(typed_text_becomes_blocks),
		cmocka_unit_test(number_only_needs_number_and_date),
		cmocka_unit_test(a_book_marks_what_the_face_lacks),
		cmocka_unit_test(slips_stand_two_to_a_sheet),
		cmocka_unit_test(a_template_that_breaks_its_rules_is_refused),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
