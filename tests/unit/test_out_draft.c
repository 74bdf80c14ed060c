#define _XOPEN_SOURCE 700 /* nftw */
/* Acceptance B 21-27: an outgoing letter is drafted and reviewed. */
#include "out_house.h"
#include "flow_proc.h"
#include "svc_diff.h"
#include "found_is_seen.h"

/* An incoming letter disposed to Kasi PAS, who is to answer. */
static int64_t asked(int64_t *tray)
{
	static int n;
	struct fail f = {0};
	struct svc_registered r;
	struct svc_done d;

	struct svc_books_of {
		struct svc_book_row *rows;
		size_t n;
	} b;
	struct svc_register in = {
		.sender = STR("Dinas Contoh Kabupaten Muaro Jambi"),
		.number = arena_fmt(H.a, "005/%d/DC/2026", ++n),
		.letter_day = {2026, 11, 20},
		.subject = STR("Permintaan data warga binaan"),
		.class_code = STR("800"),
		.urgency = STR("penting"),
		.secrecy = STR("biasa"),
		.channel = STR("kurir"),
		.copy_kind = STR("asli"),
	};
	struct svc_dispose dis = {.to_n = 1, .answer_asked = true};

	ok(svc_books(H.svc, &H.who[PELAKSANA], H.a, &b.rows, &b.n, &f), &f);
	for (size_t i = 0; i < b.n; i++)
		if (str_eqc(b.rows[i].code, "UPTD"))
			in.book_id = b.rows[i].id;
	ok(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &f), &f);
	ok(svc_incoming_check(H.svc, &H.who[TU], (struct svc_ref){r.id, r.version},
			      STR(""), &d, &f),
	   &f);
	dis.to[0] = H.who[PAS].posts[0].position_id;
	dis.instructions[0] = str_c(svc_instructions(&(size_t){0})[0].code);
	dis.instructions_n = 1;
	ok(svc_incoming_dispose(H.svc, &H.who[PANTI], (struct svc_ref){r.id, d.version},
				&dis, &d, &f),
	   &f);
	ok(svc_incoming_distribute(H.svc, &H.who[PELAKSANA],
				   (struct svc_ref){r.id, d.version}, &d, &f),
	   &f);
	struct svc_letter l = look(PAS, r.id);
	*tray = l.dispositions[0].trays[0].id;
	return r.id;
}

static struct svc_done answer(int64_t letter, int64_t tray, bool interim)
{
	struct fail f = {0};
	struct svc_done d;
	struct svc_draft_in in = letter_in(sample("surat-dinas"));

	in.answers_letter_id = letter;
	in.answers_tray_id = tray;
	in.interim = interim;
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	return d;
}

static void t21_a_draft_is_linked_with_what_it_answers(void **state)
{
	int64_t tray, letter = asked(&tray);
	struct svc_done d = answer(letter, tray, false);
	struct svc_letter l = look(PAS, d.id);
	struct fail f = {0};
	struct str xml;

	(void)state;
	assert_int_equal(l.row.state, FS_DRAFT);
	assert_int_equal(l.links_n, 1);
	assert_int_equal(l.links[0].letter_id, letter);
	assert_true(str_eqc(l.links[0].kind, "menjawab"));
	ok(svc_reply_start(H.svc, &H.who[PAS], H.a, letter, STR("surat-dinas"), &xml, &f),
	   &f);
	assert_true(str_find(xml, STR("Dinas Contoh Kabupaten Muaro Jambi")) < xml.n);
	assert_true(str_find(xml, STR("Menjawab surat Saudara nomor 005/")) < xml.n);
	/* an order is not addressed to the sender: it stands on his letter */
	ok(svc_reply_start(H.svc, &H.who[PAS], H.a, letter, STR("surat-tugas"), &xml, &f),
	   &f);
	assert_true(str_find(xml, STR("<nilai nama=\"dasar\"><daftar><butir>Surat Dinas "
				      "Contoh Kabupaten Muaro Jambi nomor 005/")) <
		    xml.n);
}

