/* num_audit_inside.h - inside numbering: the lines of a register, between its reading
 * (num_audit.c) and its weighing (num_audit_weigh.c). */
#ifndef NUM_AUDIT_INSIDE_H
#define NUM_AUDIT_INSIDE_H
#include "num_audit.h"

enum { AUD_PIECES = 10, AUD_VOTERS = 5000 };

struct aud_line {
	int        no;
	struct str raw, tidy, subject, piece[AUD_PIECES + 1];
	size_t     pieces_n;
	struct day day; /* month 0: the year alone is known */
	bool       blanks, read, astray;
	int        serial, year;
	struct str suffix, code;
};
struct aud_shape {
	int n, serial, year, code; /* pieces, and which of them; -1: none */
};
struct aud {
	const struct num_rules *rules;
	struct arena     *a;
	struct num_audit *out;
	struct aud_line  *line;
	int               year; /* of the line before */
	size_t            n, cap; /* cap: of the notes */
	int votes[AUD_PIECES + 1][AUD_PIECES][AUD_PIECES + 1][AUD_PIECES + 1];
	struct aud_shape shape;
	struct str       usual[AUD_PIECES + 1];
};

void aud_note(struct aud *, enum num_audit_kind, const struct aud_line *, struct str text);
/* Order, doubles, gaps, codes: once every line is read. */
void aud_weigh(struct aud *);
#endif
