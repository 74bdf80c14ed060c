/* num_ledger.h - who got which number: the only place that takes one (N1, N2).
 *
 * SERIES  a key ("agenda/UPTD", "keluar/DINAS/surat", "ekspedisi") and a period: the
 *         year, or year * 100 + month where numbers begin anew each month, or the day as
 *         20260102 where each day has its own quota, or 0.
 * LINE    a serial, and what happened to it.  Its life is the table ledger_step: nobody's,
 *         then taken, booked, reserved or inserted; these three may become taken when they
 *         get their letter; each may become void, with a reason, and nothing follows that.  A serial given
 *         outside (SRIKANDI) is taken with its giver's name.
 * RULE    a counter rises by one inside the act that uses the number; the ledger gets
 *         its line in the same savepoint, so a refused act spends nothing.  Lines are
 *         appended; the database refuses to change or delete one, and any step that the
 *         table does not have.  There is no max()+1.
 * INSERT  a letter dated before the last number (nomor mundur) gets the number of the last
 *         letter of its date or before it, with a suffix.  The counter does not move.
 * THREAD  what writes: on the writer, inside an act.  The rest: any connection.
 * SOURCE  N1, N2; Peraturan ANRI 5/2021 (sisipan, pemesanan, pembatalan nomor).
 */
#ifndef NUM_LEDGER_H
#define NUM_LEDGER_H
#include "db.h"

#define NUM_SERIAL_MAX 9999999 /* past it a series is full: ERR_LIMIT */

struct num_line {
	struct str series;
	int        period;
	int64_t    letter_id; /* whose number it is */
	int64_t    account_id;
	struct day day;       /* of the letter; none: not known */
	struct str insert;    /* the suffix of an inserted number */
	struct str reason;    /* of an insert; what a number given elsewhere is for */
	struct str giver;     /* who gave it, when not this ledger */
	int        first, limit; /* of a day's quota, whose period is the day (num_rule_period);
	                          * 0: the period counts from 1 on, without end */
};

enum err num_take(struct db_conn *, const struct num_line *, int *serial,
                  struct fail *) MUST_CHECK;
/* ERR_STALE "serial-moved" when the next serial is another than `expected`. */
enum err num_take_expected(struct db_conn *, const struct num_line *, int expected,
                           struct fail *) MUST_CHECK;
/* A serial that was reserved, or inserted (line->insert), goes to a letter.  ERR_CONFLICT
 * "not-reserved": it was not, or is spent; "insert-day"; "block-day", "block-unit", "block-expired": the block is not for this letter
 * (unit: of who signs, 0 where nobody asks). */
enum err num_take_reserved(struct db_conn *, const struct num_line *, int serial, int64_t unit,
                           struct fail *) MUST_CHECK;
/* The number stays in the book, with the reason; its line is not changed, and it is never
 * given again.  ERR_NOTFOUND: not given; ERR_CONFLICT "already-void". */
enum err num_void(struct db_conn *, const struct num_line *, int serial, struct str reason,
                  struct fail *) MUST_CHECK;

/* Where a letter of this day is inserted: behind `serial`, as the n-th there, n from 1; the
 * rule prints that as a suffix (num_rule_suffix()).  ERR_CONFLICT "no-parent": the series
 * has no number of that date or before it. */
enum err num_insert_next(struct db_conn *, const struct num_line *, int *serial, int *n,
                         struct fail *) MUST_CHECK;
/* line->insert is the suffix, line->reason says why.  ERR_STALE "serial-moved": another was
 * inserted there since. */
enum err num_insert(struct db_conn *, const struct num_line *, int serial, int n,
                    struct fail *) MUST_CHECK;

/* What the next would be: for the lease of an electronic signature, never for a screen. */
enum err num_next(struct db_conn *, const struct num_line *, int *serial,
                  struct fail *) MUST_CHECK;
/* The last one given; 0: none yet. */
enum err num_last_serial(struct db_conn *, struct str series, int period, int *serial,
                         struct fail *) MUST_CHECK;

/* Before the first serial of a period: counting begins at `first`, for an office that goes
 * on from its paper book.  ERR_CONFLICT "series-open": the period already counts. */
enum err num_open(struct db_conn *, struct str series, int period, int first,
                  struct fail *) MUST_CHECK;
/* Tutup buku: the period gives nothing more, what is still reserved is burnt.
 * ERR_CONFLICT "book-closed", ERR_NOTFOUND "no-series". */
enum err num_close(struct db_conn *, const struct num_line *, struct fail *) MUST_CHECK;

#define NUM_LAST_MAX 1000

struct num_given {
	int        serial;
	struct str insert_text; /* "" or sisipan                     */
	struct str kind;        /* taken, booked, reserved, inserted: how it is held */
	int64_t    letter_id, account_id, at_ms;
	struct day day;
	struct str reason, giver;
	struct str void_reason; /* {NULL,0}: not void                */
	int64_t    void_ms;
};
/* The last n (at most NUM_LAST_MAX) given serials, highest first; in the arena. */
enum err num_last(struct db_conn *, struct arena *, struct str series, int period, size_t n,
                  struct num_given **rows, size_t *rows_n, struct fail *) MUST_CHECK;

/* One serial, with line->insert, as it is held; *n 0: nobody has it. */
enum err num_of(struct db_conn *, struct arena *, const struct num_line *, int serial,
                struct num_given **, size_t *n, struct fail *) MUST_CHECK;

/* What waits for a letter of that day (none: of any): reserved and inserted numbers, lowest
 * first, at most max; serial, insert_text, kind and reason alone are filled. */
enum err num_waiting(struct db_conn *, struct arena *, struct str series, int period, struct day,
                     size_t max, struct num_given **rows, size_t *n, struct fail *) MUST_CHECK;

/* The number book: every serial of a period once, lowest first, inserted ones after the
 * number they follow.  Ends when `each` answers false. */
typedef bool num_each_line(void *to, const struct num_given *);
enum err num_book(struct db_conn *, struct arena *, struct str series, int period,
                  num_each_line *each, void *to, struct fail *) MUST_CHECK;

enum num_fault_kind { NUM_GAP, NUM_DOUBLE, NUM_STRANGE };

struct num_fault {
	enum num_fault_kind kind;
	struct str series, text; /* one Indonesian sentence, names the serials */
	int        period;
};

struct num_count { /* a series in a period */
	struct str series;
	int        period, first, last;
	bool       closed;
	int64_t    taken, elsewhere, inserted, voided; /* each serial is counted once */
	int64_t    waiting; /* reserved, booked or inserted, and no letter's yet */
};

struct num_report {
	struct num_count *counts;
	size_t            counts_n;
	struct num_fault *faults; /* the first `max` of them */
	size_t            faults_n; /* all of them */
};
/* Gaps and doubles: every series and period of the year (0: all), serial by serial, against
 * its counter; holes, doubles, and lines the counter never gave. */
enum err num_ledger_check(struct db_conn *, struct arena *, int year, size_t max,
                          struct num_report *, struct fail *) MUST_CHECK;
#endif
