/* err.h - how every fallible function reports failure.
 *
 * SHAPE  enum err says what the *caller can do about it* and maps to HTTP status and
 *        exit code in one table (err.c).  struct fail says what happened: `word` is
 *        the stable machine word (problem+json "code"), `text` one Indonesian
 *        sentence that says what, where and what to do.
 * RULE   ERR_OK is 0.  Whoever *detects* the failure fills *f; everybody above passes
 *        it up unchanged, or translates it once at a layer boundary.  No secrets, no
 *        content of letters in text.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H
#include <stdarg.h>

#define MUST_CHECK __attribute__((warn_unused_result))

enum err {
	ERR_OK = 0,
	ERR_SYNTAX,    /* 400  the request or file cannot be read at all             */
	ERR_AUTH,      /* 401  log in first                                          */
	ERR_DENIED,    /* 403  not yours to do                                       */
	ERR_NOTFOUND,  /* 404  is not there, or not for you                          */
	ERR_CONFLICT,  /* 409  the act does not fit the state it is in               */
	ERR_STALE,     /* 412  somebody else changed it first; reload                */
	ERR_LIMIT,     /* 413  over a stated size or count                           */
	ERR_TYPE,      /* 415  a kind of content that is not taken                   */
	ERR_INVALID,   /* 422  input broke a stated rule; field names it             */
	ERR_NOVERSION, /* 428  If-Match is missing                                   */
	ERR_PACE,      /* 429  too many tries; wait                                  */
	ERR_BUSY,      /* 503  queue or lock; safe to retry as is                    */
	ERR_FULL,      /* 507  no room on disk; reading goes on                      */
	ERR_IO,        /* 500  disk, database, library: the operator must look       */
	ERR__COUNT
};

struct fail {
	enum err    code;
	const char *where; /* function, static string                               */
	const char *word;  /* machine word, static string, e.g. "stale-version"     */
	const char *field; /* input field, as long-lived as the input, or NULL      */
	char        text[320];
};

/* Fills *f (which may be NULL) and returns code. */
enum err fail_set(struct fail *, enum err code, const char *where, const char *word,
                  const char *field, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));

#define FAIL(f, code, word, field, ...) \
	fail_set((f), (code), __func__, (word), (field), __VA_ARGS__)

int err_http_status(enum err);

/* 0 done, 1 refused, 2 usage, 3 system trouble (design 5.2). */
int err_exit_code(enum err);
#endif
