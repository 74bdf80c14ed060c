/* svc_matter.h - a matter: work of the office that runs by a procedure (flow_work.h),
 * with the letters it makes and what came in for it; a file of its own.
 *
 * STEP   the row that is open waits for the posts whose role it names.  A role that
 * nobody holds falls to Kasubbag TU and the administrator, so that nothing gets stuck.
 * DOCS   a row that makes, signs or sends a letter of a form this office can make is done
 *        only when such a letter, as far as that, belongs to the matter; or with a reason
 *        why there is none, which its life keeps.
 * RECORD what a row asks to be written (flow_record.h) is written before it is done; a
 * row that belongs to a record book is a line of it then, with the book's next serial.
 * REPORT who gets what the last row makes finds the matter on his list until he read it.
 * CLOCK  office hours since the row opened, what it was put off not counted, beside the
 *        standard time of the procedure.
 * S1     "terbatas": the starter, posts that a row names, those that did a row, TU; for
 *        everyone else absent.  Its letters are shown by their own secrecy.
 * VERSION a matter keeps the version of the procedure it began with.
 * SOURCE flows.md F3-F14 of the survey: surat tugas, SK, BAP, reports, complaints.
 */
#ifndef SVC_MATTER_H
#define SVC_MATTER_H
#include "flow_proc.h"
#include "flow_work.h"
#include "svc_incoming.h"

#define MATTER_TITLE_MAX 200

struct svc_matter_new {
	struct str procedure; /* id */
	struct str title;     /* what it is about: a name, an activity */
	struct str note;
	struct str secrecy; /* biasa or terbatas; empty: terbatas */
	int64_t letter_id;  /* the letter it answers, or 0 */
};
/* done->id: the matter.  ERR_INVALID "procedure", "title"; ERR_DENIED when no row of the
 * procedure names his role and he is not TU. */
enum err svc_matter_start(struct svc *, const struct actor *,
			  const struct svc_matter_new *, struct svc_done *,
			  struct fail *) MUST_CHECK;

struct svc_matter_value { /* of a field of the procedure, as typed */
	struct str name, value;
};

struct svc_matter_said {
	struct str note;
	struct str without; /* why a letter the row asks for does not belong to it */
	const struct svc_matter_value *values;
	size_t values_n;
};
/* The open row is done: the next one opens, or the matter is over; values are written
 * first.  ERR_CONFLICT "letter-missing", "record-missing", "record-refused" name what. */
enum err svc_matter_done(struct svc *, const struct actor *, struct svc_ref,
			 const struct svc_matter_said *, struct svc_done *,
			 struct fail *) MUST_CHECK;
/* Written, and the row stays open.  ERR_INVALID "bad-value", "unknown-field";
 * ERR_CONFLICT "step-over". */
enum err svc_matter_record(struct svc *, const struct actor *, struct svc_ref,
			   const struct svc_matter_value *, size_t, struct svc_done *,
			   struct fail *) MUST_CHECK;
/* The report of one that is over has been read by those of his posts it went to. */
enum err svc_matter_read(struct svc *, const struct actor *, struct svc_ref,
			 struct svc_done *, struct fail *) MUST_CHECK;
/* "Tidak": back to the row the procedure says, with a reason.  ERR_CONFLICT "no-return".
 */
enum err svc_matter_back(struct svc *, const struct actor *, struct svc_ref,
			 struct str reason, struct svc_done *, struct fail *) MUST_CHECK;
enum err svc_matter_pause(struct svc *, const struct actor *, struct svc_ref,
			  struct str reason, struct svc_done *, struct fail *) MUST_CHECK;
enum err svc_matter_resume(struct svc *, const struct actor *, struct svc_ref,
			   struct str note, struct svc_done *, struct fail *) MUST_CHECK;
enum err svc_matter_stop(struct svc *, const struct actor *, struct svc_ref,
			 struct str reason, struct svc_done *, struct fail *) MUST_CHECK;
/* A letter he may open; by id, or (0) by its number as printed. */
enum err svc_matter_link(struct svc *, const struct actor *, struct svc_ref,
			 int64_t letter, struct str number, struct svc_done *,
			 struct fail *) MUST_CHECK;

struct tpl_value;    /* letter-templates */
struct svc_draft_in; /* svc_outgoing.h */
/* The values a letter of this form begins with: what the procedure copies from the
 * matter's records, fields of the same name, and the form's own beginnings. */
