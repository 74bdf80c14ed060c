#define _XOPEN_SOURCE 700 /* nftw */
/* A book that two clerks keep: what one took in closed to the other is so for him too (S1). */
#define OFFICE_AT	"<pengelola jabatan=\"pelaksana\"/>"
#define OFFICE_WITH	"<pengelola jabatan=\"pelaksana\"/><pengelola jabatan=\"fungsional\"/>"
#define OFFICE_TOO_AT	"<jam-kerja>"
#define OFFICE_TOO_WITH "<jam-kerja>"
#include "out_house.h"

static struct svc_register letter(const char *secrecy)
{
	return (struct svc_register){
		.sender = STR("Instansi Contoh"),
		.number = arena_fmt(H.a, "800/%s/2026", secrecy),
		.subject = STR("Permintaan data"),
		.class_code = STR("800"),
		.urgency = STR("biasa"),
		.secrecy = str_c(secrecy),
		.book = STR("UPTD"),
		.letter_day = {2026, 11, 20},
	};
}

static void the_earlier_letter_is_named_to_those_who_may_see_it(void **state)
{
	struct svc_register open = letter("biasa"), secret = letter("rahasia");
	struct svc_registered r;
	struct fail f = {0};

	(void)state;
	ok(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &open, &r, &f), &f);
	refused(svc_incoming_register(H.svc, &H.who[FUNGSIONAL], H.a, &open, &r, &f), &f, "twin");
	ok(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &secret, &r, &f), &f);
	refused(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &secret, &r, &f), &f,
		"twin");
	/* he is told nothing: the letter he holds becomes an entry of his own */
	ok(svc_incoming_register(H.svc, &H.who[FUNGSIONAL], H.a, &secret, &r, &f), &f);
	/* hidden behind the newer one of his own, the older is not told either */
	refused(svc_incoming_register(H.svc, &H.who[FUNGSIONAL], H.a, &secret, &r, &f), &f,
		"twin");
	assert_non_null(strstr(f.text, "0003"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_earlier_letter_is_named_to_those_who_may_see_it),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
