/* svc_anchor.h - a place in a letter's text, kept by the words that stand there.
 *
 * SHAPE  a text is paragraphs, each of a field of the form, blanks single, signs of
 *        typing (**tebal**, //miring//, __garis__) left out.  An anchor is field, quoted
 *        words and what stood before and after them; an edit elsewhere does not move it.
 * FINDS  the words in their field, of several places the one whose surroundings agree
 *        best; else the paragraph of that field that still holds most of them, or what
 *        stood right beside them (ANCHOR_CHANGED); else the words in another field, if
 *        their surroundings came along; else nothing (ANCHOR_GONE).
 * LIMITS ANCHOR_CONTEXT bytes of surroundings each side, cut at a word.
 * PURE   no database.
 */
#ifndef SVC_ANCHOR_H
#define SVC_ANCHOR_H
#include "arena.h"
#include "str.h"

#define ANCHOR_CONTEXT 60
#define ANCHOR_QUOTE   300 /* bytes kept of a whole paragraph */

struct svc_paragraph {
	struct str field, label, text;
	int no; /* 1.. in its field */
};

struct svc_anchor {
	struct str field, quote, before, after;
};

enum svc_anchor_how { ANCHOR_NONE, ANCHOR_FOUND, ANCHOR_CHANGED, ANCHOR_GONE };

struct svc_place {
	enum svc_anchor_how how; /* ANCHOR_NONE: it was tied to no place */
	size_t paragraph;        /* index; of ANCHOR_GONE: no meaning */
	size_t at, n;            /* of the quoted words in it; n 0: the whole */
};

/* Blanks made single, signs of typing left out. */
struct str svc_anchor_plain(struct arena *, struct str typed);

/* Words of a paragraph as an anchor; quote empty: its beginning.  False: the paragraph
 * does not hold them. */
bool svc_anchor_make(struct arena *, const struct svc_paragraph *, struct str quote,
		     struct svc_anchor *out);

struct svc_place svc_anchor_find(const struct svc_paragraph *, size_t n,
				 const struct svc_anchor *);
#endif
