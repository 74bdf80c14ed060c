/* num_text.h - inside numbering: the text of a number before and after it is read. */
#ifndef NUM_TEXT_H
#define NUM_TEXT_H
#include "num_rule.h"

/* A copy in the arena without what people and scanners put around a number: "Nomor :",
 * blanks, closing dots; U+00A0 becomes a blank, the long dashes a hyphen, the ellipsis a dot. */
struct str num_tidy(struct arena *, struct str);

/* One part as it goes into num_parts: blanks beside marks gone, O and l within digits read
 * as 0 and 1, a Roman month in capitals, an unwritten serial "".  A view of raw if nothing
 * changes. */
struct str num_clean(struct arena *, enum num_token, struct str raw, bool roman);

/* Room that num_put_normal() needs for a part of n bytes, its stroke included. */
#define NUM_NORMAL_ROOM(n) ((n) + 4)
/* Writes the comparable form of one part at `to`; returns the end. */
char *num_put_normal(char *to, enum num_token, struct str);
#endif
