/* SOP rows 2, 3, 5 and 6, and what ends a letter without disposition. */
#include "svc_incoming.h"
#include "json.h"
#include "svc_entry.h"

struct one {
	struct svc_case k;
	struct svc_ref ref;
	struct svc_done *done;
	struct str text, text2, scheme;
};

static struct one begin(struct svc *s, const struct actor *who, struct arena *a,
			struct svc_ref ref, struct svc_done *done)
{
	*done = (struct svc_done){0};
	return (struct one){
		.k = {.svc = s, .who = who, .a = a}, .ref = ref, .done = done};
}

static enum err finish(struct one *o)
{
	o->done->version = o->k.version;
	o->done->state = o->k.state;
	o->done->id = o->k.id;
	return ERR_OK;
}

/* One act, in an arena of its own: the result holds no text. */
static enum err submit(struct one *o, db_act *act, struct fail *f)
{
	return db_submit(o->k.svc->db, act, o, f);
}

static enum err code_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct one *o = arg;
	struct svc_move m = {
		.act = ACT_CODE, .to = FS_CODED, .duty = DUTY_KEEPER, .note = o->text};
	struct db_rows *r;
	enum err e;

	o->k.c = c;
	if ((e = svc_case_begin(&o->k, o->ref, ACT_CODE, &o->done->version, f)))
		return e;
	r = db_run(c, Q_in_code);
	db_bind_int(r, "id", o->k.id);
	db_bind_str(r, "class", o->text);
	db_bind_str(r, "scheme", o->scheme);
	if ((e = svc_exec(r, f)) || (e = svc_case_move(&o->k, &m, f)) ||
	    (e = svc_case_chain(&o->k, f)))
		return e;
	return finish(o);
}

enum err svc_incoming_code(struct svc *s, const struct actor *who, struct svc_ref ref,
			   struct str code, struct svc_done *done, struct fail *f)
{
	struct arena *a = arena_open();
	struct one o = begin(s, who, a, ref, done);
	enum err e = svc_text(a, code, UTF8_LINE, 40, "classification",
			      "Kode klasifikasi", &o.text, f);

	if (!e)
		e = svc_class_check(s, o.text, &o.scheme, f);
	if (!e)
		e = submit(&o, code_act, f);
	arena_close(a);
	return e;
}

static enum err check_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct one *o = arg;
	struct svc_move m = {.act = ACT_CHECK,
			     .to = FS_CHECKED,
			     .duty = DUTY_CHECKER,
			     .note = o->text};
	enum err e;

	o->k.c = c;
	if ((e = svc_case_begin(&o->k, o->ref, ACT_CHECK, &o->done->version, f)) ||
	    (e = svc_case_move(&o->k, &m, f)))
		return e;
	return finish(o);
}

enum err svc_incoming_check(struct svc *s, const struct actor *who, struct svc_ref ref,
			    struct str note, struct svc_done *done, struct fail *f)
{
	struct arena *a = arena_open();
	struct one o = begin(s, who, a, ref, done);
	enum err e = svc_text(a, note, UTF8_LINES, 2000, "note", NULL, &o.text, f);

	if (!e)
		e = submit(&o, check_act, f);
	arena_close(a);
	return e;
}

static enum err none_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct one *o = arg;
	struct svc_move m = {
		.act = ACT_NO_DISPOSITION, .to = FS_FOLLOWED, .note = o->text};
	struct db_rows *r;
	enum err e;

	o->k.c = c;
	if ((e = svc_case_begin(&o->k, o->ref, ACT_NO_DISPOSITION, &o->done->version,
				f)) ||
	    (e = svc_case_fits(&o->k, ACT_NO_DISPOSITION, f)))
		return e;
	m.duty = o->k.duties & DUTY_HEAD ? DUTY_HEAD : DUTY_CHECKER;
	r = db_run(c, Q_in_no_disposition);
	db_bind_int(r, "id", o->k.id);
	db_bind_str(r, "reason", o->text);
	if ((e = svc_exec(r, f)) || (e = svc_case_move(&o->k, &m, f)) ||
	    (e = svc_case_tell_origin(&o->k, ACT_COMPLETE, svc_case_post(&o->k, m.duty),
				      STR("Tidak perlu disposisi di unit penerima."), f)))
		return e;
	return finish(o);
}

enum err svc_incoming_no_disposition(struct svc *s, const struct actor *who,
				     struct svc_ref ref, struct str reason,
				     struct svc_done *done, struct fail *f)
{
	struct arena *a = arena_open();
	struct one o = begin(s, who, a, ref, done);
	enum err e = svc_text(a, reason, UTF8_LINES, 2000, "reason",
			      "Alasan tidak perlu disposisi", &o.text, f);

	if (!e)
		e = submit(&o, none_act, f);
	arena_close(a);
	return e;
}

static enum err distribute_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct one *o = arg;
	enum err e;

	o->k.c = c;
	if ((e = svc_case_begin(&o->k, o->ref, ACT_DISTRIBUTE, &o->done->version, f)) ||
	    (e = svc_case_distribute(&o->k, f)))
		return e;
	return finish(o);
}

enum err svc_incoming_distribute(struct svc *s, const struct actor *who,
				 struct svc_ref ref, struct svc_done *done,
				 struct fail *f)
{
	struct arena *a = arena_open();
	struct one o = begin(s, who, a, ref, done);
	enum err e = submit(&o, distribute_act, f);

	arena_close(a);
	return e;
}

static enum err file_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct one *o = arg;
	struct svc_move m = {.act = ACT_FILE, .duty = DUTY_KEEPER, .note = o->text};
	struct db_rows *r;
	enum err e;

	o->k.c = c;
	if ((e = svc_case_begin(&o->k, o->ref, ACT_FILE, &o->done->version, f)))
		return e;
	m.to = flow_next(ACT_FILE, o->k.state);
	r = db_run(c, Q_letter_file_put);
	db_bind_int(r, "letter", o->k.id);
	db_bind_str(r, "folder", o->text);
	db_bind_str(r, "place", o->text2);
	db_bind_int(r, "account", o->k.who->account_id);
	db_bind_int(r, "at", o->k.now);
	if ((e = svc_exec(r, f)) || (e = svc_case_move(&o->k, &m, f)))
		return e;
	return finish(o);
}

enum err svc_letter_file(struct svc *s, const struct actor *who, struct svc_ref ref,
			 struct str folder, struct str place, struct svc_done *done,
			 struct fail *f)
{
	struct arena *a = arena_open();
	struct one o = begin(s, who, a, ref, done);
	enum err e = svc_text(a, folder, UTF8_LINE, 200, "folder", "Berkas", &o.text, f);

	if (!e)
		e = svc_text(a, place.p ? place : STR(""), UTF8_LINE, 200, "place", NULL,
			     &o.text2, f);
	if (!e)
		e = submit(&o, file_act, f);
	arena_close(a);
	return e;
}
