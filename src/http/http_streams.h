/* http_streams.h - inside http: the streams of one server. */
#ifndef HTTP_STREAMS_H
#define HTTP_STREAMS_H
#include <microhttpd.h>
#include "http_stream.h"

struct http_streams;

struct http_streams *http_streams_start(size_t max);
/* All end; before MHD_stop_daemon(). */
void http_streams_stop(struct http_streams *);
void http_streams_free(struct http_streams *);    /* after the daemon has stopped */
int64_t http_streams_open(struct http_streams *); /* how many stand */
/* The reply of one: the connection is the stream's from here on. */
struct MHD_Response *http_stream_reply(struct http_stream *, struct MHD_Connection *);
/* It was begun, and another reply was sent instead. */
void http_stream_drop(struct http_stream *);
#endif
