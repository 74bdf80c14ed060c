#include "svc_answer.h"
#include "svc_due.h"
#include "svc_entry.h"
#include "svc_list.h"

#define ROWS_MAX    300
#define SAME_NUMBER 20

static enum err read_one(struct db_conn *c, struct arena *a, int64_t letter,
			 struct svc_answer *o, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_answer_of);

	*o = (struct svc_answer){.position = STR(""), .note = STR(""), .reason = STR("")};
	db_bind_int(r, "letter", letter);
	if (db_next(r)) {
		*o = (struct svc_answer){.letter_id = letter,
					 .position_id = db_int(r, 0),
					 .position = db_str(r, 1, a),
					 .asked_ms = db_int(r, 2),
					 .note = db_str(r, 3, a),
					 .ended_ms = db_int(r, 4),
					 .reason = db_str(r, 5, a),
					 .answer_id = db_int(r, 6)};
		o->owed = !o->ended_ms && !o->answer_id;
	}
	return db_done(r, NULL, f);
}

static enum err put_clock(struct svc *s, struct db_conn *c, struct arena *a,
			  struct svc_answer *o, struct fail *f)
{
	int64_t now = clock_ms(s->clock);
	struct due d;
	enum err e = svc_due_of(c, a, DUE_ANSWER, o->letter_id, &d, f);
	int64_t days = day_number(day_at(now, s->zone)) -
		       day_number(day_at(o->asked_ms, s->zone));

	o->due_ms = d.due_ms;
	o->age_days = days > 0 ? (int)days : 0;
	o->overdue = o->owed && d.due_ms && now >= d.due_ms;
	o->near = o->owed && d.due_ms && !o->overdue && now >= d.near_ms;
	return e;
}

enum err svc_answer_get(struct svc *s, const struct actor *who, struct arena *a,
			int64_t letter, struct svc_answer *out, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct svc_sight sight;
	enum err e = svc_sight_of(c, a, who, letter, &sight, f);

	if (!e && !sight.line)
		e = svc_no_letter(f);
	if (!e)
		e = read_one(c, a, letter, out, f);
	if (!e && out->letter_id)
		e = put_clock(s, c, a, out, f);
	db_read_end(s->db, c);
	return e;
}

static enum err open_ids(struct db_conn *c, int64_t *ids, size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_answer_open);

	while (*n < ROWS_MAX && db_next(r))
		ids[(*n)++] = db_int(r, 0);
	return db_done(r, NULL, f);
}

enum err svc_answers(struct svc *s, const struct actor *who, struct arena *a,
		     struct svc_answer_row **out, size_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct svc_answer_row *v = ARENA_ARRAY(a, struct svc_answer_row, ROWS_MAX);
	int64_t ids[ROWS_MAX];
	struct svc_row_more more;
	size_t all = 0;
	enum err e = open_ids(c, ids, &all, f);

	*n = 0;
	*out = v;
	for (size_t i = 0; !e && i < all; i++) {
		struct svc_answer_row *o = &v[*n];

		if (!svc_may_see_line(c, a, who, ids[i]))
			continue;
		if ((e = read_one(c, a, ids[i], &o->answer, f)) ||
		    (e = put_clock(s, c, a, &o->answer, f)) ||
		    (e = svc_row_read(s, c, a, who, ids[i], &o->row, &more, f)))
			continue;
		++*n;
	}
	db_read_end(s->db, c);
	return e;
}

/* ---- acts ---- */

struct answering {
	struct svc *s;
	const struct actor *who;
	struct arena *a;
	struct db_conn *c;
	int64_t letter, answer, post;
	struct day due;
	struct str words, norm;
	struct svc_answer was;
	bool incoming;
};

/* Who may open it; the post he does it under is his first. */
static enum err begin(struct answering *x, struct db_conn *c, struct fail *f)
{
	struct svc_sight sight;
	struct str state = STR("");
	struct db_rows *r;
	enum err e;

