/* num_take.h - inside numbering: a serial that is set aside, for num_block.c. */
#ifndef NUM_TAKE_H
#define NUM_TAKE_H
#include "num_ledger.h"

enum err num_set_aside(struct db_conn *, const struct num_line *, int *serial,
                       struct fail *) MUST_CHECK;
#endif
