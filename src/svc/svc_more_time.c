#include "svc_more_time.h"
#include "svc_due.h"
#include "svc_entry.h"
#include "svc_notice.h"

#define ROWS_MAX   200
#define DECIDE_MAX 20

struct more {
	struct svc *s;
	const struct actor *who;
	struct arena *a;
	struct db_conn *c;
	int64_t id, letter, tray, asker, from_ms;
	struct day to;
	struct str words;
	bool grant;
	int64_t decides[DECIDE_MAX]; /* posts that decide on it */
	size_t decides_n;
};

/* Of a tray the giver; of the letter's own deadline the book's head and checker. */
static enum err who_decides(struct more *x, struct fail *f)
{
	struct db_rows *r = db_run(x->c, x->tray ? Q_more_tray : Q_more_book_post);

	x->decides_n = 0;
	if (x->tray)
		db_bind_int(r, "tray", x->tray);
	else
		db_bind_int(r, "letter", x->letter);
	while (x->decides_n < DECIDE_MAX && db_next(r)) {
		x->decides[x->decides_n++] = db_int(r, x->tray ? 2 : 0);
		if (x->tray)
			x->from_ms = db_int(r, 3);
	}
	return db_done(r, NULL, f);
}

static int64_t decides_as(const struct more *x)
{
	for (size_t i = 0; i < x->decides_n; i++)
		if (actor_holds(x->who, x->decides[i]))
			return x->decides[i];
	return 0;
}

static enum err find_due(struct more *x, struct due *d, struct fail *f)
{
	enum err e = svc_due_of(x->c, x->a, x->tray ? DUE_TRAY : DUE_LETTER,
				x->tray ? x->tray : x->letter, d, f);

	if (e)
		return e;
	if (!d->due_ms)
		return FAIL(f, ERR_CONFLICT, "no-deadline", NULL,
			    "Tidak ada batas waktu yang dapat diperpanjang di sini.");
	if (day_start_ms(x->to, x->s->zone) + MS_PER_DAY <= d->due_ms)
		return FAIL(f, ERR_INVALID, "bad-date", "to",
			    "Batas baru harus sesudah batas yang sekarang.");
	return ERR_OK;
}

static enum err put_due(struct more *x, struct fail *f)
{
	struct due d;
	int64_t due = day_start_ms(x->to, x->s->zone) + MS_PER_DAY;
	struct db_rows *r;
	enum err e = find_due(x, &d, f);

	if (!e)
		e = svc_due_put(x->c, x->tray ? DUE_TRAY : DUE_LETTER,
				x->tray ? x->tray : x->letter, x->letter, d.from_ms, due,
				"perpanjangan", f);
	if (e || x->tray)
		return e;
	r = db_run(x->c, Q_due_day_put);
	db_bind_int(r, "id", x->letter);
	db_bind_int(r, "day", day_number(x->to));
	return db_done(r, NULL, f);
}

static enum err tell(struct more *x, int64_t post, const char *words, struct fail *f)
{
	return svc_notice_put(
		x->c,
		&(struct notice_new){.position_id = post,
				     .letter_id = x->letter,
				     .kind = NOTICE_DEADLINE,
				     .words = str_c(words),
				     .once = arena_fmt(x->a, "perpanjangan:%lld:%s:%lld",
						       (long long)x->id, words,
						       (long long)post)},
		NULL, f);
}

static enum err audit(struct more *x, int64_t post, const char *act, struct fail *f)
{
	return db_audit(
		x->c,
		&(struct db_audit){
			.actor = actor_audit(x->a, x->who, post),
			.act = str_c(act),
			.object = arena_fmt(x->a, "letter:%lld", (long long)x->letter),
			.detail = arena_fmt(
				x->a,
				"kotak=%lld\nsampai=" STR_FMT "\nkata=" STR_FMT "\n",
				(long long)x->tray, STR_ARG(day_iso(x->a, x->to)),
				STR_ARG(x->words))},
		f);
}

static enum err answer(struct more *x, int64_t post, bool grant, struct str words,
		       struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_more_answer);
	int changed = 0;
	enum err e;

	db_bind_int(r, "id", x->id);
	db_bind_int(r, "at", db_now(x->c));
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "position", post);
	db_bind_int(r, "granted", grant);
	db_bind_str(r, "answer", words);
	e = db_done(r, &changed, f);
	if (!e && changed != 1)
		e = FAIL(f, ERR_CONFLICT, "answered", NULL,
			 "Permintaan perpanjangan ini sudah dijawab.");
	if (!e && grant)
		e = put_due(x, f);
	return e;
}

static enum err find_tray(struct more *x, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_more_my_tray);

	db_bind_int(r, "letter", x->letter);
	db_bind_str(r, "posts", svc_posts(x->a, x->who));
	return db_one_int(r, &x->tray, NULL, f);
}

/* The post he asks under: the tray's, else his first. */
static enum err asks_as(struct more *x, struct fail *f)
{
	struct db_rows *r;

	x->asker = x->who->posts[0].position_id;
	if (!x->tray)
		return ERR_OK;
	r = db_run(x->c, Q_more_tray);
	db_bind_int(r, "tray", x->tray);
	if (db_next(r))
		x->asker = db_int(r, 1);
	return db_done(r, NULL, f);
}

static enum err put_row(struct more *x, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_more_put);
	enum err e;

	db_bind_int(r, "letter", x->letter);
	if (x->tray)
		db_bind_int(r, "tray", x->tray);
	db_bind_int(r, "day", day_number(x->to));
	db_bind_str(r, "reason", x->words);
	db_bind_int(r, "position", x->asker);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "at", db_now(x->c));
	e = db_done(r, NULL, f);
	x->id = db_last_id(x->c);
	return e;
}

