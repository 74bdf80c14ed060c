/* num_load.h - inside numbering: a rule file is read group by group, and each fault said. */
#ifndef NUM_LOAD_H
#define NUM_LOAD_H
#include "num_pattern.h"
#include "xml.h"

/* Where faults go: the first fills *f, all of them are said. */
struct num_report {
	const char  *name; /* the file */
	struct fail *f;
	void (*say)(void *ctx, const char *sentence); /* may be NULL */
	void *ctx;
	int   n;
};

/* "NAME:LINE: " and the sentence. */
void num_say(struct num_report *, int line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Reads all groups of one file into out[0 .. *n-1]; the caller frees them, also after a
 * fault.  Nothing is checked yet that concerns more than one element. */
enum err num_groups_load(struct str xml, const struct xml_schema *, struct num_report *,
                         struct num_rule **out, size_t max, size_t *n) MUST_CHECK;

/* What the elements of a rule, and the rules of a file, must be to each other. */
void num_groups_check(struct num_rule *const *, size_t n, struct num_report *);
#endif
