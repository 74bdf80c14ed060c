/* tpl.h - from letter XML, form and profile to the printed page.
 *
 * A LETTER is XML (root `surat`): the name of its form and its values.  A FORM (root
 * `bentuk`) says which values there are and in which order they are printed.  A PROFILE
 * (root `aturan-tata-naskah`) is one region's rules for paper, type and heads.  The
 * LETTERHEAD (root `kop`) is the office's.  docs/man/naskah-template.5 has the words.
 *
 * SHAPE   text is UTF-8 in NFC; PDF bytes are appended to a struct buf of the caller.
 * THREAD  struct tpl_engine and struct tpl_office are read-only after they are made and
 *         shared; each thread opens its own struct tpl_ctx.
 * R1      the same letter, form, profile, fonts, letterhead and options give the same
 *         bytes: nothing here reads a clock, a locale or the network.
 * ERRORS  enum err and *fail as everywhere; faults of a letter are collected in struct
 *         tpl_faults, each one Indonesian sentence with the field and the line.
 * SOURCE  Permendagri 54/2009 and 1/2023 (naskah dinas of regional government).
 */
#ifndef TPL_H
#define TPL_H
#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "err.h"

struct tpl_engine;
struct tpl_ctx;
struct tpl_office;
struct tpl_letter;
struct tpl_look;

struct tpl_paths {
	const char *share;  /* folder with schema/ forms/ profiles/ samples/        */
	const char *office; /* the office's own forms/ and profiles/, or NULL       */
	const char *fonts;  /* folder of the Liberation faces; NULL: the built-in   */
};

/* Loads and checks everything; a form or profile that breaks its rules is refused with
 * file, line and what to mend.  xml_init() must have been called. */
enum err tpl_open(struct tpl_engine **, const struct tpl_paths *,
		  struct fail *) MUST_CHECK;
void tpl_close(struct tpl_engine *);
struct tpl_ctx *tpl_ctx_open(const struct tpl_engine *); /* NULL: libharu has no memory */
void tpl_ctx_close(struct tpl_ctx *);

/* ---- versions ---- */

/* A form or a profile as it was read: which bytes, and when it is in force. */
struct tpl_version {
	struct str name, sha256 /* hex */, xml;
	struct day from, until; /* {0,0,0}: open */
};
/* false: none of that name; a profile without a name is the demo's, jambi-2012. */
bool tpl_form_version(const struct tpl_engine *, struct str code, struct tpl_version *);
bool tpl_profile_version(const struct tpl_engine *, struct str name,
			 struct tpl_version *);
bool tpl_version_on(const struct tpl_version *, struct day);
/* The engine with other versions of a form and a profile in it; {NULL,0}: as they are.
 * Close it before `base`. */
enum err tpl_with(struct tpl_engine **, const struct tpl_engine *base, struct str form_xml,
		  struct str profile_xml, struct fail *) MUST_CHECK;
/* The same with several forms, as an office has published them; one that is none is told
 * to left_out() and does without. */
void tpl_with_forms(struct tpl_engine **, const struct tpl_engine *base,
		    const struct str *forms, size_t n,
		    void (*left_out)(void *arg, size_t i, const struct fail *), void *arg);

/* ---- faults ---- */

#define TPL_FAULTS_MAX 24

struct tpl_fault {
	int line;         /* of the letter XML; 0: not known */
	struct str field; /* name as in the form             */
	struct str text;  /* "baris 12: …"                   */
};

struct tpl_faults {
	struct tpl_fault list[TPL_FAULTS_MAX];
	size_t n; /* more than the list holds are not kept */
};

/* ---- forms, for the screen that fills them in ---- */

