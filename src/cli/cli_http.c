#include "cli_http.h"
#include <curl/curl.h>
#include "buf.h"

#define REPLY_BYTES (64u << 20)

struct heard {
	struct arena *a;
	struct buf body;
	struct str etag;
};

static size_t on_body(char *p, size_t one, size_t n, void *arg)
{
	struct heard *h = arg;

	(void)one;
	buf_add(&h->body, (struct str){p, n});
	return h->body.broken ? 0 : n;
}

static size_t on_header(char *p, size_t one, size_t n, void *arg)
{
	struct heard *h = arg;
	struct str value = {p, n}, name;

	(void)one;
	(void)str_cut(&value, ':', &name);
	if (str_eq_nocase(name, STR("etag")))
		h->etag = arena_dup(h->a, str_trim(value));
	return n;
}

static struct curl_slist *add(struct curl_slist *l, struct arena *a, const char *name,
			      const char *value)
{
	if (!value)
		return l;
	return curl_slist_append(l, arena_cstr(a, arena_fmt(a, "%s: %s", name, value)));
}

static curl_mime *parts_of(CURL *h, const struct cli_request *r)
{
	curl_mime *m = curl_mime_init(h);
	curl_mimepart *p = curl_mime_addpart(m);

	(void)curl_mime_name(p, "data");
	(void)curl_mime_type(p, "application/json");
	(void)curl_mime_data(p, r->json.p, r->json.n);
	for (size_t i = 0; i < r->parts_n; i++) {
		p = curl_mime_addpart(m);
		(void)curl_mime_name(p, r->parts[i].name);
		(void)curl_mime_filedata(p, r->parts[i].path);
	}
	return m;
}

static void set_up(CURL *h, const struct cli_request *r, struct heard *heard)
{
	(void)curl_easy_setopt(h, CURLOPT_URL, r->url);
	(void)curl_easy_setopt(h, CURLOPT_CUSTOMREQUEST, r->method);
	(void)curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
	(void)curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(h, CURLOPT_PROXY, "");
	(void)curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, 10L);
	(void)curl_easy_setopt(h, CURLOPT_TIMEOUT, 300L);
	(void)curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, on_body);
	(void)curl_easy_setopt(h, CURLOPT_WRITEDATA, heard);
	(void)curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, on_header);
	(void)curl_easy_setopt(h, CURLOPT_HEADERDATA, heard);
	if (r->cacert)
		(void)curl_easy_setopt(h, CURLOPT_CAINFO, r->cacert);
	if (r->json.p && !r->parts_n) {
		(void)curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE,
				       (curl_off_t)r->json.n);
		(void)curl_easy_setopt(h, CURLOPT_POSTFIELDS, r->json.p);
	}
}

enum err cli_http(struct arena *a, const struct cli_request *r, struct cli_reply *out,
		  struct fail *f)
{
	struct heard heard = {.a = a, .body = BUF_MAX(REPLY_BYTES)};
	struct curl_slist *headers = NULL;
	curl_mime *mime = NULL;
	const char *type = NULL;
	CURL *h = curl_easy_init();
	CURLcode rc;

	if (!h)
		return FAIL(f, ERR_IO, "curl", NULL, "libcurl tidak dapat dimulai.");
	if (r->token)
		headers = add(headers, a, "Authorization",
			      arena_cstr(a, arena_fmt(a, "Bearer %s", r->token)));
	headers = add(headers, a, "If-Match", r->if_match);
	headers = add(headers, a, "Idempotency-Key", r->idempotency_key);
	if (r->json.p && !r->parts_n)
		headers = add(headers, a, "Content-Type", "application/json");
	set_up(h, r, &heard);
	(void)curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers);
	if (r->parts_n) {
		mime = parts_of(h, r);
		(void)curl_easy_setopt(h, CURLOPT_MIMEPOST, mime);
	}
	rc = curl_easy_perform(h);
	(void)curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &out->status);
	(void)curl_easy_getinfo(h, CURLINFO_CONTENT_TYPE, &type);
	out->type = type ? arena_dup(a, str_c(type)) : STR("");
	out->etag = heard.etag;
	out->body = buf_keep(&heard.body, a);
	curl_mime_free(mime);
	curl_slist_free_all(headers);
	curl_easy_cleanup(h);
	return rc == CURLE_OK ? ERR_OK
			      : FAIL(f, ERR_IO, "no-answer", NULL, "%s: %s", r->url,
				     curl_easy_strerror(rc));
}
