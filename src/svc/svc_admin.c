/* svc_admin.c - what every act of the administrator asks first and says last. */
#include "svc_admin.h"

enum err admin_may(const struct actor *me, struct fail *f)
{
	if (!me->admin)
		return FAIL(f, ERR_DENIED, "not-yours", NULL,
			    "Hanya administrator yang mengatur akun dan jabatan.");
	if (!me->stepped_up)
		return FAIL(f, ERR_DENIED, "step-up", "password",
			    "Masukkan kata sandi Anda sekali lagi untuk perbuatan ini.");
	return ERR_OK;
}

enum err admin_still(struct db_conn *c, const struct actor *me, struct fail *f)
{
	struct db_rows *r;
	bool ok = false;
	enum err e;

	if (!me->account_id && strcmp(me->door, "cli") == 0)
		return ERR_OK;
	r = db_run(c, Q_account_by_id);
	db_bind_int(r, "id", me->account_id);
	if (db_next(r))
		ok = db_int(r, 3) && !db_int(r, 4);
	e = db_done(r, NULL, f);
	if (!e && !ok)
		e = FAIL(f, ERR_DENIED, "not-yours", NULL,
			 "Hanya administrator yang mengatur akun dan jabatan.");
	return e;
}

enum err admin_audit(struct db_conn *c, const struct actor *me, const char *act,
		      const char *kind, int64_t id, struct str detail, struct fail *f)
{
	struct arena *a = arena_open();
	struct db_audit row = {.actor = actor_audit(a, me, 0),
			       .act = str_c(act),
			       .object = arena_fmt(a, "%s:%lld", kind, (long long)id),
			       .detail = detail};
	enum err e = db_audit(c, &row, f);

	arena_close(a);
	return e;
}

enum err admin_exists(struct db_conn *c, enum query q, int64_t id, const char *what,
		       struct fail *f)
{
	struct db_rows *r = db_run(c, q);
	int64_t got;
	bool found;
	enum err e;

	db_bind_int(r, "id", id);
	e = db_one_int(r, &got, &found, f);
	return e || found ? e
			  : FAIL(f, ERR_NOTFOUND, "no-such-row", NULL,
				 "%s itu tidak ada; muat ulang daftarnya.", what);
}
