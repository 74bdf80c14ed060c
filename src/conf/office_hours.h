/* office_hours.h - how much working time lies between two instants.
 *
 * SHAPE  a day has one span of hours with at most one break; a day without hours, and a
 *        holiday, counts nothing.  A period (Ramadan) has hours of its own for its days.
 *        Instants are UTC ms, holidays and periods day numbers (clock.h), ascending.
 * PURE   no clock, no files.
 * SOURCE the mutu baku of the SOPs are minutes of work; Keppres 68/1995 (five working
 *        days of 37.5 hours) is why hours are data of the office and not of the program.
 */
#ifndef OFFICE_HOURS_H
#define OFFICE_HOURS_H
#include "clock.h"

struct office_span { /* minutes of the day; from == to: none */
	int from, to, break_from, break_to;
};

struct office_period { /* days in which other hours hold */
	int64_t from, to;
	struct office_span day[7];
};

/* Until when what an urgency asks for is to be done: hours by the wall clock, or working
 * days; the other is 0. */
struct office_limit {
	int hours, workdays;
};

enum office_urgency { OFFICE_PLAIN, OFFICE_IMPORTANT, OFFICE_AT_ONCE, OFFICE_URGENCIES };

struct office_hours {
	struct office_span day[7]; /* 0 Minggu .. 6 Sabtu */
	const int64_t *holidays;
	size_t holidays_n;
	const struct office_period *periods;
	size_t periods_n;
	const int *years; /* whose holidays are known, ascending */
	size_t years_n;
	struct office_limit limit[OFFICE_URGENCIES];
	int zone; /* hours east of UTC */
};

/* The default limits: 24 hours, 3 x 24 hours, five working days. */
void office_limits_default(struct office_limit[OFFICE_URGENCIES]);
bool office_year_known(const struct office_hours *, int year);

/* Working time in [from_ms, to_ms); 0 when to_ms <= from_ms.  At most ten years are
 * counted, so that a wrong date cannot hold a thread. */
int64_t office_ms_between(const struct office_hours *, int64_t from_ms, int64_t to_ms);

/* The same in whole minutes, rounded down: what the SOP's column Waktu counts. */
int64_t office_minutes_between(const struct office_hours *, int64_t from_ms,
			       int64_t to_ms);

/* A day with hours that is no holiday. */
bool office_works_on(const struct office_hours *, struct day);

/* The n-th working day after `from` (n = 0: `from`, or the next working day). */
struct day office_workday_after(const struct office_hours *, struct day from, int n);

/* When what came at `from_ms` is late: the instant after its last one.  Of working days
 * it is the end of the civil day. */
int64_t office_due_ms(const struct office_hours *, enum office_urgency, int64_t from_ms);
/* When the last quarter of the time between the two begins. */
int64_t office_near_ms(int64_t from_ms, int64_t due_ms);
#endif
