#define _XOPEN_SOURCE 700 /* nftw */
/* The office's own number rules: read from its folder, and letters under way keep the
 * version they were submitted by. */
#include "out_house.h"
#include "num_edit.h"
#include "svc_rules.h"

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
	refused(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f),
		ERR_CONFLICT, &f, "renew");
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
		want = {.pattern = STR("{kode}/{urut:3}/{unit}"), .reset = STR("bulan"),
			.assumed = STR(""), .from = STR("2026-12-01")};
	struct str out;
	struct fail f = {0};

	(void)state;
	ok(num_fields_read(H.a, str_c(XML), STR("x"), "x", &v, &f), &f);
	assert_true(str_eqc(v.pattern, "{urut}") && str_eqc(v.assumed, "ya") && !v.from.p);
	ok(num_fields_write(H.a, str_c(XML), STR("x"), "x", &want, &out, &f), &f);
	assert_true(str_eqc(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				 "<aturan-nomor nama=\"x\">\n  <pola>{kode}/{urut:3}/{unit}</pola>\n"
				 "  <token nama=\"unit\" bagian=\"2\"/>\n"
				 "  <deret kelompok=\"surat\" ulang=\"bulan\"/>\n"
				 "  <sumber>Tebakan</sumber>\n"
				 "  <berlaku dari=\"2026-12-01\"/>\n</aturan-nomor>\n"));
	ok(num_fields_read(H.a, out, STR("x"), "x", &back, &f), &f);
	assert_true(str_eqc(back.from, "2026-12-01") && str_eqc(back.source, "Tebakan"));
	want = (struct num_fields){.late = STR("sisipan"), .suffix = STR(".01")};
	ok(num_fields_write(H.a, out, STR("x"), "x", &want, &out, &f), &f);
	ok(num_fields_read(H.a, out, STR("x"), "x", &back, &f), &f);
	assert_true(str_eqc(back.late, "sisipan") && str_eqc(back.suffix, ".01"));
	want = (struct num_fields){.late = STR("")};
	ok(num_fields_write(H.a, out, STR("x"), "x", &want, &out, &f), &f);
	assert_true(str_find(out, STR("terlambat")) == out.n);
	want = (struct num_fields){.pattern = STR("{urut}")};
	ok(num_fields_write(H.a, out, STR("x"), "x", &want, &out, &f), &f);
	assert_true(str_find(out, STR("<token")) == out.n);
	assert_int_equal(num_fields_read(H.a, STR("<a>\n<b>"), STR("x"), "x", &v, &f), ERR_INVALID);
}

static struct str text_of(const char *pattern, const char *from)
{
	return arena_fmt(H.a, RULE, pattern, from);
}

static bool says(const struct svc_rule_said *list, size_t n, const char *what)
{
	for (size_t i = 0; i < n; i++)
		if (str_find(list[i].text, str_c(what)) < list[i].text.n)
			return true;
	return false;
}

static void a_rule_is_tried_before_it_is_saved(void **state)
{
	struct actor admin = actor_operator();
	struct svc_rule_try t;
	struct fail f = {0};

	(void)state;
	ok(svc_rule_try(H.svc, &admin, H.a, text_of("{kode}/{urut:4}/{tahun}", "2026-11-24"),
			STR("jambi-surat"), STR("Nomor : 800.1/0012/2026"), &t, &f),
	   &f);
	assert_true(t.loads && t.read);
	assert_true(says(t.example, t.example_n, "800.1.11.1/0017/2026"));
	assert_true(says(t.example, t.example_n, "800.1.11.1/0001/2027"));
	assert_true(says(t.part, t.part_n, "0012"));
	ok(svc_rule_try(H.svc, &admin, H.a, text_of("{kode}/{nomor}", "2026-11-24"), STR(""), STR(""), &t,
			&f),
	   &f);
	assert_true(!t.loads && t.fault_n == 1 && t.fault[0].line == 4);
	assert_true(str_starts(t.fault[0].text, STR("pola memakai token")));
	ok(svc_rule_try(H.svc, &admin, H.a, STR("<aturan-nomor>\n<pola"), STR(""), STR(""), &t, &f), &f);
	assert_true(!t.loads && t.fault_n == 1 && t.fault[0].line > 0);
	refused(svc_rule_try(H.svc, &H.who[TU], H.a, STR(""), STR(""), STR(""), &t, &f),
		ERR_DENIED, &f, "not-yours");
}

