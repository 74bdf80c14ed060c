/* A whole disposition taken back in one act. */
#include "svc_case.h"
#include "svc_head.h"

struct undo {
	struct svc *svc;
	const struct actor *who;
	struct arena *a;
	int64_t disposition;
	struct svc_done *done;
};

static enum err trays_of(struct undo *u, struct db_conn *c, struct svc_ref **out,
			 size_t *n, int64_t *letter, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_head_trays);
	struct svc_ref *v = ARENA_ARRAY(u->a, struct svc_ref, 64);
	enum err e;

	db_bind_int(r, "id", u->disposition);
	while (*n < 64 && db_next(r)) {
		v[(*n)++] = (struct svc_ref){db_int(r, 0), db_int(r, 1)};
		*letter = db_int(r, 2);
	}
	*out = v;
	if ((e = db_done(r, NULL, f)))
		return e;
	return *n ? ERR_OK
		  : FAIL(f, ERR_NOTFOUND, "no-disposition", NULL,
			 "Disposisi itu tidak ada, atau sudah ditarik kembali.");
}

static enum err undo_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct undo *u = arg;
	struct svc_ref *trays;
	size_t n = 0;
	int64_t letter = 0;
	enum err e = trays_of(u, c, &trays, &n, &letter, f);

	for (size_t i = 0; !e && i < n; i++)
		e = svc_tray_withdraw_in(
			&(struct svc_case){
				.svc = u->svc, .who = u->who, .a = u->a, .c = c},
			trays[i], f);
	*u->done = (struct svc_done){.id = letter};
	return e;
}

enum err svc_disposition_undo(struct svc *s, const struct actor *who, int64_t disposition,
			      struct svc_done *done, struct fail *f)
{
	struct arena *a = arena_open();
	struct undo u = {s, who, a, disposition, done};
	enum err e;

	*done = (struct svc_done){0};
	e = db_submit(s->db, undo_act, &u, f);
	arena_close(a);
	return e;
}
