/* import.h - what the parts of tpl_form_import() share.  Private. */
#ifndef TPL_IMPORT_INSIDE_H
#define TPL_IMPORT_INSIDE_H
#include "model.h"
#include "tpl_import.h"

#define IMPORT_TEXT (256u << 10)

enum meaning {               /* of a placeholder */
	       MEANS_FIELD,  /* one of every letter: .name            */
	       MEANS_KOP,    /* the office's own                      */
	       MEANS_SIGNER, /* part of the signature                */
	       MEANS_OWN,    /* a field of this form alone            */
	       MEANS_NOTHING /* a loop or a condition                 */
};

struct known {
	enum meaning means;
	struct str name;  /* of the field */
	const char *type; /* of a field of its own: word of jenis */
};

struct known tpl_import_known(struct arena *, struct str mark);
/* "Nama pegawai" of nama_pegawai. */
struct str tpl_import_label(struct arena *, struct str mark);
/* Lower case, digits and hyphens, as codes and fields are named. */
struct str tpl_import_slug(struct arena *, struct str text);

struct import {
	struct arena *a;
	const struct tpl_engine *t;
	struct tpl_imported *out;
	struct buf fields, parts;
	struct buf text;  /* typed text that waits for its field            */
	size_t text_pars; /* how many paragraphs of it                      */
	bool text_marked; /* with placeholders or more than plain sentences */
	bool labels;      /* a <label> is open                              */
	bool titled, signer, copies, body;
	struct buf copy_list;
	struct str own[64]; /* fields so far */
	size_t own_n;
	int texts;
};

void tpl_import_note(struct import *, bool taken, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* A field of the form's own, once; its name. */
struct str tpl_import_field(struct import *, struct str mark, const char *type);
/* What waits becomes a sentence or a field with that beginning; labels are closed. */
void tpl_import_flush(struct import *);
/* One row of a label, with its field. */
void tpl_import_row(struct import *, struct str label, struct str mark);
void tpl_import_table(struct import *, const struct xml_node *table);
/* A paragraph as it would be typed; *marks counts its placeholders. */
struct str tpl_import_typed(struct import *, const struct xml_node *par, size_t *marks);
/* The only placeholder of a paragraph with nothing besides but the text in *label. */
bool tpl_import_lone(struct import *, const struct xml_node *par, struct str *label,
		     struct str *mark);
#endif
