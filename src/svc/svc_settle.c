/* What follows by itself: rows of one person, trays that all ended, the other book. */
#include "svc_tree.h"

bool svc_case_chains(const struct svc_case *k, enum flow_state state, struct svc_move *m)
{
	*m = (struct svc_move){.act = ACT_CHECK, .to = FS_CHECKED, .duty = DUTY_CHECKER};
	return state == FS_CODED && k->duties & DUTY_CHECKER;
}

enum err svc_case_chain(struct svc_case *k, struct fail *f)
{
	struct svc_move m;

	return svc_case_chains(k, k->state, &m) ? svc_case_move(k, &m, f) : ERR_OK;
}

static enum err number_of(struct svc_case *k, enum query q, int64_t *n, struct fail *f)
{
	struct db_rows *r = db_run(k->c, q);

	db_bind_int(r, "letter", k->id);
	return db_one_int(r, n, NULL, f);
}

enum err svc_case_fits(struct svc_case *k, enum flow_act act, struct fail *f)
{
	bool hands_out = act == ACT_DISTRIBUTE;
	struct svc_standing s = {0};
	int64_t n = 0;
	enum err e;

	if (act == ACT_CONFIRM || act == ACT_REMIND) {
		e = number_of(k, act == ACT_CONFIRM ? Q_told_open : Q_remind_owed, &n, f);
		return e || n ? e
			      : FAIL(f, ERR_CONFLICT, "wrong-state", NULL,
				     "Tidak ada disposisi yang menunggu %s.",
				     act == ACT_CONFIRM ? "dikonfirmasi" : "diingatkan");
	}
	if (!hands_out && act != ACT_NO_DISPOSITION && act != ACT_VOID_ENTRY &&
	    act != ACT_MISDIRECTED)
		return ERR_OK;
	if ((e = number_of(k, hands_out ? Q_in_waits : Q_in_live, &n, f)) ||
	    (e = svc_tree_standing(k, &s, f)))
		return e;
	if (act == ACT_NO_DISPOSITION) /* those told only may read it later */
		n = s.owed;
	if (hands_out && !n)
		return FAIL(f, ERR_CONFLICT, "wrong-state", NULL,
			    "Tidak ada disposisi yang menunggu didistribusikan; tunggu "
			    "disposisi pimpinan dulu.");
	if (!hands_out && n)
		return FAIL(f, ERR_CONFLICT, "wrong-state", NULL,
			    "Masih ada disposisi yang berjalan; tarik kembali dulu, atau "
			    "tunggu selesai atau dikembalikan.");
	return ERR_OK;
}

enum err svc_case_distribute(struct svc_case *k, struct fail *f)
{
	struct svc_move m = {
		.act = ACT_DISTRIBUTE, .to = FS_DISTRIBUTED, .duty = DUTY_KEEPER};
	struct db_rows *r;
	enum err e = svc_case_fits(k, ACT_DISTRIBUTE, f);

	if (e)
		return e;
	r = db_run(k->c, Q_in_distribute);
	db_bind_int(r, "letter", k->id);
	db_bind_int(r, "at", k->now);
	if ((e = svc_exec(r, f)))
		return e;
	m.keep_clock = k->state == FS_DISTRIBUTED;
	return svc_case_move(k, &m, f);
}

/* The head decides again: his row opens anew although the state stands. */
static enum err back_to_head(struct svc_case *k, struct fail *f)
{
	const struct flow_step *row = flow_proc_waiting(k->proc, FS_CHECKED);
	struct db_rows *r = db_run(k->c, Q_in_head_row);

	db_bind_int(r, "id", k->id);
	db_bind_int(r, "step", row ? row->number : 0);
	db_bind_int(r, "at", k->now);
	if (k->head)
		db_bind_int(r, "desk", k->head);
	return svc_exec(r, f);
}

struct origin {
	struct svc_case k;
	struct svc_tray_case tray;
	int64_t inbox;
};

/* The other book's tray that sent this letter here; tray.id 0: none waits for it. */
static enum err find_origin(struct svc_case *k, struct origin *o, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_in_origin_tray);
	int64_t letter = 0;
	enum err e;

	*o = (struct origin){.k = {.svc = k->svc, .c = k->c, .a = k->a, .who = k->who}};
	db_bind_int(r, "letter", k->id);
	if (db_next(r)) {
		o->tray.id = db_int(r, 0);
		letter = db_int(r, 1);
		o->inbox = db_int(r, 2);
	}
	e = db_done(r, NULL, f);
	if (e || !o->tray.id || (e = svc_case_load_any(&o->k, letter, f)))
		return e;
	return svc_tray_get(&o->k, &o->tray, NULL, f);
}

static enum err enter_again(struct origin *o, struct fail *f)
{
	struct db_rows *r = db_run(o->k.c, Q_in_inbox_again);

	db_bind_int(r, "id", o->inbox);
	return svc_exec(r, f);
}

enum err svc_case_tell_origin(struct svc_case *k, enum flow_act how, int64_t post,
			      struct str words, struct fail *f)
{
	bool back = how == ACT_RETURN_TRAY;
	struct svc_move m = {.act = how, .post = post, .keep_clock = true, .note = words};
	struct origin o;
	enum err e = find_origin(k, &o, f);

	if (e || !o.tray.id)
		return e;
	if (how == ACT_VOID_ENTRY)
		return enter_again(&o, f);
	m.to = o.k.state;
	if ((e = svc_tray_set(&o.k, &o.tray, back ? "dikembalikan" : "selesai", words,
			      f)) ||
	    (e = svc_case_move(&o.k, &m, f)) ||
	    (e = svc_tree_ended(&o.k, &o.tray, how, words, f)))
		return e;
	return svc_case_settle(&o.k, how, post, f);
}

enum err svc_case_settle(struct svc_case *k, enum flow_act act, int64_t post,
			 struct fail *f)
{
	struct svc_standing s;
	struct svc_move m = {.act = act, .to = FS_FOLLOWED, .post = post, .quiet = true};
	enum err e;

	if (!k->incoming || (k->state != FS_DISTRIBUTED && k->state != FS_DISPOSED))
		return ERR_OK;
	if ((e = svc_tree_standing(k, &s, f)) || s.owed)
		return e;
	if (!s.refused && !s.done && s.told_open)
		return ERR_OK; /* all are told only, and not all have read it */
	if (s.refused || !(s.done || s.told) || k->state != FS_DISTRIBUTED)
		return back_to_head(k, f);
	if ((e = svc_case_move(k, &m, f)))
		return e;
	return svc_case_tell_origin(
		k, ACT_COMPLETE, post,
		STR("Ditindaklanjuti dalam buku agenda unit penerima."), f);
}
