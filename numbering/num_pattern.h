/* num_pattern.h - inside numbering: the parsed pattern and its compiled recogniser. */
#ifndef NUM_PATTERN_H
#define NUM_PATTERN_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include "buf.h"
#include "num_rule.h"

#define NUM_PIECES_MAX 64

/* The words of the enums, in their order. */
#define NUM_BY_WORDS    "unit sekretariat bagian-hukum tidak-dinomori"
#define NUM_WHEN_WORDS  "menurut-instansi saat-penandatanganan saat-pencatatan"
#define NUM_PER_WORDS   "unit instansi jenis buku"
#define NUM_RESET_WORDS "tahun bulan tidak-pernah"
#define NUM_LATE_WORDS  "tolak sisipan jatah-hari"

enum num_kind { NUM_LIT, NUM_TOK, NUM_OPEN, NUM_CLOSE };

struct num_piece {
	enum num_kind  kind;
	enum num_token tok;
	int            width; /* {urut:3}, {tahun:2}; 0: as it is */
	struct str     lit;
};

/* What a number must show to be worth a try: these letters, so many strokes. */
struct num_sign {
	uint32_t letters;
	int      least, most;
};

struct num_seen { /* in a number; runs: strokes, a doubled one counted once */
	uint32_t letters;
	int      strokes, runs;
};

struct num_rule {
	struct arena  *a;
	struct str     name, title, pattern, source, regulation, article, group, forms, xml;
	struct str     values[NUM_TOKENS]; /* allowed shapes, blank-separated; empty: any */
	const char    *shape[NUM_TOKENS];  /* a narrower recogniser than the usual; NULL: usual */
	const char    *kind[NUM_TOKENS];   /* its name (macam), */
	const char    *sample[NUM_TOKENS]; /* and a value of it */
	int            slashes[NUM_TOKENS]; /* parts joined by '/' that a token may hold */
	bool           uses[NUM_TOKENS];
	bool           roman, assumed;
	int            rank, pieces_n, line; /* the line of its pattern */
	int            narrow; /* how little else it would read: more is narrower */
	enum num_layer layer; /* where it came from, */
	size_t         order; /* and as which of that layer */
	enum num_by    by;
	enum num_when  when;
	enum num_per   per;
	enum num_reset reset;
	enum num_late  late;
	int            suffix, quota; /* num_suffix_find(); numbers a day */
	int64_t        start;
	struct str     secrecy[NUM_SECRECIES]; /* as printed; "" none */
	bool           copies[NUM_SECRECIES];
	struct day     from, to;
	struct sha256  sha;
	struct num_piece pieces[NUM_PIECES_MAX];
	pcre2_code    *code;
	bool           jit;
	struct num_sign sign;
	int            groups;  /* of code, from 1: one for each token in the pattern's order */
	unsigned char  group_token[NUM_TOKENS + 1];
};

/* When a rule is tried: the office's own, the others that tell themselves apart, and behind
 * the general reader those that would read nearly anything (`peringkat` over 50). */
enum num_turn { NUM_TURN_OWN, NUM_TURN_KNOWN, NUM_TURN_LAST };
enum num_turn num_rule_turn(const struct num_rule *);

/* The suffix styles by their word (".01", "A", "/1"): -1 none, and how one is recognised. */
int         num_suffix_find(struct str word);
const char *num_suffix_shape(int style);
const char *num_suffix_words(void);

/* Splits the pattern into pieces; `line` and `name` are for faults. */
enum err num_pattern_parse(struct num_rule *, const char *name, int line, struct fail *) MUST_CHECK;
/* Compiles the pieces into the anchored recogniser. */
enum err num_pattern_compile(struct num_rule *, const char *name, int line, struct fail *) MUST_CHECK;
/* num_rule_format() without the sentence why not; *out also when false, as far as it came. */
bool num_print(const struct num_rule *, struct arena *, const struct num_parts *, struct str *out);
/* A legal value of the token, the k-th of few. */
struct str num_sample(const struct num_rule *, struct arena *, enum num_token, int k);
/* Sets `narrow`, from what is always printed. */
void num_pattern_weigh(struct num_rule *);
/* Of a parsed rule; and what a tidy number shows.  A number that a rule reads always fits. */
void            num_sign_make(struct num_rule *);
struct num_seen num_seen_in(struct str);
static inline bool num_sign_fits(const struct num_sign *s, const struct num_seen *n)
{
	return !(s->letters & ~n->letters) && n->strokes >= s->least && n->runs <= s->most;
}
/* 1..12 from "7", "07" or Roman in any case, 1 and l read as I; 0: no month. */
int num_month(struct str);
#endif
