/* /v/{code}: what anyone may know of a recorded letter (S1, L4). */
#include "svc_outgoing.h"
#include "verify_view.h"
#include "web.h"

void web_verify(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_verify s = { 0 };
	struct buf b = BUF_MAX(64 << 10);
	struct fail f;
	struct str code = str_head(q->args[0], 40);

	if (svc_verify(w->svc, q->arena, code, &s, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct verify_view v = { .known = s.known, .secret = s.secret, .withdrawn = s.withdrawn,
		.wet = str_eqc(s.sign_kind, "basah"), .electronic = str_eqc(s.sign_kind, "elektronik"),
		.replaced = s.replaced_by.n > 0, .office = s.office.p ? s.office : STR(""),
		.number = s.number.p ? s.number : STR(""), .day = day_long(q->arena, s.day),
		.subject = s.subject.p ? s.subject : STR(""),
		.replaced_by = s.replaced_by.p ? s.replaced_by : STR(""),
		.withdrawn_by = s.withdrawn_by.p ? s.withdrawn_by : STR(""),
		.rectified = s.rectified_by.n > 0,
		.rectified_by = s.rectified_by.p ? s.rectified_by : STR(""), .code = code };

	if (!s.known)
		r->status = 404;
	view_verify(&b, &v);
	web_show(w, q, r, "Pemeriksaan surat", WEB_NONE, &b);
}
