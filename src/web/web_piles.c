/* web_piles.c - piles that were scanned in one go: shown, then taken. */
#include "pile_view.h"
#include "svc_pile.h"
#include "svc_scanner.h"
#include "svc_ticks.h"
#include "web.h"

#define SOON_MS 250
#define ENOUGH  12 /* then the page itself says how far it is */

static void list(struct web *w, struct http_req *q, struct http_res *r, const struct fail *why)
{
	struct arena *a = q->arena;
	struct svc_waiting *s;
	struct piles_view v = { .csrf = q->csrf, .fault = why ? str_c(why->text) : STR("") };
	struct buf b = BUF_MAX(1u << 20);

	v.piles_n = svc_scanner_list(w->svc, web_actor(q), a, &s);
	struct web_pile_row *o = ARENA_ARRAY(a, struct web_pile_row, v.piles_n + 1);

	for (size_t i = 0; i < v.piles_n; i++)
		o[i] = (struct web_pile_row){ .name = s[i].name,
			.note = arena_fmt(a, "%.*s · %lld KB", STR_ARG(web_when(w, a, s[i].at_ms)),
			                  (long long)(s[i].size + 1023) / 1024),
			.link = url_path(a, "/pindaian/tumpukan/%s", url_part(a, s[i].name)) };
	v.piles = o;
	if (why)
		r->status = err_http_status(why->code);
	view_piles(&b, &v);
	web_show(w, q, r, "Pindaian tumpukan", WEB_IN, &b);
}

void web_piles(void *app, struct http_req *q, struct http_res *r)
{
	list(app, q, r, NULL);
}

void web_pile_upload(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_upload *up;
	struct str name;
	struct fail f;
	size_t n = web_uploads(q, "tumpukan", &up);
	enum err e = n ? svc_pile_put(w->svc, web_actor(q), q->arena, &up[0], &name, &f)
	               : FAIL(&f, ERR_INVALID, "missing", "tumpukan", "Pilih dahulu berkas tumpukannya.");

	if (e)
		list(w, q, r, &f);
	else
		http_redirect(r, q->arena, arena_fmt(q->arena, "/pindaian/tumpukan/%s",
		                                     url_part(q->arena, name)));
}

void web_pile_picture(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str png = STR("");
	struct fail f;
	int64_t no = http_arg_int(q, 1);
	enum err e = svc_pile_picture(w->svc, web_actor(q), q->arena, q->args[0],
	                              no > 0 && no < 10000 ? (int)no : 0, &png, &f);

	web_picture(w, q, r, e, &f, png);
}

/* ---- one pile, parted ---- */

struct sorting {
	struct web *w;
	struct http_req *q;
	const struct svc_pile *p;
	struct svc_pile_part *parts;
	bool  *asked;   /* of a part: its number was typed, it needs no tick */
	size_t parts_n; /* parts[0]: pages before the first sheet, no letter */
	bool   sent;    /* the form came: ticks are its own */
};

static struct str field_of(struct arena *a, const char *what, int page)
{
	return arena_fmt(a, "%s-%d", what, page);
}

/* Which letter begins on that page; *begins false: the one before goes on. */
static enum err beginning(struct sorting *t, int no, bool *begins, bool *typed,
                          const struct svc_pile_letter **letter, struct fail *f)
{
	struct arena *a = t->q->arena;
	const struct svc_pile_page *g = &t->p->pages[no - 1];
	const char *field = arena_cstr(a, field_of(a, "surat", no));
	struct str by_hand = str_trim(http_get(t->q, field));

	*typed = by_hand.n > 0;
	*begins = *typed || g->code.n || g->several;
	*letter = g->letter;
	return *typed ? svc_pile_find(t->w->svc, web_actor(t->q), a, by_hand, field, letter, f) : ERR_OK;
}

/* The sheet of a part goes behind what it stood before. */
static void sheet_last(const struct svc_pile *p, struct svc_pile_part *part)
{
	int first = part->n ? part->pages[0] : 0;

	if (!first || !p->pages[first - 1].code.n)
		return;
	part->sheet_only = part->n == 1;
	for (size_t i = 1; i < part->n; i++)
		part->pages[i - 1] = part->pages[i];
	part->pages[part->n - 1] = first;
}

static enum err sort(struct sorting *t, struct fail *f)
{
	struct arena *a = t->q->arena;
	size_t room = (size_t)t->p->count + 1;
	enum err e = ERR_OK;

