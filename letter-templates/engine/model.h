/* model.h - what files become: checked trees that the printer walks.  Private. */
#ifndef TPL_MODEL_H
#define TPL_MODEL_H
#include "parting.h"
#include "pdf.h"
#include "profile.h"
#include "tpl.h"
#include "xml.h"

enum part_kind {
	PART_KOP,
	PART_KEPALA,  /* family K: number block, date, address              */
	PART_JUDUL,   /* centred title                                      */
	PART_NOMOR,   /* centred NOMOR                                      */
	PART_LABEL,   /* rows label : value                                 */
	PART_CATATAN, /* the head of a note: rows, then a rule              */
	PART_TEKS,    /* paragraphs, lists, tables                          */
	PART_BAGIAN,  /* label at left, list or text hanging beside it      */
	PART_SERUAN,  /* centred call, MEMERINTAHKAN:                       */
	PART_ORANG,   /* persons of a table, label : value each             */
	PART_TTD,
	PART_TEMBUSAN,
	PART_LEMBAR,       /* a ruled sheet: disposisi, tanda terima             */
	PART_TENTANG,      /* TENTANG and the title under it, centred            */
	PART_KALIMAT,      /* a sentence of the form itself                      */
	PART_ALAMAT,       /* the addressees, outside family K                   */
	PART_TANGGAL,      /* place and date at right                            */
	PART_PENANDA,      /* who signs, label : value                           */
	PART_BAB,          /* numbered heading and what stands under it          */
	PART_JUDUL_PRODUK, /* legal product: title, number, TENTANG, name     */
	PART_PENETAP,      /* legal product: the post that decides, centred   */
	PART_KONSIDERAN,   /* Menimbang, Mengingat, Memperhatikan             */
	PART_MENETAPKAN,   /* Menetapkan : the product's name in capitals     */
	PART_DIKTUM,       /* KESATU, KEDUA, ...                              */
	PART_TENGAH,       /* centred lines                                   */
	PART_HALAMAN,      /* what follows begins a page                      */
	PART_BATANG,       /* chapters and articles                        */
	PART_HARI_INI,     /* Pada hari ini, in words                      */
	PART_PIHAK,        /* a party: label : value, "selanjutnya disebut" */
	PART_PARA,         /* signatures beside each other                 */
	PART_SAKSI,        /* witnesses                                    */
	PART_TABEL,        /* a ruled table of a field */
	PART_DAFTAR_TTD,   /* numbered rows to be signed */
	PART_PETAK,        /* numbered ruled rows                               */
	PART_LABEL_KANAN,  /* rows label : value at the right                   */
	PART_KISI,         /* ruled cells beside each other                     */
	PART_KAWAT,        /* the text of a radiogram                           */
	PART_VISA,         /* back of a travel order                            */
	PART_BINGKAI,      /* frame round the page                              */
	PART_FOTO,         /* place of a photograph                             */
	PART_UNDANG,       /* diundangkan, lembaran daerah                      */
	PART_LAMPIRAN,     /* on pages of its own, with a head, signed again */
	PART__COUNT
};

enum numbering { NUMBER_ROMAN, NUMBER_LETTER, NUMBER_ARABIC };

/* Where place and date of the signing stand: <penandatangan tempat=…>. */
enum place { PLACE_NONE, PLACE_ROWS, PLACE_LINE };

/* Some parts belong to one regulation alone: <… aturan="54"> or "2023". */
enum rule_of { RULE_ANY, RULE_54, RULE_2023 };

struct row {
	struct str label, field;
	enum rule_of rule;
};

struct part {
	enum part_kind kind;
	struct str text, label, field;
	struct str when; /* printed only if this field has a value */
	struct str word; /* "Dikeluarkan di", "Ditetapkan di" …   */
	enum numbering numbering;
	enum place place;
	enum rule_of rule;
	bool underline;
	struct row *rows;
	size_t rows_n;
	const struct xml_node *node; /* what only this part knows */
};

struct form {
	struct tpl_form pub;
	struct tpl_version version;
	bool lying; /* the sheet */
	struct part *parts;
	size_t parts_n;
};

