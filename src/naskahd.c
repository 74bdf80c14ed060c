/* naskahd - the daemon: settings, the data folder, the doors, and a quiet end. */
#include "naskahd.h"
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include "conf.h"
#include "fs.h"
#include "http_cert.h"
#include "log.h"
#include "rng.h"
#include "svc_alarm.h"
#include "xml.h"
#ifdef HAVE_DB_CONTROL
#include "db_control.h"
#endif
#ifdef HAVE_WEB
#include "web.h"
#endif
#ifdef HAVE_API
#include "api.h"
#endif

static const char usage[] =
	"pakai: naskahd --data DIR [--listen ADDR:PORT] [--cert PEM] [--key PEM] [--share DIR]\n"
	"Melayani satu folder data (naskahd(8)). Tanpa --listen: 127.0.0.1:8017.\n";

static bool admit(void *ctx, struct http_req *req, struct http_res *res)
{
#ifdef HAVE_API
	if (req->route->flags & HTTP_API)
		return api_admit(ctx, req, res);
#endif
#ifdef HAVE_WEB
	return web_admit(ctx, req, res);
#else
	(void)ctx;
	(void)res;
	return (req->route->flags & HTTP_OPEN) != 0;
#endif
}

static void refuse(void *ctx, struct http_req *req, struct http_res *res,
		   const struct fail *f)
{
	bool api = (req->route && (req->route->flags & HTTP_API)) ||
		   str_starts(req->path, STR("/api/"));

#ifdef HAVE_WEB
	if (!api) {
		web_refuse(ctx, req, res, f);
		return;
	}
#endif
	(void)ctx;
	(void)api;
	http_problem(res, f, 0);
}

static size_t add_routes(struct http_route *all, size_t n, const struct http_route *more,
			 size_t more_n)
{
	memcpy(all + n, more, more_n * sizeof(*more));
	return n + more_n;
}

static const struct http_route *all_routes(struct arena *a, size_t *n)
{
	const struct http_route *health, *web = NULL, *api = NULL;
	size_t health_n, web_n = 0, api_n = 0, k = 0;
	struct http_route *all;

	health = health_routes(&health_n);
#ifdef HAVE_WEB
	web = web_routes(&web_n);
#endif
#ifdef HAVE_API
	api = api_routes(&api_n);
#endif
	all = ARENA_ARRAY(a, struct http_route, health_n + web_n + api_n);
	k = add_routes(all, k, health, health_n);
	if (web_n)
		k = add_routes(all, k, web, web_n);
	if (api_n)
		k = add_routes(all, k, api, api_n);
	*n = k;
	return all;
}

/* Options win over the file, whatever their order. */
static enum err settle(struct arena *a, int argc, char **argv, const char **dir,
		       struct conf *c, struct fail *f)
{
	enum err e = ERR_OK;

	*dir = NULL;
	conf_default(c);
	for (int i = 1; i + 1 < argc; i += 2)
		if (strcmp(argv[i], "--data") == 0)
			*dir = argv[i + 1];
	if (!*dir || argc % 2 == 0)
		return FAIL(f, ERR_SYNTAX, "usage", NULL, "%s", usage);
	e = conf_load(a, arena_cstr(a, arena_fmt(a, "%s/naskahd.conf", *dir)), c, f);
	for (int i = 1; !e && i + 1 < argc; i += 2) {
		if (strncmp(argv[i], "--", 2) != 0)
			return FAIL(f, ERR_SYNTAX, "usage", NULL, "%s", usage);
		if (strcmp(argv[i], "--data") != 0)
			e = conf_set(a, c, str_c(argv[i] + 2), str_c(argv[i + 1]), argv[i], 0,
				     f);
	}
	if (!e && !c->share.n)
		c->share = str_c(conf_share(a, NASKAH_SHARE));
	return e;
}

/* Off loopback without a certificate of the office's: one of our own. */
static enum err own_cert(struct arena *a, const char *dir, const struct clock *clock,
			 struct http_options *o, struct fail *f)
{
	struct http_own_cert own;
	enum err e;

	if (o->cert || o->key || http_loopback(o->listen))
		return ERR_OK;
	e = http_own_cert(a, dir, o->listen, clock, &own, f);
	if (e)
		return e;
	o->cert = own.cert;
	o->key = own.key;
	if (own.made)
		(void)fprintf(stderr,
			      "naskahd: sertifikat TLS sendiri dibuat di %s/tls. Tiap komputer "
			      "menerimanya sekali; cocokkan dahulu sidik jarinya (SHA-256):\n  %s\n",
			      dir, own.print);
	log_line(LOG_L_INFO, "naskahd", "own certificate made=%d sha256=%s", own.made, own.print);
	return ERR_OK;
}

