/* SOP rows 1 and 2: the agenda entry exists before anything else can be done. */
#include "json.h"
#include "svc_entry.h"
#include "svc_due.h"
#include "svc_idem.h"
#include "svc_scan.h"

struct reg {
	struct svc *s;
	const struct actor *who;
	struct arena *a;
	const struct svc_register *in;
	struct svc_entry n;
	struct svc_scan *scans;
	struct svc_registered *out;
	struct svc_idem idem;
	const struct flow_proc *proc;
	struct svc_case k;
	struct svc_move moves[3]; /* entered, coded, checked by the same person */
	size_t moves_n;
	/* the book, read in the act */
	int64_t book_id, unit_id, keeper_post;
	struct str book;
};

static struct str or_null(struct str s)
{
	return s.n ? s : (struct str){NULL, 0};
}

static struct svc_idem idem_of(struct reg *g)
{
	struct buf b = BUF_MAX(1 << 16);
	const struct str field[] = {g->n.sender,      g->n.number,     g->n.subject,
				    g->n.attachments, g->n.class_code, g->n.addressed_to,
				    g->n.urgency,     g->n.secrecy,    g->n.channel,
				    g->n.copy_kind,  g->in->book};

	buf_fmt(&b, "%lld|%lld|%lld|%d%d%d", (long long)g->in->book_id,
		(long long)(g->n.no_date ? 0 : day_number(g->n.letter_day)),
		(long long)day_number(g->n.received_day), g->n.sealed, g->n.no_number,
		g->n.no_date);
	for (size_t i = 0; i < g->in->scans_n; i++)
		buf_fmt(&b, "|%s", sha256_hex(g->scans[i].at.sha).z);
	return svc_idem_of(g->a, g->in->idempotency_key, field,
			   sizeof(field) / sizeof(*field), buf_keep(&b, g->a));
}

static bool of_his_unit(const struct actor *who, int64_t unit)
{
	for (size_t i = 0; i < who->posts_n; i++)
		if (who->posts[i].unit_id == unit)
			return true;
	return false;
}

static enum err book_by_code(struct reg *g, struct db_conn *c, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_book_id);
	bool found;
	enum err e;

	db_bind_str(r, "code", g->in->book);
	if ((e = db_one_int(r, &g->book_id, &found, f)) || found)
		return e;
	return FAIL(f, ERR_INVALID, "no-book", "book",
		    "Buku agenda \"" STR_FMT "\" tidak ada.", STR_ARG(g->in->book));
}

/* The only book he keeps; of several, that of his own unit. */
static enum err only_book(struct reg *g, struct db_conn *c, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_books);
	int kept = 0, own = 0;
	int64_t own_id = 0;
	enum err e;

	db_bind_str(r, "posts", svc_posts(g->a, g->who));
	db_bind_int(r, "year", g->n.received_day.year);
	while (db_next(r)) {
		if (!(svc_duties_from(db_str(r, 3, g->a)) & DUTY_KEEPER))
			continue;
		g->book_id = db_int(r, 0);
		kept++;
		if (of_his_unit(g->who, db_int(r, 6))) {
			own_id = g->book_id;
			own++;
		}
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	if (kept > 1 && own == 1)
		g->book_id = own_id;
	else if (kept > 1)
		return FAIL(f, ERR_INVALID, "missing", "book",
			    "Anda mengelola beberapa buku agenda; pilih bukunya.");
	if (!g->book_id)
		return flow_may(ACT_REGISTER, FS_REGISTERED, 0, f);
	return ERR_OK;
}

static enum err pick_book(struct reg *g, struct db_conn *c, struct fail *f)
{
	g->book_id = g->in->book_id;
	if (g->book_id)
		return ERR_OK;
	return g->in->book.n ? book_by_code(g, c, f) : only_book(g, c, f);
}

static enum err read_book(struct reg *g, struct db_conn *c, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_book);
	bool found, closed = false;
	enum err e;

	db_bind_int(r, "book", g->book_id);
	db_bind_int(r, "year", g->n.received_day.year);
	found = db_next(r);
	if (found) {
		g->book = db_str(r, 0, g->a);
		g->unit_id = db_int(r, 2);
		closed = db_int(r, 3) != 0;
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	if (!found)
		return FAIL(f, ERR_INVALID, "unknown-book", "book",
			    "Buku agenda itu tidak ada; pilih buku yang tersedia.");
	if (closed)
		return FAIL(f, ERR_CONFLICT, "book-closed", "received_date",
			    "Buku agenda " STR_FMT
			    " tahun %d sudah ditutup; catat dengan "
			    "tanggal terima tahun berjalan.",
			    STR_ARG(g->book), g->n.received_day.year);
	return ERR_OK;
}

