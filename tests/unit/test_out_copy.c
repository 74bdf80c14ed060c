#define _XOPEN_SOURCE 700 /* nftw */
/* The file copy bears the initials of those who checked, the sent one does not; secret
 * letters have numbered copies. */
#include "out_house.h"

static struct str text_of(struct str pdf)
{
	struct str path = arena_fmt(H.a, "%s/copy.pdf", H.dir);
	struct buf b = BUF_MAX(1u << 20);
	char part[4096];
	struct fail f = {0};
	size_t n;

	ok(fs_write(arena_cstr(H.a, path), pdf, 0600, &f), &f);
	FILE *p = popen(arena_cstr(H.a, arena_fmt(H.a, "pdftotext -layout " STR_FMT " -",
						  STR_ARG(path))),
			"r");

	assert_non_null(p);
	while ((n = fread(part, 1, sizeof(part), p)) > 0)
		buf_add(&b, (struct str){part, n});
	assert_int_equal(pclose(p), 0);
	return buf_keep(&b, H.a);
}

static bool says(struct str text, const char *what)
{
	return str_find(text, str_c(what)) < text.n;
}

static void only_the_file_copy_bears_the_initials(void **state)
{
	struct svc_done d = signed_letter();
	struct svc_copy file = {.file = true};
	struct str sent, kept;
	struct fail f = {0};

	(void)state;
	refused(svc_letter_copy(H.svc, &H.who[PELAKSANA], H.a, d.id, &file, &kept, &f),
		ERR_CONFLICT, &f, "no-number");
	struct svc_recorded r = record(&d);

	ok(svc_letter_pdf(H.svc, &H.who[PELAKSANA], H.a, d.id, 0, false, &sent, &f), &f);
	ok(svc_letter_copy(H.svc, &H.who[PELAKSANA], H.a, d.id, &file, &kept, &f), &f);
	sent = text_of(sent);
	kept = text_of(kept);
	assert_false(says(sent, "Paraf Hierarki"));
	assert_true(says(kept, "Paraf Hierarki"));
	assert_true(says(kept, "(konseptor)") && says(kept, "setuju"));
	assert_true(says(kept, "Kepala Subbagian Tata Usaha"));
	assert_true(says(kept, arena_cstr(H.a, r.number)));
}

static void only_secret_letters_have_numbered_copies(void **state)
{
	struct svc_done d = signed_letter();
	struct svc_copy two = {.no = 2, .of = 3};
	struct str pdf;
	struct fail f = {0};

	(void)state;
	(void)record(&d);
	refused(svc_letter_copy(H.svc, &H.who[PELAKSANA], H.a, d.id, &two, &pdf, &f),
		ERR_CONFLICT, &f, "not-secret");
}

static void copies_of_a_secret_letter_are_numbered(void **state)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_copy two = {.no = 2, .of = 3}, beyond = {.no = 4, .of = 3};
	struct svc_done d = {0};
	struct str pdf, text;
	struct fail f = {0};

	(void)state;
	in.secrecy = STR("rahasia");
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&d), &d, &f), &f);
	approve(&d, TU);
	approve(&d, PANTI);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	(void)record(&d);
	refused(svc_letter_copy(H.svc, &H.who[PELAKSANA], H.a, d.id, &beyond, &pdf, &f),
		ERR_INVALID, &f, "copy-number");
	ok(svc_letter_copy(H.svc, &H.who[PELAKSANA], H.a, d.id, &two, &pdf, &f), &f);
	text = text_of(pdf);
	assert_true(says(text, "Salinan ke-2 dari 3"));
	assert_true(says(text, "RAHASIA"));
	assert_false(says(text, "Paraf Hierarki"));
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(only_the_file_copy_bears_the_initials),
		cmocka_unit_test(only_secret_letters_have_numbered_copies),
		cmocka_unit_test(copies_of_a_secret_letter_are_numbered),
	};
	return cmocka_run_group_tests(t, move_in, move_out);
}
