/* What a row keeps in writing: it is checked before the row is done, and is a line of its
 * book then. */
#include "svc_matter_record.h"
#include "num_ledger.h"
#include "svc_case.h"
#include "svc_entry.h"

#define TEXT_MAX (FLOW_FIELDS_MAX * (FLOW_VALUE_MAX * 4 + 600))

/* ---- what stands there ---- */

static struct svc_matter_field *field_of(struct svc_matter_field *v, size_t n,
					 struct str name)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(v[i].field->name, name))
			return &v[i];
	}
	return NULL;
}

static enum err read_values(const struct matter_case *m, struct svc_matter_field *v,
			    size_t n, struct fail *f)
{
	struct db_rows *r = db_run(m->c, Q_matter_records);

	db_bind_int(r, "id", m->id);
	while (db_next(r)) {
		struct svc_matter_field *o = field_of(v, n, db_str(r, 0, m->a));

		if (!o)
			continue;
		o->value = db_str(r, 1, m->a);
		o->by = db_str(r, 2, m->a);
		o->at_ms = db_int(r, 3);
	}
	return db_done(r, NULL, f);
}

static bool fills(const struct flow_field *o, struct str form, enum flow_state at)
{
	if (at == FS_VOID || at == FS_WITHDRAWN)
		return false;
	if (o->ask == ASK_INCOMING)
		return flow_state_incoming(at);
	return o->ask == ASK_OUTGOING && !flow_state_incoming(at) && at >= FS_SIGNED &&
	       str_eq(form, o->form);
}

/* A letter of the matter fills the fields that ask for one; a secret one with a word. */
static enum err read_letters(const struct matter_case *m, struct svc_matter_field *v,
			     size_t n, struct fail *f)
{
	struct db_rows *r = db_run(m->c, Q_matter_letters);

	db_bind_int(r, "id", m->id);
	while (db_next(r)) {
		struct str form = db_str(r, 1, m->a), number = db_str(r, 4, m->a);
		bool open = str_eqc(db_str(r, 5, m->a), "biasa");
		enum flow_state at;

		if (!flow_state_from_word(db_str(r, 2, m->a), &at))
			continue;
		for (size_t i = 0; i < n; i++)
			if (fills(v[i].field, form, at))
				v[i].value = open && number.n ? number : STR("ada");
	}
	return db_done(r, NULL, f);
}

static enum err read_done(const struct matter_case *m, bool done[FLOW_STEPS_MAX + 1],
			  struct fail *f)
{
	struct db_rows *r = db_run(m->c, Q_matter_steps_done);

	db_bind_int(r, "id", m->id);
	while (db_next(r)) {
		int64_t step = db_int(r, 0);

		if (step >= 0 && step <= FLOW_STEPS_MAX)
			done[step] = true;
	}
	return db_done(r, NULL, f);
}

static bool may_write(const struct matter_case *m, const struct svc_matter_field *o)
{
	if (o->field->ask == ASK_INCOMING || m->state == WS_PAUSED ||
	    m->state == WS_STOPPED)
		return false;
	if (m->step && o->step == m->step->number)
		return m->duties & (WORK_DOER | WORK_KEEPER);
	return o->field->must == MUST_LATER &&
	       m->duties & (WORK_DOER | WORK_KEEPER | WORK_STARTER | WORK_PART);
}

static enum err broken(const struct matter_case *m, struct svc_matter_field *v, size_t n,
		       const struct svc_matter_field *o, bool *yes, struct fail *f)
{
	const struct svc_matter_field *from =
		o->field->from.n ? field_of(v, n, o->field->from) : NULL;
	struct db_rows *r;
	int64_t also = 0;
	enum err e;

	*yes = flow_field_broken(o->field, o->value, from ? from->value : STR(""),
				 day_at(m->now, m->svc->zone));
	if (*yes || !o->field->once || !o->value.n)
		return ERR_OK;
	r = db_run(m->c, Q_matter_record_elsewhere);
	db_bind_int(r, "id", m->id);
	db_bind_str(r, "name", o->field->name);
	db_bind_str(r, "value", o->value);
	db_bind_str(r, "procedure", m->proc->id);
	e = db_one_int(r, &also, NULL, f);
	*yes = also != 0;
	return e;
}

static enum err judge(const struct matter_case *m, struct svc_matter_field *v, size_t n,
		      struct fail *f)
{
	enum err e = ERR_OK;
	bool yes;

	for (size_t i = 0; i < n && !e; i++) {
		v[i].missing = v[i].field->must != MUST_NOT && !v[i].value.n;
		v[i].writable = may_write(m, &v[i]);
		e = broken(m, v, n, &v[i], &yes, f);
		if (!e && yes)
			v[i].said = v[i].field->refuse.n ? v[i].field->refuse
							 : v[i].field->warn;
	}
	return e;
}

