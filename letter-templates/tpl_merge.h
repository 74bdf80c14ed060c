/* tpl_merge.h - one letter to many: rows of addressees, and a letter for each.
 *
 * A letter that goes to many holds them itself, in <daftar-penerima>: names of columns in
 * <kepala>, one <baris> for each addressee.  {nama} anywhere in its text is that column.
 * So versions, review, signing and printing need know nothing of it: tpl_letter_read()
 * gives the letter of the first row.
 *
 * SHAPE   names are compared without case, a blank, '_' and '-' being the same.
 * ERRORS  ERR_INVALID names the row (the first one below the names is 1) and the column.
 * LIMITS  500 rows, 20 columns, a cell of 1000 bytes.
 */
#ifndef TPL_MERGE_H
#define TPL_MERGE_H
#include "tpl.h"

#define TPL_ROWS_MAX   500
#define TPL_ROWS_FIELD "daftar-penerima" /* among typed values: the rows as text */

struct tpl_rows {
	const struct str *columns, *cells; /* cells: row by row */
	size_t columns_n, n;
};

/* As a spreadsheet copies or saves them: parted by tabs, semicolons or commas, whichever
 * the first line has; quoted as RFC 4180 says.  Empty lines are skipped. */
enum err tpl_rows_read(struct arena *, struct str text, struct tpl_rows *,
		       struct fail *) MUST_CHECK;
struct str tpl_rows_text(struct arena *, const struct tpl_rows *); /* with tabs */
void tpl_rows_write(struct buf *, const struct tpl_rows *);        /* the element */
/* Of a letter; n is 0 when it goes to one. */
enum err tpl_rows_of(struct arena *, struct str xml, struct tpl_rows *,
		     struct fail *) MUST_CHECK;
/* The letter with other rows, or with none (NULL). */
enum err tpl_rows_put(struct arena *, struct str xml, const struct tpl_rows *,
		      struct str *out, struct fail *) MUST_CHECK;
/* The letter of row i (0..): no rows in it any more. */
enum err tpl_rows_letter(struct arena *, struct str xml, const struct tpl_rows *,
			 size_t i, struct str *out, struct fail *) MUST_CHECK;
/* Every row makes a letter that its form accepts; the first that does not is the fault.
 */
enum err tpl_rows_check(const struct tpl_engine *, struct str xml, bool blank_ok,
			struct fail *) MUST_CHECK;

/* All letters as one PDF, each from page 1.  Memory grows by what pages take in the file.
 * `number`: one for each row, or NULL. */
enum err tpl_rows_render(const struct tpl_engine *, struct str xml,
			 const struct tpl_options *, const struct str *number,
			 struct buf *pdf, struct tpl_faults *, struct fail *) MUST_CHECK;
#endif
