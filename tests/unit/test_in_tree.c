#define _XOPEN_SOURCE 700 /* nftw */
/* The tree of dispositions: coordinator, those told only, passing on and coming back. */
#include "in_house.h"

static struct svc_dispose asks(int who)
{
	return (struct svc_dispose){.to = {post(who)},
				    .to_n = 1,
				    .instructions = {STR("TL")},
				    .instructions_n = 1};
}

static int64_t given(const struct svc_dispose *in)
{
	struct svc_ref ref = disposed(in);
	struct svc_done d;

	OK(svc_incoming_distribute(H.svc, &H.who[PELAKSANA], ref, &d, &D.f));
	return ref.id;
}

static void pass_on(int from, int64_t id, struct svc_dispose in)
{
	struct svc_ref tray = tray_of(from, id);
	struct svc_done d;

	in.tray_id = tray.id;
	OK(svc_incoming_dispose(H.svc, &H.who[from], now(id), &in, &d, &D.f));
}

static const struct svc_tray *tray_in(const struct svc_letter *l, int who)
{
	for (size_t i = l->dispositions_n; i-- > 0;)
		for (size_t k = 0; k < l->dispositions[i].trays_n; k++)
			if (l->dispositions[i].trays[k].position_id == post(who))
				return &l->dispositions[i].trays[k];
	fail_msg("no tray of %s", LOGIN[who]);
	return NULL;
}

static enum flow_state state_of(int64_t id)
{
	return look(PELAKSANA, id).row.state;
}

static void the_coordinators_result_is_that_of_all(void **state)
{
	struct svc_dispose in = to_two();
	struct svc_letter l;
	int64_t id;

	(void)state;
	in.coordinator = post(PAS);
	id = given(&in);
	/* a member's part in it: passed on, and still not done */
	pass_on(PELREHSOS, id, asks(FUNGSIONAL));
	complete(PAS, id);
	l = look(PANTI, id);
	assert_int_equal(l.row.state, FS_FOLLOWED);
	assert_true(str_eqc(tray_in(&l, PELREHSOS)->state, "selesai"));
	assert_true(
		str_find(tray_in(&l, PELREHSOS)->result, STR("koordinator, Kasi PAS")) <
		tray_in(&l, PELREHSOS)->result.n);
	assert_true(str_eqc(tray_in(&l, FUNGSIONAL)->state, "selesai"));
	assert_false(waits_for(FUNGSIONAL, id, NULL));
}

static void a_members_part_does_not_end_it(void **state)
{
	struct svc_dispose in = to_two();
	int64_t id;

	(void)state;
	in.coordinator = post(PAS);
	id = given(&in);
	complete(PELREHSOS, id);
	assert_int_equal(state_of(id), FS_DISTRIBUTED);
	complete(PAS, id);
	assert_int_equal(state_of(id), FS_FOLLOWED);
}

static void without_their_coordinator_each_answers(void **state)
{
	struct svc_dispose in = to_two();
	struct svc_done d;
	int64_t id;

	(void)state;
	in.coordinator = post(PAS);
	id = given(&in);
	OK(svc_tray_return(H.svc, &H.who[PAS], tray_of(PAS, id), STR("Bukan tugas kami"),
			   &d, &D.f));
	assert_true(look(PANTI, id).dispositions[0].trays[1].part.n == 0);
	complete(PELREHSOS, id);
	/* the refusal is the head's to answer */
	assert_int_equal(state_of(id), FS_DISTRIBUTED);
	assert_true(waits_for(PANTI, id, NULL));
}

static void a_coordinator_is_one_of_those_asked(void **state)
{
	struct svc_dispose in = to_two();
	struct svc_ref ref = checked();
	struct svc_done d;

	(void)state;
	in.coordinator = post(FUNGSIONAL);
	REFUSED(svc_incoming_dispose(H.svc, &H.who[PANTI], ref, &in, &d, &D.f),
		ERR_INVALID, "Koordinator harus salah satu");
}

