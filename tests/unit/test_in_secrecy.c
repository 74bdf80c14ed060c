#define _XOPEN_SOURCE 700 /* nftw */
/* Rule S1 over every post and level, and a letter that stands in two books. */
#include "in_house.h"
#include "svc_look.h"

/* What each post gets of a letter: 0 it is not there, 1 its line, 2 its text. */
static void sees(struct svc_ref ref, struct str number, const int *want, const char *when)
{
	int64_t file = look(TU, ref.id).files[0].id;

	for (int i = 0; i < WHO__COUNT; i++) {
		struct svc_find q = {.q = number, .limit = 20};
		struct svc_letter l;
		struct svc_list list;
		struct svc_file meta;
		struct str bytes;
		bool content = false;
		enum err e = svc_letter_get(H.svc, &H.who[i], H.a, ref.id, &l, &content, &D.f);

		if (e != (want[i] ? ERR_OK : ERR_NOTFOUND) || content != (want[i] == 2))
			fail_msg("%s, %s: err %d content %d", when, LOGIN[i], (int)e, content);
		e = svc_file_read(H.svc, &H.who[i], H.a, ref.id, file, &bytes, &meta, &D.f);
		assert_int_equal(e == ERR_OK, want[i] == 2);
		OK(svc_find(H.svc, &H.who[i], H.a, &q, &list, &D.f));
		assert_int_equal(in_list(&list, ref.id), want[i] > 0);
	}
}

/* Before and after distribution to Kasi PAS. Columns: Kadis, Kepala Panti, Kasubbag, Kasi
 * PAS, Kasi Pel, Fungsional, Pelaksana */
static void secrecy_over_posts(void **state)
{
	static const struct {
		const char *level;
		int before[WHO__COUNT], after[WHO__COUNT];
	} M[] = {
		{"biasa", {1, 2, 2, 1, 1, 1, 2}, {1, 2, 2, 2, 1, 1, 2}},
		{"terbatas", {0, 2, 2, 0, 0, 0, 2}, {0, 2, 2, 2, 0, 0, 2}},
		{"rahasia", {0, 2, 2, 0, 0, 0, 2}, {0, 2, 2, 2, 0, 0, 2}},
		{"sangat-rahasia", {0, 2, 2, 0, 0, 0, 2}, {0, 2, 2, 2, 0, 0, 2}},
	};

	(void)state;
	for (size_t m = 0; m < sizeof(M) / sizeof(*M); m++) {
		struct svc_upload up = {.name = STR("a.pdf"),
					.bytes = STR("%PDF-1.4\n1 0 obj rahasia")};
		struct svc_register reg = letter();
		struct svc_dispose in = to_two();
		struct svc_ref ref;
		struct svc_done d;

		reg.secrecy = str_c(M[m].level);
		reg.scans = &up;
		reg.scans_n = 1;
		in.to_n = 1;
		ref = take_in(&reg);
		sees(ref, reg.number, M[m].before, M[m].level);
		OK(svc_incoming_check(H.svc, &H.who[TU], ref, STR(""), &d, &D.f));
		ref.version = d.version;
		OK(svc_incoming_dispose(H.svc, &H.who[PANTI], ref, &in, &d, &D.f));
		ref.version = d.version;
		/* waiting gives no sight */
		assert_false(M[m].before[PAS] == 0 && waits_for(PAS, ref.id, NULL));
		OK(svc_incoming_distribute(H.svc, &H.who[PELAKSANA], ref, &d, &D.f));
		sees(ref, reg.number, M[m].after, "handed out");
	}
}

static bool opens(int who, int64_t id)
{
	struct svc_letter l;
	bool content;

	OK(svc_letter_get(H.svc, &H.who[who], H.a, id, &l, &content, &D.f));
	return content;
}

static struct svc_ref asked(struct svc_ref ref, struct str why)
{
	struct svc_done d;

	OK(svc_look_ask(H.svc, &H.who[PAS], ref.id, why, &d, &D.f));
	return (struct svc_ref){d.id, 1};
}