static void an_answer_ends_the_tray_an_interim_one_does_not(void **state)
{
	int64_t tray, letter = asked(&tray);
	struct fail f = {0};
	struct svc_done d;

	(void)state;
	for (int interim = 1; interim >= 0; interim--) {
		d = answer(letter, tray, interim != 0);
		ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&d), &d, &f), &f);
		approve(&d, TU);
		approve(&d, PANTI);
		ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
		struct svc_recorded r = record(&d);
		struct svc_letter l = look(PAS, letter);
		struct svc_tray *t = &l.dispositions[0].trays[0];
		if (interim) {
			assert_false(str_eqc(t->state, "selesai"));
			assert_int_equal(l.row.state, FS_DISTRIBUTED);
		} else {
			assert_true(str_eqc(t->state, "selesai"));
			assert_true(str_find(t->result, r.number) < t->result.n);
			assert_int_equal(l.row.state, FS_FOLLOWED);
		}
	}
}

static void the_same_draft_sent_twice_is_one(void **state)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_done a, b;
	struct fail f = {0};

	(void)state;
	in.idempotency_key = STR("konsep-1");
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &a, &f), &f);
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &b, &f), &f);
	assert_int_equal(a.id, b.id);
	assert_int_equal(b.version, 1);
	in.urgency = STR("penting");
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &b, &f), ERR_INVALID, &f,
		"idempotency");
}

/* The answer was lost on its way: the same again is answered, not called stale. */
static void the_same_edit_sent_twice_is_one(void **state)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_done d, a, b;
	struct svc_ref seen;
	struct fail f = {0};

	(void)state;
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	seen = ref(&d);
	in.idempotency_key = STR("ubah-1");
	in.urgency = STR("penting");
	ok(svc_outgoing_edit(H.svc, &H.who[PAS], H.a, seen, &in, &a, &f), &f);
	ok(svc_outgoing_edit(H.svc, &H.who[PAS], H.a, seen, &in, &b, &f), &f);
	assert_int_equal(b.id, a.id);
	assert_int_equal(b.version, a.version);
	in.urgency = STR("biasa");
	refused(svc_outgoing_edit(H.svc, &H.who[PAS], H.a, seen, &in, &b, &f), ERR_INVALID, &f,
		"idempotency");
	/* one key, two letters */
	in.urgency = STR("penting");
	seen.id = drafted().id;
	refused(svc_outgoing_edit(H.svc, &H.who[PAS], H.a, seen, &in, &b, &f), ERR_INVALID, &f,
		"idempotency");
	in.idempotency_key = (struct str){NULL, 0};
	seen = (struct svc_ref){a.id, 1};
	refused(svc_outgoing_edit(H.svc, &H.who[PAS], H.a, seen, &in, &b, &f), ERR_STALE, &f,
		"stale-version");
}

static void t22_a_typed_draft_goes_to_kasubbag_tu(void **state)
{
	struct svc_done d = submitted();

	(void)state;
	assert_int_equal(d.state, FS_TYPED);
	assert_string_equal(flow_state_label(d.state), "Konsep surat terketik");
	struct svc_letter l = look(TU, d.id);
	assert_int_equal(l.row.clock.step, 3);
	bool may = false;
	for (size_t i = 0; i < l.acts_n; i++)
		may = may || l.acts[i] == ACT_APPROVE;
	assert_true(may);
}

static void t23_kepala_panti_waits_for_kasubbag_tu(void **state)
{
	struct svc_done d = submitted(), x = {0};
	struct fail f = {0};

	(void)state;
	refused(svc_outgoing_approve(H.svc, &H.who[PANTI], ref(&d), STR(""), &x, &f),
		ERR_DENIED, &f, "not-yours");
	refused(svc_outgoing_return(H.svc, &H.who[PANTI], ref(&d), &(struct svc_return_in){.remark = STR("x")}, &x,
				    &f),
		ERR_DENIED, &f, "not-yours");
}

