/* A wrong agenda entry (L4): corrected with the old text kept, or closed with reason; the
 * same letter arriving again. */
#include "json.h"
#include "svc_entry.h"
#include "svc_due.h"
#include "svc_idem.h"
#include "svc_scan.h"

enum { FIELDS = 12 };

struct fix {
	struct svc_case k;
	struct svc_ref ref;
	const struct svc_correct *in;
	struct svc_done *done;
	struct svc_entry n;
	struct str reason, old[FIELDS], now[FIELDS];
	int64_t sender_id;
	struct str norm;
};

static const char *const FIELD[FIELDS] = {
	"sender",  "number",  "subject", "attachments", "class_code", "addressed_to",
	"urgency", "secrecy", "channel", "copy_kind",   "letter_day", "received_day",
};

static struct str day_text(struct arena *a, struct day d)
{
	return day_none(d) ? STR("") : day_iso(a, d);
}

static struct str or_null(struct str s)
{
	return s.n ? s : (struct str){NULL, 0};
}

static struct day day_or_none(int64_t n)
{
	return n ? day_from_number(n) : (struct day){0, 0, 0};
}

static enum err load_old(struct fix *x, struct fail *f)
{
	struct db_rows *r = db_run(x->k.c, Q_in_entry);

	db_bind_int(r, "id", x->k.id);
	if (db_next(r)) {
		for (int i = 0; i < 10; i++)
			x->old[i] = db_str(r, i, x->k.a);
		x->old[10] = day_text(x->k.a, day_or_none(db_int(r, 10)));
		x->old[11] = day_text(x->k.a, day_or_none(db_int(r, 11)));
	}
	return db_done(r, NULL, f);
}

static struct str pick(struct str given, struct str old)
{
	return given.p ? given : old;
}

static struct day pick_day(struct day given, struct str old)
{
	struct day d = {0, 0, 0};

	if (day_none(given))
		(void)day_parse(old, &d);
	return day_none(given) ? d : given;
}

/* The corrected entry has to pass what a new one passes. */
static enum err merge(struct fix *x, struct fail *f)
{
	const struct svc_correct *in = x->in;
	struct svc_entry *n = &x->n;
	enum err e;

	*n = (struct svc_entry){
		.sender = pick(in->sender, x->old[0]),
		.number = pick(in->number, x->old[1]),
		.subject = pick(in->subject, x->old[2]),
		.attachments = pick(in->attachments, x->old[3]),
		.class_code = pick(in->class_code, x->old[4]),
		.addressed_to = pick(in->addressed_to, x->old[5]),
		.urgency = pick(in->urgency, x->old[6]),
		.secrecy = pick(in->secrecy, x->old[7]),
		.channel = pick(in->channel, x->old[8]),
		.copy_kind = pick(in->copy_kind, x->old[9]),
		.letter_day = pick_day(in->letter_day, x->old[10]),
		.received_day = pick_day(in->received_day, x->old[11]),
		.today = day_at(x->k.now, x->k.svc->zone),
		.future_ok = day_none(in->letter_day),
	};
	n->no_number = !str_trim(n->number).n;
	n->no_date = day_none(n->letter_day);
	if ((e = svc_entry_check(x->k.svc, x->k.a, n, f)))
		return e;
	if (str_head(x->old[11], 4).n == 4 &&
	    !str_starts(day_iso(x->k.a, n->received_day), str_head(x->old[11], 4)))
		return FAIL(f, ERR_CONFLICT, "other-year", "received_date",
			    "Tanggal terima tahun lain berarti buku agenda lain: "
			    "batalkan agenda "
			    "ini lalu catat lagi.");
	if (!n->class_code.n && x->old[4].n)
		return FAIL(f, ERR_INVALID, "missing", "classification",
			    "Kode klasifikasi tidak boleh dikosongkan lagi; ganti dengan "
			    "kode "
			    "yang benar.");
	return ERR_OK;
}

static void gather(struct fix *x)
{
	const struct svc_entry *n = &x->n;
	const struct str now[FIELDS] = {
		n->sender,
		n->number,
		n->subject,
		n->attachments,
		n->class_code,
		n->addressed_to,
		n->urgency,
		n->secrecy,
		n->channel,
		n->copy_kind,
		n->no_date ? STR("") : day_text(x->k.a, n->letter_day),
		day_text(x->k.a, n->received_day),
	};

	memcpy(x->now, now, sizeof(now));
}

