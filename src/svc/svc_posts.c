/* svc_posts.c - who holds which post, from when to when. */
#include "svc_posts.h"
#include "office.h"
#include "svc_admin.h"
#include "svc_entry.h"
#include "utf8.h"

struct str post_kind_label(struct str kind)
{
	static const char *const label[][2] = {
		{"plt", "Plt. "}, {"plh", "Plh. "}, {"pj", "Pj. "}};

	for (size_t i = 0; i < 3; i++)
		if (str_eqc(kind, label[i][0]))
			return str_c(label[i][1]);
	return STR("");
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
						STR_ARG(post_kind_label(db_str(r, 1, a))),
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

static struct str since(struct arena *a, int64_t day)
{
	return day_long(a, day_from_number(day));
}

/* Somebody whose time begins within this one's. */
static enum err in_the_way(struct db_conn *c, struct arena *a, const struct holding *h,
			   struct fail *f)
{
	struct db_rows *r = db_run(c, Q_holder_clash);
	struct str name = {NULL, 0}, kind = {NULL, 0};
	int64_t from = 0;
	enum err e;

	db_bind_int(r, "position", h->position);
	db_bind_str(r, "kind", h->kind);
	db_bind_int(r, "from", h->from);
	if (h->to)
		db_bind_int(r, "to", h->to);
	if (db_next(r)) {
		name = db_str(r, 0, a);
		kind = post_kind_label(db_str(r, 1, a));
		from = db_int(r, 2);
	}
	e = db_done(r, NULL, f);
	if (e || !name.p)
		return e;
	return FAIL(f, ERR_CONFLICT, "post-held", "position",
		    "Jabatan ini sudah dipegang orang lain pada masa itu: " STR_FMT STR_FMT
		    " sejak " STR_FMT "; akhiri masa itu dulu atau pilih tanggal lain.",
		    STR_ARG(kind), STR_ARG(name), STR_ARG(since(a, from)));
}

/* A Plt. or Pj. is for a vacant post; a Plh. stands in for another than himself. */
static enum err fits_holder(struct db_conn *c, struct arena *a, const struct holding *h,
			    struct fail *f)
{
	struct db_rows *r = db_run(c, Q_holder_covers);
	struct str name = {NULL, 0};
	bool filled = false;
	int64_t person = 0;
	enum err e;

	db_bind_int(r, "position", h->position);
	db_bind_int(r, "day", h->from);
	if (db_next(r)) {
		name = db_str(r, 0, a);
		filled = str_eqc(db_str(r, 1, a), "definitif");
		person = db_int(r, 2);
	}
	e = db_done(r, NULL, f);
	if (e || !name.p)
		return e;
	if (str_eqc(h->kind, "plh") && person == h->person)
		return FAIL(f, ERR_CONFLICT, "own-deputy", "person",
			    STR_FMT " sendiri yang memegang jabatan ini pada tanggal itu; Plh. "
			    "menggantikan orang lain.",
			    STR_ARG(name));
	if (!filled || str_eqc(h->kind, "plh") || str_eqc(h->kind, "definitif"))
		return ERR_OK;
	return FAIL(f, ERR_CONFLICT, "post-filled", "kind",
		    "Jabatan ini pada tanggal itu dipegang " STR_FMT ": Plt. dan Pj. hanya untuk "
		    "jabatan yang kosong (UU 30/2014 Pasal 14). Akhiri dulu masanya, atau "
		    "angkat Plh. selama ia tidak di tempat.",
		    STR_ARG(name));
}

static enum err end_former(struct db_conn *c, const struct holding *h, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_holder_end);

	db_bind_int(r, "position", h->position);
	db_bind_str(r, "kind", h->kind);
	db_bind_int(r, "from", h->from);
	db_bind_int(r, "to", h->from - 1);
	return db_done(r, NULL, f);
}

static void bind_letter(struct db_rows *r, const struct holding *h)
{
	if (h->letter_no.n)
		db_bind_str(r, "letter_no", h->letter_no);
	if (h->letter_day)
		db_bind_int(r, "letter_day", h->letter_day);
	if (h->letter_id)
		db_bind_int(r, "letter", h->letter_id);
}

