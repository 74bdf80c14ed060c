#define _XOPEN_SOURCE 700 /* nftw */
/* Form, profile, number rule and procedure are fixed at submit (design 3.3): what changed
 * since is refused at signing, and what was signed is printed as it was. */
#include "out_house.h"

/* The office publishes its own version of what is shipped; `to` NULL takes it back. */
static void publish(const char *sub, const char *file, const char *from, const char *to)
{
	struct str dir = arena_fmt(H.a, "%s/naskah", H.dir), path, text;
	struct fail f = {0};
	size_t at;

	ok(fs_mkdir(arena_cstr(H.a, dir), 0700, &f), &f);
	dir = arena_fmt(H.a, "%s/naskah/%s", H.dir, sub);
	ok(fs_mkdir(arena_cstr(H.a, dir), 0700, &f), &f);
	path = arena_fmt(H.a, STR_FMT "/%s", STR_ARG(dir), file);
	(void)remove(arena_cstr(H.a, path));
	if (to) {
		ok(fs_read(H.a, arena_cstr(H.a, arena_fmt(H.a, SHARE "/%s/%s", sub, file)),
			   1 << 20, &text, &f),
		   &f);
		at = str_find(text, str_c(from));
		assert_true(at < text.n);
		text = arena_fmt(H.a, STR_FMT "%s" STR_FMT, STR_ARG(str_head(text, at)), to,
				 STR_ARG(str_from(text, at + strlen(from))));
		ok(fs_write(arena_cstr(H.a, path), text, 0600, &f), &f);
	}
	reopen();
}

static enum err sign(struct svc_done *d, struct fail *f)
{
	return svc_outgoing_sign(H.svc, &H.who[KADIS], ref(d), false, d, f);
}

static struct str page(const struct svc_done *d)
{
	struct str pdf;
	struct fail f = {0};

	ok(svc_letter_pdf(H.svc, &H.who[KADIS], H.a, d->id, 0, false, &pdf, &f), &f);
	return pdf;
}

static void a_form_that_changed_is_refused_at_signing(void **state)
{
	struct svc_done d = drafted();
	struct fail f = {0};

	(void)state;
	go_to_signer(&d);
	publish("forms", "surat-dinas.xml", "nama=\"Surat Dinas\"", "nama=\"Surat Dinas Baru\"");
	refused(sign(&d, &f), ERR_CONFLICT, &f, "renew");
	assert_non_null(strstr(f.text, "Perbarui"));
	assert_non_null(strstr(f.text, "surat-dinas"));
	ok(svc_outgoing_return(H.svc, &H.who[KADIS], ref(&d), &(struct svc_return_in){.remark = STR("Bentuk baru.")}, &d,
			       &f),
	   &f);
	go_to_signer(&d);
	ok(sign(&d, &f), &f);
	publish("forms", "surat-dinas.xml", NULL, NULL);
}

static void a_profile_that_changed_is_refused_at_signing(void **state)
{
	struct svc_done d = drafted();
	struct fail f = {0};

	(void)state;
	go_to_signer(&d);
	publish("profiles", "jambi-2012.xml", "label-hal=\"Hal\"", "label-hal=\"Perihal\"");
	refused(sign(&d, &f), ERR_CONFLICT, &f, "renew");
	assert_non_null(strstr(f.text, "jambi-2012"));
	/* taken back, the pinned version is the one in force again */
	publish("profiles", "jambi-2012.xml", NULL, NULL);
	ok(sign(&d, &f), &f);
}

static void what_was_submitted_is_printed_as_it_was(void **state)
{
	struct svc_done d = drafted();
	struct svc_recorded r;
	struct str before, changed, after;
	struct fail f = {0};

	(void)state;
	go_to_signer(&d);
	ok(sign(&d, &f), &f);
	before = page(&d);
	publish("profiles", "jambi-2012.xml", "label-hal=\"Hal\"", "label-hal=\"Perihal\"");
	after = page(&d);
	assert_true(str_eq(before, after));
	struct svc_done other = drafted();
	changed = page(&other);
	ok(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&d), (struct day){0}, &r, &f),
	   &f);
	assert_true(page(&d).n > 0);
	publish("profiles", "jambi-2012.xml", NULL, NULL);
	assert_false(str_eq(changed, page(&other)));
}

static void what_is_not_in_force_is_not_submitted(void **state)
{
	struct svc_done d = drafted();
	struct fail f = {0};

	(void)state;
	publish("forms", "surat-dinas.xml", "<bentuk ", "<bentuk sampai=\"2026-11-23\" ");
	refused(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f),
		ERR_CONFLICT, &f, "not-in-force");
	publish("forms", "surat-dinas.xml", "<bentuk ", "<bentuk sampai=\"2026-11-24\" ");
	go_to_signer(&d);
	H.clock.fixed_ms += 24 * 60 * MINUTE;
	refused(sign(&d, &f), ERR_CONFLICT, &f, "renew");
	publish("forms", "surat-dinas.xml", NULL, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_that_changed_is_refused_at_signing),
		cmocka_unit_test(a_profile_that_changed_is_refused_at_signing),
		cmocka_unit_test(what_was_submitted_is_printed_as_it_was),
		cmocka_unit_test(what_is_not_in_force_is_not_submitted),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
