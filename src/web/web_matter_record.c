/* What the rows of a matter keep in writing, and the record books their lines stand in.
 */
#include "svc_matter_books.h"
#include "web_matter.h"

#define FIELD "isi."

const struct svc_matter_value *web_matter_values(struct http_req *q, size_t *n)
{
	struct svc_matter_value *v =
		ARENA_ARRAY(q->arena, struct svc_matter_value, q->params_n + 1);

	*n = 0;
	for (size_t i = 0; i < q->params_n; i++)
		if (str_starts(q->params[i].name, STR(FIELD)))
			v[(*n)++] = (struct svc_matter_value){
				str_from(q->params[i].name, sizeof(FIELD) - 1),
				q->params[i].value};
	return v;
}

static bool can(const struct svc_matter *m, enum flow_act act)
{
	for (size_t i = 0; i < m->acts_n; i++) {
		if (m->acts[i] == act)
			return true;
	}
	return false;
}

static struct str shown(struct arena *a, const struct svc_matter_field *o)
{
	struct day d;

	return o->field->ask == ASK_DAY && day_parse(o->value, &d) ? day_long(a, d)
								   : o->value;
}

static struct web_ask ask_of(struct web *w, struct http_req *q,
			     const struct svc_matter_field *o)
{
	struct arena *a = q->arena;
	const struct flow_field *s = o->field;
	struct str typed = http_get(q, arena_fmt(a, FIELD STR_FMT, STR_ARG(s->name)).p);
	struct str value = typed.p ? typed : o->value;
	struct web_option *c = ARENA_ARRAY(a, struct web_option, s->choices_n + 1);

	for (size_t i = 0; i < s->choices_n; i++)
		c[i] = (struct web_option){s->choices[i], s->choices[i],
					   str_eq(s->choices[i], value)};
	return (struct web_ask){
		.name = s->name,
		.label = s->label,
		.value = value,
		.shown = shown(a, o),
		.said = o->said.n ? o->said : STR(""),
		.step = arena_fmt(a, "langkah %d", o->step),
		.by = o->at_ms && o->value.n
			      ? arena_fmt(a, "%.*s, %.*s", STR_ARG(o->by),
					  STR_ARG(web_when(w, a, o->at_ms)))
			      : STR(""),
		.required = s->must == MUST_NOW,
		.line = s->ask == ASK_TEXT || s->ask == ASK_SIGN ||
			s->ask == ASK_OUTGOING,
		.lines = s->ask == ASK_LINES,
		.day = s->ask == ASK_DAY,
		.number = s->ask == ASK_NUMBER,
		.tick = s->ask == ASK_TICK,
		.choice = s->ask == ASK_CHOICE,
		.missing = o->missing,
		.warns = o->said.n > 0,
		.options = c,
		.options_n = s->choices_n};
}

static void fill_entries(struct http_req *q, struct matter_view *v,
			 const struct svc_matter *m)
{
	struct arena *a = q->arena;
	struct web_entry *e = ARENA_ARRAY(a, struct web_entry, m->entries_n + 1);

	for (size_t i = 0; i < m->entries_n; i++) {
		const struct svc_matter_entry *o = &m->entries[i];

		e[i] = (struct web_entry){url_path(a, "/buku-catatan/%s?tahun=%d",
						   url_part(a, o->book), o->year),
					  o->name, o->label,
					  arena_fmt(a, "%d/%d", o->serial, o->year)};
	}
	v->entries = e;
	v->entries_n = m->entries_n;
}

