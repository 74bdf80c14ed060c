#include "fs.h"
#include "http_accept.h"
#include "http_conn.h"
#include "http_guard.h"
#include "http_later.h"
#include "http_pace.h"
#include "http_streams.h"
#include "log.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* Handlers wait for the writer's COMMIT, so the pool is as wide as a group of acts may
 * be: 32 waiting requests become one fsync. */
#define POOL           32
#define FD_RESERVE     128
#define HEADERS_MAX    100

struct http_server {
	struct http_options opt;
	struct MHD_Daemon  *daemon;
	struct arena       *arena;
	int                 port;
	bool                tls;
	atomic_llong        requests, e4, e5;
	struct http_pace   *pace;
	struct http_later  *later;
	struct http_accept *accept;
	struct http_streams *streams;
};

struct http_counts http_counts(const struct http_server *s)
{
	struct http_server *w = (struct http_server *)(uintptr_t)s;

	return (struct http_counts){ atomic_load(&w->requests), atomic_load(&w->e4),
		                     atomic_load(&w->e5), http_pace_cut(w->pace),
		                     http_streams_open(w->streams) };
}

struct str http_header(const struct http_req *q, const char *name)
{
	const struct conn *c =
		(const void *)((const char *)q - offsetof(struct conn, req));

	for (size_t i = 0; i < c->headers_n; i++)
		if (str_eq_nocase(c->headers[i].name, str_c(name)))
			return c->headers[i].value;
	return (struct str){ 0 };
}

struct str http_cookie(const struct http_req *q, const char *name)
{
	struct str all = http_header(q, "Cookie"), one;
	struct str want = arena_fmt(q->arena, "%s%s=", q->tls ? "__Host-" : "", name);

	while (str_cut(&all, ';', &one)) {
		one = str_trim(one);
		if (str_starts(one, want))
			return str_from(one, want.n);
	}
	return (struct str){ 0 };
}

/* ---- the answer ---- */

/* What a browser may do with the answer.  Styles, scripts and PDFs are not confined: the
 * policy of a worker is that of its script, and viewers of PDF run inside the page. */
static const char *policy(const char *type)
{
	if (strncmp(type, "text/html", 9) == 0)
		return "default-src 'none'; style-src 'self'; img-src 'self' data:; "
		       "font-src 'self'; script-src 'self'; connect-src 'self'; "
		       "worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
		       "base-uri 'none'";
	if (strncmp(type, "image/", 6) == 0)
		return "default-src 'none'; sandbox; frame-ancestors 'none'";
	return "frame-ancestors 'none'";
}

static void secure(struct MHD_Response *r, const struct conn *c, const char *type)
{
	const struct http_header all[] = {
		{ STR("Content-Security-Policy"), str_c(policy(type)) },
		{ STR("X-Content-Type-Options"), STR("nosniff") },
		/* with no-referrer a browser would send forms with "Origin: null" */
		{ STR("Referrer-Policy"), STR("same-origin") },
		{ STR("Cross-Origin-Opener-Policy"), STR("same-origin") },
		{ STR("Cross-Origin-Resource-Policy"), STR("same-origin") },
		{ STR("Permissions-Policy"),
		  STR("camera=(), geolocation=(), microphone=(), payment=(), usb=()") },
		{ STR("Cache-Control"), c->res.cache ? STR("public, max-age=31536000, immutable")
		                                     : STR("no-store") },
		{ STR("Strict-Transport-Security"), STR("max-age=31536000") },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all - !c->server->tls; i++)
		(void)MHD_add_response_header(r, all[i].name.p, all[i].value.p);
}

static struct MHD_Response *reply_of(struct conn *c)
{
	struct http_res *res = &c->res;
	struct http_stream *stream = res->stream;

	res->stream = NULL;
	if (stream)
		return http_stream_reply(stream, c->mhd);
	if (res->body.broken) {
		res->status = 500;
		log_line(LOG_L_ERR, "http", "reply over its limit path=%.*s", STR_ARG(c->req.path));
	}
	struct str lasting = res->body.p ? (struct str){ 0 } : res->lasting;
	struct MHD_Response *r = MHD_create_response_from_buffer(
		lasting.n ? lasting.n : res->body.n,
		(void *)(uintptr_t)(res->body.p ? res->body.p : lasting.n ? lasting.p : ""),
		res->body.p ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT);

