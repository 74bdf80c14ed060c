/* num_ledger.c - the counter steps and its line is written, in one act. */
#include "num_ledger.h"
#include <stdio.h>
#include "num_take.h"

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
	bool    closed;
};

static enum err head_of(struct db_conn *c, struct str key, int period, struct head *h,
                        struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_head);

	*h = (struct head){ 0 };
	db_bind_str(r, "key", key);
	db_bind_int(r, "period", period);
	if (db_next(r))
		*h = (struct head){ db_int(r, 0), db_int(r, 1), !db_null(r, 1), !db_null(r, 2) };
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

static enum err next_of(const struct num_line *l, const struct head *h, int *serial,
                        struct fail *f)
{
	int first = l->first > 0 ? l->first : 1;

	*serial = h->open ? (int)h->last + 1 : first;
	if (l->limit && *serial > l->limit)
		return FAIL(f, ERR_LIMIT, "day-full", "date",
		            "Jatah nomor tanggal itu, %d sampai %d, sudah habis; pakai tanggal lain, "
		            "atau perbesar jatahnya di aturan nomor.",
		            first, l->limit);
	if (*serial > NUM_SERIAL_MAX)
		return FAIL(f, ERR_LIMIT, "series-full", NULL,
		            "Deret " STR_FMT " sudah sampai nomor %d; mulai deret baru.",
		            STR_ARG(l->series), NUM_SERIAL_MAX);
	return ERR_OK;
}

enum err num_next(struct db_conn *c, const struct num_line *l, int *serial, struct fail *f)
{
	struct head h;
	enum err e = head_of(c, l->series, l->period, &h, f);

	return e ? e : next_of(l, &h, serial, f);
}

static enum err closed(const struct num_line *l, struct fail *f)
{
	return FAIL(f, ERR_CONFLICT, "book-closed", "date",
	            "Buku nomor " STR_FMT " masa %d sudah ditutup; tidak ada nomor yang dapat "
	            "diberikan lagi di sana. Pakai tanggal masa yang berjalan.",
	            STR_ARG(l->series), l->period);
}

static enum err put_line(struct db_conn *c, const struct num_line *l, int64_t series, int serial,
                         const char *kind, struct str reason, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_line_put);

	db_bind_int(r, "series", series);
	db_bind_int(r, "period", l->period);
	db_bind_int(r, "serial", serial);
	db_bind_str(r, "insert", l->insert.p ? l->insert : STR(""));
	db_bind_str(r, "kind", str_c(kind));
	/* what is absent is not bound: a name costs as much as its value */
	if (l->letter_id)
		db_bind_int(r, "letter", l->letter_id);
	if (!day_none(l->day))
		db_bind_int(r, "day", day_number(l->day));
	if (reason.p)
		db_bind_str(r, "reason", reason);
	if (l->giver.p)
		db_bind_str(r, "giver", l->giver);
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
static enum err step(struct db_conn *c, const struct num_line *l, const struct head *h, int next,
                     struct fail *f)
{
	struct db_rows *r = db_run(c, h->open ? Q_num_step : Q_num_head_put);
	int changed;

	db_bind_int(r, "series", h->series);
	db_bind_int(r, "period", l->period);
	db_bind_int(r, "serial", next);
	if (!h->open)
		db_bind_int(r, "first", l->first > 0 ? l->first : 1);
	enum err e = db_done(r, &changed, f);

	return e || changed == 1 ? e : moved(next, f);
}

static enum err take(struct db_conn *c, const struct num_line *l, const char *kind, int *serial,
                     struct fail *f)
{
	struct head h;
	enum err e = head_of(c, l->series, l->period, &h, f);

	if (e)
		return e;
	if (h.closed)
		return closed(l, f);
	if ((e = next_of(l, &h, serial, f)))
		return e;
	if (!h.series && (e = series_id(c, l->series, &h.series, f)))
		return e;
	if ((e = step(c, l, &h, *serial, f)))
		return e;
	return put_line(c, l, h.series, *serial, kind, l->reason, f);
}

enum err num_take(struct db_conn *c, const struct num_line *l, int *serial, struct fail *f)
{
	return take(c, l, "taken", serial, f);
}

enum err num_take_expected(struct db_conn *c, const struct num_line *l, int expected,
                           struct fail *f)
{
	int serial = 0;
	enum err e = num_take(c, l, &serial, f);

