/* svc_people.c - accounts and who holds which post: the administrator's acts. */
#include "svc_people.h"
#include "office.h"
#include "svc_argon.h"
#include "svc_secret.h"
#include "utf8.h"

#define ROWS_MAX 20000

static enum err may_administer(const struct actor *me, struct fail *f)
{
	if (!me->admin)
		return FAIL(f, ERR_DENIED, "not-yours", NULL,
			    "Hanya administrator yang mengatur akun dan jabatan.");
	if (!me->stepped_up)
		return FAIL(f, ERR_DENIED, "step-up", "password",
			    "Masukkan kata sandi Anda sekali lagi untuk perbuatan ini.");
	return ERR_OK;
}

/* Rights are decided where they are used: an administrator struck off a moment ago is
 * none any more. */
static enum err still_admin(struct db_conn *c, const struct actor *me, struct fail *f)
{
	struct db_rows *r;
	bool ok = false;
	enum err e;

	if (!me->account_id && strcmp(me->door, "cli") == 0)
		return ERR_OK;
	r = db_run(c, Q_account_by_id);
	db_bind_int(r, "id", me->account_id);
	if (db_next(r))
		ok = db_int(r, 3) && !db_int(r, 4);
	e = db_done(r, NULL, f);
	if (!e && !ok)
		e = FAIL(f, ERR_DENIED, "not-yours", NULL,
			 "Hanya administrator yang mengatur akun dan jabatan.");
	return e;
}

static enum err audit(struct db_conn *c, const struct actor *me, const char *act,
		      const char *kind, int64_t id, struct str detail, struct fail *f)
{
	struct arena *a = arena_open();
	struct db_audit row = {.actor = actor_audit(a, me, 0),
			       .act = str_c(act),
			       .object = arena_fmt(a, "%s:%lld", kind, (long long)id),
			       .detail = detail};
	enum err e = db_audit(c, &row, f);

	arena_close(a);
	return e;
}

/* ---- looking ---- */

static struct str kind_label(struct str kind)
{
	static const char *const label[][2] = {
		{"plt", "Plt. "}, {"plh", "Plh. "}, {"pj", "Pj. "}};

	for (size_t i = 0; i < 3; i++)
		if (str_eqc(kind, label[i][0]))
			return str_c(label[i][1]);
	return STR("");
}

static enum err posts_text(struct db_conn *c, struct arena *a, int64_t person, int64_t day,
			   struct str *out, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_posts_of_person);

	*out = STR("");
	db_bind_int(r, "person", person);
	db_bind_int(r, "day", day);
	while (db_next(r))
		*out = arena_fmt(a, STR_FMT "%s" STR_FMT STR_FMT, STR_ARG(*out),
				 out->n ? ", " : "", STR_ARG(kind_label(db_str(r, 5, a))),
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
		return may_administer(me, f);
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

static enum err fill_holders(struct db_conn *c, struct arena *a, int64_t day,
			     struct svc_position_row *v, size_t n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_holder_list);
	size_t i = 0;

	db_bind_int(r, "day", day);
	while (db_next(r)) {
		int64_t id = db_int(r, 0);

		while (i < n && v[i].id < id)
			i++;
		if (i < n && v[i].id == id)
			v[i].holder = arena_fmt(a, STR_FMT STR_FMT,
						STR_ARG(kind_label(db_str(r, 1, a))),
						STR_ARG(db_str(r, 2, a)));
	}
	return db_done(r, NULL, f);
}

enum err svc_positions(struct svc *s, struct arena *a, struct svc_position_row **rows,
		       size_t *n, struct fail *f)
{
	struct svc_position_row *v = ARENA_ARRAY(a, struct svc_position_row, OFFICE_POSTS);
	int64_t day = day_number(day_at(clock_ms(s->clock), s->zone));
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_position_list);
	enum err e;

	db_bind_int(r, "day", day);
	for (*n = 0; *n < OFFICE_POSTS && db_next(r); ++*n)
		v[*n] = (struct svc_position_row){
			.id = db_int(r, 0),	   .unit_id = db_int(r, 1),
			.code = db_str(r, 2, a), .name = db_str(r, 3, a),
			.role = db_str(r, 4, a), .unit = db_str(r, 5, a)};
	e = db_done(r, NULL, f);
	if (!e)
		e = fill_holders(c, a, day, v, *n, f);
	db_read_end(s->db, c);
	*rows = v;
	return e;
}