static enum err ask_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct more *x = arg;
	struct svc_sight sight;
	struct due d;
	int64_t as;
	enum err e;

	x->c = c;
	if ((e = svc_sight_of(c, x->a, x->who, x->letter, &sight, f)))
		return e;
	if (!sight.content || !x->who->posts_n)
		return svc_no_letter(f);
	if ((e = find_tray(x, f)) || (e = find_due(x, &d, f)) || (e = asks_as(x, f)) ||
	    (e = who_decides(x, f)) || (e = put_row(x, f)) ||
	    (e = audit(x, x->asker, "more-time", f)))
		return e;
	if ((as = decides_as(x)))
		return answer(x, as, true, STR(""), f);
	for (size_t i = 0; !e && i < x->decides_n; i++)
		e = tell(x, x->decides[i], "Perpanjangan batas waktu diminta", f);
	return e;
}

enum err svc_more_time_ask(struct svc *s, const struct actor *who, int64_t letter,
			   struct day to, struct str reason, struct fail *f)
{
	struct more x = {
		.s = s, .who = who, .a = arena_open(), .letter = letter, .to = to};
	enum err e =
		svc_text(x.a, reason, UTF8_LINES, 500, "reason", "Alasan", &x.words, f);

	if (!e && !day_ok(to))
		e = FAIL(f, ERR_INVALID, "bad-date", "to",
			 "Isi tanggal batas yang baru.");
	if (!e)
		e = db_submit(s->db, ask_act, &x, f);
	arena_close(x.a);
	return e;
}

static enum err load(struct more *x, bool *answered, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_more_get);
	bool found;
	enum err e;

	db_bind_int(r, "id", x->id);
	found = db_next(r);
	if (found) {
		x->letter = db_int(r, 0);
		x->tray = db_int(r, 1);
		x->to = day_from_number(db_int(r, 2));
		x->asker = db_int(r, 3);
		*answered = db_int(r, 4) != 0;
	}
	e = db_done(r, NULL, f);
	return e || found ? e
			  : FAIL(f, ERR_NOTFOUND, "no-request", NULL,
				 "Permintaan perpanjangan itu tidak ada.");
}

static enum err answer_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct more *x = arg;
	bool answered = false;
	int64_t as;
	enum err e;

	x->c = c;
	if ((e = load(x, &answered, f)) || (e = who_decides(x, f)))
		return e;
	if (!svc_may_see_line(c, x->a, x->who, x->letter))
		return svc_no_letter(f);
	if (!(as = decides_as(x)))
		return FAIL(f, ERR_DENIED, "not-yours", NULL,
			    "Perpanjangan hanya disetujui oleh yang memberi batas waktu "
			    "itu.");
	if ((e = answer(x, as, x->grant, x->words, f)) ||
	    (e = audit(x, as, x->grant ? "more-time-grant" : "more-time-refuse", f)))
		return e;
	return tell(x, x->asker,
		    x->grant ? "Perpanjangan disetujui" : "Perpanjangan ditolak", f);
}

enum err svc_more_time_answer(struct svc *s, const struct actor *who, int64_t id,
			      bool grant, struct str words, int64_t *letter,
			      struct fail *f)
{
	struct more x = {.s = s, .who = who, .a = arena_open(), .id = id, .grant = grant};
	enum err e = svc_text(x.a, words, UTF8_LINES, 500, "reason",
			      grant ? NULL : "Alasan", &x.words, f);

	if (!e)
		e = db_submit(s->db, answer_act, &x, f);
	*letter = x.letter;
	arena_close(x.a);
	return e;
}

static enum err read_rows(struct db_conn *c, struct arena *a, int64_t letter,
			  struct svc_more_time *v, size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_more_of);

	db_bind_int(r, "letter", letter);
	while (*n < ROWS_MAX && db_next(r))
		v[(*n)++] = (struct svc_more_time){.id = db_int(r, 0),
						   .tray_id = db_int(r, 1),
						   .to = day_from_number(db_int(r, 2)),
						   .reason = db_str(r, 3, a),
						   .by = db_str(r, 4, a),
						   .asked_ms = db_int(r, 5),
						   .answered_ms = db_int(r, 6),
						   .granted = db_int(r, 7) != 0,
						   .answer = db_str(r, 8, a),
						   .answered_by = db_str(r, 9, a),
						   .open = !db_int(r, 6)};
	return db_done(r, NULL, f);
}

enum err svc_more_times(struct svc *s, const struct actor *who, struct arena *a,
			int64_t letter, struct svc_more_time **out, size_t *n,
			struct fail *f)
{
	struct svc_more_time *v = ARENA_ARRAY(a, struct svc_more_time, ROWS_MAX);
	struct db_conn *c = db_read(s->db);
	struct svc_sight sight;
	enum err e = svc_sight_of(c, a, who, letter, &sight, f);

	*n = 0;
	*out = v;
	if (!e && sight.content)
		e = read_rows(c, a, letter, v, n, f);
	for (size_t i = 0; !e && i < *n; i++) {
		struct more x = {.s = s,
				 .who = who,
				 .a = a,
				 .c = c,
				 .letter = letter,
				 .tray = v[i].tray_id};

		e = v[i].open ? who_decides(&x, f) : ERR_OK;
		v[i].may_answer = v[i].open && decides_as(&x);
	}
	db_read_end(s->db, c);
	return e;
}
