/* svc_session.c - who comes in: passwords, penalties, sessions. */
#include "svc_people.h"
#include "hash.h"
#include "log.h"
#include "rng.h"
#include "svc_acting.h"
#include "svc_argon.h"
#include "svc_secret.h"
#include "svc_templates_set.h"
#include "utf8.h"
#include <arpa/inet.h>

#define MINUTE	  INT64_C(60000)
#define IDLE	  (30 * MINUTE)
#define ABSOLUTE  (12 * 60 * MINUTE)
#define STEP_UP	  (15 * MINUTE)
#define SEEN_EACH MINUTE /* a request within a minute of the last writes nothing */
#define ALARM	  5
#define PENALTY_MAX INT64_C(15000)
#define AHEAD	  MINUTE /* what lasts longer than it may began under a clock that stood ahead */

struct account {
	int64_t id;
	struct str login, hash;
	bool disabled, must_change;
};

static enum err account_find(struct svc *s, struct arena *a, struct str login, int64_t id,
			     struct account *out, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r;
	enum err e;

	*out = (struct account){0};
	if (login.p) {
		r = db_run(c, Q_account_by_login);
		db_bind_str(r, "login", login);
		if (db_next(r))
			*out = (struct account){db_int(r, 0), login, db_str(r, 1, a),
						db_int(r, 2) != 0, db_int(r, 3) != 0};
	} else {
		r = db_run(c, Q_account_by_id);
		db_bind_int(r, "id", id);
		if (db_next(r))
			*out = (struct account){db_int(r, 0), db_str(r, 1, a),
						db_str(r, 2, a), db_int(r, 4) != 0,
						db_int(r, 5) != 0};
	}
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	return e;
}

/* ---- penalties ---- */

struct attempt {
	struct sha256_hex key; /* keyed hash of login word and network */
	struct sha256 password;
	int64_t fails; /* out */
};

static struct str hash_str(const struct sha256 *h)
{
	return (struct str){(const char *)h->b, sizeof(h->b)};
}

/* 24 bits of an IPv4 address, 64 of an IPv6 one: enough to slow a guesser down, not enough
 * to name a person.  What is no address stands for itself. */
static struct str network_of(struct arena *a, struct str peer)
{
	static const unsigned char v4_in_v6[12] = {[10] = 0xff, [11] = 0xff};
	unsigned char b[16];
	const char *z = arena_cstr(a, peer);

	if (inet_pton(AF_INET, z, b) == 1)
		return arena_fmt(a, "%u.%u.%u", b[0], b[1], b[2]);
	if (inet_pton(AF_INET6, z, b) != 1)
		return peer;
	if (memcmp(b, v4_in_v6, sizeof(v4_in_v6)) == 0)
		return arena_fmt(a, "%u.%u.%u", b[12], b[13], b[14]);
	return arena_fmt(a, "%02x%02x:%02x%02x:%02x%02x:%02x%02x", b[0], b[1], b[2], b[3], b[4],
			 b[5], b[6], b[7]);
}

static struct attempt attempt_of(struct svc *s, struct arena *a, struct str login,
				 struct str network, struct str password)
{
	struct str who = arena_fmt(a, "who\n" STR_FMT "\n" STR_FMT, STR_ARG(login),
				   STR_ARG(network));
	struct str what = arena_fmt(a, "what\n" STR_FMT "\n" STR_FMT, STR_ARG(login),
				    STR_ARG(password));

	return (struct attempt){.key = sha256_hex(hmac_of(s->secret, who)),
				.password = hmac_of(s->secret, what)};
}

static enum err penalty_put(struct db_conn *c, const struct attempt *t, int64_t until,
			    struct fail *f)
{
	struct db_rows *r = db_run(c, Q_penalty_put);

	db_bind_str(r, "key", str_c(t->key.z));
	db_bind_int(r, "fails", t->fails);
	db_bind_int(r, "until", until);
	db_bind_blob(r, "last", hash_str(&t->password));
	return db_done(r, NULL, f);
}

/* A try is counted before the password is looked at, so that many at once cannot slip
 * through together; a good password takes the count away again. */
static enum err act_attempt(struct db_conn *c, void *arg, struct fail *f)
{
	static const int seconds[] = {0, 2, 4, 8, PENALTY_MAX / 1000};
	struct attempt *t = arg;
	struct arena *a = arena_open();
	struct db_rows *r = db_run(c, Q_penalty_get);
	int64_t now = db_now(c), until = 0;
	struct str last = {NULL, 0};
	enum err e;

