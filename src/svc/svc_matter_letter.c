/* A letter that a matter makes begins with what the matter's rows wrote down. */
#include "svc_matter_record.h"
#include "svc_outgoing.h"
#include "tpl_merge.h"

struct letter_values {
	struct tpl_value *v;
	size_t n;
};

static const struct tpl_field *field_of(const struct tpl_form *t, struct str name)
{
	for (size_t i = 0; i < t->fields_n; i++) {
		if (str_eq(t->fields[i].name, name))
			return &t->fields[i];
	}
	return NULL;
}

/* A day is written out where the form wants a text. */
static struct str as_typed(struct arena *a, const struct svc_matter_field *from,
			   const struct tpl_field *to)
{
	struct day d;

	return from->field->ask == ASK_DAY && to->type != TPL_TANGGAL &&
			       day_parse(from->value, &d)
		       ? day_long(a, d)
		       : from->value;
}

/* Two that go to one place stand below each other. */
static void put(struct arena *a, const struct tpl_form *t, struct letter_values *l,
		const struct svc_matter_field *from, struct str to)
{
	const struct tpl_field *o = field_of(t, to);
	struct str text;

	/* the addressees of one letter to many are no field of the form */
	if ((!o && !str_eqc(to, TPL_ROWS_FIELD)) || !from->value.n ||
	    (o && svc_field_given(o)))
		return;
	text = o ? as_typed(a, from, o) : from->value;
	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->v[i].name, to)) {
			l->v[i].value = arena_fmt(a, STR_FMT "\n" STR_FMT,
						  STR_ARG(l->v[i].value), STR_ARG(text));
			return;
		}
	l->v[l->n++] = (struct tpl_value){to, text};
}

static void copied(const struct matter_case *m, const struct tpl_form *t,
		   const struct svc_matter_field *v, size_t n, struct letter_values *l)
{
	const struct flow_proc *p = m->proc;

	for (size_t i = 0; i < p->steps_n; i++)
		for (size_t d = 0; d < p->steps[i].docs_n; d++) {
			const struct flow_doc *doc = &p->steps[i].docs[d];

			for (size_t k = 0;
			     str_eq(doc->form, t->code) && k < doc->copies_n; k++)
				for (size_t j = 0; j < n; j++)
					if (str_eq(v[j].field->name, doc->copies[k][0]))
						put(m->a, t, l, &v[j], doc->copies[k][1]);
		}
}

static bool has(const struct letter_values *l, struct str name)
{
	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->v[i].name, name))
			return true;
	}
	return false;
}

/* What the procedure copies, what bears the same name, and the form's own beginnings. */
static void fill(const struct matter_case *m, const struct tpl_form *t,
		 const struct svc_matter_field *v, size_t n, struct letter_values *l)
{
	copied(m, t, v, n, l);
	for (size_t j = 0; j < n; j++)
		if (!has(l, v[j].field->name))
			put(m->a, t, l, &v[j], v[j].field->name);
	for (size_t i = 0; i < t->fields_n; i++)
		if (t->fields[i].initial.n && t->fields[i].type != TPL_PEJABAT &&
		    !has(l, t->fields[i].name))
			l->v[l->n++] = (struct tpl_value){t->fields[i].name,
							  t->fields[i].initial};
}

enum err svc_matter_letter_values(struct svc *s, const struct actor *who, struct arena *a,
				  int64_t id, struct str form, struct tpl_value **out,
				  size_t *n, struct fail *f)
{
	const struct tpl_form *t = tpl_form_get(s->tpl, form);
	struct db_conn *c = db_read(s->db);
	struct matter_case m = {.svc = s, .c = c, .a = a, .who = who};
	struct svc_matter_field *v = NULL;
	struct letter_values l = {0};
	size_t fields = 0;
	enum err e = matter_load(&m, id, f);

	if (!e)
		e = matter_fields(&m, &v, &fields, f);
	db_read_end(s->db, c);
	if (!e && !t)
		e = FAIL(f, ERR_INVALID, "form", "form",
			 "Bentuk naskah itu tidak dikenal; pilih dari daftar bentuk.");
	if (e)
		return e;
	l.v = ARENA_ARRAY(a, struct tpl_value, t->fields_n + fields + 1);
	fill(&m, t, v, fields, &l);
	*out = l.v;
	*n = l.n;
	return ERR_OK;
}

/* A letter that only a later row makes is not made yet, nor one that waits for a decision
 * that is not written down. */
static enum err in_time(const struct matter_case *m, struct str form, struct fail *f)
{
	const struct flow_proc *p = m->proc;
	struct svc_matter_field *v;
	int first = 0;
	size_t n;
	enum err e = matter_fields(m, &v, &n, f);

	for (size_t i = 0; i < p->steps_n && !e; i++)
		for (size_t d = 0; d < p->steps[i].docs_n; d++) {
			const struct flow_doc *doc = &p->steps[i].docs[d];
			bool said = !doc->after.n;

			if (!str_eq(doc->form, form))
				continue;
			first = first ? first : p->steps[i].number;
			for (size_t k = 0; k < n; k++)
				said = said || (str_eq(v[k].field->name, doc->after) &&
						v[k].value.n);
			if (!said)
				return FAIL(
					f, ERR_CONFLICT, "letter-early", NULL,
					"Surat ini dibuat sesudah keputusannya tercatat "
					"pada langkah %d.",
					p->steps[i].number);
		}
	if (!e && m->step && first > m->step->number)
		return FAIL(
			f, ERR_CONFLICT, "letter-early", NULL,
			"Surat ini dibuat pada langkah %d; perkara masih di langkah %d.",
			first, m->step->number);
	return e;
}

static enum err check_time(struct svc *s, const struct actor *who, struct arena *a,
			   int64_t id, struct str form, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct matter_case m = {.svc = s, .c = c, .a = a, .who = who};
	enum err e = matter_load(&m, id, f);

	if (!e)
		e = in_time(&m, form, f);
	db_read_end(s->db, c);
	return e;
}

enum err svc_matter_draft(struct svc *s, const struct actor *who, struct arena *a,
			  struct svc_ref ref, const struct svc_draft_in *in,
			  struct svc_done *done, struct svc_done *matter, struct fail *f)
{
	struct svc_draft_in draft = *in;
	struct tpl_value *v;
	size_t n;
	enum err e = check_time(s, who, a, ref.id, in->form, f);

	if (!e)
		e = svc_matter_letter_values(s, who, a, ref.id, in->form, &v, &n, f);
	*done = *matter = (struct svc_done){0};
	if (e)
		return e;
	struct str(*pairs)[2] = arena_array(a, n + 1, sizeof(*pairs));

	for (size_t i = 0; i < n; i++) {
		pairs[i][0] = v[i].name;
		pairs[i][1] = v[i].value;
	}
	draft.values = (const struct str(*)[2])pairs;
	draft.values_n = n;
	if ((e = svc_outgoing_draft(s, who, a, &draft, done, f)))
		return e;
	return svc_matter_link(s, who, ref, done->id, STR(""), matter, f);
}
