#include "svc_remark_case.h"
#include "svc_editing.h"
#include "tpl.h"

#define PARAGRAPHS          2000
#define GROW(a, list, n, T) svc_letter_room((a), (list), (n), sizeof(T))

struct cutting {
	struct arena *a;
	struct svc_paragraph *list;
	size_t n;
};

static void put_paragraph(struct cutting *c, const struct tpl_field *t, struct str typed,
			  int *no)
{
	struct str text = svc_anchor_plain(c->a, typed);

	if (!text.n || c->n == PARAGRAPHS)
		return;
	c->list = GROW(c->a, c->list, c->n, struct svc_paragraph);
	c->list[c->n++] = (struct svc_paragraph){t->name, t->label, text, ++*no};
}

/* Running text at its blank lines; anything else is one. */
static void cut_field(struct cutting *c, const struct tpl_field *t, struct str value)
{
	bool runs = t->type == TPL_PARAGRAF || t->type == TPL_PASAL;
	size_t from = 0, at = 0;
	struct str rest = value, line;
	int no = 0;

	while (runs && str_cut(&rest, '\n', &line)) {
		size_t start = (size_t)(line.p - value.p);

		if (str_trim(line).n) {
			at = start + line.n;
			continue;
		}
		if (at > from)
			put_paragraph(c, t, (struct str){value.p + from, at - from}, &no);
		from = at = start + line.n;
	}
	if (from < value.n)
		put_paragraph(c, t, str_from(value, from), &no);
}

enum err svc_remark_text(struct svc *s, struct arena *a, struct str form, struct str xml,
			 struct svc_paragraph **out, size_t *n, struct fail *f)
{
	const struct tpl_form *t = s->tpl ? tpl_form_get(s->tpl, form) : NULL;
	struct cutting c = {.a = a};
	struct tpl_value *v;
	size_t values;

	*out = NULL;
	*n = 0;
	if (!t)
		return ERR_OK;
	enum err e = tpl_values_from_xml(s->tpl, a, xml, &v, &values, f);
	for (size_t i = 0; i < t->fields_n && !e; i++)
		for (size_t k = 0; k < values && !svc_field_given(&t->fields[i]); k++)
			if (str_eq(v[k].name, t->fields[i].name))
				cut_field(&c, &t->fields[i], v[k].value);
	*out = c.list;
	*n = c.n;
	return e;
}

struct svc_anchor svc_remark_anchor(struct arena *a, const struct svc_paragraph *p,
				    size_t n, struct str quote)
{
	struct svc_anchor k = {.quote = quote};

	for (size_t i = 0; i < n && quote.n; i++)
		if (svc_anchor_make(a, &p[i], quote, &k))
			return k;
	return (struct svc_anchor){.quote = quote};
}

enum err out_remark_put(struct out_act *x, const struct svc_anchor *k, struct str text,
			struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_remark_put);

	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "draft", x->l.draft_no);
	if (k->field.n) {
		db_bind_str(r, "field", k->field);
		db_bind_str(r, "before", str_or_empty(k->before));
		db_bind_str(r, "after", str_or_empty(k->after));
	}
	db_bind_str(r, "quote", k->quote);
	db_bind_str(r, "text", text);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "position", x->post);
	db_bind_int(r, "at", x->now);
	return db_done(r, NULL, f);
}

enum err out_remarks_own(struct out_act *x, int64_t *n, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_remark_own);

	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "draft", x->l.draft_no);
	db_bind_str(r, "posts", svc_posts(x->a, x->who));
	return db_one_int(r, n, NULL, f);
}

enum err svc_remarks_open(struct db_conn *c, int64_t letter, int64_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_remark_open);

	db_bind_int(r, "letter", letter);
	return db_one_int(r, n, NULL, f);
}

static void read_one(struct db_rows *r, struct arena *a, struct svc_remark *m,
		     struct svc_anchor *k)
{
	*k = (struct svc_anchor){db_str(r, 3, a), db_str(r, 4, a), db_str(r, 5, a),
				 db_str(r, 6, a)};
	*m = (struct svc_remark){.id = db_int(r, 0),
				 .draft_no = (int)db_int(r, 1),
				 .by = db_str(r, 2, a),
				 .field = k->field,
				 .quote = k->quote,
				 .text = db_str(r, 7, a),
				 .at_ms = db_int(r, 8),
				 .answer = db_str(r, 9, a),
				 .answered_by = db_str(r, 10, a),
				 .answer_ms = db_int(r, 11),
				 .done_ms = db_int(r, 12),
				 .done_by = db_str(r, 13, a)};
}

static void put_editing(struct svc *s, const struct svc_case *k, struct svc_letter *l)
{
	struct svc_editing who = svc_editing_of(s, k->who, k->a, k->id);

	if (who.mine)
		return;
	l->editing = who.who;
	l->editing_ms = who.since_ms;
}

enum err svc_letter_remarks(struct svc *s, struct svc_case *k, struct svc_letter *l,
			    struct fail *f)
{
	struct db_rows *r;
	struct svc_anchor anchor;
	enum err e = ERR_OK;

	/* a text that today's form cannot read is shown as a page alone */
	if (l->drafts_n &&
	    svc_remark_text(s, k->a, l->row.form, l->drafts[l->drafts_n - 1].xml,
			    &l->paragraphs, &l->paragraphs_n, NULL))
		l->paragraphs_n = 0;
	put_editing(s, k, l);
	r = db_run(k->c, Q_remark_list);
	db_bind_int(r, "letter", k->id);
	while (db_next(r)) {
		l->remarks = GROW(k->a, l->remarks, l->remarks_n, struct svc_remark);
		struct svc_remark *m = &l->remarks[l->remarks_n++];

		read_one(r, k->a, m, &anchor);
		m->place = svc_anchor_find(l->paragraphs, l->paragraphs_n, &anchor);
		l->remarks_open += !m->done_ms;
	}
	e = db_done(r, NULL, f);
	return e;
}
