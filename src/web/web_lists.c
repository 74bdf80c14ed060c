#include "inbox_view.h"
#include "late_view.h"
#include "svc_calendar.h"
#include "svc_find.h"
#include "svc_outgoing.h"
#include "web.h"
#include "web_desk.h"

/* What waits for the book of the one who keeps it, outside every list of letters. */
static void fill_inbox(struct web *w, struct http_req *q, struct rows_view *v)
{
	struct svc_inbox_row *in;
	size_t n;
	struct fail f;

	if (svc_unit_inbox(w->svc, web_actor(q), q->arena, &in, &n, &f))
		return;
	v->has_inbox = n > 0;
	v->inbox_n = arena_fmt(q->arena, "%zu", n);
}

/* Letters he disposes are cleared one after the other on a page of their own. */
static void fill_queue(struct http_req *q, struct rows_view *v, const struct svc_list *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += str_eqc(l->rows[i].doing, flow_act_label(ACT_DISPOSE));
	v->has_queue = n > 0;
	v->queue_n = arena_fmt(q->arena, "%zu", n);
}

/* What was asked stays asked on the next page. */
static struct url next_page(struct http_req *q, int64_t after)
{
	static const char *const KEPT[] = { "q", "arah", "keadaan", "pengirim", "kode", "sejak",
		"sampai" };
	struct buf b = BUF_MAX(8192);

	for (size_t i = 0; i < sizeof KEPT / sizeof *KEPT; i++) {
		struct str v = http_get(q, KEPT[i]);

		if (v.n)
			buf_fmt(&b, "&%s=%s", KEPT[i], url_part(q->arena, v));
	}
	struct url u = url_path(q->arena, "%.*s?dari=%lld%.*s", STR_ARG(q->path), (long long)after,
	                        STR_ARG(buf_str(&b)));

	buf_free(&b);
	return u;
}

void web_rows_page(struct web *w, struct http_req *q, struct http_res *r, struct rows_view *v,
                   const struct svc_list *l, enum web_menu at)
{
	struct buf b = BUF_MAX(8u << 20);

	v->rows = web_picks(q, l, v->bulk_label.n > 0, web_rows(w, q->arena, l));
	v->rows_n = l->n;
	v->keeper = web_keeper(q);
	if (at == WEB_DESK) {
		fill_queue(q, v, l);
		web_shelves_fill(w, q, v->at_shelf, v);
	}
	if (v->keeper && (at == WEB_DESK || at == WEB_IN))
		fill_inbox(w, q, v);
	int64_t count = l->count > (int64_t)l->n ? l->count : (int64_t)l->n;

	v->count = arena_fmt(q->arena, count >= 1000 ? "%lld+" : "%lld", (long long)count);
	v->has_more = l->next != 0;
	if (l->next)
		v->more = next_page(q, l->next);
	view_rows(&b, v);
	web_show(w, q, r, v->title.p, at, &b);
}

void web_desk(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_list l;
	struct fail f;
	struct rows_view v = { .title = STR("Meja kerja"),
		.empty = STR("Meja Anda bersih. Surat yang menunggu Anda akan tampil di sini.") };

	if (svc_worklist(w->svc, web_actor(q), q->arena, &l, &f) ||
	    ((web_keeper(q) || web_actor(q)->admin) &&
	     svc_clock_notice(w->svc, q->arena, &v.notice, &f))) {
		web_fault(w, q, r, &f);
		return;
	}
	if (!v.notice.n && (web_keeper(q) || web_actor(q)->admin))
		v.notice = svc_calendar_notice(w->svc, q->arena);
	web_rows_page(w, q, r, &v, &l, WEB_DESK);
}

static void found(struct web *w, struct http_req *q, struct http_res *r, struct svc_find *in,
                  struct rows_view *v, enum web_menu at)
{
	struct svc_list l;
	struct fail f;

	in->cursor = http_get_int(q, "dari");
	in->limit = 30;
	if (svc_find(w->svc, web_actor(q), q->arena, in, &l, &f))
		web_fault(w, q, r, &f);
	else
		web_rows_page(w, q, r, v, &l, at);
}

void web_in_list(void *app, struct http_req *q, struct http_res *r)
{
	struct svc_find in = { .direction = STR("in") };
	struct rows_view v = { .title = STR("Surat masuk"), .is_in = true,
		.empty = STR("Belum ada surat masuk. Tekan n untuk mencatat yang pertama.") };

	found(app, q, r, &in, &v, WEB_IN);
}

void web_out_list(void *app, struct http_req *q, struct http_res *r)
{
	struct svc_find in = { .direction = STR("out") };
	struct rows_view v = { .title = STR("Surat keluar"), .is_out = true,
		.empty = STR("Belum ada surat keluar. Tekan n untuk memulai konsep.") };

	found(app, q, r, &in, &v, WEB_OUT);
}

/* A state under its label; the SOP calls two rows of review by one name. */
static struct str choice(struct arena *a, enum flow_state s)
{
	const char *more = s == FS_REVIEWED   ? ", menunggu pemeriksaan berikutnya"
	                   : s == FS_APPROVED ? ", menunggu tanda tangan"
	                                      : "";

	return arena_fmt(a, "%s%s", flow_state_label(s), more);
}

static const struct web_option *states(struct arena *a, struct str on, size_t *n)
{
	struct web_option *o = ARENA_ARRAY(a, struct web_option, FS__COUNT + 1);

	*n = 0;
	o[(*n)++] = (struct web_option){ STR(""), STR("semua"), !on.n };
	for (int i = 0; i < FS__COUNT; i++) {
		struct str word = str_c(flow_state_word((enum flow_state)i));

		o[(*n)++] = (struct web_option){ word, choice(a, (enum flow_state)i), str_eq(on, word) };
	}
	return o;
}

