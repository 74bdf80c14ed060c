#include "svc_calendar.h"
#include <pthread.h>
#include <stdlib.h>
#include "svc_admin.h"
#include "svc_due.h"

#define OCTOBER 10

struct set { /* one state of the whole calendar; kept while the folder is open */
	struct arena *a;
	struct calendar *own;
	struct str own_xml;
	struct calendar *years[CALENDAR_FILES];
	size_t n;
	struct office_hours hours;
	struct set *older;
};

struct svc_calendars {
	pthread_mutex_t lock; /* two that set it at once do it one after the other */
	struct xml_schema *schema;
	_Atomic(struct set *) now;
};

const struct office_hours *svc_hours(const struct svc *s)
{
	return &s->calendars->now->hours;
}

/* A later one of the same year stands over the earlier. */
static void keep_last(struct set *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		bool later = false;

		for (size_t k = i + 1; k < t->n; k++)
			later = later || t->years[k]->year == t->years[i]->year;
		if (!later)
			t->years[n++] = t->years[i];
	}
	t->n = n;
}

static int by_year(const void *x, const void *y)
{
	const struct calendar *const *a = x, *const *b = y;

	return ((*a)->year > (*b)->year) - ((*a)->year < (*b)->year);
}

static enum err read_folders(struct svc *s, struct set *t, struct fail *f)
{
	const struct xml_schema *schema = s->calendars->schema;
	const char *shipped = arena_cstr(t->a, arena_fmt(t->a, "%s/kalender", s->share));
	const char *folder =
		arena_cstr(t->a, arena_fmt(t->a, "%s/naskah/kalender", s->dir));
	enum err e = calendar_load(t->a, shipped, schema, t->years, &t->n, f);

	return e ? e : calendar_load(t->a, folder, schema, t->years, &t->n, f);
}

static enum err take_one(struct svc *s, struct set *t, int64_t year, struct str xml,
			 struct fail *f)
{
	struct calendar *k;
	enum err e = calendar_read(t->a, xml, "kalender", s->calendars->schema, &k, f);

	if (e)
		return e;
	if (!year) {
		t->own = k;
		t->own_xml = xml;
	} else if (t->n < CALENDAR_FILES) {
		t->years[t->n++] = k;
	}
	return ERR_OK;
}

static enum err read_versions(struct svc *s, struct set *t, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_calendar_versions);
	struct fail other;
	enum err e = ERR_OK;

	while (!e && db_next(r))
		e = take_one(s, t, db_int(r, 0), db_str(r, 1, t->a), f);
	if (db_done(r, NULL, e ? &other : f) && !e)
		e = f->code;
	db_read_end(s->db, c);
	return e;
}

static void put_in_force(struct svc *s, struct set *t)
{
	t->older = s->calendars->now;
	s->calendars->now = t;
}

/* `xml` comes over what is stored already; empty: nothing does. */
static enum err read_set(struct svc *s, int year, struct str xml, struct set **out,
			 struct fail *f)
{
	struct arena *a = arena_open();
	struct set *t = ARENA_NEW(a, struct set);
	enum err e;

	*t = (struct set){
		.a = a, .own = ARENA_NEW(a, struct calendar), .own_xml = STR("")};
	*t->own = (struct calendar){.source = STR("")};
	e = read_folders(s, t, f);
	if (!e)
		e = read_versions(s, t, f);
	if (!e && xml.n)
		e = take_one(s, t, year, arena_dup(a, xml), f);
	if (e) {
		arena_close(a);
		return e;
	}
	keep_last(t);
	qsort(t->years, t->n, sizeof(struct calendar *), by_year);
	calendar_merge(a, s->office, t->years, t->n, t->own, &t->hours);
	*out = t;
	return ERR_OK;
}

enum err svc_calendars_open(struct svc *s, struct fail *f)
{
	struct svc_calendars *k = calloc(1, sizeof(*k));
	struct set *t;
	enum err e;