/* ---- changing ---- */

struct holding {
	const struct actor *me;
	int64_t person, position, from, to /* 0: open */;
	struct str kind;
};

/* The one who held the post in this manner before gives it over the day before. */
static enum err give_post(struct db_conn *c, const struct holding *h, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_holder_clash);
	int64_t n;
	enum err e;

	db_bind_int(r, "position", h->position);
	db_bind_str(r, "kind", h->kind);
	db_bind_int(r, "from", h->from);
	if (h->to)
		db_bind_int(r, "to", h->to);
	e = db_one_int(r, &n, NULL, f);
	if (!e && n)
		e = FAIL(f, ERR_CONFLICT, "post-held", "position",
			 "Jabatan ini sudah dipegang orang lain pada masa itu.");
	if (e)
		return e;
	r = db_run(c, Q_holder_end);
	db_bind_int(r, "position", h->position);
	db_bind_str(r, "kind", h->kind);
	db_bind_int(r, "from", h->from);
	db_bind_int(r, "to", h->from - 1);
	e = db_done(r, NULL, f);
	if (e)
		return e;
	r = db_run(c, Q_holder_insert);
	db_bind_int(r, "person", h->person);
	db_bind_int(r, "position", h->position);
	db_bind_str(r, "kind", h->kind);
	db_bind_int(r, "from", h->from);
	if (h->to)
		db_bind_int(r, "to", h->to);
	return db_done(r, NULL, f);
}

static enum err exists(struct db_conn *c, enum query q, int64_t id, const char *what,
		       struct fail *f)
{
	struct db_rows *r = db_run(c, q);
	int64_t got;
	bool found;
	enum err e;

	db_bind_int(r, "id", id);
	e = db_one_int(r, &got, &found, f);
	return e || found ? e
			  : FAIL(f, ERR_NOTFOUND, "no-such-row", NULL,
				 "%s itu tidak ada; muat ulang daftarnya.", what);
}

static struct str holding_detail(struct arena *a, const struct holding *h)
{
	return arena_fmt(a, "person=%lld position=%lld kind=" STR_FMT " from=%lld to=%lld",
			 (long long)h->person, (long long)h->position, STR_ARG(h->kind),
			 (long long)h->from, (long long)h->to);
}

static enum err act_holder(struct db_conn *c, void *arg, struct fail *f)
{
	const struct holding *h = arg;
	struct arena *a = arena_open();
	enum err e = still_admin(c, h->me, f);

	if (!e)
		e = exists(c, Q_person_exists, h->person, "Orang", f);
	if (!e)
		e = exists(c, Q_position_exists, h->position, "Jabatan", f);
	if (!e)
		e = give_post(c, h, f);
	if (!e)
		e = audit(c, h->me, "holder", "position", h->position, holding_detail(a, h),
			  f);
	arena_close(a);
	return e;
}

static bool kind_ok(struct str kind)
{
	return str_eqc(kind, "definitif") || str_eqc(kind, "plt") || str_eqc(kind, "plh") ||
	       str_eqc(kind, "pj");
}

static enum err bad_kind(struct fail *f)
{
	return FAIL(f, ERR_INVALID, "bad-kind", "kind",
		    "Pilih definitif, plt, plh atau pj.");
}

enum err svc_holder_set(struct svc *s, const struct actor *me, int64_t person_id,
			int64_t position_id, struct str kind, struct day from,
			struct day to, struct fail *f)
{
	struct holding h = {.me = me,
			    .person = person_id,
			    .position = position_id,
			    .from = day_number(from),
			    .to = day_none(to) ? 0 : day_number(to),
			    .kind = kind};
	enum err e = may_administer(me, f);

