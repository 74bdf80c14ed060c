/* num_table.h - a table in a text file, as an office keeps it: comment lines, one title
 * line, one record a line.
 *
 * SHAPE   UTF-8, with or without its mark; lines end in LF or CRLF; quotes as in RFC 4180,
 *         one line a record.  The sign between fields is what the title line has: ',', or
 *         ';' as spreadsheets with Indonesian settings write it.
 *         "# NAME: VALUE" before the title line is a note about the table.
 * OWNER   what it hands out lives in the arena it was opened with.
 * LIMITS  8 MiB a file, NUM_TABLE_COLUMNS columns.
 */
#ifndef NUM_TABLE_H
#define NUM_TABLE_H
#include "arena.h"
#include "err.h"

#define NUM_TABLE_COLUMNS 16

struct num_table {
	struct arena *a;
	const char   *path;
	struct str    rest, notes; /* unread lines; the lines above the title */
	int           line;        /* the one just read, from 1 */
	char          comma;
	size_t        columns_n;
	int           column[NUM_TABLE_COLUMNS]; /* place of each among the names, -1: nameless */
};

/* Reads a file up to its title line.  names: every column there may be, NULL-ended; the
 * first `needed` of them must be there, in any order. */
enum err num_table_open(struct num_table *, struct arena *, const char *path,
                        const char *const *names, size_t needed, struct fail *) MUST_CHECK;

/* How many lines are left: at least as many as there are records. */
size_t num_table_lines(const struct num_table *);

/* The value of a note, blanks trimmed; {NULL,0}: there is none. */
struct str num_table_note(const struct num_table *, const char *name);

/* The next record: values (NUM_TABLE_COLUMNS of them): values[i] belongs to names[i], {"",0} where the table has no such
 * column.  Blank lines and comment lines are skipped.  *row false: there is no more. */
enum err num_table_next(struct num_table *, struct str *values, bool *row,
                        struct fail *) MUST_CHECK;

/* ERR_INVALID "PATH:LINE: sentence." for the record just read. */
enum err num_table_fault(const struct num_table *, struct fail *, const char *sentence) MUST_CHECK;
#endif
