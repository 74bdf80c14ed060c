/* What the rows of a matter keep in writing, the letters it makes, and the record books.
 */
#include "api_matter.h"
#include "svc_matter_books.h"

enum err api_matter_values(struct arena *a, const struct json *j,
			   const struct svc_matter_value **out, size_t *n, struct fail *f)
{
	const struct json *o = json_get(j, "values"), *v;
	size_t all = json_len(o);
	struct svc_matter_value *at = ARENA_ARRAY(a, struct svc_matter_value, all + 1);

	*n = 0;
	*out = at;
	if (json_is_null(o))
		return ERR_OK;
	if (!json_is_obj(o) || all > FLOW_FIELDS_MAX)
		return FAIL(f, ERR_INVALID, "wrong-type", "values",
			    "Isian values harus objek nama dan teks, paling banyak %d.",
			    FLOW_FIELDS_MAX);
	for (size_t i = 0; i < all; i++) {
		at[i].name = arena_dup(a, str_c(json_key(o, i, &v)));
		if (!json_str(v, &at[i].value))
			return FAIL(f, ERR_INVALID, "wrong-type", "values",
				    "Nilai %.40s harus teks.", at[i].name.p);
	}
	*n = all;
	return ERR_OK;
}

static const char *must_word(enum flow_must m)
{
	return m == MUST_NOW ? "ya" : m == MUST_LATER ? "nanti" : "tidak";
}

static void put_field(struct jw *w, const struct svc_matter_field *o)
{
	jw_obj(w, NULL);
	jw_str(w, "name", o->field->name);
	jw_str(w, "label", o->field->label);
	jw_int(w, "step", o->step);
	jw_str(w, "kind", str_c(flow_ask_word(o->field->ask)));
	jw_str(w, "required", str_c(must_word(o->field->must)));
	jw_arr(w, "choices");
	for (size_t i = 0; i < o->field->choices_n; i++)
		jw_str(w, NULL, o->field->choices[i]);
	jw_arr_end(w);
	jw_str(w, "value", o->value);
	jw_str(w, "by", str_or_empty(o->by));
	jw_int(w, "at_ms", o->at_ms);
	jw_bool(w, "writable", o->writable);
	jw_obj_end(w);
}

void api_put_records(struct jw *w, const struct svc_matter *m)
{
	jw_arr(w, "records");
	for (size_t i = 0; i < m->fields_n; i++)
		put_field(w, &m->fields[i]);
	jw_arr_end(w);
	jw_arr(w, "incomplete");
	for (size_t i = 0; i < m->fields_n; i++)
		if (m->fields[i].missing)
			jw_str(w, NULL, m->fields[i].field->label);
	jw_arr_end(w);
	jw_arr(w, "warnings");
	for (size_t i = 0; i < m->fields_n; i++)
		if (m->fields[i].said.n)
			jw_str(w, NULL, m->fields[i].said);
	jw_arr_end(w);
	jw_arr(w, "entries");
	for (size_t i = 0; i < m->entries_n; i++) {
		const struct svc_matter_entry *o = &m->entries[i];

		jw_obj(w, NULL);
		jw_str(w, "book", o->book);
		jw_str(w, "name", o->name);
		jw_str(w, "label", o->label);
		jw_int(w, "year", o->year);
		jw_int(w, "serial", o->serial);
		jw_int(w, "step", o->step);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

void api_matter_record(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"values", NULL};
	struct api *p = app;
	const struct svc_matter_value *v;
	struct svc_done d = {0};
	const struct json *j;
	struct fail f;
	size_t n;
	enum err e;

	if (!(e = api_body(q, KEYS, &j, &f)) &&
	    !(e = api_matter_values(q->arena, j, &v, &n, &f)))
		e = svc_matter_record(p->svc, api_actor(q), api_ref(q), v, n, &d, &f);
	api_matter_acted(r, e, &d, &f, 200);
}

void api_matter_read(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_done d = {0};
	struct fail f;
	enum err e = api_empty(q, &f);

	if (!e)
		e = svc_matter_read(p->svc, api_actor(q), api_ref(q), &d, &f);
	api_matter_acted(r, e, &d, &f, 200);
}

void api_matter_draft(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"form",    "classification", "urgency",
					   "secrecy", "drafter",        "signer",
					   NULL};
	struct api *p = app;
	struct svc_draft_in in = {0};
	struct svc_done d = {0}, m = {0};
	const struct json *j;
	struct jw w;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "form", 60, false, &in.form, &f) ||
	    api_text(q->arena, j, "classification", 40, false, &in.class_code, &f) ||
	    api_text(q->arena, j, "urgency", 40, false, &in.urgency, &f) ||
	    api_text(q->arena, j, "secrecy", 40, false, &in.secrecy, &f) ||
	    api_int(j, "drafter", &in.drafter_position_id, &f) ||
	    api_int(j, "signer", &in.signer_position_id, &f) ||
	    svc_matter_draft(p->svc, api_actor(q), q->arena, api_ref(q), &in, &d, &m,
			     &f)) {
		api_fault(r, &f, m.version);
		return;
	}
	r->status = 201;
	api_start(&w, r);
	jw_int(&w, "id", d.id);
	jw_int(&w, "version", d.version);
	jw_int(&w, "matter_version", m.version);
	jw_obj_end(&w);
}

