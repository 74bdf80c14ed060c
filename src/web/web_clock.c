/* web_clock.c - a letter's deadline and its answer; the list of answers that are owed. */
#include "clock_view.h"
#include "svc_answer.h"
#include "svc_letter.h"
#include "svc_more_time.h"
#include "web.h"

static void fill_more(struct web *w, struct http_req *q, const struct svc_more_time *s,
		      size_t n, struct clock_view *v)
{
	struct arena *a = q->arena;
	struct web_more *o = ARENA_ARRAY(a, struct web_more, n + 1);
	long long letter = (long long)http_arg_int(q, 0);

	for (size_t i = 0; i < n; i++)
		o[i] = (struct web_more){
			.by = s[i].by,
			.when = web_when(w, a, s[i].asked_ms),
			.to = day_long(a, s[i].to),
			.reason = s[i].reason,
			.answer = s[i].answer,
			.answered = s[i].answered_by,
			.csrf = q->csrf,
			.open = s[i].open,
			.granted = s[i].granted,
			.may = s[i].may_answer,
			.grant = url_path(a, "/surat/%lld/perpanjang/%lld/setuju", letter,
					  (long long)s[i].id),
			.refuse = url_path(a, "/surat/%lld/perpanjang/%lld/tolak", letter,
					   (long long)s[i].id)};
	v->more = o;
	v->more_n = n;
}

static void fill_answer(struct web *w, struct http_req *q, const struct svc_answer *s,
			struct clock_view *v)
{
	struct arena *a = q->arena;

	v->owed = s->owed;
	v->answered = s->answer_id != 0;
	v->was_waived = s->ended_ms != 0;
	v->waived = s->reason;
	v->answer_link = url_path(a, "/surat/%lld/", (long long)s->answer_id);
	v->answer = s->owed ? arena_fmt(a,
					"Ditunggu " STR_FMT " sejak " STR_FMT
					", %d hari%s" STR_FMT,
					STR_ARG(s->position),
					STR_ARG(web_when(w, a, s->asked_ms)), s->age_days,
					s->due_ms ? ", batas " : "",
					STR_ARG(s->due_ms ? web_when(w, a, s->due_ms - 1)
							  : STR("")))
			    : STR("");
}

