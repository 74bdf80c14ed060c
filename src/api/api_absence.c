/* What a Plh. did in one's post, and one's own acts, at the JSON door. */
#include "api.h"
#include "svc_absence.h"

static void put_acts(struct jw *w, const struct svc_act_done *v, size_t n)
{
	jw_arr(w, "acts");
	for (size_t i = 0; i < n; i++) {
		jw_obj(w, NULL);
		jw_int(w, "at_ms", v[i].at_ms);
		jw_str(w, "act", v[i].act);
		jw_str(w, "label", v[i].label);
		if (v[i].letter_id)
			jw_int(w, "letter", v[i].letter_id);
		jw_str(w, "subject", v[i].subject);
		jw_str(w, "number", v[i].number);
		jw_str(w, "by", v[i].by);
		jw_str(w, "position", v[i].position);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

void api_absence(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_absence *v;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_absences(p->svc, api_actor(q), q->arena, &v, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "absences");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_str(&w, "position", v[i].position);
		jw_str(&w, "by", v[i].by);
		jw_str(&w, "from", day_iso(q->arena, v[i].from));
		if (!day_none(v[i].to))
			jw_str(&w, "to", day_iso(q->arena, v[i].to));
		jw_bool(&w, "lasts", v[i].lasts);
		put_acts(&w, v[i].acts, v[i].n);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_own_acts(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_act_done *v;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_own_acts(p->svc, api_actor(q), q->arena, &v, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	put_acts(&w, v, n);
	jw_obj_end(&w);
}