static void a_part_that_no_letter_has_is_a_fault(void **state)
{
	struct actor admin = actor_operator();
	struct svc_rule_row row;
	struct svc_rule_try t;
	struct fail f = {0};
	struct str text = text_of("{urut}/{jenis}/{tahun}", "2026-11-24");

	(void)state;
	ok(svc_rule_try(H.svc, &admin, H.a, text, STR(""), STR(""), &t, &f), &f);
	assert_true(t.loads && says(t.warning, t.warning_n, "jenis"));
	refused(svc_rule_publish(H.svc, &admin, H.a, text, (struct day){0}, &row, &f),
		ERR_INVALID, &f, "bad-rule");
}

static void a_published_rule_counts_from_its_day_without_a_restart(void **state)
{
	struct actor admin = actor_operator();
	struct day today = day_at(H.clock.fixed_ms, 7), later = day_from_number(day_number(today) + 1);
	struct svc_done before = signed_one(), after;
	struct svc_rule_row row;
	struct fail f = {0};
	struct str text = text_of("{kode}/{urut:4}/BARU/{tahun}", "2020-01-01");

	(void)state;
	refused(svc_rule_publish(H.svc, &H.who[TU], H.a, text, today, &row, &f),
		ERR_DENIED, &f, "not-yours");
	admin.stepped_up = false;
	refused(svc_rule_publish(H.svc, &admin, H.a, text, today, &row, &f),
		ERR_DENIED, &f, "step-up");
	admin.stepped_up = true;
	refused(svc_rule_publish(H.svc, &admin, H.a, text, day_from_number(day_number(today) - 1),
				 &row, &f),
		ERR_INVALID, &f, "date-before-today");
	ok(svc_rule_publish(H.svc, &admin, H.a, text, later, &row, &f), &f);
	assert_true(row.coming && !row.in_force && day_cmp(row.from, later) == 0);
	after = signed_one();
	assert_non_null(strstr(number_of(&after), "/XI/2026"));
	refused(svc_rule_publish(H.svc, &admin, H.a, text, later, &row, &f),
		ERR_CONFLICT, &f, "no-change");
	H.clock.fixed_ms += 24 * 60 * MINUTE;
	after = signed_one();
	assert_non_null(strstr(number_of(&after), "/BARU/2026"));
	assert_non_null(strstr(number_of(&before), "/XI/2026"));
	reopen();
	after = signed_one();
	assert_non_null(strstr(number_of(&after), "/BARU/2026"));
}

static void the_list_says_which_version_is_in_force(void **state)
{
	struct actor admin = actor_operator();
	struct svc_rule_row *v;
	size_t n, in_force = 0, published = 0;
	struct fail f = {0};

	(void)state;
	ok(svc_rules(H.svc, &admin, H.a, &v, &n, &f), &f);
	for (size_t i = 0; i < n; i++)
		if (str_eqc(v[i].name, "jambi-surat")) {
			in_force += v[i].in_force;
			published += str_eqc(v[i].origin, "terbitan");
			assert_true(str_eqc(v[i].by, "operator mesin"));
			assert_true(v[i].series.n > 0 && v[i].example.n > 0);
		}
	assert_int_equal(in_force, 1);
	assert_int_equal(published, 1);
	refused(svc_rules(H.svc, &H.who[TU], H.a, &v, &n, &f),
		ERR_DENIED, &f, "not-yours");
}

static void not_published(struct str text, struct day from, const char *code, const char *says_so)
{
	struct actor admin = actor_operator();
	struct svc_rule_row row;
	struct fail f = {0};

	refused(svc_rule_publish(H.svc, &admin, H.a, text, from, &row, &f),
		str_eqc(str_c(code), "too-many") ? ERR_CONFLICT : ERR_INVALID, &f, code);
	assert_non_null(strstr(f.text, says_so));
}

static struct str with(struct str s, const char *old, const char *fresh)
{
	size_t at = str_find(s, str_c(old));

	assert_true(at < s.n);
	return arena_fmt(H.a, STR_FMT "%s" STR_FMT, STR_ARG(str_head(s, at)), fresh,
			 STR_ARG(str_from(s, at + strlen(old))));
}

