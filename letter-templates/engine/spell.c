#include "spell.h"
#include "buf.h"

static void word(struct buf *b, const char *w)
{
	if (b->n)
		buf_byte(b, ' ');
	buf_add(b, str_c(w));
}

/* 1 to 999; "se" stands for one before belas, puluh and ratus. */
static void below_thousand(struct buf *b, unsigned n)
{
	static const char *const UNIT[] = {"",        "satu",     "dua",     "tiga",
					   "empat",   "lima",     "enam",    "tujuh",
					   "delapan", "sembilan", "sepuluh", "sebelas"};

	if (n >= 100) {
		if (n < 200) {
			word(b, "seratus");
		} else {
			word(b, UNIT[n / 100]);
			word(b, "ratus");
		}
		n %= 100;
	}
	if (n >= 20) {
		word(b, UNIT[n / 10]);
		word(b, "puluh");
		n %= 10;
	}
	if (n >= 12) {
		word(b, UNIT[n - 10]);
		word(b, "belas");
	} else if (n) {
		word(b, UNIT[n]);
	}
}

struct str tpl_spell_number(struct arena *a, uint64_t n)
{
	static const struct {
		uint64_t of;
		const char *name;
	} STEP[] = {{UINT64_C(1000000000000), "triliun"},
		    {1000000000, "miliar"},
		    {1000000, "juta"},
		    {1000, "ribu"}};
	struct buf b = BUF_MAX(400);

	if (n >= UINT64_C(1000000000000000))
		return arena_fmt(a, "%llu", (unsigned long long)n);
	if (!n)
		return STR("nol");
	for (size_t i = 0; i < sizeof STEP / sizeof *STEP; i++) {
		unsigned part = (unsigned)(n / STEP[i].of);

		n %= STEP[i].of;
		if (part == 1 && STEP[i].of == 1000) {
			word(&b, "seribu");
		} else if (part) {
			below_thousand(&b, part);
			word(&b, STEP[i].name);
		}
	}
	below_thousand(&b, (unsigned)n);
	return buf_keep(&b, a);
}

struct str tpl_spell_ordinal(struct arena *a, uint64_t n)
{
	return arena_fmt(a, "ke" STR_FMT, STR_ARG(tpl_spell_number(a, n)));
}

struct str tpl_spell_nth(struct arena *a, uint64_t n)
{
	struct str s = tpl_spell_ordinal(a, n);
	struct buf b = BUF_MAX(200);

	for (size_t i = 0; i < s.n; i++)
		buf_byte(&b, i == 0 || s.p[i - 1] == ' ' ? (char)(s.p[i] - 'a' + 'A')
							 : s.p[i]);
	return buf_keep(&b, a);
}

struct str tpl_spell_day(struct arena *a, struct day d)
{
	return arena_fmt(a, "%s tanggal " STR_FMT " bulan %s tahun " STR_FMT,
			 weekday_name(day_weekday(d)),
			 STR_ARG(tpl_spell_number(a, (uint64_t)d.mday)),
			 month_name(d.month),
			 STR_ARG(tpl_spell_number(a, (uint64_t)d.year)));
}

struct str tpl_spell_roman(struct arena *a, unsigned n)
{
	static const struct {
		unsigned of;
		const char *sign;
	} SIGN[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"},
		    {90, "XC"},  {50, "L"},   {40, "XL"}, {10, "X"},   {9, "IX"},
		    {5, "V"},    {4, "IV"},   {1, "I"}};
	struct buf b = BUF_MAX(32);

	if (!n || n >= 4000)
		return arena_fmt(a, "%u", n);
	for (size_t i = 0; i < sizeof SIGN / sizeof *SIGN; i++)
		for (; n >= SIGN[i].of; n -= SIGN[i].of)
			buf_add(&b, str_c(SIGN[i].sign));
	return buf_keep(&b, a);
}
