#include "svc_tree.h"
#include "json.h"
#include "svc_list.h"

#define RESULT_MAX 1800 /* characters of a result passed up, with the post before it */

enum err svc_tree_standing(struct svc_case *k, struct svc_standing *s, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_tree_standing);

	*s = (struct svc_standing){0};
	db_bind_int(r, "letter", k->id);
	if (db_next(r))
		*s = (struct svc_standing){db_int(r, 0), db_int(r, 1), db_int(r, 2),
					   db_int(r, 3), db_int(r, 4)};
	return db_done(r, NULL, f);
}

enum err svc_tree_owing(struct svc_case *k, int64_t tray, struct str *out, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_tree_owing);
	struct buf b = BUF_MAX(8192);

	db_bind_int(r, "letter", k->id);
	db_bind_int(r, "parent", tray);
	while (db_next(r)) {
		struct str name = db_str(r, 0, k->a), state = db_str(r, 1, k->a);

		buf_fmt(&b, "%s" STR_FMT " (%s)", b.n ? ", " : "", STR_ARG(name),
			str_eqc(state, "dibaca")       ? "sudah dibaca"
			: str_eqc(state, "diteruskan") ? "diteruskan"
						       : "belum dibaca");
	}
	*out = buf_keep(&b, k->a);
	return db_done(r, NULL, f);
}

enum err svc_tree_no_loop(struct svc_case *k, int64_t tray, int64_t position,
			  struct str name, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_tree_above);
	int64_t above = 0;
	enum err e;

	db_bind_int(r, "tray", tray);
	db_bind_int(r, "position", position);
	if ((e = db_one_int(r, &above, NULL, f)) || !above)
		return e;
	return FAIL(f, ERR_CONFLICT, "loop", "to",
		    STR_FMT
		    " ada di atas Anda pada disposisi surat ini; disposisi tidak dapat "
		    "kembali naik. Kembalikan dengan alasan, atau selesaikan dengan "
		    "hasilnya.",
		    STR_ARG(name));
}

/* ---- members ---- */

static enum err members(struct svc_case *k, const struct svc_tray_case *t, enum query q,
			struct str result, struct fail *f)
{
	struct db_rows *r = db_run(k->c, q);

	db_bind_int(r, "letter", k->id);
	db_bind_int(r, "disposition", t->disposition);
	if (q == Q_tree_members) {
		db_bind_int(r, "at", k->now);
		db_bind_str(r, "result", result);
	}
	return svc_exec(r, f);
}

static enum err name_of(struct svc_case *k, int64_t position, struct str *out,
			struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_tree_post);

	*out = STR("");
	db_bind_int(r, "id", position);
	if (db_next(r))
		*out = db_str(r, 0, k->a);
	return db_done(r, NULL, f);
}

static enum err end_members(struct svc_case *k, const struct svc_tray_case *t,
			    enum flow_act how, struct fail *f)
{
	struct str name;
	enum err e;

	if (!str_eqc(t->part, "koordinator"))
		return ERR_OK;
	if (how != ACT_COMPLETE)
		return members(k, t, Q_tree_leaderless, STR(""), f);
	if ((e = name_of(k, t->position, &name, f)))
		return e;
	return members(
		k, t, Q_tree_members,
		arena_fmt(k->a, "Diselesaikan koordinator, " STR_FMT, STR_ARG(name)), f);
}

/* ---- upwards ---- */

struct below {
	int64_t owed, done, back, refused;
};

static enum err count_below(struct svc_case *k, int64_t tray, struct below *b,
			    struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_tree_below);

	*b = (struct below){0};
	db_bind_int(r, "letter", k->id);
	db_bind_int(r, "parent", tray);
	if (db_next(r))
		*b = (struct below){db_int(r, 0), db_int(r, 1), db_int(r, 2),
				    db_int(r, 3)};
	return db_done(r, NULL, f);
}

static enum err reopen(struct svc_case *k, int64_t tray, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_tree_reopen);

	db_bind_int(r, "id", tray);
	return svc_exec(r, f);
}

static struct str told(struct svc_case *k, int64_t tray)
{
	struct buf b = BUF_MAX(1024);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_int(&w, "tray", tray);
	jw_str(&w, "state", STR("selesai"));
	jw_obj_end(&w);
	return buf_keep(&b, k->a);
}

