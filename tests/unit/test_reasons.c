#define _XOPEN_SOURCE 700 /* nftw */
/* Why a letter was closed is told to those who may open it, and to nobody else (S1). */
#include "house.h"
#include "svc_find.h"
#include "svc_incoming.h"

static int64_t taken_in(struct svc_ref *at)
{
	struct svc_registered r = {0};
	struct svc_book_row *b;
	struct fail f = {0};
	size_t books;
	struct svc_register in = {
		.sender = STR("Instansi Contoh Satu"),
		.number = STR("800/1/Contoh/2026"),
		.subject = STR("Permintaan data"),
		.class_code = STR("800"),
		.urgency = STR("biasa"),
		.secrecy = STR("biasa"),
		.letter_day = {2026, 11, 20},
	};

	ok(svc_books(H.svc, &H.who[PELAKSANA], H.a, &b, &books, &f), &f);
	for (size_t i = 0; i < books; i++)
		if (str_eqc(b[i].code, "UPTD"))
			in.book_id = b[i].id;
	ok(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &f), &f);
	*at = (struct svc_ref){r.id, r.version};
	return r.id;
}

/* All that a letter's page and its row in a list say to one person. */
static bool told(const struct actor *who, int64_t id, const char *reason)
{
	struct svc_find in = {.q = STR("permintaan data"), .limit = 30};
	struct svc_letter l;
	struct svc_list list;
	struct fail f = {0};
	struct buf b = BUF_MAX(1 << 16);
	bool content;

	ok(svc_letter_get(H.svc, who, H.a, id, &l, &content, &f), &f);
	buf_fmt(&b, STR_FMT "\n" STR_FMT "\n", STR_ARG(l.where), STR_ARG(l.no_disposition));
	for (size_t i = 0; i < l.events_n; i++)
		buf_fmt(&b, STR_FMT "\n", STR_ARG(l.events[i].note));
	ok(svc_find(H.svc, who, H.a, &in, &list, &f), &f);
	assert_true(list.n > 0);
	for (size_t i = 0; i < list.n; i++)
		buf_fmt(&b, STR_FMT "\n", STR_ARG(list.rows[i].where));
	return strstr(arena_cstr(H.a, buf_keep(&b, H.a)), reason) != NULL;
}

static bool printed(const struct actor *who, const char *word)
{
	struct svc_book in = {.kind = BOOK_AGENDA, .as = BOOK_CSV, .year = 2026,
			      .code = STR("UPTD")};
	struct str bytes;
	struct fail f = {0};

	ok(svc_book_print(H.svc, who, H.a, &in, &bytes, &f), &f);
	return strstr(arena_cstr(H.a, bytes), word) != NULL;
}

static void why_an_entry_is_void(void **state)
{
	static const char why[] = "titipan keluarga pasien";
	struct actor op = actor_operator();
	struct svc_ref at;
	struct svc_done d = {0};
	struct fail f = {0};
	int64_t id = taken_in(&at);

	(void)state;
	ok(svc_incoming_void(H.svc, &H.who[TU], at, str_c(why), &d, &f), &f);
	assert_true(told(&H.who[TU], id, why));
	assert_true(told(&H.who[PAS], id, "Batal"));
	assert_false(told(&H.who[PAS], id, why));
	assert_true(printed(&H.who[TU], why));
	assert_true(printed(&op, "batal"));
	assert_false(printed(&op, why));
}

static void why_none_was_disposed(void **state)
{
	static const char why[] = "sudah dijawab lewat telepon";
	struct svc_ref at;
	struct svc_done d = {0};
	struct fail f = {0};
	int64_t id = taken_in(&at);

	(void)state;
	ok(svc_incoming_check(H.svc, &H.who[TU], at, STR(""), &d, &f), &f);
	ok(svc_incoming_no_disposition(H.svc, &H.who[PANTI], ref(&d), str_c(why), &d, &f), &f);
	assert_true(told(&H.who[PANTI], id, why));
	assert_false(told(&H.who[PAS], id, why));
}

static void drafted(struct svc_done *d)
{
	struct svc_draft_in in = {.form = STR("surat-dinas"),
				  .xml = tpl_form_sample(H.svc->tpl, H.a, STR("surat-dinas")),
				  .class_code = STR("800")};
	struct fail f = {0};

	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, d, &f), &f);
}

static bool page_tells(enum who w, int64_t id, const char *reason)
{
	struct svc_letter l;
	struct fail f = {0};
	bool content;

	ok(svc_letter_get(H.svc, &H.who[w], H.a, id, &l, &content, &f), &f);
	return strstr(arena_cstr(H.a, l.where), reason) != NULL;
}

static void why_a_letter_is_void_or_withdrawn(void **state)
{
	static const char void_why[] = "batal karena mutasi", why[] = "salah menghitung santunan";
	struct svc_done d = {0}, gone = {0};
	struct svc_recorded rec;
	struct fail f = {0};

	(void)state;
	drafted(&gone);
	ok(svc_outgoing_void(H.svc, &H.who[PAS], ref(&gone), str_c(void_why), &gone, &f),
	   &f);
	assert_true(page_tells(PAS, gone.id, void_why));
	assert_false(page_tells(PELREHSOS, gone.id, void_why));
	drafted(&d);
	ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&d), &d, &f), &f);
	ok(svc_outgoing_approve(H.svc, &H.who[TU], ref(&d), STR(""), &d, &f), &f);
	ok(svc_outgoing_approve(H.svc, &H.who[PANTI], ref(&d), STR(""), &d, &f), &f);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	ok(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&d), (struct day){0}, &rec, &f), &f);
	d.version = rec.version;
	ok(svc_outgoing_withdraw(H.svc, &H.who[KADIS], ref(&d), str_c(why), &d, &f), &f);
	assert_true(page_tells(KADIS, d.id, why));
	assert_true(page_tells(PELREHSOS, d.id, "dicabut"));
	assert_false(page_tells(PELREHSOS, d.id, why));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(why_an_entry_is_void),
		cmocka_unit_test(why_none_was_disposed),
		cmocka_unit_test(why_a_letter_is_void_or_withdrawn),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
