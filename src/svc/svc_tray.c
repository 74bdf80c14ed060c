/* One addressee's tray: read, take back, send back, complete. */
#include "json.h"
#include "svc_acting.h"
#include "svc_entry.h"
#include "svc_scan.h"
#include "svc_tree.h"

struct tray {
	struct svc_case k;
	struct svc_tray_case t;
	struct svc_ref ref;
	struct svc_done *done;
	struct str text;
	enum flow_act act;
	struct svc_scan *files;
	size_t files_n;
};

enum err svc_tray_get(struct svc_case *k, struct svc_tray_case *t, int64_t *letter,
		      struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_in_tray_get);
	bool found;
	enum err e;

	db_bind_int(r, "id", t->id);
	found = db_next(r);
	if (found) {
		if (letter)
			*letter = db_int(r, 0);
		t->version = db_int(r, 1);
		t->state = db_str(r, 2, k->a);
		t->position = db_int(r, 3);
		t->copy_only = db_int(r, 4) != 0;
		t->disposition = db_int(r, 5);
		t->giver = db_int(r, 6);
		t->parent = db_int(r, 7);
		t->part = db_str(r, 8, k->a);
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	return found ? ERR_OK : svc_no_letter(f);
}

/* What was passed on ends by itself; to whom one must turn is said. */
static enum err passed_on(struct svc_case *k, const struct svc_tray_case *t,
			  struct fail *f)
{
	struct str owing;
	enum err e = svc_tree_owing(k, t->id, &owing, f);

	if (e)
		return e;
	return FAIL(f, ERR_CONFLICT, "still-owed", NULL,
		    "Disposisi ini sudah diteruskan dan masih ditunggu dari " STR_FMT
		    "; bila semua selesai, disposisi ini selesai dengan sendirinya.",
		    STR_ARG(owing));
}

static enum err state_fits(struct svc_case *k, const struct svc_tray_case *t,
			   enum flow_act act, struct fail *f)
{
	bool unread = str_eqc(t->state, "terkirim") || str_eqc(t->state, "menunggu");

	if (act == ACT_WITHDRAW)
		return unread ? ERR_OK
			      : FAIL(f, ERR_CONFLICT, "wrong-state", NULL,
				     "Disposisi ini sudah dibaca penerimanya dan tidak "
				     "dapat "
				     "ditarik lagi; beri disposisi tambahan.");
	if (str_eqc(t->state, "terkirim") || str_eqc(t->state, "dibaca"))
		return ERR_OK;
	if (str_eqc(t->state, "diteruskan"))
		return passed_on(k, t, f);
	return FAIL(f, ERR_CONFLICT, "wrong-state", NULL,
		    "Disposisi ini sudah " STR_FMT
		    "; tidak ada lagi yang dapat dilakukan di "
		    "sini.",
		    STR_ARG(t->state));
}

/* Only the duty towards this tray counts, not one towards a neighbour's. */
static unsigned duty_of(const struct svc_case *k, const struct svc_tray_case *t)
{
	unsigned d = k->duties & ~(unsigned)(DUTY_TRAY | DUTY_GIVER);

	if (actor_holds(k->who, t->position) && !str_eqc(t->state, "menunggu"))
		d |= DUTY_TRAY;
	if (actor_holds(k->who, t->giver))
		d |= DUTY_GIVER;
	return d;
}

enum err svc_tray_load(struct svc_case *k, struct svc_tray_case *t, struct fail *f)
{
	int64_t letter = 0;
	enum err e;

	if ((e = svc_tray_get(k, t, &letter, f)) || (e = svc_case_load(k, letter, f)))
		return e;
	k->duties = duty_of(k, t);
	return ERR_OK;
}

enum err svc_tray_may(struct svc_case *k, struct svc_tray_case *t, enum flow_act act,
		      int64_t version, int64_t *stale, struct fail *f)
{
	struct fail mine = {0};
	enum err e, may = flow_may(act, k->state, k->duties, &mine);

	if (may != ERR_DENIED && (e = svc_tree_stale(k, version, t->version, stale, f)))
		return e;
	/* what became of the tray says more than where the letter stands */
	if (may == ERR_OK || may == ERR_CONFLICT) {
		if ((e = state_fits(k, t, act, f)))
			return e;
	}
	if (may && f)
		*f = mine;
	return acting_why(k->c, k->a, k->svc->zone, k->who, k->id, may, f);
}

enum err svc_tray_set(struct svc_case *k, struct svc_tray_case *t, const char *state,
		      struct str result, struct fail *f)
{
	struct db_rows *r = db_run(k->c, Q_in_tray_set);
	bool read = strcmp(state, "dibaca") == 0;
	int changed = 0;
	enum err e;

	db_bind_int(r, "id", t->id);
	db_bind_int(r, "version", t->version);
	db_bind_str(r, "state", str_c(state));
	if (strcmp(state, "ditarik") != 0)
		db_bind_int(r, "read", k->now);
	if (!read)
		db_bind_int(r, "ended", k->now);
	db_bind_str(r, "result", result);
	if ((e = db_done(r, &changed, f)))
		return e;
	t->version += changed;
	return changed == 1 ? ERR_OK : svc_version_check(0, t->version, NULL, f);
}

static const char *state_after(const struct tray *x)
{
	if (x->act == ACT_READ)
		return x->t.copy_only ? "diketahui" : "dibaca";
	if (x->act == ACT_WITHDRAW)
		return "ditarik";
	return x->act == ACT_RETURN_TRAY ? "dikembalikan" : "selesai";
}

static struct str detail(struct tray *x)
{
	struct buf b = BUF_MAX(1 << 16);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_int(&w, "tray", x->t.id);
	jw_str(&w, "state", str_c(state_after(x)));
	if (x->files_n)
		jw_raw(&w, "files", svc_scans_detail(x->k.a, x->files, x->files_n));
	jw_obj_end(&w);
	return buf_keep(&b, x->k.a);
}

