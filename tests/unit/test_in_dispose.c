#define _XOPEN_SOURCE 700 /* nftw */
/* Acceptance A 5-14, 16, 18, 19: a letter is checked, disposed, handed out, followed up
 * and filed. */
#include "in_house.h"

static void a05_checker_before_head(void **state)
{
	struct svc_dispose in = to_two();
	struct svc_done d;

	(void)state;
	REFUSED(svc_incoming_dispose(H.svc, &H.who[PANTI], registered(), &in, &d, &D.f),
		ERR_CONFLICT, "belum diperiksa Kasubbag TU");
}

static void a06_the_disposition_names_its_units(void **state)
{
	struct svc_dispose in = to_two();
	struct svc_letter l = look(PANTI, disposed(&in).id);

	(void)state;
	assert_int_equal(l.dispositions_n, 1);
	assert_int_equal(l.dispositions[0].trays_n, 2);
	assert_true(str_eqc(l.dispositions[0].from, "Kepala Panti"));
	assert_true(str_eqc(l.dispositions[0].trays[0].position, "Kasi PAS"));
	assert_true(str_eqc(l.dispositions[0].note, "Siapkan bahan rapat"));
	assert_int_equal(day_number(l.dispositions[0].deadline),
			 day_number((struct day){2026, 11, 26}));
}

static void a07_only_the_head_disposes(void **state)
{
	struct svc_ref ref = checked();
	struct svc_dispose in = to_two();
	struct svc_done d;

	(void)state;
	for (int i = 0; i < WHO__COUNT; i++) {
		if (i != PANTI)
			REFUSED(svc_incoming_dispose(H.svc, &H.who[i], ref, &in, &d, &D.f),
				ERR_DENIED, "pimpinan");
	}
}

static void a08_only_the_checker_checks(void **state)
{
	struct svc_ref ref = registered();
	struct svc_done d;

	(void)state;
	for (int i = 0; i < WHO__COUNT; i++) {
		if (i != TU)
			REFUSED(svc_incoming_check(H.svc, &H.who[i], ref, STR(""), &d,
						   &D.f),
				ERR_DENIED, "Kasubbag TU");
	}
}

static void a09_exactly_these_trays(void **state)
{
	struct svc_dispose in = to_two();
	struct svc_ref ref = disposed(&in);
	struct svc_done d;

	(void)state;
	assert_false(waits_for(PAS, ref.id, NULL));
	OK(svc_incoming_distribute(H.svc, &H.who[PELAKSANA], ref, &d, &D.f));
	assert_true(waits_for(PAS, ref.id, NULL));
	assert_true(waits_for(PELREHSOS, ref.id, NULL));
	assert_false(waits_for(FUNGSIONAL, ref.id, NULL));
	assert_false(waits_for(TU, ref.id, NULL));
	assert_false(waits_for(KADIS, ref.id, NULL));
	assert_int_equal(look(PAS, ref.id).dispositions_n, 1);
	/* the register line is for all, the disposition is not */
	assert_int_equal(look(FUNGSIONAL, ref.id).dispositions_n, 0);
}

static void a10_no_distribution_without_disposition(void **state)
{
	struct svc_done d;

	(void)state;
	REFUSED(svc_incoming_distribute(H.svc, &H.who[PELAKSANA], checked(), &d, &D.f),
		ERR_CONFLICT, "belum didisposisi");
}

static void a11_followed_up_then_filed(void **state)
{
	int64_t id = distributed().id;
	struct svc_done d;

	(void)state;
	REFUSED(svc_letter_file(H.svc, &H.who[PELAKSANA], now(id), STR("Rapat"),
				STR("map 12"), &d, &D.f),
		ERR_CONFLICT, "belum ditindaklanjuti");
	complete(PAS, id);
	REFUSED(svc_letter_file(H.svc, &H.who[PELAKSANA], now(id), STR("Rapat"),
				STR("map 12"), &d, &D.f),
		ERR_CONFLICT, "belum ditindaklanjuti");
	complete(PELREHSOS, id);
	assert_int_equal(look(PELAKSANA, id).row.state, FS_FOLLOWED);
	OK(svc_letter_file(H.svc, &H.who[PELAKSANA], now(id), STR("Rapat"), STR("map 12"),
			   &d, &D.f));
	assert_int_equal(d.state, FS_FILED);
}

static void a12_stands_on_the_list_until_filed(void **state)
{
	int64_t id = distributed().id;
	struct svc_list l;
	struct svc_done d;

	(void)state;
	complete(PAS, id);
	complete(PELREHSOS, id);
	OK(svc_to_file(H.svc, &H.who[PELAKSANA], H.a, &l, &D.f));
	assert_true(in_list(&l, id));
	OK(svc_letter_file(H.svc, &H.who[PELAKSANA], now(id), STR("Rapat"), STR(""), &d,
			   &D.f));
	OK(svc_to_file(H.svc, &H.who[PELAKSANA], H.a, &l, &D.f));
	assert_false(in_list(&l, id));
}