enum tpl_type {
	TPL_TEKS,     /* one line                                                     */
	TPL_PARAGRAF, /* paragraphs and numbered lists, see tpl_values_to_xml()       */
	TPL_TANGGAL,  /* 2026-11-22                                                   */
	TPL_JAM,      /* 08.30                                                        */
	TPL_ANGKA,    /* digits                                                       */
	TPL_NIP,      /* 18 digits, blanks allowed                                    */
	TPL_PILIHAN,  /* one of choices[]                                             */
	TPL_DAFTAR,   /* one item a line                                              */
	TPL_TABEL,    /* one row a line, cells parted by '|', columns[] in order      */
	TPL_ALAMAT,   /* addressees: lines; blank line: next one; last line "di Kota" */
	TPL_PEJABAT,  /* signer: values NAME.cara .atas-nama .perantara .jabatan .nama
			 .pangkat .nip; cara: langsung a.n. u.b. Plt. Plh. Pj.        */
	TPL_PASAL,    /* chapters and articles: lines "BAB …", "Pasal …", "(1) …"     */
	TPL_TYPE__COUNT
};

/* What a field takes from the letter that is answered. */
enum tpl_answer {
	TPL_ANSWER_NONE,
	TPL_ANSWER_PENGIRIM, /* its sender, as addressee                            */
	TPL_ANSWER_HAL,      /* "Jawaban atas" and its subject                      */
	TPL_ANSWER_PERIHAL,  /* its subject as it is                                */
	TPL_ANSWER_PEMBUKA,  /* "Menjawab surat Saudara nomor …": to the sender     */
	TPL_ANSWER_LANJUTAN, /* "Menindaklanjuti surat … nomor …": to another       */
	TPL_ANSWER_DASAR,    /* the letter as an item of a list of grounds          */
	TPL_ANSWER_SURAT,    /* its number and date                                 */
	TPL_ANSWER__COUNT
};

struct tpl_field {
	struct str name, label, help, initial; /* initial: proposed value or ""  */
	enum tpl_type type;
	enum tpl_answer answer;
	bool required;
	size_t max; /* code points, rows for lists and tables */
	const struct str *choices, *columns;
	size_t choices_n, columns_n;
};

struct tpl_form {
	struct str code, name; /* "undangan", "Surat Undangan"              */
	char family;           /* K, J, N, F, P, T or S                    */
	struct str signer;     /* who signs, a sentence for the screen      */
	struct str series;     /* group of forms that is numbered together  */
	/* Whom it goes to when no field is an address: the field that says so (of a table the
	 * first cell of each row), or fixed words. */
	struct str recipient_field, recipient;
	struct str sha256;     /* of the file's bytes, hex: its version     */
	const struct tpl_field *fields;
	size_t fields_n;
};

size_t tpl_form_count(const struct tpl_engine *);
const struct tpl_form *tpl_form_at(const struct tpl_engine *, size_t i); /* by code */
const struct tpl_form *tpl_form_get(const struct tpl_engine *,
				    struct str code); /* NULL */
/* The sample letter of a form; {NULL,0} when the file is missing. */
struct str tpl_form_sample(const struct tpl_engine *, struct arena *, struct str code);

struct tpl_value {
	struct str name, value;
};
/* Typed values → letter XML.  In TPL_PARAGRAF a blank line parts paragraphs; lines that
 * begin with "1. ", "a. ", "1) ", "a) " or "- " are list items, each two blanks before
 * them one level deeper; lines "| a | b |" are a table, "|---|---|" below the first makes
 * it the head, "\|" is a bar in a cell; lines "nama :: teks" are labels; "# ", "## " and
 * "### " begin a heading of that level, "=== Judul" ("=== rebah: Judul") a lampiran in the
 * field that holds them; **tebal**, //miring//, __garis bawah__; "\" before a line keeps
 * it a paragraph, before half of a mark keeps that character.  NAME.html is the same field
 * as an editor sends it: HTML, of which what the vocabulary has no word for becomes clean
 * text (naskah-template.5).  Values whose name the form does not have are refused. */
