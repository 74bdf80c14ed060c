/* web_share_target.c - "Bagikan ke Naskah": a file that a telephone hands over waits at
 * the form of a new letter.  The POST comes from the telephone, not from a page of ours,
 * so it bears no token: it stores a file that does nothing until a form of ours takes it.
 */
#include "rng.h"
#include "svc_shared.h"
#include "web.h"

#define GUEST "titipan" /* the secret of a browser whose session had ended */
#define KNOWN "kenal"   /* this browser logged in here before */

static struct str known_word(const struct web *w, struct arena *a)
{
	struct sha256_hex h = sha256_hex(hmac_of(w->svc->secret, STR("pernah masuk")));

	return arena_dup(a, str_head(str_c(h.z), 43));
}

void web_know_browser(struct web *w, struct http_req *q, struct http_res *r)
{
	http_set_cookie(q, r, KNOWN, known_word(w, q->arena), INT64_C(400) * 86400);
}

bool web_browser_known(const struct web *w, const struct http_req *q)
{
	return str_eq(http_cookie(q, KNOWN), known_word(w, q->arena));
}

void web_share_login(struct http_req *q, struct http_res *r)
{
	http_redirect(r, q->arena, STR("/masuk?ke=/surat-masuk/baru%3Fbagikan%3D1"));
}

static enum err from_elsewhere(const struct http_req *q, struct fail *f)
{
	struct str site = http_header(q, "Sec-Fetch-Site");

	if (!site.n || str_eqc(site, "none") || str_eqc(site, "same-origin"))
		return ERR_OK;
	return FAIL(f, ERR_DENIED, "origin", NULL,
		    "Berkas ini dikirim halaman lain, bukan oleh Bagikan di ponsel; "
		    "tidak diterima.");
}

void web_share_put(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_sharer x = {.who = web_actor(q), .guest = http_cookie(q, GUEST)};
	struct svc_upload *up;
	struct fail f;
	size_t n = web_uploads(q, "berkas", &up);
	enum err e = from_elsewhere(q, &f);

	if (!x.who && x.guest.n != 43)
		x.guest = rng_token(q->arena, 32);
	if (!e && !n)
		e = FAIL(&f, ERR_INVALID, "missing", "berkas",
			 "Yang dibagikan bukan berkas. Bagikan PDF atau foto suratnya, "
			 "bukan "
			 "teks atau tautannya.");
	if (!e)
		e = svc_shared_put(w->svc, q->arena, x, up, n, &f);
	if (e) {
		web_fault(w, q, r, &f);
		return;
	}
	if (x.who) {
		http_redirect(r, q->arena, STR("/surat-masuk/baru?bagikan=1"));
		return;
	}
	http_set_cookie(q, r, GUEST, x.guest, 86400);
	web_share_login(q, r);
}

/* Whoever opens the address by hand. */
void web_share_page(void *app, struct http_req *q, struct http_res *r)
{
	(void)app;
	http_redirect(r, q->arena, STR("/surat-masuk/baru?bagikan=1"));
}

/* ---- at the form ---- */

static bool asked(const struct http_req *q, struct str name, bool last)
{
	struct str v;
	bool sent = false;

	for (size_t i = 0; http_each(q, "bagikan", &i, &v);) {
		if (str_eq(v, name))
			return true;
		sent = sent || q->method != HTTP_GET;
	}
	return !sent && last && q->method == HTTP_GET && http_get_int(q, "bagikan") == 1;
}

/* "1732700000000" + "0-" before the name it came with. */
static struct str plain_name(struct str name)
{
	size_t dash = str_find(name, STR("-"));

	return dash < name.n ? str_from(name, dash + 1) : name;
}

static struct web_shared one(struct web *w, struct http_req *q, struct str name,
			     bool last)
{
	struct arena *a = q->arena;
	int64_t ms = 0;

	(void)str_to_int(str_head(name, 13), &ms);
	return (struct web_shared){
		.value = name,
		.on = asked(q, name, last),
		.label = arena_fmt(a, STR_FMT " · " STR_FMT, STR_ARG(plain_name(name)),
				   STR_ARG(web_when(w, a, ms))),
		.src = url_path(a, "/bagikan/%s/gambar", url_part(a, name))};
}

void web_fill_shared(struct web *w, struct http_req *q, struct http_res *r,
		     struct register_view *v)
{
	struct svc_sharer x = {.who = web_actor(q), .guest = http_cookie(q, GUEST)};
	const struct svc_upload *up;
	size_t n = svc_shared_list(w->svc, q->arena, x, &up);
	struct web_shared *o = ARENA_ARRAY(q->arena, struct web_shared, n + 1);

	if (x.guest.n)
		http_set_cookie(q, r, GUEST, STR(""), 0);
	for (size_t i = 0; i < n; i++)
		o[i] = one(w, q, up[i].name, i + 1 == n);
	v->shared = o;
	v->shared_n = n;
	v->shared_came = n && http_get_int(q, "bagikan") == 1;
}

enum err web_shared_scans(struct web *w, struct http_req *q, struct svc_upload **scans,
			  size_t *n, struct fail *f)
{
	struct svc_upload *all =
		ARENA_ARRAY(q->arena, struct svc_upload, *n + SVC_SHARED_MAX);
	size_t have = *n;
	enum err e = ERR_OK;
	struct str v;

	if (have)
		memcpy(all, *scans, have * sizeof *all);
	for (size_t i = 0; !e && http_each(q, "bagikan", &i, &v);) {
		if (*n == have + SVC_SHARED_MAX)
			break;
		e = svc_shared_get(w->svc, web_actor(q), q->arena, v, &all[*n], f);
		if (!e)
			all[(*n)++].name = plain_name(v);
	}
	*scans = all;
	return e;
}

void web_shared_taken(struct web *w, struct http_req *q)
{
	struct str v;

	for (size_t i = 0; http_each(q, "bagikan", &i, &v);)
		svc_shared_taken(w->svc, web_actor(q), v);
}

void web_share_picture(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str png = STR("");
	struct fail f;
	enum err e =
		svc_shared_picture(w->svc, web_actor(q), q->arena, q->args[0], &png, &f);

	web_picture(w, q, r, e, &f, png);
}

void web_share_drop(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct fail f;
	struct str v;

	for (size_t i = 0; http_each(q, "bagikan", &i, &v);)
		if (svc_shared_drop(w->svc, web_actor(q), q->arena, v, &f)) {
			web_fault(w, q, r, &f);
			return;
		}
	http_redirect(r, q->arena, STR("/surat-masuk/baru"));
}
