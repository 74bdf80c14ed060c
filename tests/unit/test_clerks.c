#define _XOPEN_SOURCE 700 /* nftw */
/* A book that two clerks keep: what one took in closed to the other is so for him too, and
 * so are the scans that came through the scanner's folder (S1). */
#define OFFICE_AT	"<pengelola jabatan=\"pelaksana\"/>"
#define OFFICE_WITH	"<pengelola jabatan=\"pelaksana\"/><pengelola jabatan=\"fungsional\"/>"
/* And in two units a post bears the same name. */
#define OFFICE_TOO_AT "<buku kode=\"UPTD\""
#define OFFICE_TOO_WITH                                                                   \
	"<jabatan kode=\"tu-dinas\" nama=\"Kasubbag TU\" peran=\"fungsional\" unit=\"DINAS\" " \
	"sebutan=\"Kepala Subbagian Tata Usaha Dinas\"/>" OFFICE_TOO_AT
#include "house.h"
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
	refused(svc_incoming_register(H.svc, &H.who[FUNGSIONAL], H.a, &open, &r, &f),
		ERR_CONFLICT, &f, "twin");
	ok(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &secret, &r, &f), &f);
	refused(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &secret, &r, &f),
		ERR_CONFLICT, &f, "twin");
	/* he is told nothing: the letter he holds becomes an entry of his own */
	ok(svc_incoming_register(H.svc, &H.who[FUNGSIONAL], H.a, &secret, &r, &f), &f);
	/* hidden behind the newer one of his own, the older is not told either */
	refused(svc_incoming_register(H.svc, &H.who[FUNGSIONAL], H.a, &secret, &r, &f),
		ERR_CONFLICT, &f, "twin");
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

/* The posts in whose trays a nota dinas lies, by their codes' units; "" when refused. */
static struct str note_to(enum who w, const char *addressee, const char *word)
{
	struct str pair[][2] = {{STR("hal"), STR("Bahan rapat")},
				{STR("yth"), str_c(addressee)},
				{STR("isi"), STR("Mohon disiapkan.")}};
	struct svc_draft_in in = {.form = STR("nota-dinas"), .values = (const struct str(*)[2])pair,
				  .values_n = 3, .class_code = STR("800")};
	struct svc_position_row *post;
	struct svc_done d = {0};
	struct svc_letter l;
	struct str units = STR("");
	struct fail f = {0};
	bool content;
	size_t n;

	ok(svc_outgoing_draft(H.svc, &H.who[w], H.a, &in, &d, &f), &f);
	if (word) {
		refused(svc_outgoing_sign(H.svc, &H.who[w], ref(&d), false, &d, &f),
			ERR_INVALID, &f, word);
		return units;
	}
	ok(svc_outgoing_sign(H.svc, &H.who[w], ref(&d), false, &d, &f), &f);
	ok(svc_letter_get(H.svc, &H.who[w], H.a, d.id, &l, &content, &f), &f);
	ok(svc_positions(H.svc, H.a, &post, &n, &f), &f);
	for (size_t k = 0; k < l.dispositions[0].trays_n; k++)
		for (size_t i = 0; i < n; i++)
			if (post[i].id == l.dispositions[0].trays[k].position_id)
				units = arena_fmt(H.a, STR_FMT "%lld ", STR_ARG(units),
						  (long long)post[i].unit_id);
	return units;
}

static void a_note_goes_to_the_post_that_is_meant(void **state)
{
	struct str dinas = arena_fmt(H.a, "%lld ", (long long)H.who[KADIS].posts[0].unit_id);
	struct str uptd = arena_fmt(H.a, "%lld ", (long long)H.who[PAS].posts[0].unit_id);

	(void)state;
	assert_true(str_eq(note_to(PAS, "Kasubbag TU", NULL), uptd));
	assert_true(str_eq(note_to(KADIS, "kasubbag tu", NULL), dinas));
	assert_true(str_eq(note_to(KADIS, "Kasubbag TU UPTD", NULL), uptd));
	assert_true(str_eq(note_to(PAS, "Kepala Subbagian Tata Usaha Dinas", NULL), dinas));
	/* written twice it lies there once */
	assert_true(str_eq(note_to(PAS, "Kasubbag TU\n\nKasubbag TU", NULL), uptd));
	(void)note_to(PAS, "Orang Luar", "no-address");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_earlier_letter_is_named_to_those_who_may_see_it),
		cmocka_unit_test(scans_wait_for_those_who_keep_a_book),
		cmocka_unit_test(a_taken_scan_is_as_secret_as_its_letter),
		cmocka_unit_test(a_note_goes_to_the_post_that_is_meant),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
