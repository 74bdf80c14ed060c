#include "svc_look.h"
#include "json.h"
#include "svc_entry.h"
#include "svc_letter.h"
#include "svc_list.h"

#define REASON_MAX 500
#define ASKED	   1 /* versions of a request */
#define ANSWERED   2

struct looking {
	struct svc_case k;
	struct svc_ref ref;
	struct svc_done *done;
	struct str words, asker;
	bool grant;
};

static struct str detail(struct looking *x, int64_t request)
{
	struct buf b = BUF_MAX(1 << 14);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_int(&w, "request", request);
	jw_str(&w, "words", x->words);
	jw_obj_end(&w);
	return buf_keep(&b, x->k.a);
}

static enum err ask_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct looking *x = arg;
	struct svc_move m = {.act = ACT_ASK_LOOK, .keep_clock = true, .quiet = true};
	struct svc_sight sight;
	struct db_rows *r;
	enum err e;

	x->k.c = c;
	if ((e = svc_case_load(&x->k, x->ref.id, f)) ||
	    (e = flow_may(ACT_ASK_LOOK, x->k.state, x->k.duties, f)) ||
	    (e = svc_sight_of(c, x->k.a, x->k.who, x->k.id, &sight, f)))
		return e;
	if (sight.content)
		return FAIL(f, ERR_CONFLICT, "look-open", NULL,
			    "Surat ini sudah dapat Anda buka; muat ulang halamannya.");
	m.to = x->k.state;
	m.post = svc_case_post(&x->k, DUTY_ANY);
	if (!m.post)
		return FAIL(f, ERR_DENIED, "no-post", NULL,
			    "Permintaan lihat diajukan atas nama jabatan; akun Anda tidak "
			    "memegang jabatan.");
	r = db_run(c, Q_look_put);
	db_bind_int(r, "letter", x->k.id);
	db_bind_int(r, "position", m.post);
	db_bind_int(r, "account", x->k.who->account_id);
	db_bind_str(r, "reason", x->words);
	db_bind_int(r, "at", x->k.now);
	e = svc_exec(r, f);
	if (e == ERR_CONFLICT)
		return FAIL(f, ERR_CONFLICT, "look-asked", NULL,
			    "Permintaan Anda untuk surat ini masih menunggu jawaban.");
	if (e)
		return e;
	*x->done = (struct svc_done){x->k.version, x->k.state, db_last_id(c)};
	m.detail = detail(x, x->done->id);
	return svc_case_move(&x->k, &m, f);
}

/* Loads the letter by S1, so that a stranger learns nothing from a request's number. */
static enum err load_request(struct looking *x, int64_t *version, struct fail *f)
{
	struct db_rows *r = db_run(x->k.c, Q_look_get);
	int64_t letter = 0;
	enum err e;

	db_bind_int(r, "id", x->ref.id);
	if (db_next(r)) {
		letter = db_int(r, 0);
		*version = db_int(r, 1) ? ASKED : ANSWERED;
		x->asker = db_str(r, 2, x->k.a);
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	return letter ? svc_case_load(&x->k, letter, f) : svc_no_letter(f);
}

static unsigned answering_duty(const struct svc_case *k)
{
	static const unsigned order[] = {DUTY_CHECKER, DUTY_HEAD, DUTY_SIGNER};

	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++)
		if (k->duties & order[i])
			return order[i];
	return DUTY_KEEPER;
}

static enum err put_answer(struct looking *x, int64_t post, struct fail *f)
{
	struct db_rows *r = db_run(x->k.c, Q_look_answer);

	db_bind_int(r, "id", x->ref.id);
	db_bind_int(r, "granted", x->grant);
	db_bind_int(r, "at", x->k.now);
	db_bind_int(r, "account", x->k.who->account_id);
	db_bind_int(r, "position", post);
	db_bind_str(r, "answer", x->words);
	return svc_exec(r, f);
}

static enum err answer_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct looking *x = arg;
	struct svc_move m = {.act = x->grant ? ACT_GRANT_LOOK : ACT_REFUSE_LOOK,
			     .keep_clock = true};
	int64_t version = ASKED;
	enum err e;

	x->k.c = c;
	if ((e = load_request(x, &version, f)) ||
	    (e = flow_may(m.act, x->k.state, x->k.duties, f)) ||
	    (e = svc_version_check(x->ref.version, version, &x->done->version, f)))
		return e;
	if (version == ANSWERED)
		return FAIL(f, ERR_CONFLICT, "look-answered", NULL,
			    "Permintaan ini sudah dijawab.");
	if (x->grant && !svc_secrecy_open(x->k.secrecy))
		return FAIL(f, ERR_CONFLICT, "look-level", NULL,
			    "Surat ini tidak lagi biasa; hanya penerima disposisi yang "
			    "membukanya. Disposisikan bila perlu.");
	m.to = x->k.state;
	m.post = svc_case_post(&x->k, answering_duty(&x->k));
	m.note = arena_fmt(x->k.a, STR_FMT "%s" STR_FMT, STR_ARG(x->asker),
			   x->words.n ? ": " : "", STR_ARG(x->words));
	m.detail = detail(x, x->ref.id);
	if ((e = put_answer(x, m.post, f)) || (e = svc_case_move(&x->k, &m, f)))
		return e;
	*x->done = (struct svc_done){ANSWERED, x->k.state, x->k.id};
	return ERR_OK;
}

