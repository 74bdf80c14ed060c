/* The office's calendar over the API: what counts, and a calendar set as XML. */
#include "api.h"
#include "office_week.h"
#include "svc_calendar.h"

static void put_week(struct jw *w, struct arena *a, const struct office_span week[7])
{
	jw_arr(w, "week");
	for (int i = 0; i < 7; i++) {
		const struct office_span *s = &week[i];

		if (s->to <= s->from)
			continue;
		jw_obj(w, NULL);
		jw_str(w, "day", str_c(office_weekday_word(i)));
		jw_str(w, "from", office_time(a, s->from));
		jw_str(w, "to", office_time(a, s->to));
		if (s->break_to > s->break_from) {
			jw_str(w, "break_from", office_time(a, s->break_from));
			jw_str(w, "break_to", office_time(a, s->break_to));
		}
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

static void put_calendar(struct jw *w, struct arena *a, const struct calendar *k)
{
	jw_int(w, "year", k->year);
	jw_str(w, "source", k->source);
	jw_arr(w, "days");
	for (size_t i = 0; i < k->days_n; i++) {
		jw_obj(w, NULL);
		jw_str(w, "date", day_iso(a, k->days[i].day));
		jw_str(w, "name", k->days[i].name);
		jw_str(w, "kind", str_c(calendar_kind_word(k->days[i].kind)));
		jw_obj_end(w);
	}
	jw_arr_end(w);
	jw_arr(w, "periods");
	for (size_t i = 0; i < k->periods_n; i++) {
		const struct calendar_period *p = &k->periods[i];

		jw_obj(w, NULL);
		jw_str(w, "name", p->name);
		jw_str(w, "from", day_iso(a, p->from));
		jw_str(w, "to", day_iso(a, p->to));
		jw_int(w, "workdays", p->days);
		put_week(w, a, p->week);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

static void put_limits(struct jw *w, const struct office_limit v[OFFICE_URGENCIES])
{
	jw_arr(w, "limits");
	for (int u = 0; u < OFFICE_URGENCIES; u++) {
		jw_obj(w, NULL);
		jw_str(w, "urgency",
		       str_c(calendar_urgency_word((enum office_urgency)u)));
		jw_int(w, "hours", v[u].hours);
		jw_int(w, "workdays", v[u].workdays);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

void api_calendar(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_calendar k;
	struct jw w;
	struct fail f;

	if (svc_calendar_get(p->svc, q->arena, &k, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	put_week(&w, q->arena, k.hours->day);
	put_limits(&w, k.hours->limit);
	jw_arr(&w, "missing");
	for (size_t i = 0; i < k.missing_n; i++)
		jw_int(&w, NULL, k.missing[i]);
	jw_arr_end(&w);
	jw_arr(&w, "calendars");
	for (size_t i = 0; i <= k.years_n; i++) {
		jw_obj(&w, NULL);
		put_calendar(&w, q->arena, i ? k.years[i - 1] : k.own);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_str(&w, "own", k.own_xml);
	jw_obj_end(&w);
}

void api_calendar_put(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"xml", NULL};
	struct api *p = app;
	const struct json *j;
	struct str xml;
	int year = 0;
	struct jw w;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "xml", CALENDAR_BYTES, true, &xml, &f) ||
	    svc_calendar_publish(p->svc, api_actor(q), xml, &year, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->status = 201;
	api_start(&w, r);
	jw_int(&w, "year", year);
	jw_obj_end(&w);
}