/* The files of a follow-up lie with the letter, and the tray knows which are its own. */
static enum err keep_files(struct tray *x, struct fail *f)
{
	struct db_rows *r;
	int64_t before = 0;
	enum err e;

	if (!x->files_n)
		return ERR_OK;
	r = db_run(x->k.c, Q_tray_file_last);
	db_bind_int(r, "letter", x->k.id);
	if ((e = db_one_int(r, &before, NULL, f)) ||
	    (e = svc_scans_link(x->k.c, x->k.who, x->k.id, x->files, x->files_n, "bukti",
				f)))
		return e;
	r = db_run(x->k.c, Q_tray_file_put);
	db_bind_int(r, "tray", x->t.id);
	db_bind_int(r, "letter", x->k.id);
	db_bind_int(r, "after", before);
	return svc_exec(r, f);
}

static enum err do_tray(struct tray *x, struct fail *f)
{
	struct svc_move m = {.act = x->act, .keep_clock = true, .note = x->text};
	enum err e;

	x->t.id = x->ref.id;
	if ((e = svc_tray_load(&x->k, &x->t, f)) ||
	    (e = svc_tray_may(&x->k, &x->t, x->act, x->ref.version, &x->done->version,
			      f)))
		return e;
	m.post = x->act == ACT_WITHDRAW ? x->t.giver : x->t.position;
	m.to = x->k.state;
	m.detail = detail(x);
	/* reading twice is reading once */
	if (x->act == ACT_READ && str_eqc(x->t.state, "dibaca"))
		return ERR_OK;
	if ((e = svc_tray_set(&x->k, &x->t, state_after(x), x->text, f)) ||
	    (e = keep_files(x, f)) || (e = svc_case_move(&x->k, &m, f)))
		return e;
	if (x->act != ACT_READ && (e = svc_tree_ended(&x->k, &x->t, x->act, x->text, f)))
		return e;
	return svc_case_settle(&x->k, x->act, m.post, f);
}

static enum err tray_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct tray *x = arg;
	enum err e;

	x->k.c = c;
	if ((e = do_tray(x, f)))
		return e;
	*x->done = (struct svc_done){x->t.version, x->k.state, x->t.id};
	return ERR_OK;
}

static enum err tray_in(struct svc_case *k, struct svc_ref ref, enum flow_act act,
			struct fail *f)
{
	struct svc_done done;
	struct tray x = {.k = {.svc = k->svc, .who = k->who, .a = k->a, .c = k->c},
			 .ref = ref,
			 .done = &done,
			 .act = act};

	return do_tray(&x, f);
}

enum err svc_tray_read_in(struct svc_case *k, struct svc_ref ref, struct fail *f)
{
	return tray_in(k, ref, ACT_READ, f);
}

enum err svc_tray_withdraw_in(struct svc_case *k, struct svc_ref ref, struct fail *f)
{
	return tray_in(k, ref, ACT_WITHDRAW, f);
}

static enum err run(struct svc *s, const struct actor *who, struct svc_ref ref,
		    enum flow_act act, struct str text, const char *field,
		    const char *need, struct svc_done *done, struct fail *f)
{
	struct arena *a = arena_open();
	struct tray x = {.k = {.svc = s, .who = who, .a = a},
			 .ref = ref,
			 .done = done,
			 .act = act};
	enum err e = ERR_OK;

	*done = (struct svc_done){0};
	if (field)
		e = svc_text(a, text, UTF8_LINES, 2000, field, need, &x.text, f);
	if (!e)
		e = db_submit(s->db, tray_act, &x, f);
	arena_close(a);
	return e;
}

enum err svc_tray_read(struct svc *s, const struct actor *who, struct svc_ref ref,
		       struct svc_done *done, struct fail *f)
{
	return run(s, who, ref, ACT_READ, (struct str){NULL, 0}, NULL, NULL, done, f);
}

enum err svc_tray_withdraw(struct svc *s, const struct actor *who, struct svc_ref ref,
			   struct svc_done *done, struct fail *f)
{
	return run(s, who, ref, ACT_WITHDRAW, (struct str){NULL, 0}, NULL, NULL, done, f);
}

enum err svc_tray_return(struct svc *s, const struct actor *who, struct svc_ref ref,
			 struct str reason, struct svc_done *done, struct fail *f)
{
	return run(s, who, ref, ACT_RETURN_TRAY, reason, "reason", "Alasan pengembalian",
		   done, f);
}

enum err svc_tray_complete(struct svc *s, const struct actor *who, struct svc_ref ref,
			   struct str result, struct svc_done *done, struct fail *f)
{
	return svc_tray_complete_with(s, who, ref, result, NULL, 0, done, f);
}

enum err svc_tray_complete_with(struct svc *s, const struct actor *who,
				struct svc_ref ref, struct str result,
				const struct svc_upload *files, size_t n,
				struct svc_done *done, struct fail *f)
{
	struct arena *a = arena_open();
	struct tray x = {.k = {.svc = s, .who = who, .a = a},
			 .ref = ref,
			 .done = done,
			 .act = ACT_COMPLETE,
			 .files_n = n};
	enum err e = svc_text(a, result, UTF8_LINES, 2000, "result",
			      "Hasil tindak lanjut", &x.text, f);

	*done = (struct svc_done){0};
	if (!e)
		e = svc_scans_stage(s, a, "files", files, n, &x.files, f);
	if (!e) {
		e = db_submit(s->db, tray_act, &x, f);
		svc_scans_settle(s, x.files, n);
	}
	arena_close(a);
	return e;
}
