/* web_bulk.c - several letters chosen in a list: asked once, done, taken back. */
#include "bulk_view.h"
#include "svc_bulk.h"
#include "svc_route.h"
#include "web_desk.h"

/* What is offered where, in the office's words. */
static const struct offer {
	const char *shelf;
	enum flow_act act;
	const char *choose, *ask, *done;
} OFFERS[] = {
	{"periksa", ACT_CHECK, "Sudah diperiksa …", "Tandai sudah diperiksa",
	 "ditandai sudah diperiksa"},
	{"menunggu-disposisi", ACT_DISPOSE, "Disposisi dengan templat …", "Disposisikan",
	 "didisposisi"},
	{"distribusi", ACT_DISTRIBUTE, "Distribusikan …", "Distribusikan",
	 "didistribusikan"},
	{"diketahui", ACT_READ, "Tandai sudah dibaca …", "Tandai sudah dibaca",
	 "ditandai sudah dibaca"},
	{"arsip", ACT_FILE, "Arsipkan …", "Arsipkan", "diarsipkan"},
};

static const struct offer *offer_at(struct str shelf)
{
	for (size_t i = 0; i < sizeof OFFERS / sizeof *OFFERS; i++)
		if (str_eqc(shelf, OFFERS[i].shelf))
			return &OFFERS[i];
	return NULL;
}

static const struct offer *offer_of(enum flow_act act)
{
	for (size_t i = 0; i < sizeof OFFERS / sizeof *OFFERS; i++)
		if (OFFERS[i].act == act)
			return &OFFERS[i];
	return NULL;
}

void web_bulk_offer(struct web *w, struct http_req *q, struct str shelf,
		    struct rows_view *v)
{
	const struct offer *o = offer_at(shelf);
	struct arena *a = q->arena;
	struct svc_bulk b;
	struct fail f;
	int64_t id = http_get_int(q, "kelompok");

	if (!o)
		return;
	v->csrf = q->csrf;
	v->bulk_label = str_c(o->choose);
	v->bulk = url_path(a, "/meja/%s/pilih", o->shelf);
	v->all = url_path(a, "/meja/%s?semua=1&dari=%lld", o->shelf,
			  (long long)http_get_int(q, "dari"));
	if (!id || svc_bulk_get(w->svc, web_actor(q), a, id, &b, &f))
		return;
	v->did = arena_fmt(a, "%zu surat %s.", b.good, o->done);
	v->undoable = b.undoable;
	v->undo = url_path(a, "/kelompok/%lld/urungkan", (long long)id);
}

const struct web_row *web_picks(struct http_req *q, const struct svc_list *l,
				bool offered, const struct web_row *rows)
{
	struct web_row *o;
	bool all = http_get_int(q, "semua") != 0;

	if (!offered)
		return rows;
	o = ARENA_ARRAY(q->arena, struct web_row, l->n + 1);
	for (size_t i = 0; i < l->n; i++) {
		o[i] = rows[i];
		o[i].pick = arena_fmt(q->arena, "%lld:%lld", (long long)l->rows[i].id,
				      (long long)l->rows[i].version);
		o[i].picked = all;
	}
	return o;
}

/* "ID:VERSION" of each box. */
static enum err chosen(struct http_req *q, struct svc_ref *v, size_t *n, struct fail *f)
{
	struct str one, id;

	*n = 0;
	for (size_t i = 0; http_each(q, "pilih", &i, &one); (*n)++) {
		if (*n == SVC_BULK_MAX)
			return FAIL(f, ERR_LIMIT, "too-many", "pilih",
				    "Paling banyak %d surat sekaligus; kerjakan sebagian "
				    "dulu.",
				    SVC_BULK_MAX);
		if (!str_cut(&one, ':', &id) || !str_to_int(id, &v[*n].id) ||
		    !str_to_int(one, &v[*n].version))
			return FAIL(f, ERR_INVALID, "wrong-type", "pilih",
				    "Pilihan surat tidak dikenal; muat ulang daftarnya.");
	}
	return ERR_OK;
}

static void split(struct arena *a, const struct svc_bulk *b, struct bulk_view *v)
{
	struct web_bulk_row *good = ARENA_ARRAY(a, struct web_bulk_row, b->n + 1);
	struct web_bulk_row *bad = ARENA_ARRAY(a, struct web_bulk_row, b->n + 1);

	for (size_t i = 0; i < b->n; i++) {
		const struct svc_bulk_row *r = &b->rows[i];
		struct web_bulk_row o = {
			.name = r->name,
			.why = r->why,
			.value = arena_fmt(a, "%lld:%lld", (long long)r->letter.id,
					   (long long)r->letter.version),
			.link = url_path(a, "/surat/%lld/", (long long)r->letter.id)};

		if (r->why.n)
			bad[v->bad_n++] = o;
		else
			good[v->good_n++] = o;
	}
	v->good = good;
	v->bad = bad;
}

static void show(struct web *w, struct http_req *q, struct http_res *r,
		 struct bulk_view *v)
{
	struct buf b = BUF_MAX(1u << 20);

