/* parting.h - where an Indonesian word may be parted at the end of a line.  Private.
 *
 * SHAPE   bytes of Windows-1252; only words of small letters are parted: what has a
 *         capital, a digit or a sign within is a name, a number or a code.
 * OWNER   tpl_parting_close(); after the opening immutable, shared between threads.
 * SOURCE  the patterns of Debian's hyphen-id by libhyphen; two letters stay behind,
 *         three are carried over.
 */
#ifndef TPL_PARTING_H
#define TPL_PARTING_H
#include "err.h"
#include "str.h"

struct tpl_parting;

enum err tpl_parting_open(struct tpl_parting **, const char *path,
			  struct fail *) MUST_CHECK;
void tpl_parting_close(struct tpl_parting *);

#define TPL_PARTING_WORD 64

/* at[i]: the word may be parted before byte i.  Returns how many such places there are;
 * a word over TPL_PARTING_WORD bytes has none. */
size_t tpl_parting_points(const struct tpl_parting *, struct str word,
			  bool at[TPL_PARTING_WORD]);
#endif
