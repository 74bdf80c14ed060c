/* web_head.c - the head's desk on a phone: one letter, one tap, the next one. */
#include "head_view.h"
#include "svc_head.h"
#include "svc_page.h"
#include "web.h"
#include "web_desk.h"
#include <stdlib.h>

#define OFTEN 6 /* ticks in sight; the others are one tap further */

static struct str number_str(struct arena *a, int64_t n)
{
	return arena_fmt(a, "%lld", (long long)n);
}

/* ---- choices, those chosen most first ---- */

struct weighed {
	struct web_option option;
	int weight;
	size_t at;
};

static int heavier(const void *a, const void *b)
{
	const struct weighed *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return x->at < y->at ? -1 : 1;
}

static void split(struct arena *a, struct weighed *w, size_t n,
		  const struct web_option **often, size_t *often_n,
		  const struct web_option **rest, size_t *rest_n)
{
	struct web_option *o = ARENA_ARRAY(a, struct web_option, n + 1);

	if (n)
		qsort(w, n, sizeof *w, heavier);
	for (size_t i = 0; i < n; i++)
		o[i] = w[i].option;
	*often_n = n < OFTEN ? n : OFTEN;
	*rest_n = n - *often_n;
	*often = o;
	*rest = o + *often_n;
}

/* Those chosen most first; after a refusal as they were ticked. */
static void weigh(struct http_req *q, const char *name, const struct svc_habits *h,
		  const struct web_option *all, size_t n, const struct web_option **often,
		  size_t *often_n, const struct web_option **rest, size_t *rest_n)
{
	struct weighed *o = ARENA_ARRAY(q->arena, struct weighed, n + 1);

	for (size_t i = 0; i < n; i++)
		o[i] = (struct weighed){all[i], svc_habit_weight(h, all[i].value), i};
	split(q->arena, o, n, often, often_n, rest, rest_n);
	*often = web_ticked(q, name, true, *often, *often_n);
	*rest = web_ticked(q, name, true, *rest, *rest_n);
}

static void fill_choices(struct web *w, struct http_req *q, struct head_view *v,
			 const struct svc_habits *h, int64_t book)
{
	size_t n;
	const struct web_option *all = web_posts_of(w, q, &n);

	v->leads = web_ticked(q, "koordinator", true, all, n);
	v->told = web_ticked(q, "tahu", true, all, n);
	v->groups = web_groups_of(w, q, "kelompok", &v->groups_n);
	v->told_groups = web_groups_of(w, q, "kelompok_tahu", &v->told_groups_n);
	v->leads_n = v->told_n = n;
	v->lead_open = http_get(q, "koordinator").n || http_get(q, "tahu").n;
	weigh(q, "kepada", h, all, n, &v->positions, &v->positions_n, &v->others,
	      &v->others_n);
	all = web_instructions_of(q, &n);
	weigh(q, "instruksi", h, all, n, &v->instructions, &v->instructions_n, &v->more,
	      &v->more_n);
	all = web_units_of(w, q, book, &v->units_n);
	v->units = web_ticked(q, "unit", true, all, v->units_n);
}

/* ---- habits as buttons ---- */

static struct str label_of(const struct web_option *o, size_t n, struct str value)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(o[i].value, value))
			return o[i].label;
	}
	return STR("");
}

/* "5", "k5" its coordinator, "t5" told only, "u2" a unit: which, and what is left of it.
 */
static char kind_of(struct str word, struct str *id)
{
	bool lettered =
		word.n && (word.p[0] == 'u' || word.p[0] == 'k' || word.p[0] == 't');

	*id = str_from(word, lettered);
	return lettered ? word.p[0] : ' ';
}

/* "Kasi PAS, Kasi Pelrehsos"; {NULL,0} when one of them is no choice any more. */
static struct str names_of(struct arena *a, const struct head_view *v, struct str words)
{
	struct buf b = BUF_MAX(4096);
	struct str word;

	while (str_cut(&words, ' ', &word)) {
		struct str id;
		char kind = kind_of(word, &id);
		struct str name = kind == 'u' ? label_of(v->units, v->units_n, id)
					      : label_of(v->leads, v->leads_n, id);

		if (!name.n) {
			buf_free(&b);
			return (struct str){NULL, 0};
		}
		buf_fmt(&b, "%s%.*s%s", b.n ? ", " : "", STR_ARG(name),
			kind == 'k'   ? " (koordinator)"
			: kind == 't' ? " (untuk diketahui)"
				      : "");
	}
	return buf_keep(&b, a);
}

static struct str asked_of(struct arena *a, struct str words)
{
	struct buf b = BUF_MAX(4096);
	struct str word;
	size_t n;
	const struct svc_instruction *ins = svc_instructions(&n);

	while (str_cut(&words, ' ', &word))
		for (size_t i = 0; i < n; i++)
			if (str_eqc(word, ins[i].code))
				buf_fmt(&b, "%s%s", b.n ? "; " : "", ins[i].text);
	return buf_keep(&b, a);
}

