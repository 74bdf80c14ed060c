#include "svc_told.h"
#include "json.h"
#include "office.h"
#include "svc_list.h"
#include "svc_notice.h"

#define DAY_MS INT64_C(86400000)

enum err svc_told_time(struct svc *s, struct str typed, int64_t *ms, struct fail *f)
{
	int64_t hour = -1, minute = -1, now = clock_ms(s->clock);
	struct day d = {0};

	*ms = 0;
	if (typed.n >= 16 && day_parse(str_head(typed, 10), &d) &&
	    str_to_int(str_head(str_from(typed, 11), 2), &hour) &&
	    str_to_int(str_head(str_from(typed, 14), 2), &minute) && hour >= 0 &&
	    hour < 24 && minute >= 0 && minute < 60)
		*ms = day_start_ms(d, s->zone) + (hour * 60 + minute) * 60000;
	if (*ms && *ms <= now && *ms > now - 30 * DAY_MS)
		return ERR_OK;
	return FAIL(
		f, ERR_INVALID, "bad-time", "told_at",
		"Tulis kapan pimpinan memberi disposisi itu, tanggal dan jamnya: tidak "
		"sesudah sekarang dan paling lama 30 hari yang lalu.");
}

enum err svc_told_waiting(struct svc *s, const struct actor *who, struct arena *a,
			  struct svc_told **out, size_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_told_waiting);
	struct svc_told *v = ARENA_ARRAY(a, struct svc_told, 100);
	size_t kept = 0;

	*n = 0;
	db_bind_str(r, "posts", svc_posts(a, who));
	while (*n < 100 && db_next(r))
		v[(*n)++] = (struct svc_told){.id = db_int(r, 0),
					      .letter_id = db_int(r, 1),
					      .how = db_str(r, 2, a),
					      .told_ms = db_int(r, 3),
					      .version = db_int(r, 4),
					      .subject = db_str(r, 5, a),
					      .codes = db_str(r, 6, a),
					      .note = db_str(r, 7, a),
					      .to = db_str(r, 8, a),
					      .to_ids = db_str(r, 9, a),
					      .by = db_str(r, 10, a),
					      .agenda = db_str(r, 11, a)};
	enum err e = db_done(r, NULL, f);

	for (size_t i = 0; !e && i < *n; i++) {
		if (!svc_may_see_line(c, a, who, v[i].letter_id))
			continue;
		v[i].asked = svc_instruction_texts(a, v[i].codes);
		v[kept++] = v[i];
	}
	db_read_end(s->db, c);
	*n = kept;
	*out = v;
	return e;
}

/* ---- confirmed, or corrected ---- */

static enum err open_told(struct svc_case *k, int64_t id, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_told_get);
	bool told = false, over = false;
	int64_t letter = 0;
	enum err e;

	db_bind_int(r, "id", id);
	if (db_next(r)) {
		letter = db_int(r, 0);
		told = db_str(r, 2, k->a).n > 0;
		over = db_int(r, 3) != 0;
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	if (letter != k->id || !told)
		return FAIL(f, ERR_NOTFOUND, "no-disposition", "disposition",
			    "Disposisi lewat telepon atau WhatsApp itu tidak ada pada "
			    "surat ini.");
	return over ? FAIL(f, ERR_CONFLICT, "confirmed", NULL,
			   "Disposisi itu sudah dikonfirmasi atau dibetulkan; beri "
			   "disposisi "
			   "tambahan bila perlu.")
		    : ERR_OK;
}

static enum err confirm(struct svc_case *k, int64_t id, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_told_confirm);

	db_bind_int(r, "id", id);
	db_bind_int(r, "at", k->now);
	db_bind_int(r, "account", k->who->account_id);
	return svc_exec(r, f);
}

enum err svc_told_correct_in(struct svc_case *k, int64_t id, struct fail *f)
{
	struct db_rows *r;
	enum err e;

	if ((e = open_told(k, id, f)) || (e = confirm(k, id, f)))
		return e;
	r = db_run(k->c, Q_told_trays_back);
	db_bind_int(r, "letter", k->id);
	db_bind_int(r, "id", id);
	db_bind_int(r, "at", k->now);
	db_bind_str(r, "result", STR("Dibetulkan pimpinan"));
	return svc_exec(r, f);
}

struct confirming {
	struct svc_case k;
	struct svc_ref ref;
	int64_t disposition;
	struct svc_done *done;
};

static struct str which(struct svc_case *k, const char *what, int64_t id)
{
	struct buf b = BUF_MAX(1024);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_int(&w, what, id);
	jw_obj_end(&w);
	return buf_keep(&b, k->a);
}

