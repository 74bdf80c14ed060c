#define _XOPEN_SOURCE 700 /* nftw */
/* The head's desk: which letter comes next, what is offered for it, and what is taken
 * back. */
#include "in_house.h"
#include "svc_head.h"

static struct svc_queue queue(enum who who, int64_t only, int64_t after, int64_t but)
{
	struct svc_queue q;

	OK(svc_head_queue(H.svc, &H.who[who], H.a, only, after, but, &q, &D.f));
	return q;
}

static int64_t dispose_to(struct svc_ref ref, int64_t to, const char *code)
{
	struct svc_dispose in = {.to = {to},
				 .to_n = 1,
				 .instructions = {str_c(code)},
				 .instructions_n = 1};
	struct svc_done d;

	OK(svc_incoming_dispose(H.svc, &H.who[PANTI], ref, &in, &d, &D.f));
	return d.id;
}

static struct svc_ref checked_from(const char *sender, const char *urgency,
				   const char *code)
{
	struct svc_register in = letter();
	struct svc_done d;

	in.sender = str_c(sender);
	in.urgency = str_c(urgency);
	in.class_code = str_c(code);
	struct svc_ref ref = take_in(&in);

	OK(svc_incoming_check(H.svc, &H.who[TU], ref, STR(""), &d, &D.f));
	return (struct svc_ref){ref.id, d.version};
}

static void urgent_first_then_the_oldest(void **state)
{
	struct svc_ref a = checked_from("Kantor A", "biasa", "400.9"),
		       b = checked_from("Kantor B", "biasa", "400.9"),
		       c = checked_from("Kantor C", "sangat-penting", "400.9");
	struct svc_queue q = queue(PANTI, 0, 0, 0);

	(void)state;
	assert_int_equal(q.waiting, 3);
	assert_int_equal(q.id, c.id);
	assert_int_equal(q.next, a.id);
	/* skipped, fetched ahead, called by name, behind the last one */
	assert_int_equal(queue(PANTI, 0, c.id, 0).id, a.id);
	assert_int_equal(queue(PANTI, 0, 0, c.id).id, a.id);
	assert_int_equal(queue(PANTI, b.id, 0, 0).id, b.id);
	assert_int_equal(queue(PANTI, 0, b.id, 0).id, c.id);
	assert_int_equal(queue(PANTI, 4711, 0, 0).id, c.id);
	/* nobody else's */
	assert_int_equal(queue(TU, 0, 0, 0).id, 0);
	assert_int_equal(queue(KADIS, 0, 0, 0).id, 0);
	dispose_to(c, post(PAS), "TL");
	dispose_to(a, post(PAS), "TL");
	dispose_to(b, post(PAS), "TL");
	assert_int_equal(queue(PANTI, 0, 0, 0).id, 0);
}

static void the_nearer_habit_weighs_more(void **state)
{
	struct svc_habits h;
	struct str pas = arena_fmt(H.a, "%lld", (long long)post(PAS)),
		   tu = arena_fmt(H.a, "%lld", (long long)post(TU));

	(void)state;
	for (int i = 0; i < 5; i++)
		dispose_to(checked_from("Kantor Lain", "biasa", "800"), post(PAS),
			   "LAPOR");
	dispose_to(checked_from("Kantor Tetap", "biasa", "400.9"), post(TU), "JAWAB");
	struct svc_ref ref = checked_from("kantor tetap", "biasa", "800");

	OK(svc_head_habits(H.svc, &H.who[PANTI], H.a, ref.id, &h, &D.f));
	assert_true(h.n >= 2);
	assert_true(str_eq(h.most[0].to, tu));
	assert_true(str_eqc(h.most[0].instructions, "JAWAB"));
	assert_true(str_eq(h.most[1].to, pas));
	assert_true(svc_habit_weight(&h, tu) > svc_habit_weight(&h, pas));
	assert_true(svc_habit_weight(&h, STR("LAPOR")) > 0);
	assert_int_equal(svc_habit_weight(&h, STR("ARSIP")), 0);
	/* another head's habits are his own */
	OK(svc_head_habits(H.svc, &H.who[KADIS], H.a, ref.id, &h, &D.f));
	assert_int_equal(h.n, 0);
	dispose_to(ref, post(TU), "JAWAB");
}

static void a_slip_is_taken_back_whole(void **state)
{
	struct svc_ref ref = checked_from("Kantor Slip", "biasa", "400.9");
	struct svc_dispose in = to_two();
	struct svc_sent sent;
	struct svc_done d, undone;

	(void)state;
	OK(svc_incoming_dispose(H.svc, &H.who[PANTI], ref, &in, &d, &D.f));
	OK(svc_head_sent(H.svc, &H.who[PANTI], H.a, d.id, &sent, &D.f));
	assert_true(str_eqc(sent.to, "Kasi PAS, Kasi Pelrehsos") && sent.unread);
	OK(svc_head_sent(H.svc, &H.who[TU], H.a, d.id, &sent, &D.f));
	assert_int_equal(sent.to.n, 0);
	REFUSED(svc_disposition_undo(H.svc, &H.who[TU], d.id, &undone, &D.f), ERR_DENIED,
		"");
	OK(svc_disposition_undo(H.svc, &H.who[PANTI], d.id, &undone, &D.f));
	assert_int_equal(undone.id, ref.id);
	assert_int_equal(queue(PANTI, 0, 0, 0).id, ref.id);
	REFUSED(svc_disposition_undo(H.svc, &H.who[PANTI], d.id, &undone, &D.f),
		ERR_NOTFOUND, "sudah ditarik");
	/* what was taken back is no habit */
	struct svc_habits h;

	OK(svc_head_habits(H.svc, &H.who[PANTI], H.a, ref.id, &h, &D.f));
	for (size_t i = 0; i < h.all_n; i++)
		assert_true(h.all[i].to.n > 0);
}

static void what_one_has_read_stays(void **state)
{
	struct svc_ref ref = distributed();
	struct svc_letter l = look(PANTI, ref.id);
	struct svc_done d;

	(void)state;
	OK(svc_letter_opened(H.svc, &H.who[PAS], ref.id, &D.f));
	REFUSED(svc_disposition_undo(H.svc, &H.who[PANTI], l.dispositions[0].id, &d,
				     &D.f),
		ERR_CONFLICT, "sudah dibaca");
	/* the other's tray is as it was: all or nothing */
	l = look(PANTI, ref.id);
	assert_true(str_eqc(l.dispositions[0].trays[1].state, "terkirim"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(urgent_first_then_the_oldest),
		cmocka_unit_test(the_nearer_habit_weighs_more),
		cmocka_unit_test(a_slip_is_taken_back_whole),
		cmocka_unit_test(what_one_has_read_stays),
	};

	return cmocka_run_group_tests(tests, find_books, move_out);
}
