/* model.h - the rules of a letter's life once more: small, and of nothing of src.
 *
 * SHAPE  seven people of the demo office, each with one post, and letters that one act
 * after another is tried on.  model_says() answers as Naskah must; model_does() is what
 *        becomes of the letter when the answer was MODEL_YES.
 * ORDER  of refusals: a text that is missing, a letter that is not for him, not his to
 * do, a page that is stale, a state that does not allow it. SOURCE SOPs "Proses Surat
 * Masuk" and "Proses Surat Keluar"; design L1-L4 and S1.  Written from those, not from
 * flow.c, so that one of the two is wrong where they differ.
 */
#ifndef MODEL_H
#define MODEL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum model_who {
	KADIS_,
	PANTI_,
	TU_,
	PAS_,
	PELREHSOS_,
	FUNGSIONAL_,
	PELAKSANA_,
	MODEL_PEOPLE
};

enum model_state {
	/* incoming */
	M_TERCATAT,
	M_TERKODE,
	M_DIPERIKSA,
	M_DIDISPOSISI,
	M_TERDISTRIBUSI,
	M_DITINDAK,
	M_DIARSIPKAN,
	M_BATAL_AGENDA,
	M_SALAH_ALAMAT,
	/* outgoing */
	M_KONSEP,
	M_TERKETIK,
	M_DIPERIKSA_TU,
	M_DIKOREKSI,
	M_DITANDATANGANI,
	M_TERCATAT_KELUAR,
	M_TERKIRIM,
	M_ARSIP_KELUAR,
	M_BATAL,
	M_DICABUT,
	MODEL_STATES
};

enum model_act {
	M_REGISTER,
	M_CODE,
	M_CHECK,
	M_DISPOSE,
	M_DISPOSE_PAPER,
	M_NO_DISPOSITION,
	M_DISTRIBUTE,
	M_FILE,
	M_CORRECT,
	M_VOID_ENTRY,
	M_MISDIRECTED,
	M_READ, /* from here to M_COMPLETE: of one tray */
	M_WITHDRAW,
	M_FORWARD,
	M_RETURN_TRAY,
	M_COMPLETE,
	M_DRAFT,
	M_EDIT,
	M_SUBMIT,
	M_APPROVE,
	M_RETURN,
	M_SIGN,
	M_RECORD,
	M_DISPATCH,
	M_VOID,
	M_WITHDRAW_LETTER,
	MODEL_ACTS
};

enum model_answer {
	MODEL_YES,
	MODEL_MISSING,  /* a text or an addressee is not given */
	MODEL_ABSENT,   /* not there, or not for him           */
	MODEL_DENIED,   /* not his to do                       */
	MODEL_STALE,    /* decided on a page that is old       */
	MODEL_CONFLICT, /* not in this state                   */
	MODEL_ANSWERS
};

enum model_tray_state {
	T_WAITS,
	T_SENT,
	T_READ,
	T_PASSED_ON,
	T_BACK,
	T_TAKEN,
	T_DONE,
	T_KNOWN
};

#define MODEL_TRAYS 24

struct model_tray {
	int64_t id, version;
	enum model_tray_state state;
	enum model_who to, giver;
	int parent; /* of the tray it was passed on from; -1: none */
	int disposition;
	bool copy, answered; /* answered: its giver disposed again after it came back */
};

struct model_letter {
	int64_t id, version;
	enum model_state state;
	int secrecy; /* 0 biasa, 1 terbatas, 2 rahasia */
	int trays_n, dispositions_n;
	struct model_tray tray[MODEL_TRAYS];
	/* outgoing */
	int drafter, desk, typist; /* enum model_who; -1: nobody */
	unsigned hands;            /* who did something to it, a bit each */
};

struct model {
	struct model_letter *letter;
	size_t letters, room;
	int agenda, numbers; /* last given */
};

struct model_try { /* one act, as it is tried */
	enum model_act act;
	enum model_who who;
	size_t letter;
	int tray;
	bool stale, mute; /* mute: without the text or addressee it needs */
	bool coded, copy;
	int secrecy;
	unsigned to; /* a bit for each addressee */
	enum model_who drafter;
};

void model_open(struct model *, size_t letters);
void model_close(struct model *);

bool model_incoming(const struct model_letter *);
bool model_act_of_tray(enum model_act);
const char *model_state_word(enum model_state); /* as the register writes it */
const char *model_act_name(enum model_act);
const char *model_tray_word(enum model_tray_state);

/* Whether he may know of it, and read it. */
bool model_sees(const struct model_letter *, enum model_who);
bool model_reads(const struct model_letter *, enum model_who);

/* His right and the letter's state alone: what a button may promise. */
enum model_answer model_may(const struct model_letter *, enum model_act, enum model_who,
			    const struct model_tray *);
enum model_answer model_says(const struct model *, const struct model_try *);
void model_does(struct model *, const struct model_try *);
#endif
