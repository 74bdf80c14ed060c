#define _XOPEN_SOURCE 700 /* nftw */
/* A letter goes on by the procedure it began with (design 3.2), whatever the office or an
 * upgrade installs meanwhile. */
#include "house.h"

/* The office's own version of the shipped procedure: row 3 is another's to check. */
static void install_own(const char *row_3, const char *broken)
{
	struct str dir = arena_fmt(H.a, "%s/naskah/procedures", H.dir), path, text;
	const char *was = "<peran>kasubbag-tu</peran>\n    <persyaratan>Konsep surat</persyaratan>";
	struct fail f = {0};
	size_t at;

	ok(fs_mkdir(arena_cstr(H.a, arena_fmt(H.a, "%s/naskah", H.dir)), 0700, &f), &f);
	ok(fs_mkdir(arena_cstr(H.a, dir), 0700, &f), &f);
	path = arena_fmt(H.a, STR_FMT "/keluar.xml", STR_ARG(dir));
	(void)remove(arena_cstr(H.a, path));
	if (!row_3)
		return;
	ok(fs_read(H.a, SHARE "/procedures/surat-keluar.xml", 1 << 20, &text, &f), &f);
	at = str_find(text, str_c(was));
	assert_true(at < text.n);
	text = arena_fmt(H.a,
			 STR_FMT "<peran>%s</peran>%s<persyaratan>Konsep surat</persyaratan>" STR_FMT,
			 STR_ARG(str_head(text, at)), row_3, broken,
			 STR_ARG(str_from(text, at + strlen(was))));
	ok(fs_write(arena_cstr(H.a, path), text, 0600, &f), &f);
}

static struct svc_done submitted(void)
{
	struct svc_draft_in in = {.form = STR("surat-dinas"),
				  .xml = tpl_form_sample(H.svc->tpl, H.a, STR("surat-dinas")),
				  .class_code = STR("000.1.2.3")};
	struct svc_done d = {0};
	struct fail f = {0};

	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	return d;
}

static enum err approve(enum who who, struct svc_done *d, struct fail *f)
{
	return svc_outgoing_approve(H.svc, &H.who[who], ref(d), STR(""), d, f);
}

static void a_letter_goes_on_by_the_rows_it_began_with(void **state)
{
	struct svc_done old = submitted(), own;
	struct fail f = {0};

	(void)state;
	install_own("kasi-pelrehsos", "");
	reopen();
	own = submitted();
	refused(approve(TU, &own, &f), ERR_DENIED, &f, "not-yours");
	refused(approve(PELREHSOS, &old, &f), ERR_DENIED, &f, "not-yours");
	ok(approve(TU, &old, &f), &f);
	ok(approve(PANTI, &old, &f), &f);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&old), false, &old, &f), &f);

	install_own(NULL, NULL); /* taken back: what began with it goes on with it */
	reopen();
	refused(approve(TU, &own, &f), ERR_DENIED, &f, "not-yours");
	ok(approve(PELREHSOS, &own, &f), &f);
	old = submitted();
	ok(approve(TU, &old, &f), &f);
}

static void a_faulty_file_is_named_with_its_line(void **state)
{
	struct svc_options opt = {.dir = H.dir, .share = SHARE, .clock = &H.clock};
	struct svc *s = NULL;
	struct fail f = {0};

	(void)state;
	install_own("kasi-pelrehsos", "<tidak-ada/>");
	svc_close(H.svc);
	H.svc = NULL;
	assert_int_equal(svc_open(&s, &opt, &f), ERR_INVALID);
	assert_non_null(strstr(f.text, "/naskah/procedures/keluar.xml:"));
	install_own(NULL, NULL);
	reopen();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_letter_goes_on_by_the_rows_it_began_with),
		cmocka_unit_test(a_faulty_file_is_named_with_its_line),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
