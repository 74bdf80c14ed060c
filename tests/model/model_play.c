#include "model_play.h"

struct hand { /* one act in somebody's hand */
	const struct play_house *h;
	struct arena *a;
	const struct model_letter *l;
	const struct model_try *x;
	const struct actor *who;
	struct svc_ref at; /* the letter, or the tray */
	struct str words;
	long n;
	struct svc_done done;
	struct play_result *out;
};

static const char *const SECRECY[] = {"biasa", "terbatas", "rahasia"};

enum flow_act play_act(enum model_act a)
{
	static const enum flow_act ACT[MODEL_ACTS] = {
		[M_REGISTER] = ACT_REGISTER,
		[M_CODE] = ACT_CODE,
		[M_CHECK] = ACT_CHECK,
		[M_DISPOSE] = ACT_DISPOSE,
		[M_DISPOSE_PAPER] = ACT_DISPOSE_PAPER,
		[M_NO_DISPOSITION] = ACT_NO_DISPOSITION,
		[M_DISTRIBUTE] = ACT_DISTRIBUTE,
		[M_FILE] = ACT_FILE,
		[M_CORRECT] = ACT_CORRECT,
		[M_VOID_ENTRY] = ACT_VOID_ENTRY,
		[M_MISDIRECTED] = ACT_MISDIRECTED,
		[M_READ] = ACT_READ,
		[M_WITHDRAW] = ACT_WITHDRAW,
		[M_FORWARD] = ACT_FORWARD,
		[M_RETURN_TRAY] = ACT_RETURN_TRAY,
		[M_COMPLETE] = ACT_COMPLETE,
		[M_DRAFT] = ACT_DRAFT,
		[M_EDIT] = ACT_EDIT,
		[M_SUBMIT] = ACT_SUBMIT,
		[M_APPROVE] = ACT_APPROVE,
		[M_RETURN] = ACT_RETURN,
		[M_SIGN] = ACT_SIGN,
		[M_RECORD] = ACT_RECORD,
		[M_DISPATCH] = ACT_DISPATCH,
		[M_VOID] = ACT_VOID,
		[M_WITHDRAW_LETTER] = ACT_WITHDRAW_LETTER,
	};

	return ACT[a];
}

enum model_answer play_answer(enum err e)
{
	switch ((int)e) {
	case ERR_OK: return MODEL_YES;
	case ERR_NOTFOUND: return MODEL_ABSENT;
	case ERR_DENIED: return MODEL_DENIED;
	case ERR_STALE: return MODEL_STALE;
	case ERR_CONFLICT: return MODEL_CONFLICT;
	case ERR_INVALID: return MODEL_MISSING;
	default: return MODEL_ANSWERS;
	}
}

static enum err enter(struct hand *k, struct fail *f)
{
	struct svc_register in = {
		.book_id = k->h->book,
		.sender = STR("Dinas Sosial Kota Contoh"),
		.number = arena_fmt(k->a, "005/%ld/Dinsos/2026", k->n),
		.letter_day = {2026, 11, 20},
		.subject = k->x->mute ? STR("") : STR("Undangan rapat koordinasi"),
		.class_code = k->x->coded ? STR("400.9") : STR(""),
		.urgency = STR("biasa"),
		.secrecy = str_c(SECRECY[k->x->secrecy]),
		.channel = STR("kurir"),
		.copy_kind = STR("asli"),
	};
	struct svc_registered r = {0};
	enum err e = svc_incoming_register(k->h->svc, k->who, k->a, &in, &r, f);

	k->done = (struct svc_done){r.version, r.state, r.id};
	k->out->serial = r.serial;
	return e;
}

static enum err give(struct hand *k, struct fail *f)
{
	struct svc_dispose in = {.note = STR("Tindak lanjuti"),
				 .copy_only = k->x->copy,
				 .on_paper = k->x->act == M_DISPOSE_PAPER};

	for (int w = 0; w < MODEL_PEOPLE; w++)
		if (k->x->to & 1u << w)
			in.to[in.to_n++] = k->h->who[w].posts[0].position_id;
	if (k->x->act == M_FORWARD)
		in.tray_id = k->at.id;
	return svc_incoming_dispose(k->h->svc, k->who, k->at, &in, &k->done, f);
}

static enum err correct(struct hand *k, struct fail *f)
{
	struct svc_correct in = {.subject = arena_fmt(k->a, "Perbaikan %ld", k->n),
				 .secrecy = str_c(SECRECY[k->x->secrecy]),
				 .reason = k->words};

	return svc_incoming_correct(k->h->svc, k->who, k->at, &in, &k->done, f);
}

static enum err write_draft(struct hand *k, struct fail *f)
{
	struct svc_draft_in in = {.form = STR("surat-dinas"),
				  .xml = k->h->letter,
				  .class_code = STR("800"),
				  .subject = arena_fmt(k->a, "Konsep %ld", k->n)};