#define KOP_LINES  9
#define TABLE_COLS 12 /* of a table in a text */

/* Whose letterhead: a perangkat daerah's, the head of region's, another body's. */
enum kop_of { KOP_OF_OFFICE, KOP_OF_HEAD, KOP_OF_BODY };

struct tpl_office {
	struct arena *arena;
	struct str line[KOP_LINES];
	enum kop_kind kind[KOP_LINES];
	bool guessed[KOP_LINES]; /* the kind was not said */
	enum kop_of kop;
	size_t n;
	struct str town;
	struct tpl_image logo;
	struct tpl_image second; /* at the right, of another party */
	bool has_logo, has_second;
};

#define TPL_FAMILIES 8

struct tpl_family {
	struct str name; /* as huruf muka= says it */
	struct tpl_font font[FACE__COUNT];
};

struct tpl_engine {
	struct arena *arena;
	const struct tpl_engine *base; /* whose fonts and schemas these are; NULL: own */
	struct str share, dir;
	struct xml_schema *form_schema, *profile_schema, *kop_schema, *letter_schema;
	struct form *forms;
	size_t forms_n;
	struct profile *profiles;
	size_t profiles_n;
	struct tpl_family families[TPL_FAMILIES];
	size_t families_n;
	struct pdf_stock stock;
	struct tpl_parting *parting;
};

enum err tpl_families_load(struct tpl_engine *, const char *liberation,
			   struct fail *) MUST_CHECK;
/* The family, or an office's own one of that name, checked and loaded; `where` and line
 * stand in the sentence. */
enum err tpl_family_need(struct tpl_engine *, struct str name, const char *where,
			 int line, struct fail *) MUST_CHECK;
/* ERR_INVALID with a sentence unless pages may be printed in the face of this file. */
enum err tpl_face_check(struct tpl_engine *, const char *path, struct fail *) MUST_CHECK;
void tpl_families_free(struct tpl_engine *);
/* The styles of a family, by enum pdf_face; NULL: none of that name. */
const struct tpl_font *tpl_family(const struct tpl_engine *, struct str name);

struct tpl_letter {
	struct arena *arena; /* faults found while printing live here */
	const struct form *form;
	const struct xml_node *root;
	struct day date;
	struct str number;
};

/* The element that holds a value: <NAME> for the head's values, else <nilai nama=NAME>.
 */
const struct xml_node *tpl_letter_node(const struct xml_node *root, struct str name);
bool tpl_is_head_name(struct str name);
const struct tpl_field *tpl_form_field(const struct form *, struct str name);
/* The letter as it stands: of one that goes to many not the first row's, but the one with
 * {nama} in it.  Drafts only. */
enum err tpl_letter_read_raw(const struct tpl_engine *, struct arena *, struct str xml,
			     const struct tpl_letter **, struct tpl_faults *,
			     struct fail *) MUST_CHECK;
bool tpl_has_value(const struct xml_node *root, struct str field);
#define TPL_HEAD_NAMES_MAX 32
struct str tpl_head_name(size_t i); /* {NULL,0} behind the last */
/* The i-th part that the form's family demands and that is not there, in its order; NULL
 * when no more are missing. */
const char *tpl_form_lacks(const struct form *, size_t i);
const struct form *tpl_form_find(const struct tpl_engine *, struct str code);
enum err tpl_office_kop(struct arena *, const struct xml_node *kop, const char *dir,
			struct tpl_office *, struct fail *) MUST_CHECK;
void tpl_fault_add(struct tpl_faults *, struct arena *, int line, struct str field,
		   const char *fmt, ...) __attribute__((format(printf, 5, 6)));
enum err tpl_form_from(struct arena *, const struct xml_node *, const char *name,
		       struct form *, struct fail *) MUST_CHECK;
/* Too many lines, each fault "FILE:LINE: …". */
void tpl_kop_check(const struct xml_node *, const char *file, struct arena *,
		   struct tpl_faults *);
struct str tpl_hash_of(struct arena *, struct str bytes); /* hex */
#endif
