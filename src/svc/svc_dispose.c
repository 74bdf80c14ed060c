/* SOP row 4: the disposition, on screen or noted from paper, and its forwarding. */
#include "json.h"
#include "svc_entry.h"
#include "svc_groups.h"
#include "svc_notice.h"
#include "svc_prepare_in.h"
#include "svc_told.h"
#include "svc_scan.h"
#include "svc_tree.h"

#define NOTE_MAX 2000

struct giving {
	struct svc_case k;
	struct svc_ref ref;
	const struct svc_dispose *in;
	struct svc_done *done;
	struct svc_scan *photo;
	struct str note, instructions, groups /* by name, as addressed */;
	struct day today;
	int64_t giver, disposition, told_ms;
	enum flow_act act;
	bool copy, forward;
};

static bool among(const int64_t *v, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (v[i] == id)
			return true;
	return false;
}

static enum err check_form(struct giving *g, struct fail *f)
{
	const struct svc_dispose *d = g->in;
	enum err e;

	if (d->to_n > 32 || d->know_n > 32 || d->units_n > 8 || d->instructions_n > 16)
		return FAIL(f, ERR_LIMIT, "too-many", "to",
			    "Terlalu banyak tujuan atau petunjuk dalam satu disposisi.");
	if (!d->to_n && !d->units_n && !d->know_n && !d->groups_n && !d->know_groups_n)
		return FAIL(
			f, ERR_INVALID, "missing", "to",
			"Tujuan disposisi belum dipilih; centang paling sedikit satu.");
	if (d->coordinator && (d->copy_only || !among(d->to, d->to_n, d->coordinator)))
		return FAIL(f, ERR_INVALID, "no-coordinator", "coordinator",
			    "Koordinator harus salah satu jabatan yang dicentang untuk "
			    "menindaklanjuti; centang jabatannya atau pilih yang lain.");
	if (!day_none(d->deadline) &&
	    (!day_ok(d->deadline) || day_cmp(d->deadline, g->today) < 0))
		return FAIL(
			f, ERR_INVALID, "bad-date", "deadline",
			"Batas waktu harus tanggal yang ada, hari ini atau sesudahnya.");
	if (!g->in->note.p)
		g->note = STR("");
	else if ((e = svc_text(g->k.a, d->note, UTF8_LINES, NOTE_MAX, "note", NULL,
			       &g->note, f)))
		return e;
	return svc_instruction_codes(g->k.a, d->instructions, d->instructions_n,
				     &g->instructions, f);
}

static enum err check_told(struct giving *g, struct fail *f)
{
	const struct svc_dispose *d = g->in;

	if (!d->told.n)
		return ERR_OK;
	if (!str_eqc(d->told, "telepon") && !str_eqc(d->told, "whatsapp"))
		return FAIL(f, ERR_INVALID, "unknown-value", "told",
			    "Pilih telepon atau whatsapp.");
	if (d->on_paper || d->tray_id || d->corrects)
		return FAIL(
			f, ERR_INVALID, "unknown-value", "told",
			"Disposisi lewat telepon atau WhatsApp dicatat tersendiri, bukan "
			"bersama disposisi kertas, terusan atau pembetulan.");
	return svc_told_time(g->k.svc, d->told_at, &g->told_ms, f);
}

enum err svc_dispose_form(struct svc *s, struct arena *a, const struct svc_dispose *in,
			  struct str *note, struct str *instructions, struct fail *f)
{
	struct giving g = {.k = {.svc = s, .a = a},
			   .in = in,
			   .today = day_at(clock_ms(s->clock), s->zone)};
	enum err e = check_form(&g, f);

	*note = g.note;
	*instructions = g.instructions;
	return e;
}

static enum err put_disposition(struct giving *g, struct fail *f)
{
	struct db_rows *r = db_run(g->k.c, Q_in_disposition);
	enum err e;

