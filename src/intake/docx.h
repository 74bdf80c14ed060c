/* docx.h - a Word document as text and structure, inside naskah-docx and its fuzz target.
 *
 * IN     bytes of a .docx (ECMA-376): of the package word/document.xml alone is read.
 * OUT    XML: <dokumen> of <par> and <tabel>; a <par rata="tengah" daftar="1" gaya="…">
 * has text, <tebal>, <miring>, <garis-bawah> and, for each placeholder, <ganti nama
 *        tulis>; <tabel> has <baris> of <sel> of <par>.  What was not read stands last,
 *        a <luput jenis banyak/> for each kind.
 * RULE   placeholders are found in the text of a paragraph after its runs were joined:
 *        ${…} {{…}} […] «…» and MERGEFIELD.
 * LIMITS DOCX_BYTES of the file, DOCX_PART of the part; base/xml.h guards the rest.
 * Tables within tables are read as text.
 */
#ifndef DOCX_H
#define DOCX_H
#include "arena.h"
#include "buf.h"
#include "err.h"

#define DOCX_BYTES (16u << 20)
#define DOCX_PART  (4u << 20)

enum err docx_read(struct arena *, struct str bytes, struct str *xml,
		   struct fail *) MUST_CHECK;

/* ---- between docx.c (the package) and docx_text.c (the part) ---- */

enum docx_missed {
	DOCX_HEADERS,
	DOCX_PICTURES,
	DOCX_BOXES,
	DOCX_NOTES,
	DOCX_COMMENTS,
	DOCX_FIELDS,
	DOCX_CHANGES,
	DOCX_NESTED,
	DOCX__MISSED
};

struct docx_out {
	struct arena *a;
	struct buf b;
	int missed[DOCX__MISSED];
};

enum err docx_text(struct docx_out *, struct str part, struct fail *) MUST_CHECK;

/* A paragraph's text, its runs joined, into *out: spans and placeholders. */
struct docx_char {
	const char *p; /* one code point */
	unsigned char n, style;
};

enum { DOCX_BOLD = 1, DOCX_ITALIC = 2, DOCX_UNDERLINE = 4, DOCX_MERGE = 8 };

void docx_put_text(struct docx_out *, const struct docx_char *, size_t n);
#endif
