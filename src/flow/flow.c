#include "flow.h"

#define ANY_ONE (~0u)

/* Guards, and the lines that are them:
 * L1  a letter has a state only once `register` made its agenda entry; `check` comes from
 *     "terkodefikasi" alone and `dispose` from "diperiksa"; `distribute` needs
 *     "didisposisi"; `file` needs "ditindaklanjuti", which only the trays or
 *     `no-disposition` reach.
 * L2  `approve` climbs one state at a time; `return` falls to "konsep", from where every
 *     step is passed again; `sign` is the signer's alone.
 * L4  nothing edits a letter from "tercatat-keluar" on; what is wrong with it is said by
 *     letters of its own (rectify, replace, withdraw-letter).
 * An act that stays in its state is written with from = to. */
static const struct flow_edge EDGE[] = {
	{ACT_CODE, FS_REGISTERED, FS_CODED, DUTY_KEEPER, FLOW_FULL},
	{ACT_CHECK, FS_CODED, FS_CHECKED, DUTY_CHECKER, FLOW_FULL},
	{ACT_DISPOSE, FS_CHECKED, FS_DISPOSED, DUTY_HEAD, FLOW_FULL},
	{ACT_DISPOSE, FS_DISPOSED, FS_DISPOSED, DUTY_HEAD, FLOW_FULL},
	{ACT_DISPOSE, FS_DISTRIBUTED, FS_DISTRIBUTED, DUTY_HEAD, FLOW_FULL},
	{ACT_DISPOSE_PAPER, FS_CHECKED, FS_DISPOSED, DUTY_KEEPER, FLOW_FULL},
	{ACT_DISPOSE_PAPER, FS_DISPOSED, FS_DISPOSED, DUTY_KEEPER, FLOW_FULL},
	{ACT_DISPOSE_PAPER, FS_DISTRIBUTED, FS_DISTRIBUTED, DUTY_KEEPER, FLOW_FULL},
	/* by word: Kasubbag TU alone answers for what he heard; the head confirms it later */
	{ACT_DISPOSE_TOLD, FS_CHECKED, FS_DISPOSED, DUTY_CHECKER, FLOW_FULL},
	{ACT_DISPOSE_TOLD, FS_DISPOSED, FS_DISPOSED, DUTY_CHECKER, FLOW_FULL},
	{ACT_DISPOSE_TOLD, FS_DISTRIBUTED, FS_DISTRIBUTED, DUTY_CHECKER, FLOW_FULL},
	{ACT_PREPARE, FS_CHECKED, FS_CHECKED, DUTY_PREPARER, FLOW_FULL},
	{ACT_CONFIRM, FS_DISPOSED, FS_DISPOSED, DUTY_HEAD, FLOW_FULL},
	{ACT_CONFIRM, FS_DISTRIBUTED, FS_DISTRIBUTED, DUTY_HEAD, FLOW_FULL},
	{ACT_CONFIRM, FS_FOLLOWED, FS_FOLLOWED, DUTY_HEAD, FLOW_FULL},
	{ACT_CONFIRM, FS_FILED, FS_FILED, DUTY_HEAD, FLOW_FULL},
	{ACT_NO_DISPOSITION, FS_CHECKED, FS_FOLLOWED, DUTY_HEAD | DUTY_CHECKER,
	 FLOW_FULL},
	/* when every tray came back; svc asks that none is live */
	{ ACT_NO_DISPOSITION, FS_DISTRIBUTED, FS_FOLLOWED, DUTY_HEAD, FLOW_FULL },
	{ACT_DISTRIBUTE, FS_DISPOSED, FS_DISTRIBUTED, DUTY_KEEPER, FLOW_FULL},
	{ACT_DISTRIBUTE, FS_DISTRIBUTED, FS_DISTRIBUTED, DUTY_KEEPER, FLOW_FULL},
	{ACT_FILE, FS_FOLLOWED, FS_FILED, DUTY_KEEPER, FLOW_FULL},
	{ACT_CORRECT, FS_REGISTERED, FS_REGISTERED, DUTY_KEEPER | DUTY_CHECKER,
	 FLOW_FULL},
	{ACT_CORRECT, FS_CODED, FS_CODED, DUTY_KEEPER | DUTY_CHECKER, FLOW_FULL},
	{ACT_CORRECT, FS_CHECKED, FS_CHECKED, DUTY_CHECKER, FLOW_FULL},
	{ACT_CORRECT, FS_DISPOSED, FS_DISPOSED, DUTY_CHECKER, FLOW_FULL},
	{ACT_CORRECT, FS_DISTRIBUTED, FS_DISTRIBUTED, DUTY_CHECKER, FLOW_FULL},
	{ACT_CORRECT, FS_FOLLOWED, FS_FOLLOWED, DUTY_CHECKER, FLOW_FULL},
	{ACT_CORRECT, FS_FILED, FS_FILED, DUTY_CHECKER, FLOW_FULL},
	{ACT_VOID_ENTRY, FS_REGISTERED, FS_VOID_ENTRY, DUTY_KEEPER | DUTY_CHECKER,
	 FLOW_FULL},
	{ACT_VOID_ENTRY, FS_CODED, FS_VOID_ENTRY, DUTY_KEEPER | DUTY_CHECKER, FLOW_FULL},
	{ACT_VOID_ENTRY, FS_CHECKED, FS_VOID_ENTRY, DUTY_CHECKER, FLOW_FULL},
	{ACT_VOID_ENTRY, FS_DISPOSED, FS_VOID_ENTRY, DUTY_CHECKER, FLOW_FULL},
	{ACT_MISDIRECTED, FS_REGISTERED, FS_MISDIRECTED, DUTY_KEEPER | DUTY_CHECKER,
	 FLOW_FULL},
	{ACT_MISDIRECTED, FS_CODED, FS_MISDIRECTED, DUTY_KEEPER | DUTY_CHECKER,
	 FLOW_FULL},
	{ACT_MISDIRECTED, FS_CHECKED, FS_MISDIRECTED, DUTY_CHECKER | DUTY_HEAD,
	 FLOW_FULL},
	{ACT_MISDIRECTED, FS_DISPOSED, FS_MISDIRECTED, DUTY_CHECKER | DUTY_HEAD,
	 FLOW_FULL},
	{ACT_MISDIRECTED, FS_DISTRIBUTED, FS_MISDIRECTED, DUTY_CHECKER | DUTY_HEAD,
	 FLOW_FULL},
	{ACT_ARRIVAL, FS_REGISTERED, FS_REGISTERED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ARRIVAL, FS_CODED, FS_CODED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ARRIVAL, FS_CHECKED, FS_CHECKED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ARRIVAL, FS_DISPOSED, FS_DISPOSED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ARRIVAL, FS_DISTRIBUTED, FS_DISTRIBUTED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ARRIVAL, FS_FOLLOWED, FS_FOLLOWED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ARRIVAL, FS_FILED, FS_FILED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ATTACH, FS_REGISTERED, FS_REGISTERED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ATTACH, FS_CODED, FS_CODED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ATTACH, FS_CHECKED, FS_CHECKED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ATTACH, FS_DISPOSED, FS_DISPOSED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ATTACH, FS_DISTRIBUTED, FS_DISTRIBUTED, DUTY_KEEPER | DUTY_TRAY, FLOW_FULL},
	{ACT_ATTACH, FS_FOLLOWED, FS_FOLLOWED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ATTACH, FS_FILED, FS_FILED, DUTY_KEEPER, FLOW_FULL},
	/* trays; the last one that ends carries the letter to "ditindaklanjuti" */
	{ACT_READ, FS_DISTRIBUTED, FS_DISTRIBUTED, DUTY_TRAY, FLOW_FULL},
	/* those told only hold nothing up and may read it when all is done */
	{ACT_READ, FS_FOLLOWED, FS_FOLLOWED, DUTY_TRAY, FLOW_FULL},
	{ACT_READ, FS_FILED, FS_FILED, DUTY_TRAY, FLOW_FULL},
	{ACT_WITHDRAW, FS_DISPOSED, FS_DISPOSED, DUTY_GIVER, FLOW_FULL},
	{ACT_WITHDRAW, FS_DISTRIBUTED, FS_DISTRIBUTED, DUTY_GIVER, FLOW_FULL},
	{ACT_FORWARD, FS_DISTRIBUTED, FS_DISTRIBUTED, DUTY_TRAY, FLOW_FULL},
	{ACT_RETURN_TRAY, FS_DISTRIBUTED, FS_DISTRIBUTED, DUTY_TRAY, FLOW_FULL},
	{ACT_COMPLETE, FS_DISTRIBUTED, FS_FOLLOWED, DUTY_TRAY, FLOW_FULL},
	{ACT_REMIND, FS_DISTRIBUTED, FS_DISTRIBUTED, DUTY_GIVER | DUTY_HEAD | DUTY_CHECKER,
	 FLOW_FULL},
	/* a nota dinas in the trays of its addressees */
	{ACT_REMIND, FS_SENT, FS_SENT, DUTY_GIVER, FLOW_FULL},
	{ACT_READ, FS_SENT, FS_SENT, DUTY_TRAY, FLOW_FULL},
	{ACT_FORWARD, FS_SENT, FS_SENT, DUTY_TRAY, FLOW_FULL},
	{ACT_WITHDRAW, FS_SENT, FS_SENT, DUTY_GIVER, FLOW_FULL},
	{ACT_RETURN_TRAY, FS_SENT, FS_SENT, DUTY_TRAY, FLOW_FULL},
	{ACT_COMPLETE, FS_SENT, FS_SENT, DUTY_TRAY, FLOW_FULL},
	{ACT_READ, FS_OUT_FILED, FS_OUT_FILED, DUTY_TRAY, FLOW_FULL},
	{ACT_FORWARD, FS_OUT_FILED, FS_OUT_FILED, DUTY_TRAY, FLOW_FULL},
	{ACT_COMPLETE, FS_OUT_FILED, FS_OUT_FILED, DUTY_TRAY, FLOW_FULL},
	/* outgoing */
	{ACT_EDIT, FS_DRAFT, FS_DRAFT, DUTY_DRAFTER, FLOW_FULL},
	/* a reader's own correction: the initials below it lapse with the text (L2) */
	{ACT_EDIT, FS_TYPED, FS_TYPED, DUTY_REVIEWER, FLOW_FULL},
	{ACT_EDIT, FS_REVIEWED, FS_TYPED, DUTY_REVIEWER, FLOW_FULL},
	{ACT_EDIT, FS_APPROVED, FS_TYPED, DUTY_REVIEWER | DUTY_SIGNER, FLOW_FULL},
	{ACT_SUBMIT, FS_DRAFT, FS_TYPED, DUTY_DRAFTER, FLOW_FULL},
	{ACT_APPROVE, FS_TYPED, FS_REVIEWED, DUTY_REVIEWER, FLOW_FULL},
	{ACT_APPROVE, FS_REVIEWED, FS_APPROVED, DUTY_REVIEWER, FLOW_FULL},
	{ACT_APPROVE, FS_APPROVED, FS_APPROVED, DUTY_REVIEWER, FLOW_FULL},
	{ACT_RETURN, FS_TYPED, FS_DRAFT, DUTY_REVIEWER | DUTY_COORDINATOR, FLOW_FULL},
	{ACT_RETURN, FS_REVIEWED, FS_DRAFT, DUTY_REVIEWER | DUTY_COORDINATOR, FLOW_FULL},
	{ACT_RETURN, FS_APPROVED, FS_DRAFT,
	 DUTY_REVIEWER | DUTY_SIGNER | DUTY_COORDINATOR, FLOW_FULL},
	/* to an earlier reader, where the procedure offers it: passed again from there */
	{ACT_RETURN, FS_REVIEWED, FS_TYPED, DUTY_REVIEWER | DUTY_COORDINATOR, FLOW_FULL},
	{ACT_RETURN, FS_APPROVED, FS_TYPED,
	 DUTY_REVIEWER | DUTY_SIGNER | DUTY_COORDINATOR, FLOW_FULL},
	{ACT_RETURN, FS_APPROVED, FS_REVIEWED,
	 DUTY_REVIEWER | DUTY_SIGNER | DUTY_COORDINATOR, FLOW_FULL},
	{ACT_RETURN, FS_APPROVED, FS_APPROVED,
	 DUTY_REVIEWER | DUTY_SIGNER | DUTY_COORDINATOR, FLOW_FULL},
	{ACT_REMARK, FS_TYPED, FS_TYPED, DUTY_REVIEWER | DUTY_COORDINATOR, FLOW_FULL},
	{ACT_REMARK, FS_REVIEWED, FS_REVIEWED, DUTY_REVIEWER | DUTY_COORDINATOR, FLOW_FULL},
	{ACT_REMARK, FS_APPROVED, FS_APPROVED,
	 DUTY_REVIEWER | DUTY_SIGNER | DUTY_COORDINATOR, FLOW_FULL},
	{ACT_REMARK, FS_TYPED, FS_TYPED, DUTY_SIGNER, FLOW_INNER},
	{ACT_SETTLE_REMARK, FS_DRAFT, FS_DRAFT, DUTY_DRAFTER, FLOW_FULL},
	{ACT_SETTLE_REMARK, FS_TYPED, FS_TYPED,
	 DUTY_DRAFTER | DUTY_REVIEWER | DUTY_COORDINATOR, FLOW_FULL},
	{ACT_SETTLE_REMARK, FS_REVIEWED, FS_REVIEWED,
	 DUTY_DRAFTER | DUTY_REVIEWER | DUTY_COORDINATOR, FLOW_FULL},
	{ACT_SETTLE_REMARK, FS_APPROVED, FS_APPROVED,
	 DUTY_DRAFTER | DUTY_REVIEWER | DUTY_SIGNER | DUTY_COORDINATOR, FLOW_FULL},
	/* initials of other units, side by side with the steps (svc_initial.h) */
	{ACT_ASK_INITIAL, FS_DRAFT, FS_DRAFT, DUTY_DRAFTER, FLOW_FULL},
	{ACT_ASK_INITIAL, FS_TYPED, FS_TYPED, DUTY_DRAFTER | DUTY_REVIEWER, FLOW_FULL},
	{ACT_ASK_INITIAL, FS_REVIEWED, FS_REVIEWED, DUTY_DRAFTER | DUTY_REVIEWER, FLOW_FULL},
	{ACT_ASK_INITIAL, FS_APPROVED, FS_APPROVED,
	 DUTY_DRAFTER | DUTY_REVIEWER | DUTY_SIGNER, FLOW_FULL},
	{ACT_INITIAL, FS_TYPED, FS_TYPED, DUTY_COORDINATOR, FLOW_FULL},
	{ACT_INITIAL, FS_REVIEWED, FS_REVIEWED, DUTY_COORDINATOR, FLOW_FULL},
	{ACT_INITIAL, FS_APPROVED, FS_APPROVED, DUTY_COORDINATOR, FLOW_FULL},
	{ACT_DROP_INITIAL, FS_DRAFT, FS_DRAFT, DUTY_DRAFTER, FLOW_FULL},
	{ACT_DROP_INITIAL, FS_TYPED, FS_TYPED, DUTY_DRAFTER | DUTY_REVIEWER, FLOW_FULL},
	{ACT_DROP_INITIAL, FS_REVIEWED, FS_REVIEWED, DUTY_DRAFTER | DUTY_REVIEWER, FLOW_FULL},
	{ACT_DROP_INITIAL, FS_APPROVED, FS_APPROVED,
	 DUTY_DRAFTER | DUTY_REVIEWER | DUTY_SIGNER, FLOW_FULL},
	{ACT_WAIVE_INITIAL, FS_APPROVED, FS_APPROVED, DUTY_SIGNER, FLOW_FULL},
	{ACT_WAIVE_INITIAL, FS_DRAFT, FS_DRAFT, DUTY_SIGNER, FLOW_INNER},
	{ACT_WAIVE_INITIAL, FS_TYPED, FS_TYPED, DUTY_SIGNER, FLOW_INNER},
	{ACT_SIGN, FS_APPROVED, FS_SIGNED, DUTY_SIGNER, FLOW_FULL},
	{ACT_SIGN, FS_DRAFT, FS_SIGNED, DUTY_SIGNER, FLOW_INNER},
	{ACT_SIGN, FS_TYPED, FS_SIGNED, DUTY_SIGNER, FLOW_INNER},
	{ACT_RETURN, FS_TYPED, FS_DRAFT, DUTY_SIGNER, FLOW_INNER},
	{ACT_RECORD, FS_SIGNED, FS_RECORDED, DUTY_KEEPER, FLOW_FULL},
	{ACT_DISPATCH, FS_RECORDED, FS_SENT, DUTY_KEEPER, FLOW_FULL},
	{ACT_DISPATCH, FS_SENT, FS_SENT, DUTY_KEEPER, FLOW_FULL},
	{ACT_PROVE, FS_SENT, FS_SENT, DUTY_KEEPER, FLOW_FULL},
	{ACT_PROVE, FS_OUT_FILED, FS_OUT_FILED, DUTY_KEEPER, FLOW_FULL},
	{ACT_FILE, FS_SENT, FS_OUT_FILED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ATTACH, FS_DRAFT, FS_DRAFT, DUTY_DRAFTER, FLOW_FULL},
	{ACT_ATTACH, FS_SIGNED, FS_SIGNED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ATTACH, FS_RECORDED, FS_RECORDED, DUTY_KEEPER, FLOW_FULL},
	{ACT_ATTACH, FS_SENT, FS_SENT, DUTY_KEEPER, FLOW_FULL},
	{ACT_ATTACH, FS_OUT_FILED, FS_OUT_FILED, DUTY_KEEPER, FLOW_FULL},
	{ACT_VOID, FS_DRAFT, FS_VOID, DUTY_DRAFTER | DUTY_SIGNER, FLOW_FULL},
	{ACT_VOID, FS_TYPED, FS_VOID, DUTY_DRAFTER | DUTY_SIGNER, FLOW_FULL},
	{ACT_VOID, FS_REVIEWED, FS_VOID, DUTY_DRAFTER | DUTY_SIGNER, FLOW_FULL},
	{ACT_VOID, FS_APPROVED, FS_VOID, DUTY_DRAFTER | DUTY_SIGNER, FLOW_FULL},
	{ACT_VOID, FS_SIGNED, FS_VOID, DUTY_SIGNER, FLOW_FULL},
	{ACT_WITHDRAW_LETTER, FS_RECORDED, FS_WITHDRAWN, DUTY_SIGNER, FLOW_FULL},
	{ACT_WITHDRAW_LETTER, FS_SENT, FS_WITHDRAWN, DUTY_SIGNER, FLOW_FULL},
	{ACT_WITHDRAW_LETTER, FS_OUT_FILED, FS_WITHDRAWN, DUTY_SIGNER, FLOW_FULL},
	{ACT_REPLACE, FS_RECORDED, FS_RECORDED, DUTY_DRAFTER | DUTY_SIGNER, FLOW_FULL},
	{ACT_REPLACE, FS_SENT, FS_SENT, DUTY_DRAFTER | DUTY_SIGNER, FLOW_FULL},
	{ACT_REPLACE, FS_OUT_FILED, FS_OUT_FILED, DUTY_DRAFTER | DUTY_SIGNER, FLOW_FULL},
	{ACT_REPLACE, FS_WITHDRAWN, FS_WITHDRAWN, DUTY_DRAFTER | DUTY_SIGNER, FLOW_FULL},
	{ACT_RECTIFY, FS_RECORDED, FS_RECORDED, DUTY_DRAFTER | DUTY_SIGNER, FLOW_FULL},
	{ACT_RECTIFY, FS_SENT, FS_SENT, DUTY_DRAFTER | DUTY_SIGNER, FLOW_FULL},
	{ACT_RECTIFY, FS_OUT_FILED, FS_OUT_FILED, DUTY_DRAFTER | DUTY_SIGNER, FLOW_FULL},
};

