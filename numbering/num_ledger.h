/* num_ledger.h - who got which number: the only place that takes one (N1, N2).
 *
 * SERIES  a key ("agenda/UPTD", "keluar/DINAS/surat", "ekspedisi") and a period: the
 *         year, or year * 100 + month where numbers begin anew each month.
 * RULE    a counter rises by one inside the act that uses the number; the ledger gets
 *         its line in the same savepoint, so a refused act spends nothing.  Lines are
 *         appended; the database refuses to change or delete one.  There is no max()+1.
 * THREAD  num_take*, num_void: on the writer, inside an act.  The rest: any connection.
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
};

enum err num_take(struct db_conn *, const struct num_line *, int *serial,
                  struct fail *) MUST_CHECK;
/* ERR_STALE "serial-moved" when the next serial is another than `expected`. */
enum err num_take_expected(struct db_conn *, const struct num_line *, int expected,
                           struct fail *) MUST_CHECK;
/* The number stays in the book, with the reason; its line is not changed, and it is never
 * given again.  ERR_NOTFOUND: not given; ERR_CONFLICT "already-void". */
enum err num_void(struct db_conn *, const struct num_line *, int serial, struct str reason,
                  struct fail *) MUST_CHECK;

/* What the next would be: for the lease of an electronic signature, never for a screen. */
enum err num_next(struct db_conn *, struct str series, int period, int *serial,
                  struct fail *) MUST_CHECK;
/* The last one given; 0: none yet. */
enum err num_last_serial(struct db_conn *, struct str series, int period, int *serial,
                         struct fail *) MUST_CHECK;


/* Before the first serial of a period: counting begins at `first`, for an office that goes
 * on from its paper book.  ERR_CONFLICT "series-open": the period already counts. */
enum err num_open(struct db_conn *, struct str series, int period, int first,
                  struct fail *) MUST_CHECK;

#define NUM_LAST_MAX 1000

struct num_given {
	int        serial;
	struct str insert_text; /* "" or sisipan                     */
	struct str kind;        /* taken, booked, reserved, inserted */
	int64_t    letter_id, account_id, at_ms;
	struct day day;
	struct str void_reason; /* {NULL,0}: not void                */
};
/* The last n (at most NUM_LAST_MAX) given serials, highest first; in the arena. */
enum err num_last(struct db_conn *, struct arena *, struct str series, int period, size_t n,
                  struct num_given **rows, size_t *rows_n, struct fail *) MUST_CHECK;

struct num_fault {
	struct str series, text; /* one Indonesian sentence, names the serials */
	int        period;
};
/* The gap report: every series and period, serial by serial, against its counter; holes,
 * doubles, and lines the counter never gave.  *n faults, the first max of them in out. */
enum err num_ledger_check(struct db_conn *, struct arena *, struct num_fault *, size_t max,
                          size_t *n, struct fail *) MUST_CHECK;
#endif
