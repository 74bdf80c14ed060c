/* tpl_import.h - a form drafted from a document that somebody wrote with placeholders.
 *
 * IN     <dokumen> as naskah-docx leaves it (src/intake/docx.h).
 * OUT    the text of a form, to be looked through and published; and a sentence for each
 *        placeholder and for whatever was not read.
 * RULE   a placeholder whose name says so becomes a field of every letter (nomor_naskah
 * is nomor); the others become fields of their own.  The letterhead and the signature are
 * the office's: what the document has there is left out, and said. SOURCE names in the
 * field: SRIKANDI, OpenSID and offices' own
 */
#ifndef TPL_IMPORT_H
#define TPL_IMPORT_H
#include "tpl.h"

#define TPL_NOTES_MAX 80

struct tpl_note {
	struct str text;
	bool taken; /* false: it is not in the form */
};

struct tpl_imported {
	struct str xml, code, name;
	struct tpl_note notes[TPL_NOTES_MAX]; /* more are not kept */
	size_t notes_n;
};

/* `file`: the document's name, for code and name of the form.  ERR_INVALID when the
 * document is none, or empty. */
enum err tpl_form_import(const struct tpl_engine *, struct arena *, struct str dokumen,
			 struct str file, struct tpl_imported *,
			 struct fail *) MUST_CHECK;
#endif