enum err tpl_values_to_xml(const struct tpl_form *, const struct tpl_value *, size_t n,
			   struct arena *, struct str *xml, struct fail *) MUST_CHECK;
/* HTML and back, for an editor over the typed text; see also NAME.html above.  What comes
 * out is p, ol, ul, li, table, tbody, tr, th, td, dl, dt, dd, strong, em, u, without
 * attributes.  `note`: what was left out, a sentence, or empty. */
enum err tpl_html_of_typed(struct arena *, struct str typed, struct str *html,
			   struct fail *) MUST_CHECK;
enum err tpl_typed_of_html(struct arena *, struct str html, struct str *typed,
			   struct fail *) MUST_CHECK;
enum err tpl_html_clean(struct arena *, struct str html, struct str *clean,
			struct str *note, struct fail *) MUST_CHECK;
/* And back; fields that are absent are left out, and values that the form has no field for
 * any more.  What is read back and written again is
 * the same letter: lists, tables and labels survive. */
enum err tpl_values_from_xml(const struct tpl_engine *, struct arena *, struct str xml,
			     struct tpl_value **, size_t *n, struct fail *) MUST_CHECK;

/* ---- letters ---- */

/* Reads and checks.  ERR_INVALID with at least one fault, or the letter, which lives as
 * long as the arena.  `name` stands in faults of broken XML.  `blank_ok`: a draft, in
 * which required values may still be missing (wrong ones are refused all the same). */
enum err tpl_letter_read(const struct tpl_engine *, struct arena *, struct str xml,
			 const char *name, bool blank_ok, const struct tpl_letter **,
			 struct tpl_faults *, struct fail *) MUST_CHECK;
const struct tpl_form *tpl_letter_form(const struct tpl_letter *);
/* Plain text of a value (lists: one item a line); {NULL,0} when absent. */
struct str tpl_letter_value(const struct tpl_letter *, struct arena *, const char *name);
struct day tpl_letter_day(const struct tpl_letter *); /* {0,0,0}: none yet */

/* What a letter that came from outside says of itself, each one line, absent {NULL,0}. */
struct tpl_facts {
	struct str sender; /* the unit of its letterhead, else the signer's post */
	struct str number, subject, attachments, urgency, secrecy; /* as printed */
	struct str addressed_to;
	struct str form; /* code; the form itself may be unknown here */
	struct day date;
};
/* Foreign XML: held against schema/surat.rng, never against a form, for another office may
 * have forms of its own.  ERR_INVALID: it is no letter. */
enum err tpl_letter_facts(const struct tpl_engine *, struct arena *, struct str xml,
			  struct tpl_facts *, struct fail *) MUST_CHECK;

/* The letterhead.  `dir` is where a logo's file name is looked for. */
enum err tpl_office_read(const struct tpl_engine *, struct str kop_xml, const char *dir,
			 struct tpl_office **, struct fail *) MUST_CHECK;
/* The same from plain values: lines top first (the government, the units, the address:
 * lines that begin with Jalan, Jl., Telepon, Kode Pos, Laman, Pos-el …), the town where
 * letters are dated, the bytes of a PNG or {NULL,0}. */
enum err tpl_office_make(const struct str *lines, size_t n, struct str town,
			 struct str png, struct tpl_office **, struct fail *) MUST_CHECK;
void tpl_office_free(struct tpl_office *);

enum tpl_late {
	TPL_LATE_PRINT, /* number and date printed with the page                        */
	TPL_LATE_BLANK, /* their places left blank (wet signature), month and year of
			   the letter's date printed                                    */
	TPL_LATE_ONLY   /* nothing but number and day, in their places, for the sheet
			   that is already signed                                       */
};

