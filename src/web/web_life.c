/* web_life.c - a letter's life as a time line: who, when, how long it lay, and where it
 * lies. */
#include "flow_proc.h"
#include "letter_view.h"
#include "web.h"

struct str web_office_time(struct arena *a, int minutes)
{
	int days = minutes / FLOW_DAY_MINUTES, rest = minutes % FLOW_DAY_MINUTES;

	if (days && rest >= 60)
		return arena_fmt(a, "%d hari %d jam kerja", days, rest / 60);
	if (days)
		return arena_fmt(a, "%d hari kerja", days);
	if (rest >= 60 && rest % 60)
		return arena_fmt(a, "%d jam %d menit kerja", rest / 60, rest % 60);
	if (rest >= 60)
		return arena_fmt(a, "%d jam kerja", rest / 60);
	return arena_fmt(a, "%d menit kerja", rest);
}

/* What it lay before somebody opened it stands apart from what the work took. */
static struct str lay(struct arena *a, const struct svc_event *s)
{
	struct buf b = BUF_MAX(512);

	if (s->wait_min)
		buf_fmt(&b, "menunggu " STR_FMT,
			STR_ARG(web_office_time(a, s->wait_min)));
	if (s->work_min || s->standard_min)
		buf_fmt(&b, "%sdikerjakan " STR_FMT, b.n ? ", " : "",
			STR_ARG(web_office_time(a, s->work_min)));
	if (s->standard_min)
		buf_fmt(&b, " (baku %d menit)", s->standard_min);
	return buf_keep(&b, a);
}

static void fill_holders(struct web *w, struct http_req *q, struct letter_view *v,
			 const struct svc_letter *l)
{
	struct arena *a = q->arena;
	struct web_holder *h = ARENA_ARRAY(a, struct web_holder, l->holders_n + 1);

	for (size_t i = 0; i < l->holders_n; i++) {
		const struct svc_holder *s = &l->holders[i];

		h[i] = (struct web_holder){.who = s->who,
					   .owed = s->owed,
					   .since = web_when(w, a, s->since_ms),
					   .lay = web_office_time(a, s->minutes),
					   .due = day_long(a, s->due),
					   .late = s->late,
					   .unread = !s->read};
	}
	v->holders = h;
	v->holders_n = l->holders_n;
}

void web_fill_life(struct web *w, struct http_req *q, struct letter_view *v,
		   const struct svc_letter *l)
{
	struct arena *a = q->arena;
	struct web_event *e = ARENA_ARRAY(a, struct web_event, l->events_n + 1);

	for (size_t i = 0; i < l->events_n; i++) {
		const struct svc_event *s = &l->events[i];

		e[i] = (struct web_event){.when = web_when(w, a, s->at_ms),
					  .iso = time_iso(a, s->at_ms),
					  .label = str_or_empty(s->label),
					  .who = str_or_empty(s->who),
					  .note = str_or_empty(s->note),
					  .clock = lay(a, s),
					  .late = s->standard_min &&
						  s->work_min + s->wait_min >
							  s->standard_min};
	}
	v->events = e;
	v->events_n = l->events_n;
	if (l->row.clock.step)
		v->clock = web_clock_said(a, l->row.clock.work_min, l->row.clock.wait_min,
					  l->row.clock.standard_min);
	fill_holders(w, q, v, l);
}
