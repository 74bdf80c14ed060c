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
#include <stdint.h>

struct tpl_parting;

enum err tpl_parting_open(struct tpl_parting **, const char *path,
			  struct fail *) MUST_CHECK;
void tpl_parting_close(struct tpl_parting *);

#define TPL_PARTING_WORD 64

/* The words asked for last: letters of an office are made of the same ones.  One for each
 * thread, all zero at the beginning. */
struct tpl_parting_memory {
	struct {
		char word[23];
		unsigned char n;
		uint64_t at;
	} slot[1024];
};

/* Bit i: the word may be parted before byte i; a word over TPL_PARTING_WORD bytes has no
 * such place.  memory: NULL, none. */
uint64_t tpl_parting_points(const struct tpl_parting *, struct tpl_parting_memory *,
			    struct str word);
#endif
