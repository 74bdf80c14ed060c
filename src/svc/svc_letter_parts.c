#include "svc_letter.h"
#include "svc_tree.h"

#define GROW(a, list, n, T) svc_letter_room((a), (list), (n), sizeof(T))

static struct day day_or_none(int64_t n)
{
	return n ? day_from_number(n) : (struct day){ 0 };
}

static enum err read_nodes(struct svc_case *k, struct svc_letter *l, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_letter_dispositions);
	struct arena *a = k->a;

	db_bind_int(r, "id", k->id);
	while (db_next(r)) {
		struct str by = db_str(r, 10, a);

		l->dispositions = GROW(a, l->dispositions, l->dispositions_n, struct svc_disposition);
		l->dispositions[l->dispositions_n++] = (struct svc_disposition){ .id = db_int(r, 0),
			.parent_to_id = db_int(r, 1), .from = db_str(r, 2, a),
			.recorded_by = by.n ? arena_fmt(a, "(dicatat oleh %.*s)", STR_ARG(by)) : STR(""),
			.instructions_text = svc_instruction_texts(a, db_str(r, 4, a)), .note = db_str(r, 5, a),
			.deadline = day_or_none(db_int(r, 6)), .answer_asked = db_int(r, 7) != 0,
			.at_ms = db_int(r, 8), .has_photo = db_int(r, 9) != 0,
			.report_back = db_int(r, 11) != 0, .groups = db_str(r, 12, a),
			.told = db_str(r, 13, a), .told_ms = db_int(r, 14),
			.confirmed_ms = db_int(r, 15), .corrected_by = db_int(r, 16),
			.prepared_by = db_str(r, 17, a) };
		struct svc_disposition *d = &l->dispositions[l->dispositions_n - 1];

		d->may_confirm = d->told.n && !d->confirmed_ms && k->duties & DUTY_HEAD;
	}
	return db_done(r, NULL, f);
}

static struct svc_disposition *node_of(struct svc_letter *l, int64_t id)
{
	for (size_t i = 0; i < l->dispositions_n; i++)
		if (l->dispositions[i].id == id)
			return &l->dispositions[i];
	return NULL;
}

static struct svc_tray *tray_at(struct svc_letter *l, int64_t id)
{
	for (size_t i = 0; i < l->dispositions_n; i++)
		for (size_t n = 0; n < l->dispositions[i].trays_n; n++)
			if (l->dispositions[i].trays[n].id == id)
				return &l->dispositions[i].trays[n];
	return NULL;
}

static enum err tray_files(struct svc_case *k, struct svc_letter *l, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_tray_files);

	db_bind_int(r, "letter", k->id);
	while (db_next(r)) {
		struct svc_tray *t = tray_at(l, db_int(r, 0));

		if (!t)
			continue;
		t->files = GROW(k->a, t->files, t->files_n, struct svc_file);
		t->files[t->files_n++] = (struct svc_file){ .id = db_int(r, 1),
			.name = db_str(r, 2, k->a), .mime = db_str(r, 3, k->a),
			.role = db_str(r, 4, k->a), .size = db_int(r, 5) };
	}
	return db_done(r, NULL, f);
}

static enum err say_owing(struct svc_case *k, struct svc_letter *l, struct fail *f)
{
	enum err e = ERR_OK;

	for (size_t i = 0; i < l->dispositions_n; i++)
		for (size_t n = 0; n < l->dispositions[i].trays_n && !e; n++) {
			struct svc_tray *t = &l->dispositions[i].trays[n];

			t->owing = STR("");
			if (str_eqc(t->state, "diteruskan"))
				e = svc_tree_owing(k, t->id, &t->owing, f);
		}
	return e;
}

enum err svc_letter_dispositions(struct svc *s, struct svc_case *k, struct svc_letter *l,
                                 struct fail *f)
{
	enum err e = read_nodes(k, l, f);

	(void)s;
	if (e)
		return e;
	struct db_rows *r = db_run(k->c, Q_letter_trays);

