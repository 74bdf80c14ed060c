/* bench_plain.h - the floor: one thread on plain SQLite.
 *
 * One row a letter in one table with every column of the register, under the same indexes
 * (serial once a book and year; number, sender, desk, state, code, not scanned) and the
 * same words in a full-text index; WAL, synchronous=FULL, so many rows a transaction.
 * With a scan each letter's bytes are written to a file of its own as well, fsynced before
 * the COMMIT, and their folder once a transaction.
 * There is no HTTP, no right, no audit chain, no ledger, no history of steps. */
#ifndef BENCH_PLAIN_H
#define BENCH_PLAIN_H
#include <stddef.h>

struct bench_rate {
	double a_second, a_cpu_second;
	long   n;
};
/* In a new folder `dir`; `scan` bytes a letter, 0 for none. */
struct bench_rate bench_plain(const char *dir, double seconds, int rows, size_t scan);
#endif