	if (!e && !kind_ok(kind))
		e = bad_kind(f);
	if (!e && (!day_ok(from) || (!day_none(to) && (!day_ok(to) || day_cmp(from, to) > 0))))
		e = FAIL(f, ERR_INVALID, "bad-dates", "from",
			 "Tanggal mulai harus ada dan tidak sesudah tanggal selesai.");
	return e ? e : db_submit(s->db, act_holder, &h, f);
}

struct newcomer {
	const struct actor *me;
	struct str login, name, nip, rank, hash, position;
	struct holding post;
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
	return e ? e : give_post(c, &n->post, f);
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

static enum err act_newcomer(struct db_conn *c, void *arg, struct fail *f)
{
	struct newcomer *n = arg;
	struct arena *a = arena_open();
	struct db_rows *r;
	int64_t id = 0;
	enum err e = still_admin(c, n->me, f);

	if (!e) {
		r = db_run(c, Q_person_insert);
		db_bind_str(r, "name", n->name);
		db_bind_str(r, "nip", n->nip);
		db_bind_str(r, "rank", n->rank);
		e = db_done(r, NULL, f);
		n->post.person = db_last_id(c);
	}
	if (!e)
		e = add_account(c, n, f);
	id = db_last_id(c);
	if (!e)
		e = seat_newcomer(c, n, f);
	if (!e)
		e = audit(c, n->me, "account", "account", id,
			  arena_fmt(a, "login=" STR_FMT " admin=%d %.*s", STR_ARG(n->login),
				    n->admin, STR_ARG(holding_detail(a, &n->post))),
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

static enum err check_newcomer(struct arena *a, const struct svc_person_new *in,
			       struct newcomer *n, struct fail *f)
{
	struct str none = {NULL, 0};
	char digits[19];
	enum err e;

	n->login = in->login;
	n->nip = n->rank = none;
	if (!login_ok(in->login))
		return FAIL(f, ERR_INVALID, "bad-login", "login",
			    "Nama pengguna: 3 sampai 40 huruf kecil, angka, titik atau strip.");
	e = utf8_clean(a, str_trim(in->name), UTF8_LINE, "name", &n->name, f);
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
	n->position = in->position_code;
	n->post.kind = in->kind.n ? in->kind : STR("definitif");
	if (!e && !kind_ok(n->post.kind))
		e = bad_kind(f);
	return e;
}

enum err svc_person_add(struct svc *s, const struct actor *me, struct arena *a,
			const struct svc_person_new *in, struct str *password,
			struct fail *f)
{
	struct newcomer n = {.me = me, .admin = in->admin};
	struct str word = secret_first(a);
	enum err e = may_administer(me, f);

	if (!e)
		e = check_newcomer(a, in, &n, f);
	n.post.me = me;
	n.post.from = day_number(day_at(clock_ms(s->clock), s->zone));
	if (!e)
		e = secret_new(s->argon, a, n.login, word, &n.hash, f);
	if (!e)
		e = db_submit(s->db, act_newcomer, &n, f);
	if (!e)
		*password = word;
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
	enum err e = still_admin(c, n->me, f);

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
		 : audit(c, n->me, n->reset ? "password" : "account", "account", n->account,
			 n->reset      ? STR("reset")
			 : n->disable ? STR("disabled")
				      : STR("enabled"),
			 f);
}

enum err svc_account_disable(struct svc *s, const struct actor *me, int64_t account_id,
			     bool disabled, struct fail *f)
{
	struct account_change n = {.me = me, .account = account_id, .disable = disabled};
	enum err e = may_administer(me, f);

	return e ? e : db_submit(s->db, act_account, &n, f);
}

enum err svc_password_reset(struct svc *s, const struct actor *me, struct arena *a,
			    int64_t account_id, struct str *password, struct fail *f)
{
	struct account_change n = {.me = me, .account = account_id, .reset = true};
	struct str word = secret_first(a);
	enum err e = may_administer(me, f);

	if (!e)
		e = secret_new(s->argon, a, STR(""), word, &n.hash, f);
	if (!e)
		e = db_submit(s->db, act_account, &n, f);
	if (!e)
		*password = word;
	return e;
}
