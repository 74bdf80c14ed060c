/* web_matter.c - matters: the list, the beginning, and one with its way through the SOP.
 */
#include "letter_view.h"
#include "web_flow.h"
#include "web_matter.h"

/* ---- words ---- */

static struct str where(struct web *w, struct arena *a, const struct svc_matter *m)
{
	struct str since = web_when(w, a, m->step_ms);

	if (!m->step)
		return arena_fmt(a, "%s %.*s", work_state_label(m->state),
				 STR_ARG(web_when(w, a, m->closed_ms)));
	return arena_fmt(a, "Langkah %zu dari %zu: %.*s. Di %.*s sejak %.*s", m->at,
			 m->steps, STR_ARG(m->step->activity), STR_ARG(m->doers),
			 STR_ARG(since));
}

static struct str clock_words(struct arena *a, const struct svc_matter *m)
{
	if (!m->standard_min)
		return STR("");
	return arena_fmt(a, "%d menit kerja berlalu, baku %.*s", m->spent_min,
			 STR_ARG(flow_step_time(a, m->step)));
}

/* ---- the list ---- */

static const struct {
	const char *word, *label, *empty;
	enum svc_matter_which which;
} TABS[] = {{"", "Menunggu saya", "Tidak ada langkah yang menunggu Anda.", MATTERS_MINE},
	    {"berjalan", "Berjalan", "Tidak ada perkara yang berjalan.", MATTERS_RUNNING},
	    {"ditunda", "Ditunda", "Tidak ada perkara yang ditunda.", MATTERS_PAUSED},
	    {"selesai", "Selesai", "Belum ada perkara yang selesai.", MATTERS_DONE},
	    {"dihentikan", "Dihentikan", "Tidak ada perkara yang dihentikan.",
	     MATTERS_STOPPED}};

enum { TABS_N = sizeof TABS / sizeof *TABS };

static size_t tab_of(const struct http_req *q)
{
	struct str word = http_get(q, "keadaan");

	for (size_t i = 1; i < TABS_N; i++) {
		if (str_eqc(word, TABS[i].word))
			return i;
	}
	return 0;
}

static void fill_tabs(struct http_req *q, struct matters_view *v, size_t on)
{
	struct web_tab *t = ARENA_ARRAY(q->arena, struct web_tab, TABS_N);

	for (size_t i = 0; i < TABS_N; i++)
		t[i] = (struct web_tab){
			i ? url_path(q->arena, "/perkara?keadaan=%s", TABS[i].word)
			  : url_path(q->arena, "/perkara"),
			str_c(TABS[i].label), i == on};
	v->tabs = t;
	v->tabs_n = TABS_N;
	v->title = STR("Perkara");
	v->empty = str_c(TABS[on].empty);
}

static const struct web_matter *matter_rows(struct web *w, struct arena *a,
					    const struct svc_matters *l)
{
	struct web_matter *o = ARENA_ARRAY(a, struct web_matter, l->n + 1);

	for (size_t i = 0; i < l->n; i++) {
		const struct svc_matter *m = &l->rows[i];

		o[i] = (struct web_matter){
			url_path(a, "/perkara/%lld/", (long long)m->id),
			m->title,
			m->proc->name,
			where(w, a, m),
			web_when(w, a, m->created_ms),
			clock_words(a, m),
			m->late,
			m->nobody};
	}
	return o;
}

static struct str count(struct arena *a, int64_t n)
{
	return arena_fmt(a, "%lld", (long long)n);
}

static enum err fill_counts(struct web *w, struct http_req *q, struct matters_view *v,
			    struct fail *f)
{
	struct arena *a = q->arena;
	struct svc_matter_count *c;
	enum err e = svc_matter_counts(w->svc, web_actor(q), a, &c, &v->counts_n, f);

	if (e)
		return e;
	struct web_tally *o = ARENA_ARRAY(a, struct web_tally, v->counts_n + 1);

	for (size_t i = 0; i < v->counts_n; i++)
		o[i] = (struct web_tally){c[i].name, count(a, c[i].n[WS_RUNNING]),
					  count(a, c[i].n[WS_PAUSED]),
					  count(a, c[i].n[WS_DONE]),
					  count(a, c[i].n[WS_STOPPED])};
	v->counts = o;
	return ERR_OK;
}

