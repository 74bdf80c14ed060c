/* web_ticks.c - signed lembar disposisi of a pile, one after another: what was read,
 * beside the sheet; Enter records it. */
#include "svc_ticks.h"
#include "ticks_view.h"
#include "web.h"

#define SOON_MS 250
#define ENOUGH  16 /* then the page itself says how far it is */

struct turning {
	struct web *w;
	struct http_req *q;
	struct svc_pile p;
	struct svc_seen_sheet *all;
	size_t n, at; /* at: from 1; 0: none */
};

static bool ready(const struct svc_pile *p)
{
	return p->count && p->done == p->count;
}

static enum err open_at(struct turning *t, int64_t at, struct fail *f)
{
	enum err e = svc_pile_open(t->w->svc, web_actor(t->q), t->q->arena, t->q->args[0],
				   &t->p, f);

	if (e || !ready(&t->p))
		return e;
	t->n = svc_ticks_sheets(t->q->arena, &t->p, &t->all);
	if (!t->n)
		return FAIL(f, ERR_NOTFOUND, "no-sheet", NULL,
			    "Tidak ada lembar disposisi yang centangnya dapat dibaca di "
			    "berkas ini.");
	t->at = at < 1 ? 1 : at > (int64_t)t->n ? t->n : (size_t)at;
	return ERR_OK;
}

static struct url link_to(const struct turning *t, size_t at)
{
	return url_path(t->q->arena, "/pindaian/tumpukan/%s/centang?lembar=%d",
			url_part(t->q->arena, t->p.name), (int)at);
}

static struct url picture_of(const struct turning *t, const char *what)
{
	return url_path(t->q->arena, "/pindaian/tumpukan/%s/%s/%d",
			url_part(t->q->arena, t->p.name), what, (int)t->at);
}

/* ---- what was read, or what was sent ---- */

static bool sent_with(const struct http_req *q, const char *name, struct str value)
{
	struct str v;

	for (size_t i = 0; http_each(q, name, &i, &v);)
		if (str_eq(v, value))
			return true;
	return false;
}

static struct web_ticked box_of(const struct turning *t, const struct svc_ticks *k,
				size_t i)
{
	const struct svc_sheet_box *b = &k->plan.box[i];
	const char *name = b->position ? "kepada" : "instruksi";
	bool again = t->q->method != HTTP_GET;

	return (struct web_ticked){.name = str_c(name),
				   .value = b->code,
				   .label = str_or_empty(b->label),
				   .doubt = k->tick[i] == SVC_DOUBT && !k->lost,
				   .note = b->gone && k->tick[i] != SVC_EMPTY
						   ? STR("tidak berlaku lagi; pilih "
							 "penggantinya di Jabatan lain")
						   : STR(""),
				   .on = again ? sent_with(t->q, name, b->code)
					       : k->tick[i] == SVC_TICKED};
}

static void fill_boxes(const struct turning *t, const struct svc_ticks *k,
		       struct ticks_view *v)
{
	struct arena *a = t->q->arena;
	struct web_ticked *to = ARENA_ARRAY(a, struct web_ticked, k->plan.n + 1);
	struct web_ticked *act = ARENA_ARRAY(a, struct web_ticked, k->plan.n + 1);
	int doubts = 0;

	for (size_t i = 0; i < k->plan.n; i++) {
		struct web_ticked b = box_of(t, k, i);

		doubts += b.doubt;
		if (k->plan.box[i].position)
			to[v->to_n++] = b;
		else
			act[v->instruct_n++] = b;
	}
	v->to = to;
	v->instruct = act;
	v->doubts = doubts ? arena_fmt(a, "%d", doubts) : STR("");
}

/* Posts that came since the sheet was printed, or stand on no sheet. */
static void fill_others(const struct turning *t, const struct svc_ticks *k,
			struct ticks_view *v)
{
	size_t n;
	const struct web_option *all = web_posts_of(t->w, t->q, &n);
	struct web_option *o = ARENA_ARRAY(t->q->arena, struct web_option, n + 1);

	for (size_t i = 0; i < n; i++) {
		size_t b = 0;

		while (b < k->plan.n && !(k->plan.box[b].position &&
					  str_eq(k->plan.box[b].code, all[i].value)))
			b++;
		if (b == k->plan.n)
			o[v->others_n++] = all[i];
	}
	v->others = web_ticked(t->q, "kepada", t->q->method != HTTP_GET, o, v->others_n);
}

static void fill(const struct turning *t, const struct svc_ticks *k, struct ticks_view *v)
{
	struct arena *a = t->q->arena;

	v->ready = !k->later;
	v->lost = k->lost && !k->failed && !k->why.n;
	v->failed = k->failed && !k->why.n;
	v->none = k->failed || (k->lost && k->why.n);
	v->may = !k->why.n;
	v->why = k->why;
	v->note = k->note;
	v->no_initials = !k->lost && !k->initials;
	v->has_letter = k->letter > 0;
	v->agenda = k->agenda;
	v->party = k->party;
	v->subject = k->subject;
	v->version = arena_fmt(a, "%lld", (long long)k->version);
	v->letter = url_path(a, "/surat/%lld/", (long long)k->letter);
	v->sheet = picture_of(t, "lembar");
	v->note_picture = picture_of(t, "catatan");
	fill_boxes(t, k, v);
	fill_others(t, k, v);
}

