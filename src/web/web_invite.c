/* web_invite.c - the calendar of invitations, and one at its letter. */
#include "invites_view.h"
#include "letter_view.h"
#include "svc_invite.h"
#include "utf8.h"
#include "web_desk.h"

static struct str clock_words(struct web *w, struct arena *a, int64_t from, int64_t to)
{
	int s = minute_of_day(from, w->svc->zone), e = minute_of_day(to, w->svc->zone);

	return arena_fmt(a, "%02d.%02d–%02d.%02d", s / 60, s % 60, e / 60, e % 60);
}

static struct str answer_words(struct arena *a, const struct svc_invite *i)
{
	if (str_eqc(i->attend, "hadir"))
		return STR("Dihadiri");
	if (str_eqc(i->attend, "tidak"))
		return STR("Tidak dihadiri");
	return i->by.n ? arena_fmt(a, "Diwakili oleh " STR_FMT, STR_ARG(i->by)) : STR("");
}

static bool heads(const struct http_req *q)
{
	const struct actor *a = web_actor(q);

	for (size_t i = 0; i < a->posts_n; i++)
		if (str_starts(a->posts[i].role, STR("kepala")))
			return true;
	return false;
}

static const struct web_invite *rows_of(struct web *w, struct http_req *q,
					const struct svc_invite *v, size_t n)
{
	struct arena *a = q->arena;
	struct web_invite *o = ARENA_ARRAY(a, struct web_invite, n + 1);
	size_t posts_n;
	const struct web_option *posts = web_posts_of(w, q, &posts_n);
	bool may = heads(q);

	for (size_t i = 0; i < n; i++) {
		struct str day = day_full(a, day_at(v[i].start_ms, w->svc->zone));

		o[i] = (struct web_invite){
			.day = day,
			.begins = !i || !str_eq(day, o[i - 1].day),
			.time = clock_words(w, a, v[i].start_ms, v[i].end_ms),
			.subject = v[i].subject,
			.sender = v[i].sender,
			.place = v[i].place,
			.answer = answer_words(a, &v[i]),
			.off = str_eqc(v[i].attend, "tidak"),
			.clash = v[i].clash_with,
			.clashes = v[i].clash,
			.csrf = q->csrf,
			.version = arena_fmt(a, "%lld", (long long)v[i].letter_version),
			.link = url_path(a, "/surat/%lld/", (long long)v[i].letter_id),
			.attend = url_path(a, "/surat/%lld/hadir",
					   (long long)v[i].letter_id),
			.may = may && !v[i].attend.n,
			.posts = posts,
			.posts_n = posts_n};
	}
	return o;
}

struct span {
	struct day from, to;
	bool week;
};

/* The day asked for, or today; a week begins on Monday. */
static enum err span_of(struct web *w, struct http_req *q, struct span *s, struct fail *f)
{
	struct day d;
	int64_t n;
	enum err e = web_day(q, "tanggal", &d, f);

	if (e)
		return e;
	if (day_none(d))
		d = day_at(clock_ms(w->svc->clock), w->svc->zone);
	s->week = !str_eqc(http_get(q, "tampil"), "hari");
	n = day_number(d);
	if (s->week)
		n -= (day_weekday(d) + 6) % 7;
	s->from = day_from_number(n);
	s->to = day_from_number(n + (s->week ? 6 : 0));
	return ERR_OK;
}

static struct url at_day(struct arena *a, struct day d, int64_t ahead, bool week)
{
	return url_path(a, "/undangan?tampil=%s&tanggal=%s", week ? "pekan" : "hari",
			day_iso(a, day_from_number(day_number(d) + ahead)).p);
}

