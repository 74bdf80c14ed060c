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

enum num_reset { NUM_YEARLY, NUM_MONTHLY, NUM_NEVER };

struct num_rule;
struct num_rules;

const char *num_token_name(enum num_token);
bool        num_token_find(struct str name, enum num_token *);

/* Checks and compiles one rule file.  `name` is what faults are reported under:
 * "NAME:LINE: sentence".  The rule lives until num_rule_free(). */
enum err num_rule_load(struct num_rule **, struct str xml, const char *name,
                       const char *schema_path, struct fail *) MUST_CHECK;
void     num_rule_free(struct num_rule *);

struct str     num_rule_name(const struct num_rule *);
struct str     num_rule_title(const struct num_rule *);
struct str     num_rule_pattern(const struct num_rule *);
struct str     num_rule_source(const struct num_rule *);
struct str     num_rule_group(const struct num_rule *); /* form group that counts together */
struct str     num_rule_xml(const struct num_rule *); /* the bytes it was read from, */
struct sha256  num_rule_sha(const struct num_rule *); /* and their hash: its version */
bool           num_rule_assumed(const struct num_rule *);
bool           num_rule_per_unit(const struct num_rule *);
enum num_reset num_rule_reset(const struct num_rule *);
int64_t        num_rule_start(const struct num_rule *); /* first serial of a period */
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
/* Everything or nothing: a file that is no rule is refused by "FILE:LINE: sentence".  What
 * was published is not held to the schema again, which a later program may have narrowed.
 * Sorted by `peringkat`. */
enum err num_rules_load(struct num_rules **, const struct num_rules_from *,
                        struct fail *) MUST_CHECK;
void     num_rules_free(struct num_rules *);
size_t   num_rules_count(const struct num_rules *); /* of versions */
const struct num_rule *num_rules_at(const struct num_rules *, size_t);
/* Of a name: the version that wins over all, on whatever day; that in force on a day; the
 * one of these bytes.  NULL: none. */
const struct num_rule *num_rules_find(const struct num_rules *, struct str name);
const struct num_rule *num_rules_on(const struct num_rules *, struct str name, struct day);
const struct num_rule *num_rules_version(const struct num_rules *, struct sha256);

struct num_reading {
	const struct num_rule *rule;
	struct num_parts       parts;
	struct str             normal;
};

/* Fills up to max readings, best first, and stops there; returns how many. */
size_t num_parse(const struct num_rules *, struct arena *, struct str,
                 struct num_reading *out, size_t max);
#endif