enum err post_give(struct db_conn *c, struct holding *h, struct fail *f)
{
	struct arena *a = arena_open();
	struct db_rows *r;
	enum err e = in_the_way(c, a, h, f);

	if (!e)
		e = fits_holder(c, a, h, f);
	if (!e)
		e = end_former(c, h, f);
	arena_close(a);
	if (e)
		return e;
	r = db_run(c, Q_holder_insert);
	db_bind_int(r, "person", h->person);
	db_bind_int(r, "position", h->position);
	db_bind_str(r, "kind", h->kind);
	db_bind_int(r, "from", h->from);
	if (h->to)
		db_bind_int(r, "to", h->to);
	bind_letter(r, h);
	e = db_done(r, NULL, f);
	h->id = db_last_id(c);
	return e;
}

enum err post_letter_find(struct db_conn *c, struct str norm, int64_t *id, struct fail *f)
{
	struct db_rows *r;

	*id = 0;
	if (!norm.n)
		return ERR_OK;
	r = db_run(c, Q_holder_letter_find);
	db_bind_str(r, "norm", norm);
	return db_one_int(r, id, NULL, f);
}

enum err post_days(struct day from, struct day to, struct holding *h, struct fail *f)
{
	if (!day_ok(from) || (!day_none(to) && (!day_ok(to) || day_cmp(from, to) > 0)))
		return FAIL(f, ERR_INVALID, "bad-dates", "from",
			    "Tanggal mulai harus ada dan tidak sesudah tanggal selesai.");
	h->from = day_number(from);
	h->to = day_none(to) ? 0 : day_number(to);
	return ERR_OK;
}

struct str post_detail(struct arena *a, const struct holding *h)
{
	return arena_fmt(a,
			 "person=%lld position=%lld kind=" STR_FMT
			 " from=%lld to=%lld letter=" STR_FMT,
			 (long long)h->person, (long long)h->position, STR_ARG(h->kind),
			 (long long)h->from, (long long)h->to, STR_ARG(h->letter_no));
}

struct appointing {
	struct holding h;
	struct str norm; /* of the letter's number */
};

static enum err act_holder(struct db_conn *c, void *arg, struct fail *f)
{
	struct appointing *n = arg;
	struct holding *h = &n->h;
	struct arena *a = arena_open();
	enum err e = admin_still(c, h->me, f);

	if (!e)
		e = admin_exists(c, Q_person_exists, h->person, "Orang", f);
	if (!e)
		e = admin_exists(c, Q_position_exists, h->position, "Jabatan", f);
	if (!e)
		e = post_letter_find(c, n->norm, &h->letter_id, f);
	if (!e)
		e = post_give(c, h, f);
	if (!e)
		e = admin_audit(c, h->me, "holder", "position", h->position, post_detail(a, h),
			  f);
	arena_close(a);
	return e;
}

bool post_kind_ok(struct str kind)
{
	return str_eqc(kind, "definitif") || str_eqc(kind, "plt") || str_eqc(kind, "plh") ||
	       str_eqc(kind, "pj");
}

enum err post_bad_kind(struct fail *f)
{
	return FAIL(f, ERR_INVALID, "bad-kind", "kind",
		    "Pilih definitif, plt, plh atau pj.");
}

enum err post_letter(struct svc *s, struct arena *a, struct str no, struct day day,
		     struct holding *h, struct str *norm, struct fail *f)
{
	enum err e = utf8_clean(a, str_trim(no), UTF8_LINE, "letter", &h->letter_no, f);

	*norm = STR("");
	if (e)
		return e;
	if (h->letter_no.n > 120)
		return FAIL(f, ERR_INVALID, "bad-letter", "letter",
			    "Nomor surat penunjukan paling panjang 120 huruf.");
	if (!day_none(day) && (!day_ok(day) || !h->letter_no.n))
		return FAIL(f, ERR_INVALID, "bad-letter", "letter_date",
			    "Isi nomor dan tanggal surat penunjukannya, atau kosongkan keduanya.");
	h->letter_day = day_none(day) ? 0 : day_number(day);
	if (h->letter_no.n)
		*norm = svc_number_norm(s, a, h->letter_no);
	return ERR_OK;
}

