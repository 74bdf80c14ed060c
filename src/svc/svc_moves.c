/* svc_moves.c - a table of new holders, read and tried. */
#include "svc_moves.h"
#include "office.h"
#include "svc_admin.h"
#include "svc_people.h"
#include "tpl_merge.h"
#include "utf8.h"

#define SHEET_EPOCH 25569 /* 1 January 1970 in a spreadsheet's days */

struct table { /* which column is what; SIZE_MAX: not there */
	struct tpl_rows rows;
	size_t post, person, from, kind;
};

struct post {
	int64_t id;
	struct str code, name, unit, shorter, holder;
};

struct trying {
	struct svc *s;
	struct arena *a;
	const struct svc_moves_in *in;
	struct table t;
	struct post *posts;
	struct svc_person_row *people;
	size_t posts_n, people_n;
};

static size_t column(struct arena *a, const struct tpl_rows *r, const char *const *names)
{
	for (size_t i = 0; i < r->columns_n; i++)
		for (size_t k = 0; names[k]; k++)
			if (str_eqc(utf8_fold(a, str_trim(r->columns[i])), names[k]))
				return i;
	return SIZE_MAX;
}

static enum err read_table(struct trying *y, struct fail *f)
{
	static const char *const POST[] = {"jabatan", "post", "position", NULL};
	static const char *const PERSON[] = {"pejabat", "nip",          "akun", "nama",
					     "holder",  "pejabat baru", NULL};
	static const char *const FROM[] = {"mulai", "tanggal", "sejak", "from", NULL};
	static const char *const KIND[] = {"sebagai", "kind", NULL};
	enum err e = tpl_rows_read(y->a, y->in->table, &y->t.rows, f);

	if (e)
		return e;
	y->t.post = column(y->a, &y->t.rows, POST);
	y->t.person = column(y->a, &y->t.rows, PERSON);
	y->t.from = column(y->a, &y->t.rows, FROM);
	y->t.kind = column(y->a, &y->t.rows, KIND);
	if (y->t.post == SIZE_MAX || y->t.person == SIZE_MAX)
		return FAIL(f, ERR_INVALID, "no-head", "table",
			    "Baris pertama tabel berisi judul kolomnya: jabatan, "
			    "pejabat, dan bila "
			    "perlu mulai dan sebagai.");
	return y->t.rows.n
		       ? ERR_OK
		       : FAIL(f, ERR_INVALID, "empty", "table",
			      "Tabel itu belum berisi baris di bawah judul kolomnya.");
}

static struct str cell(const struct table *t, size_t row, size_t col)
{
	return col == SIZE_MAX ? STR("")
			       : str_trim(t->rows.cells[row * t->rows.columns_n + col]);
}

static enum err read_posts(struct trying *y, int64_t day, struct fail *f)
{
	struct db_conn *c = db_read(y->s->db);
	struct db_rows *r = db_run(c, Q_move_posts);
	enum err e;

	y->posts = ARENA_ARRAY(y->a, struct post, OFFICE_POSTS);
	db_bind_int(r, "day", day);
	while (y->posts_n < OFFICE_POSTS && db_next(r))
		y->posts[y->posts_n++] = (struct post){
			db_int(r, 0),       db_str(r, 1, y->a), db_str(r, 2, y->a),
			db_str(r, 3, y->a), db_str(r, 4, y->a), db_str(r, 5, y->a)};
	e = db_done(r, NULL, f);
	db_read_end(y->s->db, c);
	return e;
}

static bool same(struct arena *a, struct str x, struct str y)
{
	return str_eq(utf8_fold(a, x), utf8_fold(a, y));
}

static bool is_post(struct arena *a, const struct post *p, struct str text)
{
	return same(a, p->code, text) || same(a, p->name, text) ||
	       same(a,
		    arena_fmt(a, STR_FMT " " STR_FMT, STR_ARG(p->name),
			      STR_ARG(p->shorter)),
		    text) ||
	       same(a,
		    arena_fmt(a, STR_FMT " " STR_FMT, STR_ARG(p->name), STR_ARG(p->unit)),
		    text);
}