	db_bind_str(r, "key", str_c(t->key.z));
	if (db_next(r)) {
		t->fails = db_int(r, 0);
		until = db_int(r, 1);
		last = db_str(r, 2, a);
	}
	e = db_done(r, NULL, f);
	if (!e && until > now && until - now <= PENALTY_MAX + AHEAD) {
		e = FAIL(f, ERR_PACE, "login-pace", NULL,
			 "Terlalu sering salah; tunggu %lld detik lalu coba lagi.",
			 (long long)((until - now + 999) / 1000));
	} else if (!e && !(last.n == sizeof(t->password.b) &&
			   memcmp(last.p, t->password.b, last.n) == 0)) {
		int wait = seconds[t->fails < 4 ? t->fails : 4];

		t->fails++;
		e = penalty_put(c, t, now + wait * INT64_C(1000), f);
	}
	arena_close(a);
	return e;
}

struct series {
	int64_t account, fails;
};

static enum err act_alarm(struct db_conn *c, void *arg, struct fail *f)
{
	const struct series *s = arg;
	struct arena *a = arena_open();
	struct db_audit row = {.actor = STR("-/-"),
			       .act = STR("login-failures"),
			       .object = arena_fmt(a, "account:%lld", (long long)s->account),
			       .detail = arena_fmt(a, "fails=%lld", (long long)s->fails)};
	enum err e = db_audit(c, &row, f);

	arena_close(a);
	return e;
}

static void alarm_series(struct svc *s, const struct account *acc, int64_t fails)
{
	struct series arg = {acc->id, fails};
	struct fail f;

	log_line(LOG_L_WARN, "login", "refused account=%lld fails=%lld", (long long)acc->id,
		 (long long)fails);
	if (fails != ALARM && (fails == 0 || fails % 20))
		return;
	if (db_submit_small(s->db, act_alarm, &arg, &f))
		log_line(LOG_L_ERR, "login", "alarm not recorded word=%s", f.word);
}

/* Counts the try, then looks; one text for every reason. */
static enum err check_password(struct svc *s, struct arena *a, const struct account *acc,
			       struct attempt *t, struct str password, struct fail *f)
{
	struct str hash = acc->disabled ? (struct str){NULL, 0} : acc->hash;
	enum err e = db_submit_small(s->db, act_attempt, t, f);
	bool ok = false;

	if (!e)
		e = svc_argon_verify(s->argon, a, hash, password, &ok, f);
	if (e)
		return e;
	if (!ok) {
		alarm_series(s, acc, t->fails);
		return FAIL(f, ERR_AUTH, "login-refused", NULL,
			    "Nama pengguna atau kata sandi tidak cocok.");
	}
	return ERR_OK;
}

static enum err act_forgive(struct db_conn *c, void *arg, struct fail *f)
{
	const struct attempt *t = arg;
	struct db_rows *r = db_run(c, Q_penalty_clear);

	db_bind_str(r, "key", str_c(t->key.z));
	return db_done(r, NULL, f);
}

/* ---- sessions ---- */

struct opening {
	struct attempt *attempt;
	struct sha256 token;
	struct str csrf, kind;
	int64_t account, expires, life;
};

static enum err act_open(struct db_conn *c, void *arg, struct fail *f)
{
	struct opening *o = arg;
	struct db_rows *r;
	enum err e = act_forgive(c, o->attempt, f);

	if (e)
		return e;
	o->expires = db_now(c) + o->life;
	r = db_run(c, Q_session_insert);
	db_bind_blob(r, "hash", hash_str(&o->token));
	db_bind_int(r, "account", o->account);
	db_bind_str(r, "kind", o->kind);
	db_bind_str(r, "csrf", o->csrf);
	db_bind_int(r, "now", db_now(c));
	db_bind_int(r, "expires", o->expires);
	return db_done(r, NULL, f);
}

static enum err clean_pair(struct arena *a, const struct svc_login *in, struct str *login,
			   struct str *password, struct fail *f)
{
	struct fail ignored;

	/* What cannot be a login or a password is simply a wrong one. */
	if (in->login.n > 64 || in->password.n > 4 * SECRET_MAX ||
	    utf8_clean(a, str_trim(in->login), UTF8_LINE, "login", login, &ignored) ||
	    utf8_clean(a, in->password, UTF8_LINE, "password", password, &ignored))
		return FAIL(f, ERR_AUTH, "login-refused", NULL,
			    "Nama pengguna atau kata sandi tidak cocok.");
	*login = utf8_fold(a, *login);
	return ERR_OK;
}

enum err svc_login(struct svc *s, struct arena *a, const struct svc_login *in,
		   struct svc_session *out, struct fail *f)
{
	struct str login, password;
	struct account acc;
	struct attempt t;
	struct opening o;
	enum err e = clean_pair(a, in, &login, &password, f);

