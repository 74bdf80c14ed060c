#define _XOPEN_SOURCE 700 /* nftw */
/* Acceptance A 1-4, 15, 17: what comes in is registered, and put right while it may be. */
#include "in_house.h"
#include <pthread.h>

#define THREADS 32

static void a01_an_entry_exists_before_anything_else(void **state)
{
	struct svc_letter l = look(PELAKSANA, registered().id);

	(void)state;
	assert_true(l.serial > 0);
	assert_int_equal(l.year, 2026);
	assert_true(str_eqc(l.book, "UPTD"));
	assert_true(str_eqc(l.events[0].act, "register"));
}

static void a02_without_an_entry_all_is_refused(void **state)
{
	struct svc_ref none = {123456, 1};
	struct svc_dispose in = to_two();
	struct svc_done d;

	(void)state;
	REFUSED(svc_incoming_code(H.svc, &H.who[PELAKSANA], none, STR("400.9"), &d, &D.f),
		ERR_NOTFOUND, NULL);
	REFUSED(svc_incoming_check(H.svc, &H.who[TU], none, STR(""), &d, &D.f),
		ERR_NOTFOUND, NULL);
	REFUSED(svc_incoming_dispose(H.svc, &H.who[PANTI], none, &in, &d, &D.f),
		ERR_NOTFOUND, NULL);
	REFUSED(svc_incoming_distribute(H.svc, &H.who[PELAKSANA], none, &d, &D.f),
		ERR_NOTFOUND, NULL);
	REFUSED(svc_letter_file(H.svc, &H.who[PELAKSANA], none, STR("A"), STR("B"), &d,
				&D.f),
		ERR_NOTFOUND, NULL);
}

static void a03_step_two_gives_the_code(void **state)
{
	struct svc_register in = letter();
	struct svc_ref ref;
	struct svc_done d;
	struct svc_letter l;

	(void)state;
	in.class_code = (struct str){NULL, 0};
	ref = take_in(&in);
	l = look(PELAKSANA, ref.id);
	assert_int_equal(l.row.state, FS_REGISTERED);
	REFUSED(svc_incoming_code(H.svc, &H.who[PELAKSANA], ref, STR("bukan kode"), &d,
				  &D.f),
		ERR_INVALID, "klasifikasi");
	OK(svc_incoming_code(H.svc, &H.who[PELAKSANA], ref, STR("400.9"), &d, &D.f));
	l = look(PELAKSANA, ref.id);
	assert_true(str_eqc(l.row.class_code, "400.9"));
	assert_true(str_eqc(l.state_label, "Surat masuk terkodefikasi"));
}

static void a04_entries_are_distinct_and_in_order(void **state)
{
	struct svc_letter a = look(PELAKSANA, registered().id);
	struct svc_letter b = look(PELAKSANA, registered().id);

	(void)state;
	assert_int_equal(b.serial, a.serial + 1);
	assert_true(b.row.id > a.row.id);
}

static void who_names_no_book_writes_in_that_of_his_unit(void **state)
{
	struct svc_register in = letter();
	struct svc_registered r;

	(void)state;
	in.book_id = 0;
	OK(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &D.f));
	assert_true(str_eqc(r.book, "UPTD"));
	in = letter();
	in.book_id = 0;
	REFUSED(svc_incoming_register(H.svc, &H.who[TU], H.a, &in, &r, &D.f), ERR_DENIED,
		NULL);
}

static void a15_urgency_is_demanded(void **state)
{
	static const char *const good[] = {"biasa", "penting", "sangat-penting"};
	struct svc_register in = letter();
	struct svc_registered r;

	(void)state;
	in.urgency = (struct str){NULL, 0};
	REFUSED(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &D.f),
		ERR_INVALID, "belum dipilih");
	assert_string_equal(D.f.field, "urgency");
	in.urgency = STR("santai");
	REFUSED(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &D.f),
		ERR_INVALID, "tidak dikenal");
	for (size_t i = 0; i < 3; i++) {
		in = letter();
		in.urgency = str_c(good[i]);
		(void)take_in(&in);
	}
}

