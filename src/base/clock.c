#include "clock.h"
#include <stdio.h>
#include <time.h>

static const char *const MONTH[] = { "Januari", "Februari", "Maret", "April",
	"Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember" };
static const char *const ROMAN[] = { "I", "II", "III", "IV", "V", "VI", "VII", "VIII",
	"IX", "X", "XI", "XII" };
static const char *const WDAY[] = { "Minggu", "Senin", "Selasa", "Rabu", "Kamis",
	"Jumat", "Sabtu" };

int64_t clock_ms(const struct clock *c)
{
	struct timespec t;

	if (c && c->fixed_ms)
		return c->fixed_ms;
	(void)clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* days_from_civil: eras of 400 years, the year begins in March so that the leap day
 * is the last of its year. */
int64_t day_number(struct day d)
{
	int64_t y = d.year - (d.month <= 2);
	int64_t era = floor_div(y, 400);
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.mday - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

struct day day_from_number(int64_t n)
{
	n += 719468;
	int64_t era = floor_div(n, 146097);
	int64_t doe = n - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int month = (int)(mp < 10 ? mp + 3 : mp - 9);

	return (struct day){ (int)(yoe + era * 400) + (month <= 2), month,
		             (int)(doy - (153 * mp + 2) / 5) + 1 };
}

struct day day_at(int64_t ms, int zone)
{
	return day_from_number(floor_div(ms + zone * INT64_C(3600000), MS_PER_DAY));
}

int64_t day_start_ms(struct day d, int zone)
{
	return day_number(d) * MS_PER_DAY - zone * INT64_C(3600000);
}

int minute_of_day(int64_t ms, int zone)
{
	int64_t local = ms + zone * INT64_C(3600000);

	return (int)((local - floor_div(local, MS_PER_DAY) * MS_PER_DAY) / 60000);
}

bool day_ok(struct day d)
{
	static const int LEN[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (d.year < 1900 || d.year > 2199 || d.month < 1 || d.month > 12 || d.mday < 1)
		return false;
	bool leap = (d.year % 4 == 0 && d.year % 100 != 0) || d.year % 400 == 0;

	return d.mday <= LEN[d.month - 1] + (d.month == 2 && leap);
}

bool day_none(struct day d)
{
	return d.year == 0;
}

int day_weekday(struct day d)
{
	int64_t n = day_number(d) + 4; /* 1970-01-01 was a Thursday */

	return (int)(n - floor_div(n, 7) * 7);
}

int day_cmp(struct day a, struct day b)
{
	int64_t x = day_number(a), y = day_number(b);

	return (x > y) - (x < y);
}

static int month_of(struct str s)
{
	if (str_eq_nocase(s, STR("Nopember")) || str_eq_nocase(s, STR("Nop")))
		return 11;
	if (str_eq_nocase(s, STR("Pebruari")) || str_eq_nocase(s, STR("Peb")))
		return 2;
	if (str_eq_nocase(s, STR("Agt")) || str_eq_nocase(s, STR("Ags")))
		return 8;
	for (int m = 0; m < 12; m++) {
		struct str full = str_c(MONTH[m]);

		if (str_eq_nocase(s, full) || str_eq_nocase(s, str_head(full, 3)))
			return m + 1;
	}
	return 0;
}

static bool part(struct str s, int64_t max, int *out)
{
	int64_t v;

	if (!str_to_int(s, &v) || v < 1 || v > max)
		return false;
	*out = (int)v;
	return true;
}

bool day_parse(struct str s, struct day *out)
{
	struct str rest = str_trim(s), a, b, c;
	struct day d = { 0 };
	bool slash = str_find(rest, STR("/")) < rest.n;
	bool words = str_find(rest, STR(" ")) < rest.n;
	char sep = words ? ' ' : slash ? '/' : '-';

	*out = d;
	if (!rest.n || !str_cut(&rest, sep, &a) || !str_cut(&rest, sep, &b) || !rest.p)
		return false;
	c = str_trim(rest);
	b = str_trim(b);
	if (words) {
		d.month = month_of(b);
		if (!part(a, 31, &d.mday) || c.n != 4 || !part(c, 2199, &d.year))
			return false;
	} else if (a.n == 4) {
		if (!part(a, 2199, &d.year) || !part(b, 12, &d.month) ||
		    !part(c, 31, &d.mday))
			return false;
	} else if (c.n != 4 || !part(c, 2199, &d.year) || !part(b, 12, &d.month) ||
	           !part(a, 31, &d.mday)) {
		return false;
	}
	if (!day_ok(d))
		return false;
	*out = d;
	return true;
}

struct str day_iso(struct arena *a, struct day d)
{
	return day_none(d) ? STR("") : arena_fmt(a, "%04d-%02d-%02d", d.year, d.month, d.mday);
}

struct str day_long(struct arena *a, struct day d)
{
	return day_none(d) ? STR("")
	                   : arena_fmt(a, "%d %s %d", d.mday, month_name(d.month), d.year);
}

struct str day_full(struct arena *a, struct day d)
{
	return day_none(d) ? STR("") : arena_fmt(a, "%s, %d %s %d", WDAY[day_weekday(d)],
	                                         d.mday, month_name(d.month), d.year);
}

const char *month_name(int m)
{
	return m >= 1 && m <= 12 ? MONTH[m - 1] : "";
}

const char *month_roman(int m)
{
	return m >= 1 && m <= 12 ? ROMAN[m - 1] : "";
}

const char *weekday_name(int w)
{
	return w >= 0 && w <= 6 ? WDAY[w] : "";
}

struct str time_local(struct arena *a, int64_t ms, int zone)
{
	struct day d = day_at(ms, zone);
	int m = minute_of_day(ms, zone);

	return arena_fmt(a, "%04d-%02d-%02d %02d.%02d", d.year, d.month, d.mday, m / 60,
	                 m % 60);
}

struct str time_iso(struct arena *a, int64_t ms)
{
	struct day d = day_at(ms, 0);
	int m = minute_of_day(ms, 0);
	int64_t in_minute = ms - floor_div(ms, 60000) * 60000;

	return arena_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", d.year, d.month, d.mday,
	                 m / 60, m % 60, (int)(in_minute / 1000), (int)(in_minute % 1000));
}