enum err matter_fields(const struct matter_case *m, struct svc_matter_field **out,
		       size_t *n, struct fail *f)
{
	bool done[FLOW_STEPS_MAX + 1] = {false};
	enum err e = read_done(m, done, f);
	size_t all = 1;

	for (size_t i = 0; i < m->proc->steps_n; i++)
		all += m->proc->steps[i].record ? m->proc->steps[i].record->fields_n : 0;
	struct svc_matter_field *v = ARENA_ARRAY(m->a, struct svc_matter_field, all);

	*n = 0;
	*out = v;
	for (size_t i = 0; !e && i < m->proc->steps_n; i++) {
		const struct flow_step *s = &m->proc->steps[i];

		if (!s->record || (s != m->step && !done[s->number]))
			continue;
		for (size_t k = 0; k < s->record->fields_n; k++)
			v[(*n)++] =
				(struct svc_matter_field){.field = &s->record->fields[k],
							  .step = s->number,
							  .value = STR("")};
	}
	if (e || !*n)
		return e;
	if ((e = read_values(m, v, *n, f)) || (e = read_letters(m, v, *n, f)))
		return e;
	return judge(m, v, *n, f);
}

/* ---- writing ---- */

static enum err put_one(const struct matter_case *m, const struct svc_matter_field *o,
			struct str value, int64_t post, struct fail *f)
{
	struct db_rows *r = db_run(m->c, Q_matter_record_put);

	db_bind_int(r, "id", m->id);
	db_bind_int(r, "step", o->step);
	db_bind_str(r, "name", o->field->name);
	db_bind_str(r, "value", value);
	db_bind_int(r, "account", m->who->account_id);
	db_bind_int(r, "post", post);
	db_bind_int(r, "at", m->now);
	return svc_exec(r, f);
}

static enum err writable(const struct matter_case *m, const struct svc_matter_field *o,
			 struct fail *f)
{
	if (o->writable)
		return ERR_OK;
	if (m->step && o->step == m->step->number)
		return FAIL(f, ERR_DENIED, "not-yours", NULL,
			    "Catatan langkah ini diisi yang mengerjakannya.");
	return FAIL(f, ERR_CONFLICT, "step-over", NULL,
		    STR_FMT ": langkahnya sudah selesai; catatannya tidak diubah lagi.",
		    STR_ARG(o->field->label));
}

static enum err put_value(const struct matter_case *m, struct svc_matter_field *v,
			  size_t n, const struct svc_matter_value *in, int64_t post,
			  struct buf *said, struct fail *f)
{
	struct svc_matter_field *o = field_of(v, n, in->name);
	struct str value, clean;
	enum err e;

	if (!o)
		return FAIL(f, ERR_INVALID, "unknown-field", "values",
			    "Isian \"%.40s\" tidak ada pada langkah yang terbuka.",
			    arena_cstr(m->a, in->name));
	if ((e = svc_text(m->a, in->value, UTF8_LINES, FLOW_VALUE_MAX, "values", NULL,
			  &clean, f)))
		return e;
	/* what a letter of the matter says there is shown in the form, too */
	if (str_eq(str_or_empty(clean), o->value))
		return ERR_OK;
	if ((e = writable(m, o, f)) ||
	    (e = flow_field_value(m->a, o->field, str_or_empty(clean), &value, f)) ||
	    str_eq(value, o->value))
		return e;
	if ((e = put_one(m, o, value, post, f)))
		return e;
	buf_fmt(said, "%s" STR_FMT, said->n ? ", " : "", STR_ARG(o->field->label));
	return ERR_OK;
}

enum err matter_record_put(const struct matter_case *m, const struct svc_matter_value *in,
			   size_t in_n, int64_t post, struct str *what, struct fail *f)
{
	struct buf said = BUF_MAX(FLOW_FIELDS_MAX * 520);
	struct svc_matter_field *v;
	size_t n;
	enum err e = matter_fields(m, &v, &n, f);

	for (size_t i = 0; i < in_n && !e; i++)
		e = put_value(m, v, n, &in[i], post, &said, f);
	*what = buf_keep(&said, m->a);
	return e;
}

/* ---- before the row is done ---- */

static enum err signed_apart(const struct svc_matter_field *v, size_t n, int step,
			     struct fail *f)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (v[i].step == step && v[k].step == step && v[i].value.n &&
			    v[i].field->ask == ASK_SIGN && v[k].field->ask == ASK_SIGN &&
			    str_eq_nocase(v[i].value, v[k].value))
				return FAIL(
					f, ERR_CONFLICT, "record-refused", NULL,
					"%.*s dan %.*s ditandatangani dua orang; di sini "
					"namanya sama.",
					STR_ARG(v[k].field->label),
					STR_ARG(v[i].field->label));
	return ERR_OK;
}

