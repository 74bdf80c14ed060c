/* svc_print.h - inside svc: one table as PDF, spreadsheet or CSV; the books and the number report. */
#ifndef SVC_PRINT_H
#define SVC_PRINT_H
#include "svc_find.h"
#include "tpl.h"

#define PRINT_CELLS_MAX 10
#define PRINT_COL(title, width, align) { { title, sizeof title - 1 }, width, align }

struct svc_print {
	struct svc *s;
	struct tpl_ctx *tpl;   /* as PDF, */
	struct arc_xlsx *xlsx; /* as a spreadsheet; both NULL: CSV */
	struct buf csv, pdf;
	const struct tpl_column *columns;
	size_t columns_n;
};

/* CSV has no title.  Whatever happens after it, svc_print_end() comes last. */
enum err svc_print_start(struct svc_print *, struct svc *, struct arena *, enum svc_book_as,
                         const struct tpl_column *, size_t n, const struct str title[3],
                         struct fail *) MUST_CHECK;
void svc_print_row(struct svc_print *, const struct str *cells, bool struck);
/* The bytes in the arena; `e` is what went wrong before, or ERR_OK. */
enum err svc_print_end(struct svc_print *, struct arena *, enum err e, struct str *bytes,
                       struct fail *) MUST_CHECK;

/* "22-11-2026" and "22-11-2026 10.15"; 0: nothing. */
struct str svc_print_day(struct arena *, int64_t number);
struct str svc_print_moment(const struct svc *, struct arena *, int64_t ms);
#endif