#define EDGES (sizeof(EDGE) / sizeof(*EDGE))

/* Acts without a line above: they begin a letter, or concern none. */
static const struct {
	enum flow_act act;
	unsigned duties;
} FREE[] = {
	{ACT_PUBLIC, ANY_ONE},
	{ACT_SELF, DUTY_ANY},
	{ACT_LOOK, DUTY_ANY},
	{ACT_OPEN, DUTY_ANY},
	/* those who answer for a letter say who else may read it */
	{ACT_ASK_LOOK, DUTY_ANY},
	{ACT_GRANT_LOOK, DUTY_KEEPER | DUTY_CHECKER | DUTY_HEAD | DUTY_SIGNER},
	{ACT_REFUSE_LOOK, DUTY_KEEPER | DUTY_CHECKER | DUTY_HEAD | DUTY_SIGNER},
	{ACT_REGISTER, DUTY_KEEPER},
	{ACT_ENTER_BOOK, DUTY_KEEPER},
	{ACT_DRAFT, DUTY_DRAFTER},
	{ACT_RECORD_OUTSIDE, DUTY_KEEPER},
	{ACT_SCHEDULE, DUTY_KEEPER | DUTY_CHECKER | DUTY_HEAD | DUTY_TRAY},
	{ACT_ATTEND, DUTY_HEAD | DUTY_TRAY},
	/* back over the line he just passed, while nobody looked: asked of svc_bulk.h */
	{ACT_UNDO, DUTY_ANY},
	{ACT_PRINT_BOOK, DUTY_KEEPER | DUTY_CHECKER | DUTY_HEAD | DUTY_ADMIN},
	{ACT_CLOSE_BOOK, DUTY_CHECKER | DUTY_HEAD},
	/* a reserved number is the book's, an earlier date and a hole are answered for */
	{ACT_RESERVE_NUMBER, DUTY_KEEPER | DUTY_CHECKER},
	{ACT_INSERT_NUMBER, DUTY_CHECKER},
	{ACT_VOID_NUMBER, DUTY_CHECKER},
	/* what of a matter is open to whom is asked of flow_work.c */
	{ACT_MATTER_START, DUTY_ANY},
	{ACT_MATTER_DONE, DUTY_ANY},
	{ACT_MATTER_BACK, DUTY_ANY},
	{ACT_MATTER_PAUSE, DUTY_ANY},
	{ACT_MATTER_RESUME, DUTY_ANY},
	{ACT_MATTER_STOP, DUTY_ANY},
	{ACT_MATTER_LINK, DUTY_ANY},
	{ACT_MATTER_RECORD, DUTY_ANY},
	{ACT_MATTER_READ, DUTY_ANY},
	{ACT_MATTER_DOER, DUTY_ANY},
	{ACT_ADMIN, DUTY_ADMIN},
};

