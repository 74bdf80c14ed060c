#define _XOPEN_SOURCE 700 /* nftw */
/* What somebody with an account of his own tries at letters that are not for him (S1) and
 * at trays that are not his (L1). */
#include "house.h"
#include "svc_find.h"
#include "svc_look.h"

static struct svc_registered taken_in_by(const char *code, const char *secrecy,
					 const char *sender)
{
	static int n;
	struct svc_book_row *b;
	struct svc_registered r = {0};
	struct fail f = {0};
	size_t books;
	struct svc_register in = {
		.sender = str_c(sender),
		.number = arena_fmt(H.a, "800/%d/Contoh/2026", ++n),
		.subject = STR("Permintaan data"),
		.class_code = STR("800"),
		.urgency = STR("biasa"),
		.secrecy = str_c(secrecy),
		.letter_day = {2026, 11, 20},
	};

	ok(svc_books(H.svc, &H.who[PELAKSANA], H.a, &b, &books, &f), &f);
	for (size_t i = 0; i < books; i++)
		if (str_eqc(b[i].code, code))
			in.book_id = b[i].id;
	ok(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &f), &f);
	return r;
}

static struct svc_registered taken_in(const char *secrecy, const char *sender)
{
	return taken_in_by("UPTD", secrecy, sender);
}

/* Disposed to one post, and handed out; the tray's number. */
static int64_t handed_to(enum who w, const struct svc_registered *r)
{
	struct svc_dispose to = {.to = {post(w)}, .to_n = 1};
	struct svc_ref at = {r->id, r->version};
	struct svc_done d = {0};
	struct svc_letter l;
	struct fail f = {0};
	bool content;

	ok(svc_incoming_check(H.svc, &H.who[TU], at, STR(""), &d, &f), &f);
	at.version = d.version;
	ok(svc_incoming_dispose(H.svc, &H.who[PANTI], at, &to, &d, &f), &f);
	at.version = d.version;
	ok(svc_incoming_distribute(H.svc, &H.who[PELAKSANA], at, &d, &f), &f);
	ok(svc_letter_get(H.svc, &H.who[PANTI], H.a, r->id, &l, &content, &f), &f);
	return l.dispositions[0].trays[0].id;
}

static struct svc_draft_in letter_in(void)
{
	return (struct svc_draft_in){.form = STR("surat-dinas"),
				     .xml = tpl_form_sample(H.svc->tpl, H.a, STR("surat-dinas")),
				     .class_code = STR("800"),
				     .urgency = STR("biasa"),
				     .secrecy = STR("biasa")};
}

static void nobody_answers_what_he_may_not_see(void **state)
{
	struct svc_registered secret = taken_in("rahasia", "Instansi Contoh Satu");
	struct svc_draft_in in = letter_in();
	struct svc_done d = {0};
	struct fail hidden = {0}, absent = {0};

	(void)state;
	in.answers_letter_id = secret.id;
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &hidden),
		ERR_NOTFOUND, &hidden, "no-letter");
	in.answers_letter_id = secret.id + 5000;
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &absent),
		ERR_NOTFOUND, &absent, "no-letter");
	assert_string_equal(hidden.text, absent.text);
}

static void nobody_answers_for_anothers_tray(void **state)
{
	struct svc_registered r = taken_in("biasa", "Instansi Contoh Dua");
	struct svc_draft_in in = letter_in();
	struct svc_done d = {0};
	struct fail f = {0};

	(void)state;
	in.answers_letter_id = r.id;
	in.answers_tray_id = handed_to(PELREHSOS, &r);
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f),
		ERR_INVALID, &f, "no-tray");
	/* the Pelaksana types for the one whose tray it is */
	in.drafter_position_id = post(PELREHSOS);
	ok(svc_outgoing_draft(H.svc, &H.who[PELAKSANA], H.a, &in, &d, &f), &f);
}