	t->parts = ARENA_ARRAY(a, struct svc_pile_part, room);
	t->asked = ARENA_ARRAY(a, bool, room);
	t->parts_n = 1;
	for (int no = 1; no <= t->p->count; no++) {
		const struct svc_pile_letter *letter;
		struct svc_pile_part *part;
		bool begins, typed;
		struct fail ignored;
		enum err one;

		one = beginning(t, no, &begins, &typed, &letter, e ? &ignored : f);
		e = e ? e : one; /* the first is told; the rest is shown all the same */
		if (begins) {
			t->parts[t->parts_n].letter = letter;
			t->asked[t->parts_n++] = typed;
		}
		part = &t->parts[t->parts_n - 1];
		part->pages[part->n++] = no;
	}
	return e;
}

static struct web_pile_page page_of(struct sorting *t, int no)
{
	struct arena *a = t->q->arena;
	const struct svc_pile_page *g = &t->p->pages[no - 1];
	struct str field = field_of(a, "surat", no);

	return (struct web_pile_page){ .no = arena_fmt(a, "%d", no),
		.label = arena_fmt(a, "Halaman %d%s", no, g->code.n ? ", lembar dengan kode QR" : ""),
		.field = field, .typed = web_kept(t->q, arena_cstr(a, field), ""),
		.src = url_path(a, "/pindaian/tumpukan/%s/halaman/%d", url_part(a, t->p->name), no),
		.failed = g->failed, .ask = !g->letter };
}

static struct str note_of(const struct svc_pile_page *g, const struct svc_pile_part *part,
                          bool before)
{
	if (before)
		return STR("Halaman sebelum lembar yang pertama: belum ada suratnya. Ketik nomor "
		           "agendanya di bawah halaman pertamanya, atau biarkan di folder pemindai.");
	if (g->several)
		return STR("Ada lembar dari beberapa surat di halaman ini. Ketik nomor agenda surat yang "
		           "mulai di sini.");
	if (!part->letter)
		return STR("Kode di lembar ini bukan surat yang dapat Anda beri pindaian.");
	if (part->sheet_only)
		return STR("Hanya lembarnya, tanpa halaman surat: dilampirkan sebagai foto disposisi.");
	return part->letter->scanned ? STR("Surat ini sudah punya pindaian; yang ini menambahnya.")
	                             : STR("");
}

static void fill_part(struct sorting *t, size_t i, struct web_pile_part *o)
{
	struct arena *a = t->q->arena;
	struct svc_pile_part *part = &t->parts[i];
	const struct svc_pile_letter *l = part->letter;
	const struct svc_pile_page *g = &t->p->pages[part->pages[0] - 1];
	struct web_pile_page *pages = ARENA_ARRAY(a, struct web_pile_page, part->n);
	int first = part->pages[0];

	for (size_t k = 0; k < part->n; k++)
		pages[k] = page_of(t, part->pages[k]);
	part->sheet_only = g->code.n && part->n == 1;
	*o = (struct web_pile_part){ .tick = field_of(a, "ambil", first), .pages = pages,
		.pages_n = part->n, .note = note_of(g, part, i == 0), .may = l != NULL,
		.title = l          ? arena_fmt(a, "Agenda %.*s", STR_ARG(l->agenda))
		         : g->code.n ? g->code
		                     : STR("Tanpa lembar"),
		.party = l ? l->party : STR(""), .subject = l ? l->subject : STR(""),
		.fault = part->fault.p ? part->fault : STR("") };
	o->on = t->sent ? http_on(t->q, arena_cstr(a, o->tick)) || t->asked[i]
	                : l && !part->sheet_only && !l->scanned;
	o->done = l && !part->fault.n;
	o->link = l ? url_path(a, "/surat/%lld/", (long long)l->id) : url_path(a, "/pindaian/tumpukan");
}

static const struct web_pile_part *fill_parts(struct sorting *t, size_t *n)
{
	struct web_pile_part *o = ARENA_ARRAY(t->q->arena, struct web_pile_part, t->parts_n);

	*n = 0;
	for (size_t i = 0; i < t->parts_n; i++)
		if (t->parts[i].n)
			fill_part(t, i, &o[(*n)++]);
	return o;
}