/* Who signs, as article 44 of Permendagri 1/2023 tells them apart. */
enum tpl_signer {
	TPL_SIGNER_BY_POST, /* told by his post: tpl_signer_of() */
	TPL_SIGNER_OFFICIAL,
	TPL_SIGNER_HEAD,   /* kepala daerah       */
	TPL_SIGNER_DEPUTY, /* wakil kepala daerah */
	TPL_SIGNER_SECRETARY,
	TPL_SIGNER_ACTING_HEAD, /* Pj., Pjs., Plt., Plh. */
	TPL_SIGNER_ACTING_SECRETARY,
	TPL_SIGNER__COUNT
};
/* `how` is the way he signs ("Plt."), empty for the one who holds the post. */
enum tpl_signer tpl_signer_of(struct arena *, struct str post, struct str how);

/* What one who acts for the holder may not sign, in the words of the profile and with its
 * source: of these forms, the letters under these classification codes and below them.
 * SOURCE UU 30/2014 Ps 14 (7); the profile's <wewenang dasar="…"> */
struct tpl_limit {
	struct str kinds /* "plt plh" */, forms /* codes of forms */, codes /* empty: all */,
		what, source;
};
/* Of a profile of that name, in the engine's memory; NULL and 0: none. */
const struct tpl_limit *tpl_profile_limits(const struct tpl_engine *, struct str profile,
					   size_t *n);

struct tpl_paraf { /* one who initialled the draft */
	struct str post, mark /* printed in the column Paraf, or empty */, date;
};

struct tpl_options {
	const char *profile;             /* name; NULL: the demo's, jambi-2012    */
	struct day date;                 /* replaces the letter's date             */
	struct str number;               /* replaces the letter's number           */
	const struct tpl_office *office; /* NULL: the letter's own <kop>, or none  */
	enum tpl_late late;
	bool demo;     /* DEMO across every page                   */
	bool draft;    /* KONSEP across every page                 */
	struct str qr; /* text of the QR, {NULL,0}: none           */
	struct str qr_caption;
	bool attach; /* the letter's own XML in the file, with the number, day and
			letterhead that were printed: PDF/A-3b; else PDF/A-1b */
	enum tpl_signer signer;
	/* the copy that stays bears the box Paraf Hierarki; 0: the copy that is sent */
	const struct tpl_paraf *paraf;
	size_t paraf_n;
	int copy_no, copy_of; /* "Salinan ke-1 dari 3"; 0: not numbered */
	bool esign;	      /* signed with a certificate: box and foot in place of ink */
	struct tpl_look *look; /* inside the room: what was laid out */
};
enum err tpl_render(const struct tpl_engine *, struct tpl_ctx *,
		    const struct tpl_letter *, const struct tpl_options *,
		    struct buf *pdf, struct tpl_faults *, struct fail *) MUST_CHECK;

/* ---- books and lists ---- */

struct tpl_column {
	struct str title;
	double width; /* share of the page's width; the shares are added up */
	char align;   /* 'l', 'c' or 'r' */
};

struct tpl_book {
	struct str title[3]; /* centred; empty lines are left out        */
	const struct tpl_column *columns;
	size_t columns_n; /* at most 16 */
	bool portrait;    /* books lie; a short list may stand       */
	bool demo;
	struct day date; /* of the print */
	struct str foot; /* left of "halaman x dari y", e.g. the office  */
	struct str qr;   /* beside the title, {NULL,0}: none; for sheets that come back */
	double row;      /* least height of a row, in points, for a pen */
};
/* F4, header on every page.  A letter that the face lacks is printed as a mark with a
 * foot note that names its code point, never refused: books must stay complete.
 * Start, add rows (cells[columns_n], text is copied), end. */
enum err tpl_book_start(const struct tpl_engine *, struct tpl_ctx *,
			const struct tpl_book *, struct fail *) MUST_CHECK;
void tpl_book_row(struct tpl_ctx *, const struct str *cells);
void tpl_book_row_struck(struct tpl_ctx *, const struct str *cells); /* line through */
enum err tpl_book_end(struct tpl_ctx *, struct buf *pdf, struct fail *) MUST_CHECK;

