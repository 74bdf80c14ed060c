/* fit.h - which of the places where a line may end are taken.  Private.
 *
 * SHAPE   widths are 1/1000 em of the paragraph's type, from its beginning.  Place 0 is
 *         the beginning, the last one the end; a line runs from one chosen place to the
 *         next.
 * RULE    the least sum of demerits over the whole paragraph: badness 100 |r|^3 with r
 *         the share of the stretch (half a blank each) or of the shrink (a sixth) that
 *         is used up; penalties for hyphens, twice in a row, and before the last line;
 *         and for a tight line next to a loose one.
 * SOURCE  Knuth and Plass, Breaking Paragraphs into Lines, 1981.
 */
#ifndef TPL_FIT_H
#define TPL_FIT_H
#include "arena.h"

struct fit_place {
	int w_end, w_next; /* of all before: where the line ends (with its hyphen), and
			      where the next one begins */
	int blank_end, blank_next; /* of them the blanks */
	int penalty;
	bool hyphen;
};

struct fit_rule {
	int first, rest; /* widths of the first line and of the others */
	bool justify;
	double loosest; /* badness that no line may exceed; 0: whatever it takes */
};

/* chosen[] gets the place that ends each line; returns the lines, 0: none that loose. */
size_t tpl_fit(struct arena *, const struct fit_place *, size_t n,
	       const struct fit_rule *, size_t *chosen);

/* The demerits of a choice, -1: a line is too long or too loose.  The measure of above,
 * by which a test can hold it against every other choice. */
double tpl_fit_cost(const struct fit_place *, size_t n, const struct fit_rule *,
		    const size_t *chosen, size_t lines);
#endif
