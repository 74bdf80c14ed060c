/* api_invite.c - invitations: the calendar, one at its letter, and who goes. */
#include "api.h"
#include "svc_invite.h"

static enum err query_days(struct api *p, struct http_req *q, struct day *from,
			   struct day *to, struct fail *f)
{
	static const char *const NAMES[] = {"from", "to", "as", NULL};
	struct day today = day_at(clock_ms(p->svc->clock), p->svc->zone);
	enum err e = api_query_only(q, NAMES, f);

	*from = today;
	*to = day_from_number(day_number(today) + 6);
	if (e)
		return e;
	if ((http_get(q, "from").n && !day_parse(http_get(q, "from"), from)) ||
	    (http_get(q, "to").n && !day_parse(http_get(q, "to"), to)))
		return FAIL(f, ERR_INVALID, "bad-date", "from",
			    "Tanggal from dan to ditulis seperti 2026-11-22.");
	return ERR_OK;
}

static void put_invite(struct jw *w, struct arena *a, const struct svc_invite *i)
{
	jw_obj(w, NULL);
	jw_int(w, "letter_id", i->letter_id);
	jw_int(w, "version", i->letter_version);
	jw_str(w, "start", time_iso(a, i->start_ms));
	jw_str(w, "end", time_iso(a, i->end_ms));
	jw_str(w, "place", i->place);
	jw_str(w, "subject", i->subject);
	jw_str(w, "sender", i->sender);
	jw_str(w, "attend", i->attend.n ? i->attend : (struct str){NULL, 0});
	jw_str(w, "by", i->by.n ? i->by : (struct str){NULL, 0});
	jw_bool(w, "clash", i->clash);
	jw_obj_end(w);
}

void api_invites(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_invite *v;
	struct day from, to;
	size_t n;
	struct jw w;
	struct fail f;

	if (query_days(p, q, &from, &to, &f) ||
	    svc_invites(p->svc, api_actor(q), q->arena, from, to, &v, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	if (str_eqc(http_get(q, "as"), "ics")) {
		r->type = "text/calendar; charset=utf-8";
		buf_add(&r->body, svc_invites_ics(p->svc, q->arena, v, n));
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "invitations");
	for (size_t i = 0; i < n; i++)
		put_invite(&w, q->arena, &v[i]);
	jw_arr_end(&w);
	jw_obj_end(&w);
}

static bool minutes(struct str v, int *out)
{
	int64_t h, m;
	struct str hours;

	*out = 0;
	if (!v.n)
		return true;
	if (!str_cut(&v, ':', &hours) || !str_to_int(hours, &h) || !str_to_int(v, &m) ||
	    h < 0 || h > 23 || m < 0 || m > 59)
		return false;
	*out = (int)(h * 60 + m);
	return true;
}

void api_invite_set(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"date", "start", "end", "place", NULL};
	struct api *p = app;
	struct svc_invite_in in = {.place = STR("")};
	struct svc_done d = {0};
	const struct json *j;
	struct str start, end;
	struct fail f;
	enum err e;

	if (!(e = api_body(q, KEYS, &j, &f)) && !(e = api_day(j, "date", &in.day, &f)) &&
	    !(e = api_text(q->arena, j, "start", 5, false, &start, &f)) &&
	    !(e = api_text(q->arena, j, "end", 5, false, &end, &f)) &&
	    !(e = api_text(q->arena, j, "place", 200, false, &in.place, &f)) &&
	    (!start.n || !minutes(start, &in.start_min) || !minutes(end, &in.end_min)))
		e = FAIL(&f, ERR_INVALID, "bad-time", "start",
			 "Isian start dan end ditulis seperti 09:00.");
	if (!e)
		e = svc_invite_set(p->svc, api_actor(q), http_arg_int(q, 0), &in, &d, &f);
	if (e)
		api_fault(r, &f, 0);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_invite_attend(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"attend", "by", NULL};
	struct api *p = app;
	struct svc_done d = {0};
	const struct json *j;
	struct str attend;
	int64_t by = 0;
	struct fail f;
	enum err e;

	if (!(e = api_body(q, KEYS, &j, &f)) &&
	    !(e = api_text(q->arena, j, "attend", 20, false, &attend, &f)) &&
	    !(e = api_int(j, "by", &by, &f)))
		e = svc_invite_attend(p->svc, api_actor(q), api_ref(q), attend, by, &d,
				      &f);
	if (e)
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}