/* The series of two units under one rule, whose number bears no unit. */
static void two_series_do_not_print_one_number(void **state)
{
	(void)state;
	not_published(with(text_of("{urut:3}/ND/{tahun}", "2026-11-24"), "jambi-surat",
			   "jambi-nota-dinas"),
		      (struct day){0}, "bad-rule", "tercetak sama");
	not_published(with(text_of("{urut:3}/ND/{unit}/{bulan:romawi}/{tahun}", "2026-11-24"),
			   "per=\"instansi\"", "per=\"unit\""),
		      (struct day){0}, "bad-rule", "tercetak sama");
}

static const char GROUPS[] =
	"<?xml version=\"1.0\"?>\n<aturan-nomor nama=\"jambi\"><judul>J</judul>\n"
	"<sumber>Peraturan kantor</sumber>\n"
	"<kelompok nama=\"lain\" naskah=\"undangan\"><judul>L</judul>"
	"<pola>L-{urut}/{tahun}</pola><deret per=\"instansi\"/></kelompok>\n"
	"<kelompok nama=\"surat\" naskah=\"surat-dinas\"><judul>S</judul>"
	"<pola>S-{urut}/{bulan}/{tahun}</pola><deret per=\"instansi\" ulang=\"%s\"/>%s</kelompok>\n"
	"</aturan-nomor>\n";

static void every_group_of_a_file_is_asked(void **state)
{
	struct day day = {2027, 3, 1};

	(void)state;
	not_published(arena_fmt(H.a, GROUPS, "bulan", ""), day, "bad-rule", "1 Januari");
	not_published(arena_fmt(H.a, GROUPS, "tahun", "<berlaku dari=\"2020-01-01\"/>"), day,
		      "bad-rule", "tanggal berlaku sendiri");
}

/* Not what counts today: what counts the day before it begins. */
static void a_coming_way_to_count_is_what_is_changed(void **state)
{
	struct actor admin = actor_operator();
	struct svc_rule_row row;
	struct fail f = {0};
	struct str text = text_of("{urut:4}/UJI/{bulan}/{tahun}", "2027-01-01");

	(void)state;
	ok(svc_rule_publish(H.svc, &admin, H.a, with(text, "ulang=\"tahun\"", "ulang=\"bulan\""),
			    (struct day){2027, 1, 1}, &row, &f),
	   &f);
	not_published(text, (struct day){2027, 2, 10}, "bad-rule", "1 Januari");
}

/* No published version goes again: a folder with more than are read would not open. */
static void versions_that_could_not_be_read_again_are_refused(void **state)
{
	struct actor admin = actor_operator();
	struct svc_rule_row row;
	struct fail f = {0};
	enum err e = ERR_OK;

	(void)state;
	for (int round = 0; !e && round < 11; round++) {
		struct buf b = BUF_MAX(65536);

		buf_fmt(&b, "<?xml version=\"1.0\"?>\n<aturan-nomor nama=\"b%d\"><judul>B</judul>"
			    "<sumber>Peraturan kantor</sumber>\n", round);
		for (int i = 0; i < 99; i++)
			buf_fmt(&b, "<kelompok nama=\"g%d\" naskah=\"n%d\"><pola>G%d-{urut}/{tahun}</pola>"
				    "<deret per=\"instansi\"/></kelompok>\n", i, i, i);
		BUF_ADD(&b, "</aturan-nomor>\n");
		e = svc_rule_publish(H.svc, &admin, H.a, buf_keep(&b, H.a), (struct day){2028, 1, 1},
				     &row, &f);
	}
	refused(e, ERR_CONFLICT, &f, "too-many");
	reopen();
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
		cmocka_unit_test(a_rule_is_tried_before_it_is_saved),
		cmocka_unit_test(a_part_that_no_letter_has_is_a_fault),
		cmocka_unit_test(a_published_rule_counts_from_its_day_without_a_restart),
		cmocka_unit_test(the_list_says_which_version_is_in_force),
		cmocka_unit_test(two_series_do_not_print_one_number),
		cmocka_unit_test(every_group_of_a_file_is_asked),
		cmocka_unit_test(a_coming_way_to_count_is_what_is_changed),
		cmocka_unit_test(versions_that_could_not_be_read_again_are_refused),
	};

	return cmocka_run_group_tests(tests, move_in, move_out);
}