static enum err read_posts(struct reg *g, struct db_conn *c, struct fail *f)
{
	enum err e;

	g->k = (struct svc_case){.svc = g->s, .c = c, .a = g->a, .who = g->who};
	if ((e = svc_case_open(&g->k, g->book_id, f)))
		return e;
	g->keeper_post = svc_case_post(&g->k, DUTY_KEEPER);
	return flow_may(ACT_REGISTER, FS_REGISTERED, g->k.duties & DUTY_KEEPER, f);
}

/* Of a twin that is secret to him he is not told (S1). */
static enum err refuse_twin(struct reg *g, struct db_conn *c, struct fail *f)
{
	struct db_rows *r;
	struct str book = {NULL, 0};
	int64_t serial = 0, day = 0;
	bool found = false;
	enum err e;

	if (g->in->duplicate_ok || !g->n.number_norm.n)
		return ERR_OK;
	r = db_run(c, Q_in_twins);
	db_bind_str(r, "norm", g->n.number_norm);
	db_bind_str(r, "sender", g->n.sender_folded);
	if (!g->n.no_date)
		db_bind_int(r, "day", day_number(g->n.letter_day));
	db_bind_int(r, "book", g->book_id);
	while (!found && db_next(r)) {
		found = svc_may_see_line(c, g->a, g->who, db_int(r, 0));
		book = db_str(r, 1, g->a);
		serial = db_int(r, 2);
		day = db_int(r, 4);
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	if (!found)
		return ERR_OK;
	return FAIL(f, ERR_CONFLICT, "twin", "number",
		    "Surat dengan pengirim, nomor dan tanggal ini sudah tercatat: "
		    "agenda " STR_FMT " %04lld, diterima " STR_FMT
		    ". Catat kedatangan asli, atau nyatakan bahwa "
		    "ini surat lain.",
		    STR_ARG(book), (long long)serial,
		    STR_ARG(day_long(g->a, day_from_number(day))));
}

static enum err put_sender(struct reg *g, struct db_conn *c, int64_t *id, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_sender_put);
	enum err e;

	db_bind_str(r, "name", g->n.sender);
	db_bind_str(r, "folded", g->n.sender_folded);
	db_bind_int(r, "at", db_now(c));
	if ((e = svc_exec(r, f)))
		return e;
	r = db_run(c, Q_in_sender_id);
	db_bind_str(r, "folded", g->n.sender_folded);
	return db_one_int(r, id, NULL, f);
}

static bool coded(const struct reg *g)
{
	return g->n.class_code.n || g->n.sealed;
}

/* A day that has passed is counted from its beginning. */
static int64_t received_ms(const struct reg *g, struct db_conn *c)
{
	return day_cmp(g->n.received_day, g->n.today) == 0
		       ? db_now(c)
		       : day_start_ms(g->n.received_day, g->s->zone);
}

static enum err put_letter(struct reg *g, struct db_conn *c, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_letter);
	struct svc_case after;

	svc_case_foresee(&g->k, g->moves, g->moves_n, &after);
	db_bind_int(r, "id", g->out->id);
	db_bind_str(r, "state", str_c(flow_state_word(after.state)));
	db_bind_int(r, "version", after.version);
	db_bind_str(r, "procedure", g->proc->key);
	db_bind_int(r, "step", after.step);
	db_bind_int(r, "at", db_now(c));
	if (after.desk)
		db_bind_int(r, "desk", after.desk);
	db_bind_int(r, "unit", g->unit_id);
	db_bind_str(r, "number", or_null(g->n.number));
	db_bind_str(r, "norm", or_null(g->n.number_norm));
	if (!g->n.no_date)
		db_bind_int(r, "letter_day", day_number(g->n.letter_day));
	db_bind_str(r, "subject", g->n.subject);
	db_bind_str(r, "scheme", g->n.class_scheme);
	db_bind_str(r, "class", g->n.class_code);
	db_bind_str(r, "urgency", g->n.urgency);
	db_bind_str(r, "secrecy", g->n.secrecy);
	db_bind_int(r, "sealed", g->n.sealed);
	db_bind_int(r, "due",
		    day_number(svc_due_last_day(
			    g->s, svc_due_ms(g->s, g->n.urgency, received_ms(g, c)))));
	db_bind_str(r, "attachments", or_null(g->n.attachments));
	db_bind_int(r, "account", g->who->account_id);
	return svc_exec(r, f);
}

