/* The acts on a matter. */
#include "json.h"
#include "svc_entry.h"
#include "svc_letter.h"
#include "svc_matter_record.h"
#include "svc_secrecy.h"

#define NOTE_MAX    2000
#define SAME_NUMBER 20

struct acting {
	struct matter_case m;
	struct svc_ref ref;
	const struct svc_matter_new *in;
	struct svc_done *done;
	enum flow_act act;
	struct str note, title, secrecy;
	struct str without; /* why a letter that is asked for is missing */
	const struct svc_matter_value *values;
	size_t values_n;
	int64_t letter;    /* to be linked */
	struct str number; /* the same as printed, while it is not found yet */
};

/* ---- writing ---- */

static enum err audit(struct acting *x, int64_t post, int to, struct fail *f)
{
	struct buf b = BUF_MAX(1 << 14);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_int(&w, "step", x->m.step ? x->m.step->number : 0);
	jw_int(&w, "to", to);
	jw_str(&w, "state", str_c(work_state_word(x->m.state)));
	jw_int(&w, "letter", x->letter);
	jw_str(&w, "note", x->note);
	jw_obj_end(&w);
	return db_audit(x->m.c,
			&(struct db_audit){.actor = actor_audit(x->m.a, x->m.who, post),
					   .act = str_c(flow_act_word(x->act)),
					   .object = arena_fmt(x->m.a, "matter:%lld",
							       (long long)x->m.id),
					   .detail = buf_keep(&b, x->m.a)},
			f);
}

static enum err put_step(struct acting *x, int64_t post, int at, int to, struct fail *f)
{
	struct db_rows *r = db_run(x->m.c, Q_matter_step_put);

	db_bind_int(r, "id", x->m.id);
	db_bind_str(r, "act", str_c(flow_act_word(x->act)));
	db_bind_int(r, "step", at);
	db_bind_int(r, "to", to);
	db_bind_int(r, "account", x->m.who->account_id);
	db_bind_int(r, "post", post);
	db_bind_int(r, "at", x->m.now);
	db_bind_int(r, "spent", x->act == ACT_MATTER_START ? 0 : matter_spent_ms(&x->m));
	if (x->note.n)
		db_bind_str(r, "note", x->note);
	return svc_exec(r, f);
}

static enum err put_role(struct acting *x, struct str role, struct fail *f)
{
	struct db_rows *r = db_run(x->m.c, Q_matter_role_put);

	db_bind_int(r, "id", x->m.id);
	db_bind_str(r, "role", role);
	return svc_exec(r, f);
}

/* Who gets what the last row makes, so far as it is somebody of this office. */
static enum err put_readers(struct acting *x, struct fail *f)
{
	const struct flow_list *others = &x->m.step->others;
	enum err e = ERR_OK;

	for (size_t i = 0; i < others->n && !e; i++) {
		const struct flow_step one = {.roles = {others->items[i]}, .roles_n = 1};
		bool held = false;

		e = matter_held(&x->m, &one, &held, f);
		if (!e && held)
			e = put_role(x, others->items[i], f);
	}
	return e;
}

/* Whose desk it is on from now. */
static enum err put_roles(struct acting *x, const struct flow_step *s, struct fail *f)
{
	struct db_rows *r = db_run(x->m.c, Q_matter_roles_clear);
	struct str code;
	bool held = true;
	enum err e;

	db_bind_int(r, "id", x->m.id);
	if ((e = svc_exec(r, f)))
		return e;
	if (!s)
		return x->act == ACT_MATTER_DONE ? put_readers(x, f) : ERR_OK;
	if ((e = matter_doer(&x->m, s, &code, f)))
		return e;
	if (code.n)
		e = put_role(x, code, f);
	for (size_t i = 0; !code.n && i < s->roles_n && !e; i++)
		e = put_role(x, s->roles[i], f);
	if (!e)
		e = matter_held(&x->m, s, &held, f);
	return e || held ? e : put_role(x, STR("-"), f);
}