	db_bind_int(r, "letter", g->k.id);
	if (g->forward)
		db_bind_int(r, "parent", g->in->tray_id);
	db_bind_int(r, "from", g->giver);
	db_bind_int(r, "account", g->k.who->account_id);
	db_bind_int(r, "paper", g->in->on_paper);
	if (g->photo)
		db_bind_blob(r, "photo",
			     (struct str){(const char *)g->photo->at.sha.b, 32});
	db_bind_str(r, "instructions", g->instructions);
	db_bind_str(r, "note", g->note);
	db_bind_str(r, "groups", g->groups.p ? g->groups : STR(""));
	if (!day_none(g->in->deadline))
		db_bind_int(r, "deadline", day_number(g->in->deadline));
	db_bind_int(r, "answer", g->in->answer_asked);
	db_bind_int(r, "back", g->in->report_back);
	db_bind_int(r, "at", g->k.now);
	if ((e = svc_exec(r, f)))
		return e;
	g->disposition = db_last_id(g->k.c);
	return ERR_OK;
}

static enum err position_fits(struct giving *g, int64_t position, struct fail *f)
{
	struct db_rows *r = db_run(g->k.c, Q_in_position_ok);
	struct str name = {NULL, 0}, superior = STR("");
	int64_t open = 0;
	bool found, held = false;
	enum err e;

	db_bind_int(r, "id", position);
	db_bind_int(r, "today", day_number(g->today));
	found = db_next(r);
	if (found) {
		name = db_str(r, 0, g->k.a);
		held = db_int(r, 1) != 0;
		superior = db_str(r, 2, g->k.a);
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	if (!found)
		return FAIL(f, ERR_INVALID, "unknown-position", "to",
			    "Jabatan tujuan tidak ada atau tidak berlaku lagi; pilih "
			    "yang lain.");
	if (position == g->giver)
		return FAIL(f, ERR_INVALID, "own-tray", "to",
			    "Disposisi tidak dapat ditujukan kepada pemberinya sendiri.");
	if (!held)
		return FAIL(f, ERR_CONFLICT, "vacant", "to",
			    STR_FMT
			    " sedang tidak ada pejabatnya, juga tidak ada Plt. atau "
			    "Plh.; pilih %s" STR_FMT
			    " atau minta administrator mengangkat "
			    "penggantinya.",
			    STR_ARG(name), superior.n ? "atasannya, " : "jabatan lain",
			    STR_ARG(superior));
	if (g->forward &&
	    (e = svc_tree_no_loop(&g->k, g->in->tray_id, position, name, f)))
		return e;
	r = db_run(g->k.c, Q_in_tray_open_for);
	db_bind_int(r, "letter", g->k.id);
	db_bind_int(r, "position", position);
	if ((e = db_one_int(r, &open, NULL, f)))
		return e;
	if (open)
		return FAIL(f, ERR_CONFLICT, "tray-open", "to",
			    STR_FMT
			    " sudah memegang disposisi surat ini yang belum selesai.",
			    STR_ARG(name));
	return ERR_OK;
}

/* A first disposition waits for the clerk's distribution; forwarding goes at once. */
static enum err put_tray(struct giving *g, int64_t position, bool told, int64_t *tray,
			 struct fail *f)
{
	struct db_rows *r;
	enum err e = position_fits(g, position, f);

	if (e)
		return e;
	r = db_run(g->k.c, Q_in_tray);
	db_bind_int(r, "disposition", g->disposition);
	db_bind_int(r, "letter", g->k.id);
	db_bind_int(r, "position", position);
	db_bind_str(r, "state", g->forward ? STR("terkirim") : STR("menunggu"));
	if (g->forward)
		db_bind_int(r, "sent", g->k.now);
	db_bind_int(r, "copy", told || g->copy);
	db_bind_str(r, "part",
		    told || !g->in->coordinator      ? STR("")
		    : position == g->in->coordinator ? STR("koordinator")
						     : STR("anggota"));
	if ((e = svc_exec(r, f)))
		return e;
	*tray = db_last_id(g->k.c);
	return ERR_OK;
}

static enum err put_unit(struct giving *g, int64_t unit, struct fail *f)
{
	struct db_rows *r;
	int64_t book = 0, head = 0, tray = 0;
	enum err e;

