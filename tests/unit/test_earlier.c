#define _XOPEN_SOURCE 700 /* nftw */
/* A letter dated in a year that is over takes that year's next number: only while its book
 * is open, and never by a slip of the pen. */
#include "house.h"
#include "svc_incoming.h"

static enum err recorded_outside(struct day day, bool confirmed, struct svc_recorded *out,
				 struct fail *f)
{
	struct svc_outside in = {.form = STR("surat-dinas"),
				 .recipient = STR("Camat Contoh"),
				 .subject = STR("Ucapan terima kasih"),
				 .class_code = STR("800"),
				 .day = day,
				 .earlier_ok = confirmed,
				 .drafter_position_id = H.who[PAS].posts[0].position_id};
	int64_t id;

	return svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &id, out, f);
}

static void close_books_of(int year)
{
	struct svc_book_row *b;
	struct fail f = {0};
	size_t n;

	ok(svc_books(H.svc, &H.who[KADIS], H.a, &b, &n, &f), &f);
	for (size_t i = 0; i < n; i++)
		if (str_eqc(b[i].code, "DINAS"))
			ok(svc_book_close(H.svc, &H.who[KADIS], b[i].id, year, &f), &f);
}

static void a_year_that_is_over_is_asked_about(void **state)
{
	struct svc_recorded r, next;
	struct fail f = {0};

	(void)state;
	ok(recorded_outside((struct day){2026, 1, 2}, false, &r, &f), &f);
	refused(recorded_outside((struct day){2025, 12, 30}, false, &r, &f),
		ERR_INVALID, &f, "earlier-year");
	assert_string_equal(f.field, "date");
	assert_non_null(strstr(f.text, "2025"));
	ok(recorded_outside((struct day){2025, 12, 30}, true, &r, &f), &f);
	ok(recorded_outside((struct day){2025, 12, 31}, true, &next, &f), &f);
	assert_int_equal(r.day.year, 2025);
	assert_int_equal(next.serial, r.serial + 1);
}

static void a_closed_year_gives_nothing_more(void **state)
{
	struct svc_recorded r;
	struct fail f = {0};

	(void)state;
	ok(recorded_outside((struct day){2024, 12, 30}, true, &r, &f), &f);
	close_books_of(2024);
	refused(recorded_outside((struct day){2024, 12, 31}, true, &r, &f),
		ERR_INVALID, &f, "book-closed");
	assert_string_equal(f.field, "date");
	assert_non_null(strstr(f.text, "2024"));
}

/* Signed in December, recorded in January: the book of its year, until that is closed. */
static void a_letter_of_december_is_recorded_in_january(void **state)
{
	struct svc_draft_in in = {.form = STR("surat-dinas"),
				  .xml = tpl_form_sample(H.svc->tpl, H.a, STR("surat-dinas")),
				  .class_code = STR("800")};
	struct day drafted = day_at(H.clock.fixed_ms, 7);
	struct svc_recorded r;
	struct svc_done d[2];
	struct fail f = {0};

	(void)state;
	for (int i = 0; i < 2; i++) {
		ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d[i], &f), &f);
		ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&d[i]), &d[i], &f), &f);
		ok(svc_outgoing_approve(H.svc, &H.who[TU], ref(&d[i]), STR(""), &d[i], &f), &f);
		ok(svc_outgoing_approve(H.svc, &H.who[PANTI], ref(&d[i]), STR(""), &d[i], &f),
		   &f);
		ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d[i]), false, &d[i], &f), &f);
	}
	H.clock.fixed_ms = day_start_ms((struct day){2027, 1, 5}, 7) + 540 * MINUTE;
	ok(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&d[0]), drafted, &r, &f), &f);
	assert_int_equal(r.day.year, 2026);
	close_books_of(2026);
	refused(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&d[1]), drafted, &r, &f),
		ERR_INVALID, &f, "book-closed");
	ok(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&d[1]), (struct day){0}, &r,
			       &f),
	   &f);
	assert_int_equal(r.day.year, 2027);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_year_that_is_over_is_asked_about),
		cmocka_unit_test(a_closed_year_gives_nothing_more),
		cmocka_unit_test(a_letter_of_december_is_recorded_in_january),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
