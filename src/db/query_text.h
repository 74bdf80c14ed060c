/* query_text.h - the form of what tools/sqlc.c generates: text with its origin. */
#ifndef DB_QUERY_TEXT_H
#define DB_QUERY_TEXT_H
#include "query.h"

struct query_text {
	const char *name;
	const char *file;
	int         line; /* of the first line of sql in file */
	const char *sql;
};

extern const struct query_text QUERY_TEXT[]; /* by enum query, ended by a NULL name */
extern const struct query_text MIGRATION[];  /* in file-name order, ended likewise */
#endif
