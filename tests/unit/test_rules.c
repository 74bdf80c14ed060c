#define _XOPEN_SOURCE 700 /* nftw */
/* The office's own number rules: read from its folder, and letters under way keep the
 * version they were submitted by. */
#include "out_house.h"
#include "num_edit.h"

static const char RULE[] =
	"<?xml version=\"1.0\"?>\n"
	"<aturan-nomor nama=\"jambi-surat\">\n"
	"<judul>Surat keluar</judul>\n"
	"<pola>%s</pola>\n"
	"<deret kelompok=\"surat\" per=\"instansi\" ulang=\"tahun\" mulai=\"1\"/>\n"
	"<sumber>Peraturan kantor</sumber>\n"
	"<berlaku dari=\"%s\"/>\n"
	"</aturan-nomor>\n";

static const char *rule_path(void)
{
	struct fail f = {0};

	ok(fs_mkdir(arena_cstr(H.a, arena_fmt(H.a, "%s/naskah", H.dir)), 0700, &f), &f);
	ok(fs_mkdir(arena_cstr(H.a, arena_fmt(H.a, "%s/naskah/rules", H.dir)), 0700, &f), &f);
	return arena_cstr(H.a, arena_fmt(H.a, "%s/naskah/rules/surat.xml", H.dir));
}

static void put_rule(const char *pattern, const char *from)
{
	struct fail f = {0};

	ok(fs_write(rule_path(), arena_fmt(H.a, RULE, pattern, from), 0600, &f), &f);
	reopen();
}

static struct svc_done drafted(void)
{
	struct svc_draft_in in = {.form = STR("surat-dinas"),
				  .xml = tpl_form_sample(H.svc->tpl, H.a, STR("surat-dinas")),
				  .class_code = STR("800"),
				  .urgency = STR("biasa"),
				  .secrecy = STR("biasa")};
	struct svc_done d = {0};
	struct fail f = {0};

	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	return d;
}

static struct svc_done signed_one(void)
{
	struct svc_done d = drafted();
	struct fail f = {0};

	go_to_signer(&d);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	return d;
}

static const char *number_of(struct svc_done *d)
{
	struct svc_recorded r;
	struct fail f = {0};

	ok(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(d), (struct day){0}, &r, &f),
	   &f);
	return arena_cstr(H.a, r.number);
}

static void a_signed_letter_keeps_its_rule(void **state)
{
	struct svc_done before, after;

	(void)state;
	before = signed_one();
	put_rule("{kode}/{urut:4}/UJI/{tahun}", "2026-11-24");
	after = signed_one();
	assert_string_equal(number_of(&after), "800/0001/UJI/2026");
	assert_non_null(strstr(number_of(&before), "/XI/2026"));
	(void)remove(rule_path());
	reopen();
}

static void a_rule_begins_on_its_day(void **state)
{
	struct svc_done d;

	(void)state;
	put_rule("{kode}/{urut:4}/UJI/{tahun}", "2026-11-25");
	d = signed_one();
	assert_non_null(strstr(number_of(&d), "/XI/2026"));
	H.clock.fixed_ms += 24 * 60 * MINUTE;
	d = signed_one();
	assert_non_null(strstr(number_of(&d), "/UJI/2026"));
	(void)remove(rule_path());
	reopen();
}

static void who_has_not_signed_yet_is_asked_again(void **state)
{
	struct svc_done d = drafted();
	struct fail f = {0};

	(void)state;
	go_to_signer(&d);
	put_rule("{kode}/{urut:4}/UJI/{tahun}", "2026-11-24");
	refused(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f, "renew");
	assert_non_null(strstr(f.text, "Aturan nomor"));
	(void)remove(rule_path());
	reopen();
}

/* Two ways to begin anew would give one number twice. */
static void a_pinned_rule_does_not_count_a_series_twice(void **state)
{
	struct svc_done d = signed_one();
	struct fail f = {0};
	struct str monthly = arena_fmt(H.a, RULE, "{urut:4}/UJI/{bulan}/{tahun}", "2026-11-24");
	size_t at = str_find(monthly, STR("ulang=\"tahun\""));

	(void)state;
	monthly = arena_fmt(H.a, STR_FMT "ulang=\"bulan\"" STR_FMT,
			    STR_ARG(str_head(monthly, at)), STR_ARG(str_from(monthly, at + 13)));
	ok(fs_write(rule_path(), monthly, 0600, &f), &f);
	reopen();
	assert_string_equal(number_of(&d), "0001/UJI/11/2026");
	(void)remove(rule_path());
	reopen();
}

static void a_faulty_file_is_named_with_its_line(void **state)
{
	struct svc_options opt = {.dir = H.dir, .share = SHARE, .clock = &H.clock};
	struct svc *s = NULL;
	struct fail f = {0};

	(void)state;
	ok(fs_write(rule_path(), arena_fmt(H.a, RULE, "{kode}/{nomor}", "2026-11-24"), 0600, &f),
	   &f);
	svc_close(H.svc);
	H.svc = NULL;
	assert_int_equal(svc_open(&s, &opt, &f), ERR_INVALID);
	assert_non_null(strstr(f.text, "/naskah/rules/surat.xml:4: pola memakai token"));
	(void)remove(rule_path());
	reopen();
}

static void the_choices_are_written_into_the_text(void **state)
{
	static const char XML[] = "<aturan-nomor nama=\"x\">\n  <pola>{urut}</pola>\n"
				  "  <token nama=\"unit\" bagian=\"2\"/>\n"
				  "  <deret kelompok=\"surat\" ulang=\"tahun\"/>\n"
				  "  <sumber asumsi=\"ya\">Tebakan</sumber>\n</aturan-nomor>\n";
	struct num_fields v, back,
		want = {.pattern = STR("{kode}/{urut}"), .reset = STR("bulan"),
			.assumed = STR(""), .from = STR("2026-12-01")};
	struct str out;
	struct fail f = {0};

	(void)state;
	ok(num_fields_read(H.a, str_c(XML), "x", &v, &f), &f);
	assert_true(str_eqc(v.pattern, "{urut}") && str_eqc(v.assumed, "ya") && !v.from.p);
	ok(num_fields_write(H.a, str_c(XML), "x", &want, &out, &f), &f);
	assert_true(str_eqc(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				 "<aturan-nomor nama=\"x\">\n  <pola>{kode}/{urut}</pola>\n"
				 "  <token nama=\"unit\" bagian=\"2\"/>\n"
				 "  <deret kelompok=\"surat\" ulang=\"bulan\"/>\n"
				 "  <sumber>Tebakan</sumber>\n"
				 "  <berlaku dari=\"2026-12-01\"/>\n</aturan-nomor>\n"));
	ok(num_fields_read(H.a, out, "x", &back, &f), &f);
	assert_true(str_eqc(back.from, "2026-12-01") && str_eqc(back.source, "Tebakan"));
	assert_int_equal(num_fields_read(H.a, STR("<a>\n<b>"), "x", &v, &f), ERR_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_signed_letter_keeps_its_rule),
		cmocka_unit_test(who_has_not_signed_yet_is_asked_again),
		cmocka_unit_test(a_pinned_rule_does_not_count_a_series_twice),
		cmocka_unit_test(a_faulty_file_is_named_with_its_line),
		cmocka_unit_test(a_rule_begins_on_its_day),
		cmocka_unit_test(the_choices_are_written_into_the_text),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
