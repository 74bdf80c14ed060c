/* svc_outgoing_answer.c - a recorded answer ends the tray that asked for it. */
#include "svc_outgoing_case.h"
#include "svc_tree.h"

#define DEBTS_MAX 32

struct debt {
	int64_t letter, tray;
};

static enum err end_tray(struct out_act *x, const struct debt *d, struct str result,
			 struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_tray_done);

	db_bind_int(r, "id", d->tray);
	db_bind_int(r, "at", x->now);
	db_bind_str(r, "result", result);
	return db_done(r, NULL, f);
}

/* The incoming letter's own life: the act, and "ditindaklanjuti" with the last tray.  Who
 * records the answer need not be one who may read what it answers. */
static enum err settle(struct out_act *x, const struct debt *d, struct str result,
		       struct fail *f)
{
	struct svc_case k = {.svc = x->s, .c = x->c, .a = x->a, .who = x->who};
	int64_t post = x->post ? x->post : x->l.signer;
	enum err e = svc_case_load_any(&k, d->letter, f);

	if (e || !k.incoming)
		return e;
	struct svc_move m = {.act = ACT_COMPLETE,
			     .to = k.state,
			     .post = post,
			     .keep_clock = true,
			     .note = result};
	struct svc_tray_case t = {.id = d->tray};

	if ((e = svc_tray_get(&k, &t, NULL, f)) || (e = end_tray(x, d, result, f)) ||
	    (e = svc_case_move(&k, &m, f)) ||
	    (e = svc_tree_ended(&k, &t, ACT_COMPLETE, result, f)) ||
	    (e = svc_case_load_any(&k, d->letter, f)))
		return e;
	return svc_case_settle(&k, ACT_COMPLETE, post, f);
}

enum err out_answer_debts(struct out_act *x, struct str number, struct fail *f)
{
	struct debt d[DEBTS_MAX];
	struct str result =
		arena_fmt(x->a, "dijawab dengan surat " STR_FMT, STR_ARG(number));
	struct db_rows *r = db_run(x->c, Q_out_answered);
	size_t n = 0;

	db_bind_int(r, "letter", x->l.id);
	while (n < DEBTS_MAX && db_next(r)) {
		d[n].letter = db_int(r, 0);
		d[n++].tray = db_int(r, 1);
	}
	enum err e = db_done(r, NULL, f);
	for (size_t i = 0; i < n && !e; i++)
		e = settle(x, &d[i], result, f);
	return e;
}
