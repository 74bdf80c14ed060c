/* Dispositions by telephone or WhatsApp: recorded, confirmed or corrected; and Ingatkan. */
#include "head_view.h"
#include "svc_told.h"
#include "web.h"

void web_act_told(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_dispose in = { 0 };
	struct svc_done d;
	struct fail f;
	enum err e = web_read_dispose(q, &in, &f);

	in.told = web_kept(q, "cara", "-");
	in.told_at = http_get(q, "waktu");
	if (!e)
		e = svc_incoming_dispose(w->svc, web_actor(q), web_ref(q), &in, &d, &f);
	web_ended(w, q, r, e, &f, "told");
}

void web_told_confirm(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct fail f;
	enum err e = svc_told_confirm(w->svc, web_actor(q), web_ref(q), http_arg_int(q, 1), &d, &f);

	if (!e && http_on(q, "meja"))
		http_redirect(r, q->arena, STR("/disposisi?ok=confirm"));
	else
		web_ended(w, q, r, e, &f, "confirm");
}

void web_tray_remind(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_ref ref = { http_arg_int(q, 1), http_get_int(q, "versi") };
	struct svc_done d;
	struct fail f;
	enum err e = svc_tray_remind(w->svc, web_actor(q), ref, &d, &f);

	web_ended(w, q, r, e, &f, "remind");
}

/* The desk's own address, with what was told ticked: one tap sends it corrected. */
static struct url correct_at(struct arena *a, const struct svc_told *t)
{
	struct buf b = BUF_MAX(4096);
	struct str words = t->to_ids, codes = t->codes, one;

	while (words.n && str_cut(&words, ' ', &one))
		buf_fmt(&b, "&kepada=%.*s", STR_ARG(one));
	while (codes.n && str_cut(&codes, ' ', &one))
		buf_fmt(&b, "&instruksi=%.*s", STR_ARG(one));
	return url_path(a, "/disposisi?surat=%lld&betulkan=%lld%s", (long long)t->letter_id,
	                (long long)t->id, arena_cstr(a, buf_keep(&b, a)));
}

enum err web_fill_told(struct web *w, struct http_req *q, struct head_view *v, struct fail *f)
{
	struct arena *a = q->arena;
	struct svc_told *t;
	enum err e = svc_told_waiting(w->svc, web_actor(q), a, &t, &v->told_by_word_n, f);

	if (e)
		return e;
	struct web_told *o = ARENA_ARRAY(a, struct web_told, v->told_by_word_n + 1);

	for (size_t i = 0; i < v->told_by_word_n; i++)
		o[i] = (struct web_told){ .subject = t[i].subject, .agenda = t[i].agenda,
			.to = str_or_empty(t[i].to), .asked = str_or_empty(t[i].asked),
			.note = str_or_empty(t[i].note), .csrf = q->csrf,
			.how = arena_fmt(a, "lewat %.*s %.*s, dicatat %.*s", STR_ARG(t[i].how),
			                 STR_ARG(web_when(w, a, t[i].told_ms)), STR_ARG(t[i].by)),
			.version = arena_fmt(a, "%lld", (long long)t[i].version),
			.letter = url_path(a, "/surat/%lld/", (long long)t[i].letter_id),
			.confirm = url_path(a, "/surat/%lld/konfirmasi/%lld", (long long)t[i].letter_id,
			                    (long long)t[i].id),
			.correct = correct_at(a, &t[i]) };
	v->told_by_word = o;
	return ERR_OK;
}
