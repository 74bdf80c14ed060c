/* svc_outgoing_draft.c - row 1: a draft, linked to what it answers, and its versions. */
#include "svc_outgoing_page.h"
#include "svc_initial_case.h"
#include "svc_entry.h"
#include "svc_idem.h"

#define SUBJECT_MAX 1000

struct drafting {
	struct out_act x;
	const struct svc_draft_in *in;
	struct str xml, urgency, secrecy, class_code, scheme;
	struct out_head head;
	struct out_position drafter;
	struct out_signing by;
	const struct flow_proc *proc;
	const struct office_series *series;
	struct svc_idem idem;
};

/* The text and what is written beside it; no right is asked here. */
static enum err read_input(struct drafting *d, struct fail *f)
{
	struct arena *a = d->x.a;
	struct str subject = {0};
	enum err e = out_axis_urgency(d->in->urgency, &d->urgency, f);

	if (e || (e = out_axis_secrecy(d->in->secrecy, &d->secrecy, f)) ||
	    (e = out_text(a, d->in->class_code, UTF8_LINE, 40, "classification", NULL,
			  &d->class_code, f)) ||
	    (e = out_text(a, d->in->subject, UTF8_LINE, SUBJECT_MAX, "subject", NULL,
			  &subject, f)))
		return e;
	if (d->class_code.n &&
	    (e = svc_class_check(d->x.s, d->class_code, &d->scheme, f)))
		return e;
	if ((e = out_page_xml(d->x.s, a, d->in, &d->xml, f)) ||
	    (e = out_page_head(d->x.s, a, d->in->form, d->xml, &d->head, f)))
		return e;
	if (subject.n)
		d->head.subject = subject;
	if (!d->head.subject.n)
		d->head.subject = STR("(belum ada hal)");
	return ERR_OK;
}

/* The post it is drafted under: the drafter's own, or that of the Pelaksana who types for
 * the one who drafted (SOP row 2).  0: neither. */
static int64_t drafting_post(const struct drafting *d)
{
	const struct flow_step *one = &d->proc->steps[0], *two = &d->proc->steps[1];

	if (!flow_step_has_role(one, STR("pengirim")) &&
	    !flow_step_has_role(one, d->drafter.role))
		return 0;
	if (actor_holds(d->x.who, d->drafter.id))
		return d->drafter.id;
	for (size_t i = 0; two->act == ACT_SUBMIT && i < d->x.who->posts_n; i++)
		if (flow_step_has_role(two, d->x.who->posts[i].role))
			return d->x.who->posts[i].position_id;
	return 0;
}

static enum err find_drafter(struct drafting *d, struct db_conn *c, struct fail *f)
{
	int64_t id = d->in->drafter_position_id;

	if (!id && d->x.who->posts_n == 1)
		id = d->x.who->posts[0].position_id;
	if (!id)
		return FAIL(f, ERR_INVALID, "missing", "drafter",
			    "Pilih jabatan yang mengonsep surat ini.");
	enum err e = out_position_get(c, d->x.a, id, &d->drafter, f);
	if (e)
		return e;
	d->x.post = drafting_post(d);
	if (!d->x.post)
		return FAIL(
			f, ERR_DENIED, "not-yours", "drafter",
			"Menurut prosedurnya surat ini tidak dikonsep oleh jabatan itu "
			"lewat akun Anda; pilih jabatan yang Anda pegang.");
	return ERR_OK;
}

static enum err find_signer(struct drafting *d, struct db_conn *c, struct fail *f)
{
	enum err e = out_signer_for(d->x.s, c, d->x.a, d->in->form, &d->drafter,
				    d->in->signer_position_id, &d->by, f);

	if (e)
		return e;
	d->series = office_series_for(d->x.s->office, out_form_like(d->x.s, d->in->form),
				      d->by.signer.unit_code);
	if (!d->series)
		return FAIL(
			f, ERR_CONFLICT, "no-series", "form",
			"Belum ada deret nomor untuk bentuk naskah ini; administrator "
			"perlu menambahkannya di berkas kantor.");
	return ERR_OK;
}

static enum err find_parts(struct drafting *d, struct fail *f)
{
	d->proc = out_proc_for(d->x.s, d->in->form);
	if (!d->proc || d->proc->steps_n < 2 || !out_form_name(d->x.s, d->in->form).n)
		return FAIL(f, ERR_INVALID, "form", "form",
			    "Bentuk naskah itu tidak dikenal; pilih dari daftar bentuk.");
	struct db_conn *c = db_read(d->x.s->db);
	enum err e = find_drafter(d, c, f);
	if (!e)
		e = find_signer(d, c, f);
	db_read_end(d->x.s->db, c);
	return e;
}

