/* Review beside its steps at the JSON door: initials of other units, remarks at a place.
 */
#include "api.h"
#include "svc_initial.h"
#include "svc_remark.h"

void api_initial_ask(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"positions", "note", NULL};
	struct api *p = app;
	int64_t posts[SVC_INITIALS_MAX];
	struct svc_initial_ask in = {.positions = posts};
	const struct json *j;
	struct svc_done d = {0};
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_ids(j, "positions", posts, SVC_INITIALS_MAX, &in.n, &f) ||
	    api_text(q->arena, j, "note", 2000, true, &in.note, &f) ||
	    svc_initial_ask(p->svc, api_actor(q), api_ref(q), &in, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_initial_give(void *app, struct http_req *q, struct http_res *r)
{
	api_text_act(app, q, r, "note", svc_initial_give);
}

void api_initial_waive(void *app, struct http_req *q, struct http_res *r)
{
	api_text_act(app, q, r, "reason", svc_initial_waive);
}

void api_initial_drop(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"position", "reason", NULL};
	struct api *p = app;
	const struct json *j;
	struct svc_done d = {0};
	struct str reason;
	int64_t position;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_int(j, "position", &position, &f) ||
	    api_text(q->arena, j, "reason", 2000, true, &reason, &f) ||
	    svc_initial_drop(p->svc, api_actor(q), api_ref(q), position, reason, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_put_initials(struct jw *w, struct arena *a, const struct svc_letter *l)
{
	const struct str none = {0};

	jw_arr(w, "initials");
	for (size_t i = 0; i < l->initials_n; i++) {
		const struct svc_initial *o = &l->initials[i];

		jw_obj(w, NULL);
		jw_str(w, "kind", o->coordination ? STR("koordinasi") : STR("hierarki"));
		jw_int(w, "position_id", o->position_id);
		jw_str(w, "position", o->position);
		jw_str(w, "state", o->state);
		jw_int(w, "draft", o->draft_no);
		jw_str(w, "at", time_iso(a, o->at_ms));
		jw_str(w, "by", o->by.n ? o->by : none);
		jw_str(w, "lapsed", o->lapsed_ms ? time_iso(a, o->lapsed_ms) : none);
		jw_str(w, "note", o->note.n ? o->note : none);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

void api_remark(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"field", "paragraph", "quote", "remark", NULL};
	struct api *p = app;
	struct svc_remark_in in = {0};
	const struct json *j;
	struct svc_done d = {0};
	int64_t paragraph;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "field", 60, false, &in.field, &f) ||
	    api_int(j, "paragraph", &paragraph, &f) ||
	    api_text(q->arena, j, "quote", 1000, true, &in.quote, &f) ||
	    api_text(q->arena, j, "remark", 2000, true, &in.text, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	in.paragraph = paragraph > 0 && paragraph < 10000 ? (int)paragraph : 0;
	if (svc_remark_add(p->svc, api_actor(q), api_ref(q), &in, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_remark_settle(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"remark", "answer", "done", NULL};
	struct api *p = app;
	struct svc_remark_settle in = {0};
	const struct json *j;
	struct svc_done d = {0};
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_int(j, "remark", &in.id, &f) ||
	    api_text(q->arena, j, "answer", 2000, true, &in.answer, &f) ||
	    api_flag(j, "done", &in.done, &f) ||
	    svc_remark_settle(p->svc, api_actor(q), api_ref(q), &in, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

static const char *const PLACE[] = {
	[ANCHOR_NONE] = NULL,
	[ANCHOR_FOUND] = "ada",
	[ANCHOR_CHANGED] = "berubah",
	[ANCHOR_GONE] = "hilang",
};

static void put_remark(struct jw *w, struct arena *a, const struct svc_letter *l,
		       const struct svc_remark *m)
{
	const struct str none = {0};
	bool placed = m->place.how == ANCHOR_FOUND || m->place.how == ANCHOR_CHANGED;

	jw_obj(w, NULL);
	jw_int(w, "id", m->id);
	jw_int(w, "draft", m->draft_no);
	jw_str(w, "by", m->by);
	jw_str(w, "at", time_iso(a, m->at_ms));
	jw_str(w, "field", m->field.n ? m->field : none);
	jw_str(w, "quote", m->quote.n ? m->quote : none);
	jw_str(w, "text", m->text);
	jw_str(w, "place", PLACE[m->place.how] ? str_c(PLACE[m->place.how]) : none);
	jw_str(w, "now", placed ? l->paragraphs[m->place.paragraph].text : none);
	jw_str(w, "answer", m->answer.n ? m->answer : none);
	jw_str(w, "answered_by", m->answered_by.n ? m->answered_by : none);
	jw_str(w, "done", m->done_ms ? time_iso(a, m->done_ms) : none);
	jw_str(w, "done_by", m->done_by.n ? m->done_by : none);
	jw_obj_end(w);
}

void api_put_remarks(struct jw *w, struct arena *a, const struct svc_letter *l)
{
	jw_arr(w, "remarks");
	for (size_t i = 0; i < l->remarks_n; i++)
		put_remark(w, a, l, &l->remarks[i]);
	jw_arr_end(w);
	jw_int(w, "remarks_open", (int64_t)l->remarks_open);
	jw_arr(w, "returns");
	for (size_t i = 0; i < l->returns_n; i++) {
		jw_obj(w, NULL);
		jw_int(w, "step", l->returns[i].step);
		jw_str(w, "activity", l->returns[i].activity);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}