static void those_told_hold_nothing_up(void **state)
{
	struct svc_dispose in = asks(PAS);
	struct svc_done d;
	int64_t id;

	(void)state;
	in.know[0] = post(PELREHSOS);
	in.know[1] = post(PAS); /* asked, and not told besides */
	in.know_n = 2;
	id = given(&in);
	assert_int_equal(look(PANTI, id).dispositions[0].trays_n, 2);
	complete(PAS, id);
	assert_int_equal(state_of(id), FS_FOLLOWED);
	assert_true(waits_for(PELREHSOS, id, NULL));
	OK(svc_letter_file(H.svc, &H.who[PELAKSANA], now(id), STR("Rapat"), STR("map 1"),
			   &d, &D.f));
	/* read late, and over */
	OK(svc_letter_opened(H.svc, &H.who[PELREHSOS], id, &D.f));
	assert_false(waits_for(PELREHSOS, id, NULL));
}

static void told_only_closes_when_all_have_read(void **state)
{
	struct svc_dispose in = {.know = {post(PAS), post(PELREHSOS)}, .know_n = 2};
	int64_t id = given(&in);

	(void)state;
	OK(svc_letter_opened(H.svc, &H.who[PAS], id, &D.f));
	assert_int_equal(state_of(id), FS_DISTRIBUTED);
	OK(svc_letter_opened(H.svc, &H.who[PELREHSOS], id, &D.f));
	assert_int_equal(state_of(id), FS_FOLLOWED);
}

static void who_only_tells_others_still_owes(void **state)
{
	struct svc_dispose in = asks(PAS),
			   told = {.know = {post(FUNGSIONAL)}, .know_n = 1};
	int64_t id = given(&in);

	(void)state;
	pass_on(PAS, id, told);
	assert_true(waits_for(PAS, id, NULL));
	OK(svc_letter_opened(H.svc, &H.who[FUNGSIONAL], id, &D.f));
	assert_int_equal(state_of(id), FS_DISTRIBUTED);
	complete(PAS, id);
	assert_int_equal(state_of(id), FS_FOLLOWED);
}

static void what_is_done_below_is_done_above(void **state)
{
	struct svc_dispose in = asks(PAS);
	int64_t id = given(&in);
	struct svc_letter l;
	struct svc_done d;

	(void)state;
	pass_on(PAS, id, asks(PELREHSOS));
	l = look(PAS, id);
	/* before that: who still owes is said */
	assert_true(str_starts(tray_in(&l, PAS)->owing,
			       STR("Kasi Pelrehsos (belum dibaca)")));
	REFUSED(svc_tray_complete(
			H.svc, &H.who[PAS],
			(struct svc_ref){tray_in(&l, PAS)->id, tray_in(&l, PAS)->version},
			STR("Selesai"), &d, &D.f),
		ERR_CONFLICT, "masih ditunggu dari Kasi Pelrehsos");
	pass_on(PELREHSOS, id, asks(FUNGSIONAL));
	complete(FUNGSIONAL, id);
	l = look(PANTI, id);
	assert_int_equal(l.row.state, FS_FOLLOWED);
	assert_true(str_eqc(tray_in(&l, PAS)->state, "selesai"));
	assert_true(str_eqc(tray_in(&l, PAS)->result,
			    "Melalui Fungsional: Sudah ditindaklanjuti"));
}

static void the_result_comes_back_when_asked(void **state)
{
	struct svc_dispose in = asks(PAS), on = asks(FUNGSIONAL);
	int64_t id = given(&in);

	(void)state;
	on.report_back = true;
	pass_on(PAS, id, on);
	assert_false(waits_for(PAS, id, NULL));
	complete(FUNGSIONAL, id);
	assert_int_equal(state_of(id), FS_DISTRIBUTED);
	complete(PAS, id);
	assert_int_equal(state_of(id), FS_FOLLOWED);
}

