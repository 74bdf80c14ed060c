/* num_pattern.h - inside numbering: the parsed pattern and its compiled recogniser. */
#ifndef NUM_PATTERN_H
#define NUM_PATTERN_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include "buf.h"
#include "num_rule.h"

#define NUM_PIECES_MAX 64

enum num_kind { NUM_LIT, NUM_TOK, NUM_OPEN, NUM_CLOSE };

struct num_piece {
	enum num_kind  kind;
	enum num_token tok;
	int            width; /* {urut:3}, {tahun:2}; 0: as it is */
	struct str     lit;
};

struct num_rule {
	struct arena  *a;
	struct str     name, title, pattern, source, group, xml;
	struct str     values[NUM_TOKENS]; /* allowed shapes, blank-separated; empty: any */
	int            slashes[NUM_TOKENS]; /* parts joined by '/' that a token may hold */
	bool           uses[NUM_TOKENS];
	bool           roman, assumed, per_unit;
	int            rank, pieces_n;
	enum num_layer layer; /* where it came from, */
	size_t         order; /* and as which of that layer */
	enum num_reset reset;
	int64_t        start;
	struct day     from, to;
	struct sha256  sha;
	struct num_piece pieces[NUM_PIECES_MAX];
	pcre2_code    *code;
};

struct xml_schema;
/* num_rule_load() with a schema that is read once for many; NULL: none. */
enum err num_rule_read(struct num_rule **, struct str xml, const char *name,
                       const struct xml_schema *, struct fail *) MUST_CHECK;
/* Splits the pattern into pieces; `line` and `name` are for faults. */
enum err num_pattern_parse(struct num_rule *, const char *name, int line, struct fail *) MUST_CHECK;
/* Compiles the pieces into the anchored recogniser. */
enum err num_pattern_compile(struct num_rule *, const char *name, int line, struct fail *) MUST_CHECK;
/* 1..12 from "7", "07" or Roman in any case, 1 and l read as I; 0: no month. */
int num_month(struct str);
#endif
