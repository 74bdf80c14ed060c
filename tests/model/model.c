/* model.c - who may do what to which letter, and what becomes of it. */
#include "model.h"
#include <stdlib.h>

/* What somebody is to one letter. */
enum {
	KEEPS = 1,
	CHECKS = 2,
	HEADS = 4,
	HOLDS = 8,
	GAVE = 16,
	DRAFTS = 32,
	REVIEWS = 64,
	SIGNS = 128
};

#define IN(s) (1u << (s))

static const struct rule {
	enum model_act act;
	unsigned states, duties;
} RULE[] = {
	{M_CODE, IN(M_TERCATAT), KEEPS},
	{M_CHECK, IN(M_TERKODE), CHECKS},
	{M_DISPOSE, IN(M_DIPERIKSA) | IN(M_DIDISPOSISI) | IN(M_TERDISTRIBUSI), HEADS},
	{M_DISPOSE_PAPER, IN(M_DIPERIKSA) | IN(M_DIDISPOSISI) | IN(M_TERDISTRIBUSI),
	 KEEPS},
	{M_NO_DISPOSITION, IN(M_DIPERIKSA), HEADS | CHECKS},
	{M_NO_DISPOSITION, IN(M_TERDISTRIBUSI), HEADS},
	{M_DISTRIBUTE, IN(M_DIDISPOSISI) | IN(M_TERDISTRIBUSI), KEEPS},
	{M_FILE, IN(M_DITINDAK) | IN(M_TERKIRIM), KEEPS},
	{M_CORRECT, IN(M_TERCATAT) | IN(M_TERKODE), KEEPS | CHECKS},
	{M_CORRECT,
	 IN(M_DIPERIKSA) | IN(M_DIDISPOSISI) | IN(M_TERDISTRIBUSI) | IN(M_DITINDAK) |
		 IN(M_DIARSIPKAN),
	 CHECKS},
	{M_VOID_ENTRY, IN(M_TERCATAT) | IN(M_TERKODE), KEEPS | CHECKS},
	{M_VOID_ENTRY, IN(M_DIPERIKSA) | IN(M_DIDISPOSISI), CHECKS},
	{M_MISDIRECTED, IN(M_TERCATAT) | IN(M_TERKODE), KEEPS | CHECKS},
	{M_MISDIRECTED, IN(M_DIPERIKSA) | IN(M_DIDISPOSISI) | IN(M_TERDISTRIBUSI),
	 CHECKS | HEADS},
	{M_READ, IN(M_TERDISTRIBUSI) | IN(M_DITINDAK) | IN(M_DIARSIPKAN), HOLDS},
	{M_FORWARD, IN(M_TERDISTRIBUSI), HOLDS},
	{M_RETURN_TRAY, IN(M_TERDISTRIBUSI), HOLDS},
	{M_COMPLETE, IN(M_TERDISTRIBUSI), HOLDS},
	{M_WITHDRAW, IN(M_DIDISPOSISI) | IN(M_TERDISTRIBUSI), GAVE},
	{M_EDIT, IN(M_KONSEP), DRAFTS},
	{M_EDIT, IN(M_TERKETIK) | IN(M_DIPERIKSA_TU), REVIEWS},
	{M_EDIT, IN(M_DIKOREKSI), SIGNS},
	{M_SUBMIT, IN(M_KONSEP), DRAFTS},
	{M_APPROVE, IN(M_TERKETIK) | IN(M_DIPERIKSA_TU) | IN(M_DIKOREKSI), REVIEWS},
	{M_RETURN, IN(M_TERKETIK) | IN(M_DIPERIKSA_TU), REVIEWS},
	{M_RETURN, IN(M_DIKOREKSI), SIGNS},
	{M_SIGN, IN(M_DIKOREKSI), SIGNS},
	{M_RECORD, IN(M_DITANDATANGANI), KEEPS},
	{M_DISPATCH, IN(M_TERCATAT_KELUAR) | IN(M_TERKIRIM), KEEPS},
	{M_VOID, IN(M_KONSEP) | IN(M_TERKETIK) | IN(M_DIPERIKSA_TU) | IN(M_DIKOREKSI),
	 DRAFTS | SIGNS},
	{M_VOID, IN(M_DITANDATANGANI), SIGNS},
	{M_WITHDRAW_LETTER, IN(M_TERCATAT_KELUAR) | IN(M_TERKIRIM) | IN(M_ARSIP_KELUAR),
	 SIGNS},
};

