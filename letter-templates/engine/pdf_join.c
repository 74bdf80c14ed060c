/* Pages of one document behind those of another: many letters in one file. */
#include "pdf_inside.h"
#include <stdlib.h>

static void *room(void *old, size_t n, size_t each)
{
	void *more = realloc(old, n * each);

	if (!more)
		abort();
	return more;
}

static void join_pages(struct pdf *to, struct pdf *from)
{
	if (to->n + from->n > to->cap) {
		to->cap = 2 * (to->n + from->n);
		to->pages = room(to->pages, to->cap, sizeof *to->pages);
	}
	for (size_t i = 0; i < from->n; i++) {
		struct pdf_page g;

		tpl_pdf_finish(from, i);
		g = from->pages[i];
		g.mark += g.mark < 0 ? 0 : (int)to->tags.marks_n;
		g.mark_last += g.mark_last < 0 ? 0 : (int)to->tags.marks_n;
		to->pages[to->n + i] = g;
	}
}

static int moved(int at, int by)
{
	return at < 2 ? at : at + by; /* artifacts and the document are one */
}

static void join_marks(struct pdf_tags *to, const struct pdf_tags *from, int tags,
		       int page)
{
	int by = (int)to->marks_n;

	if (to->marks_n + from->marks_n > to->marks_cap) {
		to->marks_cap = 2 * (to->marks_n + from->marks_n);
		to->mark = room(to->mark, to->marks_cap, sizeof *to->mark);
	}
	for (size_t i = 0; i < from->marks_n; i++) {
		struct pdf_mark m = from->mark[i];

		m.tag = moved(m.tag, tags);
		m.page += page;
		m.next += m.next < 0 ? 0 : by;
		m.next_on_page += m.next_on_page < 0 ? 0 : by;
		to->mark[to->marks_n++] = m;
	}
}

static void join_tags(struct pdf_tags *to, const struct pdf_tags *from, struct arena *a)
{
	int by = (int)to->n - 2, marks = (int)to->marks_n;

	if (to->n + from->n > to->cap) {
		to->cap = 2 * (to->n + from->n);
		to->tag = room(to->tag, to->cap, sizeof *to->tag);
	}
	for (size_t i = 2; i < from->n; i++) {
		struct pdf_tag t = from->tag[i];

		t.parent = moved(t.parent, by);
		t.first = moved(t.first, by);
		t.last = moved(t.last, by);
		t.next = moved(t.next, by);
		t.mark += t.mark < 0 ? 0 : marks;
		t.mark_last += t.mark_last < 0 ? 0 : marks;
		t.alt = t.alt.n ? arena_dup(a, t.alt) : t.alt;
		to->tag[to->n++] = t;
	}
	if (!from->tag[1].first)
		return;
	if (to->tag[1].last)
		to->tag[to->tag[1].last].next = moved(from->tag[1].first, by);
	else
		to->tag[1].first = moved(from->tag[1].first, by);
	to->tag[1].last = moved(from->tag[1].last, by);
}

void tpl_pdf_join(struct pdf *to, struct pdf *from, struct arena *a)
{
	int page = (int)to->n, tags;

	if (!to->n) {
		tpl_pdf_begin(to, from->w, from->h, from->font);
		to->logo[0] = from->logo[0];
		to->logo[1] = from->logo[1];
	}
	for (int k = 0; k < FACE__COUNT; k++)
		to->used[k] |= from->used[k];
	join_pages(to, from);
	if (from->tags.n) {
		if (!to->tags.n)
			(void)tpl_tag_new(&to->tags, 0, ROLE_P); /* brings the document */
		tags = (int)to->tags.n - 2;
		join_tags(&to->tags, &from->tags, a);
		join_marks(&to->tags, &from->tags, tags, page);
	}
	to->n += from->n;
	from->n = 0;
}
