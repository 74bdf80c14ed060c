/* svc_find.c - what a person types becomes words of the index, never its grammar. */
#include "svc_find.h"
#include "svc_list.h"
#include "utf8.h"

#define TERMS_MAX 12

static bool word_char(int32_t c)
{
	return c > 0x7f || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

static int roman_of(struct str w)
{
	for (int m = 1; m <= 12; m++)
		if (str_eq_nocase(w, str_c(month_roman(m))))
			return m;
	return 0;
}

static void put_term(struct buf *b, struct str w, bool last)
{
	int64_t v;
	bool number = str_to_int(w, &v);
	int month = roman_of(w);

	/* a month is written in Roman or in digits, a year in two digits or in four */
	if (number && v >= 1 && v <= 12)
		buf_fmt(b, "(\"%.*s\" OR \"%s\")", STR_ARG(w), month_roman((int)v));
	else if (month)
		buf_fmt(b, "(\"%.*s\" OR \"%d\")", STR_ARG(w), month);
	else if (number && w.n == 2)
		buf_fmt(b, "(\"%.*s\" OR \"20%.*s\")", STR_ARG(w), STR_ARG(w));
	else
		buf_fmt(b, last && w.n > 1 ? "\"%.*s\" *" : "\"%.*s\"", STR_ARG(w));
}

/* Quoted words joined by AND; {NULL,0} when nothing is left to look for. */
static struct str match_of(struct arena *a, struct str q)
{
	struct buf b = BUF_MAX(8192);
	struct str words[TERMS_MAX];
	size_t n = 0;

	while (q.n && n < TERMS_MAX) {
		struct str from = q, rest = q;

		while (rest.n && word_char(utf8_next(&rest)))
			q = rest;
		if (from.n == q.n) {
			(void)utf8_next(&q);
			continue;
		}
		words[n++] = str_head(from, from.n - q.n);
	}
	for (size_t i = 0; i < n; i++) {
		buf_add(&b, i ? STR(" AND ") : STR(""));
		put_term(&b, words[i], i + 1 == n);
	}
	return n ? buf_keep(&b, a) : (struct str){ 0 };
}

static struct str or_null(struct str s)
{
	return s.n ? s : (struct str){ 0 };
}

static void bind(struct db_rows *r, const struct svc_find *in, struct str posts, int limit)
{
	db_bind_int(r, "before", in->cursor > 0 ? in->cursor : INT64_MAX);
	db_bind_str(r, "class", or_null(in->class_code));
	db_bind_str(r, "direction", or_null(in->direction));
	db_bind_str(r, "state", or_null(in->state));
	if (!day_none(in->from))
		db_bind_int(r, "from", day_number(in->from));
	if (!day_none(in->to))
		db_bind_int(r, "to", day_number(in->to));
	db_bind_str(r, "posts", posts);
	db_bind_int(r, "limit", limit);
}

enum err svc_find(struct svc *s, const struct actor *who, struct arena *a, const struct svc_find *in,
                  struct svc_list *out, struct fail *f)
{
	int limit = in->limit > 0 && in->limit <= 100 ? in->limit : 20;
	struct str text = arena_fmt(a, "%.*s %.*s", STR_ARG(in->q), STR_ARG(in->sender));
	struct str match = match_of(a, text);
	int64_t *ids = ARENA_ARRAY(a, int64_t, (size_t)limit + 1);
	size_t n = 0;

	*out = (struct svc_list){ 0 };
	if (str_trim(text).n && !match.p)
		return ERR_OK;
	struct db_conn *c = db_read(s->db);

	db_deadline(c, 2000);
	struct db_rows *r = db_run(c, match.p ? Q_find_words : Q_find_all);

	if (match.p)
		db_bind_str(r, "match", match);
	bind(r, in, svc_posts(a, who), limit + 1);
	while (n <= (size_t)limit && db_next(r))
		ids[n++] = db_int(r, 0);
	enum err e = db_done(r, NULL, f);

	if (!e && n > (size_t)limit) {
		n = (size_t)limit;
		out->next = ids[n - 1];
	}
	if (!e)
		e = svc_list_fill(s, c, a, who, ids, n, out, f);
	db_read_end(s->db, c);
	return e;
}
