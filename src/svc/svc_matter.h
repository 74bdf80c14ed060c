/* svc_matter.h - a matter: work of the office that runs by a procedure (flow_work.h),
 * with the letters it makes and what came in for it; a file of its own.
 *
 * STEP   the row that is open waits for the posts whose role it names.  A role that
 * nobody holds falls to Kasubbag TU and the administrator, so that nothing gets stuck.
 * DOCS   a row that makes, signs or sends a letter of a form this office can make is done
 *        only when such a letter, as far as that, belongs to the matter; or with a reason
 *        why there is none, which its life keeps.
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

/* The open row is done: the next one opens, or the matter is over.  `without`: why a
 * letter the row asks for does not belong to it; empty: none is missing.  ERR_CONFLICT
 * "letter-missing" names it. */
enum err svc_matter_done(struct svc *, const struct actor *, struct svc_ref,
			 struct str note, struct str without, struct svc_done *,
			 struct fail *) MUST_CHECK;
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

struct svc_matter_event {
	struct str act, label, who, note;
	int step, to_step;
	int64_t at_ms;
	int spent_min;
};

/* "Kasi PAS, Kasi Pelrehsos": the office's posts whose role the row names; a role that no post
 * has, as the procedure calls it.  step NULL: empty. */
struct str svc_matter_doers(const struct svc *, struct arena *, const struct flow_proc *,
			    const struct flow_step *);

struct svc_matter_need {             /* a letter the open row asks for */
	struct str form, name, deed; /* deed: konsep, tanda-tangan, kirim … */
	bool met;
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
enum err svc_matter_waiting(struct svc *, const struct actor *, struct arena *, int64_t *n,
			    struct fail *) MUST_CHECK;

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
