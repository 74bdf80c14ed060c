/* svc_find_match.h - inside svc: what a person types, and who he is, as an expression of the
 * index.
 *
 * RULE   words are quoted: nobody reaches the index's grammar.
 * S1     of a letter that everybody may search all is searched; of one whose register line
 *        alone is for everybody the line, and its text by who may open it; of any other
 *        nothing, but by those it is for.
 * PACE   the index walks all parts of an AND in step; so the rarest stands first, and each
 *        next part is asked only about what is left (letter_word says how often each is).
 */
#ifndef SVC_FIND_MATCH_H
#define SVC_FIND_MATCH_H
#include "svc_find.h"

/* codes: those that in->class_code stands for (svc_class_asked).
 * {NULL,0} when words were asked for and none is left. */
struct str svc_find_match(struct db_conn *, struct arena *, const struct actor *,
			  const struct svc_find *, const struct str *codes, size_t codes_n);
#endif