static void find_post(struct trying *y, struct svc_moves_row *o)
{
	const struct post *got = NULL;
	size_t n = 0;

	for (size_t i = 0; i < y->posts_n; i++)
		if (is_post(y->a, &y->posts[i], o->post)) {
			got = &y->posts[i];
			n++;
		}
	if (n == 1) {
		o->position_id = got->id;
		o->post = got->name;
		o->former = got->holder;
		return;
	}
	o->fault = arena_fmt(y->a,
			     n ? "Jabatan \"%.*s\" ada di beberapa unit; tulis kodenya."
			       : "Jabatan \"%.*s\" tidak ada; tulis kode atau namanya "
				 "seperti pada daftar jabatan.",
			     STR_ARG(str_head(o->post, 80)));
}

static bool is_person(struct arena *a, const struct svc_person_row *p, struct str text,
		      const char *nip)
{
	return (nip && str_eqc(p->nip, nip)) || (p->login.n && same(a, p->login, text)) ||
	       same(a, p->name, text);
}

static void find_person(struct trying *y, struct svc_moves_row *o)
{
	const struct svc_person_row *got = NULL;
	char digits[19];
	const char *nip = office_nip_ok(o->person, digits) ? digits : NULL;
	size_t n = 0;

	for (size_t i = 0; i < y->people_n; i++)
		if (is_person(y->a, &y->people[i], o->person, nip) &&
		    (!got || got->person_id != y->people[i].person_id)) {
			got = &y->people[i];
			n++;
		}
	if (n == 1) {
		o->person_id = got->person_id;
		o->person = got->name;
	} else if (!o->fault.n) {
		o->fault = arena_fmt(
			y->a,
			n ? "Ada %zu orang bernama \"%.*s\"; tulis NIP atau akunnya."
			  : "%.0zu\"%.*s\" belum terdaftar sebagai pegawai; tulis NIP, "
			    "akun atau "
			    "nama lengkapnya, atau tambahkan dulu orangnya.",
			n, STR_ARG(str_head(o->person, 80)));
	}
}

/* 2026-12-01, 1-12-2026, 1/12/2026, or what a spreadsheet stores. */
static bool read_day(struct str s, struct day *out)
{
	struct str d, m;
	int64_t n[3], serial;
	char sep = str_find(s, STR("/")) < s.n ? '/' : '-';

	if (day_parse(s, out))
		return true;
	if (str_to_int(s, &serial) && serial > SHEET_EPOCH &&
	    serial < 2 * SHEET_EPOCH + 50000) {
		*out = day_from_number(serial - SHEET_EPOCH);
		return true;
	}
	if (!str_cut(&s, sep, &d) || !str_cut(&s, sep, &m) || !str_to_int(d, &n[0]) ||
	    !str_to_int(m, &n[1]) || !str_to_int(s, &n[2]))
		return false;
	*out = (struct day){(int)n[2], (int)n[1], (int)n[0]};
	return n[2] > 1900 && n[2] < 3000 && n[1] > 0 && n[1] < 13 && n[0] > 0 &&
	       n[0] < 32 && day_ok(*out);
}

static void find_manner(struct trying *y, size_t i, struct svc_moves_row *o)
{
	struct str day = cell(&y->t, i, y->t.from), kind = cell(&y->t, i, y->t.kind);

	o->from = y->in->from;
	if (day.n && !read_day(day, &o->from)) {
		o->from = (struct day){0};
		o->fault = arena_fmt(
			y->a,
			"Tanggal \"%.*s\" tidak terbaca; tulis seperti 2026-12-01 "
			"atau 1-12-2026.",
			STR_ARG(str_head(day, 40)));
	} else if (day_none(o->from) && !o->fault.n)
		o->fault = STR("Baris ini belum bertanggal; isi kolom mulai atau tanggal "
			       "mutasinya.");
	o->kind = kind.n ? utf8_fold(y->a, kind) : STR("definitif");
	if (o->kind.n && o->kind.p[o->kind.n - 1] == '.')
		o->kind.n--;
	if (str_eqc(o->kind, "pejabat tetap") || str_eqc(o->kind, "tetap"))
		o->kind = STR("definitif");
	if (!post_kind_ok(o->kind) && !o->fault.n)
		o->fault = STR("Kolom sebagai: definitif, plt, plh atau pj.");
}