static void t24_corrections_of_kepala_panti_are_kept(void **state)
{
	struct svc_done d = submitted();
	struct fail f = {0};
	struct svc_draft_in in;

	(void)state;
	approve(&d, TU);
	in = letter_in(
		with_value("surat-dinas", TPL_PARAGRAF, STR("Isi yang dikoreksi.")));
	ok(svc_outgoing_edit(H.svc, &H.who[PANTI], H.a, ref(&d), &in, &d, &f), &f);
	struct svc_letter l = look(PANTI, d.id);
	assert_int_equal(l.draft_no, 2);
	assert_int_equal(l.drafts_n, 2);
	assert_true(str_eqc(l.drafts[1].by, "Kepala Panti"));
	assert_true(l.drafts[1].sealed);
	assert_true(l.drafts[1].mine);
	assert_false(l.drafts[0].mine);
	/* what Kasubbag TU read is the version before */
	l = look(TU, d.id);
	assert_true(l.drafts[0].mine);
	assert_false(l.drafts[1].mine);
	/* the initial below lapsed with the text */
	assert_int_equal(d.state, FS_TYPED);
	refused(svc_outgoing_approve(H.svc, &H.who[PANTI], ref(&d), STR(""), &d, &f),
		ERR_DENIED, &f, "not-yours");
	approve(&d, TU);
	approve(&d, PANTI);
	assert_int_equal(d.state, FS_APPROVED);
	struct str old, new_;
	struct svc_diff diff;
	ok(svc_diff_letter_text(H.a, l.drafts[0].xml, &old, &f), &f);
	ok(svc_diff_letter_text(H.a, l.drafts[1].xml, &new_, &f), &f);
	svc_diff_words(H.a, old, new_, &diff);
	bool inserted = false;
	for (size_t i = 0; i < diff.n; i++)
		inserted = inserted || diff.runs[i].kind == RUN_INSERTED;
	assert_true(inserted);
}

static void t25_kepala_panti_says_no(void **state)
{
	struct svc_done d = submitted();
	struct fail f = {0};

	(void)state;
	approve(&d, TU);
	give_back(&d, PANTI);
	struct svc_letter l = look(PANTI, d.id);
	assert_int_equal(l.draft_no, 2);
	assert_int_equal(l.remarks_n, 1);
	assert_true(str_eqc(l.remarks[0].quote, "Demikian disampaikan."));
	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	assert_int_equal(d.state, FS_TYPED);
	approve(&d, TU);
	approve(&d, PANTI);
}

static void t26_kepala_dinas_says_no(void **state)
{
	struct svc_done d = approved(), x = {0};
	struct fail f = {0};

	(void)state;
	give_back(&d, KADIS);
	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	refused(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &x, &f),
		ERR_CONFLICT, &f, "wrong-state");
	approve(&d, TU);
	refused(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &x, &f),
		ERR_CONFLICT, &f, "wrong-state");
	approve(&d, PANTI);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
}

static void t27_kasubbag_tu_says_no(void **state)
{
	struct svc_done d = submitted(), x = {0};
	struct fail f = {0};
	struct svc_list work;
	bool there = false;

	(void)state;
	refused(svc_outgoing_return(H.svc, &H.who[TU], ref(&d), &(struct svc_return_in){0}, &x,
				    &f),
		ERR_INVALID, &f, "missing");
	give_back(&d, TU);
	ok(svc_worklist(H.svc, &H.who[PELAKSANA], H.a, &work, &f), &f);
	for (size_t i = 0; i < work.n; i++)
		there = there || work.rows[i].id == d.id;
	assert_true(there);
}

