/* flow.h - states, acts and who may do them: the law of a letter's life.
 *
 * RULE   one C table (flow.c) says for each act: which state it leads from, which to,
 *        which duty may do it.  Buttons, API, command line and the diagram in docs/
 *        come from it.  A procedure (XML, flow_proc.h) maps its rows to these acts and
 *        may add steps, roles, clocks and return targets; it cannot remove a guard.
 *        What a button, a command or a route does to a letter that runs by a procedure is
 *        asked of flow_proc_may(), which asks this table and the procedure's rows.
 * PURE   no clock, no database, no letters' content.
 * SOURCE design L1-L4; SOPs "Proses Surat Masuk" and "Proses Surat Keluar".
 */
#ifndef FLOW_H
#define FLOW_H
#include "err.h"
#include "buf.h"
#include "str.h"

/* Every route and every use case names one of these; the act decides right, state and
 * version, once, inside the transaction (L3). */
enum flow_act {
	ACT_PUBLIC, /* no account needed: log-in page, /v/, /healthz, static    */
	ACT_SELF,   /* own session, own password                               */
	ACT_LOOK,   /* lists, search, registers: filtered by S1                 */
	ACT_OPEN,   /* one letter's content: S1                                 */
	/* a request to open it (Minta lihat) */
	ACT_ASK_LOOK,
	ACT_GRANT_LOOK,
	ACT_REFUSE_LOOK,
	/* incoming */
	ACT_REGISTER,
	ACT_CODE,
	ACT_CHECK,
	ACT_DISPOSE,
	ACT_DISPOSE_PAPER,
	ACT_DISPOSE_TOLD, /* by telephone or WhatsApp */
	ACT_PREPARE,      /* for the head to confirm */
	ACT_CONFIRM,      /* what was told, by the head */
	ACT_NO_DISPOSITION,
	ACT_DISTRIBUTE,
	ACT_FILE,
	ACT_CORRECT,
	ACT_VOID_ENTRY,
	ACT_MISDIRECTED,
	ACT_ARRIVAL,
	ACT_ATTACH,
	ACT_ENTER_BOOK,
	/* one tray of a disposition */
	ACT_READ,
	ACT_WITHDRAW,
	ACT_FORWARD,
	ACT_RETURN_TRAY,
	ACT_COMPLETE,
	ACT_REMIND,
	/* outgoing */
	ACT_DRAFT,
	ACT_EDIT,
	ACT_SUBMIT,
	ACT_APPROVE,
	ACT_RETURN,
	ACT_ASK_INITIAL, /* paraf koordinasi, beside the steps */
	ACT_INITIAL,
	ACT_DROP_INITIAL,
	ACT_WAIVE_INITIAL,
	ACT_REMARK, /* at a place of the text */
	ACT_SETTLE_REMARK,
	ACT_SIGN,
	ACT_RECORD,
	ACT_RECORD_OUTSIDE,
	ACT_DISPATCH,
	ACT_PROVE,
	ACT_VOID,
	ACT_WITHDRAW_LETTER,
	ACT_REPLACE,
	ACT_RECTIFY,
	/* the house */
	ACT_SCHEDULE, /* day and place of an invitation */
	ACT_ATTEND,   /* who goes to it */
	ACT_UNDO,     /* what he himself did just now to several letters */
	ACT_PRINT_BOOK,
	ACT_CLOSE_BOOK,
	/* numbers without a letter yet */
	ACT_RESERVE_NUMBER,
	ACT_INSERT_NUMBER,
	ACT_VOID_NUMBER,
	/* matters (flow_work.h) */
	ACT_MATTER_START,
	ACT_MATTER_DONE,
	ACT_MATTER_BACK,
	ACT_MATTER_PAUSE,
	ACT_MATTER_RESUME,
	ACT_MATTER_STOP,
	ACT_MATTER_LINK,
	ACT_MATTER_RECORD, /* what its row keeps in writing */
	ACT_MATTER_READ,   /* its report has been read */
	ACT_MATTER_DOER,   /* which post does a row of an SOP */
	ACT_ADMIN,
	ACT__COUNT
};

