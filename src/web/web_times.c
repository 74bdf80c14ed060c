/* web_times.c - how long the steps took. */
#include "clock_view.h"
#include "svc_times.h"
#include "web.h"

static struct str minutes(struct arena *a, int64_t ms)
{
	return arena_fmt(a, "%lld mnt", (long long)((ms + 30000) / 60000));
}

void web_times(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	struct times_view v = {.rows_n = 0};
	struct buf b = BUF_MAX(4u << 20);
	struct svc_time *s;
	struct web_time *o;
	int year = 0;
	struct fail f;

	if (web_int(q, "tahun", 2199, &year, &f) ||
	    (year = year ? year : day_at(clock_ms(w->svc->clock), w->svc->zone).year,
	     svc_times_year(w->svc, a, year, &s, &v.rows_n, &f))) {
		web_fault(w, q, r, &f);
		return;
	}
	o = ARENA_ARRAY(a, struct web_time, v.rows_n + 1);
	for (size_t i = 0; i < v.rows_n; i++)
		o[i] = (struct web_time){
			.proc = s[i].proc->name,
			.month = s[i].month,
			.step = arena_fmt(a, "%d", s[i].step->number),
			.activity = s[i].step->activity,
			.position = s[i].position,
			.standard = flow_step_time(a, s[i].step),
			.done = arena_fmt(a, "%lld", (long long)s[i].done),
			.median = minutes(a, s[i].median_ms),
			.ninety = minutes(a, s[i].ninety_ms),
			.over = arena_fmt(a, "%lld", (long long)s[i].over),
			.late = s[i].over > 0};
	v.rows = o;
	v.year = arena_fmt(a, "%d", year);
	v.pdf = url_path(a, "/buku/cetak?buku=waktu&tahun=%d&bulan=0&sebagai=pdf", year);
	v.csv = url_path(a, "/buku/cetak?buku=waktu&tahun=%d&bulan=0&sebagai=csv", year);
	v.before = url_path(a, "/waktu?tahun=%d", year - 1);
	v.after = url_path(a, "/waktu?tahun=%d", year + 1);
	view_times(&b, &v);
	web_show(w, q, r, "Waktu per langkah", WEB_BOOKS, &b);
}