void web_invites(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	struct invites_view v = {.said = STR("")};
	struct svc_invite *l;
	struct span s;
	size_t clash = 0;
	struct buf b = BUF_MAX(2u << 20);
	struct fail f;

	if (span_of(w, q, &s, &f) ||
	    svc_invites(w->svc, web_actor(q), a, s.from, s.to, &l, &v.rows_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	v.rows = rows_of(w, q, l, v.rows_n);
	for (size_t i = 0; i < v.rows_n; i++)
		clash += l[i].clash;
	if (clash)
		v.said = arena_fmt(a, "%zu undangan bentrok waktunya.", clash);
	v.is_week = s.week;
	v.title = s.week ? arena_fmt(a, "Undangan %s sampai %s", day_long(a, s.from).p,
				     day_long(a, s.to).p)
			 : arena_fmt(a, "Undangan %s", day_full(a, s.from).p);
	v.before = at_day(a, s.from, s.week ? -7 : -1, s.week);
	v.after = at_day(a, s.from, s.week ? 7 : 1, s.week);
	v.now = url_path(a, "/undangan?tampil=%s", s.week ? "pekan" : "hari");
	v.week = at_day(a, s.from, 0, true);
	v.one_day = at_day(a, s.from, 0, false);
	v.ics = url_path(a, "/undangan.ics");
	view_invites(&b, &v);
	web_show(w, q, r, "Undangan", WEB_INVITES, &b);
}

/* From a month back to a year ahead: what a telephone's calendar takes in at once. */
void web_invites_ics(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	int64_t today = day_number(day_at(clock_ms(w->svc->clock), w->svc->zone));
	struct svc_invite *l;
	size_t n;
	struct fail f;

	if (svc_invites(w->svc, web_actor(q), q->arena, day_from_number(today - 31),
			day_from_number(today + 366), &l, &n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	r->type = "text/calendar; charset=utf-8";
	http_named(r, q->arena, false, STR("undangan.ics"));
	buf_add(&r->body, svc_invites_ics(w->svc, q->arena, l, n));
}

/* "09.00", "9:00", "0900"; empty: -1. */
static enum err minutes(struct http_req *q, const char *name, int *out, struct fail *f)
{
	struct str v = str_trim(http_get(q, name));
	int64_t n = 0;
	size_t digits = 0;

	*out = -1;
	if (!v.n)
		return ERR_OK;
	for (size_t i = 0; i < v.n; i++) {
		if (v.p[i] == '.' || v.p[i] == ':')
			continue;
		if (v.p[i] < '0' || v.p[i] > '9' || ++digits > 4)
			n = 99999;
		else
			n = n * 10 + (v.p[i] - '0');
	}
	if (digits <= 2)
		n *= 100;
	if (n / 100 > 23 || n % 100 > 59)
		return FAIL(f, ERR_INVALID, "bad-time", name,
			    "Jam pada isian %s ditulis seperti 09.00.", name);
	*out = (int)(n / 100 * 60 + n % 100);
	return ERR_OK;
}

enum err web_invite_typed(struct http_req *q, struct svc_invite_in *in, struct fail *f)
{
	int end = -1;
	enum err e;

	*in = (struct svc_invite_in){.place = STR("")};
	if ((e = web_day(q, "tanggal_acara", &in->day, f)) ||
	    (e = minutes(q, "jam", &in->start_min, f)) ||
	    (e = minutes(q, "sampai", &end, f)) ||
	    (e = web_text(q, "tempat_acara", 200, false, &in->place, f)))
		return e;
	in->end_min = end > 0 ? end : 0;
	if (day_none(in->day) && (in->start_min >= 0 || in->place.n))
		return FAIL(f, ERR_INVALID, "missing", "tanggal_acara",
			    "Hari acara undangan belum diisi.");
	if (!day_none(in->day) && (in->start_min < 0 || !in->place.n))
		return FAIL(f, ERR_INVALID, "missing", in->place.n ? "jam" : "tempat_acara",
			    "Undangan perlu hari, jam dan tempat; lengkapi, atau kosongkan "
			    "ketiganya.");
	return ERR_OK;
}

enum err web_invite_late(struct web *w, struct http_req *q, int64_t letter,
			 const struct svc_invite_in *in, struct fail *f)
{
	struct svc_done d;

	return svc_invite_set(w->svc, web_actor(q), letter, in, &d, f);
}

void web_invite_set(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_invite_in in;
	struct fail f;
	enum err e = web_invite_typed(q, &in, &f);

	if (!e)
		e = web_invite_late(w, q, http_arg_int(q, 0), &in, &f);
	web_ended(w, q, r, e, &f, "schedule");
}

void web_invite_attend(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct fail f;
	enum err e =
		svc_invite_attend(w->svc, web_actor(q), web_ref(q), http_get(q, "jawab"),
				  http_get_int(q, "oleh"), &d, &f);

	if (!e && str_eqc(http_get(q, "ke"), "undangan"))
		http_redirect(r, q->arena, STR("/undangan?ok=attend"));
	else
		web_ended(w, q, r, e, &f, "attend");
}

static bool says_invitation(struct arena *a, struct str subject)
{
	struct str low = utf8_fold(a, subject);

	return str_find(low, STR("undangan")) < low.n;
}

void web_invite_fill(struct web *w, struct http_req *q, const struct svc_letter *l,
		     struct letter_view *v)
{
	struct arena *a = q->arena;
	struct svc_invite i;
	struct fail f;
	bool handles = v->can_code || v->can_check || v->can_dispose || v->can_attach ||
		       v->can_forward || v->can_complete;

	if (!l->row.incoming || !v->content ||
	    svc_invite_get(w->svc, web_actor(q), a, l->row.id, &i, &f))
		return;
	v->can_schedule = handles && !i.version;
	v->asked = says_invitation(a, str_or_empty(l->row.subject));
	if (!i.version)
		return;
	v->invited = arena_fmt(a, STR_FMT ", pukul " STR_FMT ", " STR_FMT,
			       STR_ARG(day_full(a, day_at(i.start_ms, w->svc->zone))),
			       STR_ARG(clock_words(w, a, i.start_ms, i.end_ms)),
			       STR_ARG(i.place));
	v->answer = answer_words(a, &i);
	v->can_attend = heads(q) && !i.attend.n;
	if (v->can_attend)
		v->stand_ins = web_posts_of(w, q, &v->stand_ins_n);
	v->can_reschedule = handles;
	v->event_day = day_iso(a, day_at(i.start_ms, w->svc->zone));
	v->event_place = i.place;
	v->calendar = at_day(a, day_at(i.start_ms, w->svc->zone), 0, false);
}