	if (!k || pthread_mutex_init(&k->lock, NULL))
		abort();
	s->calendars = k;
	e = calendar_schema(s->arena, s->share, &k->schema, f);
	if (!e)
		e = read_set(s, 0, STR(""), &t, f);
	if (!e)
		put_in_force(s, t);
	return e;
}

void svc_calendars_close(struct svc *s)
{
	struct svc_calendars *k = s->calendars;

	if (!k)
		return;
	for (struct set *t = k->now, *older; t; t = older) {
		older = t->older;
		arena_close(t->a);
	}
	xml_schema_free(k->schema);
	(void)pthread_mutex_destroy(&k->lock);
	free(k);
	s->calendars = NULL;
}

size_t svc_calendar_missing(const struct svc *s, int out[2])
{
	struct day today = day_at(clock_ms(s->clock), s->zone);
	const struct office_hours *h = svc_hours(s);
	size_t n = 0;

	if (!office_year_known(h, today.year))
		out[n++] = today.year;
	if (today.month >= OCTOBER && !office_year_known(h, today.year + 1))
		out[n++] = today.year + 1;
	return n;
}

struct str svc_calendar_notice(const struct svc *s, struct arena *a)
{
	int year[2];
	size_t n = svc_calendar_missing(s, year);

	if (!n)
		return STR("");
	return arena_fmt(
		a,
		n == 2 ? "Kalender %d dan %d belum diisi: hari libur dan cuti bersamanya "
			 "terhitung hari kerja. Isilah di halaman Kalender."
		       : "Kalender %d belum diisi: hari libur dan cuti bersamanya "
			 "terhitung hari kerja. Isilah di halaman Kalender.",
		year[0], n == 2 ? year[1] : 0);
}

enum err svc_calendar_get(struct svc *s, struct arena *a, struct svc_calendar *out,
			  struct fail *f)
{
	const struct set *t = s->calendars->now;
	struct buf b = BUF_MAX(CALENDAR_BYTES);

	(void)f;
	*out = (struct svc_calendar){.own = t->own,
				     .years = t->years,
				     .years_n = t->n,
				     .hours = &t->hours,
				     .own_xml = t->own_xml};
	if (!out->own_xml.n) {
		calendar_write(&b, a, t->own);
		out->own_xml = buf_keep(&b, a);
	}
	out->missing_n = svc_calendar_missing(s, out->missing);
	return ERR_OK;
}

/* ---- publishing ---- */

struct publishing {
	struct svc *s;
	const struct actor *me;
	int year;
	struct str xml;
};

static enum err publish_act(struct db_conn *c, void *arg, struct fail *f)
{
	const struct publishing *p = arg;
	struct arena *a = arena_open();
	enum err e = admin_still(c, p->me, f);

	if (!e) {
		struct db_rows *r = db_run(c, Q_calendar_put);

		db_bind_int(r, "year", p->year);
		db_bind_str(r, "xml", p->xml);
		if (p->me->account_id)
			db_bind_int(r, "account", p->me->account_id);
		db_bind_int(r, "at", db_now(c));
		e = db_done(r, NULL, f);
	}
	if (!e)
		e = db_audit(
			c,
			&(struct db_audit){.actor = actor_audit(a, p->me, 0),
					   .act = STR("calendar"),
					   .object = arena_fmt(a, "calendar:%d", p->year),
					   .detail = p->xml},
			f);
	arena_close(a);
	return e;
}

/* Under the lock: stored, then in force. */
static enum err publish_locked(struct svc *s, const struct actor *me, int year,
			       struct str xml, struct fail *f)
{
	struct publishing p = {s, me, year, xml};
	struct set *t;
	enum err e = read_set(s, year, xml, &t, f);

	if (!e && (e = db_submit(s->db, publish_act, &p, f)))
		arena_close(t->a);
	if (!e)
		put_in_force(s, t);
	return e;
}

