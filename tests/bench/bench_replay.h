/* bench_replay.h - the other floor: the rows a registration consists of, on plain SQLite.
 *
 * One thread puts in, 32 letters a transaction, exactly the rows that naskahd wrote for the
 * letters of one day of receipt (letter, entry, agenda, steps, ledger, audit, text), read
 * into memory beforehand, under the same tables and indexes and with the same words in a
 * full-text index; WAL, synchronous=FULL.
 * There is no trigger, no foreign key, no right, no question asked, nothing made or hashed. */
#ifndef BENCH_REPLAY_H
#define BENCH_REPLAY_H
#include "bench_plain.h"

/* `from` is naskahd's naskah.db, `dir` a new folder, `day` of receipt as 2025-10-31. */
struct bench_rate bench_replay(const char *from, const char *dir, const char *day, int rows);
#endif