static enum err put_change(struct fix *x, int64_t letter, const char *field,
			   struct str old, struct str now, struct fail *f)
{
	struct db_rows *r = db_run(x->k.c, Q_in_change);

	db_bind_int(r, "letter", letter);
	db_bind_str(r, "field", str_c(field));
	db_bind_str(r, "old", old);
	db_bind_str(r, "new", now);
	db_bind_str(r, "reason", or_null(x->reason));
	db_bind_int(r, "account", x->k.who->account_id);
	db_bind_int(r, "at", x->k.now);
	return svc_exec(r, f);
}

static enum err put_changes(struct fix *x, struct buf *detail, int *changes,
			    struct fail *f)
{
	struct jw w;
	enum err e = ERR_OK;

	jw_start(&w, detail);
	jw_obj(&w, NULL);
	for (int i = 0; i < FIELDS && !e; i++) {
		if (str_eq(x->old[i], x->now[i]))
			continue;
		++*changes;
		jw_arr(&w, FIELD[i]);
		jw_str(&w, NULL, x->old[i]);
		jw_str(&w, NULL, x->now[i]);
		jw_arr_end(&w);
		e = put_change(x, x->k.id, FIELD[i], x->old[i], x->now[i], f);
	}
	jw_obj_end(&w);
	return e;
}

static enum err put_sender(struct fix *x, struct fail *f)
{
	struct db_rows *r = db_run(x->k.c, Q_in_sender_put);
	enum err e;

	db_bind_str(r, "name", x->n.sender);
	db_bind_str(r, "folded", x->n.sender_folded);
	db_bind_int(r, "at", x->k.now);
	if ((e = svc_exec(r, f)))
		return e;
	r = db_run(x->k.c, Q_in_sender_id);
	db_bind_str(r, "folded", x->n.sender_folded);
	return db_one_int(r, &x->sender_id, NULL, f);
}

/* What was given more time keeps it, unless the urgency or the day of receipt changes. */
static enum err find_due(struct fix *x, struct due *d, struct fail *f)
{
	const struct svc_entry *n = &x->n;
	bool same_day = str_eq(day_iso(x->k.a, n->received_day), x->old[11]);
	enum err e = svc_due_of(x->k.c, x->k.a, DUE_LETTER, x->k.id, d, f);

	if (e || (d->due_ms && same_day && str_eq(n->urgency, x->old[6])))
		return e;
	if (!d->due_ms || !same_day)
		d->from_ms = day_start_ms(n->received_day, x->k.svc->zone);
	d->due_ms = svc_due_ms(x->k.svc, n->urgency, d->from_ms);
	d->near_ms = 0; /* to be put */
	return ERR_OK;
}

static enum err put_due(struct fix *x, const struct due *d, struct fail *f)
{
	return d->near_ms ? ERR_OK
			  : svc_due_put(x->k.c, DUE_LETTER, x->k.id, x->k.id, d->from_ms,
					d->due_ms, "kesegeraan", f);
}

static enum err put_rows(struct fix *x, struct fail *f)
{
	const struct svc_entry *n = &x->n;
	struct db_rows *r;
	struct due due;
	enum err e = put_sender(x, f);

	if (e || (e = find_due(x, &due, f)))
		return e;
	r = db_run(x->k.c, Q_in_correct_letter);
	db_bind_int(r, "id", x->k.id);
	db_bind_str(r, "number", or_null(n->number));
	db_bind_str(r, "norm", or_null(n->number_norm));
	db_bind_str(r, "subject", n->subject);
	db_bind_str(r, "attachments", or_null(n->attachments));
	db_bind_str(r, "class", or_null(n->class_code));
	db_bind_str(r, "scheme", n->class_scheme);
	db_bind_str(r, "urgency", n->urgency);
	db_bind_str(r, "secrecy", n->secrecy);
	if (!n->no_date)
		db_bind_int(r, "letter_day", day_number(n->letter_day));
	db_bind_int(r, "due", day_number(svc_due_last_day(x->k.svc, due.due_ms)));
	if ((e = svc_exec(r, f)) || (e = put_due(x, &due, f)))
		return e;
	r = db_run(x->k.c, Q_in_correct_incoming);
	db_bind_int(r, "id", x->k.id);
	db_bind_int(r, "sender", x->sender_id);
	db_bind_str(r, "name", n->sender);
	db_bind_str(r, "to", or_null(n->addressed_to));
	db_bind_str(r, "channel", n->channel);
	db_bind_str(r, "copy", n->copy_kind);
	db_bind_int(r, "received", day_number(n->received_day));
	return svc_exec(r, f);
}

