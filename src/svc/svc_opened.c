/* The first opening of a letter at its row, and of a tray by its holder. */
#include "svc_case.h"

struct opening {
	struct svc_case k;
	int64_t id;
};

/* Does the next row fall to one of his posts?  Then his opening ends the waiting. */
static bool his_row(const struct svc_case *k)
{
	const struct flow_step *row = flow_proc_step(k->proc, k->step);
	const struct flow_edge *e =
		row ? flow_edge_of(row->act, k->state, k->proc->path) : NULL;

	return e && (e->duties & k->duties);
}

static enum err read_my_trays(struct opening *o, struct fail *f)
{
	struct db_rows *r = db_run(o->k.c, Q_in_my_trays);
	struct svc_ref tray[16];
	size_t n = 0;
	enum err e;

	db_bind_int(r, "letter", o->id);
	db_bind_str(r, "posts", svc_posts(o->k.a, o->k.who));
	while (n < 16 && db_next(r))
		tray[n++] = (struct svc_ref){db_int(r, 0), db_int(r, 1)};
	e = db_done(r, NULL, f);
	for (size_t i = 0; i < n && !e; i++)
		e = svc_tray_read_in(&o->k, tray[i], f);
	return e;
}

static enum err opened_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct opening *o = arg;
	struct db_rows *r;
	enum err e;

	o->k.c = c;
	if ((e = svc_case_load(&o->k, o->id, f)))
		return e;
	if (his_row(&o->k) && !o->k.opened_ms) {
		r = db_run(c, Q_case_open);
		db_bind_int(r, "id", o->id);
		db_bind_int(r, "at", o->k.now);
		if ((e = svc_exec(r, f)))
			return e;
	}
	return o->k.duties & DUTY_TRAY ? read_my_trays(o, f) : ERR_OK;
}

/* Looking costs no write: the writer is asked only when there is something to mark. */
static bool worth_it(struct svc *s, const struct actor *who, struct arena *a, int64_t id,
		     enum err *e, struct fail *f)
{
	struct svc_case k = {.svc = s, .who = who, .a = a, .c = db_read(s->db)};
	int64_t unread = 0;
	bool mark = false;

	*e = svc_case_load(&k, id, f);
	if (!*e) {
		struct db_rows *r = db_run(k.c, Q_in_my_trays);

		db_bind_int(r, "letter", id);
		db_bind_str(r, "posts", svc_posts(a, who));
		*e = db_one_int(r, &unread, NULL, f);
		mark = !*e && (unread || (his_row(&k) && !k.opened_ms));
	}
	db_read_end(s->db, k.c);
	return mark;
}

enum err svc_letter_opened(struct svc *s, const struct actor *who, int64_t id,
			   struct fail *f)
{
	struct arena *a = arena_open();
	struct opening o = {.k = {.svc = s, .who = who, .a = a}, .id = id};
	enum err e = ERR_OK;

	if (worth_it(s, who, a, id, &e, f))
		e = db_submit(s->db, opened_act, &o, f);
	arena_close(a);
	return e;
}
