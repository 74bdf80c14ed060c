/* flow_record.h - what a row of a procedure keeps in writing: the fields of its record,
 * what they must say, the book the record is a line of.
 *
 * FIELD   wajib="ya": the row is not done without it; wajib="nanti": it may come later,
 *         and until then the matter shows as incomplete.
 * RULE    of a field that has a value: `harus` (must be this), `minimal` (at least),
 *         `tiba` (the day has come), `sekali` (not yet in another matter of this SOP),
 *         `dari` (each of its lines is a line of that field).
 *         What breaks it is refused with the sentence of `tolak`, or only told,
 * `ingatkan`. LETTER  ASK_INCOMING is filled by a letter of the agenda that belongs to
 * the matter, ASK_OUTGOING by one of the form `bentuk` that is signed, or by the number
 * of one that was made elsewhere. BOOK    a row that is done is a line of it, with the
 * next serial of the office's book. SOURCE  requirements and warnings of the SOPs
 * (Persyaratan, Peringatan, Pencatatan).
 */
#ifndef FLOW_RECORD_H
#define FLOW_RECORD_H
#include "arena.h"
#include "clock.h"
#include "err.h"

#define FLOW_FIELDS_MAX 24
#define FLOW_VALUE_MAX  4000 /* characters of one value */

struct xml_node;

enum flow_ask {
	ASK_TEXT,
	ASK_LINES,
	ASK_DAY,
	ASK_NUMBER,
	ASK_TICK,
	ASK_CHOICE,
	ASK_SIGN, /* the name of who signed */
	ASK_INCOMING,
	ASK_OUTGOING,
	ASK__COUNT
};

enum flow_must { MUST_NOT, MUST_LATER, MUST_NOW };

struct flow_field {
	struct str name, label;
	enum flow_ask ask;
	enum flow_must must;
	const struct str *choices;
	size_t choices_n;
	struct str form; /* of ASK_OUTGOING */
	struct str only; /* harus, or empty */
	struct str from; /* dari: name of the field, or empty */
	int64_t least;   /* minimal, or 0 */
	bool come, once;
	struct str refuse, warn; /* the sentence; of a rule just one of the two */
	int line;
};

struct flow_record {
	struct str book, book_name; /* empty: a record that is no book's */
	struct str serial; /* what its serial is called: "Nomor induk", or empty */
	struct flow_field *fields;
	size_t fields_n;
};

/* `catatan` of a row.  ERR_INVALID "FILE:LINE: …". */
enum err flow_record_read(struct arena *, const struct xml_node *, const char *file,
			  struct flow_record *, struct fail *) MUST_CHECK;

const char *flow_ask_word(enum flow_ask); /* "teks", "tanda-tangan" …, as in the file */

/* A value as typed, trimmed and of its kind: a day as 2026-11-27, a tick "ya"; empty
 * stays empty.  ERR_INVALID names the field. */
enum err flow_field_value(struct arena *, const struct flow_field *, struct str typed,
			  struct str *out, struct fail *) MUST_CHECK;
/* Does a value break the field's rule (but `once`, which asks the other matters)?  from:
 * what the field of `dari` says. */
bool flow_field_broken(const struct flow_field *, struct str value, struct str from,
		       struct day today);
#endif
