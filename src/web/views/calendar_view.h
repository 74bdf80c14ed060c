#ifndef CALENDAR_VIEW_H
#define CALENDAR_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"

struct web_weekday { struct str word, label, from, to, break_from, break_to; };
struct web_calendar_day { struct str date, iso, name, kind, csrf; bool own; };
struct web_calendar_period { struct str name, from, to, hours, csrf; bool own; };
struct web_calendar_limit { struct str word, label, hours, days; };
struct web_calendar_year { struct str year; struct url link; bool on; };
struct web_calendar_note { struct str text; };
struct calendar_view {
	struct str csrf, fault, missing, year, source, count, xml;
	bool admin, known, here; /* here: something of it was typed wrong */
	const struct web_calendar_year *years;     size_t years_n;
	const struct web_calendar_note *notes;     size_t notes_n;
	const struct web_calendar_day *days;       size_t days_n;
	const struct web_weekday *week;            size_t week_n;
	const struct web_calendar_period *periods; size_t periods_n;
	const struct web_calendar_limit *limits;   size_t limits_n;
	struct str day, name, period, from, to; /* as typed */
};
void view_calendar(struct buf *, const struct calendar_view *);
#endif