	if (r)
		res->body = (struct buf){ 0 };
	return r;
}

static enum MHD_Result answer(struct conn *c, bool close_after)
{
	struct http_res *res = &c->res;
	const char *type = res->type ? res->type : "text/html; charset=utf-8";
	bool stream = res->stream != NULL;
	struct MHD_Response *r = reply_of(c);

	if (!r)
		return MHD_NO;
	(void)MHD_add_response_header(r, "Content-Type", type);
	secure(r, c, type);
	for (size_t i = 0; i < res->headers_n; i++)
		(void)MHD_add_response_header(r, res->headers[i].name.p, res->headers[i].value.p);
	if (close_after || stream)
		(void)MHD_add_response_header(r, "Connection", "close");
	atomic_fetch_add(&c->server->requests, 1);
	if (res->status >= 500)
		atomic_fetch_add(&c->server->e5, 1);
	else if (res->status >= 400)
		atomic_fetch_add(&c->server->e4, 1);
	http_pace_phase(c->mhd, stream ? PACE_WORK : PACE_REPLY);
	enum MHD_Result ok = MHD_queue_response(c->mhd, (unsigned)res->status, r);

	MHD_destroy_response(r);
	return ok;
}

static void refuse(struct conn *c, enum http_why why)
{
	http_refuse(&c->server->opt.app, &c->req, &c->res, why, c->fields.fault);
	c->answered = true;
}

/* ---- a request comes in ---- */

/* The library hides two things, which only the places in its buffer show: it hangs a folded
 * line at the *name* of its header, in new memory, and it ends a value at a NUL.  A header
 * stands whole behind the one before it, with line ends and blanks between, or is odd. */
static bool odd(const char *seam, const char *key, size_t key_n, const char *value)
{
	if (key < seam || (value && value <= key + key_n))
		return true;
	for (; seam && seam < key; seam++)
		if (*seam && *seam != ' ' && *seam != '\t')
			return true;
	return false;
}

static enum MHD_Result keep_header(void *arg, enum MHD_ValueKind kind, const char *key,
                                   size_t key_n, const char *value, size_t value_n)
{
	struct conn *c = arg;

	(void)kind;
	c->headers_why = c->headers_n == HEADERS_MAX ? WHY_HEADERS :
	                 odd(c->seam, key, key_n, value) ? WHY_FRAMING : WHY_NOT;
	if (c->headers_why)
		return MHD_NO;
	c->seam = value ? value + value_n : key + key_n;
	c->headers[c->headers_n++] = (struct http_header){
		arena_dup(c->req.arena, (struct str){ key, key_n }),
		arena_dup(c->req.arena, str_trim((struct str){ value ? value : "", value ? value_n : 0 })),
	};
	return MHD_YES;
}

static struct str query_of(struct str uri)
{
	return str_from(uri, str_find(uri, STR("?")) + 1);
}

