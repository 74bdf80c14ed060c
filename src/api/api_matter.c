/* Matters over the API: work by a procedure, step by step. */
#include "api.h"
#include "api_matter.h"

static void put_head(struct jw *w, const struct svc_matter *m)
{
	jw_int(w, "id", m->id);
	jw_int(w, "version", m->version);
	jw_str(w, "procedure", m->proc->id);
	jw_str(w, "procedure_name", m->proc->name);
	jw_str(w, "title", m->title);
	jw_str(w, "state", str_c(work_state_word(m->state)));
	jw_str(w, "state_label", str_c(work_state_label(m->state)));
	jw_str(w, "secrecy", m->secrecy);
	jw_int(w, "step", m->step ? m->step->number : 0);
	jw_int(w, "steps", (int64_t)m->steps);
	jw_str(w, "activity", m->step ? m->step->activity : STR(""));
	jw_str(w, "doers", m->doers);
	jw_bool(w, "nobody", m->nobody);
	jw_int(w, "spent_min", m->spent_min);
	jw_int(w, "standard_min", m->standard_min);
	jw_bool(w, "late", m->late);
}

static void put_events(struct jw *w, const struct svc_matter *m)
{
	jw_arr(w, "history");
	for (size_t i = 0; i < m->events_n; i++) {
		const struct svc_matter_event *e = &m->events[i];

		jw_obj(w, NULL);
		jw_str(w, "act", e->act);
		jw_int(w, "step", e->step);
		jw_int(w, "to", e->to_step);
		jw_str(w, "by", e->who);
		jw_int(w, "at_ms", e->at_ms);
		jw_int(w, "spent_min", e->spent_min);
		jw_str(w, "note", e->note);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

static void put_rest(struct jw *w, struct arena *a, const struct svc_matter *m)
{
	put_events(w, m);
	jw_arr(w, "needs");
	for (size_t i = 0; i < m->needs_n; i++) {
		jw_obj(w, NULL);
		jw_str(w, "form", m->needs[i].form);
		jw_str(w, "deed", m->needs[i].deed);
		jw_bool(w, "met", m->needs[i].met);
		jw_obj_end(w);
	}
	jw_arr_end(w);
	api_put_records(w, m);
	jw_bool(w, "unread", m->unread);
	jw_arr(w, "letters");
	for (size_t i = 0; i < m->letters.n; i++)
		api_put_row(w, a, &m->letters.rows[i]);
	jw_arr_end(w);
	jw_arr(w, "acts");
	for (size_t i = 0; i < m->acts_n; i++)
		jw_str(w, NULL, str_c(flow_act_word(m->acts[i])));
	jw_arr_end(w);
}

void api_matter(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_matter m = {0};
	struct jw w;
	struct fail f;

	if (svc_matter_get(p->svc, api_actor(q), q->arena, http_arg_int(q, 0), &m, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	put_head(&w, &m);
	put_rest(&w, q->arena, &m);
	jw_obj_end(&w);
}

static enum err read_which(struct http_req *q, enum svc_matter_which *which,
			   int64_t *before, struct fail *f)
{
	static const char *const NAMES[] = {"state", "cursor", NULL};
	static const char *const STATES[] = {"mine", "berjalan", "ditunda", "selesai",
					     "dihentikan"};
	struct str state;
	enum err e;

	if ((e = api_query_only(q, NAMES, f)) ||
	    (e = api_query_text(q, "state", &state, f)) ||
	    (e = api_query_int(q, "cursor", INT64_MAX, before, f)))
		return e;
	*which = MATTERS_MINE;
	for (size_t i = 0; state.n && i < sizeof STATES / sizeof *STATES; i++) {
		if (str_eqc(state, STATES[i])) {
			*which = (enum svc_matter_which)i;
			return ERR_OK;
		}
	}
	return !state.n ? ERR_OK
			: FAIL(f, ERR_INVALID, "unknown-value", "state",
			       "Keadaan perkara: mine, berjalan, ditunda, selesai atau "
			       "dihentikan.");
}

void api_matters(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	enum svc_matter_which which;
	struct svc_matters l;
	int64_t before;
	struct jw w;
	struct fail f;

	if (read_which(q, &which, &before, &f) ||
	    svc_matter_list(p->svc, api_actor(q), q->arena, which, before, &l, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "matters");
	for (size_t i = 0; i < l.n; i++) {
		jw_obj(&w, NULL);
		put_head(&w, &l.rows[i]);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	if (l.next)
		jw_int(&w, "next", l.next);
	jw_obj_end(&w);
}

void api_matter_acted(struct http_res *r, enum err e, const struct svc_done *d,
		      const struct fail *f, int status)
{
	struct jw w;

	if (e) {
		api_fault(r, f, d->version);
		return;
	}
	r->status = status;
	api_start(&w, r);
	jw_int(&w, "id", d->id);
	jw_int(&w, "version", d->version);
	jw_obj_end(&w);
}

void api_matter_start(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"procedure", "title",  "note",
					   "secrecy",   "letter", NULL};
	struct api *p = app;
	struct svc_matter_new in = {0};
	struct svc_done d = {0};
	const struct json *j;
	struct fail f;
	enum err e;

	if (!(e = api_body(q, KEYS, &j, &f)) &&
	    !(e = api_text(q->arena, j, "procedure", 80, false, &in.procedure, &f)) &&
	    !(e = api_text(q->arena, j, "title", 200, false, &in.title, &f)) &&
	    !(e = api_text(q->arena, j, "note", 2000, true, &in.note, &f)) &&
	    !(e = api_text(q->arena, j, "secrecy", 20, false, &in.secrecy, &f)) &&
	    !(e = api_int(j, "letter", &in.letter_id, &f)))
		e = svc_matter_start(p->svc, api_actor(q), &in, &d, &f);
	api_matter_acted(r, e, &d, &f, 201);
}

void api_matter_done(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"note", "without", "values", NULL};
	struct api *p = app;
	struct svc_matter_said in = {0};
	struct svc_done d = {0};
	const struct json *j;
	struct fail f;
	enum err e;

	if (!(e = api_body(q, KEYS, &j, &f)) &&
	    !(e = api_text(q->arena, j, "note", 2000, true, &in.note, &f)) &&
	    !(e = api_text(q->arena, j, "without", 500, true, &in.without, &f)) &&
	    !(e = api_matter_values(q->arena, j, &in.values, &in.values_n, &f))) {
		in.note = str_or_empty(in.note);
		in.without = str_or_empty(in.without);
		e = svc_matter_done(p->svc, api_actor(q), api_ref(q), &in, &d, &f);
	}
	api_matter_acted(r, e, &d, &f, 200);
}

static void with_text(struct api *p, struct http_req *q, struct http_res *r,
		      const char *key, api_text_fn *act)
{
	const char *const keys[] = {key, NULL};
	struct svc_done d = {0};
	const struct json *j;
	struct str text;
	struct fail f;
	enum err e;

	if (!(e = api_body(q, keys, &j, &f)) &&
	    !(e = api_text(q->arena, j, key, 2000, true, &text, &f)))
		e = act(p->svc, api_actor(q), api_ref(q), str_or_empty(text), &d, &f);
	api_matter_acted(r, e, &d, &f, 200);
}

void api_matter_back(void *app, struct http_req *q, struct http_res *r)
{
	with_text(app, q, r, "reason", svc_matter_back);
}

void api_matter_pause(void *app, struct http_req *q, struct http_res *r)
{
	with_text(app, q, r, "reason", svc_matter_pause);
}

void api_matter_resume(void *app, struct http_req *q, struct http_res *r)
{
	with_text(app, q, r, "note", svc_matter_resume);
}

void api_matter_stop(void *app, struct http_req *q, struct http_res *r)
{
	with_text(app, q, r, "reason", svc_matter_stop);
}

void api_matter_link(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"letter", "number", NULL};
	struct api *p = app;
	struct svc_done d = {0};
	const struct json *j;
	struct str number;
	int64_t letter = 0;
	struct fail f;
	enum err e;

	if (!(e = api_body(q, KEYS, &j, &f)) &&
	    !(e = api_int(j, "letter", &letter, &f)) &&
	    !(e = api_text(q->arena, j, "number", 120, false, &number, &f)))
		e = svc_matter_link(p->svc, api_actor(q), api_ref(q), letter,
				    str_or_empty(number), &d, &f);
	api_matter_acted(r, e, &d, &f, 200);
}
