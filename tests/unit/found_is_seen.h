/* found_is_seen.h - for tests with a folder full of letters: search without words, page by
 * page, gives each actor the letters that rule S1 gives him, no more and no fewer.  It
 * narrows by facets (migration 0009), which triggers keep; a forgotten trigger shows here. */
#ifndef FOUND_IS_SEEN_H
#define FOUND_IS_SEEN_H
#include "house.h"
#include "svc_find.h"
#include "svc_secrecy.h"

static bool next_found(struct svc *s, struct arena *a, const struct actor *who,
		       struct svc_find *q, struct svc_list *page, size_t *at, int64_t *id)
{
	struct fail f;

	while (*at == page->n) {
		if (page->n && !page->next)
			return false;
		q->cursor = page->next;
		if (svc_find(s, who, a, q, page, &f))
			fail_msg("find: %s", f.text);
		*at = 0;
		if (!page->n)
			return false;
	}
	*id = page->rows[(*at)++].id;
	return true;
}

/* Returns how many letters he sees. */
static int found_is_seen(struct svc *s, struct arena *a, const struct actor *who)
{
	struct svc_find q = {.limit = 7};
	struct svc_list page = {0};
	struct db_conn *c = db_read(s->db);
	int64_t below = INT64_MAX, id, hit = 0;
	size_t at = 0;
	bool found, more = next_found(s, a, who, &q, &page, &at, &hit);
	struct fail f;
	int n = 0;

	for (;; below = id) {
		struct db_rows *r = db_run(c, Q_case_last_id);

		db_bind_int(r, "below", below);
		if (db_one_int(r, &id, &found, &f))
			fail_msg("walk: %s", f.text);
		if (!found)
			break;
		if (!svc_may_see_line(c, a, who, id))
			continue;
		if (!more || hit != id)
			fail_msg(STR_FMT " sees letter %lld, search gives %lld",
				 STR_ARG(who->login), (long long)id, (long long)hit);
		more = next_found(s, a, who, &q, &page, &at, &hit);
		n++;
	}
	if (more)
		fail_msg(STR_FMT " finds letter %lld and does not see it",
			 STR_ARG(who->login), (long long)hit);
	db_read_end(s->db, c);
	return n;
}

/* Everybody in the house; returns how many letters they see, each for himself. */
static int found_is_seen_by_all(void)
{
	int all = 0;

	for (int i = 0; i < WHO__COUNT; i++)
		all += found_is_seen(H.svc, H.a, &H.who[i]);
	return all;
}
#endif