static enum err put_incoming(struct reg *g, struct db_conn *c, int64_t sender,
			     struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_incoming);

	db_bind_int(r, "letter", g->out->id);
	db_bind_int(r, "sender", sender);
	db_bind_str(r, "name", g->n.sender);
	db_bind_int(r, "day", day_number(g->n.received_day));
	db_bind_int(r, "ms", received_ms(g, c));
	db_bind_str(r, "channel", g->n.channel);
	db_bind_str(r, "copy", g->n.copy_kind);
	db_bind_str(r, "to", or_null(g->n.addressed_to));
	db_bind_int(r, "no_scan", g->in->scans_n == 0 && !g->n.sealed);
	return svc_exec(r, f);
}

static enum err put_agenda(struct reg *g, struct db_conn *c, struct fail *f)
{
	struct db_rows *r;
	enum err e = svc_agenda_take(g->a, c, g->who, g->book, g->n.received_day,
				     g->out->id, &g->out->serial, f);

	if (e)
		return e;
	r = db_run(c, Q_in_agenda);
	db_bind_int(r, "letter", g->out->id);
	db_bind_int(r, "book", g->book_id);
	db_bind_int(r, "year", g->n.received_day.year);
	db_bind_int(r, "serial", g->out->serial);
	db_bind_int(r, "at", db_now(c));
	db_bind_int(r, "account", g->who->account_id);
	return svc_exec(r, f);
}

/* Named persons of a secret letter: who took it in, who checks it, whose it is. */
static enum err name_readers(struct reg *g, struct db_conn *c, struct fail *f)
{
	struct db_rows *r;
	enum err e;

	if (!svc_secrecy_named(g->n.secrecy))
		return ERR_OK;
	r = db_run(c, Q_case_name_reader);
	db_bind_int(r, "letter", g->out->id);
	db_bind_int(r, "position", g->keeper_post);
	db_bind_int(r, "at", db_now(c));
	if ((e = svc_exec(r, f)))
		return e;
	r = db_run(c, Q_case_name_book);
	db_bind_int(r, "letter", g->out->id);
	db_bind_int(r, "book", g->book_id);
	db_bind_int(r, "at", db_now(c));
	return svc_exec(r, f);
}

static struct str entry_detail(struct reg *g)
{
	struct buf b = BUF_MAX(1 << 16);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, "book", g->book);
	jw_int(&w, "year", g->n.received_day.year);
	jw_int(&w, "serial", g->out->serial);
	jw_str(&w, "sender", g->n.sender);
	jw_str(&w, "number", g->n.number);
	jw_str(&w, "letter_day",
	       g->n.no_date ? (struct str){NULL, 0} : day_iso(g->a, g->n.letter_day));
	jw_str(&w, "received_day", day_iso(g->a, g->n.received_day));
	jw_str(&w, "subject", g->n.subject);
	jw_str(&w, "class", g->n.class_code);
	jw_str(&w, "urgency", g->n.urgency);
	jw_str(&w, "secrecy", g->n.secrecy);
	jw_arr(&w, "files");
	for (size_t i = 0; i < g->in->scans_n; i++)
		jw_str(&w, NULL, arena_fmt(g->a, "%s", sha256_hex(g->scans[i].at.sha).z));
	jw_arr_end(&w);
	jw_obj_end(&w);
	return buf_keep(&b, g->a);
}

/* The letter before its first move, and the moves that this act makes. */
static void be_letter(struct reg *g)
{
	struct svc_case *k = &g->k;
	struct svc_move *m = g->moves;

	k->id = g->out->id;
	k->version = 1;
	k->fresh = true;
	k->state = FS_REGISTERED;
	k->incoming = true;
	k->proc = g->proc;
	k->step = 1;
	k->step_ms = k->now;
	k->desk = g->keeper_post;
	k->unit_id = g->unit_id;
	k->secrecy = g->n.secrecy;
	k->urgency = g->n.urgency;
	k->subject = g->n.subject;
	k->class_code = g->n.class_code;
	k->copy_kind = g->n.copy_kind;
	k->sealed = g->n.sealed;
	*m++ = (struct svc_move){
		.act = ACT_REGISTER, .to = FS_REGISTERED, .post = g->keeper_post};
	if (coded(g)) {
		*m++ = (struct svc_move){
			.act = ACT_CODE, .to = FS_CODED, .post = g->keeper_post};
		m += svc_case_chains(k, FS_CODED, m);
	}
	g->moves_n = (size_t)(m - g->moves);
}

