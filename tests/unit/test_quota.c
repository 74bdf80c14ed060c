#define _XOPEN_SOURCE 700 /* nftw */
/* A rule that gives each calendar day its own quota of numbers. */
#include "house.h"
#include "num_ledger.h"
#include "svc.h"

static const char RULE[] =
	"<?xml version=\"1.0\"?>\n"
	"<aturan-nomor nama=\"jambi-surat\">\n"
	"<judul>Surat keluar</judul>\n"
	"<sumber>Peraturan kantor</sumber>\n"
	"<pola>{kode}/{urut}/{pd}/{tahun}</pola>\n"
	"<token nama=\"pd\" bagian=\"2\"/>\n"
	"<deret kelompok=\"surat\" per=\"instansi\"/>\n"
	"<terlambat cara=\"jatah-hari\" jatah=\"10\"/>\n"
	"</aturan-nomor>\n";

static void put_rule(void)
{
	struct fail f = {0};

	ok(fs_mkdir(arena_cstr(H.a, arena_fmt(H.a, "%s/naskah", H.dir)), 0700, &f), &f);
	ok(fs_mkdir(arena_cstr(H.a, arena_fmt(H.a, "%s/naskah/rules", H.dir)), 0700, &f), &f);
	ok(fs_write(arena_cstr(H.a, arena_fmt(H.a, "%s/naskah/rules/surat.xml", H.dir)),
		    str_c(RULE), 0600, &f),
	   &f);
	reopen();
}

static enum err record(struct day day, struct svc_recorded *r, struct fail *f)
{
	struct svc_outside in = {.form = STR("surat-dinas"),
				 .recipient = STR("Camat Contoh"),
				 .subject = STR("Ucapan terima kasih"),
				 .class_code = STR("800"),
				 .day = day,
				 .drafter_position_id = H.who[PAS].posts[0].position_id};
	int64_t id;

	return svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &id, r, f);
}

static int serial(int mday)
{
	struct svc_recorded r;
	struct fail f = {0};

	ok(record((struct day){2026, 11, mday}, &r, &f), &f);
	return r.serial;
}

static size_t faults(void)
{
	struct db_conn *c = db_read(H.svc->db);
	struct num_report r;
	struct fail f = {0};

	ok(num_ledger_check(c, H.a, 2026, 4, &r, &f), &f);
	db_read_end(H.svc->db, c);
	assert_true(r.counts_n >= 3); /* of the year, each day for itself */
	return r.faults_n;
}

/* 24 November is the 328th day: 3271 to 3280. */
static void each_day_has_its_own_numbers(void **state)
{
	struct svc_recorded r;
	struct fail f = {0};

	(void)state;
	put_rule();
	assert_int_equal(serial(23), 3261);
	assert_int_equal(serial(24), 3271);
	assert_int_equal(serial(24), 3272);
	assert_int_equal(serial(20), 3231); /* an earlier day, and no insert */
	assert_int_equal(serial(24), 3273);
	assert_int_equal(serial(23), 3262);
	for (int i = 3263; i <= 3270; i++)
		assert_int_equal(serial(23), i);
	refused(record((struct day){2026, 11, 23}, &r, &f), ERR_LIMIT, &f, "day-full");
	assert_non_null(strstr(f.text, "3261 sampai 3270"));
	assert_int_equal(serial(24), 3274);
	assert_int_equal(faults(), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_day_has_its_own_numbers),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