	return e || serial == expected ? e : moved(expected, f);
}

enum err num_set_aside(struct db_conn *c, const struct num_line *l, int *serial, struct fail *f)
{
	return take(c, l, "reserved", serial, f);
}

/* What the serial is now: a kind of ledger_step, "" when nobody has it. */
static enum err state_of(struct db_conn *c, const struct num_line *l, int64_t series, int serial,
                         char kind[16], struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_line_state);
	struct arena *a = arena_open();

	db_bind_int(r, "series", series);
	db_bind_int(r, "period", l->period);
	db_bind_int(r, "serial", serial);
	db_bind_str(r, "insert", l->insert.p ? l->insert : STR(""));
	kind[0] = 0;
	if (db_next(r))
		(void)snprintf(kind, 16, STR_FMT, STR_ARG(db_str(r, 0, a)));
	enum err e = db_done(r, NULL, f);

	arena_close(a);
	return e;
}

enum err num_void(struct db_conn *c, const struct num_line *l, int serial, struct str reason,
                  struct fail *f)
{
	char kind[16];
	struct head h;
	enum err e;

	if (!str_trim(reason).n)
		return FAIL(f, ERR_INVALID, "missing", "reason",
		            "Tulis alasan nomor ini dibatalkan; alasannya tercetak di buku.");
	if ((e = head_of(c, l->series, l->period, &h, f)) ||
	    (e = state_of(c, l, h.series, serial, kind, f)))
		return e;
	if (!kind[0])
		return FAIL(f, ERR_NOTFOUND, "no-serial", NULL,
		            "Nomor urut %d" STR_FMT " belum pernah diberikan pada deret ini.",
		            serial, STR_ARG(l->insert));
	if (strcmp(kind, "void") == 0)
		return FAIL(f, ERR_CONFLICT, "already-void", NULL,
		            "Nomor urut %d sudah dibatalkan; alasannya ada di buku nomor.",
		            serial);
	return put_line(c, l, h.series, serial, "void", str_trim(reason), f);
}

/* Is the block that holds this serial meant for this letter? */
static enum err block_fits(struct db_conn *c, const struct num_line *l, int64_t series, int serial,
                           int64_t unit, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_block_of);
	int64_t day = day_number(l->day), of_unit = 0, of_day = day, until = INT64_MAX;

	db_bind_int(r, "series", series);
	db_bind_int(r, "period", l->period);
	db_bind_int(r, "serial", serial);
	if (db_next(r)) {
		of_unit = db_int(r, 0);
		of_day = db_null(r, 1) ? day : db_int(r, 1);
		until = db_int(r, 2);
	}
	enum err e = db_done(r, NULL, f);

	if (e)
		return e;
	if (of_unit && unit && of_unit != unit)
		return FAIL(f, ERR_CONFLICT, "block-unit", "serial",
		            "Nomor urut %d dicadangkan untuk unit lain; pilih nomor lain.", serial);
	if (of_day != day)
		return FAIL(f, ERR_CONFLICT, "block-day", "serial",
		            "Nomor urut %d dicadangkan untuk surat tanggal lain; pilih nomor lain "
		            "atau perbaiki tanggalnya.",
		            serial);
	return day <= until ? ERR_OK
	                    : FAIL(f, ERR_CONFLICT, "block-expired", "serial",
	                           "Cadangan nomor urut %d berlaku untuk surat yang lebih awal "
	                           "tanggalnya; surat ini mendapat nomor biasa.",
	                           serial);
}

static enum err insert_fits(struct db_conn *c, const struct num_line *l, int64_t series,
                            int serial, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_insert_day);
	int64_t day;

	db_bind_int(r, "series", series);
	db_bind_int(r, "period", l->period);
	db_bind_int(r, "serial", serial);
	db_bind_str(r, "insert", l->insert);
	enum err e = db_one_int(r, &day, NULL, f);

	return e || day == day_number(l->day)
	               ? e
	               : FAIL(f, ERR_CONFLICT, "insert-day", "date",
	                      "Nomor sisipan %d" STR_FMT " diberikan untuk surat tanggal lain; "
	                      "perbaiki tanggalnya atau mintalah nomor sisipan lain.",
	                      serial, STR_ARG(l->insert));
}

