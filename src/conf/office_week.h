/* office_week.h - the hours of a week as files write them: <hari nama= mulai= selesai=>
 * with at most one <istirahat>, times as 07.30. */
#ifndef OFFICE_WEEK_H
#define OFFICE_WEEK_H
#include "err.h"
#include "office_hours.h"
#include "xml.h"

/* The kids "hari" of a node; days that are not named have no hours.  ERR_INVALID
 * "bad-hours" with one line "FILE:LINE: what". */
enum err office_week_read(const struct xml_node *, const char *name,
			  struct office_span day[7], struct fail *) MUST_CHECK;
/* As a person types it, of one day; all four empty: no hours.  field names it in a fault.
 */
enum err office_span_read(struct str from, struct str to, struct str break_from,
			  struct str break_to, const char *field, struct office_span *,
			  struct fail *) MUST_CHECK;
/* "senin"; 0 is "minggu". */
const char *office_weekday_word(int wday);
/* "07.30" */
struct str office_time(struct arena *, int minutes);
#endif