static struct str peer_of(struct conn *c)
{
	const union MHD_ConnectionInfo *i =
		MHD_get_connection_info(c->mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	char text[INET6_ADDRSTRLEN] = "";

	if (i && i->client_addr->sa_family == AF_INET)
		(void)inet_ntop(AF_INET,
		                &((const struct sockaddr_in *)(const void *)i->client_addr)->sin_addr,
		                text, sizeof text);
	else if (i && i->client_addr->sa_family == AF_INET6)
		(void)inet_ntop(AF_INET6,
		                &((const struct sockaddr_in6 *)(const void *)i->client_addr)->sin6_addr,
		                text, sizeof text);
	return arena_dup(c->req.arena, str_c(text));
}

static struct http_res blank(void)
{
	return (struct http_res){ .status = 200, .body = BUF_MAX(128u << 20) };
}

/* Headers are complete.  What is refused here closes the connection: the reply is queued
 * at the first call, and what follows on the wire is never read as a request. */
static bool begin(struct conn *c, const char *url, const char *method)
{
	struct http_req *q = &c->req;
	bool other;

	q->arena = arena_open();
	q->path = arena_dup(q->arena, str_c(url));
	q->tls = c->server->tls;
	q->peer = peer_of(c);
	c->res = blank();
	c->headers = ARENA_ARRAY(q->arena, struct http_header, HEADERS_MAX);
	c->fields = (struct http_fields){ .arena = q->arena, .many = c->server->opt.many };
	c->files = ARENA_ARRAY(q->arena, struct http_file, CONN_FILES_MAX);
	q->files = c->files;
	c->file_fd = -1;
	(void)MHD_get_connection_values_n(c->mhd, MHD_HEADER_KIND, keep_header, c);
	enum http_why why = http_guard(str_c(method), c->raw_uri, c->headers, c->headers_n);

	if (c->headers_why)
		why = c->headers_why;
	if (!why)
		why = http_form_read(&c->fields, query_of(c->raw_uri));
	q->params = c->fields.all;
	q->params_n = c->fields.n;
	if (why) {
		refuse(c, why);
		return false;
	}
	q->head = strcmp(method, "HEAD") == 0;
	q->method = method[0] == 'P' ? (method[1] == 'O' ? HTTP_POST : HTTP_PUT)
	                             : method[0] == 'D' ? HTTP_DELETE : HTTP_GET;
	q->route = http_route_find(c->server->opt.routes, c->server->opt.routes_n, q->method,
	                           q->path, q->args, &other);
	if (!q->route) {
		refuse(c, other ? WHY_METHOD : WHY_NO_PAGE);
		return q->method == HTTP_GET;
	}
	if (!c->server->opt.app.admit(c->server->opt.app.ctx, q, &c->res)) {
		c->answered = true;
		return q->method == HTTP_GET;
	}
	if (q->method == HTTP_GET)
		return true;
	if ((q->route->flags & HTTP_CSRF) && !q->csrf_free &&
	    !http_from_here(http_header(q, "Sec-Fetch-Site"), http_header(q, "Origin"),
	                    http_header(q, "Host"), q->tls))
		why = WHY_ORIGIN;
	if (!why)
		why = http_body_begin(c, c->server->opt.spool);
	if (!why && http_guard_length(c->headers, c->headers_n) > (int64_t)c->limit)
		why = WHY_TOO_LARGE;
	if (why)
		refuse(c, why);
	return !why;
}

static bool same_bytes(struct str a, struct str b)
{
	unsigned char d = (unsigned char)(a.n != b.n);

	for (size_t i = 0; i < a.n && i < b.n; i++)
		d |= (unsigned char)(a.p[i] ^ b.p[i]);
	return d == 0 && b.n;
}

static bool csrf_ok(const struct conn *c)
{
	const struct http_req *q = &c->req;
	struct str token = http_get(q, "_csrf");

	if (!(q->route->flags & HTTP_CSRF) || q->csrf_free)
		return true;
	if (!token.n)
		token = http_header(q, "X-CSRF");
	return same_bytes(token, q->csrf);
}

static void run(struct conn *c)
{
	if (c->req.method != HTTP_GET)
		http_body_end(c);
	if (c->body_why)
		refuse(c, c->body_why);
	else if (!csrf_ok(c))
		refuse(c, WHY_CSRF);
	else
		c->req.route->handler(c->server->opt.app.ctx, &c->req, &c->res);
}

/* The connection sleeps, and the handler will find a blank reply. */
static bool later(struct conn *c)
{
	int ms = c->res.later_ms;

	if (ms <= 0 || c->answered || c->req.method != HTTP_GET)
		return false;
	if (!http_later_sleep(c->server->later, c->mhd, ms))
		return false;
	c->req.again++; /* it is woken on this thread, which is here */
	buf_free(&c->res.body);
	c->res = blank();
	return true;
}

static enum MHD_Result handle(void *arg, struct MHD_Connection *m, const char *url,
                              const char *method, const char *version, const char *data,
                              size_t *n, void **con_cls)
{
	struct conn *c = *con_cls;

	(void)arg;
	(void)version;
	if (!c)
		return MHD_NO;
	if (!c->begun) {
		c->begun = true;
		c->mhd = m;
		http_pace_phase(m, PACE_WORK);
		if (!begin(c, url, method))
			return answer(c, true);
		http_pace_phase(m, PACE_BODY);
		return MHD_YES;
	}
	if (*n) {
		if (!c->answered)
			http_body_more(c, data, *n);
		*n = 0;
		return MHD_YES;
	}
	http_pace_phase(m, PACE_WORK);
	if (!c->answered)
		run(c);
	return later(c) ? MHD_YES : answer(c, false);
}

static void *uri_seen(void *arg, const char *uri, struct MHD_Connection *m)
{
	struct conn *c = calloc(1, sizeof *c);
	size_t n = strnlen(uri, GUARD_URI_MAX + 1);
	char *copy = malloc(n + 1), *query = strchr(uri, '?');

	(void)m;
	if (!c || !copy)
		abort();
	memcpy(copy, uri, n);
	copy[n] = '\0';
	c->server = arg;
	c->streams = c->server->streams;
	c->raw_uri = (struct str){ copy, n };
	/* the library's own buffer, before it is parsed: some 400 fields exhaust the
	 * library's memory and leave the client without an answer, so it sees none */
	if (query)
		query[1] = '\0';
	return c;
}

static void completed(void *arg, struct MHD_Connection *m, void **con_cls,
                      enum MHD_RequestTerminationCode why)
{
	struct conn *c = *con_cls;

