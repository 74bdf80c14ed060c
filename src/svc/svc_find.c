/* svc_find.c - what a person types becomes words of the index, never its grammar. */
#include "svc_find.h"
#include "log.h"
#include "svc_list.h"
#include "utf8.h"
#include "words.h"

#define TERMS_MAX   12
#define COMPLETIONS 16 /* a half typed word may become any of so many */

static bool word_char(int32_t c)
{
	/* private use is for facets */
	return (c > 0x7f && (c < 0xe000 || c > 0xf8ff)) || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

static int roman_of(struct str w)
{
	for (int m = 1; m <= 12; m++)
		if (str_eq_nocase(w, str_c(month_roman(m))))
			return m;
	return 0;
}

/* The index has no prefixes: a half typed word stands for the words it may become. */
static void put_started(struct db_conn *c, struct arena *a, struct buf *b, struct str w)
{
	struct str from = utf8_fold(a, w);
	struct db_rows *r = db_run(c, Q_find_completions);
	struct fail f;

	db_bind_str(r, "from", from);
	db_bind_str(r, "to", arena_fmt(a, STR_FMT "\xf4\x8f\xbf\xbf", STR_ARG(from)));
	db_bind_int(r, "limit", COMPLETIONS);
	buf_fmt(b, "(\"" STR_FMT "\"", STR_ARG(w));
	while (db_next(r)) {
		struct str whole = db_str(r, 0, a);

		buf_fmt(b, " OR \"" STR_FMT "\"", STR_ARG(whole));
	}
	BUF_ADD(b, ")");
	if (db_done(r, NULL, &f))
		log_line(LOG_L_WARN, "find", "no completions word=%s", f.word);
}

static void put_term(struct buf *b, struct str w)
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
		buf_fmt(b, "\"%.*s\"", STR_ARG(w));
}

static bool may_go_on(struct str w)
{
	int64_t v;

	return w.n > 1 && !str_to_int(w, &v) && !roman_of(w);
}

static size_t split(struct str q, struct str words[TERMS_MAX])
{
	size_t n = 0;

	while (q.n && n < TERMS_MAX) {
		struct str from = q, rest = q;

		while (rest.n && word_char(utf8_next(&rest)))
			q = rest;
		if (from.n == q.n)
			(void)utf8_next(&q);
		else
			words[n++] = str_head(from, from.n - q.n);
	}
	return n;
}

static void put_posts(struct buf *b, const struct actor *who, const char *first)
{
	buf_fmt(b, "(%s", first);
	for (size_t i = 0; i < who->posts_n; i++)
		buf_fmt(b, "%s\"" WORDS_FACET "p%lld\"", i || *first ? " OR " : "",
		        (long long)who->posts[i].position_id);
	BUF_ADD(b, ")");
}

/* What is asked of a letter beside its words, so that newest first stops early. */
static void put_asked(struct buf *b, const struct svc_find *in)
{
	if (str_eqc(in->direction, "in") || str_eqc(in->direction, "out"))
		buf_fmt(b, " AND \"" WORDS_FACET STR_FMT "\"", STR_ARG(in->direction));
	if (in->class_code.n) {
		BUF_ADD(b, " AND \"");
		words_class(b, in->class_code);
		BUF_ADD(b, "\"");
	}
}

/* For whom a letter is: facets again.  Of a letter of level biasa everybody searches the
 * register line, and its text who may open it; incoming letters have no text here. */
static void put_match(struct buf *b, struct str words, const struct actor *who,
                      const struct svc_find *in)
{
	if (!words.n) {
		put_posts(b, who, "\"" WORDS_FACET "biasa\"");
		put_asked(b, in);
		return;
	}
	buf_fmt(b, "((" STR_FMT " AND ", STR_ARG(words));
	put_posts(b, who, "(\"" WORDS_FACET "biasa\" AND \"" WORDS_FACET "in\")");
	BUF_ADD(b, ")");
	if (!str_eqc(in->direction, "in"))
		buf_fmt(b, " OR ({number party subject} : (" STR_FMT ") AND \"" WORDS_FACET
		           "biasa\" AND \"" WORDS_FACET "out\")", STR_ARG(words));
	BUF_ADD(b, ")");
	put_asked(b, in);
}

/* Quoted words joined by AND, the last perhaps half typed; {NULL,0} when words were asked
 * for and none is left. */
static struct str match_of(struct db_conn *c, struct arena *a, const struct actor *who,
                           const struct svc_find *in)
{
	struct str text = arena_fmt(a, "%.*s %.*s", STR_ARG(in->q), STR_ARG(in->sender));
	struct buf w = BUF_MAX(16384), b = BUF_MAX(65536);
	struct str words[TERMS_MAX];
	size_t n = split(text, words);

	if (!n && str_trim(text).n)
		return (struct str){ 0 };
	for (size_t i = 0; i < n; i++) {
		if (i)
			BUF_ADD(&w, " AND ");
		if (i + 1 == n && may_go_on(words[i]))
			put_started(c, a, &w, words[i]);
		else
			put_term(&w, words[i]);
	}
	put_match(&b, n ? buf_keep(&w, a) : STR(""), who, in);
	return buf_keep(&b, a);
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

static enum err look(struct db_conn *c, struct arena *a, const struct actor *who,
                     const struct svc_find *in, int limit, int64_t *ids, size_t *n,
                     struct fail *f)
{
	struct str match = match_of(c, a, who, in);

	if (!match.p)
		return ERR_OK;
	struct db_rows *r = db_run(c, Q_find_words);

	db_bind_str(r, "match", match);
	bind(r, in, svc_posts(a, who), limit + 1);
	while (*n <= (size_t)limit && db_next(r))
		ids[(*n)++] = db_int(r, 0);
	return db_done(r, NULL, f);
}

static enum err check(const struct svc_find *in, struct fail *f)
{
	enum flow_state state;

	if (in->state.n && !flow_state_from_word(in->state, &state))
		return FAIL(f, ERR_INVALID, "unknown-value", "state",
		            "Keadaan surat itu tidak dikenal; pilih yang tersedia.");
	if (in->direction.n && !str_eqc(in->direction, "in") && !str_eqc(in->direction, "out"))
		return FAIL(f, ERR_INVALID, "unknown-value", "direction",
		            "Arah surat itu tidak dikenal; pilih in atau out.");
	return ERR_OK;
}

enum err svc_find(struct svc *s, const struct actor *who, struct arena *a, const struct svc_find *in,
                  struct svc_list *out, struct fail *f)
{
	int limit = in->limit > 0 && in->limit <= 100 ? in->limit : 20;
	int64_t *ids = ARENA_ARRAY(a, int64_t, (size_t)limit + 1);
	size_t n = 0;
	enum err e = check(in, f);

	*out = (struct svc_list){ 0 };
	if (e)
		return e;
	struct db_conn *c = db_read(s->db);

	db_deadline(c, 2000);
	e = look(c, a, who, in, limit, ids, &n, f);
	if (!e && n > (size_t)limit) {
		n = (size_t)limit;
		out->next = ids[n - 1];
	}
	if (!e)
		e = svc_list_fill(s, c, a, who, ids, n, out, f);
	db_read_end(s->db, c);
	return e;
}