static void a13_no_filing_without_disposition(void **state)
{
	struct svc_done d;
	struct svc_ref ref = checked();

	(void)state;
	REFUSED(svc_letter_file(H.svc, &H.who[PELAKSANA], ref, STR("A"), STR("B"), &d,
				&D.f),
		ERR_CONFLICT, "belum didisposisi");
	/* or "tidak perlu disposisi", with a reason, by one who may */
	REFUSED(svc_incoming_no_disposition(H.svc, &H.who[PELAKSANA], ref, STR("Brosur"),
					    &d, &D.f),
		ERR_DENIED, NULL);
	REFUSED(svc_incoming_no_disposition(H.svc, &H.who[PANTI], ref, STR(" "), &d,
					    &D.f),
		ERR_INVALID, "Alasan");
	OK(svc_incoming_no_disposition(H.svc, &H.who[PANTI], ref, STR("Brosur"), &d,
				       &D.f));
	ref.version = d.version;
	OK(svc_letter_file(H.svc, &H.who[PELAKSANA], ref, STR("A"), STR("B"), &d, &D.f));
}

static void a14_all_is_found_together(void **state)
{
	int64_t id = distributed().id;
	struct svc_letter l;
	struct svc_done d;

	(void)state;
	complete(PAS, id);
	complete(PELREHSOS, id);
	OK(svc_letter_file(H.svc, &H.who[PELAKSANA], now(id), STR("Rapat"), STR("map 12"),
			   &d, &D.f));
	l = look(TU, id);
	assert_true(str_eqc(l.row.class_code, "400.9"));
	assert_true(l.serial > 0);
	assert_int_equal(l.dispositions_n, 1);
	assert_true(str_eqc(l.dispositions[0].trays[0].result, "Sudah ditindaklanjuti"));
	assert_true(str_eqc(l.folder, "Rapat"));
	assert_true(str_eqc(l.place, "map 12"));
	assert_true(str_find(l.where, STR("map 12")) < l.where.n);
}

static void a16_urgent_first(void **state)
{
	struct svc_register in = letter();
	int64_t calm = take_in(&in).id, urgent;
	struct svc_list l;
	size_t at_calm = 0, at_urgent = 0;

	(void)state;
	in = letter();
	in.urgency = STR("sangat-penting");
	urgent = take_in(&in).id;
	OK(svc_worklist(H.svc, &H.who[TU], H.a, &l, &D.f));
	for (size_t i = 0; i < l.n; i++) {
		at_calm = l.rows[i].id == calm ? i + 1 : at_calm;
		at_urgent = l.rows[i].id == urgent ? i + 1 : at_urgent;
	}
	assert_true(at_urgent && at_calm && at_urgent < at_calm);
}

static void a18_each_step_has_its_standard(void **state)
{
	struct svc_register in = letter();
	struct svc_row row = {0};
	int64_t id;

	(void)state;
	id = take_in(&in).id;
	assert_true(waits_for(TU, id, &row));
	assert_int_equal(row.clock.step, 3);
	assert_int_equal(row.clock.standard_min, 3);
	assert_false(row.clock.late);
}

static void a19_late_is_marked(void **state)
{
	int64_t id = registered().id;
	struct svc_row row = {0};

	(void)state;
	H.clock.fixed_ms += 2 * MINUTE;
	OK(svc_letter_opened(H.svc, &H.who[TU], id, &D.f));
	H.clock.fixed_ms += 4 * MINUTE;
	assert_true(waits_for(TU, id, &row));
	assert_true(row.clock.late);
	assert_false(row.clock.overdue);
	assert_int_equal(row.clock.wait_min, 2);
	assert_int_equal(row.clock.work_min, 4);
}

static void a_stale_version_is_told_the_stored_one(void **state)
{
	struct svc_ref ref = registered();
	struct svc_done d;

	(void)state;
	REFUSED(svc_incoming_check(H.svc, &H.who[TU], (struct svc_ref){ref.id, 0},
				   STR(""), &d, &D.f),
		ERR_NOVERSION, NULL);
	REFUSED(svc_incoming_check(H.svc, &H.who[TU],
				   (struct svc_ref){ref.id, ref.version + 7}, STR(""), &d,
				   &D.f),
		ERR_STALE, NULL);
	assert_int_equal(d.version, ref.version);
}

