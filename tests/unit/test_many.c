#define _XOPEN_SOURCE 700 /* nftw */
/* One letter to many addressees: rows, pages, one number, a line of the dispatch book
 * each. */
#include "out_house.h"
#include "arc_files.h"
#include "pack.h"
#include "svc_letter.h"
#include "svc_sheet.h"
#include "tpl_merge.h"

#define HEAD "nama;alamat\n"

static struct svc_draft_in to_many(struct str rows, const struct str (**keep)[2])
{
	static struct str v[4][2];

	v[0][0] = STR("hal"), v[0][1] = STR("Undangan rapat");
	v[1][0] = STR("yth"), v[1][1] = STR("Kepala {Nama}\n{alamat}\ndi Jambi");
	v[2][0] = STR("isi"), v[2][1] = STR("Kami mengundang **{nama}**.");
	v[3][0] = STR(TPL_ROWS_FIELD), v[3][1] = rows;
	*keep = (const struct str(*)[2])v;
	struct svc_draft_in in = letter_in((struct str){0});

	in.values = *keep;
	in.values_n = 4;
	return in;
}

static struct svc_done many_signed(struct str rows)
{
	const struct str(*keep)[2];
	struct svc_draft_in in = to_many(rows, &keep);
	struct svc_done d;
	struct fail f = {0};

	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&d), &d, &f), &f);
	approve(&d, TU);
	approve(&d, PANTI);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	return d;
}

static size_t pages_of(struct str pdf)
{
	size_t n = 0;

	for (size_t i = 0; i < pdf.n; i++)
		n += str_starts(str_from(pdf, i), STR("/Type /Page\n")) ||
		     str_starts(str_from(pdf, i), STR("/Type /Page "));
	return n;
}

static void one_number_and_a_line_for_each(void **state)
{
	struct svc_done d =
		many_signed(STR(HEAD "SD Contoh 1;Jalan Satu\n\n"
				     "\"SD \"\"Contoh\"\" 2\";Jalan Dua\nSD 3;x\n"));
	struct svc_letter l = look(PELAKSANA, d.id);
	struct svc_send s = {.channel = STR("pos")};
	struct str pdf, zip, one;
	struct fail f = {0};

	(void)state;
	assert_true(str_eqc(l.recipient, "Kepala SD Contoh 1 dan 2 lainnya"));
	ok(svc_letter_row_pdf(H.svc, &H.who[PAS], H.a, d.id, 2, &one, &f), &f);
	refused(svc_letter_row_pdf(H.svc, &H.who[PAS], H.a, d.id, 4, &one, &f),
		ERR_NOTFOUND, &f, "no-row");
	(void)record(&d);
	ok(svc_letter_pdf(H.svc, &H.who[PELAKSANA], H.a, d.id, 0, false, &pdf, &f), &f);
	assert_int_equal(pages_of(pdf), 3);
	l = look(PELAKSANA, d.id);
	assert_true(str_eqc(l.files[l.files_n - 1].name, "surat-satu-per-satu.zip"));
	struct sha256 sha;

	struct svc_file file;

	ok(svc_file_find(H.svc, &H.who[PELAKSANA], H.a, d.id, l.files[l.files_n - 1].id,
			 &file, &sha, &f),
	   &f);
	ok(arc_file_read(H.svc->files, H.a, sha, 64u << 20, &zip, &f), &f);
	ok(pack_entry(H.a, zip, "002 Kepala SD Contoh 2.pdf", 1u << 20, &one, &f), &f);
	assert_int_equal(pages_of(one), 1);
	ok(svc_dispatch(H.svc, &H.who[PELAKSANA], ref(&d), &s, 1, &d, &f), &f);
	l = look(PELAKSANA, d.id);
	assert_int_equal(l.dispatches_n, 3);
	assert_true(str_eqc(l.dispatches[1].addressee, "Kepala SD \"Contoh\" 2"));
	assert_true(str_eqc(l.dispatches[2].channel, "pos"));
	assert_true(l.dispatches[2].serial == l.dispatches[0].serial + 2);
}

