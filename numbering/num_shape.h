/* num_shape.h - inside numbering: what a piece of a letter number looks like.
 *
 * SHAPE   every function looks at the bytes alone and knows nothing of the neighbours;
 *         num_read weighs what a piece can be against where it stands.
 * FORGIVES  O and 0, I l and 1 within digits and Roman months, blanks within digits.
 */
#ifndef NUM_SHAPE_H
#define NUM_SHAPE_H
#include "num_rule.h"

/* How much a text looks like a classification code, 0: not at all. */
enum num_code { NUM_CODE_NO, NUM_CODE_ODD, NUM_CODE_PLAIN, NUM_CODE_LEVEL, NUM_CODE_DEEP };

bool num_is_digit(char);
bool num_is_alpha(char);
bool num_is_mark(char); /* what joins pieces without a stroke: - . _ and the blank */

/* The text without blanks and marks at either end. */
struct str num_bare(struct str);
/* Only blanks, dots, underscores, dashes: left open to be written in by hand. */
bool num_is_blank(struct str);

/* Bytes of the run of digits that s starts with (at most 7), misread ones included. */
size_t num_digits(struct str s);
/* Bytes of the suffix of a serial that s starts with: a, .B, .01, .2.919401; 0: none. */
size_t num_suffix(struct str s);
/* 123 s.d. 125, 123-125, 738, 739: bytes of the second half behind the first serial. */
size_t num_range(struct str s);

enum num_code num_code_digits(struct str s);  /* 800, 422.1, 000.1.2.3 */
enum num_code num_code_letters(struct str s); /* KU.03.04, KS.200, PP0504 */
/* The levels of the longest code of digits that s starts with, in bytes. */
size_t num_code_head(struct str s);

int  num_roman(struct str s);  /* 1..12, 0: none; I l 1 alike, but not digits alone */
int  num_arabic(struct str s); /* 1..12 in one or two digits */
bool num_year(struct str s);   /* 1945..2099, in four digits */
bool num_secrecy(struct str s); /* B R T X SR */
bool num_kind_word(struct str s); /* Kep, SK, UND, SPM-LS: the kind of letter */
/* Does a Roman number behind this text count units (Irban III, Pokja IV), not months? */
bool num_counts_units(struct str before);
#endif