/* Who did it stands before what he wrote, once: further up it is passed on as it is. */
static enum err passed_up(struct svc_case *k, const struct svc_tray_case *t,
			  struct str result, struct str *out, struct fail *f)
{
	struct str name;
	enum err e = name_of(k, t->position, &name, f);
	size_t n = result.n;

	while (n > RESULT_MAX ||
	       (n < result.n && ((unsigned char)result.p[n] & 0xc0) == 0x80))
		n--;
	*out = str_starts(result, STR("Melalui "))
		       ? str_head(result, n)
		       : arena_fmt(k->a, "Melalui " STR_FMT ": " STR_FMT, STR_ARG(name),
				   STR_ARG(str_head(result, n)));
	return e;
}

static enum err close_up(struct svc_case *k, struct svc_tray_case *t, struct str result,
			 struct fail *f)
{
	struct svc_move m = {.act = ACT_COMPLETE,
			     .to = k->state,
			     .post = t->position,
			     .keep_clock = true,
			     .quiet = true,
			     .note = result,
			     .detail = told(k, t->id)};
	struct db_rows *r = db_run(k->c, Q_tree_close_up);
	int closed = 0;
	enum err e;

	db_bind_int(r, "id", t->id);
	db_bind_int(r, "at", k->now);
	db_bind_str(r, "result", result);
	if ((e = db_done(r, &closed, f)) || !closed)
		return e;
	return svc_case_move(k, &m, f);
}

enum err svc_tree_ended(struct svc_case *k, const struct svc_tray_case *ended,
			enum flow_act how, struct str result, struct fail *f)
{
	struct svc_tray_case t = *ended;
	struct below b;
	enum err e = ERR_OK;

	while (!(e = end_members(k, &t, how, f)) && t.parent) {
		int64_t parent = t.parent;

		if ((e = count_below(k, parent, &b, f)) || b.owed)
			return e;
		if (b.back || b.refused || !b.done)
			return reopen(k, parent, f);
		if ((e = passed_up(k, &t, result, &result, f)))
			return e;
		t = (struct svc_tray_case){.id = parent};
		if ((e = svc_tray_get(k, &t, NULL, f)) || !str_eqc(t.state, "diteruskan"))
			return e;
		how = ACT_COMPLETE;
		if ((e = close_up(k, &t, result, f)))
			return e;
	}
	return e;
}

/* ---- two who decide at once ---- */

struct decided {
	struct str act, who, to, asked;
	int64_t at_ms;
	bool disposed;
};

static enum err last_of(struct svc_case *k, struct decided *d, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_tree_decided);
	enum flow_act act;

	*d = (struct decided){.act = STR("")};
	db_bind_int(r, "letter", k->id);
	if (db_next(r)) {
		*d = (struct decided){.act = db_str(r, 0, k->a),
				      .who = db_str(r, 1, k->a),
				      .at_ms = db_int(r, 2),
				      .to = db_str(r, 3, k->a),
				      .asked = db_str(r, 4, k->a),
				      .disposed = db_int(r, 5) != 0};
		if (flow_act_from_word(d->act, &act))
			d->act = str_c(flow_act_label(act));
	}
	return db_done(r, NULL, f);
}

enum err svc_tree_stale(struct svc_case *k, int64_t asked, int64_t stored, int64_t *stale,
			struct fail *f)
{
	struct fail mine;
	struct decided d;
	enum err e = svc_version_check(asked, stored, stale, f);

	if (e != ERR_STALE || last_of(k, &d, &mine) || !d.who.n)
		return e;
	struct str when = svc_moment(k->svc, k->a, d.at_ms);
	struct str asks = svc_instruction_texts(k->a, d.asked);

	if (d.disposed)
		return FAIL(f, ERR_STALE, "stale-version", "version",
			    "Surat ini baru saja diubah orang lain: sudah "
			    "didisposisi " STR_FMT " (" STR_FMT ") kepada " STR_FMT
			    "%s" STR_FMT
			    ". Milik Anda belum tersimpan; muat ulang dan tambahkan "
			    "bila masih perlu.",
			    STR_ARG(d.who), STR_ARG(when), STR_ARG(d.to),
			    asks.n ? ": " : "", STR_ARG(asks));
	return FAIL(f, ERR_STALE, "stale-version", "version",
		    "Surat ini baru saja diubah orang lain: " STR_FMT " oleh " STR_FMT
		    " (" STR_FMT "). Milik Anda belum tersimpan; muat ulang lalu ulangi "
		    "bila masih perlu.",
		    STR_ARG(d.act), STR_ARG(d.who), STR_ARG(when));
}
