/* Dispositions: given, noted from paper or word, prepared, passed on. */
#include "api.h"
#include "svc_people.h"
#include "svc_posts.h"
#include "svc_prepare.h"

/* Positions by id or by code ("kasi-pas"); people write codes. */
enum err api_posts(struct api *p, struct arena *a, const struct json *j, const char *key,
                   int64_t *out, size_t max, size_t *n, struct fail *f)
{
	const struct json *v = json_get(j, key);
	struct svc_position_row *rows;
	struct str code;
	size_t all, k;
	enum err e = svc_positions(p->svc, a, &rows, &all, f);

	*n = 0;
	if (e || json_is_null(v))
		return e;
	if (!json_is_arr(v) || json_len(v) > max)
		return FAIL(f, ERR_INVALID, "wrong-type", key,
		            "Isian %s harus daftar jabatan, paling banyak %zu.", key, max);
	for (size_t i = 0; i < json_len(v); i++) {
		if (json_int(json_at(v, i), &out[*n])) {
			(*n)++;
			continue;
		}
		if (!json_str(json_at(v, i), &code))
			code = STR("");
		for (k = 0; k < all && !str_eq(rows[k].code, code); k++)
			continue;
		if (k == all)
			return FAIL(f, ERR_INVALID, "no-position", key,
			            "Jabatan \"%.*s\" tidak ada di kantor ini.", STR_ARG(code));
		out[(*n)++] = rows[k].id;
	}
	return ERR_OK;
}

/* One post by id or by code; absent: 0. */
static enum err read_lead(struct api *p, struct arena *a, const struct json *j, int64_t *out,
                          struct fail *f)
{
	const struct json *v = json_get(j, "coordinator");
	struct svc_position_row *rows;
	struct str code;
	size_t all;
	enum err e;

	*out = 0;
	if (json_is_null(v) || json_int(v, out))
		return ERR_OK;
	if ((e = svc_positions(p->svc, a, &rows, &all, f)))
		return e;
	for (size_t k = 0; json_str(v, &code) && k < all; k++)
		if (str_eq(rows[k].code, code)) {
			*out = rows[k].id;
			return ERR_OK;
		}
	return FAIL(f, ERR_INVALID, "no-position", "coordinator",
	            "Jabatan koordinator tidak ada di kantor ini.");
}

enum err api_instructions(const struct json *j, struct svc_dispose *in, struct fail *f)
{
	const struct json *v = json_get(j, "instructions");
	size_t max = sizeof in->instructions / sizeof *in->instructions;

	if (json_is_null(v))
		return ERR_OK;
	for (size_t i = 0; json_is_arr(v) && i < json_len(v) && i < max; i++)
		if (!json_str(json_at(v, i), &in->instructions[in->instructions_n++]))
			return FAIL(f, ERR_INVALID, "wrong-type", "instructions",
			            "Isian instructions harus daftar kode instruksi.");
	return json_is_arr(v) && json_len(v) <= max
		? ERR_OK : FAIL(f, ERR_INVALID, "wrong-type", "instructions",
		                "Isian instructions harus daftar, paling banyak %zu kode.", max);
}

static enum err read_dispose(struct api *p, struct http_req *q, struct svc_dispose *in,
                             int64_t *letter, struct fail *f)
{
	static const char *const KEYS[] = { "to", "units", "instructions", "note", "deadline",
		"answer_asked", "copy_only", "on_paper", "letter_id", "tray_id", "coordinator",
		"know", "report_back", "groups", "know_groups",
		"told", "told_at", "corrects", "prepared", NULL };
	const struct json *j;
	enum err e;

	*in = (struct svc_dispose){ 0 };
	if ((e = api_body(q, KEYS, &j, f)) ||
	    (e = api_int(j, "tray_id", &in->tray_id, f)) ||
	    (e = api_posts(p, q->arena, j, "to", in->to, 32, &in->to_n, f)) ||
	    (e = api_posts(p, q->arena, j, "know", in->know, 32, &in->know_n, f)) ||
	    (e = api_ids(j, "groups", in->groups, 8, &in->groups_n, f)) ||
	    (e = api_ids(j, "know_groups", in->know_groups, 8, &in->know_groups_n, f)) ||
	    (e = api_text(q->arena, j, "told", 20, false, &in->told, f)) ||
	    (e = api_text(q->arena, j, "told_at", 40, false, &in->told_at, f)) ||
	    (e = api_int(j, "corrects", &in->corrects, f)) ||
	    (e = api_int(j, "prepared", &in->prepared, f)) ||
	    (e = read_lead(p, q->arena, j, &in->coordinator, f)) ||
	    (e = api_flag(j, "report_back", &in->report_back, f)) ||
	    (e = api_ids(j, "units", in->units, 8, &in->units_n, f)) ||
	    (e = api_instructions(j, in, f)) ||
	    (e = api_text(q->arena, j, "note", 2000, true, &in->note, f)) ||
	    (e = api_day(j, "deadline", &in->deadline, f)) ||
	    (e = api_flag(j, "answer_asked", &in->answer_asked, f)) ||
	    (e = api_flag(j, "copy_only", &in->copy_only, f)) ||
	    (e = api_flag(j, "on_paper", &in->on_paper, f)) ||
	    (e = api_int(j, "letter_id", letter, f)))
		return e;
	return ERR_OK;
}