/* S1: biasa is found by all and opened by those who handle it; others ask. */
static void who_may_not_open_it_asks(void **state)
{
	struct svc_ref ref = registered();
	struct svc_letter l;
	struct svc_done d;
	struct svc_row row = {0};

	(void)state;
	assert_false(opens(PAS, ref.id));
	assert_true(offers(PAS, ref.id, ACT_ASK_LOOK));
	assert_false(offers(TU, ref.id, ACT_ASK_LOOK));
	REFUSED(svc_look_ask(H.svc, &H.who[PAS], ref.id, STR(" "), &d, &D.f), ERR_INVALID,
		"Keperluan");
	REFUSED(svc_look_ask(H.svc, &H.who[TU], ref.id, STR("Perlu"), &d, &D.f),
		ERR_CONFLICT, "sudah dapat");
	(void)asked(ref, STR("Menyiapkan rapat"));
	REFUSED(svc_look_ask(H.svc, &H.who[PAS], ref.id, STR("Lagi"), &d, &D.f),
		ERR_CONFLICT, "menunggu jawaban");
	assert_false(offers(PAS, ref.id, ACT_ASK_LOOK));
	assert_int_equal(look(PAS, ref.id).looks_n, 1);
	/* nothing of the letter moved: no page that shows it is stale */
	assert_int_equal(look(TU, ref.id).row.version, ref.version);
	/* the request waits for those who may answer, and for nobody else */
	assert_true(waits_for(PANTI, ref.id, &row));
	assert_true(str_eqc(row.doing, "Jawab permintaan lihat"));
	assert_false(waits_for(KADIS, ref.id, NULL));
	assert_false(waits_for(PELREHSOS, ref.id, NULL));
	l = look(TU, ref.id);
	assert_int_equal(l.looks_n, 1);
	assert_true(l.looks[0].may_answer && str_eqc(l.looks[0].position, "Kasi PAS"));
	assert_int_equal(look(PELREHSOS, ref.id).looks_n, 0);
}

static void a_request_is_answered_once_by_one_who_may(void **state)
{
	struct svc_ref ref = registered(), at = asked(ref, STR("Menyiapkan rapat"));
	struct svc_letter l;
	struct svc_done d;

	(void)state;
	REFUSED(svc_look_answer(H.svc, &H.who[PAS], at, true, STR(""), &d, &D.f),
		ERR_DENIED, NULL);
	at.version = 0;
	REFUSED(svc_look_answer(H.svc, &H.who[TU], at, true, STR(""), &d, &D.f),
		ERR_NOVERSION, NULL);
	at.version = 1;
	REFUSED(svc_look_answer(H.svc, &H.who[TU], at, false, STR(""), &d, &D.f),
		ERR_INVALID, "Alasan penolakan");
	OK(svc_look_answer(H.svc, &H.who[TU], at, false, STR("Belum waktunya"), &d,
			   &D.f));
	REFUSED(svc_look_answer(H.svc, &H.who[PANTI], at, true, STR(""), &d, &D.f),
		ERR_STALE, NULL);
	assert_int_equal(d.version, 2);
	assert_false(opens(PAS, ref.id));
	l = look(PAS, ref.id);
	assert_true(str_eqc(l.looks[0].answer, "Belum waktunya"));
}

static void who_was_let_in_sees_it_until_it_is_raised(void **state)
{
	struct svc_correct raise = {.secrecy = STR("terbatas"), .reason = STR("Keliru sifat")};
	struct svc_ref ref = registered(), at = asked(ref, STR("Menyiapkan rapat"));
	struct svc_letter l;
	struct svc_done d;

	(void)state;
	OK(svc_look_answer(H.svc, &H.who[TU], at, false, STR("Belum waktunya"), &d, &D.f));
	/* asked again, and let in; only he */
	at = asked(ref, STR("Diminta Kadis"));
	OK(svc_look_answer(H.svc, &H.who[PANTI], at, true, STR(""), &d, &D.f));
	assert_true(opens(PAS, ref.id));
	assert_false(opens(PELREHSOS, ref.id));
	assert_false(waits_for(PANTI, ref.id, NULL));
	/* what is raised later is again for those it went to */
	OK(svc_incoming_correct(H.svc, &H.who[TU], ref, &raise, &d, &D.f));
	REFUSED(svc_letter_get(H.svc, &H.who[PAS], H.a, ref.id, &l, &(bool){0}, &D.f),
		ERR_NOTFOUND, NULL);
	REFUSED(svc_look_ask(H.svc, &H.who[PAS], ref.id, STR("Perlu"), &d, &D.f),
		ERR_NOTFOUND, NULL);
}