static void bad(struct svc_register in, const char *field)
{
	struct svc_registered r;
	enum err e = svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &D.f);

	if (e != ERR_INVALID || !D.f.field || strcmp(D.f.field, field) != 0)
		fail_msg("%s: got %d %s \"%s\"", field, (int)e,
			 D.f.field ? D.f.field : "-", e ? D.f.text : "done");
}

static void a17_an_entry_that_breaks_the_rules_is_refused(void **state)
{
	struct svc_register in = letter();
	char long_text[1200];

	(void)state;
	memset(long_text, 'a', sizeof(long_text));
#define BAD(set, name)                                                                   \
	do {                                                                             \
		in = letter();                                                           \
		set;                                                                     \
		bad(in, name);                                                           \
	} while (0)
	BAD(in.sender = STR(" "), "sender");
	BAD(in.number = STR(""), "number");
	BAD(in.subject = STR(""), "subject");
	BAD(in.subject = ((struct str){long_text, 1001}), "subject");
	BAD(in.sender = ((struct str){long_text, 201}), "sender");
	BAD(in.number = ((struct str){long_text, 121}), "number");
	BAD(in.subject = STR("a\xff"), "subject");
	BAD(in.subject = STR("a\xe2\x80\xae b"), "subject");
	BAD(in.letter_day = ((struct day){0, 0, 0}), "letter_date");
	BAD(in.letter_day = ((struct day){2026, 2, 30}), "letter_date");
	BAD(in.letter_day = ((struct day){2026, 12, 30}), "letter_date");
	BAD(in.received_day = ((struct day){2026, 11, 25}), "received_date");
	/* numbered by days since 1970, it would stand where nobody can open it */
	BAD(in.received_day = ((struct day){1969, 12, 31}), "date");
	BAD(in.received_day = ((struct day){1970, 1, 1}), "date");
	BAD(in.secrecy = STR("agak"), "secrecy");
	BAD(in.channel = STR("merpati"), "channel");
	BAD(in.copy_kind = STR("palsu"), "copy");
	BAD(in.class_code = STR("';--"), "classification");
	BAD(in.no_number = true, "number");
#undef BAD
	in = letter();
	in.letter_day = (struct day){2026, 12, 30};
	in.future_ok = true;
	(void)take_in(&in);
	in = letter();
	in.number = (struct str){NULL, 0};
	in.no_number = in.no_date = true;
	(void)take_in(&in);
}

static void the_same_request_is_answered_once(void **state)
{
	struct svc_register in = letter();
	struct svc_registered a, b;

	(void)state;
	in.idempotency_key = STR("kunci-1");
	OK(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &a, &D.f));
	OK(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &b, &D.f));
	assert_int_equal(a.id, b.id);
	assert_int_equal(a.serial, b.serial);
	assert_true(str_eq(a.agenda, b.agenda) && str_eq(a.book, b.book));
	in.subject = STR("Lain");
	REFUSED(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &b, &D.f),
		ERR_INVALID, "kunci baru");
}

static void a_twin_is_shown(void **state)
{
	struct svc_register in = letter();
	struct svc_registered r;
	struct svc_twin *t;
	size_t n;
	int64_t id = take_in(&in).id;

	(void)state;
	REFUSED(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &D.f),
		ERR_CONFLICT, "sudah tercatat");
	OK(svc_incoming_twins(H.svc, &H.who[PELAKSANA], H.a, in.sender, in.number,
			      in.letter_day, &t, &n, &D.f));
	assert_int_equal(n, 1);
	assert_int_equal(t[0].id, id);
	struct svc_arrival again = {.id = id,
				    .channel = STR("kurir"),
				    .copy_kind = STR("asli"),
				    .idempotency_key = STR("datang-lagi")};
	struct svc_done d, d2;
	OK(svc_incoming_arrival(H.svc, &H.who[PELAKSANA], &again, &d, &D.f));
	assert_int_equal(d.state, FS_CODED);
	OK(svc_incoming_arrival(H.svc, &H.who[PELAKSANA], &again, &d2, &D.f));
	assert_int_equal(d2.version, d.version);
	assert_int_equal(look(PELAKSANA, id).row.version, d.version);
	in.duplicate_ok = true;
	OK(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &D.f));
}

