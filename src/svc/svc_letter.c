/* svc_letter.c - everything one page shows about one letter, by S1. */
#include "svc_letter.h"
#include "hash.h"

#define GROW(a, list, n, T) svc_letter_room((a), (list), (n), sizeof(T))

/* Lists double as they grow; the arena keeps the old ones until the request ends. */
void *svc_letter_room(struct arena *a, void *list, size_t n, size_t each)
{
	if (n && (n & (n - 1)))
		return list;
	void *more = arena_array(a, n ? n * 2 : 1, each);

	if (n)
		memcpy(more, list, n * each);
	return more;
}

static enum err read_incoming(struct db_conn *c, struct arena *a, struct svc_letter *l,
                              struct fail *f)
{
	struct db_rows *r = db_run(c, Q_letter_incoming);

	db_bind_int(r, "id", l->row.id);
	if (db_next(r)) {
		l->sender_id = db_int(r, 0);
		l->sender = db_str(r, 1, a);
		l->received_ms = db_int(r, 2);
		l->channel = db_str(r, 3, a);
		l->copy_kind = db_str(r, 4, a);
		l->addressed_to = db_str(r, 5, a);
		l->no_disposition = db_str(r, 6, a);
	}
	return db_done(r, NULL, f);
}

static enum err read_outgoing(struct db_conn *c, struct arena *a, struct svc_letter *l,
                              struct fail *f)
{
	struct db_rows *r = db_run(c, Q_letter_outgoing);

	db_bind_int(r, "id", l->row.id);
	if (db_next(r)) {
		l->recipient = db_str(r, 0, a);
		l->drafter_position_id = db_int(r, 1);
		l->signer_position_id = db_int(r, 2);
		l->drafter = db_str(r, 3, a);
		l->signer = db_str(r, 4, a);
		l->sign_kind = db_str(r, 5, a);
		l->verify_code = db_str(r, 6, a);
		l->profile = db_str(r, 7, a);
		l->signed_ms = db_int(r, 8);
		l->recorded_ms = db_int(r, 9);
		l->draft_no = (int)db_int(r, 10);
		l->outside = db_int(r, 11) != 0;
		l->has_pdf = db_int(r, 12) != 0;
	}
	return db_done(r, NULL, f);
}

static enum err read_events(struct db_conn *c, struct arena *a, const struct flow_proc *p,
                            bool content, struct svc_letter *l, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_letter_events);

	db_bind_int(r, "id", l->row.id);
	while (db_next(r)) {
		struct str act = db_str(r, 1, a), giver = db_str(r, 3, a), who = db_str(r, 2, a);
		const struct flow_step *row = p ? flow_proc_step(p, (int)db_int(r, 7)) : NULL;
		enum flow_act known;

		l->events = GROW(a, l->events, l->events_n, struct svc_event);
		l->events[l->events_n++] = (struct svc_event){ .at_ms = db_int(r, 0), .act = act,
			.label = flow_act_from_word(act, &known) ? str_c(flow_act_label(known)) : act,
			.who = giver.n ? arena_fmt(a, "%.*s, dicatat oleh %.*s", STR_ARG(giver),
			                           STR_ARG(who)) : who,
			.note = content ? db_str(r, 4, a) : STR(""), .wait_min = (int)(db_int(r, 5) / 60000),
			.work_min = (int)(db_int(r, 6) / 60000),
			.standard_min = row ? flow_step_minutes(row, FLOW_DAY_MINUTES) : 0,
			.draft_no = (int)db_int(r, 8) };
	}
	return db_done(r, NULL, f);
}

static enum err read_files(struct db_conn *c, struct arena *a, struct svc_letter *l, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_letter_files);

	db_bind_int(r, "id", l->row.id);
	while (db_next(r)) {
		struct str raw = db_str(r, 5, a);
		struct sha256 sha = { 0 };

		if (raw.n == sizeof sha.b)
			memcpy(sha.b, raw.p, sizeof sha.b);
		struct sha256_hex hex = sha256_hex(sha);

		l->files = GROW(a, l->files, l->files_n, struct svc_file);
		l->files[l->files_n++] = (struct svc_file){ .id = db_int(r, 0), .name = db_str(r, 1, a),
			.mime = db_str(r, 2, a), .role = db_str(r, 3, a), .size = db_int(r, 4),
			.sha_hex = arena_dup(a, str_c(hex.z)) };
	}
	return db_done(r, NULL, f);
}

static enum err read_changes(struct db_conn *c, struct arena *a, struct svc_letter *l,
                             struct fail *f)
{
	struct db_rows *r = db_run(c, Q_letter_changes);

	db_bind_int(r, "id", l->row.id);
	while (db_next(r)) {
		l->changes = GROW(a, l->changes, l->changes_n, struct svc_change);
		l->changes[l->changes_n++] = (struct svc_change){ db_str(r, 0, a), db_str(r, 1, a),
			db_str(r, 2, a), db_str(r, 3, a), db_str(r, 4, a), db_int(r, 5) };
	}
	return db_done(r, NULL, f);
}

