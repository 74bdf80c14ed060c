#define _XOPEN_SOURCE 700 /* nftw */
/* Acceptance B 28-32 and 42: an outgoing letter is signed, numbered and printed. */
#include "out_house.h"
#include <pthread.h>
#include <spawn.h>
#include <sys/wait.h>
#include "found_is_seen.h"

static void t28_kepala_dinas_signs(void **state)
{
	struct svc_done d = signed_letter();

	(void)state;
	assert_int_equal(d.state, FS_SIGNED);
	struct svc_letter l = look(KADIS, d.id);
	assert_true(str_eqc(l.sign_kind, "basah"));
	assert_int_equal(l.row.number.n, 0);
}

static void t29_nobody_else_signs(void **state)
{
	struct svc_done d = approved(), x = {0};
	struct fail f = {0};

	(void)state;
	for (int w = PANTI; w < WHO__COUNT; w++)
		refused(svc_outgoing_sign(H.svc, &H.who[w], ref(&d), false, &x, &f),
			ERR_DENIED, &f, "not-yours");
}

static void an_acting_holder_signs(void **state)
{
	struct svc_done d = approved();
	struct actor plt = H.who[PANTI];
	struct fail f = {0};

	(void)state;
	plt.posts[plt.posts_n] = H.who[KADIS].posts[0];
	plt.posts[plt.posts_n++].kind = STR("plt");
	ok(svc_outgoing_sign(H.svc, &plt, ref(&d), false, &d, &f), &f);
	assert_int_equal(d.state, FS_SIGNED);
}

static void t30_an_unsigned_letter_gets_no_number(void **state)
{
	struct svc_done d = approved();
	struct svc_recorded r;
	struct fail f = {0};

	(void)state;
	refused(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&d),
				    (struct day){0}, &r, &f),
		ERR_CONFLICT, &f, "wrong-state");
	assert_int_equal(look(PAS, d.id).row.number.n, 0);
}

static void t31_number_and_register_line_in_one_act(void **state)
{
	struct svc_done d = signed_letter();
	struct svc_recorded r = record(&d);
	struct svc_verify v;
	struct fail f = {0};

	(void)state;
	assert_true(r.number.n > 0 && r.serial > 0);
	assert_int_equal(r.state, FS_RECORDED);
	struct svc_letter l = look(PELAKSANA, d.id);
	assert_true(str_eq(l.row.number, r.number));
	assert_int_equal(day_cmp(l.row.letter_day, (struct day){2026, 11, 24}), 0);
	assert_true(l.recorded_ms > 0 && l.has_pdf);
	ok(svc_verify(H.svc, H.a, r.verify_code, &v, &f), &f);
	assert_true(v.known && !v.withdrawn && str_eq(v.number, r.number));
	assert_true(str_eqc(v.sign_kind, "basah"));
	refused(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&d),
				    (struct day){2026, 11, 23}, &r, &f),
		ERR_CONFLICT, &f, "wrong-state");
}

static void t32_numbers_follow_each_other(void **state)
{
	struct svc_done x = signed_letter(), y = signed_letter();
	struct svc_recorded a = record(&x), b = record(&y);

	(void)state;
	assert_int_equal(b.serial, a.serial + 1);
	assert_false(str_eq(a.number, b.number));
}

struct recorder {
	struct arena *a;
	struct svc_done d;
	struct svc_recorded r;
	struct fail f;
	enum err e;
};

static void *record_one(void *arg)
{
	struct recorder *w = arg;
	w->e = svc_outgoing_record(H.svc, &H.who[PELAKSANA], w->a, ref(&w->d),
				   (struct day){0}, &w->r, &w->f);
	return NULL;
}

