/* xml.h - XML in: one guarded door to libxml2, and a plain read-only tree behind it.
 *
 * GUARD  before libxml2 sees a byte: size, element depth (64), elements (20 000),
 *        attributes of one element (64), no DOCTYPE, no entity but the five of XML,
 *        valid UTF-8.  libxml2 2.9 is quadratic in attributes, and a DTD can read
 *        files: neither gets that far (docs/security.md).
 * SHAPE  names without prefix; text of an element is in `kids` as nodes without name,
 *        adjacent text joined.  Comments and processing instructions are dropped.
 * OWNER  the arena.
 * ERRORS ERR_INVALID: "FILE:LINE: what" in Indonesian.
 */
#ifndef BASE_XML_H
#define BASE_XML_H
#include "arena.h"
#include "buf.h"
#include "err.h"

struct xml_attr {
	struct str name, value;
};

struct xml_node {
	struct str             name; /* empty: this is text */
	struct str             text; /* only for text nodes */
	int                    line;
	const struct xml_attr *attrs;
	size_t                 attrs_n;
	const struct xml_node *kids;
	size_t                 kids_n;
};

struct xml_schema; /* a compiled RELAX NG schema; shared by threads, read-only */

void     xml_init(void); /* once, before any thread */
enum err xml_schema_load(struct xml_schema **, const char *rng_path, struct fail *) MUST_CHECK;
void     xml_schema_free(struct xml_schema *);

/* `name` is what faults are reported under; schema may be NULL. */
enum err xml_read(struct arena *, struct str bytes, const char *name,
                  const struct xml_schema *, const struct xml_node **root,
                  struct fail *) MUST_CHECK;

const struct xml_node *xml_kid(const struct xml_node *, const char *name); /* first, or NULL */
/* The next sibling-in-list named `name` after index *i; loop: for (i = 0; (k = xml_each(n, "x", &i));) */
const struct xml_node *xml_each(const struct xml_node *, const char *name, size_t *i);
struct str xml_attr(const struct xml_node *, const char *name); /* {NULL,0} when absent */
/* All text below the node, joined, outer blanks trimmed. */
struct str xml_text(struct arena *, const struct xml_node *);
/* The text of the first kid of that name; {NULL,0} when there is none. */
struct str xml_kid_text(struct arena *, const struct xml_node *, const char *name);

/* A tree as text again, without declaration; reading it gives the same tree. */
void xml_write(struct buf *, const struct xml_node *);
void xml_write_open(struct buf *, const struct xml_node *);  /* <name attr="…"> */
void xml_write_close(struct buf *, const struct xml_node *); /* </name>         */

/* Escapes & < > " for text and attribute values. */
void xml_put(struct buf *, struct str);
#endif
