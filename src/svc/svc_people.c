/* svc_people.c - accounts and who holds which post: the administrator's acts. */
#include "svc_people.h"
#include "office.h"
#include "svc_admin.h"
#include "svc_argon.h"
#include "svc_secret.h"
#include "utf8.h"

#define ROWS_MAX 20000

/* ---- looking ---- */

static enum err posts_text(struct db_conn *c, struct arena *a, int64_t person, int64_t day,
			   struct str *out, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_posts_of_person);

	*out = STR("");
	db_bind_int(r, "person", person);
	db_bind_int(r, "day", day);
	while (db_next(r))
		*out = arena_fmt(a, STR_FMT "%s" STR_FMT STR_FMT, STR_ARG(*out),
				 out->n ? ", " : "", STR_ARG(post_kind_label(db_str(r, 5, a))),
				 STR_ARG(db_str(r, 3, a)));
	return db_done(r, NULL, f);
}

enum err svc_people(struct svc *s, const struct actor *me, struct arena *a,
		    struct svc_person_row **rows, size_t *n, struct fail *f)
{
	struct db_conn *c;
	struct db_rows *r;
	struct svc_person_row *v;
	int64_t day = day_number(day_at(clock_ms(s->clock), s->zone));
	size_t cap = 64;
	enum err e;

	if (!me->admin)
		return admin_may(me, f);
	c = db_read(s->db);
	r = db_run(c, Q_account_list);
	v = ARENA_ARRAY(a, struct svc_person_row, cap);
	for (*n = 0; *n < ROWS_MAX && db_next(r); ++*n) {
		if (*n == cap) {
			struct svc_person_row *more =
				ARENA_ARRAY(a, struct svc_person_row, cap * 2);

			memcpy(more, v, cap * sizeof(*v));
			v = more;
			cap *= 2;
		}
		v[*n] = (struct svc_person_row){.account_id = db_int(r, 0),
						.person_id = db_int(r, 1),
						.login = db_str(r, 2, a),
						.name = db_str(r, 3, a),
						.nip = db_str(r, 4, a),
						.rank = db_str(r, 5, a),
						.admin = db_int(r, 6) != 0,
						.disabled = db_int(r, 7) != 0};
	}
	e = db_done(r, NULL, f);
	for (size_t i = 0; !e && i < *n; i++)
		e = posts_text(c, a, v[i].person_id, day, &v[i].posts, f);
	db_read_end(s->db, c);
	*rows = v;
	return e;
}

/* ---- changing ---- */

struct newcomer {
	const struct actor *me;
	struct str login, name, nip, rank, hash, position;
	struct holding post;
	int64_t account; /* out */
	bool admin;
};

static enum err seat_newcomer(struct db_conn *c, struct newcomer *n, struct fail *f)
{
	struct db_rows *r;
	bool found;
	enum err e;

	if (!n->position.n)
		return ERR_OK;
	r = db_run(c, Q_position_id_by_code);
	db_bind_str(r, "code", n->position);
	e = db_one_int(r, &n->post.position, &found, f);
	if (!e && !found)
		e = FAIL(f, ERR_INVALID, "no-position", "position",
			 "Jabatan " STR_FMT " tidak ada.", STR_ARG(str_head(n->position, 60)));
	return e ? e : post_give(c, &n->post, f);
}

static enum err add_account(struct db_conn *c, const struct newcomer *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_account_by_login);
	bool taken;
	enum err e;

	db_bind_str(r, "login", n->login);
	taken = db_next(r);
	e = db_done(r, NULL, f);
	if (!e && taken)
		e = FAIL(f, ERR_CONFLICT, "login-taken", "login",
			 "Nama pengguna itu sudah dipakai.");
	if (e)
		return e;
	r = db_run(c, Q_account_insert);
	db_bind_int(r, "person", n->post.person);
	db_bind_str(r, "login", n->login);
	db_bind_str(r, "password", n->hash);
	db_bind_int(r, "admin", n->admin);
	db_bind_int(r, "must", 1);
	db_bind_int(r, "now", db_now(c));
	return db_done(r, NULL, f);
}

