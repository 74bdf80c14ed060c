/* The acts on an incoming letter and its trays: read the form, do one use case, go back
 * to the letter.  A refusal shows the letter again with its sentence. */
#include "svc_scanner.h"
#include "web.h"
#include "web_desk.h"

void web_act_code(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct str code;
	struct fail f;
	enum err e = web_class_chosen(q, &code, &f);

	if (!e)
		e = svc_incoming_code(w->svc, web_actor(q), web_ref(q), code, &d, &f);
	web_ended(w, q, r, e, &f, "code");
}

void web_act_check(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct str note;
	struct fail f;
	enum err e = web_text(q, "catatan", 1000, false, &note, &f);

	if (!e)
		e = svc_incoming_check(w->svc, web_actor(q), web_ref(q), note, &d, &f);
	web_ended(w, q, r, e, &f, "check");
}

static enum err too_many(const char *name, size_t max, struct fail *f)
{
	return FAIL(f, ERR_INVALID, "too-many", name,
	            "Pilihan pada isian %s terlalu banyak: paling banyak %zu.", name, max);
}

/* All numbers ticked under that name; one that is left out would be a person not told. */
static enum err ticked(const struct http_req *q, const char *name, int64_t *out, size_t max,
                       size_t *n, struct fail *f)
{
	struct str v;

	for (size_t i = 0; http_each(q, name, &i, &v); (*n)++) {
		if (*n == max)
			return too_many(name, max, f);
		if (!str_to_int(v, &out[*n]))
			return FAIL(f, ERR_INVALID, "wrong-type", name,
			            "Pilihan pada isian %s tidak dikenal; muat ulang halaman.", name);
	}
	return ERR_OK;
}

enum err web_read_dispose(struct http_req *q, struct svc_dispose *in, struct fail *f)
{
	size_t max = sizeof in->instructions / sizeof *in->instructions;
	struct str v;
	enum err e;

	if ((e = ticked(q, "kepada", in->to, sizeof in->to / sizeof *in->to, &in->to_n, f)) ||
	    (e = ticked(q, "unit", in->units, sizeof in->units / sizeof *in->units,
	                &in->units_n, f)))
		return e;
	if ((e = ticked(q, "tahu", in->know, sizeof in->know / sizeof *in->know, &in->know_n, f)))
		return e;
	if ((e = ticked(q, "kelompok", in->groups, sizeof in->groups / sizeof *in->groups,
	                &in->groups_n, f)) ||
	    (e = ticked(q, "kelompok_tahu", in->know_groups,
	                sizeof in->know_groups / sizeof *in->know_groups, &in->know_groups_n, f)))
		return e;
	in->coordinator = http_get_int(q, "koordinator");
	in->report_back = http_on(q, "hasil_ke_saya");
	for (size_t i = 0; http_each(q, "instruksi", &i, &v);) {
		if (in->instructions_n == max)
			return too_many("instruksi", max, f);
		in->instructions[in->instructions_n++] = v;
	}
	if ((e = web_text(q, "catatan", 2000, true, &in->note, f)) ||
	    (e = web_day(q, "batas", &in->deadline, f)))
		return e;
	in->answer_asked = http_on(q, "minta_jawaban");
	return ERR_OK;
}

static void dispose(struct web *w, struct http_req *q, struct http_res *r, struct svc_dispose *in,
                    const char *word)
{
	struct svc_done d;
	struct fail f;
	enum err e = web_route_read(w, q, in, &f);

	if (!e)
		e = svc_incoming_dispose(w->svc, web_actor(q), web_ref(q), in, &d, &f);
	web_ended(w, q, r, e, &f, word);
}

void web_act_dispose(void *app, struct http_req *q, struct http_res *r)
{
	struct svc_dispose in = { 0 };

	dispose(app, q, r, &in, "dispose");
}

