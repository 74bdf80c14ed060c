/* svc_init.c - a new data folder from an office file, whole or not at all. */
#include <stdio.h>
#include <unistd.h>
#include "buf.h"
#include "fs.h"
#include "office.h"
#include "rng.h"
#include "svc_argon.h"
#include "svc_people.h"
#include "svc_secret.h"

struct seat { /* one account to be made */
	struct str post, login, name, hash;
	const struct office_position *position; /* NULL: administrator */
};

struct founding {
	const struct office *office;
	struct str xml, secret;
	bool demo;
	struct seat *seats;
	size_t seats_n;
};

static enum err add_units(struct db_conn *c, const struct office *o, struct fail *f)
{
	enum err e = ERR_OK;

	/* A parent may stand behind its child in the file. */
	for (size_t round = 0, done = 0; !e && done < o->units_n && round <= o->units_n;
	     round++) {
		for (size_t i = 0; !e && i < o->units_n; i++) {
			const struct office_unit *u = &o->units[i];
			size_t depth = 0;
			struct db_rows *r;

			for (struct str p = u->parent; p.n; depth++)
				p = office_unit(o, p)->parent;
			if (depth != round)
				continue;
			r = db_run(c, Q_unit_insert);
			db_bind_str(r, "code", u->code);
			db_bind_str(r, "parent", u->parent);
			db_bind_str(r, "name", u->name);
			db_bind_str(r, "short", u->shrt);
			e = db_done(r, NULL, f);
			done++;
		}
	}
	return e;
}

static enum err add_positions(struct db_conn *c, const struct office *o, struct fail *f)
{
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < o->positions_n; i++) {
		const struct office_position *p = &o->positions[i];
		struct db_rows *r = db_run(c, Q_position_insert);

		db_bind_str(r, "code", p->code);
		db_bind_str(r, "unit", p->unit);
		db_bind_str(r, "name", p->name);
		db_bind_str(r, "title", p->title);
		db_bind_str(r, "role", p->role);
		e = db_done(r, NULL, f);
	}
	for (size_t i = 0; !e && i < o->positions_n; i++) {
		struct db_rows *r = db_run(c, Q_position_superior_set);

		db_bind_str(r, "code", o->positions[i].code);
		db_bind_str(r, "superior", o->positions[i].superior);
		e = db_done(r, NULL, f);
	}
	return e;
}

static enum err add_books(struct db_conn *c, const struct office *o, struct fail *f)
{
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < o->books_n; i++) {
		const struct office_book *b = &o->books[i];
		struct db_rows *r = db_run(c, Q_book_insert);

		db_bind_str(r, "code", b->code);
		db_bind_str(r, "unit", b->unit);
		db_bind_str(r, "name", b->name);
		e = db_done(r, NULL, f);
		for (int d = 0; d < OFFICE_DUTY__COUNT; d++)
			for (size_t k = 0; !e && k < b->posts_n[d]; k++) {
				r = db_run(c, Q_book_post_insert);
				db_bind_str(r, "book", b->code);
				db_bind_str(r, "duty",
					    str_c(office_duty_word((enum office_duty)d)));
				db_bind_str(r, "position", b->posts[d][k]);
				e = db_done(r, NULL, f);
			}
	}
	return e;
}

static enum err add_holder(struct db_conn *c, int64_t person,
			   const struct office_position *p, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_position_id_by_code);
	int64_t position;
	enum err e;

	db_bind_str(r, "code", p->code);
	e = db_one_int(r, &position, NULL, f);
	if (e)
		return e;
	r = db_run(c, Q_holder_insert);
	db_bind_int(r, "person", person);
	db_bind_int(r, "position", position);
	db_bind_str(r, "kind", p->holder.kind.n ? p->holder.kind : STR("definitif"));
	/* From the first day: letters of before are read under their signers too. */
	db_bind_int(r, "from", 0);
	db_bind_null(r, "to");
	return db_done(r, NULL, f);
}

static enum err add_person(struct db_conn *c, struct str name,
			   const struct office_position *p, int64_t *id, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_person_insert);
	struct str none = {NULL, 0};
	char digits[19];
	enum err e;

	db_bind_str(r, "name", name);
	db_bind_str(r, "nip",
		    p && office_nip_ok(p->holder.nip, digits) ? str_c(digits) : none);
	db_bind_str(r, "rank", p && p->holder.rank.n ? p->holder.rank : none);
	e = db_done(r, NULL, f);
	*id = db_last_id(c);
	return e || !p ? e : add_holder(c, *id, p, f);
}

static enum err add_seat(struct db_conn *c, const struct seat *s, bool must, struct fail *f)
{
	struct db_rows *r;
	int64_t person;
	enum err e = add_person(c, s->name, s->position, &person, f);

	if (e || !s->login.n)
		return e;
	r = db_run(c, Q_account_insert);
	db_bind_int(r, "person", person);
	db_bind_str(r, "login", s->login);
	db_bind_str(r, "password", s->hash);
	db_bind_int(r, "admin", !s->position);
	db_bind_int(r, "must", must);
	db_bind_int(r, "now", db_now(c));
	return db_done(r, NULL, f);
}

