/* pdf_inside.h - what the files behind pdf.h share: objects that libharu writes.
 *
 * SHAPE  libharu writes a dictionary's own entries; what it has no call for is text that
 *        is written behind them.  Streams are read from the caller's bytes while the
 *        file is written: libharu's own memory streams copy byte by byte.
 * OWNER  texts and bytes must live until tpl_pdf_end() is through; they stand in its
 *        arena or in the stock.
 */
#ifndef TPL_PDF_INSIDE_H
#define TPL_PDF_INSIDE_H
#include "pdf.h"
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>

void tpl_tags_free(struct pdf_tags *);

/* NULL: libharu has no memory. */
HPDF_Dict tpl_pdf_dict(HPDF_Doc, struct str entries, struct arena *);
HPDF_Dict tpl_pdf_stream(HPDF_Doc, struct str entries, struct str bytes, struct arena *);
void tpl_pdf_entries(HPDF_Dict, struct str, struct arena *); /* replaces its text */
unsigned tpl_pdf_ref(const void *object);                    /* N of "N 0 R" */
/* A text string, <FEFF…>. */
void tpl_pdf_utf16(struct buf *, struct str utf8);

/* What is said of a file: in its Info and in its XMP, the same. */
struct pdf_about {
	struct str title, author; /* one line, no control characters */
	struct day date;
};

/* Info, XMP, output intent, language, ID, attachment. */
bool tpl_pdf_say(struct pdf *, struct arena *, const struct pdf_about *);
/* The structure tree; `page`: the pages' objects. */
bool tpl_pdf_tree(struct pdf *, struct arena *, HPDF_Page const *page);
#endif