static enum err put_letter(struct acting *x, struct fail *f)
{
	struct db_rows *r;

	if (!x->letter)
		return ERR_OK;
	r = db_run(x->m.c, Q_matter_letter_put);
	db_bind_int(r, "id", x->m.id);
	db_bind_int(r, "letter", x->letter);
	db_bind_int(r, "step", x->m.step ? x->m.step->number : 0);
	db_bind_int(r, "account", x->m.who->account_id);
	db_bind_int(r, "at", x->m.now);
	return svc_exec(r, f);
}

static enum err move(struct acting *x, enum work_state to, const struct flow_step *next,
		     int64_t step_ms, struct fail *f)
{
	struct db_rows *r = db_run(x->m.c, Q_matter_move);
	int changed = 0;
	enum err e;

	db_bind_int(r, "id", x->m.id);
	db_bind_int(r, "version", x->m.version);
	db_bind_str(r, "state", str_c(work_state_word(to)));
	db_bind_int(r, "step", next ? next->number : 0);
	db_bind_int(r, "step_ms", step_ms);
	if (to == WS_PAUSED)
		db_bind_int(r, "paused", x->m.paused_ms ? x->m.paused_ms : x->m.now);
	if (work_state_over(to))
		db_bind_int(r, "closed", x->m.closed_ms ? x->m.closed_ms : x->m.now);
	if ((e = db_done(r, &changed, f)))
		return e;
	x->m.version += changed;
	return changed == 1 ? ERR_OK : svc_version_check(0, x->m.version, NULL, f);
}

/* ---- starting ---- */

static enum err put_matter(struct acting *x, int64_t post, struct fail *f)
{
	const struct flow_proc *p = x->m.proc;
	struct db_rows *r = db_run(x->m.c, Q_pin_template);
	enum err e;

	/* its version stays, whatever is installed later */
	db_bind_blob(r, "sha", (struct str){(const char *)p->sha.b, sizeof(p->sha.b)});
	db_bind_str(r, "kind", STR("prosedur"));
	db_bind_str(r, "name", p->id);
	db_bind_str(r, "xml", p->xml);
	db_bind_int(r, "at", x->m.now);
	if ((e = svc_exec(r, f)))
		return e;
	r = db_run(x->m.c, Q_matter_put);
	db_bind_int(r, "id", x->m.id);
	db_bind_str(r, "procedure", p->key);
	db_bind_str(r, "title", x->title);
	db_bind_str(r, "state", str_c(work_state_word(WS_RUNNING)));
	db_bind_int(r, "step", x->m.step->number);
	db_bind_int(r, "at", x->m.now);
	db_bind_str(r, "secrecy", x->secrecy);
	db_bind_int(r, "unit", x->m.unit);
	db_bind_int(r, "post", post);
	db_bind_int(r, "account", x->m.who->account_id);
	return svc_exec(r, f);
}

static enum err start_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct acting *x = arg;
	int64_t post;
	enum err e;

	x->m.c = c;
	x->m.now = db_now(c);
	post = matter_post(&x->m);
	x->letter = x->in->letter_id;
	if (x->letter && !svc_may_see_line(c, x->m.a, x->m.who, x->letter))
		return svc_no_letter(f);
	for (size_t i = 0; i < x->m.who->posts_n; i++)
		if (x->m.who->posts[i].position_id == post)
			x->m.unit = x->m.who->posts[i].unit_id;
	if ((e = svc_day_id(c, Q_matter_last_id, day_at(x->m.now, x->m.svc->zone),
			    &x->m.id, f)) ||
	    (e = put_matter(x, post, f)) || (e = put_roles(x, x->m.step, f)) ||
	    (e = put_letter(x, f)) || (e = put_step(x, post, 0, x->m.step->number, f)) ||
	    (e = audit(x, post, x->m.step->number, f)))
		return e;
	*x->done = (struct svc_done){.version = 1, .id = x->m.id};
	return ERR_OK;
}

static enum err check_new(struct acting *x, struct fail *f)
{
	const struct svc_matter_new *in = x->in;
	enum err e;

