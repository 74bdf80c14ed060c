/* Kotak Masuk of a unit: what another book's head sent it, and its own agenda entry
 * (docs/adr/0010-two-books.md). */
#include "svc_entry.h"
#include "svc_due.h"

enum err svc_unit_inbox(struct svc *s, const struct actor *who, struct arena *a,
			struct svc_inbox_row **out, size_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct svc_inbox_row *v = ARENA_ARRAY(a, struct svc_inbox_row, 200);
	struct db_rows *r = db_run(c, Q_in_inbox);
	enum err e;

	*n = 0;
	db_bind_str(r, "posts", svc_posts(a, who));
	while (*n < 200 && db_next(r)) {
		bool secret = svc_secrecy_named(db_str(r, 8, a));

		v[(*n)++] = (struct svc_inbox_row){
			.inbox_id = db_int(r, 0),
			.letter_id = db_int(r, 1),
			.from_book = db_str(r, 2, a),
			.sender = secret ? STR("RAHASIA") : db_str(r, 3, a),
			.number = secret ? STR("") : db_str(r, 4, a),
			.subject = secret ? STR("RAHASIA") : db_str(r, 5, a),
			.note = secret ? STR("") : db_str(r, 6, a),
			.at_ms = db_int(r, 7),
		};
	}
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	*out = v;
	return e;
}

struct entering {
	struct svc *s;
	const struct actor *who;
	struct arena *a;
	int64_t inbox, letter, tray, tray_version, book_id, agenda, unit, keeper,
		deadline;
	struct str tray_state, book, urgency, secrecy;
	bool coded;
	struct day today;
	const struct flow_proc *proc;
	struct svc_registered *out;
};

static enum err load_inbox(struct entering *x, struct db_conn *c, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_inbox_get);
	bool found;
	enum err e;

	db_bind_int(r, "id", x->inbox);
	found = db_next(r);
	if (found) {
		x->letter = db_int(r, 0);
		x->tray = db_int(r, 1);
		x->book_id = db_int(r, 2);
		x->agenda = db_int(r, 3);
		x->tray_state = db_str(r, 4, x->a);
		x->tray_version = db_int(r, 5);
		x->deadline = db_int(r, 6);
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	if (!found || str_eqc(x->tray_state, "menunggu"))
		return svc_no_letter(f);
	return ERR_OK;
}

