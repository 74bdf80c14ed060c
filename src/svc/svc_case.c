#include "svc_case.h"
#include "svc_acting.h"
#include "svc_outgoing_duty.h"
#include "json.h"
#include "office.h"
#include "svc_tree.h"
#include "svc_calendar.h"

#define IDS_PER_DAY 100000

enum err svc_exec(struct db_rows *r, struct fail *f)
{
	return db_done(r, NULL, f);
}

static int bit_of(unsigned duty)
{
	int n = 0;

	while (duty > 1) {
		duty >>= 1;
		n++;
	}
	return n;
}

static void give(struct svc_case *k, unsigned duty, int64_t post)
{
	if (!(k->duties & duty))
		k->post[bit_of(duty)] = post;
	k->duties |= duty;
}

int64_t svc_case_post(const struct svc_case *k, unsigned duty)
{
	int n = bit_of(duty);

	return n < SVC_DUTIES ? k->post[n] : 0;
}

static enum err load_row(struct svc_case *k, int64_t id, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_case_get);
	struct str state = {NULL, 0}, proc = {NULL, 0};
	enum err e;
	bool found;

	db_bind_int(r, "id", id);
	found = db_next(r);
	if (found) {
		k->id = id;
		k->version = db_int(r, 0);
		state = db_str(r, 1, k->a);
		k->incoming = db_int(r, 2) != 0;
		proc = db_str(r, 3, k->a);
		k->step = (int)db_int(r, 4);
		k->step_ms = db_int(r, 5);
		k->opened_ms = db_int(r, 6);
		k->desk = db_int(r, 7);
		k->unit_id = db_int(r, 8);
		k->secrecy = db_str(r, 9, k->a);
		k->urgency = db_str(r, 10, k->a);
		k->sealed = db_int(r, 11) != 0;
		k->subject = db_str(r, 12, k->a);
		k->class_code = db_str(r, 13, k->a);
		k->copy_kind = db_str(r, 14, k->a);
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	if (!found)
		return svc_no_letter(f);
	k->proc = flow_procs_get(k->svc->procs, proc);
	if (!k->proc || !flow_state_from_word(state, &k->state))
		return FAIL(f, ERR_IO, "no-procedure", NULL,
			    "Prosedur " STR_FMT
			    " atau keadaan surat tidak dikenal program "
			    "ini; hubungi administrator.",
			    STR_ARG(proc));
	return ERR_OK;
}

/* The only post with a duty, for the letter's desk; several give none. */
static void only(int64_t *slot, int *seen, int64_t post)
{
	*slot = ++*seen == 1 ? post : 0;
}

unsigned svc_duty_from(struct str word)
{
	return str_eqc(word, "checker") ? DUTY_CHECKER
	       : str_eqc(word, "head")  ? DUTY_HEAD
					: DUTY_KEEPER;
}

unsigned svc_duties_from(struct str words)
{
	unsigned duties = 0;
	struct str word;

	while (words.n && str_cut(&words, ' ', &word))
		duties |= svc_duty_from(word);
	return duties;
}

struct seats {
	int keepers, checkers, heads;
};

static void take_seat(struct svc_case *k, struct seats *n, struct str duty, int64_t post)
{
	bool mine = actor_holds(k->who, post);

	if (str_eqc(duty, "keeper")) {
		only(&k->keeper, &n->keepers, post);
		if (mine)
			give(k, DUTY_KEEPER, post);
	} else if (str_eqc(duty, "checker")) {
		only(&k->checker, &n->checkers, post);
		if (mine)
			give(k, DUTY_CHECKER, post);
	} else if (str_eqc(duty, "preparer")) {
		if (mine)
			give(k, DUTY_PREPARER, post);
	} else {
		if (!n->heads)
			k->first_head = post;
		only(&k->head, &n->heads, post);
		if (mine)
			give(k, DUTY_HEAD, post);
	}
}

static enum err take_seats(struct svc_case *k, struct db_rows *r, struct fail *f)
{
	struct seats n = {0};

	while (db_next(r))
		take_seat(k, &n, db_str(r, 0, k->a), db_int(r, 1));
	return db_done(r, NULL, f);
}

static enum err load_book_duties(struct svc_case *k, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_case_duties);

	db_bind_int(r, "id", k->id);
	return take_seats(k, r, f);
}

static void give_any(struct svc_case *k)
{
	k->duties = 0;
	k->now = db_now(k->c);
	give(k, DUTY_ANY, k->who->posts_n ? k->who->posts[0].position_id : 0);
}

enum err svc_case_open(struct svc_case *k, int64_t book, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_in_book_posts);

	give_any(k);
	db_bind_int(r, "book", book);
	return take_seats(k, r, f);
}

static enum err load_tray_duty(struct svc_case *k, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_case_trays);

	db_bind_int(r, "id", k->id);
	while (db_next(r)) {
		if (actor_holds(k->who, db_int(r, 1)))
			give(k, DUTY_TRAY, db_int(r, 1));
	}
	return db_done(r, NULL, f);
}

static void give_to(void *k, unsigned duty, int64_t post)
{
	give(k, duty, post);
}

