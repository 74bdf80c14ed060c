/* cli.h - `naskah`: one table of commands; each row knows its words, its fields, its
 * help.
 *
 * EXIT   0 done, 1 refused, 2 usage, 3 system trouble (design 5.2).
 * OUT    what was asked for on standard output; faults, one line each, on standard error.
 *        --json: replies as they are; else Indonesian lines for people.
 */
#ifndef CLI_H
#define CLI_H
#include <stdio.h>
#include "arena.h"
#include "err.h"

#define CLI_ARGS_MAX 64

struct cli_option {
	const char *key; /* without dashes */
	const char *value;
};

struct cli { /* one run */
	struct arena *a;
	const char *share;
	FILE *in, *out, *err;
	const char
		*args[CLI_ARGS_MAX]; /* words that are no options, after the command's */
	size_t args_n;
	struct cli_option options[CLI_ARGS_MAX]; /* --key value, --flag, key=value */
	size_t options_n;
	bool json;
};

/* Value of the last --key; NULL when absent; "" for a flag. */
const char *cli_option(const struct cli *, const char *key);

/* Prints the fault and gives the exit code of it. */
int cli_fail(const struct cli *, const struct fail *);
int cli_usage(const struct cli *, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* The whole program; `fallback` is where shipped data is installed. */
int cli_main(int argc, char **argv, const char *version, const char *fallback, FILE *in,
	     FILE *out, FILE *err);
#endif