static enum err load_book(struct entering *x, struct db_conn *c, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_book_posts);
	bool closed = false;
	enum err e;

	db_bind_int(r, "book", x->book_id);
	while (db_next(r)) {
		if (!x->keeper && actor_holds(x->who, db_int(r, 1)) &&
		    str_eqc(db_str(r, 0, x->a), "keeper"))
			x->keeper = db_int(r, 1);
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	if (!x->keeper && !svc_may_see_line(c, x->a, x->who, x->letter))
		return svc_no_letter(f);
	if ((e = flow_may(ACT_ENTER_BOOK, FS_REGISTERED, x->keeper ? DUTY_KEEPER : 0, f)))
		return e;
	if (x->agenda)
		return FAIL(f, ERR_CONFLICT, "wrong-state", NULL,
			    "Surat ini sudah diagendakan dari Kotak Masuk.");
	if (!str_eqc(x->tray_state, "terkirim") && !str_eqc(x->tray_state, "dibaca"))
		return FAIL(f, ERR_CONFLICT, "wrong-state", NULL,
			    "Disposisi ini sudah " STR_FMT
			    "; tidak perlu diagendakan lagi.",
			    STR_ARG(x->tray_state));
	r = db_run(c, Q_in_book);
	db_bind_int(r, "book", x->book_id);
	db_bind_int(r, "year", x->today.year);
	if (db_next(r)) {
		x->book = db_str(r, 0, x->a);
		x->unit = db_int(r, 2);
		closed = db_int(r, 3) != 0;
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	return closed ? FAIL(f, ERR_CONFLICT, "book-closed", NULL,
			     "Buku agenda " STR_FMT " tahun ini sudah ditutup.",
			     STR_ARG(x->book))
		      : ERR_OK;
}

/* What stands in the second book as in the first. */
struct source {
	struct str number, norm, subject, scheme, class_code, attachments, sender_name,
		copy_kind, to;
	int64_t day, sender;
	bool sealed, no_scan;
};

static enum err read_source(struct entering *x, struct db_conn *c, struct source *o,
			    struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_copy_source);
	bool found;
	enum err e;

	db_bind_int(r, "id", x->letter);
	found = db_next(r);
	if (found) {
		*o = (struct source){
			.number = db_str(r, 0, x->a),
			.norm = db_str(r, 1, x->a),
			.day = db_int(r, 2),
			.subject = db_str(r, 3, x->a),
			.scheme = db_str(r, 4, x->a),
			.class_code = db_str(r, 5, x->a),
			.sealed = db_int(r, 8) != 0,
			.attachments = db_str(r, 9, x->a),
			.sender = db_int(r, 10),
			.sender_name = db_str(r, 11, x->a),
			.copy_kind = db_str(r, 12, x->a),
			.to = db_str(r, 13, x->a),
			.no_scan = db_int(r, 14) != 0,
		};
		x->urgency = db_str(r, 6, x->a);
		x->secrecy = db_str(r, 7, x->a);
		x->coded = o->class_code.n || o->sealed;
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	return found ? ERR_OK : svc_no_letter(f);
}

static enum err put_letter(struct entering *x, struct db_conn *c, const struct source *o,
			   struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_letter);
	int64_t due = x->deadline
			      ? x->deadline
			      : day_number(svc_due_last_day(
					x->s, svc_due_ms(x->s, x->urgency, db_now(c))));

	db_bind_int(r, "id", x->out->id);
	db_bind_int(r, "version", 1);
	db_bind_str(r, "state", str_c(flow_state_word(FS_REGISTERED)));
	db_bind_str(r, "procedure", x->proc->key);
	db_bind_int(r, "step", 1);
	db_bind_int(r, "at", db_now(c));
	db_bind_int(r, "desk", x->keeper);
	db_bind_int(r, "unit", x->unit);
	db_bind_str(r, "number", o->number);
	db_bind_str(r, "norm", o->norm);
	if (o->day)
		db_bind_int(r, "letter_day", o->day);
	db_bind_str(r, "subject", o->subject);
	db_bind_str(r, "scheme", o->scheme);
	db_bind_str(r, "class", o->class_code);
	db_bind_str(r, "urgency", x->urgency);
	db_bind_str(r, "secrecy", x->secrecy);
	db_bind_int(r, "sealed", o->sealed);
	db_bind_int(r, "due", due);
	db_bind_str(r, "attachments", o->attachments);
	db_bind_int(r, "account", x->who->account_id);
	return svc_exec(r, f);
}

/* The deadline of the disposition that sent it here, else what its urgency leaves. */
static enum err put_due(struct entering *x, struct db_conn *c, struct fail *f)
{
	int64_t due = (x->deadline + 1) * MS_PER_DAY - x->s->zone * INT64_C(3600000);

	return x->deadline ? svc_due_put(c, DUE_LETTER, x->out->id, x->out->id, db_now(c), due,
					 "disposisi", f)
			   : svc_due_received(x->s, c, x->out->id, x->urgency, db_now(c), f);
}

static enum err copy_letter(struct entering *x, struct db_conn *c, struct fail *f)
{
	struct source o = {.day = 0};
	struct db_rows *r;
	enum err e;

	if ((e = read_source(x, c, &o, f)) || (e = put_letter(x, c, &o, f)))
		return e;
	r = db_run(c, Q_in_incoming);
	db_bind_int(r, "letter", x->out->id);
	db_bind_int(r, "sender", o.sender);
	db_bind_str(r, "name", o.sender_name);
	db_bind_int(r, "day", day_number(x->today));
	db_bind_int(r, "ms", db_now(c));
	db_bind_str(r, "channel", STR("internal"));
	db_bind_str(r, "copy", o.copy_kind);
	db_bind_str(r, "to", o.to);
	db_bind_int(r, "no_scan", o.no_scan);
	return svc_exec(r, f);
}

static enum err put_agenda(struct entering *x, struct db_conn *c, struct fail *f)
{
	struct db_rows *r;
	enum err e = svc_agenda_take(x->a, c, x->who, x->book, x->today, x->out->id,
				     &x->out->serial, f);