static void fill_habits(struct http_req *q, struct head_view *v,
			const struct svc_habits *h)
{
	struct web_habit *o = ARENA_ARRAY(q->arena, struct web_habit, SVC_HABITS_MAX);

	for (size_t i = 0; i < h->n; i++) {
		const struct svc_habit *m = &h->most[i];
		struct str to = names_of(q->arena, v, m->to);

		if (to.n)
			o[v->habits_n++] = (struct web_habit){
				arena_fmt(q->arena, "%.*s|%.*s", STR_ARG(m->to),
					  STR_ARG(m->instructions)),
				to, asked_of(q->arena, m->instructions)};
	}
	v->habits = o;
}

/* ---- the page ---- */

static void fill_page(struct web *w, struct http_req *q, struct head_view *v,
		      const struct svc_letter *l)
{
	struct arena *a = q->arena;

	for (size_t i = 0; i < l->files_n && !v->has_page; i++) {
		struct svc_file_pages p = svc_file_pages(w->svc, a, &l->files[i]);

		if (p.none || (p.failed && p.count && p.failed[0]))
			continue;
		v->has_page = true;
		v->page = url_path(a, "/surat/%lld/berkas/%lld/halaman/1",
				   (long long)l->row.id, (long long)l->files[i].id);
		v->pages = p.count > 1
				   ? arena_fmt(a, "1 dari %d halaman; sentuh untuk semua",
					       p.count)
				   : STR("");
	}
}

static void fill_letter(struct http_req *q, struct head_view *v,
			const struct svc_letter *l)
{
	struct arena *a = q->arena;
	long long id = (long long)l->row.id;

	v->has_letter = true;
	v->id = number_str(a, id);
	v->version = number_str(a, l->row.version);
	v->act = url_path(a, "/disposisi/%lld", id);
	v->letter = v->none = url_path(a, "/surat/%lld/", id);
	v->subject = str_or_empty(l->row.subject);
	v->party = str_or_empty(l->sender);
	v->number = str_or_empty(l->row.number);
	v->agenda = str_or_empty(l->row.agenda);
	v->urgency = str_or_empty(l->row.urgency);
	v->urgency_label = web_word_label(l->row.urgency);
	v->secrecy = str_or_empty(l->row.secrecy);
	v->secrecy_label = web_word_label(l->row.secrecy);
	v->due = day_long(a, l->row.due_day);
	v->overdue = l->row.clock.overdue;
	v->sealed = l->sealed;
	v->note = web_kept(q, "catatan", "");
	v->deadline = web_kept(q, "batas", "");
	v->answer = http_on(q, "minta_jawaban");
}

static enum err fill_all(struct web *w, struct http_req *q, struct head_view *v,
			 const struct svc_queue *queue, struct fail *f)
{
	struct svc_letter l = {0};
	struct svc_habits h;
	bool content;
	enum err e = svc_letter_get(w->svc, web_actor(q), q->arena, queue->id, &l,
				    &content, f);

	if (e || (e = svc_head_habits(w->svc, web_actor(q), q->arena, queue->id, &h, f)))
		return e;
	fill_choices(w, q, v, &h, l.book_id);
	fill_habits(q, v, &h);
	if ((e = web_fill_prepared(w, q, v, queue->id, f)))
		return e;
	fill_letter(q, v, &l);
	v->templates = web_route_buttons(w, q, &v->templates_n);
	if (!http_get(q, "versi").n) /* not what was typed and refused */
		web_route_propose(w, q, queue->id, v);
	if (content)
		fill_page(w, q, v, &l);
	return ERR_OK;
}

static void fill_ways(struct http_req *q, struct head_view *v,
		      const struct svc_queue *queue, int64_t cursor)
{
	struct arena *a = q->arena;

	v->cursor = cursor ? number_str(a, cursor) : STR("");
	v->has_skip = v->has_ready = queue->next != 0;
	v->skip = url_path(a, "/disposisi?lewat=%lld", (long long)queue->id);
	v->ready = arena_fmt(a, "/disposisi?lewat=%lld&bukan=%lld&siap=1",
			     (long long)cursor, (long long)queue->id);
}

static enum err fill_sent(struct web *w, struct http_req *q, struct head_view *v,
			  struct fail *f)
{
	int64_t id = http_get_int(q, "terkirim");
	struct svc_sent sent = {.to = STR("")};
	enum err e =
		id ? svc_head_sent(w->svc, web_actor(q), q->arena, id, &sent, f) : ERR_OK;

	v->sent = STR("");
	if (sent.to.n) {
		v->sent = arena_fmt(q->arena, "Terkirim ke %.*s: %.*s", STR_ARG(sent.to),
				    STR_ARG(sent.subject));
		v->has_undo = sent.unread;
		v->undo = url_path(q->arena, "/disposisi/%lld/urungkan", (long long)id);
	} else if (http_get_int(q, "urung")) {
		v->sent = STR("Disposisi ditarik kembali; surat ini menunggu lagi.");
	}
	return e;
}

