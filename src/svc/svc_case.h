/* svc_case.h - one letter inside an act: who asks, what it allows, how it moves.
 *
 * USE    svc_case_begin() on the writer, then the act's own SQL, then svc_case_move().
 *        begin asks S1 (not visible is ERR_NOTFOUND), flow_proc_may() and the version,
 *        once (L3); move writes state, clock, step_done and the audit entry.
 * OWNER  the caller's arena, which the writer thread uses while the caller waits.
 */
#ifndef SVC_CASE_H
#define SVC_CASE_H
#include "flow_proc.h"
#include "svc_incoming.h"
#include "svc_secrecy.h"

#define SVC_DUTIES 12

struct svc_case {
	struct svc *svc;
	struct db_conn *c;
	struct arena *a;
	const struct actor *who;
	int64_t now;
	/* the letter */
	int64_t id, version, step_ms, opened_ms, desk, unit_id;
	enum flow_state state;
	bool incoming, sealed;
	bool fresh; /* its row was put in by this act, as svc_case_foresee() said */
	const struct flow_proc *proc;
	int step;
	struct str secrecy, urgency, subject, class_code, copy_kind;
	/* the asker: duties, and under which post each is held (by bit number) */
	unsigned duties;
	int64_t post[SVC_DUTIES];
	/* the book's posts: the only one with the duty, or 0 for none or several */
	int64_t keeper, checker, head, first_head;
};

/* Loads the letter and the asker's duties.  ERR_NOTFOUND by S1. */
enum err svc_case_load(struct svc_case *, int64_t id, struct fail *) MUST_CHECK;
/* The duties towards a book, for a letter that is about to be written; its own members
 * are the caller's to fill in. */
enum err svc_case_open(struct svc_case *, int64_t book, struct fail *) MUST_CHECK;
/* svc_case_load(), right, version, state. `*stale` (may be NULL) gets the stored version
 * when ERR_STALE is returned. */
enum err svc_case_begin(struct svc_case *, struct svc_ref, enum flow_act, int64_t *stale,
			struct fail *) MUST_CHECK;
/* Right, then version, then state: a stale page hears that first. */
enum err svc_case_may(struct svc_case *, enum flow_act, int64_t version, int64_t *stale,
		      struct fail *) MUST_CHECK;

struct svc_move {
	enum flow_act act;
	enum flow_state to;
	unsigned duty;           /* the duty it was done under; names the post    */
	int64_t post;            /* 0: the post of `duty`                          */
	int64_t for_post;        /* recorded for: giver of a paper disposition     */
	bool keep_clock;         /* the row stays open: neither step nor desk move */
	bool quiet;              /* follows from an act already told: audit alone  */
	struct str note, reason; /* reason closes the letter                       */
	struct str detail;       /* canonical bytes of what was done, or empty     */
};
enum err svc_case_move(struct svc_case *, const struct svc_move *,
		       struct fail *) MUST_CHECK;

/* What n moves will make of a fresh letter (version, state, step, desk), for the one row
 * that is put in before them; writes nothing. */
void svc_case_foresee(const struct svc_case *, const struct svc_move *, size_t n,
		      struct svc_case *after);

/* The post the actor does something under; 0: none. */
int64_t svc_case_post(const struct svc_case *, unsigned duty);

/* ERR_NOVERSION, ERR_STALE with the stored one in *stale. */
enum err svc_version_check(int64_t asked, int64_t stored, int64_t *stale,
			   struct fail *) MUST_CHECK;

/* day number * 100000 + sequence, inside an act (design 3.3); ERR_INVALID "too-old" before
 * 2 January 1970: it is always positive. */
enum err svc_letter_id(struct db_conn *, struct day, int64_t *id,
		       struct fail *) MUST_CHECK;
/* The same in another table; last_below: its statement that gives the last id under :below. */
enum err svc_day_id(struct db_conn *, enum query last_below, struct day, int64_t *id,
		    struct fail *) MUST_CHECK;

/* db_run, bind nothing more, step and end; for statements whose binds are done. */
enum err svc_exec(struct db_rows *, struct fail *) MUST_CHECK;

/* The procedure the office's incoming letters run by (its office file names it). */
enum err svc_case_proc_in(struct svc *, const struct flow_proc **,
			  struct fail *) MUST_CHECK;

/* When all trays that owe ended and one did the work: "ditindaklanjuti"; and the tray in
 * the other book that waits for this letter ends with it. */
enum err svc_case_settle(struct svc_case *, enum flow_act, int64_t post,
			 struct fail *) MUST_CHECK;

/* The tray in the other book that sent this letter here (docs/adr/0010-two-books.md) hears
 * how it ended: ACT_COMPLETE, ACT_RETURN_TRAY (not this unit's), or ACT_VOID_ENTRY, after
 * which it lies in the Kotak Masuk again.  Nothing when none waits. */
enum err svc_case_tell_origin(struct svc_case *, enum flow_act how, int64_t post,
			      struct str words, struct fail *) MUST_CHECK;

/* What the letter's dispositions say against an act that its state allows: nothing to hand
 * out, or one still running.  Acts and their buttons ask here.  ERR_CONFLICT "wrong-state". */
enum err svc_case_fits(struct svc_case *, enum flow_act, struct fail *) MUST_CHECK;

/* Row 5, once allowed: waiting trays are sent. */
enum err svc_case_distribute(struct svc_case *, struct fail *) MUST_CHECK;

/* svc_case_load() without S1, for what an act sets off elsewhere. */
enum err svc_case_load_any(struct svc_case *, int64_t id, struct fail *) MUST_CHECK;

/* One tray inside an act. */
struct svc_tray_case {
	int64_t id, version, position, giver, parent, disposition;
	bool copy_only;
	struct str state, part; /* part: koordinator, anggota or empty */
};
/* The row alone (t->id), without S1 and right; *letter may be NULL. */
enum err svc_tray_get(struct svc_case *, struct svc_tray_case *, int64_t *letter,
		      struct fail *) MUST_CHECK;
/* Loads tray (t->id) and letter, by S1; k->duties are those towards this tray. */
enum err svc_tray_load(struct svc_case *, struct svc_tray_case *,
		       struct fail *) MUST_CHECK;
/* Right (the tray's post, or its giver for ACT_WITHDRAW), the tray's version, its state.
 * Others' trays are ERR_DENIED. */
enum err svc_tray_may(struct svc_case *, struct svc_tray_case *, enum flow_act,
		      int64_t version, int64_t *stale, struct fail *) MUST_CHECK;
/* Ends it in a state (word of table tray), result may be absent. */
enum err svc_tray_set(struct svc_case *, struct svc_tray_case *, const char *state,
		      struct str result, struct fail *) MUST_CHECK;

/* The tray is read, in an act that is under way. */
enum err svc_tray_read_in(struct svc_case *, struct svc_ref, struct fail *) MUST_CHECK;
/* The tray is taken back by its giver, in an act that is under way. */
enum err svc_tray_withdraw_in(struct svc_case *, struct svc_ref, struct fail *) MUST_CHECK;

/* Row 3 by the same person: consecutive rows of one person are one act (L2). */
enum err svc_case_chain(struct svc_case *, struct fail *) MUST_CHECK;
/* That move; false: it does not follow when the letter stands at this state. */
bool svc_case_chains(const struct svc_case *, enum flow_state, struct svc_move *);

/* DUTY_KEEPER, DUTY_CHECKER or DUTY_HEAD from book_post.duty. */
unsigned svc_duty_from(struct str word);
/* All of several, as Q_in_books gives them: "checker head"; 0 for none. */
unsigned svc_duties_from(struct str words);
#endif