static void two_books(void **state)
{
	struct svc_register reg = letter();
	struct svc_dispose in = {.units = {D.uptd},
				 .units_n = 1,
				 .instructions = {STR("TL")},
				 .instructions_n = 1};
	struct svc_inbox_row *box;
	struct svc_registered r;
	struct svc_letter l;
	struct svc_ref ref;
	struct svc_done d;
	size_t n, before;

	(void)state;
	OK(svc_unit_inbox(H.svc, &H.who[PELAKSANA], H.a, &box, &before, &D.f));
	reg.book_id = D.dinas_book;
	ref = take_in(&reg);
	OK(svc_incoming_check(H.svc, &H.who[TU], ref, STR(""), &d, &D.f));
	ref.version = d.version;
	REFUSED(svc_incoming_dispose(H.svc, &H.who[PANTI], ref, &in, &d, &D.f),
		ERR_DENIED, NULL);
	OK(svc_incoming_dispose(H.svc, &H.who[KADIS], ref, &in, &d, &D.f));
	ref.version = d.version;
	OK(svc_unit_inbox(H.svc, &H.who[PELAKSANA], H.a, &box, &n, &D.f));
	assert_int_equal(n, before);
	OK(svc_incoming_distribute(H.svc, &H.who[PELAKSANA], ref, &d, &D.f));
	OK(svc_unit_inbox(H.svc, &H.who[PELAKSANA], H.a, &box, &n, &D.f));
	assert_int_equal(n, before + 1);
	l = look(PELAKSANA, ref.id);
	assert_true(str_starts(l.where, STR("Di Kotak Masuk UPTD sejak hari ini")));
	assert_true(str_eqc(l.dispositions[0].trays[0].position, "Kotak Masuk UPTD"));
	REFUSED(svc_unit_enter(H.svc, &H.who[PAS], H.a, box[n - 1].inbox_id, &r, &D.f),
		ERR_DENIED, NULL);
	OK(svc_unit_enter(H.svc, &H.who[PELAKSANA], H.a, box[n - 1].inbox_id, &r, &D.f));
	assert_true(str_eqc(r.book, "UPTD"));
	assert_int_equal(r.state, FS_CODED);
	assert_int_equal(look(PELAKSANA, r.id).links_n, 1);
	l = look(PELAKSANA, ref.id);
	assert_true(str_starts(l.where, STR("Di meja Kepala Panti")));
	/* followed up in the UPTD's book, it is so in the Dinas's */
	OK(svc_incoming_check(H.svc, &H.who[TU], (struct svc_ref){r.id, r.version},
			      STR(""), &d, &D.f));
	in = to_two();
	in.to_n = 1;
	OK(svc_incoming_dispose(H.svc, &H.who[PANTI], (struct svc_ref){r.id, d.version},
				&in, &d, &D.f));
	OK(svc_incoming_distribute(H.svc, &H.who[PELAKSANA],
				   (struct svc_ref){r.id, d.version}, &d, &D.f));
	complete(PAS, r.id);
	assert_int_equal(look(PELAKSANA, r.id).row.state, FS_FOLLOWED);
	assert_int_equal(look(PELAKSANA, ref.id).row.state, FS_FOLLOWED);
}

/* Disposed to the UPTD by the Dinas and entered in the UPTD's book: both letters. */
static struct svc_ref in_both_books(const char *secrecy, int64_t *first)
{
	struct svc_register reg = letter();
	struct svc_dispose in = {.units = {D.uptd}, .units_n = 1};
	struct svc_inbox_row *box;
	struct svc_registered r;
	struct svc_ref ref;
	struct svc_done d;
	size_t n;