void web_act_dispose_paper(void *app, struct http_req *q, struct http_res *r)
{
	struct svc_dispose in = { .on_paper = true };
	struct svc_upload *photo;

	if (web_uploads(q, "foto", &photo))
		in.photo = photo[0];
	dispose(app, q, r, &in, "dispose");
}

void web_tray_forward(void *app, struct http_req *q, struct http_res *r)
{
	struct svc_dispose in = { .tray_id = http_get_int(q, "kotak") };

	dispose(app, q, r, &in, "forward");
}

void web_act_distribute(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct fail f;
	enum err e = svc_incoming_distribute(w->svc, web_actor(q), web_ref(q), &d, &f);

	web_ended(w, q, r, e, &f, "distribute");
}

void web_act_file(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct str folder, place;
	struct fail f;
	enum err e = web_text(q, "berkas", 200, false, &folder, &f);

	if (!e)
		e = web_text(q, "tempat", 200, false, &place, &f);
	if (!e)
		e = svc_letter_file(w->svc, web_actor(q), web_ref(q), folder, place, &d, &f);
	web_ended(w, q, r, e, &f, "file");
}

typedef enum err reason_act(struct svc *, const struct actor *, struct svc_ref, struct str,
                            struct svc_done *, struct fail *);

static void with_reason(struct web *w, struct http_req *q, struct http_res *r, reason_act *act,
                        struct svc_ref ref, const char *field, const char *word)
{
	struct svc_done d;
	struct str reason;
	struct fail f;
	enum err e = web_text(q, field, 2000, true, &reason, &f);

	if (!e)
		e = act(w->svc, web_actor(q), ref, reason, &d, &f);
	web_ended(w, q, r, e, &f, word);
}

static struct svc_ref tray_ref(const struct http_req *q)
{
	return (struct svc_ref){ http_get_int(q, "kotak"), http_get_int(q, "versi_kotak") };
}

void web_act_none(void *app, struct http_req *q, struct http_res *r)
{
	with_reason(app, q, r, svc_incoming_no_disposition, web_ref(q), "alasan", "done");
}

void web_act_void_entry(void *app, struct http_req *q, struct http_res *r)
{
	with_reason(app, q, r, svc_incoming_void, web_ref(q), "alasan", "void");
}

void web_act_misdirected(void *app, struct http_req *q, struct http_res *r)
{
	with_reason(app, q, r, svc_incoming_misdirected, web_ref(q), "alasan", "void");
}

void web_tray_return(void *app, struct http_req *q, struct http_res *r)
{
	with_reason(app, q, r, svc_tray_return, tray_ref(q), "alasan", "done");
}

void web_tray_complete(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_upload *u;
	struct svc_done d;
	struct str result;
	struct fail f;
	size_t n = web_uploads(q, "bukti", &u);
	enum err e = web_text(q, "hasil", 2000, true, &result, &f);

	if (!e)
		e = svc_tray_complete_with(w->svc, web_actor(q), tray_ref(q), result, u, n, &d, &f);
	web_ended(w, q, r, e, &f, "complete");
}

void web_tray_withdraw(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_ref ref = { http_arg_int(q, 1), http_get_int(q, "versi") };
	struct svc_done d;
	struct fail f;
	enum err e = svc_tray_withdraw(w->svc, web_actor(q), ref, &d, &f);

	web_ended(w, q, r, e, &f, "withdraw");
}

void web_act_attach(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_upload *u;
	struct svc_done d;
	struct str taken;
	struct fail f;
	size_t n;
	enum err e = web_scans(w, q, "pindaian", &u, &n, &taken, &f);

	if (!e)
		e = n ? svc_letter_attach(w->svc, web_actor(q), web_ref(q), u, n, STR("pindaian"), &d,
		                          &f)
		      : FAIL(&f, ERR_INVALID, "no-file", "pindaian",
		             "Belum ada berkas yang dipilih; pilih PDF, JPEG, PNG atau TIFF.");
	if (!e && taken.n)
		svc_scanner_taken(w->svc, taken);
	web_ended(w, q, r, e, &f, "attach");
}
