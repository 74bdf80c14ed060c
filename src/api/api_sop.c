/* Procedures: the list, one of them, and the sheet of its SOP. */
#include "api.h"
#include "svc_sop_doer.h"
#include "svc_sop.h"

static void put_head(struct jw *w, const struct flow_proc *p)
{
	jw_str(w, "id", p->id);
	jw_str(w, "kind", p->kind == FLOW_WORK ? STR("work") : STR("letter"));
	jw_str(w, "name", p->name);
	jw_str(w, "number", p->number);
	jw_str(w, "version", p->key);
	jw_int(w, "steps_n", (int64_t)p->steps_n);
}

static void put_strings(struct jw *w, const char *key, const struct str *items, size_t n)
{
	jw_arr(w, key);
	for (size_t i = 0; i < n; i++)
		jw_str(w, NULL, items[i]);
	jw_arr_end(w);
}

static void put_day(struct jw *w, struct arena *a, const char *key, struct day d)
{
	if (day_none(d))
		jw_null(w, key);
	else
		jw_str(w, key, arena_fmt(a, "%04d-%02d-%02d", d.year, d.month, d.mday));
}

static void put_step(struct jw *w, struct arena *a, const struct flow_step *t)
{
	jw_obj(w, NULL);
	jw_int(w, "number", t->number);
	jw_str(w, "activity", t->activity);
	put_strings(w, "details", t->details.items, t->details.n);
	put_strings(w, "roles", t->roles, t->roles_n);
	put_strings(w, "others", t->others.items, t->others.n);
	jw_str(w, "requirement", t->requirement);
	jw_str(w, "time", flow_step_time(a, t));
	jw_str(w, "output", t->output);
	jw_str(w, "note", t->note);
	jw_int(w, "return_to", t->return_to);
	jw_str(w, "doubt", t->doubt);
	jw_bool(w, "inferred", t->inferred);
	jw_arr(w, "documents");
	for (size_t i = 0; i < t->docs_n; i++) {
		jw_obj(w, NULL);
		jw_str(w, "kind", t->docs[i].kind);
		jw_str(w, "deed", t->docs[i].deed);
		jw_str(w, "form", t->docs[i].form);
		jw_obj_end(w);
	}
	jw_arr_end(w);
	jw_obj_end(w);
}

static void put_boxes(struct jw *w, const struct flow_proc *p)
{
	static const char *const KEY[BOX__COUNT] = {
		[BOX_LEGAL] = "legal_basis", [BOX_QUALIFIED] = "qualifications",
		[BOX_RELATED] = "related",   [BOX_TOOLS] = "equipment",
		[BOX_WARNINGS] = "warnings", [BOX_RECORDS] = "records"};

	for (int i = 0; i < BOX__COUNT; i++)
		put_strings(w, KEY[i], p->boxes[i].items, p->boxes[i].n);
}

static void put_doers(struct jw *w, const struct svc_sop_doer *d, size_t n)
{
	jw_arr(w, "doers");
	for (size_t i = 0; i < n; i++) {
		jw_obj(w, NULL);
		jw_int(w, "step", d[i].step);
		jw_int(w, "position", d[i].position_id);
		jw_str(w, "name", d[i].name);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

void api_procedure_doer(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"step", "position", NULL};
	int64_t step = 0, position = 0;
	const struct json *j;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_int(j, "step", &step, &f) ||
	    api_int(j, "position", &position, &f) ||
	    svc_sop_doer_set(((struct api *)app)->svc, api_actor(q), q->args[0],
			     step > 0 && step <= FLOW_STEPS_MAX ? (int)step : 0, position,
			     &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->status = 204;
}

void api_procedures(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const NAMES[] = {NULL};
	const struct flow_procs *ps = ((struct api *)app)->svc->procs;
	struct fail f;
	struct jw w;

	if (api_query_only(q, NAMES, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "procedures");
	for (size_t i = 0; i < flow_procs_count(ps); i++) {
		jw_obj(&w, NULL);
		put_head(&w, flow_procs_at(ps, i));
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_procedure(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const NAMES[] = {NULL};
	struct arena *a = q->arena;
	struct svc *s = ((struct api *)app)->svc;
	const struct flow_proc *p;
	struct svc_sop_doer *d;
	struct fail f;
	struct jw w;
	size_t n;

	if (api_query_only(q, NAMES, &f) || svc_sop_get(s, q->args[0], &p, &f) ||
	    svc_sop_doers(s, a, p->id, &d, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	put_head(&w, p);
	jw_str(&w, "approver", p->approver);
	jw_str(&w, "doubt", p->doubt);
	put_day(&w, a, "made", p->made);
	put_day(&w, a, "revised", p->revised);
	put_day(&w, a, "effective", p->effective);
	jw_bool(&w, "in_effect",
		flow_proc_in_effect(p, day_at(clock_ms(s->clock), s->zone)));
	put_doers(&w, d, n);
	put_strings(&w, "units", p->units, p->units_n);
	put_boxes(&w, p);
	jw_arr(&w, "steps");
	for (size_t i = 0; i < p->steps_n; i++)
		put_step(&w, a, &p->steps[i]);
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_procedure_sheet(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const NAMES[] = {NULL};
	struct svc *s = ((struct api *)app)->svc;
	const struct flow_proc *p;
	struct str pdf;
	struct fail f;

	if (api_query_only(q, NAMES, &f) || svc_sop_get(s, q->args[0], &p, &f) ||
	    svc_sop_pdf(s, q->arena, p, 0, &pdf, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->type = "application/pdf";
	http_named(r, q->arena, true,
		   arena_fmt(q->arena, "sop-" STR_FMT ".pdf", STR_ARG(p->id)));
	buf_add(&r->body, pdf);
}
