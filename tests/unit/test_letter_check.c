#define _XOPEN_SOURCE 700 /* nftw */
/* Each check of svc_letter_check.c's table finds what it is for, and blocks or does not. */
#include "house.h"
#include "svc_letter_check.h"
#include <sqlite3.h>

#define DAY_MS (24 * 60 * MINUTE)

/* What no door allows: the office was changed under a letter, or the disk was meddled with. */
static void meddle(const char *sql)
{
	char path[96], *why = NULL;
	sqlite3 *db;

	svc_close(H.svc);
	H.svc = NULL;
	(void)snprintf(path, sizeof(path), "%s/naskah.db", H.dir);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	(void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
	(void)sqlite3_close(db);
	reopen();
}

static void meddle_letter(const struct svc_done *d, const char *set)
{
	meddle(arena_cstr(H.a, arena_fmt(H.a, "UPDATE outgoing SET %s WHERE letter_id = %lld", set,
					 (long long)d->id)));
}

static struct svc_done drafted_as(const struct svc_draft_in *in)
{
	struct svc_done d = {0};
	struct fail f = {0};

	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, in, &d, &f), &f);
	return d;
}

static struct svc_draft_in whole(void)
{
	return (struct svc_draft_in){
		.form = STR("surat-dinas"),
		.xml = tpl_form_sample(H.svc->tpl, H.a, STR("surat-dinas")),
		.class_code = STR("000.1.2.3"),
		.urgency = STR("biasa"),
		.secrecy = STR("biasa")};
}

static struct svc_done drafted(void)
{
	struct svc_draft_in in = whole();

	return drafted_as(&in);
}

static const struct svc_finding *finding(const struct svc_done *d, const char *check)
{
	struct svc_finding *list;
	size_t n;
	struct fail f = {0};

	ok(svc_letter_check(H.svc, &H.who[PAS], H.a, d->id, &list, &n, &f), &f);
	for (size_t i = 0; i < n; i++) {
		assert_true(list[i].text.n && list[i].source.n);
		if (str_eqc(list[i].check, check))
			return &list[i];
	}
	return NULL;
}

/* It is found, says so in these words, and keeps the draft from going on or does not. */
static void finds(const struct svc_done *d, const char *check, const char *says, bool blocks)
{
	const struct svc_finding *x = finding(d, check);

	if (!x)
		fail_msg("%s is not found", check);
	if (str_find(x->text, str_c(says)) == x->text.n)
		fail_msg("%s says: " STR_FMT, check, STR_ARG(x->text));
	assert_int_equal(x->blocks, blocks);
}

static void put_rule(const char *file, const char *xml)
{
	struct fail f = {0};

	ok(fs_mkdir(arena_cstr(H.a, arena_fmt(H.a, "%s/naskah", H.dir)), 0700, &f), &f);
	ok(fs_mkdir(arena_cstr(H.a, arena_fmt(H.a, "%s/naskah/rules", H.dir)), 0700, &f), &f);
	file = arena_cstr(H.a, arena_fmt(H.a, "%s/naskah/rules/%s", H.dir, file));
	(void)remove(file);
	if (xml)
		ok(fs_write(file, str_c(xml), 0600, &f), &f);
	reopen();
}

#define RULE(pattern, more)                                                                       \
	"<aturan-nomor nama=\"jambi-surat\"><judul>Surat</judul><pola>" pattern "</pola>"         \
	"<deret kelompok=\"surat\" per=\"instansi\" ulang=\"tahun\"/>"                             \
	"<sumber peraturan=\"Peraturan Contoh 1/2026\" pasal=\"Pasal 7\">Contoh</sumber>" more   \
	"</aturan-nomor>"

static void a_whole_letter_has_no_findings(void **state)
{
	struct svc_done d = drafted();
	struct svc_finding *list;
	size_t n;
	struct fail f = {0};

	(void)state;
	ok(svc_letter_check(H.svc, &H.who[PAS], H.a, d.id, &list, &n, &f), &f);
	if (n)
		fail_msg(STR_FMT ": " STR_FMT, STR_ARG(list[0].check), STR_ARG(list[0].text));
}