	x->m.proc = flow_procs_get(x->m.svc->procs, in->procedure);
	/* a new matter begins by the installed version: an id, no key of an older one */
	if (!x->m.proc || !str_eq(x->m.proc->id, in->procedure) ||
	    x->m.proc->kind != FLOW_WORK || !x->m.proc->steps_n)
		return FAIL(f, ERR_INVALID, "unknown-value", "procedure",
			    "SOP itu tidak dikenal; pilih dari daftar.");
	if ((e = svc_text(x->m.a, in->title, UTF8_LINE, MATTER_TITLE_MAX, "title",
			  "Pokok perkara", &x->title, f)) ||
	    (in->note.n && (e = svc_text(x->m.a, in->note, UTF8_LINES, NOTE_MAX, "note",
					 NULL, &x->note, f))))
		return e;
	x->secrecy = in->secrecy.n ? in->secrecy : STR("terbatas");
	if (!str_eqc(x->secrecy, "terbatas") && !str_eqc(x->secrecy, "biasa"))
		return FAIL(f, ERR_INVALID, "unknown-value", "secrecy",
			    "Keamanan perkara: biasa atau terbatas.");
	x->m.step = &x->m.proc->steps[0];
	if (!matter_post(&x->m))
		return FAIL(f, ERR_DENIED, "no-post", NULL,
			    "Perkara dimulai atas nama jabatan; akun Anda tidak memegang "
			    "jabatan.");
	if (!matter_duties_of(x->m.who, x->m.proc))
		return FAIL(
			f, ERR_DENIED, "not-yours", NULL,
			"Jabatan Anda tidak mempunyai langkah dalam SOP ini; mintalah "
			"kepada Kasubbag TU.");
	return ERR_OK;
}

enum err svc_matter_start(struct svc *s, const struct actor *who,
			  const struct svc_matter_new *in, struct svc_done *done,
			  struct fail *f)
{
	struct arena *a = arena_open();
	struct acting x = {.m = {.svc = s, .who = who, .a = a},
			   .in = in,
			   .done = done,
			   .note = STR(""),
			   .act = ACT_MATTER_START};
	enum err e = check_new(&x, f);

	*done = (struct svc_done){0};
	if (!e)
		e = db_submit(s->db, start_act, &x, f);
	arena_close(a);
	return e;
}

/* ---- moving ---- */

static enum err letters_there(struct acting *x, struct fail *f)
{
	struct svc_matter_need *v;
	size_t n;
	enum err e = matter_needs(&x->m, &v, &n, f);

	for (size_t i = 0; !e && i < n && !x->without.n; i++)
		if (!v[i].met)
			return FAIL(
				f, ERR_CONFLICT, "letter-missing", NULL,
				"Langkah ini menghasilkan %.*s (%.*s) yang belum ada di "
				"perkara ini: buat atau tautkan dahulu, atau tulis "
				"mengapa "
				"tidak ada.",
				STR_ARG(v[i].name), STR_ARG(v[i].deed));
	return e;
}

static enum err next_row(struct acting *x, const struct flow_step **next, struct fail *f)
{
	const struct flow_step *s = x->m.step;

	if (x->act == ACT_MATTER_BACK) {
		if (!s->return_to)
			return FAIL(
				f, ERR_CONFLICT, "no-return", NULL,
				"SOP ini tidak mempunyai jalan kembali dari langkah %d.",
				s->number);
		*next = flow_proc_step(x->m.proc, s->return_to);
		return ERR_OK;
	}
	*next = s->ends ? NULL : flow_proc_after(x->m.proc, s->number);
	enum err e = matter_record_check(&x->m, f);

	return e ? e : letters_there(x, f);
}

/* Notes what was written, so that the matter's life says it. */
static enum err write_values(struct acting *x, struct fail *f)
{
	struct str what = {0};
	enum err e = matter_record_put(&x->m, x->values, x->values_n, matter_post(&x->m),
				       &what, f);