static void taken_back_until_read(void **state)
{
	struct svc_ref ref = distributed(), tray = tray_of(PAS, ref.id);
	struct svc_letter l;
	struct svc_done d;

	(void)state;
	REFUSED(svc_tray_withdraw(H.svc, &H.who[PELREHSOS], tray, &d, &D.f), ERR_DENIED,
		NULL);
	OK(svc_tray_withdraw(H.svc, &H.who[PANTI], tray, &d, &D.f));
	assert_false(waits_for(PAS, ref.id, NULL));
	tray = tray_of(PELREHSOS, ref.id);
	OK(svc_letter_opened(H.svc, &H.who[PELREHSOS], ref.id, &D.f));
	tray = tray_of(PELREHSOS, ref.id);
	REFUSED(svc_tray_withdraw(H.svc, &H.who[PANTI], tray, &d, &D.f), ERR_CONFLICT,
		"sudah dibaca");
	OK(svc_tray_return(H.svc, &H.who[PELREHSOS], tray, STR("Bukan tugas kami"), &d,
			   &D.f));
	/* nobody has it: the head decides again */
	assert_true(waits_for(PANTI, ref.id, NULL));
	l = look(PANTI, ref.id);
	assert_int_equal(l.row.state, FS_DISTRIBUTED);
	assert_true(str_find(l.where, STR("menunggu keputusan")) < l.where.n);
	REFUSED(svc_incoming_no_disposition(H.svc, &H.who[TU], now(ref.id),
					    STR("Selesai"), &d, &D.f),
		ERR_DENIED, NULL);
	OK(svc_incoming_no_disposition(H.svc, &H.who[PANTI], now(ref.id), STR("Selesai"),
				       &d, &D.f));
	assert_int_equal(d.state, FS_FOLLOWED);
}

/* The register's line of one letter, as the book prints it. */
static struct str line_of(int64_t id)
{
	struct svc_book in = {.kind = BOOK_AGENDA, .book_id = D.uptd_book, .year = 2026,
			      .as = BOOK_CSV};
	struct svc_letter l = look(PELAKSANA, id);
	struct str serial = arena_fmt(H.a, "\"%04d\"", l.serial), bytes, line;

	OK(svc_book_print(H.svc, &H.who[PELAKSANA], H.a, &in, &bytes, &D.f));
	while (str_cut(&bytes, '\n', &line))
		if (str_starts(line, serial))
			return line;
	fail_msg("no line " STR_FMT, STR_ARG(serial));
	return STR("");
}

static void whom_it_was_taken_back_from_is_not_in_the_book(void **state)
{
	struct svc_ref ref = distributed();
	struct svc_done d;

	(void)state;
	assert_true(str_find(line_of(ref.id), STR("Kasi PAS")) < line_of(ref.id).n);
	OK(svc_tray_withdraw(H.svc, &H.who[PANTI], tray_of(PAS, ref.id), &d, &D.f));
	assert_true(str_find(line_of(ref.id), STR("Kasi PAS")) == line_of(ref.id).n);
	assert_true(str_find(line_of(ref.id), STR("Kasi Pelrehsos")) < line_of(ref.id).n);
}

static void forwarded_goes_at_once(void **state)
{
	int64_t id = distributed().id;
	struct svc_dispose in = {.to = {post(FUNGSIONAL)},
				 .to_n = 1,
				 .instructions = {STR("TELAAH")},
				 .instructions_n = 1};
	struct svc_ref tray = tray_of(PELREHSOS, id);
	struct svc_done d;

	(void)state;
	in.tray_id = tray.id;
	REFUSED(svc_incoming_dispose(H.svc, &H.who[PAS], tray, &in, &d, &D.f),
		ERR_DENIED, NULL);
	REFUSED(svc_incoming_dispose(H.svc, &H.who[PELREHSOS], (struct svc_ref){id, 1}, &in,
				     &d, &D.f),
		ERR_STALE, NULL);
	assert_int_equal(d.version, now(id).version);
	OK(svc_incoming_dispose(H.svc, &H.who[PELREHSOS], now(id), &in, &d, &D.f));
	assert_true(waits_for(FUNGSIONAL, id, NULL));
	assert_false(waits_for(PELREHSOS, id, NULL));
	complete(PAS, id);
	complete(FUNGSIONAL, id);
	assert_int_equal(look(PELAKSANA, id).row.state, FS_FOLLOWED);
}

