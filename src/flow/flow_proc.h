/* flow_proc.h - a procedure: the sheet and the rows of an SOP.
 *
 * FILE   XML, root `prosedur`, Indonesian names, checked by schema/prosedur.rng and told
 * in naskah-procedure(5). KINDS  FLOW_LETTER drives letters: each row is one act of
 * flow.c's table.  FLOW_WORK (jenis="perkara") is other work of the office: steps done by
 * posts, some of which make letters. PROOF  of letters: every path of the rows, returns
 * too, is a path of flow.c's table; rows may repeat a review, they cannot leave out a
 * guard.  Of work: every row is reached from the first, from every row an end is reached,
 * every row it names is there, and each row has its doer.  What is not so is named
 * FILE:LINE. OWNER  flow_procs_free(); immutable after load, shared by threads. SOURCE
 * PermenPANRB 35/2012 (the sheet and its columns); design 3.2.
 */
#ifndef FLOW_PROC_H
#define FLOW_PROC_H
#include "flow.h"
#include "clock.h"
#include "flow_record.h"
#include "hash.h"

#define FLOW_STEPS_MAX   60
#define FLOW_BACK_MAX    8
#define FLOW_ROLES_MAX   8
#define FLOW_ACTORS_MAX  16
#define FLOW_UNITS_MAX   4
#define FLOW_DAY_MINUTES 450 /* of work: five days of 37.5 hours */

enum flow_unit { UNIT_NONE, UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_MONTH };

enum flow_kind { FLOW_LETTER, FLOW_WORK };

/* The boxes of the sheet, in the order they are printed in. */
enum flow_box {
	BOX_LEGAL,
	BOX_QUALIFIED,
	BOX_RELATED,
	BOX_TOOLS,
	BOX_WARNINGS,
	BOX_RECORDS,
	BOX__COUNT
};

struct flow_list {
	const struct str *items;
	size_t n;
};

struct flow_doc {               /* what a row makes, signs, sends or files */
	struct str kind, deed;  /* jenis and perbuatan, as written        */
	struct str form;        /* code of a form, or empty               */
	bool inferred;          /* disimpulkan                            */
	struct flow_list parts; /* bagian: what it must have at least       */
	bool optional;          /* bila="perlu"                           */
	struct str after; /* setelah: not before this field says something, or empty */
	const struct str (
		*copies)[2]; /* fields of records, and where in the form they go */
	size_t copies_n;
};

struct flow_actor { /* a column of the sheet */
	struct str id, name;
	bool outside; /* pihak: drawn only where it does a row itself */
};

struct flow_step {
	int number;
	struct str activity; /* as the SOP prints it                       */
	struct flow_list details;
	struct str roles[FLOW_ROLES_MAX];
	size_t roles_n; /* role words of the doers: position.role of the office */
	struct flow_list others; /* who has part in it, or gets what it makes         */
	enum flow_act act;       /* of FLOW_LETTER only                        */
	enum flow_unit unit;     /* the printed unit is kept;                   */
	int time_min, time_max;  /* equal when the SOP gives one value          */
	struct str requirement, output, note;
	int return_to; /* number of the row a "no" leads to; 0: no question asked  */
	int also_back[FLOW_BACK_MAX]; /* of letters: other rows a return may lead to */
	size_t also_back_n;
	int next_to;   /* number of the row that follows; 0: the next one          */
	bool ends;     /* the work is over with it                                 */
	const struct flow_doc *docs;
	size_t docs_n;
	const struct flow_record *record; /* NULL: the row keeps none            */
	bool inferred;    /* something of the row was not read but deduced           */
	struct str doubt; /* what of it is doubtful, or empty                        */
	int line;         /* in the file                                             */
	bool begins;      /* the row makes the letter: no state before               */
	enum flow_state from, to; /* proved */
};

