#include "svc_matter_books.h"
#include "office.h"
#include "svc_matter_case.h"

#define BOOKS_MAX 100
#define PAGE_MAX  500

struct shelf {
	struct svc_recordbook *v;
	size_t n;
};

static void put(struct shelf *b, struct str code, struct str name, bool letters)
{
	for (size_t i = 0; i < b->n; i++) {
		if (str_eq(b->v[i].code, code))
			return;
	}
	if (b->n < BOOKS_MAX)
		b->v[b->n++] = (struct svc_recordbook){
			.code = code, .name = name, .letters = letters};
}

static enum err newest(struct db_conn *c, struct svc_recordbook *o, int year,
		       struct fail *f)
{
	struct db_rows *r = db_run(c, Q_matter_book_years);

	db_bind_str(r, "book", o->code);
	while (db_next(r)) {
		if (o->year || (year && db_int(r, 1) != year))
			continue;
		o->year = (int)db_int(r, 1);
		o->lines = (int)db_int(r, 2);
		o->last = (int)db_int(r, 3);
	}
	return db_done(r, NULL, f);
}

static void gather(const struct svc *s, struct arena *a, struct shelf *b)
{
	b->v = ARENA_ARRAY(a, struct svc_recordbook, BOOKS_MAX);
	for (size_t i = 0; i < s->office->books_n; i++)
		put(b, arena_fmt(a, "agenda-" STR_FMT, STR_ARG(s->office->books[i].code)),
		    s->office->books[i].name, true);
	put(b, STR("keluar"), STR("Buku Agenda Surat Keluar"), true);
	put(b, STR("ekspedisi"), STR("Buku Ekspedisi"), true);
	for (size_t i = 0; i < flow_procs_count(s->procs); i++) {
		const struct flow_proc *p = flow_procs_at(s->procs, i);

		for (size_t k = 0; k < p->steps_n; k++)
			if (p->steps[k].record && p->steps[k].record->book.n)
				put(b, p->steps[k].record->book,
				    p->steps[k].record->book_name, false);
	}
}

enum err svc_recordbooks(struct svc *s, const struct actor *who, struct arena *a,
			 struct svc_recordbook **out, size_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct shelf b = {0};
	enum err e = ERR_OK;

	(void)who;
	gather(s, a, &b);
	for (size_t i = 0; i < b.n && !e; i++)
		if (!b.v[i].letters)
			e = newest(c, &b.v[i], 0, f);
	db_read_end(s->db, c);
	*out = b.v;
	*n = b.n;
	return e;
}

static enum err read_lines(struct db_conn *c, struct arena *a, int after,
			   struct svc_recordbook_page *out, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_matter_book_lines);

	out->lines = ARENA_ARRAY(a, struct svc_recordbook_line, PAGE_MAX);
	db_bind_str(r, "book", out->book.code);
	db_bind_int(r, "period", out->book.year);
	db_bind_int(r, "after", after);
	while (out->lines_n < PAGE_MAX && db_next(r))
		out->lines[out->lines_n++] =
			(struct svc_recordbook_line){.serial = (int)db_int(r, 0),
						     .matter_id = db_int(r, 1),
						     .at_ms = db_int(r, 2),
						     .text = db_str(r, 3, a),
						     .by = db_str(r, 4, a),
						     .title = db_str(r, 5, a)};
	if (out->lines_n == PAGE_MAX)
		out->next = out->lines[PAGE_MAX - 1].serial;
	return db_done(r, NULL, f);
}

/* A line is a line for everybody; what it says is for those the matter is for. */
static enum err hide(struct svc *s, struct db_conn *c, struct arena *a,
		     const struct actor *who, struct svc_recordbook_page *out,
		     struct fail *f)
{
	for (size_t i = 0; i < out->lines_n; i++) {
		struct matter_case m = {.svc = s, .c = c, .a = a, .who = who};
		struct svc_recordbook_line *l = &out->lines[i];
		enum err e = matter_load(&m, l->matter_id, f);

		if (e == ERR_NOTFOUND)
			*l = (struct svc_recordbook_line){.serial = l->serial,
							  .at_ms = l->at_ms,
							  .title = STR("TERBATAS"),
							  .text = STR(""),
							  .by = STR("")};
		else if (e)
			return e;
	}
	return ERR_OK;
}

enum err svc_recordbook_page(struct svc *s, const struct actor *who, struct arena *a,
			     struct str code, int year, int after,
			     struct svc_recordbook_page *out, struct fail *f)
{
	struct shelf b = {0};
	struct db_conn *c;
	enum err e;

	*out = (struct svc_recordbook_page){.lines = NULL};
	gather(s, a, &b);
	for (size_t i = 0; i < b.n; i++)
		if (!b.v[i].letters && str_eq(b.v[i].code, code))
			out->book = b.v[i];
	if (!out->book.code.n)
		return FAIL(f, ERR_NOTFOUND, "no-book", NULL,
			    "Buku itu tidak dikenal; pilih dari daftar buku.");
	c = db_read(s->db);
	e = newest(c, &out->book, year, f);
	if (!e)
		e = read_lines(c, a, after, out, f);
	if (!e)
		e = hide(s, c, a, who, out, f);
	db_read_end(s->db, c);
	return e;
}
