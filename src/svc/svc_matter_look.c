/* What pages show of matters. */
#include "office.h"
#include "svc_entry.h"
#include "svc_letter.h"
#include "svc_list.h"
#include "svc_matter_record.h"
#include "svc_posts.h"
#include "svc_secrecy.h"

#define LOOKED_AT 400 /* rows of one page, most of them perhaps not his */
#define ROWS_MAX  100

static bool post_names(struct buf *b, const struct office *o, struct str role)
{
	bool any = false;

	for (size_t k = 0; k < o->positions_n; k++)
		if (str_eq(o->positions[k].role, role) ||
		    str_eq(o->positions[k].code, role)) {
			buf_fmt(b, "%s%.*s", b->n ? ", " : "",
				STR_ARG(o->positions[k].name));
			any = true;
		}
	return any;
}

static struct str column_name(const struct flow_proc *p, struct str role)
{
	for (size_t k = 0; k < p->actors_n; k++)
		if (str_eq(p->actors[k].id, role))
			return p->actors[k].name;
	return role;
}

struct str svc_matter_doers(const struct svc *s, struct arena *a,
			    const struct flow_proc *p, const struct flow_step *step)
{
	struct buf b = BUF_MAX(4096);

	for (size_t i = 0; step && i < step->roles_n; i++)
		if (!post_names(&b, s->office, step->roles[i]))
			buf_fmt(&b, "%s%.*s", b.n ? ", " : "",
				STR_ARG(column_name(p, step->roles[i])));
	return buf_keep(&b, a);
}

/* The post that was set for the row, else those whose role it names. */
static struct str doers_of(const struct matter_case *m)
{
	struct buf b = BUF_MAX(4096);

	if (!m->doer.n)
		return svc_matter_doers(m->svc, m->a, m->proc, m->step);
	return post_names(&b, m->svc->office, m->doer) ? buf_keep(&b, m->a) : m->doer;
}

static void head_of(const struct matter_case *m, struct svc_matter *o)
{
	*o = (struct svc_matter){.id = m->id,
				 .version = m->version,
				 .step_ms = m->step_ms,
				 .created_ms = m->created_ms,
				 .closed_ms = m->closed_ms,
				 .proc = m->proc,
				 .step = m->step,
				 .state = m->state,
				 .title = m->title,
				 .secrecy = m->secrecy,
				 .starter = m->starter_name,
				 .nobody = m->nobody,
				 .unread = m->duties & WORK_READER,
				 .steps = m->proc->steps_n,
				 .doers = doers_of(m)};
	for (size_t i = 0; m->step && i < m->proc->steps_n; i++)
		if (m->proc->steps[i].number == m->step->number)
			o->at = i + 1;
	if (!m->step || work_state_over(m->state))
		return;
	o->standard_min = flow_step_minutes(m->step, FLOW_DAY_MINUTES);
	o->spent_min = (int)(matter_spent_ms(m) / 60000);
	o->late = o->standard_min && o->spent_min > o->standard_min;
}

static enum err read_events(const struct matter_case *m, struct svc_matter *o,
			    struct fail *f)
{
	struct db_rows *r = db_run(m->c, Q_matter_steps);
	size_t max = 1000;

	o->events = ARENA_ARRAY(m->a, struct svc_matter_event, max);
	db_bind_int(r, "id", m->id);
	while (o->events_n < max && db_next(r)) {
		struct svc_matter_event *e = &o->events[o->events_n++];
		enum flow_act act;

		*e = (struct svc_matter_event){.act = db_str(r, 0, m->a),
					       .step = (int)db_int(r, 1),
					       .to_step = (int)db_int(r, 2),
					       .who = db_str(r, 3, m->a),
					       .at_ms = db_int(r, 4),
					       .spent_min = (int)(db_int(r, 5) / 60000),
					       .note = db_str(r, 6, m->a)};
		e->label = flow_act_from_word(e->act, &act) ? str_c(flow_act_label(act))
							    : e->act;
	}
	return db_done(r, NULL, f);
}

static enum err read_letters(const struct matter_case *m, struct svc_matter *o,
			     struct fail *f)
{
	struct db_rows *r = db_run(m->c, Q_matter_letters);
	int64_t *ids = ARENA_ARRAY(m->a, int64_t, 500);
	size_t n = 0;
	enum err e;

	db_bind_int(r, "id", m->id);
	while (n < 500 && db_next(r))
		ids[n++] = db_int(r, 0);
	e = db_done(r, NULL, f);
	return e ? e : svc_list_fill(m->svc, m->c, m->a, m->who, ids, n, &o->letters, f);
}

enum err svc_matter_get(struct svc *s, const struct actor *who, struct arena *a,
			int64_t id, struct svc_matter *out, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct matter_case m = {.svc = s, .c = c, .a = a, .who = who};
	enum err e = matter_load(&m, id, f);

	if (!e) {
		head_of(&m, out);
		if (!(e = read_events(&m, out, f)) && !(e = read_letters(&m, out, f)) &&
		    !(e = matter_needs(&m, &out->needs, &out->needs_n, f)) &&
		    !(e = matter_fields(&m, &out->fields, &out->fields_n, f)))
			e = matter_entries(&m, &out->entries, &out->entries_n, f);
		out->acts_n = flow_work_open(m.state, m.duties, out->acts);
	}
	db_read_end(s->db, c);
	return e;
}

