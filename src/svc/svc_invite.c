/* svc_invite.c - invitations: when and where, who goes, what clashes. */
#include "svc_invite.h"
#include "json.h"
#include "svc_entry.h"

#define HOUR_MIN 60
#define MS_MIN   INT64_C(60000)

struct setting {
	struct svc_case k;
	int64_t letter, start, end, version, by;
	struct str place, attend;
	struct svc_done *done;
};

/* ---- setting ---- */

static enum err check(struct svc *s, struct arena *a, const struct svc_invite_in *in,
		      struct setting *x, struct fail *f)
{
	int end = in->end_min ? in->end_min : in->start_min + HOUR_MIN;

	if (!day_ok(in->day))
		return FAIL(f, ERR_INVALID, "missing", "day",
			    "Tanggal acara belum diisi, atau tidak ada di kalender.");
	if (in->start_min < 0 || in->start_min >= 24 * HOUR_MIN || end <= in->start_min)
		return FAIL(f, ERR_INVALID, "bad-time", "start",
			    "Jam acara harus seperti 09.00, dan selesainya sesudah "
			    "mulainya.");
	x->start = day_start_ms(in->day, s->zone) + in->start_min * MS_MIN;
	x->end = day_start_ms(in->day, s->zone) + end * MS_MIN;
	return svc_text(a, in->place, UTF8_LINE, 200, "place", "Tempat acara", &x->place,
			f);
}

static struct str detail(struct setting *x)
{
	struct buf b = BUF_MAX(1 << 14);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_int(&w, "start", x->start);
	jw_int(&w, "end", x->end);
	jw_str(&w, "place", x->place);
	jw_str(&w, "attend", x->attend);
	jw_int(&w, "by", x->by);
	jw_obj_end(&w);
	return buf_keep(&b, x->k.a);
}

static unsigned first_of(unsigned duties, unsigned of)
{
	for (unsigned d = 1; d <= DUTY_ANY; d <<= 1)
		if (duties & of & d)
			return d;
	return 0;
}

static enum err told(struct setting *x, enum flow_act act, unsigned of, struct str note,
		     struct fail *f)
{
	struct svc_move m = {
		.act = act, .to = x->k.state, .keep_clock = true, .note = note};

	m.duty = first_of(x->k.duties, of);
	m.detail = detail(x);
	enum err e = svc_case_move(&x->k, &m, f);

	*x->done = (struct svc_done){x->k.version, x->k.state, x->k.id};
	return e;
}

static enum err set_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct setting *x = arg;
	struct str when;
	struct db_rows *r;
	enum err e;

	x->k.c = c;
	if ((e = svc_case_load(&x->k, x->letter, f)) ||
	    (e = flow_may(ACT_SCHEDULE, x->k.state, x->k.duties, f)))
		return e;
	if (!x->k.incoming)
		return FAIL(f, ERR_CONFLICT, "not-incoming", NULL,
			    "Hanya surat masuk yang dicatat sebagai undangan.");
	r = db_run(c, Q_invite_put);
	db_bind_int(r, "letter", x->letter);
	db_bind_int(r, "start", x->start);
	db_bind_int(r, "end", x->end);
	db_bind_str(r, "place", x->place);
	db_bind_int(r, "account", x->k.who->account_id);
	db_bind_int(r, "at", x->k.now);
	if ((e = svc_exec(r, f)))
		return e;
	when = arena_fmt(x->k.a, STR_FMT ", " STR_FMT,
			 STR_ARG(time_local(x->k.a, x->start, x->k.svc->zone)),
			 STR_ARG(x->place));
	return told(x, ACT_SCHEDULE, DUTY_KEEPER | DUTY_CHECKER | DUTY_HEAD | DUTY_TRAY,
		    when, f);
}

enum err svc_invite_set(struct svc *s, const struct actor *who, int64_t letter,
			const struct svc_invite_in *in, struct svc_done *done,
			struct fail *f)
{
	struct arena *a = arena_open();
	struct setting x = {
		.k = {.svc = s, .who = who, .a = a}, .letter = letter, .done = done};
	enum err e = check(s, a, in, &x, f);

	if (!e)
		e = db_submit(s->db, set_act, &x, f);
	arena_close(a);
	return e;
}

/* ---- reading ---- */

enum err svc_invite_get(struct svc *s, const struct actor *who, struct arena *a,
			int64_t letter, struct svc_invite *out, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r;
	enum err e = svc_may_see_line(c, a, who, letter) ? ERR_OK : svc_no_letter(f);

	*out = (struct svc_invite){.letter_id = letter};
	if (!e) {
		r = db_run(c, Q_invite_get);
		db_bind_int(r, "letter", letter);
		if (db_next(r)) {
			out->version = db_int(r, 0);
			out->start_ms = db_int(r, 1);
			out->end_ms = db_int(r, 2);
			out->place = db_str(r, 3, a);
			out->attend = db_str(r, 4, a);
			out->position_id = db_int(r, 5);
			out->by = db_str(r, 6, a);
		}
		e = db_done(r, NULL, f);
	}
	db_read_end(s->db, c);
	return e;
}

static bool goes(const struct svc_invite *i)
{
	return !i->attend.n || str_eqc(i->attend, "hadir");
}

