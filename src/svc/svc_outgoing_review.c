/* svc_outgoing_review.c - rows 2 to 4: submit, approve, return; void. */
#include "svc_letter_check.h"
#include "svc_initial_case.h"
#include "svc_outgoing_case.h"
#include "svc_outgoing_pin.h"

struct review {
	struct out_act x;
	struct str text;
};

static struct review review_of(struct svc *s, const struct actor *who, struct svc_ref ref,
			       struct svc_done *done)
{
	return (struct review){
		.x = {.s = s, .who = who, .a = arena_open(), .ref = ref, .done = done}};
}

static enum err run(struct review *v, db_act *act, struct fail *f)
{
	enum err e = db_submit(v->x.s->db, act, v, f);
	arena_close(v->x.a);
	return e;
}

static enum err seal(struct out_act *x, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_draft_seal);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "no", x->l.draft_no);
	db_bind_int(r, "at", x->now);
	return db_done(r, NULL, f);
}

static enum err submit_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct review *v = arg;
	struct out_act *x = &v->x;
	struct str pins;
	enum err e = out_begin(x, c, ACT_SUBMIT, f);

	if (e || (e = seal(x, f)) || (e = out_pin(x, &pins, f)))
		return e;
	if ((e = out_audit(x, ACT_SUBMIT,
			   arena_fmt(x->a, "surat=%lld\nkonsep=%d\n" STR_FMT,
				     (long long)x->l.id, x->l.draft_no, STR_ARG(pins)),
			   f)))
		return e;
	/* A nota dinas has no row for typing: it goes to its sender's desk as it is. */
	if (x->l.row && x->l.row->act == ACT_SIGN) {
		struct out_step m = {.act = ACT_SUBMIT,
				     .to = FS_TYPED,
				     .step = x->l.step,
				     .desk = x->l.signer};
		return out_move(x, &m, f);
	}
	e = out_advance(x, ACT_SUBMIT, (struct str){0}, f);
	return e ? e : out_own_reviews(x, f);
}

/* What readers get is whole.  Faults are found here, on the caller's thread; the version
 * guards the rest. */
static enum err ready(struct out_act *x, struct fail *f)
{
	struct db_conn *c = db_read(x->s->db);
	enum err e = out_begin(x, c, ACT_SUBMIT, f);

	if (!e)
		e = out_check_obligatory(x, f);
	db_read_end(x->s->db, c);
	return e;
}

enum err svc_outgoing_submit(struct svc *s, const struct actor *who, struct svc_ref ref,
			     struct svc_done *done, struct fail *f)
{
	struct review v = review_of(s, who, ref, done);
	enum err e = ready(&v.x, f);

	if (e) {
		arena_close(v.x.a);
		return e;
	}
	return run(&v, submit_act, f);
}

static enum err approve_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct review *v = arg;
	enum err e = out_begin(&v->x, c, ACT_APPROVE, f);

	if (e || (e = out_initials_own(&v->x, v->text, f)) ||
	    (e = out_advance(&v->x, ACT_APPROVE, v->text, f)))
		return e;
	return out_own_reviews(&v->x, f);
}

enum err svc_outgoing_approve(struct svc *s, const struct actor *who, struct svc_ref ref,
			      struct str note, struct svc_done *done, struct fail *f)
{
	struct review v = review_of(s, who, ref, done);
	enum err e =
		out_text(v.x.a, note, UTF8_LINES, OUT_REASON_MAX, "note", NULL, &v.text, f);
	if (e) {
		arena_close(v.x.a);
		return e;
	}
	return run(&v, approve_act, f);
}

static enum err close_as(struct review *v, enum flow_act act, struct fail *f)
{
	struct out_act *x = &v->x;
	struct out_step m = {.act = act, .note = v->text, .closes = true};
	m.to = flow_edge_of(act, x->l.state, x->l.proc->path)->to;
	return out_move(x, &m, f);
}

static enum err void_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct review *v = arg;
	enum err e = out_begin(&v->x, c, ACT_VOID, f);
	return e ? e : close_as(v, ACT_VOID, f);
}

static enum err with_reason(struct review *v, struct str reason, db_act *act,
			    const char *missing, struct fail *f)
{
	enum err e = out_text(v->x.a, reason, UTF8_LINES, OUT_REASON_MAX, "reason", missing,
			      &v->text, f);
	if (e) {
		arena_close(v->x.a);
		return e;
	}
	return run(v, act, f);
}

enum err svc_outgoing_void(struct svc *s, const struct actor *who, struct svc_ref ref,
			   struct str reason, struct svc_done *done, struct fail *f)
{
	struct review v = review_of(s, who, ref, done);
	return with_reason(
		&v, reason, void_act,
		"Tulis alasan pembatalan; konsep tidak dibatalkan tanpa alasan.", f);
}