static enum err confirm_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct confirming *x = arg;
	struct svc_move m = {.act = ACT_CONFIRM, .duty = DUTY_HEAD, .keep_clock = true};
	enum err e;

	x->k.c = c;
	if ((e = svc_case_begin(&x->k, x->ref, ACT_CONFIRM, &x->done->version, f)) ||
	    (e = open_told(&x->k, x->disposition, f)) ||
	    (e = confirm(&x->k, x->disposition, f)))
		return e;
	m.to = x->k.state;
	m.detail = which(&x->k, "disposition", x->disposition);
	if ((e = svc_case_move(&x->k, &m, f)))
		return e;
	*x->done = (struct svc_done){x->k.version, x->k.state, x->disposition};
	return ERR_OK;
}

enum err svc_told_confirm(struct svc *s, const struct actor *who, struct svc_ref ref,
			  int64_t disposition, struct svc_done *done, struct fail *f)
{
	struct arena *a = arena_open();
	struct confirming x = {.k = {.svc = s, .who = who, .a = a},
			       .ref = ref,
			       .disposition = disposition,
			       .done = done};
	enum err e;

	*done = (struct svc_done){0};
	e = db_submit(s->db, confirm_act, &x, f);
	arena_close(a);
	return e;
}

/* ---- Ingatkan ---- */

struct reminding {
	struct svc_case k;
	struct svc_tray_case t;
	struct svc_ref ref;
	struct svc_done *done;
};

/* The working day it counts for: on a free day the next one. */
static int64_t counts_for(const struct svc *s, int64_t now)
{
	struct day d = day_at(now, s->zone);

	if (!office_works_on(&s->office->hours, d))
		d = office_workday_after(&s->office->hours, d, 1);
	return day_number(d);
}

static enum err tell(struct reminding *x, int64_t by, struct fail *f)
{
	struct svc_case *k = &x->k;
	struct db_rows *r = db_run(k->c, Q_tree_post);
	struct str name = STR("");
	struct notice_new n = {
		.position_id = x->t.position, .letter_id = k->id, .kind = NOTICE_OTHER};
	bool fresh = false;
	enum err e;

	db_bind_int(r, "id", by);
	if (db_next(r))
		name = db_str(r, 0, k->a);
	if ((e = db_done(r, NULL, f)))
		return e;
	n.words = arena_fmt(k->a, "Diingatkan " STR_FMT, STR_ARG(name));
	n.once = arena_fmt(k->a, "ingatkan:tray:%lld:%lld", (long long)x->t.id,
			   (long long)counts_for(k->svc, k->now));
	if ((e = svc_notice_put(k->c, &n, &fresh, f)) || fresh)
		return e;
	return FAIL(f, ERR_CONFLICT, "reminded", NULL,
		    "Sudah diingatkan pada hari kerja ini; ingatkan lagi pada hari kerja "
		    "berikutnya.");
}

static enum err remind_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct reminding *x = arg;
	struct svc_case *k = &x->k;
	struct svc_move m = {.act = ACT_REMIND, .keep_clock = true};
	struct db_rows *r;
	enum err e;

	k->c = c;
	x->t.id = x->ref.id;
	if ((e = svc_tray_load(k, &x->t, f)) ||
	    (e = svc_tray_may(k, &x->t, ACT_REMIND, x->ref.version, &x->done->version,
			      f)))
		return e;
	if (x->t.copy_only)
		return FAIL(f, ERR_CONFLICT, "owes-nothing", NULL,
			    "Disposisi ini untuk diketahui saja: tidak ada yang perlu "
			    "diingatkan.");
	m.to = k->state;
	m.post = actor_holds(k->who, x->t.giver) ? x->t.giver
		 : k->duties & DUTY_HEAD         ? svc_case_post(k, DUTY_HEAD)
						 : svc_case_post(k, DUTY_CHECKER);
	m.detail = which(k, "tray", x->t.id);
	if ((e = tell(x, m.post, f)))
		return e;
	r = db_run(c, Q_remind_set);
	db_bind_int(r, "id", x->t.id);
	db_bind_int(r, "at", k->now);
	if ((e = svc_exec(r, f)) || (e = svc_case_move(k, &m, f)))
		return e;
	*x->done = (struct svc_done){x->t.version, k->state, x->t.id};
	return ERR_OK;
}

enum err svc_tray_remind(struct svc *s, const struct actor *who, struct svc_ref ref,
			 struct svc_done *done, struct fail *f)
{
	struct arena *a = arena_open();
	struct reminding x = {
		.k = {.svc = s, .who = who, .a = a}, .ref = ref, .done = done};
	enum err e;

	*done = (struct svc_done){0};
	e = db_submit(s->db, remind_act, &x, f);
	arena_close(a);
	return e;
}
