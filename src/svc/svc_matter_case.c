#include "svc_matter_case.h"
#include "json.h"
#include "office.h"
#include "svc_calendar.h"
#include "svc_secrecy.h"
#include "tpl.h"

bool matter_keeper(const struct actor *who)
{
	for (size_t i = 0; i < who->posts_n; i++) {
		if (str_eqc(who->posts[i].role, "kasubbag-tu"))
			return true;
	}
	return who->admin;
}

static bool has_role(const struct actor *who, const struct flow_step *s)
{
	for (size_t i = 0; i < who->posts_n; i++) {
		if (flow_step_has_role(s, who->posts[i].role) ||
		    flow_step_has_role(s, who->posts[i].code))
			return true;
	}
	return false;
}

static bool gets_it(const struct actor *who, const struct flow_step *s)
{
	for (size_t i = 0; i < who->posts_n; i++)
		for (size_t k = 0; k < s->others.n; k++)
			if (str_eq(who->posts[i].role, s->others.items[k]) ||
			    str_eq(who->posts[i].code, s->others.items[k]))
				return true;
	return false;
}

unsigned matter_duties_of(const struct actor *who, const struct flow_proc *p)
{
	unsigned d = matter_keeper(who) ? WORK_KEEPER : 0;

	for (size_t i = 0; i < p->steps_n; i++)
		if (has_role(who, &p->steps[i]) || gets_it(who, &p->steps[i]))
			d |= WORK_PART;
	return d;
}

struct str matter_roles(struct arena *a, const struct actor *who)
{
	struct buf b = BUF_MAX(8192);
	struct jw w;

	jw_start(&w, &b);
	jw_arr(&w, NULL);
	for (size_t i = 0; i < who->posts_n; i++) {
		jw_str(&w, NULL, who->posts[i].role);
		jw_str(&w, NULL, who->posts[i].code);
	}
	if (matter_keeper(who)) /* what nobody holds waits for this word */
		jw_str(&w, NULL, STR("-"));
	jw_arr_end(&w);
	return buf_keep(&b, a);
}

enum err matter_doer(const struct matter_case *m, const struct flow_step *s,
		     struct str *code, struct fail *f)
{
	struct db_rows *r = db_run(m->c, Q_sop_doer_of);

	*code = STR("");
	db_bind_str(r, "procedure", m->proc->id);
	db_bind_int(r, "step", s->number);
	if (db_next(r))
		*code = db_str(r, 0, m->a);
	return db_done(r, NULL, f);
}

static bool holds_code(const struct actor *who, struct str code)
{
	for (size_t i = 0; i < who->posts_n; i++) {
		if (str_eq(who->posts[i].code, code))
			return true;
	}
	return false;
}

/* Is the open row his, by the SOP or as the office set it? */
static bool his_row(const struct matter_case *m)
{
	return m->doer.n ? holds_code(m->who, m->doer) : has_role(m->who, m->step);
}

enum err matter_held(const struct matter_case *m, const struct flow_step *s, bool *held,
		     struct fail *f)
{
	struct buf b = BUF_MAX(8192);
	struct jw w;
	struct db_rows *r;
	struct str code;
	int64_t yes = 0;
	enum err e = matter_doer(m, s, &code, f);

	if (e)
		return e;
	jw_start(&w, &b);
	jw_arr(&w, NULL);
	if (code.n)
		jw_str(&w, NULL, code);
	for (size_t i = 0; !code.n && i < s->roles_n; i++)
		jw_str(&w, NULL, s->roles[i]);
	jw_arr_end(&w);
	r = db_run(m->c, Q_matter_role_held);
	db_bind_str(r, "roles", buf_keep(&b, m->a));
	db_bind_int(r, "today", day_number(day_at(m->now, m->svc->zone)));
	e = db_one_int(r, &yes, NULL, f);
	*held = yes != 0;
	return e;
}

static enum err read_row(struct matter_case *m, bool *found, struct fail *f)
{
	struct db_rows *r = db_run(m->c, Q_matter_get);
	struct str state = {0};
	int step = 0;
	enum err e;

	db_bind_int(r, "id", m->id);
	*found = db_next(r);
	if (*found) {
		m->version = db_int(r, 0);
		m->procedure = db_str(r, 1, m->a);
		m->title = db_str(r, 2, m->a);
		state = db_str(r, 3, m->a);
		step = (int)db_int(r, 4);
		m->step_ms = db_int(r, 5);
		m->paused_ms = db_int(r, 6);
		m->secrecy = db_str(r, 7, m->a);
		m->unit = db_int(r, 8);
		m->starter = db_int(r, 9);
		m->created_ms = db_int(r, 10);
		m->closed_ms = db_int(r, 11);
		m->starter_name = db_str(r, 12, m->a);
	}
	if ((e = db_done(r, NULL, f)) || !*found)
		return e;
	m->proc = flow_procs_get(m->svc->procs, m->procedure);
	*found = m->proc && work_state_from_word(state, &m->state);
	m->step = *found && step ? flow_proc_step(m->proc, step) : NULL;
	return ERR_OK;
}

/* Its last row left it on the list of those who get the report. */
static enum err waits_to_be_read(struct matter_case *m, struct fail *f)
{
	struct db_rows *r = db_run(m->c, Q_matter_role_of);
	int64_t yes = 0;
	enum err e;

	db_bind_int(r, "id", m->id);
	db_bind_str(r, "roles", matter_roles(m->a, m->who));
	e = db_one_int(r, &yes, NULL, f);
	if (yes)
		m->duties |= WORK_READER;
	return e;
}