static enum err put_letter(struct drafting *d, struct fail *f)
{
	struct out_act *x = &d->x;
	struct db_rows *r = db_run(x->c, Q_out_letter_put);

	db_bind_int(r, "id", x->l.id);
	db_bind_str(r, "form", d->in->form);
	db_bind_str(r, "state", str_c(flow_state_word(FS_DRAFT)));
	db_bind_str(r, "procedure", d->proc->key);
	db_bind_int(r, "step", d->proc->steps[1].number);
	db_bind_int(r, "at", x->now);
	db_bind_int(r, "desk", x->post);
	db_bind_int(r, "unit", d->by.signer.unit_id);
	db_bind_str(r, "subject", d->head.subject);
	if (d->class_code.n) {
		db_bind_str(r, "scheme", d->scheme);
		db_bind_str(r, "class", d->class_code);
	}
	db_bind_str(r, "urgency", d->urgency);
	db_bind_str(r, "secrecy", d->secrecy);
	if (!day_none(d->in->due_day))
		db_bind_int(r, "due", day_number(d->in->due_day));
	db_bind_int(r, "account", x->who->account_id);
	return db_done(r, NULL, f);
}

static enum err put_outgoing(struct drafting *d, struct fail *f)
{
	struct out_act *x = &d->x;
	struct db_rows *r = db_run(x->c, Q_out_outgoing_put);

	db_bind_int(r, "letter", x->l.id);
	if (d->head.recipient.n)
		db_bind_str(r, "recipient", d->head.recipient);
	db_bind_int(r, "drafter", d->drafter.id);
	db_bind_int(r, "signer", d->by.signer.id);
	if (d->by.behalf)
		db_bind_int(r, "behalf", d->by.behalf);
	if (d->by.via)
		db_bind_int(r, "via", d->by.via);
	db_bind_str(r, "profile", x->s->office->profile);
	db_bind_str(r, "rule", d->series->rule);
	db_bind_str(r, "series", d->series->key);
	db_bind_int(r, "draft", 1);
	db_bind_int(r, "outside", 0);
	return db_done(r, NULL, f);
}

/* The disposition that asks: the drafter's own.  When the caller named only the letter, the
 * one that lies in his tray. */
static enum err find_tray(struct drafting *d, int64_t *tray, struct fail *f)
{
	struct out_act *x = &d->x;
	struct db_rows *r;
	int64_t letter = 0, position = 0;
	enum err e;

	if (!*tray) {
		r = db_run(x->c, Q_out_tray_live);
		db_bind_int(r, "letter", d->in->answers_letter_id);
		db_bind_str(r, "posts",
			    arena_fmt(x->a, "[%lld]", (long long)d->drafter.id));
		return db_one_int(r, tray, NULL, f);
	}
	r = db_run(x->c, Q_out_tray_of);
	db_bind_int(r, "id", *tray);
	if (db_next(r)) {
		letter = db_int(r, 0);
		position = db_int(r, 1);
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	if (letter != d->in->answers_letter_id || position != d->drafter.id)
		return FAIL(
			f, ERR_INVALID, "no-tray", "answers_tray",
			"Disposisi yang dijawab bukan dari surat itu atau bukan di kotak "
			"pengonsep; mulai dari tombol Balas di surat masuknya.");
	return ERR_OK;
}

static enum err put_link(struct drafting *d, struct fail *f)
{
	struct out_act *x = &d->x;
	int64_t tray = d->in->answers_tray_id;

	if (!d->in->answers_letter_id)
		return ERR_OK;
	enum err e = find_tray(d, &tray, f);
	if (e)
		return e;
	struct db_rows *r = db_run(x->c, Q_out_link_put);
	db_bind_int(r, "from", x->l.id);
	db_bind_int(r, "to", d->in->answers_letter_id);
	db_bind_str(r, "kind",
		    d->in->interim ? STR("jawaban-sementara") : STR("menjawab"));
	if (tray)
		db_bind_int(r, "tray", tray);
	db_bind_int(r, "at", x->now);
	return db_done(r, NULL, f);
}

/* What it answers he may see (S1), and a reply that does not say so is as secret: its first
 * words tell what it answers. */
static enum err see_answered(struct drafting *d, struct fail *f)
{
	struct out_act *x = &d->x;
	int64_t id = d->in->answers_letter_id;

