/* Forms over the API: what counts, a text tried, a version published or taken back. */
#include "api.h"
#include "svc_templates.h"
#include "tpl_json.h"

#define FORM_BYTES 131072

static void put_day(struct jw *w, struct arena *a, const char *key, struct day d)
{
	if (!day_none(d))
		jw_str(w, key, day_iso(a, d));
}

static void put_row(struct jw *w, struct arena *a, const struct svc_template_row *s)
{
	jw_str(w, "form", s->code);
	jw_str(w, "name", s->name);
	jw_str(w, "family", (struct str){ &s->family, 1 });
	jw_str(w, "series", s->series);
	jw_str(w, "origin", s->origin);
	put_day(w, a, "from", s->from);
	jw_bool(w, "in_force", s->in_force);
	jw_bool(w, "coming", s->coming);
	jw_bool(w, "own", s->own);
	jw_str(w, "sha256", s->sha_hex);
	if (s->at_ms) {
		jw_str(w, "by", s->by);
		jw_str(w, "at", time_iso(a, s->at_ms));
	}
}

void api_templates(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_template_row *s;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_templates(p->svc, api_actor(q), q->arena, &s, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "templates");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		put_row(&w, q->arena, &s[i]);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_template(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct str xml;
	struct fail f;

	if (svc_template_text(p->svc, api_actor(q), q->arena, q->args[0],
	                      str_or_empty(http_get(q, "sha256")), &xml, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->type = "application/xml";
	buf_add(&r->body, xml);
}

static void put_changes(struct jw *w, const struct svc_diff *d)
{
	static const char *const KIND[] = { [RUN_EQUAL] = "same", [RUN_INSERTED] = "added",
		[RUN_DELETED] = "gone" };

	jw_arr(w, "changes");
	for (size_t i = 0; i < d->n; i++) {
		jw_obj(w, NULL);
		jw_str(w, "kind", str_c(KIND[d->runs[i].kind]));
		jw_str(w, "text", d->runs[i].text);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

static void put_try(struct http_res *r, const struct tpl_checked *k, const struct svc_diff *d)
{
	struct jw w;

	api_start(&w, r);
	tpl_said_json(&w, k);
	jw_int(&w, "pages", (int64_t)k->pages);
	jw_int(&w, "pages_longest", (int64_t)k->pages_longest);
	jw_bool(&w, "sample_made", k->sample_made);
	jw_str(&w, "sample", k->sample);
	put_changes(&w, d);
	jw_obj_end(&w);
}

void api_template_try(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "xml", NULL };
	struct api *p = app;
	struct tpl_checked *k = ARENA_NEW(q->arena, struct tpl_checked);
	const struct json *j;
	struct svc_diff d;
	struct str xml;
	struct fail f;
	bool bad = api_body(q, KEYS, &j, &f) ||
	           api_text(q->arena, j, "xml", FORM_BYTES, true, &xml, &f);

	*k = (struct tpl_checked){ 0 };
	if (bad || svc_template_try(p->svc, api_actor(q), q->arena, xml, k, &f) ||
	    svc_template_changes(p->svc, api_actor(q), q->arena, k->form ? k->form->code : STR("-"),
	                         xml, &d, &f))
		api_fault(r, &f, 0);
	else
		put_try(r, k, &d);
	tpl_checked_close(k);
}

void api_template_publish(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "xml", "from", NULL };
	struct api *p = app;
	struct svc_template_row row;
	const struct json *j;
	struct str xml;
	struct day from;
	struct jw w;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "xml", FORM_BYTES, true, &xml, &f) ||
	    api_day(j, "from", &from, &f) ||
	    svc_template_publish(p->svc, api_actor(q), q->arena, xml, from, &row, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->status = 201;
	api_start(&w, r);
	put_row(&w, q->arena, &row);
	jw_obj_end(&w);
}

void api_template_revert(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "from", NULL };
	struct api *p = app;
	const struct json *j;
	struct day from;
	struct jw w;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_day(j, "from", &from, &f) ||
	    svc_template_revert(p->svc, api_actor(q), q->arena, q->args[0], from, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_str(&w, "form", q->args[0]);
	jw_obj_end(&w);
}

/* {xml} under another code and name, to be edited and published. */
void api_template_copy(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "form", "name", NULL };
	struct api *p = app;
	struct str xml, code, name, out;
	const struct json *j;
	struct jw w;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_text(q->arena, j, "form", 40, false, &code, &f) ||
	    api_text(q->arena, j, "name", 200, false, &name, &f) ||
	    svc_template_text(p->svc, api_actor(q), q->arena, q->args[0], STR(""), &xml, &f) ||
	    svc_template_copy(q->arena, xml, str_or_empty(code), str_or_empty(name), &out, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_str(&w, "xml", out);
	jw_obj_end(&w);
}

void api_template_import(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct tpl_imported *m = ARENA_NEW(q->arena, struct tpl_imported);
	struct svc_upload *u;
	struct jw w;
	struct fail f;
	size_t n;

	if (api_uploads(q, "document", 1, &u, &n, &f) ||
	    (!n && FAIL(&f, ERR_INVALID, "no-file", "document", "Kirim satu berkas .docx.")) ||
	    svc_template_import(p->svc, api_actor(q), q->arena, u[0].path, u[0].name, m, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	tpl_imported_json(&w, m);
	jw_obj_end(&w);
}
