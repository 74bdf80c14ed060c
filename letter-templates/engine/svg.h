/* svg.h - an emblem of lines and flat colours becomes operators of a page.  Private.
 *
 * SHAPE   the operators draw into a square of 1000 by 1000, y upward.
 * ERRORS  ERR_INVALID with the line and what is not known; nothing is left out silently.
 */
#ifndef TPL_SVG_H
#define TPL_SVG_H
#include "pdf.h"

bool tpl_svg_is(struct str bytes);
/* *w, *h: the drawing's sides, the longer one 1000. */
enum err tpl_svg_read(struct str bytes, struct buf *ops, int *w, int *h,
		      struct fail *) MUST_CHECK;
#endif
