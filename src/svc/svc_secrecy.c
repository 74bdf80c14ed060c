#include "svc_secrecy.h"

struct str svc_posts(struct arena *a, const struct actor *who)
{
	struct buf b = BUF_MAX(4096);

	buf_byte(&b, '[');
	for (size_t i = 0; i < who->posts_n; i++)
		buf_fmt(&b, "%s%lld", i ? "," : "", (long long)who->posts[i].position_id);
	buf_byte(&b, ']');
	return buf_keep(&b, a);
}

bool svc_secrecy_open(struct str level)
{
	return str_eqc(level, "biasa");
}

int svc_secrecy_rank(struct str level)
{
	return str_eqc(level, "sangat-rahasia") ? 3
	       : str_eqc(level, "rahasia")      ? 2
						: str_eqc(level, "terbatas");
}

bool svc_secrecy_named(struct str level)
{
	return str_eqc(level, "rahasia") || str_eqc(level, "sangat-rahasia");
}

enum err svc_no_letter(struct fail *f)
{
	return FAIL(f, ERR_NOTFOUND, "no-letter", NULL,
		    "Surat ini tidak ada atau bukan untuk Anda; cari lagi lewat nomor "
		    "agendanya.");
}

/* 2: named (or drafter, signer, addressee); 1: in the chain; 0: neither. */
static enum err ask(struct db_conn *c, const struct actor *who, int64_t id, int *rank,
		    struct fail *f)
{
	struct db_rows *r = db_run(c, Q_case_sight);

	*rank = 0;
	db_bind_int(r, "id", id);
	while (*rank < 2 && db_next(r)) {
		if (actor_holds(who, db_int(r, 0)) && *rank < 1 + (int)db_int(r, 1))
			*rank = 1 + (int)db_int(r, 1);
	}
	return db_done(r, NULL, f);
}

enum err svc_sight_of(struct db_conn *c, struct arena *a, const struct actor *who, int64_t id,
		      struct svc_sight *out, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_case_secrecy);
	struct str level = {NULL, 0};
	int rank;
	bool found;
	enum err e;

	*out = (struct svc_sight){false, false};
	db_bind_int(r, "id", id);
	found = db_next(r);
	if (found)
		level = db_str(r, 0, a);
	if ((e = db_done(r, NULL, f)))
		return e;
	if (!found)
		return svc_no_letter(f);
	if ((e = ask(c, who, id, &rank, f)))
		return e;
	out->content = rank == 2 || (rank == 1 && !svc_secrecy_named(level));
	out->line = out->content || svc_secrecy_open(level);
	return ERR_OK;
}

bool svc_may_see_line(struct db_conn *c, struct arena *a, const struct actor *who, int64_t id)
{
	struct svc_sight s;

	return !svc_sight_of(c, a, who, id, &s, NULL) && s.line;
}

bool svc_may_open(struct db_conn *c, struct arena *a, const struct actor *who, int64_t id)
{
	struct svc_sight s;

	return !svc_sight_of(c, a, who, id, &s, NULL) && s.content;
}