/* What has not happened yet to a letter that stands in this state, and the remedy. */
static const char *const MISSING[] = {
	[FS_REGISTERED] = "Surat belum terkodefikasi: beri kode klasifikasi dan lembar "
			  "disposisi dulu (langkah 2).",
	[FS_CODED] = "Surat belum diperiksa Kasubbag TU: alur surat berjenjang, "
		     "pemeriksaan dulu (langkah 3).",
	[FS_CHECKED] = "Surat belum didisposisi pimpinan: tunggu disposisi dulu "
		       "(langkah 4).",
	[FS_DISPOSED] =
		"Surat belum didistribusikan: distribusikan dulu sesuai disposisi "
		"(langkah 5).",
	[FS_DISTRIBUTED] = "Surat belum ditindaklanjuti: semua penerima disposisi "
			   "menyelesaikannya dulu.",
	[FS_FOLLOWED] = "Surat sudah ditindaklanjuti dan belum diarsipkan: arsipkan "
			"(langkah 6).",
	[FS_DRAFT] = "Konsep surat belum selesai diketik dan diajukan: ajukan dulu "
		     "(langkah 2).",
	[FS_TYPED] = "Konsep surat belum diperiksa Kasubbag TU: pemeriksaan dulu "
		     "(langkah 3).",
	[FS_REVIEWED] = "Konsep surat belum diperiksa Kepala Panti: koreksi dulu "
			"(langkah 4).",
	[FS_APPROVED] = "Surat belum ditandatangani: tanda tangan dulu (langkah 5).",
	[FS_SIGNED] = "Surat belum dicatat dan diberi nomor: catat dulu di buku surat "
		      "keluar (langkah 6).",
	[FS_RECORDED] = "Surat belum dikirim: kirim dulu ke alamat yang dituju "
			"(langkah 7).",
	[FS_SENT] = "Surat sudah dikirim dan belum diarsipkan.",
	[FS_WITHDRAWN] = "Surat sudah dicabut.",
};