	reg.book_id = D.dinas_book;
	reg.secrecy = str_c(secrecy);
	ref = take_in(&reg);
	*first = ref.id;
	OK(svc_incoming_check(H.svc, &H.who[TU], ref, STR(""), &d, &D.f));
	ref.version = d.version;
	OK(svc_incoming_dispose(H.svc, &H.who[KADIS], ref, &in, &d, &D.f));
	ref.version = d.version;
	OK(svc_incoming_distribute(H.svc, &H.who[PELAKSANA], ref, &d, &D.f));
	OK(svc_unit_inbox(H.svc, &H.who[PELAKSANA], H.a, &box, &n, &D.f));
	OK(svc_unit_enter(H.svc, &H.who[PELAKSANA], H.a, box[n - 1].inbox_id, &r, &D.f));
	return (struct svc_ref){r.id, r.version};
}

static bool in_the_box(int64_t letter)
{
	struct svc_inbox_row *box;
	size_t n;

	OK(svc_unit_inbox(H.svc, &H.who[PELAKSANA], H.a, &box, &n, &D.f));
	for (size_t i = 0; i < n; i++)
		if (box[i].letter_id == letter)
			return true;
	return false;
}

/* However the second letter ends, somebody has the first one on his desk, or it has ended
 * too. */
static void the_first_book_hears_how_the_second_ended(void **state)
{
	int64_t first;
	struct svc_ref ref = in_both_books("biasa", &first);
	struct svc_done d;

	(void)state;
	OK(svc_incoming_check(H.svc, &H.who[TU], ref, STR(""), &d, &D.f));
	ref.version = d.version;
	OK(svc_incoming_no_disposition(H.svc, &H.who[PANTI], ref, STR("Cukup diketahui"), &d,
				       &D.f));
	assert_int_equal(look(PELAKSANA, first).row.state, FS_FOLLOWED);

	ref = in_both_books("biasa", &first);
	OK(svc_incoming_misdirected(H.svc, &H.who[TU], ref, STR("Bukan urusan UPTD"), &d,
				    &D.f));
	assert_true(waits_for(KADIS, first, NULL));

	ref = in_both_books("biasa", &first);
	assert_false(in_the_box(first));
	OK(svc_incoming_void(H.svc, &H.who[TU], ref, STR("Salah buku"), &d, &D.f));
	assert_true(in_the_box(first));
}

static enum err raise(int who, struct svc_ref ref, const char *level)
{
	struct svc_correct in = {.secrecy = str_c(level), .reason = STR("Isinya rahasia")};
	struct svc_done d;

	return svc_incoming_correct(H.svc, &H.who[who], ref, &in, &d, &D.f);
}

/* The same paper is no less secret in the other book. */
static void what_becomes_secret_is_so_in_both_books(void **state)
{
	int64_t first;
	struct svc_ref second = in_both_books("biasa", &first);
	struct svc_letter l;
	bool content;

	(void)state;
	OK(raise(TU, now(first), "rahasia"));
	assert_true(str_eqc(look(TU, second.id).row.secrecy, "rahasia"));
	assert_int_equal(look(TU, second.id).changes_n, 1);
	assert_int_equal(look(PANTI, second.id).row.state, FS_CODED);
	REFUSED(svc_letter_get(H.svc, &H.who[FUNGSIONAL], H.a, second.id, &l, &content, &D.f),
		ERR_NOTFOUND, NULL);

	second = in_both_books("biasa", &first);
	OK(raise(TU, second, "sangat-rahasia"));
	assert_true(str_eqc(look(TU, first).row.secrecy, "sangat-rahasia"));
	/* each book's clerk may find his entry less secret than the other's */
	OK(raise(TU, now(second.id), "terbatas"));
	assert_true(str_eqc(look(TU, first).row.secrecy, "sangat-rahasia"));
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(secrecy_over_posts),
		cmocka_unit_test(who_may_not_open_it_asks),
		cmocka_unit_test(a_request_is_answered_once_by_one_who_may),
		cmocka_unit_test(who_was_let_in_sees_it_until_it_is_raised),
		cmocka_unit_test(two_books),
		cmocka_unit_test(the_first_book_hears_how_the_second_ended),
		cmocka_unit_test(what_becomes_secret_is_so_in_both_books),
		cmocka_unit_test(each_finds_what_he_sees),
		cmocka_unit_test(the_chain_is_whole_after_all_this),
	};

	return cmocka_run_group_tests(t, find_books, move_out);
}