static void show(struct web *w, struct http_req *q, struct http_res *r, const struct svc_pile *p,
                 struct sorting *t, const struct fail *why)
{
	struct arena *a = q->arena;
	struct buf b = BUF_MAX(4u << 20);
	struct pile_view v = { .csrf = q->csrf, .fault = why ? str_c(why->text) : STR(""),
		.name = p->name, .mark = p->mark, .broken = p->broken,
		.ready = p->count && p->done == p->count,
		.progress = p->count ? arena_fmt(a, "%d dari %d halaman", p->done, p->count)
		                     : STR("halamannya dihitung"),
		.action = url_path(a, "/pindaian/tumpukan/%s", url_part(a, p->name)) };

	v.sheets = STR("");
	if (v.ready) {
		struct svc_seen_sheet *all;
		size_t n = svc_ticks_sheets(a, p, &all);

		v.parts = fill_parts(t, &v.parts_n);
		v.sheets = n ? arena_fmt(a, "%zu", n) : STR("");
		v.ticks = url_path(a, "/pindaian/tumpukan/%s/centang?lembar=1", url_part(a, p->name));
	}
	else if (!p->broken)
		http_res_header(r, a, "Refresh", STR("2"));
	if (why)
		r->status = err_http_status(why->code);
	view_pile(&b, &v);
	web_show(w, q, r, "Pindaian tumpukan", WEB_IN, &b);
}

void web_pile(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_pile p;
	struct sorting t = { .w = w, .q = q, .p = &p };
	struct fail f;
	enum err e = svc_pile_open(w->svc, web_actor(q), q->arena, q->args[0], &p, &f);

	if (!e && p.count && p.done == p.count)
		e = sort(&t, &f);
	if (e) {
		web_fault(w, q, r, &f);
		return;
	}
	if (!p.broken && p.done < (p.count ? p.count : 1) && q->again < ENOUGH)
		r->later_ms = SOON_MS;
	show(w, q, r, &p, &t, NULL);
}

/* ---- taking ---- */

/* Those that are ticked, or whose number was typed. */
static size_t chosen(struct sorting *t, struct svc_pile_part *out)
{
	size_t n = 0;

	for (size_t i = 1; i < t->parts_n; i++) {
		struct svc_pile_part *part = &t->parts[i];
		struct str tick = field_of(t->q->arena, "ambil", part->pages[0]);

		if (!part->letter ||
		    !(t->asked[i] || http_on(t->q, arena_cstr(t->q->arena, tick))))
			continue;
		out[n] = *part;
		sheet_last(t->p, &out[n++]);
	}
	return n;
}

static void done(struct web *w, struct http_req *q, struct http_res *r,
                 const struct svc_pile_part *parts, size_t n, struct str left)
{
	struct arena *a = q->arena;
	struct buf b = BUF_MAX(1u << 20);
	struct web_pile_part *o = ARENA_ARRAY(a, struct web_pile_part, n + 1);
	struct pile_done_view v = { .left = left, .parts = o, .parts_n = n,
		.left_link = url_path(a, "/pindaian/tumpukan/%s", url_part(a, left)) };

	for (size_t i = 0; i < n; i++)
		o[i] = (struct web_pile_part){ .title = parts[i].letter->agenda,
			.party = parts[i].letter->party, .subject = parts[i].letter->subject,
			.fault = parts[i].fault, .done = !parts[i].fault.n,
			.link = url_path(a, "/surat/%lld/", (long long)parts[i].letter->id) };
	view_pile_done(&b, &v);
	web_show(w, q, r, "Tumpukan dipilah", WEB_IN, &b);
}

void web_pile_take(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_pile p;
	struct sorting t = { .w = w, .q = q, .p = &p, .sent = true };
	struct svc_pile_part *parts;
	struct str left;
	struct fail f;
	size_t n = 0;
	enum err e = svc_pile_open(w->svc, web_actor(q), q->arena, q->args[0], &p, &f);

	if (e || !p.count || p.done < p.count) { /* read anew first: its cache was emptied */
		if (e)
			web_fault(w, q, r, &f);
		else
			show(w, q, r, &p, &t, NULL);
		return;
	}
	p.mark = http_get(q, "tanda");
	parts = ARENA_ARRAY(q->arena, struct svc_pile_part, (size_t)p.count + 1);
	if (!(e = sort(&t, &f))) {
		n = chosen(&t, parts);
		e = svc_pile_take(w->svc, web_actor(q), q->arena, &p, parts, n, &left, &f);
	}
	if (e)
		show(w, q, r, &p, &t, &f);
	else
		done(w, q, r, parts, n, left);
}