/* A letter that becomes secret is for those who had to do with it until now. */
static enum err name_readers(struct fix *x, int64_t letter, struct str old,
			     struct fail *f)
{
	struct db_rows *r;

	if (!svc_secrecy_named(x->n.secrecy) || svc_secrecy_named(old))
		return ERR_OK;
	r = db_run(x->k.c, Q_case_name_all);
	db_bind_int(r, "letter", letter);
	db_bind_int(r, "at", x->k.now);
	return svc_exec(r, f);
}

/* The same paper in another book becomes as secret, and its book says by whom. */
static enum err raise_one(struct fix *x, int64_t letter, struct fail *f)
{
	struct svc_case k = {.svc = x->k.svc, .c = x->k.c, .a = x->k.a, .who = x->k.who};
	struct svc_move m = {.act = ACT_CORRECT, .keep_clock = true, .note = x->reason};
	struct str level = x->n.secrecy;
	struct db_rows *r;
	enum err e = svc_case_load_any(&k, letter, f);

	if (e || svc_secrecy_rank(k.secrecy) >= svc_secrecy_rank(level))
		return e;
	r = db_run(k.c, Q_in_raise);
	db_bind_int(r, "id", letter);
	db_bind_str(r, "secrecy", level);
	if ((e = svc_exec(r, f)) || (e = name_readers(x, letter, k.secrecy, f)) ||
	    (e = put_change(x, letter, "secrecy", k.secrecy, level, f)))
		return e;
	m.to = k.state;
	m.post = svc_case_post(&x->k,
			       x->k.duties & DUTY_CHECKER ? DUTY_CHECKER : DUTY_KEEPER);
	m.detail = arena_fmt(k.a, "{\"secrecy\":[\"" STR_FMT "\",\"" STR_FMT "\"]}",
			     STR_ARG(k.secrecy), STR_ARG(level));
	return svc_case_move(&k, &m, f);
}

static enum err raise_others(struct fix *x, struct fail *f)
{
	struct db_rows *r;
	int64_t other[16];
	size_t n = 0;
	enum err e;

	if (svc_secrecy_rank(x->n.secrecy) <= svc_secrecy_rank(x->old[7]))
		return ERR_OK;
	r = db_run(x->k.c, Q_in_other_books);
	db_bind_int(r, "id", x->k.id);
	while (n < 16 && db_next(r))
		other[n++] = db_int(r, 0);
	e = db_done(r, NULL, f);
	for (size_t i = 0; !e && i < n; i++)
		e = raise_one(x, other[i], f);
	return e;
}

static enum err correct_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct fix *x = arg;
	struct svc_move m = {.act = ACT_CORRECT, .keep_clock = true, .note = x->reason};
	struct buf detail = BUF_MAX(1 << 18);
	int changes = 0;
	bool checked;
	enum err e;

	x->k.c = c;
	if ((e = svc_case_begin(&x->k, x->ref, ACT_CORRECT, &x->done->version, f)) ||
	    (e = load_old(x, f)))
		return e;
	checked = x->k.state >= FS_CHECKED;
	if (checked && !x->reason.n)
		return FAIL(f, ERR_INVALID, "missing", "reason",
			    "Sesudah diperiksa, perbaikan catatan harus beralasan; isi "
			    "alasannya.");
	if ((e = merge(x, f)))
		return e;
	gather(x);
	e = put_changes(x, &detail, &changes, f);
	m.detail = buf_keep(&detail, x->k.a);
	if (e)
		return e;
	if (!changes)
		return FAIL(f, ERR_INVALID, "no-change", NULL,
			    "Tidak ada isian yang berubah; ubah dulu yang keliru.");
	m.duty = x->k.duties & DUTY_CHECKER ? DUTY_CHECKER : DUTY_KEEPER;
	m.to = x->k.state;
	if ((e = put_rows(x, f)) || (e = name_readers(x, x->k.id, x->old[7], f)) ||
	    (e = raise_others(x, f)) || (e = svc_case_move(&x->k, &m, f)))
		return e;
	*x->done = (struct svc_done){x->k.version, x->k.state, x->k.id};
	return ERR_OK;
}

