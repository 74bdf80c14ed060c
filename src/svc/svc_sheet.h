/* svc_sheet.h - a spreadsheet's first sheet as text: cells parted by tabs.
 *
 * SHAPE  .xlsx (ECMA-376) is unpacked; all else is taken for text as it is, CSV or the like,
 *        in UTF-8 or Windows-1252.  Numbers stand as they are stored, dates as their serial
 *        number: a column of dates is better saved as text.
 * LIMITS 4 MB, 500 rows and 20 columns by whoever reads the text.
 */
#ifndef SVC_SHEET_H
#define SVC_SHEET_H
#include "arena.h"
#include "err.h"

enum err svc_sheet_read(struct arena *, const char *path, struct str *text,
			struct fail *) MUST_CHECK;
#endif