static void what_the_form_calls_obligatory_blocks(void **state)
{
	static const struct str VALUES[][2] = {{{"hal", 3}, {"Tanpa isi.", 10}}};
	struct svc_draft_in in = {.form = STR("surat-dinas"), .values = VALUES, .values_n = 1};
	struct svc_done d = drafted_as(&in);
	struct svc_finding *list;
	size_t n, whole_n = 0;
	struct fail f = {0};

	(void)state;
	finds(&d, "number", "Kode klasifikasi", true);
	finds(&d, "address", "belum beralamat", true);
	finds(&d, "whole", "isi", true);
	finds(&d, "subject", "titik", false);
	ok(svc_letter_check(H.svc, &H.who[PAS], H.a, d.id, &list, &n, &f), &f);
	for (size_t i = 0; i < n; i++)
		whole_n += str_eqc(list[i].check, "whole");
	assert_true(whole_n >= 2);
	refused(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f),
		ERR_INVALID, &f, "missing");
}

static void a_number_that_cannot_be_printed_blocks(void **state)
{
	struct svc_done d = drafted();
	const struct svc_finding *x;
	struct fail f = {0};

	(void)state;
	put_rule("surat.xml", RULE("{urut}/{jenis}/{tahun}", ""));
	finds(&d, "number", "jenis", true);
	x = finding(&d, "number");
	assert_true(str_eqc(x->source, "Peraturan Contoh 1/2026, Pasal 7"));
	refused(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f),
		ERR_INVALID, &f, "part-missing");
	put_rule("surat.xml", NULL);
}

static void a_rule_for_other_forms_is_said(void **state)
{
	struct svc_done d = drafted();

	(void)state;
	put_rule("jambi.xml",
		 "<aturan-nomor nama=\"jambi\"><judul>Surat</judul>"
		 "<kelompok nama=\"surat\" naskah=\"undangan\"><pola>{kode}/{urut}/{tahun}</pola>"
		 "<deret per=\"instansi\" ulang=\"tahun\"/></kelompok>"
		 "<sumber>Contoh</sumber></aturan-nomor>");
	finds(&d, "form", "bentuk naskah lain", false);
	put_rule("jambi.xml", NULL);
}

static void secret_copies_are_said(void **state)
{
	struct svc_draft_in in = whole();
	struct svc_done d;

	(void)state;
	in.secrecy = STR("rahasia");
	d = drafted_as(&in);
	put_rule("surat.xml",
		 RULE("[{keamanan}-]{kode}/{urut}/{tahun}",
		      "<keamanan biasa=\"B\" terbatas=\"T\" rahasia=\"R\" sangat-rahasia=\"SR\" "
		      "salinan=\"rahasia sangat-rahasia\"/>"));
	finds(&d, "copies", "nomor salinan", false);
	put_rule("surat.xml", NULL);
}

static void a_code_out_of_force_is_said_and_an_unknown_one_blocks(void **state)
{
	struct svc_draft_in in = whole();
	struct svc_done d;
	struct fail f = {0};

	(void)state;
	in.class_code = STR("001");
	d = drafted_as(&in);
	finds(&d, "code-day", "22 September 2022", false);
	assert_null(finding(&d, "code"));
	meddle(arena_cstr(H.a, arena_fmt(H.a,
					 "UPDATE letter SET class_code = '999.9' WHERE id = %lld",
					 (long long)d.id)));
	finds(&d, "code", "tidak dikenal", true);
	refused(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f),
		ERR_INVALID, &f, "unknown-class");
}

static void another_signer_or_series_blocks(void **state)
{
	struct svc_done d = drafted();

	(void)state;
	meddle_letter(&d, "series = 'lama'");
	finds(&d, "series", "deret nomor", true);
	d = drafted();
	meddle_letter(&d, "signer_position_id = (SELECT id FROM position WHERE code = "
			  "'kasubbag-tu' COLLATE NOCASE)");
	finds(&d, "signer", "ditandatangani jabatan lain", true);
}