static void two_recorders_at_once_get_neighbours(void **state)
{
	enum { N = 6 };
	struct recorder w[N];
	pthread_t t[N];
	int low = INT32_MAX, high = 0;

	(void)state;
	memset(w, 0, sizeof(w));
	for (int i = 0; i < N; i++) {
		w[i].a = arena_open();
		w[i].d = signed_letter();
	}
	for (int i = 0; i < N; i++)
		assert_int_equal(pthread_create(&t[i], NULL, record_one, &w[i]), 0);
	for (int i = 0; i < N; i++)
		assert_int_equal(pthread_join(t[i], NULL), 0);
	for (int i = 0; i < N; i++) {
		ok(w[i].e, &w[i].f);
		low = w[i].r.serial < low ? w[i].r.serial : low;
		high = w[i].r.serial > high ? w[i].r.serial : high;
		for (int k = 0; k < i; k++)
			assert_int_not_equal(w[k].r.serial, w[i].r.serial);
	}
	assert_int_equal(high - low, N - 1);
	for (int i = 0; i < N; i++)
		arena_close(w[i].a);
}

static void a_failing_page_spends_no_serial(void **state)
{
	struct svc_done x = signed_letter(), y = signed_letter(), z = signed_letter();
	struct svc_recorded a = record(&x), r;
	struct fail f = {0};
	char from[96], to[96];

	(void)state;
	(void)snprintf(from, sizeof(from), "%s/staging", H.dir);
	(void)snprintf(to, sizeof(to), "%s/staging-away", H.dir);
	assert_int_equal(rename(from, to), 0);
	enum err e = svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&y),
					 (struct day){0}, &r, &f);
	assert_int_equal(rename(to, from), 0);
	assert_int_not_equal(e, ERR_OK);
	assert_int_equal(look(PELAKSANA, y.id).row.state, FS_SIGNED);
	assert_int_equal(record(&z).serial, a.serial + 1);
	assert_int_equal(record(&y).serial, a.serial + 2);
}

static void a_recorded_page_is_a_stored_file(void **state)
{
	struct svc_done d = signed_letter();
	struct str one, two, only, file;
	struct svc_file meta;
	struct fail f = {0};

	(void)state;
	(void)record(&d);
	ok(svc_letter_pdf(H.svc, &H.who[PAS], H.a, d.id, 0, false, &one, &f), &f);
	ok(svc_letter_pdf(H.svc, &H.who[KADIS], H.a, d.id, 0, false, &two, &f), &f);
	assert_true(str_eq(one, two));
	struct svc_letter l = look(PAS, d.id);
	assert_int_equal(l.files_n, 1);
	ok(svc_file_read(H.svc, &H.who[PAS], H.a, d.id, l.files[0].id, &file, &meta, &f),
	   &f);
	assert_true(str_eq(one, file));
	ok(svc_letter_pdf(H.svc, &H.who[PAS], H.a, d.id, 0, true, &only, &f), &f);
	assert_true(str_starts(only, STR("%PDF-")));
	assert_false(str_eq(only, one));
}

static void electronic_signing_numbers_in_the_same_act(void **state)
{
	struct svc_done d = approved();
	struct fail f = {0};
	struct actor kadis = H.who[KADIS];
	struct svc_verify v;

	(void)state;
	kadis.stepped_up = false;
	refused(svc_outgoing_sign(H.svc, &kadis, ref(&d), true, &d, &f), ERR_DENIED, &f,
		"step-up");
	kadis.stepped_up = true;
	ok(svc_outgoing_sign(H.svc, &kadis, ref(&d), true, &d, &f), &f);
	assert_int_equal(d.state, FS_RECORDED);
	struct svc_letter l = look(KADIS, d.id);
	assert_true(l.row.number.n > 0 && str_eqc(l.sign_kind, "elektronik") &&
		    l.has_pdf);
	ok(svc_verify(H.svc, H.a, l.verify_code, &v, &f), &f);
	assert_true(v.known && str_eqc(v.sign_kind, "elektronik"));
}

static void a_date_before_the_last_number_is_refused(void **state)
{
	struct svc_done x = signed_letter(), y = signed_letter();
	struct svc_recorded r;
	struct fail f = {0};

	(void)state;
	(void)record(&x);
	refused(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&y),
				    (struct day){2026, 11, 20}, &r, &f),
		ERR_INVALID, &f, "date-before-last");
	refused(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&y),
				    (struct day){2026, 11, 25}, &r, &f),
		ERR_INVALID, &f, "date-after-today");
}