static void corrections_keep_the_old_text(void **state)
{
	struct svc_ref ref = registered();
	struct svc_correct in = {.subject = STR("Undangan rapat anggaran")};
	struct svc_letter l;
	struct svc_done d;

	(void)state;
	OK(svc_incoming_correct(H.svc, &H.who[PELAKSANA], ref, &in, &d, &D.f));
	ref.version = d.version;
	OK(svc_incoming_check(H.svc, &H.who[TU], ref, STR(""), &d, &D.f));
	ref.version = d.version;
	in.subject = STR("Undangan rapat kerja");
	in.reason = STR("Salah ketik");
	REFUSED(svc_incoming_correct(H.svc, &H.who[PELAKSANA], ref, &in, &d, &D.f),
		ERR_DENIED, "Kasubbag TU");
	in.reason = (struct str){NULL, 0};
	REFUSED(svc_incoming_correct(H.svc, &H.who[TU], ref, &in, &d, &D.f),
		ERR_INVALID, "beralasan");
	in.reason = STR("Salah ketik");
	OK(svc_incoming_correct(H.svc, &H.who[TU], ref, &in, &d, &D.f));
	l = look(TU, ref.id);
	assert_int_equal(l.changes_n, 2);
	assert_true(str_eqc(l.changes[0].old_text, "Undangan rapat koordinasi"));
	assert_true(str_eqc(l.row.subject, "Undangan rapat kerja"));
}

static void a_void_entry_keeps_its_serial(void **state)
{
	struct svc_ref ref = registered();
	int serial = look(PELAKSANA, ref.id).serial;
	struct svc_done d;

	(void)state;
	REFUSED(svc_incoming_void(H.svc, &H.who[PELAKSANA], ref, STR(""), &d, &D.f),
		ERR_INVALID, "Alasan");
	OK(svc_incoming_void(H.svc, &H.who[PELAKSANA], ref, STR("Tercatat dua kali"), &d,
			     &D.f));
	assert_int_equal(d.state, FS_VOID_ENTRY);
	assert_int_equal(look(PELAKSANA, registered().id).serial, serial + 1);
	ref = registered();
	OK(svc_incoming_misdirected(H.svc, &H.who[PELAKSANA], ref, STR("Untuk dinas lain"),
				    &d, &D.f));
	assert_int_equal(d.state, FS_MISDIRECTED);
}

static void scans_are_kept_and_other_kinds_refused(void **state)
{
	struct svc_register in = letter();
	struct svc_upload up[2] = {
		{.name = STR("a.pdf"), .bytes = STR("%PDF-1.4\n1 0 obj\n")},
		{.name = STR("a.exe"), .bytes = STR("MZ\x90\0 program")}};
	struct svc_registered r;
	struct svc_letter l;
	struct svc_file meta;
	struct svc_list un;
	struct svc_done d;
	struct str bytes;

	(void)state;
	in.scans = up;
	in.scans_n = 2;
	REFUSED(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &D.f),
		ERR_TYPE, "bukan PDF");
	in.scans_n = 1;
	OK(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &D.f));
	l = look(PELAKSANA, r.id);
	assert_int_equal(l.files_n, 1);
	OK(svc_file_read(H.svc, &H.who[PELAKSANA], H.a, r.id, l.files[0].id, &bytes, &meta,
			 &D.f));
	assert_true(str_eq(bytes, up[0].bytes));
	assert_int_not_equal(svc_file_read(H.svc, &H.who[FUNGSIONAL], H.a, r.id,
					   l.files[0].id, &bytes, &meta, &D.f),
			     ERR_OK);
	in = letter();
	OK(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &D.f));
	OK(svc_unscanned(H.svc, &H.who[PELAKSANA], H.a, &un, &D.f));
	assert_true(in_list(&un, r.id));
	OK(svc_letter_attach(H.svc, &H.who[PELAKSANA], (struct svc_ref){r.id, r.version},
			     up, 1, STR("pindaian"), &d, &D.f));
	OK(svc_unscanned(H.svc, &H.who[PELAKSANA], H.a, &un, &D.f));
	assert_false(in_list(&un, r.id));
}