	if (!id)
		return ERR_OK;
	if (!svc_may_see_line(x->c, x->a, x->who, id))
		return svc_no_letter(f);
	if (d->in->secrecy.n)
		return ERR_OK;
	struct db_rows *r = db_run(x->c, Q_case_secrecy);
	db_bind_int(r, "id", id);
	if (db_next(r))
		d->secrecy = db_str(r, 0, x->a);
	return db_done(r, NULL, f);
}

static enum err put_begin(struct drafting *d, struct fail *f)
{
	struct out_act *x = &d->x;
	enum err e = out_draft_begun(x, x->l.id, d->proc->steps[0].number, f);

	if (e)
		return e;
	return out_audit(x, ACT_DRAFT,
			 arena_fmt(x->a,
				   "surat=%lld\nbentuk=" STR_FMT "\nmenjawab=%lld\n%s",
				   (long long)x->l.id, STR_ARG(d->in->form),
				   (long long)d->in->answers_letter_id,
				   sha256_hex(sha256_of(d->xml)).z),
			 f);
}

/* Of an edit: which version of which letter it changes. */
static struct svc_idem idem_of(struct drafting *d)
{
	const struct svc_draft_in *in = d->in;
	struct svc_ref at = d->x.ref;
	const struct str text[] = {in->form,  d->xml,     d->head.subject,
				   d->urgency, d->secrecy, d->class_code};
	struct str rest = arena_fmt(
		d->x.a, "konsep|%lld|%lld|%lld|%lld|%lld|%lld|%d|%lld", (long long)at.id,
		(long long)at.version, (long long)d->drafter.id,
		(long long)in->signer_position_id, (long long)in->answers_letter_id,
		(long long)in->answers_tray_id, in->interim,
		(long long)(day_none(in->due_day) ? 0 : day_number(in->due_day)));

	return svc_idem_of(d->x.a, in->idempotency_key, text,
			   sizeof(text) / sizeof(*text), rest);
}

static enum err draft_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct drafting *d = arg;
	struct out_act *x = &d->x;
	bool again;
	enum err e = svc_idem_done_get(c, x->a, x->who, &d->idem, x->done, &again, f);

	if (e || again)
		return e;
	x->c = c;
	x->now = db_now(c);
	x->l = (struct out_case){.version = 1, .state = FS_DRAFT};
	if ((e = flow_may(ACT_DRAFT, FS_DRAFT, DUTY_ANY | DUTY_DRAFTER, f)) ||
	    (e = svc_letter_id(c, out_today(x->s, x->now), &x->l.id, f)) ||
	    (e = see_answered(d, f)) || (e = put_letter(d, f)) ||
	    (e = put_outgoing(d, f)) || (e = out_draft_put(x, x->l.id, 1, d->xml, false, f)) ||
	    (e = put_link(d, f)) || (e = put_begin(d, f)))
		return e;
	*x->done = (struct svc_done){1, FS_DRAFT, x->l.id};
	return svc_idem_done_put(c, x->a, x->who, &d->idem, x->done, f);
}

enum err svc_outgoing_draft(struct svc *s, const struct actor *who, struct arena *a,
			    const struct svc_draft_in *in, struct svc_done *done,
			    struct fail *f)
{
	struct drafting d = {.x = {.s = s, .who = who, .a = a, .done = done}, .in = in};
	enum err e = find_parts(&d, f);

	if (e || (e = read_input(&d, f)))
		return e;
	d.idem = idem_of(&d);
	return db_submit(s->db, draft_act, &d, f);
}

/* What an edit does not say stands as it is; above all, silence lowers no secrecy. */
static void keep_unsaid(struct drafting *d)
{
	const struct out_case *l = &d->x.l;

	if (!d->in->urgency.n)
		d->urgency = l->urgency;
	if (!d->in->secrecy.n)
		d->secrecy = l->secrecy;
	if (!d->in->class_code.p) {
		d->class_code = l->class_code;
		d->scheme = l->class_scheme;
	}
}

static enum err put_head(struct drafting *d, struct fail *f)
{
	struct out_act *x = &d->x;
	struct day due = day_none(d->in->due_day) ? x->l.due : d->in->due_day;
	struct db_rows *r = db_run(x->c, Q_out_head);

