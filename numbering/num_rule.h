/* num_rule.h - a number rule: one parsed pattern that prints and reads letter numbers.
 *
 * SHAPE   a rule is an XML file (numbering/schema/aturan-nomor.rng, naskah-rule(5)).
 *         Its pattern holds tokens {urut:3}, literals and optional groups [ ].
 * N4      what num_rule_format() prints, num_rule_match() reads back into the same
 *         parts; values for which that would not hold are refused when printing.
 * READER  anchored PCRE2 (JIT, match limits).  It forgives blanks around separators,
 *         doubled slashes, a missing serial (""), case, I l 1 and O 0 in months and
 *         digits, "Nomor :" in front, dots behind.
 * THREAD  a loaded set is read-only and may be shared.
 * SOURCE  Permendagri 1/2023 and the offices' own numbers (each rule names its own).
 */
#ifndef NUM_RULE_H
#define NUM_RULE_H
#include "arena.h"
#include "clock.h"
#include "err.h"
#include "hash.h"

enum num_token {
	NUM_KEAMANAN,
	NUM_KODE,
	NUM_URUT,
	NUM_SISIPAN,
	NUM_UNIT,
	NUM_PD,
	NUM_BIDANG,
	NUM_JENIS,
	NUM_BULAN,
	NUM_TAHUN,
	NUM_INISIAL,
	NUM_SEGMEN,
	NUM_TOKENS
};

/* v[token] is the part as printed; {NULL,0} absent; a blank serial is "". */
struct num_parts {
	struct str v[NUM_TOKENS];
};

#define NUM_TEXT_MAX 200 /* bytes of a number; longer input is refused */
#define NUM_RULES_MAX 1000 /* versions of all rules */
#define NUM_GROUPS_MAX 100 /* rules of one file */
#define NUM_RULE_BYTES 65536 /* of a rule file */

/* Who gives the number: the issuing unit, the Sekretariat (Setda or the office's TU) for
 * all, Bagian Hukum for legal products; a notula or an attendance list has none at all. */
enum num_by { NUM_BY_UNIT, NUM_BY_SECRETARIAT, NUM_BY_LEGAL, NUM_BY_NOBODY };
/* When: as the office's file says, or the rule itself binds it to one of the two acts. */
enum num_when { NUM_WHEN_OFFICE, NUM_WHEN_SIGNED, NUM_WHEN_RECORDED };
/* Whose counter: of each unit (then the unit is printed), of the whole office, of each kind
 * of letter (its title stands above the number: PERATURAN BUPATI, KEPUTUSAN), or of one
 * book, whose numbers stand nowhere but in it. */
enum num_per { NUM_PER_UNIT, NUM_PER_OFFICE, NUM_PER_FORM, NUM_PER_BOOK };
enum num_reset { NUM_YEARLY, NUM_MONTHLY, NUM_NEVER };
/* A letter dated before the last number: refused, the last number of its day with a
 * suffix, or a free number out of its day's own block. */
enum num_late { NUM_LATE_REFUSED, NUM_LATE_SUFFIX, NUM_LATE_DAY_BLOCK };
/* As the files write them: "sekretariat", "saat-pencatatan", "jatah-hari". */
struct str num_by_word(enum num_by);
struct str num_when_word(enum num_when);
struct str num_per_word(enum num_per);
struct str num_reset_word(enum num_reset);
struct str num_late_word(enum num_late);

enum num_secrecy { NUM_BIASA, NUM_TERBATAS, NUM_RAHASIA, NUM_SANGAT_RAHASIA, NUM_SECRECIES };

struct num_rule;
struct num_rules;

const char *num_token_name(enum num_token);
bool        num_token_find(struct str name, enum num_token *);

/* A file holds one rule, or one for each of its groups (kelompok), which is then named
 * FILE-GROUP.  Each fault of a file, one sentence "NAME:LINE: ..." each; *f is the first.
 * `say` and the schema may be NULL. */
enum err num_rules_check(struct str xml, const char *name, const char *schema_path,
                         void (*say)(void *ctx, const char *sentence), void *ctx,
                         struct fail *) MUST_CHECK;
/* The rule of that name out of bytes that passed the check once (they are not held to it
 * again, a later program may be stricter); {NULL,0}: the first.  ERR_NOTFOUND: not in it.
 * It lives until num_rule_free(). */
enum err num_rule_load(struct num_rule **, struct str xml, struct str rule, const char *name,
                       struct fail *) MUST_CHECK;
/* All rules of such bytes, `max` at most (more are ERR_INVALID); each is to be freed. */
enum err num_rule_load_all(struct num_rule **list, size_t max, size_t *n, struct str xml,
                           const char *name, struct fail *) MUST_CHECK;
void     num_rule_free(struct num_rule *);

