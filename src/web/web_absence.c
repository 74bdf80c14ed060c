/* Selama Anda tidak di tempat, and one's own acts. */
#include "absence_view.h"
#include "svc_absence.h"
#include "web.h"

static const struct web_act_done *lines(struct web *w, struct arena *a,
                                        const struct svc_act_done *s, size_t n)
{
	struct web_act_done *o = ARENA_ARRAY(a, struct web_act_done, n + 1);

	for (size_t i = 0; i < n; i++)
		o[i] = (struct web_act_done){ .at = web_when(w, a, s[i].at_ms), .label = s[i].label,
			.subject = s[i].subject, .number = s[i].number, .by = s[i].by,
			.position = s[i].position, .shown = s[i].letter_id != 0,
			.link = url_path(a, "/surat/%lld", (long long)s[i].letter_id) };
	return o;
}

static struct str days(struct arena *a, const struct svc_absence *s)
{
	if (day_none(s->to))
		return arena_fmt(a, "sejak %.*s", STR_ARG(day_long(a, s->from)));
	return arena_fmt(a, "%.*s sampai %.*s", STR_ARG(day_long(a, s->from)),
	                 STR_ARG(day_long(a, s->to)));
}

void web_absence(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	struct absence_view v = { .mine = false };
	struct svc_absence *s;
	struct buf b = BUF_MAX(4u << 20);
	struct fail f;

	if (svc_absences(w->svc, web_actor(q), a, &s, &v.spans_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct web_absence *o = ARENA_ARRAY(a, struct web_absence, v.spans_n + 1);

	for (size_t i = 0; i < v.spans_n; i++)
		o[i] = (struct web_absence){
			.head = arena_fmt(a, "%.*s, %.*s", STR_ARG(s[i].position),
			                  STR_ARG(days(a, &s[i]))),
			.said = s[i].lasts
			                ? arena_fmt(a,
			                            "Jabatan ini sedang dijalankan Plh. %.*s; Anda "
			                            "bertindak lagi sesudah masanya berakhir.",
			                            STR_ARG(s[i].by))
			                : arena_fmt(a, "Plh. %.*s: %zu perbuatan.", STR_ARG(s[i].by),
			                            s[i].n),
			.acts = lines(w, a, s[i].acts, s[i].n), .acts_n = s[i].n, .lasts = s[i].lasts };
	v.spans = o;
	view_absence(&b, &v);
	web_show(w, q, r, "Selama Anda tidak di tempat", WEB_NONE, &b);
}

void web_own_acts(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct absence_view v = { .mine = true };
	struct svc_act_done *s;
	struct buf b = BUF_MAX(4u << 20);
	struct fail f;

	if (svc_own_acts(w->svc, web_actor(q), q->arena, &s, &v.own_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	v.own = lines(w, q->arena, s, v.own_n);
	view_absence(&b, &v);
	web_show(w, q, r, "Perbuatan saya", WEB_NONE, &b);
}
