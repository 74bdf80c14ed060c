/* Mutasi: many holders out of one table; looked at line by line, then done as one. */
#include "moves_view.h"
#include "svc_moves.h"
#include "svc_sheet.h"
#include "web_admin.h"

static enum err read_in(struct http_req *q, struct svc_moves_in *in, struct fail *f)
{
	struct svc_upload *u;
	enum err e = web_text(q, "tabel", 1u << 20, true, &in->table, f);

	if (!e)
		e = web_day(q, "mulai", &in->from, f);
	if (!e)
		e = web_text(q, "surat", 200, false, &in->letter_no, f);
	if (!e)
		e = web_day(q, "tanggal_surat", &in->letter_day, f);
	if (!e && web_uploads(q, "berkas", &u) == 1)
		e = svc_sheet_read(q->arena, u[0].path, &in->table, f);
	return e;
}

static void fill_rows(struct arena *a, const struct svc_moves *m, struct moves_view *v)
{
	struct web_move_row *o = ARENA_ARRAY(a, struct web_move_row, m->n + 1);

	for (size_t i = 0; i < m->n; i++) {
		const struct svc_moves_row *r = &m->rows[i];
		bool plain = !r->kind.n || str_eqc(r->kind, "definitif");

		o[i] = (struct web_move_row){ .line = arena_fmt(a, "%d", r->line), .post = r->post,
			.person = r->person, .former = r->former, .left = r->left, .fault = r->fault,
			.kind = plain ? STR("") : web_kind_label(r->kind),
			.from = day_none(r->from) ? STR("") : day_long(a, r->from),
			.wrong = r->fault.n > 0, .was = r->former.n > 0, .leaves = r->left.n > 0 };
	}
	v->rows = o;
	v->rows_n = m->n;
	v->tried = true;
	v->wrong = m->faults > 0;
	v->said = m->faults ? arena_fmt(a, "%zu dari %zu baris belum benar; betulkan tabelnya di "
	                                   "bawah, lalu periksa lagi. Belum ada yang diubah.",
	                                m->faults, m->n)
	                    : arena_fmt(a, "%zu baris siap. Semuanya dilakukan sekaligus, dan dapat "
	                                   "dibatalkan sampai sehari sebelum tanggalnya.",
	                                m->n);
}

static enum err fill_past(struct web *w, struct http_req *q, struct moves_view *v, struct fail *f)
{
	struct svc_move_past *p;
	struct arena *a = q->arena;
	enum err e = svc_moves_list(w->svc, web_actor(q), a, &p, &v->past_n, f);
	struct web_move_past *o = ARENA_ARRAY(a, struct web_move_past, v->past_n + 1);

	for (size_t i = 0; !e && i < v->past_n; i++)
		o[i] = (struct web_move_past){ .letter = p[i].letter_no,
			.from = day_long(a, p[i].from), .at = web_when(w, a, p[i].at_ms),
			.rows = arena_fmt(a, "%lld jabatan", (long long)p[i].rows),
			.act = url_path(a, "/pengguna/mutasi/%lld/batal", (long long)p[i].id),
			.csrf = q->csrf, .ask_word = v->ask_word, .undone = p[i].undone,
			.open = p[i].open };
	v->past = o;
	return e;
}

static void page(struct web *w, struct http_req *q, struct http_res *r, const struct actor *me,
                 const struct svc_moves_in *in, const struct svc_moves *m, const struct fail *why)
{
	struct moves_view v = { .csrf = q->csrf, .fault = why ? str_c(why->text) : STR(""),
		.ask_word = !me->stepped_up, .password = STR(""), .password_login = STR(""),
		.table = in && in->table.n ? in->table : STR(""), .from = web_kept(q, "mulai", ""),
		.letter = web_kept(q, "surat", ""), .letter_day = web_kept(q, "tanggal_surat", "") };
	struct buf b = BUF_MAX(4u << 20);
	struct fail f;

	if (m && m->n)
		fill_rows(q->arena, m, &v);
	if (fill_past(w, q, &v, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	if (why)
		r->status = err_http_status(why->code);
	view_moves(&b, &v);
	web_show(w, q, r, "Mutasi", WEB_PEOPLE, &b);
}

void web_moves(void *app, struct http_req *q, struct http_res *r)
{
	page(app, q, r, web_actor(q), NULL, NULL, NULL);
}

void web_moves_try(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_moves_in in = { .from = { 0 } };
	struct svc_moves m = { .n = 0 };
	struct fail f;
	enum err e = read_in(q, &in, &f);

	if (!e)
		e = svc_moves_try(w->svc, web_actor(q), q->arena, &in, &m, &f);
	page(w, q, r, web_actor(q), &in, e ? NULL : &m, e ? &f : NULL);
}

void web_moves_do(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_moves_in in = { .from = { 0 } };
	struct svc_moves m = { .n = 0 };
	struct actor me;
	struct fail f, ignored;
	enum err e = web_admin(w, q, &me, &f);

	if (!e)
		e = read_in(q, &in, &f);
	if (!e)
		e = svc_moves_do(w->svc, &me, q->arena, &in, &m, &f);
	if (!e) {
		http_redirect(r, q->arena, STR("/pengguna/mutasi?ok=moved"));
		return;
	}
	if (!in.table.n && read_in(q, &in, &ignored))
		in.table = STR("");
	if (svc_moves_try(w->svc, &me, q->arena, &in, &m, &ignored))
		m.n = 0;
	page(w, q, r, &me, &in, &m, &f);
}

void web_moves_undo(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct actor me;
	struct fail f;
	enum err e = web_admin(w, q, &me, &f);

	if (!e)
		e = svc_moves_undo(w->svc, &me, http_arg_int(q, 0), &f);
	if (e)
		page(w, q, r, &me, NULL, NULL, &f);
	else
		http_redirect(r, q->arena, STR("/pengguna/mutasi?ok=unmoved"));
}