/* The reply's first words tell what it answers. */
static void a_reply_is_as_secret_as_what_it_answers(void **state)
{
	struct svc_registered r = taken_in("rahasia", "Instansi Contoh Empat");
	struct svc_draft_in in = letter_in();
	struct svc_done d = {0};
	struct svc_letter l;
	struct fail f = {0};
	bool content;

	(void)state;
	in.secrecy = (struct str){NULL, 0};
	in.answers_letter_id = r.id;
	in.answers_tray_id = handed_to(PAS, &r);
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	ok(svc_letter_get(H.svc, &H.who[PAS], H.a, d.id, &l, &content, &f), &f);
	assert_true(str_eqc(l.row.secrecy, "rahasia"));
}

/* What a correction does not name stands as it is: a secret draft above all. */
static void an_edit_that_is_silent_lowers_no_secrecy(void **state)
{
	struct svc_draft_in in = letter_in(), silent = in;
	struct svc_done d = {0};
	struct svc_letter l;
	struct fail f = {0};
	bool content;

	(void)state;
	in.secrecy = STR("rahasia");
	in.urgency = STR("penting");
	in.due_day = (struct day){2026, 12, 1};
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	silent.secrecy = silent.urgency = silent.class_code = (struct str){NULL, 0};
	ok(svc_outgoing_edit(H.svc, &H.who[PAS], H.a, ref(&d), &silent, &d, &f), &f);
	ok(svc_letter_get(H.svc, &H.who[PAS], H.a, d.id, &l, &content, &f), &f);
	assert_true(str_eqc(l.row.secrecy, "rahasia"));
	assert_true(str_eqc(l.row.urgency, "penting"));
	assert_true(str_eqc(l.row.class_code, "800"));
	assert_int_equal(day_cmp(l.row.due_day, in.due_day), 0);
	refused(svc_letter_get(H.svc, &H.who[FUNGSIONAL], H.a, d.id, &l, &content, &f),
		ERR_NOTFOUND, &f, "no-letter");
}

static size_t offered(enum who w, const char *typed)
{
	struct svc_sender_row *rows;
	struct fail f = {0};
	size_t n;

	ok(svc_senders(H.svc, &H.who[w], H.a, str_c(typed), &rows, &n, &f), &f);
	return n;
}

/* The book of senders tells nobody who wrote a letter that is not for him. */
static void a_secret_letters_sender_is_offered_to_its_readers_alone(void **state)
{
	(void)state;
	(void)taken_in("rahasia", "Komisi Contoh Rahasia");
	assert_int_equal(offered(PELAKSANA, "komisi co"), 1);
	assert_int_equal(offered(TU, "komisi co"), 1);
	assert_int_equal(offered(PAS, "komisi co"), 0);
	assert_int_equal(offered(KADIS, "rahas"), 0);
	(void)taken_in("biasa", "Komisi Contoh Rahasia");
	assert_int_equal(offered(PAS, "komisi co"), 1);
}

/* ---- what is refused is refused in the same words, there or not ---- */

typedef enum err trying(struct svc_ref, struct fail *);

static enum err try_approve(struct svc_ref at, struct fail *f)
{
	return svc_outgoing_approve(H.svc, &H.who[FUNGSIONAL], at, STR(""), &(struct svc_done){0}, f);
}

static enum err try_sign(struct svc_ref at, struct fail *f)
{
	return svc_outgoing_sign(H.svc, &H.who[FUNGSIONAL], at, false, &(struct svc_done){0}, f);
}

static enum err try_record(struct svc_ref at, struct fail *f)
{
	return svc_outgoing_record(H.svc, &H.who[FUNGSIONAL], H.a, at, (struct day){0},
				   &(struct svc_recorded){0}, f);
}

static enum err try_rectify(struct svc_ref at, struct fail *f)
{
	return svc_outgoing_rectify(H.svc, &H.who[FUNGSIONAL], H.a, at, true,
				    &(struct svc_done){0}, f);
}

