/* http_guard.h - what of a request must never reach a handler.
 *
 * PURE   works on the header list alone.  Returns WHY_NOT, or the reason to answer with
 *        before the connection is closed.
 * SOURCE RFC 9112 6.1-6.3 (request smuggling); docs/security.md, finding 1
 */
#ifndef HTTP_GUARD_H
#define HTTP_GUARD_H
#include "http_refuse.h"

#define GUARD_URI_MAX     4096
#define GUARD_HEADERS_MAX 16384

enum http_why http_guard(struct str method, struct str raw_uri, const struct http_header *h,
                         size_t n);
/* Content-Length as a number; -1 none. Call after http_guard() said WHY_NOT. */
int64_t http_guard_length(const struct http_header *h, size_t n);
/* Does a browser say that a page of ours sends this?  By Sec-Fetch-Site, and by Origin
 * against Host; a client that says neither is no browser, and its token decides alone.
 * Without TLS an https origin is a proxy's in front of us. */
bool http_from_here(struct str site, struct str origin, struct str host, bool tls);
int  http_escape(struct str); /* the byte of "%41..." at the front; -1: none */
bool http_token(struct str); /* RFC 9110 5.6.2 */
bool http_plain(struct str); /* no control byte, not even a tab */
#endif
