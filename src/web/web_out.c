/* The acts on an outgoing letter, and its pages as PDF. */
#include "svc_editing.h"
#include "svc_outgoing.h"
#include "svc_people.h"
#include "web.h"
#include <limits.h>

void web_act_submit(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct fail f;
	enum err e = svc_outgoing_submit(w->svc, web_actor(q), web_ref(q), &d, &f);

	if (!e)
		svc_editing_end(w->svc, web_actor(q), http_arg_int(q, 0));
	web_ended(w, q, r, e, &f, "submit");
}

void web_act_approve(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct str note;
	struct fail f;
	enum err e = web_text(q, "catatan", 1000, false, &note, &f);

	if (!e)
		e = svc_outgoing_approve(w->svc, web_actor(q), web_ref(q), note, &d, &f);
	web_ended(w, q, r, e, &f, "approve");
}

static int small(const struct http_req *q, const char *name)
{
	int64_t n = 0;

	return str_to_int(http_get(q, name), &n) && n > 0 && n < 1000 ? (int)n : 0;
}

void web_act_return(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct svc_return_in in = { .to = small(q, "ke") };
	struct fail f;
	enum err e = web_text(q, "kalimat", 1000, true, &in.quote, &f);

	if (!e)
		e = web_text(q, "catatan", 2000, true, &in.remark, &f);
	if (!e)
		e = svc_outgoing_return(w->svc, web_actor(q), web_ref(q), &in, &d, &f);
	web_ended(w, q, r, e, &f, "return");
}

void web_act_sign(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct actor who = *web_actor(q);
	bool electronic = str_eqc(http_get(q, "cara"), "elektronik");
	struct svc_done d;
	struct fail f;
	enum err e = ERR_OK;

	if (electronic) {
		e = svc_step_up(w->svc, &who, http_cookie(q, "sesi"), http_get(q, "password"), &f);
		who.stepped_up = !e;
	}
	if (!e)
		e = svc_outgoing_sign(w->svc, &who, web_ref(q), electronic, &d, &f);
	web_ended(w, q, r, e, &f, "sign");
}

void web_act_record(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_recorded d = { 0 };
	struct str waiting;
	struct day day;
	struct fail f;
	enum err e = web_day(q, "tanggal", &day, &f);

	if (!e)
		e = web_text(q, "nomor", 20, false, &waiting, &f);
	if (!e)
		e = svc_outgoing_record_with(w->svc, web_actor(q), q->arena, web_ref(q), day,
		                             waiting, &d, &f);
	web_ended(w, q, r, e, &f, d.holiday ? "holiday" : "record");
}

void web_act_send(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_send in = { .channel = http_get(q, "cara") };
	struct svc_done d;
	struct fail f;
	enum err e = web_text(q, "alamat", 300, false, &in.addressee, &f);

	if (!e)
		e = web_day(q, "batas", &in.due, &f);
	if (!e)
		e = svc_dispatch(w->svc, web_actor(q), web_ref(q), &in, 1, &d, &f);
	web_ended(w, q, r, e, &f, "send");
}

void web_act_prove(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_proof in = { 0 };
	struct svc_ref ref = { http_arg_int(q, 1), http_get_int(q, "versi") };
	struct svc_done d;
	struct fail f;
	enum err e = web_text(q, "penerima", 200, false, &in.receiver, &f);

	if (!e)
		e = svc_dispatch_proof(w->svc, web_actor(q), ref, &in, &d, &f);
	web_ended(w, q, r, e, &f, "prove");
}

typedef enum err reason_act(struct svc *, const struct actor *, struct svc_ref, struct str,
                            struct svc_done *, struct fail *);

static void with_reason(struct web *w, struct http_req *q, struct http_res *r, reason_act *act)
{
	struct svc_done d;
	struct str reason;
	struct fail f;
	enum err e = web_text(q, "alasan", 500, false, &reason, &f);

	if (!e)
		e = act(w->svc, web_actor(q), web_ref(q), reason, &d, &f);
	web_ended(w, q, r, e, &f, "void");
}

void web_act_void(void *app, struct http_req *q, struct http_res *r)
{
	with_reason(app, q, r, svc_outgoing_void);
}

void web_act_withdraw(void *app, struct http_req *q, struct http_res *r)
{
	with_reason(app, q, r, svc_outgoing_withdraw);
}

void web_act_rectify(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct fail f;
	bool replace = str_eqc(http_get(q, "jenis"), "pengganti");

	if (svc_outgoing_rectify(w->svc, web_actor(q), q->arena, web_ref(q), replace, &d, &f))
		web_letter_show(w, q, r, http_arg_int(q, 0), &f);
	else
		web_done(q, r, d.id, "draft");
}

static void pdf(struct web *w, struct http_req *q, struct http_res *r, int draft, bool number_only)
{
	struct str bytes;
	struct fail f;
	int64_t id = http_arg_int(q, 0);

	if (svc_letter_pdf(w->svc, web_actor(q), q->arena, id, draft, number_only, &bytes, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	r->type = "application/pdf";
	http_named(r, q->arena, true, arena_fmt(q->arena, "surat-%lld.pdf", (long long)id));
	buf_add(&r->body, bytes);
}

static void copy(struct web *w, struct http_req *q, struct http_res *r, struct svc_copy asked)
{
	struct str bytes;
	struct fail f;
	int64_t id = http_arg_int(q, 0);

	if (svc_letter_copy(w->svc, web_actor(q), q->arena, id, &asked, &bytes, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	r->type = "application/pdf";
	http_named(r, q->arena, true, arena_fmt(q->arena, "%s-%lld.pdf",
		asked.file ? "pertinggal" : "salinan", (long long)id));
	buf_add(&r->body, bytes);
}

void web_letter_pdf(void *app, struct http_req *q, struct http_res *r)
{
	struct svc_copy asked = { http_on(q, "pertinggal"), small(q, "salinan"), small(q, "dari") };

	if (asked.file || asked.no) {
		copy(app, q, r, asked);
		return;
	}
	pdf(app, q, r, 0, http_on(q, "nomor_saja"));
}

void web_version_pdf(void *app, struct http_req *q, struct http_res *r)
{
	int64_t no = http_arg_int(q, 1);

	pdf(app, q, r, no > 0 && no < INT_MAX ? (int)no : INT_MAX, false); /* none has that */
}
