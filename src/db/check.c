/* check.c - the whole chain, and SQLite's own opinion of its file. */
#include "store.h"

/* true when `sql` answers `ok` alone, or nothing at all. */
static enum err quiet(struct db_conn *c, const char *sql, bool *ok, struct fail *f)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(c->sql, sql, -1, &s, NULL);

	*ok = true;
	while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		const char *z = (const char *)sqlite3_column_text(s, 0);

		*ok = *ok && z && strcmp(z, "ok") == 0;
		rc = SQLITE_OK;
	}
	(void)sqlite3_finalize(s);
	if ((rc & 0xff) == SQLITE_CORRUPT) {
		*ok = false;
		return ERR_OK;
	}
	return rc == SQLITE_DONE ? ERR_OK : rows_fail(c, rc, sql, f);
}

/* Not a fault of the data, but of dates written meanwhile: who checks is told. */
static struct str clock_note(struct arena *a, const struct db_clock_back *k)
{
	if (!k->from_ms)
		return STR("");
	return arena_fmt(a, " Jam komputer pernah mundur, terakhir dari " STR_FMT " ke " STR_FMT ".",
	                 STR_ARG(time_iso(a, k->from_ms)), STR_ARG(time_iso(a, k->to_ms)));
}

enum err db_check(struct db *db, struct arena *a, struct db_check_result *out, struct fail *f)
{
	struct db_conn *c = db_read(db);
	struct db_clock_back back;
	bool whole = false, keys = false;
	enum err e;

	*out = (struct db_check_result){ 0 };
	if ((e = audit_walk(c, 1, &out->entries, &out->broken_at, f)) ||
	    (e = quiet(c, "PRAGMA integrity_check", &whole, f)) ||
	    (e = quiet(c, "PRAGMA foreign_key_check", &keys, f)) ||
	    (e = db_clock_back(c, &back, f)))
		goto out;
	out->head = c->head.hash;
	out->database_ok = whole && keys;
	if (out->broken_at)
		out->note = arena_fmt(a, "Rantai catatan putus pada entri %lld.",
		                      (long long)out->broken_at);
	else if (!whole)
		out->note = STR("Berkas basis data rusak; pulihkan dari cadangan.");
	else if (!keys)
		out->note = STR("Ada catatan yang merujuk baris yang tidak ada.");
	else
		out->note = arena_fmt(a, "Utuh sampai entri %lld." STR_FMT,
		                      (long long)out->entries, STR_ARG(clock_note(a, &back)));
out:
	db_read_end(db, c);
	return e;
}