static void stale_and_missing_versions_are_told_apart(void **state)
{
	struct svc_done d = drafted(), x = {0};
	struct fail f = {0};

	(void)state;
	refused(svc_outgoing_submit(H.svc, &H.who[PAS], (struct svc_ref){d.id, 0}, &x,
				    &f),
		ERR_NOVERSION, &f, NULL);
	refused(svc_outgoing_submit(H.svc, &H.who[PAS], (struct svc_ref){d.id, 99}, &x,
				    &f),
		ERR_STALE, &f, "stale-version");
	assert_int_equal(x.version, d.version);
}

static void a_secret_draft_is_absent_for_others(void **state)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_done d, x;
	struct fail f = {0};
	struct str pdf;

	(void)state;
	in.secrecy = STR("rahasia");
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	refused(svc_outgoing_approve(H.svc, &H.who[FUNGSIONAL], ref(&d), STR(""), &x, &f),
		ERR_NOTFOUND, &f, NULL);
	refused(svc_letter_pdf(H.svc, &H.who[FUNGSIONAL], H.a, d.id, 0, false, &pdf, &f),
		ERR_NOTFOUND, &f, NULL);
}

/* Kasubbag TU stands in for Kepala Panti: rows 3 and 4 are one act under both posts. */
static void consecutive_rows_of_one_person_are_one_act(void **state)
{
	struct svc_done d = submitted();
	struct actor both = H.who[TU];
	struct fail f = {0};
	int approvals = 0;

	(void)state;
	both.posts[both.posts_n] = H.who[PANTI].posts[0];
	both.posts[both.posts_n++].kind = STR("plh");
	ok(svc_outgoing_approve(H.svc, &both, ref(&d), STR(""), &d, &f), &f);
	assert_int_equal(d.state, FS_APPROVED);
	struct svc_letter l = look(PAS, d.id);
	for (size_t i = 0; i < l.events_n; i++)
		if (str_eqc(l.events[i].act, flow_act_word(ACT_APPROVE)))
			assert_true(str_eqc(l.events[i].who, approvals++
								     ? "Kepala Panti"
								     : "Kasubbag TU"));
	assert_int_equal(approvals, 2);
}

static void the_pelaksana_types_for_the_kasi(void **state)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_done d;
	struct fail f = {0};

	(void)state;
	in.drafter_position_id = H.who[PAS].posts[0].position_id;
	ok(svc_outgoing_draft(H.svc, &H.who[PELAKSANA], H.a, &in, &d, &f), &f);
	assert_true(button(PELAKSANA, d.id, ACT_SUBMIT) && button(PAS, d.id, ACT_SUBMIT));
	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	give_back(&d, TU);
	assert_true(button(PELAKSANA, d.id, ACT_EDIT));
}

static void unknown_values_are_refused_and_nothing_is_stored(void **state)
{
	struct svc_draft_in good = letter_in(sample("surat-dinas")), in = good;
	struct svc_done d;
	struct fail f = {0};

	(void)state;
	in.class_code = STR("tidak-ada");
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), ERR_INVALID, &f,
		"unknown-class");
	in = good;
	in.form = STR("surat-cinta");
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), ERR_INVALID, &f,
		"form");
	in = good;
	in.urgency = STR("gawat");
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), ERR_INVALID, &f,
		"bad-value");
	in = good;
	in.signer_position_id = H.who[PANTI].posts[0].position_id;
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), ERR_INVALID, &f,
		"not-the-signer");
	in = good;
	in.xml = STR(
		"<!DOCTYPE x [<!ENTITY y 'z'>]><surat bentuk='surat-dinas'>&y;</surat>");
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), ERR_INVALID, &f,
		NULL);
	in = good;
	in.drafter_position_id = H.who[PANTI].posts[0].position_id;
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), ERR_DENIED, &f,
		"not-yours");
}

static void a_preview_stores_nothing(void **state)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct fail f = {0};
	struct str one, two;

	(void)state;
	ok(svc_preview(H.svc, &H.who[PAS], H.a, &in, &one, &f), &f);
	ok(svc_preview(H.svc, &H.who[PAS], H.a, &in, &two, &f), &f);
	assert_true(str_starts(one, STR("%PDF-")) && str_eq(one, two));
}

