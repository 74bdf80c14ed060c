/* svc_outgoing_public.c - what others are told: /v/{code}, and what is late. */
#include "svc_outgoing_case.h"

static bool secret(struct str secrecy)
{
	return str_eqc(secrecy, "rahasia") || str_eqc(secrecy, "sangat-rahasia");
}

static enum err amended_by(struct db_conn *c, struct arena *a, int64_t id,
			   struct svc_verify *v, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_out_amended_by);

	db_bind_int(r, "id", id);
	while (db_next(r)) {
		struct str kind = db_str(r, 0, a);

		*(str_eqc(kind, "ralat")	? &v->rectified_by
		  : str_eqc(kind, "pencabutan") ? &v->withdrawn_by
						: &v->replaced_by) = db_str(r, 1, a);
	}
	return db_done(r, NULL, f);
}

/* S1: of a secret letter serial, date and the word RAHASIA stand; of a restricted one
 * the subject is left out. */
static void fill_verify(struct arena *a, struct db_rows *r, struct svc_verify *v)
{
	struct str secrecy = db_str(r, 4, a);

	v->known = true;
	v->secret = secret(secrecy);
	v->day = db_null(r, 2) ? (struct day){0} : day_from_number(db_int(r, 2));
	v->sign_kind = db_str(r, 5, a);
	v->withdrawn = db_int(r, 6) != 0;
	v->number = v->secret ? arena_fmt(a, "%lld", (long long)db_int(r, 1))
			      : db_str(r, 0, a);
	v->subject = str_eqc(secrecy, "biasa") ? db_str(r, 3, a) : STR("");
	v->replaced_by = v->rectified_by = v->withdrawn_by = STR("");
}

enum err svc_verify(struct svc *s, struct arena *a, struct str code,
		    struct svc_verify *out, struct fail *f)
{
	int64_t id = 0;

	*out = (struct svc_verify){.office = s->office->name};
	if (!code.n || code.n > 64)
		return ERR_OK;
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_out_verify);
	db_bind_str(r, "code", code);
	if (db_next(r)) {
		fill_verify(a, r, out);
		id = db_int(r, 7);
	}
	enum err e = db_done(r, NULL, f);
	if (!e && id && !out->secret)
		e = amended_by(c, a, id, out, f);
	db_read_end(s->db, c);
	return e;
}

/* Lateness is no secret; which letter it was may be. */
static void hide(struct svc_late *w)
{
	w->letter_id = 0;
	w->number = STR("RAHASIA");
	w->subject = w->addressee = STR("");
}

enum err svc_dispatch_late(struct svc *s, const struct actor *who, struct arena *a,
			   struct svc_late **rows, size_t *n, struct fail *f)
{
	enum { MAX = 500 };
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_out_dispatch_late);
	bool *open = ARENA_ARRAY(a, bool, MAX);

	*rows = ARENA_ARRAY(a, struct svc_late, MAX);
	*n = 0;
	db_bind_int(r, "now", db_now(c));
	db_bind_int(r, "zone", s->zone);
	while (*n < MAX && db_next(r)) {
		open[*n] = svc_secrecy_open(db_str(r, 4, a));
		(*rows)[(*n)++] =
			(struct svc_late){.dispatch_id = db_int(r, 0),
					  .letter_id = db_int(r, 1),
					  .number = db_str(r, 2, a),
					  .subject = db_str(r, 3, a),
					  .addressee = db_str(r, 5, a),
					  .channel = db_str(r, 6, a),
					  .due = day_from_number(db_int(r, 7)),
					  .at_ms = db_int(r, 8),
					  .received_ms = db_int(r, 9)};
	}
	enum err e = db_done(r, NULL, f);
	for (size_t i = 0; !e && i < *n; i++)
		if (!open[i] && !svc_may_see_line(c, a, who, (*rows)[i].letter_id))
			hide(&(*rows)[i]);
	db_read_end(s->db, c);
	return e;
}