/* What the open row must have and has not, by its labels. */
static struct str not_written(const struct matter_case *m,
			      const struct svc_matter_field *v, size_t n)
{
	struct buf b = BUF_MAX(FLOW_FIELDS_MAX * 520);

	for (size_t i = 0; i < n; i++)
		if (v[i].step == m->step->number && v[i].missing &&
		    v[i].field->must == MUST_NOW)
			buf_fmt(&b, "%s" STR_FMT, b.n ? ", " : "",
				STR_ARG(v[i].field->label));
	return buf_keep(&b, m->a);
}

static enum err not_refused(const struct svc_matter_field *v, size_t n, int step,
			    struct fail *f)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].step == step && v[i].said.n && v[i].field->refuse.n)
			return FAIL(f, ERR_CONFLICT, "record-refused", NULL, STR_FMT,
				    STR_ARG(v[i].said));
	return ERR_OK;
}

enum err matter_record_check(const struct matter_case *m, struct fail *f)
{
	struct svc_matter_field *v;
	struct str gone;
	size_t n;
	enum err e = matter_fields(m, &v, &n, f);

	if (e || !m->step || (e = not_refused(v, n, m->step->number, f)))
		return e;
	gone = not_written(m, v, n);
	if (gone.n)
		return FAIL(f, ERR_CONFLICT, "record-missing", NULL,
			    "Catatan langkah ini belum lengkap: " STR_FMT
			    ". Isi dahulu; langkahnya tetap terbuka.",
			    STR_ARG(gone));
	return signed_apart(v, n, m->step->number, f);
}

/* ---- the book ---- */

static struct str line_text(const struct matter_case *m, const struct svc_matter_field *v,
			    size_t n)
{
	struct buf b = BUF_MAX(TEXT_MAX);

	for (size_t i = 0; i < n; i++)
		if (v[i].step == m->step->number && v[i].value.n)
			buf_fmt(&b, STR_FMT ": " STR_FMT "\n", STR_ARG(v[i].field->label),
				STR_ARG(v[i].value));
	return buf_keep(&b, m->a);
}

static enum err entry_again(const struct matter_case *m, struct str text, int64_t post,
			    int *changed, struct fail *f)
{
	struct db_rows *r = db_run(m->c, Q_matter_entry_again);

	db_bind_int(r, "id", m->id);
	db_bind_int(r, "step", m->step->number);
	db_bind_str(r, "text", text);
	db_bind_int(r, "at", m->now);
	db_bind_int(r, "account", m->who->account_id);
	db_bind_int(r, "post", post);
	return db_done(r, changed, f);
}

static enum err entry_new(const struct matter_case *m, struct str text, int64_t post,
			  struct fail *f)
{
	const struct flow_record *o = m->step->record;
	struct day today = day_at(m->now, m->svc->zone);
	struct num_line line = {
		.series = arena_fmt(m->a, "buku/" STR_FMT, STR_ARG(o->book)),
		.period = today.year,
		.account_id = m->who->account_id,
		.day = today};
	struct db_rows *r;
	int serial;
	enum err e = num_take(m->c, &line, &serial, f);

	if (e)
		return e;
	r = db_run(m->c, Q_matter_entry_put);
	db_bind_str(r, "book", o->book);
	db_bind_int(r, "period", today.year);
	db_bind_int(r, "serial", serial);
	db_bind_int(r, "id", m->id);
	db_bind_int(r, "step", m->step->number);
	db_bind_str(r, "text", text);
	db_bind_int(r, "account", m->who->account_id);
	db_bind_int(r, "post", post);
	db_bind_int(r, "at", m->now);
	return svc_exec(r, f);
}

enum err matter_entry_put(const struct matter_case *m, int64_t post, struct fail *f)
{
	struct svc_matter_field *v;
	struct str text;
	size_t n;
	int changed = 0;
	enum err e;

	if (!m->step || !m->step->record || !m->step->record->book.n)
		return ERR_OK;
	if ((e = matter_fields(m, &v, &n, f)))
		return e;
	text = line_text(m, v, n);
	if ((e = entry_again(m, text, post, &changed, f)) || changed)
		return e;
	return entry_new(m, text, post, f);
}

enum err matter_entries(const struct matter_case *m, struct svc_matter_entry **out,
			size_t *n, struct fail *f)
{
	struct svc_matter_entry *v =
		ARENA_ARRAY(m->a, struct svc_matter_entry, FLOW_STEPS_MAX);
	struct db_rows *r = db_run(m->c, Q_matter_entries);

	*n = 0;
	*out = v;
	db_bind_int(r, "id", m->id);
	while (*n < FLOW_STEPS_MAX && db_next(r)) {
		struct svc_matter_entry *o = &v[(*n)++];
		const struct flow_step *s;

		*o = (struct svc_matter_entry){.book = db_str(r, 0, m->a),
					       .year = (int)db_int(r, 1),
					       .serial = (int)db_int(r, 2),
					       .step = (int)db_int(r, 3)};
		s = flow_proc_step(m->proc, o->step);
		o->name = s && s->record ? s->record->book_name : o->book;
		o->label = s && s->record ? s->record->serial : STR("");
	}
	return db_done(r, NULL, f);
}
