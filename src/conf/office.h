/* office.h - the office file: who the office is, in the office's own words.
 *
 * SHAPE  XML `instansi` by schema/instansi.rng; docs/man/naskah-office.5 tells each
 *        element.  Published versions are stored in the data folder and never change.
 * RULE   every code named is one that the file defines; units and superiors form trees;
 *        an agenda book has at least one keeper, checker and head; (form, unit) names
 *        one signer, and (form, unit of the signer) one series.  A fault is one line
 *        "FILE:LINE: what".
 * OWNER  the arena.
 * SOURCE design 5.4; SOP "Proses Surat Masuk" (roles of the rows), "Proses Surat
 *        Keluar" row 5 (who signs).
 */
#ifndef OFFICE_H
#define OFFICE_H
#include "arena.h"
#include "clock.h"
#include "err.h"
#include "office_hours.h"
#include "xml.h"

#define OFFICE_BYTES (512u << 10)
#define OFFICE_UNITS 500
#define OFFICE_POSTS 5000

struct office_unit {
	struct str code, name, shrt /* singkat: as printed in numbers */, parent /* code or empty */;
	struct str head_kind;    /* jenis of the kop: kepala-daerah, lembaga; empty: perangkat-daerah */
	struct str symbol;       /* lambang: picture of the letterhead, or empty */
	struct str symbol_right; /* lambang-kanan: a second one, or empty */
	struct str town;         /* kota: where its letters are dated, or empty */
	const struct str *lines; /* kop: lines of the letterhead, top first */
	const struct str *line_kinds; /* jenis of each; empty: told by its words */
	size_t lines_n;
	int line;
};

struct office_holder { /* for the demo, and for the first day of an office */
	struct str name, nip, rank, kind;
};

struct office_position {
	struct str code, name, title, role, unit, superior /* code or empty */;
	struct office_holder holder; /* name empty: vacant */
	int line;
};

enum office_duty { OFFICE_KEEPER, OFFICE_CHECKER, OFFICE_HEAD, OFFICE_DUTY__COUNT };

const char *office_duty_word(enum office_duty); /* "keeper" "checker" "head" */

struct office_book {
	struct str code, name, unit;
	const struct str *posts[OFFICE_DUTY__COUNT]; /* codes of positions */
	size_t posts_n[OFFICE_DUTY__COUNT];
	int line;
};

struct office_series { /* forms that count on together */
	struct str key, name, rule, unit /* whose head the letter bears */;
	struct str procedure; /* id; the office's sop-keluar when the file names none */
	const struct str *forms;
	size_t forms_n;
	const struct str *keepers; /* codes of positions that record and send */
	size_t keepers_n;
	int line;
};

struct office_proxy { /* who may sign in the name of the one who is named */
	struct str position;
	struct str via; /* u.b.: the post between the two; empty: a.n. */
	int line;
};

struct office_signing { /* who signs a form that a unit drafts */
	struct str form /* or "*" */, unit /* of the drafter, or "*" */,
		position; /* empty: its sender */
	const struct office_proxy *proxies;
	size_t proxies_n;
	int line;
};

struct office {
	struct str name, shrt, profile, procedure_in, procedure_out;
	struct str public_url; /* alamat publik; empty until set */
	bool number_at_signing; /* penomoran: saat-penandatanganan */
	bool initials_obligatory; /* paraf-koordinasi: wajib; the signer waives none */
	int zone;
	const struct office_unit *units;
	size_t units_n;
	const struct office_position *positions;
	size_t positions_n;
	const struct office_book *books;
	size_t books_n;
	const struct office_series *series;
	size_t series_n;
	const struct office_signing *signings;
	size_t signings_n;
	struct office_hours hours;
};

/* `schema` may be NULL in tests of faults that it would find first. */
enum err office_read(struct arena *, struct str xml, const char *name,
		     const struct xml_schema *, const struct office **,
		     struct fail *) MUST_CHECK;

/* Reads SHARE/schema/instansi.rng and the file at path; *xml is its bytes. */
enum err office_load(struct arena *, const char *share, const char *path, struct str *xml,
		     const struct office **, struct fail *) MUST_CHECK;

const struct office_unit *office_unit(const struct office *, struct str code);
const struct office_position *office_position(const struct office *, struct str code);
const struct office_book *office_book(const struct office *, struct str code);

/* The line that says who signs `form` drafted by the unit; NULL: nobody is named. */
const struct office_signing *office_signing_for(const struct office *, struct str form,
						struct str unit);
/* How `position` signs by that line: NULL when it may not sign in another's name. */
const struct office_proxy *office_proxy(const struct office_signing *,
					struct str position);

/* Code of the position that signs `form` drafted by the unit; {"",0}: the sender
 * himself; {NULL,0}: nobody is named and the form may not be drafted there. */
struct str office_signer(const struct office *, struct str form, struct str unit);

/* The series a letter of this form counts in when a position of `unit` signs it. */
const struct office_series *office_series_for(const struct office *, struct str form,
					      struct str unit);

/* 18 digits: birth date, month of appointment after it, sex 1 or 2, sequence.  Blanks
 * between are ignored.  SOURCE PerkaBKN 22/2007. */
bool office_nip_ok(struct str nip, char digits[19]);
#endif
