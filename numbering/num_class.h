/* num_class.h - archive classification codes: look one up, or type ahead.
 *
 * SHAPE   a scheme is one file classification/NAME.csv (num_table.h): a code a line, in the
 *         columns kode, uraian; and, where there are such, induk (the code above; else the
 *         longest code that this one continues after a dot), aktif, inaktif (years), nasib
 *         (musnah, permanen, dinilai kembali), pemicu (what the years count from), kecuali,
 *         sejak, sampai (days).  Notes: nama (its name for people), retensi (whose
 *         retention schedule), berlaku and sampai
 *         (from and until when), lapisan (the scheme that this one is laid over).
 * LAYER   a file laid over a scheme adds codes to it and says others anew: a region's
 *         variant, an office's own codes.  Letters are filed under the scheme's name.  An
 *         office's own layer goes before the scheme; a shipped one comes after it.
 * SOURCE  Permendagri 83/2022 (permendagri-83-2022); Permendagri 78/2012 with regional
 *         variants (permendagri-78-2012, lama-*).
 * THREAD  loaded once, never changed; shared by all threads.
 */
#ifndef NUM_CLASS_H
#define NUM_CLASS_H
#include "arena.h"
#include "clock.h"
#include "err.h"

#define NUM_CLASS_ROWS_MAX 60000 /* codes of all schemes and layers        */
#define NUM_SUGGEST_MAX    20    /* what a type-ahead list shows at most   */

enum num_fate { NUM_FATE_UNSAID, NUM_FATE_DESTROY, NUM_FATE_KEEP, NUM_FATE_REVIEW };

struct num_keep { /* retention */
	short         active, inactive; /* years; -1: not said */
	enum num_fate fate;
	struct str    counts, except;   /* what the years count from; what is kept anyhow */
};

struct num_scheme {
	struct str name, title;        /* of the file; for people            */
	struct str keeps;              /* whose retention schedule, for people */
	struct day from, to;           /* {0}: not said                      */
	const struct num_scheme *base; /* what it is laid over; NULL: nothing */
	bool       own;                /* of the office, not shipped         */
	size_t     first, n;           /* inside numbering                   */
};

struct num_class {
	const struct num_scheme *scheme; /* the file it stands in */
	struct str code, name;
	const struct num_class *parent;  /* NULL: at the top */
	struct day from, to;             /* its own, else its scheme's */
	struct num_keep keep;
	bool replaced;                   /* an own layer says it anew */
};

struct num_classes;

/* Every *.csv in BASE/classification, and in `own` (NULL, or no such folder: none; a file:
 * that one).  An own
 * file that names no scheme is laid over the newest shipped one; with the note
 * "skema: sendiri" it is a scheme.  A fault reads "FILE:LINE: sentence". */
enum err num_classes_load(struct num_classes **, const char *base, const char *own,
                          struct fail *) MUST_CHECK;
void     num_classes_free(struct num_classes *);
size_t   num_classes_count(const struct num_classes *);

/* The scheme in force on a day: the one that began last; never NULL. */
const struct num_scheme *num_class_scheme_on(const struct num_classes *, struct day);

/* The scheme's or layer's file by that name; NULL: none. */
const struct num_scheme *num_class_scheme(const struct num_classes *, struct str name);

/* The schemes, without layers, newest first; NULL past the last. */
const struct num_scheme *num_class_scheme_at(const struct num_classes *, size_t i);

/* The name that letters are filed under: the scheme's, for a code of a layer. */
struct str num_class_filed(const struct num_class *);

/* An exact code.  scheme: a scheme's or layer's name, {NULL,0}: any, the newest first.
 * NULL: no such code. */
const struct num_class *num_class_find(const struct num_classes *, struct str scheme,
                                       struct str code);

/* Who says how long this code's letters are kept: an own layer, the code itself, else a
 * shipped layer.  NULL: nobody. */
const struct num_class *num_class_keeper(const struct num_classes *, const struct num_class *);

/* "musnah", "permanen", "dinilai kembali"; "" unsaid. */
const char *num_fate_word(enum num_fate);

/* "2 tahun aktif setelah ..., 3 tahun inaktif, lalu musnah kecuali ..."; "" unsaid. */
struct str num_keep_text(struct arena *, const struct num_keep *);

/* Type-ahead: each blank-separated piece of `typed` begins the code, or words of the name
 * (case and marks do not matter) of the code itself or of one above it, at least one of
 * its own.  Best first: the code typed, codes beginning so, names beginning so, then the
 * rest, general before particular.  scheme NULL: all; else it and the own layers over it.
 * Past 200 bytes or 8 pieces what follows is ignored.  Returns how many it put in out (at
 * most max and NUM_SUGGEST_MAX). */
size_t num_class_suggest(const struct num_classes *, struct arena *,
                         const struct num_scheme *scheme, struct str typed,
                         const struct num_class **out, size_t max);

/* Codes whose names share the telling words of a letter's subject, best first, with how
 * much of the subject each explains, in percent (at least 25).  As num_class_suggest. */
size_t num_class_by_subject(const struct num_classes *, struct arena *,
                            const struct num_scheme *scheme, struct str subject,
                            const struct num_class **out, int *percent, size_t max);
#endif