	/* an edit that changes nothing of the page would let the initials stand */
	if (k->x->act == M_EDIT) {
		size_t at = str_find(in.xml, STR("</hal>"));

		in.xml = arena_fmt(k->a, STR_FMT " Suntingan %ld" STR_FMT,
				   STR_ARG(str_head(in.xml, at)), k->n,
				   STR_ARG(str_from(in.xml, at)));
		return svc_outgoing_edit(k->h->svc, k->who, k->a, k->at, &in, &k->done,
					 f);
	}
	in.urgency = STR("biasa");
	in.secrecy = str_c(SECRECY[k->x->secrecy]);
	in.drafter_position_id = k->h->who[k->x->drafter].posts[0].position_id;
	return svc_outgoing_draft(k->h->svc, k->who, k->a, &in, &k->done, f);
}

static enum err number(struct hand *k, struct fail *f)
{
	struct svc_recorded r = {0};
	enum err e = svc_outgoing_record(k->h->svc, k->who, k->a, k->at, (struct day){0},
					 &r, f);

	k->done = (struct svc_done){r.version, r.state, k->at.id};
	k->out->serial = r.serial;
	return e;
}

static enum err on_tray(struct hand *k, struct fail *f)
{
	switch ((int)k->x->act) {
	case M_READ: return svc_tray_read(k->h->svc, k->who, k->at, &k->done, f);
	case M_WITHDRAW: return svc_tray_withdraw(k->h->svc, k->who, k->at, &k->done, f);
	case M_RETURN_TRAY:
		return svc_tray_return(k->h->svc, k->who, k->at, k->words, &k->done, f);
	case M_COMPLETE:
		return svc_tray_complete(k->h->svc, k->who, k->at, k->words, &k->done, f);
	default: return give(k, f);
	}
}

static enum err on_incoming(struct hand *k, struct fail *f)
{
	struct svc *s = k->h->svc;

	switch ((int)k->x->act) {
	case M_CODE:
		return svc_incoming_code(s, k->who, k->at, STR("400.9"), &k->done, f);
	case M_CHECK: return svc_incoming_check(s, k->who, k->at, STR(""), &k->done, f);
	case M_NO_DISPOSITION:
		return svc_incoming_no_disposition(s, k->who, k->at, k->words, &k->done,
						   f);
	case M_DISTRIBUTE: return svc_incoming_distribute(s, k->who, k->at, &k->done, f);
	case M_FILE:
		return svc_letter_file(s, k->who, k->at, k->words, STR(""), &k->done, f);
	case M_VOID_ENTRY:
		return svc_incoming_void(s, k->who, k->at, k->words, &k->done, f);
	case M_MISDIRECTED:
		return svc_incoming_misdirected(s, k->who, k->at, k->words, &k->done, f);
	case M_CORRECT: return correct(k, f);
	default: return give(k, f);
	}
}

static enum err on_outgoing(struct hand *k, struct fail *f)
{
	struct svc_send send = {.addressee = STR("Dinas Sosial Kota Contoh"),
				.channel = STR("kurir")};
	struct svc *s = k->h->svc;

	switch ((int)k->x->act) {
	case M_EDIT: return write_draft(k, f);
	case M_SUBMIT: return svc_outgoing_submit(s, k->who, k->at, &k->done, f);
	case M_APPROVE:
		return svc_outgoing_approve(s, k->who, k->at, STR(""), &k->done, f);
	case M_RETURN:
		return svc_outgoing_return(s, k->who, k->at,
					   &(struct svc_return_in){.remark = k->words},
					   &k->done, f);
	case M_SIGN: return svc_outgoing_sign(s, k->who, k->at, false, &k->done, f);
	case M_RECORD: return number(k, f);
	case M_DISPATCH: return svc_dispatch(s, k->who, k->at, &send, 1, &k->done, f);
	case M_VOID: return svc_outgoing_void(s, k->who, k->at, k->words, &k->done, f);
	default: return svc_outgoing_withdraw(s, k->who, k->at, k->words, &k->done, f);
	}
}

static enum err act(struct hand *k, struct fail *f)
{
	if (k->x->act == M_REGISTER)
		return enter(k, f);
	if (k->x->act == M_DRAFT)
		return write_draft(k, f);
	k->at = (struct svc_ref){k->l->id, k->l->version + k->x->stale};
	if (model_act_of_tray(k->x->act)) {
		const struct model_tray *t = &k->l->tray[k->x->tray];

		k->at = (struct svc_ref){t->id, t->version + k->x->stale};
		return on_tray(k, f);
	}
	return k->x->act < M_DRAFT ? on_incoming(k, f) : on_outgoing(k, f);
}

struct play_result play_try(const struct play_house *h, struct arena *a,
			    const struct model *m, const struct model_try *x, long n)
{
	struct play_result r = {0};
	struct hand k = {.h = h,
			 .a = a,
			 .l = &m->letter[x->letter],
			 .x = x,
			 .n = n,
			 .out = &r,
			 .who = &h->who[x->who],
			 .words = x->mute ? STR("") : STR("Menurut catatan petugas")};

	r.answer = play_answer(act(&k, &r.why));
	r.id = k.done.id;
	r.version = k.done.version;
	r.state = flow_state_word(k.done.state);
	return r;
}