static enum err try_pdf(struct svc_ref at, struct fail *f)
{
	return svc_letter_pdf(H.svc, &H.who[FUNGSIONAL], H.a, at.id, 0, false, &(struct str){0}, f);
}

static enum err try_look(struct svc_ref at, struct fail *f)
{
	return svc_letter_get(H.svc, &H.who[FUNGSIONAL], H.a, at.id, &(struct svc_letter){0},
			      &(bool){false}, f);
}

static enum err try_check(struct svc_ref at, struct fail *f)
{
	return svc_incoming_check(H.svc, &H.who[FUNGSIONAL], at, STR(""), &(struct svc_done){0}, f);
}

static enum err try_file(struct svc_ref at, struct fail *f)
{
	return svc_letter_file(H.svc, &H.who[FUNGSIONAL], at, STR("Berkas"), STR(""),
			       &(struct svc_done){0}, f);
}

static enum err try_proof(struct svc_ref at, struct fail *f)
{
	struct svc_proof in = {.receiver = STR("Penerima")};

	return svc_dispatch_proof(H.svc, &H.who[FUNGSIONAL], at, &in, &(struct svc_done){0}, f);
}

static enum err try_enter(struct svc_ref at, struct fail *f)
{
	return svc_unit_enter(H.svc, &H.who[FUNGSIONAL], H.a, at.id, &(struct svc_registered){0},
			      f);
}

static void same_words(trying *act, int64_t there, int line)
{
	for (int version = 0; version < 3; version++) {
		struct fail a = {0}, b = {0};
		enum err x = act((struct svc_ref){there, version}, &a);
		enum err y = act((struct svc_ref){there + 5000, version}, &b);

		if (x != y || x != ERR_NOTFOUND || strcmp(a.text, b.text) != 0)
			fail_msg("line %d, version %d: there %d \"%s\", absent %d \"%s\"", line,
				 version, (int)x, a.text, (int)y, b.text);
	}
}

#define SAME_WORDS(act, id) same_words(act, id, __LINE__)

static void a_secret_letter_in_the_box_is_not_there_for_others(void **state)
{
	struct svc_registered r = taken_in_by("DINAS", "rahasia", "Instansi Contoh Delapan");
	struct svc_dispose to = {.units = {H.who[PELAKSANA].posts[0].unit_id}, .units_n = 1};
	struct svc_ref at = {r.id, r.version};
	struct svc_inbox_row *box;
	struct svc_done d = {0};
	struct fail f = {0};
	size_t n;

	(void)state;
	ok(svc_incoming_check(H.svc, &H.who[TU], at, STR(""), &d, &f), &f);
	at.version = d.version;
	ok(svc_incoming_dispose(H.svc, &H.who[KADIS], at, &to, &d, &f), &f);
	at.version = d.version;
	ok(svc_incoming_distribute(H.svc, &H.who[PELAKSANA], at, &d, &f), &f);
	ok(svc_unit_inbox(H.svc, &H.who[PELAKSANA], H.a, &box, &n, &f), &f);
	SAME_WORDS(try_enter, box[n - 1].inbox_id);
	ok(svc_unit_enter(H.svc, &H.who[PELAKSANA], H.a, box[n - 1].inbox_id, &r, &f), &f);
}

