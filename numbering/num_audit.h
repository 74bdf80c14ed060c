/* num_audit.h - a register that somebody else kept, read as one series: what an inspector
 * would ask about.
 *
 * INPUT   one number a line, cells parted by tabs or semicolons: number, date, subject; the
 *         last two may be absent, a date may be a year alone.  '#' begins a remark; a first
 *         line without a digit is a heading, which may name other places for them (nomor,
 *         tanggal or tahun, hal; number, date or year, subject).
 * HOW     the general reader says of each number which piece between strokes is code, serial
 *         and year; what most lines say is the shape of the series, and every line is then
 *         held to it, so that a slip of the pen (49O, 443KUM, 20 21) is told and not lost.
 * LIMITS  NUM_AUDIT_LINES lines; a longer file is refused, not cut.
 */
#ifndef NUM_AUDIT_H
#define NUM_AUDIT_H
#include "buf.h"
#include "num_rule.h"

#define NUM_AUDIT_LINES 200000

enum num_audit_kind {
	NUM_AUDIT_GAP,     /* bolong: not in the register                      */
	NUM_AUDIT_DOUBLE,  /* ganda: the same serial twice in a year           */
	NUM_AUDIT_ORDER,   /* far out of order: probably mistyped              */
	NUM_AUDIT_YEAR,    /* the year of the number is not that of its date   */
	NUM_AUDIT_BACK,    /* dated before an earlier number, and no insert    */
	NUM_AUDIT_SLIP,    /* mistyped, but read                               */
	NUM_AUDIT_BLANK,   /* blanks inside the number                         */
	NUM_AUDIT_UNREAD,  /* not a number of this series                      */
	NUM_AUDIT__COUNT
};

struct num_audit_note {
	enum num_audit_kind kind;
	int        line; /* of the file; 0: of none */
	int        year;
	struct str text; /* one Indonesian sentence */
};
struct num_audit_year {
	int    year, first, last;
	size_t lines, missing, doubled, inserted;
};
struct num_audit_code { /* from which line on */
	struct str code;
	int        line, year, serial;
	size_t     lines;
};
struct num_audit {
	size_t lines; /* numbers */
	struct num_audit_year *years;
	size_t                 years_n;
	struct num_audit_code *codes;
	size_t                 codes_n;
	struct num_audit_note *notes; /* by kind, then line */
	size_t                 notes_n;
	size_t                 count[NUM_AUDIT__COUNT]; /* of serials, for gaps */
};

/* ERR_INVALID "no-series": nothing in it is read as a number; ERR_LIMIT "too-many". */
enum err num_audit(const struct num_rules *, struct arena *, struct str text, struct num_audit *,
                   struct fail *) MUST_CHECK;
/* The report an office reads: counts first, then the list. */
void num_audit_text(const struct num_audit *, struct buf *);
void num_audit_json(const struct num_audit *, struct buf *);
#endif
