/* utf8.h - text is checked and normalised once, at the door.
 *
 * RULE   text that passed utf8_clean() is valid UTF-8 in NFC without NUL, without
 *        control characters (\n and \t only where the field takes several lines) and
 *        without bidirectional overrides (U+202A-202E, U+2066-2069), which can make a
 *        printed line differ from the stored one.  A line has lost the characters that
 *        nobody sees (U+00AD, U+200B, U+2060, U+FEFF), as they come along when a number is
 *        copied out of a PDF: with them it would be another number.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H
#include "arena.h"
#include "err.h"

enum utf8_kind { UTF8_LINE, UTF8_LINES };

/* *out is the NFC form, in the arena; CRLF becomes LF.  ERR_INVALID names `field` and
 * the fault in Indonesian. */
enum err utf8_clean(struct arena *, struct str in, enum utf8_kind, const char *field,
                    struct str *out, struct fail *) MUST_CHECK;

bool   utf8_valid(struct str);
size_t utf8_count(struct str); /* code points */

/* Takes one code point off the front of *s; -1 at the end or on a bad byte (one byte
 * is then taken). */
int32_t utf8_next(struct str *s);
void    utf8_put(int32_t cp, char out[4], size_t *n);

/* Lower case without marks, for comparing names and for search ("É" -> "e"). */
struct str utf8_fold(struct arena *, struct str);

/* Capitals, for posts and names that a regulation prints so; a letter without a capital
 * of its own stays as it is. */
struct str utf8_upper(struct arena *, struct str);
#endif
