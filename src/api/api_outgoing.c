#include "api.h"
#include "utf8.h"
#include "svc_letter_check.h"
#include "svc_people.h"

static const char *const DRAFT_KEYS[] = { "form", "xml", "values", "subject", "classification",
	"urgency", "secrecy", "drafter", "signer", "answers_letter", "answers_tray", "interim",
	"due_date", NULL };

static enum err read_values(struct arena *a, const struct json *j, struct svc_draft_in *in,
                            struct fail *f)
{
	const struct json *o = json_get(j, "values"), *v;
	size_t n = json_len(o);
	struct str (*pairs)[2] = arena_array(a, n + 1, sizeof *pairs);

	if (json_is_null(o))
		return ERR_OK;
	if (!json_is_obj(o) || n > 200)
		return FAIL(f, ERR_INVALID, "wrong-type", "values",
		            "Isian values harus objek nama dan teks, paling banyak 200.");
	for (size_t i = 0; i < n; i++) {
		pairs[i][0] = arena_dup(a, str_c(json_key(o, i, &v)));
		if (!json_str(v, &pairs[i][1]))
			return FAIL(f, ERR_INVALID, "wrong-type", "values",
			            "Nilai %.40s harus teks.", pairs[i][0].p);
	}
	in->values = (const struct str(*)[2])pairs;
	in->values_n = n;
	return ERR_OK;
}

static enum err read_draft(struct http_req *q, struct svc_draft_in *in, struct fail *f)
{
	struct arena *a = q->arena;
	const struct json *j;
	enum err e;

	if ((e = api_body(q, DRAFT_KEYS, &j, f)) ||
	    (e = api_text(a, j, "form", 60, false, &in->form, f)) ||
	    (e = api_text(a, j, "xml", 1 << 20, true, &in->xml, f)) ||
	    (e = read_values(a, j, in, f)) ||
	    (e = api_text(a, j, "subject", 1000, false, &in->subject, f)) ||
	    (e = api_text(a, j, "classification", 40, false, &in->class_code, f)) ||
	    (e = api_text(a, j, "urgency", 40, false, &in->urgency, f)) ||
	    (e = api_text(a, j, "secrecy", 40, false, &in->secrecy, f)) ||
	    (e = api_int(j, "drafter", &in->drafter_position_id, f)) ||
	    (e = api_int(j, "signer", &in->signer_position_id, f)) ||
	    (e = api_int(j, "answers_letter", &in->answers_letter_id, f)) ||
	    (e = api_int(j, "answers_tray", &in->answers_tray_id, f)) ||
	    (e = api_flag(j, "interim", &in->interim, f)) ||
	    (e = api_day(j, "due_date", &in->due_day, f)))
		return e;
	in->idempotency_key = http_header(q, "Idempotency-Key");
	return ERR_OK;
}