	db_bind_int(r, "id", k->id);
	while (db_next(r)) {
		struct svc_disposition *d = node_of(l, db_int(r, 11));
		struct svc_tray t = { .id = db_int(r, 0), .version = db_int(r, 1),
			.position_id = db_int(r, 2), .position = db_str(r, 3, k->a),
			.state = db_str(r, 4, k->a), .result = db_str(r, 5, k->a), .sent_ms = db_int(r, 6),
			.read_ms = db_int(r, 7), .ended_ms = db_int(r, 8), .copy_only = db_int(r, 9) != 0 };
		bool unread = str_eqc(t.state, "menunggu") || str_eqc(t.state, "terkirim");

		t.part = db_str(r, 12, k->a);
		t.mine = actor_holds(k->who, t.position_id) && !str_eqc(t.state, "menunggu");
		t.may_withdraw = unread && !t.read_ms && actor_holds(k->who, db_int(r, 10));
		t.reminded_ms = db_int(r, 13);
		t.may_remind = !t.copy_only && !t.mine &&
			(str_eqc(t.state, "terkirim") || str_eqc(t.state, "dibaca")) &&
			(actor_holds(k->who, db_int(r, 10)) ||
			 (k->incoming && k->duties & (DUTY_HEAD | DUTY_CHECKER)));
		if (!d)
			continue;
		d->trays = GROW(k->a, d->trays, d->trays_n, struct svc_tray);
		d->trays[d->trays_n++] = t;
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	e = say_owing(k, l, f);
	return e ? e : tray_files(k, l, f);
}

enum err svc_letter_links(struct svc_case *k, struct svc_letter *l, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_letter_links);
	struct svc_link all[200];
	size_t n = 0;

	db_bind_int(r, "id", k->id);
	while (n < 200 && db_next(r))
		all[n++] = (struct svc_link){ .letter_id = db_int(r, 0), .kind = db_str(r, 1, k->a),
			.reverse = db_int(r, 2) != 0, .number = db_str(r, 3, k->a),
			.subject = db_str(r, 4, k->a) };
	enum err e = db_done(r, NULL, f);

	for (size_t i = 0; !e && i < n; i++) {
		if (!svc_may_see_line(k->c, k->a, k->who, all[i].letter_id))
			continue;
		l->links = GROW(k->a, l->links, l->links_n, struct svc_link);
		l->links[l->links_n++] = all[i];
	}
	return e;
}

static enum err read_drafts(struct svc_case *k, struct svc_letter *l, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_letter_drafts);

	db_bind_int(r, "id", k->id);
	db_bind_str(r, "posts", svc_posts(k->a, k->who));
	while (db_next(r)) {
		l->drafts = GROW(k->a, l->drafts, l->drafts_n, struct svc_draft);
		l->drafts[l->drafts_n++] = (struct svc_draft){ .no = (int)db_int(r, 0),
			.xml = db_str(r, 1, k->a), .by = db_str(r, 2, k->a), .at_ms = db_int(r, 3),
			.sealed = db_int(r, 4) != 0, .mine = db_int(r, 5) != 0 };
	}
	return db_done(r, NULL, f);
}

_Static_assert(SVC_RETURNS_MAX > FLOW_BACK_MAX, "the first way back, and the others");

static void put_return(const struct svc_case *k, struct svc_letter *l, int number)
{
	const struct flow_step *to = flow_proc_step(k->proc, number);

	if (to)
		l->returns[l->returns_n++] = (struct svc_return){ number, to->activity };
}

/* Where the open row may send it back to. */
static void read_returns(const struct svc_case *k, struct svc_letter *l)
{
	const struct flow_step *row = k->step ? flow_proc_step(k->proc, k->step) : NULL;

	if (!row || !row->return_to)
		return;
	put_return(k, l, row->return_to);
	for (size_t i = 0; i < row->also_back_n; i++)
		put_return(k, l, row->also_back[i]);
}

enum err svc_letter_outgoing_parts(struct svc *s, struct svc_case *k, struct svc_letter *l,
                                   struct fail *f)
{
	struct day today = day_at(clock_ms(s->clock), s->zone);
	enum err e;

	if ((e = read_drafts(k, l, f)) || (e = svc_letter_remarks(s, k, l, f)) ||
	    (e = svc_letter_initials(k, l, f)))
		return e;
	read_returns(k, l);
	struct db_rows *r = db_run(k->c, Q_letter_dispatches);

	db_bind_int(r, "id", k->id);
	while (db_next(r)) {
		struct svc_dispatch d = { .id = db_int(r, 0), .version = db_int(r, 1),
			.serial = db_int(r, 2), .addressee = db_str(r, 3, k->a),
			.channel = db_str(r, 4, k->a), .receiver = db_str(r, 5, k->a),
			.proof_note = db_str(r, 6, k->a), .due = day_or_none(db_int(r, 7)),
			.at_ms = db_int(r, 8), .received_ms = db_int(r, 9) };

		d.late = !day_none(d.due) && !d.received_ms && day_cmp(today, d.due) > 0;
		l->dispatches = GROW(k->a, l->dispatches, l->dispatches_n, struct svc_dispatch);
		l->dispatches[l->dispatches_n++] = d;
	}
	return db_done(r, NULL, f);
}
