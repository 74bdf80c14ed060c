/* Number rules over the API: what is in force, a text tried, a version published. */
#include "api.h"
#include "svc_rules.h"

#define RULE_BYTES 65536

static void put_day(struct jw *w, struct arena *a, const char *key, struct day d)
{
	if (!day_none(d))
		jw_str(w, key, day_iso(a, d));
}

static void put_row(struct jw *w, struct arena *a, const struct svc_rule_row *s)
{
	jw_str(w, "rule", s->name);
	jw_str(w, "title", s->title);
	jw_str(w, "pattern", s->pattern);
	jw_str(w, "example", s->example);
	jw_str(w, "source", s->source);
	jw_bool(w, "assumed", s->assumed);
	jw_str(w, "series", s->series);
	jw_str(w, "origin", s->origin);
	put_day(w, a, "from", s->from);
	put_day(w, a, "to", s->until);
	jw_bool(w, "in_force", s->in_force);
	jw_bool(w, "coming", s->coming);
	jw_str(w, "sha256", s->sha_hex);
	if (s->at_ms) {
		jw_str(w, "by", s->by);
		jw_str(w, "at", time_iso(a, s->at_ms));
	}
}

void api_rules(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_rule_row *s;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_rules(p->svc, api_actor(q), q->arena, &s, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "rules");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		put_row(&w, q->arena, &s[i]);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_rule(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct str xml;
	struct fail f;

	if (svc_rule_text(p->svc, api_actor(q), q->arena, q->args[0], STR(""), &xml, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->type = "application/xml";
	buf_add(&r->body, xml);
}

static void put_said(struct jw *w, const char *key, const struct svc_rule_said *s, size_t n)
{
	jw_arr(w, key);
	for (size_t i = 0; i < n; i++) {
		jw_obj(w, NULL);
		jw_str(w, "label", s[i].label);
		jw_str(w, "text", s[i].text);
		jw_bool(w, "fault", s[i].fault);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

static void put_try(struct http_res *r, const struct svc_rule_try *t)
{
	struct jw w;

	api_start(&w, r);
	jw_bool(&w, "loads", t->loads);
	jw_arr(&w, "faults");
	for (size_t i = 0; i < t->fault_n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "line", t->fault[i].line);
		jw_str(&w, "text", t->fault[i].text);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	put_said(&w, "warnings", t->warning, t->warning_n);
	put_said(&w, "examples", t->example, t->example_n);
	jw_bool(&w, "read", t->read);
	put_said(&w, "parts", t->part, t->part_n);
	jw_obj_end(&w);
}

void api_rule_try(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "xml", "rule", "number", NULL };
	struct api *p = app;
	struct svc_rule_try *t = ARENA_NEW(q->arena, struct svc_rule_try);
	const struct json *j;
	struct str xml, rule, number;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "xml", RULE_BYTES, true, &xml, &f) ||
	    api_text(q->arena, j, "rule", 130, false, &rule, &f) ||
	    api_text(q->arena, j, "number", 200, false, &number, &f) ||
	    svc_rule_try(p->svc, api_actor(q), q->arena, xml, rule, number, t, &f))
		api_fault(r, &f, 0);
	else
		put_try(r, t);
}

void api_rule_publish(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "xml", "from", NULL };
	struct api *p = app;
	struct svc_rule_row row;
	const struct json *j;
	struct str xml;
	struct day from;
	struct jw w;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "xml", RULE_BYTES, true, &xml, &f) ||
	    api_day(j, "from", &from, &f) ||
	    svc_rule_publish(p->svc, api_actor(q), q->arena, xml, from, &row, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->status = 201;
	api_start(&w, r);
	put_row(&w, q->arena, &row);
	jw_obj_end(&w);
}