static enum err first_steps(struct reg *g, struct fail *f)
{
	enum err e = ERR_OK;

	g->moves[0].detail = entry_detail(g);
	for (size_t i = 0; i < g->moves_n && !e; i++)
		e = svc_case_move(&g->k, &g->moves[i], f);
	g->out->version = g->k.version;
	g->out->state = g->k.state;
	return e;
}

static struct str reply_text(const struct reg *g)
{
	return arena_fmt(g->a, "%lld %lld %d %d %s " STR_FMT, (long long)g->out->id,
			 (long long)g->out->version, g->out->serial, g->out->year,
			 flow_state_word(g->out->state), STR_ARG(g->book));
}

static enum err reply_again(struct reg *g, struct str reply, struct fail *f)
{
	struct str state;
	int64_t v[4];
	enum err e = svc_idem_numbers(&reply, v, 4, f);

	if (e)
		return e;
	(void)str_cut(&reply, ' ', &state);
	g->out->id = v[0];
	g->out->version = v[1];
	g->out->serial = (int)v[2];
	g->out->year = (int)v[3];
	g->book = reply;
	return svc_idem_state(state, &g->out->state, f);
}

static enum err register_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct reg *g = arg;
	struct str reply;
	int64_t sender = 0;
	bool again = false;
	enum err e = svc_idem_get(c, g->a, g->who, &g->idem, &reply, &again, f);

	if (e)
		return e;
	if (again)
		return reply_again(g, reply, f);
	g->out->year = g->n.received_day.year;
	if ((e = pick_book(g, c, f)) || (e = read_book(g, c, f)) ||
	    (e = read_posts(g, c, f)) || (e = refuse_twin(g, c, f)) ||
	    (e = put_sender(g, c, &sender, f)) ||
	    (e = svc_letter_id(c, g->n.received_day, &g->out->id, f)))
		return e;
	be_letter(g);
	if ((e = put_letter(g, c, f)) || (e = put_incoming(g, c, sender, f)) ||
	    (e = svc_due_received(g->s, c, g->out->id, g->n.urgency, received_ms(g, c), f)) ||
	    (e = put_agenda(g, c, f)) || (e = name_readers(g, c, f)) ||
	    (e = svc_scans_link(c, g->who, g->out->id, g->scans, g->in->scans_n,
				"pindaian", f)) ||
	    (e = first_steps(g, f)))
		return e;
	return svc_idem_put(c, g->who, &g->idem, reply_text(g), f);
}

static enum err prepare(struct reg *g, struct fail *f)
{
	const struct svc_register *in = g->in;
	enum err e;

	g->n = (struct svc_entry){
		.sender = in->sender,
		.number = in->number,
		.subject = in->subject,
		.attachments = in->attachments,
		.class_code = in->class_code,
		.addressed_to = in->addressed_to,
		.urgency = in->urgency,
		.secrecy = in->secrecy,
		.channel = in->channel.n ? in->channel : STR("langsung"),
		.copy_kind = in->copy_kind.n ? in->copy_kind : STR("asli"),
		.letter_day = in->letter_day,
		.today = day_at(clock_ms(g->s->clock), g->s->zone),
		.no_number = in->no_number,
		.no_date = in->no_date,
		.sealed = in->sealed,
		.future_ok = in->future_ok,
	};
	g->n.received_day = day_none(in->received_day) ? g->n.today : in->received_day;
	if (in->sealed && in->scans_n)
		return FAIL(f, ERR_INVALID, "sealed", "scans",
			    "Sampul tertutup tidak dipindai; kosongkan berkasnya.");
	if ((e = svc_case_proc_in(g->s, &g->proc, f)))
		return e;
	return svc_entry_check(g->s, g->a, &g->n, f);
}

enum err svc_incoming_register(struct svc *s, const struct actor *who, struct arena *a,
			       const struct svc_register *in, struct svc_registered *out,
			       struct fail *f)
{
	struct reg g = {.s = s, .who = who, .a = a, .in = in, .out = out};
	enum err e = prepare(&g, f);

	*out = (struct svc_registered){0};
	if (e || (e = svc_scans_stage(s, a, "scans", in->scans, in->scans_n, &g.scans, f)))
		return e;
	g.idem = idem_of(&g);
	e = db_submit(s->db, register_act, &g, f);
	svc_scans_settle(s, g.scans, in->scans_n);
	if (e)
		return e;
	out->book = arena_dup(a, g.book);
	out->agenda = arena_fmt(a, "%04d", out->serial);
	return ERR_OK;
}