struct flow_proc {
	enum flow_kind kind;
	struct str id, version, name, source;
	struct str key;    /* "surat-keluar@9f86d081884c7d65": what a letter stores */
	struct str xml;    /* the bytes it was read from, */
	struct sha256 sha; /* and their hash: its version */
	struct day from, until; /* mulai, sampai; none: open */
	bool incoming;
	enum flow_path path; /* jalur="lengkap" | "dalam" (nota dinas, inside only) */
	/* the sheet; what the SOP leaves open is empty */
	struct str number, approver, purpose, units[FLOW_UNITS_MAX];
	size_t units_n;
	struct day made, revised, effective;
	struct flow_list boxes[BOX__COUNT];
	const struct flow_actor *actors; /* none: by the roles of the rows */
	size_t actors_n;
	struct flow_step *steps;
	size_t steps_n;
	struct str doubt; /* of the sheet itself, or empty */
};

struct flow_procs;

/* Loads SHARE/schema/prosedur.rng and every SHARE/procedures/ *.xml; over those of the
 * same id the office's own OFFICE/procedures/ *.xml (NULL, or no such folder: none).
 * ERRORS ERR_INVALID "FILE:LINE: …", ERR_NOTFOUND when the folder is not there. */
enum err flow_procs_load(struct flow_procs **, const char *share, const char *office,
			 struct fail *) MUST_CHECK;
/* Before the set is shared: a version that letters began with.  ERR_INVALID when it is
 * not one by the table of today; the set is as it was then. */
enum err flow_procs_keep(struct flow_procs *, struct str xml, struct fail *) MUST_CHECK;
void flow_procs_free(struct flow_procs *);
/* By id: the installed one.  By key: that version; when it is not there, the installed
 * one of its id.  NULL: none. */
const struct flow_proc *flow_procs_get(const struct flow_procs *, struct str id_or_key);
size_t flow_procs_count(const struct flow_procs *);
const struct flow_proc *flow_procs_at(const struct flow_procs *, size_t);

/* The installed one of this id when letters run by it; NULL when there is none or it is
 * other work. */
const struct flow_proc *flow_procs_letter(const struct flow_procs *, struct str id);

/* One file, schema and proof: `naskah procedure check`.  The result lives in the arena.
 */
enum err flow_proc_read(struct arena *, struct str bytes, const char *name,
			const char *rng_path, const struct flow_proc **,
			struct fail *) MUST_CHECK;

const struct flow_step *flow_proc_step(const struct flow_proc *, int number);
bool flow_proc_on(const struct flow_proc *, struct day);
/* Has its sheet a day of effect, and has that come? */
bool flow_proc_in_effect(const struct flow_proc *, struct day today);
/* The row to be done after this one; NULL: none, the work is over. */
const struct flow_step *flow_proc_after(const struct flow_proc *, int number);
/* The row at which a letter in this state waits: the first that leads on from it. */
const struct flow_step *flow_proc_waiting(const struct flow_proc *, enum flow_state);
/* The field of that name, of whichever row; NULL: none.  *step: its row. */
const struct flow_field *flow_proc_field(const struct flow_proc *, struct str name,
					 const struct flow_step **step);
bool flow_step_has_role(const struct flow_step *, struct str role);
/* Has the row a document that is dealt with so: "tanda-tangan", "disposisi", "kirim" …?
 */
bool flow_step_deed(const struct flow_step *, const char *deed);

/* Standard time in office minutes (the upper end of a range); a day has `day_minutes`
 * (FLOW_DAY_MINUTES), a week 5 days, a month 22. */
int flow_step_minutes(const struct flow_step *, int day_minutes);
int flow_proc_minutes(const struct flow_proc *, int day_minutes);
/* The printed times of all rows, each unit by itself: "2 hari 46 menit"; empty: none. */
struct str flow_proc_total(struct arena *, const struct flow_proc *);
/* "3 menit", "1-2 hari", "-" */
struct str flow_step_time(struct arena *, const struct flow_step *);

/* The law for a letter that waits at row `step` of a procedure: an act that is a row of
 * it is open only at its own row; all others by the table.  ERRORS as flow_may(). */
enum err flow_proc_may(const struct flow_proc *, int step, enum flow_act, enum flow_state,
		       unsigned duties, struct fail *) MUST_CHECK;

/* The sheet as text, one line a row: number, activity, roles, requirement, time, output.
 */
void flow_proc_print(struct buf *, struct arena *, const struct flow_proc *);
#endif
