/* calendar.h - the days on which an office is closed, and days with other hours.
 *
 * SHAPE  XML `kalender` by schema/kalender.rng; docs/man/naskah-calendar.5 tells each
 *        element.  One with `tahun` is a year of the country, by the joint decree of the
 *        three ministers; one without is the office's own: hours of its week, days it is
 *        closed or works on, periods, limits of the urgencies.
 * ORDER  what the office itself says stands over the year, the year over the office file.
 * OWNER  the arena.
 * SOURCE Keppres 8/2024; the yearly SKB; Perpres 21/2023 (hours, Ramadan).
 */
#ifndef CALENDAR_H
#define CALENDAR_H
#include "buf.h"
#include "office.h"

#define CALENDAR_BYTES (256u << 10)
#define CALENDAR_FILES 60

enum calendar_kind { CALENDAR_HOLIDAY, CALENDAR_JOINT /* cuti bersama */, CALENDAR_WORK };

struct calendar_day {
	struct day day;
	struct str name;
	enum calendar_kind kind;
};

struct calendar_period {
	struct str name;
	struct day from, to;
	int days; /* for an office of five or six days; 0: any */
	struct office_span week[7];
};

struct calendar {
	int year;          /* 0: the office's own */
	struct str source; /* empty: none told */
	const struct str *assumptions;
	size_t assumptions_n;
	bool has_week;
	struct office_span week[7];
	struct calendar_day *days; /* as written */
	size_t days_n;
	struct calendar_period *periods;
	size_t periods_n;
	struct office_limit limit[OFFICE_URGENCIES]; /* both 0: not told */
};

/* ERR_INVALID, one line "FILE:LINE: what": a day outside the year, twice, a period that
 * ends before it begins.  `schema` may be NULL in tests. */
enum err calendar_read(struct arena *, struct str xml, const char *name,
		       const struct xml_schema *, struct calendar **,
		       struct fail *) MUST_CHECK;
/* SHARE/schema/kalender.rng. */
enum err calendar_schema(struct arena *, const char *share, struct xml_schema **,
			 struct fail *) MUST_CHECK;
/* Appends every *.xml of a folder, by name, to out, which has room for CALENDAR_FILES in
 * all; a folder that is not there has none. */
enum err calendar_load(struct arena *, const char *dir, const struct xml_schema *,
		       struct calendar **out, size_t *n, struct fail *) MUST_CHECK;
/* The same as XML again, without `tahun` when year is 0. */
void calendar_write(struct buf *, struct arena *, const struct calendar *);

/* What counts for the office: its file, the years, its own calendar (NULL: none). */
void calendar_merge(struct arena *, const struct office *, struct calendar *const *years,
		    size_t n, const struct calendar *own, struct office_hours *out);

const char *calendar_kind_word(enum calendar_kind);  /* "libur": the element's name */
const char *calendar_kind_label(enum calendar_kind); /* "Libur nasional" */
const char *calendar_urgency_word(enum office_urgency);
bool calendar_urgency_from(struct str, enum office_urgency *);
#endif