	if (!g->k.incoming)
		return FAIL(
			f, ERR_INVALID, "not-for-units", "units",
			"Hanya surat masuk yang dapat diteruskan ke Kotak Masuk unit; "
			"pilih jabatannya.");
	r = db_run(g->k.c, Q_in_unit_book);
	db_bind_int(r, "unit", unit);
	if (db_next(r)) {
		book = db_int(r, 0);
		head = db_int(r, 2);
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	if (!book || !head)
		return FAIL(f, ERR_INVALID, "no-book", "units",
			    "Unit itu tidak mempunyai buku agenda sendiri; pilih "
			    "jabatannya.");
	if ((e = put_tray(g, head, false, &tray, f)))
		return e;
	r = db_run(g->k.c, Q_in_inbox_put);
	db_bind_int(r, "letter", g->k.id);
	db_bind_int(r, "tray", tray);
	db_bind_int(r, "book", book);
	db_bind_int(r, "at", g->k.now);
	return svc_exec(r, f);
}

static bool seen(const int64_t *v, size_t upto)
{
	for (size_t i = 0; i < upto; i++) {
		if (v[i] == v[upto])
			return true;
	}
	return false;
}

/* Whoever of a group cannot take it (no holder, has it already, gives it, stands above)
 * is left out; a group of which nobody can is refused. */
static enum err put_group(struct giving *g, int64_t group, bool told, struct fail *f)
{
	struct db_rows *r = db_run(g->k.c, Q_group_members);
	int64_t member[SVC_GROUP_MEMBERS], tray;
	size_t n = 0, put = 0;
	struct fail why;
	enum err e;

	db_bind_int(r, "id", group);
	while (n < SVC_GROUP_MEMBERS && db_next(r))
		member[n++] = db_int(r, 0);
	e = db_done(r, NULL, f);
	for (size_t i = 0; i < n && !e; i++) {
		if (among(g->in->to, g->in->to_n, member[i]) ||
		    position_fits(g, member[i], &why))
			continue;
		e = put_tray(g, member[i], told, &tray, f);
		put++;
	}
	if (!e && !put)
		return FAIL(f, ERR_CONFLICT, "empty-group", "groups",
			    "Tidak ada anggota kelompok itu yang dapat menerima surat "
			    "ini: tidak "
			    "ada pejabatnya, atau sudah memegangnya. Pilih jabatannya "
			    "sendiri.");
	return e;
}

static enum err put_groups(struct giving *g, const int64_t *v, size_t n, bool told,
			   struct fail *f)
{
	enum err e = ERR_OK;

	for (size_t i = 0; i < n && !e; i++)
		if (!seen(v, i))
			e = put_group(g, v[i], told, f);
	return e;
}

static enum err name_groups(struct giving *g, const int64_t *v, size_t n, struct fail *f)
{
	for (size_t i = 0; i < n; i++) {
		struct db_rows *r = db_run(g->k.c, Q_group_get);
		struct str name = STR("");
		enum err e;

		db_bind_int(r, "id", v[i]);
		if (db_next(r))
			name = db_str(r, 0, g->k.a);
		if ((e = db_done(r, NULL, f)))
			return e;
		if (!name.n)
			return FAIL(f, ERR_INVALID, "unknown-group", "groups",
				    "Kelompok jabatan itu tidak ada lagi; muat ulang "
				    "halaman.");
		g->groups = g->groups.n ? arena_fmt(g->k.a, STR_FMT ", " STR_FMT,
						    STR_ARG(g->groups), STR_ARG(name))
					: name;
	}
	return ERR_OK;
}

static enum err put_trays(struct giving *g, struct fail *f)
{
	enum err e = ERR_OK;
	int64_t tray;

