/* letters.h - the letters of a document that Windows-1252 lacks: ā, š, ḥ.  Private.
 *
 * SHAPE   each gets a byte of a second set of four faces, FACE_EXTRA and up, in the order
 *         in which the document meets them; 0x20 stays free.
 * FILE    a symbolic TrueType font without Encoding and with a ToUnicode map, its subset
 *         made for this document alone: as PDF/A asks, and text is extracted right.
 * LIMITS  LETTERS_MAX different ones; Latin letters and signs that all four styles have.
 */
#ifndef TPL_LETTERS_H
#define TPL_LETTERS_H
#include "arena.h"
#include "font.h"

#define LETTERS_MAX   222
#define LETTERS_FIRST 0x21
#define LETTERS_FACES 4

struct tpl_letters {
	int32_t cp[LETTERS_MAX];
	size_t n;
	const struct tpl_font *base[LETTERS_FACES];
	struct tpl_font font[LETTERS_FACES];
};

/* For a new document in these faces. */
void tpl_letters_start(struct tpl_letters *, const struct tpl_font *const base[]);
void tpl_letters_free(struct tpl_letters *);
/* Its byte, -1: the faces lack it, or there are too many. */
int tpl_letters_byte(struct tpl_letters *, int32_t cp);
/* Makes font[face] whole, to be embedded. */
void tpl_letters_embed(struct tpl_letters *, int face);
/* The ToUnicode map. */
struct str tpl_letters_unicode(struct arena *, const struct tpl_letters *);
#endif