/* Who does an act, for the sentence that turns another away. */
static const struct {
	unsigned duty;
	const char *who;
} WHO[] = {
	{DUTY_KEEPER, "petugas pencatat surat (TU)"},
	{DUTY_CHECKER, "Kasubbag TU"},
	{DUTY_HEAD, "pimpinan yang memberi disposisi"},
	{DUTY_TRAY, "penerima disposisi surat ini"},
	{DUTY_GIVER, "pemberi disposisi ini"},
	{DUTY_DRAFTER, "pengonsep surat"},
	{DUTY_REVIEWER, "pemeriksa yang mendapat giliran"},
	{DUTY_SIGNER, "pejabat penanda tangan"},
	{DUTY_COORDINATOR, "pejabat yang dimintai paraf koordinasi"},
	{DUTY_PREPARER, "yang ditunjuk menyiapkan disposisi pimpinan"},
	{DUTY_ADMIN, "administrator"},
	{DUTY_ANY, "pemegang akun"},
};

const struct flow_edge *flow_edges(size_t *n)
{
	*n = EDGES;
	return EDGE;
}

static bool on_path(const struct flow_edge *e, enum flow_path p)
{
	return e->path == FLOW_FULL || p == FLOW_INNER;
}

const struct flow_edge *flow_edge_of(enum flow_act a, enum flow_state s, enum flow_path p)
{
	for (size_t i = 0; i < EDGES; i++) {
		if (EDGE[i].act == a && EDGE[i].from == s && on_path(&EDGE[i], p))
			return &EDGE[i];
	}
	return NULL;
}