	if (x->act == ACT_MATTER_RECORD)
		x->note = what;
	return e;
}

static enum err be_read(struct acting *x, struct fail *f)
{
	struct db_rows *r = db_run(x->m.c, Q_matter_role_read);

	db_bind_int(r, "id", x->m.id);
	db_bind_str(r, "roles", matter_roles(x->m.a, x->m.who));
	return svc_exec(r, f);
}

static bool leaves_row(enum flow_act act)
{
	return act == ACT_MATTER_DONE || act == ACT_MATTER_BACK;
}

/* The standard time goes on where it stood when the matter was put off. */
static int64_t clock_after(const struct acting *x)
{
	if (leaves_row(x->act))
		return x->m.now;
	return x->act == ACT_MATTER_RESUME ? x->m.step_ms + (x->m.now - x->m.paused_ms)
					   : x->m.step_ms;
}

static enum err write_move(struct acting *x, const struct flow_step *next, struct fail *f)
{
	int64_t post = matter_post(&x->m);
	int at = x->m.step ? x->m.step->number : 0;
	enum work_state to = flow_work_next(x->act, x->m.state, !next);
	enum err e;

	if (x->act == ACT_MATTER_STOP)
		next = NULL;
	if ((x->act == ACT_MATTER_DONE && (e = matter_entry_put(&x->m, post, f))) ||
	    (x->act == ACT_MATTER_READ && (e = be_read(x, f))) ||
	    (e = put_step(x, post, at, next ? next->number : 0, f)) ||
	    (e = put_letter(x, f)) || (e = move(x, to, next, clock_after(x), f)) ||
	    ((leaves_row(x->act) || x->act == ACT_MATTER_STOP) &&
	     (e = put_roles(x, next, f))) ||
	    (e = audit(x, post, next ? next->number : 0, f)))
		return e;
	*x->done = (struct svc_done){.version = x->m.version, .id = x->m.id};
	return ERR_OK;
}

/* By the number in its comparable form: the newest of those that he may see. */
static enum err find_letter(struct acting *x, struct fail *f)
{
	struct db_rows *r = db_run(x->m.c, Q_matter_letter_named);
	int64_t ids[SAME_NUMBER];
	size_t n = 0;
	enum err e;

	db_bind_str(r, "norm", svc_number_norm(x->m.svc, x->m.a, x->number));
	while (n < SAME_NUMBER && db_next(r))
		ids[n++] = db_int(r, 0);
	e = db_done(r, NULL, f);
	for (size_t i = 0; !e && i < n && !x->letter; i++)
		if (svc_may_see_line(x->m.c, x->m.a, x->m.who, ids[i]))
			x->letter = ids[i];
	return e || x->letter ? e : svc_no_letter(f);
}

static enum err linked_letter(struct acting *x, struct fail *f)
{
	if (x->act != ACT_MATTER_LINK)
		return ERR_OK;
	if (!x->letter)
		return find_letter(x, f);
	if (!svc_may_see_line(x->m.c, x->m.a, x->m.who, x->letter))
		return svc_no_letter(f);
	return ERR_OK;
}

static enum err move_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct acting *x = arg;
	const struct flow_step *next;
	enum err e;

	x->m.c = c;
	x->m.now = db_now(c);
	if ((e = matter_load(&x->m, x->ref.id, f)))
		return e;
	/* of two who have part in it the later hears that it moved on, not that it is not
	 * his */
	if (x->m.duties != WORK_NONE &&
	    (e = svc_version_check(x->ref.version, x->m.version, &x->done->version, f)))
		return e;
	if ((e = flow_work_may(x->act, x->m.state, x->m.duties, f)) ||
	    (e = linked_letter(x, f)))
		return e;
	next = x->m.step;
	if ((x->values_n && (e = write_values(x, f))) ||
	    (leaves_row(x->act) && (e = next_row(x, &next, f))))
		return e;
	if (!matter_post(&x->m))
		return FAIL(
			f, ERR_DENIED, "no-post", NULL,
			"Langkah dikerjakan atas nama jabatan; akun Anda tidak memegang "
			"jabatan.");
	return write_move(x, next, f);
}

