#include "svc_initial.h"
#include "svc_initial_case.h"

struct initialling {
	struct out_act x;
	const struct svc_initial_ask *in;
	int64_t position;
	struct str text;
};

struct open_row {
	int64_t id, position, text_version;
	struct str name;
};

static enum err read_open(struct db_conn *c, struct arena *a, int64_t letter,
			  struct open_row *o, size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_initial_open);

	*n = 0;
	db_bind_int(r, "letter", letter);
	while (*n < SVC_INITIALS_MAX && db_next(r))
		o[(*n)++] = (struct open_row){db_int(r, 0), db_int(r, 1), db_int(r, 3),
					      db_str(r, 2, a)};
	return db_done(r, NULL, f);
}

static struct str names_of(struct arena *a, const struct open_row *o, size_t n)
{
	struct buf b = BUF_MAX(8192);

	for (size_t i = 0; i < n; i++)
		buf_fmt(&b, "%s" STR_FMT, i ? ", " : "", STR_ARG(o[i].name));
	return buf_keep(&b, a);
}

/* Told in the letter's life and the chain; no page that shows the letter is stale by it.
 */
static enum err tell(struct out_act *x, enum flow_act act, struct str note,
		     struct fail *f)
{
	struct str state = str_c(flow_state_word(x->l.state));
	struct db_rows *r = db_run(x->c, Q_out_step);

	db_bind_int(r, "letter", x->l.id);
	db_bind_str(r, "act", str_c(flow_act_word(act)));
	db_bind_int(r, "step", 0);
	db_bind_str(r, "from", state);
	db_bind_str(r, "to", state);
	db_bind_int(r, "draft", x->l.draft_no);
	db_bind_int(r, "account", x->who->account_id);
	if (x->post)
		db_bind_int(r, "position", x->post);
	db_bind_int(r, "at", x->now);
	db_bind_int(r, "wait", 0);
	db_bind_int(r, "work", 0);
	db_bind_str(r, "note", note);
	enum err e = db_done(r, NULL, f);
	if (e)
		return e;
	if (x->done)
		*x->done = (struct svc_done){x->l.version, x->l.state, x->l.id};
	return out_audit(x, act,
			 arena_fmt(x->a, "surat=%lld\nkonsep=%d\ncatatan=" STR_FMT "\n",
				   (long long)x->l.id, x->l.draft_no, STR_ARG(note)),
			 f);
}

/* ---- asking ---- */

static enum err held(struct out_act *x, int64_t position, struct str *state,
		     struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_initial_held);

	*state = STR("");
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "position", position);
	if (db_next(r))
		*state = db_str(r, 0, x->a);
	return db_done(r, NULL, f);
}

static enum err may_be_asked(struct out_act *x, int64_t position, struct str *name,
			     struct fail *f)
{
	struct out_position p;
	struct out_holder who;
	struct str state;
	enum err e = out_position_get(x->c, x->a, position, &p, f);

	if (e ||
	    (e = out_holder_get(x->c, x->a, position, out_today(x->s, x->now), &who,
				f)) ||
	    (e = held(x, position, &state, f)))
		return e;
	*name = p.name;
	if (position == x->l.drafter || position == x->l.signer)
		return FAIL(f, ERR_INVALID, "own-initial", "positions",
			    STR_FMT
			    " mengonsep atau menandatangani surat ini sendiri; paraf "
			    "koordinasi diminta kepada jabatan lain.",
			    STR_ARG(p.name));
	if (state.n)
		return FAIL(f, ERR_CONFLICT, "initial-asked", "positions",
			    STR_FMT " sudah dimintai paraf untuk naskah ini.",
			    STR_ARG(p.name));
	if (!who.person_id)
		return FAIL(f, ERR_CONFLICT, "vacant", "positions",
			    "Jabatan " STR_FMT
			    " sedang kosong, tidak ada yang memaraf; minta "
			    "kepada atasannya atau tunggu pejabatnya diangkat.",
			    STR_ARG(p.name));
	return ERR_OK;
}

static enum err ask_one(struct initialling *j, int64_t position, struct fail *f)
{
	struct out_act *x = &j->x;
	struct db_rows *r = db_run(x->c, Q_initial_put);

	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "position", position);
	db_bind_int(r, "version", x->l.version);
	db_bind_int(r, "no", x->l.draft_no);
	db_bind_str(r, "note", j->text);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "by", x->post);
	db_bind_int(r, "at", x->now);
	enum err e = db_done(r, NULL, f);
	if (e)
		return e;
	/* who is to check a text may read it, a secret one too (S1) */
	r = db_run(x->c, Q_case_name_reader);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "position", position);
	db_bind_int(r, "at", x->now);
	return db_done(r, NULL, f);
}

