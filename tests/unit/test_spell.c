/* Numbers and dates in words: every joint of the language once. */
#include "spell.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static void same(struct str got, const char *want)
{
	if (!str_eqc(got, want))
		fail_msg("\"" STR_FMT "\", not \"%s\"", STR_ARG(got), want);
}

static void numbers_in_words(void **state)
{
	static const struct {
		uint64_t n;
		const char *words;
	} CASE[] = {
		{0, "nol"},
		{1, "satu"},
		{10, "sepuluh"},
		{11, "sebelas"},
		{12, "dua belas"},
		{20, "dua puluh"},
		{21, "dua puluh satu"},
		{100, "seratus"},
		{111, "seratus sebelas"},
		{214, "dua ratus empat belas"},
		{1000, "seribu"},
		{1945, "seribu sembilan ratus empat puluh lima"},
		{2026, "dua ribu dua puluh enam"},
		{11000, "sebelas ribu"},
		{100000, "seratus ribu"},
		{1000000, "satu juta"},
		{1001000, "satu juta seribu"},
		{1500000, "satu juta lima ratus ribu"},
		{1000000000, "satu miliar"},
		{UINT64_C(2000000000007), "dua triliun tujuh"},
		{UINT64_C(1000000000000000), "1000000000000000"},
	};
	struct arena *a = arena_open();

	(void)state;
	for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++)
		same(tpl_spell_number(a, CASE[i].n), CASE[i].words);
	same(tpl_spell_ordinal(a, 1), "kesatu");
	same(tpl_spell_ordinal(a, 10), "kesepuluh");
	same(tpl_spell_ordinal(a, 12), "kedua belas");
	arena_close(a);
}

static void days_and_chapters(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	same(tpl_spell_day(a, (struct day){2023, 2, 13}),
	     "Senin tanggal tiga belas bulan Februari tahun dua ribu dua puluh tiga");
	same(tpl_spell_day(a, (struct day){2000, 1, 1}),
	     "Sabtu tanggal satu bulan Januari tahun dua ribu");
	same(tpl_spell_roman(a, 1), "I");
	same(tpl_spell_roman(a, 14), "XIV");
	same(tpl_spell_roman(a, 1999), "MCMXCIX");
	same(tpl_spell_roman(a, 0), "0");
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(numbers_in_words),
		cmocka_unit_test(days_and_chapters),
	};

	return cmocka_run_group_tests(t, NULL, NULL);
}