static const struct web_option *directions(struct arena *a, struct str on, size_t *n)
{
	const struct web_option all[] = { { STR(""), STR("masuk dan keluar"), !on.n },
		{ STR("in"), STR("masuk"), str_eqc(on, "in") },
		{ STR("out"), STR("keluar"), str_eqc(on, "out") } };
	struct web_option *o = ARENA_ARRAY(a, struct web_option, 3);

	memcpy(o, all, sizeof all);
	*n = 3;
	return o;
}

void web_find(void *app, struct http_req *q, struct http_res *r)
{
	struct svc_find in = { 0 };
	struct fail f;
	struct arena *a = q->arena;
	struct rows_view v = { .title = STR("Pencarian"), .is_find = true,
		.empty = STR("Tidak ditemukan. Coba sebagian nomor, nama pengirim, atau satu kata dari halnya."),
		.q = web_kept(q, "q", ""), .sender = web_kept(q, "pengirim", ""),
		.class_code = web_kept(q, "kode", ""), .from = web_kept(q, "sejak", ""),
		.to = web_kept(q, "sampai", "") };

	if (web_text(q, "q", 200, false, &in.q, &f) ||
	    web_text(q, "pengirim", 200, false, &in.sender, &f) ||
	    web_text(q, "kode", 40, false, &in.class_code, &f) ||
	    web_text(q, "keadaan", 40, false, &in.state, &f) ||
	    web_text(q, "arah", 3, false, &in.direction, &f) || web_day(q, "sejak", &in.from, &f) ||
	    web_day(q, "sampai", &in.to, &f)) {
		web_fault(app, q, r, &f);
		return;
	}
	v.is_code = !in.class_code.n && web_class_is(app, q, in.q);
	if (v.is_code)
		v.by_code = url_path(a, "/cari?kode=%s", url_part(a, in.q));
	v.directions = directions(a, in.direction, &v.directions_n);
	v.states = states(a, in.state, &v.states_n);
	found(app, q, r, &in, &v, WEB_FIND);
}

void web_unscanned(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_list l;
	struct fail f;
	struct rows_view v = { .title = STR("Belum dipindai"), .is_in = true,
		.empty = STR("Semua surat sudah dipindai.") };

	if (svc_unscanned(w->svc, web_actor(q), q->arena, &l, &f))
		web_fault(w, q, r, &f);
	else
		web_rows_page(w, q, r, &v, &l, WEB_IN);
}

void web_to_file(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_list l;
	struct fail f;
	struct rows_view v = { .title = STR("Belum diarsipkan"), .is_in = true,
		.intro = STR("Surat yang sudah didisposisi dan ditindaklanjuti harus diarsipkan."),
		.empty = STR("Tidak ada surat yang menunggu diarsipkan.") };

	if (svc_to_file(w->svc, web_actor(q), q->arena, &l, &f))
		web_fault(w, q, r, &f);
	else
		web_rows_page(w, q, r, &v, &l, WEB_IN);
}

void web_late(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	struct svc_late *s;
	struct late_view v = { 0 };
	struct buf b = BUF_MAX(1u << 20);
	struct fail f;

	if (svc_dispatch_late(w->svc, web_actor(q), a, &s, &v.rows_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct web_late *o = ARENA_ARRAY(a, struct web_late, v.rows_n + 1);

	for (size_t i = 0; i < v.rows_n; i++)
		o[i] = (struct web_late){ .number = s[i].number, .subject = s[i].subject,
			.addressee = s[i].addressee, .channel = s[i].channel,
			.due = day_long(a, s[i].due), .sent = web_when(w, a, s[i].at_ms),
			.received = s[i].received_ms ? web_when(w, a, s[i].received_ms) : STR(""),
			.linked = s[i].letter_id != 0,
			.link = url_path(a, "/surat/%lld/", (long long)s[i].letter_id) };
	v.rows = o;
	view_late(&b, &v);
	web_show(w, q, r, "Terlambat sampai", WEB_OUT, &b);
}

void web_inbox(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_inbox_row *in;
	struct inbox_view v = { 0 };
	struct buf b = BUF_MAX(1u << 20);
	struct fail f;

	if (svc_unit_inbox(w->svc, web_actor(q), q->arena, &in, &v.rows_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct web_inbox *o = ARENA_ARRAY(q->arena, struct web_inbox, v.rows_n + 1);

	for (size_t i = 0; i < v.rows_n; i++)
		o[i] = (struct web_inbox){ .from = in[i].from_book, .sender = in[i].sender,
			.number = in[i].number, .subject = in[i].subject, .note = in[i].note,
			.when = web_when(w, q->arena, in[i].at_ms), .csrf = q->csrf,
			.link = url_path(q->arena, "/surat/%lld/", (long long)in[i].letter_id),
			.enter = url_path(q->arena, "/kotak-masuk/%lld/agendakan",
			                  (long long)in[i].inbox_id) };
	v.rows = o;
	view_inbox(&b, &v);
	web_show(w, q, r, "Kotak Masuk unit", WEB_IN, &b);
}

void web_inbox_enter(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_registered done;
	struct fail f;

	if (svc_unit_enter(w->svc, web_actor(q), q->arena, http_arg_int(q, 0), &done, &f))
		web_fault(w, q, r, &f);
	else
		web_done(q, r, done.id, "enter");
}
