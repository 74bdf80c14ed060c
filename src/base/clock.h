/* clock.h - instants, civil dates, and how an Indonesian office writes them.
 *
 * SHAPE  an instant is int64_t milliseconds since 1970 UTC; struct day is a civil date
 *        of the proleptic Gregorian calendar, {0,0,0} is "no date".
 * RULE   logic never reads the time: it is handed a struct clock.  Zones of Indonesia
 *        have no summer time: WIB +7, WITA +8, WIT +9.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H
#include <stdint.h>
#include "arena.h"

#define MS_PER_DAY INT64_C(86400000)

struct day {
	int year, month, mday;
};

struct clock {
	int64_t fixed_ms; /* 0: the system's clock; else this instant, for tests */
};

int64_t clock_ms(const struct clock *);

struct day day_at(int64_t ms, int zone_hours);
int64_t    day_start_ms(struct day, int zone_hours); /* instant of local midnight */
int        minute_of_day(int64_t ms, int zone_hours);

bool       day_ok(struct day); /* a date that exists, years 1900 to 2199 */
bool       day_none(struct day);
int64_t    day_number(struct day); /* days since 1970-01-01; the sort key of dates */
struct day day_from_number(int64_t);
int        day_weekday(struct day); /* 0 Minggu .. 6 Sabtu */
int        day_cmp(struct day, struct day);

/* "2026-11-22"; also "22-11-2026", "22/11/2026" and "22 November 2026" with the old
 * spelling Nopember and the usual abbreviations.  false: not a date that exists. */
bool day_parse(struct str, struct day *out);

struct str  day_iso(struct arena *, struct day);    /* 2026-11-22            */
struct str  day_long(struct arena *, struct day);   /* 22 November 2026      */
struct str  day_full(struct arena *, struct day);   /* Minggu, 22 November 2026 */
const char *month_name(int month);                  /* Januari .. Desember   */
const char *month_roman(int month);                 /* I .. XII              */
const char *weekday_name(int wday);                 /* Minggu .. Sabtu       */

/* "2026-11-22 08.15" in the zone, as Indonesian offices write the hour. */
struct str time_local(struct arena *, int64_t ms, int zone_hours);
/* "2026-11-22T01:15:00.000Z" */
struct str time_iso(struct arena *, int64_t ms);
#endif
