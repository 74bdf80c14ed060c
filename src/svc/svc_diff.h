/* svc_diff.h - what changed between two versions of a text, word by word.
 *
 * SHAPE  runs in reading order; equal and inserted runs joined give the new text,
 *        equal and deleted runs joined give the old one, byte for byte.  A run views
 *        the text it came from.
 * LIMITS up to 2,000 x 2,000 differing words the difference is the shortest there is; past
 *        that lines are compared first, and the words of those that differ after; a stretch
 *        still longer is shown as one deletion and one insertion.
 * PURE   no database.
 * SOURCE acceptance B 24-27, 39: the head sees what the second version changed.
 */
#ifndef SVC_DIFF_H
#define SVC_DIFF_H
#include "arena.h"
#include "err.h"

enum svc_run_kind { RUN_EQUAL, RUN_INSERTED, RUN_DELETED };

struct svc_run {
	enum svc_run_kind kind;
	struct str text;
};

struct svc_diff {
	struct svc_run *runs;
	size_t n;
};

void svc_diff_words(struct arena *, struct str old_text, struct str new_text,
		    struct svc_diff *out);

/* The words of a letter XML (surat), one line for each element that holds text, so that
 * two versions are compared as they read and not as they are marked up. */
enum err svc_diff_letter_text(struct arena *, struct str xml, struct str *text,
			      struct fail *) MUST_CHECK;
#endif