	if (e)
		return e;
	r = db_run(c, Q_in_agenda);
	db_bind_int(r, "letter", x->out->id);
	db_bind_int(r, "book", x->book_id);
	db_bind_int(r, "year", x->today.year);
	db_bind_int(r, "serial", x->out->serial);
	db_bind_int(r, "at", db_now(c));
	db_bind_int(r, "account", x->who->account_id);
	if ((e = svc_exec(r, f)))
		return e;
	r = db_run(c, Q_in_inbox_enter);
	db_bind_int(r, "id", x->inbox);
	db_bind_int(r, "agenda", db_last_id(c));
	if ((e = svc_exec(r, f)))
		return e;
	r = db_run(c, Q_in_link);
	db_bind_int(r, "from", x->out->id);
	db_bind_int(r, "to", x->letter);
	db_bind_int(r, "tray", x->tray);
	db_bind_int(r, "at", db_now(c));
	return svc_exec(r, f);
}

static enum err name_readers(struct entering *x, struct db_conn *c, struct fail *f)
{
	struct db_rows *r;
	enum err e;

	if (!svc_secrecy_named(x->secrecy))
		return ERR_OK;
	r = db_run(c, Q_case_name_reader);
	db_bind_int(r, "letter", x->out->id);
	db_bind_int(r, "position", x->keeper);
	db_bind_int(r, "at", db_now(c));
	if ((e = svc_exec(r, f)))
		return e;
	r = db_run(c, Q_case_name_book);
	db_bind_int(r, "letter", x->out->id);
	db_bind_int(r, "book", x->book_id);
	db_bind_int(r, "at", db_now(c));
	return svc_exec(r, f);
}

/* The first book hears that its letter arrived. */
static enum err mark_read(struct entering *x, struct svc_case *k, struct fail *f)
{
	struct svc_case first = {.svc = x->s, .c = k->c, .a = x->a, .who = x->who};
	struct svc_move m = {
		.act = ACT_ENTER_BOOK, .keep_clock = true, .post = x->keeper};
	struct svc_tray_case t = {.id = x->tray, .version = x->tray_version};
	enum err e = svc_case_load_any(&first, x->letter, f);

	if (e)
		return e;
	if (str_eqc(x->tray_state, "terkirim") &&
	    (e = svc_tray_set(&first, &t, "dibaca", (struct str){NULL, 0}, f)))
		return e;
	m.to = first.state;
	m.note = arena_fmt(x->a, "Agenda " STR_FMT " %04d", STR_ARG(x->book),
			   x->out->serial);
	return svc_case_move(&first, &m, f);
}

static enum err first_steps(struct entering *x, struct db_conn *c, struct fail *f)
{
	struct svc_case k = {.svc = x->s, .c = c, .a = x->a, .who = x->who};
	struct svc_move m = {
		.act = ACT_ENTER_BOOK, .to = FS_REGISTERED, .post = x->keeper};
	enum err e = svc_case_load(&k, x->out->id, f);

	if (e)
		return e;
	m.detail = arena_fmt(x->a, "{\"from\":%lld,\"serial\":%d}", (long long)x->letter,
			     x->out->serial);
	if ((e = svc_case_move(&k, &m, f)))
		return e;
	if (x->coded) {
		m = (struct svc_move){.act = ACT_CODE, .to = FS_CODED, .post = x->keeper};
		if ((e = svc_case_move(&k, &m, f)) || (e = svc_case_chain(&k, f)))
			return e;
	}
	x->out->version = k.version;
	x->out->state = k.state;
	return mark_read(x, &k, f);
}

static enum err enter_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct entering *x = arg;
	enum err e;

	x->out->year = x->today.year;
	if ((e = load_inbox(x, c, f)) || (e = load_book(x, c, f)) ||
	    (e = svc_letter_id(c, x->today, &x->out->id, f)) ||
	    (e = copy_letter(x, c, f)) || (e = put_due(x, c, f)) || (e = put_agenda(x, c, f)) ||
	    (e = name_readers(x, c, f)))
		return e;
	return first_steps(x, c, f);
}

enum err svc_unit_enter(struct svc *s, const struct actor *who, struct arena *a,
			int64_t inbox, struct svc_registered *out, struct fail *f)
{
	struct entering x = {.s = s,
			     .who = who,
			     .a = a,
			     .inbox = inbox,
			     .out = out,
			     .today = day_at(clock_ms(s->clock), s->zone)};
	enum err e = svc_case_proc_in(s, &x.proc, f);

	*out = (struct svc_registered){0};
	if (!e)
		e = db_submit(s->db, enter_act, &x, f);
	if (e)
		return e;
	out->book = arena_dup(a, x.book);
	out->agenda = arena_fmt(a, "%04d", out->serial);
	return ERR_OK;
}
