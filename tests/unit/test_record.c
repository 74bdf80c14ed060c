/* What a row keeps in writing: the file's faults, values as typed, rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include "flow_proc.h"
#include "xml.h"

static const char HEAD[] =
	"<prosedur id=\"uji\" versi=\"1\" jenis=\"perkara\"><nama>Uji</nama>"
	"<pelaksana id=\"pelaksana\">Pelaksana</pelaksana>"
	"<langkah nomor=\"1\"><kegiatan>Mencatat</kegiatan>"
	"<peran>pelaksana</peran>";

/* A procedure of one row with this inside; what is wrong, or "". */
static const char *fault_of(struct arena *a, const char *inside)
{
	struct str xml = arena_fmt(a, "%s%s</langkah></prosedur>", HEAD, inside);
	const struct flow_proc *p;
	struct fail *f = ARENA_NEW(a, struct fail);

	return flow_proc_read(a, xml, "uji.xml", SHARE "/schema/prosedur.rng", &p, f)
		       ? f->text
		       : "";
}

static void faults_are_named(void **state)
{
	static const char *const BAD[][2] = {
		{"<catatan><isian nama=\"a\" label=\"A\" jenis=\"pilihan\"/></catatan>",
		 "mempunyai pilihan"},
		{"<catatan><isian nama=\"a\" label=\"A\" harus=\"x\"/></catatan>",
		 "disertai tolak"},
		{"<catatan><isian nama=\"a\" label=\"A\" minimal=\"5\" "
		 "tolak=\"T\"/></catatan>",
		 "hanya untuk bilangan"},
		{"<catatan><isian nama=\"a\" label=\"A\" "
		 "jenis=\"surat-keluar\"/></catatan>",
		 "menyebut bentuk"},
		{"<catatan buku=\"tamu\"><isian nama=\"a\" label=\"A\"/></catatan>",
		 "nama-buku"},
		{"<catatan><isian nama=\"a\" label=\"A\"/><isian nama=\"a\" "
		 "label=\"B\"/></catatan>",
		 "sudah dipakai"},
		{"<catatan><isian nama=\"a\" label=\"A\" dari=\"b\" "
		 "tolak=\"T\"/></catatan>",
		 "dari harus nama isian"},
		{"<naskah jenis=\"x\" perbuatan=\"konsep\"><salin dari=\"b\" "
		 "ke=\"c\"/></naskah>",
		 "dari harus nama isian"},
		{"<naskah jenis=\"x\" perbuatan=\"konsep\" setelah=\"b\"/>",
		 "setelah harus"},
		{"<catatan/>", "uji.xml:1"}};
	struct arena *a = arena_open();

	(void)state;
	for (size_t i = 0; i < sizeof(BAD) / sizeof(*BAD); i++)
		if (!strstr(fault_of(a, BAD[i][0]), BAD[i][1]))
			fail_msg("%zu says: %s", i, fault_of(a, BAD[i][0]));
	assert_string_equal(
		fault_of(a, "<catatan buku=\"tamu\" nama-buku=\"Buku tamu\">"
			    "<isian nama=\"a\" label=\"A\" wajib=\"ya\"/></catatan>"),
		"");
	arena_close(a);
}

static void values_are_of_their_kind(void **state)
{
	static const struct {
		enum flow_ask ask;
		const char *typed, *kept; /* NULL: refused */
	} CASE[] = {{ASK_TEXT, " Contoh ", "Contoh"},
		    {ASK_DAY, "27 Nopember 2026", "2026-11-27"},
		    {ASK_DAY, "30 Februari 2026", NULL},
		    {ASK_NUMBER, "7", "7"},
		    {ASK_NUMBER, "tujuh", NULL},
		    {ASK_NUMBER, "-1", NULL},
		    {ASK_TICK, "ya", "ya"},
		    {ASK_TICK, "mungkin", NULL},
		    {ASK_CHOICE, "negatif", "negatif"},
		    {ASK_CHOICE, "belum", NULL},
		    {ASK_INCOMING, "1/2026", NULL},
		    {ASK_DAY, "  ", ""}};
	const struct str choices[] = {STR("negatif"), STR("positif")};
	struct arena *a = arena_open();

	(void)state;
	for (size_t i = 0; i < sizeof(CASE) / sizeof(*CASE); i++) {
		struct flow_field o = {.label = STR("Isian"),
				       .ask = CASE[i].ask,
				       .choices = choices,
				       .choices_n = 2};
		struct fail f;
		struct str v;
		enum err e = flow_field_value(a, &o, str_c(CASE[i].typed), &v, &f);

		if (!CASE[i].kept)
			assert_int_equal(e, ERR_INVALID);
		else
			assert_true(!e && str_eqc(v, CASE[i].kept));
	}
	arena_close(a);
}

static void rules_are_broken_or_not(void **state)
{
	const struct day today = {2026, 11, 27};
	const struct str none = STR(""), goods = STR("Mesin jahit\nGunting");
	struct flow_field only = {.ask = ASK_CHOICE, .only = STR("negatif")};
	struct flow_field least = {.ask = ASK_NUMBER, .least = 5};
	struct flow_field come = {.ask = ASK_DAY, .come = true};
	struct flow_field from = {.ask = ASK_LINES, .from = STR("barang")};

	(void)state;
	assert_false(flow_field_broken(&only, none, none, today));
	assert_true(flow_field_broken(&only, STR("positif"), none, today));
	assert_true(flow_field_broken(&least, STR("4"), none, today));
	assert_false(flow_field_broken(&least, STR("5"), none, today));
	assert_true(flow_field_broken(&come, STR("2026-11-28"), none, today));
	assert_false(flow_field_broken(&come, STR("2026-11-27"), none, today));
	assert_false(flow_field_broken(&from, STR("gunting\n"), goods, today));
	assert_true(flow_field_broken(&from, STR("Gunting\nKompor"), goods, today));
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(faults_are_named),
		cmocka_unit_test(values_are_of_their_kind),
		cmocka_unit_test(rules_are_broken_or_not),
	};

	xml_init();
	return cmocka_run_group_tests(t, NULL, NULL);
}
