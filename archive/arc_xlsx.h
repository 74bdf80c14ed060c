/* arc_xlsx.h - a table as a spreadsheet of Office Open XML, by libxlsxwriter.
 *
 * SHAPE   one sheet: titles, a head that stays in sight, rows.  Every cell is text: a number
 *         of a letter keeps its zeros, and nothing is run as a formula.
 * OWNER   arc_xlsx_end() or arc_xlsx_drop() ends it; the file is made in `dir` and gone by
 *         then.
 * LIMITS  1,000,000 rows, 32,000 bytes a cell (cut).
 * SOURCE  ECMA-376
 */
#ifndef ARCHIVE_XLSX_H
#define ARCHIVE_XLSX_H
#include "arena.h"
#include "err.h"

struct arc_xlsx;

struct arc_xlsx_head {
	const char       *dir;      /* a folder of our own, for the file that grows */
	const struct str *titles;   /* above the table; empty ones are left out      */
	size_t            titles_n;
	const struct str *columns;
	const double     *widths;   /* in characters */
	size_t            columns_n; /* at most 16 */
};

enum err arc_xlsx_start(struct arc_xlsx **, const struct arc_xlsx_head *, struct fail *) MUST_CHECK;
void     arc_xlsx_row(struct arc_xlsx *, const struct str *cells, bool struck);
enum err arc_xlsx_end(struct arc_xlsx *, struct arena *, struct str *bytes,
                      struct fail *) MUST_CHECK;
void     arc_xlsx_drop(struct arc_xlsx *); /* NULL: nothing */
#endif