const struct flow_edge *flow_edge_to(enum flow_act a, enum flow_state from, enum flow_state to,
				     enum flow_path p)
{
	for (size_t i = 0; i < EDGES; i++) {
		if (EDGE[i].act == a && EDGE[i].from == from && EDGE[i].to == to &&
		    on_path(&EDGE[i], p))
			return &EDGE[i];
	}
	return NULL;
}

bool flow_state_incoming(enum flow_state s)
{
	return s < FS_DRAFT;
}

bool flow_state_final(enum flow_state s)
{
	for (size_t i = 0; i < EDGES; i++) {
		if (EDGE[i].from == s && EDGE[i].to != s)
			return false;
	}
	return true;
}

static const char *first_who(unsigned duties)
{
	for (size_t i = 0; i < sizeof(WHO) / sizeof(*WHO); i++) {
		if (duties & WHO[i].duty)
			return WHO[i].who;
	}
	return "yang berhak";
}

static enum err denied(enum flow_act a, unsigned duties, struct fail *f)
{
	return FAIL(f, ERR_DENIED, "not-yours", NULL,
		    "%s hanya dapat dilakukan oleh %s; mintalah kepadanya.",
		    flow_act_label(a), first_who(duties));
}

/* The letter has passed the act when every line of the act, on this side of the house,
 * starts from an earlier state. */