	if (!e)
		e = account_find(s, a, login, 0, &acc, f);
	if (e)
		return e;
	t = attempt_of(s, a, login, network_of(a, in->peer), password);
	e = check_password(s, a, &acc, &t, password, f);
	if (e)
		return e;
	out->token = rng_token(a, 32);
	out->csrf = rng_token(a, 32);
	out->must_change = acc.must_change;
	o = (struct opening){.attempt = &t,
			     .token = sha256_of(out->token),
			     .csrf = out->csrf,
			     .kind = in->api ? STR("api") : STR("web"),
			     .account = acc.id,
			     .life = in->api || in->remember ? ABSOLUTE : IDLE};
	e = db_submit_small(s->db, act_open, &o, f);
	out->expires_ms = o.expires;
	return e;
}

struct touch {
	struct sha256 token;
	int64_t created, expires;
};

/* A session that slides ends 30 minutes after its last request, at most 12 hours after
 * log-in; one that began with 12 hours (remembered device, API) has that end already. */
static enum err act_seen(struct db_conn *c, void *arg, struct fail *f)
{
	const struct touch *t = arg;
	struct db_rows *r = db_run(c, Q_session_seen);
	int64_t now = db_now(c), end = t->created + ABSOLUTE;

	if (t->expires < end && now + IDLE < end)
		end = now + IDLE;
	db_bind_blob(r, "hash", hash_str(&t->token));
	db_bind_int(r, "now", now);
	db_bind_int(r, "expires", end);
	return db_done(r, NULL, f);
}

static enum err no_session(struct fail *f)
{
	return FAIL(f, ERR_AUTH, "no-session", NULL, "Sesi sudah berakhir; masuk lagi.");
}

/* *seen says when the session was last written. */
static enum err read_actor(struct svc *s, struct arena *a, struct touch *t, struct actor *me,
			   struct str *csrf, int64_t *seen, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_session_get);
	int64_t now = clock_ms(s->clock);
	bool found;
	enum err e;

	db_bind_blob(r, "hash", hash_str(&t->token));
	/* a key of the other door is no key here */
	found = db_next(r) && str_eqc(db_str(r, 0, a), me->door);
	if (found) {
		*csrf = db_str(r, 1, a);
		t->created = db_int(r, 2);
		*seen = db_int(r, 3);
		t->expires = db_int(r, 4);
		me->stepped_up = db_int(r, 5) > now && db_int(r, 5) <= now + STEP_UP + AHEAD;
		me->account_id = db_int(r, 6);
		me->person_id = db_int(r, 7);
		me->login = db_str(r, 8, a);
		me->name = db_str(r, 9, a);
		me->admin = db_int(r, 10) != 0;
		me->must_change = db_int(r, 11) != 0;
	}
	e = db_done(r, NULL, f);
	if (!e && (!found || t->expires <= now || t->expires > now + ABSOLUTE + AHEAD))
		e = no_session(f);
	if (!e)
		e = acting_posts(c, a, s->zone, me, f);
	db_read_end(s->db, c);
	return e;
}

static enum err own_password_first(const struct actor *me, enum flow_act act,
				   struct fail *f)
{
	if (!me->must_change || act == ACT_PUBLIC || act == ACT_SELF)
		return ERR_OK;
	return FAIL(f, ERR_DENIED, "must-change", NULL,
		    "Kata sandi Anda masih yang pertama; ganti dulu dengan kata sandi "
		    "sendiri, sesudah itu masuk seperti biasa.");
}

enum err svc_actor(struct svc *s, struct arena *a, struct str token, const char *door,
		   enum flow_act act, struct actor *me, struct str *csrf, struct fail *f)
{
	struct touch t = {.token = sha256_of(token)};
	struct str mark = {NULL, 0};
	int64_t seen = 0;
	struct fail ignored;
	enum err e;

	if (token.n < 20 || token.n > 100)
		return no_session(f);
	svc_templates_today(s);
	*me = (struct actor){.door = door};
	memcpy(me->session, t.token.b, sizeof(me->session));
	e = read_actor(s, a, &t, me, &mark, &seen, f);
	if (!e)
		e = own_password_first(me, act, f);
	if (e)
		return e;
	if (csrf)
		*csrf = mark;
	/* A full disk must not lock readers out. */
	if (clock_ms(s->clock) - seen >= SEEN_EACH &&
	    db_submit_small(s->db, act_seen, &t, &ignored))
		log_line(LOG_L_WARN, "session", "not extended word=%s", ignored.word);
	return ERR_OK;
}

enum err svc_actor_again(struct svc *s, struct arena *a, const uint8_t session[32],
			 const char *door, struct actor *me, struct fail *f)
{
	struct touch t = {0};
	struct str mark;
	int64_t seen;
	enum err e;

	memcpy(t.token.b, session, sizeof(t.token.b));
	*me = (struct actor){.door = door};
	memcpy(me->session, session, sizeof(me->session));
	e = read_actor(s, a, &t, me, &mark, &seen, f);
	return e ? e : own_password_first(me, ACT_LOOK, f);
}