static void who_signs_is_looked_at(void **state)
{
	struct svc_done d = drafted();

	(void)state;
	meddle_letter(&d, "behalf_position_id = (SELECT id FROM position WHERE code = "
			  "'kepala-panti' COLLATE NOCASE)");
	finds(&d, "behalf-copy", "tembusan", false);
	d = drafted();
	meddle("UPDATE person SET nip = NULL");
	finds(&d, "nip", "belum ada", false);
	meddle("UPDATE holder SET to_day = from_day");
	finds(&d, "vacant", "kosong", false);
	meddle("UPDATE holder SET to_day = NULL");
}

static struct svc_done signed_one(void)
{
	struct svc_done d = drafted();
	struct fail f = {0};

	go_to_signer(&d);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	return d;
}

static struct svc_done recorded(void)
{
	struct svc_done d = signed_one();
	struct svc_recorded r;
	struct fail f = {0};

	ok(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&d), (struct day){0}, &r, &f),
	   &f);
	return d;
}

static void what_was_submitted_by_another_rule_blocks(void **state)
{
	struct svc_done d = drafted();

	(void)state;
	go_to_signer(&d);
	put_rule("surat.xml", RULE("{kode}/{urut:4}/{tahun}", ""));
	finds(&d, "renew", "Perbarui", true);
	put_rule("surat.xml", NULL);
}

static void number_and_register_agree(void **state)
{
	struct svc_done d = recorded(), later;

	(void)state;
	assert_null(finding(&d, "number-read"));
	meddle_letter(&d, "serial = serial + 100");
	finds(&d, "number-read", "nomor urut", false);
	meddle_letter(&d, "serial = serial - 100");
	put_rule("surat.xml", NULL);
	H.clock.fixed_ms += DAY_MS;
	later = recorded();
	assert_null(finding(&d, "order"));
	assert_null(finding(&later, "order"));
	meddle_letter(&d, "serial = serial + 100");
	finds(&d, "order", "25 November 2026", false);
	meddle_letter(&d, "serial = serial - 100");
}

static void signed_in_one_year_and_numbered_in_the_next(void **state)
{
	struct svc_done d = signed_one();
	int64_t was = H.clock.fixed_ms;

	(void)state;
	assert_null(finding(&d, "year"));
	H.clock.fixed_ms += 60 * DAY_MS;
	finds(&d, "year", "2027", false);
	H.clock.fixed_ms = was;
}

static void who_may_not_read_it_is_told_nothing(void **state)
{
	struct svc_draft_in in = whole();
	struct svc_finding *list;
	struct svc_done d;
	size_t n;
	struct fail f = {0};

	(void)state;
	in.secrecy = STR("rahasia");
	d = drafted_as(&in);
	assert_int_equal(svc_letter_check(H.svc, &H.who[FUNGSIONAL], H.a, d.id, &list, &n, &f),
			 ERR_NOTFOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_letter_has_no_findings),
		cmocka_unit_test(what_the_form_calls_obligatory_blocks),
		cmocka_unit_test(a_number_that_cannot_be_printed_blocks),
		cmocka_unit_test(a_rule_for_other_forms_is_said),
		cmocka_unit_test(secret_copies_are_said),
		cmocka_unit_test(a_code_out_of_force_is_said_and_an_unknown_one_blocks),
		cmocka_unit_test(another_signer_or_series_blocks),
		cmocka_unit_test(what_was_submitted_by_another_rule_blocks),
		cmocka_unit_test(number_and_register_agree),
		cmocka_unit_test(signed_in_one_year_and_numbered_in_the_next),
		cmocka_unit_test(who_may_not_read_it_is_told_nothing),
		cmocka_unit_test(who_signs_is_looked_at),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
