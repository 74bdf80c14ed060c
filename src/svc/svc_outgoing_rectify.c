/* svc_outgoing_rectify.c - ralat and pengganti: letters of their own, linked (L4). */
#include "svc_outgoing_page.h"

struct rectifying {
	struct out_act x;
	bool replace;
	struct str xml;
	int64_t made;
};

static enum err copy_letter(struct rectifying *v, struct fail *f)
{
	struct out_act *x = &v->x;
	const struct flow_step *row = flow_proc_waiting(x->l.proc, FS_DRAFT);
	struct db_rows *r = db_run(x->c, Q_out_letter_put);

	db_bind_int(r, "id", v->made);
	db_bind_str(r, "form", x->l.form);
	db_bind_str(r, "state", str_c(flow_state_word(FS_DRAFT)));
	db_bind_str(r, "procedure", x->l.proc->id);
	db_bind_int(r, "step", row ? row->number : 0);
	db_bind_int(r, "at", x->now);
	db_bind_int(r, "desk", x->l.drafter);
	db_bind_int(r, "unit", x->l.unit);
	db_bind_str(r, "subject", x->l.subject);
	if (x->l.class_code.n) {
		db_bind_str(r, "scheme", x->l.class_scheme);
		db_bind_str(r, "class", x->l.class_code);
	}
	db_bind_str(r, "urgency", x->l.urgency);
	db_bind_str(r, "secrecy", x->l.secrecy);
	db_bind_int(r, "account", x->who->account_id);
	enum err e = db_done(r, NULL, f);
	if (e)
		return e;
	r = db_run(x->c, Q_out_outgoing_put);
	db_bind_int(r, "letter", v->made);
	if (x->l.recipient.n)
		db_bind_str(r, "recipient", x->l.recipient);
	db_bind_int(r, "drafter", x->l.drafter);
	db_bind_int(r, "signer", x->l.signer);
	if (x->l.behalf)
		db_bind_int(r, "behalf", x->l.behalf);
	if (x->l.via)
		db_bind_int(r, "via", x->l.via);
	db_bind_str(r, "profile", x->s->office->profile);
	db_bind_str(r, "rule", x->l.rule);
	db_bind_str(r, "series", x->l.series);
	db_bind_int(r, "draft", 1);
	db_bind_int(r, "outside", 0);
	return db_done(r, NULL, f);
}

static enum err copy_text(struct rectifying *v, struct fail *f)
{
	struct out_act *x = &v->x;
	struct db_rows *r = db_run(x->c, Q_out_draft_put);

	db_bind_int(r, "letter", v->made);
	db_bind_int(r, "no", 1);
	db_bind_str(r, "xml", v->xml);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "position", x->post);
	db_bind_int(r, "at", x->now);
	enum err e = db_done(r, NULL, f);
	if (e)
		return e;
	r = db_run(x->c, Q_out_link_put);
	db_bind_int(r, "from", v->made);
	db_bind_int(r, "to", x->l.id);
	db_bind_str(r, "kind", v->replace ? STR("pengganti") : STR("ralat"));
	db_bind_int(r, "at", x->now);
	if ((e = db_done(r, NULL, f)))
		return e;
	r = db_run(x->c, Q_out_step);
	db_bind_int(r, "letter", v->made);
	db_bind_str(r, "act", str_c(flow_act_word(ACT_DRAFT)));
	db_bind_int(r, "step", x->l.proc->steps[0].number);
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

static enum err rectify_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct rectifying *v = arg;
	struct out_act *x = &v->x;
	enum flow_act act = v->replace ? ACT_REPLACE : ACT_RECTIFY;
	enum err e = out_begin(x, c, act, f);

	if (e)
		return e;
	if (x->l.outside)
		return FAIL(f, ERR_CONFLICT, "no-text", NULL,
			    "Naskah surat jadi tidak ada di sini; buat ralatnya sebagai "
			    "konsep "
			    "baru dan sebut nomor surat ini di dalamnya.");
	if ((e = out_draft_xml(x, x->l.draft_no, &v->xml, f)) ||
	    (e = svc_letter_id(c, out_today(x->s, x->now), &v->made, f)) ||
	    (e = copy_letter(v, f)) || (e = copy_text(v, f)))
		return e;
	struct out_step m = {.act = act,
			     .to = x->l.state,
			     .step = x->l.step,
			     .desk = x->l.desk,
			     .note = v->replace ? STR("Konsep pengganti dibuat.")
						: STR("Konsep ralat dibuat."),
			     .stays = true};
	return out_move(x, &m, f);
}

enum err svc_outgoing_rectify(struct svc *s, const struct actor *who, struct arena *a,
			      struct svc_ref ref, bool replace, struct svc_done *done,
			      struct fail *f)
{
	struct rectifying v = {
		.x = {.s = s, .who = who, .a = a, .ref = ref, .done = done},
		.replace = replace};
	enum err e = db_submit(s->db, rectify_act, &v, f);

	if (!e)
		*done = (struct svc_done){1, FS_DRAFT, v.made};
	return e;
}
