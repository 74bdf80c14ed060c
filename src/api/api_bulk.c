/* api_bulk.c - one act on several letters, and the way back. */
#include "api.h"
#include "svc_bulk.h"
#include "svc_route.h"

static void put_bulk(struct http_res *r, const struct svc_bulk *b)
{
	struct jw w;

	api_start(&w, r);
	if (b->id)
		jw_int(&w, "id", b->id);
	else
		jw_null(&w, "id");
	jw_str(&w, "act", str_c(flow_act_word(b->act)));
	jw_int(&w, "count", (int64_t)b->good);
	jw_bool(&w, "undoable", b->undoable);
	jw_arr(&w, "letters");
	for (size_t i = 0; i < b->n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "id", b->rows[i].letter.id);
		jw_str(&w, "name", b->rows[i].name);
		jw_str(&w, "refused",
		       b->rows[i].why.n ? b->rows[i].why : (struct str){NULL, 0});
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

static enum err read_bulk(struct api *p, struct http_req *q, struct svc_bulk_in *in,
			  struct svc_ref *refs, struct svc_dispose *give, bool *dry,
			  struct fail *f)
{
	static const char *const KEYS[] = {"act",      "letters", "folder", "place",
					   "template", "dry",     NULL};
	const struct json *j;
	int64_t ids[SVC_BULK_MAX], template = 0;
	struct str act;
	enum err e;

	if ((e = api_body(q, KEYS, &j, f)) ||
	    (e = api_text(q->arena, j, "act", 40, false, &act, f)) ||
	    (e = api_ids(j, "letters", ids, SVC_BULK_MAX, &in->n, f)) ||
	    (e = api_text(q->arena, j, "folder", 200, false, &in->folder, f)) ||
	    (e = api_text(q->arena, j, "place", 200, false, &in->place, f)) ||
	    (e = api_int(j, "template", &template, f)) ||
	    (e = api_flag(j, "dry", dry, f)))
		return e;
	if (!flow_act_from_word(act, &in->act))
		return FAIL(f, ERR_INVALID, "bad-choice", "act",
			    "Isian act: check, distribute, file, read atau dispose.");
	if (in->act == ACT_FILE && !in->folder.n)
		return FAIL(
			f, ERR_INVALID, "missing", "folder",
			"Berkas belum diisi; tulis nama berkas tempat surat disimpan.");
	for (size_t i = 0; i < in->n; i++)
		refs[i] = (struct svc_ref){ids[i], 0};
	in->letters = refs;
	in->dispose = give;
	return in->act == ACT_DISPOSE
		       ? svc_route_dispose(p->svc, q->arena, template, give, f)
		       : ERR_OK;
}

void api_bulk(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_ref refs[SVC_BULK_MAX];
	struct svc_dispose give = {.note = STR("")};
	struct svc_bulk_in in = {.act = ACT_LOOK};
	struct svc_bulk out;
	bool dry = false;
	struct fail f;
	enum err e = read_bulk(p, q, &in, refs, &give, &dry, &f);

	if (!e && dry)
		e = svc_bulk_look(p->svc, api_actor(q), q->arena, &in, &out, &f);
	else if (!e)
		e = svc_bulk_do(p->svc, api_actor(q), q->arena, &in, &out, &f);
	if (e)
		api_fault(r, &f, 0);
	else
		put_bulk(r, &out);
}

void api_bulk_undo(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_bulk out;
	struct fail f;

	if (api_empty(q, &f) ||
	    svc_bulk_undo(p->svc, api_actor(q), q->arena, http_arg_int(q, 0), &out, &f))
		api_fault(r, &f, 0);
	else
		put_bulk(r, &out);
}
