/* The general reader: one made-up number of every kind that offices write, what typists and
 * scanners do to a number, and that all writings of one number meet in one normal form. */
#include "num_cli.h"
#include "xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static int load_all(void **state)
{
	struct num_rules *rules;
	struct fail f;

	xml_init();
	if (num_rules_load(&rules, &(struct num_rules_from){ .base = "numbering" }, &f)) {
		print_error("%s\n", f.text);
		return 1;
	}
	*state = rules;
	return 0;
}

static int free_all(void **state)
{
	num_rules_free(*state);
	return 0;
}

/* The parts as "kode=800 urut=12 ...", in the order of enum num_token. */
static struct str parts_text(struct arena *a, const struct num_parts *p)
{
	struct str out = STR("");

	for (int t = 0; t < NUM_TOKENS; t++)
		if (p->v[t].p)
			out = arena_fmt(a, STR_FMT "%s%s=" STR_FMT, STR_ARG(out), out.n ? " " : "",
			                num_token_name((enum num_token)t), STR_ARG(p->v[t]));
	return out;
}

struct example {
	const char *number, *parts;
};

static void read_all(const struct num_rules *rules, const struct example *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct arena *a = arena_open();
		struct num_reading r;

		if (num_parse(rules, a, str_c(list[i].number), &r, 1) != 1)
			fail_msg("not read: %s", list[i].number);
		struct str got = parts_text(a, &r.parts);

		if (!str_eqc(got, list[i].parts))
			fail_msg("%s:\nread \"%.*s\"\nnot  \"%s\"", list[i].number, STR_ARG(got),
			         list[i].parts);
		assert_true(r.certainty >= 1 && r.certainty <= 99);
		arena_close(a);
	}
}
#define READ_ALL(rules, list) read_all((rules), (list), sizeof(list) / sizeof *(list))

static void the_code_in_front(void **state)
{
	static const struct example LIST[] = {
		{ "800/12/Setda/XI/2026", "kode=800 urut=12 unit=Setda bulan=XI tahun=2026" },
		{ "422.1/0312/2026", "kode=422.1 urut=0312 tahun=2026" },
		{ "000.1.2.3/45/Dinbun/2026", "kode=000.1.2.3 urut=45 unit=Dinbun tahun=2026" },
		{ "060/17", "kode=060 urut=17" },
		{ "900/31-Keu", "kode=900 urut=31 unit=Keu" },
		{ "440/27/IV/2026", "kode=440 urut=27 bulan=IV tahun=2026" },
		{ "440/27/04/2026", "kode=440 urut=27 bulan=04 tahun=2026" },
		{ "188.45/7/KUM/2026", "kode=188.45 urut=7 unit=KUM tahun=2026" },
		{ "188.45/Kep.71-Umum/2026", "kode=188.45 urut=71 unit=Umum jenis=Kep tahun=2026" },
		{ "188.45-77/2026", "kode=188.45 urut=77 tahun=2026" },
		{ "503/61/438.7.2/2026", "kode=503 urut=61 unit=438.7.2 tahun=2026" },
		{ "090/14/Sekr/Disbun/2026", "kode=090 urut=14 unit=Sekr/Disbun tahun=2026" },
		{ "100/Bagpem/004/2026", "kode=100 urut=004 unit=Bagpem tahun=2026" },
		{ "812.4/6/Irban V/2026/TU", "kode=812.4 urut=6 unit=Irban V/TU tahun=2026" },
		{ "T/800.1.11.1/9/Insp/12/2026",
		  "keamanan=T kode=800.1.11.1 urut=9 unit=Insp bulan=12 tahun=2026" },
		{ "KU.03.04/8/Bendahara", "kode=KU.03.04 urut=8 unit=Bendahara" },
		{ "PR.01.02/3.1/0215/2026", "kode=PR.01.02 urut=0215 unit=3.1 tahun=2026" },
		{ "000.7.1.2.318", "kode=000.7.1.2 urut=318" },
	};

	READ_ALL(*state, LIST);
}