enum err svc_holder_set(struct svc *s, const struct actor *me, const struct svc_appointment *in,
			int64_t *id, struct fail *f)
{
	struct arena *a = arena_open();
	struct appointing n = {.h = {.me = me, .person = in->person_id,
				     .position = in->position_id, .kind = in->kind}};
	enum err e = admin_may(me, f);

	if (!e && !post_kind_ok(in->kind))
		e = post_bad_kind(f);
	if (!e)
		e = post_days(in->from, in->to, &n.h, f);
	if (!e)
		e = post_letter(s, a, in->letter_no, in->letter_day, &n.h, &n.norm, f);
	if (!e)
		e = db_submit(s->db, act_holder, &n, f);
	if (!e && id)
		*id = n.h.id;
	arena_close(a);
	return e;
}

/* ---- the letter, recorded later ---- */

static enum err act_letter(struct db_conn *c, void *arg, struct fail *f)
{
	struct appointing *n = arg;
	struct arena *a = arena_open();
	struct db_rows *r;
	int changed = 0;
	enum err e = admin_still(c, n->h.me, f);

	if (!e)
		e = post_letter_find(c, n->norm, &n->h.letter_id, f);
	if (!e) {
		r = db_run(c, Q_holder_letter);
		db_bind_int(r, "id", n->h.id);
		bind_letter(r, &n->h);
		e = db_done(r, &changed, f);
	}
	if (!e && !changed)
		e = FAIL(f, ERR_NOTFOUND, "no-such-row", NULL,
			 "Pemegang jabatan itu tidak ada; muat ulang daftarnya.");
	if (!e)
		e = admin_audit(c, n->h.me, "holder-letter", "holder", n->h.id,
				arena_fmt(a, "letter=" STR_FMT " day=%lld",
					  STR_ARG(n->h.letter_no), (long long)n->h.letter_day),
				f);
	arena_close(a);
	return e;
}

enum err svc_holder_letter(struct svc *s, const struct actor *me, int64_t holder_id,
			   struct str letter_no, struct day letter_day, struct fail *f)
{
	struct arena *a = arena_open();
	struct appointing n = {.h = {.me = me, .id = holder_id}};
	enum err e = admin_may(me, f);

	if (!e && !str_trim(letter_no).n)
		e = FAIL(f, ERR_INVALID, "bad-letter", "letter",
			 "Isi nomor surat penunjukannya.");
	if (!e)
		e = post_letter(s, a, letter_no, letter_day, &n.h, &n.norm, f);
	if (!e)
		e = db_submit(s->db, act_letter, &n, f);
	arena_close(a);
	return e;
}

/* ---- the end of it ---- */

struct ending {
	const struct actor *me;
	int64_t holder, last, today;
};

static enum err end_holding(struct db_conn *c, const struct ending *n, struct holding *h,
			    struct fail *f)
{
	struct db_rows *r;

	h->to = n->last;
	if (h->to < h->from && h->from < n->today)
		return FAIL(f, ERR_INVALID, "bad-dates", "last",
			    "Hari terakhir tidak boleh sebelum hari ia mulai memegang jabatan itu.");
	if (h->to < h->from)
		h->to = h->from - 1;
	r = db_run(c, Q_holder_last);
	db_bind_int(r, "id", n->holder);
	db_bind_int(r, "to", h->to);
	return db_done(r, NULL, f);
}

static enum err act_end(struct db_conn *c, void *arg, struct fail *f)
{
	const struct ending *n = arg;
	struct arena *a = arena_open();
	struct holding h = {.me = n->me};
	struct db_rows *r;
	bool found = false, over = false;
	enum err e = admin_still(c, n->me, f);

