/* web_stuck.c - where letters stop. */
#include "stuck_view.h"
#include "svc_stuck.h"
#include "web.h"

static struct str number(struct arena *a, int64_t n)
{
	return arena_fmt(a, n >= SVC_STUCK_MANY ? "%lld+" : "%lld", (long long)n);
}

void web_stuck(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	struct svc_stuck *s;
	struct stuck_view v = {.none = STR("")};
	size_t vacant = 0;
	struct buf b = BUF_MAX(2u << 20);
	struct fail f;

	if (svc_stuck(w->svc, web_actor(q), a, &s, &v.rows_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct web_stuck *o = ARENA_ARRAY(a, struct web_stuck, v.rows_n + 1);

	for (size_t i = 0; i < v.rows_n; i++) {
		vacant += s[i].stuck;
		o[i] = (struct web_stuck){
			.position = s[i].position,
			.unit = s[i].unit,
			.holder = s[i].holder,
			.trays = number(a, s[i].trays),
			.desk = number(a, s[i].desk),
			.matters = number(a, s[i].matters),
			.overdue = number(a, s[i].overdue),
			.late = s[i].overdue > 0,
			.oldest =
				s[i].oldest_ms ? web_when(w, a, s[i].oldest_ms) : STR(""),
			.stuck = s[i].stuck,
			.linked = web_actor(q)->admin,
			.link = url_path(a, "/pengguna/jabatan/%lld",
					 (long long)s[i].position_id)};
	}
	v.rows = o;
	v.any = vacant > 0;
	v.none = arena_fmt(
		a,
		"%zu jabatan kosong ditunggu surat: angkat Plt. atau Plh. di halaman "
		"jabatannya.",
		vacant);
	view_stuck(&b, &v);
	web_show(w, q, r, "Di mana surat berhenti", WEB_PEOPLE, &b);
}
