/* model_does.c - what becomes of a letter by an act that was allowed. */
#include "model.h"

static void add_trays(struct model_letter *l, const struct model_try *x,
		      enum model_who giver, int parent)
{
	for (enum model_who w = 0; w < MODEL_PEOPLE; w++)
		if (x->to & 1u << w)
			l->tray[l->trays_n++] = (struct model_tray){
				.version = 1,
				.to = w,
				.giver = giver,
				.parent = parent,
				.copy = x->copy,
				.state = parent < 0 ? T_WAITS : T_SENT,
				.disposition = l->dispositions_n};
	l->dispositions_n++;
	/* whoever gives anew has answered what came back to him */
	for (int i = 0; i < l->trays_n; i++)
		if (l->tray[i].giver == giver && l->tray[i].state == T_BACK)
			l->tray[i].answered = true;
}

static bool open_tray(const struct model_tray *t)
{
	return t->state == T_WAITS || t->state == T_SENT || t->state == T_READ;
}

/* All that owe ended, one did the work, and none came back unanswered: followed up.  Those
 * told only hold nothing up, unless all are told only: then all must have read. */
static void settle(struct model_letter *l)
{
	bool done = false, read = false, unread = false;

	for (int i = 0; i < l->trays_n; i++) {
		const struct model_tray *t = &l->tray[i];

		if (!t->copy && (open_tray(t) || (t->state == T_BACK && t->parent < 0 &&
						  !t->answered)))
			return;
		unread = unread || (t->copy && open_tray(t));
		done = done || (!t->copy && t->state == T_DONE);
		read = read || (t->copy && (t->state == T_DONE || t->state == T_KNOWN));
	}
	if ((done || (read && !unread)) && l->state == M_TERDISTRIBUSI) {
		l->state = M_DITINDAK;
		l->version++;
	}
}

/* All below that owe ended: with a result it is done above as well, and so on upwards; else
 * it lies with whoever passed it on again. */
static void climb(struct model_letter *l, int parent)
{
	while (parent >= 0) {
		struct model_tray *up = &l->tray[parent];
		bool done = false, back = false;
		int newest = -1;

		for (int i = 0; i < l->trays_n; i++)
			if (l->tray[i].parent == parent && l->tray[i].disposition > newest)
				newest = l->tray[i].disposition;
		for (int i = 0; i < l->trays_n; i++) {
			const struct model_tray *t = &l->tray[i];

			if (t->parent != parent || t->copy)
				continue;
			if (open_tray(t) || t->state == T_PASSED_ON)
				return;
			done = done || t->state == T_DONE;
			back = back || (t->state == T_BACK && t->disposition == newest);
		}
		if (up->state != T_PASSED_ON)
			return;
		up->version++;
		if (back || !done) {
			up->state = T_READ;
			return;
		}
		up->state = up->copy ? T_KNOWN : T_DONE;
		l->version++;
		parent = up->parent;
	}
}

static void end_tray(struct model_letter *l, struct model_tray *t,
		     enum model_tray_state s)
{
	t->state = s;
	t->version++;
	if (s != T_READ && s != T_KNOWN)
		l->version++;
	if (s == T_BACK || s == T_TAKEN || s == T_DONE)
		climb(l, t->parent);
	if (s != T_PASSED_ON)
		settle(l);
}

/* Who only tells others still owes it himself. */
static void pass_on(struct model_letter *l, struct model_tray *t, const struct model_try *x)
{
	l->version++;
	if (x->copy && t->state == T_READ)
		return;
	t->state = !x->copy ? T_PASSED_ON : t->copy ? T_KNOWN : T_READ;
	t->version++;
}

static void on_tray(struct model_letter *l, const struct model_try *x)
{
	struct model_tray *t = &l->tray[x->tray];

	switch ((int)x->act) {
	case M_READ:
		if (t->state == T_SENT)
			end_tray(l, t, t->copy ? T_KNOWN : T_READ);
		return;
	case M_WITHDRAW: end_tray(l, t, T_TAKEN); return;
	case M_RETURN_TRAY: end_tray(l, t, T_BACK); return;
	case M_COMPLETE: end_tray(l, t, T_DONE); return;
	default: pass_on(l, t, x); add_trays(l, x, t->to, x->tray);
	}
}

