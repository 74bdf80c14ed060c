#define _XOPEN_SOURCE 700 /* nftw */
/* a.n. and u.b.: who may sign in whose name is the office's table (L2). */
#define OFFICE_AT "<penandatangan bentuk=\"*\" unit=\"*\" jabatan=\"kepala-dinas\"/>"
#define OFFICE_WITH                                                                       \
	"<penandatangan bentuk=\"surat-dinas\" unit=\"*\" jabatan=\"kepala-dinas\">"      \
	"<atas-nama jabatan=\"kepala-panti\"/>"                                           \
	"<untuk-beliau perantara=\"kepala-panti\" jabatan=\"kasubbag-tu\"/>"              \
	"</penandatangan>"
/* Letterhead and series follow who signs: the UPTD counts its own. */
#define OFFICE_TOO_AT "<deret kunci=\"uptd-nota\""
#define OFFICE_TOO_WITH                                                                   \
	"<deret kunci=\"uptd-keluar\" nama=\"Surat keluar UPTD\" aturan=\"jambi-surat\" " \
	"unit=\"UPTD\" bentuk=\"surat-dinas\"><pengelola jabatan=\"pelaksana\"/></deret>" \
	OFFICE_TOO_AT
#include "house.h"

static struct svc_done drafted(int64_t signer)
{
	struct svc_draft_in in = {.form = STR("surat-dinas"),
				  .xml = tpl_form_sample(H.svc->tpl, H.a, STR("surat-dinas")),
				  .class_code = STR("800"),
				  .urgency = STR("biasa"),
				  .secrecy = STR("biasa"),
				  .signer_position_id = signer};
	struct svc_done d = {0};
	struct fail f = {0};

	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	return d;
}

static struct svc_letter look(int64_t id)
{
	struct svc_letter l;
	struct fail f = {0};
	bool content;

	ok(svc_letter_get(H.svc, &H.who[TU], H.a, id, &l, &content, &f), &f);
	return l;
}

/* The words of the signature block stand on the page one after the other. */
static void prints(int64_t id, const char *const *words)
{
	struct str pdf, path = arena_fmt(H.a, "%s/halaman.pdf", H.dir);
	struct fail f = {0};
	char line[512], all[16384] = "";
	const char *at = all;
	FILE *p;

	ok(svc_letter_pdf(H.svc, &H.who[TU], H.a, id, 0, false, &pdf, &f), &f);
	ok(fs_write(arena_cstr(H.a, path), pdf, 0600, &f), &f);
	p = popen(arena_cstr(H.a, arena_fmt(H.a, "pdftotext -layout " STR_FMT " -",
					    STR_ARG(path))),
		  "r");
	assert_non_null(p);
	while (fgets(line, sizeof(line), p) && strlen(all) + strlen(line) + 1 < sizeof(all))
		strcat(all, line);
	assert_int_equal(pclose(p), 0);
	for (; *words; words++) {
		const char *next = strstr(at, *words);

		if (!next)
			fail_msg("no \"%s\" in:\n%.900s", *words, at);
		at = next + strlen(*words);
	}
}

static void one_below_signs_in_the_name_of_the_head(void **state)
{
	static const char *const BLOCK[] = {"a.n. KEPALA DINAS SOSIAL", "KEPALA UPTD PSBAWEP",
					    "CONTOH KEPALA PANTI", NULL};
	struct svc_done d = drafted(post(PANTI));
	struct fail f = {0};

	(void)state;
	assert_true(str_eqc(look(d.id).signer, "Kepala Panti a.n. Kepala Dinas"));
	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	ok(svc_outgoing_approve(H.svc, &H.who[TU], ref(&d), STR(""), &d, &f), &f);
	prints(d.id, BLOCK);
	refused(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f),
		ERR_DENIED, &f, "not-yours");
	ok(svc_outgoing_sign(H.svc, &H.who[PANTI], ref(&d), false, &d, &f), &f);
	prints(d.id, BLOCK);
}

static void two_below_sign_for_the_one_between(void **state)
{
	static const char *const BLOCK[] = {"a.n. KEPALA DINAS SOSIAL", "KEPALA UPTD PSBAWEP",
					    "u.b.", "KEPALA SUBBAGIAN TATA",
					    "CONTOH KASUBBAG TATA", NULL};
	struct svc_done d = drafted(post(TU));

	(void)state;
	assert_true(str_eqc(look(d.id).signer,
			    "Kasubbag TU u.b. Kepala Panti a.n. Kepala Dinas"));
	prints(d.id, BLOCK);
}

static void whom_the_table_does_not_name_may_not_sign(void **state)
{
	struct svc_draft_in in = {.form = STR("surat-dinas"),
				  .xml = tpl_form_sample(H.svc->tpl, H.a, STR("surat-dinas")),
				  .class_code = STR("800"),
				  .signer_position_id = post(PAS)};
	struct svc_done d;
	struct fail f = {0};

	(void)state;
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f),
		ERR_INVALID, &f, "not-the-signer");
	in.signer_position_id = post(KADIS);
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	assert_true(str_eqc(look(d.id).signer, "Kepala Dinas"));
}

/* Both series of this office count for themselves and print alike. */
static void a_number_is_given_once_whatever_the_series(void **state)
{
	struct svc_outside in = {.form = STR("surat-dinas"),
				 .signer_position_id = post(KADIS),
				 .drafter_position_id = post(PAS),
				 .recipient = STR("Bupati Contoh"),
				 .subject = STR("Undangan"),
				 .class_code = STR("800"),
				 .urgency = STR("biasa"),
				 .secrecy = STR("biasa")};
	struct svc_recorded r;
	struct fail f = {0};
	int64_t id;

	(void)state;
	in.day = (struct day){2026, 11, 24};
	ok(svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &id, &r, &f), &f);
	in.signer_position_id = post(PANTI);
	in.subject = STR("Undangan lain");
	refused(svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &id, &r, &f),
		ERR_CONFLICT, &f, "number-given");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_below_signs_in_the_name_of_the_head),
		cmocka_unit_test(two_below_sign_for_the_one_between),
		cmocka_unit_test(whom_the_table_does_not_name_may_not_sign),
		cmocka_unit_test(a_number_is_given_once_whatever_the_series),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
