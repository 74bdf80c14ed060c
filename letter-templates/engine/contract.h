/* contract.h - what the parts of tpl_form_check() share.  Private. */
#ifndef TPL_CONTRACT_H
#define TPL_CONTRACT_H
#include "galley.h"
#include "tpl_check.h"

struct contract {
	struct arena *a;
	const struct tpl_engine *base;
	const char *name;
	const struct tpl_options *o;
	const struct xml_node *root; /* of the form's text */
	struct tpl_checked *out;
};

void tpl_say(struct contract *, bool fault, int line, struct str field, const char *fmt,
	     ...) __attribute__((format(printf, 5, 6)));
/* "; mungkin maksudnya "x"", or "". */
struct str tpl_meant(struct arena *, struct str word, const struct str *list, size_t n);

/* Elements, attributes and their values against the schema: names that it does not know,
 * and what it demands. */
enum err tpl_check_words(struct contract *, struct fail *) MUST_CHECK;
/* Fields: doubled, pointed to and not there, near a name of every letter. */
void tpl_check_names(struct contract *);
/* The form prints its sample, and has room for the longest values. */
enum err tpl_check_room(struct contract *, struct fail *) MUST_CHECK;

/* What a field may hold at most, or a likely value. */
enum fill { FILL_SAMPLE, FILL_LONG, FILL_WIDE /* long words */ };
/* A letter of the form; `only`: the field that is filled so, NULL: all of them, the
 * others as in a sample. */
enum err tpl_fill(struct contract *, enum fill, const struct tpl_field *only,
		  struct str *letter, struct fail *) MUST_CHECK;

/* What was laid out of one letter, for struct tpl_options. */
struct tpl_look {
	bool only; /* set by who asks: laid out, but not written */
	bool seen, wide, tall;
	uint64_t words;  /* of all that is printed */
	struct str text; /* that stands over the edge, in WinAnsi */
	size_t pages;
	struct arena *arena; /* of text */
};

void tpl_look_at(struct tpl_look *, const struct galley *, const struct pdf *,
		 double room /* of a page */);
#endif
