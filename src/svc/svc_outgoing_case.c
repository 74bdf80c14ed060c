#include "svc_outgoing_case.h"
#include "svc_calendar.h"
#include "db.h"
#include "svc_acting.h"
#include "svc_outgoing_duty.h"
#include "tpl.h"

struct day out_today(const struct svc *s, int64_t now)
{
	return day_at(now, s->zone);
}

const struct office_series *out_series(const struct svc *s, struct str key)
{
	for (size_t i = 0; i < s->office->series_n; i++)
		if (str_eq(s->office->series[i].key, key))
			return &s->office->series[i];
	return NULL;
}

bool out_inner(const struct flow_proc *p)
{
	return p->path == FLOW_INNER;
}

const struct flow_proc *out_proc_for(const struct svc *s, struct str form)
{
	const struct tpl_form *t = s->tpl ? tpl_form_get(s->tpl, form) : NULL;

	/* a note passes between officials of the office, a letter goes out */
	if (t && t->family == 'N')
		return flow_procs_get(s->procs, STR("nota-dinas"));
	return flow_procs_letter(s->procs, s->office->procedure_out);
}

enum err out_text(struct arena *a, struct str in, enum utf8_kind kind, size_t max,
		  const char *field, const char *missing, struct str *out, struct fail *f)
{
	enum err e = utf8_clean(a, str_trim(in), kind, field, out, f);
	if (e)
		return e;
	if (!out->n && missing)
		return FAIL(f, ERR_INVALID, "missing", field, "%s", missing);
	if (out->n > max)
		return FAIL(f, ERR_INVALID, "too-long", field,
			    "Isian paling panjang %zu huruf; pendekkan lalu simpan lagi.",
			    max);
	return ERR_OK;
}

static struct day day_of(struct db_rows *r, int col)
{
	return db_null(r, col) ? (struct day){0} : day_from_number(db_int(r, col));
}

static void read_case(struct db_rows *r, struct arena *a, struct out_case *l,
		      struct str *state, struct str *procedure)
{
	l->version = db_int(r, 0);
	*state = db_str(r, 1, a);
	*procedure = db_str(r, 2, a);
	l->step = (int)db_int(r, 3);
	l->step_ms = db_int(r, 4);
	l->opened_ms = db_int(r, 5);
	l->desk = db_int(r, 6);
	l->unit = db_int(r, 7);
	l->form = db_str(r, 8, a);
	l->subject = db_str(r, 9, a);
	l->class_scheme = db_str(r, 10, a);
	l->class_code = db_str(r, 11, a);
	l->urgency = db_str(r, 12, a);
	l->secrecy = db_str(r, 13, a);
	l->number = db_str(r, 14, a);
	l->letter_day = day_of(r, 15);
	l->due = day_of(r, 16);
	l->recipient = db_str(r, 17, a);
	l->drafter = db_int(r, 18);
	l->signer = db_int(r, 19);
	l->profile = db_str(r, 20, a);
	l->rule = db_str(r, 21, a);
	l->series = db_str(r, 22, a);
	l->draft_no = (int)db_int(r, 23);
	l->outside = db_int(r, 24) != 0;
	l->sign_kind = db_str(r, 25, a);
	l->signed_ms = db_int(r, 26);
	l->serial = (int)db_int(r, 27);
	l->verify_code = db_str(r, 28, a);
	l->pdf = db_str(r, 29, a);
	l->drafter_unit = db_int(r, 30);
	l->behalf = db_int(r, 31);
	l->via = db_int(r, 32);
	l->drafted_ms = db_int(r, 33);
}

static int bit_index(unsigned bit)
{
	int i = 0;
	while (bit > 1) {
		bit >>= 1;
		i++;
	}
	return i;
}

static void give(struct out_case *l, unsigned duty, int64_t post)
{
	if (!(l->duties & duty))
		l->post[bit_index(duty)] = post;
	l->duties |= duty;
}

static void give_to(void *l, unsigned duty, int64_t post)
{
	give(l, duty, post);
}

static enum err find_duties(struct out_act *x, struct fail *f)
{
	struct out_facts facts = {x->l.drafter, x->l.signer, x->l.desk,
				  x->l.state,   x->l.row,    x->l.series};

	x->l.duties = DUTY_ANY | (x->who->admin ? DUTY_ADMIN : 0u);
	out_duties(x->s, x->who, &facts, give_to, &x->l);
	return out_initial_duty(x->c, x->who, x->l.id, give_to, &x->l, f);
}

