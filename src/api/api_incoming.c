#include "api.h"
#include "svc_data.h"
#include "svc_people.h"

/* A book by id or by code ("UPTD"). */
static enum err read_book(struct arena *a, const struct json *j, struct svc_register *in,
                          struct fail *f)
{
	struct str code;

	if (json_str(json_get(j, "book"), &code))
		return api_text(a, j, "book", 40, false, &in->book, f);
	return api_int(j, "book", &in->book_id, f);
}

static enum err read_register(struct http_req *q, struct svc_register *in,
                              struct fail *f)
{
	static const char *const KEYS[] = { "book", "sender", "number", "no_number", "letter_date",
		"no_date", "subject", "attachments", "classification", "urgency", "secrecy",
		"received_date", "channel", "copy", "addressed_to", "sealed", "future_ok",
		"duplicate_ok", NULL };
	struct arena *a = q->arena;
	const struct json *j;
	enum err e;

	if ((e = api_body(q, KEYS, &j, f)) ||
	    (e = read_book(a, j, in, f)) ||
	    (e = api_text(a, j, "sender", 200, false, &in->sender, f)) ||
	    (e = api_text(a, j, "number", 120, false, &in->number, f)) ||
	    (e = api_text(a, j, "subject", 1000, false, &in->subject, f)) ||
	    (e = api_text(a, j, "attachments", 200, false, &in->attachments, f)) ||
	    (e = api_text(a, j, "classification", 40, false, &in->class_code, f)) ||
	    (e = api_text(a, j, "addressed_to", 200, false, &in->addressed_to, f)) ||
	    (e = api_text(a, j, "urgency", 40, false, &in->urgency, f)) ||
	    (e = api_text(a, j, "secrecy", 40, false, &in->secrecy, f)) ||
	    (e = api_text(a, j, "channel", 40, false, &in->channel, f)) ||
	    (e = api_text(a, j, "copy", 40, false, &in->copy_kind, f)) ||
	    (e = api_day(j, "letter_date", &in->letter_day, f)) ||
	    (e = api_day(j, "received_date", &in->received_day, f)) ||
	    (e = api_flag(j, "no_number", &in->no_number, f)) ||
	    (e = api_flag(j, "no_date", &in->no_date, f)) ||
	    (e = api_flag(j, "sealed", &in->sealed, f)) ||
	    (e = api_flag(j, "future_ok", &in->future_ok, f)) ||
	    (e = api_flag(j, "duplicate_ok", &in->duplicate_ok, f)))
		return e;
	if (!in->channel.n)
		in->channel = STR("kurir");
	if (!in->copy_kind.n)
		in->copy_kind = STR("asli");
	in->idempotency_key = http_header(q, "Idempotency-Key");
	return api_uploads(q, "scans", SVC_UPLOADS_MAX, &in->scans, &in->scans_n, f);
}

static void registered(struct http_res *r, const struct svc_registered *d)
{
	struct jw w;

	r->status = 201;
	api_start(&w, r);
	jw_int(&w, "id", d->id);
	jw_int(&w, "version", d->version);
	jw_int(&w, "serial", d->serial);
	jw_int(&w, "year", d->year);
	jw_str(&w, "agenda", d->agenda);
	jw_str(&w, "book", d->book);
	jw_str(&w, "state", str_c(flow_state_word(d->state)));
	jw_obj_end(&w);
}

void api_register(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_register in = { 0 };
	struct svc_registered d;
	struct fail f;

	if (read_register(q, &in, &f) ||
	    svc_incoming_register(p->svc, api_actor(q), q->arena, &in, &d, &f))
		api_fault(r, &f, 0);
	else
		registered(r, &d);
}