static void a_closed_envelope_stores_nothing_else(void **state)
{
	struct svc_register in = letter();
	struct svc_letter l;

	(void)state;
	in.sealed = true;
	in.secrecy = STR("rahasia");
	bad(in, "subject");
	in.subject = STR("");
	bad(in, "classification");
	in.class_code = (struct str){NULL, 0};
	l = look(PANTI, take_in(&in).id);
	assert_true(l.sealed);
	assert_int_equal(l.row.state, FS_CODED);
	assert_true(str_eqc(l.row.secrecy, "rahasia"));
}

/* Nobody has seen what is in it: it goes to its chain and is not for everybody. */
static void a_closed_envelope_is_not_for_everybody(void **state)
{
	struct svc_register in = letter();
	struct svc_letter l;
	struct svc_ref ref;

	(void)state;
	in.sealed = true;
	in.subject = STR("");
	in.class_code = (struct str){NULL, 0};
	for (int i = 0; i < 2; i++) {
		in.secrecy = i ? STR("biasa") : (struct str){NULL, 0};
		in.number = i ? STR("R-1") : STR("R-2");
		ref.id = take_in(&in).id;
		l = look(PANTI, ref.id);
		assert_true(str_eqc(l.row.secrecy, "terbatas"));
		REFUSED(svc_letter_get(H.svc, &H.who[PAS], H.a, ref.id, &l, &(bool){0}, &D.f),
			ERR_NOTFOUND, NULL);
	}
}

static void a_closed_book_takes_nothing(void **state)
{
	struct svc_register in = letter();
	struct svc_registered r;
	struct svc_book_row *b;
	size_t n;

	(void)state;
	in.received_day = (struct day){2025, 12, 30};
	in.letter_day = (struct day){2025, 12, 29};
	OK(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &D.f));
	assert_int_equal(r.year, 2025);
	assert_int_equal(r.serial, 1);
	REFUSED(svc_book_close(H.svc, &H.who[PELAKSANA], D.uptd_book, 2025, &D.f),
		ERR_DENIED, NULL);
	OK(svc_books(H.svc, &H.who[PELAKSANA], H.a, &b, &n, &D.f));
	assert_true(b[0].keeper && !b[0].may_close);
	OK(svc_books(H.svc, &H.who[TU], H.a, &b, &n, &D.f));
	assert_true(!b[0].keeper && b[0].may_close);
	OK(svc_books(H.svc, &H.who[PAS], H.a, &b, &n, &D.f));
	assert_true(!b[0].keeper && !b[0].may_close);
	OK(svc_book_close(H.svc, &H.who[TU], D.uptd_book, 2025, &D.f));
	in.number = STR("lain/1");
	REFUSED(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &D.f),
		ERR_CONFLICT, "sudah ditutup");
	REFUSED(svc_book_close(H.svc, &H.who[TU], D.uptd_book, 2026, &D.f),
		ERR_INVALID, NULL);
}

static void one_person_two_posts_is_one_act(void **state)
{
	struct actor both = H.who[PELAKSANA];
	struct svc_register in = letter();
	struct svc_registered r;
	struct svc_letter l;

	(void)state;
	both.posts[both.posts_n++] = H.who[TU].posts[0];
	OK(svc_incoming_register(H.svc, &both, H.a, &in, &r, &D.f));
	assert_int_equal(r.state, FS_CHECKED);
	l = look(PANTI, r.id);
	assert_int_equal(l.events_n, 3);
	assert_true(str_eqc(l.events[0].who, "Pelaksana"));
	assert_true(str_eqc(l.events[2].who, "Kasubbag TU"));
}

struct worker {
	int n, serial;
	enum err e;
	struct fail f;
};

