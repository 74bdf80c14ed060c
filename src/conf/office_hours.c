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

	if (is_holiday(h, day))
		return &none;
	if (wday < 0)
		wday += 7;
	for (size_t i = 0; i < h->periods_n; i++)
		if (h->periods[i].from <= day && day <= h->periods[i].to)
			return &h->periods[i].day[wday];
	return &h->day[wday];
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

void office_limits_default(struct office_limit v[OFFICE_URGENCIES])
{
	v[OFFICE_PLAIN] = (struct office_limit){.workdays = 5};
	v[OFFICE_IMPORTANT] = (struct office_limit){.hours = 72};
	v[OFFICE_AT_ONCE] = (struct office_limit){.hours = 24};
}

bool office_year_known(const struct office_hours *h, int year)
{
	for (size_t i = 0; i < h->years_n; i++)
		if (h->years[i] == year)
			return true;
	return false;
}

int64_t office_due_ms(const struct office_hours *h, enum office_urgency u,
		      int64_t from_ms)
{
	const struct office_limit *l = &h->limit[u];
	struct day last;

	if (l->hours)
		return from_ms + l->hours * 60 * MS_PER_MINUTE;
	last = office_workday_after(h, day_at(from_ms, h->zone), l->workdays);
	return day_start_ms(last, h->zone) + MS_PER_DAY;
}

int64_t office_near_ms(int64_t from_ms, int64_t due_ms)
{
	return due_ms > from_ms ? due_ms - (due_ms - from_ms) / 4 : due_ms;
}