static enum err add_person(struct db_conn *c, struct newcomer *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_person_insert);
	enum err e;

	db_bind_str(r, "name", n->name);
	db_bind_str(r, "nip", n->nip);
	db_bind_str(r, "rank", n->rank);
	e = db_done(r, NULL, f);
	n->post.person = db_last_id(c);
	return e;
}

static enum err known_person(struct db_conn *c, const struct newcomer *n, struct fail *f)
{
	struct db_rows *r;
	int64_t got;
	bool found = false;
	enum err e = admin_exists(c, Q_person_exists, n->post.person, "Orang", f);

	if (e)
		return e;
	r = db_run(c, Q_account_of_person);
	db_bind_int(r, "person", n->post.person);
	e = db_one_int(r, &got, &found, f);
	return e || !found ? e
			   : FAIL(f, ERR_CONFLICT, "has-account", "person",
				  "Orang ini sudah punya akun; bila lupa kata sandi, beri yang baru.");
}

static enum err act_newcomer(struct db_conn *c, void *arg, struct fail *f)
{
	struct newcomer *n = arg;
	struct arena *a = arena_open();
	enum err e = admin_still(c, n->me, f);

	if (!e)
		e = n->post.person ? known_person(c, n, f) : add_person(c, n, f);
	if (!e)
		e = add_account(c, n, f);
	n->account = db_last_id(c);
	if (!e)
		e = seat_newcomer(c, n, f);
	if (!e)
		e = admin_audit(c, n->me, "account", "account", n->account,
			  arena_fmt(a, "login=" STR_FMT " admin=%d %.*s", STR_ARG(n->login),
				    n->admin, STR_ARG(post_detail(a, &n->post))),
			  f);
	arena_close(a);
	return e;
}

static bool login_ok(struct str s)
{
	if (s.n < 3 || s.n > 40)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') ||
		      (i && (s.p[i] == '.' || s.p[i] == '-' || s.p[i] == '_'))))
			return false;
	return true;
}

static enum err check_name(struct arena *a, const struct svc_person_new *in,
			   struct newcomer *n, struct fail *f)
{
	char digits[19];
	enum err e = utf8_clean(a, str_trim(in->name), UTF8_LINE, "name", &n->name, f);

	if (!e && (!n->name.n || utf8_count(n->name) > 120))
		e = FAIL(f, ERR_INVALID, "bad-name", "name", "Isi nama, paling banyak 120 huruf.");
	if (!e && in->nip.n) {
		if (!office_nip_ok(in->nip, digits))
			return FAIL(f, ERR_INVALID, "bad-nip", "nip",
				    "NIP harus 18 angka: tanggal lahir, bulan pengangkatan, "
				    "jenis kelamin, urut.");
		n->nip = arena_dup(a, str_c(digits));
	}
	if (!e && in->rank.n)
		e = utf8_clean(a, str_trim(in->rank), UTF8_LINE, "rank", &n->rank, f);
	if (!e && utf8_count(n->rank) > 80)
		e = FAIL(f, ERR_INVALID, "bad-rank", "rank", "Pangkat paling banyak 80 huruf.");
	return e;
}

static enum err check_newcomer(struct arena *a, const struct svc_person_new *in,
			       struct day today, struct newcomer *n, struct fail *f)
{
	struct day from = day_none(in->from) ? today : in->from;
	enum err e = ERR_OK;

	n->login = in->login;
	n->nip = n->rank = (struct str){NULL, 0};
	n->position = in->position_code;
	n->post.person = in->person_id;
	n->post.kind = in->kind.n ? in->kind : STR("definitif");
	if (!login_ok(in->login))
		return FAIL(f, ERR_INVALID, "bad-login", "login",
			    "Nama pengguna: 3 sampai 40 huruf kecil, angka, titik atau strip.");
	if (in->person_id && (in->name.n || in->nip.n || in->rank.n || in->position_code.n))
		return FAIL(f, ERR_INVALID, "bad-person", "person",
			    "Orang yang sudah terdaftar mendapat akun saja, tanpa nama dan jabatan baru.");
	if (!in->person_id)
		e = check_name(a, in, n, f);
	if (!e && !post_kind_ok(n->post.kind))
		e = post_bad_kind(f);
	return e ? e : post_days(from, in->to, &n->post, f);
}