enum err svc_incoming_correct(struct svc *s, const struct actor *who, struct svc_ref ref,
			      const struct svc_correct *in, struct svc_done *done,
			      struct fail *f)
{
	struct arena *a = arena_open();
	struct fix x = {
		.k = {.svc = s, .who = who, .a = a}, .ref = ref, .in = in, .done = done};
	enum err e =
		svc_text(a, in->reason, UTF8_LINES, 2000, "reason", NULL, &x.reason, f);

	*done = (struct svc_done){0};
	if (!e)
		e = db_submit(s->db, correct_act, &x, f);
	arena_close(a);
	return e;
}

/* ---- closing acts, further arrival, files ---- */

struct small {
	struct svc_case k;
	struct svc_ref ref;
	struct svc_done *done;
	enum flow_act act;
	struct str reason, channel, copy_kind;
	struct day day;
	struct svc_scan *scans;
	size_t scans_n;
	const char *role;
	struct svc_idem idem;
};

static enum err close_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct small *x = arg;
	struct svc_move m = {.act = x->act, .note = x->reason, .reason = x->reason};
	enum err e;

	x->k.c = c;
	if ((e = svc_case_begin(&x->k, x->ref, x->act, &x->done->version, f)) ||
	    (e = svc_case_fits(&x->k, x->act, f)))
		return e;
	if (x->act == ACT_VOID_ENTRY &&
	    (e = svc_agenda_void(x->k.a, c, x->k.who, x->k.id, x->reason, f)))
		return e;
	m.to = flow_next(x->act, x->k.state);
	m.duty = x->k.duties & DUTY_CHECKER  ? DUTY_CHECKER
		 : x->k.duties & DUTY_KEEPER ? DUTY_KEEPER
					     : DUTY_HEAD;
	if ((e = svc_case_move(&x->k, &m, f)) ||
	    (e = svc_case_tell_origin(
		     &x->k, x->act == ACT_VOID_ENTRY ? ACT_VOID_ENTRY : ACT_RETURN_TRAY,
		     svc_case_post(&x->k, m.duty), x->reason, f)))
		return e;
	*x->done = (struct svc_done){x->k.version, x->k.state, x->k.id};
	return ERR_OK;
}

static enum err close_it(struct svc *s, const struct actor *who, struct svc_ref ref,
			 enum flow_act act, struct str reason, struct svc_done *done,
			 struct fail *f)
{
	struct arena *a = arena_open();
	struct small x = {.k = {.svc = s, .who = who, .a = a},
			  .ref = ref,
			  .done = done,
			  .act = act};
	enum err e =
		svc_text(a, reason, UTF8_LINES, 2000, "reason", "Alasan", &x.reason, f);

	*done = (struct svc_done){0};
	if (!e)
		e = db_submit(s->db, close_act, &x, f);
	arena_close(a);
	return e;
}

enum err svc_incoming_void(struct svc *s, const struct actor *who, struct svc_ref ref,
			   struct str reason, struct svc_done *done, struct fail *f)
{
	return close_it(s, who, ref, ACT_VOID_ENTRY, reason, done, f);
}

enum err svc_incoming_misdirected(struct svc *s, const struct actor *who,
				  struct svc_ref ref, struct str reason,
				  struct svc_done *done, struct fail *f)
{
	return close_it(s, who, ref, ACT_MISDIRECTED, reason, done, f);
}