static enum err load_outgoing_duties(struct svc_case *k, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_case_outgoing);
	struct out_facts l = {.desk = k->desk,
			      .state = k->state,
			      .row = k->step ? flow_proc_step(k->proc, k->step) : NULL};

	db_bind_int(r, "id", k->id);
	if (db_next(r)) {
		l.drafter = db_int(r, 0);
		l.signer = db_int(r, 1);
		l.series = db_str(r, 2, k->a);
	}
	out_duties(k->svc, k->who, &l, give_to, k);
	enum err e = db_done(r, NULL, f);
	return e ? e : out_initial_duty(k->c, k->who, k->id, give_to, k, f);
}

enum err svc_case_load_any(struct svc_case *k, int64_t id, struct fail *f)
{
	enum err e;

	give_any(k);
	if ((e = load_row(k, id, f)) || (e = load_book_duties(k, f)) || (e = load_tray_duty(k, f)) || k->incoming)
		return e;
	return load_outgoing_duties(k, f);
}

enum err svc_case_load(struct svc_case *k, int64_t id, struct fail *f)
{
	struct svc_sight sight;
	enum err e;

	if ((e = svc_sight_of(k->c, k->a, k->who, id, &sight, f)))
		return e;
	return sight.line ? svc_case_load_any(k, id, f) : svc_no_letter(f);
}

enum err svc_version_check(int64_t asked, int64_t stored, int64_t *stale, struct fail *f)
{
	if (asked == stored)
		return ERR_OK;
	if (stale)
		*stale = stored;
	if (asked == 0)
		return FAIL(
			f, ERR_NOVERSION, "no-version", "version",
			"Sebutkan versi surat yang Anda lihat (If-Match); buka suratnya "
			"lebih dulu.");
	return FAIL(
		f, ERR_STALE, "stale-version", "version",
		"Surat ini baru saja diubah orang lain (versi %lld, Anda melihat versi "
		"%lld); muat ulang lalu ulangi.",
		(long long)stored, (long long)asked);
}

enum err svc_case_may(struct svc_case *k, enum flow_act act, int64_t version,
		      int64_t *stale, struct fail *f)
{
	struct fail mine = {0};
	enum err may = flow_proc_may(k->proc, k->step, act, k->state, k->duties, &mine);
	enum err e;

	if (may != ERR_DENIED && (e = svc_tree_stale(k, version, k->version, stale, f)))
		return e;
	if (may && f)
		*f = mine;
	return acting_why(k->c, k->a, k->svc->zone, k->who, k->id, may, f);
}

enum err svc_case_begin(struct svc_case *k, struct svc_ref ref, enum flow_act act,
			int64_t *stale, struct fail *f)
{
	enum err e = svc_case_load(k, ref.id, f);

	return e ? e : svc_case_may(k, act, ref.version, stale, f);
}

static int64_t desk_for(const struct svc_case *k, enum flow_state s)
{
	if (s == FS_CODED)
		return k->checker;
	if (s == FS_CHECKED)
		return k->head;
	if (s == FS_REGISTERED || s == FS_DISPOSED || s == FS_FOLLOWED)
		return k->keeper;
	return 0;
}

static enum err write_step(struct svc_case *k, const struct svc_move *m, int64_t post,
			   struct fail *f)
{
	const struct office_hours *h = svc_hours(k->svc);
	int64_t opened = k->opened_ms ? k->opened_ms : k->now;
	struct db_rows *r = db_run(k->c, Q_case_step);

	db_bind_int(r, "letter", k->id);
	db_bind_str(r, "act", str_c(flow_act_word(m->act)));
	db_bind_int(r, "step", m->keep_clock ? 0 : k->step);
	db_bind_str(r, "from", str_c(flow_state_word(k->state)));
	db_bind_str(r, "to", str_c(flow_state_word(m->to)));
	db_bind_int(r, "account", k->who->account_id);
	if (post)
		db_bind_int(r, "position", post);
	if (m->for_post)
		db_bind_int(r, "for", m->for_post);
	db_bind_int(r, "at", k->now);
	db_bind_int(r, "wait",
		    m->keep_clock ? 0 : office_ms_between(h, k->step_ms, opened));
	db_bind_int(r, "work", m->keep_clock ? 0 : office_ms_between(h, opened, k->now));
	if (m->note.n)
		db_bind_str(r, "note", m->note);
	return svc_exec(r, f);
}

/* Told in the chain, but nothing of the letter changes: no page that shows it is stale. */
static bool only_told(const struct svc_move *m)
{
	return m->keep_clock && (m->act == ACT_READ || m->act == ACT_REMIND ||
				 m->act == ACT_CONFIRM || m->act == ACT_PREPARE || m->act == ACT_ASK_LOOK ||
				 m->act == ACT_GRANT_LOOK || m->act == ACT_REFUSE_LOOK);
}