/* ---- lembar disposisi and tanda terima ---- */

#define TPL_SLIP_LINES 24

struct tpl_slip {
	const struct tpl_office *office; /* NULL: that of the call */
	struct str from, number, date, received, agenda, urgency, secrecy, subject;
	/* disposisi: boxes; ticked is a bit set over them */
	struct str to[TPL_SLIP_LINES], instruct[TPL_SLIP_LINES];
	size_t to_n, instruct_n;
	uint32_t to_ticked, instruct_ticked;
	struct str note, post, name, given; /* who disposes; date of it */
	/* tanda terima: who received, how it came */
	struct str received_by, channel, attachments;
	struct str qr;
};

enum tpl_slip_kind { TPL_SLIP_DISPOSISI, TPL_SLIP_TANDA_TERIMA };
/* Two to a sheet, in order; lists of more than ten stand in two columns; empty values print as dotted places to write in.  With n 0
 * one sheet of two blanks. */
enum err tpl_slips(const struct tpl_engine *, struct tpl_ctx *, enum tpl_slip_kind,
		   const struct tpl_office *, const struct tpl_slip *, size_t n,
		   bool demo, struct day date, struct buf *pdf, struct fail *) MUST_CHECK;

struct tpl_place {
	double x, y, w, h; /* points from the left edge of the paper and the top of its half */
};
/* Where a lembar disposisi with a QR is printed what a reader of its scan looks for: four
 * black squares (clockwise from the upper left), the code, the boxes, and the fields of note
 * and initials.  The same slip and office give the same places as tpl_slips(). */
struct tpl_slip_places {
	struct tpl_place area, mark[4], qr, to[TPL_SLIP_LINES], instruct[TPL_SLIP_LINES],
		note, initials;
};
void tpl_slip_places(const struct tpl_slip *, const struct tpl_office *,
		     struct tpl_slip_places *);

/* ---- the sheet of an SOP ---- */

#define TPL_SOP_ROWS   64
#define TPL_SOP_ACTORS 16
#define TPL_SOP_OFFICE 5

struct tpl_sop_list {
	const struct str *items;
	size_t n;
};

enum tpl_sop_box { /* as they stand on the sheet, two to a line */
	TPL_SOP_LEGAL,
	TPL_SOP_QUALIFIED,
	TPL_SOP_RELATED,
	TPL_SOP_TOOLS,
	TPL_SOP_WARNINGS,
	TPL_SOP_RECORDS,
	TPL_SOP_BOX__COUNT
};

struct tpl_sop_row {
	int no; /* counted from 1 */
	struct str activity, requirement, time, output, note;
	struct tpl_sop_list details; /* parts of the activity */
	unsigned actors;             /* bit set over the columns */
	int no_to;                   /* number of the row a "tidak" leads to; 0: no decision */
	int next_to;                 /* number of the row that follows; 0: the next one */
	bool ends;                   /* nothing follows */
	bool here;                   /* the work stands at this row: drawn heavier */
};

struct tpl_sop { /* what is empty is left to be written in */
	struct str name, purpose, number, made, revised, effective, approver;
	struct str total, remark; /* below the table */
	struct str office[TPL_SOP_OFFICE]; /* lines of the box at the left */
	size_t office_n;
	struct tpl_sop_list boxes[TPL_SOP_BOX__COUNT];
	struct str actors[TPL_SOP_ACTORS];
	size_t actors_n;
	const struct tpl_sop_row *rows;
	size_t rows_n;
};
/* F4 lying: the identity, then the table with its flowchart (PermenPANRB 35/2012).  ERRORS
 * ERR_LIMIT when one row is longer than a page. */
enum err tpl_sop_print(const struct tpl_engine *, struct tpl_ctx *, const struct tpl_sop *,
		       struct day date, struct buf *pdf, struct fail *) MUST_CHECK;
#endif
