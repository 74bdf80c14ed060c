#define _XOPEN_SOURCE 700 /* nftw */
/* An upgrade that reads numbers otherwise: letters of before meet those of today. */
#include "house.h"
#include "svc.h"
#include "svc_incoming.h"

static const char NUMBER[] = "470 / 0012 - Umum / VIII / 2026";

static struct svc_register letter(void)
{
	return (struct svc_register){.book = STR("UPTD"),
				     .sender = STR("Dinas Contoh"),
				     .number = str_c(NUMBER),
				     .subject = STR("Undangan"),
				     .urgency = STR("biasa"),
				     .secrecy = STR("biasa"),
				     .letter_day = {2026, 8, 3}};
}

static size_t twins(void)
{
	struct svc_twin *t;
	struct fail f = {0};
	size_t n;

	ok(svc_incoming_twins(H.svc, &H.who[PELAKSANA], H.a, STR("dinas contoh"),
			      STR("470/12-Umum/8/2026"), (struct day){2026, 8, 3}, &t, &n, &f),
	   &f);
	return n;
}

/* As the program of before left it: a form of its own, and made by another reader or not. */
struct before {
	int64_t id;
	bool other;
};

static enum err leave(struct db_conn *c, void *arg, struct fail *f)
{
	const struct before *b = arg;
	struct db_rows *r = db_run(c, Q_norm_put);
	enum err e;

	db_bind_int(r, "id", b->id);
	db_bind_str(r, "norm", STR("470/0012-UMUM/VIII/2026"));
	if ((e = db_done(r, NULL, f)) || !b->other)
		return e;
	r = db_run(c, Q_norm_by_put);
	db_bind_blob(r, "sha", STR("another reader"));
	return db_done(r, NULL, f);
}

static void forms_are_made_anew_after_an_upgrade_and_only_then(void **state)
{
	struct svc_register in = letter();
	struct svc_registered out;
	struct before b = {.other = false};
	struct fail f = {0};

	(void)state;
	ok(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &out, &f), &f);
	assert_int_equal(twins(), 1);
	b.id = out.id;
	ok(db_submit(H.svc->db, leave, &b, &f), &f);
	reopen();
	assert_int_equal(twins(), 0);
	b.other = true;
	ok(db_submit(H.svc->db, leave, &b, &f), &f);
	reopen();
	assert_int_equal(twins(), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_are_made_anew_after_an_upgrade_and_only_then),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
