/* web_notice.c - what the reader's posts are told. */
#include "notices_view.h"
#include "svc_notice.h"
#include "web.h"

void web_notices(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	struct notices_view v = {.csrf = q->csrf, .upto = STR("0")};
	struct buf b = BUF_MAX(1u << 20);
	struct svc_notice *s;
	struct web_notice *o;
	struct fail f;

	if (svc_notices(w->svc, web_actor(q), a, &s, &v.rows_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	o = ARENA_ARRAY(a, struct web_notice, v.rows_n + 1);
	for (size_t i = 0; i < v.rows_n; i++) {
		o[i] = (struct web_notice){
			.id = arena_fmt(a, "%lld", (long long)s[i].id),
			.label = str_c(notice_label(s[i].kind)),
			.position = s[i].position,
			.words = s[i].words,
			.number = s[i].number,
			.subject = s[i].subject,
			.due = s[i].due_ms ? web_when(w, a, s[i].due_ms - 1) : STR(""),
			.at = web_when(w, a, s[i].created_ms),
			.read = s[i].read,
			.late = s[i].kind == NOTICE_PAST || s[i].kind == NOTICE_GIVEN ||
				s[i].kind == NOTICE_ANSWER,
			.linked = s[i].letter_id || s[i].matter_id,
			.link = s[i].matter_id ? url_path(a, "/perkara/%lld/",
							  (long long)s[i].matter_id)
					       : url_path(a, "/surat/%lld/",
							  (long long)s[i].letter_id)};
		v.unread = v.unread || !s[i].read;
	}
	if (v.rows_n)
		v.upto = o[0].id;
	v.any = v.rows_n > 0;
	v.rows = o;
	view_notices(&b, &v);
	web_show(w, q, r, "Pemberitahuan", WEB_NONE, &b);
}

void web_notices_read(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct fail f;

	if (svc_notice_read(w->svc, web_actor(q), 0, http_get_int(q, "sampai"), &f))
		web_fault(w, q, r, &f);
	else
		http_redirect(r, q->arena, STR("/pemberitahuan"));
}