	(void)arg;
	(void)why;
	http_pace_phase(m, PACE_HEAD);
	if (!c)
		return;
	http_body_drop(c);
	if (c->res.stream)
		http_stream_drop(c->res.stream);
	buf_free(&c->res.body);
	arena_close(c->req.arena);
	free((char *)(uintptr_t)c->raw_uri.p);
	free(c);
	*con_cls = NULL;
}

/* ---- start and stop ---- */

static bool address_of(const char *listen, struct sockaddr_storage *out)
{
	const char *colon = strrchr(listen, ':');
	char host[64];
	int64_t port;
	struct sockaddr_in *v4 = (struct sockaddr_in *)(void *)out;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)(void *)out;

	memset(out, 0, sizeof *out);
	if (!colon || !str_to_int(str_c(colon + 1), &port) || port < 0 || port > 65535)
		return false;
	size_t n = (size_t)(colon - listen);

	if (n >= sizeof host)
		return false;
	bool bracket = n > 1 && listen[0] == '[' && colon[-1] == ']';

	memcpy(host, listen + bracket, n - 2 * bracket);
	host[n - 2 * bracket] = '\0';
	if (inet_pton(AF_INET, host, &v4->sin_addr) == 1) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons((uint16_t)port);
		return true;
	}
	if (inet_pton(AF_INET6, host, &v6->sin6_addr) == 1) {
		v6->sin6_family = AF_INET6;
		v6->sin6_port = htons((uint16_t)port);
		return true;
	}
	return false;
}

bool http_loopback(const char *listen)
{
	struct sockaddr_storage a;

	if (!address_of(listen, &a))
		return false;
	if (a.ss_family == AF_INET)
		return (ntohl(((struct sockaddr_in *)(void *)&a)->sin_addr.s_addr) >> 24) == 127;
	return IN6_IS_ADDR_LOOPBACK(&((struct sockaddr_in6 *)(void *)&a)->sin6_addr);
}

static unsigned connection_limit(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) || r.rlim_cur < 2 * FD_RESERVE)
		return 64;
	return (unsigned)(r.rlim_cur > 16384 ? 16384 : r.rlim_cur) - FD_RESERVE;
}

static enum err tls_pair(struct http_server *s, struct MHD_OptionItem *o, struct fail *f)
{
	struct str cert, key;
	enum err e;

