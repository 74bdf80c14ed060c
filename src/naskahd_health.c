#include "naskahd.h"
#include "fs.h"

#define FLOOR_BYTES (64ll << 20)

static void say(struct http_res *res, int status, const char *text)
{
	res->status = status;
	res->type = "text/plain; charset=utf-8";
	buf_add(&res->body, str_c(text));
}

static void healthz(void *app, struct http_req *req, struct http_res *res)
{
	(void)app;
	(void)req;
	say(res, 200, "ok\n");
}

static void readyz(void *app, struct http_req *req, struct http_res *res)
{
	struct svc *s = ((struct svc_door *)app)->svc;
	int64_t room = fs_free_bytes(s->dir), id;
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_person_exists);
	struct fail f;
	enum err e;

	(void)req;
	db_bind_int(r, "id", 0);
	e = db_one_int(r, &id, NULL, &f);
	db_read_end(s->db, c);
	if (e)
		say(res, 503, "database\n");
	else if (room >= 0 && room < FLOOR_BYTES)
		say(res, 503, "disk-full\n");
	else
		say(res, 200, "ready\n");
}

static void metric(struct buf *b, const char *name, const char *kind, int64_t value)
{
	buf_fmt(b, "# TYPE %s %s\n%s %lld\n", name, kind, name, (long long)value);
}

static void metrics(void *app, struct http_req *req, struct http_res *res)
{
	struct svc *s = ((struct svc_door *)app)->svc;
	struct http_counts n = {0};

	if (!str_eqc(req->peer, "127.0.0.1") && !str_eqc(req->peer, "::1")) {
		say(res, 404, "not found\n");
		return;
	}
	if (s->server)
		n = http_counts(s->server);
	res->type = "text/plain; version=0.0.4; charset=utf-8";
	metric(&res->body, "naskah_http_requests_total", "counter", n.requests);
	metric(&res->body, "naskah_http_errors_4xx_total", "counter", n.errors_4xx);
	metric(&res->body, "naskah_http_errors_5xx_total", "counter", n.errors_5xx);
	metric(&res->body, "naskah_http_slow_cut_total", "counter", n.slow_cut);
	metric(&res->body, "naskah_http_streams", "gauge", n.streams);
	metric(&res->body, "naskah_disk_free_bytes", "gauge", fs_free_bytes(s->dir));
	metric(&res->body, "naskah_demo", "gauge", s->demo);
}

const struct http_route *health_routes(size_t *n)
{
	static const struct http_route routes[] = {
		{HTTP_GET, "/healthz", ACT_PUBLIC, healthz, HTTP_OPEN},
		{HTTP_GET, "/readyz", ACT_PUBLIC, readyz, HTTP_OPEN},
		{HTTP_GET, "/metrics", ACT_PUBLIC, metrics, HTTP_OPEN},
	};

	*n = sizeof(routes) / sizeof(routes[0]);
	return routes;
}