static void put_counts(struct jw *w, const struct svc_matter_count *c)
{
	jw_obj(w, NULL);
	jw_str(w, "procedure", c->procedure);
	jw_str(w, "name", c->name);
	for (int i = 0; i < WS__COUNT; i++)
		jw_int(w, work_state_word((enum work_state)i), c->n[i]);
	jw_obj_end(w);
}

void api_matter_counts(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_matter_count *c;
	struct jw w;
	struct fail f;
	size_t n;

	if (svc_matter_counts(p->svc, api_actor(q), q->arena, &c, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "counts");
	for (size_t i = 0; i < n; i++)
		put_counts(&w, &c[i]);
	jw_arr_end(&w);
	jw_obj_end(&w);
}

/* ---- the record books ---- */

static void put_book(struct jw *w, const struct svc_recordbook *o)
{
	jw_str(w, "code", o->code);
	jw_str(w, "name", o->name);
	jw_bool(w, "letters", o->letters);
	jw_int(w, "year", o->year);
	jw_int(w, "lines", o->lines);
	jw_int(w, "last", o->last);
}

void api_registers(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_recordbook *v;
	struct jw w;
	struct fail f;
	size_t n;

	if (svc_recordbooks(p->svc, api_actor(q), q->arena, &v, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "registers");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		put_book(&w, &v[i]);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

static void put_lines(struct jw *w, const struct svc_recordbook_page *l)
{
	jw_arr(w, "entries");
	for (size_t i = 0; i < l->lines_n; i++) {
		const struct svc_recordbook_line *o = &l->lines[i];

		jw_obj(w, NULL);
		jw_int(w, "serial", o->serial);
		jw_int(w, "matter", o->matter_id);
		jw_int(w, "at_ms", o->at_ms);
		jw_str(w, "title", o->title);
		jw_str(w, "text", o->text);
		jw_str(w, "by", o->by);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

void api_register_book(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const NAMES[] = {"year", "cursor", NULL};
	struct api *p = app;
	struct svc_recordbook_page l;
	int64_t year = 0, after = 0;
	struct jw w;
	struct fail f;

	if (api_query_only(q, NAMES, &f) || api_query_int(q, "year", 9999, &year, &f) ||
	    api_query_int(q, "cursor", 9999999, &after, &f) ||
	    svc_recordbook_page(p->svc, api_actor(q), q->arena, q->args[0], (int)year,
				(int)after, &l, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	put_book(&w, &l.book);
	put_lines(&w, &l);
	if (l.next)
		jw_int(&w, "next", l.next);
	jw_obj_end(&w);
}
