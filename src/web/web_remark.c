/* Remarks on the letter's page and beside the fields of the editor, each at its place. */
#include "svc_remark.h"
#include "draft_view.h"
#include "letter_view.h"
#include "web.h"

#define AROUND 80 /* bytes of the text shown beside the words */

/* Letters are not cut in two. */
static struct str ending(struct str s)
{
	size_t from = s.n > AROUND ? s.n - AROUND : 0;

	while (from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80)
		from++;
	return str_from(s, from);
}

static struct str beginning(struct str s)
{
	size_t n = s.n > AROUND ? AROUND : s.n;

	while (n && n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return str_head(s, n);
}

static void put_place(struct arena *a, struct web_remark *o, const struct svc_letter *l,
		      const struct svc_remark *m)
{
	const struct svc_paragraph *p = &l->paragraphs[m->place.paragraph];

	o->found = m->place.how == ANCHOR_FOUND;
	o->changed = m->place.how == ANCHOR_CHANGED;
	o->gone = m->place.how == ANCHOR_GONE;
	o->before = o->after = o->now = o->label = STR("");
	if (!o->found && !o->changed)
		return;
	o->label = p->no > 1 ? arena_fmt(a, STR_FMT ", paragraf %d", STR_ARG(p->label),
					 p->no)
			     : p->label;
	o->now = p->text;
	if (o->found) {
		struct str before = str_head(p->text, m->place.at),
			   after = str_from(p->text, m->place.at + m->place.n);

		o->before = arena_fmt(a, "%s" STR_FMT, before.n > AROUND ? "…" : "",
				      STR_ARG(ending(before)));
		o->after = arena_fmt(a, STR_FMT "%s", STR_ARG(beginning(after)),
				     after.n > AROUND ? "…" : "");
	}
}

static struct web_remark remark_of(struct web *w, struct arena *a,
				   const struct svc_letter *l, const struct svc_remark *m)
{
	struct web_remark o = {.by = str_or_empty(m->by),
			       .quote = str_or_empty(m->quote),
			       .text = str_or_empty(m->text),
			       .when = web_when(w, a, m->at_ms),
			       .id = arena_fmt(a, "%lld", (long long)m->id),
			       .answer = str_or_empty(m->answer),
			       .answered_by = str_or_empty(m->answered_by),
			       .done_by = str_or_empty(m->done_by),
			       .open = !m->done_ms};

	put_place(a, &o, l, m);
	return o;
}

static bool open_to(const struct svc_letter *l, enum flow_act act)
{
	for (size_t i = 0; i < l->acts_n; i++)
		if (l->acts[i] == act)
			return true;
	return false;
}

/* What may be pointed at, in the order of the page. */
static void offer_places(struct http_req *q, struct letter_view *v,
			 const struct svc_letter *l)
{
	struct arena *a = q->arena;
	struct web_option *o = ARENA_ARRAY(a, struct web_option, l->paragraphs_n + 1);
	struct str was = web_kept(q, "tempat", "");

	for (size_t i = 0; i < l->paragraphs_n; i++) {
		const struct svc_paragraph *p = &l->paragraphs[i];
		struct str at = arena_fmt(a, STR_FMT ".%d", STR_ARG(p->field), p->no);

		o[i] = (struct web_option){at, p->text, str_eq(at, was)};
	}
	v->places = o;
	v->places_n = l->paragraphs_n;
}

static void offer_returns(struct arena *a, struct letter_view *v,
			  const struct svc_letter *l)
{
	struct web_option *o = ARENA_ARRAY(a, struct web_option, l->returns_n + 1);

	for (size_t i = 0; i < l->returns_n; i++)
		o[i] = (struct web_option){arena_fmt(a, "%d", l->returns[i].step),
					   arena_fmt(a, "langkah %d: " STR_FMT,
						     l->returns[i].step,
						     STR_ARG(l->returns[i].activity)),
					   i == 0};
	v->returns = o;
	v->returns_n = l->returns_n > 1 ? l->returns_n : 0;
}

void web_fill_remarks(struct web *w, struct http_req *q, struct letter_view *v,
		      const struct svc_letter *l)
{
	struct arena *a = q->arena;
	struct web_remark *o = ARENA_ARRAY(a, struct web_remark, l->remarks_n + 1);
	bool settles = open_to(l, ACT_SETTLE_REMARK);

	for (size_t i = 0; i < l->remarks_n; i++) {
		o[i] = remark_of(w, a, l, &l->remarks[i]);
		o[i].csrf = q->csrf;
		o[i].version = v->version;
		o[i].may_settle = settles;
	}
	v->remarks = o;
	/* they are for those who mend the draft; once it is signed the versions keep them
	 */
	v->remarks_n = l->row.state < FS_SIGNED ? l->remarks_n : 0;
	v->remarks_open = l->remarks_open
				  ? arena_fmt(a, "%zu belum selesai", l->remarks_open)
				  : STR("semua selesai");
	v->can_remark = open_to(l, ACT_REMARK) && l->paragraphs_n > 0;
	if (v->can_remark)
		offer_places(q, v, l);
	offer_returns(a, v, l);
}

/* Beside the field they are about; what is tied to none, or to one that is not typed
 * here, stands above. */
void web_draft_remarks(struct web *w, struct http_req *q, const struct svc_letter *l,
		       struct draft_view *v)
{
	struct arena *a = q->arena;
	struct web_remark *all = ARENA_ARRAY(a, struct web_remark, l->remarks_n + 1);
	struct web_field *fields = ARENA_ARRAY(a, struct web_field, v->fields_n + 1);
	bool *told = ARENA_ARRAY(a, bool, l->remarks_n + 1);
	size_t n = 0;