enum { RULES = sizeof RULE / sizeof *RULE };

void model_open(struct model *m, size_t letters)
{
	*m = (struct model){.room = letters,
			    .letter = calloc(letters, sizeof *m->letter)};
	if (!m->letter)
		abort();
}

void model_close(struct model *m)
{
	free(m->letter);
}

bool model_incoming(const struct model_letter *l)
{
	return l->state < M_KONSEP;
}

bool model_act_of_tray(enum model_act a)
{
	return a >= M_READ && a <= M_COMPLETE;
}

static bool begins(enum model_act a)
{
	return a == M_REGISTER || a == M_DRAFT;
}

/* Acts that only an outgoing letter knows: for another there is none to find. */
static bool outgoing_only(enum model_act a)
{
	return a >= M_EDIT;
}

static bool live(const struct model_tray *t)
{
	return t->state == T_WAITS || t->state == T_SENT || t->state == T_READ;
}

/* The book's three posts, and whoever a disposition came to or from. */
static bool in_the_chain(const struct model_letter *l, enum model_who w)
{
	if (w == PANTI_ || w == TU_ || w == PELAKSANA_)
		return true;
	for (int i = 0; i < l->trays_n; i++) {
		const struct model_tray *t = &l->tray[i];

		if (t->giver == w ||
		    (t->to == w && t->state != T_WAITS && t->state != T_TAKEN))
			return true;
	}
	return false;
}

static bool named_out(const struct model_letter *l, enum model_who w)
{
	return (int)w == l->drafter || w == KADIS_ || (int)w == l->desk;
}

bool model_reads(const struct model_letter *l, enum model_who w)
{
	if (model_incoming(l))
		return in_the_chain(l, w);
	return named_out(l, w) || (l->secrecy < 2 && l->hands & 1u << w);
}

bool model_sees(const struct model_letter *l, enum model_who w)
{
	return l->secrecy == 0 || model_reads(l, w);
}

static unsigned duties_in(enum model_who w, const struct model_tray *t)
{
	unsigned d = w == PELAKSANA_ ? KEEPS
		     : w == TU_      ? CHECKS
		     : w == PANTI_   ? HEADS
				     : 0u;

	if (t && t->to == w && t->state != T_WAITS)
		d |= HOLDS;
	if (t && t->giver == w)
		d |= GAVE;
	return d;
}

static unsigned duties_out(const struct model_letter *l, enum model_who w)
{
	unsigned d = w == PELAKSANA_ ? KEEPS : w == KADIS_ ? SIGNS : 0u;
	bool typing = l->state == M_KONSEP;

	if ((int)w == l->drafter || (typing && ((int)w == l->desk || w == PELAKSANA_)))
		d |= DRAFTS;
	if ((l->state == M_TERKETIK || l->state == M_DIPERIKSA_TU) && (int)w == l->desk)
		d |= REVIEWS;
	return d;
}

enum model_answer model_may(const struct model_letter *l, enum model_act a,
			    enum model_who w, const struct model_tray *t)
{
	unsigned mine = model_incoming(l) ? duties_in(w, t) : duties_out(l, w), here = 0,
		 ever = 0;

	for (int i = 0; i < RULES; i++)
		if (RULE[i].act == a) {
			ever |= RULE[i].duties;
			if (RULE[i].states & IN(l->state))
				here |= RULE[i].duties;
		}
	if (here & mine)
		return MODEL_YES;
	return here || !(ever & mine) ? MODEL_DENIED : MODEL_CONFLICT;
}

static bool needs_words(enum model_act a)
{
	return a == M_DISPOSE || a == M_DISPOSE_PAPER || a == M_FORWARD ||
	       a == M_NO_DISPOSITION || a == M_FILE || a == M_VOID_ENTRY ||
	       a == M_MISDIRECTED || a == M_RETURN_TRAY || a == M_COMPLETE ||
	       a == M_RETURN || a == M_VOID || a == M_WITHDRAW_LETTER || a == M_REGISTER;
}

