#include "svc_initial_case.h"

enum err out_initial_duty(struct db_conn *c, const struct actor *who, int64_t letter,
			  out_give *give, void *to, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_initial_open);

	db_bind_int(r, "letter", letter);
	while (db_next(r))
		if (actor_holds(who, db_int(r, 1)))
			give(to, DUTY_COORDINATOR, db_int(r, 1));
	return db_done(r, NULL, f);
}

enum err svc_initials_missing(struct db_conn *c, struct arena *a, int64_t letter,
			      struct str *out, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_initial_open);
	struct buf b = BUF_MAX(8192);

	db_bind_int(r, "letter", letter);
	while (db_next(r)) {
		struct str name = db_str(r, 2, a);

		buf_fmt(&b, "%s" STR_FMT, b.n ? ", " : "", STR_ARG(name));
	}
	*out = buf_keep(&b, a);
	return db_done(r, NULL, f);
}

enum err out_initials_whole(struct out_act *x, struct fail *f)
{
	struct str names;
	enum err e = svc_initials_missing(x->c, x->a, x->l.id, &names, f);

	if (e || !names.n)
		return e;
	return FAIL(f, ERR_CONFLICT, "initial-missing", NULL,
		    "Paraf koordinasi belum lengkap: " STR_FMT " belum memaraf. %s",
		    STR_ARG(names),
		    x->s->office->initials_obligatory
			    ? "Tunggu parafnya atau kembalikan surat."
			    : "Tunggu parafnya, atau kesampingkan dengan alasan.");
}

enum err out_initials_lapse(struct out_act *x, struct fail *f)
{
	static const enum query STEPS[] = {Q_initial_again, Q_initial_lapse,
					   Q_initial_new_text};

	for (size_t i = 0; i < sizeof(STEPS) / sizeof(*STEPS); i++) {
		struct db_rows *r = db_run(x->c, STEPS[i]);
		enum err e;

		db_bind_int(r, "letter", x->l.id);
		if (STEPS[i] == Q_initial_lapse)
			db_bind_int(r, "by", x->post);
		else
			db_bind_int(r, "version", x->l.version + 1);
		if (STEPS[i] != Q_initial_lapse)
			db_bind_int(r, "no", x->l.draft_no);
		if (STEPS[i] != Q_initial_new_text)
			db_bind_int(r, "at", x->now);
		if ((e = db_done(r, NULL, f)))
			return e;
	}
	return ERR_OK;
}

/* ---- what the letter's page shows ---- */

static enum err read_rows(struct svc_case *k, struct svc_letter *l, int64_t *lapse,
			  struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_initial_list);

	db_bind_int(r, "letter", k->id);
	while (l->initials_n < SVC_INITIALS_SHOWN && db_next(r)) {
		int64_t request = db_int(r, 0);

		lapse[l->initials_n] = db_int(r, 9);
		l->initials[l->initials_n++] =
			(struct svc_initial){.coordination = request != 0,
					     .position_id = db_int(r, 8),
					     .position = db_str(r, 2, k->a),
					     .state = db_str(r, 3, k->a),
					     .note = db_str(r, 4, k->a),
					     .by = db_str(r, 6, k->a),
					     .at_ms = db_int(r, 1),
					     .lapsed_ms = db_int(r, 7),
					     .draft_no = (int)db_int(r, 5),
					     .mine = actor_holds(k->who, db_int(r, 8))};
	}
	return db_done(r, NULL, f);
}

/* Nobody is missing: there is nothing to take back or to waive; and an office may forbid
 * it. */
static void close_acts(const struct svc_case *k, struct svc_letter *l)
{
	bool open = false;
	size_t n = 0;

	for (size_t i = 0; i < l->initials_n; i++)
		open = open || str_eqc(l->initials[i].state, "diminta");
	for (size_t i = 0; i < l->acts_n; i++) {
		bool waive = l->acts[i] == ACT_WAIVE_INITIAL,
		     drop = l->acts[i] == ACT_DROP_INITIAL;

		if (!(waive && (!open || k->svc->office->initials_obligatory)) &&
		    !(drop && !open))
			l->acts[n++] = l->acts[i];
	}
	l->acts_n = n;
}

enum err svc_letter_initials(struct svc_case *k, struct svc_letter *l, struct fail *f)
{
	int64_t lapse[SVC_INITIALS_SHOWN];
	enum err e;

	l->initials = ARENA_ARRAY(k->a, struct svc_initial, SVC_INITIALS_SHOWN);
	if ((e = read_rows(k, l, lapse, f)))
		return e;
	for (size_t i = 0; i < l->initials_n && !e; i++) {
		if (!lapse[i])
			continue;
		struct svc_initial *o = &l->initials[i];
		struct db_rows *r = db_run(k->c, Q_initial_lapse_of);

		db_bind_int(r, "id", lapse[i]);
		if (db_next(r)) {
			o->state = STR("gugur");
			o->lapsed_ms = db_int(r, 0);
			o->by = db_str(r, 1, k->a);
		}
		e = db_done(r, NULL, f);
	}
	close_acts(k, l);
	return e;
}
