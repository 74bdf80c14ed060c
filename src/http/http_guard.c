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

static bool uri_clean(struct str u)
{
	for (size_t i = 0; i < u.n; i++) {
		unsigned char c = (unsigned char)u.p[i];

		if (c <= 0x20 || c >= 0x7f)
			return false;
		if (c == '%' && i + 2 < u.n && u.p[i + 1] == '0' && u.p[i + 2] == '0')
			return false;
	}
	return u.n && (u.p[0] == '/' || u.p[0] == '*');
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

enum http_why http_guard(struct str method, struct str uri, const struct http_header *h, size_t n)
{
	size_t hosts = 0, lengths = 0, codings = 0, total = 0;
	enum http_why why = guard_method(method);

	if (why)
		return why;
	if (uri.n > GUARD_URI_MAX)
		return WHY_URI;
	if (!uri_clean(uri))
		return WHY_FRAMING;
	for (size_t i = 0; i < n; i++) {
		total += h[i].name.n + h[i].value.n + 4;
		if (!http_token(h[i].name))
			return WHY_FRAMING;
		for (size_t k = 0; k < h[i].value.n; k++)
			if (((unsigned char)h[i].value.p[k] < 0x20 && h[i].value.p[k] != '\t') ||
			    h[i].value.p[k] == 0x7f)
				return WHY_FRAMING;
		hosts += str_eq_nocase(h[i].name, STR("Host"));
		if (str_eq_nocase(h[i].name, STR("Content-Length"))) {
			lengths++;
			if (!digits(h[i].value))
				return WHY_FRAMING;
		}
		if (str_eq_nocase(h[i].name, STR("Transfer-Encoding"))) {
			codings++;
			if (!str_eq_nocase(h[i].value, STR("chunked")))
				return WHY_CODING;
		}
	}
	if (total > GUARD_HEADERS_MAX)
		return WHY_HEADERS;
	if (hosts != 1 || lengths > 1 || codings > 1 || (lengths && codings))
		return WHY_FRAMING;
	return WHY_NOT;
}