	for (size_t i = 0; i < g->in->to_n && !e; i++) {
		if (!seen(g->in->to, i))
			e = put_tray(g, g->in->to[i], false, &tray, f);
	}
	for (size_t i = 0; i < g->in->units_n && !e; i++) {
		if (!seen(g->in->units, i))
			e = put_unit(g, g->in->units[i], f);
	}
	if (!e)
		e = put_groups(g, g->in->groups, g->in->groups_n, false, f);
	for (size_t i = 0; i < g->in->know_n && !e; i++) {
		if (!seen(g->in->know, i) &&
		    !among(g->in->to, g->in->to_n, g->in->know[i]))
			e = put_tray(g, g->in->know[i], true, &tray, f);
	}
	return e ? e : put_groups(g, g->in->know_groups, g->in->know_groups_n, true, f);
}

static struct str detail(struct giving *g)
{
	struct buf b = BUF_MAX(1 << 16);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_int(&w, "disposition", g->disposition);
	jw_int(&w, "from", g->giver);
	jw_int(&w, "parent", g->in->tray_id);
	jw_arr(&w, "to");
	for (size_t i = 0; i < g->in->to_n; i++)
		jw_int(&w, NULL, g->in->to[i]);
	jw_arr_end(&w);
	jw_arr(&w, "units");
	for (size_t i = 0; i < g->in->units_n; i++)
		jw_int(&w, NULL, g->in->units[i]);
	jw_arr_end(&w);
	if (g->in->coordinator)
		jw_int(&w, "coordinator", g->in->coordinator);
	if (g->in->know_n) {
		jw_arr(&w, "know");
		for (size_t i = 0; i < g->in->know_n; i++)
			jw_int(&w, NULL, g->in->know[i]);
		jw_arr_end(&w);
	}
	if (g->groups.n)
		jw_str(&w, "groups", g->groups);
	jw_str(&w, "instructions", g->instructions);
	jw_str(&w, "note", g->note);
	jw_str(&w, "deadline",
	       day_none(g->in->deadline) ? (struct str){NULL, 0}
					 : day_iso(g->k.a, g->in->deadline));
	jw_bool(&w, "answer", g->in->answer_asked);
	jw_bool(&w, "copy", g->copy);
	jw_obj_end(&w);
	return buf_keep(&b, g->k.a);
}

/* A copy is told to all it goes to, unless an answer is asked for. */
static bool told_only(const struct giving *g)
{
	return g->in->copy_only ||
	       (str_eqc(g->k.copy_kind, "tembusan") && !g->in->answer_asked);
}

static enum err write_all(struct giving *g, const struct svc_move *m, struct fail *f)
{
	struct svc_move with = *m;
	enum err e;

	if ((e = name_groups(g, g->in->groups, g->in->groups_n, f)) ||
	    (e = name_groups(g, g->in->know_groups, g->in->know_groups_n, f)) ||
	    (e = put_disposition(g, f)) || (e = put_trays(g, f)) ||
	    (g->photo && (e = svc_scans_link(g->k.c, g->k.who, g->k.id, g->photo, 1,
					     "foto-disposisi", f))))
		return e;
	with.detail = detail(g);
	return svc_case_move(&g->k, &with, f);
}

/* It stands as the head's, and waits for him to say so. */
static enum err mark_told(struct giving *g, struct fail *f)
{
	struct db_rows *r;
	enum err e;

	if (g->act != ACT_DISPOSE_TOLD)
		return ERR_OK;
	r = db_run(g->k.c, Q_told_mark);
	db_bind_int(r, "id", g->disposition);
	db_bind_str(r, "told", g->in->told);
	db_bind_int(r, "at", g->told_ms);
	if ((e = svc_exec(r, f)))
		return e;
	return svc_notice_put(
		g->k.c,
		&(struct notice_new){
			.position_id = g->giver,
			.letter_id = g->k.id,
			.kind = NOTICE_OTHER,
			.once = arena_fmt(g->k.a, "konfirmasi:disposisi:%lld",
					  (long long)g->disposition),
			.words = arena_fmt(g->k.a,
					   "Perlu dikonfirmasi: disposisi lewat " STR_FMT,
					   STR_ARG(g->in->told))},
		NULL, f);
}

static enum err mark_corrected(struct giving *g, struct fail *f)
{
	struct db_rows *r;

	if (!g->in->corrects)
		return ERR_OK;
	r = db_run(g->k.c, Q_told_corrected);
	db_bind_int(r, "id", g->in->corrects);
	db_bind_int(r, "new", g->disposition);
	return svc_exec(r, f);
}

/* Rows 3 and 4 fall to one who is checker and head: one act, logged under both posts. */
static enum err check_first(struct giving *g, struct fail *f)
{
	unsigned both = DUTY_CHECKER | DUTY_HEAD;

	if (g->act != ACT_DISPOSE_TOLD &&
	    (g->act != ACT_DISPOSE || (g->k.duties & both) != both))
		return ERR_OK;
	return svc_case_chain(&g->k, f);
}

static enum err give_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct giving *g = arg;
	struct svc_move m = {.act = g->act};
	int64_t asked = g->ref.version;
	enum err e;