/* The entry's canonical bytes: keys in this order, always all of them. */
static enum err write_audit(struct svc_case *k, const struct svc_move *m, int64_t post,
			    struct fail *f)
{
	struct buf b = BUF_MAX(1 << 20);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_int(&w, "v", 1);
	jw_int(&w, "letter", k->id);
	jw_int(&w, "version", k->version + !only_told(m));
	jw_str(&w, "act", str_c(flow_act_word(m->act)));
	jw_str(&w, "from", str_c(flow_state_word(k->state)));
	jw_str(&w, "to", str_c(flow_state_word(m->to)));
	jw_int(&w, "step", k->step);
	jw_int(&w, "post", post);
	jw_int(&w, "for", m->for_post);
	jw_str(&w, "note", m->note);
	jw_str(&w, "reason", m->reason);
	if (m->detail.n)
		jw_raw(&w, "detail", m->detail);
	else
		jw_null(&w, "detail");
	jw_obj_end(&w);
	return db_audit(
		k->c,
		&(struct db_audit){
			.actor = actor_audit(k->a, k->who, post),
			.act = str_c(flow_act_word(m->act)),
			.object = arena_fmt(k->a, "letter:%lld", (long long)k->id),
			.detail = buf_keep(&b, k->a),
		},
		f);
}

static void advance(struct svc_case *k, const struct svc_move *m)
{
	const struct flow_step *next = flow_proc_waiting(k->proc, m->to);

	k->version++;
	k->state = m->to;
	if (m->keep_clock)
		return;
	if (k->incoming)
		k->desk = desk_for(k, m->to);
	k->step = next ? next->number : 0;
	k->step_ms = k->now;
	k->opened_ms = 0;
}

static enum err write_letter(struct svc_case *k, int64_t stored, struct str reason,
			     struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_case_move);
	int changed = 0;
	enum err e;

	db_bind_int(r, "id", k->id);
	db_bind_int(r, "version", stored);
	db_bind_int(r, "next", k->version);
	db_bind_str(r, "state", str_c(flow_state_word(k->state)));
	db_bind_int(r, "step", k->step);
	db_bind_int(r, "step_ms", k->step_ms);
	if (k->opened_ms)
		db_bind_int(r, "opened", k->opened_ms);
	if (k->desk)
		db_bind_int(r, "desk", k->desk);
	if (reason.n) {
		db_bind_int(r, "closed", k->now);
		db_bind_str(r, "reason", reason);
	}
	if ((e = db_done(r, &changed, f)))
		return e;
	if (changed != 1)
		return FAIL(
			f, ERR_STALE, "stale-version", "version",
			"Surat ini baru saja diubah orang lain; muat ulang lalu ulangi.");
	return ERR_OK;
}

void svc_case_foresee(const struct svc_case *k, const struct svc_move *m, size_t n,
		      struct svc_case *after)
{
	*after = *k;
	for (size_t i = 0; i < n; i++)
		advance(after, &m[i]);
}

enum err svc_case_move(struct svc_case *k, const struct svc_move *m, struct fail *f)
{
	int64_t post = m->post ? m->post : svc_case_post(k, m->duty);
	enum err e = acting_still(k->c, k->svc->zone, k->who, post, f);

	if (e || (!m->quiet && (e = write_step(k, m, post, f))) ||
	    (e = write_audit(k, m, post, f)))
		return e;
	if (only_told(m)) /* told, but no page that shows the letter is stale by it */
		return ERR_OK;
	advance(k, m);
	return k->fresh ? ERR_OK : write_letter(k, k->version - 1, m->reason, f);
}

enum err svc_day_id(struct db_conn *c, enum query last_below, struct day d, int64_t *id,
		    struct fail *f)
{
	int64_t first = day_number(d) * IDS_PER_DAY, last = 0;
	struct db_rows *r = db_run(c, last_below);
	bool found = false;
	enum err e;

	db_bind_int(r, "below", first + IDS_PER_DAY);
	if ((e = db_one_int(r, &last, &found, f)))
		return e;
	if (first <= 0) /* an address of a page has no minus */
		return FAIL(f, ERR_INVALID, "too-old", "date",
			    "Tanggal sebelum 2 Januari 1970 tidak dapat dicatat; periksa "
			    "tahunnya.");
	*id = found && last >= first ? last + 1 : first;
	if (*id >= first + IDS_PER_DAY)
		return FAIL(f, ERR_LIMIT, "day-full", NULL,
			    "Sudah 100.000 catatan pada tanggal itu; pakai tanggal lain.");
	return ERR_OK;
}

enum err svc_letter_id(struct db_conn *c, struct day d, int64_t *id, struct fail *f)
{
	return svc_day_id(c, Q_case_last_id, d, id, f);
}

enum err svc_case_proc_in(struct svc *s, const struct flow_proc **out, struct fail *f)
{
	*out = flow_procs_letter(s->procs, s->office->procedure_in);
	if (!*out || !(*out)->incoming)
		return FAIL(f, ERR_IO, "no-procedure", NULL,
			    "Prosedur surat masuk " STR_FMT
			    " tidak ada; perbaiki sop-masuk pada "
			    "berkas instansi.",
			    STR_ARG(s->office->procedure_in));
	return ERR_OK;
}
