#include "svc_acting.h"
#include "svc_admin.h"
#include "tpl.h"

static int64_t today_of(struct db_conn *c, int zone)
{
	return day_number(day_at(db_now(c), zone));
}

static void take_post(struct db_rows *r, struct arena *a, struct str kind,
		      struct actor *me)
{
	me->posts[me->posts_n++] =
		(struct svc_post){db_int(r, 0),    db_int(r, 1),    db_str(r, 2, a),
				  db_str(r, 3, a), db_str(r, 4, a), kind};
}

static enum err fallen_posts(struct db_conn *c, struct arena *a, int64_t day,
			     struct actor *me, struct fail *f)
{
	struct db_rows *r;

	if (!me->posts_n)
		return ERR_OK;
	r = db_run(c, Q_posts_fallen);
	db_bind_str(r, "posts", svc_posts(a, me));
	db_bind_int(r, "day", day);
	while (me->posts_n < SVC_POSTS_MAX && db_next(r))
		take_post(r, a, STR("atasan"), me);
	return db_done(r, NULL, f);
}

enum err acting_posts(struct db_conn *c, struct arena *a, int zone, struct actor *me,
		      struct fail *f)
{
	int64_t day = today_of(c, zone);
	struct db_rows *r = db_run(c, Q_posts_of_person);
	enum err e;

	db_bind_int(r, "person", me->person_id);
	db_bind_int(r, "day", day);
	while (me->posts_n < SVC_POSTS_MAX && db_next(r))
		take_post(r, a, db_str(r, 5, a), me);
	e = db_done(r, NULL, f);
	return e ? e : fallen_posts(c, a, day, me, f);
}

static const struct svc_post *post_of(const struct actor *me, int64_t id)
{
	for (size_t i = 0; i < me->posts_n; i++)
		if (me->posts[i].position_id == id)
			return &me->posts[i];
	return NULL;
}

enum err acting_still(struct db_conn *c, int zone, const struct actor *me, int64_t post,
		      struct fail *f)
{
	const struct svc_post *p = post_of(me, post);
	struct db_rows *r;
	int64_t held = 0, acts = 0;
	enum err e;

	if (!p)
		return ERR_OK;
	r = db_run(c, Q_acting_still);
	db_bind_int(r, "person", me->person_id);
	db_bind_int(r, "position", post);
	db_bind_int(r, "day", today_of(c, zone));
	if (db_next(r)) {
		held = db_int(r, 0);
		acts = db_int(r, 1);
	}
	e = db_done(r, NULL, f);
	if (e || acts || !held || str_eqc(p->kind, "atasan"))
		return e;
	return FAIL(
		f, ERR_DENIED, "acting-ended", NULL,
		"Sejak hari ini Anda tidak lagi bertindak sebagai " STR_FMT STR_FMT
		"; perbuatan ini tidak dilakukan. Serahkan kepada pejabatnya sekarang.",
		STR_ARG(post_kind_label(p->kind)), STR_ARG(p->name));
}

struct lapse {
	struct str kind, post, now_kind, now_name;
	int64_t last;
	bool suspended; /* his days are not over: another acts for him */
};

static enum err lapse_of(struct db_conn *c, struct arena *a, int zone,
			 const struct actor *me, int64_t letter, struct lapse *l,
			 bool *found)
{
	struct db_rows *r = db_run(c, Q_acting_lapse);
	struct fail ignored;

	db_bind_int(r, "person", me->person_id);
	db_bind_int(r, "letter", letter);
	db_bind_int(r, "day", today_of(c, zone));
	*found = db_next(r);
	if (*found)
		*l = (struct lapse){.kind = db_str(r, 0, a),
				    .last = db_int(r, 1),
				    .post = db_str(r, 2, a),
				    .suspended = db_int(r, 3) != 0,
				    .now_kind = db_str(r, 4, a),
				    .now_name = db_str(r, 5, a)};
	return db_done(r, NULL, &ignored);
}

enum err acting_why(struct db_conn *c, struct arena *a, int zone, const struct actor *me,
		    int64_t letter, enum err e, struct fail *f)
{
	struct lapse l;
	bool found = false;
	struct str now;

	if (e != ERR_DENIED || !f || strcmp(f->word, "not-yours") != 0 ||
	    lapse_of(c, a, zone, me, letter, &l, &found) || !found)
		return e;
	now = l.now_name.n ? arena_fmt(a, STR_FMT STR_FMT,
				       STR_ARG(post_kind_label(l.now_kind)),
				       STR_ARG(l.now_name))
			   : STR("belum ada; surat menunggu di jabatannya");
	if (l.suspended)
		return FAIL(f, e, "acting-ended", NULL,
			    "Jabatan " STR_FMT " sedang dijalankan " STR_FMT
			    "; surat ini menunggu dia sampai masanya berakhir.",
			    STR_ARG(l.post), STR_ARG(now));
	return FAIL(f, e, "acting-ended", NULL,
		    "Masa Anda sebagai " STR_FMT STR_FMT " berakhir " STR_FMT
		    "; perbuatan ini kini wewenang pejabatnya (" STR_FMT ").",
		    STR_ARG(post_kind_label(l.kind)), STR_ARG(l.post),
		    STR_ARG(day_long(a, day_from_number(l.last))), STR_ARG(now));
}

/* ---- what he may not sign ---- */

static bool has_word(struct str list, struct str word)
{
	struct str one;

	while (list.n && str_cut(&list, ' ', &one))
		if (str_eq(one, word))
			return true;
	return false;
}

/* 800.1.3.3 lies under 800.1.3, and 821.2 under 821. */
static bool under_code(struct str codes, struct str code)
{
	struct str one;

	while (codes.n && str_cut(&codes, ' ', &one))
		if (one.n && str_starts(code, one) &&
		    (code.n == one.n || code.p[one.n] == '.'))
			return true;
	return false;
}

static enum err limited(const struct out_act *x, const struct tpl_limit *l,
			struct str kind, struct fail *f)
{
	struct str who = post_kind_label(kind);

	who = str_trim(who);
	if (l->codes.n && !x->l.class_code.n)
		return FAIL(f, ERR_CONFLICT, "acting-limit", "classification",
			    "Isi kode klasifikasinya lebih dulu: " STR_FMT
			    " tidak menandatangani " STR_FMT " (" STR_FMT
			    "), dan tanpa kode hal itu tidak dapat diperiksa.",
			    STR_ARG(who), STR_ARG(l->what), STR_ARG(l->source));
	return FAIL(
		f, ERR_CONFLICT, "acting-limit", "signer",
		STR_FMT
		" tidak menandatangani " STR_FMT " (" STR_FMT
		"); surat ini menunggu pejabat tetapnya, atau diajukan kepada atasannya.",
		STR_ARG(who), STR_ARG(l->what), STR_ARG(l->source));
}

enum err acting_limit(const struct out_act *x, struct str kind, struct fail *f)
{
	struct str form = out_form_like(x->s, x->l.form);
	size_t n;
	const struct tpl_limit *l = tpl_profile_limits(x->s->tpl, x->l.profile, &n);

	for (size_t i = 0; i < n; i++) {
		if (!has_word(l[i].kinds, kind) || !has_word(l[i].forms, form))
			continue;
		if (!l[i].codes.n || !x->l.class_code.n ||
		    under_code(l[i].codes, x->l.class_code))
			return limited(x, &l[i], kind, f);
	}
	return ERR_OK;
}

enum err acting_may_sign(const struct out_act *x, struct fail *f)
{
	const struct svc_post *p = post_of(x->who, x->l.signer);

	return p ? acting_limit(x, p->kind, f) : ERR_OK;
}