	x->c = c;
	if ((e = svc_sight_of(c, x->a, x->who, x->letter, &sight, f)))
		return e;
	if (!sight.content || !x->who->posts_n)
		return svc_no_letter(f);
	x->post = x->who->posts[0].position_id;
	r = db_run(c, Q_answer_direction);
	db_bind_int(r, "letter", x->letter);
	if (db_next(r)) {
		x->incoming = str_eqc(db_str(r, 0, x->a), "in");
		state = db_str(r, 1, x->a);
	}
	if ((e = db_done(r, NULL, f)) || (e = read_one(c, x->a, x->letter, &x->was, f)))
		return e;
	if (str_eqc(state, "batal") || str_eqc(state, "batal-agenda") ||
	    str_eqc(state, "salah-alamat"))
		return FAIL(f, ERR_CONFLICT, "wrong-state", NULL,
			    "Surat ini batal atau salah alamat; balasan tidak ditunggu "
			    "lagi.");
	return ERR_OK;
}

static enum err audit(struct answering *x, const char *act, struct fail *f)
{
	return db_audit(
		x->c,
		&(struct db_audit){
			.actor = actor_audit(x->a, x->who, x->post),
			.act = str_c(act),
			.object = arena_fmt(x->a, "letter:%lld", (long long)x->letter),
			.detail = arena_fmt(x->a, "jawaban=%lld\nkata=" STR_FMT "\n",
					    (long long)x->answer, STR_ARG(x->words))},
		f);
}

static enum err ask_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct answering *x = arg;
	int64_t now = db_now(c);
	struct db_rows *r;
	enum err e = begin(x, c, f);

	if (e)
		return e;
	if (x->was.owed)
		return FAIL(f, ERR_CONFLICT, "asked", NULL,
			    "Balasan surat ini sudah ditunggu " STR_FMT ".",
			    STR_ARG(x->was.position));
	r = db_run(c, Q_answer_put);
	db_bind_int(r, "letter", x->letter);
	db_bind_int(r, "position", x->post);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "at", now);
	db_bind_str(r, "note", x->words);
	if ((e = db_done(r, NULL, f)))
		return e;
	if (!day_none(x->due))
		e = svc_due_put(c, DUE_ANSWER, x->letter, x->letter, now,
				day_start_ms(x->due, x->s->zone) + MS_PER_DAY, "pengirim",
				f);
	return e ? e : audit(x, "answer-ask", f);
}

static enum err run(struct answering *x, db_act *act, size_t max, bool needed,
		    struct fail *f)
{
	enum err e;

	x->a = arena_open();
	e = svc_text(x->a, x->words, UTF8_LINES, max, "reason", needed ? "Alasan" : NULL,
		     &x->words, f);
	if (!e)
		e = db_submit(x->s->db, act, x, f);
	arena_close(x->a);
	return e;
}

enum err svc_answer_ask(struct svc *s, const struct actor *who, int64_t letter,
			struct day due, struct str note, struct fail *f)
{
	struct answering x = {
		.s = s, .who = who, .letter = letter, .due = due, .words = note};
	struct day today = day_at(clock_ms(s->clock), s->zone);

	if (!day_none(due) && (!day_ok(due) || day_cmp(due, today) < 0))
		return FAIL(f, ERR_INVALID, "bad-date", "due_date",
			    "Batas balasan paling awal hari ini.");
	return run(&x, ask_act, 500, false, f);
}

/* The newest of that number that goes the other way and that he may see. */
static enum err find_answer(struct answering *x, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_answer_named);
	int64_t ids[SAME_NUMBER];
	size_t n = 0;
	enum err e;

	db_bind_str(r, "norm", x->norm);
	while (n < SAME_NUMBER && db_next(r))
		if (str_eqc(db_str(r, 1, x->a), "in") != x->incoming)
			ids[n++] = db_int(r, 0);
	e = db_done(r, NULL, f);
	for (size_t i = 0; !e && i < n && !x->answer; i++)
		if (svc_may_see_line(x->c, x->a, x->who, ids[i]))
			x->answer = ids[i];
	if (e || x->answer)
		return e;
	return FAIL(f, ERR_NOTFOUND, "no-letter", "number",
		    "Surat %s bernomor itu tidak ditemukan; periksa nomornya.",
		    x->incoming ? "keluar" : "masuk");
}