enum err svc_actor_absent(struct svc *s, struct db_conn *c, struct arena *a, int64_t account_id,
			  struct actor *me, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_mail_person);
	bool found;
	enum err e;

	*me = (struct actor){.account_id = account_id, .door = "mail"};
	db_bind_int(r, "account", account_id);
	found = db_next(r);
	if (found) {
		me->person_id = db_int(r, 0);
		me->login = db_str(r, 1, a);
		me->name = db_str(r, 2, a);
		me->admin = db_int(r, 3) != 0;
	}
	e = db_done(r, NULL, f);
	if (!e && !found)
		e = FAIL(f, ERR_NOTFOUND, "no-account", NULL, "Akun ini tidak aktif.");
	return e ? e : acting_posts(c, a, s->zone, me, f);
}

static enum err act_end(struct db_conn *c, void *arg, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_session_end);

	db_bind_int(r, "now", db_now(c));
	db_bind_blob(r, "hash", hash_str(arg));
	return db_done(r, NULL, f);
}

enum err svc_logout(struct svc *s, struct str token, struct fail *f)
{
	struct sha256 h = sha256_of(token);

	return db_submit_small(s->db, act_end, &h, f);
}

static enum err act_step_up(struct db_conn *c, void *arg, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_session_stepup);
	int changed = 0;
	enum err e;

	db_bind_blob(r, "hash", hash_str(arg));
	db_bind_int(r, "until", db_now(c) + STEP_UP);
	e = db_done(r, &changed, f);
	return e || changed ? e : no_session(f);
}

/* His own password once more, under the same penalty as the front door. */
static enum err prove(struct svc *s, struct arena *a, const struct actor *me,
		      struct str password, struct fail *f)
{
	struct attempt t;
	struct svc_login in = {.login = me->login, .password = password};
	struct str login;
	struct account acc;
	enum err e = clean_pair(a, &in, &login, &password, f);

	if (!e)
		e = account_find(s, a, (struct str){NULL, 0}, me->account_id, &acc, f);
	if (e)
		return e;
	t = attempt_of(s, a, login, STR("step-up"), password);
	e = check_password(s, a, &acc, &t, password, f);
	if (e && str_eqc(str_c(f->word), "login-refused"))
		return FAIL(f, e, "login-refused", NULL,
			    "Kata sandi Anda sendiri tidak cocok; ketik kata sandi yang Anda "
			    "pakai untuk masuk.");
	return e ? e : db_submit_small(s->db, act_forgive, &t, f);
}

enum err svc_step_up(struct svc *s, const struct actor *me, struct str token,
		     struct str password, struct fail *f)
{
	struct arena *a = arena_open();
	struct sha256 h = sha256_of(token);
	enum err e = prove(s, a, me, password, f);

	if (!e)
		e = db_submit(s->db, act_step_up, &h, f);
	arena_close(a);
	return e;
}

struct renewal {
	const struct actor *me;
	struct str hash, actor;
};

static enum err act_password(struct db_conn *c, void *arg, struct fail *f)
{
	const struct renewal *n = arg;
	struct arena *a = arena_open();
	struct db_audit row = {
		.actor = n->actor,
		.act = STR("password"),
		.object = arena_fmt(a, "account:%lld", (long long)n->me->account_id),
		.detail = STR("own")};
	struct db_rows *r = db_run(c, Q_account_password_set);
	enum err e;

	db_bind_int(r, "id", n->me->account_id);
	db_bind_str(r, "password", n->hash);
	db_bind_int(r, "must", 0);
	e = db_done(r, NULL, f);
	if (!e) {
		r = db_run(c, Q_session_end_account);
		db_bind_int(r, "account", n->me->account_id);
		db_bind_int(r, "now", db_now(c));
		db_bind_blob(r, "keep", (struct str){(const char *)n->me->session, 32});
		e = db_done(r, NULL, f);
	}
	if (!e)
		e = db_audit(c, &row, f);
	arena_close(a);
	return e;
}

enum err svc_password(struct svc *s, const struct actor *me, struct str old, struct str new_,
		      struct fail *f)
{
	struct arena *a = arena_open();
	struct renewal n = {.me = me, .actor = actor_audit(a, me, 0)};
	enum err e = prove(s, a, me, old, f);

	if (!e && str_eq(old, new_))
		e = FAIL(f, ERR_INVALID, "password-same", "new",
			 "Kata sandi baru harus lain dari yang lama.");
	if (!e)
		e = secret_new(s->argon, a, me->login, new_, &n.hash, f);
	if (!e)
		e = db_submit(s->db, act_password, &n, f);
	arena_close(a);
	return e;
}
