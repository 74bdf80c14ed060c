/* words.h - how the full-text index splits words, and the plain text of a letter's XML.
 *
 * TOKENIZER "indonesia", over unicode61: Indonesian words are stemmed (Snowball), numbers
 *        lose their leading zeros, so that 0412 is found as 412.
 * FACETS  words that nobody can type: each begins with U+E000, which what people write
 *        never holds (WORDS_FACET).  They say what a letter is: "open" (for everybody to
 *        search), "line" (its register line is), "p7" (for position 7), "in", "out",
 *        "k800x1" (code 800.1).  Who builds them: migration 0012; who asks for them:
 *        svc_find_match.c.
 * FUNCTIONS  plain_text(xml): the text between the tags, entities resolved.
 *        facet_class(code): " k800 k800x1" for 800.1, each with its mark; '' for NULL.
 * RULE   every connection has them before it prepares a statement; a change of either
 *        needs a migration that builds the index anew.
 */
#ifndef DB_WORDS_H
#define DB_WORDS_H
#include "buf.h"
#include "err.h"
#include "seen.h"

#define WORDS_FACET "\xee\x80\x80"

struct sqlite3;
/* seen (may be NULL) is told the words that are indexed over this connection; it
 * outlives it. */
enum err words_register(struct sqlite3 *, struct seen *, struct fail *) MUST_CHECK;

/* The facet of a class code, its mark included. */
void words_class(struct buf *, struct str code);
#endif