static enum err check_answer(struct answering *x, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_answer_direction);
	bool incoming = false, found;
	enum err e;

	db_bind_int(r, "letter", x->answer);
	found = db_next(r);
	if (found)
		incoming = str_eqc(db_str(r, 0, x->a), "in");
	e = db_done(r, NULL, f);
	if (e || !found || !svc_may_see_line(x->c, x->a, x->who, x->answer))
		return e ? e : svc_no_letter(f);
	if (incoming == x->incoming)
		return FAIL(f, ERR_INVALID, "same-way", "answer",
			    "Surat %s dijawab dengan surat %s.",
			    incoming ? "masuk" : "keluar", incoming ? "keluar" : "masuk");
	return ERR_OK;
}

static enum err link_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct answering *x = arg;
	struct db_rows *r;
	enum err e = begin(x, c, f);

	if (e || (!x->answer && (e = find_answer(x, f))) || (e = check_answer(x, f)))
		return e;
	r = db_run(c, Q_answer_link);
	db_bind_int(r, "from", x->answer);
	db_bind_int(r, "to", x->letter);
	db_bind_int(r, "at", db_now(c));
	e = db_done(r, NULL, f);
	return e ? e : audit(x, "answer-link", f);
}

enum err svc_answer_link(struct svc *s, const struct actor *who, int64_t letter,
			 struct str number, int64_t answer, struct fail *f)
{
	struct arena *a = arena_open();
	struct answering x = {.s = s,
			      .who = who,
			      .letter = letter,
			      .answer = answer,
			      .words = number,
			      .norm = svc_number_norm(s, a, str_trim(number))};
	enum err e = !answer && !x.norm.n ? FAIL(f, ERR_INVALID, "missing", "number",
						 "Isi nomor surat yang menjawabnya.")
					  : run(&x, link_act, 200, false, f);

	arena_close(a);
	return e;
}

/* Who awaits it; who answers for the letter: checker, head, signer. */
static enum err may_waive(struct answering *x, struct fail *f)
{
	struct svc_case k = {.svc = x->s, .c = x->c, .a = x->a, .who = x->who};
	enum err e = svc_case_load_any(&k, x->letter, f);

	if (e)
		return e;
	if (actor_holds(x->who, x->was.position_id)) {
		x->post = x->was.position_id;
		return ERR_OK;
	}
	if (k.duties & (DUTY_CHECKER | DUTY_HEAD | DUTY_SIGNER))
		return ERR_OK;
	return FAIL(f, ERR_DENIED, "not-yours", NULL,
		    "Tunggakan balasan hanya dihapus oleh " STR_FMT
		    ", Kasubbag TU, atau pimpinan.",
		    STR_ARG(x->was.position));
}

static enum err waive_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct answering *x = arg;
	struct db_rows *r;
	enum err e = begin(x, c, f);

	if (e)
		return e;
	if (!x->was.owed)
		return FAIL(f, ERR_CONFLICT, "not-owed", NULL,
			    "Balasan surat ini tidak sedang ditunggu.");
	if ((e = may_waive(x, f)))
		return e;
	r = db_run(c, Q_answer_end);
	db_bind_int(r, "letter", x->letter);
	db_bind_int(r, "at", db_now(c));
	db_bind_int(r, "account", x->who->account_id);
	db_bind_str(r, "reason", x->words);
	e = db_done(r, NULL, f);
	return e ? e : audit(x, "answer-waive", f);
}

enum err svc_answer_waive(struct svc *s, const struct actor *who, int64_t letter,
			  struct str reason, struct fail *f)
{
	struct answering x = {.s = s, .who = who, .letter = letter, .words = reason};

	return run(&x, waive_act, 500, true, f);
}