static void the_serial_in_front(void **state)
{
	static const struct example LIST[] = {
		{ "045/BPD-MJ/VIII/2026", "urut=045 unit=BPD-MJ bulan=VIII tahun=2026" },
		{ "17/SPA/A1.4/UNIMA/VII/2026", "urut=17 unit=SPA/A1.4/UNIMA bulan=VII tahun=2026" },
		{ "2411/503/PTSP.II/03/2026", "kode=503 urut=2411 unit=PTSP.II bulan=03 tahun=2026" },
		{ "B-021/64100/KS.200/05/2026",
		  "keamanan=B kode=KS.200 urut=021 unit=64100 bulan=05 tahun=2026" },
		{ "B/77/VIII/RES.9.9/2026/Satlan",
		  "keamanan=B urut=77 unit=RES.9.9/Satlan bulan=VIII tahun=2026" },
		{ "UND-12/WKX.04/2026", "urut=12 unit=WKX.04 jenis=UND tahun=2026" },
		{ "S.311/Dinbun-3.2/II/2026", "urut=311 unit=Dinbun-3.2 jenis=S bulan=II tahun=2026" },
		{ "77/KPTS/Dinbun/2026", "urut=77 unit=Dinbun jenis=KPTS tahun=2026" },
		{ "B-PW.01.02.34.341.05.26.7",
		  "keamanan=B kode=PW.01.02 urut=7 unit=34.341 bulan=05 tahun=26" },
		{ "WIX.11.IMI.2-UM.03.07-5738 TAHUN 2026",
		  "kode=UM.03.07 urut=5738 unit=WIX.11.IMI.2 tahun=2026" },
		{ "NOMOR 23 TAHUN 2020", "urut=23 tahun=2020" },
		{ "86 B Tahun 2005", "urut=86 sisipan=B tahun=2005" },
	};

	READ_ALL(*state, LIST);
}

static void what_hands_and_scanners_do(void **state)
{
	static const struct example LIST[] = {
		{ "440/      /35.71.403/2026", "kode=440 urut= unit=35.71.403 tahun=2026" },
		{ "090/_____.Sekr/Disbun/2026", "kode=090 urut= unit=Sekr/Disbun tahun=2026" },
		{ "470/.../XI/2026", "kode=470 urut= bulan=XI tahun=2026" },
		{ "172.5//DPRD", "kode=172.5 urut= unit=DPRD" },
		{ "421/12//Sarpras/Disbun/2026", "kode=421 urut=12 unit=Sarpras/Disbun tahun=2026" },
		{ "Nomor : 422.1 / 87 / 2O26 .", "kode=422.1 urut=87 tahun=2026" },
		{ "188.45/7O/KUM/20 26", "kode=188.45 urut=70 unit=KUM tahun=2026" },
		{ "440/29/l1/2026", "kode=440 urut=29 bulan=II tahun=2026" },
		{ "R/III/II/RES.9/2026", "keamanan=R urut=111 unit=RES.9 bulan=II tahun=2026" },
		{ "188.45/53KUM/2026", "kode=188.45 urut=53 unit=KUM tahun=2026" },
		{ "400/7.22.1/65/11/2026", "kode=400/7.22.1 urut=65 bulan=11 tahun=2026" },
		{ "422.1 3802 2013", "kode=422.1 urut=3802 tahun=2013" },
		{ "500.1/8/Disnak/III-2026", "kode=500.1 urut=8 unit=Disnak bulan=III tahun=2026" },
		{ "b/43IX/Res.9/2026", "keamanan=b urut=43 unit=Res.9 bulan=IX tahun=2026" },
		{ "090/60/BKX.XII/2026", "kode=090 urut=60 unit=BKX bulan=XII tahun=2026" },
	};

	READ_ALL(*state, LIST);
}

static void suffixes_and_ranges(void **state)
{
	static const struct example LIST[] = {
		{ "024/76.a-Umum/2026", "kode=024 urut=76 sisipan=.a unit=Umum tahun=2026" },
		{ "800/58b/Setda/2026", "kode=800 urut=58 sisipan=b unit=Setda tahun=2026" },
		{ "B-036.02/64100/VS.190/2026",
		  "keamanan=B kode=VS.190 urut=036 sisipan=.02 unit=64100 tahun=2026" },
		{ "090/123 s.d. 125/Setda/2026", "kode=090 urut=123 s.d.125 unit=Setda tahun=2026" },
		{ "090/123-125/Setda/2026", "kode=090 urut=123-125 unit=Setda tahun=2026" },
		{ "442/738/739/Setda/2026", "kode=442 urut=738/739 unit=Setda tahun=2026" },
		{ "442/738,739/Setda/2026", "kode=442 urut=738,739 unit=Setda tahun=2026" },
	};

	READ_ALL(*state, LIST);
}

