/* num_block.h - numbers set aside at once: for a unit, a day, an outage.
 *
 * RULE   each number of a block is a reserved line of the ledger from the moment the block
 *        is made; it goes to a letter by num_take_reserved(), or is burnt by num_burn().
 *        A block is a row that never changes: what is left of it is read from the ledger.
 * THREAD as num_ledger.h.
 */
#ifndef NUM_BLOCK_H
#define NUM_BLOCK_H
#include "num_ledger.h"

#define NUM_BLOCK_MAX 500 /* numbers in a block */

struct num_block {
	int64_t    id;
	struct str series;
	int        period, first, last;
	struct str purpose, code, unit /* its name, or empty: anybody's */;
	int64_t    unit_id;
	struct day day;     /* letters of this day alone; none: any */
	struct day expires; /* the latest date of a letter that may have one */
	int64_t    account_id, at_ms;
	int        left;    /* numbers that are nobody's yet */
	int        begin, limit; /* to reserve of a day's quota: first and limit of num_line */
};

/* Takes `count` numbers in a row: fills first, last and id of the block, whose series,
 * period, purpose, code, unit_id, day, expires and account_id are given. */
enum err num_reserve(struct db_conn *, struct num_block *, int count, struct fail *) MUST_CHECK;

/* Every number that is left becomes void with that reason; *burnt of them. */
enum err num_burn(struct db_conn *, const struct num_block *, int64_t account, struct str reason,
                  int *burnt, struct fail *) MUST_CHECK;

enum err num_block_get(struct db_conn *, struct arena *, int64_t id, struct num_block *,
                       struct fail *) MUST_CHECK; /* ERR_NOTFOUND "no-block" */
/* Newest first, of all series; at most max, in the arena.  open: only those with numbers
 * left. */
enum err num_blocks(struct db_conn *, struct arena *, bool open, size_t max, struct num_block **,
                    size_t *n, struct fail *) MUST_CHECK;
#endif
