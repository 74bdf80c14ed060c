#include "svc_find_match.h"
#include "log.h"
#include "utf8.h"
#include "words.h"

#define TERMS_MAX   12
#define PARTS_MAX   (TERMS_MAX + 3)
#define COMPLETIONS 16 /* a half typed word may become any of so many */
#define NEVER	    "\"" WORDS_FACET "\""
#define LINE	    "{number party subject} : "

struct part {
	struct str expr;
	int64_t uses; /* about how many letters have it */
};

struct parts {
	struct db_conn *c;
	struct arena *a;
	struct part v[PARTS_MAX];
	size_t n;
	const struct str *codes; /* of classification */
	size_t codes_n;
};

static bool word_char(int32_t c)
{
	/* private use is for facets */
	return (c > 0x7f && (c < 0xe000 || c > 0xf8ff)) || (c >= '0' && c <= '9') ||
	       (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
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

/* ---- how often ---- */

/* Rows of a word and its uses; what cannot be asked is not known. */
static void ended(struct db_rows *r)
{
	struct fail f;

	if (db_done(r, NULL, &f))
		log_line(LOG_L_WARN, "find", "uses not known word=%s", f.word);
}

static int64_t uses_of(const struct parts *p, struct str word)
{
	struct db_rows *r = db_run(p->c, Q_find_uses);
	int64_t n = 0;

	db_bind_str(r, "word", word);
	if (db_next(r))
		n = db_int(r, 0);
	ended(r);
	return n;
}

/* Numbers are not counted; how they look tells enough: a month, a year, a code, a serial. */
static int64_t uses_of_number(struct str w)
{
	bool year = w.n == 4 && (str_starts(w, STR("19")) || str_starts(w, STR("20")));

	return w.n <= 2 || year ? 100000 : w.n == 3 ? 10000 : 10;
}

/* ---- words ---- */

static int roman_of(struct str w)
{
	for (int m = 1; m <= 12; m++)
		if (str_eq_nocase(w, str_c(month_roman(m))))
			return m;
	return 0;
}

static void add(struct parts *p, struct buf *expr, int64_t uses)
{
	p->v[p->n++] = (struct part){buf_keep(expr, p->a), uses};
}

/* The index has no prefixes: a half typed word stands for the words it may become. */
static void add_started(struct parts *p, struct str w)
{
	struct str from = utf8_fold(p->a, w);
	struct buf b = BUF_MAX(4096);
	int64_t uses = uses_of(p, from);
	struct db_rows *r = db_run(p->c, Q_find_completions);

	db_bind_str(r, "from", from);
	db_bind_str(r, "to", arena_fmt(p->a, STR_FMT "\xf4\x8f\xbf\xbf", STR_ARG(from)));
	db_bind_int(r, "limit", COMPLETIONS);
	buf_fmt(&b, "(\"" STR_FMT "\"", STR_ARG(w));
	while (db_next(r)) {
		struct str whole = db_str(r, 0, p->a);

		if (!str_eq(whole, from)) {
			buf_fmt(&b, " OR \"" STR_FMT "\"", STR_ARG(whole));
			uses += db_int(r, 1);
		}
	}
	ended(r);
	BUF_ADD(&b, ")");
	add(p, &b, uses);
}

/* A month is written in Roman or in digits, a year in two digits or in four. */
static void add_word(struct parts *p, struct str w, bool last)
{
	struct buf b = BUF_MAX(4096);
	int64_t v;
	bool number = str_to_int(w, &v);
	int month = roman_of(w);

	if (number && v >= 1 && v <= 12)
		buf_fmt(&b, "(\"%.*s\" OR \"%s\")", STR_ARG(w), month_roman((int)v));
	else if (month)
		buf_fmt(&b, "(\"%.*s\" OR \"%d\")", STR_ARG(w), month);
	else if (number && w.n == 2)
		buf_fmt(&b, "(\"%.*s\" OR \"20%.*s\")", STR_ARG(w), STR_ARG(w));
	else if (!number && last && w.n > 1) {
		add_started(p, w);
		return;
	} else
		buf_fmt(&b, "\"%.*s\"", STR_ARG(w));
	add(p, &b, month ? 100000 : number ? uses_of_number(w)
					   : uses_of(p, utf8_fold(p->a, w)));
}

/* ---- facets ---- */

static void add_facet(struct parts *p, const char *facet)
{
	struct buf b = BUF_MAX(4096);

	buf_fmt(&b, "\"%s\"", facet);
	add(p, &b, uses_of(p, str_c(facet)));
}

/* Any of the facets, or of those of his posts. */
static void add_his(struct parts *p, const struct actor *who, const char *const *facets)
{
	struct buf b = BUF_MAX(4096);
	int64_t uses = 0;

	BUF_ADD(&b, "(" NEVER);
	for (; *facets; facets++) {
		buf_fmt(&b, " OR \"%s\"", *facets);
		uses += uses_of(p, str_c(*facets));
	}
	for (size_t i = 0; i < who->posts_n; i++) {
		struct str post = arena_fmt(p->a, WORDS_FACET "p%lld",
					    (long long)who->posts[i].position_id);

		buf_fmt(&b, " OR \"" STR_FMT "\"", STR_ARG(post));
		uses += uses_of(p, post);
	}
	BUF_ADD(&b, ")");
	add(p, &b, uses);
}

/* Any of the codes. */
static void add_codes(struct parts *p)
{
	struct buf b = BUF_MAX(32768);
	int64_t uses = 0;

	BUF_ADD(&b, "(" NEVER);
	for (size_t i = 0; i < p->codes_n; i++) {
		struct buf word = BUF_MAX(256);

		words_class(&word, p->codes[i]);
		struct str facet = buf_keep(&word, p->a);

		buf_fmt(&b, " OR \"" STR_FMT "\"", STR_ARG(facet));
		uses += uses_of(p, facet);
	}
	BUF_ADD(&b, ")");
	add(p, &b, uses);
}

static void add_asked(struct parts *p, const struct svc_find *in)
{
	if (in->direction.n)
		add_facet(p, str_eqc(in->direction, "in") ? WORDS_FACET "in"
							  : WORDS_FACET "out");
	if (p->codes_n)
		add_codes(p);
}

/* ---- the whole ---- */

/* The rarest first.  ANDs in a row would be walked as one; an OR between them, with what no
 * letter has, lets the next part be asked only where those before it agree. */
static struct str in_turn(struct parts *p)
{
	struct str all;

	for (size_t i = 1; i < p->n; i++)
		for (size_t k = i; k && p->v[k].uses < p->v[k - 1].uses; k--) {
			struct part t = p->v[k];

			p->v[k] = p->v[k - 1];
			p->v[k - 1] = t;
		}
	all = p->v[0].expr;
	for (size_t i = 1; i < p->n; i++)
		all = arena_fmt(p->a, "((" STR_FMT " AND " STR_FMT ") OR " NEVER ")",
				STR_ARG(all), STR_ARG(p->v[i].expr));
	return all;
}

/* Of letters whose register line alone is for everybody. */
static struct str in_lines(struct parts p, const struct svc_find *in)
{
	for (size_t i = 0; i < p.n; i++)
		p.v[i].expr = arena_fmt(p.a, LINE "(" STR_FMT ")", STR_ARG(p.v[i].expr));
	add_facet(&p, WORDS_FACET "line");
	add_asked(&p, in);
	return in_turn(&p);
}

struct str svc_find_match(struct db_conn *c, struct arena *a, const struct actor *who,
			  const struct svc_find *in, const struct str *codes, size_t codes_n)
{
	static const char *const searched[] = {WORDS_FACET "open", NULL};
	static const char *const shown[] = {WORDS_FACET "open", WORDS_FACET "line", NULL};
	struct str text = arena_fmt(a, STR_FMT " " STR_FMT, STR_ARG(in->q), STR_ARG(in->sender));
	struct parts p = {.c = c, .a = a, .codes = codes, .codes_n = codes_n}, all;
	struct str words[TERMS_MAX], lines;
	size_t n = split(text, words);

	if (!n && str_trim(text).n)
		return (struct str){NULL, 0};
	for (size_t i = 0; i < n; i++)
		add_word(&p, words[i], i + 1 == n);
	all = p;
	add_his(&all, who, n ? searched : shown);
	add_asked(&all, in);
	if (!n || !uses_of(&p, STR(WORDS_FACET "line")) || str_eqc(in->direction, "in"))
		return in_turn(&all);
	lines = in_lines(p, in);
	return arena_fmt(a, "(" STR_FMT " OR " STR_FMT ")", STR_ARG(in_turn(&all)),
			 STR_ARG(lines));
}