void api_draft(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_draft_in in = { 0 };
	struct svc_done d = { 0 };
	struct fail f;

	if (read_draft(q, &in, &f) ||
	    svc_outgoing_draft(p->svc, api_actor(q), q->arena, &in, &d, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_done(r, &d, d.id);
	r->status = 201;
}

void api_edit(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_draft_in in = { 0 };
	struct svc_done d = { 0 };
	struct fail f;

	if (read_draft(q, &in, &f) ||
	    svc_outgoing_edit(p->svc, api_actor(q), q->arena, api_ref(q), &in, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_submit(void *app, struct http_req *q, struct http_res *r)
{
	api_bare_act(app, q, r, svc_outgoing_submit);
}

/* What of the letter breaks its rules. */
void api_letter_check(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_finding *s;
	struct jw w;
	struct fail f;
	size_t n;

	if (svc_letter_check(p->svc, api_actor(q), q->arena, http_arg_int(q, 0), &s, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "findings");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_str(&w, "check", s[i].check);
		jw_str(&w, "text", s[i].text);
		jw_str(&w, "field", s[i].field);
		jw_str(&w, "source", s[i].source);
		jw_bool(&w, "blocks", s[i].blocks);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_approve(void *app, struct http_req *q, struct http_res *r)
{
	api_text_act(app, q, r, "note", svc_outgoing_approve);
}

void api_out_void(void *app, struct http_req *q, struct http_res *r)
{
	api_text_act(app, q, r, "reason", svc_outgoing_void);
}

void api_out_withdraw(void *app, struct http_req *q, struct http_res *r)
{
	api_text_act(app, q, r, "reason", svc_outgoing_withdraw);
}

/* The number of a row. */
static enum err row_number(int64_t n, int *out, struct fail *f)
{
	*out = (int)n;
	return n >= 0 && n <= 1000 ? ERR_OK
	                           : FAIL(f, ERR_INVALID, "no-way-back", "to",
	                                  "Langkah itu tidak ada pada prosedurnya.");
}

void api_return(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "quote", "remark", "to", NULL };
	struct api *p = app;
	const struct json *j;
	struct svc_done d = { 0 };
	struct svc_return_in in = { 0 };
	int64_t to;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "quote", 1000, true, &in.quote, &f) ||
	    api_text(q->arena, j, "remark", 2000, true, &in.remark, &f) ||
	    api_int(j, "to", &to, &f) || row_number(to, &in.to, &f) ||
	    svc_outgoing_return(p->svc, api_actor(q), api_ref(q), &in, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_sign(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "electronic", "password", NULL };
	struct api *p = app;
	struct actor who = *api_actor(q);
	const struct json *j;
	struct svc_done d = { 0 };
	struct str password;
	bool electronic;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_flag(j, "electronic", &electronic, &f) ||
	    api_secret(q->arena, j, "password", 512, &password, &f) ||
	    (password.p && svc_step_up(p->svc, &who, api_bearer(q), password, &f))) {
		api_fault(r, &f, 0);
		return;
	}
	who.stepped_up = who.stepped_up || password.p;
	if (svc_outgoing_sign(p->svc, &who, api_ref(q), electronic, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

static void recorded(struct http_res *r, struct arena *a, int64_t id, const struct svc_recorded *d)
{
	struct jw w;

	api_start(&w, r);
	jw_int(&w, "id", id);
	jw_int(&w, "version", d->version);
	jw_str(&w, "state", str_c(flow_state_word(d->state)));
	jw_str(&w, "number", d->number);
	jw_int(&w, "serial", d->serial);
	jw_str(&w, "date", day_iso(a, d->day));
	jw_str(&w, "verify_code", d->verify_code);
	jw_obj_end(&w);
}

void api_record(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "date", "number", NULL };
	struct api *p = app;
	const struct json *j;
	struct str waiting;
	struct svc_recorded d = { 0 };
	struct day day;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_day(j, "date", &day, &f) ||
	    api_text(q->arena, j, "number", 20, false, &waiting, &f) ||
	    svc_outgoing_record_with(p->svc, api_actor(q), q->arena, api_ref(q), day, waiting, &d,
	                             &f))
		api_fault(r, &f, d.version);
	else
		recorded(r, q->arena, http_arg_int(q, 0), &d);
}

static enum err read_outside(struct http_req *q, struct svc_outside *in, struct fail *f)
{
	static const char *const KEYS[] = { "form", "recipient", "subject", "classification",
		"urgency", "secrecy", "signer", "drafter", "date", "earlier", "number", NULL };
	struct arena *a = q->arena;
	const struct json *j;
	enum err e = api_body(q, KEYS, &j, f);

	if (e || (e = api_text(a, j, "form", 40, false, &in->form, f)) ||
	    (e = api_text(a, j, "recipient", 300, false, &in->recipient, f)) ||
	    (e = api_text(a, j, "subject", 1000, false, &in->subject, f)) ||
	    (e = api_text(a, j, "classification", 40, false, &in->class_code, f)) ||
	    (e = api_text(a, j, "urgency", 40, false, &in->urgency, f)) ||
	    (e = api_text(a, j, "secrecy", 40, false, &in->secrecy, f)) ||
	    (e = api_int(j, "signer", &in->signer_position_id, f)) ||
	    (e = api_int(j, "drafter", &in->drafter_position_id, f)) ||
	    (e = api_day(j, "date", &in->day, f)) ||
	    (e = api_flag(j, "earlier", &in->earlier_ok, f)))
		return e;
	in->idempotency_key = http_header(q, "Idempotency-Key");
	return api_text(a, j, "number", 20, false, &in->waiting, f);
}

void api_outside(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_outside in = { 0 };
	struct svc_recorded d = { 0 };
	struct fail f;
	int64_t id;

	if (read_outside(q, &in, &f) ||
	    svc_outgoing_record_outside(p->svc, api_actor(q), q->arena, &in, &id, &d, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	recorded(r, q->arena, id, &d);
	r->status = 201;
}

static void rectify(struct api *p, struct http_req *q, struct http_res *r, bool replace)
{
	struct svc_done d = { 0 };
	struct fail f;

	if (api_empty(q, &f) ||
	    svc_outgoing_rectify(p->svc, api_actor(q), q->arena, api_ref(q), replace, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_replace(void *app, struct http_req *q, struct http_res *r)
{
	rectify(app, q, r, true);
}

void api_correct(void *app, struct http_req *q, struct http_res *r)
{
	rectify(app, q, r, false);
}

void api_dispatch(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "addressee", "channel", "due_date", NULL };
	struct api *p = app;
	const struct json *j;
	struct svc_send in = { 0 };
	struct svc_done d = { 0 };
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "addressee", 300, false, &in.addressee, &f) ||
	    api_text(q->arena, j, "channel", 40, false, &in.channel, &f) ||
	    api_day(j, "due_date", &in.due, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	if (!in.channel.n)
		in.channel = STR("kurir");
	if (svc_dispatch(p->svc, api_actor(q), api_ref(q), &in, 1, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_proof(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "receiver", "note", NULL };
	struct api *p = app;
	const struct json *j;
	struct svc_proof in = { 0 };
	struct svc_done d = { 0 };
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "receiver", 200, false, &in.receiver, &f) ||
	    api_text(q->arena, j, "note", 500, true, &in.note, &f) ||
	    svc_dispatch_proof(p->svc, api_actor(q), api_ref(q), &in, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_pdf(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_copy copy = { .file = http_on(q, "file_copy") };
	int64_t id = http_arg_int(q, 0);
	struct str pdf;
	struct fail f;
	enum err e = copy.file ? svc_letter_copy(p->svc, api_actor(q), q->arena, id, &copy, &pdf, &f)
	                       : svc_letter_pdf(p->svc, api_actor(q), q->arena, id, 0,
	                                        http_on(q, "number_only"), &pdf, &f);

	if (e) {
		api_fault(r, &f, 0);
		return;
	}
	r->type = "application/pdf";
	buf_add(&r->body, pdf);
}

/* Letter XML in, page out; nothing is stored. */
void api_render(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_draft_in in = { .urgency = STR("biasa"), .secrecy = STR("biasa") };
	struct str pdf;
	struct fail f;
	bool xml = str_starts(http_header(q, "Content-Type"), STR("application/xml"));
	enum err e = xml ? utf8_clean(q->arena, q->body, UTF8_LINES, "xml", &in.xml, &f)
	                 : read_draft(q, &in, &f);

	if (e || svc_preview(p->svc, api_actor(q), q->arena, &in, &pdf, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->type = "application/pdf";
	buf_add(&r->body, pdf);
}
