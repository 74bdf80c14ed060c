/* What the register screen asks while she types, and the lists of a book's keeper. */
#include "num_ledger.h"
#include "svc_entry.h"
#include "svc_numbers_inside.h"

enum err svc_books(struct svc *s, const struct actor *who, struct arena *a,
		   struct svc_book_row **out, size_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	int year = day_at(clock_ms(s->clock), s->zone).year;
	struct svc_book_row *rows = ARENA_ARRAY(a, struct svc_book_row, 100);
	struct db_rows *r = db_run(c, Q_in_books);
	enum err e;

	*n = 0;
	db_bind_str(r, "posts", svc_posts(a, who));
	db_bind_int(r, "year", year);
	while (*n < 100 && db_next(r)) {
		unsigned duties = svc_duties_from(db_str(r, 3, a));
		struct fail no;

		rows[(*n)++] = (struct svc_book_row){.id = db_int(r, 0),
						     .code = db_str(r, 1, a),
						     .name = db_str(r, 2, a),
						     .last_serial = (int)db_int(r, 5),
						     .year = year,
						     .unit_id = db_int(r, 6),
						     .unit = db_str(r, 7, a),
						     .keeper = duties & DUTY_KEEPER,
						     .may_close = !flow_may(ACT_CLOSE_BOOK,
									    FS_REGISTERED,
									    duties, &no),
						     .closed = db_int(r, 4) != 0};
	}
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	*out = rows;
	return e;
}

/* % and _ are letters here. */
static struct str like(struct arena *a, struct str folded, const char *before)
{
	struct buf b = BUF_MAX(2048);

	buf_add(&b, str_c(before));
	for (size_t i = 0; i < folded.n; i++) {
		if (strchr("%_\\", folded.p[i]))
			buf_byte(&b, '\\');
		buf_byte(&b, folded.p[i]);
	}
	buf_byte(&b, '%');
	return buf_keep(&b, a);
}

/* A name stands in the book of senders for as long as he may see one letter of it (S1). */
static enum err may_know(struct db_conn *c, struct arena *a, const struct actor *who,
			 int64_t sender, bool *may, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_sender_letters);

	*may = false;
	db_bind_int(r, "sender", sender);
	while (!*may && db_next(r))
		*may = svc_secrecy_open(db_str(r, 1, a)) ||
		       svc_may_see_line(c, a, who, db_int(r, 0));
	return db_done(r, NULL, f);
}

enum err svc_senders(struct svc *s, const struct actor *who, struct arena *a,
		     struct str typed, struct svc_sender_row **out, size_t *n,
		     struct fail *f)
{
	struct svc_sender_row *rows = ARENA_ARRAY(a, struct svc_sender_row, 12);
	struct str clean, folded;
	struct db_conn *c;
	struct db_rows *r;
	bool may;
	enum err e = svc_text(a, typed, UTF8_LINE, 200, "sender", NULL, &clean, f);

	*out = rows;
	*n = 0;
	if (e || !clean.n)
		return e;
	folded = utf8_fold(a, clean);
	c = db_read(s->db);
	r = db_run(c, Q_in_senders);
	db_bind_str(r, "start", like(a, folded, ""));
	db_bind_str(r, "word", like(a, folded, "% "));
	while (!e && *n < 12 && db_next(r)) {
		rows[*n] = (struct svc_sender_row){db_int(r, 0), db_str(r, 1, a),
						   db_str(r, 2, a)};
		e = may_know(c, a, who, rows[*n].id, &may, f);
		*n += !e && may;
	}
	if (!e)
		e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	return e;
}

static enum err twins_in(struct svc *s, struct db_conn *c, const struct actor *who,
			 struct arena *a, struct str sender, struct str norm,
			 struct day day, struct svc_twin *rows, size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_twins);
	size_t kept = 0;
	enum err e;

	(void)s;
	db_bind_str(r, "norm", norm);
	db_bind_str(r, "sender", utf8_fold(a, sender));
	if (day_ok(day))
		db_bind_int(r, "day", day_number(day));
	while (*n < 5 && db_next(r)) {
		rows[(*n)++] =
			(struct svc_twin){.id = db_int(r, 0),
					  .agenda = arena_fmt(a, STR_FMT " %04lld",
							      STR_ARG(db_str(r, 1, a)),
							      (long long)db_int(r, 2)),
					  .subject = db_str(r, 3, a),
					  .received = day_from_number(db_int(r, 4))};
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	for (size_t i = 0; i < *n; i++) {
		if (svc_may_see_line(c, a, who, rows[i].id))
			rows[kept++] = rows[i];
	}
	*n = kept;
	return ERR_OK;
}