static enum err wrong_state(enum flow_act a, enum flow_state s, struct fail *f)
{
	bool ahead = false, same_side = false;

	for (size_t i = 0; i < EDGES; i++) {
		if (EDGE[i].act != a ||
		    flow_state_incoming(EDGE[i].from) != flow_state_incoming(s))
			continue;
		same_side = true;
		ahead = ahead || EDGE[i].from > s;
	}
	if (!same_side)
		return FAIL(f, ERR_CONFLICT, "wrong-state", NULL,
			    "%s tidak berlaku untuk surat %s.", flow_act_label(a),
			    flow_state_incoming(s) ? "masuk" : "keluar");
	if (ahead && MISSING[s])
		return FAIL(f, ERR_CONFLICT, "wrong-state", NULL,
			    "%s belum dapat dilakukan. %s", flow_act_label(a),
			    MISSING[s]);
	return FAIL(
		f, ERR_CONFLICT, "wrong-state", NULL,
		"%s tidak dapat dilakukan lagi: keadaan surat sudah \"%s\". Muat ulang "
		"halaman surat untuk melihat langkah berikutnya.",
		flow_act_label(a), flow_state_label(s));
}

enum err flow_may_on(enum flow_path p, enum flow_act a, enum flow_state s,
		     unsigned duties, struct fail *f)
{
	unsigned anywhere = 0, here = 0;

	for (size_t i = 0; i < sizeof(FREE) / sizeof(*FREE); i++) {
		if (FREE[i].act == a)
			return FREE[i].duties == ANY_ONE || (FREE[i].duties & duties)
				       ? ERR_OK
				       : denied(a, FREE[i].duties, f);
	}
	for (size_t i = 0; i < EDGES; i++) {
		if (EDGE[i].act != a || !on_path(&EDGE[i], p))
			continue;
		anywhere |= EDGE[i].duties;
		if (EDGE[i].from == s)
			here |= EDGE[i].duties;
	}
	if (here & duties)
		return ERR_OK;
	if (here || !(anywhere & duties))
		return denied(a, here ? here : anywhere, f);
	return wrong_state(a, s, f);
}