	db_bind_int(r, "id", x->l.id);
	db_bind_str(r, "subject", d->head.subject);
	if (d->class_code.n) {
		db_bind_str(r, "scheme", d->scheme);
		db_bind_str(r, "class", d->class_code);
	}
	db_bind_str(r, "urgency", d->urgency);
	db_bind_str(r, "secrecy", d->secrecy);
	if (!day_none(due))
		db_bind_int(r, "due", day_number(due));
	enum err e = db_done(r, NULL, f);
	if (e)
		return e;
	r = db_run(x->c, Q_out_recipient);
	db_bind_int(r, "letter", x->l.id);
	if (d->head.recipient.n)
		db_bind_str(r, "recipient", d->head.recipient);
	return db_done(r, NULL, f);
}

static enum err rewrite(struct drafting *d, struct fail *f)
{
	struct out_act *x = &d->x;
	struct db_rows *r = db_run(x->c, Q_out_draft_write);
	int changed = 0;

	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "no", x->l.draft_no);
	db_bind_str(r, "xml", d->xml);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "position", x->post);
	db_bind_int(r, "at", x->now);
	enum err e = db_done(r, &changed, f);
	if (!e && !changed)
		return FAIL(f, ERR_CONFLICT, "sealed", NULL,
			    "Versi konsep ini sudah diajukan; minta dikembalikan lebih "
			    "dulu.");
	return e;
}

/* A reader's correction is a version with his name; it stands sealed at once, and every
 * initial below it lapses: the letter waits at the first row of review again. */
static enum err correct(struct drafting *d, struct fail *f)
{
	struct out_act *x = &d->x;
	enum err e = out_draft_put(x, x->l.id, x->l.draft_no + 1, d->xml, true, f);

	if (e)
		return e;
	x->l.draft_no++;
	struct db_rows *r = db_run(x->c, Q_out_draft_no);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "no", x->l.draft_no);
	return db_done(r, NULL, f);
}

/* Does a page print otherwise than before?  The text, and what of the register stands on it:
 * urgency, secrecy, the class in the number. */
static enum err reprints(struct drafting *d, bool *changed, struct fail *f)
{
	const struct out_case *l = &d->x.l;
	struct str old;
	enum err e = out_draft_xml(&d->x, l->draft_no, &old, f);

	*changed = !str_eq(old, d->xml) || !str_eq(l->urgency, d->urgency) ||
		   !str_eq(l->secrecy, d->secrecy) || !str_eq(l->class_code, d->class_code);
	return e;
}

/* Initials hold for one text: with another they lapse, the steps' own by going back to the
 * first reader. */
static enum err put_text(struct drafting *d, bool changed, struct fail *f)
{
	enum err e = ERR_OK;

	if (d->x.l.state == FS_DRAFT)
		e = rewrite(d, f);
	else if (changed)
		e = correct(d, f);
	return e || !changed ? e : out_initials_lapse(&d->x, f);
}

static enum err edit_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct drafting *d = arg;
	struct out_act *x = &d->x;
	struct out_step m = {.act = ACT_EDIT};
	bool again, changed;
	enum err e = svc_idem_done_get(c, x->a, x->who, &d->idem, x->done, &again, f);

	if (e || again || (e = out_begin(x, c, ACT_EDIT, f)))
		return e;
	if (!str_eq(x->l.form, d->in->form))
		return FAIL(f, ERR_INVALID, "form", "form",
			    "Bentuk naskah tidak diubah pada konsep yang sudah ada; buat "
			    "konsep "
			    "baru.");
	keep_unsaid(d);
	if ((e = reprints(d, &changed, f)))
		return e;
	m.to = changed ? flow_edge_of(ACT_EDIT, x->l.state, x->l.proc->path)->to : x->l.state;
	m.stays = m.to == x->l.state;
	m.step = x->l.step;
	m.desk = x->l.desk;
	if (!m.stays) {
		const struct flow_step *row = flow_proc_waiting(x->l.proc, m.to);
		m.step = row ? row->number : 0;
		m.note = STR("Dikoreksi pembaca; paraf sebelumnya gugur.");
		if ((e = out_desk(x, row, &m.desk, f)))
			return e;
	}
	if ((e = put_text(d, changed, f)) || (e = put_head(d, f)) || (e = out_move(x, &m, f)))
		return e;
	return svc_idem_done_put(c, x->a, x->who, &d->idem, x->done, f);
}

enum err svc_outgoing_edit(struct svc *s, const struct actor *who, struct arena *a,
			   struct svc_ref ref, const struct svc_draft_in *in,
			   struct svc_done *done, struct fail *f)
{
	struct drafting d = {.x = {.s = s, .who = who, .a = a, .ref = ref, .done = done},
			     .in = in};
	enum err e = read_input(&d, f);

	if (e)
		return e;
	d.idem = idem_of(&d);
	return db_submit(s->db, edit_act, &d, f);
}