static enum err run(struct acting *x, struct str text, const char *field,
		    const char *need, struct fail *f)
{
	struct arena *a = x->m.a;
	enum err e = ERR_OK;

	*x->done = (struct svc_done){0};
	x->note = STR("");
	if (text.n || need)
		e = svc_text(a, text, UTF8_LINES, NOTE_MAX, field, need, &x->note, f);
	if (!e && x->without.n) {
		e = svc_text(a, x->without, UTF8_LINES, NOTE_MAX, "without", NULL,
			     &x->without, f);
		x->note = arena_fmt(a, "%.*s%sTanpa naskah: %.*s", STR_ARG(x->note),
				    x->note.n ? ". " : "", STR_ARG(x->without));
	}
	if (!e)
		e = db_submit(x->m.svc->db, move_act, x, f);
	arena_close(a);
	return e;
}

static struct acting acting(struct svc *s, const struct actor *who, struct svc_ref ref,
			    enum flow_act act, struct svc_done *done)
{
	return (struct acting){.m = {.svc = s, .who = who, .a = arena_open()},
			       .ref = ref,
			       .done = done,
			       .act = act};
}

enum err svc_matter_done(struct svc *s, const struct actor *who, struct svc_ref ref,
			 const struct svc_matter_said *in, struct svc_done *done,
			 struct fail *f)
{
	struct acting x = acting(s, who, ref, ACT_MATTER_DONE, done);

	x.without = str_trim(in->without);
	x.values = in->values;
	x.values_n = in->values_n;
	return run(&x, in->note, "note", NULL, f);
}

enum err svc_matter_record(struct svc *s, const struct actor *who, struct svc_ref ref,
			   const struct svc_matter_value *values, size_t n,
			   struct svc_done *done, struct fail *f)
{
	struct acting x = acting(s, who, ref, ACT_MATTER_RECORD, done);

	x.values = values;
	x.values_n = n;
	return run(&x, STR(""), "note", NULL, f);
}

enum err svc_matter_read(struct svc *s, const struct actor *who, struct svc_ref ref,
			 struct svc_done *done, struct fail *f)
{
	struct acting x = acting(s, who, ref, ACT_MATTER_READ, done);

	return run(&x, STR(""), "note", NULL, f);
}

enum err svc_matter_back(struct svc *s, const struct actor *who, struct svc_ref ref,
			 struct str reason, struct svc_done *done, struct fail *f)
{
	struct acting x = acting(s, who, ref, ACT_MATTER_BACK, done);

	return run(&x, reason, "reason", "Alasan pengembalian", f);
}

enum err svc_matter_pause(struct svc *s, const struct actor *who, struct svc_ref ref,
			  struct str reason, struct svc_done *done, struct fail *f)
{
	struct acting x = acting(s, who, ref, ACT_MATTER_PAUSE, done);

	return run(&x, reason, "reason", "Alasan penundaan", f);
}

enum err svc_matter_resume(struct svc *s, const struct actor *who, struct svc_ref ref,
			   struct str note, struct svc_done *done, struct fail *f)
{
	struct acting x = acting(s, who, ref, ACT_MATTER_RESUME, done);

	return run(&x, note, "note", NULL, f);
}

enum err svc_matter_stop(struct svc *s, const struct actor *who, struct svc_ref ref,
			 struct str reason, struct svc_done *done, struct fail *f)
{
	struct acting x = acting(s, who, ref, ACT_MATTER_STOP, done);

	return run(&x, reason, "reason", "Alasan penghentian", f);
}

enum err svc_matter_link(struct svc *s, const struct actor *who, struct svc_ref ref,
			 int64_t letter, struct str number, struct svc_done *done,
			 struct fail *f)
{
	struct acting x = acting(s, who, ref, ACT_MATTER_LINK, done);

	x.letter = letter;
	x.number = str_trim(number);
	return run(&x, STR(""), "note", NULL, f);
}
