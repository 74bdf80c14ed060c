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
	bool wet;        /* number and day get a place of fixed width */
	size_t chapters; /* numbered headings so far */
	size_t annex;    /* lampiran so far          */
	bool letters;    /* lists begin with a. here */
};

struct tpl_ctx {
	struct pdf pdf;
	const struct tpl_engine *engine;
	struct tpl_parting_memory parted;
	struct book *book; /* the list being printed, or NULL */
	struct pdf *join;  /* letters go there instead of into a file each, or NULL */
	struct arena *join_in;
};

void tpl_book_drop(struct tpl_ctx *); /* a book that was begun and not ended */

struct spans {
	struct span *list;
	size_t n;
};

#define TPL_INDENT       36 /* first line of a paragraph: 1.27 cm                */
#define TPL_HEADING_IN   26
#define TPL_LEVELS       3   /* I. A. 1. */
#define TPL_PERSON_COLON 104 /* so that the rows of several persons stand aligned */

/* What stands before a value: its label, and the number of one of several. */
struct row_head {
	struct str label, no;
	double in; /* how far the number pushes the value in */
};

struct spans tpl_spans_of(struct galley *, const struct xml_node *); /* inline content */
bool tpl_rule_applies(const struct print *, enum rule_of); /* 54/2009 or 1/2023 */
struct str tpl_value_of(struct print *, const char *name);
void tpl_enter(struct print *, struct str field); /* names faults that follow */

void tpl_print_kop(struct galley *, const struct profile *, const struct tpl_office *,
		   double x, double w, double scale);
void tpl_print_letterhead(struct print *); /* kop.c: of this letter */

/* What the signature block says, after the profile's rules for names. */
struct signed_by {
	struct str how, above, between, post, name, rank, nip; /* empty: not printed */
};
struct signed_by tpl_signer_read(struct print *, const struct xml_node *); /* signer.c */
struct str tpl_post_upper(struct arena *, struct str);
/* Box with QR and "Ditandatangani secara elektronik oleh:"; returns its foot. */
double tpl_print_esign(struct print *, const struct signed_by *, double x, double y,
		       double w);
struct str tpl_esign_foot(void);
void tpl_print_paraf(struct print *); /* paraf.c */
void tpl_print_head(struct print *);  /* kepala.c */
void tpl_print_note_head(struct print *, const struct part *);
void tpl_print_title(struct print *, const struct part *);
void tpl_print_number(struct print *, const struct part *);
void tpl_print_date(struct print *, double x, double y, bool with_place);
void tpl_print_blocks(struct print *, const struct xml_node *, double x, double w,
		      bool indent);
void tpl_print_labels(struct print *, const struct part *);
void tpl_print_section(struct print *, const struct part *);
void tpl_print_persons(struct print *, const struct part *);
void tpl_print_signature(struct print *, const struct part *);
void tpl_print_copies(struct print *);
/* The letter as it was printed, to be embedded; see tpl_options.attach. */
struct str tpl_printed_xml(const struct print *);
void tpl_print_about(struct print *, const struct part *); /* part_words.c */
void tpl_print_sentence(struct print *, const struct part *);
void tpl_print_call(struct print *, const struct part *);
void tpl_print_signer(struct print *);
void tpl_print_address(struct print *); /* head.c */
void tpl_print_place_date(struct print *);
void tpl_print_chapter(struct print *, const struct part *); /* part_bab.c */
struct str tpl_heading_mark(struct arena *, enum numbering, size_t no);
void tpl_print_heading(struct galley *, struct str no, const struct spans *, double x,
		       double w);
void tpl_print_annex(struct print *, const struct part *); /* part_annex.c */
size_t tpl_annexes(const struct print *);                  /* how many the letter has */
/* Whether a list is printed as a lampiran, because it is longer than the form allows. */
bool tpl_annexed(const struct print *, struct str field);
bool tpl_has_blocks(const struct xml_node *);
/* How a value is printed that is not text: a date gets its day, no lampiran is "-". */
struct spans tpl_shown(struct print *, struct str field);
double tpl_widest(struct print *, struct str label, double so_far);
void tpl_label_row(struct print *, struct row_head, const struct spans *, double x,
		   double colon, double w);
/* A field's text, list or table; nothing when it is empty. */
void tpl_print_value(struct print *, struct str field, double x, double w, bool indent);
struct str tpl_nip(struct arena *, struct str); /* in its four groups */
/* An item whose mark hangs at x, its text from x + in on. */
void tpl_print_hang(struct galley *, struct str mark, const struct spans *, double x,
		    double in, double w);
struct str tpl_signed_name(struct print *, struct str); /* capitals but the degrees */
void tpl_print_qr(struct print *, double x, double y);  /* 62 wide, with its caption */
bool tpl_is_legal(const struct print *); /* family P: plain capitals throughout */
/* The post that signs, in capitals; for a.n. the post it stands for. */
struct str tpl_post_of(struct print *);
/* A value as it is read: dates in full, the rest as typed. */
struct str tpl_spoken_value(struct print *, struct str field);
void tpl_print_middle(struct print *, int face, double size, struct str);
/* The number where NOMOR stands before it: the rule of a series may bring the word. */
struct str tpl_bare_number(const struct print *);
/* Title of a legal product: its kind, then the post that signs or the region. */
struct str tpl_product_name(struct print *, const struct part *);
void tpl_print_product_title(struct print *, const struct part *);
void tpl_print_enactor(struct print *);
void tpl_print_recital(struct print *, const struct part *);
void tpl_print_enacting(struct print *, const struct part *);
void tpl_print_dictums(struct print *, const struct part *);
/* a. 1. a) 1) by level, from 0. */
struct str tpl_legal_mark(struct galley *, size_t no, int level);
void tpl_print_articles(struct print *, const struct part *);
void tpl_print_centred(struct print *, const struct part *);

void tpl_print_this_day(struct print *, const struct part *); /* part_parties.c */
void tpl_print_party(struct print *, const struct part *);
void tpl_print_signatures(struct print *, const struct part *);
void tpl_print_witnesses(struct print *, const struct part *);
void tpl_print_field_table(struct print *, const struct part *); /* part_table.c */
void tpl_print_signing_sheet(struct print *, const struct part *);
void tpl_print_grid(struct print *, const struct part *); /* part_grid.c */
void tpl_print_right_labels(struct print *, const struct part *);
void tpl_print_cells(struct print *, const struct part *); /* part_cells.c */
void tpl_print_telegram(struct print *, const struct part *);
/* Capitals, and punctuation in words; a point within a figure stays. */
struct str tpl_telegram(struct arena *, struct str);
void tpl_print_visas(struct print *, const struct part *);
double tpl_first_top(const struct print *); /* where the first page's text begins */
void tpl_print_frame(struct print *);       /* part_frame.c */
void tpl_print_photo(struct print *, const struct part *);
void tpl_print_promulgation(struct print *, const struct part *);
#endif
