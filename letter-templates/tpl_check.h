/* tpl_check.h - a form held against its contract: names, parts, room on the page.
 *
 * SHAPE  every fault that can be told at once, in the order of the text's lines; each is
 *        one Indonesian sentence without the line, which stands beside it.
 * RULE   what may be written is read from schema/bentuk.rng and the tables of form.c;
 *        which values are printed, and whether they have room, is found by printing.
 * LIMITS a sample and, for each field, one page with its longest value: some 5 ms a
 * field.
 */
#ifndef TPL_CHECK_H
#define TPL_CHECK_H
#include "tpl.h"

#define TPL_SAID_MAX 48

struct tpl_said {
	int line;         /* of the form's text; 0: not known */
	struct str field; /* name as in the form, or ""       */
	struct str text;
	bool fault; /* false: it can be used, but ought not to stay so */
};

struct tpl_checked {
	struct tpl_said said[TPL_SAID_MAX]; /* more are not kept */
	size_t said_n;
	bool loads;                  /* no fault was found          */
	struct tpl_engine *engine;   /* with the form in it, or NULL */
	const struct tpl_form *form; /* of that engine              */
	struct str sample;           /* a letter of the form         */
	bool sample_made;            /* none is shipped that fits    */
	struct str pdf;              /* the sample, printed          */
	size_t pages, pages_longest;
};

/* `name` stands in faults of broken XML; of `o` profile and office count, NULL: the first
 * profile and the letterhead of a shipped sample.  A form with faults is no failure.
 * OWNER  texts live in the arena; tpl_checked_close() before `base` is closed. */
enum err tpl_form_check(const struct tpl_engine *base, struct arena *, struct str xml,
			const char *name, const struct tpl_options *o,
			struct tpl_checked *, struct fail *) MUST_CHECK;
void tpl_checked_close(struct tpl_checked *);

/* The word of the list that was most likely meant; {NULL,0}: none is near. */
struct str tpl_near(struct str word, const struct str *list, size_t n);
#endif