static enum err arrival_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct small *x = arg;
	struct svc_move m = {.act = ACT_ARRIVAL, .duty = DUTY_KEEPER, .keep_clock = true};
	struct db_rows *r;
	bool again;
	enum err e = svc_idem_done_get(c, x->k.a, x->k.who, &x->idem, x->done, &again, f);

	if (e || again)
		return e;
	x->k.c = c;
	if ((e = svc_case_load(&x->k, x->ref.id, f)) ||
	    (e = flow_may(ACT_ARRIVAL, x->k.state, x->k.duties, f)))
		return e;
	r = db_run(c, Q_in_arrival);
	db_bind_int(r, "letter", x->k.id);
	db_bind_int(r, "day", day_number(x->day));
	db_bind_str(r, "channel", x->channel);
	db_bind_str(r, "copy", x->copy_kind);
	db_bind_int(r, "account", x->k.who->account_id);
	db_bind_int(r, "at", x->k.now);
	if ((e = svc_exec(r, f)))
		return e;
	m.to = x->k.state;
	m.note = arena_fmt(x->k.a, STR_FMT ", " STR_FMT ", " STR_FMT,
			   STR_ARG(x->copy_kind), STR_ARG(x->channel),
			   STR_ARG(day_long(x->k.a, x->day)));
	if ((e = svc_case_move(&x->k, &m, f)))
		return e;
	*x->done = (struct svc_done){x->k.version, x->k.state, x->k.id};
	return svc_idem_done_put(c, x->k.a, x->k.who, &x->idem, x->done, f);
}

enum err svc_incoming_arrival(struct svc *s, const struct actor *who,
			      const struct svc_arrival *in, struct svc_done *done,
			      struct fail *f)
{
	struct arena *a = arena_open();
	struct day today = day_at(clock_ms(s->clock), s->zone);
	struct small x = {.k = {.svc = s, .who = who, .a = a},
			  .ref = {.id = in->id},
			  .done = done,
			  .channel = in->channel.n ? in->channel : STR("langsung"),
			  .copy_kind = in->copy_kind.n ? in->copy_kind : STR("asli"),
			  .day = day_none(in->day) ? today : in->day};
	enum err e = svc_arrival_check(x.channel, x.copy_kind, x.day, today, f);
	const struct str text[] = {x.channel, x.copy_kind};

	*done = (struct svc_done){0};
	x.idem = svc_idem_of(a, in->idempotency_key, text, 2,
			     arena_fmt(a, "kedatangan|%lld|%lld", (long long)in->id,
				       (long long)day_number(x.day)));
	if (!e)
		e = db_submit(s->db, arrival_act, &x, f);
	arena_close(a);
	return e;
}

static enum err attach_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct small *x = arg;
	struct svc_move m = {.act = ACT_ATTACH, .keep_clock = true};
	struct db_rows *r;
	enum err e;

	x->k.c = c;
	if ((e = svc_case_begin(&x->k, x->ref, ACT_ATTACH, &x->done->version, f)) ||
	    (e = svc_scans_link(c, x->k.who, x->k.id, x->scans, x->scans_n, x->role, f)))
		return e;
	if (strcmp(x->role, "pindaian") == 0) {
		r = db_run(c, Q_letter_scanned);
		db_bind_int(r, "id", x->k.id);
		if ((e = svc_exec(r, f)))
			return e;
	}
	m.to = x->k.state;
	m.duty = x->k.duties & DUTY_KEEPER    ? DUTY_KEEPER
		 : x->k.duties & DUTY_DRAFTER ? DUTY_DRAFTER
					      : DUTY_TRAY;
	m.note = str_c(x->role);
	m.detail = svc_scans_detail(x->k.a, x->scans, x->scans_n);
	if ((e = svc_case_move(&x->k, &m, f)))
		return e;
	*x->done = (struct svc_done){x->k.version, x->k.state, x->k.id};
	return ERR_OK;
}

enum err svc_letter_attach(struct svc *s, const struct actor *who, struct svc_ref ref,
			   const struct svc_upload *up, size_t n, struct str role,
			   struct svc_done *done, struct fail *f)
{
	struct arena *a = arena_open();
	struct small x = {.k = {.svc = s, .who = who, .a = a},
			  .ref = ref,
			  .done = done,
			  .scans_n = n};
	enum err e = svc_scan_role(role, &x.role, f);

	*done = (struct svc_done){0};
	if (!e && !n)
		e = FAIL(
			f, ERR_INVALID, "missing", "scans",
			"Belum ada berkas yang dipilih; pilih PDF, JPEG, PNG atau TIFF.");
	if (!e)
		e = svc_scans_stage(s, a, "scans", up, n, &x.scans, f);
	if (!e) {
		e = db_submit(s->db, attach_act, &x, f);
		svc_scans_settle(s, x.scans, n);
	}
	arena_close(a);
	return e;
}
