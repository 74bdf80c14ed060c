/* svc_outgoing_rectify.c - ralat, pengganti and pencabutan: letters of their own (L4). */
#include "svc_outgoing_amend.h"

struct rectifying {
	struct out_act x;
	struct out_amend v;
};

static enum flow_act act_of(enum amend_kind kind)
{
	return kind == AMEND_RALAT	? ACT_RECTIFY
	       : kind == AMEND_PENGGANTI ? ACT_REPLACE
					 : ACT_WITHDRAW_LETTER;
}

/* The number and the text of an issued letter do not change: what is written about it
 * before the act still holds in it. */
static enum err prepare(struct rectifying *j, struct fail *f)
{
	struct db_conn *c = db_read(j->x.s->db);
	enum err e = out_begin(&j->x, c, act_of(j->v.kind), f);

	if (!e)
		e = out_amend_prepare(&j->x, &j->v, f);
	db_read_end(j->x.s->db, c);
	return e;
}

static enum err rectify_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct rectifying *j = arg;
	struct out_act *x = &j->x;
	enum flow_act act = act_of(j->v.kind);
	enum err e = out_begin(x, c, act, f);

	if (e || (e = out_amend_put(x, &j->v, f)))
		return e;
	struct out_step m = {.act = act,
			     .to = x->l.state,
			     .step = x->l.step,
			     .desk = x->l.desk,
			     .note = act == ACT_REPLACE ? STR("Konsep pengganti dibuat.")
							: STR("Konsep ralat dibuat."),
			     .stays = true};
	return out_move(x, &m, f);
}

enum err svc_outgoing_rectify(struct svc *s, const struct actor *who, struct arena *a,
			      struct svc_ref ref, bool replace, struct svc_done *done,
			      struct fail *f)
{
	struct rectifying j = {
		.x = {.s = s, .who = who, .a = a, .ref = ref, .done = done},
		.v = {.kind = replace ? AMEND_PENGGANTI : AMEND_RALAT}};
	enum err e = prepare(&j, f);

	if (!e)
		e = db_submit(s->db, rectify_act, &j, f);
	if (!e)
		*done = (struct svc_done){1, FS_DRAFT, j.v.made};
	return e;
}

/* The letter is withdrawn at once; the letter that says so to others is a draft from then
 * on, where the office has a series for it. */
static enum err withdraw_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct rectifying *j = arg;
	struct out_act *x = &j->x;
	enum err e = out_begin(x, c, ACT_WITHDRAW_LETTER, f);

	if (e || (j->v.series.n && (e = out_amend_put(x, &j->v, f))))
		return e;
	struct db_rows *r = db_run(c, Q_out_withdrawn);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "at", x->now);
	db_bind_str(r, "reason", j->v.reason);
	if ((e = db_done(r, NULL, f)))
		return e;
	struct out_step m = {.act = ACT_WITHDRAW_LETTER,
			     .to = FS_WITHDRAWN,
			     .note = j->v.reason,
			     .closes = true};
	return out_move(x, &m, f);
}

enum err svc_outgoing_withdraw(struct svc *s, const struct actor *who, struct svc_ref ref,
			       struct str reason, struct svc_done *done, struct fail *f)
{
	struct rectifying j = {
		.x = {.s = s, .who = who, .a = arena_open(), .ref = ref, .done = done},
		.v = {.kind = AMEND_PENCABUTAN}};
	enum err e = out_text(j.x.a, reason, UTF8_LINES, OUT_REASON_MAX, "reason",
			      "Tulis alasan pencabutan; surat yang sudah terbit tidak "
			      "dicabut tanpa alasan.",
			      &j.v.reason, f);

	if (!e)
		e = prepare(&j, f);
	if (!e)
		e = db_submit(s->db, withdraw_act, &j, f);
	arena_close(j.x.a);
	return e;
}