	v->csrf = q->csrf;
	view_bulk(&b, v);
	web_show(w, q, r, v->title.p, WEB_DESK, &b);
}

static void ask(struct web *w, struct http_req *q, struct http_res *r,
		const struct offer *o, const struct fail *why)
{
	struct svc_ref refs[SVC_BULK_MAX];
	struct svc_bulk_in in = {.act = o->act, .letters = refs};
	struct svc_bulk b;
	struct bulk_view v = {.ask = true,
			      .fault = why ? str_c(why->text) : STR(""),
			      .folder = web_kept(q, "berkas", ""),
			      .place = web_kept(q, "tempat", ""),
			      .file = o->act == ACT_FILE,
			      .dispose = o->act == ACT_DISPOSE};
	struct fail f;

	if (chosen(q, refs, &in.n, &f) ||
	    svc_bulk_look(w->svc, web_actor(q), q->arena, &in, &b, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	split(q->arena, &b, &v);
	if (v.dispose)
		v.templates = web_route_options(w, q, &v.templates_n);
	if (v.dispose && !v.templates_n)
		v.fault = STR("Belum ada templat disposisi; buat dulu di Templat "
			      "disposisi.");
	v.title = str_c(o->ask);
	v.said = arena_fmt(q->arena, "%s: %zu surat%s.", o->ask, v.good_n,
			   v.bad_n ? arena_fmt(q->arena, "; %zu tidak dapat", v.bad_n).p
				   : "");
	v.go = arena_fmt(q->arena, "%s %zu surat", o->ask, v.good_n);
	v.action = url_path(q->arena, "/meja/%s/kerjakan", o->shelf);
	v.back = url_path(q->arena, "/meja/%s", o->shelf);
	if (why)
		r->status = err_http_status(why->code);
	show(w, q, r, &v);
}

static const struct offer *offer_here(struct web *w, struct http_req *q,
				      struct http_res *r)
{
	const struct offer *o = offer_at(q->args[0]);
	struct fail f;

	if (o)
		return o;
	(void)FAIL(&f, ERR_NOTFOUND, "no-shelf", NULL,
		   "Bagian meja ini tidak mengerjakan beberapa surat sekaligus.");
	web_fault(w, q, r, &f);
	return NULL;
}

void web_bulk_ask(void *app, struct http_req *q, struct http_res *r)
{
	const struct offer *o = offer_here(app, q, r);

	if (o)
		ask(app, q, r, o, NULL);
}

/* What was done, when something was not. */
static void told(struct web *w, struct http_req *q, struct http_res *r,
		 const struct svc_bulk *b, const struct offer *o, const char *did)
{
	struct bulk_view v = {
		.title = str_c(o->ask),
		.undoable = b->undoable && b->id,
		.undo = url_path(q->arena, "/kelompok/%lld/urungkan", (long long)b->id),
		.back = url_path(q->arena, "/meja/%s", o->shelf)};

	split(q->arena, b, &v);
	v.said = arena_fmt(q->arena, "%zu surat %s; %zu tidak.", b->good, did,
			   b->n - b->good);
	show(w, q, r, &v);
}

void web_bulk_do(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	const struct offer *o = offer_here(w, q, r);
	struct svc_ref refs[SVC_BULK_MAX];
	struct svc_dispose give = {.note = STR("")};
	struct svc_bulk_in in = {.letters = refs, .dispose = &give};
	struct svc_bulk b;
	struct fail f;
	enum err e;

	if (!o)
		return;
	in.act = o->act;
	if (!(e = chosen(q, refs, &in.n, &f)) &&
	    !(e = web_text(q, "berkas", 200, false, &in.folder, &f)) &&
	    !(e = web_text(q, "tempat", 200, false, &in.place, &f)) &&
	    o->act == ACT_DISPOSE)
		e = svc_route_dispose(w->svc, q->arena, http_get_int(q, "templat"), &give,
				      &f);
	if (!e && o->act == ACT_FILE && !in.folder.n)
		e = FAIL(&f, ERR_INVALID, "missing", "berkas",
			 "Berkas belum diisi; tulis nama berkas tempat surat disimpan.");
	if (!e)
		e = svc_bulk_do(w->svc, web_actor(q), q->arena, &in, &b, &f);
	if (e)
		ask(w, q, r, o, &f);
	else if (b.good < b.n)
		told(w, q, r, &b, o, o->done);
	else
		http_redirect(r, q->arena,
			      arena_fmt(q->arena, "/meja/%s?kelompok=%lld", o->shelf,
					(long long)b.id));
}

void web_bulk_undo(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	const struct offer *o;
	struct svc_bulk b;
	struct fail f;

	if (svc_bulk_undo(w->svc, web_actor(q), q->arena, http_arg_int(q, 0), &b, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	o = offer_of(b.act);
	if (b.good < b.n)
		told(w, q, r, &b, o, "diurungkan");
	else
		http_redirect(r, q->arena,
			      arena_fmt(q->arena, "/meja/%s?ok=undone", o->shelf));
}