enum err flow_may(enum flow_act a, enum flow_state s, unsigned duties, struct fail *f)
{
	return flow_may_on(FLOW_FULL, a, s, duties, f);
}

enum flow_state flow_next(enum flow_act a, enum flow_state from)
{
	const struct flow_edge *e = flow_edge_of(a, from, FLOW_INNER);

	return e ? e->to : from;
}

size_t flow_open_acts(enum flow_state s, unsigned duties, enum flow_act out[ACT__COUNT])
{
	size_t n = 0;

	for (int a = 0; a < ACT__COUNT; a++) {
		for (size_t i = 0; i < EDGES; i++) {
			if (EDGE[i].act == (enum flow_act)a && EDGE[i].from == s &&
			    (EDGE[i].duties & duties) && EDGE[i].path == FLOW_FULL) {
				out[n++] = (enum flow_act)a;
				break;
			}
		}
	}
	return n;
}

static void diagram_name(struct buf *b, enum flow_state s)
{
	for (const char *p = flow_state_word(s); *p; p++)
		buf_byte(b, *p == '-' ? '_' : *p);
}

void flow_diagram(struct buf *b, bool incoming)
{
	BUF_ADD(b, "stateDiagram-v2\n\t[*] --> ");
	diagram_name(b, incoming ? FS_REGISTERED : FS_DRAFT);
	buf_fmt(b, ": %s\n", flow_act_label(incoming ? ACT_REGISTER : ACT_DRAFT));
	for (size_t i = 0; i < EDGES; i++) {
		if (EDGE[i].from == EDGE[i].to ||
		    flow_state_incoming(EDGE[i].from) != incoming)
			continue;
		BUF_ADD(b, "\t");
		diagram_name(b, EDGE[i].from);
		BUF_ADD(b, " --> ");
		diagram_name(b, EDGE[i].to);
		buf_fmt(b, ": %s%s\n", flow_act_label(EDGE[i].act),
			EDGE[i].path == FLOW_INNER ? " (nota dinas)" : "");
	}
	for (int s = 0; s < FS__COUNT; s++) {
		if (flow_state_incoming((enum flow_state)s) != incoming ||
		    !flow_state_final((enum flow_state)s))
			continue;
		BUF_ADD(b, "\t");
		diagram_name(b, (enum flow_state)s);
		BUF_ADD(b, " --> [*]\n");
	}
}
