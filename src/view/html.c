#include "html.h"
#include <stdarg.h>
#include <stdio.h>

void html_text(struct buf *b, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		struct str e;

		switch (s.p[i]) {
		case '&': e = STR("&amp;"); break;
		case '<': e = STR("&lt;"); break;
		case '>': e = STR("&gt;"); break;
		case '"': e = STR("&quot;"); break;
		case '\'': e = STR("&#39;"); break;
		default: continue;
		}
		buf_add(b, (struct str){ s.p + from, i - from });
		buf_add(b, e);
		from = i + 1;
	}
	buf_add(b, str_from(s, from));
}

void html_cstr(struct buf *b, const char *z)
{
	html_text(b, str_c(z));
}

void html_int(struct buf *b, int64_t v)
{
	buf_fmt(b, "%lld", (long long)v);
}

void html_day(struct buf *b, struct day d)
{
	if (!day_none(d))
		buf_fmt(b, "%d %s %d", d.mday, month_name(d.month), d.year);
}

void html_raw(struct buf *b, struct html h)
{
	buf_add(b, h.raw);
}

void html_url(struct buf *b, struct url u)
{
	html_text(b, u.raw.n ? u.raw : STR("/"));
}

struct html html_of(const struct buf *b)
{
	return (struct html){ buf_str(b) };
}

struct url url_path(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;

	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);

	va_end(ap);
	size_t len = n > 0 ? (size_t)n : 0;
	char *p = arena_alloc(a, len + 1);

	(void)vsnprintf(p, len + 1, fmt, again);
	va_end(again);
	bool ok = len && p[0] == '/' && p[1] != '/' && p[1] != '\\';

	for (size_t i = 0; i < len; i++)
		ok = ok && (unsigned char)p[i] > 0x20;
	return (struct url){ ok ? (struct str){ p, len } : STR("/") };
}

const char *url_part(struct arena *a, struct str s)
{
	static const char HEX[] = "0123456789ABCDEF";
	char *p = arena_alloc(a, s.n * 3 + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		             (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.' ||
		             c == '~';

		if (plain) {
			p[n++] = (char)c;
			continue;
		}
		p[n++] = '%';
		p[n++] = HEX[c >> 4];
		p[n++] = HEX[c & 15];
	}
	return p;
}
