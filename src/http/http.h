/* http.h - requests in, responses out; everything of the protocol stays below this line.
 *
 * GUARD   before a handler runs: framing (one Content-Length, no mix with chunked, one
 *         Host, no %00 or control byte), sizes, method, route, the application's admit
 *         hook (session), CSRF.  docs/security.md names each finding behind it.
 * SHAPE   text is bytes as sent; typed fields go through utf8_clean() in the doors.
 * OWNER   a request and all it points to live as long as its arena, until the handler
 *         returns.  Uploaded files are spooled in a private folder and unlinked then.
 * THREAD  handlers run on a pool of four; each request stays on one thread.
 * SOURCE  RFC 9110, 9112, 7578, 9457; docs/adr/0001-http-library.md
 */
#ifndef HTTP_H
#define HTTP_H
#include "buf.h"
#include "err.h"
#include "flow.h"

enum http_method { HTTP_GET, HTTP_POST, HTTP_PUT, HTTP_DELETE, HTTP_METHODS };

enum http_flag {
	HTTP_CSRF   = 1 << 0, /* every POST of a page                       */
	HTTP_UPLOAD = 1 << 1, /* takes files, up to HTTP_UPLOAD_MAX a body   */
	HTTP_API    = 1 << 2, /* JSON door: bearer token, problem+json       */
	HTTP_OPEN   = 1 << 3  /* no account needed                           */
};
#define HTTP_FORM_MAX   (256u << 10)
#define HTTP_JSON_MAX   (1u << 20)
#define HTTP_UPLOAD_MAX (256u << 20)
#define HTTP_GUEST_MAX  (21u << 20) /* where files come without a session */
#define HTTP_ARGS_MAX   4

struct http_req;
struct http_res;
struct http_stream;
typedef void http_handler(void *app, struct http_req *, struct http_res *);

struct http_route {
	enum http_method method;
	const char      *path; /* "/surat/{id}/periksa": {x} takes one segment */
	enum flow_act    act;  /* what act the route is; flow decides the right */
	http_handler    *handler;
	unsigned         flags;
};

struct http_param {
	struct str name, value;
};
struct http_file {
	struct str  field, name;
	const char *path; /* spooled */
	int64_t     size;
};

struct http_req {
	struct arena            *arena;
	enum http_method         method;
	bool                     head;
	struct str               path;
	const struct http_route *route;
	struct str               args[HTTP_ARGS_MAX]; /* the {x} of the route */
	const struct http_param *params;              /* query, then body     */
	size_t                   params_n;
	const struct http_file  *files;
	size_t                   files_n;
	struct str               body;    /* JSON bodies, raw */
	bool                     tls;
	struct str               peer;    /* address of the client, no port */
	/* set by the application's admit hook */
	const void *session;
	struct str  csrf;
	bool        csrf_free; /* a bearer token was used: no cookie, no CSRF */
	int         again;     /* how often this request was asked before, see later_ms */
	void       *conn;      /* adapter's own */
};

struct http_header {
	struct str name, value;
};
struct http_res {
	int                status; /* 200 */
	const char        *type;   /* text/html; charset=utf-8 */
	struct buf         body;
	struct str         lasting; /* in place of body: bytes that outlive the server */
	struct http_header headers[12];
	size_t             headers_n;
	bool               cache;     /* static: may be kept for a year */
	/* GET alone: not ready; the request sleeps without a thread and the handler is asked
	 * again after so many ms.  The rest of *res is the answer should the house close. */
	int                later_ms;
	struct http_stream *stream; /* http_stream.h: in place of a body */
};

/* First value of that name, query first; {NULL,0} when absent. */
struct str http_get(const struct http_req *, const char *name);
/* The next value of that name after index *i (start at 0); false at the end. */
bool       http_each(const struct http_req *, const char *name, size_t *i, struct str *out);
bool       http_on(const struct http_req *, const char *name); /* a ticked box */
int64_t    http_arg_int(const struct http_req *, size_t i);    /* -1: not a number */
int64_t    http_get_int(const struct http_req *, const char *name); /* 0: absent or none */
struct str http_header(const struct http_req *, const char *name);
struct str http_cookie(const struct http_req *, const char *name);

void http_res_header(struct http_res *, struct arena *, const char *name, struct str value);
void http_redirect(struct http_res *, struct arena *, struct str path); /* 303 */
void http_set_cookie(const struct http_req *, struct http_res *, const char *name,
                     struct str value, int64_t max_age_s); /* 0 or less: forget it */
/* Content-Disposition by RFC 6266; inline for what a page shows. */
void http_named(struct http_res *, struct arena *, bool inline_, struct str file_name);
/* application/problem+json by RFC 9457; `version` > 0 is added on a stale write. */
void http_problem(struct http_res *, const struct fail *, int64_t version);

struct http_app {
	void *ctx;
	/* Finds the session.  false: *res is the answer (log-in page, 401). */
	bool (*admit)(void *ctx, struct http_req *, struct http_res *);
	/* An error page or problem for a refusal below the handlers. */
	void (*refuse)(void *ctx, struct http_req *, struct http_res *, const struct fail *);
};

struct http_options {
	const char              *listen; /* "127.0.0.1:8017"; port 0: any */
	const char              *cert, *key; /* PEM files; obligatory off loopback,
	                                       * see http_cert.h */
	const char              *spool;  /* folder for uploads, 0700 */
	const char              *many;   /* fields that may come twice, blanks between */
	const struct http_route *routes;
	size_t                   routes_n;
	struct http_app          app;
};
struct http_server;
enum err http_start(struct http_server **, const struct http_options *, struct fail *) MUST_CHECK;
int      http_port(const struct http_server *);
void     http_stop(struct http_server *); /* lets running requests end */

struct http_counts {
	int64_t requests, errors_4xx, errors_5xx, slow_cut, streams /* open now */;
};
struct http_counts http_counts(const struct http_server *);

/* Is the address of "ADDR:PORT" a loopback one? */
bool http_loopback(const char *listen);

/* route.c: the table walked by segments; ERR_NOTFOUND, or ERR_SYNTAX "method". */
const struct http_route *http_route_find(const struct http_route *, size_t n, enum http_method,
                                         struct str path, struct str args[HTTP_ARGS_MAX],
                                         bool *other_method);
#endif