enum flow_state {
	/* incoming; words: tercatat terkodefikasi diperiksa didisposisi terdistribusi
	 * ditindaklanjuti diarsipkan batal-agenda salah-alamat */
	FS_REGISTERED,
	FS_CODED,
	FS_CHECKED,
	FS_DISPOSED,
	FS_DISTRIBUTED,
	FS_FOLLOWED,
	FS_FILED,
	FS_VOID_ENTRY,
	FS_MISDIRECTED,
	/* outgoing; words: konsep terketik diperiksa-tu dikoreksi ditandatangani
	 * tercatat-keluar terdistribusi-keluar diarsipkan-keluar batal dicabut */
	FS_DRAFT,
	FS_TYPED,
	FS_REVIEWED,
	FS_APPROVED,
	FS_SIGNED,
	FS_RECORDED,
	FS_SENT,
	FS_OUT_FILED,
	FS_VOID,
	FS_WITHDRAWN,
	FS__COUNT
};

const char *flow_act_word(enum flow_act);  /* "dispose": API, CLI, audit            */
const char *flow_act_label(enum flow_act); /* "Disposisi": buttons                  */
bool flow_act_from_word(struct str, enum flow_act *out);
const char *flow_state_word(enum flow_state);  /* stored, API                           */
const char *flow_state_label(enum flow_state); /* the SOP's own output words           */
bool flow_state_from_word(struct str, enum flow_state *out);
bool flow_state_final(enum flow_state);
bool flow_state_incoming(enum flow_state);

/* Duties a position can have towards one letter; a bit set. svc computes it. */
enum flow_duty {
	DUTY_KEEPER = 1 << 0,   /* keeps the agenda book / the register (TU)           */
	DUTY_CHECKER = 1 << 1,  /* Kasubbag TU of the book or of the review row         */
	DUTY_HEAD = 1 << 2,     /* gives the disposition of this book                   */
	DUTY_TRAY = 1 << 3,     /* has a live tray of this letter                       */
	DUTY_GIVER = 1 << 4,    /* gave the disposition in question                     */
	DUTY_DRAFTER = 1 << 5,  /* drafts or types this letter                          */
	DUTY_REVIEWER = 1 << 6, /* the row now open is his to approve or return         */
	DUTY_SIGNER = 1 << 7, /* (form, unit) names this position, or its acting holder */
	DUTY_ADMIN = 1 << 8,
	DUTY_ANY = 1 << 9, /* any account of the office                            */
	DUTY_COORDINATOR = 1 << 10, /* asked to initial it for his own unit       */
	DUTY_PREPARER = 1 << 11 /* prepares dispositions for this book's head */
};

/* May this act be done in this state by one with these duties?
 * ERRORS ERR_DENIED "not-yours" (no duty fits), ERR_CONFLICT "wrong-state" with one
 *        sentence saying what must come first ("Surat belum diperiksa Kasubbag TU …"). */
enum err flow_may(enum flow_act, enum flow_state, unsigned duties,
		  struct fail *) MUST_CHECK;

/* The state the act leads to from `from` when done by the table alone. */
enum flow_state flow_next(enum flow_act, enum flow_state from);

/* Acts open in a state to these duties, for buttons; returns how many were written. */
size_t flow_open_acts(enum flow_state, unsigned duties, enum flow_act out[ACT__COUNT]);

/* One line of the table.  Acts that belong to no letter's state, or begin one, have none:
 * flow_may() asks them for the duty alone. */
enum flow_path {
	FLOW_FULL,  /* the whole chain of eyes                                         */
	FLOW_INNER, /* nota dinas: its sender signs it, and it never leaves the office */
};

struct flow_edge {
	enum flow_act act;
	enum flow_state from, to;
	unsigned duties;     /* any of them */
	enum flow_path path; /* FLOW_INNER: only procedures with jalur="dalam" go here */
};
const struct flow_edge *flow_edges(size_t *n);

/* The line for this act in this state on this path, or NULL.  FLOW_INNER sees all. */
const struct flow_edge *flow_edge_of(enum flow_act, enum flow_state, enum flow_path);

/* The line for this act between these two states: a return has several. */
const struct flow_edge *flow_edge_to(enum flow_act, enum flow_state from, enum flow_state to,
				     enum flow_path);

/* As flow_may() on the given path; flow_may() is FLOW_FULL. */
enum err flow_may_on(enum flow_path, enum flow_act, enum flow_state, unsigned duties,
		     struct fail *) MUST_CHECK;

/* The life of a letter as a Mermaid state diagram, for docs/. */
void flow_diagram(struct buf *, bool incoming);
#endif
