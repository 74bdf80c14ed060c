/* num_edit.h - the main choices of a rule file, read from its text and written into it.
 *
 * SHAPE   of one rule of the file: where it holds one for each group, title, pattern and
 *         series are the group's, source and dates the file's.  What is not named here stays as it is in the
 *         text, but for comments, which are lost when something is written, and for the <token>
 *         of one that a new pattern does not have.
 * OWNER   the arena.
 * SOURCE  design 5.4: what an office edits.
 */
#ifndef NUM_EDIT_H
#define NUM_EDIT_H
#include "arena.h"
#include "err.h"

struct num_fields { /* {NULL,0}: not in the text; when writing: leave it */
	struct str name;    /* nama of the file; is not written */
	struct str title, pattern, source;
	struct str assumed; /* asumsi: ya, tidak */
	struct str per, reset, start; /* deret: per, ulang, mulai */
	struct str from, until; /* berlaku: dari, sampai */
	struct str late, suffix, quota; /* terlambat: cara (empty: no such element), akhiran,
	                                 * jatah */
};

/* `rule`: the one that is meant, FILE-GROUP; when it is not in the file, the first.
 * ERR_INVALID "NAME:LINE: …" when the text is no XML. */
enum err num_fields_read(struct arena *, struct str xml, struct str rule, const char *name,
                         struct num_fields *, struct fail *) MUST_CHECK;
enum err num_fields_write(struct arena *, struct str xml, struct str rule, const char *name,
                          const struct num_fields *, struct str *out, struct fail *) MUST_CHECK;
#endif