static enum err find_duties(struct matter_case *m, struct fail *f)
{
	struct db_rows *r;
	int64_t did = 0;
	bool held = true;
	enum err e;

	m->duties = matter_duties_of(m->who, m->proc);
	if (actor_holds(m->who, m->starter))
		m->duties |= WORK_STARTER;
	r = db_run(m->c, Q_matter_did);
	db_bind_int(r, "id", m->id);
	db_bind_str(r, "posts", svc_posts(m->a, m->who));
	if ((e = db_one_int(r, &did, NULL, f)) ||
	    (m->step && ((e = matter_doer(m, m->step, &m->doer, f)) ||
			 (e = matter_held(m, m->step, &held, f)))))
		return e;
	if (did)
		m->duties |= WORK_PART;
	if (m->state == WS_DONE && (e = waits_to_be_read(m, f)))
		return e;
	m->nobody = m->step && !held;
	if (m->step && (his_row(m) || (m->nobody && m->duties & WORK_KEEPER)))
		m->duties |= WORK_DOER;
	if (!m->duties)
		m->duties = WORK_NONE;
	return ERR_OK;
}

enum err matter_load(struct matter_case *m, int64_t id, struct fail *f)
{
	bool found;
	enum err e;

	m->id = id;
	m->now = m->now ? m->now : clock_ms(m->svc->clock);
	if ((e = read_row(m, &found, f)) || (found && (e = find_duties(m, f))))
		return e;
	if (!found || (m->duties == WORK_NONE && !str_eqc(m->secrecy, "biasa")))
		return FAIL(f, ERR_NOTFOUND, "no-matter", NULL,
			    "Perkara itu tidak ada, atau bukan untuk Anda.");
	return ERR_OK;
}

int64_t matter_post(const struct matter_case *m)
{
	const struct actor *who = m->who;

	for (size_t i = 0; m->step && i < who->posts_n; i++)
		if (m->doer.n ? str_eq(who->posts[i].code, m->doer)
			      : flow_step_has_role(m->step, who->posts[i].role) ||
					flow_step_has_role(m->step, who->posts[i].code))
			return who->posts[i].position_id;
	for (size_t i = 0; i < who->posts_n; i++)
		if (who->posts[i].position_id == m->starter)
			return m->starter;
	return who->posts_n ? who->posts[0].position_id : 0;
}

int64_t matter_spent_ms(const struct matter_case *m)
{
	int64_t to = m->paused_ms ? m->paused_ms : m->closed_ms ? m->closed_ms : m->now;

	return office_ms_between(svc_hours(m->svc), m->step_ms, to);
}

/* ---- letters a row asks for ---- */

/* How far a letter must be for a deed: FS__COUNT, when the deed asks for none. */
static enum flow_state far_enough(struct str deed)
{
	static const struct {
		const char *deed;
		enum flow_state at;
	} FAR[] = {{"konsep", FS_DRAFT},        {"ketik", FS_DRAFT},
		   {"tanda-tangan", FS_SIGNED}, {"nomori", FS_RECORDED},
		   {"kirim", FS_SENT},          {"distribusi", FS_SENT}};

	for (size_t i = 0; i < sizeof(FAR) / sizeof(*FAR); i++)
		if (str_eqc(deed, FAR[i].deed))
			return FAR[i].at;
	return FS__COUNT;
}

/* A form that no series of this office numbers cannot be asked for here. */
static bool made_here(const struct matter_case *m, struct str form)
{
	const struct office *o = m->svc->office;

	for (size_t i = 0; i < o->series_n; i++)
		for (size_t k = 0; k < o->series[i].forms_n; k++)
			if (str_eq(o->series[i].forms[k], form) ||
			    str_eqc(o->series[i].forms[k], "*"))
				return true;
	return false;
}

static bool is_it(enum flow_state s, enum flow_state far)
{
	return !flow_state_incoming(s) && s >= far && s != FS_VOID && s != FS_WITHDRAWN;
}

enum err matter_needs(const struct matter_case *m, struct svc_matter_need **out,
		      size_t *n, struct fail *f)
{
	const struct flow_step *s = m->step;
	struct svc_matter_need *v =
		ARENA_ARRAY(m->a, struct svc_matter_need, (s ? s->docs_n : 0) + 1);
	struct db_rows *r;

	*n = 0;
	*out = v;
	for (size_t i = 0; s && i < s->docs_n; i++) {
		const struct flow_doc *d = &s->docs[i];
		const struct tpl_form *form =
			d->form.n ? tpl_form_get(m->svc->tpl, d->form) : NULL;

		if (form && !d->inferred && !d->optional &&
		    far_enough(d->deed) != FS__COUNT && made_here(m, d->form))
			v[(*n)++] = (struct svc_matter_need){d->form, form->name, d->deed,
							     false};
	}
	if (!*n)
		return ERR_OK;
	r = db_run(m->c, Q_matter_letters);
	db_bind_int(r, "id", m->id);
	while (db_next(r)) {
		struct str form = db_str(r, 1, m->a);
		enum flow_state at;

		if (!flow_state_from_word(db_str(r, 2, m->a), &at))
			continue;
		for (size_t i = 0; i < *n; i++)
			if (str_eq(v[i].form, form) && is_it(at, far_enough(v[i].deed)))
				v[i].met = true;
	}
	return db_done(r, NULL, f);
}