static enum err ask_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct initialling *j = arg;
	struct out_act *x = &j->x;
	struct buf names = BUF_MAX(8192);
	struct open_row open[SVC_INITIALS_MAX];
	struct str name;
	size_t n;
	enum err e = out_begin(x, c, ACT_ASK_INITIAL, f);

	if (e || (e = read_open(c, x->a, x->l.id, open, &n, f)))
		return e;
	if (n + j->in->n > SVC_INITIALS_MAX)
		return FAIL(f, ERR_INVALID, "too-many", "positions",
			    "Paling banyak %d jabatan memaraf satu naskah.",
			    SVC_INITIALS_MAX);
	for (size_t i = 0; i < j->in->n && !e; i++) {
		if (!(e = may_be_asked(x, j->in->positions[i], &name, f)) &&
		    !(e = ask_one(j, j->in->positions[i], f)))
			buf_fmt(&names, "%s" STR_FMT, i ? ", " : "", STR_ARG(name));
	}
	struct str all = buf_keep(&names, x->a);
	return e ? e
		 : tell(x, ACT_ASK_INITIAL,
			arena_fmt(x->a, STR_FMT "%s" STR_FMT, STR_ARG(all),
				  j->text.n ? ": " : "", STR_ARG(j->text)),
			f);
}

/* ---- deciding ---- */

static enum err end_one(struct out_act *x, int64_t id, const char *state, int64_t by,
			struct str note, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_initial_end);

	db_bind_int(r, "id", id);
	db_bind_str(r, "state", str_c(state));
	db_bind_int(r, "no", x->l.draft_no);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "by", by);
	db_bind_int(r, "at", x->now);
	if (note.n)
		db_bind_str(r, "note", note);
	return db_done(r, NULL, f);
}

/* Every open request of a post he holds ends in `state`; *newest is the version since
 * which the text stands. */
static enum err end_own(struct out_act *x, const char *state, struct str note, size_t *n,
			struct fail *f)
{
	struct open_row open[SVC_INITIALS_MAX];
	int64_t post = x->post;
	size_t all;
	enum err e = read_open(x->c, x->a, x->l.id, open, &all, f);

	*n = 0;
	for (size_t i = 0; i < all && !e; i++) {
		if (!actor_holds(x->who, open[i].position))
			continue;
		(*n)++;
		x->post = open[i].position;
		e = end_one(x, open[i].id, state, x->post, note, f);
		if (!e && strcmp(state, "diparaf") == 0)
			e = tell(x, ACT_INITIAL, note, f);
	}
	x->post = post;
	return e;
}

enum err out_initials_own(struct out_act *x, struct str note, struct fail *f)
{
	size_t n;

	return end_own(x, "diparaf", note, &n, f);
}

enum err out_initials_returned(struct out_act *x, struct str remark, struct fail *f)
{
	struct open_row open[SVC_INITIALS_MAX];
	size_t all, n = 0;
	enum err e = read_open(x->c, x->a, x->l.id, open, &all, f);

	if (!e)
		e = end_own(x, "dikembalikan", remark, &n, f);
	for (size_t i = 0; i < all && n && !e; i++) {
		struct initialling j = {.x = *x};

		if (actor_holds(x->who, open[i].position))
			e = ask_one(&j, open[i].position, f);
	}
	return e;
}

/* He saw a version of the letter: its text must be the one that stands. */
static enum err same_text(struct out_act *x, struct fail *f)
{
	struct open_row open[SVC_INITIALS_MAX];
	size_t n;
	enum err e = read_open(x->c, x->a, x->l.id, open, &n, f);

	if (e)
		return e;
	for (size_t i = 0; i < n; i++)
		if (actor_holds(x->who, open[i].position) &&
		    x->ref.version < open[i].text_version) {
			*x->done = (struct svc_done){x->l.version, x->l.state, x->l.id};
			return FAIL(
				f, ERR_STALE, "stale-version", "version",
				"Naskah ini diubah sejak Anda membukanya; baca yang baru "
				"lalu paraf.");
		}
	return ERR_OK;
}

static enum err give_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct initialling *j = arg;
	struct out_act *x = &j->x;
	size_t n;
	enum err e = out_load(x, c, f);

	if (e)
		return e;
	if (!x->ref.version || x->ref.version > x->l.version)
		return out_begin(x, c, ACT_INITIAL, f);
	if ((e = out_may(x, ACT_INITIAL, f)) || (e = same_text(x, f)))
		return e;
	return end_own(x, "diparaf", j->text, &n, f);
}

