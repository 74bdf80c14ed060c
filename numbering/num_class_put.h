/* num_class_put.h - a code as JSON, for the JSON door and the command line, and what is
 * offered while one types. */
#ifndef NUM_CLASS_PUT_H
#define NUM_CLASS_PUT_H
#include "json.h"
#include "num_cross.h"

/* Members of an object that is open: code, name, scheme, scheme_title, in_force (on that
 * day; false for a code whose days are over, or whose scheme another has replaced). */
void num_class_put(struct jw *, const struct num_classes *, struct day today,
                   const struct num_class *);

/* The same, and source, from, to, above, retention and counterparts. */
void num_class_put_all(struct jw *, const struct num_classes *, struct arena *,
                       struct day today, const struct num_class *);

/* Whether letters are given this code on that day. */
bool num_class_in_force(const struct num_classes *, struct day, const struct num_class *);

struct num_offer {
	const struct num_class *c;
	const struct num_class *was; /* the old code typed, whose counterpart c is; or NULL */
};

/* Type-ahead in the scheme of the day; an old code typed in full first gives the codes that
 * stand for it now.  Returns how many, at most max and NUM_SUGGEST_MAX. */
size_t num_class_offer(const struct num_classes *, struct arena *, struct day today,
                       struct str typed, struct num_offer *out, size_t max);
#endif