static void a_secret_letter_is_refused_as_one_that_is_not_there(void **state)
{
	struct svc_draft_in in = letter_in();
	struct svc_registered r = taken_in("rahasia", "Instansi Contoh Tiga");
	struct svc_recorded number;
	struct svc_done d = {0};
	struct svc_letter l;
	struct fail f = {0};
	bool content;

	(void)state;
	in.secrecy = STR("rahasia");
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	SAME_WORDS(try_approve, d.id);
	in.drafter_position_id = post(PAS);
	ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&d), &d, &f), &f);
	ok(svc_outgoing_approve(H.svc, &H.who[TU], ref(&d), STR(""), &d, &f), &f);
	ok(svc_outgoing_approve(H.svc, &H.who[PANTI], ref(&d), STR(""), &d, &f), &f);
	SAME_WORDS(try_sign, d.id);
	SAME_WORDS(try_pdf, d.id);
	SAME_WORDS(try_look, d.id);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	SAME_WORDS(try_record, d.id);
	ok(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&d), (struct day){0}, &number,
			       &f),
	   &f);
	d.version = number.version;
	SAME_WORDS(try_rectify, d.id);
	ok(svc_dispatch(H.svc, &H.who[PELAKSANA], ref(&d), NULL, 0, &d, &f), &f);
	SAME_WORDS(try_file, d.id);
	ok(svc_letter_get(H.svc, &H.who[PAS], H.a, d.id, &l, &content, &f), &f);
	SAME_WORDS(try_proof, l.dispatches[0].id);
	SAME_WORDS(try_look, r.id);
	SAME_WORDS(try_check, r.id);
	SAME_WORDS(try_file, r.id);
	SAME_WORDS(try_approve, r.id);
}

/* Dated back into the year that is over, it would take the next number of that year. */
static void no_letter_is_older_than_its_draft(void **state)
{
	struct svc_draft_in in = letter_in();
	struct svc_recorded number;
	struct svc_done d = {0};
	struct fail f = {0};

	(void)state;
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	go_to_signer(&d);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	refused(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&d),
				    (struct day){2025, 12, 31}, &number, &f),
		ERR_INVALID, &f, "date-before-draft");
	ok(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&d),
			       (struct day){2026, 11, 24}, &number, &f),
	   &f);
}

static bool finds(enum who w, const char *words, int64_t id)
{
	struct svc_find q = {.q = str_c(words)};
	struct svc_list l;
	struct fail f = {0};

	ok(svc_find(H.svc, &H.who[w], H.a, &q, &l, &f), &f);
	for (size_t i = 0; i < l.n; i++)
		if (l.rows[i].id == id)
			return true;
	return false;
}

/* A letter of level biasa is found by its register line; its text only by who may open it:
 * else each word of it could be asked for. */
static void a_text_is_searched_by_those_who_may_open_it(void **state)
{
	struct svc_draft_in in = letter_in();
	struct svc_done d = {0}, asked;
	struct svc_letter l;
	struct fail f = {0};
	bool content;

	(void)state;
	in.subject = STR("Permohonan zirkonium");
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	assert_true(finds(FUNGSIONAL, "zirkonium", d.id));
	assert_true(finds(PAS, "zirkonium pemecahannya", d.id));
	assert_false(finds(FUNGSIONAL, "pemecahannya", d.id));
	assert_false(finds(FUNGSIONAL, "zirkonium pemecahannya", d.id));
	assert_false(finds(FUNGSIONAL, "pemecahan", d.id));
	/* it travels: its reviewers, and whoever was let in */
	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	assert_true(finds(TU, "zirkonium pemecahannya", d.id));
	ok(svc_look_ask(H.svc, &H.who[FUNGSIONAL], d.id, STR("Bahan laporan"), &asked, &f), &f);
	assert_false(finds(FUNGSIONAL, "pemecahannya", d.id));
	ok(svc_look_answer(H.svc, &H.who[KADIS], (struct svc_ref){asked.id, 1}, true, STR(""),
			   &asked, &f),
	   &f);
	assert_true(finds(FUNGSIONAL, "pemecahannya", d.id));
	ok(svc_letter_get(H.svc, &H.who[FUNGSIONAL], H.a, d.id, &l, &content, &f), &f);
	assert_true(content);
}

static bool sees(enum who w, int64_t id)
{
	struct svc_letter l;
	struct fail f = {0};
	bool content;

	return !svc_letter_get(H.svc, &H.who[w], H.a, id, &l, &content, &f);
}

static struct svc_ref tray_of(enum who w, int64_t id)
{
	struct svc_letter l;
	struct fail f = {0};
	bool content;