static enum err drop_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct initialling *j = arg;
	struct out_act *x = &j->x;
	struct open_row open[SVC_INITIALS_MAX];
	size_t n, i = 0;
	enum err e = out_begin(x, c, ACT_DROP_INITIAL, f);

	if (e || (e = read_open(c, x->a, x->l.id, open, &n, f)))
		return e;
	while (i < n && open[i].position != j->position)
		i++;
	if (i == n)
		return FAIL(f, ERR_NOTFOUND, "no-initial", "position",
			    "Jabatan itu tidak sedang dimintai paraf; muat ulang halaman "
			    "surat.");
	if ((e = end_one(x, open[i].id, "ditarik", x->post, j->text, f)))
		return e;
	return tell(x, ACT_DROP_INITIAL,
		    arena_fmt(x->a, STR_FMT ": " STR_FMT, STR_ARG(open[i].name),
			      STR_ARG(j->text)),
		    f);
}

static enum err waive_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct initialling *j = arg;
	struct out_act *x = &j->x;
	struct open_row open[SVC_INITIALS_MAX];
	size_t n;
	enum err e = out_begin(x, c, ACT_WAIVE_INITIAL, f);

	if (e || (e = read_open(c, x->a, x->l.id, open, &n, f)))
		return e;
	if (x->s->office->initials_obligatory)
		return FAIL(
			f, ERR_CONFLICT, "initial-obligatory", NULL,
			"Kantor ini mewajibkan paraf koordinasi; tunggu parafnya, "
			"kembalikan surat, atau minta pengonsep menarik permintaannya.");
	if (!n)
		return FAIL(f, ERR_CONFLICT, "no-initial", NULL,
			    "Tidak ada paraf koordinasi yang masih ditunggu.");
	for (size_t i = 0; i < n && !e; i++)
		e = end_one(x, open[i].id, "dikesampingkan", x->post, j->text, f);
	return e ? e
		 : tell(x, ACT_WAIVE_INITIAL,
			arena_fmt(x->a, STR_FMT ": " STR_FMT,
				  STR_ARG(names_of(x->a, open, n)), STR_ARG(j->text)),
			f);
}

/* ---- doors ---- */

static enum err run(struct initialling *j, struct str text, const char *field,
		    const char *missing, db_act *act, struct fail *f)
{
	struct arena *a = arena_open();
	enum err e = out_text(a, text.p ? text : STR(""), UTF8_LINES, OUT_REASON_MAX,
			      field, missing, &j->text, f);

	j->x.a = a;
	if (!e)
		e = db_submit(j->x.s->db, act, j, f);
	arena_close(a);
	return e;
}

enum err svc_initial_ask(struct svc *s, const struct actor *who, struct svc_ref ref,
			 const struct svc_initial_ask *in, struct svc_done *done,
			 struct fail *f)
{
	struct initialling j = {.x = {.s = s, .who = who, .ref = ref, .done = done},
				.in = in};

	if (!in->n)
		return FAIL(f, ERR_INVALID, "missing", "positions",
			    "Pilih jabatan yang dimintai paraf koordinasi.");
	if (in->n > SVC_INITIALS_MAX)
		return FAIL(f, ERR_INVALID, "too-many", "positions",
			    "Paling banyak %d jabatan memaraf satu naskah.",
			    SVC_INITIALS_MAX);
	return run(&j, in->note, "note", NULL, ask_act, f);
}

enum err svc_initial_give(struct svc *s, const struct actor *who, struct svc_ref ref,
			  struct str note, struct svc_done *done, struct fail *f)
{
	struct initialling j = {.x = {.s = s, .who = who, .ref = ref, .done = done}};

	return run(&j, note, "note", NULL, give_act, f);
}

enum err svc_initial_drop(struct svc *s, const struct actor *who, struct svc_ref ref,
			  int64_t position, struct str reason, struct svc_done *done,
			  struct fail *f)
{
	struct initialling j = {.x = {.s = s, .who = who, .ref = ref, .done = done},
				.position = position};

	return run(&j, reason, "reason", "Tulis alasan permintaan paraf ditarik.",
		   drop_act, f);
}

enum err svc_initial_waive(struct svc *s, const struct actor *who, struct svc_ref ref,
			   struct str reason, struct svc_done *done, struct fail *f)
{
	struct initialling j = {.x = {.s = s, .who = who, .ref = ref, .done = done}};

	return run(&j, reason, "reason",
		   "Tulis alasan paraf koordinasi dikesampingkan; alasannya tercatat "
		   "bersama "
		   "surat.",
		   waive_act, f);
}