static enum err act_found(struct db_conn *c, void *arg, struct fail *f)
{
	const struct founding *n = arg;
	struct db_rows *r = db_run(c, Q_office_insert);
	struct db_audit row = {.actor = STR("operator/-"),
			       .act = STR("init"),
			       .object = STR("office:1"),
			       .detail = n->xml};
	enum err e;

	db_bind_str(r, "name", n->office->name);
	db_bind_str(r, "xml", n->xml);
	db_bind_int(r, "zone", n->office->zone);
	db_bind_int(r, "demo", n->demo);
	if (n->office->public_url.n)
		db_bind_str(r, "url", n->office->public_url);
	db_bind_blob(r, "secret", n->secret);
	e = db_done(r, NULL, f);
	if (!e)
		e = add_units(c, n->office, f);
	if (!e)
		e = add_positions(c, n->office, f);
	if (!e)
		e = add_books(c, n->office, f);
	for (size_t i = 0; !e && i < n->seats_n; i++)
		e = add_seat(c, &n->seats[i], !n->demo, f);
	return e ? e : db_audit(c, &row, f);
}

/* One account a post in the demo; else persons without accounts, and an administrator. */
static enum err fill_seats(struct arena *a, struct svc_argon *g, struct founding *n,
			   struct buf *list, struct str *admin_password, struct fail *f)
{
	const struct office *o = n->office;
	enum err e = ERR_OK;

	n->seats = ARENA_ARRAY(a, struct seat, o->positions_n + 1);
	for (size_t i = 0; i <= o->positions_n; i++) {
		const struct office_position *p =
			i < o->positions_n ? &o->positions[i] : NULL;
		struct seat *s = &n->seats[n->seats_n];
		struct str word;

		*s = (struct seat){.post = p ? p->name : STR("Administrator"),
				   .name = p ? p->holder.name : STR("Administrator"),
				   .position = p};
		if (p && !s->name.n && !n->demo)
			continue;
		if (p && !s->name.n)
			s->name = arena_fmt(a, "Contoh " STR_FMT, STR_ARG(p->name));
		n->seats_n++;
		if (p && !n->demo)
			continue;
		s->login = p ? p->code : STR("admin");
		word = secret_first(a);
		e = secret_new(g, a, s->login, word, &s->hash, f);
		if (e)
			return e;
		buf_fmt(list, STR_FMT "\t" STR_FMT "\t" STR_FMT "\n", STR_ARG(s->post),
			STR_ARG(s->login), STR_ARG(word));
		if (!p)
			*admin_password = word;
	}
	return e;
}

static enum err make_folders(struct arena *a, const char *dir, struct fail *f)
{
	static const char *const below[] = {"files", "staging", "backup", "pindai"};
	enum err e = fs_mkdir(dir, 0700, f);

	if (!e && fs_exists(arena_cstr(a, arena_fmt(a, "%s/naskah.db", dir))))
		e = FAIL(f, ERR_CONFLICT, "holds-data", NULL,
			 "Folder %s sudah berisi data; pilih folder kosong.", dir);
	for (size_t i = 0; !e && i < sizeof(below) / sizeof(below[0]); i++)
		e = fs_mkdir(arena_cstr(a, arena_fmt(a, "%s/%s", dir, below[i])), 0700, f);
	return e;
}

/* Nothing of a founding that failed stays behind. */
static void undo(struct arena *a, const char *dir)
{
	static const char *const made[] = {"naskah.db", "naskah.db-wal", "naskah.db-shm",
					   "demo-accounts.tsv", "lock"};

	for (size_t i = 0; i < sizeof(made) / sizeof(made[0]); i++)
		(void)unlink(arena_cstr(a, arena_fmt(a, "%s/%s", dir, made[i])));
}

static enum err found(struct arena *a, const struct svc_init *in, struct founding *n,
		      struct fail *f)
{
	struct db_options opt = {.dir = in->dir, .clock = in->clock, .create = true};
	struct db *db;
	enum err e = db_open(&db, &opt, f);

	/* Another process that founds here at this moment keeps what it made. */
	if (e == ERR_BUSY)
		return e;
	if (!e) {
		e = db_submit(db, act_found, n, f);
		db_close(db);
	}
	if (e)
		undo(a, in->dir);
	return e;
}

enum err svc_init(struct arena *a, const struct svc_init *in, struct str *admin_password,
		  struct fail *f)
{
	struct founding n = {.demo = in->demo};
	struct buf list = BUF_MAX(1u << 20);
	struct svc_argon *g = NULL;
	unsigned char secret[32];
	struct str path = arena_fmt(a, "%s/demo-accounts.tsv", in->dir);
	enum err e = office_load(a, in->share, in->office_xml, &n.xml, &n.office, f);

	if (!e)
		e = make_folders(a, in->dir, f);
	if (!e)
		e = svc_argon_open(&g, f);
	if (!e)
		e = fill_seats(a, g, &n, &list, admin_password, f);
	rng_bytes(secret, sizeof(secret));
	n.secret = (struct str){(const char *)secret, sizeof(secret)};
	/* Before the rows: accounts whose passwords nobody has would be lost. */
	if (!e && in->demo)
		e = fs_write(arena_cstr(a, path), buf_str(&list), 0600, f);
	if (!e)
		e = found(a, in, &n, f);
	buf_free(&list);
	svc_argon_close(g);
	return e;
}