static void show(const struct turning *t, struct http_res *r, const struct svc_ticks *k,
		 const struct fail *why)
{
	struct http_req *q = t->q;
	struct arena *a = q->arena;
	struct buf b = BUF_MAX(1u << 20);
	struct ticks_view v = {
		.csrf = q->csrf,
		.fault = why ? str_c(why->text) : STR(""),
		.why = STR(""),
		.doubts = STR(""),
		.name = t->p.name,
		.mark = t->p.mark,
		.at = arena_fmt(a, "%zu", t->at),
		.of = arena_fmt(a, "%zu", t->n),
		.progress =
			t->at ? STR("centangnya dicari")
			      : arena_fmt(a, "%d dari %d halaman", t->p.done, t->p.count),
		.typed_note = web_kept(q, "catatan", ""),
		.due = web_kept(q, "batas", ""),
		.answer = http_on(q, "minta_jawaban"),
		.action = link_to(t, t->at),
		.pile = url_path(a, "/pindaian/tumpukan/%s", url_part(a, t->p.name)),
		.has_before = t->at > 1,
		.has_after = t->at < t->n,
		.before = link_to(t, t->at - 1),
		.after = link_to(t, t->at + 1)};

	if (k)
		fill(t, k, &v);
	if (!v.ready)
		http_res_header(r, a, "Refresh", STR("2"));
	if (why)
		r->status = err_http_status(why->code);
	view_ticks(&b, &v);
	web_show(t->w, q, r, "Centang lembar disposisi", WEB_IN, &b);
}

/* The next sheet is read while she looks at this one. */
static void soon(const struct turning *t)
{
	struct svc_ticks k;
	struct fail f;

	if (t->at < t->n && svc_ticks_read(t->w->svc, web_actor(t->q), t->q->arena, &t->p,
					   &t->all[t->at], &k, &f))
		return; /* told when it is its turn */
}

void web_ticks(void *app, struct http_req *q, struct http_res *r)
{
	struct turning t = {.w = app, .q = q};
	struct svc_ticks k = {.later = true};
	struct fail f;
	enum err e = open_at(&t, http_get_int(q, "lembar"), &f);

	if (!e && t.at)
		e = svc_ticks_read(t.w->svc, web_actor(q), q->arena, &t.p,
				   &t.all[t.at - 1], &k, &f);
	if (e) {
		web_fault(t.w, q, r, &f);
		return;
	}
	if (k.later && q->again < ENOUGH)
		r->later_ms = SOON_MS;
	else if (!k.later)
		soon(&t);
	show(&t, r, t.at && !k.later ? &k : NULL, NULL);
}

static void picture(struct web *w, struct http_req *q, struct http_res *r, bool note)
{
	struct turning t = {.w = w, .q = q};
	struct str png = STR("");
	struct fail f;
	enum err e = open_at(&t, http_arg_int(q, 1), &f);

	if (!e && !t.at)
		e = FAIL(&f, ERR_BUSY, "page-later", NULL, "Halaman masih dibaca.");
	if (!e)
		e = svc_ticks_picture(w->svc, web_actor(q), q->arena, &t.p,
				      &t.all[t.at - 1], note, &png, &f);
	web_picture(w, q, r, e, &f, png);
}

void web_ticks_sheet(void *app, struct http_req *q, struct http_res *r)
{
	picture(app, q, r, false);
}

void web_ticks_note(void *app, struct http_req *q, struct http_res *r)
{
	picture(app, q, r, true);
}

/* ---- recording ---- */

static void after(const struct turning *t, struct http_res *r, bool all)
{
	struct arena *a = t->q->arena;
	struct url next = t->at < t->n ? link_to(t, t->at + 1)
				       : url_path(a, "/pindaian/tumpukan/%s?x=1",
						  url_part(a, t->p.name));

	if (all)
		http_redirect(r, a, STR("/pindaian/tumpukan?ok=dispose"));
	else
		http_redirect(r, a,
			      arena_fmt(a, STR_FMT "&ok=dispose", STR_ARG(next.raw)));
}

void web_ticks_record(void *app, struct http_req *q, struct http_res *r)
{
	struct turning t = {.w = app, .q = q};
	struct svc_dispose in = {0};
	struct svc_ticks k = {.later = true};
	struct fail f, again;
	bool all = false;
	enum err e = open_at(&t, http_get_int(q, "lembar"), &f);

	if (e || !t.at) {
		if (e)
			web_fault(t.w, q, r, &f);
		else
			show(&t, r, NULL,
			     NULL); /* read anew first: its cache was emptied */
		return;
	}
	t.p.mark = http_get(q, "tanda");
	e = web_read_dispose(q, &in, &f);
	if (!e)
		e = svc_ticks_record(t.w->svc, web_actor(q), q->arena, &t.p,
				     &t.all[t.at - 1], http_get_int(q, "versi"), &in,
				     &all, &f);
	if (!e) {
		after(&t, r, all);
		return;
	}
	if (svc_ticks_read(t.w->svc, web_actor(q), q->arena, &t.p, &t.all[t.at - 1], &k,
			   &again))
		web_fault(t.w, q, r, &f);
	else
		show(&t, r, k.later ? NULL : &k, &f);
}
