/* svc_outgoing_case.h - inside svc: one outgoing letter as an act decides on it.
 *
 * RULE   an act calls out_begin() first: it loads the letter on the connection it is
 *        given, computes the actor's duties, compares the version and asks the flow once.
 *        Only out_move() changes state, step and version; it writes the line of the
 *        letter's life and the audit entry with it.
 * DESK   letter.desk_position_id names the one position that is to do the open row.
 * SOURCE design L1-L4; SOP "Proses Surat Keluar".
 */
#ifndef SVC_OUTGOING_CASE_H
#define SVC_OUTGOING_CASE_H
#include "flow_proc.h"
#include "office.h"
#include "svc_case.h"
#include "svc_outgoing.h"
#include "utf8.h"

#define OUT_DUTIES	 11
#define OUT_REASON_MAX 2000 /* bytes of a remark or a reason */

struct out_case {
	int64_t id, version, step_ms, opened_ms, desk, unit, drafter, drafter_unit,
		signer, behalf, via, signed_ms;
	int64_t drafted_ms; /* 0: made elsewhere */
	enum flow_state state;
	int step, draft_no, serial;
	bool outside;
	const struct flow_proc *proc;
	const struct flow_step *row; /* the open one, or NULL */
	struct str form, subject, class_scheme, class_code, urgency, secrecy, number,
		recipient, profile, rule, series, sign_kind, verify_code, pdf;
	struct day letter_day, due;
	unsigned duties;
	int64_t post[OUT_DUTIES]; /* the post that gives the duty of bit i */
};

struct out_act {
	struct svc *s;
	const struct actor *who;
	struct arena *a;
	struct svc_ref ref;
	struct svc_done *done;
	struct db_conn *c;
	struct out_case l;
	struct svc_sight sight;
	int64_t now, post; /* the post the act is done under */
	struct str waiting; /* the reserved or inserted number it asks for, "12" "5.01" */
};

/* ERR_NOTFOUND when there is no such outgoing letter, or not for this actor (S1). */
enum err out_load(struct out_act *, struct db_conn *, struct fail *) MUST_CHECK;
/* out_load(), version, flow; sets x->post. On ERR_STALE done->version is the stored one.
 */
enum err out_begin(struct out_act *, struct db_conn *, enum flow_act,
		   struct fail *) MUST_CHECK;
/* The flow alone, for a further act in the same transaction. */
enum err out_may(struct out_act *, enum flow_act, struct fail *) MUST_CHECK;

struct out_position {
	int64_t id, unit_id;
	struct str code, name, title, role, unit_code, unit_name;
};

struct out_step {
	enum flow_act act;
	enum flow_state to;
	int step;     /* row that waits next; 0: none */
	int64_t desk; /* 0: none */
	struct str note;
	bool closes;
	bool stays; /* the row goes on waiting: its clock is kept */
};
enum err out_move(struct out_act *, const struct out_step *, struct fail *) MUST_CHECK;

/* The act as the open row says: state by the table, the next row, its desk. */
enum err out_advance(struct out_act *, enum flow_act, struct str note,
		     struct fail *) MUST_CHECK;
/* Rows of review that fall to the same person are done with it, each under its post. */
enum err out_own_reviews(struct out_act *, struct fail *) MUST_CHECK;

/* Whose desk a row is; 0 when no such position stands. */
enum err out_desk(struct out_act *, const struct flow_step *, int64_t *desk,
		  struct fail *) MUST_CHECK;

/* Ends the trays whose debt this letter pays, now that it bears a number. */
enum err out_answer_debts(struct out_act *, struct str number, struct fail *) MUST_CHECK;

enum err out_position_get(struct db_conn *, struct arena *, int64_t id,
			  struct out_position *, struct fail *) MUST_CHECK;

struct out_signing { /* who signs, and in whose name when not in his own */
	struct out_position signer;
	int64_t behalf; /* a.n., 0: in his own name */
	int64_t via;    /* u.b.: the post between the two; 0: a.n. alone */
};

struct out_holder {
	int64_t person_id;
	struct str name, nip, rank, kind; /* empty when vacant */
};
enum err out_holder_get(struct db_conn *, struct arena *, int64_t position, struct day,
			struct out_holder *, struct fail *) MUST_CHECK;

/* As which form the office's file treats this one: itself, or, of one that the office has
 * published under a code of its own, one of the same series and family that it names. */
struct str out_form_like(const struct svc *, struct str form);
/* Whom (form, unit of the drafter) names; `asked` 0, or the one the caller expects: the
 * one named, or one whom the office's table lets sign a.n. or u.b. (L2).
 * ERR_INVALID "not-the-signer", "form". */
enum err out_signer_for(struct svc *, struct db_conn *, struct arena *, struct str form,
			const struct out_position *drafter, int64_t asked,
			struct out_signing *, struct fail *) MUST_CHECK;
/* *day none: today.  Not after today, not before the last number of the series, and of an
 * earlier year only while its book is open. */
enum err out_day_check(struct out_act *, struct day *, struct fail *) MUST_CHECK;
enum err out_axis_urgency(struct str in, struct str *out, struct fail *) MUST_CHECK;
enum err out_axis_secrecy(struct str in, struct str *out, struct fail *) MUST_CHECK;
/* The letter's text: those whose hands it passed, to whom it went, who were named (S1).
 */
enum err out_may_read(struct out_act *, struct fail *) MUST_CHECK;
enum err out_draft_xml(struct out_act *, int no, struct str *xml,
		       struct fail *) MUST_CHECK;

const struct office_series *out_series(const struct svc *, struct str key);
const struct flow_proc *out_proc_for(const struct svc *, struct str form);
bool out_inner(const struct flow_proc *);
struct day out_today(const struct svc *, int64_t now);
enum err out_audit(struct out_act *, enum flow_act, struct str detail,
		   struct fail *) MUST_CHECK;
/* A version of the text, under the act's post; a sealed one is not written over. */
enum err out_draft_put(struct out_act *, int64_t letter, int no, struct str xml, bool sealed,
		       struct fail *) MUST_CHECK;
/* The first line of a draft's life: row `step` of its procedure. */
enum err out_draft_begun(struct out_act *, int64_t letter, int step, struct fail *) MUST_CHECK;
/* A text somebody must give: trimmed, cleaned, at most max bytes. */
enum err out_text(struct arena *, struct str in, enum utf8_kind, size_t max,
		  const char *field, const char *missing, struct str *out,
		  struct fail *) MUST_CHECK;
#endif
