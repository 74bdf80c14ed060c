/* web_calendar.c - the office's calendar: everybody reads it, the administrator sets it.
 */
#include "calendar_view.h"
#include "office_week.h"
#include "svc_calendar.h"
#include "web.h"

static struct str number(struct arena *a, int n)
{
	return n ? arena_fmt(a, "%d", n) : STR("");
}

static struct str time_of(struct arena *a, int minutes, bool there)
{
	return there ? office_time(a, minutes) : STR("");
}

static struct str hours_said(struct arena *a, const struct office_span week[7])
{
	struct buf b = BUF_MAX(1024);

	for (int i = 1; i <= 7; i++) {
		const struct office_span *s = &week[i % 7];

		if (s->to > s->from)
			buf_fmt(&b, "%s%s " STR_FMT "–" STR_FMT, b.n ? ", " : "",
				weekday_name(i % 7), STR_ARG(office_time(a, s->from)),
				STR_ARG(office_time(a, s->to)));
	}
	return buf_keep(&b, a);
}

static void fill_week(struct http_req *q, const struct office_span week[7], bool back,
		      struct calendar_view *v)
{
	struct arena *a = q->arena;
	struct web_weekday *o = ARENA_ARRAY(a, struct web_weekday, 7);

	for (int i = 0; i < 7; i++) {
		int w = (i + 1) % 7;
		const struct office_span *s = &week[w];
		bool open = s->to > s->from, rest = s->break_to > s->break_from;
		const char *word = office_weekday_word(w);

		o[i] = (struct web_weekday){.word = str_c(word),
					    .label = str_c(weekday_name(w)),
					    .from = time_of(a, s->from, open),
					    .to = time_of(a, s->to, open),
					    .break_from = time_of(a, s->break_from, rest),
					    .break_to = time_of(a, s->break_to, rest)};
		if (!back)
			continue;
		o[i].from = http_get(q, arena_cstr(a, arena_fmt(a, "%s-mulai", word)));
		o[i].to = http_get(q, arena_cstr(a, arena_fmt(a, "%s-pulang", word)));
		o[i].break_from =
			http_get(q, arena_cstr(a, arena_fmt(a, "%s-rehat", word)));
		o[i].break_to =
			http_get(q, arena_cstr(a, arena_fmt(a, "%s-lanjut", word)));
	}
	v->week = o;
	v->week_n = 7;
}

static void add_days(struct arena *a, const struct calendar *k, int year, bool own,
		     struct str csrf, struct web_calendar_day *o, size_t *n)
{
	for (size_t i = 0; i < k->days_n; i++)
		if (k->days[i].day.year == year)
			o[(*n)++] = (struct web_calendar_day){
				.date = day_full(a, k->days[i].day),
				.iso = day_iso(a, k->days[i].day),
				.name = k->days[i].name,
				.kind = str_c(calendar_kind_label(k->days[i].kind)),
				.own = own,
				.csrf = csrf};
}

static void add_periods(struct arena *a, const struct calendar *k, int year, int days,
			bool own, struct str csrf, struct web_calendar_period *o,
			size_t *n)
{
	for (size_t i = 0; i < k->periods_n; i++) {
		const struct calendar_period *p = &k->periods[i];

		if ((p->days && p->days != days) || p->from.year > year ||
		    p->to.year < year)
			continue;
		o[(*n)++] = (struct web_calendar_period){.name = p->name,
							 .from = day_long(a, p->from),
							 .to = day_long(a, p->to),
							 .hours = hours_said(a, p->week),
							 .own = own,
							 .csrf = csrf};
	}
}

static void fill_year(struct arena *a, const struct svc_calendar *k, int year,
		      struct calendar_view *v)
{
	const struct calendar *of = NULL;
	struct web_calendar_day *days;
	struct web_calendar_period *periods;
	struct web_calendar_note *notes;
	bool six = k->hours->day[6].to > k->hours->day[6].from;