static void an_edit_keeps_the_rows_and_a_preview_shows_one(void **state)
{
	const struct str(*keep)[2];
	struct svc_draft_in in = to_many(STR("nama\talamat\nSD 1\tA\nSD 2\tB"), &keep);
	struct svc_done d;
	struct str first, second;
	struct fail f = {0};

	(void)state;
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	ok(svc_preview(H.svc, &H.who[PAS], H.a, &in, &first, &f), &f);
	in.row = 2;
	ok(svc_preview(H.svc, &H.who[PAS], H.a, &in, &second, &f), &f);
	assert_false(str_eq(first, second));
	struct svc_letter l = look(PAS, d.id);
	struct tpl_rows rows;

	ok(tpl_rows_of(H.a, l.drafts[0].xml, &rows, &f), &f);
	assert_int_equal(rows.n, 2);
	assert_true(str_eqc(rows.cells[2], "SD 2"));
}

static void a_wrong_row_is_named_and_nothing_is_stored(void **state)
{
	static const struct {
		const char *rows, *says;
	} WRONG[] = {
		{HEAD "A;x\nB;\n", "baris 2, kolom \"alamat\": kosong"},
		{HEAD "A;x;lagi\n", "baris 1: memuat 3 sel, padahal kolomnya 2"},
		{"nama;nama\nA;b\n", "dua kolom bernama"},
		{"nama\nA\n", "{alamat}"},
		{HEAD, "hanya memuat nama kolom"},
		{HEAD "A\xe2\x80\xae;x\n", "baris 1, kolom \"nama\""},
	};
	struct fail f = {0};

	(void)state;
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
		const struct str(*keep)[2];
		struct svc_draft_in in = to_many(str_c(WRONG[i].rows), &keep);
		struct svc_done d;

		refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f),
			ERR_INVALID, &f, NULL);
		if (!strstr(f.text, WRONG[i].says))
			fail_msg("%s: %s", WRONG[i].says, f.text);
	}
	struct buf b = BUF_MAX(1 << 20);
	struct tpl_rows rows;

	BUF_ADD(&b, HEAD);
	for (int i = 0; i < 501; i++)
		BUF_ADD(&b, "A;b\n");
	refused(tpl_rows_read(H.a, buf_str(&b), &rows, &f), ERR_LIMIT, &f, NULL);
	buf_free(&b);
}

static struct str temp(struct str bytes)
{
	struct str path = arena_fmt(H.a, "%s/lembar", H.dir);
	struct fail f = {0};

	ok(fs_write(path.p, bytes, 0600, &f), &f);
	return path;
}

static void a_sheet_gives_its_rows(void **state)
{
	static const struct pack_file FILES[] = {
		{{"xl/worksheets/sheet1.xml", 24},
		 {"<worksheet><sheetData><row><c r=\"A1\" t=\"s\"><v>0</v></c>"
		  "<c r=\"C1\" t=\"inlineStr\"><is><t>kota</t></is></c></row>"
		  "<row><c r=\"A2\"><v>7</v></c></row></sheetData></worksheet>",
		  180}},
		{{"xl/sharedStrings.xml", 20},
		 {"<sst><si><t>na</t><r><t>ma</t></r></si></sst>", 45}}};
	struct pack_file files[2];
	struct str zip, text;
	struct fail f = {0};

	(void)state;
	memcpy(files, FILES, sizeof files);
	files[0].bytes.n = strlen(files[0].bytes.p);
	files[1].bytes.n = strlen(files[1].bytes.p);
	ok(pack_write(H.a, files, 2, &zip, &f), &f);
	ok(svc_sheet_read(H.a, temp(zip).p, &text, &f), &f);
	assert_true(str_eqc(text, "nama\t\tkota\n7\n"));
	refused(svc_sheet_read(H.a, temp(str_head(zip, zip.n / 2)).p, &text, &f),
		ERR_INVALID, &f, NULL);
	ok(svc_sheet_read(H.a, temp(STR("nama\nCaf\xe9 \x93x\x94")).p, &text, &f), &f);
	assert_true(str_eqc(text, "nama\nCafé “x”"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_number_and_a_line_for_each),
		cmocka_unit_test(an_edit_keeps_the_rows_and_a_preview_shows_one),
		cmocka_unit_test(a_wrong_row_is_named_and_nothing_is_stored),
		cmocka_unit_test(a_sheet_gives_its_rows),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