enum err svc_person_add(struct svc *s, const struct actor *me, struct arena *a,
			const struct svc_person_new *in, struct svc_person_added *out,
			struct fail *f)
{
	struct newcomer n = {.me = me, .post.me = me, .admin = in->admin};
	struct str word = secret_first(a);
	enum err e = admin_may(me, f);

	if (!e)
		e = check_newcomer(a, in, day_at(clock_ms(s->clock), s->zone), &n, f);
	if (!e)
		e = secret_new(s->argon, a, n.login, word, &n.hash, f);
	if (!e)
		e = db_submit(s->db, act_newcomer, &n, f);
	if (!e)
		*out = (struct svc_person_added){n.account, n.post.person, word};
	return e;
}

struct account_change {
	const struct actor *me;
	int64_t account;
	bool disable, reset;
	struct str hash;
};

/* The last administrator stays: a house nobody can open helps no one. */
static enum err guard_last_admin(struct db_conn *c, int64_t account, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_account_by_id);
	bool found, admin = false;
	int64_t n;
	enum err e;

	db_bind_int(r, "id", account);
	found = db_next(r);
	if (found)
		admin = db_int(r, 3) && !db_int(r, 4);
	e = db_done(r, NULL, f);
	if (!e && !found)
		e = FAIL(f, ERR_NOTFOUND, "no-account", NULL, "Akun itu tidak ada.");
	if (e || !admin)
		return e;
	e = db_one_int(db_run(c, Q_account_admins), &n, NULL, f);
	if (!e && n <= 1)
		e = FAIL(f, ERR_CONFLICT, "last-admin", NULL,
			 "Ini administrator terakhir; angkat yang lain lebih dahulu.");
	return e;
}

static enum err end_sessions(struct db_conn *c, int64_t account, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_session_end_account);

	db_bind_int(r, "account", account);
	db_bind_int(r, "now", db_now(c));
	db_bind_blob(r, "keep", STR(""));
	return db_done(r, NULL, f);
}

static enum err act_account(struct db_conn *c, void *arg, struct fail *f)
{
	const struct account_change *n = arg;
	struct db_rows *r;
	int changed = 0;
	enum err e = admin_still(c, n->me, f);

	if (!e && n->disable)
		e = guard_last_admin(c, n->account, f);
	if (e)
		return e;
	if (n->reset) {
		r = db_run(c, Q_account_password_set);
		db_bind_str(r, "password", n->hash);
		db_bind_int(r, "must", 1);
	} else {
		r = db_run(c, Q_account_disable);
		db_bind_int(r, "disabled", n->disable);
	}
	db_bind_int(r, "id", n->account);
	e = db_done(r, &changed, f);
	if (!e && !changed)
		e = FAIL(f, ERR_NOTFOUND, "no-account", NULL, "Akun itu tidak ada.");
	if (!e)
		e = end_sessions(c, n->account, f);
	return e ? e
		 : admin_audit(c, n->me, n->reset ? "password" : "account", "account", n->account,
			 n->reset      ? STR("reset")
			 : n->disable ? STR("disabled")
				      : STR("enabled"),
			 f);
}

enum err svc_account_disable(struct svc *s, const struct actor *me, int64_t account_id,
			     bool disabled, struct fail *f)
{
	struct account_change n = {.me = me, .account = account_id, .disable = disabled};
	enum err e = admin_may(me, f);

	if (!e && disabled && me->account_id && account_id == me->account_id)
		e = FAIL(f, ERR_CONFLICT, "own-account", NULL,
			 "Akun Anda sendiri dinonaktifkan oleh administrator lain.");
	return e ? e : db_submit(s->db, act_account, &n, f);
}

enum err svc_password_reset(struct svc *s, const struct actor *me, struct arena *a,
			    int64_t account_id, struct str *password, struct fail *f)
{
	struct account_change n = {.me = me, .account = account_id, .reset = true};
	struct str word = secret_first(a);
	enum err e = admin_may(me, f);

	if (!e)
		e = secret_new(s->argon, a, STR(""), word, &n.hash, f);
	if (!e)
		e = db_submit(s->db, act_account, &n, f);
	if (!e)
		*password = word;
	return e;
}
