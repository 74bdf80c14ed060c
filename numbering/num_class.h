/* num_class.h - archive classification codes: look one up, or type ahead.
 *
 * SHAPE   a scheme is one file classification/NAME.csv: comment lines with '#' (what
 *         regulation it is; "# berlaku: YYYY-MM-DD" from when), the header line
 *         "kode,uraian,induk", then one code a line, sorted, with its parent before it.
 *         Quotes as in RFC 4180, one line a record.
 * SOURCE  Permendagri 83/2022 (permendagri-83-2022); the three-digit codes that letters
 *         carried before it (lama-3-digit).
 * THREAD  loaded once, never changed; shared by all threads.
 */
#ifndef NUM_CLASS_H
#define NUM_CLASS_H
#include "arena.h"
#include "clock.h"
#include "err.h"

#define NUM_CLASS_ROWS_MAX 20000 /* codes of all schemes                  */
#define NUM_SUGGEST_MAX    20    /* what a type-ahead list shows at most   */

struct num_class {
	struct str scheme, code, name;
	const struct num_class *parent; /* NULL: at the top */
	struct str words;               /* inside numbering: folded, " a b c" */
};

struct num_classes;

/* Every *.csv in BASE/classification; a fault reads "FILE:LINE: sentence". */
enum err num_classes_load(struct num_classes **, const char *base, struct fail *) MUST_CHECK;
void     num_classes_free(struct num_classes *);
size_t   num_classes_count(const struct num_classes *);

/* The scheme in force on a day: the one that began last; never {NULL,0}. */
struct str num_class_scheme_on(const struct num_classes *, struct day);

/* An exact code; scheme {NULL,0}: any, the newest first.  NULL: no such code. */
const struct num_class *num_class_find(const struct num_classes *, struct str scheme,
                                       struct str code);

/* Type-ahead: each blank-separated piece of `typed` begins the code, or a word of the name
 * (case and marks do not matter) of the code itself or of one above it, at least one of
 * its own.  Best first: the code typed, codes beginning so, names beginning so, then the
 * rest, general before particular.  scheme {NULL,0}: all.  Past 200 bytes or 8 pieces what
 * follows is ignored.  Returns how many it put in out (at most max and NUM_SUGGEST_MAX). */
size_t num_class_suggest(const struct num_classes *, struct arena *, struct str scheme,
                         struct str typed, const struct num_class **out, size_t max);
#endif