static void a_refusal_below_is_the_forwarders(void **state)
{
	struct svc_dispose in = asks(PAS);
	int64_t id = given(&in);
	struct svc_done d;

	(void)state;
	pass_on(PAS, id, asks(FUNGSIONAL));
	OK(svc_tray_return(H.svc, &H.who[FUNGSIONAL], tray_of(FUNGSIONAL, id),
			   STR("Cuti"), &d, &D.f));
	assert_true(waits_for(PAS, id, NULL));
	assert_false(waits_for(PANTI, id, NULL));
	complete(PAS, id);
	/* answered by doing it himself: nothing is left for the head */
	assert_int_equal(state_of(id), FS_FOLLOWED);
}

static void it_does_not_go_up_again(void **state)
{
	struct svc_dispose in = asks(PAS), up = asks(PANTI);
	int64_t id = given(&in);
	struct svc_done d;

	(void)state;
	up.tray_id = tray_of(PAS, id).id;
	REFUSED(svc_incoming_dispose(H.svc, &H.who[PAS], now(id), &up, &d, &D.f),
		ERR_CONFLICT, "Kepala Panti ada di atas Anda");
	pass_on(PAS, id, asks(FUNGSIONAL));
	up = asks(PAS);
	up.tray_id = tray_of(FUNGSIONAL, id).id;
	REFUSED(svc_incoming_dispose(H.svc, &H.who[FUNGSIONAL], now(id), &up, &d, &D.f),
		ERR_CONFLICT, "Kasi PAS ada di atas Anda");
}

static void the_second_hears_what_the_first_decided(void **state)
{
	struct svc_ref ref = checked();
	struct svc_dispose in = to_two(), other = asks(FUNGSIONAL);
	struct svc_done d;

	(void)state;
	OK(svc_incoming_dispose(H.svc, &H.who[PANTI], ref, &in, &d, &D.f));
	REFUSED(svc_incoming_dispose(H.svc, &H.who[PANTI], ref, &other, &d, &D.f),
		ERR_STALE, "sudah didisposisi Kepala Panti");
	assert_non_null(
		strstr(D.f.text, "kepada Kasi PAS, Kasi Pelrehsos: Tindak lanjuti"));
}

static void nobody_sits_there(void **state)
{
	struct svc_ref ref = checked();
	struct svc_dispose in = asks(FUNGSIONAL);
	struct actor admin = actor_operator();
	struct svc_holding *h;
	struct svc_done d;
	size_t n;

	(void)state;
	OK(svc_holdings(H.svc, &admin, H.a, post(FUNGSIONAL), 0, &h, &n, &D.f));
	H.clock.fixed_ms += INT64_C(2) * 24 * 60 * MINUTE;
	OK(svc_holder_end(
		H.svc, &admin, h[0].id,
		day_from_number(day_number(day_at(H.clock.fixed_ms, H.svc->zone)) - 1),
		&D.f));
	REFUSED(svc_incoming_dispose(H.svc, &H.who[PANTI], ref, &in, &d, &D.f),
		ERR_CONFLICT, "Fungsional sedang tidak ada pejabatnya");
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(the_coordinators_result_is_that_of_all),
		cmocka_unit_test(a_members_part_does_not_end_it),
		cmocka_unit_test(without_their_coordinator_each_answers),
		cmocka_unit_test(a_coordinator_is_one_of_those_asked),
		cmocka_unit_test(those_told_hold_nothing_up),
		cmocka_unit_test(told_only_closes_when_all_have_read),
		cmocka_unit_test(who_only_tells_others_still_owes),
		cmocka_unit_test(what_is_done_below_is_done_above),
		cmocka_unit_test(the_result_comes_back_when_asked),
		cmocka_unit_test(a_refusal_below_is_the_forwarders),
		cmocka_unit_test(it_does_not_go_up_again),
		cmocka_unit_test(the_second_hears_what_the_first_decided),
		cmocka_unit_test(nobody_sits_there),
		cmocka_unit_test(each_finds_what_he_sees),
		cmocka_unit_test(the_chain_is_whole_after_all_this),
	};

	return cmocka_run_group_tests(t, find_books, move_out);
}