enum err svc_calendar_publish(struct svc *s, const struct actor *me, struct str xml,
			      int *year, struct fail *f)
{
	struct arena *a = arena_open();
	struct calendar *k;
	enum err e = flow_may(ACT_ADMIN, FS_DRAFT, me->admin ? DUTY_ADMIN : DUTY_ANY, f);

	if (!e && xml.n > CALENDAR_BYTES)
		e = FAIL(f, ERR_LIMIT, "too-long", "xml",
			 "Kalender lebih dari %u KB; satu berkas untuk satu tahun.",
			 CALENDAR_BYTES >> 10);
	if (!e)
		e = calendar_read(a, xml, "kalender", s->calendars->schema, &k, f);
	if (!e) {
		*year = k->year;
		(void)pthread_mutex_lock(&s->calendars->lock);
		e = publish_locked(s, me, k->year, xml, f);
		(void)pthread_mutex_unlock(&s->calendars->lock);
		if (!e)
			e = svc_due_again(s, f);
	}
	arena_close(a);
	return e;
}

/* ---- the office's own, one thing at a time ---- */

typedef enum err own_change(struct calendar *, struct arena *, const void *arg,
			    struct fail *);

/* The lists get room for one more. */
static struct calendar *copy_own(struct arena *a, const struct calendar *old)
{
	struct calendar *k = ARENA_NEW(a, struct calendar);

	*k = *old;
	k->days = ARENA_ARRAY(a, struct calendar_day, old->days_n + 1);
	k->periods = ARENA_ARRAY(a, struct calendar_period, old->periods_n + 1);
	if (old->days_n)
		memcpy(k->days, old->days, old->days_n * sizeof(*k->days));
	if (old->periods_n)
		memcpy(k->periods, old->periods, old->periods_n * sizeof(*k->periods));
	return k;
}

static enum err change_own(struct svc *s, const struct actor *me, own_change *change,
			   const void *arg, struct fail *f)
{
	struct arena *a = arena_open();
	struct buf b = BUF_MAX(CALENDAR_BYTES);
	struct calendar *k;
	enum err e = flow_may(ACT_ADMIN, FS_DRAFT, me->admin ? DUTY_ADMIN : DUTY_ANY, f);

	if (!e) {
		(void)pthread_mutex_lock(&s->calendars->lock);
		k = copy_own(a, s->calendars->now->own);
		e = change(k, a, arg, f);
		if (!e) {
			calendar_write(&b, a, k);
			e = publish_locked(s, me, 0, buf_str(&b), f);
		}
		(void)pthread_mutex_unlock(&s->calendars->lock);
		if (!e)
			e = svc_due_again(s, f);
	}
	buf_free(&b);
	arena_close(a);
	return e;
}

static bool take_day(struct calendar *k, struct day d)
{
	size_t n = 0;
	bool had = false;

	for (size_t i = 0; i < k->days_n; i++) {
		bool same = !day_cmp(k->days[i].day, d);

		had = had || same;
		if (!same)
			k->days[n++] = k->days[i];
	}
	k->days_n = n;
	return had;
}

static enum err add_day(struct calendar *k, struct arena *a, const void *arg,
			struct fail *f)
{
	const struct calendar_day *d = arg;
	size_t at;

	(void)a;
	if (!day_ok(d->day) || !d->name.n)
		return FAIL(f, ERR_INVALID, "missing", day_ok(d->day) ? "name" : "date",
			    "Isi tanggal dan nama harinya.");
	(void)take_day(k, d->day);
	at = k->days_n++;
	for (; at > 0 && day_cmp(k->days[at - 1].day, d->day) > 0; at--)
		k->days[at] = k->days[at - 1];
	k->days[at] = *d;
	return ERR_OK;
}

enum err svc_calendar_day(struct svc *s, const struct actor *me,
			  const struct calendar_day *d, struct fail *f)
{
	return change_own(s, me, add_day, d, f);
}

static enum err drop_day(struct calendar *k, struct arena *a, const void *arg,
			 struct fail *f)
{
	const struct day *d = arg;