/* What the secretary prepared, as it is stored; "prepared" names the moment it was. */
static enum err confirm_prepared(struct api *p, struct http_req *q, int64_t id,
                                 struct svc_dispose *in, struct fail *f)
{
	struct svc_prepared stored;
	int64_t seen = in->prepared;
	enum err e = svc_prepared_get(p->svc, api_actor(q), q->arena, id, &stored, f);

	if (e)
		return e;
	if (!stored.at_ms || !svc_prepared_as(&stored, in))
		return FAIL(f, ERR_CONFLICT, "prepared-anew", "prepared",
		            "Tidak ada disposisi yang disiapkan untuk surat ini.");
	in->prepared = seen;
	return ERR_OK;
}

static void dispose(struct api *p, struct http_req *q, struct http_res *r, struct svc_ref ref,
                    int64_t tray)
{
	struct svc_dispose in;
	struct svc_done d = { 0 };
	struct svc_upload *photo;
	int64_t letter;
	size_t photos;
	struct fail f;

	if (read_dispose(p, q, &in, &letter, &f) ||
	    api_uploads(q, "photo", 1, &photo, &photos, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	if (in.prepared && confirm_prepared(p, q, ref.id, &in, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	if (tray) {
		in.tray_id = tray;
		ref.id = letter;
	}
	if (photos)
		in.photo = photo[0];
	if (svc_incoming_dispose(p->svc, api_actor(q), ref, &in, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, ref.id);
}

void api_dispose(void *app, struct http_req *q, struct http_res *r)
{
	dispose(app, q, r, api_ref(q), 0);
}

/* {id} is the tray; If-Match the letter's version; letter_id in the body. */
void api_tray_forward(void *app, struct http_req *q, struct http_res *r)
{
	dispose(app, q, r, api_ref(q), http_arg_int(q, 0));
}

/* A secretary's: for the head to confirm, by dispose with "prepared". */
void api_prepare(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_dispose in;
	struct svc_done d = { 0 };
	int64_t letter;
	struct fail f;

	if (read_dispose(p, q, &in, &letter, &f) ||
	    svc_prepare(p->svc, api_actor(q), api_ref(q), &in, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_prepared(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_prepared s;
	struct jw w;
	struct fail f;
	enum err e = svc_prepared_get(p->svc, api_actor(q), q->arena, http_arg_int(q, 0), &s, &f);

	if (!e && !s.at_ms)
		e = FAIL(&f, ERR_NOTFOUND, "no-disposition", NULL,
		         "Tidak ada disposisi yang disiapkan untuk surat ini.");
	if (e) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_int(&w, "at", s.at_ms);
	jw_int(&w, "version", s.version);
	jw_str(&w, "by", s.by);
	jw_str(&w, "to", s.to);
	jw_str(&w, "instructions", s.instructions);
	jw_str(&w, "note", s.note);
	jw_obj_end(&w);
}

void api_preparers(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_preparer *v;
	size_t n;
	struct jw w;
	struct fail f;

	if (svc_preparers(p->svc, q->arena, &v, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "preparers");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "head", v[i].head_id);
		jw_int(&w, "position", v[i].position_id);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_preparers_set(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "positions", NULL };
	struct api *p = app;
	const struct json *j;
	int64_t posts[32];
	size_t n;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_posts(p, q->arena, j, "positions", posts, 32, &n, &f) ||
	    svc_preparers_set(p->svc, api_actor(q), http_arg_int(q, 0), posts, n, &f))
		api_fault(r, &f, 0);
	else
		r->status = 204;
}
