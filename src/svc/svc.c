/* svc.c - opening a data folder: everything the use cases stand on, once. */
#include "svc.h"
#include <stdlib.h>
#include "arc_files.h"
#include "flow_proc.h"
#include "intake_pages.h"
#include "log.h"
#include "num_class.h"
#include "office.h"
#include "svc_argon.h"
#include "svc_calendar.h"
#include "svc_feed.h"
#include "svc_lease.h"
#include "svc_mail.h"
#include "svc_norm.h"
#include "svc_people.h"
#include "svc_rules_set.h"
#include "svc_shipped.h"
#include "svc_templates_set.h"
#include "tpl.h"
#include "svc_editing.h"

#define DAY_MS INT64_C(86400000)

static enum err read_office(struct svc *s, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_office_get);
	struct str xml = {NULL, 0}, secret = {NULL, 0};
	enum err e;

	if (db_next(r)) {
		s->office_name = db_str(r, 0, s->arena);
		xml = db_str(r, 1, s->arena);
		s->zone = (int)db_int(r, 2);
		s->demo = db_int(r, 3) != 0;
		secret = db_str(r, 4, s->arena);
	}
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	if (e)
		return e;
	if (!xml.p || secret.n != sizeof(s->secret))
		return FAIL(f, ERR_NOTFOUND, "no-office", NULL,
			    "Folder data %s belum berisi instansi; jalankan naskah init.",
			    s->dir);
	memcpy(s->secret, secret.p, sizeof(s->secret));
	return office_read(s->arena, xml, "instansi", NULL, &s->office, f);
}

/* Sessions and penalties that ended long ago, or began under a clock that stood ahead,
 * say nothing any more. */
static enum err sweep(struct db_conn *c, void *arg, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_session_sweep);
	enum err e;

	(void)arg;
	db_bind_int(r, "before", db_now(c) - 30 * DAY_MS);
	db_bind_int(r, "after", db_now(c) + 30 * DAY_MS);
	e = db_done(r, NULL, f);
	if (e)
		return e;
	r = db_run(c, Q_penalty_sweep);
	db_bind_int(r, "before", db_now(c) - DAY_MS);
	db_bind_int(r, "after", db_now(c) + DAY_MS);
	return db_done(r, NULL, f);
}

/* Those letters run by, by their bytes.  One that the table of today does not prove any
 * more is left out: its letters go on by the installed one of its id. */
static enum err keep_procs(struct svc *s, struct fail *f)
{
	struct arena *a = arena_open();
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_procedure_versions);
	struct fail why;
	enum err e;

	while (db_next(r))
		if (flow_procs_keep(s->procs, db_str(r, 0, a), &why))
			log_line(LOG_L_WARN, "svc", "procedure left out word=%s",
				 why.word);
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	arena_close(a);
	return e;
}

/* What a letter may begin with from now on stays, whatever is installed later. */
static enum err store_procs(struct db_conn *c, void *arg, struct fail *f)
{
	const struct svc *s = arg;
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < flow_procs_count(s->procs); i++) {
		const struct flow_proc *p = flow_procs_at(s->procs, i);
		struct db_rows *r;

		if (p->kind != FLOW_LETTER)
			continue;
		r = db_run(c, Q_pin_template);

		db_bind_blob(r, "sha",
			     (struct str){(const char *)p->sha.b, sizeof(p->sha.b)});
		db_bind_str(r, "kind", STR("prosedur"));
		db_bind_str(r, "name", p->id);
		db_bind_str(r, "xml", p->xml);
		db_bind_int(r, "at", db_now(c));
		e = db_done(r, NULL, f);
	}
	return e;
}

static const char *in_folder(struct svc *s, const char *folder, const char *name)
{
	return arena_cstr(s->arena, arena_fmt(s->arena, "%s/%s", folder, name));
}

/* The files beside the store.  Forms: what the office published stands over the
 * installed. */
static enum err take_shipped(struct svc *s, struct svc_shipping *reading,
			     const struct svc_shipped *from, bool stored, struct fail *f)
{
	enum err e = svc_shipped_wait(reading, f);

	s->procs = from->procs;
	if (!e && stored)
		return svc_templates_open(s, from->forms, f);
	tpl_close(from->forms);
	return e;
}