static void what_is_no_number(void **state)
{
	static const char *const LIST[] = { "", "-", "/", "tidak ada @@", "Segera", "\xff\xfe" };

	for (size_t i = 0; i < sizeof LIST / sizeof *LIST; i++) {
		struct buf b = BUF_MAX(4096);

		assert_false(num_cli_parse_line(*state, NULL, true, str_c(LIST[i]), &b));
		assert_non_null(strstr(b.p, "\"error\""));
		buf_free(&b);
	}
}

/* ---- all writings of one number meet ---- */

static struct str written(struct arena *a, struct str s, const char *from, const char *to)
{
	struct str out = STR("");

	for (size_t at; (at = str_find(s, str_c(from))) < s.n; s = str_from(s, at + strlen(from)))
		out = arena_fmt(a, STR_FMT STR_FMT "%s", STR_ARG(out), STR_ARG(str_head(s, at)), to);
	return arena_fmt(a, STR_FMT STR_FMT, STR_ARG(out), STR_ARG(s));
}

static struct str lower(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
	return (struct str){ p, s.n };
}

static void one_normal_form(void **state)
{
	static const char *const LIST[] = { "800/12/Setda/XI/2026", "188.45/71/KUM/2026",
		"045/BPD-MJ/VIII/2026", "KU.03.04/8/Bendahara", "B-021/64100/KS.200/05/2026",
		"T/800.1.11.1/9/Insp/XII/2026", "440/27/IV/2026", "900/31-Keu/2026",
		"800/II-2/Dinsos.C/II/2023", "188.45/Kep.71-Umum/2026" };
	static const struct { const char *from, *to; } WAYS[] = { { "/", " / " }, { "/", "/ " },
		{ "-", " - " }, { "2026", "2O26" }, { "XI", "Xl" }, { "/", "\xc2\xa0/" },
		{ "-", "\xe2\x80\x93" }, { "VIII", "VI1I" }, { "/12/", "/0012/" } };

	for (size_t i = 0; i < sizeof LIST / sizeof *LIST; i++) {
		struct arena *a = arena_open();
		struct num_reading want, got;
		struct str s = str_c(LIST[i]), forms[sizeof WAYS / sizeof *WAYS + 3];
		size_t n = 0;

		for (; n < sizeof WAYS / sizeof *WAYS; n++)
			forms[n] = written(a, s, WAYS[n].from, WAYS[n].to);
		forms[n++] = lower(a, s);
		forms[n++] = arena_fmt(a, "  NOMOR. : %s.. ", LIST[i]);
		forms[n++] = arena_fmt(a, "No. %s", LIST[i]);
		assert_int_equal(num_parse(*state, a, s, &want, 1), 1);
		for (size_t k = 0; k < n; k++) {
			assert_int_equal(num_parse(*state, a, forms[k], &got, 1), 1);
			if (!str_eq(want.normal, got.normal))
				fail_msg("\"%.*s\" became %.*s, not %.*s", STR_ARG(forms[k]),
				         STR_ARG(got.normal), STR_ARG(want.normal));
		}
		arena_close(a);
	}
}

static void normal(const struct num_rules *rules, const char *number, const char *form)
{
	struct arena *a = arena_open();
	struct num_reading r;

	assert_int_equal(num_parse(rules, a, str_c(number), &r, 1), 1);
	if (!str_eqc(r.normal, form))
		fail_msg("%s: %.*s, not %s", number, STR_ARG(r.normal), form);
	arena_close(a);
}

