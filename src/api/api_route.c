/* api_route.c - templates of dispositions and the rules that propose them. */
#include "api.h"
#include "svc_route.h"

static void put_words(struct jw *w, const char *key, struct str words, bool units)
{
	struct str one;
	int64_t n;

	jw_arr(w, key);
	while (str_cut(&words, ' ', &one)) {
		bool unit = one.n && one.p[0] == 'u';

		if (unit == units && str_to_int(str_from(one, unit), &n))
			jw_int(w, NULL, n);
	}
	jw_arr_end(w);
}

static void put_codes(struct jw *w, struct str words)
{
	struct str one;

	jw_arr(w, "instructions");
	while (str_cut(&words, ' ', &one))
		if (one.n)
			jw_str(w, NULL, one);
	jw_arr_end(w);
}

void api_route_templates(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_template *t;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_route_templates(p->svc, q->arena, &t, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "templates");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "id", t[i].id);
		jw_str(&w, "name", t[i].name);
		put_words(&w, "to", t[i].to, false);
		put_words(&w, "units", t[i].to, true);
		put_codes(&w, t[i].instructions);
		jw_str(&w, "note", t[i].note);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

static void made(struct http_res *r, enum err e, const struct fail *f, int64_t id)
{
	struct jw w;

	if (e) {
		api_fault(r, f, 0);
		return;
	}
	api_start(&w, r);
	jw_int(&w, "id", id);
	jw_obj_end(&w);
}

void api_route_template_new(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"name",         "to",   "units",
					   "instructions", "note", NULL};
	struct api *p = app;
	struct svc_dispose in = {.note = STR("")};
	const struct json *j;
	struct str name;
	int64_t id = 0;
	struct fail f;
	enum err e;

	if (!(e = api_body(q, KEYS, &j, &f)) &&
	    !(e = api_text(q->arena, j, "name", 80, false, &name, &f)) &&
	    !(e = api_ids(j, "to", in.to, 32, &in.to_n, &f)) &&
	    !(e = api_ids(j, "units", in.units, 8, &in.units_n, &f)) &&
	    !(e = api_instructions(j, &in, &f)) &&
	    !(e = api_text(q->arena, j, "note", 2000, true, &in.note, &f)))
		e = svc_route_template_put(p->svc, api_actor(q), &in, name, &id, &f);
	made(r, e, &f, id);
}

void api_route_template_end(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct fail f;
	enum err e = api_empty(q, &f);

	if (!e)
		e = svc_route_template_end(p->svc, api_actor(q), http_arg_int(q, 0), &f);
	made(r, e, &f, http_arg_int(q, 0));
}

void api_route_rules(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_rule *v;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_route_rules(p->svc, q->arena, &v, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "rules");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "id", v[i].id);
		jw_int(&w, "template", v[i].template_id);
		jw_str(&w, "name", v[i].template_name);
		jw_str(&w, "sender", v[i].sender);
		jw_str(&w, "classification", v[i].class_code);
		jw_str(&w, "words", v[i].words);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

static enum err read_rule(struct http_req *q, struct svc_rule *in, struct fail *f)
{
	static const char *const KEYS[] = {"template", "sender", "classification",
					   "words", NULL};
	const struct json *j;
	enum err e;

	*in = (struct svc_rule){.id = 0};
	if ((e = api_body(q, KEYS, &j, f)) ||
	    (e = api_int(j, "template", &in->template_id, f)) ||
	    (e = api_text(q->arena, j, "sender", 120, false, &in->sender, f)) ||
	    (e = api_text(q->arena, j, "classification", 40, false, &in->class_code,
			  f)) ||
	    (e = api_text(q->arena, j, "words", 120, false, &in->words, f)))
		return e;
	in->sender = in->sender.p ? in->sender : STR("");
	in->class_code = in->class_code.p ? in->class_code : STR("");
	in->words = in->words.p ? in->words : STR("");
	return ERR_OK;
}

void api_route_rule_new(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_rule in;
	int64_t id = 0;
	struct fail f;
	enum err e = read_rule(q, &in, &f);

	if (!e)
		e = svc_route_rule_put(p->svc, api_actor(q), &in, &id, &f);
	made(r, e, &f, id);
}

void api_route_rule_end(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct fail f;
	enum err e = api_empty(q, &f);

	if (!e)
		e = svc_route_rule_end(p->svc, api_actor(q), http_arg_int(q, 0), &f);
	made(r, e, &f, http_arg_int(q, 0));
}

void api_route_try(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_rule in;
	struct svc_route_try t;
	struct jw w;
	struct fail f;

	if (read_rule(q, &in, &f) ||
	    svc_route_try(p->svc, api_actor(q), q->arena, &in, &t, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_int(&w, "tried", (int64_t)t.tried);
	jw_int(&w, "fits", (int64_t)t.fits);
	jw_arr(&w, "subjects");
	for (size_t i = 0; i < t.subjects_n; i++)
		jw_str(&w, NULL, t.subjects[i]);
	jw_arr_end(&w);
	jw_obj_end(&w);
}