static void a_copy_closes_on_reading(void **state)
{
	struct svc_register reg = letter();
	struct svc_dispose in = to_two();
	struct svc_ref ref;
	struct svc_done d;

	(void)state;
	reg.copy_kind = STR("tembusan");
	ref = take_in(&reg);
	OK(svc_incoming_check(H.svc, &H.who[TU], ref, STR(""), &d, &D.f));
	ref.version = d.version;
	OK(svc_incoming_dispose(H.svc, &H.who[PANTI], ref, &in, &d, &D.f));
	ref.version = d.version;
	OK(svc_incoming_distribute(H.svc, &H.who[PELAKSANA], ref, &d, &D.f));
	OK(svc_letter_opened(H.svc, &H.who[PAS], ref.id, &D.f));
	assert_int_equal(look(PELAKSANA, ref.id).row.state, FS_DISTRIBUTED);
	OK(svc_letter_opened(H.svc, &H.who[PELREHSOS], ref.id, &D.f));
	assert_int_equal(look(PELAKSANA, ref.id).row.state, FS_FOLLOWED);
}

static void a_paper_disposition_stays_the_heads(void **state)
{
	struct svc_ref ref = checked();
	struct svc_dispose in = to_two();
	struct svc_letter l;
	struct svc_done d;

	(void)state;
	in.on_paper = true;
	in.photo = (struct svc_upload){.name = STR("lembar.png"),
				       .bytes = STR("\x89PNG\r\n\x1a\n0123456789")};
	REFUSED(svc_incoming_dispose(H.svc, &H.who[TU], ref, &in, &d, &D.f),
		ERR_DENIED, NULL);
	OK(svc_incoming_dispose(H.svc, &H.who[PELAKSANA], ref, &in, &d, &D.f));
	l = look(PELAKSANA, ref.id);
	assert_true(str_eqc(l.dispositions[0].from, "Kepala Panti"));
	assert_true(str_find(l.dispositions[0].recorded_by, STR("Pelaksana")) <
		    l.dispositions[0].recorded_by.n);
	assert_true(l.dispositions[0].has_photo);
}

static void where_it_is_in_one_sentence(void **state)
{
	int64_t id;
	struct svc_dispose in = to_two();
	struct svc_ref ref;
	struct svc_done d;
	struct svc_letter l;

	(void)state;
	in.to_n = 1;
	ref = disposed(&in);
	l = look(PELAKSANA, ref.id);
	assert_true(str_starts(l.where, STR("Di meja Pelaksana, menunggu distribusi kepada Kasi PAS")));
	OK(svc_incoming_distribute(H.svc, &H.who[PELAKSANA], ref, &d, &D.f));
	id = ref.id;
	l = look(PELAKSANA, id);
	print_message("%.*s\n", STR_ARG(l.where));
	assert_true(str_starts(l.where, STR("Di meja Kasi PAS")));
	assert_true(str_find(l.where, STR("belum dibaca")) < l.where.n);
	assert_true(str_find(l.where, STR("batas Kamis")) < l.where.n);
}

static void distributing_is_offered_while_a_tray_waits(void **state)
{
	struct svc_dispose in = to_two();
	struct svc_ref ref = disposed(&in);
	struct svc_done d;

	(void)state;
	assert_true(offers(PELAKSANA, ref.id, ACT_DISTRIBUTE));
	OK(svc_incoming_distribute(H.svc, &H.who[PELAKSANA], ref, &d, &D.f));
	assert_false(offers(PELAKSANA, ref.id, ACT_DISTRIBUTE));
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(a05_checker_before_head),
		cmocka_unit_test(a06_the_disposition_names_its_units),
		cmocka_unit_test(a07_only_the_head_disposes),
		cmocka_unit_test(a08_only_the_checker_checks),
		cmocka_unit_test(a09_exactly_these_trays),
		cmocka_unit_test(a10_no_distribution_without_disposition),
		cmocka_unit_test(a11_followed_up_then_filed),
		cmocka_unit_test(a12_stands_on_the_list_until_filed),
		cmocka_unit_test(a13_no_filing_without_disposition),
		cmocka_unit_test(a14_all_is_found_together),
		cmocka_unit_test(a16_urgent_first),
		cmocka_unit_test(a18_each_step_has_its_standard),
		cmocka_unit_test(a19_late_is_marked),
		cmocka_unit_test(a_stale_version_is_told_the_stored_one),
		cmocka_unit_test(taken_back_until_read),
		cmocka_unit_test(whom_it_was_taken_back_from_is_not_in_the_book),
		cmocka_unit_test(forwarded_goes_at_once),
		cmocka_unit_test(a_copy_closes_on_reading),
		cmocka_unit_test(a_paper_disposition_stays_the_heads),
		cmocka_unit_test(where_it_is_in_one_sentence),
		cmocka_unit_test(distributing_is_offered_while_a_tray_waits),
		cmocka_unit_test(each_finds_what_he_sees),
		cmocka_unit_test(the_chain_is_whole_after_all_this),
	};

	return cmocka_run_group_tests(t, find_books, move_out);
}
