/* values.h - what typed text looks like, asked on the way to XML and on the way back. */
#ifndef TPL_VALUES_H
#define TPL_VALUES_H
#include "model.h"

#define XML_MAX (1u << 20)

/* Level of a list item (0..) and its text, or -1. */
int tpl_typed_item(struct str line, struct str *text);
/* A row of a table in a text stands between bars: "| a | b |". */
bool tpl_typed_row(struct str line, struct str *cells);
/* "nama :: teks" is one row of a list of labels. */
bool tpl_typed_label(struct str line, struct str *name, struct str *text);

/* Paragraphs, lists, tables and labels as they are typed, to XML and back. */
void tpl_put_blocks(struct buf *, struct arena *, struct str);
void tpl_get_blocks(struct buf *, const struct xml_node *);
/* The same under BAB, Bagian, Paragraf, Pasal and (1). */
void tpl_put_articles(struct buf *, struct arena *, struct str);
void tpl_get_articles(struct buf *, struct arena *, const struct xml_node *);
/* "# I", "## A", "### 1" are headings; "=== Judul" begins a lampiran. */
enum tpl_marker { TPL_BAB_1, TPL_BAB_2, TPL_BAB_3, TPL_ANNEX, TPL_NO_MARKER };
enum tpl_marker tpl_typed_marker(struct str line, struct str *text);

#define TPL_PERSON_PARTS 6
extern const char *const tpl_person_parts[TPL_PERSON_PARTS]; /* after NAME. */
#endif