/* What the table opens to this person, as buttons. */
static void open_acts(struct svc_case *k, struct svc_letter *l)
{
	const unsigned both = DUTY_CHECKER | DUTY_HEAD;
	struct fail f;

	for (int act = ACT_REGISTER + 1; act < ACT_PRINT_BOOK; act++) {
		if (act == ACT_ENTER_BOOK || act == ACT_DRAFT || act == ACT_RECORD_OUTSIDE)
			continue;
		if (!flow_proc_may(k->proc, k->step, (enum flow_act)act, k->state, k->duties, &f) &&
		    !svc_case_fits(k, (enum flow_act)act, &f))
			l->acts[l->acts_n++] = (enum flow_act)act;
	}
	/* rows 3 and 4 of one person are one act */
	if (k->state == FS_CODED && (k->duties & both) == both)
		l->acts[l->acts_n++] = ACT_DISPOSE;
}

static void take_more(struct svc_letter *l, const struct svc_row_more *m)
{
	l->where = l->row.where;
	l->state_label = str_c(flow_state_label(l->row.state));
	l->attachments = m->attachments;
	l->sealed = m->sealed;
	l->book = m->book;
	l->book_id = m->book_id;
	l->serial = m->serial;
	l->year = m->year;
	l->folder = m->folder;
	l->place = m->place;
}

static enum err fill(struct svc *s, struct svc_case *k, const struct svc_sight *sight,
                     struct svc_letter *l, struct fail *f)
{
	struct svc_row_more more;
	struct db_conn *c = k->c;
	struct arena *a = k->a;
	enum err e;

	if ((e = svc_row_read(s, c, a, k->who, k->id, &l->row, &more, f)))
		return e;
	take_more(l, &more);
	e = l->row.incoming ? read_incoming(c, a, l, f) : read_outgoing(c, a, l, f);
	if (e || (e = svc_letter_holders(k, &more, l, f)) ||
	    (e = read_events(c, a, k->proc, sight->content, l, f)))
		return e;
	open_acts(k, l);
	if ((e = svc_letter_looks(k, sight->content, l, f)))
		return e;
	if (!sight->content) {
		l->no_disposition = STR("");
		return ERR_OK;
	}
	if ((e = svc_letter_dispositions(s, k, l, f)) || (e = read_files(c, a, l, f)) ||
	    (e = svc_letter_links(k, l, f)) || (e = read_changes(c, a, l, f)))
		return e;
	return l->row.incoming ? ERR_OK : svc_letter_outgoing_parts(s, k, l, f);
}

enum err svc_letter_get(struct svc *s, const struct actor *who, struct arena *a, int64_t id,
                        struct svc_letter *out, bool *content, struct fail *f)
{
	struct svc_case k = { .svc = s, .a = a, .who = who, .c = db_read(s->db) };
	struct svc_sight sight = { 0 };
	enum err e;

	*out = (struct svc_letter){ 0 };
	*content = false;
	e = svc_case_load(&k, id, f);
	if (!e)
		e = svc_sight_of(k.c, a, who, id, &sight, f);
	if (!e)
		e = fill(s, &k, &sight, out, f);
	*content = sight.content;
	db_read_end(s->db, k.c);
	return e;
}

enum err svc_file_find(struct svc *s, const struct actor *who, struct arena *a, int64_t letter_id,
                       int64_t file_id, struct svc_file *out, struct sha256 *sha, struct fail *f)
{
	struct svc_letter l = { .row.id = letter_id };
	struct db_conn *c = db_read(s->db);
	struct svc_sight sight;
	enum err e = svc_sight_of(c, a, who, letter_id, &sight, f);

	if (!e)
		e = read_files(c, a, &l, f);
	db_read_end(s->db, c);
	if (e)
		return e;
	if (!sight.content)
		return svc_no_letter(f);
	for (size_t i = 0; i < l.files_n; i++) {
		if (l.files[i].id != file_id)
			continue;
		*out = l.files[i];
		return sha256_from_hex(out->sha_hex, sha) ? ERR_OK : svc_no_letter(f);
	}
	return FAIL(f, ERR_NOTFOUND, "no-file", NULL, "Berkas itu tidak ada pada surat ini.");
}

enum err svc_file_read(struct svc *s, const struct actor *who, struct arena *a, int64_t letter_id,
                       int64_t file_id, struct str *bytes, struct svc_file *out, struct fail *f)
{
	struct sha256 sha;
	enum err e = svc_file_find(s, who, a, letter_id, file_id, out, &sha, f);

	return e ? e : arc_file_read(s->files, a, sha, SVC_UPLOAD_BYTES, bytes, f);
}
