/* http_stream.h - answers that stay open: text is sent when there is some, by any thread.
 *
 * A stream holds a connection and its descriptor, no thread: while nothing is to be sent
 * the connection is suspended.  Its owner gets it from http_stream_begin() in a handler,
 * sends, and gives it back with http_stream_end(), whatever happened to the reader.
 *
 * LIMITS  at most half of the connections the server takes are streams, so that pages are
 *         still answered; 64 KB wait for a reader, one that is behind by more is dropped;
 *         bytes that the other side does not acknowledge for 20 s end the connection; a
 *         reader that closed is noticed at once.
 * OWNER   the caller of http_stream_begin(); the bytes outlive the server if need be.
 * THREAD  http_stream_send() and http_stream_end() from any thread.
 * SOURCE  WHATWG HTML, server-sent events; RFC 5482 (user time-out)
 */
#ifndef HTTP_STREAM_H
#define HTTP_STREAM_H
#include "http.h"

struct http_stream;

/* The reply becomes a stream; headers and type are the handler's to set.  Nothing may be
 * put into the body.  ERR_BUSY "too-many-streams". */
enum err http_stream_begin(struct http_req *, struct http_res *, struct http_stream **,
			   struct fail *) MUST_CHECK;
/* false: nobody reads any more. */
bool http_stream_send(struct http_stream *, struct str);
/* What was sent still goes out; the caller lets go of it. */
void http_stream_end(struct http_stream *);

/* One event: `id` and `name` are one line each, `data` one line of JSON; id 0: none, name
 * NULL: no event but the id alone, which a reader keeps. */
void http_event(struct buf *, int64_t id, const char *name, struct str data);
#endif