static void an_outside_letter_takes_the_next_number(void **state)
{
	struct svc_done x = signed_letter();
	struct svc_recorded a = record(&x), b;
	struct svc_outside in = {.form = STR("surat-dinas"),
				 .recipient = STR("Camat Contoh"),
				 .subject = STR("Ucapan terima kasih"),
				 .class_code = STR("800"),
				 .urgency = STR("biasa"),
				 .secrecy = STR("biasa"),
				 .drafter_position_id = H.who[PAS].posts[0].position_id};
	struct fail f = {0};
	int64_t id;

	(void)state;
	ok(svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &id, &b, &f),
	   &f);
	assert_int_equal(b.serial, a.serial + 1);
	assert_true(look(PELAKSANA, id).outside);
	struct svc_recorded again;
	int64_t twice;
	in.idempotency_key = STR("surat-jadi-1");
	ok(svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &id, &b, &f),
	   &f);
	ok(svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &twice, &again,
				       &f),
	   &f);
	assert_int_equal(twice, id);
	assert_int_equal(again.serial, b.serial);
	assert_true(str_eq(again.number, b.number) &&
		    str_eq(again.verify_code, b.verify_code));
	in.subject = STR("Lain");
	refused(svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &twice,
					    &again, &f),
		ERR_INVALID, &f, "idempotency");
	refused(svc_outgoing_record_outside(H.svc, &H.who[PAS], H.a, &in, &id, &b, &f),
		ERR_DENIED, &f, "not-yours");
}

static void buttons_are_what_the_acts_allow(void **state)
{
	struct svc_done d = drafted();
	struct fail f = {0};

	(void)state;
	assert_true(button(PAS, d.id, ACT_SUBMIT));
	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	assert_true(button(TU, d.id, ACT_APPROVE) && button(TU, d.id, ACT_EDIT));
	assert_false(button(PAS, d.id, ACT_APPROVE));
	approve(&d, TU);
	approve(&d, PANTI);
	assert_true(button(KADIS, d.id, ACT_SIGN) && button(KADIS, d.id, ACT_RETURN));
	assert_false(button(KADIS, d.id, ACT_APPROVE));
	assert_false(button(PELAKSANA, d.id, ACT_RECORD));
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	assert_true(button(PELAKSANA, d.id, ACT_RECORD));
	assert_false(button(KADIS, d.id, ACT_RECORD));
}

/* Every form an office drafts goes the whole way and comes out as a page. */
static void every_form_goes_the_whole_way(void **state)
{
	static const char *const FORM[] = {"surat-dinas", "undangan", "surat-tugas"};
	struct fail f = {0};
	struct str pdf;

	(void)state;
	for (size_t i = 0; i < sizeof(FORM) / sizeof(*FORM); i++) {
		struct svc_draft_in in = letter_in(sample(FORM[i]));
		struct svc_done d;
		in.form = str_c(FORM[i]);
		ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
		ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&d), &d, &f), &f);
		approve(&d, TU);
		approve(&d, PANTI);
		ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
		(void)record(&d);
		ok(svc_letter_pdf(H.svc, &H.who[PAS], H.a, d.id, 0, false, &pdf, &f), &f);
		struct svc_letter l = look(PAS, d.id);
		assert_true(l.recipient.n > 0 && l.row.subject.n > 0);
	}
}

/* The page as pdftotext reads it; empty where that is not installed. */
static struct str text_of(struct str pdf)
{
	struct str in = arena_fmt(H.a, "%s/page.pdf", H.dir),
		   out = arena_fmt(H.a, "%s/page.txt", H.dir);
	struct fail f = {0};
	struct str text = {0};
	const char *argv[] = {"pdftotext", arena_cstr(H.a, in), arena_cstr(H.a, out),
			      NULL};
	pid_t pid;
	int status = 1;

