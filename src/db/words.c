#include "words.h"
#include "buf.h"
#include <libstemmer.h>
#include <sqlite3.h>
#include <stdlib.h>

struct words {
	fts5_tokenizer      base;
	Fts5Tokenizer      *inner;
	struct sb_stemmer  *stemmer;
	struct seen        *seen;
};

struct words_make { /* what a tokenizer is made from */
	fts5_api    *api;
	struct seen *seen;
};

struct pass {
	struct words *w;
	struct seen  *seen; /* NULL unless a document is indexed */
	void         *ctx;
	int (*token)(void *, int, const char *, int, int, int);
};

static void words_free(Fts5Tokenizer *t)
{
	struct words *w = (struct words *)(void *)t;

	if (!w)
		return;
	if (w->inner)
		w->base.xDelete(w->inner);
	if (w->stemmer)
		sb_stemmer_delete(w->stemmer);
	free(w);
}

static int words_new(void *make_, const char **args, int n, Fts5Tokenizer **out)
{
	const struct words_make *make = make_;
	fts5_api *api = make->api;
	struct words *w = calloc(1, sizeof *w);
	void *user;

	*out = NULL;
	if (!w)
		return SQLITE_NOMEM;
	int rc = api->xFindTokenizer(api, "unicode61", &user, &w->base);

	if (rc == SQLITE_OK)
		rc = w->base.xCreate(user, args, n, &w->inner);
	w->stemmer = sb_stemmer_new("indonesian", "UTF_8");
	w->seen = make->seen;
	if (rc == SQLITE_OK && !w->stemmer)
		rc = SQLITE_ERROR;
	if (rc != SQLITE_OK) {
		words_free((Fts5Tokenizer *)(void *)w);
		return rc;
	}
	*out = (Fts5Tokenizer *)(void *)w;
	return SQLITE_OK;
}

static bool all(const char *p, int n, char from, char to)
{
	for (int i = 0; i < n; i++)
		if (p[i] < from || p[i] > to)
			return false;
	return n > 0;
}

static int each_token(void *arg, int flags, const char *p, int n, int start, int end)
{
	struct pass *s = arg;

	if (all(p, n, '0', '9')) {
		while (n > 1 && *p == '0') {
			p++;
			n--;
		}
	} else if (s->seen) {
		seen_add(s->seen, (struct str){ p, (size_t)n });
	}
	if (n > 3 && all(p, n, 'a', 'z')) {
		const sb_symbol *stem = sb_stemmer_stem(s->w->stemmer, (const sb_symbol *)p, n);

		if (stem && sb_stemmer_length(s->w->stemmer) > 1) {
			p = (const char *)stem;
			n = sb_stemmer_length(s->w->stemmer);
		}
	}
	return s->token(s->ctx, flags, p, n, start, end);
}

static int words_run(Fts5Tokenizer *t, void *ctx, int flags, const char *text, int n,
                     int (*token)(void *, int, const char *, int, int, int))
{
	struct words *w = (struct words *)(void *)t;
	struct pass s = { w, (flags & FTS5_TOKENIZE_DOCUMENT) ? w->seen : NULL, ctx, token };

	return w->base.xTokenize(w->inner, &s, flags, text, n, each_token);
}

static void plain_text(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	static const struct {
		const char *entity, *text;
	} E[] = { { "&lt;", "<" }, { "&gt;", ">" }, { "&amp;", "&" }, { "&quot;", "\"" },
		  { "&apos;", "'" } };
	const char *p = (const char *)sqlite3_value_text(argv[0]);
	struct str s = { p, p ? (size_t)sqlite3_value_bytes(argv[0]) : 0 };
	struct buf b = BUF_MAX(8u << 20);
	bool tag = false;

	(void)argc;
	while (s.n) {
		size_t k = 0;

		if (*s.p == '<' || *s.p == '>') {
			tag = *s.p == '<';
			buf_byte(&b, ' ');
		} else if (!tag) {
			while (k < sizeof E / sizeof *E && !str_starts(s, str_c(E[k].entity)))
				k++;
			if (k < sizeof E / sizeof *E) {
				buf_add(&b, str_c(E[k].text));
				s = str_from(s, strlen(E[k].entity));
				continue;
			}
			buf_byte(&b, *s.p);
		}
		s = str_from(s, 1);
	}
	sqlite3_result_text(ctx, b.p ? b.p : "", (int)b.n, SQLITE_TRANSIENT);
	buf_free(&b);
}

/* A code as one word: "800.1" is k800x1. */
void words_class(struct buf *b, struct str code)
{
	BUF_ADD(b, WORDS_FACET "k");
	for (size_t i = 0; i < code.n; i++) {
		char c = code.p[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		             (c >= 'A' && c <= 'Z');

		buf_byte(b, plain ? c : 'x');
	}
}

/* The code and all that it stands under. */
static void facet_class(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	const char *p = (const char *)sqlite3_value_text(argv[0]);
	struct str code = { p, p ? (size_t)sqlite3_value_bytes(argv[0]) : 0 };
	struct buf b = BUF_MAX(8192);

	(void)argc;
	for (size_t i = 1; i <= code.n; i++)
		if (i == code.n || code.p[i] == '.') {
			buf_byte(&b, ' ');
			words_class(&b, str_head(code, i));
		}
	sqlite3_result_text(ctx, b.p ? b.p : "", (int)b.n, SQLITE_TRANSIENT);
	buf_free(&b);
}

static fts5_api *fts_api(sqlite3 *db)
{
	sqlite3_stmt *st = NULL;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL) == SQLITE_OK) {
		(void)sqlite3_bind_pointer(st, 1, (void *)&api, "fts5_api_ptr", NULL);
		(void)sqlite3_step(st);
	}
	(void)sqlite3_finalize(st);
	return api;
}

static bool add_functions(sqlite3 *db)
{
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

	return sqlite3_create_function(db, "plain_text", 1, flags, NULL, plain_text, NULL,
	                               NULL) == SQLITE_OK &&
	       sqlite3_create_function(db, "facet_class", 1, flags, NULL, facet_class, NULL,
	                               NULL) == SQLITE_OK;
}

enum err words_register(struct sqlite3 *db, struct seen *seen, struct fail *f)
{
	fts5_tokenizer t = { words_new, words_free, words_run };
	struct words_make *make = malloc(sizeof *make);
	fts5_api *api = fts_api(db);

	if (!make)
		abort();
	*make = (struct words_make){ api, seen };
	if (!api)
		free(make);
	else if (api->xCreateTokenizer(api, "indonesia", make, &t, free) == SQLITE_OK &&
	         add_functions(db))
		return ERR_OK;
	return FAIL(f, ERR_IO, "fts5", NULL,
	            "SQLite di mesin ini tanpa FTS5; pasang paket libsqlite3-0 Debian.");
}