static bool offered(const struct svc_form_row *forms, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (str_eqc(forms[i].code, code))
			return true;
	return false;
}

static void every_form_that_has_a_signer_is_offered(void **state)
{
	struct fail f = {0};
	struct svc_form_row *forms;
	size_t n;

	(void)state;
	ok(svc_forms(H.svc, &H.who[PAS], H.a, &forms, &n, &f), &f);
	assert_string_equal(forms[0].code.p, "nota-dinas");
	assert_true(offered(forms, n, "surat-dinas") && offered(forms, n, "undangan") &&
		    offered(forms, n, "surat-tugas"));
}

static void t39_the_history_shows_both_passes(void **state)
{
	struct svc_done d = submitted();
	struct fail f = {0};
	int submits = 0, approvals = 0, returns = 0, signs = 0;

	(void)state;
	approve(&d, TU);
	give_back(&d, PANTI);
	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	approve(&d, TU);
	approve(&d, PANTI);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	struct svc_letter l = look(PAS, d.id);
	for (size_t i = 0; i < l.events_n; i++) {
		submits += str_eqc(l.events[i].act, flow_act_word(ACT_SUBMIT));
		approvals += str_eqc(l.events[i].act, flow_act_word(ACT_APPROVE));
		returns += str_eqc(l.events[i].act, flow_act_word(ACT_RETURN));
		signs += str_eqc(l.events[i].act, flow_act_word(ACT_SIGN));
		assert_true(l.events[i].at_ms > 0 && l.events[i].who.n > 0);
	}
	assert_int_equal(submits, 2);
	assert_int_equal(approvals, 3);
	assert_int_equal(returns, 1);
	assert_int_equal(signs, 1);
}

static void t36_a_letter_without_address_goes_nowhere(void **state)
{
	struct svc_draft_in in =
		letter_in(with_value("surat-dinas", TPL_ALAMAT, STR("")));
	struct svc_done d;
	struct fail f = {0};

	(void)state;
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	refused(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f),
		ERR_INVALID, &f, "no-address");
}

static void each_finds_what_he_sees(void **state)
{
	(void)state;
	assert_true(found_is_seen_by_all() > 0);
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(t21_a_draft_is_linked_with_what_it_answers),
		cmocka_unit_test(an_answer_ends_the_tray_an_interim_one_does_not),
		cmocka_unit_test(the_same_draft_sent_twice_is_one),
		cmocka_unit_test(the_same_edit_sent_twice_is_one),
		cmocka_unit_test(t22_a_typed_draft_goes_to_kasubbag_tu),
		cmocka_unit_test(t23_kepala_panti_waits_for_kasubbag_tu),
		cmocka_unit_test(t24_corrections_of_kepala_panti_are_kept),
		cmocka_unit_test(t25_kepala_panti_says_no),
		cmocka_unit_test(t26_kepala_dinas_says_no),
		cmocka_unit_test(t27_kasubbag_tu_says_no),
		cmocka_unit_test(stale_and_missing_versions_are_told_apart),
		cmocka_unit_test(a_secret_draft_is_absent_for_others),
		cmocka_unit_test(consecutive_rows_of_one_person_are_one_act),
		cmocka_unit_test(the_pelaksana_types_for_the_kasi),
		cmocka_unit_test(unknown_values_are_refused_and_nothing_is_stored),
		cmocka_unit_test(a_preview_stores_nothing),
		cmocka_unit_test(every_form_that_has_a_signer_is_offered),
		cmocka_unit_test(t39_the_history_shows_both_passes),
		cmocka_unit_test(t36_a_letter_without_address_goes_nowhere),
		cmocka_unit_test(each_finds_what_he_sees),
	};
	return cmocka_run_group_tests(t, move_in, move_out);
}