	ok(svc_letter_get(H.svc, &H.who[PANTI], H.a, id, &l, &content, &f), &f);
	for (size_t i = 0; i < l.dispositions_n; i++)
		for (size_t k = 0; k < l.dispositions[i].trays_n; k++) {
			const struct svc_tray *t = &l.dispositions[i].trays[k];

			if (t->position_id == post(w))
				return (struct svc_ref){t->id, t->version};
		}
	fail_msg("no tray");
	return (struct svc_ref){0};
}

/* A disposition that was taken back was for nobody. */
static void taken_back_a_secret_letter_is_gone_again(void **state)
{
	struct svc_registered r = taken_in("rahasia", "Instansi Contoh Lima");
	struct svc_dispose on = {.to = {post(FUNGSIONAL)}, .to_n = 1};
	struct svc_ref at;
	struct svc_done d = {0};
	struct fail f = {0};

	(void)state;
	(void)handed_to(PELREHSOS, &r);
	assert_true(sees(PELREHSOS, r.id));
	/* forwarded and taken back */
	at = tray_of(PELREHSOS, r.id);
	on.tray_id = at.id;
	ok(svc_incoming_dispose(H.svc, &H.who[PELREHSOS], at, &on, &d, &f), &f);
	assert_true(sees(FUNGSIONAL, r.id));
	ok(svc_tray_withdraw(H.svc, &H.who[PELREHSOS], tray_of(FUNGSIONAL, r.id), &d, &f), &f);
	assert_false(sees(FUNGSIONAL, r.id));
	assert_false(finds(FUNGSIONAL, "lima", r.id));

	/* handed out and taken back; and made secret only then */
	r = taken_in("rahasia", "Instansi Contoh Enam");
	(void)handed_to(PELREHSOS, &r);
	ok(svc_tray_withdraw(H.svc, &H.who[PANTI], tray_of(PELREHSOS, r.id), &d, &f), &f);
	assert_false(sees(PELREHSOS, r.id));
	assert_true(sees(PELAKSANA, r.id) && sees(TU, r.id) && sees(PANTI, r.id));
}

static void made_secret_then_taken_back_it_is_gone_too(void **state)
{
	struct svc_registered r = taken_in("biasa", "Instansi Contoh Tujuh");
	struct svc_correct secret = {.secrecy = STR("rahasia"), .reason = STR("Isinya rahasia")};
	struct svc_letter l;
	struct svc_done d = {0};
	struct fail f = {0};
	bool content;

	(void)state;
	(void)handed_to(PELREHSOS, &r);
	ok(svc_letter_get(H.svc, &H.who[TU], H.a, r.id, &l, &content, &f), &f);
	ok(svc_incoming_correct(H.svc, &H.who[TU], (struct svc_ref){r.id, l.row.version}, &secret,
				&d, &f),
	   &f);
	assert_true(sees(PELREHSOS, r.id) && sees(PELAKSANA, r.id) && sees(PANTI, r.id));
	ok(svc_tray_withdraw(H.svc, &H.who[PANTI], tray_of(PELREHSOS, r.id), &d, &f), &f);
	assert_false(sees(PELREHSOS, r.id));
	assert_true(sees(PELAKSANA, r.id));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_answers_what_he_may_not_see),
		cmocka_unit_test(nobody_answers_for_anothers_tray),
		cmocka_unit_test(a_secret_letters_sender_is_offered_to_its_readers_alone),
		cmocka_unit_test(a_secret_letter_is_refused_as_one_that_is_not_there),
		cmocka_unit_test(a_reply_is_as_secret_as_what_it_answers),
		cmocka_unit_test(no_letter_is_older_than_its_draft),
		cmocka_unit_test(a_text_is_searched_by_those_who_may_open_it),
		cmocka_unit_test(taken_back_a_secret_letter_is_gone_again),
		cmocka_unit_test(made_secret_then_taken_back_it_is_gone_too),
		cmocka_unit_test(a_secret_letter_in_the_box_is_not_there_for_others),
		cmocka_unit_test(an_edit_that_is_silent_lowers_no_secrecy),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
