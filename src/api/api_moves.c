/* Mutasi at the JSON door: a table of new holders, tried, done as one act, undone. */
#include "api.h"
#include "svc_moves.h"

static void put_row(struct jw *w, struct arena *a, const struct svc_moves_row *v)
{
	jw_obj(w, NULL);
	jw_int(w, "row", v->line);
	jw_str(w, "position", v->post);
	jw_str(w, "person", v->person);
	jw_str(w, "kind", v->kind);
	if (!day_none(v->from))
		jw_str(w, "from", day_iso(a, v->from));
	if (v->former.n)
		jw_str(w, "former", v->former);
	if (v->left.n)
		jw_str(w, "leaves", v->left);
	if (v->fault.n)
		jw_str(w, "fault", v->fault);
	jw_obj_end(w);
}

void api_moves_do(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "table", "from", "letter", "letter_date", "confirm", NULL };
	struct api *p = app;
	struct svc_moves_in in = { .from = { 0 } };
	struct svc_moves m;
	const struct json *j;
	bool confirm;
	struct jw w;
	struct fail f;
	enum err e = api_body(q, KEYS, &j, &f);

	if (e || (e = api_text(q->arena, j, "table", 1 << 20, true, &in.table, &f)) ||
	    (e = api_day(j, "from", &in.from, &f)) ||
	    (e = api_text(q->arena, j, "letter", 200, false, &in.letter_no, &f)) ||
	    (e = api_day(j, "letter_date", &in.letter_day, &f)) ||
	    (e = api_flag(j, "confirm", &confirm, &f)) ||
	    (e = confirm ? svc_moves_do(p->svc, api_actor(q), q->arena, &in, &m, &f)
	                 : svc_moves_try(p->svc, api_actor(q), q->arena, &in, &m, &f))) {
		api_fault(r, &f, 0);
		return;
	}
	r->status = confirm ? 201 : 200;
	api_start(&w, r);
	if (confirm)
		jw_int(&w, "id", m.id);
	jw_int(&w, "faults", (int64_t)m.faults);
	jw_arr(&w, "rows");
	for (size_t i = 0; i < m.n; i++)
		put_row(&w, q->arena, &m.rows[i]);
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_moves(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_move_past *v;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_moves_list(p->svc, api_actor(q), q->arena, &v, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "moves");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "id", v[i].id);
		jw_str(&w, "letter", v[i].letter_no);
		jw_str(&w, "from", day_iso(q->arena, v[i].from));
		jw_int(&w, "rows", v[i].rows);
		jw_bool(&w, "undone", v[i].undone);
		jw_bool(&w, "open", v[i].open);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_moves_undo(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct fail f;

	if (api_empty(q, &f) ||
	    svc_moves_undo(p->svc, api_actor(q), http_arg_int(q, 0), &f))
		api_fault(r, &f, 0);
	else
		r->status = 204;
}