enum err out_load(struct out_act *x, struct db_conn *c, struct fail *f)
{
	struct str state = {0}, procedure = {0};
	struct db_rows *r = db_run(c, Q_out_case);
	bool found;

	x->c = c;
	x->now = db_now(c);
	x->l = (struct out_case){.id = x->ref.id};
	db_bind_int(r, "id", x->ref.id);
	found = db_next(r);
	if (found)
		read_case(r, x->a, &x->l, &state, &procedure);
	enum err e = db_done(r, NULL, f);
	if (e)
		return e;
	if (!found)
		return svc_no_letter(f);
	x->l.proc = flow_procs_get(x->s->procs, procedure);
	if (!x->l.proc || !flow_state_from_word(state, &x->l.state))
		return FAIL(f, ERR_IO, "no-procedure", NULL,
			    "Prosedur \"" STR_FMT
			    "\" surat ini tidak terpasang; pasang kembali "
			    "berkasnya di folder prosedur lalu mulai ulang layanan.",
			    STR_ARG(procedure));
	x->l.row = x->l.step ? flow_proc_step(x->l.proc, x->l.step) : NULL;
	if ((e = find_duties(x, f)) ||
	    (e = svc_sight_of(c, x->a, x->who, x->l.id, &x->sight, f)))
		return e;
	return x->sight.line ? ERR_OK : svc_no_letter(f);
}

enum err out_may(struct out_act *x, enum flow_act act, struct fail *f)
{
	enum err e = flow_proc_may(x->l.proc, x->l.step, act, x->l.state, x->l.duties, f);
	if (e)
		return e;
	const struct flow_edge *edge = flow_edge_of(act, x->l.state, x->l.proc->path);
	x->post = 0;
	for (int i = 0; edge && i < OUT_DUTIES && !x->post; i++)
		if (edge->duties & x->l.duties & (1u << i))
			x->post = x->l.post[i];
	return ERR_OK;
}

enum err out_begin(struct out_act *x, struct db_conn *c, enum flow_act act,
		   struct fail *f)
{
	enum err e = out_load(x, c, f);
	if (e)
		return e;
	struct fail mine = {0};
	enum err may = out_may(x, act, &mine);
	int64_t stored = 0;

	/* Right, then version, then state, as svc_case_may(): whoever may not do it hears
	 * that first, and a stale page before what the state lacks. */
	if (may != ERR_DENIED &&
	    (e = svc_version_check(x->ref.version, x->l.version, &stored, f))) {
		if (x->done && e == ERR_STALE)
			*x->done = (struct svc_done){stored, x->l.state, x->l.id};
		return e;
	}
	if (may && f)
		*f = mine;
	return may ? acting_why(c, x->a, x->s->zone, x->who, x->l.id, may, f)
		   : acting_still(c, x->s->zone, x->who, x->post, f);
}

static struct str post_code(const struct out_act *x)
{
	for (size_t i = 0; i < x->who->posts_n; i++)
		if (x->who->posts[i].position_id == x->post)
			return x->who->posts[i].code;
	return STR("-");
}

enum err out_audit(struct out_act *x, enum flow_act act, struct str detail,
		   struct fail *f)
{
	struct db_audit a = {
		.actor = arena_fmt(x->a, STR_FMT "/" STR_FMT, STR_ARG(x->who->login),
				   STR_ARG(post_code(x))),
		.act = str_c(flow_act_word(act)),
		.object = arena_fmt(x->a, "letter:%lld", (long long)x->l.id),
		.detail = detail,
	};
	return db_audit(x->c, &a, f);
}

enum err out_draft_put(struct out_act *x, int64_t letter, int no, struct str xml,
		       bool sealed, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_draft_put);

	db_bind_int(r, "letter", letter);
	db_bind_int(r, "no", no);
	db_bind_str(r, "xml", xml);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "position", x->post);
	db_bind_int(r, "at", x->now);
	if (sealed)
		db_bind_int(r, "sealed", x->now);
	return db_done(r, NULL, f);
}