/* ---- lists ---- */

static enum err ids_of(struct db_rows *r, int64_t *ids, size_t max, size_t *n,
		       struct fail *f)
{
	while (*n < max && db_next(r))
		ids[(*n)++] = db_int(r, 0);
	return db_done(r, NULL, f);
}

/* What is not for him is left out; the next page begins behind the last that was looked
 * at. */
static enum err fill(struct matter_case *m, const int64_t *ids, size_t n,
		     struct svc_matters *out, struct fail *f)
{
	out->rows = ARENA_ARRAY(m->a, struct svc_matter, n + 1);
	for (size_t i = 0; i < n; i++) {
		struct matter_case one = {
			.svc = m->svc, .c = m->c, .a = m->a, .who = m->who};
		enum err e = matter_load(&one, ids[i], f);

		if (e == ERR_NOTFOUND) /* not for him */
			continue;
		if (e)
			return e;
		if (out->n == ROWS_MAX) {
			out->next = out->rows[out->n - 1].id;
			break;
		}
		head_of(&one, &out->rows[out->n++]);
	}
	if (!out->next && n == LOOKED_AT)
		out->next = ids[n - 1];
	return ERR_OK;
}

static const char *state_of(enum svc_matter_which which)
{
	static const enum work_state S[] = {[MATTERS_RUNNING] = WS_RUNNING,
					    [MATTERS_PAUSED] = WS_PAUSED,
					    [MATTERS_DONE] = WS_DONE,
					    [MATTERS_STOPPED] = WS_STOPPED};

	return work_state_word(S[which]);
}

enum err svc_matter_list(struct svc *s, const struct actor *who, struct arena *a,
			 enum svc_matter_which which, int64_t before,
			 struct svc_matters *out, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct matter_case m = {.svc = s, .c = c, .a = a, .who = who};
	struct db_rows *r =
		db_run(c, which == MATTERS_MINE ? Q_matter_waiting : Q_matter_list);
	int64_t *ids = ARENA_ARRAY(a, int64_t, LOOKED_AT);
	size_t n = 0;
	enum err e;

	*out = (struct svc_matters){0};
	if (which == MATTERS_MINE) {
		db_bind_str(r, "roles", matter_roles(a, who));
	} else {
		db_bind_str(r, "state", str_c(state_of(which)));
		db_bind_int(r, "before", before);
	}
	e = ids_of(r, ids, LOOKED_AT, &n, f);
	if (!e)
		e = fill(&m, ids, n, out, f);
	if (which == MATTERS_MINE) /* by what waits longest, not by id: one page */
		out->next = 0;
	db_read_end(s->db, c);
	return e;
}

enum err svc_matters_of(struct svc *s, const struct actor *who, struct arena *a,
			int64_t letter, struct svc_matters *out, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct matter_case m = {.svc = s, .c = c, .a = a, .who = who};
	struct db_rows *r = db_run(c, Q_matter_of_letter);
	int64_t ids[20];
	size_t n = 0;
	enum err e;

	*out = (struct svc_matters){0};
	db_bind_int(r, "letter", letter);
	e = ids_of(r, ids, 20, &n, f);
	if (!e)
		e = fill(&m, ids, n, out, f);
	db_read_end(s->db, c);
	return e;
}

/* Numbers of those he takes part in; of others' matters not even how many there are. */
enum err svc_matter_counts(struct svc *s, const struct actor *who, struct arena *a,
			   struct svc_matter_count **out, size_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_matter_counts);
	size_t max = flow_procs_count(s->procs);
	struct svc_matter_count *v = ARENA_ARRAY(a, struct svc_matter_count, max + 1);
	enum err e;

	*n = 0;
	while (db_next(r)) {
		struct str id = db_str(r, 0, a);
		const struct flow_proc *p = flow_procs_get(s->procs, id);
		enum work_state at;

		if (!p || !work_state_from_word(db_str(r, 1, a), &at) ||
		    !matter_duties_of(who, p))
			continue;
		if (!*n || !str_eq(v[*n - 1].procedure, id)) {
			if (*n == max)
				continue;
			v[(*n)++] = (struct svc_matter_count){.procedure = id,
							      .name = p->name};
		}
		v[*n - 1].n[at] = db_int(r, 2);
	}
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	*out = v;
	return e;
}

size_t svc_matter_procedures(struct svc *s, const struct actor *who, struct arena *a,
			     const struct flow_proc ***out)
{
	size_t all = flow_procs_count(s->procs), n = 0;
	const struct flow_proc **v = ARENA_ARRAY(a, const struct flow_proc *, all + 1);

	for (size_t i = 0; i < all; i++) {
		const struct flow_proc *p = flow_procs_at(s->procs, i);

		if (p->kind == FLOW_WORK && matter_duties_of(who, p))
			v[n++] = p;
	}
	*out = v;
	return n;
}

enum err svc_matter_waiting(struct svc *s, const struct actor *who, struct arena *a,
			    int64_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_matter_waiting_n);
	enum err e;

	db_bind_str(r, "roles", matter_roles(a, who));
	e = db_one_int(r, n, NULL, f);
	db_read_end(s->db, c);
	return e;
}
