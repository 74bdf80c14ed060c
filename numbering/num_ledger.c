/* num_ledger.c - the counter steps and its line is written, in one act. */
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

/* Where a series stands. */
struct head {
	int64_t series; /* 0: not there yet */
	int64_t last;
	bool    open;   /* the period counts */
};

static enum err head_of(struct db_conn *c, struct str key, int period, struct head *h,
                        struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_head);

	*h = (struct head){ 0 };
	db_bind_str(r, "key", key);
	db_bind_int(r, "period", period);
	if (db_next(r))
		*h = (struct head){ db_int(r, 0), db_int(r, 1), !db_null(r, 1) };
	return db_done(r, NULL, f);
}

enum err num_last_serial(struct db_conn *c, struct str series, int period, int *serial,
                         struct fail *f)
{
	struct head h;
	enum err e = head_of(c, series, period, &h, f);

	*serial = (int)h.last;
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

static enum err moved(int serial, struct fail *f)
{
	return FAIL(f, ERR_STALE, "serial-moved", NULL,
	            "Nomor urut %d baru saja dipakai surat lain; ulangi.", serial);
}

/* The counter steps from where it was read. */
static enum err step(struct db_conn *c, const struct num_line *l, struct head h, struct fail *f)
{
	int next = (int)h.last + 1, changed;
	enum err e;

	if (next > NUM_SERIAL_MAX)
		return FAIL(f, ERR_LIMIT, "series-full", NULL,
		            "Deret " STR_FMT " sudah sampai nomor %d; mulai deret baru.",
		            STR_ARG(l->series), NUM_SERIAL_MAX);
	if (!h.series && (e = series_id(c, l->series, &h.series, f)))
		return e;
	struct db_rows *r = db_run(c, Q_num_head_up);

	db_bind_int(r, "series", h.series);
	db_bind_int(r, "period", l->period);
	db_bind_int(r, "serial", next);
	if ((e = db_done(r, &changed, f)))
		return e;
	if (changed != 1)
		return moved(next, f);
	return put_line(c, l, h.series, next, "taken", (struct str){ 0 }, f);
}

enum err num_take_expected(struct db_conn *c, const struct num_line *l, int expected,
                           struct fail *f)
{
	struct head h;
	enum err e = head_of(c, l->series, l->period, &h, f);

	if (e)
		return e;
	return h.last + 1 == expected ? step(c, l, h, f) : moved(expected, f);
}

enum err num_take(struct db_conn *c, const struct num_line *l, int *serial, struct fail *f)
{
	struct head h;
	enum err e = head_of(c, l->series, l->period, &h, f);

	*serial = (int)h.last + 1;
	return e ? e : step(c, l, h, f);
}

static enum err is_void(struct db_conn *c, const struct num_line *l, int serial, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_line_void);
	int64_t one;
	bool found;

	db_bind_str(r, "key", l->series);
	db_bind_int(r, "period", l->period);
	db_bind_int(r, "serial", serial);
	enum err e = db_one_int(r, &one, &found, f);

	return e || !found ? e
	                   : FAIL(f, ERR_CONFLICT, "already-void", NULL,
	                          "Nomor urut %d sudah dibatalkan; alasannya ada di buku nomor.",
	                          serial);
}

enum err num_void(struct db_conn *c, const struct num_line *l, int serial, struct str reason,
                  struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_line_letter);
	int64_t series;
	bool given;
	enum err e;

	if (!str_trim(reason).n)
		return FAIL(f, ERR_INVALID, "missing", "reason",
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
	if ((e = is_void(c, l, serial, f)) || (e = series_id(c, l->series, &series, f)))
		return e;
	return put_line(c, l, series, serial, "void", str_trim(reason), f);
}

enum err num_open(struct db_conn *c, struct str key, int period, int first, struct fail *f)
{
	struct head h;
	int64_t series;
	enum err e;

	if (first < 1 || first > NUM_SERIAL_MAX)
		return FAIL(f, ERR_INVALID, "first", "first", "Nomor awal harus 1 sampai %d.",
		            NUM_SERIAL_MAX);
	if ((e = head_of(c, key, period, &h, f)))
		return e;
	if (h.open)
		return FAIL(f, ERR_CONFLICT, "series-open", NULL,
		            "Deret " STR_FMT " masa %d sudah berjalan sampai nomor %d; nomor "
		            "awalnya tidak dapat diubah.",
		            STR_ARG(key), period, (int)h.last);
	if ((e = series_id(c, key, &series, f)))
		return e;
	struct db_rows *r = db_run(c, Q_num_head_open);

	db_bind_int(r, "series", series);
	db_bind_int(r, "period", period);
	db_bind_int(r, "first", first);
	return db_done(r, NULL, f);
}

enum err num_last(struct db_conn *c, struct arena *a, struct str series, int period, size_t n,
                  struct num_given **rows, size_t *rows_n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_last);

	if (n > NUM_LAST_MAX)
		n = NUM_LAST_MAX;
	*rows = ARENA_ARRAY(a, struct num_given, n ? n : 1);
	*rows_n = 0;
	db_bind_str(r, "key", series);
	db_bind_int(r, "period", period);
	db_bind_int(r, "n", (int64_t)n);
	while (*rows_n < n && db_next(r))
		(*rows)[(*rows_n)++] = (struct num_given){
			.serial = (int)db_int(r, 0),
			.insert_text = db_str(r, 1, a),
			.kind = db_str(r, 2, a),
			.letter_id = db_int(r, 3),
			.account_id = db_int(r, 4),
			.at_ms = db_int(r, 5),
			.day = db_null(r, 6) ? (struct day){ 0 } : day_from_number(db_int(r, 6)),
			.void_reason = db_str(r, 7, a),
		};
	return db_done(r, NULL, f);
}