enum err svc_matter_letter_values(struct svc *, const struct actor *, struct arena *,
				  int64_t id, struct str form, struct tpl_value **,
				  size_t *n, struct fail *) MUST_CHECK;
/* A draft with these values that belongs to the matter; in->values is not read.  done:
 * the letter, matter: the matter after it.  ERR_CONFLICT "letter-early": a later row
 * makes it, or it waits for a decision. */
enum err svc_matter_draft(struct svc *, const struct actor *, struct arena *,
			  struct svc_ref, const struct svc_draft_in *,
			  struct svc_done *done, struct svc_done *matter,
			  struct fail *) MUST_CHECK;

struct svc_matter_event {
	struct str act, label, who, note;
	int step, to_step;
	int64_t at_ms;
	int spent_min;
};

/* "Kasi PAS, Kasi Pelrehsos": the office's posts whose role the row names; a role that no
 * post has, as the procedure calls it.  step NULL: empty. */
struct str svc_matter_doers(const struct svc *, struct arena *, const struct flow_proc *,
			    const struct flow_step *);

struct svc_matter_need {             /* a letter the open row asks for */
	struct str form, name, deed; /* deed: konsep, tanda-tangan, kirim … */
	bool met;
};

struct svc_matter_field { /* of a row that is open or was done */
	const struct flow_field *field;
	int step;
	struct str value, by; /* value "": nothing written; by: the post that wrote it */
	int64_t at_ms;
	bool missing;    /* wajib, and nothing stands there */
	bool writable;   /* by the asker, now */
	struct str said; /* the sentence of the rule it breaks, or empty */
};

struct svc_matter_entry { /* its line in a record book */
	struct str book, name, label /* "Nomor induk", or empty */;
	int year, serial, step;
};

struct svc_matter {
	int64_t id, version, step_ms, created_ms, closed_ms;
	const struct flow_proc *proc;
	const struct flow_step *step; /* NULL: over */
	size_t at, steps;             /* "langkah 3 dari 6" */
	enum work_state state;
	struct str title, secrecy, starter;
	struct str doers; /* "Kasi PAS, Kasi Pelrehsos", or the roles' words */
	bool nobody;      /* no one holds the role: it falls to TU */
	int spent_min, standard_min;
	bool late;
	struct svc_matter_event *events;
	size_t events_n;
	struct svc_matter_need *needs;
	size_t needs_n;
	struct svc_matter_field *fields;
	size_t fields_n;
	struct svc_matter_entry *entries;
	size_t entries_n;
	bool unread;             /* over, and its report waits for him */
	struct svc_list letters; /* those he may see the line of */
	enum flow_act acts[ACT__COUNT];
	size_t acts_n;
};
/* ERR_NOTFOUND by S1. */
enum err svc_matter_get(struct svc *, const struct actor *, struct arena *, int64_t id,
			struct svc_matter *, struct fail *) MUST_CHECK;

enum svc_matter_which {
	MATTERS_MINE,
	MATTERS_RUNNING,
	MATTERS_PAUSED,
	MATTERS_DONE,
	MATTERS_STOPPED
};

struct svc_matters {
	struct svc_matter *rows; /* without events, needs, letters, acts */
	size_t n;
	int64_t next; /* cursor, 0: none */
};
enum err svc_matter_list(struct svc *, const struct actor *, struct arena *,
			 enum svc_matter_which, int64_t before, struct svc_matters *,
			 struct fail *) MUST_CHECK;

/* How many wait for him, for the desk: who has the open step sees the matter. */
enum err svc_matter_waiting(struct svc *, const struct actor *, struct arena *,
			    int64_t *n, struct fail *) MUST_CHECK;

struct svc_matter_count { /* of one procedure */
	struct str procedure, name;
	int64_t n[WS__COUNT];
};
enum err svc_matter_counts(struct svc *, const struct actor *, struct arena *,
			   struct svc_matter_count **, size_t *,
			   struct fail *) MUST_CHECK;

/* Procedures he may start a matter by. */
size_t svc_matter_procedures(struct svc *, const struct actor *, struct arena *,
			     const struct flow_proc ***);
/* Matters that letter belongs to, those he may see. */
enum err svc_matters_of(struct svc *, const struct actor *, struct arena *,
			int64_t letter, struct svc_matters *, struct fail *) MUST_CHECK;
#endif
