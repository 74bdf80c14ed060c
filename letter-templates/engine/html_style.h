/* html_style.h - what the style of an element says that its name does not.  Private. */
#ifndef TPL_HTML_STYLE_H
#define TPL_HTML_STYLE_H
#include "xml.h"

/* The faces (enum text_face) after this element's style: it may take one away, too. */
unsigned html_style_faces(const struct xml_node *, unsigned faces);
bool html_style_hidden(const struct xml_node *);

/* Word: the level (0..) of a list that a paragraph belongs to, or -1; the span that holds
 * its marker; a tab that it drew with blanks. */
int html_style_level(const struct xml_node *);
bool html_style_is_marker(const struct xml_node *);
bool html_style_tab(const struct xml_node *);
/* The marker somewhere below the paragraph; false: there is none. */
bool html_style_marker(const struct xml_node *, struct arena *, struct buf *);
#endif