enum err num_take_reserved(struct db_conn *c, const struct num_line *l, int serial, int64_t unit,
                           struct fail *f)
{
	char kind[16];
	struct head h;
	enum err e = head_of(c, l->series, l->period, &h, f);

	if (e || (e = state_of(c, l, h.series, serial, kind, f)))
		return e;
	if (h.closed)
		return closed(l, f);
	if (strcmp(kind, "reserved") != 0 && strcmp(kind, "inserted") != 0)
		return FAIL(f, ERR_CONFLICT, "not-reserved", "serial",
		            "Nomor urut %d" STR_FMT " %s; pilih nomor lain yang masih menunggu surat.",
		            serial, STR_ARG(l->insert),
		            !kind[0]                    ? "tidak dicadangkan"
		            : strcmp(kind, "void") == 0 ? "sudah dibatalkan"
		                                        : "sudah dipakai");
	if ((e = l->insert.n ? insert_fits(c, l, h.series, serial, f)
	                     : block_fits(c, l, h.series, serial, unit, f)))
		return e;
	return put_line(c, l, h.series, serial, "taken", l->reason, f);
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

/* ---- nomor sisipan ---- */

enum err num_insert_next(struct db_conn *c, const struct num_line *l, int *serial, int *n,
                         struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_before);

	*serial = *n = 0;
	db_bind_str(r, "key", l->series);
	db_bind_int(r, "period", l->period);
	db_bind_int(r, "day", day_number(l->day));
	if (db_next(r)) {
		*serial = (int)db_int(r, 0);
		*n = (int)db_int(r, 1) + 1;
	}
	enum err e = db_done(r, NULL, f);

	return e || *serial
	               ? e
	               : FAIL(f, ERR_CONFLICT, "no-parent", "date",
	                      "Deret ini belum mempunyai nomor pada atau sebelum tanggal itu, jadi "
	                      "tidak ada nomor yang dapat disisipi; pakai nomor berikutnya dengan "
	                      "tanggal hari ini.");
}

enum err num_insert(struct db_conn *c, const struct num_line *l, int serial, int n,
                    struct fail *f)
{
	struct num_line line = *l;
	struct head h;
	int parent, next;
	enum err e;

	line.reason = str_trim(l->reason);
	if (!line.reason.n)
		return FAIL(f, ERR_INVALID, "missing", "reason",
		            "Tulis alasan nomor sisipan ini; alasannya tercetak di buku nomor.");
	if ((e = head_of(c, l->series, l->period, &h, f)))
		return e;
	if (h.closed)
		return closed(l, f);
	if ((e = num_insert_next(c, l, &parent, &next, f)))
		return e;
	if (parent != serial || n != next)
		return moved(serial, f);
	return put_line(c, &line, h.series, serial, "inserted", line.reason, f);
}

/* ---- Tutup buku ---- */

static enum err burn_rest(struct db_conn *c, const struct num_line *l, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_burn);

	db_bind_str(r, "key", l->series);
	db_bind_int(r, "period", l->period);
	db_bind_int(r, "first", 1);
	db_bind_int(r, "last", NUM_SERIAL_MAX);
	db_bind_int(r, "inserts", 1);
	db_bind_str(r, "reason", STR("hangus: buku ditutup"));
	db_bind_int(r, "account", l->account_id);
	db_bind_int(r, "at", db_now(c));
	return db_done(r, NULL, f);
}

enum err num_close(struct db_conn *c, const struct num_line *l, struct fail *f)
{
	struct head h;
	enum err e = head_of(c, l->series, l->period, &h, f);

	if (e)
		return e;
	if (!h.open)
		return FAIL(f, ERR_NOTFOUND, "no-series", NULL,
		            "Buku nomor " STR_FMT " masa %d tidak ada; belum ada nomor yang "
		            "diberikan.",
		            STR_ARG(l->series), l->period);
	if (h.closed)
		return FAIL(f, ERR_CONFLICT, "book-closed", NULL,
		            "Buku nomor " STR_FMT " masa %d sudah ditutup.", STR_ARG(l->series),
		            l->period);
	if ((e = burn_rest(c, l, f)))
		return e;
	struct db_rows *r = db_run(c, Q_num_head_close);

	db_bind_int(r, "at", db_now(c));
	db_bind_int(r, "account", l->account_id);
	db_bind_int(r, "series", h.series);
	db_bind_int(r, "period", l->period);
	return db_done(r, NULL, f);
}
