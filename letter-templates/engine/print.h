/* print.h - one letter being printed: what its parts share.  Private. */
#ifndef TPL_PRINT_H
#define TPL_PRINT_H
#include "galley.h"

struct print {
	struct galley fl;
	const struct profile *pf;
	const struct tpl_letter *l;
	const struct tpl_options *o;
	const struct tpl_office *office;
	struct str number;
	struct day date;
	bool wet; /* number and day get a place of fixed width */
};

struct tpl_ctx {
	struct pdf pdf;
	const struct tpl_engine *engine;
	struct book *book; /* the list being printed, or NULL */
};

void tpl_book_drop(struct tpl_ctx *); /* a book that was begun and not ended */

struct spans {
	struct span *list;
	size_t n;
};
struct spans tpl_spans_of(struct galley *, const struct xml_node *); /* inline content */
struct str tpl_value_of(struct print *, const char *name);
void tpl_enter(struct print *, struct str field); /* names faults that follow */

void tpl_print_kop(struct galley *, const struct profile *, const struct tpl_office *,
		   double x, double w, double scale);
void tpl_print_head(struct print *); /* kepala.c */
void tpl_print_note_head(struct print *, const struct part *);
void tpl_print_title(struct print *, const struct part *);
void tpl_print_number(struct print *);
void tpl_print_date(struct print *, double x, double y, bool with_place);
void tpl_print_blocks(struct print *, const struct xml_node *, double x, double w,
		      bool indent);
void tpl_print_labels(struct print *, const struct part *);
void tpl_print_section(struct print *, const struct part *);
void tpl_print_persons(struct print *, const struct part *);
void tpl_print_signature(struct print *, const struct part *);
void tpl_print_copies(struct print *);
#endif