static void page(struct web *w, struct http_req *q, struct http_res *r,
		 const struct fail *why)
{
	struct arena *a = q->arena;
	int64_t id = http_arg_int(q, 0);
	struct clock_view v = {.csrf = q->csrf,
			       .fault = why ? str_c(why->text) : STR("")};
	struct svc_letter l = {0};
	struct svc_answer answer;
	struct svc_more_time *more;
	size_t n;
	struct buf b = BUF_MAX(1u << 20);
	struct fail f;

	if (svc_letter_get(w->svc, web_actor(q), a, id, &l, &v.content, &f) ||
	    svc_answer_get(w->svc, web_actor(q), a, id, &answer, &f) ||
	    svc_more_times(w->svc, web_actor(q), a, id, &more, &n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	v.title =
		l.row.incoming ? str_or_empty(l.row.agenda) : str_or_empty(l.row.number);
	v.subject = l.row.hidden ? STR("RAHASIA") : str_or_empty(l.row.subject);
	v.where = str_or_empty(l.where);
	v.near = l.row.clock.near;
	v.overdue = l.row.clock.overdue;
	v.has_due = l.row.clock.due_ms != 0;
	v.due = v.has_due ? web_when(w, a, l.row.clock.due_ms - 1) : STR("");
	v.set_by = STR("");
	v.back = url_path(a, "/surat/%lld/", (long long)id);
	v.to = why ? web_kept(q, "sampai", "") : STR("");
	v.reason = why ? web_kept(q, "alasan", "") : STR("");
	v.number = why ? web_kept(q, "nomor", "") : STR("");
	v.note = why ? web_kept(q, "catatan", "") : STR("");
	fill_more(w, q, more, n, &v);
	fill_answer(w, q, &answer, &v);
	if (why)
		r->status = err_http_status(why->code);
	view_clock(&b, &v);
	web_show(w, q, r, "Waktu dan balasan", l.row.incoming ? WEB_IN : WEB_OUT, &b);
}

void web_letter_clock(void *app, struct http_req *q, struct http_res *r)
{
	page(app, q, r, NULL);
}

static void ended(struct web *w, struct http_req *q, struct http_res *r, enum err e,
		  const struct fail *f)
{
	if (e)
		page(w, q, r, f);
	else
		http_redirect(r, q->arena,
			      arena_fmt(q->arena, "/surat/%lld/waktu?ok=done",
					(long long)http_arg_int(q, 0)));
}

void web_more_time(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct day to;
	struct str reason;
	struct fail f;
	enum err e = web_day(q, "sampai", &to, &f);

	if (!e && !(e = web_text(q, "alasan", 500, false, &reason, &f)))
		e = svc_more_time_ask(w->svc, web_actor(q), http_arg_int(q, 0), to,
				      reason, &f);
	ended(w, q, r, e, &f);
}

static void decide(struct web *w, struct http_req *q, struct http_res *r, bool grant)
{
	struct str words;
	int64_t letter;
	struct fail f;
	enum err e = web_text(q, "alasan", 500, false, &words, &f);

	if (!e)
		e = svc_more_time_answer(w->svc, web_actor(q), http_arg_int(q, 1), grant,
					 words, &letter, &f);
	ended(w, q, r, e, &f);
}

void web_more_time_grant(void *app, struct http_req *q, struct http_res *r)
{
	decide(app, q, r, true);
}

void web_more_time_refuse(void *app, struct http_req *q, struct http_res *r)
{
	decide(app, q, r, false);
}

void web_answer_ask(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct day due;
	struct str note;
	struct fail f;
	enum err e = web_day(q, "sampai", &due, &f);

	if (!e && !(e = web_text(q, "catatan", 500, false, &note, &f)))
		e = svc_answer_ask(w->svc, web_actor(q), http_arg_int(q, 0), due, note,
				   &f);
	ended(w, q, r, e, &f);
}

void web_answer_link(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str number;
	struct fail f;
	enum err e = web_text(q, "nomor", 200, false, &number, &f);

	if (!e)
		e = svc_answer_link(w->svc, web_actor(q), http_arg_int(q, 0), number, 0,
				    &f);
	ended(w, q, r, e, &f);
}

void web_answer_waive(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str reason;
	struct fail f;
	enum err e = web_text(q, "alasan", 500, false, &reason, &f);

	if (!e)
		e = svc_answer_waive(w->svc, web_actor(q), http_arg_int(q, 0), reason,
				     &f);
	ended(w, q, r, e, &f);
}

void web_answers(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	struct answers_view v = {.rows_n = 0};
	struct buf b = BUF_MAX(1u << 20);
	struct svc_answer_row *s;
	struct web_owed *o;
	struct fail f;

	if (svc_answers(w->svc, web_actor(q), a, &s, &v.rows_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	o = ARENA_ARRAY(a, struct web_owed, v.rows_n + 1);
	for (size_t i = 0; i < v.rows_n; i++) {
		const struct svc_row *row = &s[i].row;
		const struct svc_answer *x = &s[i].answer;

		o[i] = (struct web_owed){
			.number = row->agenda.n ? row->agenda : str_or_empty(row->number),
			.subject =
				row->hidden ? STR("RAHASIA") : str_or_empty(row->subject),
			.party = str_or_empty(row->party),
			.way = row->incoming ? STR("harus kita jawab")
					     : STR("menunggu jawaban"),
			.since = day_long(a, day_at(x->asked_ms, w->svc->zone)),
			.age = arena_fmt(a, "%d hari", x->age_days),
			.due = x->due_ms
				       ? day_long(a, day_at(x->due_ms - 1, w->svc->zone))
				       : STR(""),
			.who = x->position,
			.note = x->note,
			.near = x->near,
			.overdue = x->overdue,
			.link = url_path(a, "/surat/%lld/waktu",
					 (long long)x->letter_id)};
	}
	v.rows = o;
	v.count = arena_fmt(a, "%zu", v.rows_n);
	view_answers(&b, &v);
	web_show(w, q, r, "Balasan yang ditunggu", WEB_NONE, &b);
}