void web_matters(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	size_t on = tab_of(q);
	struct matters_view v = {.title = STR("")};
	struct svc_matters l;
	struct buf b = BUF_MAX(2u << 20);
	struct fail f;

	if (svc_matter_list(w->svc, web_actor(q), q->arena, TABS[on].which,
			    http_get_int(q, "dari"), &l, &f) ||
	    fill_counts(w, q, &v, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	fill_tabs(q, &v, on);
	v.rows = matter_rows(w, q->arena, &l);
	v.rows_n = l.n;
	v.has_more = l.next != 0;
	if (l.next)
		v.more = url_path(q->arena, "/perkara?keadaan=%s&dari=%lld",
				  TABS[on].word, (long long)l.next);
	view_matters(&b, &v);
	web_show(w, q, r, "Perkara", WEB_MATTERS, &b);
}

/* ---- the beginning ---- */

static struct str unit_of(const struct web *w, const struct flow_proc *p)
{
	return p->units_n ? p->units[0] : w->svc->office_name;
}

/* Those of one unit stand together, the units in the order of their first. */
static const struct web_sop_group *groups_of(struct web *w, struct arena *a,
					     const struct flow_proc **p, size_t n,
					     struct str on, size_t *groups_n)
{
	struct web_sop_group *g = ARENA_ARRAY(a, struct web_sop_group, n + 1);

	*groups_n = 0;
	for (size_t i = 0; i < n; i++) {
		struct str unit = unit_of(w, p[i]);
		struct web_option *o;
		bool seen = false;

		for (size_t k = 0; k < *groups_n; k++)
			seen = seen || str_eq(g[k].name, unit);
		if (seen)
			continue;
		o = ARENA_ARRAY(a, struct web_option, n - i);
		g[*groups_n] = (struct web_sop_group){unit, o, 0};
		for (size_t k = i; k < n; k++)
			if (str_eq(unit_of(w, p[k]), unit))
				o[g[*groups_n].procedures_n++] = (struct web_option){
					p[k]->id, p[k]->name, str_eq(p[k]->id, on)};
		(*groups_n)++;
	}
	return g;
}

static void show_new(struct web *w, struct http_req *q, struct http_res *r,
		     const struct fail *why)
{
	struct arena *a = q->arena;
	int64_t letter = http_get_int(q, "surat");
	struct matter_new_view v = {.csrf = q->csrf,
				    .fault = why ? str_c(why->text) : STR(""),
				    .title = web_kept(q, "pokok", ""),
				    .note = web_kept(q, "catatan", ""),
				    .about = STR(""),
				    .letter = letter ? count(a, letter) : STR(""),
				    .open = http_on(q, "biasa")};
	const struct flow_proc **p;
	struct str on = web_kept(q, "sop", "");
	struct buf b = BUF_MAX(1u << 20);
	size_t n;

	n = svc_matter_procedures(w->svc, web_actor(q), a, &p);
	v.groups = groups_of(w, a, p, n, on, &v.groups_n);
	if (letter) {
		struct svc_letter l = {0};
		bool content;
		struct fail f;

		if (!svc_letter_get(w->svc, web_actor(q), a, letter, &l, &content, &f))
			v.about = str_or_empty(l.row.subject);
	}
	if (why)
		r->status = err_http_status(why->code);
	view_matter_new(&b, &v);
	web_show(w, q, r, "Mulai perkara", WEB_MATTERS, &b);
}

void web_matter_new(void *app, struct http_req *q, struct http_res *r)
{
	show_new(app, q, r, NULL);
}

static void go(struct http_req *q, struct http_res *r, int64_t id)
{
	http_redirect(r, q->arena,
		      arena_fmt(q->arena, "/perkara/%lld/?ok=matter", (long long)id));
}

void web_matter_start(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_matter_new in = {.procedure = http_get(q, "sop"),
				    .title = http_get(q, "pokok"),
				    .note = str_trim(http_get(q, "catatan")),
				    .secrecy = http_on(q, "biasa") ? STR("biasa")
								   : STR("terbatas"),
				    .letter_id = http_get_int(q, "surat")};
	struct svc_done d;
	struct fail f;

	if (svc_matter_start(w->svc, web_actor(q), &in, &d, &f))
		show_new(w, q, r, &f);
	else
		go(q, r, d.id);
}

/* ---- one matter ---- */

static bool can(const struct svc_matter *m, enum flow_act act)
{
	for (size_t i = 0; i < m->acts_n; i++) {
		if (m->acts[i] == act)
			return true;
	}
	return false;
}

/* Who did a row last, and when. */
static struct str done_words(struct web *w, struct arena *a, const struct svc_matter *m,
			     int step)
{
	for (size_t i = m->events_n; i-- > 0;) {
		const struct svc_matter_event *e = &m->events[i];

		if (e->step == step && str_eqc(e->act, flow_act_word(ACT_MATTER_DONE)))
			return arena_fmt(a, "%.*s, %.*s", STR_ARG(e->who),
					 STR_ARG(web_when(w, a, e->at_ms)));
	}
	return STR("");
}

static void fill_way(struct web *w, struct http_req *q, struct matter_view *v,
		     const struct svc_matter *m)
{
	struct arena *a = q->arena;
	struct web_matter_row *o = ARENA_ARRAY(a, struct web_matter_row, m->steps + 1);
	struct web_matter_act *e = ARENA_ARRAY(a, struct web_matter_act, m->events_n + 1);

	for (size_t i = 0; i < m->steps; i++) {
		const struct flow_step *s = &m->proc->steps[i];
		struct str done = done_words(w, a, m, s->number);

		web_flow_row(a, m, s, &o[i]);
		o[i] = (struct web_matter_row){
			.lanes = o[i].lanes,
			.lanes_n = o[i].lanes_n,
			.no_to = o[i].no_to,
			.asks = s->return_to != 0,
			.ends = s->ends || i + 1 == m->steps,
			.no = count(a, s->number),
			.activity = s->activity,
			.doers = svc_matter_doers(w->svc, a, m->proc, s),
			.time = s->unit == UNIT_NONE ? STR("") : flow_step_time(a, s),
			.done = done,
			.now = s == m->step,
			.past = s != m->step && done.n > 0};
	}
	for (size_t i = 0; i < m->events_n; i++) {
		const struct svc_matter_event *s = &m->events[m->events_n - 1 - i];

		e[i] = (struct web_matter_act){
			.when = web_when(w, a, s->at_ms),
			.label = s->label,
			.who = s->who,
			.step = s->step ? arena_fmt(a, "langkah %d,", s->step) : STR(""),
			.note = s->note,
			.spent = s->spent_min
					 ? arena_fmt(a, "%d menit kerja", s->spent_min)
					 : STR("")};
	}
	v->heads = web_flow_heads(w, a, m->proc, &v->heads_n);
	v->sheet = url_path(a, "/perkara/%lld/bagan", (long long)m->id);
	v->steps = o;
	v->steps_n = m->steps;
	v->events = e;
	v->events_n = m->events_n;
}

static void fill_needs(struct http_req *q, struct matter_view *v,
		       const struct svc_matter *m)
{
	struct arena *a = q->arena;
	struct web_need *o = ARENA_ARRAY(a, struct web_need, m->needs_n + 1);

	for (size_t i = 0; i < m->needs_n; i++) {
		const struct svc_matter_need *s = &m->needs[i];

		o[i] = (struct web_need){
			s->name, s->deed,
			url_path(a, "/surat-keluar/baru?bentuk=%s&perkara=%lld",
				 url_part(a, s->form), (long long)m->id),
			s->met};
		v->missing = v->missing || !s->met;
	}
	v->needs = o;
	v->needs_n = m->needs_n;
}

static void fill_head(struct web *w, struct http_req *q, struct matter_view *v,
		      const struct svc_matter *m)
{
	struct arena *a = q->arena;

	v->csrf = q->csrf;
	v->version = count(a, m->version);
	v->title = m->title;
	v->name = m->proc->name;
	v->state = str_c(work_state_label(m->state));
	v->where = where(w, a, m);
	v->clock = m->step && !work_state_over(m->state) ? clock_words(a, m) : STR("");
	v->late = m->late;
	v->nobody = m->nobody;
	v->starter = m->starter;
	v->since = web_when(w, a, m->created_ms);
	v->secrecy = str_eqc(m->secrecy, "biasa") ? STR("dapat dilihat setiap pegawai")
						  : STR("terbatas");
	v->can_done = can(m, ACT_MATTER_DONE);
	v->can_back = can(m, ACT_MATTER_BACK) && m->step && m->step->return_to;
	v->back_to =
		v->can_back ? arena_fmt(a, "langkah %d", m->step->return_to) : STR("");
	v->can_pause = can(m, ACT_MATTER_PAUSE);
	v->can_resume = can(m, ACT_MATTER_RESUME);
	v->can_stop = can(m, ACT_MATTER_STOP);
	v->can_link = can(m, ACT_MATTER_LINK);
	v->typed_note = web_kept(q, "catatan", "");
	v->typed_reason = web_kept(q, "alasan", "");
	v->rows = web_rows(w, a, &m->letters);
	v->rows_n = m->letters.n;
}

static void show(struct web *w, struct http_req *q, struct http_res *r,
		 const struct fail *why)
{
	struct matter_view v = {.fault = why ? str_c(why->text) : STR("")};
	struct svc_matter m = {0};
	struct buf b = BUF_MAX(2u << 20);
	struct fail f;

	if (svc_matter_get(w->svc, web_actor(q), q->arena, http_arg_int(q, 0), &m, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	fill_head(w, q, &v, &m);
	fill_needs(q, &v, &m);
	fill_way(w, q, &v, &m);
	web_fill_records(w, q, &v, &m);
	if (why)
		r->status = err_http_status(why->code);
	view_matter(&b, &v);
	web_show(w, q, r, "Perkara", WEB_MATTERS, &b);
}

void web_matter(void *app, struct http_req *q, struct http_res *r)
{
	show(app, q, r, NULL);
}

void web_matter_ended(struct web *w, struct http_req *q, struct http_res *r, enum err e,
		      const struct fail *f)
{
	if (e)
		show(w, q, r, f);
	else
		go(q, r, http_arg_int(q, 0));
}

void web_matter_done(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_matter_said in = {.note = str_trim(http_get(q, "catatan")),
				     .without = http_get(q, "tanpa")};
	struct svc_done d;
	struct fail f;
	enum err e;

	in.values = web_matter_values(q, &in.values_n);
	e = svc_matter_done(w->svc, web_actor(q), web_ref(q), &in, &d, &f);

	web_matter_ended(w, q, r, e, &f);
}

typedef enum err reason_act(struct svc *, const struct actor *, struct svc_ref,
			    struct str, struct svc_done *, struct fail *);

static void with_reason(struct web *w, struct http_req *q, struct http_res *r,
			reason_act *act)
{
	struct svc_done d;
	struct fail f;
	enum err e = act(w->svc, web_actor(q), web_ref(q),
			 str_trim(http_get(q, "alasan")), &d, &f);

	web_matter_ended(w, q, r, e, &f);
}

void web_matter_back(void *app, struct http_req *q, struct http_res *r)
{
	with_reason(app, q, r, svc_matter_back);
}

void web_matter_pause(void *app, struct http_req *q, struct http_res *r)
{
	with_reason(app, q, r, svc_matter_pause);
}

void web_matter_resume(void *app, struct http_req *q, struct http_res *r)
{
	with_reason(app, q, r, svc_matter_resume);
}

void web_matter_stop(void *app, struct http_req *q, struct http_res *r)
{
	with_reason(app, q, r, svc_matter_stop);
}

void web_matter_link(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_done d;
	struct fail f;
	enum err e = svc_matter_link(w->svc, web_actor(q), web_ref(q), 0,
				     http_get(q, "nomor"), &d, &f);

	web_matter_ended(w, q, r, e, &f);
}

void web_matter_takes(struct web *w, struct http_req *q, int64_t letter)
{
	struct svc_matter m = {0};
	struct svc_done d;
	struct fail f;
	int64_t id = http_get_int(q, "perkara");

	/* the draft stands already: when it cannot be linked, its number can be typed
	 * later */
	if (id && !svc_matter_get(w->svc, web_actor(q), q->arena, id, &m, &f) &&
	    svc_matter_link(w->svc, web_actor(q), (struct svc_ref){id, m.version}, letter,
			    STR(""), &d, &f))
		return;
}

void web_fill_matters(struct web *w, struct http_req *q, const struct svc_letter *l,
		      struct letter_view *v)
{
	struct arena *a = q->arena;
	const struct flow_proc **p;
	struct svc_matters of;
	struct fail f;

	v->can_matter =
		l->row.incoming && svc_matter_procedures(w->svc, web_actor(q), a, &p) > 0;
	v->matter_new = url_path(a, "/perkara/baru?surat=%lld", (long long)l->row.id);
	if (svc_matters_of(w->svc, web_actor(q), a, l->row.id, &of, &f))
		return;
	v->matters = matter_rows(w, a, &of);
	v->matters_n = of.n;
}