static void forms_by_example(void **state)
{
	normal(*state, "800/012/Setda/xi/26", "800/12/SETDA/11/2026");
	normal(*state, "024/76.a-Umum/2026", "024/76/A/UMUM/2026");
	normal(*state, "024/76a/Umum/2026", "024/76/A/UMUM/2026");
	normal(*state, "090/0123 s.d. 0125/Setda/2026", "090/123-125/SETDA/2026");
	normal(*state, "440/...../Setda/2026", "440//SETDA/2026");
}

/* ---- the pattern that comes with a reading ---- */

static void the_pattern_reads_the_number(void **state)
{
	static const char *const LIST[] = { "800/12/Setda/XI/2026", "188.45/Kep.71-Umum/2026",
		"T/800.1.11.1/9/Insp/12/2026", "023/76/KS.200/05/2026", "23 Tahun 2020" };

	for (size_t i = 0; i < sizeof LIST / sizeof *LIST; i++) {
		struct arena *a = arena_open();
		struct num_reading r;
		struct num_parts p;
		struct num_rule *rule;
		struct fail f;

		assert_int_equal(num_parse(*state, a, str_c(LIST[i]), &r, 1), 1);
		struct str xml = arena_fmt(a, "<aturan-nomor nama=\"x\"><judul>x</judul><pola>" STR_FMT
		        "</pola><deret kelompok=\"surat\" per=\"instansi\"/><sumber>x</sumber>"
		        "</aturan-nomor>", STR_ARG(r.pattern));

		if (num_rule_load(&rule, xml, (struct str){ 0 }, "x.xml", &f))
			fail_msg("%s: %s", LIST[i], f.text);
		assert_true(num_rule_match(rule, a, str_c(LIST[i]), &p));
		assert_true(str_eq(parts_text(a, &p), parts_text(a, &r.parts)));
		num_rule_free(rule);
		arena_close(a);
	}
}

/* A number that leaves no doubt is surer than one that could be read in two ways. */
static void certainty_follows_the_doubt(void **state)
{
	struct arena *a = arena_open();
	struct num_reading clear[4], torn[4];

	assert_true(num_parse(*state, a, STR("800.1.2/12/Setda/XI/2026"), clear, 4) > 1);
	assert_true(num_parse(*state, a, STR("503/7/3/2026"), torn, 4) > 1);
	assert_true(clear[0].certainty >= 95);
	assert_true(torn[0].certainty < clear[0].certainty);
	assert_true(clear[1].certainty < clear[0].certainty);
	arena_close(a);
}

/* The office's own rule is tried before all others; one that asks for no name is less sure. */
static void the_own_rule_comes_first(void **state)
{
	static const struct { const char *unit; int certainty; } OWN[] = {
		{ "", 90 }, { "<token nama=\"unit\" nilai=\"Setda\"/>", 99 } };

	(void)state;
	for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++) {
		struct arena *a = arena_open();
		struct str xml = arena_fmt(a, "<aturan-nomor nama=\"kantor\" peringkat=\"95\"><judul>x</judul>"
		        "<pola>{kode}/{urut}/{unit}/{tahun}</pola>%s<deret kelompok=\"surat\"/>"
		        "<sumber>x</sumber></aturan-nomor>", OWN[i].unit);
		struct num_rules_from from = { .base = "numbering", .published = &xml, .published_n = 1 };
		struct num_rules *rules;
		struct num_reading r;
		struct fail f;

		if (num_rules_load(&rules, &from, &f))
			fail_msg("%s", f.text);
		assert_int_equal(num_parse(rules, a, STR("800/12/Setda/2026"), &r, 1), 1);
		assert_true(str_eqc(num_reading_name(&r), "kantor"));
		assert_int_equal(r.certainty, OWN[i].certainty);
		num_rules_free(rules);
		arena_close(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_code_in_front),
		cmocka_unit_test(the_serial_in_front),
		cmocka_unit_test(what_hands_and_scanners_do),
		cmocka_unit_test(suffixes_and_ranges),
		cmocka_unit_test(what_is_no_number),
		cmocka_unit_test(one_normal_form),
		cmocka_unit_test(forms_by_example),
		cmocka_unit_test(the_pattern_reads_the_number),
		cmocka_unit_test(certainty_follows_the_doubt),
		cmocka_unit_test(the_own_rule_comes_first),
	};

	return cmocka_run_group_tests(tests, load_all, free_all);
}