static struct str left_said(const struct http_req *q)
{
	int64_t n = http_get_int(q, "tertinggal");

	return n ? arena_fmt(q->arena,
			     "%lld surat tidak dapat dikirim seperti yang disiapkan; periksa satu "
			     "per satu.",
			     (long long)n)
		 : STR("");
}

static void show(struct web *w, struct http_req *q, struct http_res *r, int64_t only,
		 const struct fail *why)
{
	struct head_view v = {.csrf = q->csrf, .fault = why ? str_c(why->text) : STR(""),
			       .left = left_said(q),
			       .prepared_at = STR("")};
	int64_t cursor = http_get_int(q, "lewat");
	struct svc_queue queue;
	struct buf b = BUF_MAX(1u << 20);
	struct fail f;
	enum err e = svc_head_queue(w->svc, web_actor(q), q->arena, only, cursor,
				    http_get_int(q, "bukan"), &queue, &f);

	/* one that is corrected waits no more for a disposition, but is on the desk again */
	if (!e && http_get_int(q, "betulkan") && only && queue.id != only)
		queue.id = only;
	v.correcting = http_get_int(q, "betulkan") && queue.id == only
		? number_str(q->arena, http_get_int(q, "betulkan")) : STR("");
	if (!e && !http_get_int(q, "siap"))
		e = web_fill_told(w, q, &v, &f);
	/* what is fetched ahead is not looked at yet: its work has not begun */
	if (!e && queue.id && !http_get_int(q, "siap"))
		e = svc_letter_opened(w->svc, web_actor(q), queue.id, &f);
	if (!e && queue.id)
		e = fill_all(w, q, &v, &queue, &f);
	if (!e)
		e = fill_sent(w, q, &v, &f);
	if (e) {
		web_fault(w, q, r, &f);
		return;
	}
	v.waiting = arena_fmt(q->arena,
			      queue.more ? "lebih dari %zu menunggu" : "%zu menunggu",
			      queue.waiting);
	fill_ways(q, &v, &queue, cursor);
	if (why)
		r->status = err_http_status(why->code);
	view_head(&b, &v);
	web_show(w, q, r, "Disposisi", WEB_DESK, &b);
}

void web_head(void *app, struct http_req *q, struct http_res *r)
{
	show(app, q, r, http_get_int(q, "surat"), NULL);
}

static void redirect(struct http_req *q, struct http_res *r, const char *word, int64_t id)
{
	http_redirect(r, q->arena,
		      arena_fmt(q->arena, "/disposisi?lewat=%lld&%s=%lld",
				(long long)http_get_int(q, "lewat"), word,
				(long long)id));
}

static bool take_word(struct str word, struct svc_dispose *in)
{
	struct str rest;
	char kind = kind_of(word, &rest);
	int64_t id;

	if (!str_to_int(rest, &id) || in->to_n == 32 || in->units_n == 8 ||
	    in->know_n == 32)
		return false;
	if (kind == 'u')
		in->units[in->units_n++] = id;
	else if (kind == 't')
		in->know[in->know_n++] = id;
	else
		in->to[in->to_n++] = id;
	if (kind == 'k')
		in->coordinator = id;
	return true;
}

/* "5 u2|TL LAPOR", as fill_habits() wrote it; whatever else it is, svc refuses. */
static enum err read_habit(struct str value, struct svc_dispose *in, struct fail *f)
{
	struct str to, word;
	bool ok = str_cut(&value, '|', &to);

	while (ok && str_cut(&to, ' ', &word))
		ok = take_word(word, in);
	while (ok && str_cut(&value, ' ', &word)) {
		ok = in->instructions_n < 16;
		if (ok && word.n)
			in->instructions[in->instructions_n++] = word;
	}
	return ok ? ERR_OK
		  : FAIL(f, ERR_INVALID, "wrong-type", "seperti",
			 "Pilihan disposisi tidak dikenal; muat ulang halaman.");
}

void web_head_dispose(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_dispose in = {0};
	struct svc_done d;
	struct str habit = http_get(q, "seperti");
	struct fail f;
	enum err e = http_get_int(q, "siapan") ? web_read_prepared(w, q, &in, &f)
		     : habit.n			  ? read_habit(habit, &in, &f)
						  : web_route_read(w, q, &in, &f);

	in.corrects = http_get_int(q, "betulkan");
	if (!e)
		e = svc_incoming_dispose(w->svc, web_actor(q), web_ref(q), &in, &d, &f);
	if (e)
		show(w, q, r, http_arg_int(q, 0), &f);
	else
		redirect(q, r, "terkirim", d.id);
}

void web_head_undo(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct fail f;

	if (svc_disposition_undo(w->svc, web_actor(q), http_arg_int(q, 0), &d, &f))
		show(w, q, r, 0, &f);
	else
		http_redirect(r, q->arena,
			      arena_fmt(q->arena, "/disposisi?surat=%lld&urung=1",
					(long long)d.id));
}