struct str     num_rule_name(const struct num_rule *);
struct str     num_rule_title(const struct num_rule *);
struct str     num_rule_pattern(const struct num_rule *); /* "": NUM_BY_NOBODY */
struct str     num_rule_source(const struct num_rule *);
struct str     num_rule_group(const struct num_rule *); /* form group that counts together */
struct str     num_rule_xml(const struct num_rule *); /* the bytes it was read from, */
struct sha256  num_rule_sha(const struct num_rule *); /* and their hash: its version */
bool           num_rule_assumed(const struct num_rule *);
struct str     num_rule_regulation(const struct num_rule *); /* "Permendagri 1/2023", or "" */
struct str     num_rule_article(const struct num_rule *);    /* its article or appendix */
enum num_by    num_rule_by(const struct num_rule *);
enum num_when  num_rule_when(const struct num_rule *);
enum num_per   num_rule_per(const struct num_rule *);
enum num_reset num_rule_reset(const struct num_rule *);
int64_t        num_rule_start(const struct num_rule *); /* first serial of a period */
struct str     num_rule_forms(const struct num_rule *); /* ids, blank-separated; "": not said */
bool           num_rule_for_form(const struct num_rule *, struct str form);

/* What {keamanan} prints at that level ("B", "R", "Rhs."); "": nothing. */
struct str num_rule_secrecy(const struct num_rule *, enum num_secrecy);
/* Each copy of such a letter bears its own copy number, by a distribution list. */
bool       num_rule_copies(const struct num_rule *, enum num_secrecy);

/* Late letters. */
enum num_late num_rule_late(const struct num_rule *);
const char   *num_rule_suffix_style(const struct num_rule *); /* ".01", ".A", "a", "/1"; "" */
/* The n-th inserted after one number, n from 1: ".01", "B", "/3"; {NULL,0} past the last. */
struct str    num_rule_suffix(const struct num_rule *, struct arena *, int n);
int           num_rule_suffix_at(const struct num_rule *, struct str printed); /* n; 0: none */
/* The numbers of that day, first to last; false: the rule has no day blocks. */
bool          num_rule_day_block(const struct num_rule *, struct day, int64_t *first,
                                 int64_t *last);
int           num_rule_day_quota(const struct num_rule *); /* numbers a day; 0 */
bool           num_rule_valid_on(const struct num_rule *, struct day);
bool           num_rule_uses(const struct num_rule *, enum num_token);

/* Prints.  The serial is padded; a month may be given as 1..12 or Roman and is printed
 * in the rule's style.  A missing part outside [ ] is ERR_INVALID (field: the token),
 * except the serial of a draft, which prints blank. */
enum err num_rule_format(const struct num_rule *, struct arena *, const struct num_parts *,
                         struct str *out, struct fail *) MUST_CHECK;

/* false: not a number of this rule.  Parts live in the arena. */
bool num_rule_match(const struct num_rule *, struct arena *, struct str, struct num_parts *);

/* Sets month and year from the letter's date, where the rule prints them. */
void num_parts_day(const struct num_rule *, struct arena *, struct day, struct num_parts *);

/* The comparable form: upper case, no blanks, month as two digits, serial without
 * leading zeros, parts joined by '/' in the pattern's order (design 5.2). */
struct str num_normal(const struct num_rule *, struct arena *, const struct num_parts *);

/* ---- the rules of an office ---- */

/* The rules that stand over one another: of two versions of one name that are in force on
 * a day the higher layer wins, then the one that began later, then the later published. */
enum num_layer {
	NUM_SHIPPED,  /* BASE/rules/                                   */
	NUM_FOLDER,   /* a file in the rules/ of the office's folder   */
	NUM_PUBLISHED /* from the rule editor, kept in the database    */
};
enum num_layer num_rule_layer(const struct num_rule *);
struct day     num_rule_from(const struct num_rule *); /* none: open */
struct day     num_rule_to(const struct num_rule *);

struct num_rules_from {
	const char       *base;        /* rules/ and schema/                       */
	const char       *office;      /* the office's own rules/ lie here; NULL, or
	                                * not there: none                          */
	const struct str *published;   /* XML, in the order of publishing          */
	size_t            published_n;
};
/* Everything or nothing: a file with a fault is refused by "FILE:LINE: sentence".  What
 * was published is not checked again, a later program may be stricter.
 * In the order in which num_parse() tries them. */
enum err num_rules_load(struct num_rules **, const struct num_rules_from *,
                        struct fail *) MUST_CHECK;
void     num_rules_free(struct num_rules *);
size_t   num_rules_count(const struct num_rules *); /* of versions */
const struct num_rule *num_rules_at(const struct num_rules *, size_t);
/* Of a name: the version that wins over all, on whatever day; that in force on a day; the
 * one of these bytes.  NULL: none. */
const struct num_rule *num_rules_find(const struct num_rules *, struct str name);
const struct num_rule *num_rules_on(const struct num_rules *, struct str name, struct day);
const struct num_rule *num_rules_version(const struct num_rules *, struct str name,
                                         struct sha256);

struct num_reading {
	const struct num_rule *rule; /* NULL: the general reader */
	struct num_parts       parts;
	struct str             normal;
	int                    certainty; /* 1..99: how many of a hundred such readings are right */
	struct str             pattern;   /* of the rule; else one that would read this number */
};

struct str num_reading_name(const struct num_reading *); /* of its rule, or "umum" */

/* Fills up to max readings, best first, and stops there; returns how many.  First the rules
 * of the office itself, then the shipped ones up to `peringkat` 50, then the general reader
 * (docs/numbering.md), then the other rules. */
size_t num_parse(const struct num_rules *, struct arena *, struct str,
                 struct num_reading *out, size_t max);
#endif