enum err svc_incoming_twins(struct svc *s, const struct actor *who, struct arena *a,
			    struct str sender, struct str number, struct day day,
			    struct svc_twin **out, size_t *n, struct fail *f)
{
	struct str name, num;
	struct db_conn *c;
	enum err e;

	*out = ARENA_ARRAY(a, struct svc_twin, 5);
	*n = 0;
	if ((e = svc_text(a, sender, UTF8_LINE, 200, "sender", NULL, &name, f)) ||
	    (e = svc_text(a, number, UTF8_LINE, 120, "number", NULL, &num, f)) ||
	    !name.n || !num.n)
		return e;
	c = db_read(s->db);
	e = twins_in(s, c, who, a, name, svc_number_norm(s, a, num), day, *out, n, f);
	db_read_end(s->db, c);
	return e;
}

struct closing {
	struct svc *s;
	const struct actor *who;
	struct arena *a;
	int64_t book;
	int year;
};

/* With the agenda book its numbers, and those of the letters that it counts for. */
static enum err close_numbers(struct closing *x, struct db_conn *c, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_book_name);
	struct str code = STR("");

	db_bind_int(r, "book", x->book);
	if (db_next(r))
		code = db_str(r, 0, x->a);
	enum err e = db_done(r, NULL, f);

	return e ? e : nb_close_year(x->s, c, x->a, x->who, code, x->year, f);
}

static enum err close_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct closing *x = arg;
	struct db_rows *r = db_run(c, Q_in_book_posts);
	unsigned duties = 0;
	int64_t post = 0;
	enum err e;

	db_bind_int(r, "book", x->book);
	while (db_next(r)) {
		struct str duty = db_str(r, 0, x->a);

		if (!actor_holds(x->who, db_int(r, 1)))
			continue;
		duties |= svc_duty_from(duty);
		post = db_int(r, 1);
	}
	if ((e = db_done(r, NULL, f)) ||
	    (e = flow_may(ACT_CLOSE_BOOK, FS_REGISTERED, duties, f)))
		return e;
	r = db_run(c, Q_in_close_book);
	db_bind_int(r, "book", x->book);
	db_bind_int(r, "year", x->year);
	db_bind_int(r, "at", db_now(c));
	db_bind_int(r, "account", x->who->account_id);
	e = svc_exec(r, f);
	if (e == ERR_CONFLICT)
		return FAIL(f, ERR_CONFLICT, "book-closed", NULL,
			    "Buku agenda tahun %d sudah ditutup.", x->year);
	if (e || (e = close_numbers(x, c, f)))
		return e;
	return db_audit(
		c,
		&(struct db_audit){
			.actor = actor_audit(x->a, x->who, post),
			.act = str_c(flow_act_word(ACT_CLOSE_BOOK)),
			.object = arena_fmt(x->a, "book:%lld", (long long)x->book),
			.detail = arena_fmt(x->a, "{\"v\":1,\"book\":%lld,\"year\":%d}",
					    (long long)x->book, x->year)},
		f);
}

enum err svc_book_close(struct svc *s, const struct actor *who, int64_t book, int year,
			struct fail *f)
{
	struct arena *a = arena_open();
	struct closing x = {s, who, a, book, year};
	int now = day_at(clock_ms(s->clock), s->zone).year;
	enum err e = ERR_OK;

	if (year < 1990 || year >= now)
		e = FAIL(f, ERR_INVALID, "bad-year", "year",
			 "Hanya buku tahun yang sudah lewat yang dapat ditutup.");
	if (!e)
		e = db_submit(s->db, close_act, &x, f);
	arena_close(a);
	return e;
}

#define NOTICE_MS (7 * MS_PER_DAY)

enum err svc_clock_notice(struct svc *s, struct arena *a, struct str *out, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_clock_back k;
	enum err e = db_clock_back(c, &k, f);

	db_read_end(s->db, c);
	*out = (struct str){NULL, 0};
	if (e || k.from_ms - k.to_ms < MS_PER_DAY ||
	    clock_ms(s->clock) - k.to_ms >= NOTICE_MS)
		return e;
	*out = arena_fmt(a,
			 "Jam komputer Naskah pernah menunjuk " STR_FMT
			 " dan mundur ke " STR_FMT
			 "; periksa tanggal surat yang dicatat selama itu.",
			 STR_ARG(time_local(a, k.from_ms, s->zone)),
			 STR_ARG(time_local(a, k.to_ms, s->zone)));
	return ERR_OK;
}