enum err out_draft_begun(struct out_act *x, int64_t letter, int step, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_step);

	db_bind_int(r, "letter", letter);
	db_bind_str(r, "act", str_c(flow_act_word(ACT_DRAFT)));
	db_bind_int(r, "step", step);
	db_bind_str(r, "from", str_c(flow_state_word(FS_DRAFT)));
	db_bind_str(r, "to", str_c(flow_state_word(FS_DRAFT)));
	db_bind_int(r, "draft", 1);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "position", x->post);
	db_bind_int(r, "at", x->now);
	db_bind_int(r, "wait", 0);
	db_bind_int(r, "work", 0);
	return db_done(r, NULL, f);
}

static enum err put_step(struct out_act *x, const struct out_step *m, struct fail *f)
{
	const struct out_case *l = &x->l;
	const struct office_hours *h = svc_hours(x->s);
	int64_t opened = l->opened_ms ? l->opened_ms : x->now;
	struct db_rows *r = db_run(x->c, Q_out_step);

	db_bind_int(r, "letter", l->id);
	db_bind_str(r, "act", str_c(flow_act_word(m->act)));
	db_bind_int(r, "step", l->row && l->row->act == m->act ? l->step : 0);
	db_bind_str(r, "from", str_c(flow_state_word(l->state)));
	db_bind_str(r, "to", str_c(flow_state_word(m->to)));
	db_bind_int(r, "draft", l->draft_no);
	db_bind_int(r, "account", x->who->account_id);
	if (x->post)
		db_bind_int(r, "position", x->post);
	db_bind_int(r, "at", x->now);
	db_bind_int(r, "wait", office_ms_between(h, l->step_ms, opened));
	db_bind_int(r, "work", office_ms_between(h, opened, x->now));
	db_bind_str(r, "note", m->note);
	return db_done(r, NULL, f);
}

enum err out_move(struct out_act *x, const struct out_step *m, struct fail *f)
{
	int changed = 0;
	enum err e = put_step(x, m, f);
	if (e)
		return e;
	struct db_rows *r = db_run(x->c, Q_out_move);
	db_bind_int(r, "id", x->l.id);
	db_bind_int(r, "version", x->l.version);
	db_bind_str(r, "state", str_c(flow_state_word(m->to)));
	db_bind_int(r, "step", m->step);
	db_bind_int(r, "at", m->stays ? x->l.step_ms : x->now);
	if (m->stays && x->l.opened_ms)
		db_bind_int(r, "opened", x->l.opened_ms);
	if (m->desk)
		db_bind_int(r, "desk", m->desk);
	if (m->closes) {
		db_bind_int(r, "closed", x->now);
		db_bind_str(r, "reason", m->note);
	}
	if ((e = db_done(r, &changed, f)))
		return e;
	if (changed != 1)
		return FAIL(f, ERR_STALE, "stale-version", "version",
			    "Surat ini baru saja diubah; muat ulang lalu ulangi.");
	e = out_audit(x, m->act,
		      arena_fmt(x->a,
				"surat=%lld\ndari=%s\nke=%s\nkonsep=%d\nversi=%"
				"lld\ncatatan=" STR_FMT "\n",
				(long long)x->l.id, flow_state_word(x->l.state),
				flow_state_word(m->to), x->l.draft_no,
				(long long)x->l.version, STR_ARG(m->note)),
		      f);
	if (e)
		return e;
	x->l.state = m->to;
	x->l.version++;
	x->l.step = m->step;
	if (!m->stays)
		x->l.step_ms = x->l.opened_ms = x->now;
	x->l.desk = m->desk;
	x->l.row = m->step ? flow_proc_step(x->l.proc, m->step) : NULL;
	if (x->done)
		*x->done = (struct svc_done){x->l.version, x->l.state, x->l.id};
	return find_duties(x, f);
}

static enum err role_desk(struct out_act *x, const struct flow_step *row, int64_t *desk,
			  struct fail *f)
{
	for (size_t i = 0; i < row->roles_n && !*desk; i++) {
		struct db_rows *r = db_run(x->c, Q_out_role_post);
		db_bind_int(r, "unit", x->l.drafter_unit);
		db_bind_str(r, "role", row->roles[i]);
		db_bind_int(r, "today", day_number(out_today(x->s, x->now)));
		enum err e = db_one_int(r, desk, NULL, f);
		if (e)
			return e;
	}
	if (!*desk)
		return FAIL(f, ERR_CONFLICT, "nobody", NULL,
			    "Tidak ada jabatan untuk langkah %d (" STR_FMT
			    "); administrator "
			    "perlu mengisinya di berkas kantor.",
			    row->number, STR_ARG(row->activity));
	return ERR_OK;
}