	for (size_t i = 0; i < k->years_n; i++)
		if (k->years[i]->year == year)
			of = k->years[i];
	days = ARENA_ARRAY(a, struct web_calendar_day,
			   (of ? of->days_n : 0) + k->own->days_n + 1);
	periods = ARENA_ARRAY(a, struct web_calendar_period,
			      (of ? of->periods_n : 0) + k->own->periods_n + 1);
	add_days(a, k->own, year, true, v->admin ? v->csrf : STR(""), days, &v->days_n);
	add_periods(a, k->own, year, six ? 6 : 5, true, v->admin ? v->csrf : STR(""),
		    periods, &v->periods_n);
	v->known = of != NULL;
	v->source = STR("tidak disebut");
	v->count = STR("");
	if (of) {
		notes = ARENA_ARRAY(a, struct web_calendar_note, of->assumptions_n + 1);
		add_days(a, of, year, false, STR(""), days, &v->days_n);
		add_periods(a, of, year, six ? 6 : 5, false, STR(""), periods,
			    &v->periods_n);
		for (size_t i = 0; i < of->assumptions_n; i++)
			notes[i].text = of->assumptions[i];
		v->notes = notes;
		v->notes_n = of->assumptions_n;
		v->count = arena_fmt(a, "%zu hari", of->days_n);
		if (of->source.n)
			v->source = of->source;
	}
	v->days = days;
	v->periods = periods;
	v->year = arena_fmt(a, "%d", year);
}

static void fill_years(struct arena *a, const struct svc_calendar *k, int year,
		       struct calendar_view *v)
{
	struct web_calendar_year *o =
		ARENA_ARRAY(a, struct web_calendar_year, k->years_n + k->missing_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < k->years_n + k->missing_n; i++) {
		int y = i < k->years_n ? k->years[i]->year : k->missing[i - k->years_n];

		o[n++] = (struct web_calendar_year){
			.year = arena_fmt(a, "%d", y),
			.link = url_path(a, "/kalender?tahun=%d", y),
			.on = y == year};
	}
	v->years = o;
	v->years_n = n;
}

static void fill_limits(struct http_req *q, const struct svc_calendar *k, bool back,
			struct calendar_view *v)
{
	struct arena *a = q->arena;
	struct web_calendar_limit *o =
		ARENA_ARRAY(a, struct web_calendar_limit, OFFICE_URGENCIES);

	for (int i = 0; i < OFFICE_URGENCIES; i++) {
		const char *word = calendar_urgency_word((enum office_urgency)i);

		o[i] = (struct web_calendar_limit){
			.word = str_c(word),
			.label = web_word_label(str_c(word)),
			.hours = number(a, k->hours->limit[i].hours),
			.days = number(a, k->hours->limit[i].workdays)};
		if (!back)
			continue;
		o[i].hours = http_get(q, arena_cstr(a, arena_fmt(a, "%s-jam", word)));
		o[i].days = http_get(q, arena_cstr(a, arena_fmt(a, "%s-hari", word)));
	}
	v->limits = o;
	v->limits_n = OFFICE_URGENCIES;
}