static void clashes(struct svc_invite *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n && v[k].start_ms < v[i].end_ms; k++) {
			if (!goes(&v[i]) || !goes(&v[k]))
				continue;
			if (!v[i].clash)
				v[i].clash_with = v[k].subject;
			if (!v[k].clash)
				v[k].clash_with = v[i].subject;
			v[i].clash = v[k].clash = true;
		}
}

enum err svc_invites(struct svc *s, const struct actor *who, struct arena *a,
		     struct day from, struct day to, struct svc_invite **out, size_t *n,
		     struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct svc_invite *v = ARENA_ARRAY(a, struct svc_invite, SVC_INVITES_MAX);
	struct db_rows *r = db_run(c, Q_invite_between);
	size_t kept = 0;

	*n = 0;
	db_bind_int(r, "from", day_start_ms(from, s->zone));
	db_bind_int(r, "to", day_start_ms(to, s->zone) + MS_PER_DAY);
	db_bind_str(r, "posts", svc_posts(a, who));
	while (*n < SVC_INVITES_MAX && db_next(r))
		v[(*n)++] = (struct svc_invite){.letter_id = db_int(r, 0),
						.version = db_int(r, 1),
						.start_ms = db_int(r, 2),
						.end_ms = db_int(r, 3),
						.place = db_str(r, 4, a),
						.attend = db_str(r, 5, a),
						.position_id = db_int(r, 6),
						.by = db_str(r, 7, a),
						.subject = db_str(r, 8, a),
						.sender = db_str(r, 9, a),
						.letter_version = db_int(r, 10)};
	enum err e = db_done(r, NULL, f);

	for (size_t i = 0; !e && i < *n; i++)
		if (svc_may_see_line(c, a, who, v[i].letter_id))
			v[kept++] = v[i];
	*n = kept;
	db_read_end(s->db, c);
	clashes(v, *n);
	*out = v;
	return e;
}

/* ---- who goes ---- */

static enum err attend_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct setting *x = arg;
	struct db_rows *r;
	int changed = 0;
	enum err e;

	x->k.c = c;
	if ((e = svc_case_load(&x->k, x->letter, f)) ||
	    (e = flow_may(ACT_ATTEND, x->k.state, x->k.duties, f)) ||
	    (e = svc_version_check(x->version, x->k.version, &x->done->version, f)))
		return e;
	r = db_run(c, Q_invite_attend);
	db_bind_int(r, "letter", x->letter);
	db_bind_str(r, "attend", x->attend);
	if (x->by)
		db_bind_int(r, "post", x->by);
	if ((e = db_done(r, &changed, f)))
		return e;
	if (!changed)
		return FAIL(f, ERR_CONFLICT, "no-invitation", NULL,
			    "Surat ini belum dicatat sebagai undangan: isi dulu hari, "
			    "jam dan "
			    "tempatnya.");
	return told(x, ACT_ATTEND, DUTY_HEAD | DUTY_TRAY, x->attend, f);
}

/* The post that goes instead gets the letter, by the head's disposition. */
static enum err represented(struct svc *s, const struct actor *who, struct setting *x,
			    struct fail *f)
{
	struct svc_dispose in = {.to = {x->by},
				 .to_n = 1,
				 .instructions = {STR("WAKIL")},
				 .instructions_n = 1,
				 .note = STR("Mewakili pada acara undangan ini.")};
	struct svc_done d;
	enum err e = svc_incoming_dispose(s, who, (struct svc_ref){x->letter, x->version},
					  &in, &d, f);

	*x->done = d;
	x->version = d.version;
	return e;
}

enum err svc_invite_attend(struct svc *s, const struct actor *who, struct svc_ref ref,
			   struct str attend, int64_t by, struct svc_done *done,
			   struct fail *f)
{
	struct arena *a = arena_open();
	struct setting x = {.k = {.svc = s, .who = who, .a = a},
			    .letter = ref.id,
			    .version = ref.version,
			    .attend = attend,
			    .done = done,
			    .by = str_eqc(attend, "diwakili") ? by : 0};
	struct svc_invite now;
	enum err e = ERR_OK;

	*done = (struct svc_done){0};
	if (!str_eqc(attend, "hadir") && !str_eqc(attend, "tidak") &&
	    !str_eqc(attend, "diwakili"))
		e = FAIL(f, ERR_INVALID, "bad-choice", "attend",
			 "Jawaban undangan: hadir, diwakili atau tidak.");
	if (!e && str_eqc(attend, "diwakili") && !by)
		e = FAIL(f, ERR_INVALID, "missing", "by",
			 "Siapa yang mewakili belum dipilih; pilih jabatannya.");
	if (!e && !(e = svc_invite_get(s, who, a, ref.id, &now, f)) && !now.version)
		e = FAIL(f, ERR_CONFLICT, "no-invitation", NULL,
			 "Surat ini belum dicatat sebagai undangan: isi dulu hari, jam "
			 "dan "
			 "tempatnya.");
	if (!e && x.by)
		e = represented(s, who, &x, f);
	if (!e)
		e = db_submit(s->db, attend_act, &x, f);
	arena_close(a);
	return e;
}