	if (!e) {
		r = db_run(c, Q_holder_get);
		db_bind_int(r, "id", n->holder);
		found = db_next(r);
		if (found) {
			h.person = db_int(r, 0);
			h.position = db_int(r, 1);
			h.kind = db_str(r, 2, a);
			h.from = db_int(r, 3);
			over = !db_null(r, 4) && db_int(r, 4) < n->today;
		}
		e = db_done(r, NULL, f);
	}
	if (!e && !found)
		e = FAIL(f, ERR_NOTFOUND, "no-such-row", NULL,
			 "Pemegang jabatan itu tidak ada; muat ulang daftarnya.");
	if (!e && over)
		e = FAIL(f, ERR_CONFLICT, "post-ended", NULL,
			 "Masa jabatan itu sudah berakhir; tidak ada yang diubah.");
	if (!e)
		e = end_holding(c, n, &h, f);
	if (!e)
		e = admin_audit(c, n->me, "holder-end", "position", h.position,
				post_detail(a, &h), f);
	arena_close(a);
	return e;
}

enum err svc_holder_end(struct svc *s, const struct actor *me, int64_t holder_id,
			struct day last, struct fail *f)
{
	struct ending n = {.me = me,
			   .holder = holder_id,
			   .today = day_number(day_at(clock_ms(s->clock), s->zone))};
	enum err e = admin_may(me, f);

	if (!e && !day_ok(last))
		e = FAIL(f, ERR_INVALID, "bad-dates", "last", "Isi hari terakhirnya.");
	n.last = e ? 0 : day_number(last);
	return e ? e : db_submit(s->db, act_end, &n, f);
}

/* ---- looking, for the administrator ---- */

#define HOLDINGS_MAX 2000

static struct svc_holding holding_of(struct db_rows *r, struct arena *a, int64_t today)
{
	struct svc_holding h = {.id = db_int(r, 0),
				.person_id = db_int(r, 1),
				.position_id = db_int(r, 2),
				.person = db_str(r, 3, a),
				.position = db_str(r, 4, a),
				.kind = db_str(r, 5, a),
				.letter_no = db_str(r, 8, a),
				.letter_id = db_int(r, 10),
				.when = HOLDING_NOW};
	int64_t from = db_int(r, 6);

	if (from)
		h.from = day_from_number(from);
	if (db_int(r, 9))
		h.letter_day = day_from_number(db_int(r, 9));
	if (!db_null(r, 7))
		h.to = day_from_number(db_int(r, 7));
	if (!day_none(h.to) && db_int(r, 7) < (from > today ? from : today))
		h.when = HOLDING_PAST;
	else if (from > today)
		h.when = HOLDING_COMING;
	return h;
}

enum err svc_holdings(struct svc *s, const struct actor *me, struct arena *a,
		      int64_t position_id, int64_t person_id, struct svc_holding **rows,
		      size_t *n, struct fail *f)
{
	int64_t today = day_number(day_at(clock_ms(s->clock), s->zone));
	struct svc_holding *v;
	struct db_conn *c;
	struct db_rows *r;
	enum err e;

	if (!me->admin)
		return admin_may(me, f);
	c = db_read(s->db);
	r = db_run(c, Q_holding_list);
	db_bind_int(r, "position", position_id);
	db_bind_int(r, "person", person_id);
	v = ARENA_ARRAY(a, struct svc_holding, HOLDINGS_MAX);
	for (*n = 0; *n < HOLDINGS_MAX && db_next(r); ++*n)
		v[*n] = holding_of(r, a, today);
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	*rows = v;
	return e;
}

enum err svc_post_waiting(struct svc *s, const struct actor *me, int64_t position_id,
			  int64_t *n, struct fail *f)
{
	struct db_conn *c;
	struct db_rows *r;
	enum err e;

	if (!me->admin)
		return admin_may(me, f);
	c = db_read(s->db);
	r = db_run(c, Q_position_waiting);
	db_bind_int(r, "position", position_id);
	e = db_one_int(r, n, NULL, f);
	db_read_end(s->db, c);
	return e;
}
