/* num_block.c - numbers set aside at once. */
#include "num_block.h"
#include "num_take.h"

static enum err block_put(struct db_conn *c, struct num_block *b, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_series_id);
	int64_t series;
	enum err e;

	db_bind_str(r, "key", b->series);
	if ((e = db_one_int(r, &series, NULL, f)))
		return e;
	r = db_run(c, Q_num_block_put);
	db_bind_int(r, "series", series);
	db_bind_int(r, "period", b->period);
	db_bind_int(r, "first", b->first);
	db_bind_int(r, "last", b->last);
	db_bind_str(r, "purpose", b->purpose);
	if (b->unit_id)
		db_bind_int(r, "unit", b->unit_id);
	if (!day_none(b->day))
		db_bind_int(r, "day", day_number(b->day));
	db_bind_int(r, "expires", day_number(b->expires));
	db_bind_str(r, "code", b->code);
	db_bind_int(r, "account", b->account_id);
	db_bind_int(r, "at", db_now(c));
	e = db_done(r, NULL, f);
	b->id = db_last_id(c);
	return e;
}

enum err num_reserve(struct db_conn *c, struct num_block *b, int count, struct fail *f)
{
	struct num_line line = { .series = b->series, .period = b->period,
		.account_id = b->account_id, .day = b->day, .reason = b->purpose,
		.first = b->begin, .limit = b->limit };
	enum err e = ERR_OK;

	if (count < 1 || count > NUM_BLOCK_MAX)
		return FAIL(f, ERR_INVALID, "count", "count",
		            "Banyaknya nomor yang dicadangkan harus 1 sampai %d.", NUM_BLOCK_MAX);
	for (int i = 0; !e && i < count; i++) {
		e = num_set_aside(c, &line, &b->last, f);
		if (!i)
			b->first = b->last;
	}
	b->left = count;
	return e ? e : block_put(c, b, f);
}

enum err num_burn(struct db_conn *c, const struct num_block *b, int64_t account, struct str reason,
                  int *burnt, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_burn);

	*burnt = 0;
	db_bind_str(r, "key", b->series);
	db_bind_int(r, "period", b->period);
	db_bind_int(r, "first", b->first);
	db_bind_int(r, "last", b->last);
	db_bind_int(r, "inserts", 0);
	db_bind_str(r, "reason", reason);
	db_bind_int(r, "account", account);
	db_bind_int(r, "at", db_now(c));
	enum err e = db_done(r, burnt, f);

	if (e || *burnt)
		return e;
	return FAIL(f, ERR_CONFLICT, "block-empty", NULL,
	            "Cadangan ini tidak mempunyai nomor kosong lagi; tidak ada yang dihanguskan.");
}

enum err num_block_get(struct db_conn *c, struct arena *a, int64_t id, struct num_block *b,
                       struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_block_get);
	bool found;

	*b = (struct num_block){ 0 };
	db_bind_int(r, "id", id);
	if ((found = db_next(r)))
		*b = (struct num_block){ .id = db_int(r, 0), .series = db_str(r, 1, a),
			.period = (int)db_int(r, 2), .first = (int)db_int(r, 3),
			.last = (int)db_int(r, 4), .purpose = db_str(r, 5, a),
			.code = db_str(r, 6, a), .unit = db_str(r, 7, a), .unit_id = db_int(r, 8),
			.day = db_null(r, 9) ? (struct day){ 0 } : day_from_number(db_int(r, 9)),
			.expires = day_from_number(db_int(r, 10)), .account_id = db_int(r, 11),
			.at_ms = db_int(r, 12), .left = (int)db_int(r, 13) };
	enum err e = db_done(r, NULL, f);

	return e || found ? e
	                  : FAIL(f, ERR_NOTFOUND, "no-block", NULL, "Cadangan nomor itu tidak ada.");
}

enum err num_blocks(struct db_conn *c, struct arena *a, bool open, size_t max,
                    struct num_block **out, size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_num_blocks);
	int64_t *ids = ARENA_ARRAY(a, int64_t, max + 1);
	size_t ids_n = 0;
	enum err e;

	*out = ARENA_ARRAY(a, struct num_block, max + 1);
	*n = 0;
	db_bind_int(r, "n", (int64_t)max);
	while (ids_n < max && db_next(r))
		ids[ids_n++] = db_int(r, 0);
	e = db_done(r, NULL, f);
	for (size_t i = 0; !e && i < ids_n; i++) {
		e = num_block_get(c, a, ids[i], &(*out)[*n], f);
		*n += !e && (!open || (*out)[*n].left);
	}
	return e;
}
