/* svc_calendar.h - the office's calendar: what is shipped, what its folder holds, what
 * was set here; in force for running clocks at once.
 *
 * LAYERS a year: SHARE/kalender/ *.xml, then DIR/naskah/kalender/ *.xml, then the
 * versions that were published here; the last that has it.  The office's own calendar is
 * one version more. MISSING a year without its file counts weekends and the office's own
 * days alone, and says so: on the administrator's page, in `naskah check`, at the desk of
 * those who keep a book from 1 October of the year before. THREAD what svc_hours() gives
 * stays until the folder is closed.
 */
#ifndef SVC_CALENDAR_H
#define SVC_CALENDAR_H
#include "calendar.h"
#include "svc.h"

const struct office_hours *svc_hours(const struct svc *);

/* ---- inside svc ---- */
enum err svc_calendars_open(struct svc *, struct fail *) MUST_CHECK;
void svc_calendars_close(struct svc *);

struct svc_calendar {
	struct calendar *own; /* never NULL; empty when nothing is set */
	struct calendar *const *years;
	size_t years_n;
	const struct office_hours *hours; /* what counts */
	struct str own_xml;
	int missing[2];
	size_t missing_n; /* this year, and from October the next */
};
/* For everybody: the days are no secret. */
enum err svc_calendar_get(struct svc *, struct arena *, struct svc_calendar *,
			  struct fail *) MUST_CHECK;
/* Years whose holidays should be known by now and are not. */
size_t svc_calendar_missing(const struct svc *, int out[2]);
/* "Kalender 2027 belum diisi: …", one sentence; empty when nothing is missing. */
struct str svc_calendar_notice(const struct svc *, struct arena *);

/* ---- ACT_ADMIN ---- */
/* A calendar as naskah-calendar(5): a year, or without `tahun` the office's own.
 * ERR_INVALID with the line. */
enum err svc_calendar_publish(struct svc *, const struct actor *, struct str xml,
			      int *year, struct fail *) MUST_CHECK;
/* One day of the office's own calendar; the same day again is replaced. */
enum err svc_calendar_day(struct svc *, const struct actor *, const struct calendar_day *,
			  struct fail *) MUST_CHECK;
/* ERR_NOTFOUND "no-day" when the office's own calendar has it not. */
enum err svc_calendar_day_off(struct svc *, const struct actor *, struct day,
			      struct fail *) MUST_CHECK;
enum err svc_calendar_week(struct svc *, const struct actor *,
			   const struct office_span[7], struct fail *) MUST_CHECK;
/* A period of that name is replaced. */
enum err svc_calendar_period(struct svc *, const struct actor *,
			     const struct calendar_period *, struct fail *) MUST_CHECK;
enum err svc_calendar_period_off(struct svc *, const struct actor *, struct str name,
				 struct fail *) MUST_CHECK;
enum err svc_calendar_limits(struct svc *, const struct actor *,
			     const struct office_limit[OFFICE_URGENCIES],
			     struct fail *) MUST_CHECK;
#endif
