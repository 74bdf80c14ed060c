/* web_shelf.c - the parts of a desk: counters that open a list. */
#include "svc_shelf.h"
#include "web.h"
#include "web_desk.h"

/* Colour alone says nothing to who does not see it. */
static struct str said(struct arena *a, const struct svc_shelf *s)
{
	struct buf b = BUF_MAX(256);

	if (s->overdue)
		buf_fmt(&b, "%zu lewat batas", s->overdue);
	if (s->soon)
		buf_fmt(&b, "%s%zu batasnya hari ini atau besok", b.n ? ", " : "",
			s->soon);
	if (s->unread)
		buf_fmt(&b, "%s%zu belum dibaca", b.n ? ", " : "", s->unread);
	return buf_keep(&b, a);
}

static struct str counted(struct arena *a, size_t n, bool more)
{
	return more ? arena_fmt(a, "%d+", SVC_SHELF_MAX - 1) : arena_fmt(a, "%zu", n);
}

void web_shelves_fill(struct web *w, struct http_req *q, struct str on,
		      struct rows_view *v)
{
	struct arena *a = q->arena;
	struct svc_shelf *s;
	size_t n;
	struct fail f;

	/* the list itself is worth more than its counters */
	if (svc_shelves(w->svc, web_actor(q), a, &s, &n, &f))
		return;
	struct web_shelf *o = ARENA_ARRAY(a, struct web_shelf, n + 1);

	for (size_t i = 0; i < n; i++)
		o[i] = (struct web_shelf){
			.label = str_c(s[i].label),
			.said = said(a, &s[i]),
			.n = counted(a, s[i].n, s[i].more),
			.on = str_eqc(on, s[i].word),
			.link = s[i].path ? url_path(a, "%s", s[i].path)
					  : url_path(a, "/meja/%s", s[i].word),
			.empty = !s[i].n,
			.soon = s[i].soon && !s[i].overdue,
			.overdue = s[i].overdue > 0};
	v->shelves = o;
	v->shelves_n = n;
	v->at_all = !on.n;
}

void web_shelf(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_shelf shelf;
	struct svc_list l;
	struct fail f;
	struct rows_view v = {.empty = STR("Kosong. Yang menunggu Anda di sini akan "
					   "tampil di halaman ini.")};

	if (svc_shelf(w->svc, web_actor(q), q->arena, q->args[0], http_get_int(q, "dari"),
		      &shelf, &l, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	v.title = str_c(shelf.label);
	v.intro = said(q->arena, &shelf);
	v.at_shelf = q->args[0];
	web_bulk_offer(w, q, q->args[0], &v);
	web_rows_page(w, q, r, &v, &l, WEB_DESK);
}