	(void)a;
	if (take_day(k, *d))
		return ERR_OK;
	return FAIL(f, ERR_NOTFOUND, "no-day", "date",
		    "Hari itu tidak ada di kalender kantor sendiri; hari libur nasional "
		    "dikecualikan dengan \"tetap masuk\".");
}

enum err svc_calendar_day_off(struct svc *s, const struct actor *me, struct day d,
			      struct fail *f)
{
	return change_own(s, me, drop_day, &d, f);
}

static enum err set_week(struct calendar *k, struct arena *a, const void *arg,
			 struct fail *f)
{
	const struct office_span *week = arg;
	int n = 0;

	(void)a;
	for (int i = 0; i < 7; i++)
		n += week[i].to > week[i].from;
	if (!n)
		return FAIL(f, ERR_INVALID, "bad-hours", "jam-kerja",
			    "Tidak satu hari pun berjam kerja; isi paling sedikit satu "
			    "hari.");
	memcpy(k->week, week, sizeof(k->week));
	k->has_week = true;
	return ERR_OK;
}

enum err svc_calendar_week(struct svc *s, const struct actor *me,
			   const struct office_span week[7], struct fail *f)
{
	return change_own(s, me, set_week, week, f);
}

static bool take_period(struct calendar *k, struct str name)
{
	size_t n = 0;
	bool had = false;

	for (size_t i = 0; i < k->periods_n; i++) {
		bool same = str_eq(k->periods[i].name, name);

		had = had || same;
		if (!same)
			k->periods[n++] = k->periods[i];
	}
	k->periods_n = n;
	return had;
}

static enum err add_period(struct calendar *k, struct arena *a, const void *arg,
			   struct fail *f)
{
	const struct calendar_period *p = arg;

	(void)a;
	if (!p->name.n || !day_ok(p->from) || !day_ok(p->to))
		return FAIL(f, ERR_INVALID, "missing", "name",
			    "Isi nama, tanggal mulai dan tanggal akhir jam khusus.");
	if (day_cmp(p->from, p->to) > 0)
		return FAIL(f, ERR_INVALID, "bad-dates", "to",
			    "Jam khusus berakhir sebelum mulai; balikkan tanggalnya.");
	(void)take_period(k, p->name);
	k->periods[k->periods_n++] = *p;
	return ERR_OK;
}

enum err svc_calendar_period(struct svc *s, const struct actor *me,
			     const struct calendar_period *p, struct fail *f)
{
	return change_own(s, me, add_period, p, f);
}

static enum err drop_period(struct calendar *k, struct arena *a, const void *arg,
			    struct fail *f)
{
	const struct str *name = arg;

	(void)a;
	return take_period(k, *name) ? ERR_OK
				     : FAIL(f, ERR_NOTFOUND, "no-period", "name",
					    "Jam khusus dengan nama itu tidak ada di "
					    "kalender kantor sendiri.");
}

enum err svc_calendar_period_off(struct svc *s, const struct actor *me, struct str name,
				 struct fail *f)
{
	return change_own(s, me, drop_period, &name, f);
}

static enum err set_limits(struct calendar *k, struct arena *a, const void *arg,
			   struct fail *f)
{
	const struct office_limit *v = arg;

	(void)a;
	for (int u = 0; u < OFFICE_URGENCIES; u++)
		if (v[u].hours < 0 || v[u].hours > 999 || v[u].workdays < 0 ||
		    v[u].workdays > 999 || !v[u].hours == !v[u].workdays)
			return FAIL(
				f, ERR_INVALID, "bad-limit",
				calendar_urgency_word((enum office_urgency)u),
				"Batas waktu diisi jam atau hari kerja, 1 sampai 999.");
	memcpy(k->limit, v, sizeof(k->limit));
	return ERR_OK;
}

enum err svc_calendar_limits(struct svc *s, const struct actor *me,
			     const struct office_limit v[OFFICE_URGENCIES],
			     struct fail *f)
{
	return change_own(s, me, set_limits, v, f);
}