static enum err serve(struct arena *a, struct svc_door *door, const struct conf *c,
		      int signals, struct fail *f)
{
	struct svc *s = door->svc;
	struct http_options o = {
		.listen = c->listen.p,
		.cert = c->cert.n ? c->cert.p : NULL,
		.key = c->key.n ? c->key.p : NULL,
		.spool = arena_cstr(a, arena_fmt(a, "%s/spool", s->dir)),
		.many = "bagikan berkas instruksi kepada pilih pindaian scans unit",
		.app = {door, admit, refuse},
	};
	struct http_server *server;
	struct pollfd told = {.fd = signals, .events = POLLIN};
	struct signalfd_siginfo got;
	enum err e;

	o.routes = all_routes(a, &o.routes_n);
	e = own_cert(a, s->dir, s->clock, &o, f);
	if (!e)
		e = http_start(&server, &o, f);
	if (e)
		return e;
	s->server = server;
	log_line(LOG_L_INFO, "naskahd", "serving version=%s port=%d tls=%d", NASKAH_VERSION,
		 http_port(server), o.cert != NULL);
	/* looked after each minute: room may come back at any time */
	while (poll(&told, 1, 60000) <= 0 ||
	       read(signals, &got, sizeof(got)) != (ssize_t)sizeof(got))
		reserve_keep(s->dir);
	log_line(LOG_L_INFO, "naskahd", "stopping signal=%u", got.ssi_signo);
	http_stop(server);
	s->server = NULL;
	return ERR_OK;
}

/* Threads inherit the mask: only this descriptor hears the signals. */
static int hear_signals(void)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGTERM);
	(void)sigaddset(&set, SIGINT);
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN); /* the write itself says EFBIG, and is refused */
	(void)sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC);
}

static enum err run(struct arena *a, int argc, char **argv, struct fail *f)
{
	static const struct clock system_clock;
	struct svc_options so = {.clock = &system_clock};
	int signals = hear_signals();
	struct conf c;
	struct svc *s;
	enum err e = settle(a, argc, argv, &so.dir, &c, f);

	if (!e)
		e = mail_settings(a, &c, &so.mail, f);
	if (e)
		return e;
	so.link = c.link;
	so.share = c.share.p;
	so.pages = conf_pages(a, NASKAH_PAGES);
	if (!fs_exists(so.pages))
		log_line(LOG_L_WARN, "naskahd", "no page images: %s is missing", so.pages);
	reserve_give(so.dir);
	e = svc_open(&s, &so, f);
	if (e)
		return e;
	reserve_keep(so.dir);
#ifdef HAVE_DB_CONTROL
	struct db_control *control = NULL;

	e = db_control_serve(&control,
			     arena_cstr(a, arena_fmt(a, "%s/control.sock", so.dir)),
			     control_answer, s, f);
#endif
#ifdef HAVE_WEB
	struct web *web = NULL;

	if (!e)
		e = web_open(&web, s, f);
	if (!e) {
		svc_alarm_start(s);
		e = serve(a, (struct svc_door *)(void *)web, &c, signals, f);
	}
	web_close(web);
#else
	if (!e)
		e = serve(a, &(struct svc_door){s}, &c, signals, f);
#endif
#ifdef HAVE_DB_CONTROL
	if (control)
		db_control_stop(control);
#endif
	svc_alarm_stop(s);
	svc_close(s);
	return e;
}

int main(int argc, char **argv)
{
	struct arena *a;
	struct fail f = {0};
	enum err e;

	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return fputs(usage, stdout) < 0;
	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		return puts("naskahd " NASKAH_VERSION) < 0;
	/* as in naskah.c: a page drawn takes the same memory as the one before */
	(void)mallopt(M_TRIM_THRESHOLD, 4 << 20);
	(void)mallopt(M_MMAP_THRESHOLD, 1 << 20);
	rng_init();
	xml_init();
	a = arena_open();
	e = run(a, argc, argv, &f);
	arena_close(a);
	if (!e)
		return 0;
	(void)fprintf(stderr, "naskahd: %s\n", f.text);
	return e == ERR_SYNTAX ? 2 : err_exit_code(e);
}