static int count_live(const struct model_letter *l, enum model_tray_state only)
{
	int n = 0;

	for (int i = 0; i < l->trays_n; i++)
		n += only == T_WAITS ? l->tray[i].state == T_WAITS : live(&l->tray[i]);
	return n;
}

static int count_owed(const struct model_letter *l)
{
	int n = 0;

	for (int i = 0; i < l->trays_n; i++)
		n += !l->tray[i].copy && live(&l->tray[i]);
	return n;
}

/* A disposition goes down: not to one who gave it, or passed it on further up. */
static bool stands_above(const struct model_letter *l, int tray, unsigned to)
{
	for (; tray >= 0; tray = l->tray[tray].parent)
		if (to & 1u << l->tray[tray].giver)
			return true;
	return false;
}

/* Nobody gives to himself, nor to one who has it already. */
static enum model_answer addressees_fit(const struct model_letter *l,
					enum model_who giver, unsigned to)
{
	for (enum model_who w = 0; w < MODEL_PEOPLE; w++) {
		if (!(to & 1u << w))
			continue;
		if (w == giver)
			return MODEL_MISSING;
		for (int i = 0; i < l->trays_n; i++)
			if (l->tray[i].to == w && live(&l->tray[i]))
				return MODEL_CONFLICT;
	}
	return MODEL_YES;
}

static enum model_answer tray_fits(enum model_act a, const struct model_tray *t)
{
	bool unread = t->state == T_SENT || t->state == T_WAITS;

	if (a == M_WITHDRAW)
		return unread ? MODEL_YES : MODEL_CONFLICT;
	return t->state == T_SENT || t->state == T_READ ? MODEL_YES : MODEL_CONFLICT;
}

static enum model_answer passes_on(const struct model_letter *l, const struct model_try *x)
{
	enum model_answer fits = addressees_fit(l, l->tray[x->tray].to, x->to);

	if (fits == MODEL_YES && stands_above(l, x->tray, x->to))
		return MODEL_CONFLICT;
	return fits;
}

/* What the letter itself still says against an act that is his and in its state. */
static enum model_answer circumstances(const struct model_letter *l,
				       const struct model_try *x)
{
	switch ((int)x->act) {
	case M_DISPOSE:
	case M_DISPOSE_PAPER: return addressees_fit(l, PANTI_, x->to);
	case M_FORWARD: return passes_on(l, x);
	case M_DISTRIBUTE: return count_live(l, T_WAITS) ? MODEL_YES : MODEL_CONFLICT;
	case M_NO_DISPOSITION: return count_owed(l) ? MODEL_CONFLICT : MODEL_YES;
	case M_VOID_ENTRY:
	case M_MISDIRECTED: return count_live(l, T_SENT) ? MODEL_CONFLICT : MODEL_YES;
	case M_CORRECT:
		return x->mute && l->state >= M_DIPERIKSA ? MODEL_MISSING : MODEL_YES;
	default: return MODEL_YES;
	}
}

static enum model_answer says_to_begin(const struct model_try *x)
{
	bool may_draft =
		x->drafter != KADIS_ && x->drafter != PANTI_ && x->drafter != PELAKSANA_;

	if (x->act == M_REGISTER)
		return x->mute                ? MODEL_MISSING
		       : x->who == PELAKSANA_ ? MODEL_YES
					      : MODEL_DENIED;
	return may_draft && (x->who == x->drafter || x->who == PELAKSANA_) ? MODEL_YES
									   : MODEL_DENIED;
}

enum model_answer model_says(const struct model *m, const struct model_try *x)
{
	if (begins(x->act))
		return says_to_begin(x);
	const struct model_letter *l = &m->letter[x->letter];
	const struct model_tray *t = model_act_of_tray(x->act) ? &l->tray[x->tray] : NULL;
	enum model_answer may, fits = MODEL_YES;

	if (x->mute && needs_words(x->act))
		return MODEL_MISSING;
	if (!model_sees(l, x->who) || (outgoing_only(x->act) && model_incoming(l)))
		return MODEL_ABSENT;
	if ((may = model_may(l, x->act, x->who, t)) == MODEL_DENIED)
		return may;
	if (x->stale)
		return MODEL_STALE;
	if (t)
		fits = tray_fits(x->act, t);
	return may ? may : fits ? fits : circumstances(l, x);
}
