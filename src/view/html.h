/* html.h - the only way bytes become HTML.
 *
 * RULE   escaping is chosen by *type*, at compile time, through _Generic.  A type with
 *        no row here does not compile.  Raw markup needs struct html, which only
 *        html_of() over the output of a compiled view makes.
 * VIEWS  tools/htmlc.c compiles views/NAME.html to view_NAME(buf, struct NAME_view *).
 * SOURCE docs/adr/0002-html-views.md
 */
#ifndef VIEW_HTML_H
#define VIEW_HTML_H
#include <stdint.h>
#include "buf.h"
#include "clock.h"

struct html {
	struct str raw; /* already safe markup */
};
struct url {
	struct str raw; /* a path of this server, percent-encoded */
};

void html_text(struct buf *, struct str); /* escapes & < > " ' */
void html_cstr(struct buf *, const char *);
void html_int(struct buf *, int64_t);
void html_day(struct buf *, struct day); /* 22 November 2026 */
void html_raw(struct buf *, struct html);
void html_url(struct buf *, struct url);

/* The output of a compiled view, to be set inside another one. */
struct html html_of(const struct buf *);

/* A path of this server: fmt must begin with one '/'; %s arguments are not encoded, so
 * pass them through url_part() first.  A path that begins with "//" or holds a control
 * character becomes "/". */
struct url url_path(struct arena *, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
const char *url_part(struct arena *, struct str); /* percent-encoded, NUL-terminated */

#define HTML_PUT(b, x)                   \
	_Generic((x),                    \
	struct str: html_text,           \
	char *: html_cstr,               \
	const char *: html_cstr,         \
	int: html_int,                   \
	long: html_int,                  \
	long long: html_int,             \
	struct day: html_day,            \
	struct html: html_raw)((b), (x))
#define HTML_PUT_ATTR(b, x)              \
	_Generic((x),                    \
	struct str: html_text,           \
	char *: html_cstr,               \
	const char *: html_cstr,         \
	int: html_int,                   \
	long: html_int,                  \
	long long: html_int)((b), (x))
#define HTML_PUT_URL(b, x) _Generic((x), struct url: html_url)((b), (x))
#endif
