#include "http_guard.h"

bool http_token(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= 0x20 || c >= 0x7f || strchr("\"(),/:;<=>?@[\\]{}", c))
			return false;
	}
	return s.n > 0;
}

bool http_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			return false;
	return true;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

int http_escape(struct str s)
{
	int hi = s.n > 2 && s.p[0] == '%' ? hex(s.p[1]) : -1, lo = hi < 0 ? -1 : hex(s.p[2]);

	return lo < 0 ? -1 : hi * 16 + lo;
}

/* An address on this server, each '%' a byte: no NUL, and no control in the path. */
static bool uri_clean(struct str u)
{
	size_t path = str_find(u, STR("?"));

	for (size_t i = 0; i < u.n; i++) {
		unsigned char c = (unsigned char)u.p[i];
		int byte = c == '%' ? http_escape(str_from(u, i)) : c;

		if (c <= 0x20 || c >= 0x7f || byte <= 0)
			return false;
		if (i < path && (byte < 0x20 || byte == 0x7f))
			return false;
	}
	return u.n && u.p[0] == '/';
}

static bool host_clean(struct str h)
{
	for (size_t i = 0; i < h.n; i++) {
		char c = h.p[i];
		bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		            (c >= 'a' && c <= 'z');

		if (!word && (!c || !strchr("-._:[]", c)))
			return false;
	}
	return h.n > 0;
}

static bool digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0 && s.n <= 12;
}

int64_t http_guard_length(const struct http_header *h, size_t n)
{
	int64_t v = -1;

	for (size_t i = 0; i < n; i++)
		if (str_eq_nocase(h[i].name, STR("Content-Length")))
			(void)str_to_int(h[i].value, &v);
	return v;
}

static enum http_why guard_method(struct str m)
{
	static const char *const OURS[] = { "GET", "HEAD", "POST", "PUT", "DELETE" };

	for (size_t i = 0; i < sizeof OURS / sizeof *OURS; i++)
		if (str_eqc(m, OURS[i]))
			return WHY_NOT;
	for (size_t i = 0; i < m.n; i++)
		if (m.p[i] < 'A' || m.p[i] > 'Z')
			return WHY_FRAMING;
	return WHY_METHOD;
}

/* What must not come twice: of two, a second reader might take the other one. */
static bool twice(const struct http_header *h, size_t at)
{
	static const char *const ONCE[] = { "Host", "Content-Length", "Transfer-Encoding",
		"Content-Type", "Authorization", "Cookie", "Origin", "Sec-Fetch-Site", "X-CSRF",
		"If-Match", "Idempotency-Key" };

	for (size_t i = 0; i < sizeof ONCE / sizeof *ONCE; i++) {
		if (!str_eq_nocase(h[at].name, str_c(ONCE[i])))
			continue;
		for (size_t k = 0; k < at; k++)
			if (str_eq_nocase(h[k].name, h[at].name))
				return true;
	}
	return false;
}

static bool value_clean(struct str v)
{
	for (size_t k = 0; k < v.n; k++)
		if (((unsigned char)v.p[k] < 0x20 && v.p[k] != '\t') || v.p[k] == 0x7f)
			return false;
	return true;
}

enum http_why http_guard(struct str method, struct str uri, const struct http_header *h, size_t n)
{
	struct str host = { 0 }, length = { 0 }, coding = { 0 };
	size_t total = 0;
	enum http_why why = guard_method(method);

	if (why)
		return why;
	if (uri.n > GUARD_URI_MAX)
		return WHY_URI;
	if (!uri_clean(uri))
		return WHY_FRAMING;
	for (size_t i = 0; i < n; i++) {
		total += h[i].name.n + h[i].value.n + 4;
		if (!http_token(h[i].name) || !value_clean(h[i].value) || twice(h, i))
			return WHY_FRAMING;
		if (str_eq_nocase(h[i].name, STR("Host")))
			host = h[i].value;
		if (str_eq_nocase(h[i].name, STR("Content-Length")))
			length = h[i].value;
		if (str_eq_nocase(h[i].name, STR("Transfer-Encoding")))
			coding = h[i].value;
	}
	if (total > GUARD_HEADERS_MAX)
		return WHY_HEADERS;
	if (!host_clean(host) || (length.p && (coding.p || !digits(length))))
		return WHY_FRAMING;
	if (!coding.p)
		return WHY_NOT;
	return str_eq_nocase(coding, STR("chunked")) ? WHY_LENGTH : WHY_CODING;
}

bool http_from_here(struct str site, struct str origin, struct str host, bool tls)
{
	if (site.n && !str_eqc(site, "same-origin") && !str_eqc(site, "none"))
		return false;
	if (!origin.p)
		return true;
	struct str scheme = str_starts(origin, STR("https://")) ? STR("https://") :
	                    tls ? (struct str){ 0 } : STR("http://");

	return scheme.n && str_starts(origin, scheme) &&
	       str_eq_nocase(str_from(origin, scheme.n), host);
}
