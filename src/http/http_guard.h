/* http_guard.h - what of a request must never reach a handler.
 *
 * PURE   works on the header list alone.  Returns 0, or the status to answer with before
 *        the connection is closed (400, 405, 411, 414, 431, 501).
 * SOURCE RFC 9112 6.1-6.3 (request smuggling); docs/security.md, finding 1
 */
#ifndef HTTP_GUARD_H
#define HTTP_GUARD_H
#include "http.h"

#define GUARD_URI_MAX     4096
#define GUARD_HEADERS_MAX 16384

int http_guard(struct str method, struct str raw_uri, const struct http_header *h, size_t n);
/* Content-Length as a number; -1 none. Call after http_guard() said 0. */
int64_t http_guard_length(const struct http_header *h, size_t n);
#endif
