/* seen.h - which words the index took in, as they are written, on their way to the table
 * letter_word (migration 0009), and facets too: there a half
 * typed word is completed, and search learns how often a word occurs.
 *
 * COST   a word met before costs one look into a table in memory; it is handed on again
 *        each time its count doubles, so `uses` is right within half.
 * RULE   what was seen in a group that is rolled back is forgotten: seen_forget().
 * THREAD one: the writer's.
 */
#ifndef DB_SEEN_H
#define DB_SEEN_H
#include "str.h"

enum { SEEN_WORD = 43 }; /* longer ones are not completed */

struct seen;
struct seen *seen_open(void);
void         seen_close(struct seen *);
void         seen_add(struct seen *, struct str word);
/* The next word to be written and how many uses are to be added; false: no more. */
bool         seen_take(struct seen *, struct str *word, int *uses);
void         seen_forget(struct seen *);
#endif
