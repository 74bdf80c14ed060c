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
/* The number stays in the book, with the reason; its line is not changed. */
enum err num_void(struct db_conn *, const struct num_line *, int serial, struct str reason,
                  struct fail *) MUST_CHECK;

/* What the next would be: for the lease of an electronic signature, never for a screen. */
enum err num_next(struct db_conn *, struct str series, int period, int *serial,
                  struct fail *) MUST_CHECK;
/* The last one given; 0: none yet. */
enum err num_last_serial(struct db_conn *, struct str series, int period, int *serial,
                         struct fail *) MUST_CHECK;

struct num_fault {
	struct str series, text; /* one Indonesian sentence */
	int        period;
};
/* Every series and period: counter, lines and highest serial agree. *n faults. */
enum err num_ledger_check(struct db_conn *, struct arena *, struct num_fault *, size_t max,
                          size_t *n, struct fail *) MUST_CHECK;
#endif