static void *work(void *arg)
{
	struct worker *w = arg;
	struct arena *a = arena_open();
	struct svc_register in = {
		.book_id = D.dinas_book,
		.sender = STR("Pengirim bersamaan"),
		.number = arena_fmt(a, "bersama/%d", w->n),
		.letter_day = {2024, 3, 1},
		.received_day = {2024, 3, 4},
		.subject = STR("Bersamaan"),
		.class_code = STR("400.9"),
		.urgency = STR("biasa"),
		.secrecy = STR("biasa"),
	};
	struct svc_registered r;

	w->e = svc_incoming_register(H.svc, &H.who[PELAKSANA], a, &in, &r, &w->f);
	w->serial = r.serial;
	arena_close(a);
	return NULL;
}

static void thirty_two_at_once_get_one_to_thirty_two(void **state)
{
	struct worker w[THREADS];
	pthread_t t[THREADS];
	bool seen[THREADS + 1] = {false};

	(void)state;
	for (int i = 0; i < THREADS; i++) {
		w[i] = (struct worker){.n = i};
		assert_int_equal(pthread_create(&t[i], NULL, work, &w[i]), 0);
	}
	for (int i = 0; i < THREADS; i++) {
		assert_int_equal(pthread_join(t[i], NULL), 0);
		if (w[i].e)
			fail_msg("%s", w[i].f.text);
		assert_in_range(w[i].serial, 1, THREADS);
		assert_false(seen[w[i].serial]);
		seen[w[i].serial] = true;
	}
}

static bool finds(int i, const char *words, int64_t id)
{
	struct svc_find q = {.q = str_c(words), .limit = 100};
	struct svc_list l;

	OK(svc_find(H.svc, &H.who[i], H.a, &q, &l, &D.f));
	return in_list(&l, id);
}

static void half_a_word_finds_and_a_corrected_one_no_more(void **state)
{
	struct svc_register in = letter();
	struct svc_correct c = {.reason = STR("salah ketik"), .subject = STR("Perihal Wredatama")};
	struct svc_done d;
	struct svc_ref ref;

	(void)state;
	in.subject = STR("Undangan Pelantikan di Purwobakti");
	ref = take_in(&in);
	assert_true(finds(KADIS, "pelantikan purwo", ref.id));
	assert_true(finds(KADIS, "PURWOBAKTI", ref.id));
	/* a stem is no prefix of the word: the word as it was written is completed */
	assert_true(finds(KADIS, "purwobakti pelant", ref.id));
	assert_false(finds(KADIS, "pelantikan purwak", ref.id));
	OK(svc_incoming_correct(H.svc, &H.who[PELAKSANA], ref, &c, &d, &D.f));
	assert_false(finds(KADIS, "purwobakti", ref.id));
	assert_true(finds(KADIS, "wreda", ref.id));
	assert_true(finds(KADIS, arena_cstr(H.a, in.number), ref.id));
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(a01_an_entry_exists_before_anything_else),
		cmocka_unit_test(a02_without_an_entry_all_is_refused),
		cmocka_unit_test(a03_step_two_gives_the_code),
		cmocka_unit_test(a04_entries_are_distinct_and_in_order),
		cmocka_unit_test(who_names_no_book_writes_in_that_of_his_unit),
		cmocka_unit_test(a15_urgency_is_demanded),
		cmocka_unit_test(a17_an_entry_that_breaks_the_rules_is_refused),
		cmocka_unit_test(the_same_request_is_answered_once),
		cmocka_unit_test(a_twin_is_shown),
		cmocka_unit_test(corrections_keep_the_old_text),
		cmocka_unit_test(a_void_entry_keeps_its_serial),
		cmocka_unit_test(scans_are_kept_and_other_kinds_refused),
		cmocka_unit_test(a_closed_envelope_stores_nothing_else),
		cmocka_unit_test(a_closed_envelope_is_not_for_everybody),
		cmocka_unit_test(a_closed_book_takes_nothing),
		cmocka_unit_test(one_person_two_posts_is_one_act),
		cmocka_unit_test(thirty_two_at_once_get_one_to_thirty_two),
		cmocka_unit_test(half_a_word_finds_and_a_corrected_one_no_more),
		cmocka_unit_test(each_finds_what_he_sees),
		cmocka_unit_test(the_chain_is_whole_after_all_this),
	};

	return cmocka_run_group_tests(t, find_books, move_out);
}
