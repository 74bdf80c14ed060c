#define _XOPEN_SOURCE 700 /* nftw */
/* A book that two clerks keep: what one took in closed to the other is so for him too, and
 * so are the scans that came through the scanner's folder (S1). */
#define OFFICE_AT	"<pengelola jabatan=\"pelaksana\"/>"
#define OFFICE_WITH	"<pengelola jabatan=\"pelaksana\"/><pengelola jabatan=\"fungsional\"/>"
#define OFFICE_TOO_AT	"<jam-kerja>"
#define OFFICE_TOO_WITH "<jam-kerja>"
#include "out_house.h"
#include "svc_scanner.h"
#include <sys/stat.h>
#include <utime.h>

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

static void scan_waits(const char *name, const char *text)
{
	const char *dir = arena_cstr(H.a, arena_fmt(H.a, "%s/pindai", H.dir));
	const char *path = arena_cstr(H.a, arena_fmt(H.a, "%s/%s", dir, name));
	struct utimbuf ago = {1700000000, 1700000000};
	struct fail f = {0};

	ok(fs_mkdir(dir, 0700, &f), &f);
	ok(fs_write(path, arena_fmt(H.a, "\x89PNG\r\n\x1a\n%s", text), 0600, &f), &f);
	assert_int_equal(utime(path, &ago), 0);
}

static size_t waiting(enum who w)
{
	struct svc_waiting *v;

	return svc_scanner_list(H.svc, &H.who[w], H.a, &v);
}

static enum err get(enum who w, const char *name, struct svc_upload *up)
{
	struct fail f;

	return svc_scanner_get(H.svc, &H.who[w], H.a, str_c(name), up, &f);
}

static void taken_into(const char *secrecy, const char *name)
{
	struct svc_register in = letter(secrecy);
	struct svc_registered r;
	struct svc_upload up;
	struct fail f = {0};

	in.duplicate_ok = true;
	assert_int_equal(get(PELAKSANA, name, &up), ERR_OK);
	in.scans = &up;
	in.scans_n = 1;
	ok(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &f), &f);
	svc_scanner_taken(H.svc, str_c(name));
}

static void scans_wait_for_those_who_keep_a_book(void **state)
{
	struct svc_upload up;

	(void)state;
	scan_waits("satu.png", "satu");
	assert_int_equal(waiting(PELAKSANA), 1);
	assert_int_equal(waiting(FUNGSIONAL), 1);
	assert_int_equal(waiting(PAS), 0);
	assert_int_equal(get(PAS, "satu.png", &up), ERR_NOTFOUND);
	assert_int_equal(get(FUNGSIONAL, "satu.png", &up), ERR_OK);
}

/* A second press finds it again; but not everybody's second press. */
static void a_taken_scan_is_as_secret_as_its_letter(void **state)
{
	struct svc_upload up;

	(void)state;
	scan_waits("dua.png", "dua");
	scan_waits("tiga.png", "tiga");
	taken_into("rahasia", "dua.png");
	taken_into("biasa", "tiga.png");
	assert_int_equal(get(PELAKSANA, "dua.png", &up), ERR_OK);
	assert_int_equal(get(FUNGSIONAL, "dua.png", &up), ERR_NOTFOUND);
	assert_int_equal(get(TU, "dua.png", &up), ERR_NOTFOUND);
	assert_int_equal(get(FUNGSIONAL, "tiga.png", &up), ERR_OK);
	assert_int_equal(get(PAS, "tiga.png", &up), ERR_NOTFOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_earlier_letter_is_named_to_those_who_may_see_it),
		cmocka_unit_test(scans_wait_for_those_who_keep_a_book),
		cmocka_unit_test(a_taken_scan_is_as_secret_as_its_letter),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
