/* print.h - one letter being printed: what its parts share.  Private. */
#ifndef TPL_PRINT_H
#define TPL_PRINT_H
#include "flow.h"

struct print {
	struct flow               fl;
	const struct profile     *pf;
	const struct tpl_letter  *l;
	const struct tpl_options *o;
	const struct tpl_office  *office;
	struct str                number;
	struct day                date;
	bool                      wet; /* number and day get a place of fixed width */
};
struct tpl_ctx {
	struct pdf               pdf;
	const struct tpl_engine *engine;
	struct book             *book; /* the list being printed, or NULL */
};

struct spans {
	struct span *list;
	size_t       n;
};
struct spans spans_of(struct flow *, const struct xml_node *); /* inline content */
struct str   value_of(struct print *, const char *name);
void         enter(struct print *, struct str field); /* names faults that follow */

void print_kop(struct flow *, const struct profile *, const struct tpl_office *, double x,
               double w, double scale);
void print_head(struct print *);                       /* kepala.c */
void print_note_head(struct print *, const struct part *);
void print_title(struct print *, const struct part *);
void print_number(struct print *);
void print_date(struct print *, double x, double y, bool with_place);
void print_blocks(struct print *, const struct xml_node *, double x, double w, bool indent);
void print_labels(struct print *, const struct part *);
void print_section(struct print *, const struct part *);
void print_persons(struct print *, const struct part *);
void print_signature(struct print *, const struct part *);
void print_copies(struct print *);
#endif