	g->k.c = c;
	if ((e = svc_case_load(&g->k, g->ref.id, f)))
		return e;
	if (asked == g->k.version) {
		if ((e = check_first(g, f)))
			return e;
		asked = g->k.version;
	}
	if ((e = svc_case_may(&g->k, g->act, asked, &g->done->version, f)))
		return e;
	g->giver =
		g->act == ACT_DISPOSE ? svc_case_post(&g->k, DUTY_HEAD) : g->k.first_head;
	g->copy = told_only(g);
	m.duty = g->act == ACT_DISPOSE        ? DUTY_HEAD
		 : g->act == ACT_DISPOSE_TOLD ? DUTY_CHECKER
					      : DUTY_KEEPER;
	m.for_post = g->act == ACT_DISPOSE ? 0 : g->giver;
	m.to = flow_next(g->act, g->k.state);
	m.note = g->note;
	m.keep_clock = g->k.state == FS_DISTRIBUTED;
	if ((g->in->corrects && (e = svc_told_correct_in(&g->k, g->in->corrects, f))) ||
	    (e = svc_prepared_is_in(&g->k, g->in->prepared, f)) ||
	    (e = write_all(g, &m, f)) ||
	    (e = svc_prepared_end_in(&g->k, g->disposition, g->in->prepared, f)) ||
	    (e = mark_told(g, f)) || (e = mark_corrected(g, f)))
		return e;
	if (g->k.duties & DUTY_KEEPER && g->act == ACT_DISPOSE &&
	    (e = svc_case_distribute(&g->k, f)))
		return e;
	*g->done = (struct svc_done){g->k.version, g->k.state, g->disposition};
	return ERR_OK;
}

/* Pages hold the letter's version, the tray's holder may hold the tray's. */
static int64_t tray_version(const struct giving *g, const struct svc_tray_case *t)
{
	if (g->ref.id != g->k.id)
		return g->ref.version;
	return g->ref.version == g->k.version ? t->version : g->ref.version ? -1 : 0;
}

/* Whoever passes it on for others to do waits for them; who only tells others still owes.
 */
static enum err pass_on(struct giving *g, struct svc_tray_case *t, struct fail *f)
{
	const struct str none = {NULL, 0};

	g->copy = told_only(g);
	if (!g->copy && (g->in->to_n || g->in->units_n || g->in->groups_n))
		return svc_tray_set(&g->k, t, "diteruskan", none, f);
	if (!str_eqc(t->state, "terkirim"))
		return ERR_OK;
	return svc_tray_set(&g->k, t, t->copy_only ? "diketahui" : "dibaca", none, f);
}

static enum err forward_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct giving *g = arg;
	struct svc_move m = {.act = ACT_FORWARD, .keep_clock = true, .note = g->note};
	struct svc_tray_case t = {.id = g->in->tray_id};
	enum err e;

	g->k.c = c;
	if ((e = svc_tray_load(&g->k, &t, f)))
		return e;
	e = svc_tray_may(&g->k, &t, ACT_FORWARD, tray_version(g, &t), &g->done->version,
			 f);
	if (e && g->ref.id == g->k.id && g->done->version)
		g->done->version = g->k.version;
	if (e)
		return e;
	g->giver = m.post = t.position;
	m.to = g->k.state;
	if ((e = pass_on(g, &t, f)) || (e = write_all(g, &m, f)))
		return e;
	*g->done = (struct svc_done){g->k.version, g->k.state, g->disposition};
	return ERR_OK;
}

enum err svc_incoming_dispose(struct svc *s, const struct actor *who, struct svc_ref ref,
			      const struct svc_dispose *in, struct svc_done *done,
			      struct fail *f)
{
	struct arena *a = arena_open();
	struct giving g = {.k = {.svc = s, .who = who, .a = a},
			   .ref = ref,
			   .in = in,
			   .done = done,
			   .today = day_at(clock_ms(s->clock), s->zone),
			   .act = in->told.n     ? ACT_DISPOSE_TOLD
				  : in->on_paper ? ACT_DISPOSE_PAPER
						 : ACT_DISPOSE,
			   .forward = in->tray_id != 0};
	bool photo = in->photo.path || in->photo.bytes.n;
	enum err e = check_form(&g, f);

	*done = (struct svc_done){0};
	if (!e)
		e = check_told(&g, f);
	if (!e)
		e = svc_scans_stage(s, a, "photo", &in->photo, photo, &g.photo, f);
	if (!e) {
		e = db_submit(s->db, g.forward ? forward_act : give_act, &g, f);
		svc_scans_settle(s, g.photo, photo);
	}
	arena_close(a);
	return e;
}