static void distribute(struct model_letter *l)
{
	for (int i = 0; i < l->trays_n; i++)
		if (l->tray[i].state == T_WAITS) {
			l->tray[i].state = T_SENT;
			l->tray[i].version++;
		}
	l->state = M_TERDISTRIBUSI;
}

static void on_incoming(struct model_letter *l, const struct model_try *x)
{
	l->version++;
	switch ((int)x->act) {
	case M_CODE: l->state = M_TERKODE; break;
	case M_CHECK: l->state = M_DIPERIKSA; break;
	case M_DISPOSE:
	case M_DISPOSE_PAPER:
		add_trays(l, x, PANTI_, -1);
		if (l->state == M_DIPERIKSA)
			l->state = M_DIDISPOSISI;
		break;
	case M_NO_DISPOSITION: l->state = M_DITINDAK; break;
	case M_DISTRIBUTE: distribute(l); break;
	case M_FILE: l->state = M_DIARSIPKAN; break;
	case M_VOID_ENTRY: l->state = M_BATAL_AGENDA; break;
	case M_MISDIRECTED: l->state = M_SALAH_ALAMAT; break;
	default: break; /* corrected: it stays where it is */
	}
}

static void to_desk(struct model_letter *l, enum model_state s, int desk)
{
	l->state = s;
	l->desk = desk;
}

/* Kasubbag TU need not check what he himself hands in. */
static void submit(struct model_letter *l, enum model_who w)
{
	l->typist = (int)w;
	to_desk(l, M_TERKETIK, TU_);
	if (w != TU_)
		return;
	to_desk(l, M_DIPERIKSA_TU, PANTI_);
	l->version++;
}

static void on_outgoing(struct model *m, struct model_letter *l,
			const struct model_try *x)
{
	l->version++;
	l->hands |= 1u << x->who;
	switch ((int)x->act) {
	case M_EDIT:
		if (l->state != M_KONSEP)
			to_desk(l, M_TERKETIK, TU_);
		break;
	case M_SUBMIT: submit(l, x->who); break;
	case M_APPROVE:
		if (l->state == M_TERKETIK)
			to_desk(l, M_DIPERIKSA_TU, PANTI_);
		else
			to_desk(l, M_DIKOREKSI, KADIS_);
		break;
	case M_RETURN: to_desk(l, M_KONSEP, l->typist); break;
	case M_SIGN: to_desk(l, M_DITANDATANGANI, PELAKSANA_); break;
	case M_RECORD:
		m->numbers++;
		to_desk(l, M_TERCATAT_KELUAR, PELAKSANA_);
		break;
	/* a secret letter stays with the clerk, or nobody could file it */
	case M_DISPATCH:
		to_desk(l, M_TERKIRIM, l->secrecy == 2 ? (int)PELAKSANA_ : -1);
		break;
	case M_FILE: l->state = M_ARSIP_KELUAR; break;
	case M_VOID: to_desk(l, M_BATAL, -1); break;
	default: to_desk(l, M_DICABUT, -1);
	}
}

static void begin(struct model *m, const struct model_try *x)
{
	struct model_letter *l = &m->letter[m->letters++];

	*l = (struct model_letter){.version = 1,
				   .secrecy = x->secrecy,
				   .drafter = -1,
				   .desk = -1,
				   .typist = -1};
	if (x->act == M_DRAFT) {
		l->state = M_KONSEP;
		l->drafter = (int)x->drafter;
		l->desk = (int)x->who;
		l->hands = 1u << x->who;
		return;
	}
	m->agenda++;
	l->version = x->coded ? 3 : 2;
	l->state = x->coded ? M_TERKODE : M_TERCATAT;
}

void model_does(struct model *m, const struct model_try *x)
{
	if (x->act == M_REGISTER || x->act == M_DRAFT) {
		begin(m, x);
		return;
	}
	struct model_letter *l = &m->letter[x->letter];

	if (model_act_of_tray(x->act))
		on_tray(l, x);
	else if (model_incoming(l))
		on_incoming(l, x);
	else
		on_outgoing(m, l, x);
	if (x->act == M_CORRECT)
		l->secrecy = x->secrecy;
}