static enum err open_pages(struct svc *s, const char *program, struct fail *f)
{
	struct intake_pages_options o = {.program = program, .clock = s->clock};

	if (!program)
		return ERR_OK;
	s->pages_program = arena_cstr(s->arena, str_c(program));
	o.cache = in_folder(s, s->dir, "cache");
	return intake_pages_open(&s->pages, &o, f);
}

static enum err open_store(struct svc *s, struct fail *f)
{
	struct db_options db = {.dir = s->dir, .clock = s->clock};
	enum err e = db_open(&s->db, &db, f);

	if (!e)
		e = read_office(s, f);
	if (!e)
		e = svc_calendars_open(s, f);
	if (!e)
		e = svc_rules_read(s, f);
	if (!e)
		e = num_classes_load(&s->classes, in_folder(s, s->share, "numbering"),
				     in_folder(s, s->dir, "klasifikasi"), f);
	if (!e)
		e = arc_files_open(&s->files, s->db, f);
	return e ? e : svc_argon_open(&s->argon, f);
}

static enum err open_rooms(struct svc *s, struct fail *f)
{
	struct svc_shipped files = {.share = s->share,
				    .own = in_folder(s, s->dir, "naskah")};
	struct svc_shipping *reading = svc_shipped_start(&files);
	struct fail unread, swept;
	enum err e = open_store(s, f),
		 read = take_shipped(s, reading, &files, !e, e ? &unread : f);

	e = e ? e : read;
	if (!e)
		e = keep_procs(s, f);
	if (!e && (db_submit(s->db, store_procs, s, &swept) ||
		   db_submit(s->db, sweep, NULL, &swept)))
		log_line(LOG_L_WARN, "svc", "sweep refused word=%s", swept.word);
	if (!e)
		s->norm = svc_norm_start(s);
	if (!e)
		s->feed = svc_feed_start(s);
	return e;
}

enum err svc_open(struct svc **out, const struct svc_options *o, struct fail *f)
{
	struct svc *s = calloc(1, sizeof(*s));
	enum err e;

	if (!s)
		abort();
	s->arena = arena_open();
	s->leases = svc_leases_open();
	s->clock = o->clock;
	s->editings = svc_editings_open();
	s->dir = arena_cstr(s->arena, str_c(o->dir));
	s->share = arena_cstr(s->arena, str_c(o->share));
	e = open_rooms(s, f);
	if (!e)
		e = open_pages(s, o->pages, f);
	if (!e && o->mail)
		e = svc_mail_start(&s->mail, s, o->mail, o->link, f);
	if (e)
		svc_close(s);
	else
		*out = s;
	return e;
}

void svc_close(struct svc *s)
{
	if (!s)
		return;
	svc_mail_stop(s->mail);
	svc_feed_stop(s->feed);
	svc_norm_stop(s->norm);
	intake_pages_close(s->pages);
	svc_editings_close(s->editings);
	svc_argon_close(s->argon);
	svc_leases_close(s->leases);
	svc_templates_close(s);
	if (s->procs)
		flow_procs_free(s->procs);
	svc_rules_close(s);
	svc_calendars_close(s);
	if (s->classes)
		num_classes_free(s->classes);
	if (s->files)
		arc_files_close(s->files);
	if (s->db)
		db_close(s->db);
	arena_close(s->arena);
	free(s);
}

bool actor_holds(const struct actor *me, int64_t position_id)
{
	for (size_t i = 0; i < me->posts_n; i++)
		if (me->posts[i].position_id == position_id)
			return true;
	return false;
}

struct actor actor_operator(void)
{
	return (struct actor){.login = STR("operator"),
			      .name = STR("Operator mesin"),
			      .admin = true,
			      .stepped_up = true,
			      .door = "cli"};
}

struct str actor_audit(struct arena *a, const struct actor *me, int64_t position_id)
{
	struct str post = me->posts_n ? me->posts[0].code : STR("-");

	for (size_t i = 0; i < me->posts_n; i++)
		if (me->posts[i].position_id == position_id)
			post = me->posts[i].code;
	return arena_fmt(a, STR_FMT "/" STR_FMT, STR_ARG(me->login), STR_ARG(post));
}