	if (!s->opt.cert || !s->opt.key)
		return FAIL(f, ERR_INVALID, "no-cert", NULL,
		            "Alamat %s bukan loopback: sertifikat TLS perlu --cert dan --key, keduanya.",
		            s->opt.listen);
	if ((e = fs_read(s->arena, s->opt.cert, 1 << 20, &cert, f)) ||
	    (e = fs_read(s->arena, s->opt.key, 1 << 20, &key, f)))
		return e;
	o[0] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_MEM_CERT, 0,
		                        (void *)(uintptr_t)arena_cstr(s->arena, cert) };
	o[1] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_MEM_KEY, 0,
		                        (void *)(uintptr_t)arena_cstr(s->arena, key) };
	o[2] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_PRIORITIES, 0,
		(void *)(uintptr_t) "SECURE128:-VERS-ALL:+VERS-TLS1.3" };
	return ERR_OK;
}

static void quiet_log(void *arg, const char *fmt, va_list ap)
{
	(void)arg;
	(void)fmt;
	(void)ap;
}

static enum err listen_on(struct http_server *s, struct fail *f)
{
	struct sockaddr_storage addr;
	struct MHD_OptionItem tls[4] = { { MHD_OPTION_END, 0, NULL } };
	unsigned flags = MHD_USE_EPOLL | MHD_USE_INTERNAL_POLLING_THREAD |
	                 MHD_USE_ERROR_LOG | MHD_ALLOW_SUSPEND_RESUME |
	                 MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC;
	enum err e;

	if (!address_of(s->opt.listen, &addr))
		return FAIL(f, ERR_INVALID, "bad-address", NULL,
		            "Alamat %s tidak terbaca; tulis seperti 127.0.0.1:8017.", s->opt.listen);
	s->tls = !http_loopback(s->opt.listen);
	if (s->tls) {
		flags |= MHD_USE_TLS;
		if ((e = tls_pair(s, tls, f)))
			return e;
		tls[3] = (struct MHD_OptionItem){ MHD_OPTION_END, 0, NULL };
	}
	if ((e = http_accept_open(&s->accept, &addr, s->opt.listen, &s->port, f)))
		return e;
	s->daemon = MHD_start_daemon(flags, 0, NULL, NULL, handle, s,
		MHD_OPTION_EXTERNAL_LOGGER, quiet_log, s,
		MHD_OPTION_THREAD_POOL_SIZE, (unsigned)POOL,
		MHD_OPTION_CONNECTION_LIMIT, connection_limit(),
		MHD_OPTION_CONNECTION_TIMEOUT, 30u,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)(32u << 10),
		MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_URI_LOG_CALLBACK, uri_seen, s,
		MHD_OPTION_NOTIFY_COMPLETED, completed, s,
		MHD_OPTION_NOTIFY_CONNECTION, http_pace_connection, s->pace,
		MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
	if (!s->daemon) {
		http_accept_stop(s->accept);
		return FAIL(f, ERR_IO, "http", NULL,
		            "Layanan HTTP tidak dapat dimulai; periksa memori dan sertifikatnya.");
	}
	http_accept_start(s->accept, s->daemon);
	return ERR_OK;
}

enum err http_start(struct http_server **out, const struct http_options *o, struct fail *f)
{
	struct http_server *s = calloc(1, sizeof *s);
	enum err e;

	*out = NULL;
	if (!s)
		abort();
	s->opt = *o;
	s->arena = arena_open();
	s->pace = http_pace_start();
	s->later = http_later_start();
	s->streams = http_streams_start(connection_limit() / 2);
	if (!(e = http_spool_open(s->arena, o->spool, f)) && !(e = listen_on(s, f))) {
		*out = s;
		return ERR_OK;
	}
	http_streams_stop(s->streams);
	http_streams_free(s->streams);
	http_later_stop(s->later);
	http_later_free(s->later);
	http_pace_stop(s->pace);
	arena_close(s->arena);
	free(s);
	return e;
}

int http_port(const struct http_server *s)
{
	return s->port;
}

void http_stop(struct http_server *s)
{
	if (!s)
		return;
	http_accept_stop(s->accept);
	http_later_stop(s->later);
	http_streams_stop(s->streams);
	MHD_stop_daemon(s->daemon);
	http_later_free(s->later);
	http_streams_free(s->streams);
	http_pace_stop(s->pace);
	arena_close(s->arena);
	free(s);
}
