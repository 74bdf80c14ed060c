/* num_book.c - the ledger as it is read: the last numbers, the number book. */
#include "num_ledger.h"

static struct num_given given(struct db_rows *r, struct arena *a)
{
	return (struct num_given){
		.serial = (int)db_int(r, 0),
		.insert_text = db_str(r, 1, a),
		.kind = db_str(r, 2, a),
		.letter_id = db_int(r, 3),
		.account_id = db_int(r, 4),
		.at_ms = db_int(r, 5),
		.day = db_null(r, 6) ? (struct day){ 0 } : day_from_number(db_int(r, 6)),
		.reason = db_str(r, 7, a),
		.giver = db_str(r, 8, a),
		.void_reason = db_str(r, 9, a),
		.void_ms = db_int(r, 10),
	};
}

enum err num_last(struct db_conn *c, struct arena *a, struct str series, int period, size_t n,
                  struct num_given **rows, size_t *rows_n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_last);

	if (n > NUM_LAST_MAX)
		n = NUM_LAST_MAX;
	*rows = ARENA_ARRAY(a, struct num_given, n ? n : 1);
	*rows_n = 0;
	db_bind_str(r, "key", series);
	db_bind_int(r, "period", period);
	db_bind_int(r, "n", (int64_t)n);
	while (*rows_n < n && db_next(r))
		(*rows)[(*rows_n)++] = given(r, a);
	return db_done(r, NULL, f);
}

enum err num_of(struct db_conn *c, struct arena *a, const struct num_line *l, int serial,
                struct num_given **out, size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_of);

	*out = ARENA_NEW(a, struct num_given);
	*n = 0;
	db_bind_str(r, "key", l->series);
	db_bind_int(r, "period", l->period);
	db_bind_int(r, "serial", serial);
	db_bind_str(r, "insert", l->insert.p ? l->insert : STR(""));
	if (db_next(r)) {
		**out = given(r, a);
		*n = 1;
	}
	return db_done(r, NULL, f);
}

enum err num_book(struct db_conn *c, struct arena *a, struct str series, int period,
                  num_each_line *each, void *to, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_book);
	bool more = true;

	db_bind_str(r, "key", series);
	db_bind_int(r, "period", period);
	while (more && db_next(r)) {
		struct num_given g = given(r, a);

		more = each(to, &g);
	}
	return db_done(r, NULL, f);
}

enum err num_waiting(struct db_conn *c, struct arena *a, struct str series, int period,
                     struct day day, size_t max, struct num_given **rows, size_t *n,
                     struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_waiting);

	*rows = ARENA_ARRAY(a, struct num_given, max + 1);
	*n = 0;
	db_bind_str(r, "key", series);
	db_bind_int(r, "period", period);
	if (!day_none(day))
		db_bind_int(r, "day", day_number(day));
	db_bind_int(r, "n", (int64_t)max);
	while (*n < max && db_next(r))
		(*rows)[(*n)++] = (struct num_given){ .serial = (int)db_int(r, 0),
			.insert_text = db_str(r, 1, a), .kind = db_str(r, 2, a),
			.reason = db_str(r, 3, a) };
	return db_done(r, NULL, f);
}
