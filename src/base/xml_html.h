/* xml_html.h - HTML in: what an editor or a clipboard sends, as a plain read-only tree.
 *
 * GUARD  before libxml2 sees a byte: 2 MB, valid UTF-8, no NUL, 256 parts in one tag
 *        (its reader is quadratic in attributes).  While it reads: depth 64, 50 000
 *        elements; past either it stops.
 * SHAPE  as xml.h: elements in lower case, a prefix stays ("o:p"), text in nodes without
 *        name.  Tags that were never closed are; comments, scripts and style sheets are
 *        left out.  The root is the element "html" itself, which the reader gives.
 * OWNER  the arena.
 * ERRORS ERR_LIMIT, ERR_INVALID: a sentence in Indonesian.  HTML is never "broken".
 */
#ifndef BASE_XML_HTML_H
#define BASE_XML_HTML_H
#include "xml.h"

enum err xml_html_read(struct arena *, struct str html, const struct xml_node **root,
                       struct fail *) MUST_CHECK;
#endif
