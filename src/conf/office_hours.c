#include "office_hours.h"

#define DAYS_MAX      3660
#define MS_PER_MINUTE INT64_C(60000)

static bool is_holiday(const struct office_hours *h, int64_t day)
{
	size_t lo = 0, hi = h->holidays_n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (h->holidays[mid] == day)
			return true;
		if (h->holidays[mid] < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}

/* 1970-01-01 was a Thursday. */
static const struct office_span *span_of(const struct office_hours *h, int64_t day)
{
	static const struct office_span none;
	int64_t wday = (day + 4) % 7;

	return is_holiday(h, day) ? &none : &h->day[wday < 0 ? wday + 7 : wday];
}

static int64_t overlap(int64_t a, int64_t b, int64_t c, int64_t d)
{
	int64_t lo = a > c ? a : c, hi = b < d ? b : d;

	return hi > lo ? hi - lo : 0;
}

int64_t office_ms_between(const struct office_hours *h, int64_t from_ms, int64_t to_ms)
{
	int64_t sum = 0, day, last;

	if (to_ms <= from_ms)
		return 0;
	day = day_number(day_at(from_ms, h->zone));
	last = day_number(day_at(to_ms, h->zone));
	if (last - day > DAYS_MAX)
		last = day + DAYS_MAX;
	for (; day <= last; day++) {
		const struct office_span *s = span_of(h, day);
		int64_t t0 = day * MS_PER_DAY - (int64_t)h->zone * 60 * MS_PER_MINUTE;

		sum += overlap(from_ms, to_ms, t0 + s->from * MS_PER_MINUTE,
			       t0 + s->to * MS_PER_MINUTE);
		sum -= overlap(from_ms, to_ms, t0 + s->break_from * MS_PER_MINUTE,
			       t0 + s->break_to * MS_PER_MINUTE);
	}
	return sum;
}

int64_t office_minutes_between(const struct office_hours *h, int64_t from_ms,
			       int64_t to_ms)
{
	return office_ms_between(h, from_ms, to_ms) / MS_PER_MINUTE;
}

bool office_works_on(const struct office_hours *h, struct day d)
{
	const struct office_span *s = span_of(h, day_number(d));

	return s->to > s->from;
}

struct day office_workday_after(const struct office_hours *h, struct day from, int n)
{
	int64_t day = day_number(from) + (n > 0);

	for (int i = 0; i < DAYS_MAX; i++, day++) {
		struct day d = day_from_number(day);

		if (office_works_on(h, d) && (n <= 1 || --n == 0))
			return d;
	}
	return from;
}