static void page(struct web *w, struct http_req *q, struct http_res *r,
		 const struct fail *why)
{
	struct arena *a = q->arena;
	struct calendar_view v = {.csrf = q->csrf,
				  .fault = why ? str_c(why->text) : STR(""),
				  .admin = web_actor(q)->admin,
				  .missing = svc_calendar_notice(w->svc, a)};
	struct buf b = BUF_MAX(1u << 20);
	struct svc_calendar k;
	struct fail f;
	int year = 0;

	if (svc_calendar_get(w->svc, a, &k, &f) || web_int(q, "tahun", 2199, &year, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	if (!year)
		year = day_at(clock_ms(w->svc->clock), w->svc->zone).year;
	v.here = why && str_eqc(q->path, "/kalender");
	v.xml = v.here ? http_get(q, "xml") : STR("");
	v.day = why ? web_kept(q, "tanggal", "") : STR("");
	v.name = why ? web_kept(q, "nama", "") : STR("");
	v.period = v.name;
	v.from = why ? web_kept(q, "mulai", "") : STR("");
	v.to = why ? web_kept(q, "sampai", "") : STR("");
	fill_years(a, &k, year, &v);
	fill_year(a, &k, year, &v);
	fill_week(q, k.hours->day, why && str_eqc(q->path, "/kalender/jam"), &v);
	fill_limits(q, &k, why && str_eqc(q->path, "/kalender/batas"), &v);
	if (why)
		r->status = err_http_status(why->code);
	view_calendar(&b, &v);
	web_show(w, q, r, "Kalender kantor", WEB_NONE, &b);
}

void web_calendar(void *app, struct http_req *q, struct http_res *r)
{
	page(app, q, r, NULL);
}

static void ended(struct web *w, struct http_req *q, struct http_res *r, enum err e,
		  int year, const struct fail *f)
{
	if (e)
		page(w, q, r, f);
	else
		http_redirect(
			r, q->arena,
			year ? arena_fmt(q->arena, "/kalender?ok=calendar&tahun=%d", year)
			     : STR("/kalender?ok=calendar"));
}

void web_calendar_put(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str xml;
	int year = 0;
	struct fail f;
	enum err e = web_text(q, "xml", CALENDAR_BYTES, true, &xml, &f);

	if (!e)
		e = svc_calendar_publish(w->svc, web_actor(q), xml, &year, &f);
	ended(w, q, r, e, year, &f);
}

void web_calendar_day(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct calendar_day d = {.kind = CALENDAR_HOLIDAY};
	struct str kind = http_get(q, "jenis");
	struct fail f;
	enum err e = web_day(q, "tanggal", &d.day, &f);

	for (int k = 0; k <= CALENDAR_WORK; k++)
		if (str_eqc(kind, calendar_kind_word((enum calendar_kind)k)))
			d.kind = (enum calendar_kind)k;
	if (!e)
		e = web_text(q, "nama", 200, false, &d.name, &f);
	if (!e)
		e = svc_calendar_day(w->svc, web_actor(q), &d, &f);
	ended(w, q, r, e, d.day.year, &f);
}

void web_calendar_day_off(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct day d;
	struct fail f;
	enum err e = web_day(q, "tanggal", &d, &f);

	if (!e)
		e = svc_calendar_day_off(w->svc, web_actor(q), d, &f);
	ended(w, q, r, e, e ? 0 : d.year, &f);
}

static enum err read_week(struct http_req *q, struct office_span week[7], struct fail *f)
{
	struct arena *a = q->arena;
	enum err e = ERR_OK;

	for (int i = 0; !e && i < 7; i++) {
		const char *word = office_weekday_word(i);

		e = office_span_read(
			http_get(q, arena_cstr(a, arena_fmt(a, "%s-mulai", word))),
			http_get(q, arena_cstr(a, arena_fmt(a, "%s-pulang", word))),
			http_get(q, arena_cstr(a, arena_fmt(a, "%s-rehat", word))),
			http_get(q, arena_cstr(a, arena_fmt(a, "%s-lanjut", word))), word,
			&week[i], f);
	}
	return e;
}

void web_calendar_hours(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct calendar_period p = {.days = 0};
	struct fail f;
	enum err e = web_text(q, "nama", 200, false, &p.name, &f);

	if (!e && !(e = web_day(q, "mulai", &p.from, &f)))
		e = web_day(q, "sampai", &p.to, &f);
	if (!e)
		e = read_week(q, p.week, &f);
	if (!e)
		e = p.name.n || !day_none(p.from) || !day_none(p.to)
			    ? svc_calendar_period(w->svc, web_actor(q), &p, &f)
			    : svc_calendar_week(w->svc, web_actor(q), p.week, &f);
	ended(w, q, r, e, p.from.year, &f);
}

void web_calendar_period_off(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str name;
	struct fail f;
	enum err e = web_text(q, "nama", 200, false, &name, &f);

	if (!e)
		e = svc_calendar_period_off(w->svc, web_actor(q), name, &f);
	ended(w, q, r, e, 0, &f);
}

void web_calendar_limits(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	struct office_limit v[OFFICE_URGENCIES] = {{0}};
	struct fail f;
	enum err e = ERR_OK;

	for (int i = 0; !e && i < OFFICE_URGENCIES; i++) {
		const char *word = calendar_urgency_word((enum office_urgency)i);

		e = web_int(q, arena_cstr(a, arena_fmt(a, "%s-jam", word)), 999,
			    &v[i].hours, &f);
		if (!e)
			e = web_int(q, arena_cstr(a, arena_fmt(a, "%s-hari", word)), 999,
				    &v[i].workdays, &f);
	}
	if (!e)
		e = svc_calendar_limits(w->svc, web_actor(q), v, &f);
	ended(w, q, r, e, 0, &f);
}
