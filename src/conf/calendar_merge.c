/* calendar_merge.c - what of all calendars counts; and one as XML again. */
#include <stdlib.h>
#include "calendar.h"
#include "office_week.h"

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static bool works(const struct calendar *own, int64_t day)
{
	for (size_t i = 0; own && i < own->days_n; i++)
		if (own->days[i].kind == CALENDAR_WORK &&
		    day_number(own->days[i].day) == day)
			return true;
	return false;
}

struct merging {
	const struct calendar *own;
	int64_t *days;
	size_t n;
};

static void closed_on(struct merging *m, int64_t day)
{
	if (!works(m->own, day))
		m->days[m->n++] = day;
}

static void closed_by(struct merging *m, const struct calendar *k)
{
	for (size_t i = 0; k && i < k->days_n; i++)
		if (k->days[i].kind != CALENDAR_WORK)
			closed_on(m, day_number(k->days[i].day));
}

static void merge_days(struct arena *a, const struct office *o,
		       struct calendar *const *years, size_t n,
		       const struct calendar *own, struct office_hours *out)
{
	struct merging m = {.own = own};
	size_t max = o->hours.holidays_n + (own ? own->days_n : 0);

	for (size_t i = 0; i < n; i++)
		max += years[i]->days_n;
	m.days = ARENA_ARRAY(a, int64_t, max + 1);
	for (size_t i = 0; i < o->hours.holidays_n; i++)
		closed_on(&m, o->hours.holidays[i]);
	for (size_t i = 0; i < n; i++)
		closed_by(&m, years[i]);
	closed_by(&m, own);
	if (m.n)
		qsort(m.days, m.n, sizeof(*m.days), by_number);
	out->holidays = m.days;
	out->holidays_n = m.n;
}

static int workdays(const struct office_span week[7])
{
	int n = 0;

	for (int i = 0; i < 7; i++)
		n += week[i].to > week[i].from;
	return n;
}

static void take_periods(const struct calendar *k, int days, struct office_period *v,
			 size_t *n)
{
	for (size_t i = 0; k && i < k->periods_n; i++) {
		const struct calendar_period *p = &k->periods[i];

		if (p->days && p->days != days)
			continue;
		v[*n] = (struct office_period){
			day_number(p->from), day_number(p->to), {{0}}};
		memcpy(v[*n].day, p->week, sizeof(p->week));
		++*n;
	}
}

/* The office's own come first: the first that holds a day counts. */
static void merge_periods(struct arena *a, struct calendar *const *years, size_t n,
			  const struct calendar *own, struct office_hours *out)
{
	int days = workdays(out->day) == 6 ? 6 : 5;
	size_t max = own ? own->periods_n : 0, k = 0;
	struct office_period *v;

	for (size_t i = 0; i < n; i++)
		max += years[i]->periods_n;
	v = ARENA_ARRAY(a, struct office_period, max + 1);
	take_periods(own, days, v, &k);
	for (size_t i = n; i > 0; i--)
		take_periods(years[i - 1], days, v, &k);
	out->periods = v;
	out->periods_n = k;
}

void calendar_merge(struct arena *a, const struct office *o,
		    struct calendar *const *years, size_t n, const struct calendar *own,
		    struct office_hours *out)
{
	int *known = ARENA_ARRAY(a, int, n + 1);

	*out = (struct office_hours){.zone = o->zone, .years = known};
	memcpy(out->day, own && own->has_week ? own->week : o->hours.day,
	       sizeof(out->day));
	for (size_t i = 0; i < n; i++)
		if (years[i]->year)
			known[out->years_n++] = years[i]->year;
	merge_days(a, o, years, n, own, out);
	merge_periods(a, years, n, own, out);
	office_limits_default(out->limit);
	for (int u = 0; own && u < OFFICE_URGENCIES; u++)
		if (own->limit[u].hours || own->limit[u].workdays)
			out->limit[u] = own->limit[u];
}

static void put_attr(struct buf *b, const char *name, struct str v)
{
	buf_fmt(b, " %s=\"", name);
	xml_put(b, v);
	buf_byte(b, '"');
}

static void put_week(struct buf *b, struct arena *a, const struct office_span week[7])
{
	for (int i = 1; i <= 7; i++) {
		const struct office_span *s = &week[i % 7];

		if (s->to <= s->from)
			continue;
		buf_fmt(b, "    <hari nama=\"%s\"", office_weekday_word(i % 7));
		put_attr(b, "mulai", office_time(a, s->from));
		put_attr(b, "selesai", office_time(a, s->to));
		if (s->break_to > s->break_from) {
			BUF_ADD(b, "><istirahat");
			put_attr(b, "mulai", office_time(a, s->break_from));
			put_attr(b, "selesai", office_time(a, s->break_to));
			BUF_ADD(b, "/></hari>\n");
		} else {
			BUF_ADD(b, "/>\n");
		}
	}
}

static void put_days(struct buf *b, struct arena *a, const struct calendar *k)
{
	for (size_t i = 0; i < k->days_n; i++) {
		const char *word = calendar_kind_word(k->days[i].kind);

		buf_fmt(b, "  <%s", word);
		put_attr(b, "tanggal", day_iso(a, k->days[i].day));
		buf_byte(b, '>');
		xml_put(b, k->days[i].name);
		buf_fmt(b, "</%s>\n", word);
	}
}

static void put_periods(struct buf *b, struct arena *a, const struct calendar *k)
{
	for (size_t i = 0; i < k->periods_n; i++) {
		const struct calendar_period *p = &k->periods[i];

		BUF_ADD(b, "  <jam-khusus");
		put_attr(b, "nama", p->name);
		put_attr(b, "mulai", day_iso(a, p->from));
		put_attr(b, "sampai", day_iso(a, p->to));
		if (p->days)
			buf_fmt(b, " hari-kerja=\"%d\"", p->days);
		BUF_ADD(b, ">\n");
		put_week(b, a, p->week);
		BUF_ADD(b, "  </jam-khusus>\n");
	}
}

void calendar_write(struct buf *b, struct arena *a, const struct calendar *k)
{
	BUF_ADD(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kalender");
	if (k->year)
		buf_fmt(b, " tahun=\"%d\"", k->year);
	if (k->source.n)
		put_attr(b, "sumber", k->source);
	BUF_ADD(b, ">\n");
	for (size_t i = 0; i < k->assumptions_n; i++) {
		BUF_ADD(b, "  <anggapan>");
		xml_put(b, k->assumptions[i]);
		BUF_ADD(b, "</anggapan>\n");
	}
	if (k->has_week) {
		BUF_ADD(b, "  <jam-kerja>\n");
		put_week(b, a, k->week);
		BUF_ADD(b, "  </jam-kerja>\n");
	}
	put_days(b, a, k);
	put_periods(b, a, k);
	for (int u = 0; u < OFFICE_URGENCIES; u++) {
		const struct office_limit *l = &k->limit[u];

		if (l->hours || l->workdays)
			buf_fmt(b, "  <batas kesegeraan=\"%s\" %s=\"%d\"/>\n",
				calendar_urgency_word((enum office_urgency)u),
				l->hours ? "jam" : "hari-kerja",
				l->hours ? l->hours : l->workdays);
	}
	BUF_ADD(b, "</kalender>\n");
}