static enum err keeper_desk(struct out_act *x, int64_t *desk, struct fail *f)
{
	const struct office_series *s = out_series(x->s, x->l.series);
	enum err e = ERR_OK;

	for (size_t i = 0; s && i < s->keepers_n && !*desk && !e; i++) {
		struct db_rows *r = db_run(x->c, Q_out_position_by_code);
		db_bind_str(r, "code", s->keepers[i]);
		e = db_one_int(r, desk, NULL, f);
	}
	return e;
}

enum err out_desk(struct out_act *x, const struct flow_step *row, int64_t *desk,
		  struct fail *f)
{
	*desk = 0;
	if (!row)
		return ERR_OK;
	if (row->act == ACT_APPROVE)
		return role_desk(x, row, desk, f);
	if (row->act == ACT_RECORD || row->act == ACT_DISPATCH)
		return keeper_desk(x, desk, f);
	*desk = row->act == ACT_SIGN ? x->l.signer : x->l.drafter;
	return ERR_OK;
}

enum err out_advance(struct out_act *x, enum flow_act act, struct str note,
		     struct fail *f)
{
	const struct flow_step *next = x->l.row;
	struct out_step m = {.act = act, .note = note};

	m.to = flow_edge_of(act, x->l.state, x->l.proc->path)->to;
	if (next && next->act == act)
		next = flow_proc_after(x->l.proc, next->number);
	m.step = next ? next->number : 0;
	enum err e = out_desk(x, next, &m.desk, f);
	/* A secret letter stays on the clerk's desk until it is filed, or nobody could.
	 */
	if (!e && !next && svc_secrecy_named(x->l.secrecy) && !out_inner(x->l.proc))
		e = keeper_desk(x, &m.desk, f);
	return e ? e : out_move(x, &m, f);
}

enum err out_own_reviews(struct out_act *x, struct fail *f)
{
	while (x->l.row && x->l.row->act == ACT_APPROVE &&
	       (x->l.duties & DUTY_REVIEWER)) {
		enum err e = out_may(x, ACT_APPROVE, f);
		if (e ||
		    (e = out_advance(x, ACT_APPROVE,
				     STR("Satu orang, dua jabatan: satu perbuatan."), f)))
			return e;
	}
	return ERR_OK;
}

enum err out_position_get(struct db_conn *c, struct arena *a, int64_t id,
			  struct out_position *out, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_out_position);
	bool found;

	*out = (struct out_position){.id = id};
	db_bind_int(r, "id", id);
	found = db_next(r);
	if (found) {
		out->code = db_str(r, 0, a);
		out->name = db_str(r, 1, a);
		out->title = db_str(r, 2, a);
		out->role = db_str(r, 3, a);
		out->unit_id = db_int(r, 4);
		out->unit_code = db_str(r, 5, a);
		out->unit_name = db_str(r, 6, a);
	}
	enum err e = db_done(r, NULL, f);
	if (!e && !found)
		return FAIL(f, ERR_NOTFOUND, "no-position", NULL,
			    "Jabatan itu tidak ada.");
	return e;
}

enum err out_holder_get(struct db_conn *c, struct arena *a, int64_t position,
			struct day d, struct out_holder *out, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_out_holder);

	*out = (struct out_holder){0};
	db_bind_int(r, "position", position);
	db_bind_int(r, "day", day_number(d));
	if (db_next(r)) {
		out->name = db_str(r, 0, a);
		out->nip = db_str(r, 1, a);
		out->rank = db_str(r, 2, a);
		out->kind = db_str(r, 3, a);
		out->person_id = db_int(r, 4);
	}
	return db_done(r, NULL, f);
}

enum err out_may_read(struct out_act *x, struct fail *f)
{
	if (x->sight.content)
		return ERR_OK;
	return FAIL(
		f, ERR_DENIED, "not-yours", NULL,
		"Isi surat ini hanya untuk yang mengerjakan dan menerimanya; pakai Minta "
		"lihat.");
}

enum err out_draft_xml(struct out_act *x, int no, struct str *xml, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_draft_get);

	*xml = (struct str){0};
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "no", no);
	if (db_next(r))
		*xml = db_str(r, 0, x->a);
	enum err e = db_done(r, NULL, f);
	if (!e && !xml->p)
		return FAIL(f, ERR_NOTFOUND, "no-draft", NULL,
			    "Versi %d konsep ini tidak ada.", no);
	return e;
}