/* Two rows of one table in each other's way. */
static void against(struct trying *y, struct svc_moves_row *o,
		    const struct svc_moves_row *other)
{
	bool plh = str_eqc(o->kind, "plh"), tetap = str_eqc(o->kind, "definitif");

	if (o->fault.n || !o->position_id || !o->person_id)
		return;
	if (o->position_id == other->position_id && plh == str_eqc(other->kind, "plh"))
		o->fault =
			arena_fmt(y->a, "Jabatan ini sudah diisi baris %d.", other->line);
	else if (o->person_id == other->person_id && tetap &&
		 str_eqc(other->kind, "definitif"))
		o->fault = arena_fmt(
			y->a,
			"Orang ini sudah menjadi pejabat tetap pada baris %d; jabatan "
			"kedua dipegang sebagai Plt.",
			other->line);
}

static enum err left_posts(struct trying *y, struct svc_moves_row *o, struct fail *f)
{
	struct db_conn *c;
	struct db_rows *r;
	enum err e;

	o->left = STR("");
	if (o->fault.n || !str_eqc(o->kind, "definitif"))
		return ERR_OK;
	c = db_read(y->s->db);
	r = db_run(c, Q_move_left);
	db_bind_int(r, "person", o->person_id);
	db_bind_int(r, "position", o->position_id);
	db_bind_int(r, "from", day_number(o->from));
	while (db_next(r))
		o->left = arena_fmt(y->a, STR_FMT "%s" STR_FMT, STR_ARG(o->left),
				    o->left.n ? ", " : "", STR_ARG(db_str(r, 1, y->a)));
	e = db_done(r, NULL, f);
	db_read_end(y->s->db, c);
	return e;
}

static enum err try_row(struct trying *y, size_t i, struct svc_moves *out, struct fail *f)
{
	struct svc_moves_row *o = &out->rows[i];
	enum err e;

	*o = (struct svc_moves_row){.line = (int)i + 1,
				    .post = cell(&y->t, i, y->t.post),
				    .person = cell(&y->t, i, y->t.person),
				    .former = STR(""),
				    .fault = STR("")};
	find_post(y, o);
	find_person(y, o);
	find_manner(y, i, o);
	for (size_t k = 0; k < i; k++)
		against(y, o, &out->rows[k]);
	e = left_posts(y, o, f);
	out->faults += o->fault.n > 0;
	return e;
}

enum err svc_moves_try(struct svc *s, const struct actor *me, struct arena *a,
		       const struct svc_moves_in *in, struct svc_moves *out,
		       struct fail *f)
{
	struct trying y = {.s = s, .a = a, .in = in};
	struct day day =
		day_none(in->from) ? day_at(clock_ms(s->clock), s->zone) : in->from;
	enum err e = me->admin ? read_table(&y, f) : admin_may(me, f);

	*out = (struct svc_moves){.n = 0};
	if (!e)
		e = read_posts(&y, day_number(day), f);
	if (!e)
		e = svc_people(s, me, a, &y.people, &y.people_n, f);
	if (e)
		return e;
	out->n = y.t.rows.n;
	out->rows = ARENA_ARRAY(a, struct svc_moves_row, out->n + 1);
	for (size_t i = 0; !e && i < out->n; i++)
		e = try_row(&y, i, out, f);
	return e;
}
