/* words.h - how the full-text index splits words, and the plain text of a letter's XML.
 *
 * TOKENIZER "indonesia", over unicode61: Indonesian words are stemmed (Snowball), numbers
 *        lose their leading zeros, so that 0412 is found as 412.
 * FUNCTION  plain_text(xml): the text between the tags, entities resolved.
 * RULE   every connection has them before it prepares a statement; a change of either
 *        needs a migration that builds the index anew.
 */
#ifndef DB_WORDS_H
#define DB_WORDS_H
#include "err.h"

struct sqlite3;
enum err words_register(struct sqlite3 *, struct fail *) MUST_CHECK;
#endif