static enum err run(struct looking *x, struct str words, const char *missing, db_act *act,
		    struct fail *f)
{
	struct arena *a = arena_open();
	enum err e = svc_text(a, words.p ? words : STR(""), UTF8_LINES, REASON_MAX, "reason",
			      missing, &x->words, f);

	*x->done = (struct svc_done){0};
	x->k.a = a;
	if (!e)
		e = db_submit(x->k.svc->db, act, x, f);
	arena_close(a);
	return e;
}

enum err svc_look_ask(struct svc *s, const struct actor *who, int64_t letter_id,
		      struct str reason, struct svc_done *done, struct fail *f)
{
	struct looking x = {
		.k = {.svc = s, .who = who}, .ref = {letter_id, 0}, .done = done};

	return run(&x, reason, "Keperluan", ask_act,
		   f);
}

enum err svc_look_answer(struct svc *s, const struct actor *who, struct svc_ref ref, bool grant,
			 struct str words, struct svc_done *done, struct fail *f)
{
	struct looking x = {
		.k = {.svc = s, .who = who}, .ref = ref, .done = done, .grant = grant};

	return run(&x, words, grant ? NULL : "Alasan penolakan", answer_act,
		   f);
}

/* ---- what pages and work lists show ---- */

static bool may_answer(const struct svc_case *k)
{
	return svc_secrecy_open(k->secrecy) &&
	       !flow_may(ACT_GRANT_LOOK, k->state, k->duties, NULL);
}

static enum err read_looks(struct svc_case *k, bool answers, struct svc_letter *l,
			   struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_look_list);

	l->looks = ARENA_ARRAY(k->a, struct svc_look, 50);
	db_bind_int(r, "letter", k->id);
	while (l->looks_n < 50 && db_next(r)) {
		struct svc_look o = {.id = db_int(r, 0),
				     .position = db_str(r, 2, k->a),
				     .reason = db_str(r, 3, k->a),
				     .at_ms = db_int(r, 4),
				     .open = db_int(r, 5) < 0,
				     .granted = db_int(r, 5) == 1,
				     .answered_ms = db_int(r, 6),
				     .answered_by = db_str(r, 7, k->a),
				     .answer = db_str(r, 8, k->a),
				     .mine = actor_holds(k->who, db_int(r, 1))};

		o.may_answer = answers && o.open;
		if (o.mine || answers)
			l->looks[l->looks_n++] = o;
	}
	return db_done(r, NULL, f);
}

enum err svc_letter_looks(struct svc_case *k, bool content, struct svc_letter *l,
			  struct fail *f)
{
	bool waits = false, answers = content && may_answer(k);
	enum err e = read_looks(k, answers, l, f);

	for (size_t i = 0; i < l->looks_n; i++)
		waits = waits || l->looks[i].open;
	if (e)
		return e;
	if (!content && !waits && k->who->posts_n)
		l->acts[l->acts_n++] = ACT_ASK_LOOK;
	if (answers && waits) {
		l->acts[l->acts_n++] = ACT_GRANT_LOOK;
		l->acts[l->acts_n++] = ACT_REFUSE_LOOK;
	}
	return ERR_OK;
}

enum err svc_look_work(struct svc *s, struct db_conn *c, struct arena *a,
		       const struct actor *who, struct svc_list *out, size_t max,
		       struct fail *f)
{
	struct db_rows *r = db_run(c, Q_look_work);
	struct svc_row_more more;
	int64_t ids[100];
	size_t n = 0;
	enum err e;

	db_bind_str(r, "posts", svc_posts(a, who));
	while (n < 100 && db_next(r))
		ids[n++] = db_int(r, 0);
	e = db_done(r, NULL, f);
	for (size_t i = 0; !e && i < n && out->n < max; i++) {
		struct svc_case k = {.svc = s, .c = c, .a = a, .who = who};

		if ((e = svc_case_load_any(&k, ids[i], f)) || !may_answer(&k))
			continue;
		e = svc_row_read(s, c, a, who, ids[i], &out->rows[out->n], &more, f);
		if (!e)
			out->rows[out->n++].doing = STR("Jawab permintaan lihat");
	}
	return e;
}