	ok(fs_write(argv[1], pdf, 0600, &f), &f);
	if (posix_spawnp(&pid, argv[0], NULL, NULL, (char *const *)(uintptr_t)argv, NULL))
		return text;
	(void)waitpid(pid, &status, 0);
	if (status == 0)
		ok(fs_read(H.a, argv[2], 1 << 20, &text, &f), &f);
	return text;
}

static void t42_the_page_names_office_and_signer(void **state)
{
	struct svc_done d = signed_letter();
	struct str pdf;
	struct fail f = {0};

	(void)state;
	(void)record(&d);
	ok(svc_letter_pdf(H.svc, &H.who[PAS], H.a, d.id, 0, false, &pdf, &f), &f);
	struct str text = text_of(pdf);
	const char *const says[] = {"PEMERINTAH PROVINSI JAMBI",
				    "DINAS SOSIAL, KEPENDUDUKAN DAN PENCATATAN SIPIL",
				    "CONTOH KEPALA DINAS, S.H.",
				    "Pembina Utama Muda (IV/c)",
				    "NIP. 19670101 199303 1 001",
				    "24 November 2026"};
	for (size_t i = 0; text.n && i < sizeof(says) / sizeof(*says); i++)
		if (str_find(text, str_c(says[i])) == text.n)
			fail_msg("the page does not say %s", says[i]);
}

/* Number, date, urgency, secrecy and signer are the register's: what a text says of them
 * is not kept, and the page follows the register. */
static void what_the_register_gives_is_not_typed(void **state)
{
	static const char *const gone[] = {"<nomor>", "<tanggal>", "<sifat>", "<keamanan>",
					   "<penandatangan"};
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_done d = {0};
	struct svc_letter l;
	struct str pdf, text;
	struct fail f = {0};

	(void)state;
	assert_true(str_find(in.xml, STR("<nomor>")) < in.xml.n);
	in.urgency = STR("sangat-penting");
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	l = look(PAS, d.id);
	for (size_t i = 0; i < sizeof(gone) / sizeof(*gone); i++)
		if (str_find(l.drafts[0].xml, str_c(gone[i])) < l.drafts[0].xml.n)
			fail_msg("the draft keeps %s", gone[i]);
	ok(svc_letter_pdf(H.svc, &H.who[PAS], H.a, d.id, 0, false, &pdf, &f), &f);
	text = text_of(pdf);
	assert_true(!text.n || str_find(text, STR("Sangat Segera")) < text.n);
	in.urgency = STR("biasa");
	ok(svc_outgoing_edit(H.svc, &H.who[PAS], H.a, ref(&d), &in, &d, &f), &f);
	ok(svc_letter_pdf(H.svc, &H.who[PAS], H.a, d.id, 0, false, &pdf, &f), &f);
	text = text_of(pdf);
	assert_true(str_find(text, STR("Segera")) == text.n);
}

static void each_finds_what_he_sees(void **state)
{
	(void)state;
	assert_true(found_is_seen_by_all() > 0);
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(t28_kepala_dinas_signs),
		cmocka_unit_test(t29_nobody_else_signs),
		cmocka_unit_test(an_acting_holder_signs),
		cmocka_unit_test(t30_an_unsigned_letter_gets_no_number),
		cmocka_unit_test(t31_number_and_register_line_in_one_act),
		cmocka_unit_test(t32_numbers_follow_each_other),
		cmocka_unit_test(two_recorders_at_once_get_neighbours),
		cmocka_unit_test(a_failing_page_spends_no_serial),
		cmocka_unit_test(a_recorded_page_is_a_stored_file),
		cmocka_unit_test(electronic_signing_numbers_in_the_same_act),
		cmocka_unit_test(a_date_before_the_last_number_is_refused),
		cmocka_unit_test(an_outside_letter_takes_the_next_number),
		cmocka_unit_test(buttons_are_what_the_acts_allow),
		cmocka_unit_test(every_form_goes_the_whole_way),
		cmocka_unit_test(t42_the_page_names_office_and_signer),
		cmocka_unit_test(what_the_register_gives_is_not_typed),
		cmocka_unit_test(each_finds_what_he_sees),
	};
	return cmocka_run_group_tests(t, move_in, move_out);
}
