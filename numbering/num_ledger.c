#include "num_ledger.h"

static enum err series_id(struct db_conn *c, struct str key, int64_t *id, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_series_put);
	bool found = false;
	enum err e;

	db_bind_str(r, "key", key);
	if ((e = db_done(r, NULL, f)))
		return e;
	r = db_run(c, Q_num_series_id);
	db_bind_str(r, "key", key);
	e = db_one_int(r, id, &found, f);
	return e || found ? e : FAIL(f, ERR_IO, "series", NULL, "Deret nomor tidak dapat dibuat.");
}

enum err num_last_serial(struct db_conn *c, struct str series, int period, int *serial,
                         struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_head);
	int64_t last = 0;
	bool found;

	db_bind_str(r, "key", series);
	db_bind_int(r, "period", period);
	enum err e = db_one_int(r, &last, &found, f);

	*serial = found ? (int)last : 0;
	return e;
}

enum err num_next(struct db_conn *c, struct str series, int period, int *serial, struct fail *f)
{
	enum err e = num_last_serial(c, series, period, serial, f);

	(*serial)++;
	return e;
}

static enum err put_line(struct db_conn *c, const struct num_line *l, int64_t series, int serial,
                         const char *kind, struct str reason, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_line_put);

	db_bind_int(r, "series", series);
	db_bind_int(r, "period", l->period);
	db_bind_int(r, "serial", serial);
	db_bind_str(r, "kind", str_c(kind));
	if (l->letter_id)
		db_bind_int(r, "letter", l->letter_id);
	if (!day_none(l->day))
		db_bind_int(r, "day", day_number(l->day));
	db_bind_str(r, "reason", reason);
	db_bind_int(r, "account", l->account_id);
	db_bind_int(r, "at", db_now(c));
	return db_done(r, NULL, f);
}

enum err num_take_expected(struct db_conn *c, const struct num_line *l, int expected,
                           struct fail *f)
{
	int64_t series;
	int next, changed;
	enum err e;

	if ((e = series_id(c, l->series, &series, f)) ||
	    (e = num_next(c, l->series, l->period, &next, f)))
		return e;
	if (next != expected)
		return FAIL(f, ERR_STALE, "serial-moved", NULL,
		            "Nomor urut %d baru saja dipakai surat lain; ulangi.", expected);
	struct db_rows *r = db_run(c, Q_num_head_up);

	db_bind_int(r, "series", series);
	db_bind_int(r, "period", l->period);
	db_bind_int(r, "serial", next);
	if ((e = db_done(r, &changed, f)))
		return e;
	if (changed != 1)
		return FAIL(f, ERR_STALE, "serial-moved", NULL,
		            "Nomor urut %d baru saja dipakai surat lain; ulangi.", expected);
	return put_line(c, l, series, next, "taken", (struct str){ 0 }, f);
}

enum err num_take(struct db_conn *c, const struct num_line *l, int *serial, struct fail *f)
{
	enum err e = num_next(c, l->series, l->period, serial, f);

	return e ? e : num_take_expected(c, l, *serial, f);
}

enum err num_void(struct db_conn *c, const struct num_line *l, int serial, struct str reason,
                  struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_line_letter);
	int64_t series;
	bool given;
	enum err e;

	if (!str_trim(reason).n)
		return FAIL(f, ERR_INVALID, "missing", "alasan",
		            "Tulis alasan nomor ini dibatalkan; alasannya tercetak di buku.");
	db_bind_str(r, "key", l->series);
	db_bind_int(r, "period", l->period);
	db_bind_int(r, "serial", serial);
	given = db_next(r);
	if ((e = db_done(r, NULL, f)))
		return e;
	if (!given)
		return FAIL(f, ERR_NOTFOUND, "no-serial", NULL,
		            "Nomor urut %d belum pernah diberikan pada deret ini.", serial);
	if ((e = series_id(c, l->series, &series, f)))
		return e;
	return put_line(c, l, series, serial, "void", reason, f);
}

enum err num_ledger_check(struct db_conn *c, struct arena *a, struct num_fault *out, size_t max,
                          size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_check);

	*n = 0;
	while (db_next(r)) {
		int64_t last = db_int(r, 2), lines = db_int(r, 3), highest = db_int(r, 4);

		if (last == lines && lines == highest)
			continue;
		if (*n < max)
			out[*n] = (struct num_fault){ .series = db_str(r, 0, a),
				.period = (int)db_int(r, 1),
				.text = arena_fmt(a, "penghitung %lld, baris buku nomor %lld, tertinggi %lld",
				                  (long long)last, (long long)lines, (long long)highest) };
		(*n)++;
	}
	return db_done(r, NULL, f);
}