void api_get(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_letter l;
	bool content;
	struct fail f;

	if (svc_letter_get(p->svc, api_actor(q), q->arena, http_arg_int(q, 0), &l, &content, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	http_res_header(r, q->arena, "ETag",
	                arena_fmt(q->arena, "\"%lld\"", (long long)l.row.version));
	api_put_letter(r, q->arena, &l, content);
}

void api_put_entry(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "sender", "number", "letter_date", "subject",
		"attachments", "classification", "urgency", "secrecy", "received_date", "channel",
		"copy", "addressed_to", "reason", NULL };
	struct api *p = app;
	struct arena *a = q->arena;
	const struct json *j;
	struct svc_correct c = { 0 };
	struct svc_done d = { 0 };
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(a, j, "sender", 200, false, &c.sender, &f) ||
	    api_text(a, j, "number", 120, false, &c.number, &f) ||
	    api_text(a, j, "subject", 1000, false, &c.subject, &f) ||
	    api_text(a, j, "attachments", 200, false, &c.attachments, &f) ||
	    api_text(a, j, "classification", 40, false, &c.class_code, &f) ||
	    api_text(a, j, "addressed_to", 200, false, &c.addressed_to, &f) ||
	    api_text(a, j, "urgency", 40, false, &c.urgency, &f) ||
	    api_text(a, j, "secrecy", 40, false, &c.secrecy, &f) ||
	    api_text(a, j, "channel", 40, false, &c.channel, &f) ||
	    api_text(a, j, "copy", 40, false, &c.copy_kind, &f) ||
	    api_text(a, j, "reason", 500, false, &c.reason, &f) ||
	    api_day(j, "letter_date", &c.letter_day, &f) ||
	    api_day(j, "received_date", &c.received_day, &f) ||
	    svc_incoming_correct(p->svc, api_actor(q), api_ref(q), &c, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_code(void *app, struct http_req *q, struct http_res *r)
{
	api_text_act(app, q, r, "classification", svc_incoming_code);
}

void api_check(void *app, struct http_req *q, struct http_res *r)
{
	api_text_act(app, q, r, "note", svc_incoming_check);
}

void api_close(void *app, struct http_req *q, struct http_res *r)
{
	api_text_act(app, q, r, "reason", svc_incoming_no_disposition);
}

void api_void(void *app, struct http_req *q, struct http_res *r)
{
	api_text_act(app, q, r, "reason", svc_incoming_void);
}

void api_redirect(void *app, struct http_req *q, struct http_res *r)
{
	api_text_act(app, q, r, "reason", svc_incoming_misdirected);
}

void api_tray_return(void *app, struct http_req *q, struct http_res *r)
{
	api_text_act(app, q, r, "reason", svc_tray_return);
}

void api_tray_complete(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "result", NULL };
	struct api *p = app;
	const struct json *j;
	struct svc_upload *u;
	struct str result;
	struct svc_done d = { 0 };
	size_t n = 0;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_text(q->arena, j, "result", 2000, true, &result, &f) ||
	    api_uploads(q, "files", SVC_UPLOADS_MAX, &u, &n, &f) ||
	    svc_tray_complete_with(p->svc, api_actor(q), api_ref(q), result, u, n, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_distribute(void *app, struct http_req *q, struct http_res *r)
{
	api_bare_act(app, q, r, svc_incoming_distribute);
}

void api_tray_read(void *app, struct http_req *q, struct http_res *r)
{
	api_bare_act(app, q, r, svc_tray_read);
}

void api_tray_withdraw(void *app, struct http_req *q, struct http_res *r)
{
	api_bare_act(app, q, r, svc_tray_withdraw);
}

void api_arrival(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "date", "channel", "copy", NULL };
	struct api *p = app;
	struct svc_arrival in = { .id = http_arg_int(q, 0),
		.idempotency_key = http_header(q, "Idempotency-Key") };
	const struct json *j;
	struct svc_done d = { 0 };
	struct fail f;

	if (api_body(q, KEYS, &j, &f) || api_day(j, "date", &in.day, &f) ||
	    api_text(q->arena, j, "channel", 40, false, &in.channel, &f) ||
	    api_text(q->arena, j, "copy", 40, false, &in.copy_kind, &f) ||
	    svc_incoming_arrival(p->svc, api_actor(q), &in, &d, &f))
		api_fault(r, &f, 0);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

/* What a PDF of another office's Naskah says of its letter: a proposal, nothing stored. */
void api_read_data(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_letter_data d;
	struct svc_upload *u;
	struct arena *a = q->arena;
	struct fail f;
	struct jw w;
	size_t n = 0;
	enum err e = api_uploads(q, "scan", 1, &u, &n, &f);

	if (!e && !n)
		e = FAIL(&f, ERR_INVALID, "no-file", "scan", "Sertakan berkas pada isian scan.");
	if (!e)
		e = svc_incoming_data(p->svc, api_actor(q), a, &u[0], &d, &f);
	if (e) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_str(&w, "form", d.form);
	jw_str(&w, "sender", d.sender);
	jw_str(&w, "number", d.number);
	jw_str(&w, "letter_date", day_ok(d.letter_day) ? day_iso(a, d.letter_day) : STR(""));
	jw_str(&w, "subject", d.subject);
	jw_str(&w, "attachments", d.attachments);
	jw_str(&w, "addressed_to", d.addressed_to);
	jw_str(&w, "urgency", d.urgency);
	jw_str(&w, "secrecy", d.secrecy);
	jw_str(&w, "event_date", day_ok(d.event_day) ? day_iso(a, d.event_day) : STR(""));
	jw_str(&w, "event_start", d.event_start);
	jw_str(&w, "event_place", d.event_place);
	jw_obj_end(&w);
}

void api_files(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_upload *u;
	struct svc_done d = { 0 };
	size_t n = 0;
	struct fail f;
	enum err e = api_empty(q, &f);

	if (!e)
		e = api_uploads(q, "scans", SVC_UPLOADS_MAX, &u, &n, &f);
	if (!e && !n)
		e = FAIL(&f, ERR_INVALID, "no-file", "scans", "Sertakan berkas pada isian scans.");
	if (e || svc_letter_attach(p->svc, api_actor(q), api_ref(q), u, n, STR("pindaian"), &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_file_letter(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "folder", "place", NULL };
	struct api *p = app;
	const struct json *j;
	struct str folder, place;
	struct svc_done d = { 0 };
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "folder", 200, false, &folder, &f) ||
	    api_text(q->arena, j, "place", 200, false, &place, &f) ||
	    svc_letter_file(p->svc, api_actor(q), api_ref(q), folder, place, &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_enter(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_registered d;
	struct fail f;

	if (api_empty(q, &f) ||
	    svc_unit_enter(p->svc, api_actor(q), q->arena, http_arg_int(q, 0), &d, &f))
		api_fault(r, &f, 0);
	else
		registered(r, &d);
}