void web_fill_records(struct web *w, struct http_req *q, struct matter_view *v,
		      const struct svc_matter *m)
{
	struct web_ask *now = ARENA_ARRAY(q->arena, struct web_ask, m->fields_n + 1);
	struct web_ask *late = ARENA_ARRAY(q->arena, struct web_ask, m->fields_n + 1);
	struct web_ask *kept = ARENA_ARRAY(q->arena, struct web_ask, m->fields_n + 1);

	for (size_t i = 0; i < m->fields_n; i++) {
		const struct svc_matter_field *o = &m->fields[i];
		struct web_ask x = ask_of(w, q, o);

		if (o->writable && m->step && o->step == m->step->number) {
			now[v->asks_n++] = x;
			continue;
		}
		if (o->writable)
			late[v->later_n++] = x;
		if (o->value.n || o->missing)
			kept[v->kept_n++] = x;
	}
	v->asks = now;
	v->later = late;
	v->kept = kept;
	v->can_read = m->unread;
	v->can_save = v->asks_n && !v->can_done && can(m, ACT_MATTER_RECORD);
	v->can_late = v->later_n && can(m, ACT_MATTER_RECORD);
	fill_entries(q, v, m);
}

void web_matter_record(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct fail f;
	size_t n;
	const struct svc_matter_value *v = web_matter_values(q, &n);
	enum err e = svc_matter_record(w->svc, web_actor(q), web_ref(q), v, n, &d, &f);

	web_matter_ended(w, q, r, e, &f);
}

void web_matter_read(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct fail f;
	enum err e = svc_matter_read(w->svc, web_actor(q), web_ref(q), &d, &f);

	web_matter_ended(w, q, r, e, &f);
}

/* ---- books ---- */

void web_recordbooks(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	struct recordbooks_view v = {0};
	struct svc_recordbook *s;
	struct buf b = BUF_MAX(256 << 10);
	struct fail f;

	if (svc_recordbooks(w->svc, web_actor(q), a, &s, &v.books_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct web_recordbook *o = ARENA_ARRAY(a, struct web_recordbook, v.books_n + 1);

	for (size_t i = 0; i < v.books_n; i++)
		o[i] = (struct web_recordbook){
			.link = s[i].letters ? url_path(a, "/buku")
					     : url_path(a, "/buku-catatan/%s",
							url_part(a, s[i].code)),
			.name = s[i].name,
			.year = s[i].year ? arena_fmt(a, "%d", s[i].year) : STR(""),
			.last = s[i].last ? arena_fmt(a, "%d", s[i].last) : STR(""),
			.letters = s[i].letters};
	v.books = o;
	view_recordbooks(&b, &v);
	web_show(w, q, r, "Buku kantor", WEB_BOOKS, &b);
}

static const struct web_record_line *lines_of(struct web *w, struct arena *a,
					      const struct svc_recordbook_page *l)
{
	struct web_record_line *o =
		ARENA_ARRAY(a, struct web_record_line, l->lines_n + 1);

	for (size_t i = 0; i < l->lines_n; i++) {
		const struct svc_recordbook_line *s = &l->lines[i];

		o[i] = (struct web_record_line){
			url_path(a, "/perkara/%lld/", (long long)s->matter_id),
			s->matter_id != 0,
			arena_fmt(a, "%d", s->serial),
			web_when(w, a, s->at_ms),
			s->title,
			s->text,
			s->by};
	}
	return o;
}

void web_recordbook(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	struct svc_recordbook_page l;
	struct recordbook_view v = {
		.empty = STR(
			"Buku ini belum berisi. Barisnya ditulis oleh langkah perkara.")};
	struct buf b = BUF_MAX(4u << 20);
	struct fail f;

	if (svc_recordbook_page(w->svc, web_actor(q), a, q->args[0],
				(int)http_get_int(q, "tahun"),
				(int)http_get_int(q, "dari"), &l, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	v.name = l.book.name;
	v.year = l.book.year ? arena_fmt(a, "%d", l.book.year) : STR("");
	v.lines = lines_of(w, a, &l);
	v.lines_n = l.lines_n;
	v.has_more = l.next > 0;
	v.more = url_path(a, "/buku-catatan/%s?tahun=%d&dari=%d",
			  url_part(a, l.book.code), l.book.year, l.next);
	view_recordbook(&b, &v);
	web_show(w, q, r, arena_cstr(a, l.book.name), WEB_BOOKS, &b);
}
