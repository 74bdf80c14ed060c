/* find.c - the index of words follows the letters, once a group (migration 0009). */
#include "store.h"

enum err find_words_put(struct db_conn *c, struct fail *f)
{
	struct str word;
	int uses;
	enum err e = ERR_OK;

	while (!e && seen_take(c->seen, &word, &uses)) {
		struct db_rows *r = db_run(c, Q_find_word_put);

		db_bind_str(r, "word", word);
		db_bind_int(r, "n", uses);
		e = db_done(r, NULL, f);
	}
	return e;
}

enum err find_bring_up(struct db_conn *c, struct fail *f)
{
	int64_t one;
	bool due;
	enum err e = db_one_int(db_run(c, Q_find_due), &one, &due, f);

	if (e || !due)
		return e;
	c->db->rest_ms = REST_MS;
	if ((e = rows_do(c, Q_find_leave, f)) || (e = rows_do(c, Q_find_enter, f)) ||
	    (e = rows_do(c, Q_find_settled, f)))
		return e;
	return find_words_put(c, f);
}

enum err find_merge(struct db_conn *c, bool *more, struct fail *f)
{
	int before = sqlite3_total_changes(c->sql);
	struct db_rows *r = db_run(c, Q_find_merge);

	db_bind_int(r, "pages", MERGE_PAGES);
	enum err e = db_done(r, NULL, f);

	/* the command itself counts as one change */
	*more = !e && sqlite3_total_changes(c->sql) - before > 1;
	return e;
}