	if (v->fields_n)
		memcpy(fields, v->fields, v->fields_n * sizeof(*fields));
	for (size_t k = 0; k < v->fields_n; k++) {
		fields[k].remarks = all + n;
		for (size_t i = 0; i < l->remarks_n; i++) {
			const struct svc_remark *m = &l->remarks[i];

			if (m->done_ms || told[i] || !m->field.n ||
			    fields[k].name.n < 5 ||
			    !str_eq(m->field, str_from(fields[k].name, 4)))
				continue;
			told[i] = true;
			all[n++] = remark_of(w, a, l, m);
			fields[k].remarks_n++;
		}
	}
	v->fields = fields;
	v->remarks = all + n;
	for (size_t i = 0; i < l->remarks_n; i++)
		if (!told[i] && !l->remarks[i].done_ms) {
			all[n++] = remark_of(w, a, l, &l->remarks[i]);
			v->remarks_n++;
		}
}

void web_remark_add(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_remark_in in = {0};
	struct str at = http_get(q, "tempat"), field = STR("");
	int64_t no = 0;
	struct svc_done d;
	struct fail f;
	enum err e = web_text(q, "kalimat", 1000, true, &in.quote, &f);

	if (!e)
		e = web_text(q, "catatan", 2000, true, &in.text, &f);
	if (at.n && str_cut(&at, '.', &field) && str_to_int(at, &no) && no > 0 &&
	    no < 10000) {
		in.field = field;
		in.paragraph = (int)no;
	}
	if (!e)
		e = svc_remark_add(w->svc, web_actor(q), web_ref(q), &in, &d, &f);
	web_ended(w, q, r, e, &f, "remark");
}

void web_remark_settle(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_remark_settle in = {.id = http_get_int(q, "nomor"),
				       .done = str_eqc(http_get(q, "tanda"), "selesai")};
	struct svc_done d;
	struct fail f;
	enum err e = web_text(q, "jawaban", 2000, true, &in.answer, &f);

	if (!e)
		e = svc_remark_settle(w->svc, web_actor(q), web_ref(q), &in, &d, &f);
	web_ended(w, q, r, e, &f, "settle-remark");
}

enum err web_remarks_saved(struct web *w, struct http_req *q, int64_t letter,
			   int64_t version, struct fail *f)
{
	struct svc_ref ref = {letter, version};
	enum err e = ERR_OK;

	for (size_t i = 0; i < q->params_n && !e; i++) {
		struct svc_remark_settle in = {.done = false};
		struct str name = q->params[i].name;
		struct svc_done d;

		if (!str_starts(name, STR("jawab.")) ||
		    !str_to_int(str_from(name, 6), &in.id))
			continue;
		in.done =
			http_get(q,
				 arena_fmt(q->arena, "selesai.%lld", (long long)in.id).p)
				.n;
		if ((e = web_text(q, name.p, 2000, true, &in.answer, f)))
			return e;
		if (in.answer.n || in.done)
			e = svc_remark_settle(w->svc, web_actor(q), ref, &in, &d, f);
	}
	return e;
}
